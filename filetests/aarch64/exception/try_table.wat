;;! target = "aarch64"
;; The body of a `try_table` costs nothing. What a clause leads to begins with a landing pad after the body, unless nothing is to be done
;; there.

(module
  (tag $empty)
  (tag $number (param i32))
  (tag $float (param f64))
  (tag $pair (param i64 v128))
  (func $f (import "host" "f") (param i32) (result i32))
  (memory 1)
  (func $all (param $x i32) (result i32)
    (block $caught
      (try_table (catch_all $caught)
        (return (call $g (local.get $x)))))
    (i32.const -1))
  (func $number (param $x i32) (result i32)
    (block $caught (result i32)
      (try_table (result i32) (catch $number $caught)
        (call $g (local.get $x)))))
  (func $float (param $x i32) (result f64)
    (block $caught (result f64)
      (try_table (catch $float $caught)
        (drop (call $f (local.get $x))))
      (f64.const 0)))
  (func $reference (param $x i32)
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught)
        (drop (call $f (local.get $x))))
      (return))
    (throw_ref))
  (func $several (param $x i32) (result i64 v128 exnref)
    (block $number (result i32)
      (block $pair (result i64 v128 exnref)
        (try_table (catch $number $number) (catch_ref $pair $pair)
          (drop (call $g (local.get $x))))
        (unreachable))
      (return))
    (drop)
    (unreachable))
  (func $survives (param $x i32) (param $y f32) (result f32)
    (local $z i32)
    (local.set $z (i32.mul (local.get $x) (local.get $x)))
    (block $caught
      (try_table (catch_all $caught)
        (local.set $z (call $g (local.get $z)))
        (local.set $z (call $g (local.get $z)))))
    (f32.add (local.get $y) (f32.convert_i32_s (local.get $z))))
  (func $loop (param $x i32) (result i32)
    (local $n f64)
    (loop $again (param) (result i32)
      (local.set $n (f64.add (local.get $n) (f64.const 1)))
      (local.set $n (f64.add (local.get $n) (local.get $n)))
      (local.set $n (f64.add (local.get $n) (local.get $n)))
      (try_table (result i32) (catch_all $again)
        (i32.add (call $g (local.get $x)) (i32.trunc_sat_f64_s (local.get $n))))))
  (func $nested (param $x i32)
    (block $outer
      (try_table (catch_all $outer)
        (call $drop (call $g (i32.const 1)))
        (block $inner
          (try_table (catch $empty $inner)
            (call $drop (call $g (i32.const 2)))
            (throw $empty)))
        (call $drop (call $g (i32.const 3))))))
  (func $quiet (param $x i32) (result i32)
    (block $caught
      (try_table (catch_all $caught)
        (return (i32.add (local.get $x) (i32.const 1)))))
    (i32.const -1))
  (func $does_return (param $x i32) (result i32)
    (block $caught
      (try_table (catch_all $caught)
        (call $drop (local.get $x))
        (unreachable)))
    (local.get $x))
  ;; The branches to the label know the address of the next access, but exceptions come there, too.
  (func $edges (param $p i32) (result i32)
    (block $caught
      (br_if $caught (i32.load (local.get $p)))
      (try_table (catch_all $caught)
        (call $drop (i32.const 1))
        (drop (i32.load offset=8 (local.get $p)))))
    (i32.load offset=16 (local.get $p)))
  (func $drop (param i32))
  (func $g (param i32) (result i32) (local.get 0)))

