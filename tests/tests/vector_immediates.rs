//! Vector operators with immediates (constants and shuffles), for some of which an ISA has special forms.

use std::fmt::Write;

use windlass::{Config, Engine, Instance, Linker, Module, Store, TypedFunc, V128};

/// Engines for all relevant compile options.
fn engines() -> [Engine; 2] {
    let engine = |change: fn(&mut Config)| {
        let mut config = Config::new();
        change(&mut config);
        Engine::new(&config).unwrap()
    };
    [engine(|_| {}), engine(|config| _ = config.baseline_cpu())]
}

fn constant(value: u128) -> String {
    format!("(v128.const i64x2 {:#x} {:#x})", value as u64, (value >> 64) as u64)
}

/// A reproducible pseudo-random sequence.
fn numbers() -> impl FnMut() -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

/// Replicates `lane`, of `bits` bits, to all lanes.
fn splat(bits: u32, lane: u64) -> u128 {
    (0..128 / bits).fold(0, |value, i| value | u128::from(lane) << (i * bits))
}

/// The vector, its lower half, its complement, and slight variations.
fn around(value: u128) -> [u128; 6] {
    [value, !value, value & u128::from(u64::MAX), value & u128::from(u32::MAX), value ^ 1 << 77, value ^ 1 << 3]
}

#[test]
fn constants_are_what_they_say() {
    let mut values = Vec::new();
    for byte in [0, 1, 0x7f, 0x80, 0xa5, 0xff] {
        values.extend((0..2).flat_map(|i| around(splat(16, byte << (8 * i)))));
        values.extend((0..4).flat_map(|i| around(splat(32, byte << (8 * i)))));
        values.extend((0..8).flat_map(|i| around(splat(64, byte << (8 * i)))));
        values
            .extend([splat(8, byte), splat(32, byte << 8 | 0xff), splat(32, byte << 16 | 0xffff)].map(around).concat());
    }
    for number in [1.0, -2.5, 31.0, 0.125, 0.1, 1e10] {
        values.extend(around(splat(32, (number as f32).to_bits().into())));
        values.extend(around(splat(64, f64::to_bits(number))));
    }
    values.extend(around(0xff00_ff00_00ff_ffff_0000_00ff_ff00_ff00));
    values.extend(around(splat(64, 0xff00_ffff_0000_ff00)));
    values.extend(around(splat(16, 0x1234)));
    values.extend(around(splat(32, 0x1234_5678)));
    let mut next = numbers();
    values.extend((0..20).map(|_| u128::from(next()) << 64 | u128::from(next())));

    let mut text = String::from("(module\n");
    for (i, value) in values.iter().enumerate() {
        writeln!(text, "(func (export \"{i}\") (result v128) {})", constant(*value)).unwrap();
        // The register holds another value first.
        let before = "(local.set 0 (v128.not (local.get 0)))";
        let local = format!("{before} (local.set 0 {}) (local.get 0)", constant(*value));
        writeln!(text, "(func (export \"local {i}\") (result v128) (local v128) {local})").unwrap();
    }
    text.push(')');
    for engine in engines() {
        let mut store = Store::new(&engine, ());
        let module = Module::new(&engine, &text).unwrap();
        let instance: Instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
        for (i, value) in values.iter().enumerate() {
            for name in [i.to_string(), format!("local {i}")] {
                let f: TypedFunc<(), V128> = instance.get_typed_func(&mut store, &name).unwrap();
                let result = f.call(&mut store, ()).unwrap().as_u128();
                assert_eq!(result, *value, "{value:#034x} became {result:#034x}");
            }
        }
    }
}

