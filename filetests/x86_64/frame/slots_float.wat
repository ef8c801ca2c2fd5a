;;! target = "x86_64"
;; Floating-point locals of a function with calls are in the frame.

(module
  (func $callee (result f64) (f64.const 1))

  (func $locals (result f64)
    (local $l0 f64) (local $l1 f64) (local $l2 f64) (local $l3 f64) (local $l4 f64) (local $l5 f64)
    (local.set $l0 (call $callee))
    (local.set $l1 (call $callee))
    (local.set $l2 (call $callee))
    (local.set $l3 (call $callee))
    (local.set $l4 (call $callee))
    (local.set $l5 (call $callee))
    (local.get $l0)
    (f64.add (local.get $l1))
    (f64.add (local.get $l2))
    (f64.add (local.get $l3))
    (f64.add (local.get $l4))
    (f64.add (local.get $l5))))

;; $callee: 9 bytes
;;     vmovsd  xmm0, [=0x3ff0000000000000]
;;     ret
;;     .const  0x3ff0000000000000
;;
;; $locals: 109 bytes, 48 bytes of frame
;;     sub     rsp, 0x30
;;     call    $callee
;;     vmovsd  [rsp], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 8], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x10], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x18], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x20], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x28], xmm0
;;     vmovsd  xmm0, [rsp]
;;     vaddsd  xmm0, xmm0, [rsp + 8]
;;     vaddsd  xmm0, xmm0, [rsp + 0x10]
;;     vaddsd  xmm0, xmm0, [rsp + 0x18]
;;     vaddsd  xmm0, xmm0, [rsp + 0x20]
;;     vaddsd  xmm0, xmm0, [rsp + 0x28]
;;     add     rsp, 0x30
;;     ret
