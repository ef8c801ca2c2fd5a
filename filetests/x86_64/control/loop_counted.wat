;;! target = "x86_64"
;; Loops that count.

(module
  (func $up (param $n i32) (result i32) (local $i i32) (local $sum i32)
    (loop $l
      (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $i) (local.get $i))))
      (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum))

  (func $tested_first (param $n i32) (result i32) (local $sum i32)
    (block $out
      (loop $l
        (br_if $out (i32.eqz (local.get $n)))
        (local.set $sum (i32.add (local.get $sum) (local.get $n)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $l)))
    (local.get $sum)))

;; $up: 28 bytes
;;     xor     r9d, r9d
;;     xor     r10d, r10d
;; L1:
;;     mov     eax, r10d
;;     imul    eax, r10d
;;     add     r9d, eax
;;     inc     r10d
;;     cmp     r10d, edx
;;     jb      L1
;;     mov     eax, r9d
;;     ret
;;
;; $tested_first: 22 bytes
;;     xor     r10d, r10d
;; L1:
;;     test    edx, edx
;;     je      L2
;;     add     r10d, edx
;;     dec     edx
;;     jmp     L1
;; L2:
;;     mov     eax, r10d
;;     ret
