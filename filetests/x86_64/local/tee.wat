;;! target = "x86_64"
;; An assignment whose value is used as well.

(module
  (func $constant (param $x i32) (result i32)
    (i32.add (local.tee $x (i32.const 7)) (local.get $x)))

  (func $temporary (param $x i32) (result i32)
    (i32.mul (local.tee $x (i32.clz (local.get $x))) (local.get $x)))

  (func $other (param $x i32) (param $y i32) (result i32)
    (i32.sub (local.tee $x (local.get $y)) (local.get $x))))

;; $constant: 9 bytes
;;     mov     edx, 7
;;     lea     eax, [rdx + 7]
;;     ret
;;
;; $temporary: 10 bytes
;;     lzcnt   edx, edx
;;     mov     eax, edx
;;     imul    eax, edx
;;     ret
;;
;; $other: 7 bytes
;;     mov     edx, ecx
;;     mov     eax, edx
;;     sub     eax, edx
;;     ret
