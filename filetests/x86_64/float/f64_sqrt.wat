;;! target = "x86_64"
;; The square root of f64.

(module
  (memory 1)

  (func $local (param $x f64) (result f64)
    (f64.sqrt (local.get $x)))

  (func $in_place (param $x f64) (result f64)
    (local.set $x (f64.sqrt (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f64) (result f64)
    (f64.sqrt (f64.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f64)
    (f64.sqrt (f64.load (local.get $p)))))

;; $local: 5 bytes
;;     vsqrtsd xmm0, xmm0, xmm0
;;     ret
;;
;; $in_place: 5 bytes
;;     vsqrtsd xmm0, xmm0, xmm0
;;     ret
;;
;; $temporary: 9 bytes
;;     vaddsd  xmm1, xmm0, xmm0
;;     vsqrtsd xmm0, xmm1, xmm1
;;     ret
;;
;; $of_load: 10 bytes
;;     vmovsd  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vsqrtsd xmm0, xmm0, xmm0
;;     ret
