;;! target = "aarch64"
;; Maximum of f32.

(module
  (memory 1)

  (func $locals (param $x f32) (param $y f32) (result f32)
    (f32.max (local.get $x) (local.get $y)))

  (func $in_place (param $x f32) (param $y f32) (result f32)
    (local.set $x (f32.max (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f32) (param $y f32) (result f32)
    (f32.max (f32.sqrt (local.get $x)) (f32.sqrt (local.get $y))))

  (func $constant (param $x f32) (result f32)
    (f32.max (local.get $x) (f32.const 2.5)))

  (func $memory (param $x f32) (param $p i32) (result f32)
    (f32.max (local.get $x) (f32.load (local.get $p)))))

;; $locals: 8 bytes
;;     fmax    s0, s0, s1
;;     ret
;;
;; $in_place: 8 bytes
;;     fmax    s0, s0, s1
;;     ret
;;
;; $temporaries: 16 bytes
;;     fsqrt   s2, s0
;;     fsqrt   s3, s1
;;     fmax    s0, s2, s3
;;     ret
;;
;; $constant: 12 bytes
;;     fmov    s31, #2.5
;;     fmax    s0, s0, s31
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     s1, [x27, x1]                       ; trap: memory out of bounds
;;     fmax    s0, s0, s1
;;     ret
