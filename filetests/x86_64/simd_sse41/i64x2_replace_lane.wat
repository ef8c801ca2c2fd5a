;;! target = "x86_64"
;;! cpu = "baseline"
;; Another number in a lane of i64x2. With SSE4.1.

(module
  (func $first (param $x v128) (param $y i64) (result v128)
    (i64x2.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i64) (result v128)
    (local.set $x (i64x2.replace_lane 1 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 8 bytes
;;     pinsrq  xmm0, rdx, 0
;;     ret
;;
;; $last_in_place: 8 bytes
;;     pinsrq  xmm0, rdx, 1
;;     ret
