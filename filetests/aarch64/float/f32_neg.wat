;;! target = "aarch64"
;; The negative of f32.

(module
  (memory 1)

  (func $local (param $x f32) (result f32)
    (f32.neg (local.get $x)))

  (func $in_place (param $x f32) (result f32)
    (local.set $x (f32.neg (local.get $x)))
    (local.get $x))

  (func $temporary (param $x f32) (result f32)
    (f32.neg (f32.add (local.get $x) (local.get $x))))

  (func $of_load (param $p i32) (result f32)
    (f32.neg (f32.load (local.get $p)))))

;; $local: 8 bytes
;;     fneg    s0, s0
;;     ret
;;
;; $in_place: 8 bytes
;;     fneg    s0, s0
;;     ret
;;
;; $temporary: 12 bytes
;;     fadd    s1, s0, s0
;;     fneg    s0, s1
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     s0, [x27, x1]                       ; trap: memory out of bounds
;;     fneg    s0, s0
;;     ret
