;; Exceptions in their first encoding, of which the test suite has no scripts: `try`, `catch`, `catch_all`, `rethrow` and `delegate`.

(module $tags
  (tag (export "number") (param i32))
  (tag (export "empty")))
(register "tags")

(module
  (tag $number (import "tags" "number") (param i32))
  (tag $empty (import "tags" "empty"))
  (tag $other)
  (tag $all (param i32 i64 f32 f64 v128 i32))
  (tag $long
    (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
    (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64))
  (type $unary (func (param i32) (result i32)))
  (memory 1)
  (table funcref (elem $throw))
  (global $trace (mut i32) (i32.const 0))

  (func $note (param $digit i32)
    (global.set $trace (i32.add (i32.mul (global.get $trace) (i32.const 10)) (local.get $digit))))
  (func $take_trace (export "take_trace") (result i32)
    (global.get $trace)
    (global.set $trace (i32.const 0)))

  ;; 0 returns, 1 throws a number, 2 and 3 throw nothing but the tag, 4 traps.
  (func $throw (param $how i32) (result i32)
    (if (i32.eq (local.get $how) (i32.const 1)) (then (throw $number (i32.const 11))))
    (if (i32.eq (local.get $how) (i32.const 2)) (then (throw $empty)))
    (if (i32.eq (local.get $how) (i32.const 3)) (then (throw $other)))
    (if (i32.eq (local.get $how) (i32.const 4)) (then (unreachable)))
    (i32.const 7))

  (func (export "uncaught") (param $how i32) (result i32) (call $throw (local.get $how)))

  (func (export "catch") (param $how i32) (result i32)
    try (result i32)
      local.get $how
      call $throw
    catch $number
      i32.const 100
      i32.add
    catch $empty
      i32.const 222
    end)

  (func (export "catch_all") (param $how i32) (result i32)
    try (result i32)
      local.get $how
      call $throw
    catch $number
    catch_all
      i32.const 333
    end)

  (func (export "indirect") (param $how i32) (result i32)
    try (result i32)
      local.get $how
      i32.const 0
      call_indirect (type $unary)
    catch_all
      i32.const 333
    end)

  (func (export "no_handler") (param $how i32) (result i32)
    try (result i32)
      local.get $how
      call $throw
    end)

  ;; The operands below a block are there in its handlers, and after it.
  (func (export "below") (param $how i32) (result i32)
    i32.const 1000
    local.get $how
    try (param i32) (result i32)
      i32.const 50
      local.get $how
      call $throw
      i32.add
      i32.add
    catch $number
      i32.const 2000
      i32.add
    catch_all
      i32.const 3000
    end
    i32.add)

  (func $throw_all (param $n i32)
    (throw $all
      (local.get $n) (i64.extend_i32_s (local.get $n)) (f32.convert_i32_s (local.get $n)) (f64.convert_i32_s (local.get $n))
      (i32x4.splat (local.get $n)) (i32.const -1)))
  (func (export "all_types") (param $n i32) (result i32 i64 f32 f64 i32 i32)
    (local $v v128) (local $last i32)
    try (result i32 i64 f32 f64)
      local.get $n
      call $throw_all
      unreachable
    catch $all
      local.set $last
      local.set $v
    end
    (i32x4.extract_lane 3 (local.get $v))
    (local.get $last))

  ;; More than there are registers.
  (func $throw_long
    (throw $long
      (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)
      (i64.const 9) (i64.const 10) (i64.const 11) (i64.const 12) (i64.const 13) (i64.const 14) (i64.const 15) (i64.const 16)
      (i64.const 17) (i64.const 18) (i64.const 19) (i64.const 20) (i64.const 21) (i64.const 22) (i64.const 23) (i64.const 24)
      (i64.const 25) (i64.const 26) (i64.const 27) (i64.const 28) (i64.const 29) (i64.const 30) (i64.const 31) (i64.const 32)
      (i64.const 33) (i64.const 34) (i64.const 35) (i64.const 36) (i64.const 37) (i64.const 38) (i64.const 39) (i64.const 40)))
  (func (export "long") (result i64)
    (local $sum i64)
    try
      call $throw_long
    catch $long
      local.set $sum
      i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub i64.sub
      local.get $sum
      i64.mul
      local.set $sum
    end
    local.get $sum)

  ;; Locals in handlers are what they were when the exception was thrown.
  (func (export "locals") (param $how i32) (param $f f64) (result i32 f64 i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32) (local $e i32) (local $g i32) (local $h i32) (local $i i32)
    (local.set $a (i32.const 1)) (local.set $b (i32.const 2)) (local.set $c (i32.const 4)) (local.set $d (i32.const 8))
    (local.set $e (i32.const 16)) (local.set $g (i32.const 32)) (local.set $h (i32.const 64)) (local.set $i (i32.const 128))
    try
      (local.set $f (f64.mul (local.get $f) (f64.const 2)))
      (local.set $a (i32.add (local.get $a) (i32.const 256)))
      (drop (call $throw (i32.const 0)))
      (local.set $h (i32.add (local.get $h) (i32.const 512)))
      (local.set $f (f64.mul (local.get $f) (f64.const 2)))
      (drop (call $throw (local.get $how)))
      (local.set $b (i32.add (local.get $b) (i32.const 1024)))
      (local.set $f (f64.mul (local.get $f) (f64.const 2)))
    catch_all
      (local.set $i (i32.const 0))
    end
    (i32.add (i32.add (i32.add (local.get $a) (local.get $b)) (i32.add (local.get $c) (local.get $d)))
      (i32.add (i32.add (local.get $e) (local.get $g)) (i32.add (local.get $h) (local.get $i))))
    (local.get $f)
    (local.get $how))

  ;; A local that only the body assigns is zero in a handler if it was not.
  (func (export "first_assigned") (param $how i32) (result i32)
    (local $x i32)
    try
      (drop (call $throw (local.get $how)))
      (local.set $x (i32.const 5))
      (throw $empty)
    catch_all
    end
    (local.get $x))

  ;; Floating-point locals of a loop live in registers that calls destroy.
  (func (export "loop") (param $n i32) (result f64)
    (local $sum f64) (local $step f64)
    (local.set $step (f64.const 0.5))
    (loop $again
      (local.set $sum (f64.add (local.get $sum) (local.get $step)))
      (local.set $sum (f64.add (local.get $sum) (local.get $step)))
      (local.set $step (f64.mul (local.get $step) (f64.const 2)))
      try
        (drop (call $throw (i32.and (local.get $n) (i32.const 3))))
        (local.set $sum (f64.add (local.get $sum) (f64.const 1000)))
      catch $number
        drop
        (local.set $sum (f64.add (local.get $sum) (f64.const 100)))
      catch_all
        (local.set $sum (f64.add (local.get $sum) (f64.const 10)))
      end
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $again (local.get $n)))
    (local.get $sum))

  (func (export "nested") (param $how i32) (param $then i32) (result i32)
    try
      try
        (call $note (i32.const 1))
        (drop (call $throw (local.get $how)))
        (call $note (i32.const 2))
      catch $number
        drop
        (call $note (i32.const 3))
        (drop (call $throw (local.get $then)))
        (call $note (i32.const 4))
      end
      (call $note (i32.const 5))
    catch $empty
      (call $note (i32.const 6))
    catch_all
      (call $note (i32.const 7))
    end
    (call $note (i32.const 8))
    (call $take_trace))

  (func $rethrow (param $how i32) (param $inner i32) (param $which i32)
    try
      (drop (call $throw (local.get $how)))
    catch_all
      (call $note (i32.const 1))
      try
        (drop (call $throw (local.get $inner)))
        (call $note (i32.const 2))
      catch_all
        (call $note (i32.const 3))
        (block $outer
          (block $nothing
            (br_table $nothing $outer (local.get $which)))
          rethrow 1)
        rethrow 1
      end
      (call $note (i32.const 4))
      rethrow 0
    end)
  (func (export "rethrow") (param $how i32) (param $inner i32) (param $which i32) (result i32)
    try
      (call $rethrow (local.get $how) (local.get $inner) (local.get $which))
      (call $note (i32.const 5))
    catch $number
      drop
      (call $note (i32.const 6))
    catch $empty
      (call $note (i32.const 7))
    catch_all
      (call $note (i32.const 8))
    end
    (call $take_trace))

  ;; What an exception carries is there again where it is caught again.
  (func (export "carried_again") (result i32)
    (local $x i32)
    try
      try
        (drop (call $throw (i32.const 1)))
      catch $number
        (local.set $x (i32.mul (i32.const 100)))
        try
          (throw $number (i32.const 5))
        catch $number
          (local.set $x (i32.add (local.get $x)))
        end
        rethrow 0
      end
    catch $number
      (local.set $x (i32.add (local.get $x)))
    end
    (local.get $x))

  (func (export "delegate") (param $how i32) (result i32)
    try $outer
      try $middle
        try
          (call $note (i32.const 1))
          (drop (call $throw (local.get $how)))
        delegate $outer
        (call $note (i32.const 2))
      catch_all
        (call $note (i32.const 3))
      end
      (call $note (i32.const 4))
    catch $number
      drop
      (call $note (i32.const 5))
    catch $empty
      (call $note (i32.const 6))
    end
    (call $take_trace))

  ;; To a block: the handlers around it.
  (func (export "delegate_to_block") (param $how i32) (result i32)
    try
      block $block
        try
          try
            (drop (call $throw (local.get $how)))
          delegate $block
          (call $note (i32.const 1))
        catch_all
          (call $note (i32.const 2))
        end
      end
      (call $note (i32.const 3))
    catch_all
      (call $note (i32.const 4))
    end
    (call $take_trace))

  ;; To the try whose handler it is in: the handlers around that.
  (func (export "delegate_in_handler") (param $how i32) (result i32)
    try
      try $inner
        (throw $empty)
      catch $empty
        try
          (drop (call $throw (local.get $how)))
        delegate $inner
        (call $note (i32.const 1))
      catch_all
        (call $note (i32.const 2))
      end
      (call $note (i32.const 3))
    catch_all
      (call $note (i32.const 4))
    end
    (call $take_trace))

  ;; To the function: its caller.
  (func $to_caller (param $how i32) (result i32)
    try
      try (result i32)
        local.get $how
        call $throw
      delegate 1
      return
    catch_all
      (call $note (i32.const 9))
    end
    (i32.const 1))
  (func (export "delegate_to_caller") (param $how i32) (result i32)
    try (result i32)
      local.get $how
      call $to_caller
    catch_all
      i32.const 444
    end)

  (func (export "branches") (param $how i32) (result i32)
    block $out (result i32)
      try (result i32)
        try
          (drop (call $throw (local.get $how)))
          (br $out (i32.const 1))
        catch $number
          br $out
        catch $empty
          (return (i32.const 2))
        end
        (i32.const 3)
      catch_all
        (br_if $out (i32.const 4) (local.get $how))
      end
      (i32.const 10)
      (i32.add)
    end)

  ;; Handlers of a body that throws nothing are no code.
  (func (export "quiet") (param $x i32) (result i32)
    try (result i32)
      (i32.add (local.get $x) (i32.load (i32.const 0)))
    catch $number
      try
        rethrow 1
      catch_all
        rethrow 0
      end
      unreachable
    catch_all
      i32.const -1
    end)

  (func (export "dead") (param $x i32) (result i32)
    try (result i32)
      (return (local.get $x))
      try
        throw $empty
      catch $number
        drop
      catch_all
        rethrow 0
      end
      try
        (call $note (i32.const 1))
      delegate 0
      (i32.const 1)
    catch_all
      (i32.const -1)
    end)

  (func $recursion (param $depth i32) (result i32)
    (if (i32.eqz (local.get $depth)) (then (throw $number (i32.const 1))))
    try (result i32)
      (call $recursion (i32.sub (local.get $depth) (i32.const 1)))
    catch $number
      (throw $number (i32.add (i32.const 1)))
    end)
  (func (export "recursion") (param $depth i32) (result i32)
    try (result i32)
      (call $recursion (local.get $depth))
    catch $number
    end))

