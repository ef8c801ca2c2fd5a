;;! target = "aarch64"
;;! compile = "lazy"
;; Functions that are compiled one by one: those before are called directly, those to come by their slot or stub.

(module
  (func $earlier (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 1)))

  (func $caller (param $x i32) (result i32)
    (i32.add (call $earlier (local.get $x)) (call $later (local.get $x))))

  (func $itself (param $x i32) (result i32)
    (if (result i32) (local.get $x)
      (then (call $itself (i32.sub (local.get $x) (i32.const 1))))
      (else (i32.const 0))))

  (func $later (param $x i32) (result i32)
    (i32.sub (local.get $x) (i32.const 1))))

;; $earlier: 8 bytes
;;     add     w0, w1, #1
;;     ret
;;
;; $caller: 44 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     mov     w1, w19
;;     bl      $earlier
;;     str     w0, [sp, #0x10]
;;     mov     w1, w19
;;     bl      stub of $later
;;     ldr     w16, [sp, #0x10]
;;     add     w0, w0, w16
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $itself: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     cbz     w1, L1
;;     sub     w1, w1, #1
;;     bl      $itself
;;     b       L2
;; L1:
;;     mov     w0, #0
;; L2:
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $later: 8 bytes
;;     sub     w0, w1, #1
;;     ret
