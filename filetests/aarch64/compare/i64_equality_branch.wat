;;! target = "aarch64"
;; Comparisons (eq, ne) of i64 that br_if depends on.

(module
  (func $eq (param $x i64) (param $y i64) (result i32)
    (block $out
      (br_if $out (i64.eq (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ne (param $x i64) (param $y i64) (result i32)
    (block $out
      (br_if $out (i64.ne (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $eq: 24 bytes
;;     cmp     x1, x2
;;     b.eq    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $ne: 24 bytes
;;     cmp     x1, x2
;;     b.ne    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
