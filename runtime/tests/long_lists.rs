//! Calls, branches and blocks with many parameters and results. From a certain number on, generated code moves them in a
//! loop. Tested for all types, with values below them on the stack, and for all operators that carry them.

#![cfg(feature = "wat")]

mod common;

use common::{engines, instantiate};
use windlass::{Config, Engine, Module};

/// A value of the list, by its type.
#[derive(Clone, Copy)]
enum Value {
    I32(i32),
    I64(i64),
    F32(u32),
    F64(u64),
    V128(i64, i64),
}

impl Value {
    /// A distinct value for position `i`, whose type depends on `i`.
    fn new(i: usize, salt: i64, mixed: bool) -> Value {
        let bits = (i as i64 + 1) * 0x0123_4567_89ab + salt * 0x1_0000_0001_0001;
        match if mixed { i * 7 / 3 % 5 } else { 1 } {
            0 => Value::I32(bits as i32),
            1 => Value::I64(bits),
            // Not a NaN.
            2 => Value::F32(bits as u32 & 0x3fff_ffff),
            3 => Value::F64(bits as u64 & 0x3fff_ffff_ffff_ffff),
            _ => Value::V128(bits, !bits.rotate_left(9)),
        }
    }

    fn ty(self) -> &'static str {
        match self {
            Value::I32(_) => "i32",
            Value::I64(_) => "i64",
            Value::F32(_) => "f32",
            Value::F64(_) => "f64",
            Value::V128(..) => "v128",
        }
    }

    fn push(self) -> String {
        match self {
            Value::I32(v) => format!("i32.const {v}\n"),
            Value::I64(v) => format!("i64.const {v}\n"),
            Value::F32(v) => format!("f32.const {:?}\n", f32::from_bits(v)),
            Value::F64(v) => format!("f64.const {:?}\n", f64::from_bits(v)),
            Value::V128(a, b) => format!("v128.const i64x2 {a} {b}\n"),
        }
    }

    /// The value as an `i64`, as [`fold`] converts it.
    fn bits(self) -> i64 {
        match self {
            Value::I32(v) => v.into(),
            Value::I64(v) => v,
            Value::F32(v) => (v as i32).into(),
            Value::F64(v) => v as i64,
            Value::V128(a, b) => a ^ b,
        }
    }
}

/// `len` values.
fn list(len: usize, salt: i64, mixed: bool) -> Vec<Value> {
    (0..len).map(|i| Value::new(i, salt, mixed)).collect()
}

fn push(list: &[Value]) -> String {
    list.iter().map(|value| value.push()).collect()
}

/// Pops the list, and adds every value to `$sum` in a way that depends on its place.
fn fold(list: &[Value]) -> String {
    let each = list.iter().rev().map(|value| {
        let ty = value.ty();
        let bits = match value {
            Value::I32(_) => "local.get $i32 i64.extend_i32_s",
            Value::I64(_) => "local.get $i64",
            Value::F32(_) => "local.get $f32 i32.reinterpret_f32 i64.extend_i32_s",
            Value::F64(_) => "local.get $f64 i64.reinterpret_f64",
            Value::V128(..) => "local.get $v128 i64x2.extract_lane 0 local.get $v128 i64x2.extract_lane 1 i64.xor",
        };
        format!("local.set ${ty} local.get $sum i64.const 31 i64.mul {bits} i64.add local.set $sum\n")
    });
    each.collect()
}

fn folded(list: &[Value]) -> i64 {
    list.iter().rev().fold(0i64, |sum, value| sum.wrapping_mul(31).wrapping_add(value.bits()))
}

/// A function of one parameter, exported by its name, and its results for 0, 1, and so on.
struct Case {
    name: &'static str,
    body: String,
    results: Vec<i64>,
}

