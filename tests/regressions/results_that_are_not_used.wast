;; The results of a call that does not return, and a value that a branch leaves the function with, may be in registers in
;; which locals live. These are not free for what follows.

(module
  (func $three (result i32 i32 i32) (i32.const 1) (i32.const 2) (i32.const 3))

  (func (export "call") (param $w i32) (param $x i32) (param $y i32) (param $z i32) (result i32)
    (if (i32.eqz (local.get $w))
      (then (call $three) (unreachable)))
    (i32.add
      (i32.add (i32.mul (local.get $x) (local.get $y)) (i32.mul (local.get $y) (local.get $z)))
      (i32.add
        (i32.add (i32.mul (local.get $z) (local.get $w)) (i32.mul (local.get $w) (local.get $y)))
        (local.get $w))))

  (func (export "return") (param $x f64) (param $y f64) (param $early i32) (result f64)
    (if (local.get $early)
      (then (return (f64.sub (local.get $y) (local.get $x)))))
    (f64.sub
      (f64.add (f64.mul (local.get $x) (local.get $x)) (f64.mul (local.get $y) (local.get $y)))
      (f64.mul (f64.add (local.get $x) (local.get $y)) (f64.sub (local.get $x) (f64.mul (local.get $x) (local.get $x))))))

  ;; The sum is dropped by the branch, which does not leave the function.
  (func (export "dropped") (param $x f64) (param $y f64) (param $z i32) (result f64)
    (block
      (br_if 0 (local.get $z))
      (f64.add (local.get $x) (local.get $y))
      (br 0))
    (f64.sub (local.get $x) (local.get $y)))

  ;; Both results are the parameters, in part.
  (func (export "two") (param $x f64) (param $y f64) (result f64 f64)
    (local.get $x)
    (f64.add (local.get $y) (local.get $x)))

  ;; The sum waits below the block, and is computed while the parameter is still needed.
  (func (export "waits") (param $x f64) (param $y f64) (param $early i32) (result f64)
    (f64.add (local.get $x) (local.get $y))
    (block (br_if 0 (local.get $early)) (local.set $y (f64.mul (local.get $x) (local.get $y))))
    (f64.sub (f64.add (local.get $x) (local.get $y))))

  (func (export "br_if") (param $x f64) (param $early i32) (result f64)
    (br_if 0 (local.get $x) (local.get $early))
    (f64.add (local.get $x)))

  (func (export "br_table") (param $x f64) (param $to i32) (result f64)
    (br_table 0 0 0 (f64.add (local.get $x) (local.get $x)) (local.get $to))))

(assert_return (invoke "call" (i32.const 2) (i32.const 3) (i32.const 5) (i32.const 7)) (i32.const 76))
(assert_trap (invoke "call" (i32.const 0) (i32.const 3) (i32.const 5) (i32.const 7)) "unreachable")
(assert_return (invoke "return" (f64.const 2) (f64.const 5) (i32.const 1)) (f64.const 3))
(assert_return (invoke "return" (f64.const 2) (f64.const 5) (i32.const 0)) (f64.const 43))
(assert_return (invoke "dropped" (f64.const 2) (f64.const 5) (i32.const 0)) (f64.const -3))
(assert_return (invoke "dropped" (f64.const 2) (f64.const 5) (i32.const 1)) (f64.const -3))
(assert_return (invoke "two" (f64.const 2) (f64.const 5)) (f64.const 2) (f64.const 7))
(assert_return (invoke "waits" (f64.const 2) (f64.const 5) (i32.const 1)) (f64.const 0))
(assert_return (invoke "waits" (f64.const 2) (f64.const 5) (i32.const 0)) (f64.const -5))
(assert_return (invoke "br_if" (f64.const 2) (i32.const 1)) (f64.const 2))
(assert_return (invoke "br_if" (f64.const 2) (i32.const 0)) (f64.const 4))
(assert_return (invoke "br_table" (f64.const 2) (i32.const 1)) (f64.const 4))
