//! Every pair of operators that a peephole optimisation may combine. The second operator takes the first's result from
//! a temporary or from the home of a local, as one operand or both, and writes its own result over an operand or
//! elsewhere. The result of the code is compared with the meaning of the operators.
//!
//! Wrong code has come from the interaction of two peepholes, each correct alone. So all pairs are generated, in three
//! settings: with registers for all locals, after a call, and with locals in the frame.

use windlass::{Config, Engine, Instance, Linker, Memory, Module, Store, WasmVersion};

/// The bits of a value. Integers are zero-extended.
type Bits = u128;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ty {
    I32,
    I64,
    F64,
    V128,
}
use Ty::{F64, I32, I64, V128};

impl Ty {
    fn code(self) -> u8 {
        match self {
            I32 => 0x7f,
            I64 => 0x7e,
            F64 => 0x7c,
            V128 => 0x7b,
        }
    }

    fn bytes(self) -> u32 {
        match self {
            I32 => 4,
            I64 | F64 => 8,
            V128 => 16,
        }
    }
}

/// The locals of a program, in this order, after the parameter with the address for the results.
const LOCALS: [Ty; 9] = [I32, I32, I32, I64, I64, F64, F64, V128, V128];
const A: usize = 0;
const B: usize = 1;
const C: usize = 2;
const P: usize = 3;
const Q: usize = 4;
const F: usize = 5;
const G: usize = 6;
const V: usize = 7;
const W: usize = 8;

/// Bytes for the results of one program.
const RESULTS: u32 = 96;
/// The memory that loads read. Each byte is a function of its address.
const READABLE: u32 = 1 << 16;

fn byte_at(address: u32) -> u8 {
    (address.wrapping_mul(0x9e37_79b1) >> 23) as u8
}

/// An operator: its encoding and its meaning.
struct Op {
    code: &'static [u8],
    compute: fn(&[Bits]) -> Bits,
}

