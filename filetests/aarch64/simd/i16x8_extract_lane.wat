;;! target = "aarch64"
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

;; $first_s: 8 bytes
;;     smov    w0, v0.h[0]
;;     ret
;;
;; $last_s: 8 bytes
;;     smov    w0, v0.h[7]
;;     ret
;;
;; $first_u: 8 bytes
;;     umov    w0, v0.h[0]
;;     ret
;;
;; $last_u: 8 bytes
;;     umov    w0, v0.h[7]
;;     ret
