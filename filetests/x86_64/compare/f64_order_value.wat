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

;; $lt: 10 bytes
;;     xor     eax, eax
;;     vucomisd xmm1, xmm0
;;     seta    al
;;     ret
;;
;; $gt: 10 bytes
;;     xor     eax, eax
;;     vucomisd xmm0, xmm1
;;     seta    al
;;     ret
;;
;; $le: 10 bytes
;;     xor     eax, eax
;;     vucomisd xmm1, xmm0
;;     setae   al
;;     ret
;;
;; $ge: 10 bytes
;;     xor     eax, eax
;;     vucomisd xmm0, xmm1
;;     setae   al
;;     ret
