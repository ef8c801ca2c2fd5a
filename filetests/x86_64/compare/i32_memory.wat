;;! target = "x86_64"
;; Comparisons of i32 with what is in memory.

(module
  (memory 1)

  (func $right (param $x i32) (param $p i32) (result i32)
    (i32.lt_u (local.get $x) (i32.load (local.get $p))))

  (func $left (param $x i32) (param $p i32) (result i32)
    (i32.lt_u (i32.load (local.get $p)) (local.get $x)))

  (func $with_constant (param $p i32) (result i32)
    (i32.eq (i32.load offset=8 (local.get $p)) (i32.const 42)))

  (func $both (param $p i32) (param $q i32) (result i32)
    (i32.eq (i32.load (local.get $p)) (i32.load (local.get $q)))))

;; $right: 9 bytes
;;     xor     eax, eax
;;     cmp     edx, [rbx + rcx]                    ; trap: memory out of bounds
;;     setb    al
;;     ret
;;
;; $left: 9 bytes
;;     xor     eax, eax
;;     cmp     [rbx + rcx], edx                    ; trap: memory out of bounds
;;     setb    al
;;     ret
;;
;; $with_constant: 11 bytes
;;     xor     eax, eax
;;     cmp     dword ptr [rbx + rdx + 8], 0x2a     ; trap: memory out of bounds
;;     sete    al
;;     ret
;;
;; $both: 13 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     cmp     eax, [rbx + rcx]                    ; trap: memory out of bounds
;;     sete    al
;;     movzx   eax, al
;;     ret
