;;! target = "x86_64"
;; Comparisons (eq, ne) of f32 that if depends on.

(module
  (func $eq (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.eq (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ne (param $x f32) (param $y f32) (param $r i32) (result i32)
    (if (f32.ne (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $eq: 24 bytes
;;     vucomiss xmm0, xmm1
;;     jne     L1
;;     jp      L1
;;     mov     edx, 1
;; L1:
;;     mov     eax, edx
;;     ret
;;
;; $ne: 20 bytes
;;     vucomiss xmm0, xmm1
;;     jp      L1
;;     je      L2
;; L1:
;;     mov     edx, 1
;; L2:
;;     mov     eax, edx
;;     ret
