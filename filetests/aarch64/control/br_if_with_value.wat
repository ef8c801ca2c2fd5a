;;! target = "aarch64"
;; Conditional branches that carry a value, which stays an operand.

(module
  (func $in_place (param $x i32) (result i32)
    (block $b (result i32)
      (br_if $b (i32.clz (local.get $x)) (local.get $x))))

  (func $moved (param $x i32) (param $y i32) (result i32)
    (block $b (result i32)
      (br_if $b (local.get $x) (local.get $y))
      (i32.add (i32.const 1))))

  (func $on_comparison (param $x i32) (param $y i32) (result i32)
    (block $b (result i32)
      (drop (br_if $b (local.get $x) (i32.lt_s (local.get $x) (local.get $y))))
      (local.get $y))))

;; $in_place: 8 bytes
;;     clz     w0, w1
;;     ret
;;
;; $moved: 20 bytes
;;     cbz     w2, L1
;;     mov     w0, w1
;;     b       L2
;; L1:
;;     add     w0, w1, #1
;; L2:
;;     ret
;;
;; $on_comparison: 24 bytes
;;     cmp     w1, w2
;;     b.ge    L1
;;     mov     w0, w1
;;     b       L2
;; L1:
;;     mov     w0, w2
;; L2:
;;     ret
