;;! target = "aarch64"
;;! bounds-checks = "explicit"
;; Each access is checked by itself.

(module
  (memory 1)

  (func $fields (param $p i32) (result i32)
    (i32.add (i32.load (local.get $p)) (i32.load offset=4 (local.get $p))))

  (func $increment (param $p i32)
    (i32.store (local.get $p) (i32.add (i32.load (local.get $p)) (i32.const 1)))))

;; $fields: 64 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #4
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     ldr     w0, [x27, x0]                       ; trap: memory out of bounds
;;     add     x16, x1, #8
;;     cmp     x16, x17
;;     b.hi    L2
;;     add     x2, x27, x1
;;     csel    x2, x2, xzr, ls
;;     ldr     w16, [x2, #4]                       ; trap: memory out of bounds
;;     add     w0, w0, w16
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $increment: 60 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #4
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     ldr     w0, [x27, x0]                       ; trap: memory out of bounds
;;     add     w0, w0, #1
;;     add     x16, x1, #4
;;     cmp     x16, x17
;;     b.hi    L2
;;     csel    x2, x1, xzr, ls
;;     str     w0, [x27, x2]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;; L2:
;;     udf     #2                                  ; trap: memory out of bounds
