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

;; $locals: 22 bytes
;;     vandps  xmm15, xmm1, [=0x80000000000000008000000000000000]
;;     vandps  xmm0, xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;     .const  0x80000000000000008000000000000000
;;     .const  0x7fffffffffffffff7fffffffffffffff
;;
;; $in_place: 22 bytes
;;     vandps  xmm15, xmm1, [=0x80000000000000008000000000000000]
;;     vandps  xmm0, xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;     .const  0x80000000000000008000000000000000
;;     .const  0x7fffffffffffffff7fffffffffffffff
;;
;; $temporaries: 30 bytes
;;     vsqrtsd xmm2, xmm0, xmm0
;;     vsqrtsd xmm3, xmm1, xmm1
;;     vandps  xmm15, xmm3, [=0x80000000000000008000000000000000]
;;     vandps  xmm0, xmm2, [=0x7fffffffffffffff7fffffffffffffff]
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;     .const  0x80000000000000008000000000000000
;;     .const  0x7fffffffffffffff7fffffffffffffff
;;
;; $constant: 9 bytes
;;     vandps  xmm0, xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     ret
;;
;; $memory: 27 bytes
;;     vmovsd  xmm1, [rbx + rdx]                   ; trap: memory out of bounds
;;     vandps  xmm15, xmm1, [=0x80000000000000008000000000000000]
;;     vandps  xmm0, xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     vorps   xmm0, xmm0, xmm15
;;     ret
;;     .const  0x80000000000000008000000000000000
;;     .const  0x7fffffffffffffff7fffffffffffffff
