;;! target = "x86_64"
;; Selections of floating-point numbers.

(module
  (func $locals (param $x f64) (param $y f64) (param $c i32) (result f64)
    (select (local.get $x) (local.get $y) (local.get $c)))

  (func $on_comparison (param $x f32) (param $y f32) (result f32)
    (select (local.get $x) (local.get $y) (f32.lt (local.get $x) (local.get $y))))

  (func $constant (param $x f64) (param $c i32) (result f64)
    (select (local.get $x) (f64.const 0) (local.get $c))))

;; $locals: 9 bytes
;;     test    edx, edx
;;     jne     L1
;;     vmovaps xmm0, xmm1
;; L1:
;;     ret
;;
;; $on_comparison: 5 bytes
;;     vminss  xmm0, xmm0, xmm1
;;     ret
;;
;; $constant: 13 bytes
;;     vxorps  xmm1, xmm1, xmm1
;;     test    edx, edx
;;     jne     L1
;;     vmovaps xmm0, xmm1
;; L1:
;;     ret
