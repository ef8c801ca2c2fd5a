;;! target = "x86_64"
;; Parameters that are not used are not saved, nor loaded.

(module
  (func $callee)

  (func $in_register (param $x i32) (param $y i32) (result i32)
    (call $callee)
    (local.get $y))

  (func $on_stack (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)
    (local.get 0)))

;; $callee: 1 byte
;;     ret
;;
;; $in_register: 12 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, ecx
;;     call    $callee
;;     mov     eax, esi
;;     pop     rsi
;;     ret
;;
;; $on_stack: 5 bytes
;;     mov     eax, edx
;;     ret     0x30
