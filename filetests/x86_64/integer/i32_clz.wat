;;! target = "x86_64"
;; Leading zeros of 32 bits.

(module
  (memory 1)

  (func $local (param $x i32) (result i32)
    (i32.clz (local.get $x)))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.clz (local.get $x)))
    (local.get $x))

  (func $of_load (param $p i32) (result i32)
    (i32.clz (i32.load (local.get $p)))))

;; $local: 5 bytes
;;     lzcnt   eax, edx
;;     ret
;;
;; $in_place: 7 bytes
;;     lzcnt   edx, edx
;;     mov     eax, edx
;;     ret
;;
;; $of_load: 8 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     lzcnt   eax, eax
;;     ret