#[derive(Clone)]
enum Expr {
    Local(usize),
    I32(i32),
    I64(i64),
    F64(f64),
    Op(&'static Op, Vec<Expr>),
    /// A load: opcode, bytes, whether it sign-extends, offset, address. In bounds.
    Load(u8, u32, bool, u32, Box<Expr>),
}

#[derive(Clone)]
enum Stmt {
    Set(usize, Expr),
    /// `if` with both arms.
    If(Expr, Vec<Stmt>, Vec<Stmt>),
    /// Skips the statements if the condition holds.
    Unless(Expr, Vec<Stmt>),
    Call,
}
use Stmt::{Call, If, Set, Unless};

macro_rules! ops {
    ($($name:ident = $code:expr, |$x:ident| $value:expr;)*) => {
        $(static $name: Op = Op { code: &$code, compute: |$x: &[Bits]| ($value) as Bits };)*
    };
}

fn s(x: Bits) -> i32 {
    x as i32
}
fn u(x: Bits) -> u32 {
    x as u32
}
fn d(x: Bits) -> f64 {
    f64::from_bits(x as u64)
}

ops! {
    EQZ = [0x45], |x| u(x[0]) == 0;
    EQ = [0x46], |x| u(x[0]) == u(x[1]);
    NE = [0x47], |x| u(x[0]) != u(x[1]);
    LT_S = [0x48], |x| s(x[0]) < s(x[1]);
    LT_U = [0x49], |x| u(x[0]) < u(x[1]);
    GT_S = [0x4a], |x| s(x[0]) > s(x[1]);
    GE_U = [0x4f], |x| u(x[0]) >= u(x[1]);
    LT_S64 = [0x53], |x| (x[0] as i64) < x[1] as i64;
    EQ_F = [0x61], |x| d(x[0]) == d(x[1]);
    LT_F = [0x63], |x| d(x[0]) < d(x[1]);
    CLZ = [0x67], |x| u(x[0]).leading_zeros();
    ADD = [0x6a], |x| u(x[0]).wrapping_add(u(x[1]));
    SUB = [0x6b], |x| u(x[0]).wrapping_sub(u(x[1]));
    MUL = [0x6c], |x| u(x[0]).wrapping_mul(u(x[1]));
    DIV_S = [0x6d], |x| s(x[0]).wrapping_div(s(x[1])) as u32;
    DIV_U = [0x6e], |x| u(x[0]) / u(x[1]);
    REM_S = [0x6f], |x| s(x[0]).wrapping_rem(s(x[1])) as u32;
    AND = [0x71], |x| u(x[0]) & u(x[1]);
    OR = [0x72], |x| u(x[0]) | u(x[1]);
    XOR = [0x73], |x| u(x[0]) ^ u(x[1]);
    SHL = [0x74], |x| u(x[0]).wrapping_shl(u(x[1]));
    SHR_S = [0x75], |x| s(x[0]).wrapping_shr(u(x[1])) as u32;
    SHR_U = [0x76], |x| u(x[0]).wrapping_shr(u(x[1]));
    ROTL = [0x77], |x| u(x[0]).rotate_left(u(x[1]) % 32);
    ADD64 = [0x7c], |x| (x[0] as u64).wrapping_add(x[1] as u64);
    SUB64 = [0x7d], |x| (x[0] as u64).wrapping_sub(x[1] as u64);
    MUL64 = [0x7e], |x| (x[0] as u64).wrapping_mul(x[1] as u64);
    AND64 = [0x83], |x| x[0] as u64 & x[1] as u64;
    SHL64 = [0x86], |x| (x[0] as u64).wrapping_shl(u(x[1]));
    SHR_S64 = [0x87], |x| (x[0] as i64).wrapping_shr(u(x[1])) as u64;
    ADD_F = [0xa0], |x| (d(x[0]) + d(x[1])).to_bits();
    WRAP = [0xa7], |x| u(x[0]);
    EXTEND_S = [0xac], |x| i64::from(s(x[0])) as u64;
    EXTEND_U = [0xad], |x| u(x[0]);
    EXTEND8_S = [0xc0], |x| s(x[0]) as i8 as u32;
    EXTEND16_S = [0xc1], |x| s(x[0]) as i16 as u32;
    SELECT = [0x1b], |x| if u(x[2]) != 0 { x[0] } else { x[1] };
    SPLAT64 = [0xfd, 18], |x| x[0] << 64 | x[0];
    XOR_V = [0xfd, 81], |x| x[0] ^ x[1];
}

fn op<const N: usize>(op: &'static Op, operands: [&Expr; N]) -> Expr {
    Expr::Op(op, operands.into_iter().cloned().collect())
}

fn local(index: usize) -> Expr {
    Expr::Local(index)
}

fn number(value: i32) -> Expr {
    Expr::I32(value)
}

/// Operators that peepholes match, as functions of two `i32` operands.
type Form = fn(&Expr, &Expr) -> Expr;

const FORMS: &[Form] = &[
    |x, y| op(&ADD, [x, y]),
    |x, y| op(&SUB, [x, y]),
    |x, y| op(&MUL, [x, y]),
    |x, y| op(&AND, [x, y]),
    |x, y| op(&OR, [x, y]),
    |x, y| op(&XOR, [x, y]),
    |x, y| op(&EQ, [x, y]),
    |x, y| op(&LT_S, [x, y]),
    |x, y| op(&LT_U, [x, y]),
    |x, _| op(&GT_S, [x, &number(0)]),
    |x, _| op(&EQZ, [x]),
    |x, _| op(&SHL, [x, &number(3)]),
    |x, _| op(&SHR_U, [x, &number(5)]),
    |x, _| op(&SHR_S, [x, &number(24)]),
    |x, _| op(&ROTL, [x, &number(7)]),
    |x, _| op(&AND, [x, &number(0xff)]),
    |x, _| op(&AND, [x, &number(0x3f0)]),
    |x, _| op(&XOR, [x, &number(-1)]),
    |x, _| op(&MUL, [x, &number(20)]),
    |x, _| op(&EXTEND8_S, [x]),
    |x, y| op(&SELECT, [x, y, &op(&LT_S, [x, y])]),
    |x, y| op(&SELECT, [y, &number(1), x]),
    |x, y| op(&AND, [&op(&NE, [x, y]), &op(&GE_U, [y, &number(7)])]),
    |x, y| op(&OR, [&op(&LT_U, [y, x]), &op(&EQ, [x, &number(3)])]),
    |x, y| op(&WRAP, [&op(&ADD64, [&op(&EXTEND_U, [x]), &op(&SHL64, [&op(&EXTEND_S, [y]), &Expr::I64(2)])])]),
    |x, y| op(&WRAP, [&op(&SUB64, [&op(&EXTEND_U, [y]), &op(&MUL64, [&op(&EXTEND_U, [x]), &Expr::I64(-3)])])]),
    |x, _| op(&DIV_S, [x, &number(8)]),
    |x, _| op(&REM_S, [x, &number(10)]),
    |x, _| op(&DIV_U, [x, &number(7)]),
    |x, y| op(&ADD, [y, &Expr::Load(0x2c, 1, true, 3, Box::new(op(&AND, [x, &number(0xfff)])))]),
];

/// The pairs: the first operator takes `(a, b)`, the second the result and another local.
fn pairs(all_places: bool) -> Vec<Vec<Stmt>> {
    let mut programs = Vec::new();
    let (a, b, c) = (local(A), local(B), local(C));
    for first in FORMS {
        let made = first(&a, &b);
        for second in FORMS {
            for (dst, other) in [(A, &b), (C, &a), (C, &b), (B, &c)] {
                // The first result is a temporary.
                programs.push(vec![Set(dst, second(&made, other))]);
                programs.push(vec![Set(dst, second(other, &made))]);
                if !all_places {
                    continue;
                }
                // The first result is in the home of a local, that of an operand or another one; it is read again, or
                // is not.
                for home in [A, C] {
                    let kept = local(home);
                    programs.push(vec![Set(home, made.clone()), Set(dst, second(&kept, other))]);
                    programs.push(vec![Set(home, made.clone()), Set(dst, second(other, &kept))]);
                }
            }
            programs.push(vec![Set(A, made.clone()), Set(A, second(&a, &a))]);
        }
    }
    programs
}

/// Every use of a condition, for conditions made of two comparisons, of one, or of none.
fn conditions() -> Vec<Vec<Stmt>> {
    let (a, b, c) = (local(A), local(B), local(C));
    let (f, g, p) = (local(F), local(G), local(P));
    let zero = Expr::F64(0.0);
    let singles = [
        op(&EQ, [&a, &b]),
        op(&LT_U, [&a, &c]),
        op(&GT_S, [&a, &number(-3)]),
        op(&EQZ, [&a]),
        op(&AND, [&a, &number(4)]),
        op(&AND, [&a, &b]),
        op(&LT_S64, [&p, &local(Q)]),
        op(&LT_F, [&f, &g]),
        op(&LT_F, [&zero, &f]),
        op(&EQ_F, [&g, &zero]),
        a.clone(),
        op(&SUB, [&a, &b]),
    ];
    let mut programs = Vec::new();
    for (i, first) in singles.iter().enumerate() {
        for (j, second) in singles.iter().enumerate() {
            let both = [op(&AND, [first, second]), op(&OR, [first, second]), op(&EQZ, [first])];
            let both = if i == 0 || j == 0 { &both[..] } else { &both[..2] };
            for condition in both {
                let one = vec![Set(B, op(&ADD, [&b, &number(1)]))];
                let two = vec![Set(C, op(&SUB, [&c, condition]))];
                programs.push(vec![If(condition.clone(), one.clone(), two.clone())]);
                programs.push(vec![Unless(condition.clone(), one), Set(A, op(&ADD, [&a, &c]))]);
                programs.push(vec![Set(A, condition.clone()), Set(A, op(&ADD, [&a, condition])), two[0].clone()]);
                programs.push(vec![Set(F, op(&SELECT, [&f, &zero, condition]))]);
                programs.push(vec![Set(P, op(&SELECT, [&p, &Expr::I64(-1), condition])), Set(C, condition.clone())]);
                for (x, y) in [(V, V), (V, W), (W, V), (W, W)] {
                    let chosen = op(&SELECT, [&local(x), &local(y), condition]);
                    programs.push(vec![Set(V, chosen), Set(W, op(&XOR_V, [&local(V), &local(W)]))]);
                }
            }
            // A comparison's result in a local, combined with another comparison of that local.
            for joined in [&AND, &OR] {
                let x = vec![Set(A, first.clone()), Set(A, op(joined, [&a, &op(&LT_U, [&a, &c])]))];
                programs.push(x);
                programs.push(vec![Set(C, first.clone()), Set(A, op(joined, [&op(&GE_U, [&b, &c]), &c]))]);
                programs.push(vec![Set(A, first.clone()), Set(C, second.clone()), Set(B, op(joined, [&c, &a]))]);
            }
            // Minimum and maximum: the arms of the `select` are the operands of the comparison.
            for compared in [op(&LT_F, [&f, &zero]), op(&LT_F, [&zero, &f])] {
                programs.push(vec![Set(F, op(&SELECT, [&f, &zero, &compared])), Set(C, op(&ADD, [first, second]))]);
                programs.push(vec![Set(G, op(&ADD_F, [&g, &op(&SELECT, [&zero, &f, &compared])]))]);
            }
        }
    }
    programs
}

/// What facts know about addresses, lengths and slots, at control-flow merges.
fn joins() -> Vec<Vec<Stmt>> {
    let (a, b, c) = (local(A), local(B), local(C));
    let at = |index: &Expr, offset: u32| Expr::Load(0x28, 4, false, offset, Box::new(index.clone()));
    let wide = |index: &Expr, offset: u32| Expr::Load(0x29, 8, false, offset, Box::new(index.clone()));
    let changes: Vec<Vec<Stmt>> = vec![
        vec![],
        vec![Set(A, op(&ADD, [&a, &number(4)]))],
        vec![Set(B, op(&AND, [&a, &number(0xf8)]))],
        vec![Set(C, at(&a, 8))],
        vec![Set(C, at(&b, 16))],
        vec![Set(C, at(&number(0), 0x1234))],
        vec![Set(C, at(&number(0), 0x2234)), Set(C, op(&ADD, [&c, &at(&number(0), 0x3238)]))],
        vec![Call],
        vec![Call, Set(C, at(&a, 24))],
        vec![Set(P, wide(&a, 32)), Set(Q, wide(&b, 40)), Set(A, op(&AND, [&c, &number(0x7f8)]))],
    ];
    let mut programs = Vec::new();
    for before in &changes {
        for one in &changes {
            for other in &changes {
                let mut program = vec![
                    Set(A, op(&AND, [&a, &number(0xff8)])),
                    Set(B, op(&AND, [&b, &number(0xff8)])),
                    Set(C, at(&a, 4)),
                ];
                program.extend_from_slice(before);
                let condition = op(&AND, [&c, &number(1)]);
                if programs.len() % 2 == 0 {
                    program.push(If(condition, one.clone(), other.clone()));
                } else {
                    program.push(Unless(condition, one.clone()));
                    program.extend_from_slice(other);
                }
                program.push(Set(C, op(&ADD, [&at(&a, 4), &op(&ADD, [&at(&b, 16), &at(&number(0), 0x1230)])])));
                program.push(Set(P, op(&ADD64, [&local(P), &wide(&a, 8)])));
                programs.push(program);
            }
        }
    }
    programs
}

/// The 64-bit operators, with operands of both widths.
fn widths() -> Vec<Vec<Stmt>> {
    let (p, q, a) = (local(P), local(Q), local(A));
    let forms: [fn(&Expr, &Expr) -> Expr; 8] = [
        |x, y| op(&ADD64, [x, y]),
        |x, y| op(&MUL64, [x, y]),
        |x, _| op(&SHL64, [x, &Expr::I64(33)]),
        |x, _| op(&SHR_S64, [x, &Expr::I64(8)]),
        |x, _| op(&AND64, [x, &Expr::I64(0xff_0000_0000)]),
        |x, _| op(&EXTEND_U, [&op(&WRAP, [x])]),
        |x, y| op(&EXTEND_S, [&op(&LT_S64, [x, y])]),
        |x, y| op(&SUB64, [y, x]),
    ];
    let narrow: [fn(&Expr) -> Expr; 5] = [
        |x| op(&EXTEND_S, [&op(&EXTEND16_S, [&op(&WRAP, [x])])]),
        |x| op(&EXTEND_U, [&op(&CLZ, [&op(&WRAP, [x])])]),
        |x| op(&EXTEND_U, [&op(&SHR_S, [&op(&WRAP, [x]), &number(1)])]),
        |x| op(&EXTEND_U, [&op(&SUB, [&number(9), &op(&WRAP, [x])])]),
        Expr::clone,
    ];
    let mut programs = Vec::new();
    for first in forms {
        for second in forms {
            for between in narrow {
                let made = between(&first(&p, &q));
                programs.push(vec![Set(P, second(&made, &q)), Set(A, op(&WRAP, [&p]))]);
                programs.push(vec![Set(Q, second(&q, &made)), Set(A, op(&ADD, [&a, &op(&WRAP, [&q])]))]);
                programs.push(vec![Set(P, made.clone()), Set(P, second(&p, &p))]);
            }
        }
    }
    programs
}

// The meaning of programs.

fn value(expr: &Expr, locals: &[Bits; 9]) -> Bits {
    match expr {
        Expr::Local(index) => locals[*index],
        Expr::I32(n) => Bits::from(*n as u32),
        Expr::I64(n) => Bits::from(*n as u64),
        Expr::F64(n) => Bits::from(n.to_bits()),
        Expr::Op(op, operands) => {
            let operands: Vec<Bits> = operands.iter().map(|operand| value(operand, locals)).collect();
            (op.compute)(&operands)
        }
        Expr::Load(_, bytes, signed, offset, address) => {
            let address = value(address, locals) as u32 + offset;
            assert!(address + bytes <= READABLE);
            let bits = (0..*bytes).fold(0, |bits, i| bits | u64::from(byte_at(address + i)) << (8 * i));
            if *signed { Bits::from(bits as i8 as u32) } else { Bits::from(bits) }
        }
    }
}

fn perform(stmts: &[Stmt], locals: &mut [Bits; 9]) {
    for stmt in stmts {
        match stmt {
            Set(index, expr) => locals[*index] = value(expr, locals),
            If(condition, one, other) => {
                perform(if value(condition, locals) != 0 { one } else { other }, locals);
            }
            Unless(condition, stmts) => {
                if value(condition, locals) == 0 {
                    perform(stmts, locals);
                }
            }
            Call => {}
        }
    }
}

// The encoding of programs.

fn leb(code: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        code.push(n as u8 | 0x80);
        n >>= 7;
    }
    code.push(n as u8);
}