/// The cases for lists of `len` values, and a module that contains them.
fn cases(len: usize, mixed: bool) -> (String, Vec<Case>) {
    let (a, b) = (list(len, 1, mixed), list(len, 2, mixed));
    let types: String = a.iter().map(|value| format!("{} ", value.ty())).collect();
    let (fa, fb) = (folded(&a), folded(&b));
    let (push_a, push_b, fold_a) = (push(&a), push(&b), fold(&a));
    let drop = "drop\n".repeat(len);
    let sum = "local.get $sum";
    let rotated = |by: usize| {
        let mut list = a.clone();
        list.rotate_left(by % len);
        folded(&list)
    };
    let mut cases = Vec::new();
    let mut case = |name, body: String, results: Vec<i64>| cases.push(Case { name, body, results });
    // A branch that drops values below the list, taken or not. The list survives.
    for (name, below) in [("br_if", 0), ("br_if over one", 1), ("br_if over many", 40)] {
        let under = "i64.const 5\n".repeat(below);
        let rest = "drop\n".repeat(below);
        let body = format!(
            "block (type $results) {under}{push_a} local.get $x br_if 0 local.get $x i32.const 7 i32.eq br_if 0
             {drop}{rest}{push_b} end {fold_a}{sum}"
        );
        case(name, body, vec![fb, fa]);
    }
    case(
        "br_if keeps the list",
        format!(
            "block (type $results) i64.const 5 {push_a} local.get $x br_if 0 {fold_a} drop {push_b} end {fold_a}{sum}"
        ),
        vec![fa.wrapping_mul(power(31, len)).wrapping_add(fb), fa],
    );
    case("br", format!("block (type $results) i32.const 1 {push_a} br 0 end {fold_a}{sum}"), vec![fa]);
    case("if", format!("{push_a} local.get $x if (type $same) {drop}{push_b} end {fold_a}{sum}"), vec![fa, fb]);
    case("else", format!("{push_a} local.get $x if (type $same) {drop}{push_b} else end {fold_a}{sum}"), vec![fa, fb]);
    case("blocks", format!("{push_a} {} {fold_a}{sum}", "block (type $same) end ".repeat(3)), vec![fa]);
    case(
        "call",
        format!("i64.const 3 {push_a} call $rotate call $rotate call $same {fold_a} drop {sum}"),
        vec![if mixed { fa } else { rotated(2) }],
    );
    case(
        "call_indirect",
        format!("{push_a} local.get $x call_indirect (type $same) {fold_a}{sum}"),
        vec![if mixed { fa } else { rotated(1) }, fa],
    );
    case(
        "locals",
        format!("{push_a} local.get $x call_indirect (type $same) call $of_locals {fold_a}{sum}"),
        vec![if mixed { fa } else { rotated(1) }, fa],
    );
    case("return", format!("local.get $x call $returning {fold_a}{sum}"), vec![fb, fa]);
    // A loop with as many iterations as the argument. Each rotates the list by one.
    case(
        "loop",
        format!(
            "{push_a} loop (type $same) call $rotate
             local.get $x i32.const 1 i32.sub local.tee $x i32.const 0 i32.gt_s br_if 0 end {fold_a}{sum}"
        ),
        [1, 1, 2, 3].map(|by| if mixed { fa } else { rotated(by) }).to_vec(),
    );
    let levels = 5;
    let mut body = format!(
        "{} i64.const 1 i64.const 2 {push_a} local.get $x br_table {} end\n",
        "block (type $results) i32.const 9 ".repeat(levels),
        (0..levels).map(|i| format!("{i} ")).collect::<String>()
    );
    for i in 1..levels {
        body += &format!("i64.const {i} local.set $mark \n{fold_a}{push_b} br {} end\n", levels - i - 1);
    }
    // The sum shows the level that the branch targeted. The outermost level gets the list itself.
    body += &format!("{fold_a}{sum}");
    let through = fa.wrapping_mul(power(31, len)).wrapping_add(fb);
    case("br_table", body, (0..7).map(|x| if x < levels - 1 { through } else { fa }).collect());

    let locals = "(local $sum i64) (local $mark i64) (local $i32 i32) (local $i64 i64) (local $f32 f32) (local $f64 f64) (local $v128 v128)";
    let functions: String = cases
        .iter()
        .map(|case| format!("(func (export \"{}\") (param $x i32) (result i64) {locals} {})\n", case.name, case.body))
        .collect();
    let get = |i: usize| format!("local.get {i}\n");
    // Types that differ do not move.
    let order: Vec<usize> = (0..len).map(|i| if mixed { i } else { (i + 1) % len }).collect();
    let rotate: String = order.iter().map(|i| get(*i)).collect();
    let same: String = (0..len).map(get).collect();
    let set: String = (0..len).rev().map(|i| format!("local.set {i}\n")).collect();
    let text = format!(
        "(module
         (type $results (func (result {types}))) (type $same (func (param {types}) (result {types})))
         (type $returning (func (param i32) (result {types})))
         (table funcref (elem $rotate $same))
         (func $rotate (type $same) {rotate})
         (func $same (type $same) {same})
         (func $of_locals (type $same) {same} {set} {same})
         (func $returning (type $returning) i64.const 8 {push_b} local.get 0 if {push_a} return end
           local.get 0 i32.const 5 i32.eq br_if 0 return)
         {functions})"
    );
    (text, cases)
}

fn power(base: i64, exponent: usize) -> i64 {
    (0..exponent).fold(1, |product: i64, _| product.wrapping_mul(base))
}

#[test]
fn long_lists_arrive_in_order() {
    for engine in engines() {
        for len in [30, 31, 32, 33, 64, 65, 1000] {
            for mixed in [false, true] {
                let (text, cases) = cases(len, mixed);
                let (mut store, instance) = instantiate(&engine, &text);
                for case in &cases {
                    let f = instance.get_typed_func::<i32, i64>(&mut store, case.name).unwrap();
                    for (x, expected) in case.results.iter().enumerate() {
                        let result = f.call(&mut store, x as i32).unwrap();
                        assert_eq!(result, *expected, "{} of {len} values, mixed {mixed}, argument {x}", case.name);
                    }
                }
            }
        }
    }
}

#[test]
fn code_does_not_depend_on_the_length_of_lists() {
    // Operators of two to four bytes, 500 of each: without a loop, the code would be some thousand times as large.
    let types = "i64 ".repeat(1000);
    let list = "i64.const 1\n".repeat(1000);
    let of = |operators: &str| {
        format!(
            "(module (type $same (func (param {types}) (result {types}))) (type $results (func (result {types})))
             (table funcref (elem $f)) (func $f (type $same) {}) (func (param i32) {list} {} {}))",
            (0..1000).map(|i| format!("local.get {i}\n")).collect::<String>(),
            operators.repeat(500),
            "drop\n".repeat(1000)
        )
    };
    let mut config = Config::new();
    config.max_code_expansion(0);
    for bounds in [false, true] {
        let engine = Engine::new(config.explicit_bounds_checks(bounds)).unwrap();
        for operators in [
            "call $f\n",
            "i32.const 0 call_indirect (type $same)\n",
            "block (type $same) end\n",
            "local.get 0 if (type $same) else end\n",
            "loop (type $same) local.get 0 br_if 0 end\n",
        ] {
            Module::new(&engine, of(operators)).unwrap();
        }
        let br_if = format!(
            "(module (type $results (func (result {types}))) (func (param i32)
             block (type $results) i32.const 5 {list} {} br 0 end {}))",
            "local.get 0 br_if 0\n".repeat(500),
            "drop\n".repeat(1000)
        );
        Module::new(&engine, br_if).unwrap();
    }
}
