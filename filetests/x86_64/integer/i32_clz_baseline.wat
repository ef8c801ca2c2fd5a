;;! target = "x86_64"
;;! cpu = "baseline"
;; Leading zeros of 32 bits, without the instruction for it.

(module
  (memory 1)

  (func $local (param $x i32) (result i32)
    (i32.clz (local.get $x)))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.clz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i32)
    (i32.clz (i32.load (local.get $p)))))

;; $local: 17 bytes
;;     bsr     r11d, edx
;;     mov     eax, 0x3f
;;     cmovne  eax, r11d
;;     xor     eax, 0x1f
;;     ret
;;
;; $in_place: 19 bytes
;;     bsr     r11d, edx
;;     mov     edx, 0x3f
;;     cmovne  edx, r11d
;;     xor     edx, 0x1f
;;     mov     eax, edx
;;     ret
;;
;; $of_load: 20 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     bsr     r11d, eax
;;     mov     eax, 0x3f
;;     cmovne  eax, r11d
;;     xor     eax, 0x1f
;;     ret
