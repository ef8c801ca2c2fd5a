;;! target = "x86_64"
;; The size of the memory, in pages.

(module
  (memory 1)

  (func $size (result i32)
    (memory.size))

  (func $size_to_local (param $x i32) (result i32)
    (local.set $x (memory.size))
    (local.get $x)))

;; $size: 9 bytes
;;     mov     rax, [r14 + memory0.len]
;;     shr     rax, 0x10
;;     ret
;;
;; $size_to_local: 11 bytes
;;     mov     rdx, [r14 + memory0.len]
;;     shr     rdx, 0x10
;;     mov     eax, edx
;;     ret
