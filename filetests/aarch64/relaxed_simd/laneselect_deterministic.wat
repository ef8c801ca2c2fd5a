;;! target = "aarch64"
;;! relaxed-simd = "deterministic"
;; Selections by lanes. With the results of the deterministic profile.

(module
  (func $i8x16_relaxed_laneselect (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i8x16.relaxed_laneselect (local.get $x) (local.get $y) (local.get $z)))

  (func $i16x8_relaxed_laneselect (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i16x8.relaxed_laneselect (local.get $x) (local.get $y) (local.get $z)))

  (func $i32x4_relaxed_laneselect (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i32x4.relaxed_laneselect (local.get $x) (local.get $y) (local.get $z)))

  (func $i64x2_relaxed_laneselect (param $x v128) (param $y v128) (param $z v128) (result v128)
    (i64x2.relaxed_laneselect (local.get $x) (local.get $y) (local.get $z))))

;; $i8x16_relaxed_laneselect: 8 bytes
;;     bif     v0.16b, v1.16b, v2.16b
;;     ret
;;
;; $i16x8_relaxed_laneselect: 8 bytes
;;     bif     v0.16b, v1.16b, v2.16b
;;     ret
;;
;; $i32x4_relaxed_laneselect: 8 bytes
;;     bif     v0.16b, v1.16b, v2.16b
;;     ret
;;
;; $i64x2_relaxed_laneselect: 8 bytes
;;     bif     v0.16b, v1.16b, v2.16b
;;     ret
