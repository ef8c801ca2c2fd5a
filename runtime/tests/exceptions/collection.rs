//! What keeps exceptions, what collects them, and how much memory they may take.

use windlass::{
    Caller, ExnRef, ExternRef, Func, FuncType, Instance, Module, Result, Store, StoreLimits, StoreLimitsBuilder, Tag,
    TagType, ThrownException, Trap, Val, ValType,
};

use super::{call, engine, engines, instantiate, loaders, repeat};
use crate::common::{frames, trap};

/// As many times as take a moment.
const MANY: i32 = if cfg!(debug_assertions) { 300_000 } else { 10_000_000 };

#[test]
fn exceptions_that_nothing_refers_to_take_no_memory() {
    let text = r#"(module
        (tag $e (param i32 v128))
        (tag $ref (param exnref))
        (func $throw (param i32) (throw $e (local.get 0) (v128.const i64x2 1 2)))
        (func $throw_ref (param exnref) (throw $ref (local.get 0)))
        (func (export "run") (param $n i32) (result i32) (local $sum i32) (local $last exnref)
            (loop $again
                (block $h (result i32 v128 exnref)
                    (try_table (catch_ref $e $h) (call $throw (local.get $n)))
                    (unreachable))
                ;; The one before is still there.
                (local.set $last)
                (drop)
                (local.set $sum (i32.add (local.get $sum)))
                ;; One refers to another, and nothing to it.
                (block $h (result exnref)
                    (try_table (catch $ref $h) (call $throw_ref (local.get $last)))
                    (unreachable))
                (if (ref.is_null) (then (unreachable)))
                (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))"#;
    for engine in engines(|config| _ = config.gc_heap_max(256 << 10)).into_iter().step_by(4) {
        let (mut store, instance) = instantiate(&engine, text);
        let n = i64::from(MANY);
        assert_eq!(call(&mut store, instance, "run", &[MANY]).unwrap(), (n * (n + 1) / 2) as i32);
    }
}

/// A module whose function `run` holds exceptions in locals only, throws many others, and looks at what they carry.
fn holding(count: usize) -> String {
    let locals = repeat(count, "(local $x# exnref)");
    let make = repeat(count, "(local.set $x# (call $make (i32.const #) (local.get $value)))");
    let check = repeat(
        count,
        "(local.set $sum (i32.add (local.get $sum) (i32.mul (i32.const #) (call $value (local.get $x#)))))",
    );
    format!(
        r#"(module
        (import "" "gc" (func $gc (param i64)))
        (tag $e (param i32 externref))
        (tag $holds (param exnref))
        (table $t 3 exnref)
        (global $g (mut exnref) (ref.null exn))
        (func $throw (param i32 externref) (throw $e (local.get 0) (local.get 1)))
        (func $make (param i32 externref) (result exnref) (local $x exnref)
            (block $h (result i32 externref exnref)
                (try_table (catch_ref $e $h) (call $throw (local.get 0) (local.get 1)))
                (unreachable))
            (local.set $x) (drop) (drop)
            (local.get $x))
        (func $value (param exnref) (result i32) (local $value externref)
            (block $h (result i32 externref)
                (try_table (catch $e $h) (throw_ref (local.get 0)))
                (unreachable))
            (local.set $value)
            (if (ref.is_null (local.get $value)) (then (unreachable))))
        (func $wrap (param exnref) (result exnref) (local $x exnref)
            (block $h (result exnref exnref)
                (try_table (catch_ref $holds $h) (throw $holds (local.get 0)))
                (unreachable))
            (local.set $x) (drop)
            (local.get $x))
        (func $unwrap (param exnref) (result exnref)
            (block $h (result exnref)
                (try_table (catch $holds $h) (throw_ref (local.get 0)))
                (unreachable)))
        ;; Throws many exceptions, in a loop whose registers are all in use.
        (func $garbage (param $n i32) (param $value externref)
            (loop $again
                (drop (call $make (local.get $n) (local.get $value)))
                (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
        (func (export "run") (param $value externref) (result i32) (local $sum i32) {locals}
            {make}
            (call $garbage (i32.const 5000) (local.get $value))
            {check}
            (call $gc (i64.const 1))
            {check}
            (local.get $sum))
        (func (export "elsewhere") (param $value externref) (result i32)
            (global.set $g (call $make (i32.const 1) (local.get $value)))
            (table.set $t (i32.const 2) (call $make (i32.const 20) (local.get $value)))
            (table.set $t (i32.const 1) (call $wrap (call $wrap (call $make (i32.const 300) (local.get $value)))))
            (call $garbage (i32.const 5000) (local.get $value))
            (call $gc (i64.const 1))
            (i32.add (i32.add (call $value (global.get $g)) (call $value (table.get $t (i32.const 2))))
                (call $value (call $unwrap (call $unwrap (table.get $t (i32.const 1))))))))"#
    )
}

#[test]
fn exceptions_in_registers_tables_and_others_are_kept() {
    for (engine, load) in loaders() {
        for count in [1, 3, 5, 12] {
            let mut store = Store::new(&engine, ());
            let gc = Func::wrap(&mut store, |mut caller: Caller<'_, ()>, _: i64| caller.gc());
            let instance = Instance::new(&mut store, &load(&holding(count)), &[gc.into()]).unwrap();
            let value = ExternRef::new(&mut store, 7u8).unwrap();
            let run = |store: &mut Store<()>, name| {
                let run = instance.get_typed_func::<Option<ExternRef>, i32>(&mut *store, name).unwrap();
                run.call(store, Some(value.clone())).unwrap()
            };
            let squares: usize = (0..count).map(|i| i * i).sum();
            assert_eq!(run(&mut store, "run"), 2 * squares as i32);
            assert_eq!(run(&mut store, "elsewhere"), 321);
        }
    }
}

#[test]
fn the_embedder_keeps_exceptions_and_gives_them_back() {
    let text = r#"(module
        (tag $e (export "e") (param i32))
        (func $throw (param i32) (throw $e (local.get 0)))
        (func (export "make") (param i32) (result exnref) (local $x exnref)
            (block $h (result i32 exnref)
                (try_table (catch_ref $e $h) (call $throw (local.get 0)))
                (unreachable))
            (local.set $x) (drop) (local.get $x))
        (func (export "value") (param exnref) (result i32)
            (block $h (result i32)
                (try_table (catch $e $h) (throw_ref (local.get 0)))
                (unreachable))))"#;
    let engine = engine();
    let (mut store, instance) = instantiate(&engine, text);
    let make = instance.get_typed_func::<i32, Option<ExnRef>>(&mut store, "make").unwrap();
    let value = instance.get_typed_func::<Option<ExnRef>, i32>(&mut store, "value").unwrap();
    let kept: Vec<ExnRef> = (0..3000).map(|i| make.call(&mut store, i).unwrap().unwrap()).collect();
    store.gc();
    for (i, exception) in kept.iter().enumerate() {
        assert_eq!(value.call(&mut store, Some(exception.clone())).unwrap(), i as i32);
        assert_eq!(exception.field(&store, 0).unwrap().unwrap_i32(), i as i32);
    }
    let mut results = [Val::null_exn_ref()];
    let make = instance.get_func(&mut store, "make").unwrap();
    make.call(&mut store, &[Val::I32(5)], &mut results).unwrap();
    let [Val::ExnRef(Some(exception))] = results else { panic!("{results:?}") };
    assert_eq!(exception, exception.clone());
    assert_ne!(exception, kept[5]);
    drop(kept);
    store.gc();
    assert_eq!(value.call(&mut store, Some(exception)).unwrap(), 5);
    // Of another store.
    let (mut other, _) = instantiate(&engine, text);
    let tag = instance.get_tag(&mut store, "e").unwrap();
    let exception = ExnRef::new(&mut store, &tag, &[Val::I32(1)]).unwrap();
    assert!(exception.field(&other, 0).is_err());
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| other.throw::<()>(exception.clone()))).is_err());
    // Of other types.
    assert!(ExnRef::new(&mut store, &tag, &[]).is_err());
    assert!(ExnRef::new(&mut store, &tag, &[Val::I64(1)]).is_err());
    assert_eq!(trap(&value.call(&mut store, None).unwrap_err()), Trap::NullReference);
}

