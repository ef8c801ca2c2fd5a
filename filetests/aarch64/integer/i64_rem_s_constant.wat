;;! target = "aarch64"
;; Signed remainder by a constant, of 64 bits.

(module
  (func $by_eight (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 8)))

  (func $by_ten (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 10)))

  (func $by_one (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 1)))

  (func $by_minus_one (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const -1)))

  (func $by_zero (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 0))))

;; $by_eight: 16 bytes
;;     mov     w0, #8
;;     sdiv    x16, x1, x0
;;     msub    x0, x16, x0, x1
;;     ret
;;
;; $by_ten: 16 bytes
;;     mov     w0, #0xa
;;     sdiv    x16, x1, x0
;;     msub    x0, x16, x0, x1
;;     ret
;;
;; $by_one: 16 bytes
;;     mov     w0, #1
;;     sdiv    x16, x1, x0
;;     msub    x0, x16, x0, x1
;;     ret
;;
;; $by_minus_one: 16 bytes
;;     mov     x0, #0xffffffffffffffff
;;     sdiv    x16, x1, x0
;;     msub    x0, x16, x0, x1
;;     ret
;;
;; $by_zero: 24 bytes
;;     mov     w0, #0
;;     cbz     x0, L1
;;     sdiv    x16, x1, x0
;;     msub    x0, x16, x0, x1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
