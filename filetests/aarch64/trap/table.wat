;;! target = "aarch64"
;; Elements out of bounds.

(module
  (table $t 10 externref)

  (func $get (param $i i32) (result externref)
    (table.get $t (local.get $i)))

  (func $set (param $i i32) (param $x externref)
    (table.set $t (local.get $i) (local.get $x))))

;; $get: 32 bytes
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
;; $set: 32 bytes
;;     mov     w0, w1
;;     ldp     x3, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     str     x2, [x3, x0, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