/// Each exception holds the one before.
fn chain() -> String {
    let locals = repeat(60, "(local $l# i64)");
    let count = repeat(60, "(local.set $l# (i64.add (local.get $l#) (i64.const 1)))");
    format!(
        r#"(module
    (tag $e (param i64 exnref))
    (global $last (mut exnref) (ref.null exn))
    (func $throw (param exnref) (throw $e (i64.const 1) (local.get 0)))
    (func (export "grow") (param $n i32) (result i32)
        (block $outer
            (try_table (catch_all $outer)
                (loop $again
                    (block $h (result i64 exnref exnref)
                        (try_table (catch_ref $e $h) (call $throw (global.get $last)))
                        (unreachable))
                    (global.set $last)
                    (drop) (drop)
                    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (return (i32.const 1))))
        (i32.const -1))
    (func (export "length") (result i32) (local $x exnref) (local $n i32)
        (local.set $x (global.get $last))
        (loop $again
            (if (ref.is_null (local.get $x)) (then (return (local.get $n))))
            (block $h (result i64 exnref)
                (try_table (catch $e $h) (throw_ref (local.get $x)))
                (unreachable))
            (local.set $x)
            (drop)
            (local.set $n (i32.add (local.get $n) (i32.const 1)))
            (br $again))
        (unreachable))
    ;; Overwrite what is left on the stack of references that are not needed any more. The word at the top of a frame may be unused, in
    ;; one of them.
    (func $even (export "even") (param $n i32) {locals}
        (if (local.get $n) (then (call $even (i32.sub (local.get $n) (i32.const 1)))))
        {count})
    (func $odd (export "odd") (param $n i32) (local $more i64) {locals}
        (if (local.get $n) (then (call $odd (i32.sub (local.get $n) (i32.const 1)))))
        (local.set $more (i64.add (local.get $more) (i64.const 1)))
        {count})
    (func (export "clear") (global.set $last (ref.null exn))))"#
    )
}

