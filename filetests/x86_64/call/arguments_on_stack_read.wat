;;! target = "x86_64"
;; A function that reads arguments on the stack.

(module
  (func $last (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (param $x i32) (param $y i64) (result i64)
    (i64.add (i64.extend_i32_u (local.get $x)) (local.get $y)))

  (func $floats (param f64 f64 f64 f64 f64 f64 f64 f64) (param $x f64) (param $y f32) (result f64)
    (f64.add (local.get $x) (f64.promote_f32 (local.get $y)))))

;; $last: 24 bytes, 16 bytes of frame
;;     lea     r11, [rsp + 8]
;;     push    rdi
;;     push    rsi
;;     mov     esi, [r11 + 0x28]
;;     mov     rdi, [r11 + 0x30]
;;     lea     rax, [rsi + rdi]
;;     pop     rsi
;;     pop     rdi
;;     ret     0x40
;;
;; $floats: 28 bytes
;;     lea     r11, [rsp + 8]
;;     vmovsd  xmm8, [r11]
;;     vmovss  xmm9, [r11 + 8]
;;     vcvtss2sd xmm0, xmm9, xmm9
;;     vaddsd  xmm0, xmm8, xmm0
;;     ret     0x10
