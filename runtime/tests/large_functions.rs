//! Functions larger than the range of some branches.

mod common;

use windlass::{Engine, Instance, Module, Store, Trap, TypedFunc};

const LOCAL_GET: u8 = 0x20;
const LOCAL_SET: u8 = 0x21;
const CONST: u8 = 0x41;
const ADD: u8 = 0x6a;

/// Encodes unsigned LEB128.
fn leb(mut n: usize) -> Vec<u8> {
    let mut bytes = vec![];
    while n >= 0x80 {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
    bytes
}

fn section(id: u8, contents: &[u8]) -> Vec<u8> {
    [&[id][..], &leb(contents.len()), contents].concat()
}

/// Compiles functions with a parameter `n` and a result of type `i32`, locals 1, 2 and 3 of types `i32`, `f64` and
/// `v128`, and a memory without pages. Returns the last one.
fn functions(bodies: &[Vec<u8>]) -> (Store<()>, TypedFunc<i32, i32>) {
    let count = bodies.len() as u8;
    let locals = [3, 1, 0x7f, 1, 0x7c, 1, 0x7b];
    let bodies =
        bodies.iter().flat_map(|body| [&leb(locals.len() + body.len() + 1)[..], &locals, body, &[0x0b]].concat());
    let module = [
        b"\0asm\x01\0\0\0",
        &section(1, &[1, 0x60, 1, 0x7f, 1, 0x7f])[..],
        &section(3, &[&[count][..], &vec![0; count.into()]].concat()),
        &section(5, &[1, 0, 0]),
        &section(7, &[1, 1, b'f', 0, count - 1]),
        &section(10, &[&[count][..], &bodies.collect::<Vec<u8>>()].concat()),
    ]
    .concat();
    let engine = Engine::default();
    let module = Module::new(&engine, module).unwrap();
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    let f = instance.get_typed_func(&mut store, "f").unwrap();
    (store, f)
}

/// Compiles one such function.
fn function(body: &[u8]) -> (Store<()>, TypedFunc<i32, i32>) {
    functions(&[body.to_vec()])
}

/// Adds 1 to local 1 this many times, with one instruction each.
fn additions(count: usize) -> Vec<u8> {
    [LOCAL_GET, 1, CONST, 1, ADD, LOCAL_SET, 1].repeat(count)
}

/// More additions than the range of conditional branches on any ISA.
const MANY: usize = 300_000;

#[test]
fn a_test_of_a_bit_jumps_over_dense_code() {
    // block: branches to the end if n & 8, else `memory.grow` of 0 pages many times, and returns 1; then 2.
    let grow = [CONST, 0, 0x40, 0, 0x1a].repeat(1500);
    let body = [&[0x02, 0x40, LOCAL_GET, 0, CONST, 8, 0x71, 0x0d, 0][..], &grow, &[CONST, 1, 0x0f, 0x0b, CONST, 2]];
    let (mut store, f) = function(&body.concat());
    assert_eq!(f.call(&mut store, 7).unwrap(), 1);
    assert_eq!(f.call(&mut store, 15).unwrap(), 2);
}

#[test]
fn a_condition_jumps_over_very_much_code() {
    // block: branches to the end if n < 5, n & 8, or n == 7, else adds; then the sum.
    let tests = [
        &[0x02, 0x40][..],
        &[LOCAL_GET, 0, CONST, 5, 0x48, 0x0d, 0],
        &[LOCAL_GET, 0, CONST, 8, 0x71, 0x0d, 0],
        &[LOCAL_GET, 0, CONST, 7, 0x46, 0x0d, 0],
    ];
    let body = [&tests.concat()[..], &additions(MANY), &[0x0b, LOCAL_GET, 1]].concat();
    let (mut store, f) = function(&body);
    for (n, sum) in [(4, 0), (-1, 0), (8, 0), (7, 0), (5, MANY), (16, MANY)] {
        assert_eq!(f.call(&mut store, n).unwrap(), sum as i32, "{n}");
    }
}

#[test]
fn a_loop_of_very_much_code_goes_round() {
    // loop: adds; n -= 1; repeats if n != 0.
    let step = [LOCAL_GET, 0, CONST, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b];
    let body = [&[0x03, 0x40][..], &additions(MANY), &step, &[LOCAL_GET, 1]].concat();
    let (mut store, f) = function(&body);
    assert_eq!(f.call(&mut store, 3).unwrap(), 3 * MANY as i32);
    // A branch on a single bit.
    let step = [LOCAL_GET, 0, CONST, 1, 0x6b, 0x22, 0, CONST, 4, 0x71, 0x0d, 0, 0x0b];
    for count in [10_000, MANY] {
        let body = [&[0x03, 0x40][..], &additions(count), &step, &[LOCAL_GET, 1]].concat();
        let (mut store, f) = function(&body);
        assert_eq!(f.call(&mut store, 7).unwrap(), 4 * count as i32);
    }
}

#[test]
fn a_trap_a_table_and_a_constant_are_far_away() {
    // Three blocks, one of which a `br_table` leaves; before that 10 / n, which may trap, and a comparison with a
    // constant.
    let constant = 12345.678f64.to_le_bytes();
    for count in [10_000, 60_000, MANY] {
        let body = [
            &[CONST, 10, LOCAL_GET, 0, 0x6d, 0x1a][..],
            &[0x44],
            &constant,
            &[LOCAL_SET, 2],
            &[0x02, 0x40, 0x02, 0x40, 0x02, 0x40, LOCAL_GET, 0, 0x0e, 2, 0, 1, 2, 0x0b],
            &additions(count),
            &[0x0b],
            &additions(7),
            &[0x0b, LOCAL_GET, 2, 0x44],
            &constant,
            &[0x61, LOCAL_GET, 1, ADD],
        ]
        .concat();
        let (mut store, f) = function(&body);
        let error = f.call(&mut store, 0).unwrap_err();
        assert_eq!(common::trap(&error), Trap::IntegerDivisionByZero);
        let frames = error.backtrace().unwrap().frames();
        assert_eq!((frames.len(), frames[0].func_index()), (1, 0));
        assert_eq!(f.call(&mut store, 1).unwrap(), 8, "{count}");
        assert_eq!(f.call(&mut store, 2).unwrap(), 1, "{count}");
    }
}

/// A vector operator.
fn vector(op: u8) -> Vec<u8> {
    [&[0xfd][..], &leb(op.into())].concat()
}

/// A vector constant that has no immediate encoding.
fn vector_constant() -> Vec<u8> {
    [&vector(0x0c)[..], &(1..17).collect::<Vec<u8>>()].concat()
}

#[test]
fn a_test_of_a_vector_jumps_over_very_much_code() {
    // block: branches to the end if the test of n in all bytes holds, else adds; then the sum.
    let splat = [&[LOCAL_GET, 0][..], &vector(0x0f)].concat();
    let any_common = [&splat[..], &vector_constant(), &vector(0x4e), &vector(0x53)].concat();
    let all = [&splat[..], &vector(0x63)].concat();
    let none = [&splat[..], &vector(0x53), &[0x45]].concat();
    for count in [10_000, MANY] {
        for (test, holds, does_not) in [(&any_common, 0x10, 0x20), (&all, 1, 0), (&none, 0, 1)] {
            let body = [&[0x02, 0x40][..], test, &[0x0d, 0], &additions(count), &[0x0b, LOCAL_GET, 1]].concat();
            let (mut store, f) = function(&body);
            assert_eq!(f.call(&mut store, holds).unwrap(), 0, "{test:x?} before {count} additions");
            assert_eq!(f.call(&mut store, does_not).unwrap(), count as i32, "{test:x?} before {count} additions");
        }
    }
}

#[test]
fn vector_constants_are_far_away() {
    // Constants and a shuffle that uses a table, before a lot of code and again after it.
    let table: Vec<u8> = (0..16).map(|i| i * 7 % 16 + i % 2 * 16).collect();
    let shuffled = [&vector_constant()[..], &[LOCAL_GET, 3], &vector(0x0d), &table].concat();
    let second_lane = [&vector(0x1b)[..], &[1]].concat();
    let body = [
        &vector_constant()[..],
        &[LOCAL_SET, 3],
        &shuffled,
        &[LOCAL_SET, 3],
        &additions(MANY),
        // The sum, a lane of the first result, and that lane of the second one.
        &[LOCAL_GET, 1, LOCAL_GET, 3],
        &second_lane,
        &[ADD],
        &vector_constant(),
        &[LOCAL_SET, 3],
        &shuffled,
        &second_lane,
        &[ADD],
    ]
    .concat();
    let (mut store, f) = function(&body);
    // The shuffle selects bytes from both constants.
    let lane = i32::from_le_bytes(core::array::from_fn(|i| table[4 + i] % 16 + 1));
    assert_eq!(f.call(&mut store, 0).unwrap(), (MANY as i32).wrapping_add(lane.wrapping_mul(2)));
}

#[test]
fn a_constant_of_an_earlier_function_is_far_away() {
    // The bits of the number, by way of a local.
    let number = 12345.678f64;
    let lower_bits = [&[0x44][..], &number.to_le_bytes(), &[LOCAL_SET, 2, LOCAL_GET, 2, 0xbd, 0xa7]].concat();
    for count in [1, MANY] {
        let later = [&additions(count)[..], &lower_bits].concat();
        let (mut store, f) = functions(&[lower_bits.clone(), later]);
        assert_eq!(f.call(&mut store, 0).unwrap(), number.to_bits() as i32);
    }
}
