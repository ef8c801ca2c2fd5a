//! Tail calls use constant stack for every kind of callee and any number of parameters and results. Backtraces omit the
//! callers that were replaced.

#![cfg(feature = "wat")]

mod common;

use std::fmt::Write;

use common::{engines, frames, trap};
use windlass::{
    Caller, CompileMode, Config, Engine, Error, FuncType, Instance, Linker, Module, Result, Store, Trap, Val, ValType,
};

/// A number of calls that would overflow the stack if each used some of it.
const MANY: i64 = 200_000;

/// Ways to load a module: compiled and precompiled, by each engine of [`engines`] and one with parallel compilation.
fn loaders() -> impl Iterator<Item = (Engine, impl Fn(&str) -> Module)> {
    let parallel = Engine::new(Config::new().compile_mode(CompileMode::Parallel)).unwrap();
    let engines = engines().into_iter().chain([parallel]);
    engines.flat_map(|engine| {
        [false, true].map(|precompiled| {
            let loader = engine.clone();
            let load = move |text: &str| match precompiled {
                true => {
                    let bytes = loader.precompile_module(text.as_bytes()).unwrap();
                    // SAFETY: the bytes are those of a precompiled module.
                    unsafe { Module::deserialize(&loader, bytes) }.unwrap()
                }
                false => Module::new(&loader, text).unwrap(),
            };
            (engine.clone(), load)
        })
    })
}

/// An instance of a module that imports from the linker.
fn instantiate<T: 'static>(store: &mut Store<T>, linker: &Linker<T>, module: &Module) -> Instance {
    linker.instantiate(store, module).unwrap()
}

/// Instances of both modules; the second imports from the first by the name `first`.
fn linked(engine: &Engine, first: &Module, second: &Module) -> (Store<()>, Instance, Instance) {
    let mut store = Store::new(engine, ());
    let mut linker = Linker::new(engine);
    let first = instantiate(&mut store, &linker, first);
    linker.instance(&mut store, "first", first).unwrap();
    let second = instantiate(&mut store, &linker, second);
    (store, first, second)
}

/// Calls an export with the arguments, which are of type `i64`, as are the results.
fn call<T>(store: &mut Store<T>, instance: Instance, name: &str, arguments: &[i64]) -> Result<Vec<i64>, Error> {
    let func = instance.get_func(&mut *store, name).unwrap();
    let arguments: Vec<Val> = arguments.iter().map(|&value| Val::I64(value)).collect();
    let mut results = vec![Val::I64(0); func.ty(&*store).results().len()];
    func.call(store, &arguments, &mut results)?;
    Ok(results.iter().map(|value| value.i64().unwrap()).collect())
}

/// `count` times `text`, with `#` for the number of each.
fn repeat(count: usize, text: &str) -> String {
    (0..count).fold(String::new(), |mut all, i| {
        let _ = write!(all, "{} ", text.replace('#', &i.to_string()));
        all
    })
}

