;;! target = "x86_64"
;; Addition of f64.

(module
  (memory 1)

  (func $locals (param $x f64) (param $y f64) (result f64)
    (f64.add (local.get $x) (local.get $y)))

  (func $in_place (param $x f64) (param $y f64) (result f64)
    (local.set $x (f64.add (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f64) (param $y f64) (result f64)
    (f64.add (f64.sqrt (local.get $x)) (f64.sqrt (local.get $y))))

  (func $constant (param $x f64) (result f64)
    (f64.add (local.get $x) (f64.const 2.5)))

  (func $memory (param $x f64) (param $p i32) (result f64)
    (f64.add (local.get $x) (f64.load (local.get $p)))))

;; $locals: 5 bytes
;;     vaddsd  xmm0, xmm0, xmm1
;;     ret
;;
;; $in_place: 5 bytes
;;     vaddsd  xmm0, xmm0, xmm1
;;     ret
;;
;; $temporaries: 13 bytes
;;     vsqrtsd xmm2, xmm0, xmm0
;;     vsqrtsd xmm3, xmm1, xmm1
;;     vaddsd  xmm0, xmm2, xmm3
;;     ret
;;
;; $constant: 9 bytes
;;     vaddsd  xmm0, xmm0, [=0x4004000000000000]
;;     ret
;;     .const  0x4004000000000000
;;
;; $memory: 6 bytes
;;     vaddsd  xmm0, xmm0, [rbx + rdx]             ; trap: memory out of bounds
;;     ret
