//! Which machine code is compiled for.

use windlass_masm::MacroAssembler;

use crate::machine::{Isa, Machine};
use crate::prologue::{Prologue, Unwinding};

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

    /// The least machine with an instruction set: what it is capable of beyond that is to be added. `None` where this
    /// build does not compile for it.
    pub const fn baseline(isa: Isa) -> Option<Target> {
        match isa {
            #[cfg(any(target_arch = "x86_64", feature = "cross"))]
            Isa::X86_64 => Some(Target::X86_64(crate::x86_64::CpuFeatures::BASELINE)),
            #[cfg(any(target_arch = "aarch64", feature = "cross"))]
            Isa::Aarch64 => Some(Target::Aarch64(crate::aarch64::CpuFeatures::BASELINE)),
            #[cfg(not(feature = "cross"))]
            _ => None,
        }
    }

    /// Its instruction set, and the extensions that code may use.
    pub fn machine(self) -> Machine {
        match self {
            #[cfg(any(target_arch = "x86_64", feature = "cross"))]
            Target::X86_64(cpu) => Machine {
                isa: Isa::X86_64,
                cpu_features: cpu.bits(),
                cpu_feature_names: crate::x86_64::CpuFeatures::NAMES,
            },
            #[cfg(any(target_arch = "aarch64", feature = "cross"))]
            Target::Aarch64(cpu) => Machine {
                isa: Isa::Aarch64,
                cpu_features: cpu.bits(),
                cpu_feature_names: crate::aarch64::CpuFeatures::NAMES,
            },
        }
    }

    /// Adds an extension of the instruction set, with those that it builds on, or takes one out, with those that build on
    /// it. `false` where there is no such extension.
    pub fn set_cpu_feature(&mut self, name: &str, enable: bool) -> bool {
        match self {
            #[cfg(any(target_arch = "x86_64", feature = "cross"))]
            Target::X86_64(cpu) => cpu.set(name, enable),
            #[cfg(any(target_arch = "aarch64", feature = "cross"))]
            Target::Aarch64(cpu) => cpu.set(name, enable),
        }
    }

    /// How frames of its functions are unwound.
    pub const fn unwinding(self) -> &'static Unwinding {
        match self {
            #[cfg(any(target_arch = "x86_64", feature = "cross"))]
            Target::X86_64(_) => &crate::x86_64::prologue::UNWINDING,
            #[cfg(any(target_arch = "aarch64", feature = "cross"))]
            Target::Aarch64(_) => &crate::aarch64::prologue::UNWINDING,
        }
    }

    /// What the prologue of a function with this code does, whose frame has `frame_size` bytes.
    pub fn prologue(self, code: &[u8], frame_size: u32) -> Prologue {
        let steps = match self {
            #[cfg(any(target_arch = "x86_64", feature = "cross"))]
            Target::X86_64(_) => crate::x86_64::prologue::steps,
            #[cfg(any(target_arch = "aarch64", feature = "cross"))]
            Target::Aarch64(_) => crate::aarch64::prologue::steps,
        };
        let mut prologue = Prologue::default();
        steps(code, frame_size, &mut prologue);
        prologue
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
