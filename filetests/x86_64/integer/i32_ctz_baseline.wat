;;! target = "x86_64"
;;! cpu = "baseline"
;; Trailing zeros of 32 bits, without the instruction for it.

(module
  (memory 1)

  (func $local (param $x i32) (result i32)
    (i32.ctz (local.get $x)))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.ctz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i32)
    (i32.ctz (i32.load (local.get $p)))))

;; $local: 14 bytes
;;     bsf     r11d, edx
;;     mov     eax, 0x20
;;     cmovne  eax, r11d
;;     ret
;;
;; $in_place: 16 bytes
;;     bsf     r11d, edx
;;     mov     edx, 0x20
;;     cmovne  edx, r11d
;;     mov     eax, edx
;;     ret
;;
;; $of_load: 17 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     bsf     r11d, eax
;;     mov     eax, 0x20
;;     cmovne  eax, r11d
;;     ret
