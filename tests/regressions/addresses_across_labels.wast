;; Sums of the memory base and an index that are kept across labels, calls and other accesses: each field must go where it
;; belongs, whichever way control came.
(module
  (memory 1)
  (func $other (param i32) (i32.store offset=4 (local.get 0) (i32.const 77)))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))

  (func (export "one-way") (param $c i32) (param $p i32) (param $q i32)
    (i32.store offset=4 (local.get $p) (i32.const 1))
    (if (local.get $c) (then (i32.store offset=8 (local.get $q) (i32.const 2))))
    (i32.store offset=12 (local.get $p) (i32.const 3)))

  (func (export "leaves") (param $c i32) (param $p i32) (param $q i32)
    (i32.store offset=4 (local.get $p) (i32.const 11))
    (if (local.get $c) (then (i32.store offset=8 (local.get $q) (i32.const 12)) (return)))
    (i32.store offset=12 (local.get $p) (i32.const 13)))

  (func (export "index-changes") (param $c i32) (param $p i32)
    (i32.store offset=4 (local.get $p) (i32.const 21))
    (if (local.get $c) (then (local.set $p (i32.add (local.get $p) (i32.const 64)))))
    (i32.store offset=12 (local.get $p) (i32.const 23)))

  (func (export "loop") (param $p i32) (param $n i32)
    (i32.store offset=4 (local.get $p) (i32.const 31))
    (loop $again
      (i32.store offset=12 (local.get $p) (local.get $n))
      (local.set $p (i32.add (local.get $p) (i32.const 16)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (i32.store offset=8 (local.get $p) (i32.const 33)))

  (func (export "loop-around-other") (param $p i32) (param $q i32) (param $n i32)
    (i32.store offset=4 (local.get $p) (i32.const 41))
    (loop $again
      (i32.store offset=8 (local.get $p) (local.get $n))
      (i32.store offset=4 (local.get $q) (local.get $n))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))

  (func (export "calls") (param $c i32) (param $p i32) (param $q i32) (param $r i32)
    (i32.store offset=4 (local.get $p) (i32.load offset=4 (local.get $q)))
    (if (local.get $c) (then (call $other (local.get $r))))
    (i32.store offset=8 (local.get $p) (i32.load offset=4 (local.get $r)))
    (i32.store offset=12 (local.get $q) (i32.load offset=8 (local.get $p)))
    (call $other (local.get $q)))

  (func (export "table") (param $c i32) (param $p i32) (param $q i32)
    (i32.store offset=4 (local.get $p) (i32.const 51))
    (block $b
      (block $a (br_table $a $b $a (local.get $c)))
      (i32.store offset=8 (local.get $q) (i32.const 52)))
    (i32.store offset=12 (local.get $p) (i32.const 53)))
)
(invoke "one-way" (i32.const 0) (i32.const 0x100) (i32.const 0x200))
(assert_return (invoke "load" (i32.const 0x10c)) (i32.const 3))
(assert_return (invoke "load" (i32.const 0x208)) (i32.const 0))
(invoke "one-way" (i32.const 1) (i32.const 0x300) (i32.const 0x400))
(assert_return (invoke "load" (i32.const 0x304)) (i32.const 1))
(assert_return (invoke "load" (i32.const 0x30c)) (i32.const 3))
(assert_return (invoke "load" (i32.const 0x408)) (i32.const 2))

(invoke "leaves" (i32.const 0) (i32.const 0x500) (i32.const 0x600))
(assert_return (invoke "load" (i32.const 0x50c)) (i32.const 13))
(invoke "leaves" (i32.const 1) (i32.const 0x700) (i32.const 0x800))
(assert_return (invoke "load" (i32.const 0x704)) (i32.const 11))
(assert_return (invoke "load" (i32.const 0x70c)) (i32.const 0))
(assert_return (invoke "load" (i32.const 0x808)) (i32.const 12))

(invoke "index-changes" (i32.const 0) (i32.const 0x900))
(assert_return (invoke "load" (i32.const 0x90c)) (i32.const 23))
(invoke "index-changes" (i32.const 1) (i32.const 0xa00))
(assert_return (invoke "load" (i32.const 0xa0c)) (i32.const 0))
(assert_return (invoke "load" (i32.const 0xa4c)) (i32.const 23))

(invoke "loop" (i32.const 0xb00) (i32.const 3))
(assert_return (invoke "load" (i32.const 0xb0c)) (i32.const 3))
(assert_return (invoke "load" (i32.const 0xb1c)) (i32.const 2))
(assert_return (invoke "load" (i32.const 0xb2c)) (i32.const 1))
(assert_return (invoke "load" (i32.const 0xb38)) (i32.const 33))

(invoke "loop-around-other" (i32.const 0xc00) (i32.const 0xd00) (i32.const 3))
(assert_return (invoke "load" (i32.const 0xc04)) (i32.const 41))
(assert_return (invoke "load" (i32.const 0xc08)) (i32.const 1))
(assert_return (invoke "load" (i32.const 0xd04)) (i32.const 1))

(invoke "calls" (i32.const 1) (i32.const 0xe00) (i32.const 0xf00) (i32.const 0x1000))
(assert_return (invoke "load" (i32.const 0xe08)) (i32.const 77))
(assert_return (invoke "load" (i32.const 0xf0c)) (i32.const 77))
(assert_return (invoke "load" (i32.const 0xf04)) (i32.const 77))
(assert_return (invoke "load" (i32.const 0x1004)) (i32.const 77))
(invoke "calls" (i32.const 0) (i32.const 0x1100) (i32.const 0xf00) (i32.const 0x1200))
(assert_return (invoke "load" (i32.const 0x1104)) (i32.const 77))
(assert_return (invoke "load" (i32.const 0x1108)) (i32.const 0))

(invoke "table" (i32.const 1) (i32.const 0x1300) (i32.const 0x1400))
(assert_return (invoke "load" (i32.const 0x1408)) (i32.const 0))
(assert_return (invoke "load" (i32.const 0x130c)) (i32.const 53))
(invoke "table" (i32.const 7) (i32.const 0x1500) (i32.const 0x1600))
(assert_return (invoke "load" (i32.const 0x1608)) (i32.const 52))
(assert_return (invoke "load" (i32.const 0x150c)) (i32.const 53))
