//! Functions made of the patterns that optimisations match: chains of sums and shifts, combined comparisons and selects,
//! operations in memory, changing addresses, divisions by constants, jumps to jumps, deep and wide blocks, large frames.

mod body;
mod expression;
mod statement;

use wasm_encoder::{ExportKind, GlobalType, Instruction, MemoryType, RefType, TableType, ValType};
use windlass_fuzz_run::{Call, Case};

use self::body::Body;
use crate::instrument;
use crate::module;
use crate::rng::Rng;
use crate::skeleton::{Segment, Skeleton};
use crate::target::Generator;
use crate::values;

/// A function type.
type Signature = (Vec<ValType>, Vec<ValType>);

/// The global with the remaining fuel.
const FUEL: u32 = 0;

/// Elements of the table, a power of two.
const TABLE: u32 = 16;

/// The module that the functions belong to.
struct Plan {
    /// The types of the host functions, followed by those of the guest functions.
    signatures: Vec<Signature>,
    /// The number of host functions.
    hosts: usize,
    /// The types of the globals.
    globals: Vec<ValType>,
    /// The value types of this module.
    types: Vec<ValType>,
    /// The weight of each kind of statement and expression.
    statements: Vec<u32>,
    expressions: Vec<u32>,
}

/// The generator.
pub struct Shapes;

/// Random weights, some of them 0 (swarm testing): rare combinations become likely when other kinds are missing.
fn swarm(rng: &mut Rng, kinds: usize) -> Vec<u32> {
    let dense = rng.one_in(3);
    let weights: Vec<u32> =
        (0..kinds).map(|_| if dense || rng.one_in(2) { rng.between(1, 8) as u32 } else { 0 }).collect();
    if weights.iter().all(|weight| *weight == 0) { vec![1; kinds] } else { weights }
}

impl Plan {
    fn new(rng: &mut Rng) -> Plan {
        use ValType::{F32, F64, I32, I64, V128};
        let types = match rng.below(8) {
            0 => vec![I32],
            1 => vec![I32, I32, I64],
            2 => vec![I32, I64, I64],
            3 => vec![I32, F32, F64],
            4 => vec![I32, I64, V128],
            5 => vec![I32, I32, I64, F32, F64, V128],
            _ => vec![I32, I32, I64, F64],
        };
        let mut plan = Plan {
            signatures: Vec::new(),
            hosts: if rng.one_in(3) { rng.between(1, 3) } else { 0 },
            globals: vec![I32, I32, I64, F32, F64, V128, I32, I64],
            types,
            statements: swarm(rng, statement::KINDS),
            expressions: swarm(rng, expression::KINDS),
        };
        for _ in 0..plan.hosts + rng.between(1, 6) {
            let params = *rng.pick(&[0, 1, 2, 2, 3, 3, 4, 5, 8, 14, 30]);
            let results = *rng.pick(&[0, 1, 1, 1, 1, 1, 1, 2, 3, 10]);
            let params = (0..params).map(|_| plan.ty(rng)).collect();
            plan.signatures.push((params, (0..results).map(|_| plan.ty(rng)).collect()));
        }
        // The host calls the last one back.
        plan.signatures.push((Vec::new(), Vec::new()));
        plan
    }

    fn ty(&self, rng: &mut Rng) -> ValType {
        *rng.pick(&self.types)
    }
}

/// The index of a type, which is added if it is new.
fn intern(types: &mut Vec<Signature>, signature: &Signature) -> u32 {
    let known = types.iter().position(|known| known == signature);
    known.unwrap_or_else(|| {
        types.push(signature.clone());
        types.len() - 1
    }) as u32
}

fn globals(plan: &Plan, rng: &mut Rng) -> Vec<(GlobalType, Instruction<'static>)> {
    let global = |val_type, init| (GlobalType { val_type, mutable: true, shared: false }, init);
    let mut globals: Vec<_> = plan.globals.iter().map(|ty| global(*ty, values::constant(rng, *ty))).collect();
    globals[FUEL as usize].1 = Instruction::I32Const(1000);
    globals
}

fn module(plan: &Plan, rng: &mut Rng) -> Skeleton {
    let mut skeleton = Skeleton { globals: globals(plan, rng), ..Skeleton::default() };
    let types = &mut skeleton.types;
    for (number, signature) in plan.signatures[..plan.hosts].iter().enumerate() {
        skeleton.imports.push(("host".to_owned(), format!("h{number}"), intern(types, signature)));
    }
    for index in plan.hosts..plan.signatures.len() {
        let ty = intern(types, &plan.signatures[index]);
        let mut function = Body::new(plan, types, index, rng).generate();
        let params = plan.signatures[index].0.len();
        instrument::canonicalize(&mut function, params as u32);
        // Loops have counters, and a function only calls later ones.
        let calls = |op: &Instruction<'_>| {
            use Instruction::{Call, CallIndirect, CallRef, ReturnCall, ReturnCallIndirect, ReturnCallRef};
            matches!(
                op,
                Call(_)
                    | CallIndirect { .. }
                    | CallRef(_)
                    | ReturnCall(_)
                    | ReturnCallIndirect { .. }
                    | ReturnCallRef(_)
            )
        };
        if function.ops.iter().any(calls) {
            let frame = (params + function.locals.len()) / 16;
            instrument::enter_with_fuel(&mut function, FUEL, 1 + frame as i32);
        }
        skeleton.functions.push((ty, function));
        let is_last = index + 1 == plan.signatures.len();
        let name = if is_last { "callback".to_owned() } else { format!("f{}", index - plan.hosts) };
        skeleton.exports.push((name, ExportKind::Func, index as u32));
    }
    skeleton.tables.push(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: TABLE.into(),
        maximum: Some(u64::from(TABLE) + 4),
        shared: false,
    });
    let maximum = Some(rng.between(1, 3) as u64);
    skeleton.memories.push(MemoryType { minimum: 1, maximum, memory64: false, shared: false, page_size_log2: None });
    skeleton.exports.push(("memory".to_owned(), ExportKind::Memory, 0));
    skeleton.exports.push(("table".to_owned(), ExportKind::Table, 0));
    skeleton.exports.push(("fuel".to_owned(), ExportKind::Global, FUEL));
    for number in 1..plan.globals.len() as u32 {
        skeleton.exports.push((format!("g{number}"), ExportKind::Global, number));
    }
    let count = plan.signatures.len();
    let elements = (0..TABLE - 3).map(|_| rng.below(count) as u32).collect();
    skeleton.elements.push((Segment::Active(0, 0), elements));
    skeleton.elements.push((Segment::Declared, (0..count as u32).collect()));
    skeleton.data.push((None, b"data that is copied by memory.init".to_vec()));
    skeleton
}

impl Generator for Shapes {
    fn generate(&mut self, rng: &mut Rng) -> Option<Case> {
        let plan = Plan::new(rng);
        let bytes = module(&plan, rng).encode();
        if let Err(error) = module::validate(&bytes) {
            // The generator produces valid modules only; anything else is a bug of the generator.
            panic!("shapes made a module that is not valid: {error}");
        }
        let mut calls = Vec::new();
        let times = rng.between(16, 64);
        for (function, (params, _)) in plan.signatures[plan.hosts..].iter().enumerate() {
            let times = if params.is_empty() { 2 } else { times };
            for time in 0..times {
                let args = params.iter().map(|ty| values::argument(rng, *ty)).collect();
                calls.push(Call { instance: 0, function: function as u32, args, observe: time + 1 == times });
            }
        }
        Some(Case { modules: vec![bytes], fill: rng.next() | 1, fuel: 40, torn_stores: false, calls })
    }
}
