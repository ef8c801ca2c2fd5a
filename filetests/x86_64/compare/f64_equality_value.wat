;;! target = "x86_64"
;; Comparisons (eq, ne) of f64 whose result is used as a number.

(module
  (func $eq (param $x f64) (param $y f64) (result i32)
    (f64.eq (local.get $x) (local.get $y)))


  (func $ne (param $x f64) (param $y f64) (result i32)
    (f64.ne (local.get $x) (local.get $y))))

;; $eq: 13 bytes
;;     vcmpeqsd xmm15, xmm0, xmm1
;;     vmovd   eax, xmm15
;;     and     eax, 1
;;     ret
;;
;; $ne: 13 bytes
;;     vcmpneqsd xmm15, xmm0, xmm1
;;     vmovd   eax, xmm15
;;     and     eax, 1
;;     ret
