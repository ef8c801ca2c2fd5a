;;! target = "x86_64"
;; A chain of conditionals, as of a switch with few cases.

(module
  (func $classify (param $x i32) (result i32)
    (if (result i32) (i32.lt_s (local.get $x) (i32.const 0))
      (then (i32.const -1))
      (else
        (if (result i32) (i32.eqz (local.get $x))
          (then (i32.const 0))
          (else (i32.const 1)))))))

;; $classify: 39 bytes
;;     test    edx, edx
;;     jge     L1
;;     mov     eax, -1
;;     jmp     L3
;; L1:
;;     test    edx, edx
;;     jne     L2
;;     xor     eax, eax
;;     jmp     L3
;; L2:
;;     mov     eax, 1
;; L3:
;;     ret
