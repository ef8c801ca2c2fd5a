;;! target = "aarch64"
;; References that are not to be null.

(module
  (type $t (func))
  (table $t 10 (ref null $t))

  (func $parameter (param $f (ref null $t)) (result (ref $t))
    (ref.as_non_null (local.get $f)))

  (func $element (param $i i32) (result (ref $t))
    (ref.as_non_null (table.get $t (local.get $i))))

  (func $null (result (ref $t))
    (ref.as_non_null (ref.null $t)))

  (func $local (param $f (ref null $t)) (result (ref $t))
    (local $g (ref $t))
    (local.set $g (ref.as_non_null (local.get $f)))
    (local.get $g)))

;; $parameter: 16 bytes
;;     cbz     x1, L1
;;     mov     x0, x1
;;     ret
;; L1:
;;     udf     #10                                 ; trap: null reference
;;
;; $element: 40 bytes
;;     mov     w0, w1
;;     ldp     x2, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L1
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x2, x0, lsl #3]
;;     cbz     x0, L2
;;     ret
;; L1:
;;     udf     #3                                  ; trap: table out of bounds
;; L2:
;;     udf     #10                                 ; trap: null reference
;;
;; $null: 4 bytes
;;     udf     #10                                 ; trap: null reference
;;
;; $local: 20 bytes
;;     cbz     x1, L1
;;     mov     x12, x1
;;     mov     x0, x12
;;     ret
;; L1:
;;     udf     #10                                 ; trap: null reference
