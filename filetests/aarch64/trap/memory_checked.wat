;;! target = "aarch64"
;;! bounds-checks = "explicit"
;; Accesses out of bounds trap by a comparison.

(module
  (memory 1)

  (func $load (param $p i32) (result i64)
    (i64.load (local.get $p)))

  (func $store (param $p i32) (param $x i32)
    (i32.store16 (local.get $p) (local.get $x))))

;; $load: 32 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #8
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     ldr     x0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $store: 32 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #2
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     strh    w2, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
