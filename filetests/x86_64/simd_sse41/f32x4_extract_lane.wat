;;! target = "x86_64"
;;! cpu = "baseline"
;; A lane of f32x4 as a number. With SSE4.1.

(module
  (func $first (param $x v128) (result f32)
    (f32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result f32)
    (f32x4.extract_lane 3 (local.get $x))))

;; $first: 1 byte
;;     ret
;;
;; $last: 6 bytes
;;     pshufd  xmm0, xmm0, 3
;;     ret
