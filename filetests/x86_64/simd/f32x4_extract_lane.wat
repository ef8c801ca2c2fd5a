;;! target = "x86_64"
;; A lane of f32x4 as a number.

(module
  (func $first (param $x v128) (result f32)
    (f32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result f32)
    (f32x4.extract_lane 3 (local.get $x))))

;; $first: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $last: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vshufps xmm0, xmm7, xmm7, 3
;;     ret
