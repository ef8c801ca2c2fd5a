;;! target = "x86_64"
;; Copies from a data segment, and the end of one.

(module
  (memory 1)
  (data $message "hello")

  (func $init (param $to i32)
    (memory.init $message (local.get $to) (i32.const 0) (i32.const 5)))

  (func $drop
    (data.drop $message)))

;; $init: 27 bytes
;;     mov     ecx, edx
;;     xor     r8d, r8d
;;     mov     r9d, 5
;;     xor     edx, edx
;;     mov     eax, 3
;;     mov     r11, [r14 + store]
;;     call    qword ptr [r11 + 0x18]
;;     ret
;;
;; $drop: 16 bytes
;;     xor     edx, edx
;;     mov     eax, 4
;;     mov     r11, [r14 + store]
;;     call    qword ptr [r11 + 0x18]
;;     ret
