;;! target = "aarch64"
;; Lanes of i16x8 as those of i8x16, saturating.

(module
  (func $i8x16_narrow_i16x8_s (param $x v128) (param $y v128) (result v128)
    (i8x16.narrow_i16x8_s (local.get $x) (local.get $y)))

  (func $i8x16_narrow_i16x8_u (param $x v128) (param $y v128) (result v128)
    (i8x16.narrow_i16x8_u (local.get $x) (local.get $y))))

;; $i8x16_narrow_i16x8_s: 12 bytes
;;     sqxtn   v0.8b, v0.8h
;;     sqxtn2  v0.16b, v1.8h
;;     ret
;;
;; $i8x16_narrow_i16x8_u: 12 bytes
;;     sqxtun  v0.8b, v0.8h
;;     sqxtun2 v0.16b, v1.8h
;;     ret
