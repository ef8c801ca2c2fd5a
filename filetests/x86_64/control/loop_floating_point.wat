;;! target = "x86_64"
;; A loop over floating-point numbers.

(module
  (memory 1)

  (func $dot (param $p i32) (param $q i32) (param $n i32) (result f64) (local $sum f64)
    (loop $l
      (local.set $sum (f64.add (local.get $sum) (f64.mul (f64.load (local.get $p)) (f64.load (local.get $q)))))
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (local.set $q (i32.add (local.get $q) (i32.const 8)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  (func $newton (param $x f64) (param $n i32) (result f64) (local $y f64)
    (local.set $y (local.get $x))
    (loop $l
      (local.set $y (f64.mul (f64.const 0.5) (f64.add (local.get $y) (f64.div (local.get $x) (local.get $y)))))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $y)))

;; $dot: 34 bytes
;;     vxorps  xmm7, xmm7, xmm7
;; L1:
;;     vmovsd  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vmulsd  xmm0, xmm0, [rbx + rcx]             ; trap: memory out of bounds
;;     vaddsd  xmm7, xmm7, xmm0
;;     add     edx, 8
;;     add     ecx, 8
;;     dec     r8d
;;     jne     L1
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $newton: 29 bytes
;;     vmovaps xmm7, xmm0
;; L1:
;;     vdivsd  xmm1, xmm0, xmm7
;;     vaddsd  xmm1, xmm7, xmm1
;;     vmulsd  xmm7, xmm1, [=0x3fe0000000000000]
;;     dec     edx
;;     jne     L1
;;     vmovaps xmm0, xmm7
;;     ret
;;     .const  0x3fe0000000000000
