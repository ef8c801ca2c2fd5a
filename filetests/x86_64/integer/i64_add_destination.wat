;;! target = "x86_64"
;; Addition of 64 bits: where the result goes.

(module
  (func $take (param i64))

  (func $other_local (param $x i64) (param $y i64) (result i64)
    (local $z i64)
    (local.set $z (i64.add (local.get $x) (local.get $y)))
    (local.get $z))

  (func $left_operand (param $x i64) (param $y i64) (result i64)
    (local.set $x (i64.add (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x i64) (param $y i64) (result i64)
    (local.set $y (i64.add (local.get $x) (local.get $y)))
    (local.get $y))

  (func $tee (param $x i64) (param $y i64) (result i64)
    (local $z i64)
    (i64.clz (local.tee $z (i64.add (local.get $x) (local.get $y)))))

  (func $argument (param $x i64) (param $y i64)
    (call $take (i64.add (local.get $x) (local.get $y)))))

;; $take: 1 byte
;;     ret
;;
;; $other_local: 8 bytes
;;     lea     r10, [rdx + rcx]
;;     mov     rax, r10
;;     ret
;;
;; $left_operand: 7 bytes
;;     add     rdx, rcx
;;     mov     rax, rdx
;;     ret
;;
;; $right_operand: 7 bytes
;;     add     rcx, rdx
;;     mov     rax, rcx
;;     ret
;;
;; $tee: 10 bytes
;;     lea     r10, [rdx + rcx]
;;     lzcnt   rax, r10
;;     ret
;;
;; $argument: 9 bytes
;;     add     rdx, rcx
;;     call    $take
;;     ret
