;;! target = "aarch64"
;; Comparisons with an operand that is shifted or extended.

(module
  (func $shifted (param $x i32) (param $y i32) (result i32)
    (i32.lt_u (local.get $x) (i32.shl (local.get $y) (i32.const 2))))
  (func $shifted_on_the_left (param $x i32) (param $y i32) (result i32)
    (i32.lt_u (i32.shl (local.get $y) (i32.const 2)) (local.get $x)))
  (func $byte (param $x i32) (param $y i32) (result i32)
    (i32.eq (local.get $x) (i32.and (local.get $y) (i32.const 0xff))))
  (func $signed_half_branch (param $x i32) (param $y i32) (result i32)
    (if (result i32) (i32.gt_s (local.get $x) (i32.extend16_s (local.get $y)))
      (then (i32.const 3)) (else (i32.const 9))))
  (func $rotated (param $x i32) (param $y i32) (result i32)
    (i32.lt_u (local.get $x) (i32.rotl (local.get $y) (i32.const 2)))))

;; $shifted: 12 bytes
;;     cmp     w1, w2, lsl #2
;;     cset    w0, lo
;;     ret
;;
;; $shifted_on_the_left: 16 bytes
;;     lsl     w0, w2, #2
;;     cmp     w0, w1
;;     cset    w0, lo
;;     ret
;;
;; $byte: 12 bytes
;;     cmp     w1, w2, uxtb
;;     cset    w0, eq
;;     ret
;;
;; $signed_half_branch: 24 bytes
;;     cmp     w1, w2, sxth
;;     b.le    L1
;;     mov     w0, #3
;;     b       L2
;; L1:
;;     mov     w0, #9
;; L2:
;;     ret
;;
;; $rotated: 16 bytes
;;     ror     w0, w2, #0x1e
;;     cmp     w1, w0
;;     cset    w0, lo
;;     ret
