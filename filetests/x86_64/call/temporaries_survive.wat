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
;; $integer: 24 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     lzcnt   eax, edx
;;     mov     [rsp], eax
;;     call    $callee
;;     add     eax, [rsp]
;;     add     rsp, 8
;;     ret
;;
;; $float: 36 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     vsqrtsd xmm1, xmm0, xmm0
;;     vmovsd  [rsp], xmm1
;;     call    $callee
;;     vmovsd  xmm0, [rsp]
;;     vxorps  xmm0, xmm0, [=0x80000000000000008000000000000000]
;;     add     rsp, 8
;;     ret
;;     .const  0x80000000000000008000000000000000
;;
;; $constant_stays: 11 bytes
;;     call    $callee
;;     neg     eax
;;     add     eax, 0x64
;;     ret
