;;! target = "aarch64"
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

;; $returned: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $second: 8 bytes
;;     mov     x0, x2
;;     ret
;;
;; $float: 4 bytes
;;     ret
;;
;; $unused: 4 bytes
;;     ret
