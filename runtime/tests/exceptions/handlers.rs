//! Which handler catches, with which payload, and what has no handler.

use windlass::{ExternRef, ExternType, FuncType, Instance, Linker, Module, Store, Tag, TagType, Trap, Val, ValType};

use super::{assert_thrown, call, engine, engines, instantiate, loaders, repeat};
use crate::common::trap;

#[test]
fn locals_are_what_they_were_at_the_call() {
    // Every function has more locals than there are registers, and changes them before it calls the next.
    let locals = repeat(24, "(local $l# i64) ");
    let set = repeat(
        24,
        "(local.set $l# (i64.add (i64.mul (i64.extend_i32_s (local.get $x)) (i64.const 100)) (i64.const #)))",
    );
    let check = repeat(
        24,
        "(if (i64.ne (local.get $l#) (i64.add (i64.mul (i64.extend_i32_s (local.get $x)) (i64.const 100)) (i64.const #)))
            (then (unreachable)))",
    );
    // Several depths and kinds of frames between the throw and the handler.
    let text = format!(
        r#"(module
        (tag $e (param i32))
        (func $deep (param $x i32) (param $frames i32) (result i32) {locals}
            {set}
            (if (i32.eqz (local.get $frames)) (then (throw $e (local.get $x))))
            (drop (call $other (local.get $x) (i32.sub (local.get $frames) (i32.const 1))))
            {check}
            (local.get $x))
        (func $other (param $x i32) (param $frames i32) (result i32) (local $a i64) (local $b i64)
            (if (i32.eqz (local.get $frames)) (then (throw $e (local.get $x))))
            (local.set $a (i64.const 7))
            (local.set $b (i64.extend_i32_s (call $deep (i32.add (local.get $x) (i32.const 1)) (i32.sub (local.get $frames) (i32.const 1)))))
            (i32.wrap_i64 (i64.add (local.get $a) (local.get $b))))
        (func (export "run") (param $x i32) (param $frames i32) (result i32) {locals} (local $caught i32)
            {set}
            (block $h (result i32)
                (try_table (result i32) (catch $e $h) (call $deep (local.get $x) (local.get $frames))))
            (local.set $caught)
            {check}
            (local.get $caught)))"#
    );
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &load(&text), &[]).unwrap();
        for frames in [0, 1, 2, 7, 100] {
            assert_eq!(call(&mut store, instance, "run", &[5, frames]).unwrap(), 5 + frames / 2, "{frames}");
        }
    }
}

#[test]
fn the_innermost_handler_of_the_tag_catches() {
    let text = r#"(module
        (tag $a) (tag $b) (tag $c) (tag $d)
        (func $throw (param i32)
            (block $none (block $three (block $two (block $one (block $zero
                (br_table $zero $one $two $three $none (local.get 0)))
                (throw $a)) (throw $b)) (throw $c)) (throw $d)))
        (func (export "run") (param i32) (result i32)
            (block $outer
                (try_table (catch_all $outer)
                    (block $c
                        (try_table (catch $c $c)
                            (block $b
                                (try_table (catch $b $b) (catch $b $c)
                                    (block $a
                                        (try_table (catch $a $a) (call $throw (local.get 0)) (return (i32.const 0))))
                                    (return (i32.const 1))))
                            (return (i32.const 2))))
                    (return (i32.const 3))))
            (i32.const 4)))"#;
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &load(text), &[]).unwrap();
        let caught = [0, 1, 2, 3, 4].map(|which| call(&mut store, instance, "run", &[which]).unwrap());
        assert_eq!(caught, [1, 2, 3, 4, 0]);
    }
}

