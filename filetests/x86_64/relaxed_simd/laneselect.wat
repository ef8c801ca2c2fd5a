;;! target = "x86_64"
;; Selections by lanes. As fast as the machine can.

(module
  (func $i8x16_relaxed_laneselect (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i8x16.relaxed_laneselect (local.get $x) (local.get $y) (local.get $z)))

  (func $i16x8_relaxed_laneselect (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i16x8.relaxed_laneselect (local.get $x) (local.get $y) (local.get $z)))

  (func $i32x4_relaxed_laneselect (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i32x4.relaxed_laneselect (local.get $x) (local.get $y) (local.get $z)))

  (func $i64x2_relaxed_laneselect (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i64x2.relaxed_laneselect (local.get $x) (local.get $y) (local.get $z))))

;; $i8x16_relaxed_laneselect: 7 bytes
;;     vpblendvb xmm0, xmm1, xmm0, xmm2
;;     ret
;;
;; $i16x8_relaxed_laneselect: 12 bytes
;;     vpsraw  xmm15, xmm2, 0xf
;;     vpblendvb xmm0, xmm1, xmm0, xmm15
;;     ret
;;
;; $i32x4_relaxed_laneselect: 7 bytes
;;     vblendvps xmm0, xmm1, xmm0, xmm2
;;     ret
;;
;; $i64x2_relaxed_laneselect: 7 bytes
;;     vblendvpd xmm0, xmm1, xmm0, xmm2
;;     ret
