;;! target = "x86_64"
;; The low bits of 32, sign-extended.

(module
  (func $local (param $x i32) (result i32)
    (i32.extend8_s (local.get $x)))

  (func $temporary (param $x i32) (result i32)
    (i32.extend8_s (i32.add (local.get $x) (i32.const 1))))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.extend8_s (local.get $x)))
    (local.get $x)))

;; $local: 4 bytes
;;     movsx   eax, dl
;;     ret
;;
;; $temporary: 7 bytes
;;     lea     eax, [rdx + 1]
;;     movsx   eax, al
;;     ret
;;
;; $in_place: 6 bytes
;;     movsx   edx, dl
;;     mov     eax, edx
;;     ret
