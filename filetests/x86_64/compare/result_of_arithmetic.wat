;;! target = "x86_64"
;; A result that is compared with zero as soon as it is there.

(module
  (func $count_down (param $n i32) (result i32)
    (local $i i32)
    (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 3)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $i))

  (func $difference_is_zero (param $x i32) (param $y i32) (result i32)
    (if (result i32) (i32.eqz (i32.sub (local.get $x) (local.get $y)))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $stored_and_tested (param $x i64) (result i32)
    (local.set $x (i64.add (local.get $x) (i64.const -1)))
    (if (result i32) (i64.eqz (local.get $x))
      (then (i32.const 1))
      (else (i32.const 2)))))

;; $count_down: 15 bytes
;;     xor     r10d, r10d
;; L1:
;;     add     r10d, 3
;;     dec     edx
;;     jne     L1
;;     mov     eax, r10d
;;     ret
;;
;; $difference_is_zero: 26 bytes
;;     mov     eax, edx
;;     sub     eax, ecx
;;     jne     L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
;;
;; $stored_and_tested: 25 bytes
;;     dec     rdx
;;     jne     L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
