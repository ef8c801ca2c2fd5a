;;! target = "aarch64"
;; A number in all lanes of i16x8.

(module
  (memory 1)

  (func $local (param $x i32) (result v128)
    (i16x8.splat (local.get $x)))

  (func $constant (result v128)
    (i16x8.splat (i32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i16x8.splat (i32.load (local.get $p)))))

;; $local: 8 bytes
;;     dup     v0.8h, w1
;;     ret
;;
;; $constant: 8 bytes
;;     movi    v0.8h, #5
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     dup     v0.8h, w0
;;     ret
