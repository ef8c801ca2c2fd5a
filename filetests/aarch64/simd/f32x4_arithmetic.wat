;;! target = "aarch64"
;; Arithmetic of f32x4.

(module
  (memory 1)

  (func $f32x4_add (param $x v128) (param $y v128) (result v128)
    (f32x4.add (local.get $x) (local.get $y)))

  (func $f32x4_sub (param $x v128) (param $y v128) (result v128)
    (f32x4.sub (local.get $x) (local.get $y)))

  (func $f32x4_mul (param $x v128) (param $y v128) (result v128)
    (f32x4.mul (local.get $x) (local.get $y)))

  (func $f32x4_div (param $x v128) (param $y v128) (result v128)
    (f32x4.div (local.get $x) (local.get $y)))

  (func $in_place (param $x v128) (param $y v128) (result v128)
    (local.set $x (f32x4.div (local.get $x) (local.get $y)))
    (local.get $x))

  (func $memory (param $x v128) (param $p i32) (result v128)
    (f32x4.mul (local.get $x) (v128.load (local.get $p)))))

;; $f32x4_add: 8 bytes
;;     fadd    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f32x4_sub: 8 bytes
;;     fsub    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f32x4_mul: 8 bytes
;;     fmul    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $f32x4_div: 8 bytes
;;     fdiv    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $in_place: 8 bytes
;;     fdiv    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     q31, [x27, x1]                      ; trap: memory out of bounds
;;     fmul    v0.4s, v0.4s, v31.4s
;;     ret
