;;! target = "x86_64"
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

;; $f32x4_add: 5 bytes
;;     vaddps  xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_sub: 5 bytes
;;     vsubps  xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_mul: 5 bytes
;;     vmulps  xmm0, xmm0, xmm1
;;     ret
;;
;; $f32x4_div: 5 bytes
;;     vdivps  xmm0, xmm0, xmm1
;;     ret
;;
;; $in_place: 5 bytes
;;     vdivps  xmm0, xmm0, xmm1
;;     ret
;;
;; $memory: 6 bytes
;;     vmulps  xmm0, xmm0, [rbx + rdx]             ; trap: memory out of bounds
;;     ret
