;;! target = "aarch64"
;; Ones of 32 bits.

(module
  (memory 1)

  (func $local (param $x i32) (result i32)
    (i32.popcnt (local.get $x)))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.popcnt (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i32)
    (i32.popcnt (i32.load (local.get $p)))))

;; $local: 20 bytes
;;     fmov    s31, w1
;;     cnt     v31.8b, v31.8b
;;     addv    b31, v31.8b
;;     fmov    w0, s31
;;     ret
;;
;; $in_place: 24 bytes
;;     fmov    s31, w1
;;     cnt     v31.8b, v31.8b
;;     addv    b31, v31.8b
;;     fmov    w1, s31
;;     mov     w0, w1
;;     ret
;;
;; $of_load: 24 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     fmov    s31, w0
;;     cnt     v31.8b, v31.8b
;;     addv    b31, v31.8b
;;     fmov    w0, s31
;;     ret
