;;! target = "aarch64"
;; Integer locals live in registers that the callee saves.

(module
  (func $callee)

  (func $one (param $x i32) (result i32)
    (call $callee)
    (local.get $x))

  (func $three (param $x i32) (param $y i64) (param $z i32) (result i64)
    (call $callee)
    (i64.add (local.get $y) (i64.extend_i32_u (i32.add (local.get $x) (local.get $z)))))

  (func $used_before_only (param $x i32) (param $p i32) (result i32)
    (local.set $p (i32.mul (local.get $x) (local.get $p)))
    (call $callee)
    (local.get $p)))

;; $callee: 4 bytes
;;     ret
;;
;; $one: 24 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w1
;;     bl      $callee
;;     mov     w0, w19
;;     ldp     x30, x19, [sp], #0x10
;;     ret
;;
;; $three: 44 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     stp     x20, x21, [sp, #0x10]
;;     mov     w19, w1
;;     mov     x20, x2
;;     mov     w21, w3
;;     bl      $callee
;;     add     w0, w19, w21
;;     add     x0, x20, x0
;;     ldp     x20, x21, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $used_before_only: 28 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w2
;;     mul     w19, w1, w19
;;     bl      $callee
;;     mov     w0, w19
;;     ldp     x30, x19, [sp], #0x10
;;     ret
