;;! target = "aarch64"
;; Leading zeros of 64 bits.

(module
  (memory 1)

  (func $local (param $x i64) (result i64)
    (i64.clz (local.get $x)))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.clz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i64)
    (i64.clz (i64.load (local.get $p)))))

;; $local: 8 bytes
;;     clz     x0, x1
;;     ret
;;
;; $in_place: 12 bytes
;;     clz     x1, x1
;;     mov     x0, x1
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     clz     x0, x0
;;     ret
