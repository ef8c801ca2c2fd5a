;;! target = "x86_64"
;; Comparisons (eq, ne) of f32 that select depends on.

(module
  (func $eq (param $x f32) (param $y f32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f32.eq (local.get $x) (local.get $y))))


  (func $ne (param $x f32) (param $y f32) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (f32.ne (local.get $x) (local.get $y)))))

;; $eq: 13 bytes
;;     vucomiss xmm0, xmm1
;;     mov     eax, edx
;;     cmovne  eax, ecx
;;     cmovp   eax, ecx
;;     ret
;;
;; $ne: 13 bytes
;;     vucomiss xmm0, xmm1
;;     mov     eax, ecx
;;     cmovne  eax, edx
;;     cmovp   eax, edx
;;     ret
