;;! target = "x86_64"
;; Between the two widths of floating-point numbers.

(module
  (memory 1)

  (func $demote (param $x f64) (result f32)
    (f32.demote_f64 (local.get $x)))

  (func $promote (param $x f32) (result f64)
    (f64.promote_f32 (local.get $x)))

  (func $promote_in_sum (param $x f64) (param $p i32) (result f64)
    (f64.add (local.get $x) (f64.promote_f32 (f32.load (local.get $p))))))

;; $demote: 5 bytes
;;     vcvtsd2ss xmm0, xmm0, xmm0
;;     ret
;;
;; $promote: 5 bytes
;;     vcvtss2sd xmm0, xmm0, xmm0
;;     ret
;;
;; $promote_in_sum: 14 bytes
;;     vmovss  xmm1, [rbx + rdx]                   ; trap: memory out of bounds
;;     vcvtss2sd xmm1, xmm1, xmm1
;;     vaddsd  xmm0, xmm0, xmm1
;;     ret
