;;! target = "x86_64"
;; A number from memory in the lowest lane.

(module
  (memory 1)

  (func $load32_zero (param $p i32) (result v128)
    (v128.load32_zero (local.get $p)))

  (func $load64_zero (param $p i32) (result v128)
    (v128.load64_zero (local.get $p))))

;; $load32_zero: 6 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
;;
;; $load64_zero: 6 bytes
;;     vmovsd  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
