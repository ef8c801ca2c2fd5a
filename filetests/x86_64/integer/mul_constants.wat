;;! target = "x86_64"
;; Products with constants that shifts and sums could make.

(module
  (func $by_two (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 2)))

  (func $by_three (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 3)))

  (func $by_ten (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 10)))

  (func $by_64 (param $x i64) (result i64)
    (i64.mul (local.get $x) (i64.const 64)))

  (func $by_minus_one (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const -1)))

  (func $large (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 1664525))))

;; $by_two: 4 bytes
;;     lea     eax, [rdx + rdx]
;;     ret
;;
;; $by_three: 4 bytes
;;     lea     eax, [rdx + rdx*2]
;;     ret
;;
;; $by_ten: 4 bytes
;;     imul    eax, edx, 0xa
;;     ret
;;
;; $by_64: 8 bytes
;;     mov     rax, rdx
;;     shl     rax, 6
;;     ret
;;
;; $by_minus_one: 5 bytes
;;     mov     eax, edx
;;     neg     eax
;;     ret
;;
;; $large: 7 bytes
;;     imul    eax, edx, 0x19660d
;;     ret
