//! Operators by signature: which can replace which.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::sync::OnceLock;

use wasm_encoder::Instruction::{self, *};
use wasm_encoder::{MemArg, ValType};

use ValType::{F32, F64, I32, I64, V128};

/// Operators without immediates that share a signature.
pub struct Family {
    /// The types of the operands.
    pub operands: &'static [ValType],
    /// The type of the result.
    pub result: ValType,
    /// The operators.
    pub operators: &'static [Instruction<'static>],
}

/// Loads or stores of a type.
pub type Access = fn(MemArg) -> Instruction<'static>;

const fn family(operands: &'static [ValType], result: ValType, operators: &'static [Instruction<'static>]) -> Family {
    Family { operands, result, operators }
}

/// All families.
pub static FAMILIES: &[Family] = &[
    family(&[I32], I32, &[I32Eqz, I32Clz, I32Ctz, I32Popcnt, I32Extend8S, I32Extend16S]),
    family(&[I64], I64, &[I64Clz, I64Ctz, I64Popcnt, I64Extend8S, I64Extend16S, I64Extend32S]),
    family(&[I64], I32, &[I64Eqz, I32WrapI64]),
    family(&[I32], I64, &[I64ExtendI32S, I64ExtendI32U]),
    family(
        &[I32, I32],
        I32,
        &[
            I32Add, I32Sub, I32Mul, I32And, I32Or, I32Xor, I32Shl, I32ShrS, I32ShrU, I32Rotl, I32Rotr, I32DivS,
            I32DivU, I32RemS, I32RemU, I32Eq, I32Ne, I32LtS, I32LtU, I32GtS, I32GtU, I32LeS, I32LeU, I32GeS, I32GeU,
        ],
    ),
    family(
        &[I64, I64],
        I64,
        &[
            I64Add, I64Sub, I64Mul, I64And, I64Or, I64Xor, I64Shl, I64ShrS, I64ShrU, I64Rotl, I64Rotr, I64DivS,
            I64DivU, I64RemS, I64RemU,
        ],
    ),
    family(&[I64, I64], I32, &[I64Eq, I64Ne, I64LtS, I64LtU, I64GtS, I64GtU, I64LeS, I64LeU, I64GeS, I64GeU]),
    family(&[F32], F32, &[F32Abs, F32Neg, F32Ceil, F32Floor, F32Trunc, F32Nearest, F32Sqrt]),
    family(&[F64], F64, &[F64Abs, F64Neg, F64Ceil, F64Floor, F64Trunc, F64Nearest, F64Sqrt]),
    family(&[F32, F32], F32, &[F32Add, F32Sub, F32Mul, F32Div, F32Min, F32Max, F32Copysign]),
    family(&[F64, F64], F64, &[F64Add, F64Sub, F64Mul, F64Div, F64Min, F64Max, F64Copysign]),
    family(&[F32, F32], I32, &[F32Eq, F32Ne, F32Lt, F32Gt, F32Le, F32Ge]),
    family(&[F64, F64], I32, &[F64Eq, F64Ne, F64Lt, F64Gt, F64Le, F64Ge]),
    family(&[F32], F64, &[F64PromoteF32]),
    family(&[F64], F32, &[F32DemoteF64]),
    family(&[F32], I32, &[I32TruncF32S, I32TruncF32U, I32TruncSatF32S, I32TruncSatF32U, I32ReinterpretF32]),
    family(&[F64], I32, &[I32TruncF64S, I32TruncF64U, I32TruncSatF64S, I32TruncSatF64U]),
    family(&[F32], I64, &[I64TruncF32S, I64TruncF32U, I64TruncSatF32S, I64TruncSatF32U]),
    family(&[F64], I64, &[I64TruncF64S, I64TruncF64U, I64TruncSatF64S, I64TruncSatF64U, I64ReinterpretF64]),
    family(&[I32], F32, &[F32ConvertI32S, F32ConvertI32U, F32ReinterpretI32]),
    family(&[I64], F32, &[F32ConvertI64S, F32ConvertI64U]),
    family(&[I32], F64, &[F64ConvertI32S, F64ConvertI32U]),
    family(&[I64], F64, &[F64ConvertI64S, F64ConvertI64U, F64ReinterpretI64]),
    family(
        &[V128],
        V128,
        &[
            V128Not,
            I8x16Abs,
            I8x16Neg,
            I8x16Popcnt,
            I16x8Abs,
            I16x8Neg,
            I32x4Abs,
            I32x4Neg,
            I64x2Abs,
            I64x2Neg,
            F32x4Abs,
            F32x4Neg,
            F32x4Ceil,
            F32x4Floor,
            F32x4Trunc,
            F32x4Nearest,
            F32x4Sqrt,
            F64x2Abs,
            F64x2Neg,
            F64x2Ceil,
            F64x2Floor,
            F64x2Trunc,
            F64x2Nearest,
            F64x2Sqrt,
            I32x4TruncSatF32x4S,
            I32x4TruncSatF32x4U,
            I32x4TruncSatF64x2SZero,
            I32x4TruncSatF64x2UZero,
            F32x4ConvertI32x4S,
            F32x4ConvertI32x4U,
            F64x2ConvertLowI32x4S,
            F64x2ConvertLowI32x4U,
            F32x4DemoteF64x2Zero,
            F64x2PromoteLowF32x4,
            I16x8ExtAddPairwiseI8x16S,
            I16x8ExtAddPairwiseI8x16U,
            I32x4ExtAddPairwiseI16x8S,
            I32x4ExtAddPairwiseI16x8U,
            I16x8ExtendLowI8x16S,
            I16x8ExtendHighI8x16S,
            I16x8ExtendLowI8x16U,
            I16x8ExtendHighI8x16U,
            I32x4ExtendLowI16x8S,
            I32x4ExtendHighI16x8S,
            I32x4ExtendLowI16x8U,
            I32x4ExtendHighI16x8U,
            I64x2ExtendLowI32x4S,
            I64x2ExtendHighI32x4S,
            I64x2ExtendLowI32x4U,
            I64x2ExtendHighI32x4U,
        ],
    ),
    family(
        &[V128, V128],
        V128,
        &[
            V128And,
            V128AndNot,
            V128Or,
            V128Xor,
            I8x16Swizzle,
            I8x16Add,
            I8x16AddSatS,
            I8x16AddSatU,
            I8x16Sub,
            I8x16SubSatS,
            I8x16SubSatU,
            I8x16MinS,
            I8x16MinU,
            I8x16MaxS,
            I8x16MaxU,
            I8x16AvgrU,
            I8x16NarrowI16x8S,
            I8x16NarrowI16x8U,
            I8x16Eq,
            I8x16Ne,
            I8x16LtS,
            I8x16LtU,
            I8x16GtS,
            I8x16GtU,
            I8x16LeS,
            I8x16LeU,
            I8x16GeS,
            I8x16GeU,
            I16x8Add,
            I16x8AddSatS,
            I16x8AddSatU,
            I16x8Sub,
            I16x8SubSatS,
            I16x8SubSatU,
            I16x8Mul,
            I16x8MinS,
            I16x8MinU,
            I16x8MaxS,
            I16x8MaxU,
            I16x8AvgrU,
            I16x8Q15MulrSatS,
            I16x8NarrowI32x4S,
            I16x8NarrowI32x4U,
            I16x8ExtMulLowI8x16S,
            I16x8ExtMulHighI8x16S,
            I16x8ExtMulLowI8x16U,
            I16x8ExtMulHighI8x16U,
            I16x8Eq,
            I16x8Ne,
            I16x8LtS,
            I16x8LtU,
            I16x8GtS,
            I16x8GtU,
            I16x8LeS,
            I16x8LeU,
            I16x8GeS,
            I16x8GeU,
            I32x4Add,
            I32x4Sub,
            I32x4Mul,
            I32x4MinS,
            I32x4MinU,
            I32x4MaxS,
            I32x4MaxU,
            I32x4DotI16x8S,
            I32x4ExtMulLowI16x8S,
            I32x4ExtMulHighI16x8S,
            I32x4ExtMulLowI16x8U,
            I32x4ExtMulHighI16x8U,
            I32x4Eq,
            I32x4Ne,
            I32x4LtS,
            I32x4LtU,
            I32x4GtS,
            I32x4GtU,
            I32x4LeS,
            I32x4LeU,
            I32x4GeS,
            I32x4GeU,
            I64x2Add,
            I64x2Sub,
            I64x2Mul,
            I64x2ExtMulLowI32x4S,
            I64x2ExtMulHighI32x4S,
            I64x2ExtMulLowI32x4U,
            I64x2ExtMulHighI32x4U,
            I64x2Eq,
            I64x2Ne,
            I64x2LtS,
            I64x2GtS,
            I64x2LeS,
            I64x2GeS,
            F32x4Add,
            F32x4Sub,
            F32x4Mul,
            F32x4Div,
            F32x4Min,
            F32x4Max,
            F32x4PMin,
            F32x4PMax,
            F32x4Eq,
            F32x4Ne,
            F32x4Lt,
            F32x4Gt,
            F32x4Le,
            F32x4Ge,
            F64x2Add,
            F64x2Sub,
            F64x2Mul,
            F64x2Div,
            F64x2Min,
            F64x2Max,
            F64x2PMin,
            F64x2PMax,
            F64x2Eq,
            F64x2Ne,
            F64x2Lt,
            F64x2Gt,
            F64x2Le,
            F64x2Ge,
        ],
    ),
    family(
        &[V128, I32],
        V128,
        &[
            I8x16Shl, I8x16ShrS, I8x16ShrU, I16x8Shl, I16x8ShrS, I16x8ShrU, I32x4Shl, I32x4ShrS, I32x4ShrU, I64x2Shl,
            I64x2ShrS, I64x2ShrU,
        ],
    ),
    family(
        &[V128],
        I32,
        &[
            V128AnyTrue,
            I8x16AllTrue,
            I8x16Bitmask,
            I16x8AllTrue,
            I16x8Bitmask,
            I32x4AllTrue,
            I32x4Bitmask,
            I64x2AllTrue,
            I64x2Bitmask,
        ],
    ),
    family(&[I32], V128, &[I8x16Splat, I16x8Splat, I32x4Splat]),
    family(&[I64], V128, &[I64x2Splat]),
    family(&[F32], V128, &[F32x4Splat]),
    family(&[F64], V128, &[F64x2Splat]),
    family(&[V128, V128, V128], V128, &[V128Bitselect]),
];

const fn loads(ty: ValType) -> &'static [Access] {
    match ty {
        I32 => &[I32Load, I32Load8S, I32Load8U, I32Load16S, I32Load16U],
        I64 => &[I64Load, I64Load8S, I64Load8U, I64Load16S, I64Load16U, I64Load32S, I64Load32U],
        F32 => &[F32Load],
        F64 => &[F64Load],
        _ => &[
            V128Load,
            V128Load8x8S,
            V128Load8x8U,
            V128Load16x4S,
            V128Load16x4U,
            V128Load32x2S,
            V128Load32x2U,
            V128Load8Splat,
            V128Load16Splat,
            V128Load32Splat,
            V128Load64Splat,
            V128Load32Zero,
            V128Load64Zero,
        ],
    }
}

