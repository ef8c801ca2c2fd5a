//! The operators on vectors, in the quick walk.

use windlass_masm::{Lane, VecLoad};

use super::module_types::code::{F32, F64, I32, I64, V128};
use super::quick::{Count, Walk};
use crate::vector::{VectorOp, decode};

/// The numbers after the prefix `FD` that stand for nothing, between those that do.
const GAPS: [u32; 20] = [
    0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2, 0xb3, 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0, 0xd2, 0xd3, 0xd4, 0xe2,
    0xee,
];

/// Whether `number` stands for an operator.
fn exists(number: u32, relaxed: bool) -> bool {
    match number {
        0..=0xff => !GAPS.contains(&number),
        0x100..=0x113 => relaxed,
        _ => false,
    }
}

impl<C: Count> Walk<'_, C> {
    /// An operator with prefix `FD`.
    #[inline(never)]
    pub(super) fn vector(&mut self) -> Option<()> {
        let number = self.u32()?;
        if !exists(number, self.relaxed_simd()) {
            return None;
        }
        match decode(number, false) {
            VectorOp::Load => {
                self.mem_arg(4)?;
                self.replace_top(I32, V128)
            }
            VectorOp::LoadPart(part) => {
                self.mem_arg(alignment(part))?;
                self.replace_top(I32, V128)
            }
            VectorOp::LoadLane(lane) => {
                self.mem_arg(log2_bytes(lane))?;
                self.lane(lane)?;
                self.apply(&[I32, V128], Some(V128))
            }
            VectorOp::Store => {
                self.mem_arg(4)?;
                self.apply(&[I32, V128], None)
            }
            VectorOp::StoreLane(lane) => {
                self.mem_arg(log2_bytes(lane))?;
                self.lane(lane)?;
                self.apply(&[I32, V128], None)
            }
            VectorOp::Const => {
                self.skip(16)?;
                self.apply(&[], Some(V128))
            }
            VectorOp::Shuffle => {
                if self.skip(16)?.iter().any(|&lane| lane >= 32) {
                    return None;
                }
                self.apply(&[V128, V128], Some(V128))
            }
            VectorOp::Splat(lane) => self.replace_top(scalar(lane), V128),
            VectorOp::Extract(lane, _) => {
                self.lane(lane)?;
                self.replace_top(V128, scalar(lane))
            }
            VectorOp::Replace(lane) => {
                self.lane(lane)?;
                self.apply(&[V128, scalar(lane)], Some(V128))
            }
            VectorOp::Unary(_) => self.replace_top(V128, V128),
            VectorOp::Binary(_) => self.apply(&[V128, V128], Some(V128)),
            VectorOp::Ternary(_) | VectorOp::DotAdd(_) => self.apply(&[V128, V128, V128], Some(V128)),
            VectorOp::Shift(..) => self.apply(&[V128, I32], Some(V128)),
            VectorOp::Test(_) | VectorOp::Bitmask(_) => self.replace_top(V128, I32),
        }
    }

    /// The number of a lane.
    fn lane(&mut self, lane: Lane) -> Option<()> {
        (self.byte()? < 16 >> log2_bytes(lane)).then_some(())
    }
}

/// What a lane is outside of its vector.
fn scalar(lane: Lane) -> u8 {
    match lane {
        Lane::I8 | Lane::I16 | Lane::I32 => I32,
        Lane::I64 => I64,
        Lane::F32 => F32,
        Lane::F64 => F64,
    }
}

/// Size of a lane, as a power of two.
fn log2_bytes(lane: Lane) -> u8 {
    match lane {
        Lane::I8 => 0,
        Lane::I16 => 1,
        Lane::I32 | Lane::F32 => 2,
        Lane::I64 | Lane::F64 => 3,
    }
}

/// The greatest alignment of a load, as a power of two.
fn alignment(part: VecLoad) -> u8 {
    match part {
        // Half a vector.
        VecLoad::Extend(..) => 3,
        VecLoad::Splat(lane) | VecLoad::Zero(lane) => log2_bytes(lane),
    }
}
