;;! target = "aarch64"
;; Tail calls of imports: the code in front of the context sees to it that the caller gets its context back.

(module
  (import "" "f" (func $f (param i32) (result i32)))
  (import "" "many" (func $many (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64 i64 i64)))

  (func $calls_f (param i32) (result i32)
    (return_call $f (i32.const 5)))

  (func $calls_many (param i64) (result i64 i64 i64 i64 i64 i64)
    (return_call $many
      (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
      (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4))))

;; $calls_f: 20 bytes
;;     mov     w1, #5
;;     add     x17, x28, $f.code
;;     mov     w0, #0
;;     ldur    x16, [x28, tail_call]
;;     br      x16
;;
;; $calls_many: 68 bytes
;;     sub     sp, sp, #0x10
;;     mov     w17, #3
;;     str     x17, [sp]
;;     mov     w17, #4
;;     str     x17, [sp, #8]
;;     mov     x2, x1
;;     mov     x3, x1
;;     mov     x4, x1
;;     mov     x5, x1
;;     mov     x6, x1
;;     mov     w7, #1
;;     mov     w8, #2
;;     add     x17, x28, $many.code                ; trap: stack overflow
;;     mov     w0, #2
;;     movk    w0, #4, lsl #16
;;     ldur    x16, [x28, tail_call]
;;     br      x16
