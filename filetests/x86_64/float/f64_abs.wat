;;! target = "x86_64"
;; The absolute value of f64.

(module
  (memory 1)

  (func $local (param $x f64) (result f64)
    (f64.abs (local.get $x)))

  (func $in_place (param $x f64) (result f64)
    (local.set $x (f64.abs (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f64) (result f64)
    (f64.abs (f64.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f64)
    (f64.abs (f64.load (local.get $p)))))

;; $local: 9 bytes
;;     vandps  xmm0, xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     ret
;;     .const  0x7fffffffffffffff7fffffffffffffff
;;
;; $in_place: 9 bytes
;;     vandps  xmm0, xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     ret
;;
;; $temporary: 13 bytes
;;     vaddsd  xmm1, xmm0, xmm0
;;     vandps  xmm0, xmm1, [=0x7fffffffffffffff7fffffffffffffff]
;;     ret
;;
;; $of_load: 14 bytes
;;     vmovsd  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vandps  xmm0, xmm0, [=0x7fffffffffffffff7fffffffffffffff]
;;     ret
