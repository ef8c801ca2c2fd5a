;;! target = "x86_64"
;; Globals of i32.

(module
  (global $g (mut i32) (i32.const 7))

  (func $get (result i32)
    (global.get $g))

  (func $get_to_local (param $x i32) (result i32)
    (local.set $x (global.get $g))
    (local.get $x))

  (func $set (param $x i32)
    (global.set $g (local.get $x)))

  (func $set_constant
    (global.set $g (i32.const 7)))

  (func $update (param $x i32)
    (global.set $g (i32.add (global.get $g) (local.get $x)))))

;; $get: 5 bytes
;;     mov     eax, [r14 + global0]
;;     ret
;;
;; $get_to_local: 7 bytes
;;     mov     edx, [r14 + global0]
;;     mov     eax, edx
;;     ret
;;
;; $set: 5 bytes
;;     mov     [r14 + global0], edx
;;     ret
;;
;; $set_constant: 9 bytes
;;     mov     dword ptr [r14 + global0], 7
;;     ret
;;
;; $update: 11 bytes
;;     mov     eax, [r14 + global0]
;;     add     eax, edx
;;     mov     [r14 + global0], eax
;;     ret
