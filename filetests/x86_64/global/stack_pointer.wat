;;! target = "x86_64"
;; What compilers do with the stack pointer that they keep in a global.

(module
  (memory 1)
  (global $sp (mut i32) (i32.const 65536))

  (func $frame (param $x i32) (result i32) (local $fp i32)
    (global.set $sp (local.tee $fp (i32.sub (global.get $sp) (i32.const 16))))
    (i32.store offset=12 (local.get $fp) (local.get $x))
    (i32.load offset=12 (local.get $fp))
    (global.set $sp (i32.add (local.get $fp) (i32.const 16)))))

;; $frame: 31 bytes
;;     mov     eax, [r14 + global0]
;;     lea     r10d, [rax - 0x10]
;;     mov     [r14 + global0], r10d
;;     mov     [rbx + r10 + 0xc], edx              ; trap: memory out of bounds
;;     mov     eax, [rbx + r10 + 0xc]              ; trap: memory out of bounds
;;     lea     ecx, [r10 + 0x10]
;;     mov     [r14 + global0], ecx
;;     ret
