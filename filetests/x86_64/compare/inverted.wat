;;! target = "x86_64"
;; A comparison that eqz inverts, once or more.

(module
  (func $integer (param $x i32) (param $y i32) (result i32)
    (i32.eqz (i32.lt_s (local.get $x) (local.get $y))))

  (func $twice (param $x i32) (param $y i32) (result i32)
    (i32.eqz (i32.eqz (i32.lt_s (local.get $x) (local.get $y)))))

  (func $to_bool (param $x i64) (result i32)
    (i32.eqz (i64.eqz (local.get $x))))

  (func $float_branch (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (i32.eqz (f64.lt (local.get $x) (local.get $y))))
      (return (i32.const 1)))
    (i32.const 2)))

;; $integer: 8 bytes
;;     xor     eax, eax
;;     cmp     edx, ecx
;;     setge   al
;;     ret
;;
;; $twice: 8 bytes
;;     xor     eax, eax
;;     cmp     edx, ecx
;;     setl    al
;;     ret
;;
;; $to_bool: 9 bytes
;;     xor     eax, eax
;;     test    rdx, rdx
;;     setne   al
;;     ret
;;
;; $float_branch: 22 bytes
;;     vucomisd xmm1, xmm0
;;     jbe     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
