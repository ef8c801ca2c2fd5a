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

;; $ceil: 8 bytes
;;     frintp  s0, s0
;;     ret
;;
;; $floor: 8 bytes
;;     frintm  s0, s0
;;     ret
;;
;; $trunc: 8 bytes
;;     frintz  s0, s0
;;     ret
;;
;; $nearest: 8 bytes
;;     frintn  s0, s0
;;     ret
