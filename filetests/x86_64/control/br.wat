;;! target = "x86_64"
;; Unconditional branches, forwards and backwards.

(module
  (func $forward (param $x i32) (result i32)
    (block $out
      (block $skip
        (br_if $skip (local.get $x))
        (local.set $x (i32.const 1))
        (br $out))
      (local.set $x (i32.const 2)))
    (local.get $x))

  (func $to_the_next_instruction (param $x i32) (result i32)
    (block $b (br $b))
    (local.get $x))

  (func $backward (param $x i32)
    (loop $l
      (if (local.get $x) (then
        (local.set $x (i32.sub (local.get $x) (i32.const 1)))
        (br $l))))))

;; $forward: 26 bytes
;;     test    edx, edx
;;     jne     L1
;;     mov     edx, 1
;;     jmp     L2
;; L1:
;;     mov     edx, 2
;; L2:
;;     mov     eax, edx
;;     ret
;;
;; $to_the_next_instruction: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $backward: 13 bytes
;; L1:
;;     test    edx, edx
;;     je      L2
;;     dec     edx
;;     jmp     L1
;; L2:
;;     ret
