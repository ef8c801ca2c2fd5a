;;! target = "x86_64"
;; Tail calls: without a frame a jump, arguments computed where they are wanted; with one, behind the body, once for equal ones.

(module
  (func $count (param $n i32) (param $sum i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call $count (i32.sub (local.get $n) (i32.const 1)) (i32.add (local.get $sum) (local.get $n))))

  ;; The arguments change places.
  (func $swap (param $a i64) (param $b i64) (result i64)
    (return_call $other (local.get $b) (local.get $a)))

  (func $other (param i64 i64) (result i64)
    (local.get 0))

  ;; What is below the arguments is dropped.
  (func $drops (param $a i32) (result i32)
    (i32.load8_u (local.get $a))
    (i32.mul (local.get $a) (local.get $a))
    (return_call $count (local.get $a) (i32.const 7)))

  ;; Saved registers are restored before control leaves.
  (func $with_frame (param $a i32) (result i32)
    (local $b i32)
    (local.set $b (call $drops (local.get $a)))
    (if (i32.lt_s (local.get $a) (i32.const 0)) (then (return_call $drops (local.get $b))))
    (if (i32.eq (local.get $a) (local.get $b)) (then (return_call $drops (i32.const 3))))
    (return_call $count (local.get $a) (local.get $b)))

  (func $floats (param $a f64) (param $b f32) (result f64)
    (return_call $floats (f64.neg (local.get $a)) (f32.const 1)))

  (memory 1))

;; $count: 23 bytes
;; L1:
;;     test    edx, edx
;;     jne     L2
;;     mov     eax, ecx
;;     ret
;; L2:
;;     lea     eax, [rdx - 1]
;;     add     ecx, edx
;;     mov     edx, eax
;;     jmp     L1
;;
;; $swap: 14 bytes
;;     mov     r11, rcx
;;     mov     rcx, rdx
;;     mov     rdx, r11
;;     jmp     $other
;;
;; $other: 4 bytes
;;     mov     rax, rdx
;;     ret
;;
;; $drops: 19 bytes
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     mov     ecx, edx
;;     imul    ecx, edx
;;     mov     ecx, 7
;;     jmp     $count
;;
;; $with_frame: 64 bytes, 16 bytes of frame
;;     push    rdi
;;     push    rsi
;;     mov     esi, edx
;;     mov     edx, esi
;;     call    $drops
;;     mov     edi, eax
;;     test    esi, esi
;;     jge     L1
;;     mov     edx, edi
;;     jmp     L3
;; L1:
;;     cmp     esi, edi
;;     jne     L2
;;     mov     edx, 3
;;     jmp     L3
;; L2:
;;     mov     edx, esi
;;     mov     ecx, edi
;;     pop     rsi
;;     pop     rdi
;;     jmp     $count
;; L3:
;;     pop     rsi
;;     pop     rdi
;;     jmp     $drops
;;
;; $floats: 25 bytes
;; L1:
;;     vxorps  xmm1, xmm0, [=0x80000000000000008000000000000000]
;;     vmovaps xmm0, xmm1
;;     vmovss  xmm1, [=0x3f800000]
;;     jmp     L1
;;     .const  0x80000000000000008000000000000000
;;     .const  0x3f800000
