;;! target = "aarch64"
;; Locals that may be read before they are set are zero; the others are not initialised.

(module
  (func $read_first (result i32) (local $x i32)
    (local.get $x))

  (func $set_first (param $y i32) (result i32) (local $x i32)
    (local.set $x (local.get $y))
    (i32.add (local.get $x) (local.get $y)))

  (func $set_on_one_path (param $y i32) (result i32) (local $x i32)
    (if (local.get $y) (then (local.set $x (i32.const 5))))
    (local.get $x))

  (func $float (result f64) (local $x f64)
    (local.get $x))

  (func $accumulator (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum)))

;; $read_first: 12 bytes
;;     mov     w12, #0
;;     mov     w0, w12
;;     ret
;;
;; $set_first: 12 bytes
;;     mov     w12, w1
;;     add     w0, w12, w1
;;     ret
;;
;; $set_on_one_path: 20 bytes
;;     mov     w12, #0
;;     cbz     w1, L1
;;     mov     w12, #5
;; L1:
;;     mov     w0, w12
;;     ret
;;
;; $float: 12 bytes
;;     movi    d16, #0
;;     fmov    d0, d16
;;     ret
;;
;; $accumulator: 24 bytes
;;     mov     w12, #0
;; L1:
;;     add     w12, w12, w1
;;     sub     w1, w1, #1
;;     cbnz    w1, L1
;;     mov     w0, w12
;;     ret
