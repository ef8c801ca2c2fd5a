;;! target = "x86_64"
;; Another number in a lane of f64x2.

(module
  (func $first (param $x v128) (param $y f64) (result v128)
    (f64x2.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y f64) (result v128)
    (local.set $x (f64x2.replace_lane 1 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 5 bytes
;;     vmovsd  xmm0, xmm0, xmm1
;;     ret
;;
;; $last_in_place: 5 bytes
;;     vunpcklpd xmm0, xmm0, xmm1
;;     ret
