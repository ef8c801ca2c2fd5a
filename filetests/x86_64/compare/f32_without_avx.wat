;;! target = "x86_64"
;;! cpu = "no avx"
;; Comparisons of f32 with the instructions of SSE.

(module
  (func $value (param $x f32) (param $y f32) (result i32)
    (f32.eq (local.get $x) (local.get $y)))

  (func $branch (param $x f32) (param $y f32) (result i32)
    (block $out
      (br_if $out (f32.lt (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $select (param $x f32) (param $y f32) (result f32)
    (select (local.get $x) (local.get $y) (f32.ge (local.get $x) (local.get $y)))))

;; $value: 16 bytes
;;     xor     eax, eax
;;     ucomiss xmm0, xmm1
;;     sete    al
;;     setnp   r11b
;;     and     al, r11b
;;     ret
;;
;; $branch: 25 bytes
;;     ucomiss xmm1, xmm0
;;     ja      L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
;;
;; $select: 9 bytes
;;     ucomiss xmm0, xmm1
;;     jae     L1
;;     movaps  xmm0, xmm1
;; L1:
;;     ret
