;;! target = "aarch64"
;; Another number in a lane of i16x8.

(module
  (func $first (param $x v128) (param $y i32) (result v128)
    (i16x8.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i32) (result v128)
    (local.set $x (i16x8.replace_lane 7 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 16 bytes
;;     mov     v16.16b, v0.16b
;;     mov     v0.16b, v16.16b
;;     mov     v0.h[0], w1
;;     ret
;;
;; $last_in_place: 16 bytes
;;     mov     v16.16b, v0.16b
;;     mov     v16.h[7], w1
;;     mov     v0.16b, v16.16b
;;     ret
