;;! target = "x86_64"
;; Comparisons of lanes of f32x4.

(module
  (func $f32x4_eq (param $x v128) (param $y v128) (result v128)
    (f32x4.eq (local.get $x) (local.get $y)))

  (func $f32x4_ne (param $x v128) (param $y v128) (result v128)
    (f32x4.ne (local.get $x) (local.get $y)))

  (func $f32x4_lt (param $x v128) (param $y v128) (result v128)
    (f32x4.lt (local.get $x) (local.get $y)))

  (func $f32x4_gt (param $x v128) (param $y v128) (result v128)
    (f32x4.gt (local.get $x) (local.get $y)))

  (func $f32x4_le (param $x v128) (param $y v128) (result v128)
    (f32x4.le (local.get $x) (local.get $y)))

  (func $f32x4_ge (param $x v128) (param $y v128) (result v128)
    (f32x4.ge (local.get $x) (local.get $y))))

;; $f32x4_eq: 6 bytes
;;     vcmpeqps xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_ne: 6 bytes
;;     vcmpneqps xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_lt: 6 bytes
;;     vcmpltps xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_gt: 6 bytes
;;     vcmpgt_oqps xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_le: 6 bytes
;;     vcmpleps xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_ge: 6 bytes
;;     vcmpge_oqps xmm0, xmm0, xmm1
;;     ret
