;;! target = "x86_64"
;; A lane of f32x4 as a number.

(module
  (func $first (param $x v128) (result f32)
    (f32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result f32)
    (f32x4.extract_lane 3 (local.get $x))))

;; $first: 1 byte
;;     ret
;;
;; $last: 6 bytes
;;     vshufps xmm0, xmm0, xmm0, 3
;;     ret
