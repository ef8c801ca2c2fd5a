;;! target = "x86_64"
;; Comparisons of i64 with what is in memory.

(module
  (memory 1)

  (func $right (param $x i64) (param $p i32) (result i32)
    (i64.lt_u (local.get $x) (i64.load (local.get $p))))

  (func $left (param $x i64) (param $p i32) (result i32)
    (i64.lt_u (i64.load (local.get $p)) (local.get $x)))

  (func $with_constant (param $p i32) (result i32)
    (i64.eq (i64.load offset=8 (local.get $p)) (i64.const 42)))

  (func $both (param $p i32) (param $q i32) (result i32)
    (i64.eq (i64.load (local.get $p)) (i64.load (local.get $q)))))

;; $right: 10 bytes
;;     xor     eax, eax
;;     cmp     rdx, [rbx + rcx]                    ; trap: memory out of bounds
;;     setb    al
;;     ret
;;
;; $left: 10 bytes
;;     xor     eax, eax
;;     cmp     [rbx + rcx], rdx                    ; trap: memory out of bounds
;;     setb    al
;;     ret
;;
;; $with_constant: 12 bytes
;;     xor     eax, eax
;;     cmp     qword ptr [rbx + rdx + 8], 0x2a     ; trap: memory out of bounds
;;     sete    al
;;     ret
;;
;; $both: 15 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     cmp     rax, [rbx + rcx]                    ; trap: memory out of bounds
;;     sete    al
;;     movzx   eax, al
;;     ret
