;;! target = "aarch64"
;; Jump tables.

(module
  (func $several (param $x i32) (result i32)
    (block $c (block $b (block $a
      (br_table $a $b $c $a (local.get $x)))
      (return (i32.const 1)))
      (return (i32.const 2)))
    (i32.const 3))

  (func $of_temporary (param $x i32) (result i32)
    (block $c (block $b (block $a
      (br_table $a $b $c (i32.sub (local.get $x) (i32.const 10))))
      (return (i32.const 1)))
      (return (i32.const 2)))
    (i32.const 3)))

;; $several: 52 bytes
;;     cmp     w1, #3
;;     b.hs    L1
;;     csel    w16, w1, wzr, lo
;;     adr     x17, T1
;;     ldrsh   x16, [x17, x16, lsl #1]
;;     add     x16, x17, x16, lsl #2
;;     br      x16
;; T1:
;;     .entry  L1
;;     .entry  L2
;;     .entry  L3
;; L1:
;;     mov     w0, #1
;;     ret
;; L2:
;;     mov     w0, #2
;;     ret
;; L3:
;;     mov     w0, #3
;;     ret
;;
;; $of_temporary: 56 bytes
;;     sub     w0, w1, #0xa
;;     cmp     w0, #2
;;     b.hs    L3
;;     csel    w16, w0, wzr, lo
;;     adr     x17, T1
;;     ldrsh   x16, [x17, x16, lsl #1]
;;     add     x16, x17, x16, lsl #2
;;     br      x16
;; T1:
;;     .entry  L1
;;     .entry  L2
;; L1:
;;     mov     w0, #1
;;     ret
;; L2:
;;     mov     w0, #2
;;     ret
;; L3:
;;     mov     w0, #3
;;     ret
