;;! target = "x86_64"
;; Globals of i64.

(module
  (global $g (mut i64) (i64.const 7))

  (func $get (result i64)
    (global.get $g))

  (func $get_to_local (param $x i64) (result i64)
    (local.set $x (global.get $g))
    (local.get $x))

  (func $set (param $x i64)
    (global.set $g (local.get $x)))

  (func $set_constant
    (global.set $g (i64.const 7)))

  (func $update (param $x i64)
    (global.set $g (i64.add (global.get $g) (local.get $x)))))

;; $get: 5 bytes
;;     mov     rax, [r14 + global0]
;;     ret
;;
;; $get_to_local: 8 bytes
;;     mov     rdx, [r14 + global0]
;;     mov     rax, rdx
;;     ret
;;
;; $set: 5 bytes
;;     mov     [r14 + global0], rdx
;;     ret
;;
;; $set_constant: 9 bytes
;;     mov     qword ptr [r14 + global0], 7
;;     ret
;;
;; $update: 12 bytes
;;     mov     rax, [r14 + global0]
;;     add     rax, rdx
;;     mov     [r14 + global0], rax
;;     ret
