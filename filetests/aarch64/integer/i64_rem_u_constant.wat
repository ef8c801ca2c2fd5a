;;! target = "aarch64"
;; Unsigned remainder by a constant, of 64 bits.

(module
  (func $by_eight (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const 8)))

  (func $by_ten (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const 10)))

  (func $by_one (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const 1)))

  (func $by_minus_one (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const -1)))

  (func $by_zero (param $x i64) (result i64)
    (i64.rem_u (local.get $x) (i64.const 0))))

;; $by_eight: 8 bytes
;;     and     x0, x1, #7
;;     ret
;;
;; $by_ten: 24 bytes
;;     ldr     x16, =0xcccccccccccccccd
;;     umulh   x0, x1, x16
;;     lsr     x0, x0, #3
;;     mov     x16, #0xfffffffffffffff6
;;     madd    x0, x0, x16, x1
;;     ret
;;     .const  0xcccccccccccccccd
;;
;; $by_one: 8 bytes
;;     mov     w0, #0
;;     ret
;;
;; $by_minus_one: 16 bytes
;;     mov     x16, #0x8000000000000001
;;     umulh   x0, x1, x16
;;     add     x0, x1, x0, lsr #63
;;     ret
;;
;; $by_zero: 24 bytes
;;     mov     w0, #0
;;     cbz     x0, L1
;;     udiv    x16, x1, x0
;;     msub    x0, x16, x0, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
