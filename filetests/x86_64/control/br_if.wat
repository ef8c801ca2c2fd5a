;;! target = "x86_64"
;; Conditional branches: the condition a number, a constant, or a call.

(module
  (func $condition (result i32) (i32.const 1))

  (func $local (param $x i32) (result i32)
    (block $b
      (br_if $b (local.get $x))
      (return (i32.const 1)))
    (i32.const 2))

  (func $temporary (param $x i32) (result i32)
    (block $b
      (br_if $b (i32.popcnt (local.get $x)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $always (param $x i32) (result i32)
    (block $b
      (br_if $b (i32.const 1))
      (return (i32.const 1)))
    (i32.const 2))

  (func $never (param $x i32) (result i32)
    (block $b
      (br_if $b (i32.const 0))
      (return (i32.const 1)))
    (i32.const 2))

  (func $called (result i32)
    (block $b
      (br_if $b (call $condition))
      (return (i32.const 1)))
    (i32.const 2)))

;; $condition: 6 bytes
;;     mov     eax, 1
;;     ret
;;
;; $local: 20 bytes
;;     test    edx, edx
;;     jne     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $temporary: 24 bytes
;;     popcnt  eax, edx
;;     test    eax, eax
;;     jne     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $always: 6 bytes
;;     mov     eax, 2
;;     ret
;;
;; $never: 6 bytes
;;     mov     eax, 1
;;     ret
;;
;; $called: 29 bytes
;;     call    $condition
;;     test    eax, eax
;;     jne     L1
;;     mov     eax, 1
;;     jmp     L2
;; L1:
;;     mov     eax, 2
;; L2:
;;     ret
