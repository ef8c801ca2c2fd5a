;;! target = "aarch64"
;; Arithmetic of f64x2.

(module
  (memory 1)

  (func $f64x2_add (param $x v128) (param $y v128) (result v128)
    (f64x2.add (local.get $x) (local.get $y)))

  (func $f64x2_sub (param $x v128) (param $y v128) (result v128)
    (f64x2.sub (local.get $x) (local.get $y)))

  (func $f64x2_mul (param $x v128) (param $y v128) (result v128)
    (f64x2.mul (local.get $x) (local.get $y)))

  (func $f64x2_div (param $x v128) (param $y v128) (result v128)
    (f64x2.div (local.get $x) (local.get $y)))

  (func $in_place (param $x v128) (param $y v128) (result v128)
    (local.set $x (f64x2.div (local.get $x) (local.get $y)))
    (local.get $x))

  (func $memory (param $x v128) (param $p i32) (result v128)
    (f64x2.mul (local.get $x) (v128.load (local.get $p)))))

;; $f64x2_add: 8 bytes
;;     fadd    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $f64x2_sub: 8 bytes
;;     fsub    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $f64x2_mul: 8 bytes
;;     fmul    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $f64x2_div: 8 bytes
;;     fdiv    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $in_place: 8 bytes
;;     fdiv    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $memory: 12 bytes
;;     ldr     q31, [x27, x1]                      ; trap: memory out of bounds
;;     fmul    v0.2d, v0.2d, v31.2d
;;     ret
