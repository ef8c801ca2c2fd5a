;;! target = "x86_64"
;; Subtraction of 64 bits: what the operands may be.

(module
  (memory 1)

  (func $locals (param $x i64) (param $y i64) (result i64)
    (i64.sub (local.get $x) (local.get $y)))

  (func $constant (param $x i64) (result i64)
    (i64.sub (local.get $x) (i64.const 100)))

  (func $constant_left (param $x i64) (result i64)
    (i64.sub (i64.const 100) (local.get $x)))

  (func $temporaries (param $x i64) (param $y i64) (result i64)
    (i64.sub (i64.clz (local.get $x)) (i64.ctz (local.get $y))))

  (func $memory (param $x i64) (param $p i32) (result i64)
    (i64.sub (local.get $x) (i64.load (local.get $p))))

  (func $wide_constant (param $x i64) (result i64)
    (i64.sub (local.get $x) (i64.const 0x123456789abc))))

;; $locals: 7 bytes
;;     mov     rax, rdx
;;     sub     rax, rcx
;;     ret
;;
;; $constant: 5 bytes
;;     lea     rax, [rdx - 0x64]
;;     ret
;;
;; $constant_left: 9 bytes
;;     mov     eax, 0x64
;;     sub     rax, rdx
;;     ret
;;
;; $temporaries: 14 bytes
;;     lzcnt   rax, rdx
;;     tzcnt   r8, rcx
;;     sub     rax, r8
;;     ret
;;
;; $memory: 8 bytes
;;     mov     rax, rdx
;;     sub     rax, [rbx + rcx]                    ; trap: memory out of bounds
;;     ret
;;
;; $wide_constant: 14 bytes
;;     mov     rax, -0x123456789abc
;;     add     rax, rdx
;;     ret