/// Shuffles for which an instruction may exist, and others.
fn shuffles() -> Vec<[u8; 16]> {
    let mut all: Vec<[u8; 16]> = Vec::new();
    let lanes = |size: u8, lane: &dyn Fn(u8) -> u8| -> [u8; 16] {
        core::array::from_fn(|i| (lane(i as u8 / size) * size + i as u8 % size) % 32)
    };
    for size in [1, 2, 4, 8] {
        let count = 16 / size;
        for upper in [0, 1] {
            for flip in [0, count] {
                let taken = |lane: u8| (lane + flip) % (2 * count);
                all.push(lanes(size, &|i| taken(i / 2 + upper * count / 2 + i % 2 * count)));
                all.push(lanes(size, &|i| taken(2 * i + upper)));
                all.push(lanes(size, &|i| taken(i / 2 * 2 + upper + i % 2 * count)));
            }
        }
        for lane in 0..2 * count {
            all.push(lanes(size, &|_| lane));
            // Replaces one lane with one of either operand.
            for to in [0, lane % count, count - 1] {
                all.push(lanes(size, &|i| if i == to { lane } else { i }));
                all.push(lanes(size, &|i| if i == to { lane } else { i + count }));
            }
        }
        for mask in 1..count {
            all.push(lanes(size, &|i| i ^ mask));
            all.push(lanes(size, &|i| (i ^ mask) + count));
        }
    }
    all.extend((0..32).map(|from| core::array::from_fn(|i| (i as u8 + from) % 32)));
    all.extend((0..16).map(|from| core::array::from_fn(|i| (i as u8 + from) % 16)));
    let mut next = numbers();
    all.extend((0..60).map(|_| core::array::from_fn(|_| (next() >> 24) as u8 % 32)));
    all.extend((0..20).map(|_| {
        let lanes: [u8; 4] = core::array::from_fn(|_| (next() >> 24) as u8 % 8);
        core::array::from_fn(|i| lanes[i / 4] * 4 + i as u8 % 4)
    }));
    all.sort_unstable();
    all.dedup();
    all
}

fn shuffled(bytes: &[u8; 16], a: u128, b: u128) -> u128 {
    let table = [a.to_le_bytes(), b.to_le_bytes()].concat();
    u128::from_le_bytes(bytes.map(|i| table[usize::from(i)]))
}

#[test]
fn shuffles_take_the_bytes_that_they_name() {
    const A: u128 = 0xafae_adac_abaa_a9a8_a7a6_a5a4_a3a2_a1a0;
    const B: u128 = 0x5f5e_5d5c_5b5a_5958_5756_5554_5352_5150;
    // Zero in some bytes.
    const HOLES: u128 = 0x1112_0000_1314_1500_0000_0000_1617_1819;
    let all = shuffles();
    let (a, b, c) = ("(local.get 0)", "(local.get 1)", "(local.get 2)");
    let (zero, holes) = (constant(0), constant(HOLES));
    // Operands as text and as values, and an ending that determines the destination.
    let own = |v: &str| format!("(v128.not (v128.not {v}))");
    let forms = [
        (a.into(), b.into(), A, B, "(local.get 3)"),
        (b.into(), a.into(), B, A, "(local.get 3)"),
        (a.into(), b.into(), A, B, "(local.set 0 (local.get 3)) (local.get 0)"),
        (a.into(), a.into(), A, A, "(local.get 3)"),
        (own(a), b.into(), A, B, "(local.get 3)"),
        (a.into(), own(b), A, B, "(local.get 3)"),
        (own(a), own(b), A, B, "(local.get 3)"),
        (a.into(), zero.clone(), A, 0, "(local.get 3)"),
        (zero, own(b), 0, B, "(local.get 3)"),
        (a.into(), holes.clone(), A, HOLES, "(local.get 3)"),
        (holes, c.into(), HOLES, 0, "(local.get 3)"),
    ];
    let mut text = String::from("(module\n");
    for (i, bytes) in all.iter().enumerate() {
        let bytes = bytes.map(|b| b.to_string()).join(" ");
        for (j, (lhs, rhs, _, _, end)) in forms.iter().enumerate() {
            let mut body = format!("(local.set 3 (i8x16.shuffle {bytes} {lhs} {rhs})) {end}");
            if j == 2 {
                // Write the result over each operand in turn.
                let to = i % 2;
                body = format!("(local.set {to} (i8x16.shuffle {bytes} {lhs} {rhs})) (local.get {to})");
            }
            writeln!(text, "(func (export \"{i} {j}\") (param v128 v128) (result v128) (local v128 v128) {body})")
                .unwrap();
        }
    }
    text.push(')');
    for engine in engines() {
        let mut store = Store::new(&engine, ());
        let module = Module::new(&engine, &text).unwrap();
        let instance: Instance = Linker::new(&engine).instantiate(&mut store, &module).unwrap();
        for (i, bytes) in all.iter().enumerate() {
            for (j, (lhs, rhs, left, right, _)) in forms.iter().enumerate() {
                let f: TypedFunc<(V128, V128), V128> =
                    instance.get_typed_func(&mut store, &format!("{i} {j}")).unwrap();
                let result = f.call(&mut store, (A.into(), B.into())).unwrap().as_u128();
                let expected = shuffled(bytes, *left, *right);
                assert_eq!(result, expected, "{bytes:?} of {lhs} and {rhs}: {result:#034x}, not {expected:#034x}");
            }
        }
    }
}