const ONE_INSTANCE: &str = r#"(module
    (type $t (func (param i64 i64) (result i64)))
    (type $long (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
    (table 3 funcref)
    (elem (i32.const 0) func $indirect $long $loop)

    (func $loop (export "loop") (type $t)
        (if (i64.eqz (local.get 0)) (then (return (local.get 1))))
        (return_call $loop (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (i64.const 3))))

    (func $indirect (export "indirect") (type $t)
        (if (i64.eqz (local.get 0)) (then (return (local.get 1))))
        (return_call_indirect (type $t)
            (i64.sub (local.get 0) (i64.const 1)) (i64.add (local.get 1) (i64.const 3))
            (i32.mul (i32.const 2) (i32.wrap_i64 (i64.and (local.get 0) (i64.const 1))))))

    ;; Each has other arguments on the stack than the other, and a frame.
    (func $short (export "short") (type $t)
        (local $x i64)
        (local.set $x (call $loop (i64.const 1) (local.get 1)))
        (if (i64.eqz (local.get 0)) (then (return (local.get $x))))
        (return_call $long
            (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)
            (i64.const 9) (i64.const 10) (i64.sub (local.get 0) (i64.const 1)) (local.get $x)))

    (func $long (export "long") (type $long)
        (local $x i64)
        (local.set $x (call $loop (i64.const 1) (local.get 11)))
        (if (i64.ne (i64.const 55) (i64.add (i64.add (i64.add (local.get 0) (local.get 1)) (i64.add (local.get 2) (local.get 3)))
                (i64.add (i64.add (local.get 4) (local.get 5))
                    (i64.add (i64.add (local.get 6) (local.get 7)) (i64.add (local.get 8) (local.get 9))))))
            (then (unreachable)))
        (if (i64.eqz (local.get 10)) (then (return (local.get $x))))
        (if (i32.wrap_i64 (i64.and (local.get 10) (i64.const 1))) (then
            (return_call_indirect (type $long)
                (i64.const 10) (i64.const 9) (i64.const 8) (i64.const 7) (i64.const 6) (i64.const 5) (i64.const 4) (i64.const 3)
                (i64.const 2) (i64.const 1) (i64.sub (local.get 10) (i64.const 1)) (local.get $x) (i32.const 1))))
        (return_call $short (i64.sub (local.get 10) (i64.const 1)) (local.get $x)))

    (func (export "trap at") (param i64) (result i64)
        (return_call_indirect (type $t) (i64.const 0) (i64.const 0) (i32.wrap_i64 (local.get 0)))))"#;

#[test]
fn a_loop_of_tail_calls_takes_no_stack() {
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = instantiate(&mut store, &Linker::new(&engine), &load(ONE_INSTANCE));
        for name in ["loop", "indirect", "short"] {
            assert_eq!(
                call(&mut store, instance, name, &[MANY, 5]).unwrap()[0],
                MANY * 3 + if name == "short" { 8 } else { 5 }
            );
        }
        let error = call(&mut store, instance, "trap at", &[1]).unwrap_err();
        assert_eq!(trap(&error), Trap::BadSignature);
        let error = call(&mut store, instance, "trap at", &[3]).unwrap_err();
        assert_eq!(trap(&error), Trap::TableOutOfBounds);
    }
}

/// One of two modules that call each other through a table. Its own function takes `params` parameters and the other's `others`; both
/// have `results` results. Each call counts in a global and in the memory of its instance.
fn one_of_two(is_first: bool, params: usize, others: usize, results: usize) -> String {
    let (own_slot, other_slot) = if is_first { (0, 1) } else { (1, 0) };
    let table =
        if is_first { "(table (export \"t\") 4 funcref)" } else { "(import \"first\" \"t\" (table 4 funcref))" };
    let import = if is_first { "" } else { "(import \"first\" \"step\" (func $other (type $other)))" };
    let callee = |i: usize| {
        if is_first || i == 0 { "return_call_indirect (type $other)" } else { "return_call $other" }
    };
    let index = |i: usize| if is_first || i == 0 { format!("(i32.const {other_slot})") } else { String::new() };
    let arguments = repeat(others - 1, &format!("(i64.add (local.get {}) (i64.const #))", params - 1));
    let all_results = repeat(results, &format!("(i64.add (local.get {}) (i64.const #))", params - 1));
    let next = |i: usize| format!("({} (i64.sub (local.get 0) (i64.const 1)) {arguments} {})", callee(i), index(i));
    let calls = (0..2).map(next).collect::<Vec<_>>();
    format!(
        r#"(module
        (type $own (func (param {own}) (result {result})))
        (type $other (func (param {other}) (result {result})))
        (type $start (func (param i64 i64) (result {result})))
        {import} {table}
        (memory 1)
        (global $count (mut i64) (i64.const 0))
        (elem (i32.const {own_slot}) func $step)
        (func $count (export "count") (result i64)
            (if (i64.ne (global.get $count) (i64.load (i32.const 64))) (then (unreachable)))
            (global.get $count))
        (func $step (export "step") (type $own)
            (global.set $count (i64.add (global.get $count) (i64.const 1)))
            (i64.store (i32.const 64) (i64.add (i64.load (i32.const 64)) (i64.const 1)))
            (if (i64.eqz (local.get 0)) (then (return {all_results})))
            (if (i32.wrap_i64 (i64.and (local.get 0) (i64.const 2))) (then {first}))
            {second})
        ;; Expects its registers, its context and its results to be what they are after any other call.
        (func (export "run") (param $a i64) (result {result} i64)
            (local $b i64) (local $c i64) (local $d i64) (local $e i64) (local $f i64) (local $g i64)
            (local.set $b (i64.add (local.get $a) (i64.const 1)))
            (local.set $c (i64.add (local.get $a) (i64.const 2)))
            (local.set $d (i64.add (local.get $a) (i64.const 3)))
            (local.set $e (i64.add (local.get $a) (i64.const 4)))
            (local.set $f (i64.add (local.get $a) (i64.const 5)))
            (local.set $g (i64.add (local.get $a) (i64.const 6)))
            (call $step (local.get $a) {zeroes})
            (drop (call $count))
            (i64.sub (i64.add (i64.add (local.get $b) (local.get $c)) (i64.add (i64.add (local.get $d) (local.get $e))
                (i64.add (local.get $f) (local.get $g)))) (i64.mul (local.get $a) (i64.const 6)))))"#,
        own = "i64 ".repeat(params),
        other = "i64 ".repeat(others),
        result = "i64 ".repeat(results),
        first = calls[0],
        second = calls[1],
        zeroes = "(i64.const 0)".repeat(params - 1),
    )
}

