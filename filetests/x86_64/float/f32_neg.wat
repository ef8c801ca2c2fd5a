;;! target = "x86_64"
;; The negative of f32.

(module
  (memory 1)

  (func $local (param $x f32) (result f32)
    (f32.neg (local.get $x)))

  (func $in_place (param $x f32) (result f32)
    (local.set $x (f32.neg (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f32) (result f32)
    (f32.neg (f32.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f32)
    (f32.neg (f32.load (local.get $p)))))

;; $local: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vxorps  xmm0, xmm7, [=0x80000000800000008000000080000000]
;;     ret
;;     .const  0x80000000800000008000000080000000
;;
;; $in_place: 17 bytes
;;     vmovaps xmm7, xmm0
;;     vxorps  xmm7, xmm7, [=0x80000000800000008000000080000000]
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $temporary: 17 bytes
;;     vmovaps xmm7, xmm0
;;     vaddss  xmm0, xmm7, xmm7
;;     vxorps  xmm0, xmm0, [=0x80000000800000008000000080000000]
;;     ret
;;
;; $of_load: 14 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vxorps  xmm0, xmm0, [=0x80000000800000008000000080000000]
;;     ret
