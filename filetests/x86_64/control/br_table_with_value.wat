;;! target = "x86_64"
;; Jump tables whose targets take a value, or several.

(module
  (func $one (param $x i32) (result i32)
    (block $c (result i32) (block $b (result i32) (block $a (result i32)
      (br_table $a $b $c (i32.const 7) (local.get $x)))
      (return (i32.add (i32.const 1))))
      (return (i32.add (i32.const 2)))))

  (func $two (param $x i32) (result i32)
    (block $b (result i32 i32)
      (block $a (result i32 i32)
        (br_table $a $b $a (i32.const 7) (i32.const 8) (local.get $x)))
      (return (i32.sub)))
    (i32.add)))

;; $one: 45 bytes
;;     mov     eax, 7
;;     mov     ecx, edx
;;     cmp     ecx, 2
;;     jae     L3
;;     cmovae  rcx, [r14 + zero]
;;     lea     r11, [T1]
;;     movsxd  rcx, [r11 + rcx*4]
;;     add     rcx, r11
;;     jmp     rcx
;; T1:
;;     .entry  L1
;;     .entry  L2
;; L1:
;;     inc     eax
;;     ret
;; L2:
;;     add     eax, 2
;;     ret
;; L3:
;;     ret
;;
;; $two: 100 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     eax, edx
;;     cmp     eax, 2
;;     jae     L1
;;     cmovae  rax, [r14 + zero]
;;     lea     r11, [T1]
;;     movsxd  rax, [r11 + rax*4]
;;     add     rax, r11
;;     jmp     rax
;; T1:
;;     .entry  L1
;;     .entry  L2
;; L1:
;;     mov     dword ptr [rsp], 7
;;     mov     dword ptr [rsp + 8], 8
;;     jmp     L3
;; L2:
;;     mov     dword ptr [rsp], 7
;;     mov     dword ptr [rsp + 8], 8
;;     jmp     L4
;; L3:
;;     mov     eax, [rsp]
;;     sub     eax, [rsp + 8]
;;     jmp     L5
;; L4:
;;     mov     eax, [rsp]
;;     add     eax, [rsp + 8]
;; L5:
;;     add     rsp, 0x10
;;     ret
