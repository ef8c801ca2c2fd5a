;;! target = "x86_64"
;; The negative of f64.

(module
  (memory 1)

  (func $local (param $x f64) (result f64)
    (f64.neg (local.get $x)))

  (func $in_place (param $x f64) (result f64)
    (local.set $x (f64.neg (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f64) (result f64)
    (f64.neg (f64.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f64)
    (f64.neg (f64.load (local.get $p)))))

;; $local: 20 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vxorps  xmm0, xmm15, xmm7
;;     ret
;;
;; $in_place: 24 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vxorps  xmm7, xmm15, xmm7
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $temporary: 24 bytes
;;     vmovaps xmm7, xmm0
;;     vaddsd  xmm0, xmm7, xmm7
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vxorps  xmm0, xmm15, xmm0
;;     ret
;;
;; $of_load: 21 bytes
;;     vmovsd  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpsllq  xmm15, xmm15, 0x3f
;;     vxorps  xmm0, xmm15, xmm0
;;     ret
