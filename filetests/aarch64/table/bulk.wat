;;! target = "aarch64"
;; Operators on many elements, which are left to the runtime.

(module
  (table $t 10 funcref)
  (table $u 10 funcref)
  (elem $e func $fill $copy)

  (func $fill (param $i i32) (param $f funcref) (param $n i32)
    (table.fill $t (local.get $i) (local.get $f) (local.get $n)))

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (table.copy $t $u (local.get $to) (local.get $from) (local.get $n)))

  (func $init (param $to i32)
    (table.init $t $e (local.get $to) (i32.const 0) (i32.const 2))
    (elem.drop $e)))

;; $fill: 60 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     stp     x20, x21, [sp, #0x10]
;;     mov     w19, w1
;;     mov     x20, x2
;;     mov     w21, w3
;;     mov     w2, w19
;;     mov     x3, x20
;;     mov     w4, w21
;;     mov     w1, #0
;;     mov     w0, #6
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldp     x20, x21, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $copy: 60 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     stp     x20, x21, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     mov     w21, w3
;;     mov     w2, w19
;;     mov     w3, w20
;;     mov     w4, w21
;;     mov     x1, #0x100000000
;;     mov     w0, #7
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldp     x20, x21, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $init: 60 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w1
;;     mov     w2, w19
;;     mov     w3, #0
;;     mov     w4, #2
;;     mov     w1, #0
;;     mov     w0, #8
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     mov     w1, #0
;;     mov     w0, #9
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldp     x30, x19, [sp], #0x10
;;     ret
