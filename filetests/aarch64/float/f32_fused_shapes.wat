;;! target = "aarch64"
;; Products that are added or subtracted: there are two roundings.

(module
  (func $sum (param $a f32) (param $b f32) (param $c f32) (result f32)
    (f32.add (f32.mul (local.get $a) (local.get $b)) (local.get $c)))

  (func $dot_step (param $a f32) (param $b f32) (param $sum f32) (result f32)
    (local.set $sum (f32.add (local.get $sum) (f32.mul (local.get $a) (local.get $b))))
    (local.get $sum))

  (func $polynomial (param $x f32) (result f32)
    (f32.add (f32.mul (f32.add (f32.mul (local.get $x) (f32.const 3)) (f32.const 2)) (local.get $x)) (f32.const 1))))

;; $sum: 12 bytes
;;     fmul    s3, s0, s1
;;     fadd    s0, s3, s2
;;     ret
;;
;; $dot_step: 16 bytes
;;     fmul    s3, s0, s1
;;     fadd    s2, s2, s3
;;     fmov    d0, d2
;;     ret
;;
;; $polynomial: 32 bytes
;;     fmov    s31, #3.0
;;     fmul    s1, s0, s31
;;     fmov    s31, #2.0
;;     fadd    s1, s1, s31
;;     fmul    s1, s1, s0
;;     fmov    s31, #1.0
;;     fadd    s0, s1, s31
;;     ret
