;;! target = "aarch64"
;; Order of signed lanes of i8x16.

(module
  (func $i8x16_lt_s (param $x v128) (param $y v128) (result v128)
    (i8x16.lt_s (local.get $x) (local.get $y)))

  (func $i8x16_gt_s (param $x v128) (param $y v128) (result v128)
    (i8x16.gt_s (local.get $x) (local.get $y)))

  (func $i8x16_le_s (param $x v128) (param $y v128) (result v128)
    (i8x16.le_s (local.get $x) (local.get $y)))

  (func $i8x16_ge_s (param $x v128) (param $y v128) (result v128)
    (i8x16.ge_s (local.get $x) (local.get $y))))

;; $i8x16_lt_s: 8 bytes
;;     cmgt    v0.16b, v1.16b, v0.16b
;;     ret
;;
;; $i8x16_gt_s: 8 bytes
;;     cmgt    v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $i8x16_le_s: 8 bytes
;;     cmge    v0.16b, v1.16b, v0.16b
;;     ret
;;
;; $i8x16_ge_s: 8 bytes
;;     cmge    v0.16b, v0.16b, v1.16b
;;     ret
