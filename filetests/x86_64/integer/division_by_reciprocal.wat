;;! target = "x86_64"
;; Divisions by constants: the forms of reciprocals.

(module
  (memory 1)
  (func $incremented (param $x i32) (result i32)
    (i32.div_u (local.get $x) (i32.const 7)))
  (func $to_local (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.rem_u (local.get $x) (i32.const 1000)))
    (i32.add (local.get $x) (local.get $y)))
  (func $negative (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const -7)))
  (func $negative_power (param $x i32) (result i32)
    (i32.div_s (local.get $x) (i32.const -16)))
  (func $of_load (param $p i32) (result i32)
    (i32.rem_s (i32.load (local.get $p)) (i32.const 100)))
  (func $wide_incremented (param $x i64) (result i64)
    (i64.div_u (local.get $x) (i64.const 7)))
  (func $wide_corrected (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const 100)))
  (func $wide_negative (param $x i64) (result i64)
    (i64.div_s (local.get $x) (i64.const -3)))
  (func $wide_of_load (param $p i32) (result i64)
    (i64.div_u (i64.load (local.get $p)) (i64.const 10)))
  (func $wide_power (param $x i64) (result i64)
    (i64.rem_s (local.get $x) (i64.const 0x10000000000))))

;; $incremented: 19 bytes
;;     lea     rax, [rdx + 1]
;;     mov     r11d, -0x6db6db6e
;;     imul    rax, r11
;;     shr     rax, 0x22
;;     ret
;;
;; $to_local: 23 bytes
;;     imul    rax, rdx, 0x10624dd3
;;     shr     rax, 0x26
;;     imul    eax, -0x3e8
;;     add     edx, eax
;;     lea     eax, [rdx + rcx]
;;     ret
;;
;; $negative: 24 bytes
;;     movsxd  rcx, edx
;;     mov     eax, -0x6db6db6d
;;     imul    rax, rcx
;;     sar     rax, 0x22
;;     sar     ecx, 0x1f
;;     neg     eax
;;     add     eax, ecx
;;     ret
;;
;; $negative_power: 14 bytes
;;     lea     eax, [rdx + 0xf]
;;     test    edx, edx
;;     cmovge  eax, edx
;;     sar     eax, 4
;;     neg     eax
;;     ret
;;
;; $of_load: 30 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     movsxd  r8, eax
;;     imul    rcx, r8, 0x51eb851f
;;     sar     rcx, 0x25
;;     shr     r8d, 0x1f
;;     add     ecx, r8d
;;     imul    ecx, -0x64
;;     add     eax, ecx
;;     ret
;;
;; $wide_incremented: 34 bytes
;;     mov     r10, rdx
;;     mov     r11, -0x6db6db6db6db6db7
;;     mov     rax, r10
;;     mul     r11
;;     add     rax, r11
;;     adc     rdx, 0
;;     mov     rax, rdx
;;     shr     rax, 2
;;     ret
;;
;; $wide_corrected: 34 bytes
;;     mov     r10, rdx
;;     mov     rax, -0x5c28f5c28f5c28f5
;;     imul    r10
;;     add     rdx, r10
;;     sar     rdx, 6
;;     mov     rax, r10
;;     shr     rax, 0x3f
;;     add     rax, rdx
;;     ret
;;
;; $wide_negative: 27 bytes
;;     mov     r10, rdx
;;     mov     rax, 0x5555555555555556
;;     imul    r10
;;     mov     rax, r10
;;     sar     rax, 0x3f
;;     sub     rax, rdx
;;     ret
;;
;; $wide_of_load: 28 bytes
;;     mov     r10d, edx
;;     mov     rax, [rbx + r10]                    ; trap: memory out of bounds
;;     mov     r11, -0x3333333333333333
;;     mul     r11
;;     mov     rax, rdx
;;     shr     rax, 3
;;     ret
;;
;; $wide_power: 43 bytes
;;     mov     r10, rdx
;;     mov     rax, 0xffffffffff
;;     add     rax, r10
;;     test    r10, r10
;;     cmovge  rax, r10
;;     mov     r11, -0x10000000000
;;     and     rax, r11
;;     neg     rax
;;     add     rax, r10
;;     ret
