;;! target = "x86_64"
;; Bitwise and of 32 bits: where the result goes.

(module
  (func $take (param i32))

  (func $other_local (param $x i32) (param $y i32) (result i32)
    (local $z i32)
    (local.set $z (i32.and (local.get $x) (local.get $y)))
    (local.get $z))

  (func $left_operand (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.and (local.get $x) (local.get $y)))
    (local.get $x))

  (func $right_operand (param $x i32) (param $y i32) (result i32)
    (local.set $y (i32.and (local.get $x) (local.get $y)))
    (local.get $y))

  (func $tee (param $x i32) (param $y i32) (result i32)
    (local $z i32)
    (i32.clz (local.tee $z (i32.and (local.get $x) (local.get $y)))))

  (func $argument (param $x i32) (param $y i32)
    (call $take (i32.and (local.get $x) (local.get $y)))))

;; $take: 1 byte
;;     ret
;;
;; $other_local: 10 bytes
;;     mov     r10d, edx
;;     and     r10d, ecx
;;     mov     eax, r10d
;;     ret
;;
;; $left_operand: 5 bytes
;;     and     edx, ecx
;;     mov     eax, edx
;;     ret
;;
;; $right_operand: 5 bytes
;;     and     ecx, edx
;;     mov     eax, ecx
;;     ret
;;
;; $tee: 12 bytes
;;     mov     r10d, edx
;;     and     r10d, ecx
;;     lzcnt   eax, r10d
;;     ret
;;
;; $argument: 8 bytes
;;     and     edx, ecx
;;     call    $take
;;     ret
