;;! target = "aarch64"
;; Roundings of f32 to a whole number.

(module
  (func $ceil (param $x f32) (result f32)
    (f32.ceil (local.get $x)))


  (func $floor (param $x f32) (result f32)
    (f32.floor (local.get $x)))


  (func $trunc (param $x f32) (result f32)
    (f32.trunc (local.get $x)))


  (func $nearest (param $x f32) (result f32)
    (f32.nearest (local.get $x))))

;; $ceil: 12 bytes
;;     fmov    d16, d0
;;     frintp  s0, s16
;;     ret
;;
;; $floor: 12 bytes
;;     fmov    d16, d0
;;     frintm  s0, s16
;;     ret
;;
;; $trunc: 12 bytes
;;     fmov    d16, d0
;;     frintz  s0, s16
;;     ret
;;
;; $nearest: 12 bytes
;;     fmov    d16, d0
;;     frintn  s0, s16
;;     ret
