//! Which extensions of the instruction set may be used.

/// The extensions beyond ARMv8.0 that generated code can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CpuFeatures {
    /// Atomic operators in one instruction: the Large System Extensions.
    pub lse: bool,
}

impl CpuFeatures {
    /// ARMv8.0 and nothing else.
    pub const BASELINE: CpuFeatures = CpuFeatures { lse: false };

    /// What generated code uses on every machine, of what a system may do without: names, and which bit of `AT_HWCAP` says
    /// whether there is it.
    pub const ASSUMED: &[(&str, u32)] = &[("floating point (FP)", 0), ("Advanced SIMD", 1)];

    /// Everything that generated code can use.
    pub const ALL: CpuFeatures = CpuFeatures { lse: true };

    /// What this machine has. Without an operating system nobody can be asked: then it is the baseline.
    #[cfg(target_arch = "aarch64")]
    pub fn host() -> CpuFeatures {
        #[cfg(feature = "std")]
        return CpuFeatures { lse: std::arch::is_aarch64_feature_detected!("lse") };
        #[cfg(not(feature = "std"))]
        CpuFeatures::BASELINE
    }

    /// What the extensions are called, in the order of their bits.
    pub const NAMES: &[&str] = &["lse"];

    /// The extensions as bits.
    pub fn bits(self) -> u64 {
        self.lse.into()
    }

    /// Adds the extension `name` or takes it out. `false` where there is no such extension.
    pub fn set(&mut self, name: &str, enable: bool) -> bool {
        match name {
            "lse" => self.lse = enable,
            _ => return false,
        }
        true
    }

    /// Takes out the extension `name`. `false` where there is no such extension.
    pub fn disable(&mut self, name: &str) -> bool {
        self.set(name, false)
    }
}

impl Default for CpuFeatures {
    /// What this machine has, or, on another architecture, the baseline.
    fn default() -> CpuFeatures {
        #[cfg(target_arch = "aarch64")]
        return CpuFeatures::host();
        #[cfg(not(target_arch = "aarch64"))]
        CpuFeatures::BASELINE
    }
}
