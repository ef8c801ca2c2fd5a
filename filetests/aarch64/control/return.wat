;;! target = "aarch64"
;; Returns: all leave by the one epilogue.

(module
  (func $early (param $x i32) (result i32)
    (if (i32.eqz (local.get $x)) (then (return (i32.const 0))))
    (i32.clz (local.get $x)))

  (func $last (param $x i32) (result i32)
    (return (local.get $x)))

  (func $void (param $x i32)
    (if (local.get $x) (then (return))))

  (func $several_values (param $x i32) (param $y i32) (result i32 i32)
    (return (local.get $y) (local.get $x))))

;; $early: 20 bytes
;;     cbnz    w1, L1
;;     mov     w0, #0
;;     b       L2
;; L1:
;;     clz     w0, w1
;; L2:
;;     ret
;;
;; $last: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $void: 8 bytes
;;     cbnz    w1, L1
;; L1:
;;     ret
;;
;; $several_values: 28 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     str     w2, [sp]
;;     str     w1, [sp, #8]
;;     ldr     w0, [sp]
;;     ldr     w1, [sp, #8]
;;     add     sp, sp, #0x10
;;     ret
