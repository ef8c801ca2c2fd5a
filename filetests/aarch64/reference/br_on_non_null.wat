;;! target = "aarch64"
;; Branches taken with a reference if it is not null.

(module
  (type $t (func))
  (table $t 10 (ref null $t))

  (func $parameter (param $f (ref null $t)) (param $g (ref $t)) (result (ref $t))
    (block $l (result (ref $t))
      (br_on_non_null $l (local.get $f))
      (local.get $g)))

  (func $element (param $i i32) (param $g (ref $t)) (result (ref $t))
    (block $l (result (ref $t))
      (br_on_non_null $l (table.get $t (local.get $i)))
      (local.get $g)))

  (func $two_values (param $f (ref null $t)) (param $x i32) (param $g (ref $t)) (result i32 (ref $t))
    (block $l (result i32 (ref $t))
      (local.get $x)
      (br_on_non_null $l (local.get $f))
      (local.get $g)))

  (func $loop (param $f (ref null $t)) (param $g (ref $t)) (result (ref $t))
    (local.get $g)
    (loop $l (param (ref $t)) (result (ref $t))
      (drop)
      (br_on_non_null $l (local.get $f))
      (local.get $g)))

  (func $null (param $g (ref $t)) (result (ref $t))
    (block $l (result (ref $t))
      (br_on_non_null $l (ref.null $t))
      (local.get $g))))

;; $parameter: 16 bytes
;;     mov     x0, x1
;;     cbnz    x0, L1
;;     mov     x0, x2
;; L1:
;;     ret
;;
;; $element: 40 bytes
;;     mov     w0, w1
;;     ldp     x3, x16, [x28, table0.base]
;;     cmp     x0, x16
;;     b.hs    L2
;;     csel    x0, x0, xzr, lo
;;     ldr     x0, [x3, x0, lsl #3]
;;     cbnz    x0, L1
;;     mov     x0, x2
;; L1:
;;     ret
;; L2:
;;     udf     #3                                  ; trap: table out of bounds
;;
;; $two_values: 44 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     cbz     x1, L1
;;     str     w2, [sp]
;;     str     x1, [sp, #8]
;;     b       L2
;; L1:
;;     str     w2, [sp]
;;     str     x3, [sp, #8]
;; L2:
;;     ldr     w0, [sp]
;;     ldr     x1, [sp, #8]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $loop: 32 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     str     x2, [sp]
;; L1:
;;     cbz     x1, L2
;;     str     x1, [sp]
;;     b       L1
;; L2:
;;     mov     x0, x2
;;     add     sp, sp, #0x10
;;     ret
;;
;; $null: 8 bytes
;;     mov     x0, x1
;;     ret
