;;! target = "x86_64"
;; Comparisons of temporaries that are used as numbers: the result is not in an operand's register, where that would have to be
;; cleared first.

(module
  (memory 1)
  (func $added (param $x i32) (param $y i32) (result i32)
    (i32.add (i32.gt_s (i32.clz (local.get $x)) (local.get $y)) (local.get $y)))
  (func $stored (param $p i32) (param $x i64)
    (i32.store (local.get $p) (i64.ne (i64.mul (local.get $x) (local.get $x)) (i64.const 9))))
  (func $result (param $x i32) (param $y i32) (result i32)
    (i32.lt_u (i32.clz (local.get $x)) (i32.ctz (local.get $y)))))

;; $added: 18 bytes
;;     lzcnt   eax, edx
;;     xor     r8d, r8d
;;     cmp     eax, ecx
;;     setg    r8b
;;     lea     eax, [r8 + rcx]
;;     ret
;;
;; $stored: 23 bytes
;;     mov     rax, rcx
;;     imul    rax, rcx
;;     xor     r8d, r8d
;;     cmp     rax, 9
;;     setne   r8b
;;     mov     [rbx + rdx], r8d                    ; trap: memory out of bounds
;;     ret
;;
;; $result: 19 bytes
;;     lzcnt   eax, edx
;;     tzcnt   r8d, ecx
;;     cmp     eax, r8d
;;     setb    al
;;     movzx   eax, al
;;     ret
