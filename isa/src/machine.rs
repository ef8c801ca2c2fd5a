//! [`Isa`] and [`Machine`]: what code is for, as far as files say it.

/// An instruction set that there can be code for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u8)]
pub enum Isa {
    /// x86_64.
    X86_64 = 1,
    /// aarch64.
    Aarch64 = 2,
}

impl Isa {
    /// Every one.
    pub const ALL: [Isa; 2] = [Isa::X86_64, Isa::Aarch64];

    /// That of this machine.
    pub const HOST: Isa = if cfg!(target_arch = "aarch64") { Isa::Aarch64 } else { Isa::X86_64 };

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Isa::X86_64 => "x86_64",
            Isa::Aarch64 => "aarch64",
        }
    }

    /// Its number in ELF files, `e_machine`.
    pub const fn elf_machine(self) -> u16 {
        match self {
            Isa::X86_64 => 62,
            Isa::Aarch64 => 183,
        }
    }
}

/// A machine that code is for, or is to run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Its instruction set.
    pub isa: Isa,
    /// The extensions that code may use, a bit for each.
    pub cpu_features: u64,
    /// What the extensions are called, by their bits.
    pub cpu_feature_names: &'static [&'static str],
}

impl Machine {
    /// This one.
    pub fn host() -> Machine {
        let cpu = crate::host::CpuFeatures::default();
        Machine { isa: Isa::HOST, cpu_features: cpu.bits(), cpu_feature_names: crate::host::CpuFeatures::NAMES }
    }
}
