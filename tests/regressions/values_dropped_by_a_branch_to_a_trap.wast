;; A conditional branch in front of `unreachable` at the end of a block is one trap: the values that the branch drops are dropped.
(module
  (func (export "one") (param i32) (result i32)
    i32.const 42
    block  i32.const 1  local.get 0  br_if 0  unreachable  end)
  (func (export "two") (param i32 i32) (result i32)
    local.get 1
    block  (i32.mul (local.get 1) (i32.const 3))  (i32.mul (local.get 1) (i32.const 5))  local.get 0  br_if 0  unreachable  end
    local.get 1  i32.sub)
  (func (export "double") (param i32) (result f64)
    f64.const 42
    block  f64.const 1  local.get 0  br_if 0  unreachable  end)
  ;; The condition is a comparison of a dropped value's neighbours.
  (func (export "compared") (param i32 i32) (result i32)
    i32.const 42
    block  (i32.add (local.get 0) (local.get 1))  (i32.lt_u (local.get 0) (local.get 1))  br_if 0  unreachable  end)
  ;; In the second arm of an `if`.
  (func (export "else") (param i32 i32) (result i32)
    i32.const 42
    local.get 0
    if  nop  else  i64.const 1  local.get 1  br_if 0  unreachable  end)
  ;; As the whole body.
  (func (export "body") (param i32)
    f32.const 1  local.get 0  br_if 0  unreachable)
  ;; What `if` drops is nothing.
  (func (export "if") (param i32) (result i32)
    i32.const 42
    (i32.mul (local.get 0) (i32.const 3))
    local.get 0
    if  unreachable  end
    drop))
(assert_return (invoke "one" (i32.const 7)) (i32.const 42))
(assert_trap (invoke "one" (i32.const 0)) "unreachable")
(assert_return (invoke "two" (i32.const 7) (i32.const 10)) (i32.const 0))
(assert_trap (invoke "two" (i32.const 0) (i32.const 10)) "unreachable")
(assert_return (invoke "double" (i32.const 7)) (f64.const 42))
(assert_return (invoke "compared" (i32.const 7) (i32.const 8)) (i32.const 42))
(assert_trap (invoke "compared" (i32.const 8) (i32.const 8)) "unreachable")
(assert_return (invoke "else" (i32.const 0) (i32.const 1)) (i32.const 42))
(assert_return (invoke "else" (i32.const 1) (i32.const 0)) (i32.const 42))
(assert_trap (invoke "else" (i32.const 0) (i32.const 0)) "unreachable")
(assert_return (invoke "body" (i32.const 1)))
(assert_trap (invoke "body" (i32.const 0)) "unreachable")
(assert_return (invoke "if" (i32.const 0)) (i32.const 42))
(assert_trap (invoke "if" (i32.const 1)) "unreachable")
