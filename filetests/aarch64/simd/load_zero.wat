;;! target = "aarch64"
;; A number from memory in the lowest lane.

(module
  (memory 1)

  (func $load32_zero (param $p i32) (result v128)
    (v128.load32_zero (local.get $p)))

  (func $load64_zero (param $p i32) (result v128)
    (v128.load64_zero (local.get $p))))

;; $load32_zero: 8 bytes
;;     ldr     s0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $load64_zero: 8 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
