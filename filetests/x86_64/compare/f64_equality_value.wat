;;! target = "x86_64"
;; Comparisons (eq, ne) of f64 whose result is used as a number.

(module
  (func $eq (param $x f64) (param $y f64) (result i32)
    (f64.eq (local.get $x) (local.get $y)))


  (func $ne (param $x f64) (param $y f64) (result i32)
    (f64.ne (local.get $x) (local.get $y))))

;; $eq: 17 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpeqsd xmm15, xmm7, xmm1
;;     vmovd   eax, xmm15
;;     and     eax, 1
;;     ret
;;
;; $ne: 17 bytes
;;     vmovaps xmm7, xmm0
;;     vcmpneqsd xmm15, xmm7, xmm1
;;     vmovd   eax, xmm15
;;     and     eax, 1
;;     ret
