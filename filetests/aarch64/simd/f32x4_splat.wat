;;! target = "aarch64"
;; A number in all lanes of f32x4.

(module
  (memory 1)

  (func $local (param $x f32) (result v128)
    (f32x4.splat (local.get $x)))

  (func $constant (result v128)
    (f32x4.splat (f32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (f32x4.splat (f32.load (local.get $p)))))

;; $local: 8 bytes
;;     mov     v0.4s, v0.s[0]
;;     ret
;;
;; $constant: 8 bytes
;;     fmov    v0.4s, #5.0
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     s0, [x27, x1]                       ; trap: memory out of bounds
;;     mov     v0.4s, v0.s[0]
;;     ret
