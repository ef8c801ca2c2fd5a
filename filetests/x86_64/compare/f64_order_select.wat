;;! target = "x86_64"
;; Comparisons (lt, gt, le, ge) of f64 that select depends on.

(module
  (func $lt (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.lt (local.get $x) (local.get $y))))


  (func $gt (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.gt (local.get $x) (local.get $y))))


  (func $le (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.le (local.get $x) (local.get $y))))


  (func $ge (param $x f64) (param $y f64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f64.ge (local.get $x) (local.get $y)))))

;; $lt: 10 bytes
;;     vucomisd xmm1, xmm0
;;     mov     eax, ecx
;;     cmova   eax, edx
;;     ret
;;
;; $gt: 10 bytes
;;     vucomisd xmm0, xmm1
;;     mov     eax, ecx
;;     cmova   eax, edx
;;     ret
;;
;; $le: 10 bytes
;;     vucomisd xmm1, xmm0
;;     mov     eax, ecx
;;     cmovae  eax, edx
;;     ret
;;
;; $ge: 10 bytes
;;     vucomisd xmm0, xmm1
;;     mov     eax, ecx
;;     cmovae  eax, edx
;;     ret
