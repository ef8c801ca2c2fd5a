;;! target = "x86_64"
;; Another number in a lane of i64x2.

(module
  (func $first (param $x v128) (param $y i64) (result v128)
    (i64x2.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i64) (result v128)
    (local.set $x (i64x2.replace_lane 1 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vpinsrq xmm0, xmm7, rdx, 0
;;     ret
;;
;; $last_in_place: 15 bytes
;;     vmovaps xmm7, xmm0
;;     vpinsrq xmm7, xmm7, rdx, 1
;;     vmovaps xmm0, xmm7
;;     ret
