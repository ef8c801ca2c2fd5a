;;! target = "x86_64"
;;! cpu = "baseline"
;; A lane of f32x4 as a number. With SSE4.1.

(module
  (func $first (param $x v128) (result f32)
    (f32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result f32)
    (f32x4.extract_lane 3 (local.get $x))))

;; $first: 7 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     ret
;;
;; $last: 9 bytes
;;     movaps  xmm7, xmm0
;;     pshufd  xmm0, xmm7, 3
;;     ret
