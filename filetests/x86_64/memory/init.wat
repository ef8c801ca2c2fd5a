;;! target = "x86_64"
;; Copies from a data segment, and the end of one.

(module
  (memory 1)
  (data $message "hello")

  (func $init (param $to i32)
    (memory.init $message (local.get $to) (i32.const 0) (i32.const 5)))

  (func $drop
    (data.drop $message)))

;; $init: 23 bytes
;;     mov     ecx, edx
;;     xor     r8d, r8d
;;     mov     r9d, 5
;;     xor     edx, edx
;;     mov     eax, 3
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $drop: 12 bytes
;;     xor     edx, edx
;;     mov     eax, 4
;;     call    qword ptr [r14 + builtin]
;;     ret
