;;! target = "aarch64"
;; Trailing zeros of 64 bits.

(module
  (memory 1)

  (func $local (param $x i64) (result i64)
    (i64.ctz (local.get $x)))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.ctz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i64)
    (i64.ctz (i64.load (local.get $p)))))

;; $local: 12 bytes
;;     rbit    x16, x1
;;     clz     x0, x16
;;     ret
;;
;; $in_place: 16 bytes
;;     rbit    x16, x1
;;     clz     x1, x16
;;     mov     x0, x1
;;     ret
;;
;; $of_load: 16 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     rbit    x16, x0
;;     clz     x0, x16
;;     ret
