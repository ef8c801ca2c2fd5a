;;! target = "aarch64"
;; What cannot be reached makes no code.

(module
  (func $after_return (param $x i32) (result i32)
    (return (local.get $x))
    (i32.add (i32.const 1) (i32.const 2)))

  (func $after_br (param $x i32) (result i32)
    (block $b
      (br $b)
      (local.set $x (i32.const 1)))
    (local.get $x))

  (func $after_unreachable (result i32)
    (unreachable)
    (loop $l (br $l))
    (i32.const 5))

  (func $else_of_return (param $x i32) (result i32)
    (if (result i32) (local.get $x)
      (then (return (i32.const 1)))
      (else (i32.const 2)))))

;; $after_return: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $after_br: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $after_unreachable: 4 bytes
;;     udf     #9                                  ; trap: unreachable
;;
;; $else_of_return: 20 bytes
;;     cbz     w1, L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
