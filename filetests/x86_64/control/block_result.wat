;;! target = "x86_64"
;; The single result of a block is in one fixed register where paths meet.

(module
  (func $falls_through (param $x i32) (result i32)
    (block (result i32) (i32.add (local.get $x) (i32.const 1))))

  (func $branched_to (param $x i32) (result i32)
    (block $b (result i32)
      (drop (br_if $b (i32.const 10) (local.get $x)))
      (i32.const 20)))

  (func $used_after (param $x i32) (result i32)
    (i32.add
      (local.get $x)
      (block $b (result i32)
        (drop (br_if $b (i32.const 10) (local.get $x)))
        (i32.const 20))))

  (func $float (param $x i32) (param $y f64) (result f64)
    (block $b (result f64)
      (drop (br_if $b (local.get $y) (local.get $x)))
      (f64.sqrt (local.get $y)))))

;; $falls_through: 4 bytes
;;     lea     eax, [rdx + 1]
;;     ret
;;
;; $branched_to: 24 bytes
;;     test    edx, edx
;;     je      L1
;;     mov     eax, 0xa
;;     jmp     L2
;; L1:
;;     mov     eax, 0x14
;; L2:
;;     ret
;;
;; $used_after: 26 bytes
;;     test    edx, edx
;;     je      L1
;;     mov     eax, 0xa
;;     jmp     L2
;; L1:
;;     mov     eax, 0x14
;; L2:
;;     add     eax, edx
;;     ret
;;
;; $float: 26 bytes
;;     vmovaps xmm7, xmm0
;;     test    edx, edx
;;     je      L1
;;     vmovaps xmm0, xmm7
;;     jmp     L2
;; L1:
;;     vsqrtsd xmm0, xmm7, xmm7
;; L2:
;;     ret
