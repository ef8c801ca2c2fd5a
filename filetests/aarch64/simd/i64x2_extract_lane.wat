;;! target = "aarch64"
;; A lane of i64x2 as a number.

(module
  (func $first (param $x v128) (result i64)
    (i64x2.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i64)
    (i64x2.extract_lane 1 (local.get $x))))

;; $first: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fmov    x0, d16
;;     ret
;;
;; $last: 12 bytes
;;     mov     v16.16b, v0.16b
;;     mov     x0, v16.d[1]
;;     ret
