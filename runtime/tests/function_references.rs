//! Typed function references: calls of them, and that nobody puts a function where one of another type is expected.

#![cfg(feature = "wat")]

mod common;

use std::sync::atomic::{AtomicU32, Ordering};

use common::{engines, frames, trap};
use windlass::{
    Caller, CompileMode, Config, Engine, ExternRef, ExternType, Func, FuncType, Global, GlobalType, HeapType, Instance,
    Linker, Module, Ref, RefType, Result, Store, Table, TableType, Trap, Val, ValType,
};

/// What compiles and loads modules: each engine of [`engines`], one that uses threads, and precompiled modules.
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

/// Calls an export that takes and returns an `i64`.
fn call<T>(store: &mut Store<T>, instance: Instance, name: &str, argument: i64) -> Result<i64> {
    let func = instance.get_typed_func::<i64, i64>(&mut *store, name)?;
    func.call(store, argument)
}

fn func(store: &mut Store<()>, instance: Instance, name: &str) -> Func {
    instance.get_func(store, name).unwrap()
}

fn i64_to_i64() -> FuncType {
    FuncType::new([ValType::I64], [ValType::I64])
}

const FIRST: &str = r#"(module
    (type $t (func (param i64) (result i64)))
    (global $offset (mut i64) (i64.const 1000))
    (global (export "f") (ref $t) (ref.func $add))
    (memory 1)
    (data (i32.const 0) "\07")
    (func $add (export "add") (type $t)
        (i64.add (i64.add (local.get 0) (global.get $offset)) (i64.load8_u (i32.const 0))))

    ;; Tail calls to and fro, until the parameter is zero.
    (table $t (export "t") 2 (ref $t) (ref.func $add))
    (func $down (export "down") (type $t)
        (if (i64.eqz (local.get 0)) (then (return (i64.add (global.get $offset) (i64.load8_u (i32.const 0))))))
        (return_call_ref $t (i64.sub (local.get 0) (i64.const 1)) (table.get $t (i32.const 1))))
    (func (export "call") (param i64 (ref null $t)) (result i64)
        (call_ref $t (local.get 0) (local.get 1)))
    (func (export "call twice") (param i64 (ref $t)) (result i64)
        (call_ref $t (call_ref $t (local.get 0) (local.get 1)) (local.get 1)))
    (func (export "tail") (param i64 (ref null $t)) (result i64)
        (return_call_ref $t (local.get 0) (local.get 1)))
    (func (export "get") (result (ref $t)) (table.get $t (i32.const 0))))"#;

const SECOND: &str = r#"(module
    (type $u (func (param i64) (result i64)))
    (import "first" "f" (global $f (ref null $u)))
    (import "first" "t" (table $t 1 (ref $u)))
    (import "first" "down" (func $down (type $u)))
    (import "first" "call" (func $call (param i64 (ref null $u)) (result i64)))
    (memory 1)
    (data (i32.const 0) "\09")
    (func $own (type $u) (i64.add (local.get 0) (i64.load8_u (i32.const 0))))
    (func $through (export "through") (type $u)
        (i64.add
            (i64.mul (call_ref $u (local.get 0) (global.get $f)) (i64.const 1000))
            (i64.load8_u (i32.const 0))))
    (func (export "callback") (type $u) (call $call (local.get 0) (ref.func $own)))
    (func $step (type $u)
        (if (i64.eqz (local.get 0)) (then (return (i64.load8_u (i32.const 0)))))
        (return_call_ref $u (i64.sub (local.get 0) (i64.const 1)) (ref.func $down)))
    (elem $e (ref $u) (ref.func $step))
    (elem declare func $own $down)
    (func (export "ping-pong") (type $u)
        (table.init $t $e (i32.const 1) (i32.const 0) (i32.const 1))
        (i64.add
            (i64.mul (call_ref $u (local.get 0) (ref.func $step)) (i64.const 1000))
            (i64.load8_u (i32.const 0)))))"#;

