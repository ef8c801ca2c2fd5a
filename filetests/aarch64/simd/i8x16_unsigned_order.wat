;;! target = "aarch64"
;; Order of unsigned lanes of i8x16.

(module
  (func $i8x16_lt_u (param $x v128) (param $y v128) (result v128)
    (i8x16.lt_u (local.get $x) (local.get $y)))

  (func $i8x16_gt_u (param $x v128) (param $y v128) (result v128)
    (i8x16.gt_u (local.get $x) (local.get $y)))

  (func $i8x16_le_u (param $x v128) (param $y v128) (result v128)
    (i8x16.le_u (local.get $x) (local.get $y)))

  (func $i8x16_ge_u (param $x v128) (param $y v128) (result v128)
    (i8x16.ge_u (local.get $x) (local.get $y))))

;; $i8x16_lt_u: 8 bytes
;;     cmhi    v0.16b, v1.16b, v0.16b
;;     ret
;;
;; $i8x16_gt_u: 8 bytes
;;     cmhi    v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $i8x16_le_u: 8 bytes
;;     cmhs    v0.16b, v1.16b, v0.16b
;;     ret
;;
;; $i8x16_ge_u: 8 bytes
;;     cmhs    v0.16b, v0.16b, v1.16b
;;     ret
