;; Locals that no call comes in front of live in registers that calls destroy.

(module
  (memory 1)
  (global $calls (mut i32) (i32.const 0))
  ;; Destroys what it can.
  (func $mix (param i32 i32 i32 i32) (result i32)
    (local i32 i32 i32 i32 i32)
    (local.set 4 (i32.mul (local.get 0) (i32.const 3)))
    (local.set 5 (i32.mul (local.get 1) (i32.const 5)))
    (local.set 6 (i32.mul (local.get 2) (i32.const 7)))
    (local.set 7 (i32.mul (local.get 3) (i32.const 11)))
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (i32.add (i32.add (local.get 4) (local.get 5)) (i32.add (local.get 6) (local.get 7))))
  (func $float (param f64 f64) (result f64)
    (f64.add (f64.mul (local.get 0) (f64.const 3)) (f64.mul (local.get 1) (f64.const 5))))
  (func $three (result i32 i32 i32) (i32.const 1) (i32.const 2) (i32.const 3))

  ;; The value of $x waits for the call to return.
  (func (export "waits") (param $x i32) (param $y i32) (result i32)
    (local.get $x)
    (call $mix (local.get $y) (local.get $x) (i32.const 1) (local.get $y))
    (i32.sub))

  ;; The last argument is computed where another argument lives.
  (func (export "arguments") (param $a i32) (param $b i32) (param $c i32) (param $d i32) (result i32)
    (call $mix (local.get $d) (local.get $c) (local.get $b) (i32.sub (local.get $a) (local.get $d))))
  (func (export "rotated") (param $a i32) (param $b i32) (param $c i32) (param $d i32) (result i32)
    (call $mix (local.get $b) (local.get $c) (local.get $d) (local.get $a)))
  (func (export "assigned") (param $a i32) (param $b i32) (param $c i32) (param $d i32) (result i32)
    (local.get $a)
    (local.set $a (i32.add (local.get $a) (local.get $d)))
    (call $mix (local.get $a) (local.tee $b (i32.add (local.get $b) (i32.const 1))) (local.get $c) (local.get $b))
    (i32.add))

  ;; What is below a block cannot stay in a register.
  (func (export "below") (param $x i32) (param $y i32) (result i32)
    (local.get $x)
    (block (br_if 0 (local.get $y)) (drop (call $mix (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4))))
    (i32.add (i32.const 1)))

  ;; In the loop there is a call, which comes in front of what is read next time.
  (func (export "loop") (param $x i32) (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (local.get $x)))
      (drop (call $mix (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  ;; A call that does not return is not the first one.
  (func (export "not_returning") (param $x i32) (param $y i32) (param $z i32) (result i32)
    (if (i32.eqz (local.get $x)) (then (call $three) (unreachable)))
    (if (i32.eqz (local.get $y)) (then (drop (call $mix (local.get $x) (local.get $y) (local.get $z) (i32.add (local.get $z) (i32.const 1)))) (unreachable)))
    (i32.add
      (call $mix (i32.mul (local.get $x) (local.get $y)) (i32.mul (local.get $y) (local.get $z)) (local.get $x) (i32.add (local.get $x) (local.get $z)))
      (i32.const 1)))

  ;; Behind the call there are as many temporaries as ever.
  (func (export "afterwards") (param $x i32) (param $y i32) (param $z i32) (result i32)
    (local $a i32) (local $b i32)
    (local.set $a (call $mix (local.get $x) (local.get $y) (local.get $z) (local.get $x)))
    (local.set $b (call $mix (i32.const 1) (local.get $a) (i32.const 2) (i32.const 3)))
    (i32.add
      (i32.add
        (i32.add (i32.mul (local.get $a) (local.get $b)) (i32.mul (local.get $a) (i32.const 3)))
        (i32.add (i32.mul (local.get $b) (local.get $b)) (i32.mul (local.get $a) (i32.const 5))))
      (i32.add
        (i32.add (i32.mul (local.get $a) (i32.const 7)) (i32.mul (local.get $b) (i32.const 3)))
        (i32.add (i32.mul (local.get $b) (i32.const 9)) (i32.mul (local.get $a) (i32.const 11))))))

  (func (export "float") (param $x f64) (param $y f64) (result f64)
    (local.get $x)
    (call $float (f64.add (local.get $x) (local.get $y)) (f64.sub (local.get $x) (local.get $y)))
    (f64.sub))
  (func (export "float_before_and_after") (param $x f64) (param $y f64) (result f64)
    (local $z f64)
    (local.set $z (f64.mul (local.get $x) (local.get $y)))
    (f64.add
      (call $float (local.get $y) (local.get $z))
      (f64.mul (call $float (local.get $y) (f64.const 2)) (local.get $y))))
  (func (export "grow") (param $x i32) (param $y i32) (result i32)
    (local.get $x)
    (local.get $y)
    (drop (memory.grow (i32.sub (local.get $x) (local.get $x))))
    (i32.sub)))

(assert_return (invoke "waits" (i32.const 100) (i32.const 7)) (i32.const -505))
(assert_return (invoke "arguments" (i32.const 100) (i32.const 7) (i32.const 20) (i32.const 3)) (i32.const 1225))
(assert_return (invoke "rotated" (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4)) (i32.const 60))
(assert_return (invoke "assigned" (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4)) (i32.const 85))
(assert_return (invoke "below" (i32.const 1) (i32.const 0)) (i32.const 2))
(assert_return (invoke "below" (i32.const 1) (i32.const 5)) (i32.const 2))
(assert_return (invoke "loop" (i32.const 6) (i32.const 7)) (i32.const 42))
(assert_trap (invoke "not_returning" (i32.const 0) (i32.const 7) (i32.const 1)) "unreachable")
(assert_trap (invoke "not_returning" (i32.const 3) (i32.const 0) (i32.const 1)) "unreachable")
(assert_return (invoke "not_returning" (i32.const 3) (i32.const 5) (i32.const 7)) (i32.const 352))
(assert_return (invoke "afterwards" (i32.const 1) (i32.const 2) (i32.const 3)) (i32.const 92470))
(assert_return (invoke "float" (f64.const 2) (f64.const 5)) (f64.const -4))
(assert_return (invoke "float_before_and_after" (f64.const 2) (f64.const 5)) (f64.const 190))
(assert_return (invoke "grow" (i32.const 50) (i32.const 8)) (i32.const 42))
