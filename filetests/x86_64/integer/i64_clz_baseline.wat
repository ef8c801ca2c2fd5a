;;! target = "x86_64"
;;! cpu = "baseline"
;; Leading zeros of 64 bits, without the instruction for it.

(module
  (memory 1)

  (func $local (param $x i64) (result i64)
    (i64.clz (local.get $x)))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.clz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i64)
    (i64.clz (i64.load (local.get $p)))))

;; $local: 18 bytes
;;     bsr     r11, rdx
;;     mov     eax, 0x7f
;;     cmovne  rax, r11
;;     xor     rax, 0x3f
;;     ret
;;
;; $in_place: 21 bytes
;;     bsr     r11, rdx
;;     mov     edx, 0x7f
;;     cmovne  rdx, r11
;;     xor     rdx, 0x3f
;;     mov     rax, rdx
;;     ret
;;
;; $of_load: 22 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     bsr     r11, rax
;;     mov     eax, 0x7f
;;     cmovne  rax, r11
;;     xor     rax, 0x3f
;;     ret
