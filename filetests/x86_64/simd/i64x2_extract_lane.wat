;;! target = "x86_64"
;; A lane of i64x2 as a number.

(module
  (func $first (param $x v128) (result i64)
    (i64x2.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i64)
    (i64x2.extract_lane 1 (local.get $x))))

;; $first: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vmovq   rax, xmm7
;;     ret
;;
;; $last: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vpextrq rax, xmm7, 1
;;     ret
