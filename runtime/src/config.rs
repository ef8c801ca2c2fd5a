//! [`Config`]: how an engine compiles and runs modules.

#[cfg(feature = "compiler")]
use wasmparser::WasmFeatures;
#[cfg(feature = "compiler")]
use windlass_isa::host::CpuFeatures;

#[cfg(feature = "compiler")]
use crate::error::{Result, bail};

/// How an [`Engine`](crate::Engine) compiles and runs modules.
#[derive(Clone, Debug)]
pub struct Config {
    explicit_bounds_checks: bool,
    max_wasm_stack: usize,
    #[cfg(feature = "compiler")]
    relaxed_simd_deterministic: bool,
    #[cfg(feature = "compiler")]
    features: WasmFeatures,
    #[cfg(feature = "compiler")]
    cpu: CpuFeatures,
    #[cfg(feature = "compiler")]
    compile_mode: CompileMode,
    #[cfg(feature = "compiler")]
    compile_threads: usize,
}

/// When the functions of a module are compiled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CompileMode {
    /// All when the module is loaded, by the thread that loads it.
    #[default]
    Eager,
    /// All when the module is loaded, by as many threads as there are processors, or as
    /// [`Config::compile_threads`] allows. The machine code is the same.
    Parallel,
    /// Each when it is called for the first time. All are validated when the module is loaded, by as many threads as
    /// above. The module keeps what it needs of its bytes.
    Lazy,
    /// As one of the others, depending on the size of the module: what makes most programs end soonest.
    Auto,
}

/// A version of the WebAssembly specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WasmVersion {
    /// 1.0, of 2019.
    V1,
    /// 2.0, of 2022.
    V2,
    /// 3.0, of 2025. Modules that use what is not implemented of it are rejected when they are compiled.
    V3,
}

impl Default for Config {
    fn default() -> Config {
        Config::new()
    }
}

macro_rules! features {
    ($($name:ident $flag:ident $what:literal;)*) => {
        $(
            #[doc = concat!("Whether modules may use ", $what, ".")]
            pub fn $name(&mut self, enable: bool) -> &mut Self {
                self.features.set(WasmFeatures::$flag, enable);
                self
            }
        )*
    };
}

impl Config {
    /// The defaults: WebAssembly 2.0 and relaxed SIMD, all the machine's extensions, guard pages instead of bounds checks, and guest
    /// stacks of 1 MiB.
    pub fn new() -> Config {
        Config {
            explicit_bounds_checks: false,
            max_wasm_stack: 1 << 20,
            #[cfg(feature = "compiler")]
            relaxed_simd_deterministic: false,
            #[cfg(feature = "compiler")]
            features: windlass_codegen::CompileOptions::default().features,
            #[cfg(feature = "compiler")]
            cpu: CpuFeatures::default(),
            #[cfg(feature = "compiler")]
            compile_mode: CompileMode::default(),
            #[cfg(feature = "compiler")]
            compile_threads: 0,
        }
    }

    /// Whether accesses to memory compare with its size. Otherwise, the default, every memory reserves a little more
    /// than 4 GiB of addresses, and those that are outside fault. Explicit checks are slower; they are for where there
    /// is not that much address space, or where there are very many memories.
    pub fn explicit_bounds_checks(&mut self, enable: bool) -> &mut Self {
        self.explicit_bounds_checks = enable;
        self
    }

    /// Size in bytes of the stacks that guest code runs on, of which a thread has one. A guest that needs more traps
    /// with [`Trap::StackOverflow`](crate::Trap::StackOverflow). At least 64 KiB; 1 MiB by default.
    pub fn max_wasm_stack(&mut self, size: usize) -> &mut Self {
        self.max_wasm_stack = size.max(64 << 10);
        self
    }

    pub(crate) fn uses_explicit_bounds_checks(&self) -> bool {
        self.explicit_bounds_checks
    }

    pub(crate) fn stack_size(&self) -> usize {
        self.max_wasm_stack
    }
}

#[cfg(feature = "compiler")]
impl Config {
    /// Allows what this version of the specification has, and nothing else.
    pub fn wasm_version(&mut self, version: WasmVersion) -> &mut Self {
        self.features = match version {
            WasmVersion::V1 => WasmFeatures::WASM1,
            WasmVersion::V2 => WasmFeatures::WASM2,
            WasmVersion::V3 => WasmFeatures::WASM3.difference(WasmFeatures::THREADS),
        };
        self
    }

