;;! target = "aarch64"
;; Comparisons of i64 with constants, on either side.

(module
  (func $constant (param $x i64) (result i32)
    (i64.lt_s (local.get $x) (i64.const 10)))

  (func $constant_left (param $x i64) (result i32)
    (i64.lt_s (i64.const 10) (local.get $x)))

  (func $zero (param $x i64) (result i32)
    (i64.ne (local.get $x) (i64.const 0)))

  (func $negative (param $x i64) (result i32)
    (i64.lt_s (local.get $x) (i64.const 0)))

  (func $minus_one (param $x i64) (result i32)
    (i64.eq (local.get $x) (i64.const -1)))

  (func $large (param $x i64) (result i32)
    (i64.gt_u (local.get $x) (i64.const 0x123456789abc))))

;; $constant: 12 bytes
;;     cmp     x1, #0xa
;;     cset    w0, lt
;;     ret
;;
;; $constant_left: 12 bytes
;;     cmp     x1, #0xa
;;     cset    w0, gt
;;     ret
;;
;; $zero: 12 bytes
;;     cmp     x1, #0
;;     cset    w0, ne
;;     ret
;;
;; $negative: 8 bytes
;;     lsr     x0, x1, #0x3f
;;     ret
;;
;; $minus_one: 12 bytes
;;     cmn     x1, #1
;;     cset    w0, eq
;;     ret
;;
;; $large: 24 bytes
;;     mov     x17, #0x9abc
;;     movk    x17, #0x5678, lsl #16
;;     movk    x17, #0x1234, lsl #32
;;     cmp     x1, x17
;;     cset    w0, hi
;;     ret
