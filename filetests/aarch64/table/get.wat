;;! target = "aarch64"
;; Reading an element.

(module
  (table $t 10 funcref)

  (func $local (param $i i32) (result funcref)
    (table.get $t (local.get $i)))

  (func $constant (result funcref)
    (table.get $t (i32.const 3)))

  (func $is_null (param $i i32) (result i32)
    (ref.is_null (table.get $t (local.get $i)))))

;; $local: 32 bytes
;;     mov     w0, w1
;;     ldp     x2, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x2, x0, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $constant: 12 bytes
;;     ldr     x0, [x28, table0.base]
;;     ldr     x0, [x0, #0x18]
;;     ret
;;
;; $is_null: 40 bytes
;;     mov     w0, w1
;;     ldp     x2, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x2, x0, lsl #3]
;;     cmp     x0, #0
;;     cset    w0, eq
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
