;;! target = "x86_64"
;; Another number in a lane of i32x4.

(module
  (func $first (param $x v128) (param $y i32) (result v128)
    (i32x4.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i32) (result v128)
    (local.set $x (i32x4.replace_lane 3 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vpinsrd xmm0, xmm7, edx, 0
;;     ret
;;
;; $last_in_place: 15 bytes
;;     vmovaps xmm7, xmm0
;;     vpinsrd xmm7, xmm7, edx, 3
;;     vmovaps xmm0, xmm7
;;     ret
