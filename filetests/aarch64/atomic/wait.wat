;;! target = "aarch64"
;; Waiting is done by the runtime; a fence is an instruction.

(module
  (memory 1 1 shared)
  (memory $m i64 1 1 shared)

  (func $notify (param $p i32) (param $count i32) (result i32)
    (memory.atomic.notify offset=4 (local.get $p) (local.get $count)))

  (func $wait32 (param $p i32) (param $e i32) (param $timeout i64) (result i32)
    (memory.atomic.wait32 (local.get $p) (local.get $e) (local.get $timeout)))

  (func $wait64 (param $p i64) (param $e i64) (result i32)
    (memory.atomic.wait64 $m (local.get $p) (local.get $e) (i64.const -1)))

  (func $fence (param $v i32) (result i32)
    atomic.fence
    (local.get $v))
)

;; $notify: 36 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     w3, w2
;;     mov     w2, w1
;;     mov     w1, #0x40000
;;     mov     w0, #0xc
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $wait32: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     x4, x3
;;     mov     w3, w2
;;     mov     w2, w1
;;     mov     w1, #0
;;     mov     w0, #0xd
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $wait64: 40 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     mov     x3, x2
;;     mov     x2, x1
;;     mov     x4, #0xffffffffffffffff
;;     mov     w1, #1
;;     mov     w0, #0xe
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $fence: 12 bytes
;;     dmb     ish
;;     mov     w0, w1
;;     ret
