;;! target = "aarch64"
;; A number in all lanes of i8x16.

(module
  (memory 1)

  (func $local (param $x i32) (result v128)
    (i8x16.splat (local.get $x)))

  (func $constant (result v128)
    (i8x16.splat (i32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i8x16.splat (i32.load (local.get $p)))))

;; $local: 8 bytes
;;     dup     v0.16b, w1
;;     ret
;;
;; $constant: 8 bytes
;;     movi    v0.16b, #5
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     dup     v0.16b, w0
;;     ret
