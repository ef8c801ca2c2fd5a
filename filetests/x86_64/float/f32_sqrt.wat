;;! target = "x86_64"
;; The square root of f32.

(module
  (memory 1)

  (func $local (param $x f32) (result f32)
    (f32.sqrt (local.get $x)))

  (func $in_place (param $x f32) (result f32)
    (local.set $x (f32.sqrt (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f32) (result f32)
    (f32.sqrt (f32.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f32)
    (f32.sqrt (f32.load (local.get $p)))))

;; $local: 5 bytes
;;     vsqrtss xmm0, xmm0, xmm0
;;     ret
;;
;; $in_place: 5 bytes
;;     vsqrtss xmm0, xmm0, xmm0
;;     ret
;;
;; $temporary: 9 bytes
;;     vaddss  xmm1, xmm0, xmm0
;;     vsqrtss xmm0, xmm1, xmm1
;;     ret
;;
;; $of_load: 10 bytes
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vsqrtss xmm0, xmm0, xmm0
;;     ret