fn linked(engine: &Engine, load: impl Fn(&str) -> Module) -> (Store<()>, Instance, Instance) {
    let mut store = Store::new(engine, ());
    let mut linker = Linker::new(engine);
    let first = linker.instantiate(&mut store, &load(FIRST)).unwrap();
    linker.instance(&mut store, "first", first).unwrap();
    let second = linker.instantiate(&mut store, &load(SECOND)).unwrap();
    (store, first, second)
}

#[test]
fn functions_of_each_instance_and_of_the_host_are_called() {
    for (engine, load) in loaders() {
        let (mut store, first, second) = linked(&engine, load);
        assert_eq!(call(&mut store, second, "through", 1).unwrap(), 1_008_009);
        assert_eq!(call(&mut store, second, "callback", 1).unwrap(), 10);
        let host = Func::wrap(&mut store, |x: i64| x * 2);
        for (name, expected) in [("call", 42), ("call twice", 84), ("tail", 42)] {
            let func = func(&mut store, first, name);
            let mut results = [Val::I64(0)];
            func.call(&mut store, &[Val::I64(21), host.into()], &mut results).unwrap();
            assert_eq!(results[0].i64(), Some(expected), "{name}");
            let typed = func.typed::<(i64, Func), i64>(&store).unwrap();
            assert_eq!(typed.call(&mut store, (21, host)).unwrap(), expected, "{name}");
        }
        let get = first.get_typed_func::<(), Func>(&mut store, "get").unwrap();
        let add = get.call(&mut store, ()).unwrap().typed::<i64, i64>(&store).unwrap();
        assert_eq!(add.call(&mut store, 1).unwrap(), 1008);
    }
}

#[test]
fn null_traps_in_each_mode() {
    for (engine, load) in loaders() {
        let (mut store, first, _) = linked(&engine, load);
        for name in ["call", "tail"] {
            let func = first.get_typed_func::<(i64, Option<Func>), i64>(&mut store, name).unwrap();
            let error = func.call(&mut store, (1, None)).unwrap_err();
            assert_eq!(trap(&error), Trap::NullReference, "{name}");
            assert!(error.to_string().contains("null reference"), "{error}");
            assert_eq!(frames(&error).len(), 1, "{name}");
        }
    }
}

