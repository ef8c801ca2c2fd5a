;;! target = "aarch64"
;; A call of an import changes the context, and changes it back.

(module
  (import "host" "log" (func $log (param i32)))
  (import "host" "clock" (func $clock (result i64)))
  (import "host" "mix" (func $mix (param i32 f64) (result f64)))

  (func $once (param $x i32)
    (call $log (local.get $x)))

  (func $elapsed (result i64)
    (i64.sub (call $clock) (call $clock)))

  (func $local_survives (param $x f64) (result f64)
    (f64.add (call $mix (i32.const 1) (local.get $x)) (local.get $x))))

;; $once: 44 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x0, $log.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $log.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $elapsed: 84 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x0, $clock.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $clock.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     str     x0, [sp, #0x18]
;;     mov     x0, x28
;;     ldr     x28, [x0, $clock.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $clock.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x1, [sp, #0x18]
;;     sub     x0, x1, x0
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $local_survives: 64 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     d0, [sp, #0x18]
;;     str     x28, [sp, #0x10]
;;     mov     w1, #1
;;     ldr     d0, [sp, #0x18]
;;     mov     x0, x28
;;     ldr     x28, [x0, $mix.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $mix.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     d31, [sp, #0x18]
;;     fadd    d0, d0, d31
;;     ldr     x30, [sp], #0x20
;;     ret
