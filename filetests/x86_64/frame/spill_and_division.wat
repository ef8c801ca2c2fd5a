;;! target = "x86_64"
;; Values in the frame while a division takes its registers.

(module
  (func $pressed (param $x i32) (param $y i32) (result i32)
    (i32.add (local.get $x) (i32.const 1))
    (i32.add (local.get $x) (i32.const 2))
    (i32.add (local.get $x) (i32.const 3))
    (i32.add (local.get $x) (i32.const 4))
    (i32.div_s (local.get $x) (local.get $y))
    (i32.add) (i32.add) (i32.add) (i32.add)))

;; $pressed: 58 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     r10d, edx
;;     lea     eax, [r10 + 1]
;;     lea     edx, [r10 + 2]
;;     lea     r8d, [r10 + 3]
;;     lea     r9d, [r10 + 4]
;;     mov     [rsp], eax
;;     mov     [rsp + 8], edx
;;     mov     eax, r10d
;;     cdq
;;     idiv    ecx                                 ; trap: division by zero, or overflow
;;     add     r9d, eax
;;     add     r8d, r9d
;;     add     r8d, [rsp + 8]
;;     mov     eax, r8d
;;     add     eax, [rsp]
;;     add     rsp, 0x10
;;     ret
