;;! target = "aarch64"
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

;; $local: 8 bytes
;;     fabs    s0, s0
;;     ret
;;
;; $in_place: 8 bytes
;;     fabs    s0, s0
;;     ret
;;
;; $temporary: 12 bytes
;;     fadd    s1, s0, s0
;;     fabs    s0, s1
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     s0, [x27, x1]                       ; trap: memory out of bounds
;;     fabs    s0, s0
;;     ret