#[test]
fn payloads_are_of_every_type_and_of_any_length() {
    // 90 values: more than there are registers, and vectors at odd words.
    let types = repeat(15, "i32 i64 f32 f64 v128 externref");
    let values = repeat(
        15,
        "(i32.add (local.get 0) (i32.const #)) (i64.const -#) (f32.const #.5) (f64.const -#.25)
         (i64x2.replace_lane 1 (i64x2.splat (i64.const #)) (i64.const 1#)) (local.get 1)",
    );
    let text = format!(
        r#"(module
        (tag $e (export "e") (param {types}))
        (type $t (func (param i32 externref) (result {types})))
        (func $throw (param i32 externref) (throw $e {values}))
        (func (export "catch") (type $t)
            (block $h (result {types})
                (try_table (catch $e $h) (call $throw (local.get 0) (local.get 1)))
                (unreachable)))
        (func (export "throw") (param i32 externref) (call $throw (local.get 0) (local.get 1))))"#
    );
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &load(&text), &[]).unwrap();
        let value = ExternRef::new(&mut store, 77u32).unwrap();
        let check = |store: &Store<()>, values: &[Val]| {
            assert_eq!(values.len(), 90);
            for (i, values) in values.chunks(6).enumerate() {
                let i = i as i32;
                assert_eq!(values[0].unwrap_i32(), i + 1000);
                assert_eq!(values[1].unwrap_i64(), -i64::from(i));
                assert_eq!(values[2].unwrap_f32(), i as f32 + 0.5);
                assert_eq!(values[3].unwrap_f64(), if i == 0 { -0.25 } else { f64::from(-i) - 0.25 });
                let high: u128 = format!("1{i}").parse().unwrap();
                assert_eq!(values[4].unwrap_v128().as_u128(), high << 64 | i as u128);
                assert_eq!(*values[5].unwrap_extern_ref().unwrap().downcast::<u32, _>(store).unwrap(), 77);
            }
        };
        let arguments = [Val::I32(1000), value.into()];
        let mut results = vec![Val::I32(0); 90];
        let catch = instance.get_func(&mut store, "catch").unwrap();
        catch.call(&mut store, &arguments, &mut results).unwrap();
        check(&store, &results);
        let throw = instance.get_func(&mut store, "throw").unwrap();
        assert_thrown(&throw.call(&mut store, &arguments, &mut []).unwrap_err());
        drop((arguments, results));
        // What the exception carries is not collected.
        let exception = store.take_pending_exception().unwrap();
        store.gc();
        check(&store, &exception.fields(&store).unwrap().collect::<Vec<_>>());
        let tag = instance.get_tag(&mut store, "e").unwrap();
        assert!(Tag::eq(&tag, &exception.tag(&store).unwrap(), &store));
    }
}

#[test]
fn tags_are_what_they_are_by_identity() {
    let definer = r#"(module (tag $e (export "e") (param i32)) (tag (export "alias") (param i32))
        (func (export "throw") (param i32) (throw $e (local.get 0))))"#;
    let user = r#"(module
        (import "a" "e" (tag $a (param i32))) (import "b" "e" (tag $b (param i32)))
        (import "a" "throw" (func $a (param i32))) (import "b" "throw" (func $b (param i32)))
        (func (export "run") (param i32) (result i32)
            (block $from_a (result i32)
                (block $from_b (result i32)
                    (try_table (catch $a $from_a) (catch $b $from_b)
                        (if (i32.and (local.get 0) (i32.const 1))
                            (then (call $a (local.get 0)))
                            (else (call $b (local.get 0)))))
                    (return (i32.const 0)))
                (return (i32.add (i32.const 2000))))
            (i32.add (i32.const 1000)))
        (export "a again" (tag $a)))"#;
    for (engine, load) in loaders() {
        let (definer, user) = (load(definer), load(user));
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        for name in ["a", "b"] {
            let instance = linker.instantiate(&mut store, &definer).unwrap();
            linker.instance(&mut store, name, instance).unwrap();
        }
        let instance = linker.instantiate(&mut store, &user).unwrap();
        assert_eq!(call(&mut store, instance, "run", &[5]).unwrap(), 1005);
        assert_eq!(call(&mut store, instance, "run", &[6]).unwrap(), 2006);
        let tag = |store: &mut Store<()>, module, name| linker.get(store, module, name).unwrap().into_tag().unwrap();
        let (a, b) = (tag(&mut store, "a", "e"), tag(&mut store, "b", "e"));
        let alias = tag(&mut store, "a", "alias");
        let again = instance.get_tag(&mut store, "a again").unwrap();
        assert!(Tag::eq(&a, &again, &store) && !Tag::eq(&a, &b, &store) && !Tag::eq(&a, &alias, &store));
    }
}

