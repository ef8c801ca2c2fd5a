;;! target = "x86_64"
;; Another number in a lane of f32x4.

(module
  (func $first (param $x v128) (param $y f32) (result v128)
    (f32x4.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y f32) (result v128)
    (local.set $x (f32x4.replace_lane 3 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 5 bytes
;;     vmovss  xmm0, xmm0, xmm1
;;     ret
;;
;; $last_in_place: 7 bytes
;;     vinsertps xmm0, xmm0, xmm1, 0x30
;;     ret
