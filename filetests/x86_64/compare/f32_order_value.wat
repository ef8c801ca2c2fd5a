;;! target = "x86_64"
;; Comparisons (lt, gt, le, ge) of f32 whose result is used as a number.

(module
  (func $lt (param $x f32) (param $y f32) (result i32)
    (f32.lt (local.get $x) (local.get $y)))


  (func $gt (param $x f32) (param $y f32) (result i32)
    (f32.gt (local.get $x) (local.get $y)))


  (func $le (param $x f32) (param $y f32) (result i32)
    (f32.le (local.get $x) (local.get $y)))


  (func $ge (param $x f32) (param $y f32) (result i32)
    (f32.ge (local.get $x) (local.get $y))))

;; $lt: 10 bytes
;;     xor     eax, eax
;;     vucomiss xmm1, xmm0
;;     seta    al
;;     ret
;;
;; $gt: 10 bytes
;;     xor     eax, eax
;;     vucomiss xmm0, xmm1
;;     seta    al
;;     ret
;;
;; $le: 10 bytes
;;     xor     eax, eax
;;     vucomiss xmm1, xmm0
;;     setae   al
;;     ret
;;
;; $ge: 10 bytes
;;     xor     eax, eax
;;     vucomiss xmm0, xmm1
;;     setae   al
;;     ret
