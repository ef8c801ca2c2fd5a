;;! target = "x86_64"
;; A lane of f64x2 as a number.

(module
  (func $first (param $x v128) (result f64)
    (f64x2.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result f64)
    (f64x2.extract_lane 1 (local.get $x))))

;; $first: 1 byte
;;     ret
;;
;; $last: 5 bytes
;;     vunpckhpd xmm0, xmm0, xmm0
;;     ret