const fn stores(ty: ValType) -> &'static [Access] {
    match ty {
        I32 => &[I32Store, I32Store8, I32Store16],
        I64 => &[I64Store, I64Store8, I64Store16, I64Store32],
        F32 => &[F32Store],
        F64 => &[F64Store],
        _ => &[V128Store],
    }
}

/// Number and vector types.
pub const NUMERIC: [ValType; 5] = [I32, I64, F32, F64, V128];

/// The group of an operator.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A family, by index.
    Family(usize),
    /// Loads of a type.
    Load(ValType),
    /// Stores of a type.
    Store(ValType),
}

/// The group of an operator, if it has one.
pub fn kind(op: &Instruction<'_>) -> Option<Kind> {
    static KINDS: OnceLock<HashMap<Discriminant<Instruction<'static>>, Kind>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let mut kinds = HashMap::new();
        for (index, family) in FAMILIES.iter().enumerate() {
            kinds.extend(family.operators.iter().map(|op| (discriminant(op), Kind::Family(index))));
        }
        let anywhere = MemArg { offset: 0, align: 0, target: Default::default(), ordering: None };
        for ty in NUMERIC {
            kinds.extend(loads(ty).iter().map(|load| (discriminant(&load(anywhere)), Kind::Load(ty))));
            kinds.extend(stores(ty).iter().map(|store| (discriminant(&store(anywhere)), Kind::Store(ty))));
        }
        kinds
    });
    kinds.get(&discriminant(&widen(op))).copied()
}

