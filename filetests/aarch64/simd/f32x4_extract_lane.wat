;;! target = "aarch64"
;; A lane of f32x4 as a number.

(module
  (func $first (param $x v128) (result f32)
    (f32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result f32)
    (f32x4.extract_lane 3 (local.get $x))))

;; $first: 12 bytes
;;     mov     v16.16b, v0.16b
;;     fmov    d0, d16
;;     ret
;;
;; $last: 12 bytes
;;     mov     v16.16b, v0.16b
;;     mov     s0, v16.s[3]
;;     ret
