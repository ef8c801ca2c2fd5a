;;! target = "aarch64"
;; A number in all lanes of f64x2.

(module
  (memory 1)

  (func $local (param $x f64) (result v128)
    (f64x2.splat (local.get $x)))

  (func $constant (result v128)
    (f64x2.splat (f64.const 5)))

  (func $of_load (param $p i32) (result v128)
    (f64x2.splat (f64.load (local.get $p)))))

;; $local: 8 bytes
;;     mov     v0.2d, v0.d[0]
;;     ret
;;
;; $constant: 8 bytes
;;     fmov    v0.2d, #5.0
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     mov     v0.2d, v0.d[0]
;;     ret
