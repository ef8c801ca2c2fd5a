;;! target = "aarch64"
;; Another number in a lane of i64x2.

(module
  (func $first (param $x v128) (param $y i64) (result v128)
    (i64x2.replace_lane 0 (local.get $x) (local.get $y)))

  (func $last_in_place (param $x v128) (param $y i64) (result v128)
    (local.set $x (i64x2.replace_lane 1 (local.get $x) (local.get $y)))
    (local.get $x)))

;; $first: 8 bytes
;;     mov     v0.d[0], x1
;;     ret
;;
;; $last_in_place: 8 bytes
;;     mov     v0.d[1], x1
;;     ret