fn signed_leb(code: &mut Vec<u8>, mut n: i64) {
    while !(-0x40..0x40).contains(&n) {
        code.push(n as u8 & 0x7f | 0x80);
        n >>= 7;
    }
    code.push(n as u8 & 0x7f);
}

fn get(code: &mut Vec<u8>, index: usize) {
    code.push(0x20);
    leb(code, index as u64);
}

fn encode(code: &mut Vec<u8>, expr: &Expr) {
    match expr {
        Expr::Local(index) => get(code, index + 1),
        Expr::I32(n) => {
            code.push(0x41);
            signed_leb(code, i64::from(*n));
        }
        Expr::I64(n) => {
            code.push(0x42);
            signed_leb(code, *n);
        }
        Expr::F64(n) => {
            code.push(0x44);
            code.extend(n.to_le_bytes());
        }
        Expr::Op(op, operands) => {
            for operand in operands {
                encode(code, operand);
            }
            code.extend(op.code);
        }
        Expr::Load(opcode, _, _, offset, address) => {
            encode(code, address);
            code.extend([*opcode, 0]);
            leb(code, u64::from(*offset));
        }
    }
}

fn encode_all(code: &mut Vec<u8>, stmts: &[Stmt]) {
    for stmt in stmts {
        match stmt {
            Set(index, expr) => {
                encode(code, expr);
                code.push(0x21);
                leb(code, *index as u64 + 1);
            }
            If(condition, one, other) => {
                encode(code, condition);
                code.extend([0x04, 0x40]);
                encode_all(code, one);
                code.push(0x05);
                encode_all(code, other);
                code.push(0x0b);
            }
            Unless(condition, stmts) => {
                code.extend([0x02, 0x40]);
                encode(code, condition);
                code.extend([0x0d, 0]);
                encode_all(code, stmts);
                code.push(0x0b);
            }
            Call => code.extend([0x10, 0]),
        }
    }
}

