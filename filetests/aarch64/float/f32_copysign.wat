;;! target = "aarch64"
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

;; $locals: 12 bytes
;;     ushr    v31.2s, v1.2s, #0x1f
;;     sli     v0.2s, v31.2s, #0x1f
;;     ret
;;
;; $in_place: 12 bytes
;;     ushr    v31.2s, v1.2s, #0x1f
;;     sli     v0.2s, v31.2s, #0x1f
;;     ret
;;
;; $temporaries: 24 bytes
;;     fsqrt   s2, s0
;;     fsqrt   s3, s1
;;     ushr    v31.2s, v3.2s, #0x1f
;;     fmov    d0, d2
;;     sli     v0.2s, v31.2s, #0x1f
;;     ret
;;
;; $constant: 8 bytes
;;     fabs    s0, s0
;;     ret
;;
;; $memory: 16 bytes
;;     ldr     s1, [x27, x1]                       ; trap: memory out of bounds
;;     ushr    v31.2s, v1.2s, #0x1f
;;     sli     v0.2s, v31.2s, #0x1f
;;     ret
