;;! target = "x86_64"
;;! cpu = "baseline"
;; Another number in a lane of i8x16. With SSE4.1.

(module
  (func $first (param $x v128) (param $y i32) (result v128)
    (i8x16.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i32) (result v128)
    (local.set $x (i8x16.replace_lane 15 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 7 bytes
;;     pinsrb  xmm0, edx, 0
;;     ret
;;
;; $last_in_place: 7 bytes
;;     pinsrb  xmm0, edx, 0xf
;;     ret
