//! Which extensions of the instruction set may be used.

/// The extensions beyond ARMv8.0 that generated code can use: none so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CpuFeatures {}

impl CpuFeatures {
    /// ARMv8.0 and nothing else.
    pub const BASELINE: CpuFeatures = CpuFeatures {};

    /// Everything that generated code can use.
    pub const ALL: CpuFeatures = CpuFeatures {};

    /// The names that [`CpuFeatures::disable`] knows.
    pub const NAMES: &[&str] = &[];

    /// Takes out the extension `name`. `false` where there is no such extension.
    pub fn disable(&mut self, _name: &str) -> bool {
        false
    }

    /// Whether a machine with these features can run code that was compiled for `other`.
    pub fn includes(&self, _other: &CpuFeatures) -> bool {
        true
    }
}

impl Default for CpuFeatures {
    /// What this machine has, or, on another architecture, the baseline.
    fn default() -> CpuFeatures {
        CpuFeatures::BASELINE
    }
}
