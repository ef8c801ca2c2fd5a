;;! target = "x86_64"
;; Temporaries are put into the frame before a call.

(module
  (func $callee (result i32) (i32.const 1))

  (func $integer (param $x i32) (result i32)
    (i32.clz (local.get $x))
    (call $callee)
    (i32.add))

  (func $float (param $x f64) (result f64)
    (f64.sqrt (local.get $x))
    (drop (call $callee))
    (f64.neg))

  (func $constant_stays (result i32)
    (i32.const 100)
    (call $callee)
    (i32.sub)))

;; $callee: 6 bytes
;;     mov     eax, 1
;;     ret
;;
;; $integer: 30 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     mov     esi, edx
;;     lzcnt   eax, esi
;;     mov     [rsp + 8], eax
;;     call    $callee
;;     add     eax, [rsp + 8]
;;     pop     rsi
;;     add     rsp, 8
;;     ret
;;
;; $float: 48 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     vmovsd  [rsp], xmm0
;;     vxorps  xmm0, xmm0, xmm0
;;     vsqrtsd xmm0, xmm0, [rsp]
;;     vmovsd  [rsp + 8], xmm0
;;     call    $callee
;;     vmovsd  xmm0, [rsp + 8]
;;     vxorps  xmm0, xmm0, [=0x80000000000000008000000000000000]
;;     add     rsp, 0x10
;;     ret
;;     .const  0x80000000000000008000000000000000
;;
;; $constant_stays: 11 bytes
;;     call    $callee
;;     neg     eax
;;     add     eax, 0x64
;;     ret
