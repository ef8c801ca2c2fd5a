;;! target = "x86_64"
;; Arguments in registers: each moves to its place, as if all at once.

(module
  (func $two (param i32 i32))
  (func $mixed (param i32 f64 i64 f32))

  (func $same_order (param $x i32) (param $y i32)
    (call $two (local.get $x) (local.get $y)))

  (func $swapped (param $x i32) (param $y i32)
    (call $two (local.get $y) (local.get $x)))

  (func $constants
    (call $two (i32.const 1) (i32.const 2)))

  (func $computed (param $x i32) (param $y i32)
    (call $two (i32.add (local.get $x) (local.get $y)) (i32.sub (local.get $x) (local.get $y))))

  (func $both_classes (param $x i32) (param $y f64)
    (call $mixed (local.get $x) (local.get $y) (i64.const 3) (f32.const 0))))

;; $two: 1 byte
;;     ret
;;
;; $mixed: 1 byte
;;     ret
;;
;; $same_order: 6 bytes
;;     call    $two
;;     ret
;;
;; $swapped: 14 bytes
;;     mov     r11d, ecx
;;     mov     ecx, edx
;;     mov     edx, r11d
;;     call    $two
;;     ret
;;
;; $constants: 16 bytes
;;     mov     edx, 1
;;     mov     ecx, 2
;;     call    $two
;;     ret
;;
;; $computed: 15 bytes
;;     lea     eax, [rdx + rcx]
;;     neg     ecx
;;     add     ecx, edx
;;     mov     edx, eax
;;     call    $two
;;     ret
;;
;; $both_classes: 15 bytes
;;     mov     ecx, 3
;;     vxorps  xmm1, xmm1, xmm1
;;     call    $mixed
;;     ret
