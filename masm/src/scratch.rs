//! Scratch registers of a macro-assembler, handed out by guards.
//!
//! A method takes a scratch register, and releases it when the guard is dropped. If a method that is called meanwhile
//! takes the same register, which would overwrite it, debug builds panic. In release builds, a guard is just the
//! register.

#[cfg(debug_assertions)]
use alloc::sync::Arc;
#[cfg(debug_assertions)]
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::reg::Reg;

/// The scratch registers in use.
#[derive(Debug, Default)]
pub struct ScratchRegs {
    #[cfg(debug_assertions)]
    taken: Arc<AtomicU64>,
}

impl ScratchRegs {
    /// No register is in use.
    pub fn new() -> ScratchRegs {
        ScratchRegs::default()
    }

    /// Takes `reg` until the guard is dropped.
    ///
    /// # Panics
    /// Panics in debug builds if `reg` is in use.
    #[inline]
    pub fn take(&self, reg: Reg) -> Scratch {
        #[cfg(debug_assertions)]
        {
            let before = self.taken.fetch_or(1 << reg.index(), Relaxed);
            assert!(before >> reg.index() & 1 == 0, "scratch register {reg:?} is taken twice");
        }
        Scratch {
            reg,
            #[cfg(debug_assertions)]
            taken: Some(Arc::clone(&self.taken)),
        }
    }
}

/// The register of an operand: a scratch register, in use as long as this exists, or another register.
#[derive(Debug)]
#[must_use = "the register is given back when this is dropped"]
pub struct Scratch {
    reg: Reg,
    #[cfg(debug_assertions)]
    taken: Option<Arc<AtomicU64>>,
}

impl Scratch {
    /// A register that is not a scratch register.
    #[inline]
    pub const fn not(reg: Reg) -> Scratch {
        Scratch {
            reg,
            #[cfg(debug_assertions)]
            taken: None,
        }
    }

    /// The register.
    #[inline]
    pub const fn reg(&self) -> Reg {
        self.reg
    }
}

#[cfg(debug_assertions)]
impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(taken) = &self.taken {
            taken.fetch_and(!(1 << self.reg.index()), Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scratch_register_is_given_back() {
        let all = ScratchRegs::new();
        let (first, second) = (all.take(Reg::int(1)), all.take(Reg::float(1)));
        assert_eq!((first.reg(), second.reg()), (Reg::int(1), Reg::float(1)));
        drop(first);
        drop(all.take(Reg::int(1)));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "taken twice")]
    fn a_scratch_register_is_taken_once() {
        let all = ScratchRegs::new();
        let _first = all.take(Reg::int(1));
        let _second = all.take(Reg::int(1));
    }
}
