;;! target = "x86_64"
;; Operands that wait while a block is executed are put into the frame.

(module
  (func $callee)

  (func $temporary (param $x i32) (param $y i32) (result i32)
    (i32.clz (local.get $x))
    (if (local.get $y) (then (call $callee)))
    (i32.add (local.get $y)))

  (func $local (param $x i32) (param $y i32) (result i32)
    (local.get $x)
    (if (local.get $y) (then (local.set $x (i32.const 1))))
    (i32.add (local.get $x)))

  (func $constant (param $y i32) (result i32)
    (i32.const 5)
    (block $b (br_if $b (local.get $y)) (local.set $y (i32.const 1)))
    (i32.add (local.get $y))))

;; $callee: 1 byte
;;     ret
;;
;; $temporary: 40 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, ecx
;;     lzcnt   eax, edx
;;     mov     [rsp + 8], eax
;;     test    esi, esi
;;     je      L1
;;     call    $callee
;; L1:
;;     mov     eax, esi
;;     add     eax, [rsp + 8]
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;;
;; $local: 30 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     mov     [rsp], edx
;;     test    ecx, ecx
;;     je      L1
;;     mov     edx, 1
;; L1:
;;     mov     eax, edx
;;     add     eax, [rsp]
;;     add     rsp, 8
;;     ret
;;
;; $constant: 17 bytes
;;     test    edx, edx
;;     jne     L1
;;     mov     edx, 1
;; L1:
;;     lea     eax, [rdx + 5]
;;     ret
