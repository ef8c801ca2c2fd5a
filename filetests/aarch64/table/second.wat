;;! target = "aarch64"
;; An element of a table other than the first.

(module
  (table $t 10 funcref)
  (table $u 10 externref)

  (func $get (param $i i32) (result externref)
    (table.get $u (local.get $i)))

  (func $move (param $i i32) (param $j i32)
    (table.set $u (local.get $i) (table.get $u (local.get $j)))))

;; $get: 24 bytes
;;     ldp     x0, x16, [x28, table1.base]
;;     cmp     x1, x16
;;     b.hs    L1
;;     ldr     x0, [x0, x1, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $move: 44 bytes
;;     ldp     x0, x16, [x28, table1.base]
;;     cmp     x2, x16
;;     b.hs    L1
;;     ldr     x0, [x0, x2, lsl #3]
;;     ldp     x3, x16, [x28, table1.base]
;;     cmp     x1, x16
;;     b.hs    L2
;;     str     x0, [x3, x1, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;; L2:
;;     udf     #3                                  ; trap: table out of bounds
