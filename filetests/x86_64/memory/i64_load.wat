;;! target = "x86_64"
;; i64.load: what the address may be, and where the result goes.

(module
  (memory 1)

  (func $local (param $p i32) (result i64)
    (i64.load (local.get $p)))

  (func $offset (param $p i32) (result i64)
    (i64.load offset=16 (local.get $p)))

  (func $constant (result i64)
    (i64.load (i32.const 1024)))

  (func $to_local (param $p i32) (param $x i64) (result i64)
    (local.set $x (i64.load (local.get $p)))
    (local.get $x))

  (func $over_its_address (param $p i32) (result i64)
    (i64.load (i32.add (local.get $p) (i32.const 8)))))

;; $local: 5 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     ret
;;
;; $offset: 6 bytes
;;     mov     rax, [rbx + rdx + 0x10]             ; trap: memory out of bounds
;;     ret
;;
;; $constant: 8 bytes
;;     mov     rax, [rbx + 0x400]                  ; trap: memory out of bounds
;;     ret
;;
;; $to_local: 8 bytes
;;     mov     rcx, [rbx + rdx]                    ; trap: memory out of bounds
;;     mov     rax, rcx
;;     ret
;;
;; $over_its_address: 8 bytes
;;     lea     eax, [rdx + 8]
;;     mov     rax, [rbx + rax]                    ; trap: memory out of bounds
;;     ret
