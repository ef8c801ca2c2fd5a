;;! target = "x86_64"
;; Another number in a lane of i32x4.

(module
  (func $first (param $x v128) (param $y i32) (result v128)
    (i32x4.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i32) (result v128)
    (local.set $x (i32x4.replace_lane 3 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 7 bytes
;;     vpinsrd xmm0, xmm0, edx, 0
;;     ret
;;
;; $last_in_place: 7 bytes
;;     vpinsrd xmm0, xmm0, edx, 3
;;     ret
