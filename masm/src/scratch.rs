//! Scratch registers of a macro-assembler, handed out by guards.
//!
//! A method that needs one takes it and gives it back when the guard is dropped. A method that is called in between and takes the
//! same one would overwrite it: debug builds panic. In release builds a guard is the register and nothing else.

#[cfg(debug_assertions)]
use alloc::sync::Arc;
#[cfg(debug_assertions)]
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::reg::Reg;

/// Which scratch registers are taken.
#[derive(Debug, Default)]
pub struct ScratchRegs {
    #[cfg(debug_assertions)]
    taken: Arc<AtomicU64>,
}

impl ScratchRegs {
    /// None is taken.
    pub fn new() -> ScratchRegs {
        ScratchRegs::default()
    }

    /// Takes `reg` until the guard is dropped.
    ///
    /// # Panics
    /// In debug builds, where it is taken.
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

/// A register that an operand is in: a scratch register, which is taken as long as this lives, or another one.
#[derive(Debug)]
#[must_use = "the register is given back when this is dropped"]
pub struct Scratch {
    reg: Reg,
    #[cfg(debug_assertions)]
    taken: Option<Arc<AtomicU64>>,
}

impl Scratch {
    /// A register that is no scratch register.
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
