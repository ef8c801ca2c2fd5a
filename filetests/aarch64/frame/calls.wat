;;! target = "aarch64"
;; Functions that call save their return address, and the registers that their locals live in.

(module
  (func $callee)

  (func $nothing_to_save
    (call $callee))

  (func $one_local (param $x i32) (result i32)
    (call $callee)
    (local.get $x))

  (func $two_locals (param $x i32) (param $y i32) (result i32)
    (call $callee)
    (i32.add (local.get $x) (local.get $y)))

  (func $five_locals (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32) (result i32)
    (call $callee)
    (i32.add (i32.add (i32.add (i32.add (local.get $a) (local.get $b)) (local.get $c)) (local.get $d)) (local.get $e))))

;; $callee: 4 bytes
;;     ret
;;
;; $nothing_to_save: 16 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     bl      $callee
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $one_local: 24 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w1
;;     bl      $callee
;;     mov     w0, w19
;;     ldp     x30, x19, [sp], #0x10
;;     ret
;;
;; $two_locals: 36 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     bl      $callee
;;     add     w0, w19, w20
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $five_locals: 68 bytes, 48 bytes of frame
;;     stp     x30, x19, [sp, #-0x30]!
;;     stp     x20, x21, [sp, #0x10]
;;     stp     x22, x23, [sp, #0x20]
;;     mov     w19, w1
;;     mov     w20, w2
;;     mov     w21, w3
;;     mov     w22, w4
;;     mov     w23, w5
;;     bl      $callee
;;     add     w0, w19, w20
;;     add     w0, w0, w21
;;     add     w0, w0, w22
;;     add     w0, w0, w23
;;     ldp     x20, x21, [sp, #0x10]
;;     ldp     x22, x23, [sp, #0x20]
;;     ldp     x30, x19, [sp], #0x30
;;     ret
