;;! target = "x86_64"
;; i32.store16: what the address and the value may be.

(module
  (memory 1)

  (func $local (param $p i32) (param $x i32)
    (i32.store16 (local.get $p) (local.get $x)))

  (func $temporary (param $p i32) (param $x i32)
    (i32.store16 offset=16 (local.get $p) (i32.clz (local.get $x))))

  (func $constant (param $p i32)
    (i32.store16 (local.get $p) (i32.const 1000)))

  (func $zero (param $p i32)
    (i32.store16 (local.get $p) (i32.const 0)))

  (func $constant_address (param $x i32)
    (i32.store16 (i32.const 1024) (local.get $x))))

;; $local: 5 bytes
;;     mov     [rbx + rdx], cx                     ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 10 bytes
;;     lzcnt   eax, ecx
;;     mov     [rbx + rdx + 0x10], ax              ; trap: memory out of bounds
;;     ret
;;
;; $constant: 7 bytes
;;     mov     word ptr [rbx + rdx], 0x3e8         ; trap: memory out of bounds
;;     ret
;;
;; $zero: 7 bytes
;;     mov     word ptr [rbx + rdx], 0             ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 8 bytes
;;     mov     [rbx + 0x400], dx                   ; trap: memory out of bounds
;;     ret
