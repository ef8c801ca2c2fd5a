;; What jumps to a jump is led on, and jumps to the next instruction are removed: from blocks that end where others end, to loops,
;; with jump tables that know the same places, over comparisons that take two branches, and around code for rare cases.

(module
  ;; Ends of blocks that are followed by branches, all of which a table knows.
  (func (export "table") (param $i i32) (result i32) (local $n i32)
    (block $done
      (block $outer
        (block $c
          (block $b
            (block $a
              (br_table $a $b $c $outer $done (local.get $i)))
            ;; $a leads to $c at once.
            (br $c))
          (local.set $n (i32.const 10))
          (br $outer))
        (local.set $n (i32.add (local.get $n) (i32.const 100)))
        (br_if $done (i32.eq (local.get $i) (i32.const 2))))
      (local.set $n (i32.add (local.get $n) (i32.const 1000))))
    (local.get $n))

  ;; The same without a table: forwards, and several jumps.
  (func (export "chain") (param $i i32) (result i32) (local $n i32)
    (block $done
      (block $c
        (block $b
          (block $a
            (br_if $a (i32.eqz (local.get $i)))
            (br_if $a (i32.eq (local.get $i) (i32.const 1)))
            (br_if $b (i32.eq (local.get $i) (i32.const 2)))
            (local.set $n (i32.const 1))
            (br $done))
          (br $c))
        (local.set $n (i32.const 2))
        (br $done))
      (local.set $n (i32.add (local.get $n) (i32.const 4))))
    (local.get $n))

  ;; More jumps than are led on.
  (func (export "many") (param $i i32) (result i32) (local $n i32)
    (block $done
      (block $a
        (br_if $a (i32.eq (local.get $i) (i32.const 0))) (br_if $a (i32.eq (local.get $i) (i32.const 1)))
        (br_if $a (i32.eq (local.get $i) (i32.const 2))) (br_if $a (i32.eq (local.get $i) (i32.const 3)))
        (br_if $a (i32.eq (local.get $i) (i32.const 4))) (br_if $a (i32.eq (local.get $i) (i32.const 5)))
        (br_if $a (i32.eq (local.get $i) (i32.const 6))) (br_if $a (i32.eq (local.get $i) (i32.const 7)))
        (br_if $a (i32.eq (local.get $i) (i32.const 8))) (br_if $a (i32.eq (local.get $i) (i32.const 9)))
        (local.set $n (i32.const 1)))
      (br_if $done (local.get $n))
      (block $b
        (br_if $b (i32.eq (local.get $i) (i32.const 0))) (br_if $b (i32.eq (local.get $i) (i32.const 1)))
        (br_if $b (i32.eq (local.get $i) (i32.const 2))) (br_if $b (i32.eq (local.get $i) (i32.const 3)))
        (br_if $b (i32.eq (local.get $i) (i32.const 4))) (br_if $b (i32.eq (local.get $i) (i32.const 5)))
        (br_if $b (i32.eq (local.get $i) (i32.const 6))) (br_if $b (i32.eq (local.get $i) (i32.const 7)))
        (br_if $b (i32.eq (local.get $i) (i32.const 8)))
        (local.set $n (i32.const 2))
        (br $done))
      (br $done))
    (i32.add (local.get $n) (i32.const 10)))

  ;; Backwards: the end of a block leads to the head of a loop; and six labels at one place.
  (func (export "loops") (param $i i32) (result i32) (local $n i32)
    (loop $outer
      (block $done
        (block $next
          (block (block (block (block (block
            (local.set $i (i32.sub (local.get $i) (i32.const 1)))
            (br_if $done (i32.lt_s (local.get $i) (i32.const 0)))
            (br_if 0 (i32.eq (local.get $i) (i32.const 1)))
            (br_if 1 (i32.eq (local.get $i) (i32.const 2)))
            (br_if 2 (i32.eq (local.get $i) (i32.const 3)))
            (br_if 3 (i32.eq (local.get $i) (i32.const 4)))
            (br_if 4 (i32.eq (local.get $i) (i32.const 5)))
            (if (i32.and (local.get $i) (i32.const 1)) (then (br $next)))
            (local.set $n (i32.add (local.get $n) (local.get $i))))))))
          (local.set $n (i32.add (local.get $n) (i32.const 1)))
          (br $outer))
        (br $outer)))
    (local.get $n))

  ;; Comparisons with two branches, over jumps.
  (func (export "floats") (param $x f64) (param $y f64) (result i32) (local $n i32)
    (block $a
      (block $b
        (if (f64.eq (local.get $x) (local.get $y)) (then (br $a)))
        (local.set $n (i32.const 1))
        (if (f64.ne (local.get $x) (local.get $y)) (then (br $b)))
        (local.set $n (i32.const 2)))
      (if (f64.eq (local.get $x) (local.get $y)) (then) (else (return (i32.add (local.get $n) (i32.const 10)))))
      (local.set $n (i32.const 3)))
    (if (f64.ne (local.get $x) (local.get $y)) (then) (else))
    (local.get $n))

  ;; Rare cases right in front of branches and of ends.
  (func (export "rare") (param $x f32) (param $i i32) (result i32) (local $n i32)
    (block $a
      (block $b
        (local.set $n (i32.trunc_sat_f32_s (local.get $x)))
        (br_if $b (local.get $i))
        (local.set $x (f32.max (local.get $x) (f32.const 3)))
        (br $a))
      (local.set $x (f32.min (local.get $x) (f32.const 0))))
    (i32.add (local.get $n) (i32.trunc_f32_s (local.get $x)))))

