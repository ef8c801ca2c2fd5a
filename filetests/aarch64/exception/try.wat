;;! target = "aarch64"
;; The first encoding: handlers are where they are written. An exception that may be thrown again is kept in a slot.

(module
  (tag $empty)
  (tag $number (param i32))
  (tag $pair (param i64 f64))
  (func $f (import "host" "f") (param i32) (result i32))
  (func $catch (param $x i32) (result i32)
    try (result i32)
      local.get $x
      call $g
    catch $number
      i32.const 1
      i32.add
    catch $pair
      drop
      i32.wrap_i64
    catch_all
      i32.const -1
    end)
  (func $rethrow (param $x i32)
    try
      local.get $x
      call $f
      drop
    catch_all
      try
        i32.const 2
        call $f
        drop
      catch $empty
        rethrow 1
      end
      rethrow 0
    end)
  (func $delegate (param $x i32)
    try $outer
      try
        try
          local.get $x
          call $f
          drop
        delegate $outer
        try
          local.get $x
          call $f
          drop
        delegate 2
      catch $empty
      end
    catch_all
    end)
  (func $quiet (param $x i32) (result i32)
    try (result i32)
      local.get $x
      i32.const 1
      i32.add
    catch $number
    catch_all
      i32.const -1
    end)
  (func $no_handler (param $x i32) (result i32)
    try (result i32)
      local.get $x
      call $g
    end)
  (func $assigned (param $x i32) (result i32)
    (local $y i32)
    try
      local.get $x
      call $g
      local.tee $y
      call $drop
    catch_all
    end
    local.get $y)
  (func $parameters (param $x i32) (result i64 i32)
    i64.const 3
    local.get $x
    try (param i32) (result i32)
      call $g
    catch $number
    end)
  (func $dead_code (param $x i32) (result i32)
    try (result i32)
      local.get $x
      return
      try
        throw $empty
      catch_all
        rethrow 0
      end
      try
      delegate 0
      i32.const 1
    catch_all
      i32.const -1
    end)
  (func $drop (param i32))
  (func $g (param i32) (result i32) (local.get 0)))

;; $catch: 56 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     bl      $g
;;     b       L4
;; L1:
;;     ldr     w1, [x0]
;;     add     w0, w1, #1
;;     b       L4
;; L2:
;;     ldr     x1, [x0]
;;     ldr     d0, [x0, #8]
;;     mov     w0, w1
;;     b       L4
;; L3:
;;     mov     w0, #0xffffffff
;; L4:
;;     ldr     x30, [sp], #0x20
;;     ret
;;   +0x1..+0x7: catch tag1 at L1
;;   +0x1..+0x7: catch tag2 at L2
;;   +0x1..+0x7: catch_all at L3
;;
;; $rethrow: 124 bytes, 48 bytes of frame
;;     str     x30, [sp, #-0x30]!
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L4
;; L1:
;;     str     x1, [sp, #0x18]
;;     mov     w1, #2
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L3
;; L2:
;;     str     x1, [sp, #0x20]
;;     ldr     x1, [sp, #0x18]
;;     mov     w0, #0xb
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;; L3:
;;     ldr     x1, [sp, #0x18]
;;     mov     w0, #0xb
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;; L4:
;;     ldr     x30, [sp], #0x30
;;     ret
;;   +0x1..+0x8: catch_all at L1
;;   +0x9..+0x10: catch tag0 at L2
;;
;; $delegate: 92 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     str     x28, [sp, #0x10]
;;     mov     w1, w19
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     mov     w1, w19
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L1
;; L1:
;;     b       L2
;; L2:
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;   +0x5..+0xc: delegate to +0x1
;;   +0xe..+0x15: delegate to the caller
;;   +0x3..+0x17: catch tag0 at L1
;;   +0x1..+0x1a: catch_all at L2
;;
;; $quiet: 20 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     str     x28, [sp]
;;     add     w0, w1, #1
;;     add     sp, sp, #0x10
;;     ret
;;
;; $no_handler: 20 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     bl      $g
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $assigned: 44 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, #0
;;     str     x28, [sp, #0x10]
;;     bl      $g
;;     mov     w19, w0
;;     mov     w1, w19
;;     bl      $drop
;;     b       L1
;; L1:
;;     mov     w0, w19
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;   +0x3..+0xd: catch_all at L1
;;
;; $parameters: 52 bytes, 48 bytes of frame
;;     str     x30, [sp, #-0x30]!
;;     str     x28, [sp, #0x10]
;;     bl      $g
;;     b       L2
;; L1:
;;     ldr     w1, [x0]
;;     mov     w0, w1
;; L2:
;;     mov     w17, #3
;;     str     x17, [sp, #0x18]
;;     str     w0, [sp, #0x20]
;;     ldr     x0, [sp, #0x18]
;;     ldr     w1, [sp, #0x20]
;;     ldr     x30, [sp], #0x30
;;     ret
;;   +0x5..+0x9: catch tag1 at L1
;;
;; $dead_code: 20 bytes, 48 bytes of frame
;;     str     x30, [sp, #-0x30]!
;;     str     x28, [sp, #0x10]
;;     mov     w0, w1
;;     ldr     x30, [sp], #0x30
;;     ret
;;
;; $drop: 4 bytes
;;     ret
;;
;; $g: 8 bytes
;;     mov     w0, w1
;;     ret
