;;! target = "x86_64"
;; Many locals in the frame whose initial zero is read.

(module
  (func $callee)

  (func $locals (result f64)
    (local $l0 f64) (local $l1 f64) (local $l2 f64) (local $l3 f64) (local $l4 f64) (local $l5 f64)
    (local $l6 f64) (local $l7 f64) (local $l8 f64) (local $l9 f64) (local $l10 f64) (local $l11 f64)
    (local $l12 f64) (local $l13 f64) (local $l14 f64) (local $l15 f64) (local $l16 f64) (local $l17 f64)
    (local $l18 f64) (local $l19 f64)
    (call $callee)
    (local.get $l0)
    (f64.add (local.get $l1))
    (f64.add (local.get $l2))
    (f64.add (local.get $l3))
    (f64.add (local.get $l4))
    (f64.add (local.get $l5))
    (f64.add (local.get $l6))
    (f64.add (local.get $l7))
    (f64.add (local.get $l8))
    (f64.add (local.get $l9))
    (f64.add (local.get $l10))
    (f64.add (local.get $l11))
    (f64.add (local.get $l12))
    (f64.add (local.get $l13))
    (f64.add (local.get $l14))
    (f64.add (local.get $l15))
    (f64.add (local.get $l16))
    (f64.add (local.get $l17))
    (f64.add (local.get $l18))
    (f64.add (local.get $l19))))

;; $callee: 1 byte
;;     ret
;;
;; $locals: 221 bytes, 160 bytes of frame
;;     sub     rsp, 0xa0
;;     vxorps  xmm15, xmm15, xmm15
;;     vmovups [rsp], xmm15
;;     vmovups [rsp + 0x10], xmm15
;;     vmovups [rsp + 0x20], xmm15
;;     vmovups [rsp + 0x30], xmm15
;;     vmovups [rsp + 0x40], xmm15
;;     vmovups [rsp + 0x50], xmm15
;;     vmovups [rsp + 0x60], xmm15
;;     vmovups [rsp + 0x70], xmm15
;;     vmovups [rsp + 0x80], xmm15
;;     vmovups [rsp + 0x90], xmm15
;;     call    $callee
;;     vmovsd  xmm0, [rsp]
;;     vaddsd  xmm0, xmm0, [rsp + 8]
;;     vaddsd  xmm0, xmm0, [rsp + 0x10]
;;     vaddsd  xmm0, xmm0, [rsp + 0x18]
;;     vaddsd  xmm0, xmm0, [rsp + 0x20]
;;     vaddsd  xmm0, xmm0, [rsp + 0x28]
;;     vaddsd  xmm0, xmm0, [rsp + 0x30]
;;     vaddsd  xmm0, xmm0, [rsp + 0x38]
;;     vaddsd  xmm0, xmm0, [rsp + 0x40]
;;     vaddsd  xmm0, xmm0, [rsp + 0x48]
;;     vaddsd  xmm0, xmm0, [rsp + 0x50]
;;     vaddsd  xmm0, xmm0, [rsp + 0x58]
;;     vaddsd  xmm0, xmm0, [rsp + 0x60]
;;     vaddsd  xmm0, xmm0, [rsp + 0x68]
;;     vaddsd  xmm0, xmm0, [rsp + 0x70]
;;     vaddsd  xmm0, xmm0, [rsp + 0x78]
;;     vaddsd  xmm0, xmm0, [rsp + 0x80]
;;     vaddsd  xmm0, xmm0, [rsp + 0x88]
;;     vaddsd  xmm0, xmm0, [rsp + 0x90]
;;     vaddsd  xmm0, xmm0, [rsp + 0x98]
;;     add     rsp, 0xa0
;;     ret
