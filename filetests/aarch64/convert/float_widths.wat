;;! target = "aarch64"
;; Between the two widths of floating-point numbers.

(module
  (memory 1)

  (func $demote (param $x f64) (result f32)
    (f32.demote_f64 (local.get $x)))

  (func $promote (param $x f32) (result f64)
    (f64.promote_f32 (local.get $x)))

  (func $promote_in_sum (param $x f64) (param $p i32) (result f64)
    (f64.add (local.get $x) (f64.promote_f32 (f32.load (local.get $p))))))

;; $demote: 8 bytes
;;     fcvt    s0, d0
;;     ret
;;
;; $promote: 8 bytes
;;     fcvt    d0, s0
;;     ret
;;
;; $promote_in_sum: 16 bytes
;;     ldr     s1, [x27, x1]                       ; trap: memory out of bounds
;;     fcvt    d1, s1
;;     fadd    d0, d0, d1
;;     ret
