;;! target = "aarch64"
;; Comparisons (eq, ne) of i32 that br_if depends on.

(module
  (func $eq (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.eq (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))


  (func $ne (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.ne (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $eq: 24 bytes
;;     cmp     w1, w2
;;     b.eq    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $ne: 24 bytes
;;     cmp     w1, w2
;;     b.ne    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
