;;! target = "aarch64"
;; Conditionals with both branches.

(module
  (func $assign (param $x i32) (result i32) (local $y i32)
    (if (local.get $x)
      (then (local.set $y (i32.const 1)))
      (else (local.set $y (i32.const 2))))
    (local.get $y))

  (func $result (param $x i32) (param $y i32) (result i32)
    (if (result i32) (local.get $x)
      (then (i32.add (local.get $y) (i32.const 1)))
      (else (i32.sub (local.get $y) (i32.const 1)))))

  (func $float_result (param $x i32) (param $y f64) (result f64)
    (if (result f64) (local.get $x)
      (then (f64.sqrt (local.get $y)))
      (else (f64.neg (local.get $y)))))

  (func $two_results (param $x i32) (result i32)
    (if (result i32 i32) (local.get $x)
      (then (i32.const 1) (i32.const 2))
      (else (i32.const 3) (i32.const 4)))
    (i32.mul)))

;; $assign: 28 bytes
;;     mov     w12, #0
;;     cbz     w1, L1
;;     mov     w12, #1
;;     b       L2
;; L1:
;;     mov     w12, #2
;; L2:
;;     mov     w0, w12
;;     ret
;;
;; $result: 20 bytes
;;     cbz     w1, L1
;;     add     w0, w2, #1
;;     b       L2
;; L1:
;;     sub     w0, w2, #1
;; L2:
;;     ret
;;
;; $float_result: 24 bytes
;;     fmov    d16, d0
;;     cbz     w1, L1
;;     fsqrt   d0, d16
;;     b       L2
;; L1:
;;     fneg    d0, d16
;; L2:
;;     ret
;;
;; $two_results: 64 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     cbz     w1, L1
;;     mov     w17, #1
;;     str     w17, [sp]
;;     mov     w17, #2
;;     str     w17, [sp, #8]
;;     b       L2
;; L1:
;;     mov     w17, #3
;;     str     w17, [sp]
;;     mov     w17, #4
;;     str     w17, [sp, #8]
;; L2:
;;     ldr     w0, [sp]
;;     ldr     w16, [sp, #8]
;;     mul     w0, w0, w16
;;     add     sp, sp, #0x10
;;     ret
