;;! target = "x86_64"
;; A frame too large for the shortest instructions.

(module
  (func $callee (result f64) (f64.const 1))

  (func $locals (result f64)
    (local $l0 f64) (local $l1 f64) (local $l2 f64) (local $l3 f64) (local $l4 f64) (local $l5 f64)
    (local $l6 f64) (local $l7 f64) (local $l8 f64) (local $l9 f64) (local $l10 f64) (local $l11 f64)
    (local $l12 f64) (local $l13 f64) (local $l14 f64) (local $l15 f64) (local $l16 f64) (local $l17 f64)
    (local $l18 f64) (local $l19 f64) (local $l20 f64) (local $l21 f64) (local $l22 f64) (local $l23 f64)
    (local $l24 f64) (local $l25 f64) (local $l26 f64) (local $l27 f64) (local $l28 f64) (local $l29 f64)
    (local.set $l0 (call $callee))
    (local.set $l1 (call $callee))
    (local.set $l2 (call $callee))
    (local.set $l3 (call $callee))
    (local.set $l4 (call $callee))
    (local.set $l5 (call $callee))
    (local.set $l6 (call $callee))
    (local.set $l7 (call $callee))
    (local.set $l8 (call $callee))
    (local.set $l9 (call $callee))
    (local.set $l10 (call $callee))
    (local.set $l11 (call $callee))
    (local.set $l12 (call $callee))
    (local.set $l13 (call $callee))
    (local.set $l14 (call $callee))
    (local.set $l15 (call $callee))
    (local.set $l16 (call $callee))
    (local.set $l17 (call $callee))
    (local.set $l18 (call $callee))
    (local.set $l19 (call $callee))
    (local.set $l20 (call $callee))
    (local.set $l21 (call $callee))
    (local.set $l22 (call $callee))
    (local.set $l23 (call $callee))
    (local.set $l24 (call $callee))
    (local.set $l25 (call $callee))
    (local.set $l26 (call $callee))
    (local.set $l27 (call $callee))
    (local.set $l28 (call $callee))
    (local.set $l29 (call $callee))
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
    (f64.add (local.get $l19))
    (f64.add (local.get $l20))
    (f64.add (local.get $l21))
    (f64.add (local.get $l22))
    (f64.add (local.get $l23))
    (f64.add (local.get $l24))
    (f64.add (local.get $l25))
    (f64.add (local.get $l26))
    (f64.add (local.get $l27))
    (f64.add (local.get $l28))
    (f64.add (local.get $l29))))

;; $callee: 9 bytes
;;     vmovsd  xmm0, [=0x3ff0000000000000]
;;     ret
;;     .const  0x3ff0000000000000
;;
;; $locals: 607 bytes, 240 bytes of frame
;;     sub     rsp, 0xf0
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
;;     call    $callee
;;     vmovsd  [rsp + 0x30], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x38], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x40], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x48], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x50], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x58], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x60], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x68], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x70], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x78], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x80], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x88], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x90], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0x98], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xa0], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xa8], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xb0], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xb8], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xc0], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xc8], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xd0], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xd8], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xe0], xmm0
;;     call    $callee
;;     vmovsd  [rsp + 0xe8], xmm0
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
;;     vaddsd  xmm0, xmm0, [rsp + 0xa0]
;;     vaddsd  xmm0, xmm0, [rsp + 0xa8]
;;     vaddsd  xmm0, xmm0, [rsp + 0xb0]
;;     vaddsd  xmm0, xmm0, [rsp + 0xb8]
;;     vaddsd  xmm0, xmm0, [rsp + 0xc0]
;;     vaddsd  xmm0, xmm0, [rsp + 0xc8]
;;     vaddsd  xmm0, xmm0, [rsp + 0xd0]
;;     vaddsd  xmm0, xmm0, [rsp + 0xd8]
;;     vaddsd  xmm0, xmm0, [rsp + 0xe0]
;;     vaddsd  xmm0, xmm0, [rsp + 0xe8]
;;     add     rsp, 0xf0
;;     ret
