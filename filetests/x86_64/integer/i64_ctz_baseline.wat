;;! target = "x86_64"
;;! cpu = "baseline"
;; Trailing zeros of 64 bits, without the instruction for it.

(module
  (memory 1)

  (func $local (param $x i64) (result i64)
    (i64.ctz (local.get $x)))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.ctz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i64)
    (i64.ctz (i64.load (local.get $p)))))

;; $local: 14 bytes
;;     bsf     r11, rdx
;;     mov     eax, 0x40
;;     cmovne  rax, r11
;;     ret
;;
;; $in_place: 17 bytes
;;     bsf     r11, rdx
;;     mov     edx, 0x40
;;     cmovne  rdx, r11
;;     mov     rax, rdx
;;     ret
;;
;; $of_load: 18 bytes
;;     mov     rax, [rbx + rdx]                    ; trap: memory out of bounds
;;     bsf     r11, rax
;;     mov     eax, 0x40
;;     cmovne  rax, r11
;;     ret
