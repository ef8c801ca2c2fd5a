;;! target = "aarch64"
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
;;     smov    w0, v0.b[0]
;;     ret
;;
;; $last_s: 8 bytes
;;     smov    w0, v0.b[15]
;;     ret
;;
;; $first_u: 8 bytes
;;     umov    w0, v0.b[0]
;;     ret
;;
;; $last_u: 8 bytes
;;     umov    w0, v0.b[15]
;;     ret
