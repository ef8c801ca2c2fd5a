;;! target = "x86_64"
;; Operands that nothing uses: what has no effect is not computed if it can wait.

(module
  (memory 1)
  (func $callee (result i32) (i32.const 1))

  (func $constant
    (drop (i32.const 1)))

  (func $local (param $x i32)
    (drop (local.get $x)))

  (func $computed (param $x i32)
    (drop (i32.mul (local.get $x) (local.get $x))))

  (func $load (param $p i32)
    (drop (i32.load (local.get $p))))

  (func $result
    (drop (call $callee))))

;; $callee: 6 bytes
;;     mov     eax, 1
;;     ret
;;
;; $constant: 1 byte
;;     ret
;;
;; $local: 1 byte
;;     ret
;;
;; $computed: 6 bytes
;;     mov     eax, edx
;;     imul    eax, edx
;;     ret
;;
;; $load: 4 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     ret
;;
;; $result: 6 bytes
;;     call    $callee
;;     ret
