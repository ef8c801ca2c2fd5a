//! No checker: see `mod.rs`.

use core::marker::PhantomData;

use windlass_masm::{Constraints, FrameSize, MacroAssembler, Reach, Reg, RegSet, Retry};

use super::Emitter;
use super::exit::Exit;
use crate::translate::FunctionSource;

/// Whether anything is checked.
pub(crate) const ENABLED: bool = false;

/// Knows nothing.
#[derive(Default)]
pub(crate) struct Checker<'a>(PhantomData<&'a ()>);

impl<'a> Checker<'a> {
    pub(crate) fn begin(&mut self, _: &FunctionSource, _: &'a [u8]) {}

    pub(crate) fn end(&mut self) {}
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    #[inline(always)]
    pub(super) fn check_attempt(&mut self) {}

    #[inline(always)]
    pub(super) fn check_before_operator(&mut self) {}

    #[inline(always)]
    pub(super) fn check_operator(&mut self) {}

    #[inline(always)]
    pub(super) fn check_operand(&mut self) {}

    #[inline(always)]
    pub(super) fn check_consumed(&mut self, _: usize) {}

    #[inline(always)]
    pub(super) fn check_end_of_body(&mut self) {}

    #[inline(always)]
    pub(super) fn check_attempt_result(&mut self, _: FrameSize, _: Reach, _: &Result<(u32, u32), Retry>) {}

    #[inline(always)]
    pub(super) fn check_access(&mut self, _: u32) {}

    #[inline(always)]
    pub(super) fn check_loop(&mut self) {}

    #[inline(always)]
    pub(super) fn check_exit(&mut self, _: Exit, _: RegSet) {}

    #[inline(always)]
    pub(super) fn check_context_change(&mut self) {}

    #[inline(always)]
    pub(super) fn check_end_of_block(&mut self) {}

    #[inline(always)]
    pub(super) fn check_constraints(&mut self, _: &Constraints, _: bool) {}

    #[inline(always)]
    pub(super) fn check_take(&mut self, _: Reg) {}
}
