;;! target = "aarch64"
;; Tables of so few targets that they are none.

(module
  (func $default_only (param $x i32) (result i32)
    (block $a (br_table $a (local.get $x)))
    (local.get $x))

  (func $one (param $x i32) (result i32)
    (block $b (block $a
      (br_table $a $b (local.get $x)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $constant (result i32)
    (block $b (block $a
      (br_table $a $b (i32.const 0)))
      (return (i32.const 1)))
    (i32.const 2)))

;; $default_only: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $one: 24 bytes
;;     mov     w0, w1
;;     cbnz    w0, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
;;
;; $constant: 8 bytes
;;     mov     w0, #1
;;     ret
