;;! target = "aarch64"
;; A number in all lanes of i64x2.

(module
  (memory 1)

  (func $local (param $x i64) (result v128)
    (i64x2.splat (local.get $x)))

  (func $constant (result v128)
    (i64x2.splat (i64.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i64x2.splat (i64.load (local.get $p)))))

;; $local: 8 bytes
;;     dup     v0.2d, x1
;;     ret
;;
;; $constant: 12 bytes
;;     mov     w16, #5
;;     dup     v0.2d, x16
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     dup     v0.2d, x0
;;     ret
