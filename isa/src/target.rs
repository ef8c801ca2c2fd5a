//! Which machine code is compiled for.

use windlass_masm::MacroAssembler;

use crate::machine::{Isa, Machine};
use crate::prologue::{Prologue, Unwinding};

/// Something to be done with the assembler of a target.
pub trait UseAssembler<'m> {
    /// What comes of it.
    type Output;

    /// Does it, for a machine that can do `cpu`.
    fn with<M: MacroAssembler<'m>>(self, cpu: M::CpuFeatures) -> Self::Output;
}

macro_rules! define_target {
    ({} $($Isa:ident $module:ident $name:tt $number:literal $elf:literal;)*) => {
        /// A machine to compile for: its instruction set, and what it is capable of. Another instruction set than this machine's
        /// takes the feature `cross`. What is compiled depends on nothing else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Target {
            $(
                #[doc = concat!($name, ".")]
                #[cfg(any(target_arch = $name, feature = "cross"))]
                $Isa(crate::$module::CpuFeatures),
            )*
        }

        impl Target {
            $(
                /// The instruction set of this machine, with these features.
                #[cfg(target_arch = $name)]
                pub const fn host(cpu: crate::host::CpuFeatures) -> Target {
                    Target::$Isa(cpu)
                }
            )*

            /// The least machine with an instruction set: what it is capable of beyond that is to be added. `None` where this
            /// build does not compile for it.
            pub const fn baseline(isa: Isa) -> Option<Target> {
                match isa {
                    $(
                        #[cfg(any(target_arch = $name, feature = "cross"))]
                        Isa::$Isa => Some(Target::$Isa(crate::$module::CpuFeatures::BASELINE)),
                    )*
                    #[cfg(not(feature = "cross"))]
                    _ => None,
                }
            }

            /// The machine with an instruction set that is capable of all that code may use. `None` where this build does not
            /// compile for it.
            pub const fn most_capable(isa: Isa) -> Option<Target> {
                match isa {
                    $(
                        #[cfg(any(target_arch = $name, feature = "cross"))]
                        Isa::$Isa => Some(Target::$Isa(crate::$module::CpuFeatures::ALL)),
                    )*
                    #[cfg(not(feature = "cross"))]
                    _ => None,
                }
            }

            /// Its instruction set, and the extensions that code may use.
            pub fn machine(self) -> Machine {
                match self {
                    $(
                        #[cfg(any(target_arch = $name, feature = "cross"))]
                        Target::$Isa(cpu) => Machine {
                            isa: Isa::$Isa,
                            cpu_features: cpu.bits(),
                            cpu_feature_names: crate::$module::CpuFeatures::NAMES,
                        },
                    )*
                }
            }

            /// Adds an extension of the instruction set, with those that it builds on, or takes one out, with those that build on
            /// it. `false` where there is no such extension.
            pub fn set_cpu_feature(&mut self, name: &str, enable: bool) -> bool {
                match self {
                    $(
                        #[cfg(any(target_arch = $name, feature = "cross"))]
                        Target::$Isa(cpu) => cpu.set(name, enable),
                    )*
                }
            }

            /// How frames of its functions are unwound.
            pub const fn unwinding(self) -> &'static Unwinding {
                match self {
                    $(
                        #[cfg(any(target_arch = $name, feature = "cross"))]
                        Target::$Isa(_) => &crate::$module::prologue::UNWINDING,
                    )*
                }
            }

            /// What the prologue of a function with this code does, whose frame has `frame_size` bytes.
            pub fn prologue(self, code: &[u8], frame_size: u32) -> Prologue {
                let steps = match self {
                    $(
                        #[cfg(any(target_arch = $name, feature = "cross"))]
                        Target::$Isa(_) => crate::$module::prologue::steps,
                    )*
                };
                let mut prologue = Prologue::default();
                steps(code, frame_size, &mut prologue);
                prologue
            }

            /// Does something with the assembler of this target.
            pub fn with_assembler<'m, U: UseAssembler<'m>>(self, user: U) -> U::Output {
                match self {
                    $(
                        #[cfg(any(target_arch = $name, feature = "cross"))]
                        Target::$Isa(cpu) => user.with::<crate::$module::Assembler<'m>>(cpu),
                    )*
                }
            }
        }
    };
}

for_each_isa!(define_target);

impl Default for Target {
    /// This machine, with all that it is capable of.
    fn default() -> Target {
        Target::host(crate::host::CpuFeatures::default())
    }
}
