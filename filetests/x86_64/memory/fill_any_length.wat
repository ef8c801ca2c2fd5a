;;! target = "x86_64"
;; A fill whose length, or whose value, is not known.

(module
  (memory 1)

  (func $length (param $to i32) (param $n i32)
    (memory.fill (local.get $to) (i32.const 0) (local.get $n)))

  (func $value (param $to i32) (param $byte i32)
    (memory.fill (local.get $to) (local.get $byte) (i32.const 8))))

;; $length: 20 bytes
;;     mov     r9d, ecx
;;     mov     ecx, edx
;;     xor     r8d, r8d
;;     xor     edx, edx
;;     mov     eax, 2
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $value: 23 bytes
;;     mov     r8d, ecx
;;     mov     ecx, edx
;;     mov     r9d, 8
;;     xor     edx, edx
;;     mov     eax, 2
;;     call    qword ptr [r14 + builtin]
;;     ret