;; $all: 28 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     bl      $g
;;     b       L2
;; L1:
;;     mov     w0, #0xffffffff
;; L2:
;;     ldr     x30, [sp], #0x20
;;     ret
;;   +0x3..+0xd: catch_all at L1
;;
;; $number: 28 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     bl      $g
;; L1:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L2:
;;     ldr     w0, [x0]
;;     b       L1
;;   +0x3..+0xd: catch tag1 at L2
;;
;; $float: 56 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     movi    d0, #0
;; L1:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L2:
;;     ldr     d0, [x0]
;;     b       L1
;;   +0x3..+0xe: catch tag2 at L2
;;
;; $reference: 72 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x0, $f.context]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x0, $f.code]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L2
;; L1:
;;     mov     x1, x0
;;     mov     w0, #0xb
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;; L2:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L3:
;;     mov     x0, x1
;;     b       L1
;;   +0x3..+0xd: catch_all_ref at L3
;;
;; $several: 80 bytes, 64 bytes of frame
;;     str     x30, [sp, #-0x40]!
;;     str     x28, [sp, #0x10]
;;     bl      $g
;;     udf     #9                                  ; trap: unreachable
;; L1:
;;     b       L3
;; L2:
;;     udf     #9                                  ; trap: unreachable
;; L3:
;;     ldr     x0, [sp, #0x18]
;;     ldr     q0, [sp, #0x20]
;;     ldr     x1, [sp, #0x30]
;;     ldr     x30, [sp], #0x40
;;     ret
;; L4:
;;     ldr     w0, [x0]
;;     b       L2
;; L5:
;;     ldr     x17, [x0]
;;     str     x17, [sp, #0x18]
;;     ldr     x17, [x0, #8]
;;     str     x17, [sp, #0x20]
;;     ldr     x17, [x0, #0x10]
;;     stp     x17, x1, [sp, #0x28]
;;     b       L1
;;   +0x5..+0x13: catch tag1 at L4
;;   +0x5..+0x13: catch_ref tag3 at L5
;;
;; $survives: 60 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     s0, [sp, #0x18]
;;     str     x28, [sp, #0x10]
;;     mul     w19, w1, w1
;;     mov     w1, w19
;;     bl      $g
;;     mov     w19, w0
;;     mov     w1, w19
;;     bl      $g
;;     mov     w19, w0
;; L1:
;;     scvtf   s0, w19
;;     ldr     s31, [sp, #0x18]
;;     fadd    s0, s0, s31
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;   +0xc..+0x1d: catch_all at L1
;;
;; $loop: 72 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     movi    d16, #0
;;     str     x28, [sp, #0x10]
;; L1:
;;     fmov    d31, #1.0
;;     fadd    d16, d16, d31
;;     fadd    d16, d16, d16
;;     fadd    d16, d16, d16
;;     str     d16, [sp, #0x18]
;;     mov     w1, w19
;;     bl      $g
;;     ldr     d16, [sp, #0x18]
;;     fcvtzs  w1, d16
;;     add     w0, w0, w1
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;; L2:
;;     ldr     d16, [sp, #0x18]
;;     b       L1
;;   +0x21..+0x2f: catch_all at L2
;;
;; $nested: 80 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     x28, [sp, #0x10]
;;     mov     w1, #1
;;     bl      $g
;;     mov     w1, w0
;;     bl      $drop
;;     mov     w1, #2
;;     bl      $g
;;     mov     w1, w0
;;     bl      $drop
;;     mov     w1, #0
;;     mov     w0, #0xa
;;     ldr     x16, [x28, builtin]
;;     blr     x16
;; L1:
;;     mov     w1, #3
;;     bl      $g
;;     mov     w1, w0
;;     bl      $drop
;; L2:
;;     ldr     x30, [sp], #0x20
;;     ret
;;   +0x10..+0x1e: catch tag0 at L1
;;   +0x3..+0x26: catch_all at L2
;;
;; $quiet: 20 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     str     x28, [sp]
;;     add     w0, w1, #1
;;     add     sp, sp, #0x10
;;     ret
;;
;; $does_return: 36 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     str     x28, [sp, #0x10]
;;     mov     w1, w19
;;     bl      $drop
;;     udf     #9                                  ; trap: unreachable
;; L1:
;;     mov     w0, w19
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;   +0x3..+0xd: catch_all at L1
;;
;; $edges: 52 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     mov     w19, w1
;;     str     x28, [sp, #0x10]
;;     ldr     w0, [x27, x19]                      ; trap: memory out of bounds
;;     cbnz    w0, L1
;;     mov     w1, #1
;;     bl      $drop
;;     add     x15, x27, x19
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;; L1:
;;     add     x30, x27, x19
;;     ldr     w0, [x30, #0x10]                    ; trap: memory out of bounds
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;   +0xa..+0x19: catch_all at L1
;;
;; $drop: 4 bytes
;;     ret
;;
;; $g: 8 bytes
;;     mov     w0, w1
;;     ret
