;;! target = "aarch64"
;; A lane of f64x2 as a number.

(module
  (func $first (param $x v128) (result f64)
    (f64x2.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result f64)
    (f64x2.extract_lane 1 (local.get $x))))

;; $first: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fmov    d0, d16
;;     ret
;;
;; $last: 12 bytes
;;     mov     v16.16b, v0.16b
;;     mov     d0, v16.d[1]
;;     ret
