;;! target = "aarch64"
;; Branches taken if a reference is null; else it stays on the stack.

(module
  (type $t (func))
  (type $u (func (result i32)))

  (func $no_values (param $f (ref null $t)) (param $g (ref $t)) (result (ref $t))
    (block $l
      (return (br_on_null $l (local.get $f))))
    (local.get $g))

  (func $one_value (param $f (ref null $u)) (param $x i32) (result i32)
    (block $l (result i32)
      (local.get $x)
      (br_on_null $l (local.get $f))
      (call_ref $u)
      (i32.add)))

  (func $two_values (param $f (ref null $t)) (param $x i32) (result i32 i32)
    (block $l (result i32 i32)
      (local.get $x) (i32.const 7)
      (br_on_null $l (local.get $f))
      (drop)))

  (func $null (param $g (ref $t)) (result (ref $t))
    (block $l
      (return (br_on_null $l (ref.null $t))))
    (local.get $g))

  (func $trap (param $f (ref null $t)) (result i32)
    (block $l
      (br_on_null $l (local.get $f))
      (unreachable))
    (i32.const 1)))

;; $no_values: 20 bytes
;;     cbz     x1, L1
;;     mov     x0, x1
;;     ret
;; L1:
;;     mov     x0, x2
;;     ret
;;
;; $one_value: 100 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     cbnz    x1, L1
;;     mov     w0, w2
;;     b       L3
;; L1:
;;     str     w2, [sp, #0x18]
;;     mov     x0, x1
;;     ldp     x16, x17, [x0]                      ; trap: null reference
;;     cmp     x28, x17
;;     b.ne    L4
;;     csel    x16, x16, xzr, eq
;;     blr     x16
;; L2:
;;     ldr     w16, [sp, #0x18]
;;     add     w0, w0, w16
;; L3:
;;     ldr     x30, [sp], #0x20
;;     ret
;; L4:
;;     mov     x17, x0
;;     str     x28, [sp, #0x10]
;;     mov     x0, x28
;;     ldr     x28, [x17, #8]
;;     ldr     x27, [x28, memory0.base]
;;     ldr     x16, [x17]
;;     blr     x16
;;     ldr     x28, [sp, #0x10]
;;     ldr     x27, [x28, memory0.base]
;;     b       L2
;;
;; $two_values: 52 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     cbnz    x1, L1
;;     str     w2, [sp]
;;     mov     w17, #7
;;     str     w17, [sp, #8]
;;     b       L2
;; L1:
;;     str     w2, [sp]
;;     mov     w17, #7
;;     str     w17, [sp, #8]
;; L2:
;;     ldr     w0, [sp]
;;     ldr     w1, [sp, #8]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $null: 8 bytes
;;     mov     x0, x1
;;     ret
;;
;; $trap: 16 bytes
;;     cbz     x1, L1
;;     udf     #9                                  ; trap: unreachable
;; L1:
;;     mov     w0, #1
;;     ret
