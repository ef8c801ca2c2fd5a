;;! target = "x86_64"
;; i32.store8: what the address and the value may be.

(module
  (memory 1)

  (func $local (param $p i32) (param $x i32)
    (i32.store8 (local.get $p) (local.get $x)))

  (func $temporary (param $p i32) (param $x i32)
    (i32.store8 offset=16 (local.get $p) (i32.clz (local.get $x))))

  (func $constant (param $p i32)
    (i32.store8 (local.get $p) (i32.const 1000)))

  (func $zero (param $p i32)
    (i32.store8 (local.get $p) (i32.const 0)))

  (func $constant_address (param $x i32)
    (i32.store8 (i32.const 1024) (local.get $x))))

;; $local: 4 bytes
;;     mov     [rbx + rdx], cl                     ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 9 bytes
;;     lzcnt   eax, ecx
;;     mov     [rbx + rdx + 0x10], al              ; trap: memory out of bounds
;;     ret
;;
;; $constant: 5 bytes
;;     mov     byte ptr [rbx + rdx], -0x18         ; trap: memory out of bounds
;;     ret
;;
;; $zero: 5 bytes
;;     mov     byte ptr [rbx + rdx], 0             ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 7 bytes
;;     mov     [rbx + 0x400], dl                   ; trap: memory out of bounds
;;     ret
