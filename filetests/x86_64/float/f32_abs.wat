;;! target = "x86_64"
;; The absolute value of f32.

(module
  (memory 1)

  (func $local (param $x f32) (result f32)
    (f32.abs (local.get $x)))

  (func $in_place (param $x f32) (result f32)
    (local.set $x (f32.abs (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f32) (result f32)
    (f32.abs (f32.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f32)
    (f32.abs (f32.load (local.get $p)))))

;; $local: 20 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpslld  xmm15, xmm15, 0x1f
;;     vandnps xmm0, xmm15, xmm7
;;     ret
;;
;; $in_place: 24 bytes
;;     vmovaps xmm7, xmm0
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpslld  xmm15, xmm15, 0x1f
;;     vandnps xmm7, xmm15, xmm7
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $temporary: 24 bytes
;;     vmovaps xmm7, xmm0
;;     vaddss  xmm0, xmm7, xmm7
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpslld  xmm15, xmm15, 0x1f
;;     vandnps xmm0, xmm15, xmm0
;;     ret
;;
;; $of_load: 21 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vpcmpeqd xmm15, xmm15, xmm15
;;     vpslld  xmm15, xmm15, 0x1f
;;     vandnps xmm0, xmm15, xmm0
;;     ret
