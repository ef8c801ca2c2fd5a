//! What is left of a store's fuel.
//!
//! While guest code of a store runs, that is in a register, which the trampolines bring to and from [`CallRegs`]. The runtime takes it from
//! there whenever it is called, and gives it back. In an engine that does not consume fuel, the register is a local's, and stays alone.

use windlass_masm::TrapCode;
use windlass_masm::vm::CallRegs;

/// What is left of a store's fuel.
#[derive(Debug)]
pub(crate) struct Fuel {
    /// Whether code of the engine consumes fuel.
    is_consumed: bool,
    /// What generated code takes from. Negative if it took what was not there, before it looked.
    left: i64,
    /// What does not fit there.
    reserve: u64,
}

impl Fuel {
    pub(crate) const fn new(is_consumed: bool) -> Fuel {
        Fuel { is_consumed, left: 0, reserve: 0 }
    }

    /// Whether code of the engine consumes fuel.
    #[inline]
    pub(crate) fn is_consumed(&self) -> bool {
        self.is_consumed
    }

    /// What is left.
    pub(crate) fn get(&self) -> u64 {
        self.reserve.saturating_add_signed(self.left)
    }

    /// Sets what is left.
    pub(crate) fn set(&mut self, fuel: u64) {
        self.left = fuel.min(i64::MAX as u64) as i64;
        self.reserve = fuel - self.left as u64;
    }

    /// Says what generated code had in the register.
    pub(crate) fn came(&mut self, register: u64) {
        if self.is_consumed {
            self.left = register as i64;
        }
    }

    /// What generated code is to find in the register.
    pub(crate) fn register(&self) -> u64 {
        self.left as u64
    }

    /// Takes what is left from where a trampoline stored the register.
    ///
    /// # Safety
    /// A trampoline must have done so.
    #[inline]
    pub(crate) unsafe fn take_from(&mut self, regs: *const CallRegs) {
        if self.is_consumed {
            // SAFETY: guaranteed by the caller.
            self.left = unsafe { regs.byte_add(CallRegs::FUEL).cast::<i64>().read() };
        }
    }

    /// Puts what is left where a trampoline loads the register from.
    ///
    /// # Safety
    /// `regs` must be valid for writing.
    #[inline]
    pub(crate) unsafe fn give_to(&self, regs: *mut CallRegs) {
        if self.is_consumed {
            // SAFETY: guaranteed by the caller.
            unsafe { regs.byte_add(CallRegs::FUEL).cast::<i64>().write(self.left) };
        }
    }

    /// Checks that no more was taken than there was.
    ///
    /// # Errors
    /// [`TrapCode::OutOfFuel`].
    #[inline]
    pub(crate) fn check(&self) -> Result<(), TrapCode> {
        if self.is_consumed && self.left < 0 { Err(TrapCode::OutOfFuel) } else { Ok(()) }
    }

    /// Takes `amount`.
    ///
    /// # Errors
    /// [`TrapCode::OutOfFuel`] if there is less. Nothing is left then.
    pub(crate) fn consume(&mut self, amount: u64) -> Result<(), TrapCode> {
        if self.is_consumed {
            self.left = self.left.checked_sub_unsigned(amount).unwrap_or(i64::MIN).max(-1);
        }
        self.check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_64_bits_can_be_set() {
        let mut fuel = Fuel::new(true);
        for amount in [0, 1, i64::MAX as u64, 1 << 63, u64::MAX] {
            fuel.set(amount);
            assert_eq!((fuel.get(), fuel.check()), (amount, Ok(())));
        }
        fuel.set(u64::MAX);
        assert_eq!((fuel.consume(7), fuel.get()), (Ok(()), u64::MAX - 7));
    }

    #[test]
    fn what_is_not_there_is_not_consumed() {
        let mut fuel = Fuel::new(true);
        fuel.set(3);
        assert_eq!((fuel.consume(3), fuel.get()), (Ok(()), 0));
        for amount in [1, u64::MAX] {
            fuel.set(0);
            assert_eq!((fuel.consume(amount), fuel.get()), (Err(TrapCode::OutOfFuel), 0));
        }
        assert_eq!(Fuel::new(false).consume(1), Ok(()));
    }
}
