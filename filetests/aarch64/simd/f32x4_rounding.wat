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

;; $f32x4_ceil: 12 bytes
;;     mov     v16.16b, v0.16b
;;     frintp  v0.4s, v16.4s
;;     ret
;;
;; $f32x4_floor: 12 bytes
;;     mov     v16.16b, v0.16b
;;     frintm  v0.4s, v16.4s
;;     ret
;;
;; $f32x4_trunc: 12 bytes
;;     mov     v16.16b, v0.16b
;;     frintz  v0.4s, v16.4s
;;     ret
;;
;; $f32x4_nearest: 12 bytes
;;     mov     v16.16b, v0.16b
;;     frintn  v0.4s, v16.4s
;;     ret
