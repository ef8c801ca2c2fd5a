;;! target = "x86_64"
;;! cpu = "baseline"
;; Between f32x4 and f64x2. With SSE4.1.

(module
  (func $f32x4_demote_f64x2_zero (param $x v128) (result v128)
    (f32x4.demote_f64x2_zero (local.get $x)))

  (func $f64x2_promote_low_f32x4 (param $x v128) (result v128)
    (f64x2.promote_low_f32x4 (local.get $x))))

;; $f32x4_demote_f64x2_zero: 5 bytes
;;     cvtpd2ps xmm0, xmm0
;;     ret
;;
;; $f64x2_promote_low_f32x4: 4 bytes
;;     cvtps2pd xmm0, xmm0
;;     ret
