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

    /// The baseline features beyond the first x86_64, which all generated code uses: names, and bit numbers in `ecx` of leaf 1 of
    /// `cpuid`.
    pub const ASSUMED: &[(&str, u32)] = &[("SSE3", 0), ("SSSE3", 9), ("SSE4.1", 19)];

    /// Everything that generated code can use.
    pub const ALL: CpuFeatures =
        CpuFeatures { popcnt: true, lzcnt: true, bmi1: true, bmi2: true, avx: true, avx2: true, fma: true };

    /// The features of this machine.
    #[cfg(target_arch = "x86_64")]
    pub fn host() -> CpuFeatures {
        use core::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};

        #[target_feature(enable = "xsave")]
        fn enabled_state() -> u64 {
            // SAFETY: the caller has checked OSXSAVE, so the instruction is available.
            unsafe { _xgetbv(0) }
        }

        let max = __cpuid(0).eax;
        let leaf1 = __cpuid(1);
        let leaf7 = if max >= 7 { __cpuid_count(7, 0).ebx } else { 0 };
        let extended = if __cpuid(0x8000_0000).eax > 0x8000_0000 { __cpuid(0x8000_0001).ecx } else { 0 };
        let bit = |word: u32, n: u32| word >> n & 1 != 0;
        // The operating system must also save the upper halves of the vector registers.
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

    /// The names of the features, in the order of their bits.
    pub const NAMES: &[&str] = &["popcnt", "lzcnt", "bmi1", "bmi2", "avx", "avx2", "fma"];

    /// The extensions in the order of their names.
    fn fields(&mut self) -> [&mut bool; CpuFeatures::NAMES.len()] {
        let CpuFeatures { popcnt, lzcnt, bmi1, bmi2, avx, avx2, fma } = self;
        [popcnt, lzcnt, bmi1, bmi2, avx, avx2, fma]
    }

    /// The extensions as bits.
    pub fn bits(mut self) -> u64 {
        self.fields().into_iter().enumerate().map(|(bit, field)| u64::from(*field) << bit).sum()
    }

    /// Adds the extension `name`, with those that it builds on, or takes it out, with those that build on it. `false`
    /// where there is no such extension.
    pub fn set(&mut self, name: &str, enable: bool) -> bool {
        let Some(at) = CpuFeatures::NAMES.iter().position(|known| *known == name) else { return false };
        *self.fields()[at] = enable;
        match (name, enable) {
            ("avx", false) => (self.avx2, self.fma) = (false, false),
            ("avx2" | "fma", true) => self.avx = true,
            _ => {}
        }
        true
    }

    /// Disables the feature `name`, and those that depend on it. Returns false if there is no such feature.
    pub fn disable(&mut self, name: &str) -> bool {
        self.set(name, false)
    }
}

impl Default for CpuFeatures {
    /// The features of this machine or, on another architecture, the baseline.
    fn default() -> CpuFeatures {
        #[cfg(target_arch = "x86_64")]
        return CpuFeatures::host();
        #[cfg(not(target_arch = "x86_64"))]
        CpuFeatures::BASELINE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_bring_and_take_others() {
        let mut cpu = CpuFeatures::BASELINE;
        assert!(cpu.set("fma", true) && cpu.set("popcnt", true) && !cpu.set("mmx", true));
        assert_eq!(cpu, CpuFeatures { fma: true, avx: true, popcnt: true, ..CpuFeatures::BASELINE });
        assert_eq!(cpu.bits(), 0b101_0001);
        assert!(cpu.set("avx", false));
        assert_eq!(cpu.bits(), 1);
    }
}
