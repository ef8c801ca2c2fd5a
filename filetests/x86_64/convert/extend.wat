;;! target = "x86_64"
;; A 32-bit integer as one of 64 bits.

(module
  (memory 1)

  (func $signed (param $x i32) (result i64)
    (i64.extend_i32_s (local.get $x)))

  (func $unsigned (param $x i32) (result i64)
    (i64.extend_i32_u (local.get $x)))

  (func $unsigned_temporary (param $x i32) (result i64)
    (i64.extend_i32_u (i32.add (local.get $x) (i32.const 1))))

  (func $signed_to_local (param $x i32) (param $y i64) (result i64)
    (local.set $y (i64.extend_i32_s (local.get $x)))
    (local.get $y))

  (func $wide_product (param $x i32) (param $y i32) (result i64)
    (i64.mul (i64.extend_i32_u (local.get $x)) (i64.extend_i32_u (local.get $y)))))

;; $signed: 4 bytes
;;     movsxd  rax, edx
;;     ret
;;
;; $unsigned: 4 bytes
;;     mov     rax, rdx
;;     ret
;;
;; $unsigned_temporary: 4 bytes
;;     lea     eax, [rdx + 1]
;;     ret
;;
;; $signed_to_local: 7 bytes
;;     movsxd  rcx, edx
;;     mov     rax, rcx
;;     ret
;;
;; $wide_product: 8 bytes
;;     mov     rax, rdx
;;     imul    rax, rcx
;;     ret
