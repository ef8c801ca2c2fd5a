;;! target = "x86_64"
;; Comparisons (lt, gt, le, ge) of f64 that br_if depends on.

(module
  (func $lt (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.lt (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $gt (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.gt (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $le (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.le (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ge (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.ge (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $lt: 22 bytes
;;     vucomisd xmm1, xmm0
;;     ja      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $gt: 22 bytes
;;     vucomisd xmm0, xmm1
;;     ja      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $le: 22 bytes
;;     vucomisd xmm1, xmm0
;;     jae     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $ge: 22 bytes
;;     vucomisd xmm0, xmm1
;;     jae     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
