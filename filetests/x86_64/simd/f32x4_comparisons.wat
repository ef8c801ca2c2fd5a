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

;; $f32x4_eq: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpeqps xmm0, xmm7, xmm1
;;     ret
;;
;; $f32x4_ne: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpneqps xmm0, xmm7, xmm1
;;     ret
;;
;; $f32x4_lt: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpltps xmm0, xmm7, xmm1
;;     ret
;;
;; $f32x4_gt: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpgt_oqps xmm0, xmm7, xmm1
;;     ret
;;
;; $f32x4_le: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpleps xmm0, xmm7, xmm1
;;     ret
;;
;; $f32x4_ge: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpge_oqps xmm0, xmm7, xmm1
;;     ret
