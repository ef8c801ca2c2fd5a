;;! target = "x86_64"
;; Locals in the frame whose initial zero is read.

(module
  (func $callee)

  (func $locals (result f64)
    (local $l0 f64) (local $l1 f64) (local $l2 f64)
    (call $callee)
    (local.get $l0)
    (f64.add (local.get $l1))
    (f64.add (local.get $l2))))

;; $callee: 1 byte
;;     ret
;;
;; $locals: 47 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     vxorps  xmm15, xmm15, xmm15
;;     vmovups [rsp], xmm15
;;     vmovsd  [rsp + 0x10], xmm15
;;     call    $callee
;;     vmovsd  xmm0, [rsp]
;;     vaddsd  xmm0, xmm0, [rsp + 8]
;;     vaddsd  xmm0, xmm0, [rsp + 0x10]
;;     add     rsp, 0x18
;;     ret
