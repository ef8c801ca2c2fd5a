;; What examples/min-platform runs: it calls the host, and it traps in several ways.
(module $guest
  (import "host" "print" (func $print (param i32 i32)))
  (import "host" "add" (func $add (param i64 i64) (result i64)))
  (memory (export "memory") 1 4)
  (data (i32.const 16) "hello from the guest")
  (table 2 funcref)
  (elem (i32.const 0) $hello)
  (type $nothing (func))

  (func $hello (export "hello") (call $print (i32.const 16) (i32.const 20)))

  ;; The sum of the squares below n, added up by the host.
  (func (export "squares") (param $n i64) (result i64) (local $sum i64)
    (loop $next
      (if (i64.gt_s (local.get $n) (i64.const 0))
        (then
          (local.set $n (i64.sub (local.get $n) (i64.const 1)))
          (local.set $sum (call $add (local.get $sum) (i64.mul (local.get $n) (local.get $n))))
          (br $next))))
    (local.get $sum))

  ;; Adds pages, and writes to the last byte there is.
  (func (export "grow") (param $pages i32) (result i32) (local $old i32)
    (local.set $old (memory.grow (local.get $pages)))
    (i32.store8 (i32.sub (i32.mul (memory.size) (i32.const 65536)) (i32.const 1)) (i32.const 7))
    (local.get $old))

  (func (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "call") (param i32) (call_indirect (type $nothing) (local.get 0)))
  (func $forever (export "recurse") (param i32) (result i32)
    (i32.add (call $forever (i32.add (local.get 0) (i32.const 1))) (i32.const 1)))
  (func (export "unreachable") unreachable))
