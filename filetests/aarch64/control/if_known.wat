;;! target = "aarch64"
;; Conditionals whose condition is a constant: one branch is dead.

(module
  (func $always (param $x i32) (result i32)
    (if (result i32) (i32.const 1)
      (then (local.get $x))
      (else (i32.const 2))))

  (func $never (param $x i32) (result i32)
    (if (result i32) (i32.const 0)
      (then (local.get $x))
      (else (i32.const 2))))

  (func $never_without_else (param $x i32) (result i32)
    (if (i32.const 0) (then (local.set $x (i32.const 5))))
    (local.get $x)))

;; $always: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $never: 8 bytes
;;     mov     w0, #2
;;     ret
;;
;; $never_without_else: 8 bytes
;;     mov     w0, w1
;;     ret
