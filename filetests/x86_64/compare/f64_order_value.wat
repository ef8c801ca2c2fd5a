;;! target = "x86_64"
;; Comparisons (lt, gt, le, ge) of f64 whose result is used as a number.

(module
  (func $lt (param $x f64) (param $y f64) (result i32)
    (f64.lt (local.get $x) (local.get $y)))


  (func $gt (param $x f64) (param $y f64) (result i32)
    (f64.gt (local.get $x) (local.get $y)))


  (func $le (param $x f64) (param $y f64) (result i32)
    (f64.le (local.get $x) (local.get $y)))


  (func $ge (param $x f64) (param $y f64) (result i32)
    (f64.ge (local.get $x) (local.get $y))))

;; $lt: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomisd xmm1, xmm7
;;     seta    al
;;     ret
;;
;; $gt: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomisd xmm7, xmm1
;;     seta    al
;;     ret
;;
;; $le: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomisd xmm1, xmm7
;;     setae   al
;;     ret
;;
;; $ge: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomisd xmm7, xmm1
;;     setae   al
;;     ret
