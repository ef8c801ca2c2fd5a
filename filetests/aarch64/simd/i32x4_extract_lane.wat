;;! target = "aarch64"
;; A lane of i32x4 as a number.

(module
  (func $first (param $x v128) (result i32)
    (i32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i32)
    (i32x4.extract_lane 3 (local.get $x))))

;; $first: 8 bytes
;;     fmov    w0, s0
;;     ret
;;
;; $last: 8 bytes
;;     mov     w0, v0.s[3]
;;     ret
