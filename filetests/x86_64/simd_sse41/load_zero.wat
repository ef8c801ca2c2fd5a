;;! target = "x86_64"
;;! cpu = "baseline"
;; A number from memory in the lowest lane. With SSE4.1.

(module
  (memory 1)

  (func $load32_zero (param $p i32) (result v128)
    (v128.load32_zero (local.get $p)))

  (func $load64_zero (param $p i32) (result v128)
    (v128.load64_zero (local.get $p))))

;; $load32_zero: 6 bytes
;;     movss   xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
;;
;; $load64_zero: 6 bytes
;;     movsd   xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
