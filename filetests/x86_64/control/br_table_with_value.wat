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

;; $one: 43 bytes
;;     mov     eax, 7
;;     mov     r11d, 2
;;     cmp     edx, r11d
;;     cmovb   r11d, edx
;;     lea     rcx, [T1]
;;     movsxd  r11, [rcx + r11*4]
;;     add     r11, rcx
;;     jmp     r11
;; T1:
;;     .entry  L1
;;     .entry  L2
;;     .entry  L3
;; L1:
;;     inc     eax
;;     ret
;; L2:
;;     add     eax, 2
;;     ret
;; L3:
;;     ret
;;
;; $two: 98 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     r11d, 2
;;     cmp     edx, r11d
;;     cmovb   r11d, edx
;;     lea     rax, [T1]
;;     movsxd  r11, [rax + r11*4]
;;     add     r11, rax
;;     jmp     r11
;; T1:
;;     .entry  L1
;;     .entry  L2
;;     .entry  L1
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
