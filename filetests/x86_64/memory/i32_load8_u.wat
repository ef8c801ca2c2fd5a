;;! target = "x86_64"
;; i32.load8_u: what the address may be, and where the result goes.

(module
  (memory 1)

  (func $local (param $p i32) (result i32)
    (i32.load8_u (local.get $p)))

  (func $offset (param $p i32) (result i32)
    (i32.load8_u offset=16 (local.get $p)))

  (func $constant (result i32)
    (i32.load8_u (i32.const 1024)))

  (func $to_local (param $p i32) (param $x i32) (result i32)
    (local.set $x (i32.load8_u (local.get $p)))
    (local.get $x))

  (func $over_its_address (param $p i32) (result i32)
    (i32.load8_u (i32.add (local.get $p) (i32.const 8)))))

;; $local: 5 bytes
;;     movzx   eax, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     ret
;;
;; $offset: 6 bytes
;;     movzx   eax, byte ptr [rbx + rdx + 0x10]    ; trap: memory out of bounds
;;     ret
;;
;; $constant: 8 bytes
;;     movzx   eax, byte ptr [rbx + 0x400]         ; trap: memory out of bounds
;;     ret
;;
;; $to_local: 7 bytes
;;     movzx   ecx, byte ptr [rbx + rdx]           ; trap: memory out of bounds
;;     mov     eax, ecx
;;     ret
;;
;; $over_its_address: 8 bytes
;;     lea     eax, [rdx + 8]
;;     movzx   eax, byte ptr [rbx + rax]           ; trap: memory out of bounds
;;     ret
