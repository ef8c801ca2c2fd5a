;;! target = "x86_64"
;;! cpu = "baseline"
;; Vectors in locals, globals, arguments and results. With SSE4.1.

(module
  (global $g (mut v128) (v128.const i32x4 1 2 3 4))
  (func $callee (param v128) (result v128) (local.get 0))

  (func $argument (param $x v128) (result v128)
    (call $callee (i32x4.add (local.get $x) (local.get $x))))

  (func $survives (param $x v128) (result v128)
    (v128.xor (call $callee (local.get $x)) (local.get $x)))

  (func $global (param $x v128) (result v128)
    (global.set $g (local.get $x))
    (global.get $g))

  (func $select (param $x v128) (param $y v128) (param $c i32) (result v128)
    (select (local.get $x) (local.get $y) (local.get $c)))

  (func $zero (result v128) (local $x v128)
    (local.get $x)))

;; $callee: 1 byte
;;     ret
;;
;; $argument: 10 bytes
;;     paddd   xmm0, xmm0
;;     call    $callee
;;     ret
;;
;; $survives: 28 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     movups  [rsp], xmm0
;;     call    $callee
;;     movups  xmm15, [rsp]
;;     pxor    xmm0, xmm15
;;     add     rsp, 0x10
;;     ret
;;
;; $global: 11 bytes
;;     movups  [r14 + global0], xmm0
;;     movups  xmm0, [r14 + global0]
;;     ret
;;
;; $select: 8 bytes
;;     test    edx, edx
;;     jne     L1
;;     movaps  xmm0, xmm1
;; L1:
;;     ret
;;
;; $zero: 7 bytes
;;     xorps   xmm7, xmm7
;;     movaps  xmm0, xmm7
;;     ret
