;;! target = "x86_64"
;;! cpu = "baseline"
;; A lane of i64x2 as a number. With SSE4.1.

(module
  (func $first (param $x v128) (result i64)
    (i64x2.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i64)
    (i64x2.extract_lane 1 (local.get $x))))

;; $first: 6 bytes
;;     movq    rax, xmm0
;;     ret
;;
;; $last: 8 bytes
;;     pextrq  rax, xmm0, 1
;;     ret
