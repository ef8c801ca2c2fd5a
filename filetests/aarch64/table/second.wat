;;! target = "aarch64"
;; An element of a table other than the first.

(module
  (table $t 10 funcref)
  (table $u 10 externref)

  (func $get (param $i i32) (result externref)
    (table.get $u (local.get $i)))

  (func $move (param $i i32) (param $j i32)
    (table.set $u (local.get $i) (table.get $u (local.get $j)))))

;; $get: 32 bytes
;;     mov     w0, w1
;;     ldp     x2, x16, [x28, table1.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x2, x0, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $move: 60 bytes
;;     mov     w0, w2
;;     ldp     x3, x16, [x28, table1.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x3, x0, lsl #3]
;;     mov     w3, w1
;;     ldp     x4, x16, [x28, table1.base]
;;     cmp     x3, x16
;;     b.hs    L2
;;     csel    x3, x3, xzr, lo
;;     str     x0, [x4, x3, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;; L2:
;;     udf     #3                                  ; trap: table out of bounds