/// The locations of a program's locals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Places {
    /// In their argument registers.
    Registers,
    /// In callee-saved registers.
    AfterCall,
    /// In the frame, because other locals are used more often.
    Frame,
}

/// The number of other locals.
const OTHERS: usize = 26;

/// The body of a program. It stores its locals to memory at the end.
fn body(program: &[Stmt], places: Places) -> Vec<u8> {
    // Declares two vectors and the other locals.
    let mut code = vec![2, 2, V128.code(), OTHERS as u8, I32.code()];
    let others = |i: usize| LOCALS.len() + 1 + i % OTHERS;
    match places {
        Places::Registers => {}
        Places::AfterCall => code.extend([0x10, 0]),
        Places::Frame => {
            code.extend([0x03, 0x40]);
            for i in 0..2 * OTHERS {
                get(&mut code, others(i));
                get(&mut code, others(i + 1));
                code.extend([0x6a, 0x21]);
                leb(&mut code, others(i) as u64);
            }
            code.push(0x0b);
        }
    }
    for (vector, from) in [(V, P), (W, Q)] {
        encode_all(&mut code, &[Set(vector, op(&SPLAT64, [&local(from)]))]);
    }
    encode_all(&mut code, program);
    let mut offset = 0;
    for (index, ty) in LOCALS.into_iter().enumerate() {
        get(&mut code, 0);
        get(&mut code, index + 1);
        match ty {
            I32 => code.extend([0x36, 0]),
            I64 => code.extend([0x37, 0]),
            F64 => code.extend([0x39, 0]),
            V128 => code.extend([0xfd, 11, 0]),
        }
        leb(&mut code, offset);
        offset += u64::from(ty.bytes());
    }
    code.push(0x0b);
    code
}

