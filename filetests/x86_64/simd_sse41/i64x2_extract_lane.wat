;;! target = "x86_64"
;;! cpu = "baseline"
;; A lane of i64x2 as a number. With SSE4.1.

(module
  (func $first (param $x v128) (result i64)
    (i64x2.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i64)
    (i64x2.extract_lane 1 (local.get $x))))

;; $first: 9 bytes
;;     movaps  xmm7, xmm0
;;     movq    rax, xmm7
;;     ret
;;
;; $last: 11 bytes
;;     movaps  xmm7, xmm0
;;     pextrq  rax, xmm7, 1
;;     ret
