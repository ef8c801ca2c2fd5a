;; What is divided by a constant is loaded, extended to a register of its own, and read again. That register was, up to the
;; call, the home of a local: it must not be taken for one any more, or the extension would take in the load.
(module
  (memory 1)
  (data (i32.const 0) "\9c\ff\ff\ff\ff\ff\ff\7f")
  (func $call (param i32 i32 i32))
  (func (export "f") (param $a i32) (param $b i32) (param $c i32) (param $p i32) (result i32) (local $r i32)
    ;; These end at the call; what follows takes all registers there are.
    (call $call (local.get $a) (local.get $b) (local.get $c))
    (local.set $r (i32.div_s (i32.load (local.get $p)) (i32.const 7)))
    (i32.add
      (i32.sub (i32.div_s (i32.load (local.get $p)) (i32.const 7)) (i32.rem_s (i32.load (local.get $p)) (i32.const 10)))
      (i32.mul (local.get $r) (i32.div_s (i32.load offset=4 (local.get $p)) (i32.const 1000))))))
(assert_return (invoke "f" (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 0)) (i32.const -30064776))
