;;! target = "x86_64"
;; Several results of a block are in the frame where paths meet.

(module
  (func $two (param $x i32) (result i32)
    (block $b (result i32 i32)
      (br_if $b (i32.const 1) (i32.const 2) (local.get $x)))
    (i32.sub))

  (func $three (param $x i32) (param $y i64) (result i32 i64 f32)
    (block $b (result i32 i64 f32)
      (br_if $b (local.get $x) (local.get $y) (f32.const 1) (i32.eqz (local.get $x))))))

;; $two: 59 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     test    edx, edx
;;     je      L1
;;     mov     dword ptr [rsp], 1
;;     mov     dword ptr [rsp + 8], 2
;;     jmp     L2
;; L1:
;;     mov     dword ptr [rsp], 1
;;     mov     dword ptr [rsp + 8], 2
;; L2:
;;     mov     eax, [rsp]
;;     sub     eax, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $three: 68 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     test    edx, edx
;;     jne     L1
;;     mov     [rsp], edx
;;     mov     [rsp + 8], rcx
;;     mov     dword ptr [rsp + 0x10], 0x3f800000
;;     jmp     L2
;; L1:
;;     mov     [rsp], edx
;;     mov     [rsp + 8], rcx
;;     mov     dword ptr [rsp + 0x10], 0x3f800000
;; L2:
;;     mov     eax, [rsp]
;;     mov     rdx, [rsp + 8]
;;     vmovss  xmm0, [rsp + 0x10]
;;     add     rsp, 0x18
;;     ret