(assert_return (invoke "table" (i32.const 0)) (i32.const 1100))
(assert_return (invoke "table" (i32.const 1)) (i32.const 1010))
(assert_return (invoke "table" (i32.const 2)) (i32.const 100))
(assert_return (invoke "table" (i32.const 3)) (i32.const 1000))
(assert_return (invoke "table" (i32.const 4)) (i32.const 0))
(assert_return (invoke "chain" (i32.const 0)) (i32.const 4))
(assert_return (invoke "chain" (i32.const 1)) (i32.const 4))
(assert_return (invoke "chain" (i32.const 2)) (i32.const 2))
(assert_return (invoke "chain" (i32.const 3)) (i32.const 1))
(assert_return (invoke "many" (i32.const 0)) (i32.const 10))
(assert_return (invoke "many" (i32.const 9)) (i32.const 12))
(assert_return (invoke "many" (i32.const 10)) (i32.const 11))
(assert_return (invoke "loops" (i32.const 0)) (i32.const 0))
(assert_return (invoke "loops" (i32.const 10)) (i32.const 22))
(assert_return (invoke "floats" (f64.const 1) (f64.const 1)) (i32.const 0))
(assert_return (invoke "floats" (f64.const 1) (f64.const 2)) (i32.const 11))
(assert_return (invoke "floats" (f64.const nan) (f64.const nan)) (i32.const 11))
(assert_return (invoke "rare" (f32.const 2.5) (i32.const 0)) (i32.const 5))
(assert_return (invoke "rare" (f32.const 2.5) (i32.const 1)) (i32.const 2))
(assert_return (invoke "rare" (f32.const -7.5) (i32.const 1)) (i32.const -14))
(assert_return (invoke "rare" (f32.const 1e10) (i32.const 1)) (i32.const 0x7fffffff))
(assert_trap (invoke "rare" (f32.const nan) (i32.const 0)) "invalid conversion to integer")
(assert_trap (invoke "rare" (f32.const 1e10) (i32.const 0)) "integer overflow")

;; A jump that is led on is older than another to the same place, which is the one to be removed.
(module
  (func (export "f") (param i32) (result i32)
    (block $outer
      (block $inner
        (if (local.get 0)
          (then (br_if $outer (local.get 0)) (br $inner))
          (else (br $inner)))))
    (i32.const 7))
  (func (export "g") (param i32) (result i32)
    (block $outer
      (block $inner
        (if (local.get 0)
          (then (br_if $outer (i32.eq (local.get 0) (i32.const 1))) (br $inner))
          (else (br $inner))))
      (return (i32.const 8)))
    (i32.const 7)))
(assert_return (invoke "f" (i32.const 0)) (i32.const 7))
(assert_return (invoke "f" (i32.const 1)) (i32.const 7))
(assert_return (invoke "g" (i32.const 0)) (i32.const 8))
(assert_return (invoke "g" (i32.const 1)) (i32.const 7))
(assert_return (invoke "g" (i32.const 2)) (i32.const 8))
