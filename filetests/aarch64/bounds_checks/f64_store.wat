;;! target = "aarch64"
;;! bounds-checks = "explicit"
;; f64.store with a comparison in code.

(module
  (memory 1)

  (func $local (param $p i32) (param $x f64)
    (f64.store (local.get $p) (local.get $x)))

  (func $constant (param $p i32)
    (f64.store offset=4 (local.get $p) (f64.const 7)))

  (func $constant_address (param $x f64)
    (f64.store (i32.const 1024) (local.get $x))))

;; $local: 32 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #8
;;     cmp     x16, x17
;;     b.hi    L1
;;     csel    x0, x1, xzr, ls
;;     str     d0, [x27, x0]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $constant: 40 bytes
;;     ldr     x17, [x28, memory0.len]
;;     add     x16, x1, #0xc
;;     cmp     x16, x17
;;     b.hi    L1
;;     add     x0, x27, x1
;;     csel    x0, x0, xzr, ls
;;     mov     x17, #0x401c000000000000
;;     stur    x17, [x0, #4]                       ; trap: memory out of bounds
;;     ret
;; L1:
;;     udf     #2                                  ; trap: memory out of bounds
;;
;; $constant_address: 8 bytes
;;     str     d0, [x27, #0x400]                   ; trap: memory out of bounds
;;     ret
