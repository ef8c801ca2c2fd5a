;;! target = "aarch64"
;; A function that reads arguments on the stack.

(module
  (func $last (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (param $x i32) (param $y i64) (result i64)
    (i64.add (i64.extend_i32_u (local.get $x)) (local.get $y)))

  (func $floats (param f64 f64 f64 f64 f64 f64 f64 f64) (param $x f64) (param $y f32) (result f64)
    (f64.add (local.get $x) (f64.promote_f32 (local.get $y)))))

;; $last: 24 bytes
;;     mov     x17, sp
;;     ldr     w12, [x17, #0x10]
;;     ldr     x11, [x17, #0x18]
;;     add     x0, x12, x11
;;     add     sp, sp, #0x20
;;     ret
;;
;; $floats: 28 bytes
;;     mov     x17, sp
;;     ldr     d16, [x17]
;;     ldr     s17, [x17, #8]
;;     fcvt    d0, s17
;;     fadd    d0, d16, d0
;;     add     sp, sp, #0x10
;;     ret
