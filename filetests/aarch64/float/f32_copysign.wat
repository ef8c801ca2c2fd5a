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

;; $locals: 20 bytes
;;     fmov    d16, d0
;;     ushr    v31.2s, v1.2s, #0x1f
;;     fmov    d0, d16
;;     sli     v0.2s, v31.2s, #0x1f
;;     ret
;;
;; $in_place: 20 bytes
;;     fmov    d16, d0
;;     ushr    v31.2s, v1.2s, #0x1f
;;     sli     v16.2s, v31.2s, #0x1f
;;     fmov    d0, d16
;;     ret
;;
;; $temporaries: 24 bytes
;;     fmov    d16, d0
;;     fsqrt   s0, s16
;;     fsqrt   s2, s1
;;     ushr    v31.2s, v2.2s, #0x1f
;;     sli     v0.2s, v31.2s, #0x1f
;;     ret
;;
;; $constant: 12 bytes
;;     fmov    d16, d0
;;     fabs    s0, s16
;;     ret
;;
;; $memory: 24 bytes
;;     fmov    d16, d0
;;     ldr     s0, [x27, x1]                       ; trap: memory out of bounds
;;     ushr    v31.2s, v0.2s, #0x1f
;;     fmov    d0, d16
;;     sli     v0.2s, v31.2s, #0x1f
;;     ret
