;;! target = "aarch64"
;; Trailing zeros of 32 bits.

(module
  (memory 1)

  (func $local (param $x i32) (result i32)
    (i32.ctz (local.get $x)))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.ctz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i32)
    (i32.ctz (i32.load (local.get $p)))))

;; $local: 12 bytes
;;     rbit    w16, w1
;;     clz     w0, w16
;;     ret
;;
;; $in_place: 16 bytes
;;     rbit    w16, w1
;;     clz     w1, w16
;;     mov     w0, w1
;;     ret
;;
;; $of_load: 16 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     rbit    w16, w0
;;     clz     w0, w16
;;     ret
