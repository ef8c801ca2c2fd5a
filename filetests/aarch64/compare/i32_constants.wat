;;! target = "aarch64"
;; Comparisons of i32 with constants, on either side.

(module
  (func $constant (param $x i32) (result i32)
    (i32.lt_s (local.get $x) (i32.const 10)))

  (func $constant_left (param $x i32) (result i32)
    (i32.lt_s (i32.const 10) (local.get $x)))

  (func $zero (param $x i32) (result i32)
    (i32.ne (local.get $x) (i32.const 0)))

  (func $negative (param $x i32) (result i32)
    (i32.lt_s (local.get $x) (i32.const 0)))

  (func $minus_one (param $x i32) (result i32)
    (i32.eq (local.get $x) (i32.const -1)))

  (func $large (param $x i32) (result i32)
    (i32.gt_u (local.get $x) (i32.const 0x12345678))))

;; $constant: 12 bytes
;;     cmp     w1, #0xa
;;     cset    w0, lt
;;     ret
;;
;; $constant_left: 12 bytes
;;     cmp     w1, #0xa
;;     cset    w0, gt
;;     ret
;;
;; $zero: 12 bytes
;;     cmp     w1, #0
;;     cset    w0, ne
;;     ret
;;
;; $negative: 8 bytes
;;     lsr     w0, w1, #0x1f
;;     ret
;;
;; $minus_one: 12 bytes
;;     cmn     w1, #1
;;     cset    w0, eq
;;     ret
;;
;; $large: 20 bytes
;;     mov     w17, #0x5678
;;     movk    w17, #0x1234, lsl #16
;;     cmp     w1, w17
;;     cset    w0, hi
;;     ret
