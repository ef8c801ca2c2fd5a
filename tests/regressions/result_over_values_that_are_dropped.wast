;; A branch that leaves the function drops what is below its result. The result may be in a register of one of those values: nothing
;; reads them any more. The emitter's checker took that for an error.
(module
  (func (export "converted") (param i32) (result f64)
    (f32.nearest (f32.const 1.5))
    (f64.convert_i32_s (local.get 0))
    br 0)
  (func (export "summed") (param f64) (result f64)
    (f64.sqrt (local.get 0))
    (f64.neg (local.get 0))
    (f64.add (local.get 0) (f64.const 1))
    return)
  (func (export "nested") (param f64 i32) (result f64)
    (f64.sqrt (local.get 0))
    block
      (f64.neg (local.get 0))
      (if (local.get 1) (then (f64.abs (local.get 0)) (f64.mul (local.get 0) (f64.const 2)) (br 2)))
      drop
    end))
(assert_return (invoke "converted" (i32.const -7)) (f64.const -7))
(assert_return (invoke "summed" (f64.const 4)) (f64.const 5))
(assert_return (invoke "nested" (f64.const 9) (i32.const 1)) (f64.const 18))
(assert_return (invoke "nested" (f64.const 9) (i32.const 0)) (f64.const 3))
