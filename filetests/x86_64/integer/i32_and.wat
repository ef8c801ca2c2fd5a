;;! target = "x86_64"
;; Bitwise and of 32 bits: what the operands may be.

(module
  (memory 1)

  (func $locals (param $x i32) (param $y i32) (result i32)
    (i32.and (local.get $x) (local.get $y)))

  (func $constant (param $x i32) (result i32)
    (i32.and (local.get $x) (i32.const 100)))

  (func $constant_left (param $x i32) (result i32)
    (i32.and (i32.const 100) (local.get $x)))

  (func $temporaries (param $x i32) (param $y i32) (result i32)
    (i32.and (i32.clz (local.get $x)) (i32.ctz (local.get $y))))

  (func $memory (param $x i32) (param $p i32) (result i32)
    (i32.and (local.get $x) (i32.load (local.get $p)))))

;; $locals: 5 bytes
;;     mov     eax, edx
;;     and     eax, ecx
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
;; $temporaries: 13 bytes
;;     lzcnt   eax, edx
;;     tzcnt   r8d, ecx
;;     and     eax, r8d
;;     ret
;;
;; $memory: 6 bytes
;;     mov     eax, edx
;;     and     eax, [rbx + rcx]                    ; trap: memory out of bounds
;;     ret
