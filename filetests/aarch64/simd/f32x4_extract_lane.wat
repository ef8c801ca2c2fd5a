;;! target = "aarch64"
;; A lane of f32x4 as a number.

(module
  (func $first (param $x v128) (result f32)
    (f32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result f32)
    (f32x4.extract_lane 3 (local.get $x))))

;; $first: 4 bytes
;;     ret
;;
;; $last: 8 bytes
;;     mov     s0, v0.s[3]
;;     ret
