;;! target = "aarch64"
;; Tail calls: without a frame a jump, arguments computed where they are wanted; with one, behind the body, once for equal ones.

(module
  (func $count (param $n i32) (param $sum i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call $count (i32.sub (local.get $n) (i32.const 1)) (i32.add (local.get $sum) (local.get $n))))

  ;; The arguments change places.
  (func $swap (param $a i64) (param $b i64) (result i64)
    (return_call $other (local.get $b) (local.get $a)))

  (func $other (param i64 i64) (result i64)
    (local.get 0))

  ;; What is below the arguments is dropped.
  (func $drops (param $a i32) (result i32)
    (i32.load8_u (local.get $a))
    (i32.mul (local.get $a) (local.get $a))
    (return_call $count (local.get $a) (i32.const 7)))

  ;; Saved registers are restored before control leaves.
  (func $with_frame (param $a i32) (result i32)
    (local $b i32)
    (local.set $b (call $drops (local.get $a)))
    (if (i32.lt_s (local.get $a) (i32.const 0)) (then (return_call $drops (local.get $b))))
    (if (i32.eq (local.get $a) (local.get $b)) (then (return_call $drops (i32.const 3))))
    (return_call $count (local.get $a) (local.get $b)))

  (func $floats (param $a f64) (param $b f32) (result f64)
    (return_call $floats (f64.neg (local.get $a)) (f32.const 1)))

  (memory 1))

;; $count: 28 bytes
;; L1:
;;     cbnz    w1, L2
;;     mov     w0, w2
;;     ret
;; L2:
;;     sub     w0, w1, #1
;;     add     w2, w2, w1
;;     mov     w1, w0
;;     b       L1
;;
;; $swap: 16 bytes
;;     mov     x17, x2
;;     mov     x2, x1
;;     mov     x1, x17
;;     b       $other
;;
;; $other: 8 bytes
;;     mov     x0, x1
;;     ret
;;
;; $drops: 16 bytes
;;     ldrb    w0, [x27, x1]                       ; trap: memory out of bounds
;;     mul     w2, w1, w1
;;     mov     w2, #7
;;     b       $count
;;
;; $with_frame: 84 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w1, w19
;;     bl      $drops
;;     mov     w20, w0
;;     tbz     w19, #0x1f, L1
;;     mov     w1, w20
;;     b       L3
;; L1:
;;     cmp     w19, w20
;;     b.ne    L2
;;     mov     w1, #3
;;     b       L3
;; L2:
;;     mov     w1, w19
;;     mov     w2, w20
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     b       $count
;; L3:
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     b       $drops
;;
;; $floats: 16 bytes
;; L1:
;;     fneg    d1, d0
;;     fmov    d0, d1
;;     fmov    s1, #1.0
;;     b       L1
