//! Vectors in arguments, results and globals, traps of vector accesses, and the results of the deterministic profile.

#![cfg(feature = "wat")]

mod common;

use common::{engines, frames, instantiate, trap};
use windlass::{Config, Engine, Global, GlobalType, Linker, Module, Store, Trap, V128, Val, ValType, WasmVersion};

/// A unique vector for each `n`.
fn vector(n: u8) -> V128 {
    V128::from(u128::from_le_bytes(core::array::from_fn(|i| n.wrapping_mul(16).wrapping_add(i as u8))))
}

#[test]
fn vectors_are_passed_in_registers_and_on_the_stack() {
    let (params, gets): (String, String) =
        (0..14).map(|i| (if i == 3 { "i32 " } else { "v128 " }.to_string(), format!("(local.get {i}) "))).unzip();
    let text = format!(
        r#"(module
            (type $t (func (param {params}) (result v128 i32 v128 v128 v128 v128)))
            (import "host" "mix" (func $mix (type $t)))
            (func (export "mix") (type $t) (call $mix {gets}))
            (func $own (type $t)
                (local.get 13) (local.get 3) (local.get 12) (local.get 0) (local.get 8) (local.get 11))
            (func (export "own") (type $t) (call $own {gets})))"#
    );
    type Params = (V128, V128, V128, i32, V128, V128, V128, V128, V128, V128, V128, V128, V128, V128);
    type Results = (V128, i32, V128, V128, V128, V128);
    let v = vector;
    let params: Params = (v(0), v(1), v(2), -3, v(4), v(5), v(6), v(7), v(8), v(9), v(10), v(11), v(12), v(13));
    let expected: Results = (v(13), -3, v(12), v(0), v(8), v(11));
    for engine in engines() {
        let mut linker = Linker::new(&engine);
        #[rustfmt::skip]
        let mix = move |a: V128, b: V128, c: V128, d: i32, e: V128, f: V128, g: V128, h: V128, i: V128, j: V128, k: V128, l: V128, m: V128, n: V128| {
            assert_eq!((a, b, c, d, e, f, g), (v(0), v(1), v(2), -3, v(4), v(5), v(6)));
            assert_eq!((h, i, j, k, l, m, n), (v(7), v(8), v(9), v(10), v(11), v(12), v(13)));
            (n, d, m, a, i, l)
        };
        linker.func_wrap("host", "mix", mix).unwrap();
        let mut store = Store::new(&engine, ());
        let instance = linker.instantiate(&mut store, &Module::new(&engine, &text).unwrap()).unwrap();
        for name in ["mix", "own"] {
            let function = instance.get_typed_func::<Params, Results>(&mut store, name).unwrap();
            assert_eq!(function.call(&mut store, params).unwrap(), expected, "{name}");
        }
        let dynamic = instance.get_func(&mut store, "mix").unwrap();
        let args: Vec<Val> = (0..14).map(|i| if i == 3 { Val::I32(-3) } else { Val::V128(v(i)) }).collect();
        let mut results = [const { Val::I32(0) }; 6];
        dynamic.call(&mut store, &args, &mut results).unwrap();
        let bits = results.map(|value| if let Val::V128(v) = value { v.as_u128() } else { 0 });
        assert_eq!(bits, [v(13).as_u128(), 0, v(12).as_u128(), v(0).as_u128(), v(8).as_u128(), v(11).as_u128()]);
    }
}

#[test]
fn vector_globals_are_shared() {
    let text = r#"(module
        (import "host" "g" (global $g (mut v128)))
        (global $own (mut v128) (v128.const i64x2 5 6))
        (func (export "swap") (local v128)
            (local.set 0 (global.get $g)) (global.set $g (global.get $own)) (global.set $own (local.get 0)))
        (func (export "clear") (global.set $g (v128.const i64x2 0 7))))"#;
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let ty = GlobalType { content: ValType::V128, mutable: true };
    let global = Global::new(&mut store, ty, Val::V128(vector(3))).unwrap();
    let mut linker = Linker::new(&engine);
    linker.define(&store, "host", "g", global).unwrap();
    let instance = linker.instantiate(&mut store, &Module::new(&engine, text).unwrap()).unwrap();
    let mut after = |name: &str| {
        instance.get_typed_func::<(), ()>(&mut store, name).unwrap().call(&mut store, ()).unwrap();
        global.get(&store).unwrap_v128().as_u128()
    };
    assert_eq!(after("swap"), 6 << 64 | 5);
    assert_eq!(after("swap"), vector(3).as_u128());
    assert_eq!(after("clear"), 7 << 64);
}

