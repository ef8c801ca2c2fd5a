//! Vector operators with operands and results in all possible places. An operator may be a sequence of instructions,
//! which must not overwrite an operand before its last use.

use std::fmt::Write;

use windlass::{Config, Engine, Instance, Linker, Module, Store, V128, WasmVersion};

/// Vectors that contain no NaN for any lane type.
const VALUES: [u128; 6] = [
    0,
    0x3ff0_0000_4000_0000_c010_0000_bf80_0001,
    0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10,
    0x8000_0000_8000_0000_8000_8000_8000_8000,
    0x41e0_0000_4f00_0000_c1f0_0000_cf80_1234,
    0x4340_1111_7e80_0000_0012_8080_1080_1112,
];

const INT_BINARY: &[&str] = &[
    "add", "sub", "eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u", "min_s", "min_u",
    "max_s", "max_u",
];
const FLOAT_BINARY: &[&str] =
    &["add", "sub", "mul", "div", "min", "max", "pmin", "pmax", "eq", "ne", "lt", "gt", "le", "ge"];
const OTHER_BINARY: &[&str] = &[
    "v128.and",
    "v128.andnot",
    "v128.or",
    "v128.xor",
    "i8x16.swizzle",
    "i8x16.add_sat_s",
    "i8x16.sub_sat_u",
    "i16x8.add_sat_u",
    "i16x8.sub_sat_s",
    "i8x16.avgr_u",
    "i16x8.avgr_u",
    "i16x8.mul",
    "i32x4.mul",
    "i64x2.mul",
    "i64x2.add",
    "i64x2.sub",
    "i64x2.eq",
    "i64x2.ne",
    "i64x2.lt_s",
    "i64x2.gt_s",
    "i64x2.le_s",
    "i64x2.ge_s",
    "i8x16.narrow_i16x8_s",
    "i8x16.narrow_i16x8_u",
    "i16x8.narrow_i32x4_s",
    "i16x8.narrow_i32x4_u",
    "i16x8.q15mulr_sat_s",
    "i32x4.dot_i16x8_s",
    "i16x8.extmul_low_i8x16_s",
    "i16x8.extmul_high_i8x16_u",
    "i32x4.extmul_low_i16x8_u",
    "i32x4.extmul_high_i16x8_s",
    "i64x2.extmul_low_i32x4_s",
    "i64x2.extmul_high_i32x4_u",
    "i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23",
    "i8x16.shuffle 31 0 29 2 27 4 25 6 23 8 21 10 19 12 17 14",
    "i8x16.shuffle 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
    "i8x16.shuffle 24 25 26 27 28 29 30 31 0 1 2 3 4 5 6 7",
    "i8x16.shuffle 0 1 18 19 4 5 22 23 8 9 26 27 12 13 30 31",
    "i8x16.shuffle 16 17 18 19 28 29 30 31 4 5 6 7 0 1 2 3",
    "i8x16.relaxed_swizzle",
    "i16x8.relaxed_q15mulr_s",
    "i16x8.relaxed_dot_i8x16_i7x16_s",
    "f32x4.relaxed_min",
    "f64x2.relaxed_max",
];
/// `a` is also the third operand.
const TERNARY: &[&str] = &[
    "v128.bitselect",
    "f32x4.relaxed_madd",
    "f32x4.relaxed_nmadd",
    "f64x2.relaxed_madd",
    "f64x2.relaxed_nmadd",
    "i32x4.relaxed_dot_i8x16_i7x16_add_s",
];

fn binary_operators() -> Vec<String> {
    let ints = ["i8x16", "i16x8", "i32x4"].iter().flat_map(|lanes| INT_BINARY.iter().map(move |op| (lanes, op)));
    let floats = ["f32x4", "f64x2"].iter().flat_map(|lanes| FLOAT_BINARY.iter().map(move |op| (lanes, op)));
    ints.chain(floats)
        .map(|(lanes, op)| format!("{lanes}.{op}"))
        .chain(OTHER_BINARY.iter().map(|op| (*op).into()))
        .collect()
}

/// `op(a, b)`, or `op(a, b, a)` for ternary operators, with operands and result in different places. All are equal.
fn forms(op: &str) -> Vec<String> {
    let third = |a: &str| if TERNARY.contains(&op) { a.to_string() } else { String::new() };
    let apply = |a: &str, b: &str| format!("({op} {a} {b} {})", third(a));
    let (a, b) = ("(local.get 0)", "(local.get 1)");
    // A temporary in a register, and one in unaligned memory.
    let own = |v: &str| format!("(v128.not (v128.not {v}))");
    let (memory_a, memory_b) = ("(v128.load offset=1 (i32.const 16))", "(v128.load offset=1 (i32.const 48))");
    let plain = apply(a, b);
    // More live vectors than registers.
    let mut crowded = String::new();
    for i in 3..20 {
        write!(crowded, "(local.set {i} (i32x4.add (local.get {}) (local.get 1)))", if i == 3 { 0 } else { i - 1 })
            .unwrap();
    }
    let sum = (3..20).fold("(v128.const i64x2 0 0)".to_string(), |sum, i| format!("(v128.xor {sum} (local.get {i}))"));
    vec![
        plain.clone(),
        format!("(local.set 0 {plain}) {a}"),
        format!("(local.set 1 {plain}) {b}"),
        format!("(local.set 2 {plain}) (local.get 2)"),
        apply(&own(a), &own(b)),
        apply(a, &own(b)),
        apply(&own(a), b),
        format!("(local.set 1 {}) {b}", apply(&own(a), b)),
        format!("(local.set 0 {}) {a}", apply(a, &own(b))),
        apply(a, memory_b),
        apply(memory_a, b),
        apply(memory_a, memory_b),
        format!("(local.set 0 {}) {a}", apply(a, memory_b)),
        format!("{crowded} (local.set 1 {plain}) (local.set 0 {sum}) {b}"),
        format!("{crowded} (local.set 19 (v128.and {sum} (v128.const i64x2 0 0))) (v128.or {plain} (local.get 19))"),
    ]
}

