;;! target = "aarch64"
;; Another number in a lane of i16x8.

(module
  (func $first (param $x v128) (param $y i32) (result v128)
    (i16x8.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i32) (result v128)
    (local.set $x (i16x8.replace_lane 7 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 8 bytes
;;     mov     v0.h[0], w1
;;     ret
;;
;; $last_in_place: 8 bytes
;;     mov     v0.h[7], w1
;;     ret
