;; Arguments in registers that form a cycle, beside one that was moved before: the register set aside for the cycle must not
;; be one that has its argument already.
(module
  (func $g (param f64 f64 f64) (result f64)
    (f64.add (local.get 0) (f64.add (f64.mul (f64.const 10) (local.get 1)) (f64.mul (f64.const 100) (local.get 2)))))
  (func (export "f") (param f64) (result f64)
    (call $g
      (f64.sub (f64.const 1) (f64.sqrt (local.get 0)))
      (f64.sqrt (local.get 0))
      (f64.sub (f64.const 3) (f64.sqrt (local.get 0))))))
(assert_return (invoke "f" (f64.const 4)) (f64.const 119))
