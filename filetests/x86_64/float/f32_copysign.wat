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

;; $locals: 22 bytes
;;     vandps  xmm15, xmm1, [=0x80000000800000008000000080000000]
;;     vandps  xmm0, xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;     .const  0x80000000800000008000000080000000
;;     .const  0x7fffffff7fffffff7fffffff7fffffff
;;
;; $in_place: 22 bytes
;;     vandps  xmm15, xmm1, [=0x80000000800000008000000080000000]
;;     vandps  xmm0, xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;     .const  0x80000000800000008000000080000000
;;     .const  0x7fffffff7fffffff7fffffff7fffffff
;;
;; $temporaries: 30 bytes
;;     vsqrtss xmm2, xmm0, xmm0
;;     vsqrtss xmm3, xmm1, xmm1
;;     vandps  xmm15, xmm3, [=0x80000000800000008000000080000000]
;;     vandps  xmm0, xmm2, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;     .const  0x80000000800000008000000080000000
;;     .const  0x7fffffff7fffffff7fffffff7fffffff
;;
;; $constant: 9 bytes
;;     vandps  xmm0, xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     ret
;;
;; $memory: 27 bytes
;;     vmovss  xmm1, [rbx + rdx]                   ; trap: memory out of bounds
;;     vandps  xmm15, xmm1, [=0x80000000800000008000000080000000]
;;     vandps  xmm0, xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;     .const  0x80000000800000008000000080000000
;;     .const  0x7fffffff7fffffff7fffffff7fffffff
