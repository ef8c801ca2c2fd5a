;;! target = "x86_64"
;; i64.store: what the address and the value may be.

(module
  (memory 1)

  (func $local (param $p i32) (param $x i64)
    (i64.store (local.get $p) (local.get $x)))

  (func $temporary (param $p i32) (param $x i64)
    (i64.store offset=16 (local.get $p) (i64.clz (local.get $x))))

  (func $constant (param $p i32)
    (i64.store (local.get $p) (i64.const 1000)))

  (func $zero (param $p i32)
    (i64.store (local.get $p) (i64.const 0)))

  (func $constant_address (param $x i64)
    (i64.store (i32.const 1024) (local.get $x))))

;; $local: 5 bytes
;;     mov     [rbx + rdx], rcx                    ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 11 bytes
;;     lzcnt   rax, rcx
;;     mov     [rbx + rdx + 0x10], rax             ; trap: memory out of bounds
;;     ret
;;
;; $constant: 9 bytes
;;     mov     qword ptr [rbx + rdx], 0x3e8        ; trap: memory out of bounds
;;     ret
;;
;; $zero: 9 bytes
;;     mov     qword ptr [rbx + rdx], 0            ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 8 bytes
;;     mov     [rbx + 0x400], rdx                  ; trap: memory out of bounds
;;     ret
