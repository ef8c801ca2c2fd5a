;;! target = "aarch64"
;; Signed remainder by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.rem_s (local.get $x) (i32.const 0))))

;; $by_eight: 16 bytes
;;     mov     w0, #8
;;     sdiv    w16, w1, w0
;;     msub    w0, w16, w0, w1
;;     ret
;;
;; $by_ten: 16 bytes
;;     mov     w0, #0xa
;;     sdiv    w16, w1, w0
;;     msub    w0, w16, w0, w1
;;     ret
;;
;; $by_one: 16 bytes
;;     mov     w0, #1
;;     sdiv    w16, w1, w0
;;     msub    w0, w16, w0, w1
;;     ret
;;
;; $by_minus_one: 16 bytes
;;     mov     w0, #0xffffffff
;;     sdiv    w16, w1, w0
;;     msub    w0, w16, w0, w1
;;     ret
;;
;; $by_zero: 24 bytes
;;     mov     w0, #0
;;     cbz     w0, L1
;;     sdiv    w16, w1, w0
;;     msub    w0, w16, w0, w1
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
