;; A trap of `call_indirect` whose stack arguments are prepared already: the search for the return address meets the word
;; of all ones. With overflow checks, `code_registry::find` panicked, and the activation stayed registered.
(module
  (type $many (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64)))
  (table 1 funcref)
  (func (export "f") (param i32)
    (call_indirect (type $many)
      (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0) (i64.const -1) (i64.const -1) (i64.const -1) (i64.const -1)
      (local.get 0))))
(assert_trap (invoke "f" (i32.const 1)) "undefined element")
(assert_trap (invoke "f" (i32.const 0)) "uninitialized element")
