//! The vector operators, with prefix `FD` (WebAssembly specification, section 5.4, "Vector Instructions").

use windlass_masm::Half::{High, Low};
use windlass_masm::Lane::{F32, F64, I8, I16, I32, I64};
use windlass_masm::Sign::{Signed, Unsigned};
use windlass_masm::{
    FloatCond, FloatUnOp, IntCond, Lane, ShiftOp, Sign, Ty, VecBinOp, VecLoad, VecTernOp, VecTest, VecUnOp,
};

use self::VectorOp::{
    Binary, Bitmask, Const, DotAdd, Extract, Load, LoadLane, LoadPart, Replace, Shift, Shuffle, Splat, Store,
    StoreLane, Ternary, Test, Unary,
};
use super::{Immediate, Signature};

/// What a vector operator does. It determines immediates, operands and results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VectorOp {
    Load,
    LoadPart(VecLoad),
    LoadLane(Lane),
    Store,
    StoreLane(Lane),
    Const,
    Shuffle,
    Splat(Lane),
    Extract(Lane, Sign),
    Replace(Lane),
    Unary(VecUnOp),
    Binary(VecBinOp),
    Ternary(VecTernOp),
    Shift(ShiftOp, Lane),
    Test(VecTest),
    Bitmask(Lane),
    /// A [`VecBinOp`] that adds products of bytes to words, then adds adjacent results to a third operand.
    DotAdd(VecBinOp),
}

impl VectorOp {
    /// The immediates.
    pub(crate) const fn immediates(self) -> &'static [Immediate] {
        let (access, lane) = match self {
            Load | Store => return ACCESSES[4].split_at(1).0,
            // Half a vector.
            LoadPart(VecLoad::Extend(..)) => return ACCESSES[3].split_at(1).0,
            LoadPart(VecLoad::Splat(lane) | VecLoad::Zero(lane)) => return ACCESSES[log2_bytes(lane)].split_at(1).0,
            LoadLane(lane) | StoreLane(lane) => (true, lane),
            Extract(lane, _) | Replace(lane) => (false, lane),
            Const => return &[Immediate::V128],
            Shuffle => return &[Immediate::Lanes],
            Splat(_) | Unary(_) | Binary(_) | Ternary(_) | Shift(..) | Test(_) | Bitmask(_) | DotAdd(_) => return &[],
        };
        let both = &ACCESSES[log2_bytes(lane)];
        if access { both } else { both.split_at(1).1 }
    }

    /// The signature.
    pub(crate) const fn signature(self) -> Signature {
        const V128: Ty = Ty::V128;
        let (params, results): (&[Ty], &[Ty]) = match self {
            Load | LoadPart(_) => (&[Ty::I32], &[V128]),
            LoadLane(_) => (&[Ty::I32, V128], &[V128]),
            Store | StoreLane(_) => (&[Ty::I32, V128], &[]),
            Const => (&[], &[V128]),
            Splat(lane) => (VECTOR_AND[lane.scalar() as usize].split_at(1).1, &[V128]),
            Extract(lane, _) => (&[V128], VECTOR_AND[lane.scalar() as usize].split_at(1).1),
            Replace(lane) => (&VECTOR_AND[lane.scalar() as usize], &[V128]),
            Unary(_) => (&[V128], &[V128]),
            Binary(_) | Shuffle => (&[V128, V128], &[V128]),
            Ternary(_) | DotAdd(_) => (&[V128, V128, V128], &[V128]),
            Shift(..) => (&[V128, Ty::I32], &[V128]),
            Test(_) | Bitmask(_) => (&[V128], &[Ty::I32]),
        };
        Signature { params, results }
    }
}

/// The immediates of a lane access, indexed by the binary logarithm of its size in bytes. The last is a whole vector.
static ACCESSES: [[Immediate; 2]; 5] = [
    [Immediate::MemArg(0), Immediate::Lane(16)],
    [Immediate::MemArg(1), Immediate::Lane(8)],
    [Immediate::MemArg(2), Immediate::Lane(4)],
    [Immediate::MemArg(3), Immediate::Lane(2)],
    [Immediate::MemArg(4), Immediate::Lane(1)],
];

