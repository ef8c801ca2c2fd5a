;;! target = "x86_64"
;;! cpu = "baseline"
;; Arithmetic of f32x4. With SSE4.1.

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

;; $f32x4_add: 10 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     addps   xmm0, xmm1
;;     ret
;;
;; $f32x4_sub: 10 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     subps   xmm0, xmm1
;;     ret
;;
;; $f32x4_mul: 10 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     mulps   xmm0, xmm1
;;     ret
;;
;; $f32x4_div: 10 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     divps   xmm0, xmm1
;;     ret
;;
;; $in_place: 10 bytes
;;     movaps  xmm7, xmm0
;;     divps   xmm7, xmm1
;;     movaps  xmm0, xmm7
;;     ret
;;
;; $memory: 11 bytes
;;     movaps  xmm7, xmm0
;;     movups  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     mulps   xmm0, xmm7
;;     ret
