;;! target = "x86_64"
;; Comparisons (lt, gt, le, ge) of f32 that if depends on.

(module
  (func $lt (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.lt (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $gt (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.gt (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $le (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.le (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ge (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.ge (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $lt: 18 bytes
;;     vucomiss xmm1, xmm0
;;     jbe     L1
;;     mov     edx, 1
;; L1:
;;     mov     eax, edx
;;     ret
;;
;; $gt: 18 bytes
;;     vucomiss xmm0, xmm1
;;     jbe     L1
;;     mov     edx, 1
;; L1:
;;     mov     eax, edx
;;     ret
;;
;; $le: 18 bytes
;;     vucomiss xmm1, xmm0
;;     jb      L1
;;     mov     edx, 1
;; L1:
;;     mov     eax, edx
;;     ret
;;
;; $ge: 18 bytes
;;     vucomiss xmm0, xmm1
;;     jb      L1
;;     mov     edx, 1
;; L1:
;;     mov     eax, edx
;;     ret