/// The operator, for comparing its variant.
fn widen(op: &Instruction<'_>) -> Instruction<'static> {
    crate::module::owned(op.clone()).unwrap_or(Unreachable)
}

/// Whether the operator divides integers.
pub fn is_division(op: &Instruction<'_>) -> bool {
    matches!(op, I32DivS | I32DivU | I32RemS | I32RemU | I64DivS | I64DivU | I64RemS | I64RemU)
}

/// The loads of a type.
pub fn loads_of(ty: ValType) -> &'static [Access] {
    loads(ty)
}

/// The stores of a type.
pub fn stores_of(ty: ValType) -> &'static [Access] {
    stores(ty)
}

/// The families with this result type.
pub fn families_from(operands: &[ValType], result: ValType) -> impl Iterator<Item = &'static Family> {
    FAMILIES.iter().filter(move |family| family.operands == operands && family.result == result)
}

/// The immediate of a memory access.
pub fn mem_arg<'o>(op: &'o mut Instruction<'static>) -> Option<&'o mut MemArg> {
    macro_rules! accesses {
        ($($name:ident)*) => {
            match op {
                $($name(arg) => Some(arg),)*
                V128Load8Lane { memarg, .. }
                | V128Load16Lane { memarg, .. }
                | V128Load32Lane { memarg, .. }
                | V128Load64Lane { memarg, .. }
                | V128Store8Lane { memarg, .. }
                | V128Store16Lane { memarg, .. }
                | V128Store32Lane { memarg, .. }
                | V128Store64Lane { memarg, .. } => Some(memarg),
                _ => None,
            }
        };
    }
    accesses! {
        I32Load I32Load8S I32Load8U I32Load16S I32Load16U I64Load I64Load8S I64Load8U I64Load16S I64Load16U I64Load32S I64Load32U
        F32Load F64Load V128Load V128Load8x8S V128Load8x8U V128Load16x4S V128Load16x4U V128Load32x2S V128Load32x2U V128Load8Splat
        V128Load16Splat V128Load32Splat V128Load64Splat V128Load32Zero V128Load64Zero I32Store I32Store8 I32Store16 I64Store I64Store8
        I64Store16 I64Store32 F32Store F64Store V128Store
    }
}
