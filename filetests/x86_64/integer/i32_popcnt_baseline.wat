;;! target = "x86_64"
;;! cpu = "baseline"
;; Ones of 32 bits, without the instruction for it.

(module
  (memory 1)

  (func $local (param $x i32) (result i32)
    (i32.popcnt (local.get $x)))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.popcnt (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i32)
    (i32.popcnt (i32.load (local.get $p)))))

;; $local: 65 bytes
;;     mov     eax, edx
;;     mov     r11d, eax
;;     shr     r11d, 1
;;     and     r11d, 0x55555555
;;     sub     eax, r11d
;;     mov     r11d, eax
;;     shr     r11d, 2
;;     and     r11d, 0x33333333
;;     and     eax, 0x33333333
;;     add     eax, r11d
;;     mov     r11d, eax
;;     shr     r11d, 4
;;     add     eax, r11d
;;     and     eax, 0xf0f0f0f
;;     imul    eax, 0x1010101
;;     shr     eax, 0x18
;;     ret
;;
;; $in_place: 67 bytes
;;     mov     r11d, edx
;;     shr     r11d, 1
;;     and     r11d, 0x55555555
;;     sub     edx, r11d
;;     mov     r11d, edx
;;     shr     r11d, 2
;;     and     r11d, 0x33333333
;;     and     edx, 0x33333333
;;     add     edx, r11d
;;     mov     r11d, edx
;;     shr     r11d, 4
;;     add     edx, r11d
;;     and     edx, 0xf0f0f0f
;;     imul    edx, 0x1010101
;;     shr     edx, 0x18
;;     mov     eax, edx
;;     ret
;;
;; $of_load: 66 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     mov     r11d, eax
;;     shr     r11d, 1
;;     and     r11d, 0x55555555
;;     sub     eax, r11d
;;     mov     r11d, eax
;;     shr     r11d, 2
;;     and     r11d, 0x33333333
;;     and     eax, 0x33333333
;;     add     eax, r11d
;;     mov     r11d, eax
;;     shr     r11d, 4
;;     add     eax, r11d
;;     and     eax, 0xf0f0f0f
;;     imul    eax, 0x1010101
;;     shr     eax, 0x18
;;     ret