#[test]
fn two_instances_call_each_other_without_end() {
    for (params, others, results) in [(2, 2, 1), (2, 14, 1), (14, 2, 7), (13, 14, 8), (3, 3, 12), (1, 1, 1)] {
        for (engine, load) in loaders() {
            let [one, two] = [one_of_two(true, params, others, results), one_of_two(false, others, params, results)];
            let (mut store, first, second) = linked(&engine, &load(&one), &load(&two));
            for (instance, times) in
                [(first, MANY / 10), (second, MANY / 10 + 1), (first, 0), (second, 1), (first, 2), (second, 3)]
            {
                let all = call(&mut store, instance, "run", &[times]).unwrap();
                let (last, results) = all.split_last().unwrap();
                assert_eq!(*last, 21, "locals survive");
                let step = results.get(1).map_or(1, |second| second - results[0]);
                assert_eq!(step, 1, "the results are in order: {results:?}");
            }
            let counts = [first, second].map(|instance| call(&mut store, instance, "count", &[]).unwrap()[0]);
            assert_eq!(counts.iter().sum::<i64>(), 2 * (MANY / 10) + 1 + 6 + 6, "{params} {others} {results}");
        }
    }
}

#[test]
fn lists_as_long_as_allowed_pass() {
    let (params, results) = (1000, 1000);
    let types = format!("(param {}) (result {})", "i64 ".repeat(params), "i64 ".repeat(results));
    let locals = repeat(params, "(local.get #)");
    let first =
        format!(r#"(module (func (export "f") {types} {}))"#, repeat(results, "(i64.mul (local.get #) (i64.const 3))"));
    let second = format!(
        r#"(module
            (import "first" "f" (func $f {types}))
            (type $t (func {types}))
            (table 2 funcref)
            (elem (i32.const 0) func $f $own)
            (func $own {types} {})
            (func $import (export "import") {types} (return_call $f {locals}))
            (func $table (export "table") {types} (return_call_indirect (type $t) {locals} (i32.const 0)))
            (func (export "own") {types} (return_call_indirect (type $t) {locals} (i32.const 1)))
            (func (export "from few") (result {}) (return_call $import {}))
            (func (export "to few") {types} (return_call $few (local.get 999)))
            (func $few (param i64) (result {}) {}))"#,
        repeat(results, "(i64.mul (local.get #) (i64.const 3))"),
        "i64 ".repeat(results),
        repeat(params, "(i64.const #)"),
        "i64 ".repeat(results),
        repeat(results, "(i64.mul (local.get 0) (i64.const #))"),
    );
    let arguments: Vec<i64> = (0..1000).collect();
    let tripled: Vec<i64> = (0..1000).map(|i| i * 3).collect();
    for (engine, load) in loaders() {
        let (mut store, _, instance) = linked(&engine, &load(&first), &load(&second));
        for name in ["import", "table", "own"] {
            assert_eq!(call(&mut store, instance, name, &arguments).unwrap(), tripled, "{name}");
        }
        assert_eq!(call(&mut store, instance, "from few", &[]).unwrap(), tripled);
        assert_eq!(call(&mut store, instance, "to few", &arguments).unwrap()[999], 999 * 999);
    }
}

