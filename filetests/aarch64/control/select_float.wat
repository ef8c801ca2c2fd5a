;;! target = "aarch64"
;; Selections of floating-point numbers.

(module
  (func $locals (param $x f64) (param $y f64) (param $c i32) (result f64)
    (select (local.get $x) (local.get $y) (local.get $c)))

  (func $on_comparison (param $x f32) (param $y f32) (result f32)
    (select (local.get $x) (local.get $y) (f32.lt (local.get $x) (local.get $y))))

  (func $constant (param $x f64) (param $c i32) (result f64)
    (select (local.get $x) (f64.const 0) (local.get $c))))

;; $locals: 12 bytes
;;     cmp     w1, #0
;;     fcsel   d0, d0, d1, ne
;;     ret
;;
;; $on_comparison: 12 bytes
;;     fcmp    s0, s1
;;     fcsel   s0, s0, s1, mi
;;     ret
;;
;; $constant: 16 bytes
;;     movi    d1, #0
;;     cmp     w1, #0
;;     fcsel   d0, d0, d1, ne
;;     ret
