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

;; $local: 24 bytes
;;     ldp     x0, x16, [x28, table0.base]
;;     cmp     x1, x16
;;     b.hs    L1
;;     str     x2, [x0, x1, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $constant: 12 bytes
;;     ldr     x0, [x28, table0.base]
;;     str     x1, [x0, #0x18]
;;     ret
;;
;; $null: 24 bytes
;;     ldp     x0, x16, [x28, table0.base]
;;     cmp     x1, x16
;;     b.hs    L1
;;     str     xzr, [x0, x1, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $function: 28 bytes
;;     add     x0, x28, ref $constant
;;     ldp     x2, x16, [x28, table0.base]
;;     cmp     x1, x16
;;     b.hs    L1
;;     str     x0, [x2, x1, lsl #3]
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
