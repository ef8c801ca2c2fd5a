;; A hundred million tail calls of each kind, in constant stack: `windlass wast --wasm 3.0 bench/tail_calls.wast`. On x86_64, one takes 2 ns (itself),
;; 4 ns (through a table), 20 ns (12 arguments and 6 results, some on the stack), 10 and 17 ns (another instance, and with these), on a busy machine.

(module $first
  (type $two (func (param i64 i64) (result i64)))
  (type $few (func (param i64 i64) (result i64 i64 i64 i64 i64 i64)))
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64 i64 i64)))
  (import "spectest" "print_i64" (func $host (param i64)))
  (table (export "table") 3 funcref)
  (elem (i32.const 0) func $indirect)

  ;; Itself.
  (func $loop (export "loop") (type $two)
    (if (i64.eqz (local.get 0)) (then (return (local.get 1))))
    (return_call $loop (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (i64.const 3))))

  ;; Through a table.
  (func $indirect (export "indirect") (type $two)
    (if (i64.eqz (local.get 0)) (then (return (local.get 1))))
    (return_call_indirect (type $two) (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (i64.const 3)) (i32.const 0)))

  ;; With more and fewer arguments on the stack, and results there.
  (func $few (export "few and many") (type $few)
    (if (i64.eqz (local.get 0)) (then (return (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (local.get 1))))
    (return_call $many (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7)
      (i64.const 8) (i64.const 9) (i64.const 10) (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (i64.const 3))))
  (func $many (type $many)
    (return_call $few (i64.sub (local.get 10) (i64.const 1)) (i64.add (local.get 11) (i64.const 3))))

  ;; Another instance, which calls back.
  (func (export "ping") (type $two)
    (if (i64.eqz (local.get 0)) (then (return (local.get 1))))
    (return_call_indirect (type $two) (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (i64.const 3)) (i32.const 1)))
  (func (export "long ping") (type $few)
    (if (i64.eqz (local.get 0)) (then (return (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (local.get 1))))
    (return_call_indirect (type $many) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6)
      (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10) (i64.sub (local.get 0) (i64.const 1))
      (i64.add (local.get 1) (i64.const 3)) (i32.const 2)))

  ;; A host function.
  (func $calls_host (param i64) (return_call $host (local.get 0)))
  (func (export "host") (param i64)
    (loop $again
      (call $calls_host (local.get 0))
      (br_if $again (i64.ne (i64.const 0) (local.tee 0 (i64.sub (local.get 0) (i64.const 1))))))))

(register "first")

(module
  (type $two (func (param i64 i64) (result i64)))
  (type $few (func (param i64 i64) (result i64 i64 i64 i64 i64 i64)))
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64 i64 i64)))
  (import "first" "table" (table 3 funcref))
  (import "first" "ping" (func $ping (type $two)))
  (import "first" "long ping" (func $long_ping (type $few)))
  (elem (i32.const 1) func $pong $long_pong)
  (func $pong (type $two)
    (return_call $ping (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (i64.const 3))))
  (func $long_pong (type $many)
    (return_call $long_ping (i64.sub (local.get 10) (i64.const 1)) (i64.add (local.get 11) (i64.const 3)))))

(assert_return (invoke $first "loop" (i64.const 100_000_000) (i64.const 5)) (i64.const 300_000_005))
(assert_return (invoke $first "indirect" (i64.const 100_000_000) (i64.const 5)) (i64.const 300_000_005))
(assert_return (invoke $first "few and many" (i64.const 100_000_000) (i64.const 5))
  (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 300_000_005))
(assert_return (invoke $first "ping" (i64.const 100_000_000) (i64.const 5)) (i64.const 300_000_005))
(assert_return (invoke $first "long ping" (i64.const 100_000_000) (i64.const 5))
  (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 300_000_005))
(assert_return (invoke $first "host" (i64.const 100_000_000)))
