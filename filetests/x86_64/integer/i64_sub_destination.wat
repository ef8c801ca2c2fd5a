;;! target = "x86_64"
;; Subtraction of 64 bits: where the result goes.

(module
  (func $take (param i64))

  (func $other_local (param $x i64) (param $y i64) (result i64)
    (local $z i64)
    (local.set $z (i64.sub (local.get $x) (local.get $y)))
    (local.get $z))

  (func $left_operand (param $x i64) (param $y i64) (result i64)
    (local.set $x (i64.sub (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x i64) (param $y i64) (result i64)
    (local.set $y (i64.sub (local.get $x) (local.get $y)))
    (local.get $y))

  (func $tee (param $x i64) (param $y i64) (result i64)
    (local $z i64)
    (i64.clz (local.tee $z (i64.sub (local.get $x) (local.get $y)))))

  (func $argument (param $x i64) (param $y i64)
    (call $take (i64.sub (local.get $x) (local.get $y)))))

;; $take: 1 byte
;;     ret
;;
;; $other_local: 10 bytes
;;     mov     r10, rdx
;;     sub     r10, rcx
;;     mov     rax, r10
;;     ret
;;
;; $left_operand: 7 bytes
;;     sub     rdx, rcx
;;     mov     rax, rdx
;;     ret
;;
;; $right_operand: 10 bytes
;;     neg     rcx
;;     add     rcx, rdx
;;     mov     rax, rcx
;;     ret
;;
;; $tee: 12 bytes
;;     mov     r10, rdx
;;     sub     r10, rcx
;;     lzcnt   rax, r10
;;     ret
;;
;; $argument: 9 bytes
;;     sub     rdx, rcx
;;     call    $take
;;     ret
