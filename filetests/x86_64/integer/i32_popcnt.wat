;;! target = "x86_64"
;; Ones of 32 bits.

(module
  (memory 1)

  (func $local (param $x i32) (result i32)
    (i32.popcnt (local.get $x)))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.popcnt (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i32)
    (i32.popcnt (i32.load (local.get $p)))))

;; $local: 5 bytes
;;     popcnt  eax, edx
;;     ret
;;
;; $in_place: 7 bytes
;;     popcnt  edx, edx
;;     mov     eax, edx
;;     ret
;;
;; $of_load: 8 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     popcnt  eax, eax
;;     ret
