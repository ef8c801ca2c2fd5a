;;! target = "x86_64"
;; Branches taken if a reference is null; else it stays on the stack.

(module
  (type $t (func))
  (type $u (func (result i32)))

  (func $no_values (param $f (ref null $t)) (param $g (ref $t)) (result (ref $t))
    (block $l
      (return (br_on_null $l (local.get $f))))
    (local.get $g))

  (func $one_value (param $f (ref null $u)) (param $x i32) (result i32)
    (block $l (result i32)
      (local.get $x)
      (br_on_null $l (local.get $f))
      (call_ref $u)
      (i32.add)))

  (func $two_values (param $f (ref null $t)) (param $x i32) (result i32 i32)
    (block $l (result i32 i32)
      (local.get $x) (i32.const 7)
      (br_on_null $l (local.get $f))
      (drop)))

  (func $null (param $g (ref $t)) (result (ref $t))
    (block $l
      (return (br_on_null $l (ref.null $t))))
    (local.get $g))

  (func $trap (param $f (ref null $t)) (result i32)
    (block $l
      (br_on_null $l (local.get $f))
      (unreachable))
    (i32.const 1)))

;; $no_values: 17 bytes
;;     test    rdx, rdx
;;     je      L1
;;     mov     rax, rdx
;;     ret
;; L1:
;;     mov     rax, rcx
;;     ret
;;
;; $one_value: 82 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     test    rdx, rdx
;;     jne     L1
;;     mov     eax, ecx
;;     jmp     L3
;; L1:
;;     mov     [rsp + 8], ecx
;;     mov     rax, rdx
;;     cmp     r14, [rax + 8]                      ; trap: null reference
;;     jne     L4
;;     cmovne  rax, [r14 + zero]
;;     call    qword ptr [rax]
;; L2:
;;     add     eax, [rsp + 8]
;; L3:
;;     add     rsp, 0x10
;;     ret
;; L4:
;;     mov     r11, rax
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [r11 + 8]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [r11]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     jmp     L2
;;
;; $two_values: 52 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     test    rdx, rdx
;;     jne     L1
;;     mov     [rsp], ecx
;;     mov     dword ptr [rsp + 8], 7
;;     jmp     L2
;; L1:
;;     mov     [rsp], ecx
;;     mov     dword ptr [rsp + 8], 7
;; L2:
;;     mov     eax, [rsp]
;;     mov     edx, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $null: 4 bytes
;;     mov     rax, rdx
;;     ret
;;
;; $trap: 18 bytes
;;     test    rdx, rdx
;;     je      L1
;;     ud2                                         ; trap: unreachable
;; L1:
;;     mov     eax, 1
;;     ret
