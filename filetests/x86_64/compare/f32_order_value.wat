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

;; $lt: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomiss xmm1, xmm7
;;     seta    al
;;     ret
;;
;; $gt: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomiss xmm7, xmm1
;;     seta    al
;;     ret
;;
;; $le: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomiss xmm1, xmm7
;;     setae   al
;;     ret
;;
;; $ge: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomiss xmm7, xmm1
;;     setae   al
;;     ret
