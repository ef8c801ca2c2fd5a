//! Which extensions of the instruction set may be used.

/// The extensions beyond SSE4.1 that generated code can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CpuFeatures {
    /// `popcnt`.
    pub popcnt: bool,
    /// `lzcnt`.
    pub lzcnt: bool,
    /// `tzcnt` and the rest of BMI1.
    pub bmi1: bool,
    /// `shlx`, `rorx` and the rest of BMI2.
    pub bmi2: bool,
    /// Three-operand forms.
    pub avx: bool,
    /// Copies of a lane of any size to all lanes. Only with `avx`.
    pub avx2: bool,
    /// Fused multiplication and addition. Only with `avx`.
    pub fma: bool,
}

impl CpuFeatures {
    /// SSE4.1 and nothing else: what every x86_64 since 2008 has.
    pub const BASELINE: CpuFeatures =
        CpuFeatures { popcnt: false, lzcnt: false, bmi1: false, bmi2: false, avx: false, avx2: false, fma: false };

    /// Everything that generated code can use.
    pub const ALL: CpuFeatures =
        CpuFeatures { popcnt: true, lzcnt: true, bmi1: true, bmi2: true, avx: true, avx2: true, fma: true };

    /// The names that [`CpuFeatures::disable`] knows.
    pub const NAMES: &[&str] = &["popcnt", "lzcnt", "bmi1", "bmi2", "avx", "avx2", "fma"];

    /// Takes out the extension `name`, and those that build on it. `false` where there is no such extension.
    pub fn disable(&mut self, name: &str) -> bool {
        let feature = match name {
            "popcnt" => &mut self.popcnt,
            "lzcnt" => &mut self.lzcnt,
            "bmi1" => &mut self.bmi1,
            "bmi2" => &mut self.bmi2,
            "avx" => {
                (self.avx2, self.fma) = (false, false);
                &mut self.avx
            }
            "avx2" => &mut self.avx2,
            "fma" => &mut self.fma,
            _ => return false,
        };
        *feature = false;
        true
    }

    /// What this machine has.
    #[cfg(target_arch = "x86_64")]
    pub fn host() -> CpuFeatures {
        use core::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};

        #[target_feature(enable = "xsave")]
        fn enabled_state() -> u64 {
            // SAFETY: the caller has seen OSXSAVE, which says that the instruction can be used.
            unsafe { _xgetbv(0) }
        }

        let max = __cpuid(0).eax;
        let leaf1 = __cpuid(1);
        let leaf7 = if max >= 7 { __cpuid_count(7, 0).ebx } else { 0 };
        let extended = if __cpuid(0x8000_0000).eax > 0x8000_0000 { __cpuid(0x8000_0001).ecx } else { 0 };
        let bit = |word: u32, n: u32| word >> n & 1 != 0;
        // The operating system must save the upper state of the vector registers, too.
        // SAFETY: OSXSAVE is set when the call is reached.
        let ymm_saved = bit(leaf1.ecx, 27) && unsafe { enabled_state() } & 6 == 6;
        let avx = bit(leaf1.ecx, 28) && ymm_saved;
        CpuFeatures {
            popcnt: bit(leaf1.ecx, 23),
            lzcnt: bit(extended, 5),
            bmi1: bit(leaf7, 3),
            bmi2: bit(leaf7, 8),
            avx,
            avx2: avx && bit(leaf7, 5),
            fma: avx && bit(leaf1.ecx, 12),
        }
    }

    /// Whether a machine with these features can run code that was compiled for `other`.
    pub fn includes(&self, other: &CpuFeatures) -> bool {
        (self.popcnt || !other.popcnt)
            && (self.lzcnt || !other.lzcnt)
            && (self.bmi1 || !other.bmi1)
            && (self.bmi2 || !other.bmi2)
            && (self.avx || !other.avx)
            && (self.avx2 || !other.avx2)
            && (self.fma || !other.fma)
    }
}

impl Default for CpuFeatures {
    /// What this machine has, or, on another architecture, the baseline.
    fn default() -> CpuFeatures {
        #[cfg(target_arch = "x86_64")]
        return CpuFeatures::host();
        #[cfg(not(target_arch = "x86_64"))]
        CpuFeatures::BASELINE
    }
}
