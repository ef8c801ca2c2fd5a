//! Which machine code is compiled for.

use windlass_masm::MacroAssembler;

/// A machine to compile for: its instruction set, and what it is capable of. Another instruction set than this machine's
/// takes the feature `cross`. What is compiled depends on nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// x86_64.
    #[cfg(any(target_arch = "x86_64", feature = "cross"))]
    X86_64(crate::x86_64::CpuFeatures),
    /// aarch64.
    #[cfg(any(target_arch = "aarch64", feature = "cross"))]
    Aarch64(crate::aarch64::CpuFeatures),
}

/// Something to be done with the assembler of a target.
pub trait UseAssembler<'m> {
    /// What comes of it.
    type Output;

    /// Does it, for a machine that can do `cpu`.
    fn with<M: MacroAssembler<'m>>(self, cpu: M::CpuFeatures) -> Self::Output;
}

impl Target {
    /// The instruction set of this machine, with these features.
    #[cfg(target_arch = "x86_64")]
    pub const fn host(cpu: crate::host::CpuFeatures) -> Target {
        Target::X86_64(cpu)
    }

    /// The instruction set of this machine, with these features.
    #[cfg(target_arch = "aarch64")]
    pub const fn host(cpu: crate::host::CpuFeatures) -> Target {
        Target::Aarch64(cpu)
    }

    /// Does something with the assembler of this target.
    pub fn with_assembler<'m, U: UseAssembler<'m>>(self, user: U) -> U::Output {
        match self {
            #[cfg(any(target_arch = "x86_64", feature = "cross"))]
            Target::X86_64(cpu) => user.with::<crate::x86_64::Assembler<'m>>(cpu),
            #[cfg(any(target_arch = "aarch64", feature = "cross"))]
            Target::Aarch64(cpu) => user.with::<crate::aarch64::Assembler<'m>>(cpu),
        }
    }
}

impl Default for Target {
    /// This machine, with all that it is capable of.
    fn default() -> Target {
        Target::host(crate::host::CpuFeatures::default())
    }
}
