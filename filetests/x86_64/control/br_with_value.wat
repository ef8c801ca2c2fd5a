;;! target = "x86_64"
;; Branches that carry a value to where the end of the block expects it.

(module
  (func $constant (param $x i32) (result i32)
    (block $b (result i32)
      (if (local.get $x) (then (br $b (i32.const 1))))
      (i32.const 2)))

  (func $temporary (param $x i32) (result i32)
    (block $b (result i32)
      (if (local.get $x) (then (br $b (i32.clz (local.get $x)))))
      (i32.ctz (local.get $x))))

  (func $float (param $c i32) (param $x f32) (result f32)
    (block $b (result f32)
      (if (local.get $c) (then (br $b (f32.sqrt (local.get $x)))))
      (f32.const 0)))

  (func $out_of_two_blocks (param $x i32) (result i32)
    (block $b (result i32)
      (block
        (br $b (i32.add (local.get $x) (i32.const 3))))
      (unreachable))))

;; $constant: 24 bytes
;;     test    edx, edx
;;     je      L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
;;
;; $temporary: 22 bytes
;;     test    edx, edx
;;     je      L1
;;     lzcnt   eax, edx
;;     jmp     L2
;; L1:
;;     tzcnt   eax, edx
;; L2:
;;     ret
;;
;; $float: 26 bytes
;;     vmovaps xmm7, xmm0
;;     test    edx, edx
;;     je      L1
;;     vsqrtss xmm0, xmm7, xmm7
;;     jmp     L2
;; L1:
;;     vxorps  xmm0, xmm0, xmm0
;; L2:
;;     ret
;;
;; $out_of_two_blocks: 4 bytes
;;     lea     eax, [rdx + 3]
;;     ret
