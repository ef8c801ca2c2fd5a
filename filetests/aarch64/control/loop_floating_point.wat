;;! target = "aarch64"
;; A loop over floating-point numbers.

(module
  (memory 1)

  (func $dot (param $p i32) (param $q i32) (param $n i32) (result f64) (local $sum f64)
    (loop $l
      (local.set $sum (f64.add (local.get $sum) (f64.mul (f64.load (local.get $p)) (f64.load (local.get $q)))))
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (local.set $q (i32.add (local.get $q) (i32.const 8)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  (func $newton (param $x f64) (param $n i32) (result f64) (local $y f64)
    (local.set $y (local.get $x))
    (loop $l
      (local.set $y (f64.mul (f64.const 0.5) (f64.add (local.get $y) (f64.div (local.get $x) (local.get $y)))))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $y)))

;; $dot: 44 bytes
;;     movi    d16, #0
;; L1:
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     ldr     d31, [x27, x2]                      ; trap: memory out of bounds
;;     fmul    d0, d0, d31
;;     fadd    d16, d16, d0
;;     add     w1, w1, #8
;;     add     w2, w2, #8
;;     sub     w3, w3, #1
;;     cbnz    w3, L1
;;     fmov    d0, d16
;;     ret
;;
;; $newton: 36 bytes
;;     fmov    d16, d0
;; L1:
;;     fdiv    d1, d0, d16
;;     fadd    d1, d16, d1
;;     fmov    d31, #0.5
;;     fmul    d16, d1, d31
;;     sub     w1, w1, #1
;;     cbnz    w1, L1
;;     fmov    d0, d16
;;     ret
