;;! target = "x86_64"
;;! cpu = "baseline"
;; A lane of i32x4 as a number. With SSE4.1.

(module
  (func $first (param $x v128) (result i32)
    (i32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i32)
    (i32x4.extract_lane 3 (local.get $x))))

;; $first: 8 bytes
;;     movaps  xmm7, xmm0
;;     movd    eax, xmm7
;;     ret
;;
;; $last: 10 bytes
;;     movaps  xmm7, xmm0
;;     pextrd  eax, xmm7, 3
;;     ret
