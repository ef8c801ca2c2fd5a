;;! target = "x86_64"
;;! cpu = "baseline"
;; Roundings of f32x4. With SSE4.1.

(module
  (func $f32x4_ceil (param $x v128) (result v128)
    (f32x4.ceil (local.get $x)))

  (func $f32x4_floor (param $x v128) (result v128)
    (f32x4.floor (local.get $x)))

  (func $f32x4_trunc (param $x v128) (result v128)
    (f32x4.trunc (local.get $x)))

  (func $f32x4_nearest (param $x v128) (result v128)
    (f32x4.nearest (local.get $x))))

;; $f32x4_ceil: 7 bytes
;;     roundps xmm0, xmm0, 0xa
;;     ret
;;
;; $f32x4_floor: 7 bytes
;;     roundps xmm0, xmm0, 9
;;     ret
;;
;; $f32x4_trunc: 7 bytes
;;     roundps xmm0, xmm0, 0xb
;;     ret
;;
;; $f32x4_nearest: 7 bytes
;;     roundps xmm0, xmm0, 8
;;     ret