/// A module with all programs, and `run`, which calls each with the same arguments.
fn module(programs: &[Vec<Stmt>], places: Places) -> Vec<u8> {
    fn section(module: &mut Vec<u8>, id: u8, items: &[Vec<u8>]) {
        let mut bytes = Vec::new();
        leb(&mut bytes, items.len() as u64);
        bytes.extend(items.iter().flatten());
        module.push(id);
        leb(module, bytes.len() as u64);
        module.extend(bytes);
    }
    fn sized(body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        leb(&mut bytes, body.len() as u64);
        bytes.extend(body);
        bytes
    }
    let count = programs.len() as u64;
    let with_leb = |before: &[u8], n: u64| {
        let mut bytes = before.to_vec();
        leb(&mut bytes, n);
        bytes
    };
    let mut params = vec![0x60, 8, I32.code()];
    params.extend(LOCALS[..V].iter().map(|ty| ty.code()));
    params.push(0);
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    section(&mut module, 1, &[vec![0x60, 0, 0], params]);
    let mut types = vec![vec![0]];
    types.extend(programs.iter().map(|_| vec![1]));
    types.push(vec![1]);
    section(&mut module, 3, &types);
    section(&mut module, 4, &[with_leb(&[0x70, 0], count)]);
    let pages = (u64::from(READABLE) + count * u64::from(RESULTS)).div_ceil(1 << 16);
    section(&mut module, 5, &[with_leb(&[0], pages)]);
    section(&mut module, 7, &[with_leb(b"\x03run\0", count + 1), b"\x06memory\x02\0".to_vec()]);
    let mut elements = with_leb(&[0, 0x41, 0, 0x0b], count);
    (1..=count).for_each(|function| leb(&mut elements, function));
    section(&mut module, 9, &[elements]);
    let mut bodies = vec![sized(&[0, 0x0b])];
    bodies.extend(programs.iter().map(|program| sized(&body(program, places))));
    // The first parameter is the address for the results. Loop: call, advance the address, next element.
    let element = V as u8 + 1;
    let mut run = vec![1, 1, I32.code(), 0x03, 0x40];
    (0..=V).for_each(|index| get(&mut run, index));
    run.extend([0x20, element, 0x11, 1, 0, 0x20, 0, 0x41]);
    signed_leb(&mut run, i64::from(RESULTS));
    run.extend([0x6a, 0x21, 0, 0x20, element, 0x41, 1, 0x6a, 0x22, element, 0x41]);
    signed_leb(&mut run, count as i64);
    run.extend([0x49, 0x0d, 0, 0x0b, 0x0b]);
    bodies.push(sized(&run));
    section(&mut module, 10, &bodies);
    module
}

