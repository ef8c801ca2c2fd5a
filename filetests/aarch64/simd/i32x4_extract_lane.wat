;;! target = "aarch64"
;; A lane of i32x4 as a number.

(module
  (func $first (param $x v128) (result i32)
    (i32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i32)
    (i32x4.extract_lane 3 (local.get $x))))

;; $first: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fmov    w0, s16
;;     ret
;;
;; $last: 12 bytes
;;     mov     v16.16b, v0.16b
;;     mov     w0, v16.s[3]
;;     ret
