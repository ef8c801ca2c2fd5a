//! Which extensions of the instruction set may be used.

/// The extensions beyond ARMv8.0 that generated code can use: none so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CpuFeatures {}

impl CpuFeatures {
    /// ARMv8.0 and nothing else.
    pub const BASELINE: CpuFeatures = CpuFeatures {};

    /// What generated code uses on every machine, of what a system may do without: names, and which bit of `AT_HWCAP` says
    /// whether there is it.
    pub const ASSUMED: &[(&str, u32)] = &[("floating point (FP)", 0), ("Advanced SIMD", 1)];

    /// Everything that generated code can use.
    pub const ALL: CpuFeatures = CpuFeatures {};

    /// What the extensions are called, in the order of their bits.
    pub const NAMES: &[&str] = &[];

    /// The extensions as bits.
    pub fn bits(self) -> u64 {
        0
    }

    /// Adds the extension `name` or takes it out. `false` where there is no such extension.
    pub fn set(&mut self, _name: &str, _enable: bool) -> bool {
        false
    }

    /// Takes out the extension `name`. `false` where there is no such extension.
    pub fn disable(&mut self, name: &str) -> bool {
        self.set(name, false)
    }
}

impl Default for CpuFeatures {
    /// What this machine has, or, on another architecture, the baseline.
    fn default() -> CpuFeatures {
        CpuFeatures::BASELINE
    }
}
