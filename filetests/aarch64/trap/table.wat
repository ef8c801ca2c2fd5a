;;! target = "aarch64"
;; Elements out of bounds.

(module
  (table $t 10 externref)

  (func $get (param $i i32) (result externref)
    (table.get $t (local.get $i)))

  (func $set (param $i i32) (param $x externref)
    (table.set $t (local.get $i) (local.get $x))))

;; $get: 24 bytes
;;     ldp     x0, x16, [x28, table0.base]
;;     cmp     x1, x16
;;     b.hs    L1
;;     ldr     x0, [x0, x1, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $set: 24 bytes
;;     ldp     x0, x16, [x28, table0.base]
;;     cmp     x1, x16
;;     b.hs    L1
;;     str     x2, [x0, x1, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
