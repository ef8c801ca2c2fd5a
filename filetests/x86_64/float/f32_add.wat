;;! target = "x86_64"
;; Addition of f32.

(module
  (memory 1)

  (func $locals (param $x f32) (param $y f32) (result f32)
    (f32.add (local.get $x) (local.get $y)))

  (func $in_place (param $x f32) (param $y f32) (result f32)
    (local.set $x (f32.add (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f32) (param $y f32) (result f32)
    (f32.add (f32.sqrt (local.get $x)) (f32.sqrt (local.get $y))))

  (func $constant (param $x f32) (result f32)
    (f32.add (local.get $x) (f32.const 2.5)))

  (func $memory (param $x f32) (param $p i32) (result f32)
    (f32.add (local.get $x) (f32.load (local.get $p)))))

;; $locals: 5 bytes
;;     vaddss  xmm0, xmm0, xmm1
;;     ret
;;
;; $in_place: 5 bytes
;;     vaddss  xmm0, xmm0, xmm1
;;     ret
;;
;; $temporaries: 13 bytes
;;     vsqrtss xmm2, xmm0, xmm0
;;     vsqrtss xmm3, xmm1, xmm1
;;     vaddss  xmm0, xmm2, xmm3
;;     ret
;;
;; $constant: 9 bytes
;;     vaddss  xmm0, xmm0, [=0x40200000]
;;     ret
;;     .const  0x40200000
;;
;; $memory: 6 bytes
;;     vaddss  xmm0, xmm0, [rbx + rdx]             ; trap: memory out of bounds
;;     ret
