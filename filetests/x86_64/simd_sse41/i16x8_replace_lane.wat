;;! target = "x86_64"
;;! cpu = "baseline"
;; Another number in a lane of i16x8. With SSE4.1.

(module
  (func $first (param $x v128) (param $y i32) (result v128)
    (i16x8.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i32) (result v128)
    (local.set $x (i16x8.replace_lane 7 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 6 bytes
;;     pinsrw  xmm0, edx, 0
;;     ret
;;
;; $last_in_place: 6 bytes
;;     pinsrw  xmm0, edx, 7
;;     ret
