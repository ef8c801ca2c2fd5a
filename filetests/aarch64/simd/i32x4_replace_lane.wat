;;! target = "aarch64"
;; Another number in a lane of i32x4.

(module
  (func $first (param $x v128) (param $y i32) (result v128)
    (i32x4.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i32) (result v128)
    (local.set $x (i32x4.replace_lane 3 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 8 bytes
;;     mov     v0.s[0], w1
;;     ret
;;
;; $last_in_place: 8 bytes
;;     mov     v0.s[3], w1
;;     ret
