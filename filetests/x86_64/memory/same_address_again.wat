;;! target = "x86_64"
;; Several accesses by the same index.

(module
  (memory 1)

  (func $fields (param $p i32) (result i32)
    (i32.add (i32.load (local.get $p)) (i32.load offset=4 (local.get $p))))

  (func $increment (param $p i32)
    (i32.store (local.get $p) (i32.add (i32.load (local.get $p)) (i32.const 1))))

  (func $swap (param $p i32) (local $x i32)
    (local.set $x (i32.load (local.get $p)))
    (i32.store (local.get $p) (i32.load offset=4 (local.get $p)))
    (i32.store offset=4 (local.get $p) (local.get $x))))

;; $fields: 8 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     add     eax, [rbx + rdx + 4]                ; trap: memory out of bounds
;;     ret
;;
;; $increment: 4 bytes
;;     inc     dword ptr [rbx + rdx]               ; trap: memory out of bounds
;;     ret
;;
;; $swap: 17 bytes
;;     mov     r10d, [rbx + rdx]                   ; trap: memory out of bounds
;;     mov     eax, [rbx + rdx + 4]                ; trap: memory out of bounds
;;     mov     [rbx + rdx], eax                    ; trap: memory out of bounds
;;     mov     [rbx + rdx + 4], r10d               ; trap: memory out of bounds
;;     ret
