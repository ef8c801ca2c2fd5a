;;! target = "x86_64"
;; Selections that are the minimum or the maximum.

(module
  (func $minimum (param $x i32) (param $y i32) (result i32)
    (select (local.get $x) (local.get $y) (i32.lt_s (local.get $x) (local.get $y))))

  (func $clamp (param $x i32) (result i32)
    (select (local.get $x) (i32.const 255) (i32.lt_u (local.get $x) (i32.const 255))))

  (func $absolute (param $x i32) (result i32)
    (select (i32.sub (i32.const 0) (local.get $x)) (local.get $x) (i32.lt_s (local.get $x) (i32.const 0)))))

;; $minimum: 8 bytes
;;     cmp     edx, ecx
;;     mov     eax, ecx
;;     cmovl   eax, edx
;;     ret
;;
;; $clamp: 15 bytes
;;     cmp     edx, 0xff
;;     mov     eax, 0xff
;;     cmovb   eax, edx
;;     ret
;;
;; $absolute: 10 bytes
;;     mov     eax, edx
;;     neg     eax
;;     test    edx, edx
;;     cmovge  eax, edx
;;     ret
