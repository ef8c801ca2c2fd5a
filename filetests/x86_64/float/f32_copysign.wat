;;! target = "x86_64"
;; The sign of one number on another of f32.

(module
  (memory 1)

  (func $locals (param $x f32) (param $y f32) (result f32)
    (f32.copysign (local.get $x) (local.get $y)))

  (func $in_place (param $x f32) (param $y f32) (result f32)
    (local.set $x (f32.copysign (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f32) (param $y f32) (result f32)
    (f32.copysign (f32.sqrt (local.get $x)) (f32.sqrt (local.get $y))))

  (func $constant (param $x f32) (result f32)
    (f32.copysign (local.get $x) (f32.const 2.5)))

  (func $memory (param $x f32) (param $p i32) (result f32)
    (f32.copysign (local.get $x) (f32.load (local.get $p)))))

;; $locals: 40 bytes
;;     vmovaps xmm7, xmm0
;;     vmovaps xmm15, xmm1
;;     vpsrld  xmm15, xmm15, 0x1f
;;     vpslld  xmm15, xmm15, 0x1f
;;     vmovaps xmm0, xmm7
;;     vpslld  xmm0, xmm0, 1
;;     vpsrld  xmm0, xmm0, 1
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;
;; $in_place: 40 bytes
;;     vmovaps xmm7, xmm0
;;     vmovaps xmm15, xmm1
;;     vpsrld  xmm15, xmm15, 0x1f
;;     vpslld  xmm15, xmm15, 0x1f
;;     vpslld  xmm7, xmm7, 1
;;     vpsrld  xmm7, xmm7, 1
;;     vorps   xmm7, xmm7, xmm15
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $temporaries: 44 bytes
;;     vmovaps xmm7, xmm0
;;     vsqrtss xmm0, xmm7, xmm7
;;     vsqrtss xmm2, xmm1, xmm1
;;     vmovaps xmm15, xmm2
;;     vpsrld  xmm15, xmm15, 0x1f
;;     vpslld  xmm15, xmm15, 0x1f
;;     vpslld  xmm0, xmm0, 1
;;     vpsrld  xmm0, xmm0, 1
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;
;; $constant: 20 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpslld  xmm15, xmm15, 0x1f
;;     vandnps xmm0, xmm15, xmm7
;;     ret
;;
;; $memory: 45 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vmovaps xmm15, xmm0
;;     vpsrld  xmm15, xmm15, 0x1f
;;     vpslld  xmm15, xmm15, 0x1f
;;     vmovaps xmm0, xmm7
;;     vpslld  xmm0, xmm0, 1
;;     vpsrld  xmm0, xmm0, 1
;;     vorps   xmm0, xmm0, xmm15
;;     ret
