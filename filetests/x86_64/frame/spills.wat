;;! target = "x86_64"
;; Values beyond what the temporaries hold: the oldest goes to the frame.

(module
  (func $integers (param $x i32) (param $y i32) (result i32)
    (i32.add (local.get $x) (i32.const 1))
    (i32.add (local.get $x) (i32.const 2))
    (i32.add (local.get $x) (i32.const 3))
    (i32.add (local.get $x) (i32.const 4))
    (i32.add (local.get $x) (i32.const 5))
    (i32.add (local.get $x) (i32.const 6))
    (i32.add (local.get $x) (i32.const 7))
    (i32.add (local.get $x) (i32.const 8))
    (i32.add (local.get $x) (i32.const 9))
    (i32.add (local.get $x) (i32.const 10))
    (i32.add (local.get $x) (i32.const 11))
    (i32.add (local.get $x) (i32.const 12))
    (i32.add (local.get $x) (i32.const 13))
    (i32.xor) (i32.xor) (i32.xor) (i32.xor) (i32.xor) (i32.xor)
    (i32.xor) (i32.xor) (i32.xor) (i32.xor) (i32.xor) (i32.xor)))

;; $integers: 142 bytes, 64 bytes of frame
;;     sub     rsp, 0x40
;;     lea     eax, [rdx + 1]
;;     lea     ecx, [rdx + 2]
;;     lea     r8d, [rdx + 3]
;;     lea     r9d, [rdx + 4]
;;     lea     r10d, [rdx + 5]
;;     mov     [rsp], eax
;;     lea     eax, [rdx + 6]
;;     mov     [rsp + 8], ecx
;;     lea     ecx, [rdx + 7]
;;     mov     [rsp + 0x10], r8d
;;     lea     r8d, [rdx + 8]
;;     mov     [rsp + 0x18], r9d
;;     lea     r9d, [rdx + 9]
;;     mov     [rsp + 0x20], r10d
;;     lea     r10d, [rdx + 0xa]
;;     mov     [rsp + 0x28], eax
;;     lea     eax, [rdx + 0xb]
;;     mov     [rsp + 0x30], ecx
;;     lea     ecx, [rdx + 0xc]
;;     mov     [rsp + 0x38], r8d
;;     lea     r8d, [rdx + 0xd]
;;     xor     ecx, r8d
;;     xor     eax, ecx
;;     xor     r10d, eax
;;     xor     r9d, r10d
;;     xor     r9d, [rsp + 0x38]
;;     xor     r9d, [rsp + 0x30]
;;     xor     r9d, [rsp + 0x28]
;;     xor     r9d, [rsp + 0x20]
;;     xor     r9d, [rsp + 0x18]
;;     xor     r9d, [rsp + 0x10]
;;     xor     r9d, [rsp + 8]
;;     mov     eax, r9d
;;     xor     eax, [rsp]
;;     add     rsp, 0x40
;;     ret
