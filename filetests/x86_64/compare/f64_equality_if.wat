;;! target = "x86_64"
;; Comparisons (eq, ne) of f64 that if depends on.

(module
  (func $eq (param $x f64) (param $y f64) (param $r i32) (result i32)
    (if (f64.eq (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r))


  (func $ne (param $x f64) (param $y f64) (param $r i32) (result i32)
    (if (f64.ne (local.get $x) (local.get $y))
      (then (local.set $r (i32.const 1))))
    (local.get $r)))

;; $eq: 24 bytes
;;     vucomisd xmm0, xmm1
;;     jne     L1
;;     jp      L1
;;     mov     edx, 1
;; L1:
;;     mov     eax, edx
;;     ret
;;
;; $ne: 20 bytes
;;     vucomisd xmm0, xmm1
;;     jp      L1
;;     je      L2
;; L1:
;;     mov     edx, 1
;; L2:
;;     mov     eax, edx
;;     ret