/// A vector and a scalar of each type.
static VECTOR_AND: [[Ty; 2]; 4] = [[Ty::V128, Ty::I32], [Ty::V128, Ty::I64], [Ty::V128, Ty::F32], [Ty::V128, Ty::F64]];

/// The binary logarithm of the lane size in bytes.
const fn log2_bytes(lane: Lane) -> usize {
    match lane {
        Lane::I8 => 0,
        Lane::I16 => 1,
        Lane::I32 | Lane::F32 => 2,
        Lane::I64 | Lane::F64 => 3,
    }
}

/// The largest number plus one.
const NUMBERS: usize = 0x114;

/// The last of one or two operators.
macro_rules! fast {
    ($exact:expr) => {
        $exact
    };
    ($exact:expr, $fast:expr) => {
        $fast
    };
}

/// Defines the enum of the operators, and tables from number to operation.
macro_rules! define_vector_opcode {
    ($($number:literal $name:ident $exact:expr $(, $fast:expr)?;)*) => {
        /// An implemented opcode with prefix `FD`: all of SIMD and relaxed SIMD.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub(crate) enum VectorOpcode {
            $($name = $number,)*
        }

        impl VectorOpcode {
            /// All operators.
            pub(crate) const ALL: &'static [VectorOpcode] = &[$(VectorOpcode::$name),*];

            /// wasmparser's name.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(VectorOpcode::$name => stringify!($name),)*
                }
            }
        }

        /// Whether a number is that of an operator.
        static KNOWN: [bool; NUMBERS] = {
            let mut known = [false; NUMBERS];
            $(known[$number] = true;)*
            known
        };

        /// By number; entries for other numbers are never used.
        static EXACT: [VectorOp; NUMBERS] = {
            let mut operators = [Const; NUMBERS];
            $(operators[$number] = $exact;)*
            operators
        };
        static FAST: [VectorOp; NUMBERS] = {
            let mut operators = [Const; NUMBERS];
            $(operators[$number] = fast!($exact $(, $fast)?);)*
            operators
        };
    };
}

