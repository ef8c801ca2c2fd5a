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

;; $first_s: 8 bytes
;;     movd    eax, xmm0
;;     movsx   eax, ax
;;     ret
;;
;; $last_s: 9 bytes
;;     pextrw  eax, xmm0, 7
;;     movsx   eax, ax
;;     ret
;;
;; $first_u: 6 bytes
;;     pextrw  eax, xmm0, 0
;;     ret
;;
;; $last_u: 6 bytes
;;     pextrw  eax, xmm0, 7
;;     ret
