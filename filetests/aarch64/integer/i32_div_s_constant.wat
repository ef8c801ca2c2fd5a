;;! target = "aarch64"
;; Signed division by a constant, of 32 bits.

(module
  (func $by_eight (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const 8)))

  (func $by_ten (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const 10)))

  (func $by_one (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const 1)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const -1)))

  (func $by_zero (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const 0))))

;; $by_eight: 12 bytes
;;     mov     w0, #8
;;     sdiv    w0, w1, w0
;;     ret
;;
;; $by_ten: 12 bytes
;;     mov     w0, #0xa
;;     sdiv    w0, w1, w0
;;     ret
;;
;; $by_one: 12 bytes
;;     mov     w0, #1
;;     sdiv    w0, w1, w0
;;     ret
;;
;; $by_minus_one: 28 bytes
;;     mov     w0, #0xffffffff
;;     cmn     w0, #1
;;     ccmp    w1, #1, #0, eq
;;     b.vs    L1
;;     sdiv    w0, w1, w0
;;     ret
;; L1:
;;     udf     #6                                  ; trap: integer overflow
;;
;; $by_zero: 20 bytes
;;     mov     w0, #0
;;     cbz     w0, L1
;;     sdiv    w0, w1, w0
;;     ret
;; L1:
;;     udf     #7                                  ; trap: division by zero
