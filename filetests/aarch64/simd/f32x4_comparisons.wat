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

;; $f32x4_eq: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fcmeq   v0.4s, v16.4s, v1.4s
;;     ret
;;
;; $f32x4_ne: 16 bytes
;;     mov     v16.16b, v0.16b
;;     fcmeq   v0.4s, v16.4s, v1.4s
;;     mvn     v0.16b, v0.16b
;;     ret
;;
;; $f32x4_lt: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fcmgt   v0.4s, v1.4s, v16.4s
;;     ret
;;
;; $f32x4_gt: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fcmgt   v0.4s, v16.4s, v1.4s
;;     ret
;;
;; $f32x4_le: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fcmge   v0.4s, v1.4s, v16.4s
;;     ret
;;
;; $f32x4_ge: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fcmge   v0.4s, v16.4s, v1.4s
;;     ret
