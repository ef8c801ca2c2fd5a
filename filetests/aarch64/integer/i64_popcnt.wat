;;! target = "aarch64"
;; Ones of 64 bits.

(module
  (memory 1)

  (func $local (param $x i64) (result i64)
    (i64.popcnt (local.get $x)))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.popcnt (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i64)
    (i64.popcnt (i64.load (local.get $p)))))

;; $local: 20 bytes
;;     fmov    d31, x1
;;     cnt     v31.8b, v31.8b
;;     addv    b31, v31.8b
;;     fmov    w0, s31
;;     ret
;;
;; $in_place: 24 bytes
;;     fmov    d31, x1
;;     cnt     v31.8b, v31.8b
;;     addv    b31, v31.8b
;;     fmov    w1, s31
;;     mov     x0, x1
;;     ret
;;
;; $of_load: 24 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     fmov    d31, x0
;;     cnt     v31.8b, v31.8b
;;     addv    b31, v31.8b
;;     fmov    w0, s31
;;     ret
