;;! target = "aarch64"
;; A product that is only added to, or subtracted from, something.

(module
  (func $sum (param $a i32) (param $b i32) (param $c i32) (result i32)
    (i32.add (i32.mul (local.get $a) (local.get $b)) (local.get $c)))

  (func $difference (param $a i64) (param $b i64) (param $c i64) (result i64)
    (i64.sub (local.get $c) (i64.mul (local.get $a) (local.get $b))))

  (func $accumulate (param $a i32) (param $b i32) (param $sum i32) (result i32)
    (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $a) (local.get $b))))
    (local.get $sum)))

;; $sum: 8 bytes
;;     madd    w0, w1, w2, w3
;;     ret
;;
;; $difference: 8 bytes
;;     msub    x0, x1, x2, x3
;;     ret
;;
;; $accumulate: 12 bytes
;;     madd    w3, w1, w2, w3
;;     mov     w0, w3
;;     ret
