;;! target = "x86_64"
;;! cpu = "no avx"
;; Roundings of f32, with the instructions of SSE.

(module
  (func $ceil (param $x f32) (result f32)
    (f32.ceil (local.get $x)))


  (func $floor (param $x f32) (result f32)
    (f32.floor (local.get $x)))


  (func $trunc (param $x f32) (result f32)
    (f32.trunc (local.get $x)))


  (func $nearest (param $x f32) (result f32)
    (f32.nearest (local.get $x))))

;; $ceil: 7 bytes
;;     roundss xmm0, xmm0, 0xa
;;     ret
;;
;; $floor: 7 bytes
;;     roundss xmm0, xmm0, 9
;;     ret
;;
;; $trunc: 7 bytes
;;     roundss xmm0, xmm0, 0xb
;;     ret
;;
;; $nearest: 7 bytes
;;     roundss xmm0, xmm0, 8
;;     ret
