;;! target = "x86_64"
;; Fills of known length, of 1, 2, 4, 8 bytes.

(module
  (memory 1)

  (func $bytes_1 (param $to i32)
    (memory.fill (local.get $to) (i32.const 85) (i32.const 1)))

  (func $bytes_2 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 2)))

  (func $bytes_4 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 4)))

  (func $bytes_8 (param $to i32)
    (memory.fill (local.get $to) (i32.const 0) (i32.const 8))))

;; $bytes_1: 5 bytes
;;     mov     byte ptr [rbx + rdx], 0x55          ; trap: memory out of bounds
;;     ret
;;
;; $bytes_2: 7 bytes
;;     mov     word ptr [rbx + rdx], 0             ; trap: memory out of bounds
;;     ret
;;
;; $bytes_4: 8 bytes
;;     mov     dword ptr [rbx + rdx], 0            ; trap: memory out of bounds
;;     ret
;;
;; $bytes_8: 9 bytes
;;     mov     qword ptr [rbx + rdx], 0            ; trap: memory out of bounds
;;     ret
