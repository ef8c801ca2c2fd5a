;;! target = "aarch64"
;; Conditional branches: the condition a number, a constant, or a call.

(module
  (func $condition (result i32) (i32.const 1))

  (func $local (param $x i32) (result i32)
    (block $b
      (br_if $b (local.get $x))
      (return (i32.const 1)))
    (i32.const 2))

  (func $temporary (param $x i32) (result i32)
    (block $b
      (br_if $b (i32.popcnt (local.get $x)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $always (param $x i32) (result i32)
    (block $b
      (br_if $b (i32.const 1))
      (return (i32.const 1)))
    (i32.const 2))

  (func $never (param $x i32) (result i32)
    (block $b
      (br_if $b (i32.const 0))
      (return (i32.const 1)))
    (i32.const 2))

  (func $called (result i32)
    (block $b
      (br_if $b (call $condition))
      (return (i32.const 1)))
    (i32.const 2)))

;; $condition: 8 bytes
;;     mov     w0, #1
;;     ret
;;
;; $local: 20 bytes
;;     cbnz    w1, L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $temporary: 36 bytes
;;     fmov    s31, w1
;;     cnt     v31.8b, v31.8b
;;     addv    b31, v31.8b
;;     fmov    w0, s31
;;     cbnz    w0, L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $always: 8 bytes
;;     mov     w0, #2
;;     ret
;;
;; $never: 8 bytes
;;     mov     w0, #1
;;     ret
;;
;; $called: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     bl      $condition
;;     cbnz    w0, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ldr     x30, [sp], #0x10
;;     ret