#[test]
fn null_is_found_by_each_operator() {
    const TEXT: &str = r#"(module
        (type $t (func (param i64) (result i64)))
        (type $long (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
        (func $f (type $t) (local.get 0))
        (global $null (mut (ref null $t)) (ref.null $t))
        (global $long (mut (ref null $long)) (ref.null $long))
        (func (export "as") (type $t) (call_ref $t (local.get 0) (ref.as_non_null (global.get $null))))
        (func (export "keep") (type $t)
            (local $f (ref $t))
            (local.set $f (ref.as_non_null (global.get $null)))
            (call_ref $t (local.get 0) (local.get $f)))
        (func (export "constant") (type $t) (call_ref $t (local.get 0) (ref.null $t)))
        (func (export "constant as") (type $t) (drop (ref.as_non_null (ref.null $t))) (local.get 0))
        (func (export "long") (type $t)
            (call_ref $long
                (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
                (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (global.get $long)))
        (func (export "long tail") (type $t)
            (return_call_ref $long
                (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
                (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (global.get $long)))
        (func (export "branch") (type $t)
            (block $null
                (return (call_ref $t (local.get 0) (br_on_null $null (global.get $null)))))
            (i64.const -1))
        (func (export "branch with") (type $t)
            (call_ref $t (local.get 0)
                (block $f (result (ref $t))
                    (br_on_non_null $f (global.get $null))
                    (return (i64.const -2)))))
        (table $n 1 (ref null $t))
        (table $o 1 (ref $t) (ref.func $f))
        (func (export "element") (type $t) (call_indirect $n (type $t) (local.get 0) (i32.const 0)))
        (func (export "element, tail") (type $t) (return_call_indirect $n (type $t) (local.get 0) (i32.const 0)))
        (func (export "element, there") (type $t) (call_indirect $o (type $t) (local.get 0) (i32.const 0)))
        (func (export "element, tail, there") (type $t)
            (return_call_indirect $o (type $t) (local.get 0) (i32.const 0)))
        (func (export "element, other type") (type $t)
            (call_indirect $o (type $long)
                (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0)
                (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (local.get 0) (i32.const 0)))
        (func (export "set") (global.set $null (ref.func $f)) (table.set $n (i32.const 0) (ref.func $f)))
        (elem declare func $f))"#;
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Linker::new(&engine).instantiate(&mut store, &load(TEXT)).unwrap();
        for name in ["as", "keep", "constant", "constant as", "long", "long tail"] {
            let error = call(&mut store, instance, name, 3).unwrap_err();
            assert_eq!(trap(&error), Trap::NullReference, "{name}");
            assert_eq!(frames(&error).len(), 1, "{name}");
        }
        for name in ["element", "element, tail"] {
            let error = call(&mut store, instance, name, 3).unwrap_err();
            assert_eq!((trap(&error), frames(&error).len()), (Trap::IndirectCallToNull, 1), "{name}");
        }
        let error = call(&mut store, instance, "element, other type", 3).unwrap_err();
        assert_eq!(trap(&error), Trap::BadSignature);
        assert_eq!(call(&mut store, instance, "branch", 3).unwrap(), -1);
        assert_eq!(call(&mut store, instance, "branch with", 3).unwrap(), -2);
        func(&mut store, instance, "set").call(&mut store, &[], &mut []).unwrap();
        let there = ["element", "element, tail", "element, there", "element, tail, there"];
        for name in ["as", "keep", "branch", "branch with"].into_iter().chain(there) {
            assert_eq!(call(&mut store, instance, name, 3).unwrap(), 3, "{name}");
        }
    }
}

#[test]
fn tail_calls_of_references_take_no_stack() {
    const MANY: i64 = 1_000_000;
    for (engine, load) in loaders() {
        let (mut store, _, second) = linked(&engine, load);
        // Every second call is one of the other instance. What is returned to has the context and the memory of its own.
        assert_eq!(call(&mut store, second, "ping-pong", MANY).unwrap(), 9_009);
        assert_eq!(call(&mut store, second, "ping-pong", MANY + 1).unwrap(), 1_007_009);
    }
}

#[test]
fn tables_begin_with_their_initial_values() {
    const TEXT: &str = r#"(module
        (type $t (func (result i32)))
        (import "" "f" (global $f (ref null $t)))
        (import "" "x" (global $x (ref extern)))
        (func $a (type $t) (i32.const 1))
        (func $b (type $t) (i32.const 2))
        (table $own (export "own") 3 5 (ref $t) (ref.func $a))
        (table $imported (export "imported") 2 (ref null $t) (global.get $f))
        (table $null (export "null") 2 funcref (ref.null func))
        (table (export "extern") 20000 (ref extern) (global.get $x))
        (table (export "elements") (ref null $t) (elem (ref.func $b) (global.get $f) (ref.null $t)))
        (elem (table $own) (i32.const 1) (ref $t) (item (ref.func $b)))
        (func (export "call") (param i32) (result i32)
            (i32.add (call_indirect $own (type $t) (local.get 0)) (i32.const 10)))
        (func (export "grow") (param (ref $t)) (result i32) (table.grow $own (local.get 0) (i32.const 1))))"#;
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let host = Func::wrap(&mut store, || 3i32);
        let ty = engine.heap_type_of(&host.ty(&store)).unwrap();
        let global = |content| GlobalType { content: ValType::Ref(content), mutable: false };
        let f = Global::new(&mut store, global(RefType::new(false, ty)), host.into()).unwrap();
        let value = ExternRef::new(&mut store, 7u32).unwrap();
        let x = Global::new(&mut store, global(RefType::new(false, HeapType::Extern)), value.clone().into()).unwrap();
        let mut linker = Linker::new(&engine);
        linker.define(&mut store, "", "f", f).unwrap().define(&mut store, "", "x", x).unwrap();
        let instance = linker.instantiate(&mut store, &load(TEXT)).unwrap();
        drop(value);
        store.gc();
        let call = instance.get_typed_func::<i32, i32>(&mut store, "call").unwrap();
        assert_eq!([0, 1, 2].map(|i| call.call(&mut store, i).unwrap()), [11, 12, 11]);
        let element = |store: &mut Store<()>, table: &str, i| {
            instance.get_table(&mut *store, table).unwrap().get(&*store, i).unwrap()
        };
        let result = |store: &mut Store<()>, function: Ref| {
            let function = function.as_func().unwrap().unwrap().typed::<(), i32>(&*store).unwrap();
            function.call(store, ()).unwrap()
        };
        for (table, expected) in [("imported", [3, 3]), ("elements", [2, 3])] {
            for (i, expected) in (0..).zip(expected) {
                let function = element(&mut store, table, i);
                assert_eq!(result(&mut store, function), expected);
            }
        }
        assert!(element(&mut store, "null", 1).is_null() && element(&mut store, "elements", 2).is_null());
        for i in [0, 19_999] {
            let value = element(&mut store, "extern", i).as_extern().flatten().unwrap();
            assert_eq!(value.downcast::<u32, _>(&store).unwrap(), &7);
        }
        let grow = instance.get_typed_func::<Func, i32>(&mut store, "grow").unwrap();
        assert_eq!(grow.call(&mut store, host).unwrap(), 3);
        assert_eq!(call.call(&mut store, 3).unwrap(), 13);
        let stranger = Func::wrap(&mut store, || 1i64);
        let error = grow.call(&mut store, stranger).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("argument 0 is a function of another type than {}", RefType::new(false, ty))
        );
    }
}

/// Types and values of them: of `(ref null $t)`, `(ref $t)`, a function of the type and one of another.
struct Typed {
    store: Store<()>,
    nullable: RefType,
    non_null: RefType,
    right: Func,
    wrong: Func,
}

fn typed() -> Typed {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let heap_type = engine.heap_type_of(&i64_to_i64()).unwrap();
    let right = Func::wrap(&mut store, |x: i64| x);
    let wrong = Func::wrap(&mut store, |x: i32| x);
    let [nullable, non_null] = [true, false].map(|nullable| RefType::new(nullable, heap_type));
    Typed { store, nullable, non_null, right, wrong }
}

#[test]
fn tables_and_globals_of_the_embedder_hold_what_their_type_says() {
    let Typed { mut store, nullable, non_null, right, wrong } = typed();
    for (element, takes_null) in [(nullable, true), (non_null, false)] {
        let ty = TableType::new(element, 1, None);
        assert!(Table::new(&mut store, ty, wrong.into()).is_err());
        assert_eq!(Table::new(&mut store, ty, Ref::Func(None)).is_ok(), takes_null);
        let table = Table::new(&mut store, ty, right.into()).unwrap();
        for value in [Ref::from(wrong), Ref::Extern(None)] {
            assert!(table.set(&mut store, 0, value.clone()).is_err());
            assert!(table.fill(&mut store, 0, value.clone(), 1).is_err());
            assert!(table.grow(&mut store, 1, value).is_err());
        }
        assert_eq!(table.set(&mut store, 0, Ref::Func(None)).is_ok(), takes_null);
        table.grow(&mut store, 1, right.into()).unwrap();
        assert!(table.get(&store, 1).unwrap().matches_ty(&store, &non_null).unwrap());

        let ty = GlobalType { content: ValType::Ref(element), mutable: true };
        assert!(Global::new(&mut store, ty, wrong.into()).is_err());
        let global = Global::new(&mut store, ty, right.into()).unwrap();
        assert!(global.set(&mut store, wrong.into()).is_err());
        assert!(global.set(&mut store, Val::ExternRef(None)).is_err());
        assert_eq!(global.set(&mut store, Val::FuncRef(None)).is_ok(), takes_null);
        global.set(&mut store, right.into()).unwrap();
    }
    // Elements are copied to tables of the same type or one that says less.
    let mut table =
        |element, value: Func| Table::new(&mut store, TableType::new(element, 1, None), value.into()).unwrap();
    let (all, some, certain) = (table(RefType::FUNCREF, wrong), table(nullable, right), table(non_null, right));
    for (to, from, copies) in [
        (all, some, true),
        (all, certain, true),
        (some, certain, true),
        (certain, some, false),
        (some, all, false),
        (certain, all, false),
    ] {
        assert_eq!(Table::copy(&mut store, &to, 0, &from, 0, 1).is_ok(), copies);
    }
}

#[test]
fn tables_and_globals_of_instances_hold_what_their_type_says() {
    let Typed { mut store, right, wrong, .. } = typed();
    let text = r#"(module
        (type $t (func (param i64) (result i64)))
        (func $f (type $t) (local.get 0))
        (table (export "t") 1 (ref $t) (ref.func $f))
        (global (export "g") (mut (ref $t)) (ref.func $f))
        (global (export "n") (mut (ref null $t)) (ref.null $t))
        (func (export "p") (param (ref $t) (ref null $t)) (result (ref $t)) (local.get 0)))"#;
    let instance = common::try_instantiate(&mut store, text).unwrap();
    let table = instance.get_table(&mut store, "t").unwrap();
    let [global, nullable] = ["g", "n"].map(|name| instance.get_global(&mut store, name).unwrap());
    for (value, is_right) in [(Some(right), true), (Some(wrong), false), (None, false)] {
        assert_eq!(table.set(&mut store, 0, value.into()).is_ok(), is_right);
        assert_eq!(global.set(&mut store, value.into()).is_ok(), is_right);
        assert_eq!(nullable.set(&mut store, value.into()).is_ok(), is_right || value.is_none());
        let p = func(&mut store, instance, "p");
        let mut results = [Val::I32(0)];
        assert_eq!(p.call(&mut store, &[value.into(), Val::FuncRef(None)], &mut results).is_ok(), is_right);
        assert_eq!(
            p.call(&mut store, &[right.into(), value.into()], &mut results).is_ok(),
            is_right || value.is_none()
        );
        if let Some(value) = value {
            let p = p.typed::<(Func, Option<Func>), Func>(&store).unwrap();
            assert_eq!(p.call(&mut store, (value, None)).is_ok(), is_right);
            assert_eq!(p.call(&mut store, (right, Some(value))).is_ok(), is_right);
        }
    }
    let p = func(&mut store, instance, "p");
    assert!(p.typed::<(Option<Func>, Option<Func>), Func>(&store).is_err(), "null would have to be refused");
    assert!(p.typed::<(Func, Option<ExternRef>), Func>(&store).is_err());
    assert!(p.typed::<(Func, Func), Option<Func>>(&store).is_ok(), "the result may be said less of");
    let stranger = Func::wrap(&mut Store::new(store.engine(), ()), |x: i64| x);
    assert!(table.set(&mut store, 0, stranger.into()).is_err());
    assert!(global.set(&mut store, stranger.into()).is_err());
}

#[test]
fn host_functions_take_and_return_references() {
    const TEXT: &str = r#"(module
        (type $t (func (param i64) (result i64)))
        (import "" "typed" (func $typed (param (ref $t)) (result (ref $t))))
        (import "" "any" (func $any (param (ref func) (ref null func)) (result (ref func))))
        (import "" "extern" (func $extern (param (ref extern)) (result (ref extern))))
        (func $f (type $t) (i64.add (local.get 0) (i64.const 1)))
        (elem declare func $f)
        (func (export "typed") (param i64) (result i64)
            (call_ref $t (local.get 0) (call $typed (ref.func $f))))
        (func (export "any") (param i64) (result i64)
            (i64.extend_i32_u (ref.is_null (call $any (ref.func $f) (ref.null func)))))
        (func (export "extern") (param (ref extern)) (result (ref extern)) (call $extern (local.get 0))))"#;
    static RETURNED: AtomicU32 = AtomicU32::new(0);
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        let reference = ValType::Ref(RefType::new(false, engine.heap_type_of(&i64_to_i64()).unwrap()));
        let twice = Func::wrap(&mut store, |x: i64| x * 2);
        let other = Func::wrap(&mut store, |x: i32| x);
        let ty = FuncType::new([reference], [reference]);
        let typed = move |caller: Caller<'_, ()>, params: &[Val], results: &mut [Val]| {
            assert!(params[0].matches_ty(&caller, &reference)?);
            match RETURNED.load(Ordering::Relaxed) {
                0 => results[0] = params[0].clone(),
                1 => results[0] = twice.into(),
                2 => results[0] = other.into(),
                _ => {}
            }
            Ok(())
        };
        linker.func_new("", "typed", ty, typed).unwrap();
        linker.func_wrap("", "any", |f: Func, _: Option<Func>| f).unwrap();
        linker.func_wrap("", "extern", |x: ExternRef| x).unwrap();
        let instance = linker.instantiate(&mut store, &load(TEXT)).unwrap();
        let results = [0, 1, 2, 3].map(|returned| {
            RETURNED.store(returned, Ordering::Relaxed);
            call(&mut store, instance, "typed", 20).map_err(|error| error.to_string())
        });
        assert_eq!((&results[0], &results[1]), (&Ok(21), &Ok(40)));
        let message = format!("a host function set result 0 to a value of type funcref, not {reference}");
        assert!(results[2..].iter().all(|result| result.as_ref().unwrap_err().contains(&message)), "{results:?}");
        assert_eq!(call(&mut store, instance, "any", 0).unwrap(), 0);
        let echo = instance.get_typed_func::<ExternRef, ExternRef>(&mut store, "extern").unwrap();
        let value = ExternRef::new(&mut store, 5u32).unwrap();
        assert_eq!(echo.call(&mut store, value).unwrap().downcast::<u32, _>(&store).unwrap(), &5);
    }
}

