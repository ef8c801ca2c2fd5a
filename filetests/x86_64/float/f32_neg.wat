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

;; $local: 9 bytes
;;     vxorps  xmm0, xmm0, [=0x80000000800000008000000080000000]
;;     ret
;;     .const  0x80000000800000008000000080000000
;;
;; $in_place: 9 bytes
;;     vxorps  xmm0, xmm0, [=0x80000000800000008000000080000000]
;;     ret
;;
;; $temporary: 13 bytes
;;     vaddss  xmm1, xmm0, xmm0
;;     vxorps  xmm0, xmm1, [=0x80000000800000008000000080000000]
;;     ret
;;
;; $of_load: 14 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vxorps  xmm0, xmm0, [=0x80000000800000008000000080000000]
;;     ret
