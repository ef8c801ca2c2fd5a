;;! target = "aarch64"
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

;; $f32x4_eq: 8 bytes
;;     fcmeq   v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f32x4_ne: 12 bytes
;;     fcmeq   v0.4s, v0.4s, v1.4s
;;     mvn     v0.16b, v0.16b
;;     ret
;;
;; $f32x4_lt: 8 bytes
;;     fcmgt   v0.4s, v1.4s, v0.4s
;;     ret
;;
;; $f32x4_gt: 8 bytes
;;     fcmgt   v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f32x4_le: 8 bytes
;;     fcmge   v0.4s, v1.4s, v0.4s
;;     ret
;;
;; $f32x4_ge: 8 bytes
;;     fcmge   v0.4s, v0.4s, v1.4s
;;     ret
