;; A shift that became part of an addition is not taken in again by the addition that follows it, although the code ends at
;; the same place. The shifted value is in a temporary, which is shifted where it is.

(module
  (func (export "two_sums") (param $x i32) (param $a i32) (param $b i32) (result i32)
    (i32.add
      (i32.add (local.get $a) (i32.shl (i32.clz (local.get $x)) (i32.const 2)))
      (local.get $b)))
  (func (export "two_wide_sums") (param $x i64) (param $a i64) (param $b i64) (result i64)
    (i64.add
      (local.get $b)
      (i64.add (i64.shl (i64.clz (local.get $x)) (i64.const 3)) (local.get $a)))))

(assert_return (invoke "two_sums" (i32.const 1) (i32.const 1000) (i32.const 10000)) (i32.const 11124))
(assert_return (invoke "two_wide_sums" (i64.const 1) (i64.const 1000) (i64.const 10000)) (i64.const 11504))
