;;! target = "x86_64"
;;! cpu = "baseline"
;; Arithmetic of f64x2. With SSE4.1.

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

;; $f64x2_add: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     addpd   xmm0, xmm1
;;     ret
;;
;; $f64x2_sub: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     subpd   xmm0, xmm1
;;     ret
;;
;; $f64x2_mul: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     mulpd   xmm0, xmm1
;;     ret
;;
;; $f64x2_div: 11 bytes
;;     movaps  xmm7, xmm0
;;     movaps  xmm0, xmm7
;;     divpd   xmm0, xmm1
;;     ret
;;
;; $in_place: 11 bytes
;;     movaps  xmm7, xmm0
;;     divpd   xmm7, xmm1
;;     movaps  xmm0, xmm7
;;     ret
;;
;; $memory: 12 bytes
;;     movaps  xmm7, xmm0
;;     movups  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     mulpd   xmm0, xmm7
;;     ret
