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

;; $fill: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w4, w3
;;     mov     x3, x2
;;     mov     w2, w1
;;     mov     w1, #0
;;     mov     w0, #6
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $copy: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w4, w3
;;     mov     w3, w2
;;     mov     w2, w1
;;     mov     x1, #0x100000000
;;     mov     w0, #7
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $init: 56 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w2, w1
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
;;     ldr     x30, [sp], #0x10
;;     ret
