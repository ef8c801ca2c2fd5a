;;! target = "aarch64"
;; A lane of i64x2 as a number.

(module
  (func $first (param $x v128) (result i64)
    (i64x2.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i64)
    (i64x2.extract_lane 1 (local.get $x))))

;; $first: 8 bytes
;;     fmov    x0, d0
;;     ret
;;
;; $last: 8 bytes
;;     mov     x0, v0.d[1]
;;     ret
