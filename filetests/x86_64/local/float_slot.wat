;;! target = "x86_64"
;; Floating-point locals of a function with calls live in the frame, where they are operands.

(module
  (func $callee)

  (func $binary (param $x f64) (param $y f64) (result f64)
    (call $callee)
    (f64.sub (local.get $x) (local.get $y)))

  (func $unary (param $x f64) (result f64)
    (call $callee)
    (f64.sqrt (local.get $x)))

  (func $convert (param $x f64) (result f32)
    (call $callee)
    (f32.demote_f64 (local.get $x)))

  (func $compare (param $x f64) (param $y f64) (result i32)
    (call $callee)
    (f64.lt (local.get $x) (local.get $y)))

  (func $set (param $x f32) (result f32)
    (call $callee)
    (local.set $x (f32.const 1.5))
    (call $callee)
    (local.get $x)))

;; $callee: 1 byte
;;     ret
;;
;; $binary: 36 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     vmovsd  [rsp], xmm0
;;     vmovsd  [rsp + 8], xmm1
;;     call    $callee
;;     vmovsd  xmm0, [rsp]
;;     vsubsd  xmm0, xmm0, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
;;
;; $unary: 28 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     vmovsd  [rsp], xmm0
;;     call    $callee
;;     vxorps  xmm0, xmm0, xmm0
;;     vsqrtsd xmm0, xmm0, [rsp]
;;     add     rsp, 8
;;     ret
;;
;; $convert: 28 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     vmovsd  [rsp], xmm0
;;     call    $callee
;;     vxorps  xmm0, xmm0, xmm0
;;     vcvtsd2ss xmm0, xmm0, [rsp]
;;     add     rsp, 8
;;     ret
;;
;; $compare: 45 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     vmovsd  [rsp], xmm0
;;     vmovsd  [rsp + 8], xmm1
;;     call    $callee
;;     vmovsd  xmm0, [rsp + 8]
;;     vmovsd  xmm1, [rsp]
;;     xor     eax, eax
;;     vucomisd xmm0, xmm1
;;     seta    al
;;     add     rsp, 0x10
;;     ret
;;
;; $set: 36 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     vmovss  [rsp], xmm0
;;     call    $callee
;;     mov     dword ptr [rsp], 0x3fc00000
;;     call    $callee
;;     vmovss  xmm0, [rsp]
;;     add     rsp, 8
;;     ret
