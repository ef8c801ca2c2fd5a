;;! target = "aarch64"
;; Tail calls with arguments on the stack, of the callee, the function, or both: those of the callee end where those of the function do.

(module
  (type $ten (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
  (table 1 funcref)

  (func $none (param i64) (result i64)
    (local.get 0))

  (func $ten_to_none (type $ten)
    (return_call $none (local.get 9)))

  (func $none_to_ten (param i64) (result i64)
    (return_call $ten_to_none
      (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
      (i64.const 8) (i64.const 9) (local.get 0)))

  (func $ten_to_ten (type $ten)
    (local i64)
    (local.set 10 (call $none (local.get 9)))
    (return_call_indirect (type $ten)
      (local.get 9) (local.get 0) (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6)
      (local.get 10) (i64.const 9) (local.get 0) (i32.const 0)))

  ;; So many words are moved by a loop.
  (func $many (param i64 i64 i64 i64 i64 i64 i64 i64 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128
                     v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
    (return_call $many
      (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5) (local.get 6) (local.get 7)
      (local.get 8) (local.get 9) (local.get 10) (local.get 11) (local.get 12) (local.get 13) (local.get 14) (local.get 15)
      (local.get 16) (local.get 17) (local.get 18) (local.get 19) (local.get 20) (local.get 21) (local.get 22) (local.get 23)
      (local.get 24) (local.get 25) (local.get 26) (local.get 27) (local.get 28) (local.get 29) (local.get 30) (local.get 31)
      (local.get 32) (local.get 33) (local.get 34) (local.get 35))))

;; $none: 8 bytes
;;     mov     x0, x1
;;     ret
;;
;; $ten_to_none: 20 bytes
;;     mov     x17, sp
;;     ldr     x12, [x17, #8]
;;     mov     x1, x12
;;     add     sp, sp, #0x10
;;     b       $none
;;
;; $none_to_ten: 44 bytes
;;     sub     sp, sp, #0x10
;;     mov     w17, #9
;;     stp     x17, x1, [sp]
;;     mov     x2, x1
;;     mov     x3, x1
;;     mov     x4, x1
;;     mov     x5, x1
;;     mov     x6, x1
;;     mov     x7, x1
;;     mov     w8, #8
;;     b       $ten_to_none                        ; trap: stack overflow
;;
;; $ten_to_ten: 208 bytes, 80 bytes of frame
;;     mov     x17, sp
;;     stp     x30, x19, [sp, #-0x50]!
;;     stp     x20, x21, [sp, #0x10]
;;     stp     x22, x23, [sp, #0x20]
;;     stp     x24, x25, [sp, #0x30]
;;     str     x26, [sp, #0x40]
;;     ldr     x20, [x17, #8]
;;     mov     x19, x1
;;     mov     x22, x3
;;     mov     x23, x4
;;     mov     x24, x5
;;     mov     x25, x6
;;     mov     x26, x7
;;     mov     x1, x20
;;     bl      $none
;;     mov     x21, x0
;;     sub     sp, sp, #0x10
;;     mov     w17, #9
;;     stp     x17, x19, [sp]
;;     mov     x1, x20
;;     mov     x2, x19
;;     mov     x3, x22
;;     mov     x4, x23
;;     mov     x5, x24
;;     mov     x6, x25
;;     mov     x7, x26
;;     mov     x8, x21
;;     ldr     x17, [x28, table0.base]
;;     ldr     x17, [x17]
;;     ldr     w0, [x17, #0x10]                    ; trap: null element
;;     ldr     w16, [x28, type0.id]
;;     cmp     w0, w16
;;     b.ne    L2
;;     csel    x17, x17, xzr, eq
;;     ldp     x30, x19, [sp, #0x10]               ; trap: stack overflow
;;     ldp     x20, x21, [sp, #0x20]
;;     ldp     x22, x23, [sp, #0x30]
;;     ldp     x24, x25, [sp, #0x40]
;;     ldr     x26, [sp, #0x50]
;;     add     x0, sp, #0x60
;;     ldr     q31, [sp]
;;     str     q31, [x0]
;;     mov     sp, x0
;;     ldp     x16, x0, [x17]
;;     cmp     x28, x0
;;     b.ne    L1
;;     csel    x16, x16, xzr, eq
;;     br      x16
;; L1:
;;     mov     w0, #2
;;     ldur    x16, [x28, tail_call]
;;     br      x16
;; L2:
;;     udf     #5                                  ; trap: other signature
;;
;; $many: 228 bytes, 48 bytes of frame
;; L1:
;;     mov     x17, sp
;;     sub     sp, sp, #0x30
;;     ldr     q16, [x17]
;;     ldr     q17, [x17, #0x10]
;;     ldr     q18, [x17, #0x20]
;;     ldr     q19, [x17, #0x30]
;;     ldr     q20, [x17, #0x40]
;;     ldr     q21, [x17, #0x50]
;;     ldr     q22, [x17, #0x60]
;;     ldr     q23, [x17, #0x70]
;;     ldr     q24, [x17, #0x80]
;;     ldr     q25, [x17, #0x90]
;;     ldr     q26, [x17, #0xa0]
;;     ldr     q27, [x17, #0xb0]
;;     ldr     q28, [x17, #0xc0]
;;     ldr     q29, [x17, #0xd0]
;;     ldr     q8, [x17, #0xe0]
;;     ldr     q9, [x17, #0xf0]
;;     ldr     q10, [x17, #0x100]
;;     ldr     q31, [x17, #0x110]
;;     str     q31, [sp]
;;     ldr     q31, [x17, #0x120]
;;     str     q31, [sp, #0x10]
;;     ldr     q31, [x17, #0x130]
;;     str     q31, [sp, #0x20]
;;     sub     sp, sp, #0x140
;;     str     q16, [sp]
;;     str     q17, [sp, #0x10]
;;     str     q18, [sp, #0x20]
;;     str     q19, [sp, #0x30]
;;     str     q20, [sp, #0x40]
;;     str     q21, [sp, #0x50]
;;     str     q22, [sp, #0x60]
;;     str     q23, [sp, #0x70]
;;     str     q24, [sp, #0x80]
;;     str     q25, [sp, #0x90]
;;     str     q26, [sp, #0xa0]
;;     str     q27, [sp, #0xb0]
;;     str     q28, [sp, #0xc0]
;;     str     q29, [sp, #0xd0]
;;     str     q8, [sp, #0xe0]
;;     str     q9, [sp, #0xf0]
;;     str     q10, [sp, #0x100]
;;     ldr     q31, [sp, #0x140]
;;     str     q31, [sp, #0x110]
;;     ldr     q31, [sp, #0x150]
;;     str     q31, [sp, #0x120]
;;     ldr     q31, [sp, #0x160]
;;     str     q31, [sp, #0x130]
;;     add     x0, sp, #0x2b0                      ; trap: stack overflow
;;     add     x16, sp, #0x140
;; L2:
;;     ldr     q31, [x16, #-0x10]!
;;     str     q31, [x0, #-0x10]!
;;     cmp     sp, x16
;;     b.ne    L2
;;     mov     sp, x0
;;     b       L1
