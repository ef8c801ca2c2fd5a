;;! target = "x86_64"
;; A copy whose length is not known.

(module
  (memory 1)

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $n))))

;; $copy: 20 bytes
;;     mov     r9d, r8d
;;     mov     r8d, ecx
;;     mov     ecx, edx
;;     xor     edx, edx
;;     mov     eax, 1
;;     call    qword ptr [r14 + builtin]
;;     ret