const ARGUMENTS: [(i32, i32, i32, i64, i64, f64, f64); 6] = [
    (5, 5, 1, 7, -7, 0.0, 1.5),
    (1, 0, 7, 1 << 40, 1 << 33, -2.5, 0.0),
    (-1, 3, 3, -1, 0xffff_fffe, 3.0, 3.0),
    (0, 12, 0, i64::MIN, 5, f64::NAN, 1.0),
    (0x1234_5678, -0x7654_3211, 2, 0x0123_4567_89ab_cdef, -0x0123_4567_89ab_cdef, -0.0, f64::INFINITY),
    (i32::MIN, i32::MAX, -2, 3, 3, -1e300, f64::NAN),
];

fn check(name: &str, programs: &[Vec<Stmt>], places: Places, explicit_bounds_checks: bool) {
    let mut config = Config::new();
    config.wasm_version(WasmVersion::V2).explicit_bounds_checks(explicit_bounds_checks);
    let engine = Engine::new(&config).expect("an engine");
    let module = Module::new(&engine, module(programs, places)).expect("a valid module");
    let mut store = Store::new(&engine, ());
    let instance: Instance = Linker::new(&engine).instantiate(&mut store, &module).expect("an instance");
    let memory: Memory = instance.get_memory(&mut store, "memory").expect("a memory");
    let readable: Vec<u8> = (0..READABLE).map(byte_at).collect();
    memory.write(&mut store, 0, &readable).expect("readable bytes");
    let run = instance.get_typed_func::<(i32, i32, i32, i32, i64, i64, f64, f64), ()>(&mut store, "run").expect("run");
    let mut failures = 0;
    for (a, b, c, p, q, f, g) in ARGUMENTS {
        run.call(&mut store, (READABLE as i32, a, b, c, p, q, f, g)).expect("no program traps");
        let splat = |n: i64| Bits::from(n as u64) << 64 | Bits::from(n as u64);
        let number = |n: i32| Bits::from(n as u32);
        let (p_bits, q_bits) = (Bits::from(p as u64), Bits::from(q as u64));
        let (f_bits, g_bits) = (Bits::from(f.to_bits()), Bits::from(g.to_bits()));
        let before = [number(a), number(b), number(c), p_bits, q_bits, f_bits, g_bits, splat(p), splat(q)];
        let memory = memory.data(&store);
        for (index, program) in programs.iter().enumerate() {
            let mut locals = before;
            perform(program, &mut locals);
            let mut at = (READABLE + index as u32 * RESULTS) as usize;
            for (local, ty) in locals.into_iter().zip(LOCALS) {
                let bytes = &memory[at..at + ty.bytes() as usize];
                at += ty.bytes() as usize;
                let is_nan = |bits: Bits| ty == F64 && d(bits).is_nan();
                let actual = bytes.iter().rev().fold(0, |bits: Bits, byte| bits << 8 | Bits::from(*byte));
                if actual != local && !(is_nan(actual) && is_nan(local)) {
                    failures += 1;
                    if failures <= 10 {
                        let text = program.iter().map(describe).collect::<Vec<_>>().join("; ");
                        let (wanted, arguments) = (locals, (a, b, c, p, q, f, g));
                        eprintln!(
                            "{name} {index}, {places:?}: {text}\n  of {arguments:?}: {actual:#x} instead of {local:#x}, all {wanted:x?}"
                        );
                    }
                    break;
                }
            }
        }
    }
    assert_eq!(failures, 0, "{name}, {places:?}, bounds checks {explicit_bounds_checks}");
}

