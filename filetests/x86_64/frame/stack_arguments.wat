;;! target = "x86_64"
;; A frame, and arguments above it that the function removes.

(module
  (func $callee)

  (func $ten (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (param $x i32) (result i32)
    (call $callee)
    (local.get $x))

  (func $leaf (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (param $x i32) (result i32)
    (local.get $x)))

;; $callee: 1 byte
;;     ret
;;
;; $ten: 25 bytes, 8 bytes of frame
;;     lea     r11, [rsp + 8]
;;     nop     [rax]
;;     push    rsi
;;     mov     esi, [r11 + 0x20]
;;     call    $callee
;;     mov     eax, esi
;;     pop     rsi
;;     ret     0x30
;;
;; $leaf: 16 bytes, 8 bytes of frame
;;     lea     r11, [rsp + 8]
;;     push    rsi
;;     mov     esi, [r11 + 0x20]
;;     mov     eax, esi
;;     pop     rsi
;;     ret     0x30
