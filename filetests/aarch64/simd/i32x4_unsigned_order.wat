;;! target = "aarch64"
;; Order of unsigned lanes of i32x4.

(module
  (func $i32x4_lt_u (param $x v128) (param $y v128) (result v128)
    (i32x4.lt_u (local.get $x) (local.get $y)))

  (func $i32x4_gt_u (param $x v128) (param $y v128) (result v128)
    (i32x4.gt_u (local.get $x) (local.get $y)))

  (func $i32x4_le_u (param $x v128) (param $y v128) (result v128)
    (i32x4.le_u (local.get $x) (local.get $y)))

  (func $i32x4_ge_u (param $x v128) (param $y v128) (result v128)
    (i32x4.ge_u (local.get $x) (local.get $y))))

;; $i32x4_lt_u: 8 bytes
;;     cmhi    v0.4s, v1.4s, v0.4s
;;     ret
;;
;; $i32x4_gt_u: 8 bytes
;;     cmhi    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $i32x4_le_u: 8 bytes
;;     cmhs    v0.4s, v1.4s, v0.4s
;;     ret
;;
;; $i32x4_ge_u: 8 bytes
;;     cmhs    v0.4s, v0.4s, v1.4s
;;     ret