const CALLS_HOST: &str = r#"(module
    (import "host" "add" (func $add (param i64 i64) (result i64)))
    (import "host" "fail" (func $fail (param i64)))
    (import "host" "many" (func $many
        (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64 i64 i64 i64 i64 i64)))
    (import "host" "again" (func $again (param i64) (result i64)))
    (memory (export "memory") 1)
    (table 1 funcref)
    (elem (i32.const 0) func $add)
    (type $add (func (param i64 i64) (result i64)))
    (func $tail_add (param i64 i64) (result i64) (return_call $add (local.get 0) (local.get 1)))
    (func $tail_add_indirect (type $add) (return_call_indirect (type $add) (local.get 0) (local.get 1) (i32.const 0)))
    (func (export "sum") (param i64) (result i64)
        (local i64)
        (loop $again
            (local.set 1 (call $tail_add (local.get 1) (local.get 0)))
            (local.set 1 (call $tail_add_indirect (local.get 1) (i64.const 1)))
            (i64.store (i32.const 8) (local.get 1))
            (br_if $again (i64.ne (i64.const 0) (local.tee 0 (i64.sub (local.get 0) (i64.const 1))))))
        (i64.load (i32.const 8)))
    (func $tail_many (param i64) (result i64 i64 i64 i64 i64 i64)
        (return_call $many (local.get 0) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
            (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10)))
    (func (export "many") (param i64) (result i64 i64 i64 i64 i64 i64)
        (call $tail_many (local.get 0)))
    (func $down (export "down") (param i64) (result i64)
        (if (i64.eqz (local.get 0)) (then (return (i64.const 77))))
        (return_call $again (i64.sub (local.get 0) (i64.const 1))))
    (func $tail_fail (param i64) (return_call $fail (local.get 0)))
    (func $caller (export "fail") (param i64) (call $tail_fail (local.get 0))))"#;

#[test]
fn host_functions_take_the_place_of_their_caller() {
    for (engine, load) in loaders() {
        let mut linker = Linker::new(&engine);
        linker.func_wrap("host", "add", |a: i64, b: i64| a + b).unwrap();
        linker
            .func_wrap(
                "host",
                "many",
                |mut caller: Caller<'_, i64>,
                 a: i64,
                 b: i64,
                 c: i64,
                 d: i64,
                 e: i64,
                 f: i64,
                 g: i64,
                 h: i64,
                 i: i64,
                 j: i64,
                 k: i64| {
                    // The caller is the instance of the function that is gone.
                    let memory = caller.get_export("memory").unwrap().into_memory().unwrap();
                    assert_eq!(memory.size(&caller), 1);
                    *caller.data_mut() += 1;
                    (k, j, i, h, g + f + e + d + c + b, a)
                },
            )
            .unwrap();
        linker
            .func_wrap("host", "again", |mut caller: Caller<'_, i64>, n: i64| {
                let down = caller.get_export("down").unwrap().into_func().unwrap().typed::<i64, i64>(&caller)?;
                down.call(&mut caller, n)
            })
            .unwrap();
        linker
            .func_wrap("host", "fail", |n: i64| -> Result<()> { Err(Error::msg(format!("failed with {n}"))) })
            .unwrap();
        let mut store = Store::new(&engine, 0i64);
        let instance = instantiate(&mut store, &linker, &load(CALLS_HOST));
        assert_eq!(call(&mut store, instance, "sum", &[1000]).unwrap(), [501_500]);
        assert_eq!(call(&mut store, instance, "many", &[-1]).unwrap(), [10, 9, 8, 7, 21, -1]);
        assert_eq!(*store.data(), 1);
        assert_eq!(call(&mut store, instance, "down", &[50]).unwrap(), [77]);
        let error = call(&mut store, instance, "fail", &[3]).unwrap_err();
        assert!(error.to_string().contains("failed with 3"), "{error}");
        assert_eq!(frames(&error), ["caller"], "the function in between is gone");
    }
}

