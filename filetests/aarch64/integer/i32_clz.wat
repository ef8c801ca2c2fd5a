;;! target = "aarch64"
;; Leading zeros of 32 bits.

(module
  (memory 1)

  (func $local (param $x i32) (result i32)
    (i32.clz (local.get $x)))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.clz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i32)
    (i32.clz (i32.load (local.get $p)))))

;; $local: 8 bytes
;;     clz     w0, w1
;;     ret
;;
;; $in_place: 12 bytes
;;     clz     w1, w1
;;     mov     w0, w1
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     clz     w0, w0
;;     ret
