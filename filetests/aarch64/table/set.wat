;;! target = "aarch64"
;; Writing an element.

(module
  (table $t 10 funcref)
  (elem declare func $constant)

  (func $local (param $i i32) (param $f funcref)
    (table.set $t (local.get $i) (local.get $f)))

  (func $constant (param $f funcref)
    (table.set $t (i32.const 3) (local.get $f)))

  (func $null (param $i i32)
    (table.set $t (local.get $i) (ref.null func)))

  (func $function (param $i i32)
    (table.set $t (local.get $i) (ref.func $constant))))

;; $local: 32 bytes
;;     mov     w0, w1
;;     ldp     x3, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     str     x2, [x3, x0, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $constant: 12 bytes
;;     ldr     x0, [x28, table0.base]
;;     str     x1, [x0, #0x18]
;;     ret
;;
;; $null: 32 bytes
;;     mov     w0, w1
;;     ldp     x2, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     str     xzr, [x2, x0, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $function: 36 bytes
;;     add     x0, x28, ref $constant
;;     mov     w2, w1
;;     ldp     x3, x16, [x28, table0.base]
;;     cmp     x2, x16
;;     b.hs    L1
;;     csel    x2, x2, xzr, lo
;;     str     x0, [x3, x2, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
