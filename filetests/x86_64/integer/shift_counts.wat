;;! target = "x86_64"
;; Constant counts at the limits, and beyond.

(module
  (func $zero (param $x i32) (result i32)
    (i32.shl (local.get $x) (i32.const 0)))

  (func $one (param $x i32) (result i32)
    (i32.shl (local.get $x) (i32.const 1)))

  (func $most (param $x i32) (result i32)
    (i32.shr_s (local.get $x) (i32.const 31)))

  (func $modulo_32 (param $x i32) (result i32)
    (i32.shr_u (local.get $x) (i32.const 33)))

  (func $most_of_64 (param $x i64) (result i64)
    (i64.shr_u (local.get $x) (i64.const 63))))

;; $zero: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $one: 4 bytes
;;     lea     eax, [rdx + rdx]
;;     ret
;;
;; $most: 6 bytes
;;     mov     eax, edx
;;     sar     eax, 0x1f
;;     ret
;;
;; $modulo_32: 5 bytes
;;     mov     eax, edx
;;     shr     eax, 1
;;     ret
;;
;; $most_of_64: 8 bytes
;;     mov     rax, rdx
;;     shr     rax, 0x3f
;;     ret