/// Lets go of the chain.
fn clear<T>(store: &mut Store<T>, instance: Instance) {
    for name in ["clear", "even", "odd"] {
        let arguments: &[i32] = if name == "clear" { &[] } else { &[10] };
        call(store, instance, name, arguments).unwrap();
    }
}

#[test]
fn a_long_chain_of_exceptions_is_traced_without_recursion() {
    let (mut store, instance) = instantiate(&engine(), &chain());
    let length = MANY / 3;
    call(&mut store, instance, "grow", &[length]).unwrap();
    store.gc();
    assert_eq!(call(&mut store, instance, "length", &[]).unwrap(), length);
}

#[test]
fn the_exceptions_of_a_store_have_a_limit() {
    for engine in engines(|config| _ = config.gc_heap_max(1 << 20)) {
        let (mut store, instance) = instantiate(&engine, &chain());
        for _ in 0..3 {
            // No handler catches it.
            let error = call(&mut store, instance, "grow", &[i32::MAX]).unwrap_err();
            let expected =
                "too many exceptions: those that are in use take 1048576 bytes, which `Config::gc_heap_max` allows";
            assert_eq!(error.to_string(), expected);
            assert!(!error.is::<ThrownException>() && frames(&error).len() == 2, "{error:?}");
            let length = call(&mut store, instance, "length", &[]).unwrap();
            assert!((20_000..=(1 << 20) / 32).contains(&length), "{length}");
            clear(&mut store, instance);
        }
        assert_eq!(call(&mut store, instance, "grow", &[10_000]).unwrap(), 1);
        let ty = TagType::new(FuncType::new([ValType::I32], []));
        let tag = Tag::new(&mut store, &ty).unwrap();
        let all: Result<Vec<ExnRef>> = (0..100_000).map(|i| ExnRef::new(&mut store, &tag, &[Val::I32(i)])).collect();
        assert!(all.unwrap_err().to_string().contains("too many exceptions"));
        assert!(ExnRef::new(&mut store, &tag, &[Val::I32(1)]).is_ok());
    }
}

#[test]
fn the_limiter_of_a_store_is_asked() {
    for engine in engines(|_| ()) {
        let limits = StoreLimitsBuilder::new().memory_size(300_000).build();
        let mut store: Store<StoreLimits> = Store::new(&engine, limits);
        store.limiter(|limits| limits);
        let module = Module::new(&engine, chain()).unwrap();
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        let error = call(&mut store, instance, "grow", &[i32::MAX]).unwrap_err();
        assert_eq!(error.to_string(), "the limiter of the store does not allow 327680 bytes for exceptions");
        clear(&mut store, instance);
        assert_eq!(call(&mut store, instance, "grow", &[1000]).unwrap(), 1);
    }
}
