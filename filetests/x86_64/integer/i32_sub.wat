;;! target = "x86_64"
;; Subtraction of 32 bits: what the operands may be.

(module
  (memory 1)

  (func $locals (param $x i32) (param $y i32) (result i32)
    (i32.sub (local.get $x) (local.get $y)))

  (func $constant (param $x i32) (result i32)
    (i32.sub (local.get $x) (i32.const 100)))

  (func $constant_left (param $x i32) (result i32)
    (i32.sub (i32.const 100) (local.get $x)))

  (func $temporaries (param $x i32) (param $y i32) (result i32)
    (i32.sub (i32.clz (local.get $x)) (i32.ctz (local.get $y))))

  (func $memory (param $x i32) (param $p i32) (result i32)
    (i32.sub (local.get $x) (i32.load (local.get $p)))))

;; $locals: 5 bytes
;;     mov     eax, edx
;;     sub     eax, ecx
;;     ret
;;
;; $constant: 4 bytes
;;     lea     eax, [rdx - 0x64]
;;     ret
;;
;; $constant_left: 8 bytes
;;     mov     eax, 0x64
;;     sub     eax, edx
;;     ret
;;
;; $temporaries: 13 bytes
;;     lzcnt   eax, edx
;;     tzcnt   r8d, ecx
;;     sub     eax, r8d
;;     ret
;;
;; $memory: 6 bytes
;;     mov     eax, edx
;;     sub     eax, [rbx + rcx]                    ; trap: memory out of bounds
;;     ret
