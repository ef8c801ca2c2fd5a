;; Clearing the upper half of a register that is both operand and destination.
(module
  (func (export "f") (param i64) (result i64) (local i64)
    (local.set 1 (i64.add (local.get 0) (i64.const 1)))
    (local.set 1 (i64.and (local.get 1) (i64.const 0xffffffff)))
    (i64.shr_u (local.get 1) (i64.const 16))))
(assert_return (invoke "f" (i64.const 0x1234567887654321)) (i64.const 0x8765))
(assert_return (invoke "f" (i64.const -1)) (i64.const 0))