(assert_return (invoke "uncaught" (i32.const 0)) (i32.const 7))
(assert_exception (invoke "uncaught" (i32.const 1)))
(assert_exception (invoke "uncaught" (i32.const 2)))
(assert_trap (invoke "uncaught" (i32.const 4)) "unreachable")
(assert_return (invoke "catch" (i32.const 0)) (i32.const 7))
(assert_return (invoke "catch" (i32.const 1)) (i32.const 111))
(assert_return (invoke "catch" (i32.const 2)) (i32.const 222))
(assert_exception (invoke "catch" (i32.const 3)))
(assert_return (invoke "catch_all" (i32.const 0)) (i32.const 7))
(assert_return (invoke "catch_all" (i32.const 1)) (i32.const 11))
(assert_return (invoke "catch_all" (i32.const 2)) (i32.const 333))
(assert_return (invoke "catch_all" (i32.const 3)) (i32.const 333))
(assert_trap (invoke "catch_all" (i32.const 4)) "unreachable")
(assert_return (invoke "indirect" (i32.const 0)) (i32.const 7))
(assert_return (invoke "indirect" (i32.const 1)) (i32.const 333))
(assert_trap (invoke "indirect" (i32.const 4)) "unreachable")
(assert_return (invoke "no_handler" (i32.const 0)) (i32.const 7))
(assert_exception (invoke "no_handler" (i32.const 3)))
(assert_return (invoke "below" (i32.const 0)) (i32.const 1057))
(assert_return (invoke "below" (i32.const 1)) (i32.const 3011))
(assert_return (invoke "below" (i32.const 2)) (i32.const 4000))
(assert_return (invoke "all_types" (i32.const -3))
  (i32.const -3) (i64.const -3) (f32.const -3) (f64.const -3) (i32.const -3) (i32.const -1))
