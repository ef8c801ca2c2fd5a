;;! target = "x86_64"
;; Reading a local makes no code: the operator that needs it reads its register.

(module
  (func $returned (param $x i32) (result i32)
    (local.get $x))

  (func $second (param $x i32) (param $y i64) (result i64)
    (local.get $y))

  (func $float (param $x i32) (param $y f64) (result f64)
    (local.get $y))

  (func $unused (param $x i32)
    (drop (local.get $x))))

;; $returned: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $second: 4 bytes
;;     mov     rax, rcx
;;     ret
;;
;; $float: 1 byte
;;     ret
;;
;; $unused: 1 byte
;;     ret
