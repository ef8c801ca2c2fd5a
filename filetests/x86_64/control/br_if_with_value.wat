;;! target = "x86_64"
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

;; $in_place: 7 bytes
;;     lzcnt   eax, edx
;;     test    edx, edx
;;     ret
;;
;; $moved: 19 bytes
;;     test    ecx, ecx
;;     je      L1
;;     mov     eax, edx
;;     jmp     L2
;; L1:
;;     lea     eax, [rdx + 1]
;; L2:
;;     ret
;;
;; $on_comparison: 18 bytes
;;     cmp     edx, ecx
;;     jge     L1
;;     mov     eax, edx
;;     jmp     L2
;; L1:
;;     mov     eax, ecx
;; L2:
;;     ret
