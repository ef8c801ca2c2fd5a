;;! target = "x86_64"
;; i32.load: what the address may be, and where the result goes.

(module
  (memory 1)

  (func $local (param $p i32) (result i32)
    (i32.load (local.get $p)))

  (func $offset (param $p i32) (result i32)
    (i32.load offset=16 (local.get $p)))

  (func $constant (result i32)
    (i32.load (i32.const 1024)))

  (func $to_local (param $p i32) (param $x i32) (result i32)
    (local.set $x (i32.load (local.get $p)))
    (local.get $x))

  (func $over_its_address (param $p i32) (result i32)
    (i32.load (i32.add (local.get $p) (i32.const 8)))))

;; $local: 4 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     ret
;;
;; $offset: 5 bytes
;;     mov     eax, [rbx + rdx + 0x10]             ; trap: memory out of bounds
;;     ret
;;
;; $constant: 7 bytes
;;     mov     eax, [rbx + 0x400]                  ; trap: memory out of bounds
;;     ret
;;
;; $to_local: 6 bytes
;;     mov     ecx, [rbx + rdx]                    ; trap: memory out of bounds
;;     mov     eax, ecx
;;     ret
;;
;; $over_its_address: 7 bytes
;;     lea     eax, [rdx + 8]
;;     mov     eax, [rbx + rax]                    ; trap: memory out of bounds
;;     ret
