;;! target = "aarch64"
;; Comparisons of temporaries that are used as numbers: the result is not in an operand's register, where that would have to be
;; cleared first.

(module
  (memory 1)
  (func $added (param $x i32) (param $y i32) (result i32)
    (i32.add (i32.gt_s (i32.clz (local.get $x)) (local.get $y)) (local.get $y)))
  (func $stored (param $p i32) (param $x i64)
    (i32.store (local.get $p) (i64.ne (i64.mul (local.get $x) (local.get $x)) (i64.const 9))))
  (func $result (param $x i32) (param $y i32) (result i32)
    (i32.lt_u (i32.clz (local.get $x)) (i32.ctz (local.get $y)))))

;; $added: 16 bytes
;;     clz     w0, w1
;;     cmp     w0, w2
;;     cinc    w0, w2, gt
;;     ret
;;
;; $stored: 20 bytes
;;     mul     x0, x2, x2
;;     cmp     x0, #9
;;     cset    w0, ne
;;     str     w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $result: 24 bytes
;;     clz     w0, w1
;;     rbit    w16, w2
;;     clz     w3, w16
;;     cmp     w0, w3
;;     cset    w0, lo
;;     ret
