;;! target = "aarch64"
;; Parameters that are not used are not saved, nor loaded.

(module
  (func $callee)

  (func $in_register (param $x i32) (param $y i32) (result i32)
    (call $callee)
    (local.get $y))

  (func $on_stack (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)
    (local.get 0)))

;; $callee: 4 bytes
;;     ret
;;
;; $in_register: 24 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w2
;;     bl      $callee
;;     mov     w0, w19
;;     ldp     x30, x19, [sp], #0x10
;;     ret
;;
;; $on_stack: 12 bytes
;;     mov     w0, w1
;;     add     sp, sp, #0x10
;;     ret