#[test]
fn a_backtrace_has_the_functions_that_are_left() {
    let results = "i64 i64 i64 i64 i64 i64";
    let many = repeat(11, "(i64.const #)");
    let first = format!(
        r#"(module
        (func $ends (export "ends") (param {ten} i64) (result {results}) (call $traps) (unreachable))
        (func $traps (unreachable))
        (func $recurses (export "recurses") (param i64) (result {results})
            (return_call $recurses_for_long (local.get 0)))
        (func $recurses_for_long (param i64) (result {results})
            (call $recurses_for_long (local.get 0))))"#,
        ten = "i64 ".repeat(10)
    );
    let second = format!(
        r#"(module
        (import "first" "ends" (func $ends (param {ten} i64) (result {results})))
        (import "first" "recurses" (func $recurses (param i64) (result {results})))
        (func $gone (param i64) (result {results}) (return_call $ends {many}))
        (func $also_gone (param i64 {ten}) (result {results}) (return_call $gone (local.get 0)))
        (func $middle (param i64) (result {results} i64) (call $also_gone {many}) (i64.const 1))
        (func $outer (export "trap") (param i64) (result {results}) (call $middle (local.get 0)) (drop))
        (func (export "recurse") (param i64) (result {results}) (return_call $recurses (local.get 0)))
        (func $null (param i64) (result {results})
            (return_call_indirect (param i64) (result {results}) (i64.const 0) (i32.const 0)))
        (table 1 funcref)
        (func $calls_null (export "null") (param i64) (result {results}) (call $null (local.get 0))))"#,
        ten = "i64 ".repeat(10)
    );
    for (engine, load) in loaders() {
        let (mut store, _, instance) = linked(&engine, &load(&first), &load(&second));
        let error = call(&mut store, instance, "trap", &[0]).unwrap_err();
        assert_eq!(trap(&error), Trap::UnreachableCodeReached);
        assert_eq!(frames(&error), ["traps", "ends", "middle", "outer"]);
        let error = call(&mut store, instance, "null", &[0]).unwrap_err();
        assert_eq!(trap(&error), Trap::IndirectCallToNull);
        assert_eq!(frames(&error), ["null", "calls_null"]);
        let error = call(&mut store, instance, "recurse", &[0]).unwrap_err();
        assert_eq!(trap(&error), Trap::StackOverflow);
        assert!(frames(&error).iter().all(|name| name == "recurses_for_long"), "{error:?}");
    }
}

/// Overflows the stack in every step of a tail call, by starting the recursion at different depths.
#[test]
fn a_stack_may_end_anywhere() {
    let (many, results) = ("i64 ".repeat(300), "i64 ".repeat(200));
    let arguments = repeat(300, "(i64.const #)");
    let values = repeat(200, "(local.get #)");
    let drops = "drop ".repeat(200);
    let first = format!(
        r#"(module
            (func (export "f") (param {many}) (result {results}) {values})
            (func (export "g") (param i64) (result i64) (local.get 0)))"#
    );
    let mut second = format!(
        r#"(module
            (import "first" "f" (func $f (param {many}) (result {results})))
            (import "first" "g" (func $g (param i64) (result i64)))
            (import "host" "h" (func $h (param {many}) (result {results})))
            (func $own (param {many}) (result {results}) {values})
            (func $few_to_own (result {results}) (return_call $own {arguments}))
            (func $few_to_f (result {results}) (return_call $f {arguments}))
            (func $to_g (result i64) (return_call $g (i64.const 0)))
            (func $down (result i64)
                (call $few_to_f) {drops}
                (call $few_to_own) {drops}
                (call $h {arguments}) {drops}
                (i64.add (call $to_g) (call $down)))"#
    );
    let starts = 24;
    for i in 0..starts {
        let (params, arguments) = ("i64 ".repeat(8 + i * 24), "(i64.const 0)".repeat(8 + i * 24));
        let _ = write!(
            second,
            r#"(func $below_{i} (param {params}) (result i64) (i64.add (call $down) (i64.const 1)))
            (func $start_{i} (export "{i}") (result i64) (call $below_{i} {arguments}))"#
        );
    }
    second.push(')');
    for signals in [true, false] {
        let engine = Engine::new(Config::new().max_wasm_stack(64 << 10).signals_based_traps(signals)).unwrap();
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        let instance = instantiate(&mut store, &linker, &Module::new(&engine, &first).unwrap());
        linker.instance(&mut store, "first", instance).unwrap();
        let ty = FuncType::new([ValType::I64; 300], [ValType::I64; 200]);
        linker
            .func_new("host", "h", ty, |_, _, results| {
                results.fill(Val::I64(0));
                Ok(())
            })
            .unwrap();
        let instance = instantiate(&mut store, &linker, &Module::new(&engine, &second).unwrap());
        for i in 0..starts {
            let error = call(&mut store, instance, &i.to_string(), &[]).unwrap_err();
            assert_eq!(trap(&error), Trap::StackOverflow);
            let names = frames(&error);
            let [.., below, start] = &names[1..] else { panic!("{names:?}") };
            assert_eq!((&**below, &**start), (&*format!("below_{i}"), &*format!("start_{i}")), "{names:?}");
            assert!(names[1..names.len() - 2].iter().all(|name| name == "down"), "{names:?}");
        }
    }
}
