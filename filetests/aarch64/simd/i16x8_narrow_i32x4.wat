;;! target = "aarch64"
;; Lanes of i32x4 as those of i16x8, saturating.

(module
  (func $i16x8_narrow_i32x4_s (param $x v128) (param $y v128) (result v128)
    (i16x8.narrow_i32x4_s (local.get $x) (local.get $y)))

  (func $i16x8_narrow_i32x4_u (param $x v128) (param $y v128) (result v128)
    (i16x8.narrow_i32x4_u (local.get $x) (local.get $y))))

;; $i16x8_narrow_i32x4_s: 12 bytes
;;     sqxtn   v0.4h, v0.4s
;;     sqxtn2  v0.8h, v1.4s
;;     ret
;;
;; $i16x8_narrow_i32x4_u: 12 bytes
;;     sqxtun  v0.4h, v0.4s
;;     sqxtun2 v0.8h, v1.4s
;;     ret
