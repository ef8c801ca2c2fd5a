;;! target = "aarch64"
;; Comparisons of f32 with constants and with what is in memory.

(module
  (memory 1)

  (func $zero (param $x f32) (result i32)
    (f32.gt (local.get $x) (f32.const 0)))

  (func $constant (param $x f32) (result i32)
    (f32.lt (local.get $x) (f32.const 1.5)))

  (func $memory (param $x f32) (param $p i32) (result i32)
    (f32.le (local.get $x) (f32.load (local.get $p))))

  (func $itself (param $x f32) (result i32)
    (f32.ne (local.get $x) (local.get $x))))

;; $zero: 12 bytes
;;     fcmp    s0, #0.0
;;     cset    w0, gt
;;     ret
;;
;; $constant: 16 bytes
;;     fmov    s1, #1.5
;;     fcmp    s0, s1
;;     cset    w0, mi
;;     ret
;;
;; $memory: 16 bytes
;;     ldr     s1, [x27, x1]                       ; trap: memory out of bounds
;;     fcmp    s0, s1
;;     cset    w0, ls
;;     ret
;;
;; $itself: 12 bytes
;;     fcmp    s0, s0
;;     cset    w0, ne
;;     ret
