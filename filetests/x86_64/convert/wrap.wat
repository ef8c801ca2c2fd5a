;;! target = "x86_64"
;; The low half of a 64-bit integer.

(module
  (memory 1)

  (func $local (param $x i64) (result i32)
    (i32.wrap_i64 (local.get $x)))

  (func $temporary (param $x i64) (result i32)
    (i32.wrap_i64 (i64.shr_u (local.get $x) (i64.const 32))))

  (func $of_load (param $p i32) (result i32)
    (i32.wrap_i64 (i64.load (local.get $p))))

  (func $as_condition (param $x i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.wrap_i64 (local.get $x))))

  (func $as_address (param $x i64) (result i32)
    (i32.load (i32.wrap_i64 (local.get $x)))))

;; $local: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $temporary: 8 bytes
;;     mov     rax, rdx
;;     shr     rax, 0x20
;;     ret
;;
;; $of_load: 7 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     mov     eax, eax
;;     ret
;;
;; $as_condition: 9 bytes
;;     test    edx, edx
;;     mov     eax, r8d
;;     cmovne  eax, ecx
;;     ret
;;
;; $as_address: 6 bytes
;;     mov     eax, edx
;;     mov     eax, [rbx + rax]                    ; trap: memory out of bounds
;;     ret