#[test]
fn accesses_outside_the_memory_trap_in_their_function() {
    let accesses = [
        ("load", 16, "(drop (v128.load (local.get 0)))"),
        ("folded load", 16, "(drop (i32x4.add (local.get 1) (v128.load (local.get 0))))"),
        ("unary", 16, "(drop (f32x4.sqrt (v128.load (local.get 0))))"),
        ("half", 16, "(drop (i16x8.extend_low_i8x16_s (v128.load (local.get 0))))"),
        ("store", 16, "(v128.store (local.get 0) (local.get 1))"),
        ("constant", 16, "(v128.store (local.get 0) (v128.const i64x2 1 2))"),
        ("extending load", 8, "(drop (v128.load8x8_s (local.get 0)))"),
        ("splat", 1, "(drop (v128.load8_splat (local.get 0)))"),
        ("wide splat", 8, "(drop (v128.load64_splat (local.get 0)))"),
        ("zero", 4, "(drop (v128.load32_zero (local.get 0)))"),
        ("load lane", 2, "(drop (v128.load16_lane 3 (local.get 0) (local.get 1)))"),
        ("store lane", 8, "(v128.store64_lane 1 (local.get 0) (local.get 1))"),
    ];
    for (name, bytes, access) in accesses {
        let text = format!(
            r#"(module (memory 1)
                (func $access (param i32 v128) {access})
                (func (export "f") (param i32) (call $access (local.get 0) (v128.const i64x2 3 4))))"#
        );
        for (bounds_checks, baseline) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut config = Config::new();
            config.explicit_bounds_checks(bounds_checks);
            if baseline {
                config.baseline_cpu();
            }
            let (mut store, instance) = instantiate(&Engine::new(&config).unwrap(), &text);
            let function = instance.get_typed_func::<i32, ()>(&mut store, "f").unwrap();
            function.call(&mut store, 65_536 - bytes).unwrap_or_else(|e| panic!("{name} at the end: {e}"));
            for address in [65_536 - bytes + 1, -1] {
                let error = function.call(&mut store, address).unwrap_err();
                assert_eq!(trap(&error), Trap::MemoryOutOfBounds, "{name}");
                assert_eq!(frames(&error)[0], "access", "{name}");
            }
        }
    }
}

#[test]
fn the_deterministic_profile_has_one_result() {
    let cases = [
        (
            "i8x16.relaxed_swizzle",
            "(v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16) (v128.const i8x16 15 16 31 127 -128 0 0 0 0 0 0 0 0 0 0 0)",
            "(v128.const i8x16 16 0 0 0 0 1 1 1 1 1 1 1 1 1 1 1)",
        ),
        (
            "i32x4.relaxed_trunc_f32x4_s",
            "(v128.const f32x4 nan 3e9 -3e9 -1.5)",
            "(v128.const i32x4 0 0x7fffffff 0x80000000 -1)",
        ),
        ("i32x4.relaxed_trunc_f32x4_u", "(v128.const f32x4 nan 5e9 -3e9 3e9)", "(v128.const i32x4 0 -1 0 3000000000)"),
        ("i32x4.relaxed_trunc_f64x2_s_zero", "(v128.const f64x2 nan 3e9)", "(v128.const i32x4 0 0x7fffffff 0 0)"),
        ("i32x4.relaxed_trunc_f64x2_u_zero", "(v128.const f64x2 -1 5e9)", "(v128.const i32x4 0 -1 0 0)"),
        // Rounded twice, the product equals the addend's negation exactly.
        (
            "f32x4.relaxed_madd",
            "(f32x4.splat (f32.const 0x1.000004p+0)) (f32x4.splat (f32.const 0x1.0002p+0)) (f32x4.splat (f32.const -0x1.000204p+0))",
            "(v128.const i64x2 0 0)",
        ),
        (
            "f32x4.relaxed_nmadd",
            "(f32x4.splat (f32.const 0x1.000004p+0)) (f32x4.splat (f32.const 0x1.0002p+0)) (f32x4.splat (f32.const 0x1.000204p+0))",
            "(v128.const i64x2 0 0)",
        ),
        (
            "i16x8.relaxed_laneselect",
            "(v128.const i64x2 -1 -1) (v128.const i64x2 0 0) (v128.const i32x4 0x8000 0x00ff 0x7fff0001 0)",
            "(v128.const i32x4 0x8000 0x00ff 0x7fff0001 0)",
        ),
        (
            "f32x4.relaxed_min",
            "(v128.const f32x4 0 -0 1 2) (v128.const f32x4 -0 0 2 1)",
            "(v128.const f32x4 -0 -0 1 1)",
        ),
        ("f64x2.relaxed_max", "(v128.const f64x2 0 -0) (v128.const f64x2 -0 0)", "(v128.const f64x2 0 0)"),
        (
            "i16x8.relaxed_q15mulr_s",
            "(i16x8.splat (i32.const -32768)) (i16x8.splat (i32.const -32768))",
            "(i16x8.splat (i32.const 32767))",
        ),
        (
            "i16x8.relaxed_dot_i8x16_i7x16_s",
            "(i8x16.splat (i32.const -128)) (i8x16.splat (i32.const -127))",
            "(i16x8.splat (i32.const 32512))",
        ),
        (
            "i32x4.relaxed_dot_i8x16_i7x16_add_s",
            "(i8x16.splat (i32.const -128)) (i8x16.splat (i32.const -127)) (i32x4.splat (i32.const 1))",
            "(i32x4.splat (i32.const 65025))",
        ),
    ];
    for baseline in [false, true] {
        let mut config = Config::new();
        config.wasm_version(WasmVersion::V3).relaxed_simd_deterministic(true);
        if baseline {
            config.baseline_cpu();
        }
        let engine = Engine::new(&config).unwrap();
        for (op, operands, expected) in cases {
            let text = format!(
                r#"(module (func (export "op") (result v128) ({op} {operands}))
                    (func (export "expected") (result v128) {expected}))"#
            );
            let (mut store, instance) = instantiate(&engine, &text);
            let [got, expected] = ["op", "expected"].map(|name| {
                instance.get_typed_func::<(), V128>(&mut store, name).unwrap().call(&mut store, ()).unwrap()
            });
            assert_eq!(got, expected, "{op}, baseline {baseline}");
        }
    }
}