fn describe(stmt: &Stmt) -> String {
    let all = |stmts: &[Stmt]| stmts.iter().map(describe).collect::<Vec<_>>().join("; ");
    match stmt {
        Set(index, expr) => format!("{} = {}", NAMES[*index], text(expr)),
        If(condition, one, other) => format!("if {} {{ {} }} else {{ {} }}", text(condition), all(one), all(other)),
        Unless(condition, stmts) => format!("unless {} {{ {} }}", text(condition), all(stmts)),
        Call => "call".into(),
    }
}

const NAMES: [&str; 9] = ["a", "b", "c", "p", "q", "f", "g", "v", "w"];

fn text(expr: &Expr) -> String {
    match expr {
        Expr::Local(index) => NAMES[*index].into(),
        Expr::I32(n) => n.to_string(),
        Expr::I64(n) => n.to_string(),
        Expr::F64(n) => n.to_string(),
        Expr::Op(op, operands) => {
            let operands: Vec<String> = operands.iter().map(text).collect();
            format!("{:x?}({})", op.code, operands.join(", "))
        }
        Expr::Load(opcode, _, _, offset, address) => format!("load {opcode:x}({} + {offset})", text(address)),
    }
}

#[test]
fn pairs_of_integer_operators_compute_what_they_mean() {
    check("pair", &pairs(true), Places::Registers, false);
    check("pair", &pairs(false), Places::AfterCall, false);
    check("pair", &pairs(false), Places::Frame, false);
}

#[test]
fn pairs_of_both_widths_compute_what_they_mean() {
    for places in [Places::Registers, Places::Frame] {
        check("width", &widths(), places, false);
    }
}

#[test]
fn conditions_are_asked_for_as_they_are() {
    for places in [Places::Registers, Places::AfterCall, Places::Frame] {
        check("condition", &conditions(), places, false);
    }
}

#[test]
fn what_is_known_where_paths_meet_is_true() {
    for places in [Places::Registers, Places::AfterCall, Places::Frame] {
        for explicit_bounds_checks in [false, true] {
            check("join", &joins(), places, explicit_bounds_checks);
        }
    }
}
