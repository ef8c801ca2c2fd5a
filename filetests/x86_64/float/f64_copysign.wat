;;! target = "x86_64"
;; The sign of one number on another of f64.

(module
  (memory 1)

  (func $locals (param $x f64) (param $y f64) (result f64)
    (f64.copysign (local.get $x) (local.get $y)))

  (func $in_place (param $x f64) (param $y f64) (result f64)
    (local.set $x (f64.copysign (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f64) (param $y f64) (result f64)
    (f64.copysign (f64.sqrt (local.get $x)) (f64.sqrt (local.get $y))))

  (func $constant (param $x f64) (result f64)
    (f64.copysign (local.get $x) (f64.const 2.5)))

  (func $memory (param $x f64) (param $p i32) (result f64)
    (f64.copysign (local.get $x) (f64.load (local.get $p)))))

;; $locals: 40 bytes
;;     vmovaps xmm7, xmm0
;;     vmovaps xmm15, xmm1
;;     vpsrlq  xmm15, xmm15, 0x3f
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vmovaps xmm0, xmm7
;;     vpsllq  xmm0, xmm0, 1
;;     vpsrlq  xmm0, xmm0, 1
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;
;; $in_place: 40 bytes
;;     vmovaps xmm7, xmm0
;;     vmovaps xmm15, xmm1
;;     vpsrlq  xmm15, xmm15, 0x3f
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vpsllq  xmm7, xmm7, 1
;;     vpsrlq  xmm7, xmm7, 1
;;     vorps   xmm7, xmm7, xmm15
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $temporaries: 44 bytes
;;     vmovaps xmm7, xmm0
;;     vsqrtsd xmm0, xmm7, xmm7
;;     vsqrtsd xmm2, xmm1, xmm1
;;     vmovaps xmm15, xmm2
;;     vpsrlq  xmm15, xmm15, 0x3f
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vpsllq  xmm0, xmm0, 1
;;     vpsrlq  xmm0, xmm0, 1
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;
;; $constant: 20 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vandnps xmm0, xmm15, xmm7
;;     ret
;;
;; $memory: 45 bytes
;;     vmovaps xmm7, xmm0
;;     vmovsd  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vmovaps xmm15, xmm0
;;     vpsrlq  xmm15, xmm15, 0x3f
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vmovaps xmm0, xmm7
;;     vpsllq  xmm0, xmm0, 1
;;     vpsrlq  xmm0, xmm0, 1
;;     vorps   xmm0, xmm0, xmm15
;;     ret
