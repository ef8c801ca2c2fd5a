;;! target = "aarch64"
;; Comparisons of f64 with constants and with what is in memory.

(module
  (memory 1)

  (func $zero (param $x f64) (result i32)
    (f64.gt (local.get $x) (f64.const 0)))

  (func $constant (param $x f64) (result i32)
    (f64.lt (local.get $x) (f64.const 1.5)))

  (func $memory (param $x f64) (param $p i32) (result i32)
    (f64.le (local.get $x) (f64.load (local.get $p))))

  (func $itself (param $x f64) (result i32)
    (f64.ne (local.get $x) (local.get $x))))

;; $zero: 12 bytes
;;     fcmp    d0, #0.0
;;     cset    w0, gt
;;     ret
;;
;; $constant: 16 bytes
;;     fmov    d1, #1.5
;;     fcmp    d0, d1
;;     cset    w0, mi
;;     ret
;;
;; $memory: 16 bytes
;;     ldr     d1, [x27, x1]                       ; trap: memory out of bounds
;;     fcmp    d0, d1
;;     cset    w0, ls
;;     ret
;;
;; $itself: 12 bytes
;;     fcmp    d0, d0
;;     cset    w0, ne
;;     ret