/// Whether an importer of `import` can be linked with what exports `export` as `x`.
fn links(export: &str, import: &str) -> bool {
    let types = "(type $a (func (param i32))) (type $b (func (param i64))) (type $c (func (param (ref $a))))
        (type $same (func (param (ref $a)))) (type $other (func (param (ref $b)))) (func $fa (type $a))
        (func $fc (type $c)) (elem declare func $fa $fc)";
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    let exporter = Module::new(&engine, format!("(module {types} {export})")).unwrap();
    let instance = linker.instantiate(&mut store, &exporter).unwrap();
    linker.instance(&mut store, "m", instance).unwrap();
    // Other types in front, so that indices differ.
    let imports = types.find("(func $fa").unwrap();
    let types = &types[..imports];
    let importer = Module::new(&engine, format!("(module (type (func (result f32))) {types} {import})")).unwrap();
    linker.instantiate(&mut store, &importer).is_ok()
}

#[test]
fn imports_are_linked_by_subtype() {
    let function = |ty: &str| format!("(func (export \"x\") (type {ty}) unreachable)");
    let imported = |ty: &str| format!("(import \"m\" \"x\" (func (type {ty})))");
    for (own, wanted, links_) in
        [("$c", "$c", true), ("$c", "$same", true), ("$a", "$c", false), ("$other", "$c", false)]
    {
        assert_eq!(links(&function(own), &imported(wanted)), links_, "{own} as {wanted}");
    }
    for (own, init, wanted, constant, variable) in [
        ("(ref $c)", "ref.func $fc", "(ref $same)", true, true),
        ("(ref $c)", "ref.func $fc", "(ref null $c)", true, false),
        ("(ref $c)", "ref.func $fc", "(ref func)", true, false),
        ("(ref $c)", "ref.func $fc", "funcref", true, false),
        ("(ref null $c)", "ref.func $fc", "(ref $c)", false, false),
        ("(ref $a)", "ref.func $fa", "(ref $c)", false, false),
        ("(ref func)", "ref.func $fa", "(ref $a)", false, false),
    ] {
        let export = format!("(global (export \"x\") {own} ({init}))");
        assert_eq!(links(&export, &format!("(import \"m\" \"x\" (global {wanted}))")), constant, "{own} as {wanted}");
        let export = format!("(global (export \"x\") (mut {own}) ({init}))");
        let import = format!("(import \"m\" \"x\" (global (mut {wanted})))");
        assert_eq!(links(&export, &import), variable, "{own} as {wanted}");
        // What is in a table can be replaced, too.
        let export = format!("(table (export \"x\") 1 {own} ({init}))");
        assert_eq!(links(&export, &format!("(import \"m\" \"x\" (table 1 {wanted}))")), variable, "{own} as {wanted}");
    }
}

