;;! target = "aarch64"
;; Tail calls of a reference: null is found before the frame is removed.

(module
  (type $unary (func (param i32) (result i32)))
  (global $g (mut (ref null $unary)) (ref.null $unary))
  (func $other (param $x i32) (result i32) (local.get $x))

  (func $argument (param $x i32) (param $f (ref null $unary)) (result i32)
    (return_call_ref $unary (local.get $x) (local.get $f)))

  (func $global (param $x i32) (result i32)
    (return_call_ref $unary (local.get $x) (global.get $g)))

  (func $with_frame (param $x i32) (param $f (ref null $unary)) (result i32)
    (local $y i32)
    (local.set $y (call $other (local.get $x)))
    (return_call_ref $unary (local.get $y) (local.get $f))))

;; $other: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $argument: 44 bytes
;;     mov     x0, x2
;;     mov     x17, x0
;;     ldr     w0, [x17, #0x10]                    ; trap: null reference
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L1
;;     csel    x16, x16, xzr, eq
;;     br      x16
;; L1:
;;     mov     w0, #0
;;     ldur    x16, [x28, tail_call]
;;     br      x16
;;
;; $global: 44 bytes
;;     ldr     x0, [x28, global0]
;;     mov     x17, x0
;;     ldr     w0, [x17, #0x10]                    ; trap: null reference
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L1
;;     csel    x16, x16, xzr, eq
;;     br      x16
;; L1:
;;     mov     w0, #0
;;     ldur    x16, [x28, tail_call]
;;     br      x16
;;
;; $with_frame: 72 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     x20, x2
;;     bl      $other
;;     mov     w19, w0
;;     mov     w1, w19
;;     mov     x17, x20
;;     ldr     w0, [x17, #0x10]                    ; trap: null reference
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L1
;;     csel    x16, x16, xzr, eq
;;     br      x16
;; L1:
;;     mov     w0, #0
;;     ldur    x16, [x28, tail_call]
;;     br      x16
