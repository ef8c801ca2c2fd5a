//! [`Isa`] and [`Machine`]: what code is for, as far as files say it.

use alloc::string::String;
use alloc::vec::Vec;

macro_rules! define_isa {
    ({} $($Isa:ident $module:ident $name:tt $number:literal $elf:literal;)*) => {
        /// An instruction set that there can be code for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Isa {
            $(
                #[doc = concat!($name, ".")]
                $Isa = $number,
            )*
        }

        impl Isa {
            /// Every one.
            pub const ALL: &'static [Isa] = &[$(Isa::$Isa),*];

            /// That of this machine.
            pub const HOST: Isa = {
                $(
                    #[cfg(target_arch = $name)]
                    let host = Isa::$Isa;
                )*
                host
            };

            /// What it is called.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Isa::$Isa => $name,)*
                }
            }

            /// Its number in ELF files, `e_machine`.
            pub const fn elf_machine(self) -> u16 {
                match self {
                    $(Isa::$Isa => $elf,)*
                }
            }
        }
    };
}

for_each_isa!(define_isa);

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

    /// What the extensions with these bits are called, in a list for messages.
    pub fn names_of(&self, cpu_features: u64) -> String {
        let names = self.cpu_feature_names.iter().enumerate();
        let names: Vec<&str> = names.filter(|(bit, _)| cpu_features >> bit & 1 != 0).map(|(_, name)| *name).collect();
        if names.is_empty() { String::from("unknown CPU features") } else { names.join(", ") }
    }
}
