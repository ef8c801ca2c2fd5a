;;! target = "aarch64"
;; Roundings of f32x4.

(module
  (func $f32x4_ceil (param $x v128) (result v128)
    (f32x4.ceil (local.get $x)))

  (func $f32x4_floor (param $x v128) (result v128)
    (f32x4.floor (local.get $x)))

  (func $f32x4_trunc (param $x v128) (result v128)
    (f32x4.trunc (local.get $x)))

  (func $f32x4_nearest (param $x v128) (result v128)
    (f32x4.nearest (local.get $x))))

;; $f32x4_ceil: 8 bytes
;;     frintp  v0.4s, v0.4s
;;     ret
;;
;; $f32x4_floor: 8 bytes
;;     frintm  v0.4s, v0.4s
;;     ret
;;
;; $f32x4_trunc: 8 bytes
;;     frintz  v0.4s, v0.4s
;;     ret
;;
;; $f32x4_nearest: 8 bytes
;;     frintn  v0.4s, v0.4s
;;     ret