fn module(op: &str) -> String {
    let mut text = String::from("(module (memory 1)\n");
    for (i, form) in forms(op).iter().enumerate() {
        let locals = "v128 ".repeat(18);
        let save = "(v128.store (i32.const 17) (local.get 0)) (v128.store (i32.const 49) (local.get 1))";
        writeln!(text, "(func (export \"{i}\") (param v128 v128) (result v128) (local {locals}) {save} {form})")
            .unwrap();
    }
    text + ")"
}

/// `op` of each value and zero, on either side: once with a constant, which may select a special instruction, and once
/// with a zero that the compiler cannot know.
fn zero_module(op: &str) -> String {
    let mut text = String::from("(module\n");
    for (i, zero) in ["(v128.const i64x2 0 0)", "(local.get 1)"].iter().enumerate() {
        for (side, operands) in [format!("(local.get 0) {zero}"), format!("{zero} (local.get 0)")].iter().enumerate() {
            writeln!(text, "(func (export \"{side} {i}\") (param v128 v128) (result v128) ({op} {operands}))").unwrap();
        }
    }
    text + ")"
}

/// The results of the first form for all pairs of values. Asserts that the other forms agree.
fn results(engine: &Engine, op: &str) -> Vec<u128> {
    let mut store = Store::new(engine, ());
    let module = Module::new(engine, module(op)).unwrap_or_else(|e| panic!("{op}: {e}"));
    let instance: Instance = Linker::new(engine).instantiate(&mut store, &module).unwrap();
    let forms = forms(op).len();
    let functions: Vec<_> = (0..forms)
        .map(|i| instance.get_typed_func::<(V128, V128), V128>(&mut store, &i.to_string()).unwrap())
        .collect();
    let mut results = Vec::new();
    for a in VALUES {
        for b in VALUES {
            let mut call = |i: usize| functions[i].call(&mut store, (a.into(), b.into())).unwrap().as_u128();
            let first = call(0);
            for i in 1..forms {
                let other = call(i);
                assert_eq!(other, first, "{op} in form {i} of {a:#034x} and {b:#034x}: {other:#034x}, {first:#034x}");
            }
            results.push(first);
        }
    }
    results
}

#[test]
fn results_do_not_depend_on_where_operands_are() {
    let engine = |change: fn(&mut Config)| {
        let mut config = Config::new();
        config.wasm_version(WasmVersion::V3).relaxed_simd_deterministic(true);
        change(&mut config);
        Engine::new(&config).unwrap()
    };
    let engines = [
        engine(|_| {}),
        engine(|config| _ = config.baseline_cpu()),
        engine(|config| _ = config.explicit_bounds_checks(true)),
    ];
    let free = engine(|config| _ = config.relaxed_simd_deterministic(false));
    for op in binary_operators().iter().map(String::as_str).chain(TERNARY.iter().copied()) {
        let [host, baseline, checked] = engines.each_ref().map(|engine| results(engine, op));
        assert_eq!(host, baseline, "{op} with and without newer instructions");
        assert_eq!(host, checked, "{op} with guard pages and bounds checks");
        results(&free, op);
    }
}

#[test]
fn a_constant_zero_is_like_any_other() {
    let mut config = Config::new();
    config.wasm_version(WasmVersion::V3);
    let engine = Engine::new(&config).unwrap();
    for op in binary_operators() {
        let mut store = Store::new(&engine, ());
        let module = Module::new(&engine, zero_module(&op)).unwrap_or_else(|e| panic!("{op}: {e}"));
        let instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
        for (side, value) in (0..2).flat_map(|side| VALUES.map(|value| (side, value))) {
            let mut call = |form: u32| {
                let name = format!("{side} {form}");
                let f = instance.get_typed_func::<(V128, V128), V128>(&mut store, &name).unwrap();
                f.call(&mut store, (value.into(), 0.into())).unwrap().as_u128()
            };
            let (constant, unknown) = (call(0), call(1));
            assert_eq!(constant, unknown, "{op} of {value:#034x} and zero, from side {side}: {constant:#034x}");
        }
    }
}

/// Canonicalises NaNs, since the NaN that an operation returns depends on the ISA.
fn with_one_nan(op: &str, bits: u128) -> u128 {
    let (width, infinity) = match &op[..5] {
        "f32x4" => (32, 0x7f80_0000),
        "f64x2" => (64, 0x7ff0_0000_0000_0000),
        _ => return bits,
    };
    let (mask, quiet) = (u128::MAX >> (128 - width), infinity | infinity >> 1);
    (0..128 / width).fold(0, |result, i| {
        let lane = bits >> (i * width) & mask;
        let is_nan = lane & (mask >> 1) > infinity;
        result | if is_nan { quiet } else { lane } << (i * width)
    })
}

#[test]
fn results_are_those_of_every_machine() {
    let mut config = Config::new();
    config.wasm_version(WasmVersion::V3).relaxed_simd_deterministic(true);
    let engine = Engine::new(&config).unwrap();
    // FNV-1a of all results. They are equal on x86_64 and aarch64.
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for op in binary_operators().iter().map(String::as_str).chain(TERNARY.iter().copied()) {
        for result in results(&engine, op) {
            for byte in with_one_nan(op, result).to_le_bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
            }
        }
    }
    assert_eq!(
        hash, 0x38c8_53fb_f400_deab,
        "{hash:#x}: on another machine than before, or for other operators or values?"
    );
}