#[test]
fn types_are_those_of_the_engine() {
    let engine = Engine::default();
    let text = "(module
        (type $t (func (param i64) (result i64)))
        (type $r (func (param (ref null $t) (ref $t))))
        (import \"\" \"f\" (func (type $r)))
        (import \"\" \"t\" (table 1 (ref null $t)))
        (func $g (export \"g\") (type $t) (local.get 0))
        (global (export \"n\") (ref $t) (ref.func $g)))";
    let module = Module::new(&engine, text).unwrap();
    let heap_type = engine.heap_type_of(&i64_to_i64()).unwrap();
    let [nullable, non_null] = [true, false].map(|nullable| ValType::Ref(RefType::new(nullable, heap_type)));
    let mut imports = module.imports();
    let Some(ExternType::Func(nested)) = imports.next().map(|import| import.ty()) else { panic!("a function") };
    assert_eq!(nested.params(), [nullable, non_null]);
    let Some(ExternType::Table(table)) = imports.next().map(|import| import.ty()) else { panic!("a table") };
    assert_eq!(ValType::Ref(table.element), nullable);
    let Some(ExternType::Global(global)) = module.get_export("n") else { panic!("a global") };
    assert_eq!(global.content, non_null);

    // A host function of a type of the module can be linked.
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    linker.define_unknown_imports_as_traps(&module).unwrap();
    let table = Table::new(&mut store, TableType { element: table.element, ..table }, Ref::Func(None)).unwrap();
    linker.define(&mut store, "", "t", table).unwrap();
    let instance = linker.instantiate(&mut store, &module).unwrap();
    let g = func(&mut store, instance, "g");
    assert!(g.matches_ty(&store, &i64_to_i64()) && !g.matches_ty(&store, &nested));
    assert_eq!(g.ty(&store), i64_to_i64());

    assert!(non_null.matches(&nullable) && !nullable.matches(&non_null));
    assert!(non_null.matches(&ValType::FUNCREF) && !ValType::FUNCREF.matches(&nullable));
    assert!(!non_null.matches(&ValType::EXTERNREF) && ValType::I32.matches(&ValType::I32));
}

#[test]
fn types_of_an_engine_are_unknown_to_another() {
    let Typed { non_null, nullable, .. } = typed();
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let ty = FuncType::new([ValType::Ref(non_null)], []);
    assert!(engine.heap_type_of(&ty).is_err());
    assert!(Linker::<()>::new(&engine).func_new("", "", ty, |_, _, _| Ok(())).is_err());
    assert!(Table::new(&mut store, TableType::new(nullable, 0, None), Ref::Func(None)).is_err());
    let global = GlobalType { content: ValType::Ref(nullable), mutable: false };
    assert!(Global::new(&mut store, global, Val::FuncRef(None)).is_err());
}

#[test]
fn a_table_keeps_its_type_in_use() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let text = |ty: &str| format!("(module (type $t (func {ty})) (table (export \"t\") 1 (ref null $t)))");
    let module = Module::new(&engine, text("(param i32 i64)")).unwrap();
    let Some(ExternType::Table(ty)) = module.get_export("t") else { panic!("a table") };
    let table = Table::new(&mut store, ty, Ref::Func(None)).unwrap();
    drop(module);
    // It does not get the identifier of the type that no module has any more.
    let other = Module::new(&engine, text("(param f32)")).unwrap();
    let Some(ExternType::Table(ty)) = other.get_export("t") else { panic!("a table") };
    assert_ne!(ty.element, table.ty(&store).element);
    let function = Func::wrap(&mut store, |_: f32| {});
    assert!(table.set(&mut store, 0, function.into()).is_err());
}