    features! {
        wasm_multi_value MULTI_VALUE "several results, and parameters of blocks";
        wasm_bulk_memory BULK_MEMORY "operators on ranges of memories and tables";
        wasm_reference_types REFERENCE_TYPES "references as values, and several tables";
        wasm_simd SIMD "128-bit vectors";
        wasm_relaxed_simd RELAXED_SIMD "vector operators whose results depend on the machine";
        wasm_tail_call TAIL_CALL "tail calls";
        wasm_multi_memory MULTI_MEMORY "several memories";
        wasm_memory64 MEMORY64 "memories and tables with 64-bit indices";
        wasm_extended_const EXTENDED_CONST "arithmetic in constant expressions";
        wasm_function_references FUNCTION_REFERENCES "references to functions of a given type";
        wasm_gc GC "structures and arrays";
        wasm_exceptions EXCEPTIONS "exceptions";
        wasm_threads THREADS "shared memories and atomic operators";
    }

    /// When functions are compiled.
    pub fn compile_mode(&mut self, mode: CompileMode) -> &mut Self {
        self.compile_mode = mode;
        self
    }

    /// The most threads that load a module; 0, the default, for as many as there are processors. Only for
    /// modes that use several.
    pub fn compile_threads(&mut self, threads: usize) -> &mut Self {
        self.compile_threads = threads;
        self
    }

    /// Whether vector operators whose results depend on the machine give those of the deterministic profile of the
    /// specification, the same on every machine. Otherwise, the default, they are as fast as this machine can be.
    pub fn relaxed_simd_deterministic(&mut self, enable: bool) -> &mut Self {
        self.relaxed_simd_deterministic = enable;
        self
    }

    /// Compiles as for a machine without an extension of its instruction set: on x86_64 one of `popcnt`, `lzcnt`,
    /// `bmi1`, `bmi2`, `avx`, `avx2` and `fma`, on aarch64 none so far. By default, code uses all that the machine has.
    ///
    /// # Errors
    /// Where there is no such extension.
    pub fn disable_cpu_feature(&mut self, name: &str) -> Result<&mut Self> {
        if !self.cpu.disable(name) {
            match CpuFeatures::NAMES {
                [] => bail!("unknown CPU feature `{name}`; there are none to disable on this machine"),
                known => bail!("unknown CPU feature `{name}`; those that can be disabled are: {}", known.join(", ")),
            }
        }
        Ok(self)
    }

    /// Compiles for the least machine that is supported: on x86_64 one with SSE4.1, on aarch64 one of ARMv8.0.
    pub fn baseline_cpu(&mut self) -> &mut Self {
        self.cpu = CpuFeatures::BASELINE;
        self
    }

    pub(crate) fn is_relaxed_simd_deterministic(&self) -> bool {
        self.relaxed_simd_deterministic
    }

    pub(crate) fn features(&self) -> WasmFeatures {
        self.features
    }

    pub(crate) fn mode(&self) -> CompileMode {
        self.compile_mode
    }

    /// How many threads may load a module.
    pub(crate) fn threads(&self) -> usize {
        #[cfg(feature = "parallel")]
        return match self.compile_threads {
            0 => crate::parallel::available_threads(),
            threads => threads,
        };
        #[cfg(not(feature = "parallel"))]
        1
    }

    pub(crate) fn cpu(&self) -> CpuFeatures {
        self.cpu
    }
}

#[cfg(all(test, feature = "compiler"))]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn cpu_features_are_disabled_by_name() {
        let mut config = Config::new();
        for name in CpuFeatures::NAMES {
            config.disable_cpu_feature(name).unwrap();
        }
        assert_eq!(config.cpu(), CpuFeatures::BASELINE);
        let error = config.disable_cpu_feature("mmx").unwrap_err().to_string();
        assert!(error.contains("`mmx`") && CpuFeatures::NAMES.iter().all(|f| error.contains(f)), "{error}");
    }

    #[test]
    fn versions_have_their_features() {
        let mut config = Config::new();
        assert!(config.features().contains(WasmFeatures::SIMD | WasmFeatures::RELAXED_SIMD));
        config.wasm_version(WasmVersion::V2);
        assert!(!config.features().contains(WasmFeatures::RELAXED_SIMD));
        config.wasm_version(WasmVersion::V1);
        assert!(!config.features().contains(WasmFeatures::SIMD));
        config.wasm_version(WasmVersion::V3);
        assert!(config.features().contains(WasmFeatures::GC) && !config.features().contains(WasmFeatures::THREADS));
        config.wasm_gc(false);
        assert!(!config.features().contains(WasmFeatures::GC));
    }
}
