;;! target = "aarch64"
;; Bits that move between the classes of registers.

(module
  (memory 1)

  (func $to_i32 (param $x f32) (result i32)
    (i32.reinterpret_f32 (local.get $x)))

  (func $to_i64 (param $x f64) (result i64)
    (i64.reinterpret_f64 (local.get $x)))

  (func $to_f32 (param $x i32) (result f32)
    (f32.reinterpret_i32 (local.get $x)))

  (func $to_f64 (param $x i64) (result f64)
    (f64.reinterpret_i64 (local.get $x)))

  (func $of_load (param $p i32) (result i64)
    (i64.reinterpret_f64 (f64.load (local.get $p))))

  (func $of_constant (result i32)
    (i32.reinterpret_f32 (f32.const 1))))

;; $to_i32: 8 bytes
;;     fmov    w0, s0
;;     ret
;;
;; $to_i64: 8 bytes
;;     fmov    x0, d0
;;     ret
;;
;; $to_f32: 8 bytes
;;     fmov    s0, w1
;;     ret
;;
;; $to_f64: 8 bytes
;;     fmov    d0, x1
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     fmov    x0, d0
;;     ret
;;
;; $of_constant: 8 bytes
;;     mov     w0, #0x3f800000
;;     ret