(assert_return (invoke "long") (i64.const 9360))
(assert_return (invoke "locals" (i32.const 0) (f64.const 1)) (i32.const 2047) (f64.const 8) (i32.const 0))
(assert_return (invoke "locals" (i32.const 1) (f64.const 1)) (i32.const 895) (f64.const 4) (i32.const 1))
(assert_return (invoke "first_assigned" (i32.const 0)) (i32.const 5))
(assert_return (invoke "first_assigned" (i32.const 2)) (i32.const 0))
(assert_return (invoke "loop" (i32.const 4)) (f64.const 1135))
(assert_return (invoke "nested" (i32.const 0) (i32.const 0)) (i32.const 1258))
(assert_return (invoke "nested" (i32.const 1) (i32.const 0)) (i32.const 13458))
(assert_return (invoke "nested" (i32.const 2) (i32.const 0)) (i32.const 168))
(assert_return (invoke "nested" (i32.const 3) (i32.const 0)) (i32.const 178))
(assert_return (invoke "nested" (i32.const 1) (i32.const 1)) (i32.const 1378))
(assert_return (invoke "nested" (i32.const 1) (i32.const 2)) (i32.const 1368))
(assert_return (invoke "rethrow" (i32.const 0) (i32.const 0) (i32.const 0)) (i32.const 5))
(assert_return (invoke "rethrow" (i32.const 1) (i32.const 0) (i32.const 0)) (i32.const 1246))
(assert_return (invoke "rethrow" (i32.const 2) (i32.const 0) (i32.const 0)) (i32.const 1247))
(assert_return (invoke "rethrow" (i32.const 1) (i32.const 2) (i32.const 0)) (i32.const 137))
(assert_return (invoke "rethrow" (i32.const 1) (i32.const 2) (i32.const 1)) (i32.const 136))
(assert_return (invoke "rethrow" (i32.const 3) (i32.const 1) (i32.const 1)) (i32.const 138))
(assert_return (invoke "carried_again") (i32.const 1116))
(assert_return (invoke "delegate" (i32.const 0)) (i32.const 124))
(assert_return (invoke "delegate" (i32.const 1)) (i32.const 15))
(assert_return (invoke "delegate" (i32.const 2)) (i32.const 16))
(assert_exception (invoke "delegate" (i32.const 3)))
(assert_return (invoke "take_trace") (i32.const 1))
(assert_return (invoke "delegate_to_block" (i32.const 0)) (i32.const 13))
(assert_return (invoke "delegate_to_block" (i32.const 1)) (i32.const 4))
(assert_return (invoke "delegate_in_handler" (i32.const 0)) (i32.const 13))
(assert_return (invoke "delegate_in_handler" (i32.const 1)) (i32.const 4))
(assert_return (invoke "delegate_to_caller" (i32.const 0)) (i32.const 7))
(assert_return (invoke "delegate_to_caller" (i32.const 1)) (i32.const 444))
(assert_trap (invoke "delegate_to_caller" (i32.const 4)) "unreachable")
(assert_return (invoke "branches" (i32.const 0)) (i32.const 1))
(assert_return (invoke "branches" (i32.const 1)) (i32.const 11))
(assert_return (invoke "branches" (i32.const 2)) (i32.const 2))
(assert_return (invoke "branches" (i32.const 3)) (i32.const 4))
(assert_return (invoke "quiet" (i32.const 3)) (i32.const 3))
(assert_return (invoke "dead" (i32.const 3)) (i32.const 3))
(assert_return (invoke "recursion" (i32.const 1000)) (i32.const 1001))

(assert_invalid (module (tag $t (param i32)) (func try catch $t end)) "type mismatch")
(assert_invalid (module (tag $t) (func try catch_all rethrow 1 end)) "invalid rethrow label")
(assert_invalid (module (func block rethrow 0 end)) "invalid rethrow label")
(assert_invalid (module (func try delegate 5)) "unknown label")
(assert_invalid (module (func try (result i32) i32.const 1 catch_all end drop)) "type mismatch")
