;;! target = "x86_64"
;; Bitwise and of 64 bits: what the operands may be.

(module
  (memory 1)

  (func $locals (param $x i64) (param $y i64) (result i64)
    (i64.and (local.get $x) (local.get $y)))

  (func $constant (param $x i64) (result i64)
    (i64.and (local.get $x) (i64.const 100)))

  (func $constant_left (param $x i64) (result i64)
    (i64.and (i64.const 100) (local.get $x)))

  (func $temporaries (param $x i64) (param $y i64) (result i64)
    (i64.and (i64.clz (local.get $x)) (i64.ctz (local.get $y))))

  (func $memory (param $x i64) (param $p i32) (result i64)
    (i64.and (local.get $x) (i64.load (local.get $p))))

  (func $wide_constant (param $x i64) (result i64)
    (i64.and (local.get $x) (i64.const 0x123456789abc))))

;; $locals: 7 bytes
;;     mov     rax, rdx
;;     and     rax, rcx
;;     ret
;;
;; $constant: 6 bytes
;;     mov     eax, edx
;;     and     eax, 0x64
;;     ret
;;
;; $constant_left: 6 bytes
;;     mov     eax, edx
;;     and     eax, 0x64
;;     ret
;;
;; $temporaries: 14 bytes
;;     lzcnt   rax, rdx
;;     tzcnt   r8, rcx
;;     and     rax, r8
;;     ret
;;
;; $memory: 8 bytes
;;     mov     rax, rdx
;;     and     rax, [rbx + rcx]                    ; trap: memory out of bounds
;;     ret
;;
;; $wide_constant: 14 bytes
;;     mov     rax, 0x123456789abc
;;     and     rax, rdx
;;     ret
