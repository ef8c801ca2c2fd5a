;;! target = "aarch64"
;; Order of unsigned lanes of i16x8.

(module
  (func $i16x8_lt_u (param $x v128) (param $y v128) (result v128)
    (i16x8.lt_u (local.get $x) (local.get $y)))

  (func $i16x8_gt_u (param $x v128) (param $y v128) (result v128)
    (i16x8.gt_u (local.get $x) (local.get $y)))

  (func $i16x8_le_u (param $x v128) (param $y v128) (result v128)
    (i16x8.le_u (local.get $x) (local.get $y)))

  (func $i16x8_ge_u (param $x v128) (param $y v128) (result v128)
    (i16x8.ge_u (local.get $x) (local.get $y))))

;; $i16x8_lt_u: 8 bytes
;;     cmhi    v0.8h, v1.8h, v0.8h
;;     ret
;;
;; $i16x8_gt_u: 8 bytes
;;     cmhi    v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_le_u: 8 bytes
;;     cmhs    v0.8h, v1.8h, v0.8h
;;     ret
;;
;; $i16x8_ge_u: 8 bytes
;;     cmhs    v0.8h, v0.8h, v1.8h
;;     ret
