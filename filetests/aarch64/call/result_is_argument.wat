;;! target = "aarch64"
;; A call whose result is an argument of the next.

(module
  (func $f (param i32) (result i32) (local.get 0))
  (func $g (param i32 i32) (result i32) (local.get 1))

  (func $nested (param $x i32) (result i32)
    (call $f (call $f (call $f (local.get $x)))))

  (func $two_calls (param $x i32) (result i32)
    (call $g (call $f (local.get $x)) (call $f (i32.const 2)))))

;; $f: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $g: 8 bytes
;;     mov     w0, w2
;;     ret
;;
;; $nested: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     bl      $f
;;     mov     w1, w0
;;     bl      $f
;;     mov     w1, w0
;;     bl      $f
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $two_calls: 40 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     bl      $f
;;     str     w0, [sp, #0x10]
;;     mov     w1, #2
;;     bl      $f
;;     ldr     w1, [sp, #0x10]
;;     mov     w2, w0
;;     bl      $g
;;     ldr     x30, [sp], #0x20
;;     ret
