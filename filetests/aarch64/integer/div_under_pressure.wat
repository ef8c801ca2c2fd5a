;;! target = "aarch64"
;; A division while other values are in the registers that it needs.

(module
  (func $keeps_temporaries (param $a i32) (param $b i32) (param $c i32) (result i32)
    (i32.clz (local.get $a))
    (i32.ctz (local.get $b))
    (i32.div_u (local.get $a) (local.get $c))
    (i32.add)
    (i32.add))

  (func $quotient_and_remainder (param $a i32) (param $b i32) (result i32 i32)
    (i32.div_u (local.get $a) (local.get $b))
    (i32.rem_u (local.get $a) (local.get $b)))

  (func $of_quotients (param $a i64) (param $b i64) (param $c i64) (result i64)
    (i64.div_s (i64.div_s (local.get $a) (local.get $b)) (i64.div_s (local.get $b) (local.get $c)))))

;; $keeps_temporaries: 36 bytes
;;     clz     w0, w1
;;     rbit    w16, w2
;;     clz     w4, w16
;;     cbz     w3, L1
;;     udiv    w5, w1, w3
;;     add     w4, w4, w5
;;     add     w0, w0, w4
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;;
;; $quotient_and_remainder: 56 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     cbz     w2, L1
;;     udiv    w0, w1, w2
;;     cbz     w2, L2
;;     udiv    w16, w1, w2
;;     msub    w3, w16, w2, w1
;;     str     w0, [sp]
;;     str     w3, [sp, #8]
;;     ldr     w0, [sp]
;;     ldr     w1, [sp, #8]
;;     add     sp, sp, #0x10
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;; L2:
;;     udf     #7                                  ; trap: division by zero
;;
;; $of_quotients: 88 bytes
;;     cbz     x2, L1
;;     cmn     x2, #1
;;     ccmp    x1, #1, #0, eq
;;     b.vs    L2
;;     sdiv    x0, x1, x2
;;     cbz     x3, L3
;;     cmn     x3, #1
;;     ccmp    x2, #1, #0, eq
;;     b.vs    L4
;;     sdiv    x4, x2, x3
;;     cbz     x4, L5
;;     cmn     x4, #1
;;     ccmp    x0, #1, #0, eq
;;     b.vs    L6
;;     sdiv    x0, x0, x4
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
;; L2:
;;     udf     #6                                  ; trap: integer overflow
;; L3:
;;     udf     #7                                  ; trap: division by zero
;; L4:
;;     udf     #6                                  ; trap: integer overflow
;; L5:
;;     udf     #7                                  ; trap: division by zero
;; L6:
;;     udf     #6                                  ; trap: integer overflow