#[test]
fn imported_tags_have_the_type_that_is_asked_for() {
    let engine = engine();
    let text = r#"(module (import "m" "e" (tag (param i32 f64))) (tag (export "t") (param v128)))"#;
    let module = Module::new(&engine, text).unwrap();
    let types: Vec<ExternType> =
        module.imports().map(|import| import.ty()).chain(module.exports().map(|export| export.ty())).collect();
    assert_eq!(types.iter().map(ToString::to_string).collect::<Vec<_>>(), ["tag (param i32 f64)", "tag (param v128)"]);
    assert_eq!(types[0].tag().unwrap().ty().params(), [ValType::I32, ValType::F64]);
    let mut store = Store::new(&engine, ());
    let missing = Linker::new(&engine).instantiate(&mut store, &module).unwrap_err().to_string();
    assert!(missing.contains("`e` of module `m`, a tag (param i32 f64), is not defined"), "{missing}");
    let tag = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32], []))).unwrap();
    let other = Instance::new(&mut store, &module, &[tag.into()]).unwrap_err().to_string();
    assert!(other.contains("must be a tag (param i32 f64), but is a tag (param i32)"), "{other}");
    let right = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32, ValType::F64], []))).unwrap();
    let instance = Instance::new(&mut store, &module, &[right.into()]).unwrap();
    let exported = instance.get_export(&mut store, "t").unwrap().ty(&store);
    assert_eq!(exported, types[1]);
}

/// Throws through frames of two instances that have handlers for other tags, tail calls between them included.
#[test]
fn handlers_of_other_instances_are_found() {
    let inner = r#"(module
        (import "" "e" (tag $e (param i32)))
        (tag $own)
        (memory (export "memory") 1)
        (func (export "throw") (param i32) (result i32)
            (local $a i64) (local $b i64)
            (local.set $a (i64.const 5)) (local.set $b (i64.const 6))
            (block $h
                (try_table (catch $own $h) (throw $e (local.get 0))))
            (i32.const 1))
        (func $eleven (export "eleven") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32 i32 i32 i32 i32)
            (throw $e (i32.add (local.get 0) (local.get 10)))))"#;
    let outer = r#"(module
        (import "" "e" (tag $e (param i32)))
        (import "inner" "throw" (func $throw (param i32) (result i32)))
        (import "inner" "eleven" (func $eleven
            (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32 i32 i32 i32 i32)))
        (tag $own)
        (memory 1)
        (data (i32.const 100) "\2a")
        (global $g (mut i32) (i32.const 9))
        (func $middle (param i32) (result i32) (local $a i64)
            (local.set $a (i64.const 5))
            (drop (call $throw (local.get 0)))
            (i32.wrap_i64 (local.get $a)))
        ;; The frame is replaced by one of the other instance.
        (func $tail (param i32) (result i32) (local $a i64) (local $b i64)
            (local.set $a (i64.const 5)) (local.set $b (i64.const 6))
            (return_call $throw (local.get 0)))
        (func $tail_eleven (param i32) (result i32 i32 i32 i32 i32)
            (return_call $eleven (local.get 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
                (i32.const 6) (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10)))
        (func (export "run") (param $x i32) (param $how i32) (result i32)
            (local $a i64) (local $b i64) (local $c i64) (local $d i64) (local $e i64) (local $f i64) (local $g i64)
            (local.set $a (i64.extend_i32_s (local.get $x)))
            (local.set $b (i64.add (local.get $a) (i64.const 1))) (local.set $c (i64.add (local.get $b) (i64.const 1)))
            (local.set $d (i64.add (local.get $c) (i64.const 1))) (local.set $e (i64.add (local.get $d) (i64.const 1)))
            (local.set $f (i64.add (local.get $e) (i64.const 1))) (local.set $g (i64.add (local.get $f) (i64.const 1)))
            (block $h (result i32)
                (try_table (catch $e $h)
                    (block $four (block $three (block $two (block $one
                        (br_table $one $two $three $four (local.get $how)))
                        (drop (call $middle (local.get $x))))
                        (drop (call $tail (local.get $x))))
                        (call $tail_eleven (local.get $x)) (drop) (drop) (drop) (drop) (drop))
                    (drop (call $throw (local.get $x))))
                (return (i32.const -1)))
            ;; The context, the memory and the locals are those of this function.
            (i32.add (i32.add (i32.load8_u (i32.const 100)) (global.get $g)))
            (i32.add (i32.wrap_i64 (i64.sub (i64.add (i64.add (local.get $a) (local.get $b)) (i64.add (local.get $c)
                (i64.add (i64.add (local.get $d) (local.get $e)) (i64.add (local.get $f) (local.get $g)))))
                (i64.mul (i64.const 7) (local.get $a)))))))"#;
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        let tag = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32], []))).unwrap();
        linker.define(&mut store, "", "e", tag).unwrap();
        let inner = linker.instantiate(&mut store, &load(inner)).unwrap();
        linker.instance(&mut store, "inner", inner).unwrap();
        let outer = linker.instantiate(&mut store, &load(outer)).unwrap();
        for how in 0..4 {
            let expected = 1000 + 42 + 9 + 21 + if how == 2 { 10 } else { 0 };
            assert_eq!(call(&mut store, outer, "run", &[1000, how]).unwrap(), expected, "{how}");
        }
        assert_thrown(&call(&mut store, inner, "throw", &[1]).unwrap_err());
    }
}

