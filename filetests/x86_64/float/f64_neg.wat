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

;; $local: 9 bytes
;;     vxorps  xmm0, xmm0, [=0x80000000000000008000000000000000]
;;     ret
;;     .const  0x80000000000000008000000000000000
;;
;; $in_place: 9 bytes
;;     vxorps  xmm0, xmm0, [=0x80000000000000008000000000000000]
;;     ret
;;
;; $temporary: 13 bytes
;;     vaddsd  xmm1, xmm0, xmm0
;;     vxorps  xmm0, xmm1, [=0x80000000000000008000000000000000]
;;     ret
;;
;; $of_load: 14 bytes
;;     vmovsd  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vxorps  xmm0, xmm0, [=0x80000000000000008000000000000000]
;;     ret
