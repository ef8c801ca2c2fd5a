;;! target = "aarch64"
;; Minima and maxima as C has them: what is compared is selected.

(module
  (import "" "f" (func $f))
  (func $lesser (param $x f64) (param $y f64) (result f64)
    (select (local.get $x) (local.get $y) (f64.lt (local.get $x) (local.get $y))))
  (func $greater (param $x f32) (param $y f32) (result f32)
    (select (local.get $x) (local.get $y) (f32.gt (local.get $x) (local.get $y))))
  (func $greater_by_lesser (param $x f64) (param $y f64) (result f64)
    (select (local.get $y) (local.get $x) (f64.lt (local.get $x) (local.get $y))))
  (func $not_below_zero (param $x f32) (result f32)
    (select (f32.const 0) (local.get $x) (f32.lt (local.get $x) (f32.const 0))))
  (func $or_equal (param $x f64) (param $y f64) (result f64)
    (select (local.get $x) (local.get $y) (f64.le (local.get $x) (local.get $y))))
  (func $in_slots (param $x f64) (param $y f64) (result f64)
    (call $f)
    (select (local.get $x) (local.get $y) (f64.gt (local.get $x) (local.get $y)))))

;; $lesser: 12 bytes
;;     fcmp    d0, d1
;;     fcsel   d0, d0, d1, mi
;;     ret
;;
;; $greater: 12 bytes
;;     fcmp    s0, s1
;;     fcsel   s0, s0, s1, gt
;;     ret
;;
;; $greater_by_lesser: 12 bytes
;;     fcmp    d0, d1
;;     fcsel   d0, d1, d0, mi
;;     ret
;;
;; $not_below_zero: 16 bytes
;;     movi    d1, #0
;;     fcmp    s0, s1
;;     fcsel   s0, s1, s0, mi
;;     ret
;;
;; $or_equal: 12 bytes
;;     fcmp    d0, d1
;;     fcsel   d0, d0, d1, ls
;;     ret
;;
;; $in_slots: 60 bytes, 48 bytes of frame
;;     str     x30, [sp, #-0x30]!
;;     stp     d0, d1, [sp, #0x18]
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     ldp     d1, d0, [sp, #0x18]
;;     fcmp    d1, d0
;;     fcsel   d0, d1, d0, gt
;;     ldr     x30, [sp], #0x30
;;     ret
