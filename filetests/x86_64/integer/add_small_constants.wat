;;! target = "x86_64"
;; Constants for which there are shorter instructions, and those that are none.

(module
  (func $increment (param $x i32) (result i32)
    (local.set $x (i32.add (local.get $x) (i32.const 1)))
    (local.get $x))

  (func $decrement (param $x i32) (result i32)
    (local.set $x (i32.sub (local.get $x) (i32.const 1)))
    (local.get $x))

  (func $increment_64 (param $x i64) (result i64)
    (local.set $x (i64.add (local.get $x) (i64.const 1)))
    (local.get $x))

  (func $add_negative (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const -16)))

  (func $add_zero (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 0)))

  (func $add_128 (param $x i32) (result i32)
    (local.set $x (i32.add (local.get $x) (i32.const 128)))
    (local.get $x)))

;; $increment: 5 bytes
;;     inc     edx
;;     mov     eax, edx
;;     ret
;;
;; $decrement: 5 bytes
;;     dec     edx
;;     mov     eax, edx
;;     ret
;;
;; $increment_64: 7 bytes
;;     inc     rdx
;;     mov     rax, rdx
;;     ret
;;
;; $add_negative: 4 bytes
;;     lea     eax, [rdx - 0x10]
;;     ret
;;
;; $add_zero: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $add_128: 6 bytes
;;     sub     edx, -0x80
;;     mov     eax, edx
;;     ret
