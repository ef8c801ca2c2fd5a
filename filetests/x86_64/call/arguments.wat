;;! target = "x86_64"
;; Arguments in registers: each moves to its place, as if all at once.

(module
  (func $two (param i32 i32))
  (func $mixed (param i32 f64 i64 f32))

  (func $same_order (param $x i32) (param $y i32)
    (call $two (local.get $x) (local.get $y)))

  (func $swapped (param $x i32) (param $y i32)
    (call $two (local.get $y) (local.get $x)))

  (func $constants
    (call $two (i32.const 1) (i32.const 2)))

  (func $computed (param $x i32) (param $y i32)
    (call $two (i32.add (local.get $x) (local.get $y)) (i32.sub (local.get $x) (local.get $y))))

  (func $both_classes (param $x i32) (param $y f64)
    (call $mixed (local.get $x) (local.get $y) (i64.const 3) (f32.const 0))))

;; $two: 1 byte
;;     ret
;;
;; $mixed: 1 byte
;;     ret
;;
;; $same_order: 18 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     edx, esi
;;     mov     ecx, edi
;;     call    $two
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $swapped: 18 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;;     mov     edx, edi
;;     mov     ecx, esi
;;     call    $two
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $constants: 16 bytes
;;     mov     edx, 1
;;     mov     ecx, 2
;;     call    $two
;;     ret
;;
;; $computed: 23 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edi, ecx
;;     lea     eax, [rsi + rdi]
;;     mov     ecx, esi
;;     sub     ecx, edi
;;     mov     edx, eax
;;     call    $two
;;     pop     rsi
;;     pop     rdi
;;     ret
;;
;; $both_classes: 41 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     vmovsd  [rsp + 8], xmm0
;;     mov     esi, edx
;;     mov     edx, esi
;;     vmovsd  xmm0, [rsp + 8]
;;     mov     ecx, 3
;;     vxorps  xmm1, xmm1, xmm1
;;     call    $mixed
;;     pop     rsi
;;     add     rsp, 8
;;     ret
