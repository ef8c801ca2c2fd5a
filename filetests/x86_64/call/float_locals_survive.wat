;;! target = "x86_64"
;; Floating-point locals are saved around calls where their use outweighs it, else they live in the frame.

(module
  (func $callee)

  (func $seldom_used (param $x f64) (result f64)
    (call $callee)
    (local.get $x))

  (func $often_used (param $x f64) (param $n i32) (result f64)
    (call $callee)
    (loop $l
      (local.set $x (f64.mul (local.get $x) (local.get $x)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $x)))

;; $callee: 1 byte
;;     ret
;;
;; $seldom_used: 24 bytes, 8 bytes of frame
;;     sub     rsp, 8
;;     vmovsd  [rsp], xmm0
;;     call    $callee
;;     vmovsd  xmm0, [rsp]
;;     add     rsp, 8
;;     ret
;;
;; $often_used: 46 bytes, 16 bytes of frame
;;     sub     rsp, 8
;;     push    rsi
;;     vmovaps xmm7, xmm0
;;     mov     esi, edx
;;     vmovsd  [rsp + 8], xmm7
;;     call    $callee
;;     vmovsd  xmm7, [rsp + 8]
;; L1:
;;     vmulsd  xmm7, xmm7, xmm7
;;     dec     esi
;;     jne     L1
;;     vmovaps xmm0, xmm7
;;     pop     rsi
;;     add     rsp, 8
;;     ret
