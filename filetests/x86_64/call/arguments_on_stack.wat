;;! target = "x86_64"
;; More arguments than there are registers for.

(module
  (func $twelve (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32))

  (func $constants
    (call $twelve (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6)
      (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10) (i32.const 11) (i32.const 12)))

  (func $locals (param $x i32) (param $y i32)
    (call $twelve (local.get $x) (local.get $y) (local.get $x) (local.get $y) (local.get $x) (local.get $y)
      (local.get $x) (local.get $y) (local.get $x) (local.get $y) (local.get $x) (local.get $y))))

;; $twelve: 3 bytes
;;     ret     0x40
;;
;; $constants: 93 bytes
;;     sub     rsp, 0x40
;;     mov     dword ptr [rsp], 6
;;     mov     dword ptr [rsp + 8], 7
;;     mov     dword ptr [rsp + 0x10], 8
;;     mov     dword ptr [rsp + 0x18], 9
;;     mov     dword ptr [rsp + 0x20], 0xa
;;     mov     dword ptr [rsp + 0x28], 0xb
;;     mov     dword ptr [rsp + 0x30], 0xc
;;     mov     edx, 1
;;     mov     ecx, 2
;;     mov     r8d, 3
;;     mov     r9d, 4
;;     mov     r10d, 5
;;     call    $twelve
;;     ret
;;
;; $locals: 46 bytes
;;     sub     rsp, 0x40
;;     mov     [rsp], ecx
;;     mov     [rsp + 8], edx
;;     mov     [rsp + 0x10], ecx
;;     mov     [rsp + 0x18], edx
;;     mov     [rsp + 0x20], ecx
;;     mov     [rsp + 0x28], edx
;;     mov     [rsp + 0x30], ecx
;;     mov     r8d, edx
;;     mov     r9d, ecx
;;     mov     r10d, edx
;;     call    $twelve
;;     ret
