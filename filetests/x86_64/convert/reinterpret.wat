;;! target = "x86_64"
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

;; $to_i32: 5 bytes
;;     vmovd   eax, xmm0
;;     ret
;;
;; $to_i64: 6 bytes
;;     vmovq   rax, xmm0
;;     ret
;;
;; $to_f32: 5 bytes
;;     vmovd   xmm0, edx
;;     ret
;;
;; $to_f64: 6 bytes
;;     vmovq   xmm0, rdx
;;     ret
;;
;; $of_load: 11 bytes
;;     vmovsd  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vmovq   rax, xmm0
;;     ret
;;
;; $of_constant: 6 bytes
;;     mov     eax, 0x3f800000
;;     ret
