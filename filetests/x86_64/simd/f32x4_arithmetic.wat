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

;; $f32x4_add: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vaddps  xmm0, xmm7, xmm1
;;     ret
;;
;; $f32x4_sub: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vsubps  xmm0, xmm7, xmm1
;;     ret
;;
;; $f32x4_mul: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vmulps  xmm0, xmm7, xmm1
;;     ret
;;
;; $f32x4_div: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vdivps  xmm0, xmm7, xmm1
;;     ret
;;
;; $in_place: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vdivps  xmm7, xmm7, xmm1
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $memory: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vmulps  xmm0, xmm7, [rbx + rdx]             ; trap: memory out of bounds
;;     ret
