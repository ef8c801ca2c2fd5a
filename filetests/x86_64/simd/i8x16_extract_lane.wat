;;! target = "x86_64"
;; A lane of i8x16 as a number.

(module
  (func $first_s (param $x v128) (result i32)
    (i8x16.extract_lane_s 0 (local.get $x)))

  (func $last_s (param $x v128) (result i32)
    (i8x16.extract_lane_s 15 (local.get $x)))

  (func $first_u (param $x v128) (result i32)
    (i8x16.extract_lane_u 0 (local.get $x)))

  (func $last_u (param $x v128) (result i32)
    (i8x16.extract_lane_u 15 (local.get $x))))

;; $first_s: 8 bytes
;;     vmovd   eax, xmm0
;;     movsx   eax, al
;;     ret
;;
;; $last_s: 10 bytes
;;     vpextrb eax, xmm0, 0xf
;;     movsx   eax, al
;;     ret
;;
;; $first_u: 7 bytes
;;     vpextrb eax, xmm0, 0
;;     ret
;;
;; $last_u: 7 bytes
;;     vpextrb eax, xmm0, 0xf
;;     ret
