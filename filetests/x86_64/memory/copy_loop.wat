;;! target = "x86_64"
;; A loop over memory.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (loop $again
      (i32.store8 (local.get $to) (i32.load8_u (local.get $from)))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))

  (func $sum (param $p i32) (param $end i32) (result i64) (local $sum i64)
    (loop $again
      (local.set $sum (i64.add (local.get $sum) (i64.load (local.get $p))))
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (br_if $again (i32.lt_u (local.get $p) (local.get $end))))
    (local.get $sum)))

;; $copy: 17 bytes
;; L1:
;;     movzx   eax, byte ptr [rbx + rcx]           ; trap: memory out of bounds
;;     mov     [rbx + rdx], al                     ; trap: memory out of bounds
;;     inc     edx
;;     inc     ecx
;;     dec     r8d
;;     jne     L1
;;     ret
;;
;; $sum: 18 bytes
;;     xor     r10d, r10d
;; L1:
;;     add     r10, [rbx + rdx]                    ; trap: memory out of bounds
;;     add     edx, 8
;;     cmp     edx, ecx
;;     jb      L1
;;     mov     rax, r10
;;     ret
