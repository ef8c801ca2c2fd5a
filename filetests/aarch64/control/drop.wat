;;! target = "aarch64"
;; Operands that nothing uses: what has no effect is not computed if it can wait.

(module
  (memory 1)
  (func $callee (result i32) (i32.const 1))

  (func $constant
    (drop (i32.const 1)))

  (func $local (param $x i32)
    (drop (local.get $x)))

  (func $computed (param $x i32)
    (drop (i32.mul (local.get $x) (local.get $x))))

  (func $load (param $p i32)
    (drop (i32.load (local.get $p))))

  (func $result
    (drop (call $callee))))

;; $callee: 8 bytes
;;     mov     w0, #1
;;     ret
;;
;; $constant: 4 bytes
;;     ret
;;
;; $local: 4 bytes
;;     ret
;;
;; $computed: 8 bytes
;;     mul     w0, w1, w1
;;     ret
;;
;; $load: 8 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $result: 16 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     bl      $callee
;;     ldr     x30, [sp], #0x10
;;     ret
