;;! target = "aarch64"
;; A frame, and arguments above it that the function removes.

(module
  (func $callee)

  (func $ten (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (param $x i32) (result i32)
    (call $callee)
    (local.get $x))

  (func $leaf (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (param $x i32) (result i32)
    (local.get $x)))

;; $callee: 4 bytes
;;     ret
;;
;; $ten: 28 bytes, 16 bytes of frame
;;     mov     x17, sp
;;     stp     x30, x19, [sp, #-0x10]!
;;     ldr     w19, [x17, #8]
;;     bl      $callee
;;     mov     w0, w19
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $leaf: 20 bytes
;;     mov     x17, sp
;;     ldr     w12, [x17, #8]
;;     mov     w0, w12
;;     add     sp, sp, #0x10
;;     ret