// A row has the number, wasmparser's name, and the operation; relaxed operators also have a fast alternative.
define_vector_opcode! {
    // Memory, constants and single lanes.
    0x000 V128Load                   Load;
    0x001 V128Load8x8S               LoadPart(VecLoad::Extend(I16, Signed));
    0x002 V128Load8x8U               LoadPart(VecLoad::Extend(I16, Unsigned));
    0x003 V128Load16x4S              LoadPart(VecLoad::Extend(I32, Signed));
    0x004 V128Load16x4U              LoadPart(VecLoad::Extend(I32, Unsigned));
    0x005 V128Load32x2S              LoadPart(VecLoad::Extend(I64, Signed));
    0x006 V128Load32x2U              LoadPart(VecLoad::Extend(I64, Unsigned));
    0x007 V128Load8Splat             LoadPart(VecLoad::Splat(I8));
    0x008 V128Load16Splat            LoadPart(VecLoad::Splat(I16));
    0x009 V128Load32Splat            LoadPart(VecLoad::Splat(I32));
    0x00a V128Load64Splat            LoadPart(VecLoad::Splat(I64));
    0x00b V128Store                  Store;
    0x00c V128Const                  Const;
    0x00d I8x16Shuffle               Shuffle;
    0x00e I8x16Swizzle               Binary(VecBinOp::Swizzle);
    0x00f I8x16Splat                 Splat(I8);
    0x010 I16x8Splat                 Splat(I16);
    0x011 I32x4Splat                 Splat(I32);
    0x012 I64x2Splat                 Splat(I64);
    0x013 F32x4Splat                 Splat(F32);
    0x014 F64x2Splat                 Splat(F64);
    0x015 I8x16ExtractLaneS          Extract(I8, Signed);
    0x016 I8x16ExtractLaneU          Extract(I8, Unsigned);
    0x017 I8x16ReplaceLane           Replace(I8);
    0x018 I16x8ExtractLaneS          Extract(I16, Signed);
    0x019 I16x8ExtractLaneU          Extract(I16, Unsigned);
    0x01a I16x8ReplaceLane           Replace(I16);
    0x01b I32x4ExtractLane           Extract(I32, Signed);
    0x01c I32x4ReplaceLane           Replace(I32);
    0x01d I64x2ExtractLane           Extract(I64, Signed);
    0x01e I64x2ReplaceLane           Replace(I64);
    0x01f F32x4ExtractLane           Extract(F32, Signed);
    0x020 F32x4ReplaceLane           Replace(F32);
    0x021 F64x2ExtractLane           Extract(F64, Signed);
    0x022 F64x2ReplaceLane           Replace(F64);

    // Comparisons.
    0x023 I8x16Eq                    Binary(VecBinOp::Compare(IntCond::Eq, I8));
    0x024 I8x16Ne                    Binary(VecBinOp::Compare(IntCond::Ne, I8));
    0x025 I8x16LtS                   Binary(VecBinOp::Compare(IntCond::LtS, I8));
    0x026 I8x16LtU                   Binary(VecBinOp::Compare(IntCond::LtU, I8));
    0x027 I8x16GtS                   Binary(VecBinOp::Compare(IntCond::GtS, I8));
    0x028 I8x16GtU                   Binary(VecBinOp::Compare(IntCond::GtU, I8));
    0x029 I8x16LeS                   Binary(VecBinOp::Compare(IntCond::LeS, I8));
    0x02a I8x16LeU                   Binary(VecBinOp::Compare(IntCond::LeU, I8));
    0x02b I8x16GeS                   Binary(VecBinOp::Compare(IntCond::GeS, I8));
    0x02c I8x16GeU                   Binary(VecBinOp::Compare(IntCond::GeU, I8));
    0x02d I16x8Eq                    Binary(VecBinOp::Compare(IntCond::Eq, I16));
    0x02e I16x8Ne                    Binary(VecBinOp::Compare(IntCond::Ne, I16));
    0x02f I16x8LtS                   Binary(VecBinOp::Compare(IntCond::LtS, I16));
    0x030 I16x8LtU                   Binary(VecBinOp::Compare(IntCond::LtU, I16));
    0x031 I16x8GtS                   Binary(VecBinOp::Compare(IntCond::GtS, I16));
    0x032 I16x8GtU                   Binary(VecBinOp::Compare(IntCond::GtU, I16));
    0x033 I16x8LeS                   Binary(VecBinOp::Compare(IntCond::LeS, I16));
    0x034 I16x8LeU                   Binary(VecBinOp::Compare(IntCond::LeU, I16));
    0x035 I16x8GeS                   Binary(VecBinOp::Compare(IntCond::GeS, I16));
    0x036 I16x8GeU                   Binary(VecBinOp::Compare(IntCond::GeU, I16));
    0x037 I32x4Eq                    Binary(VecBinOp::Compare(IntCond::Eq, I32));
    0x038 I32x4Ne                    Binary(VecBinOp::Compare(IntCond::Ne, I32));
    0x039 I32x4LtS                   Binary(VecBinOp::Compare(IntCond::LtS, I32));
    0x03a I32x4LtU                   Binary(VecBinOp::Compare(IntCond::LtU, I32));
    0x03b I32x4GtS                   Binary(VecBinOp::Compare(IntCond::GtS, I32));
    0x03c I32x4GtU                   Binary(VecBinOp::Compare(IntCond::GtU, I32));
    0x03d I32x4LeS                   Binary(VecBinOp::Compare(IntCond::LeS, I32));
    0x03e I32x4LeU                   Binary(VecBinOp::Compare(IntCond::LeU, I32));
    0x03f I32x4GeS                   Binary(VecBinOp::Compare(IntCond::GeS, I32));
    0x040 I32x4GeU                   Binary(VecBinOp::Compare(IntCond::GeU, I32));
    0x041 F32x4Eq                    Binary(VecBinOp::FloatCompare(FloatCond::Eq, F32));
    0x042 F32x4Ne                    Binary(VecBinOp::FloatCompare(FloatCond::Ne, F32));
    0x043 F32x4Lt                    Binary(VecBinOp::FloatCompare(FloatCond::Lt, F32));
    0x044 F32x4Gt                    Binary(VecBinOp::FloatCompare(FloatCond::Gt, F32));
    0x045 F32x4Le                    Binary(VecBinOp::FloatCompare(FloatCond::Le, F32));
    0x046 F32x4Ge                    Binary(VecBinOp::FloatCompare(FloatCond::Ge, F32));
    0x047 F64x2Eq                    Binary(VecBinOp::FloatCompare(FloatCond::Eq, F64));
    0x048 F64x2Ne                    Binary(VecBinOp::FloatCompare(FloatCond::Ne, F64));
    0x049 F64x2Lt                    Binary(VecBinOp::FloatCompare(FloatCond::Lt, F64));
    0x04a F64x2Gt                    Binary(VecBinOp::FloatCompare(FloatCond::Gt, F64));
    0x04b F64x2Le                    Binary(VecBinOp::FloatCompare(FloatCond::Le, F64));
    0x04c F64x2Ge                    Binary(VecBinOp::FloatCompare(FloatCond::Ge, F64));

    // Bits.
    0x04d V128Not                    Unary(VecUnOp::Not);
    0x04e V128And                    Binary(VecBinOp::And);
    0x04f V128AndNot                 Binary(VecBinOp::AndNot);
    0x050 V128Or                     Binary(VecBinOp::Or);
    0x051 V128Xor                    Binary(VecBinOp::Xor);
    0x052 V128Bitselect              Ternary(VecTernOp::Select);
    0x053 V128AnyTrue                Test(VecTest::AnyTrue);

    // Lanes in memory.
    0x054 V128Load8Lane              LoadLane(I8);
    0x055 V128Load16Lane             LoadLane(I16);
    0x056 V128Load32Lane             LoadLane(I32);
    0x057 V128Load64Lane             LoadLane(I64);
    0x058 V128Store8Lane             StoreLane(I8);
    0x059 V128Store16Lane            StoreLane(I16);
    0x05a V128Store32Lane            StoreLane(I32);
    0x05b V128Store64Lane            StoreLane(I64);
    0x05c V128Load32Zero             LoadPart(VecLoad::Zero(I32));
    0x05d V128Load64Zero             LoadPart(VecLoad::Zero(I64));

    // Conversions.
    0x05e F32x4DemoteF64x2Zero       Unary(VecUnOp::Demote);
    0x05f F64x2PromoteLowF32x4       Unary(VecUnOp::Promote);

    // Integers of 8 bits, and what stands between them.
    0x060 I8x16Abs                   Unary(VecUnOp::Abs(I8));
    0x061 I8x16Neg                   Unary(VecUnOp::Neg(I8));
    0x062 I8x16Popcnt                Unary(VecUnOp::Popcnt);
    0x063 I8x16AllTrue               Test(VecTest::AllTrue(I8));
    0x064 I8x16Bitmask               Bitmask(I8);
    0x065 I8x16NarrowI16x8S          Binary(VecBinOp::Narrow(I8, Signed));
    0x066 I8x16NarrowI16x8U          Binary(VecBinOp::Narrow(I8, Unsigned));
    0x067 F32x4Ceil                  Unary(VecUnOp::Float(FloatUnOp::Ceil, F32));
    0x068 F32x4Floor                 Unary(VecUnOp::Float(FloatUnOp::Floor, F32));
    0x069 F32x4Trunc                 Unary(VecUnOp::Float(FloatUnOp::Trunc, F32));
    0x06a F32x4Nearest               Unary(VecUnOp::Float(FloatUnOp::Nearest, F32));
    0x06b I8x16Shl                   Shift(ShiftOp::Shl, I8);
    0x06c I8x16ShrS                  Shift(ShiftOp::ShrS, I8);
    0x06d I8x16ShrU                  Shift(ShiftOp::ShrU, I8);
    0x06e I8x16Add                   Binary(VecBinOp::Add(I8));
    0x06f I8x16AddSatS               Binary(VecBinOp::AddSat(I8, Signed));
    0x070 I8x16AddSatU               Binary(VecBinOp::AddSat(I8, Unsigned));
    0x071 I8x16Sub                   Binary(VecBinOp::Sub(I8));
    0x072 I8x16SubSatS               Binary(VecBinOp::SubSat(I8, Signed));
    0x073 I8x16SubSatU               Binary(VecBinOp::SubSat(I8, Unsigned));
    0x074 F64x2Ceil                  Unary(VecUnOp::Float(FloatUnOp::Ceil, F64));
    0x075 F64x2Floor                 Unary(VecUnOp::Float(FloatUnOp::Floor, F64));
    0x076 I8x16MinS                  Binary(VecBinOp::Min(I8, Signed));
    0x077 I8x16MinU                  Binary(VecBinOp::Min(I8, Unsigned));
    0x078 I8x16MaxS                  Binary(VecBinOp::Max(I8, Signed));
    0x079 I8x16MaxU                  Binary(VecBinOp::Max(I8, Unsigned));
    0x07a F64x2Trunc                 Unary(VecUnOp::Float(FloatUnOp::Trunc, F64));
    0x07b I8x16AvgrU                 Binary(VecBinOp::Average(I8));
    0x07c I16x8ExtAddPairwiseI8x16S  Unary(VecUnOp::ExtAdd(I16, Signed));
    0x07d I16x8ExtAddPairwiseI8x16U  Unary(VecUnOp::ExtAdd(I16, Unsigned));
    0x07e I32x4ExtAddPairwiseI16x8S  Unary(VecUnOp::ExtAdd(I32, Signed));
    0x07f I32x4ExtAddPairwiseI16x8U  Unary(VecUnOp::ExtAdd(I32, Unsigned));

    // Integers of 16 bits.
    0x080 I16x8Abs                   Unary(VecUnOp::Abs(I16));
    0x081 I16x8Neg                   Unary(VecUnOp::Neg(I16));
    0x082 I16x8Q15MulrSatS           Binary(VecBinOp::Q15Mul);
    0x083 I16x8AllTrue               Test(VecTest::AllTrue(I16));
    0x084 I16x8Bitmask               Bitmask(I16);
    0x085 I16x8NarrowI32x4S          Binary(VecBinOp::Narrow(I16, Signed));
    0x086 I16x8NarrowI32x4U          Binary(VecBinOp::Narrow(I16, Unsigned));
    0x087 I16x8ExtendLowI8x16S       Unary(VecUnOp::Extend(I16, Low, Signed));
    0x088 I16x8ExtendHighI8x16S      Unary(VecUnOp::Extend(I16, High, Signed));
    0x089 I16x8ExtendLowI8x16U       Unary(VecUnOp::Extend(I16, Low, Unsigned));
    0x08a I16x8ExtendHighI8x16U      Unary(VecUnOp::Extend(I16, High, Unsigned));
    0x08b I16x8Shl                   Shift(ShiftOp::Shl, I16);
    0x08c I16x8ShrS                  Shift(ShiftOp::ShrS, I16);
    0x08d I16x8ShrU                  Shift(ShiftOp::ShrU, I16);
    0x08e I16x8Add                   Binary(VecBinOp::Add(I16));
    0x08f I16x8AddSatS               Binary(VecBinOp::AddSat(I16, Signed));
    0x090 I16x8AddSatU               Binary(VecBinOp::AddSat(I16, Unsigned));
    0x091 I16x8Sub                   Binary(VecBinOp::Sub(I16));
    0x092 I16x8SubSatS               Binary(VecBinOp::SubSat(I16, Signed));
    0x093 I16x8SubSatU               Binary(VecBinOp::SubSat(I16, Unsigned));
    0x094 F64x2Nearest               Unary(VecUnOp::Float(FloatUnOp::Nearest, F64));
    0x095 I16x8Mul                   Binary(VecBinOp::Mul(I16));
    0x096 I16x8MinS                  Binary(VecBinOp::Min(I16, Signed));
    0x097 I16x8MinU                  Binary(VecBinOp::Min(I16, Unsigned));
    0x098 I16x8MaxS                  Binary(VecBinOp::Max(I16, Signed));
    0x099 I16x8MaxU                  Binary(VecBinOp::Max(I16, Unsigned));
    0x09b I16x8AvgrU                 Binary(VecBinOp::Average(I16));
    0x09c I16x8ExtMulLowI8x16S       Binary(VecBinOp::ExtMul(I16, Low, Signed));
    0x09d I16x8ExtMulHighI8x16S      Binary(VecBinOp::ExtMul(I16, High, Signed));
    0x09e I16x8ExtMulLowI8x16U       Binary(VecBinOp::ExtMul(I16, Low, Unsigned));
    0x09f I16x8ExtMulHighI8x16U      Binary(VecBinOp::ExtMul(I16, High, Unsigned));

    // Integers of 32 bits.
    0x0a0 I32x4Abs                   Unary(VecUnOp::Abs(I32));
    0x0a1 I32x4Neg                   Unary(VecUnOp::Neg(I32));
    0x0a3 I32x4AllTrue               Test(VecTest::AllTrue(I32));
    0x0a4 I32x4Bitmask               Bitmask(I32);
    0x0a7 I32x4ExtendLowI16x8S       Unary(VecUnOp::Extend(I32, Low, Signed));
    0x0a8 I32x4ExtendHighI16x8S      Unary(VecUnOp::Extend(I32, High, Signed));
    0x0a9 I32x4ExtendLowI16x8U       Unary(VecUnOp::Extend(I32, Low, Unsigned));
    0x0aa I32x4ExtendHighI16x8U      Unary(VecUnOp::Extend(I32, High, Unsigned));
    0x0ab I32x4Shl                   Shift(ShiftOp::Shl, I32);
    0x0ac I32x4ShrS                  Shift(ShiftOp::ShrS, I32);
    0x0ad I32x4ShrU                  Shift(ShiftOp::ShrU, I32);
    0x0ae I32x4Add                   Binary(VecBinOp::Add(I32));
    0x0b1 I32x4Sub                   Binary(VecBinOp::Sub(I32));
    0x0b5 I32x4Mul                   Binary(VecBinOp::Mul(I32));
    0x0b6 I32x4MinS                  Binary(VecBinOp::Min(I32, Signed));
    0x0b7 I32x4MinU                  Binary(VecBinOp::Min(I32, Unsigned));
    0x0b8 I32x4MaxS                  Binary(VecBinOp::Max(I32, Signed));
    0x0b9 I32x4MaxU                  Binary(VecBinOp::Max(I32, Unsigned));
    0x0ba I32x4DotI16x8S             Binary(VecBinOp::Dot);
    0x0bc I32x4ExtMulLowI16x8S       Binary(VecBinOp::ExtMul(I32, Low, Signed));
    0x0bd I32x4ExtMulHighI16x8S      Binary(VecBinOp::ExtMul(I32, High, Signed));
    0x0be I32x4ExtMulLowI16x8U       Binary(VecBinOp::ExtMul(I32, Low, Unsigned));
    0x0bf I32x4ExtMulHighI16x8U      Binary(VecBinOp::ExtMul(I32, High, Unsigned));

    // Integers of 64 bits.
    0x0c0 I64x2Abs                   Unary(VecUnOp::Abs(I64));
    0x0c1 I64x2Neg                   Unary(VecUnOp::Neg(I64));
    0x0c3 I64x2AllTrue               Test(VecTest::AllTrue(I64));
    0x0c4 I64x2Bitmask               Bitmask(I64);
    0x0c7 I64x2ExtendLowI32x4S       Unary(VecUnOp::Extend(I64, Low, Signed));
    0x0c8 I64x2ExtendHighI32x4S      Unary(VecUnOp::Extend(I64, High, Signed));
    0x0c9 I64x2ExtendLowI32x4U       Unary(VecUnOp::Extend(I64, Low, Unsigned));
    0x0ca I64x2ExtendHighI32x4U      Unary(VecUnOp::Extend(I64, High, Unsigned));
    0x0cb I64x2Shl                   Shift(ShiftOp::Shl, I64);
    0x0cc I64x2ShrS                  Shift(ShiftOp::ShrS, I64);
    0x0cd I64x2ShrU                  Shift(ShiftOp::ShrU, I64);
    0x0ce I64x2Add                   Binary(VecBinOp::Add(I64));
    0x0d1 I64x2Sub                   Binary(VecBinOp::Sub(I64));
    0x0d5 I64x2Mul                   Binary(VecBinOp::Mul(I64));
    0x0d6 I64x2Eq                    Binary(VecBinOp::Compare(IntCond::Eq, I64));
    0x0d7 I64x2Ne                    Binary(VecBinOp::Compare(IntCond::Ne, I64));
    0x0d8 I64x2LtS                   Binary(VecBinOp::Compare(IntCond::LtS, I64));
    0x0d9 I64x2GtS                   Binary(VecBinOp::Compare(IntCond::GtS, I64));
    0x0da I64x2LeS                   Binary(VecBinOp::Compare(IntCond::LeS, I64));
    0x0db I64x2GeS                   Binary(VecBinOp::Compare(IntCond::GeS, I64));
    0x0dc I64x2ExtMulLowI32x4S       Binary(VecBinOp::ExtMul(I64, Low, Signed));
    0x0dd I64x2ExtMulHighI32x4S      Binary(VecBinOp::ExtMul(I64, High, Signed));
    0x0de I64x2ExtMulLowI32x4U       Binary(VecBinOp::ExtMul(I64, Low, Unsigned));
    0x0df I64x2ExtMulHighI32x4U      Binary(VecBinOp::ExtMul(I64, High, Unsigned));

    // Floating-point numbers.
    0x0e0 F32x4Abs                   Unary(VecUnOp::Float(FloatUnOp::Abs, F32));
    0x0e1 F32x4Neg                   Unary(VecUnOp::Float(FloatUnOp::Neg, F32));
    0x0e3 F32x4Sqrt                  Unary(VecUnOp::Float(FloatUnOp::Sqrt, F32));
    0x0e4 F32x4Add                   Binary(VecBinOp::Add(F32));
    0x0e5 F32x4Sub                   Binary(VecBinOp::Sub(F32));
    0x0e6 F32x4Mul                   Binary(VecBinOp::Mul(F32));
    0x0e7 F32x4Div                   Binary(VecBinOp::Div(F32));
    0x0e8 F32x4Min                   Binary(VecBinOp::FloatMin(F32));
    0x0e9 F32x4Max                   Binary(VecBinOp::FloatMax(F32));
    0x0ea F32x4PMin                  Binary(VecBinOp::PseudoMin(F32));
    0x0eb F32x4PMax                  Binary(VecBinOp::PseudoMax(F32));
    0x0ec F64x2Abs                   Unary(VecUnOp::Float(FloatUnOp::Abs, F64));
    0x0ed F64x2Neg                   Unary(VecUnOp::Float(FloatUnOp::Neg, F64));
    0x0ef F64x2Sqrt                  Unary(VecUnOp::Float(FloatUnOp::Sqrt, F64));
    0x0f0 F64x2Add                   Binary(VecBinOp::Add(F64));
    0x0f1 F64x2Sub                   Binary(VecBinOp::Sub(F64));
    0x0f2 F64x2Mul                   Binary(VecBinOp::Mul(F64));
    0x0f3 F64x2Div                   Binary(VecBinOp::Div(F64));
    0x0f4 F64x2Min                   Binary(VecBinOp::FloatMin(F64));
    0x0f5 F64x2Max                   Binary(VecBinOp::FloatMax(F64));
    0x0f6 F64x2PMin                  Binary(VecBinOp::PseudoMin(F64));
    0x0f7 F64x2PMax                  Binary(VecBinOp::PseudoMax(F64));
    0x0f8 I32x4TruncSatF32x4S        Unary(VecUnOp::TruncSat(F32, Signed));
    0x0f9 I32x4TruncSatF32x4U        Unary(VecUnOp::TruncSat(F32, Unsigned));
    0x0fa F32x4ConvertI32x4S         Unary(VecUnOp::FromInt(F32, Signed));
    0x0fb F32x4ConvertI32x4U         Unary(VecUnOp::FromInt(F32, Unsigned));
    0x0fc I32x4TruncSatF64x2SZero    Unary(VecUnOp::TruncSat(F64, Signed));
    0x0fd I32x4TruncSatF64x2UZero    Unary(VecUnOp::TruncSat(F64, Unsigned));
    0x0fe F64x2ConvertLowI32x4S      Unary(VecUnOp::FromInt(F64, Signed));
    0x0ff F64x2ConvertLowI32x4U      Unary(VecUnOp::FromInt(F64, Unsigned));

    // Relaxed SIMD: the deterministic operation, and the fastest one on the ISA.
    0x100 I8x16RelaxedSwizzle        Binary(VecBinOp::Swizzle), Binary(VecBinOp::FastSwizzle);
    0x101 I32x4RelaxedTruncF32x4S    Unary(VecUnOp::TruncSat(F32, Signed)), Unary(VecUnOp::FastTrunc(F32));
    0x102 I32x4RelaxedTruncF32x4U    Unary(VecUnOp::TruncSat(F32, Unsigned));
    0x103 I32x4RelaxedTruncF64x2SZero Unary(VecUnOp::TruncSat(F64, Signed)), Unary(VecUnOp::FastTrunc(F64));
    0x104 I32x4RelaxedTruncF64x2UZero Unary(VecUnOp::TruncSat(F64, Unsigned));
    0x105 F32x4RelaxedMadd           Ternary(VecTernOp::MulAdd(F32)), Ternary(VecTernOp::FastMulAdd(F32));
    0x106 F32x4RelaxedNmadd          Ternary(VecTernOp::MulSub(F32)), Ternary(VecTernOp::FastMulSub(F32));
    0x107 F64x2RelaxedMadd           Ternary(VecTernOp::MulAdd(F64)), Ternary(VecTernOp::FastMulAdd(F64));
    0x108 F64x2RelaxedNmadd          Ternary(VecTernOp::MulSub(F64)), Ternary(VecTernOp::FastMulSub(F64));
    0x109 I8x16RelaxedLaneselect     Ternary(VecTernOp::Select), Ternary(VecTernOp::FastSelect(I8));
    0x10a I16x8RelaxedLaneselect     Ternary(VecTernOp::Select), Ternary(VecTernOp::FastSelect(I16));
    0x10b I32x4RelaxedLaneselect     Ternary(VecTernOp::Select), Ternary(VecTernOp::FastSelect(I32));
    0x10c I64x2RelaxedLaneselect     Ternary(VecTernOp::Select), Ternary(VecTernOp::FastSelect(I64));
    0x10d F32x4RelaxedMin            Binary(VecBinOp::FloatMin(F32)), Binary(VecBinOp::FastMin(F32));
    0x10e F32x4RelaxedMax            Binary(VecBinOp::FloatMax(F32)), Binary(VecBinOp::FastMax(F32));
    0x10f F64x2RelaxedMin            Binary(VecBinOp::FloatMin(F64)), Binary(VecBinOp::FastMin(F64));
    0x110 F64x2RelaxedMax            Binary(VecBinOp::FloatMax(F64)), Binary(VecBinOp::FastMax(F64));
    0x111 I16x8RelaxedQ15mulrS       Binary(VecBinOp::Q15Mul), Binary(VecBinOp::FastQ15Mul);
    0x112 I16x8RelaxedDotI8x16I7x16S Binary(VecBinOp::DotBytes), Binary(VecBinOp::FastDotBytes);
    0x113 I32x4RelaxedDotI8x16I7x16AddS DotAdd(VecBinOp::DotBytes), DotAdd(VecBinOp::FastDotBytes);
}

impl VectorOpcode {
    /// The operator with this number, if it exists.
    #[inline]
    pub(crate) fn from_number(number: u32) -> Option<VectorOpcode> {
        // SAFETY: a row with this number exists.
        KNOWN.get(number as usize)?.then(|| unsafe { VectorOpcode::from_validated(number) })
    }

    /// The operator with this number.
    ///
    /// # Safety
    /// A row with the number must exist. This holds for every validated operator.
    #[inline]
    pub(crate) unsafe fn from_validated(number: u32) -> VectorOpcode {
        debug_assert!(KNOWN.get(number as usize) == Some(&true), "an operator that the validator refuses");
        // SAFETY: the caller guarantees that the number is that of a variant.
        unsafe { core::mem::transmute::<u16, VectorOpcode>(number as u16) }
    }

    /// The operation. With `deterministic`, relaxed operators give their deterministic results.
    #[inline]
    pub(crate) fn op(self, deterministic: bool) -> VectorOp {
        let operators = if deterministic { &EXACT } else { &FAST };
        operators[self as usize]
    }

    /// Whether it belongs to relaxed SIMD.
    #[inline]
    pub(crate) const fn is_relaxed(self) -> bool {
        self as u16 >= 0x100
    }
}
