;;! target = "x86_64"
;;! cpu = "baseline"
;; Ones of 64 bits, without the instruction for it.

(module
  (memory 1)

  (func $local (param $x i64) (result i64)
    (i64.popcnt (local.get $x)))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.popcnt (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i64)
    (i64.popcnt (i64.load (local.get $p)))))

;; $local: 79 bytes
;;     mov     rax, rdx
;;     mov     r11, rax
;;     shr     r11, 1
;;     and     r11, [=0x5555555555555555]
;;     sub     rax, r11
;;     mov     r11, rax
;;     shr     r11, 2
;;     and     r11, [=0x3333333333333333]
;;     and     rax, [=0x3333333333333333]
;;     add     rax, r11
;;     mov     r11, rax
;;     shr     r11, 4
;;     add     rax, r11
;;     and     rax, [=0x0f0f0f0f0f0f0f0f]
;;     mov     r11, 0x101010101010101
;;     imul    rax, r11
;;     shr     rax, 0x38
;;     ret
;;     .const  0x5555555555555555
;;     .const  0x3333333333333333
;;     .const  0x0f0f0f0f0f0f0f0f
;;
;; $in_place: 79 bytes
;;     mov     r11, rdx
;;     shr     r11, 1
;;     and     r11, [=0x5555555555555555]
;;     sub     rdx, r11
;;     mov     r11, rdx
;;     shr     r11, 2
;;     and     r11, [=0x3333333333333333]
;;     and     rdx, [=0x3333333333333333]
;;     add     rdx, r11
;;     mov     r11, rdx
;;     shr     r11, 4
;;     add     rdx, r11
;;     and     rdx, [=0x0f0f0f0f0f0f0f0f]
;;     mov     r11, 0x101010101010101
;;     imul    rdx, r11
;;     shr     rdx, 0x38
;;     mov     rax, rdx
;;     ret
;;
;; $of_load: 80 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     mov     r11, rax
;;     shr     r11, 1
;;     and     r11, [=0x5555555555555555]
;;     sub     rax, r11
;;     mov     r11, rax
;;     shr     r11, 2
;;     and     r11, [=0x3333333333333333]
;;     and     rax, [=0x3333333333333333]
;;     add     rax, r11
;;     mov     r11, rax
;;     shr     r11, 4
;;     add     rax, r11
;;     and     rax, [=0x0f0f0f0f0f0f0f0f]
;;     mov     r11, 0x101010101010101
;;     imul    rax, r11
;;     shr     rax, 0x38
;;     ret
