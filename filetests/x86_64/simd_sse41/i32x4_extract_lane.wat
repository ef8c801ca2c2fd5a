;;! target = "x86_64"
;;! cpu = "baseline"
;; A lane of i32x4 as a number. With SSE4.1.

(module
  (func $first (param $x v128) (result i32)
    (i32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i32)
    (i32x4.extract_lane 3 (local.get $x))))

;; $first: 5 bytes
;;     movd    eax, xmm0
;;     ret
;;
;; $last: 7 bytes
;;     pextrd  eax, xmm0, 3
;;     ret
