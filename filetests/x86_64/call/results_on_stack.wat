;;! target = "x86_64"
;; More results than there are registers for.

(module
  (func $five (result i32 i32 i32 i32 i32)
    (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5))

  (func $sum (result i32)
    (call $five)
    (i32.add) (i32.add) (i32.add) (i32.add)))

;; $five: 79 bytes, 40 bytes of frame
;;     sub     rsp, 0x28
;;     mov     dword ptr [rsp], 1
;;     mov     dword ptr [rsp + 8], 2
;;     mov     dword ptr [rsp + 0x10], 3
;;     mov     dword ptr [rsp + 0x18], 4
;;     mov     dword ptr [rsp + 0x20], 5
;;     mov     eax, [rsp]
;;     mov     edx, [rsp + 8]
;;     mov     ecx, [rsp + 0x10]
;;     mov     r11d, [rsp + 0x18]
;;     mov     [rsp + 0x30], r11d
;;     mov     r11d, [rsp + 0x20]
;;     mov     [rsp + 0x38], r11d
;;     add     rsp, 0x28
;;     ret
;;
;; $sum: 58 bytes, 40 bytes of frame
;;     sub     rsp, 0x28
;;     sub     rsp, 0x10
;;     call    $five
;;     mov     r11d, [rsp]
;;     mov     [rsp + 0x28], r11d
;;     mov     r11d, [rsp + 8]
;;     mov     [rsp + 0x30], r11d
;;     add     rsp, 0x10
;;     mov     r8d, [rsp + 0x18]
;;     add     r8d, [rsp + 0x20]
;;     add     ecx, r8d
;;     add     edx, ecx
;;     add     eax, edx
;;     add     rsp, 0x28
;;     ret
