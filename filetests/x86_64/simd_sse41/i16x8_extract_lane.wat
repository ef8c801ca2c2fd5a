;;! target = "x86_64"
;;! cpu = "baseline"
;; A lane of i16x8 as a number. With SSE4.1.

(module
  (func $first_s (param $x v128) (result i32)
    (i16x8.extract_lane_s 0 (local.get $x)))

  (func $last_s (param $x v128) (result i32)
    (i16x8.extract_lane_s 7 (local.get $x)))

  (func $first_u (param $x v128) (result i32)
    (i16x8.extract_lane_u 0 (local.get $x)))

  (func $last_u (param $x v128) (result i32)
    (i16x8.extract_lane_u 7 (local.get $x))))

;; $first_s: 11 bytes
;;     movaps  xmm7, xmm0
;;     movd    eax, xmm7
;;     movsx   eax, ax
;;     ret
;;
;; $last_s: 12 bytes
;;     movaps  xmm7, xmm0
;;     pextrw  eax, xmm7, 7
;;     movsx   eax, ax
;;     ret
;;
;; $first_u: 9 bytes
;;     movaps  xmm7, xmm0
;;     pextrw  eax, xmm7, 0
;;     ret
;;
;; $last_u: 9 bytes
;;     movaps  xmm7, xmm0
;;     pextrw  eax, xmm7, 7
;;     ret
