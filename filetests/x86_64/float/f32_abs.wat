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

;; $local: 9 bytes
;;     vandps  xmm0, xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     ret
;;     .const  0x7fffffff7fffffff7fffffff7fffffff
;;
;; $in_place: 9 bytes
;;     vandps  xmm0, xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     ret
;;
;; $temporary: 13 bytes
;;     vaddss  xmm1, xmm0, xmm0
;;     vandps  xmm0, xmm1, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     ret
;;
;; $of_load: 14 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vandps  xmm0, xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     ret
