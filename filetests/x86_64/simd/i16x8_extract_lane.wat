;;! target = "x86_64"
;; A lane of i16x8 as a number.

(module
  (func $first_s (param $x v128) (result i32)
    (i16x8.extract_lane_s 0 (local.get $x)))

  (func $last_s (param $x v128) (result i32)
    (i16x8.extract_lane_s 7 (local.get $x)))

  (func $first_u (param $x v128) (result i32)
    (i16x8.extract_lane_u 0 (local.get $x)))

  (func $last_u (param $x v128) (result i32)
    (i16x8.extract_lane_u 7 (local.get $x))))

;; $first_s: 12 bytes
;;     vmovaps xmm7, xmm0
;;     vmovd   eax, xmm7
;;     movsx   eax, ax
;;     ret
;;
;; $last_s: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vpextrw eax, xmm7, 7
;;     movsx   eax, ax
;;     ret
;;
;; $first_u: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vpextrw eax, xmm7, 0
;;     ret
;;
;; $last_u: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vpextrw eax, xmm7, 7
;;     ret