#[test]
fn traps_have_no_handlers() {
    let text = r#"(module
        (memory 1) (table 1 funcref)
        (func $trap (param i32) (result i32)
            (block $five (block $four (block $three (block $two (block $one
                (br_table $one $two $three $four $five (local.get 0)))
                (unreachable))
                (return (i32.load (i32.const -8))))
                (return (i32.div_s (i32.const 1) (i32.const 0))))
                (call_indirect (i32.const 0)))
            (drop (memory.grow (i32.const 1)))
            (memory.copy (i32.const -1) (i32.const 0) (i32.const 9))
            (i32.const 0))
        (func $recurse (export "recurse") (result i32)
            (block $h (try_table (catch_all $h) (return (i32.add (call $recurse) (i32.const 1)))))
            (i32.const -1))
        (func (export "run") (param i32) (result i32)
            (block $h
                (try_table (catch_all $h) (return (call $trap (local.get 0)))))
            (i32.const -1)))"#;
    for (engine, load) in loaders() {
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &load(text), &[]).unwrap();
        let traps = [0, 1, 2, 3, 4].map(|which| trap(&call(&mut store, instance, "run", &[which]).unwrap_err()));
        use Trap::*;
        let expected =
            [UnreachableCodeReached, MemoryOutOfBounds, IntegerDivisionByZero, IndirectCallToNull, MemoryOutOfBounds];
        assert_eq!(traps, expected);
        assert_eq!(trap(&call(&mut store, instance, "recurse", &[]).unwrap_err()), Trap::StackOverflow);
    }
}

#[test]
fn throwing_where_the_stack_ends() {
    // At each depth, an exception is thrown and caught one frame up; at last there is no room for that. A large frame ends at
    // another place than a small one.
    for size in [0, 40, 3000] {
        let locals = repeat(size, "(local i64)");
        let text = format!(
            r#"(module
            (tag $e (param i32))
            (global $depth (export "depth") (mut i32) (i32.const 0))
            (func $throw (param i32) (throw $e (local.get 0)))
            (func $recurse (export "run") (param i32) {locals}
                (block $h (result i32)
                    (try_table (catch $e $h) (call $throw (local.get 0)) (unreachable))
                    (unreachable))
                (if (i32.ne (local.get 0)) (then (unreachable)))
                (global.set $depth (local.get 0))
                (call $recurse (i32.add (local.get 0) (i32.const 1)))
                (global.set $depth (i32.const 0))))"#
        );
        for engine in engines(|_| ()) {
            let (mut store, instance) = instantiate(&engine, &text);
            for _ in 0..2 {
                assert_eq!(trap(&call(&mut store, instance, "run", &[0]).unwrap_err()), Trap::StackOverflow);
                let depth = instance.get_global(&mut store, "depth").unwrap().get(&store).unwrap_i32();
                assert!(depth > 30, "{depth}");
            }
        }
    }
}

#[test]
fn exceptions_are_thrown_from_the_depth_of_recursion() {
    let text = r#"(module
        (tag $e (param i64))
        (func $down (param i64) (result i64)
            (if (i64.eqz (local.get 0)) (then (throw $e (i64.const 42))))
            (i64.add (call $down (i64.sub (local.get 0) (i64.const 1))) (i64.const 1)))
        (func (export "run") (param i64) (result i64)
            (block $h (result i64)
                (try_table (result i64) (catch $e $h) (call $down (local.get 0))))))"#;
    for engine in engines(|config| _ = config.max_wasm_stack(64 << 20)) {
        let (mut store, instance) = instantiate(&engine, text);
        let run = instance.get_typed_func::<i64, i64>(&mut store, "run").unwrap();
        assert_eq!(run.call(&mut store, 1_000_000).unwrap(), 42);
    }
}
