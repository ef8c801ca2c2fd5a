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

;; $f64x2_add: 5 bytes
;;     addpd   xmm0, xmm1
;;     ret
;;
;; $f64x2_sub: 5 bytes
;;     subpd   xmm0, xmm1
;;     ret
;;
;; $f64x2_mul: 5 bytes
;;     mulpd   xmm0, xmm1
;;     ret
;;
;; $f64x2_div: 5 bytes
;;     divpd   xmm0, xmm1
;;     ret
;;
;; $in_place: 5 bytes
;;     divpd   xmm0, xmm1
;;     ret
;;
;; $memory: 11 bytes
;;     movups  xmm15, [rbx + rdx]                  ; trap: memory out of bounds
;;     mulpd   xmm0, xmm15
;;     ret
