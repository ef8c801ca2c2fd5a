;;! target = "x86_64"
;; Comparisons (eq, ne) of f64 that br_if depends on.

(module
  (func $eq (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.eq (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ne (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.ne (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $eq: 24 bytes
;;     vucomisd xmm0, xmm1
;;     jp      L1
;;     je      L2
;; L1:
;;     mov     eax, 1
;;     ret
;; L2:
;;     mov     eax, 2
;;     ret
;;
;; $ne: 28 bytes
;;     vucomisd xmm0, xmm1
;;     jne     L1
;;     jp      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
