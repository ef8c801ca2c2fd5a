;;! target = "aarch64"
;; Functions that call themselves, and each other.

(module
  (func $factorial (param $n i64) (result i64)
    (if (result i64) (i64.eqz (local.get $n))
      (then (i64.const 1))
      (else (i64.mul (local.get $n) (call $factorial (i64.sub (local.get $n) (i64.const 1)))))))

  (func $fibonacci (param $n i32) (result i32)
    (if (i32.lt_u (local.get $n) (i32.const 2)) (then (return (local.get $n))))
    (i32.add
      (call $fibonacci (i32.sub (local.get $n) (i32.const 1)))
      (call $fibonacci (i32.sub (local.get $n) (i32.const 2)))))

  (func $even (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 1))))
    (call $odd (i32.sub (local.get $n) (i32.const 1))))

  (func $odd (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (call $even (i32.sub (local.get $n) (i32.const 1)))))

;; $factorial: 44 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     cbnz    x1, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     str     x1, [sp, #0x10]
;;     sub     x1, x1, #1
;;     bl      $factorial
;;     ldr     x16, [sp, #0x10]
;;     mul     x0, x0, x16
;; L2:
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $fibonacci: 60 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     cmp     w19, #2
;;     b.hs    L1
;;     mov     w0, w19
;;     b       L2
;; L1:
;;     sub     w1, w19, #1
;;     bl      $fibonacci
;;     sub     w1, w19, #2
;;     str     w0, [sp, #0x10]
;;     bl      $fibonacci
;;     ldr     w16, [sp, #0x10]
;;     add     w0, w0, w16
;; L2:
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $even: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     cbnz    w1, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     sub     w1, w1, #1
;;     bl      $odd
;; L2:
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $odd: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     cbnz    w1, L1
;;     mov     w0, #0
;;     b       L2
;; L1:
;;     sub     w1, w1, #1
;;     bl      $even
;; L2:
;;     ldr     x30, [sp], #0x10
;;     ret
