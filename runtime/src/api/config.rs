//! [`Config`]: how an engine compiles and runs modules.

#[cfg(feature = "compiler")]
use wasmparser::WasmFeatures;
#[cfg(feature = "compiler")]
use windlass_codegen::ModuleLimits;
#[cfg(feature = "compiler")]
use windlass_codegen::proposals;
#[cfg(feature = "compiler")]
use windlass_isa::{Isa, Target};

#[cfg(feature = "compiler")]
use crate::api::error::{Result, bail};

/// How an [`Engine`](crate::Engine) compiles and runs modules.
#[derive(Clone, Debug)]
pub struct Config {
    explicit_bounds_checks: bool,
    signals_based_traps: bool,
    epoch_interruption: bool,
    #[cfg(feature = "std")]
    interrupt_signal: i32,
    /// `None` for the default.
    spectre_mitigation: Option<bool>,
    branch_protection: bool,
    max_wasm_stack: usize,
    host_stack_reserve: usize,
    gc_heap_max: usize,
    verify_precompiled: bool,
    #[cfg(feature = "compiler")]
    relaxed_simd_deterministic: bool,
    #[cfg(feature = "compiler")]
    features: WasmFeatures,
    #[cfg(feature = "compiler")]
    target: Target,
    #[cfg(feature = "compiler")]
    compile_mode: CompileMode,
    #[cfg(feature = "compiler")]
    compile_threads: usize,
    #[cfg(feature = "compiler")]
    limits: ModuleLimits,
}

/// What guest code asks of stacks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StackNeeds {
    /// Size in bytes of the guest's own.
    pub(crate) size: usize,
    /// Whether a fault at its guard is a trap.
    pub(crate) faults_trap: bool,
    /// Bytes that must be left of the host's.
    pub(crate) host_reserve: usize,
    /// Where the host's may be, if not where the thread's own is: the first address, and that behind the last.
    pub(crate) host_stack: Option<(usize, usize)>,
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
    /// above. The module keeps what it needs of its bytes. Without the feature `lazy`, as [`CompileMode::Parallel`].
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

/// The methods of [`Config`] for the proposals, from their table in `windlass-codegen`.
#[cfg(feature = "compiler")]
macro_rules! methods {
    ($($flag:literal $method:ident $own:ident [$($more:ident)*] $status:ident $name:literal $tool:literal $what:literal;)*) => {
        impl Config {
            $(
                #[doc = concat!("Whether modules may use ", $what, " (proposal `", $name, "`; `-W ", $flag, "` of the command).")]
                #[doc = ""]
                #[doc = status!($status)]
                pub fn $method(&mut self, enable: bool) -> &mut Self {
                    self.wasm_proposal(proposals::Proposal::find($flag).expect("a row of the table"), enable)
                }
            )*
        }
    };
}

/// What the documentation says of the status of a proposal.
#[cfg(feature = "compiler")]
macro_rules! status {
    (OnByDefault) => {
        "They may by default."
    };
    (OffByDefault) => {
        "They may not by default: it is not part of the specification yet."
    };
    (NotImplemented) => {
        "Windlass does not have it: modules that use it are refused, whatever is set."
    };
}

#[cfg(feature = "compiler")]
windlass_codegen::for_each_proposal!(methods);

impl Config {
    /// The defaults: what is finished of WebAssembly 3.0, all the machine's extensions, guard pages instead of bounds checks, and
    /// guest stacks of 1 MiB.
    pub fn new() -> Config {
        Config {
            explicit_bounds_checks: false,
            signals_based_traps: true,
            epoch_interruption: false,
            #[cfg(feature = "std")]
            interrupt_signal: libc::SIGURG,
            spectre_mitigation: None,
            branch_protection: false,
            max_wasm_stack: if cfg!(feature = "std") { 1 << 20 } else { 64 << 10 },
            host_stack_reserve: 256 << 10,
            gc_heap_max: 1 << 30,
            verify_precompiled: false,
            #[cfg(feature = "compiler")]
            relaxed_simd_deterministic: false,
            #[cfg(feature = "compiler")]
            features: proposals::DEFAULT,
            #[cfg(feature = "compiler")]
            target: Target::default(),
            #[cfg(feature = "compiler")]
            compile_mode: CompileMode::default(),
            #[cfg(feature = "compiler")]
            compile_threads: 0,
            #[cfg(feature = "compiler")]
            limits: ModuleLimits::default(),
        }
    }

    /// Whether accesses to memory compare with its size. Otherwise, the default, every memory reserves a little more
    /// than 4 GiB of addresses, and those that are outside fault; a memory with 64-bit addresses reserves 16 GiB, and can be no larger.
    /// Explicit checks are slower; they are for where there is not that much address space, or where there are very many memories.
    /// Takes the feature `explicit-bounds-checks`; without it, nothing changes. Memories with pages of a byte always have explicit checks.
    pub fn explicit_bounds_checks(&mut self, enable: bool) -> &mut Self {
        self.explicit_bounds_checks = enable;
        self
    }

    /// Whether traps are faults of the hardware, which arrive as signals: the default. Otherwise code compares whatever would
    /// fault, accesses to memory, divisors, references and the stack, and calls the runtime to trap; no signal handlers are
    /// installed, and memories have no guard pages. Takes the feature `explicit-bounds-checks`; without it,
    /// nothing changes.
    pub fn signals_based_traps(&mut self, enable: bool) -> &mut Self {
        self.signals_based_traps = enable;
        self
    }

    /// The signal that is sent to a thread to stop guest code that it runs: `SIGURG` by default, which is ignored where nobody
    /// handles it. Its handler is installed for the first store that can be stopped: see
    /// [`Store::interrupt_handle`](crate::Store::interrupt_handle). Signals that are sent by others reach the previous
    /// handler. Choose another one if the process has a handler that replaces ours later, such as that of a Go runtime.
    #[cfg(feature = "std")]
    pub fn interrupt_signal(&mut self, signal: i32) -> &mut Self {
        self.interrupt_signal = signal;
        self
    }

    /// Whether stores end in the epoch that [`Store::set_epoch_deadline`](crate::Store::set_epoch_deadline) says, as
    /// [`Engine::increment_epoch`](crate::Engine::increment_epoch) counts them: off by default. Code is as without: whoever
    /// begins an epoch sends signals to the threads that are to stop. Without signals, guest code looks at the epoch only where it
    /// calls the host: see [`Store::interrupt_handle`](crate::Store::interrupt_handle).
    pub fn epoch_interruption(&mut self, enable: bool) -> &mut Self {
        self.epoch_interruption = enable;
        self
    }

    pub(crate) fn has_epochs(&self) -> bool {
        self.epoch_interruption
    }

    /// Whether bounds hold for what the processor executes speculatively, too. A conditional move after the comparison makes what is
    /// not allowed harmless: an index of a table becomes 0, an address that is compared with the size of a memory becomes null or the
    /// beginning of the memory, and a function of another type that is called through a table becomes null. A guest then cannot read
    /// memory of the process that is not its own by teaching the processor to predict a comparison wrongly (Spectre, variant 1). What
    /// this does not defend from is in `SECURITY.md`.
    ///
    /// By default, all of this is on that costs nothing measurable; nothing is on without the feature `std`. That leaves out accesses
    /// to memory with [`explicit_bounds_checks`](Config::explicit_bounds_checks), which take 20 to 40 % more time with it: `true`
    /// includes them. With guard pages there is nothing to predict there.
    ///
    /// An index of `br_table` is clamped in any case.
    pub fn spectre_mitigation(&mut self, enable: bool) -> &mut Self {
        self.spectre_mitigation = Some(enable);
        self
    }

    /// Whether every place that an indirect call or jump may lead to begins with a landing pad: `endbr64` on x86_64 (Intel's indirect
    /// branch tracking), `bti` on aarch64. `false` by default. For processes in which these are enforced, and a step that whoever
    /// controls a code address has to get past. On aarch64 Linux, the code's pages are mapped with `PROT_BTI`, so that the machine
    /// enforces it for generated code; Linux enforces nothing on x86_64 so far. Code becomes about four bytes per function larger, and
    /// `br_table` takes a jump more.
    ///
    /// It is not about return addresses: the trampolines switch stacks, which shadow stacks (CET-SS, GCS) do not allow.
    pub fn branch_protection(&mut self, enable: bool) -> &mut Self {
        self.branch_protection = enable;
        self
    }

    /// Size in bytes of the stacks that guest code runs on, of which a thread has one. A guest that needs more traps
    /// with [`Trap::StackOverflow`](crate::Trap::StackOverflow). At least 64 KiB; 1 MiB by default, 64 KiB without the feature `std`.
    pub fn max_wasm_stack(&mut self, size: usize) -> &mut Self {
        self.max_wasm_stack = size.max(64 << 10);
        self
    }

    /// How many bytes of the host's stack must be left whenever guest code is entered: 256 KiB by default, and never more than
    /// half of the stack. Host functions, and what the embedder calls from them, run on the stack of the thread, below whatever
    /// entered the guest; there is nothing that stops them at its end but the guard page of the thread, which ends the process.
    /// A guest that calls the host, which calls the guest, and so on, gets as far as this: one more entry fails with
    /// [`Trap::StackOverflow`](crate::Trap::StackOverflow), and the message says that it is the host's stack that is short.
    ///
    /// **Set this to more than the host functions of a linker need at most**, together with what they call.
    pub fn host_stack_reserve(&mut self, size: usize) -> &mut Self {
        self.host_stack_reserve = size;
        self
    }

    /// The most bytes of memory that the exceptions of a store may take: 1 GiB by default. Those that nothing refers to do not count:
    /// they are collected before their number doubles, and before the limit is reached. A guest that keeps more ends with an error
    /// that says so, which no handler catches. A [`ResourceLimiter`](crate::ResourceLimiter) is asked as for a linear memory.
    pub fn gc_heap_max(&mut self, bytes: usize) -> &mut Self {
        self.gc_heap_max = bytes;
        self
    }

    pub(crate) fn heap_limit(&self) -> usize {
        self.gc_heap_max
    }

    /// Whether loading a precompiled module reads all of it to verify its checksum. Otherwise, the default, only what is
    /// read anyway is verified, so that loading takes no longer for more code.
    pub fn verify_precompiled(&mut self, enable: bool) -> &mut Self {
        self.verify_precompiled = enable;
        self
    }

    pub(crate) fn verifies_precompiled(&self) -> bool {
        self.verify_precompiled
    }

    pub(crate) fn uses_explicit_bounds_checks(&self) -> bool {
        (self.explicit_bounds_checks && cfg!(feature = "explicit-bounds-checks")) || !self.uses_signals()
    }

    pub(crate) fn mitigates_spectre(&self) -> bool {
        self.spectre_mitigation.unwrap_or(cfg!(feature = "std"))
    }

    /// Whether the mitigation was asked for, with what is left out by default.
    pub(crate) fn wants_clamped_memories(&self) -> bool {
        self.spectre_mitigation == Some(true)
    }

    /// Whether the mitigation includes accesses to memories that are compared with their size.
    #[cfg(feature = "compiler")]
    pub(crate) fn clamps_memories(&self) -> bool {
        self.spectre_mitigation.unwrap_or(cfg!(feature = "std") && !self.uses_explicit_bounds_checks())
    }

    pub(crate) fn protects_branches(&self) -> bool {
        self.branch_protection
    }

    pub(crate) fn uses_signals(&self) -> bool {
        cfg!(feature = "std") && (self.signals_based_traps || !cfg!(feature = "explicit-bounds-checks"))
    }

    /// The signal that interrupts guest code, if signals do.
    #[cfg(feature = "std")]
    pub(crate) fn signal_for_interrupts(&self) -> Option<i32> {
        self.uses_signals().then_some(self.interrupt_signal)
    }

    pub(crate) fn stack_needs(&self) -> StackNeeds {
        StackNeeds {
            size: self.max_wasm_stack,
            faults_trap: self.uses_signals(),
            host_reserve: self.host_stack_reserve,
            host_stack: None,
        }
    }
}

#[cfg(feature = "compiler")]
impl Config {
    /// Allows what this version of the specification has, as far as it is implemented, and nothing else.
    pub fn wasm_version(&mut self, version: WasmVersion) -> &mut Self {
        let features = match version {
            WasmVersion::V1 => WasmFeatures::WASM1,
            WasmVersion::V2 => WasmFeatures::WASM2,
            WasmVersion::V3 => WasmFeatures::WASM3.difference(WasmFeatures::THREADS),
        };
        self.features = features.intersection(proposals::IMPLEMENTED);
        self
    }

    /// Whether modules may use what a proposal has; [`Proposal::find`](proposals::Proposal::find) finds it by its name. One that is
    /// not implemented stays off.
    pub fn wasm_proposal(&mut self, proposal: &proposals::Proposal, enable: bool) -> &mut Self {
        self.features = proposal.set(self.features, enable);
        self
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

    /// The most machine code that a module may become, in bytes; by default, there is no such limit but that of the machine (1 GiB
    /// on x86_64, 128 MiB on aarch64). Where functions are compiled when they are called, the call fails that would need more.
    ///
    /// This, and the other limits, are for modules that are compiled here. Whoever precompiled a module has decided already.
    pub fn max_module_code(&mut self, bytes: usize) -> &mut Self {
        self.limits.code = bytes;
        self
    }

    /// The most machine code that a module may become for each of its bytes, in addition to 1 MiB that any may: 64 bytes by
    /// default. Of 76 real programs, none becomes more than 3 times as large; a module that was written to become much larger takes time and
    /// memory out of all proportion to its size.
    pub fn max_code_expansion(&mut self, bytes_per_byte: usize) -> &mut Self {
        self.limits.code_per_byte = bytes_per_byte;
        self
    }

    /// The most functions of a module, imported ones included; by default a million, as many as validation accepts.
    pub fn max_module_functions(&mut self, count: usize) -> &mut Self {
        self.limits.functions = count;
        self
    }

    /// The most types of a module; by default a million, as many as validation accepts.
    pub fn max_module_types(&mut self, count: usize) -> &mut Self {
        self.limits.types = count;
        self
    }

    /// The most parameters of a function or a block, and the most results; by default 1,000, as many as validation accepts.
    pub fn max_function_params(&mut self, count: usize) -> &mut Self {
        self.limits.params = count;
        self
    }

    /// The most tables of a module, imported ones included; by default 100,000, as many as validation accepts. A table has at
    /// most 10,000,000 elements, and takes memory for those that were set.
    pub fn max_tables_per_module(&mut self, count: usize) -> &mut Self {
        self.limits.tables = count;
        self
    }

    /// The most memories of a module, imported ones included; by default 100, as many as validation accepts, of which each
    /// reserves 4 GiB of addresses unless there are explicit bounds checks.
    pub fn max_memories_per_module(&mut self, count: usize) -> &mut Self {
        self.limits.memories = count;
        self
    }

    pub(crate) fn limits(&self) -> ModuleLimits {
        self.limits
    }

    /// Whether vector operators whose results depend on the machine give those of the deterministic profile of the
    /// specification, the same on every machine. Otherwise, the default, they are as fast as this machine can be.
    pub fn relaxed_simd_deterministic(&mut self, enable: bool) -> &mut Self {
        self.relaxed_simd_deterministic = enable;
        self
    }

    /// Compiles for another machine: `x86_64` or `aarch64`, with anything behind a `-`, such as `aarch64-linux` or
    /// `aarch64-unknown-linux-gnu`, where it names Linux. Code is then for the least machine with that instruction set that
    /// is supported; [`Config::cpu_feature`] adds to that. The engine can only precompile modules, unless the code would run
    /// here, too. `native` is this machine, with all that it is capable of: the default.
    ///
    /// # Errors
    /// Where the target is not known, or where this build does not compile for it: other instruction sets than the host's
    /// take the feature `cross`.
    pub fn target(&mut self, target: &str) -> Result<&mut Self> {
        if target == "native" {
            self.target = Target::default();
            return Ok(self);
        }
        let (isa, system) = target.split_once('-').unwrap_or((target, "linux"));
        let isa = Isa::ALL.iter().copied().find(|known| known.name() == isa);
        let Some(isa) = isa.filter(|_| system.split('-').any(|part| part == "linux")) else {
            bail!("unknown target `{target}`; those that are known are: x86_64-linux, aarch64-linux, native");
        };
        match Target::baseline(isa) {
            Some(target) => self.target = target,
            None => bail!("this build of Windlass cannot compile for {}", isa.name()),
        }
        Ok(self)
    }

    /// Says whether code may use an extension of the instruction set: on x86_64 one of `popcnt`, `lzcnt`, `bmi1`, `bmi2`,
    /// `avx`, `avx2` and `fma`, on aarch64 none so far. What it builds on is added with it, and what builds on it is taken
    /// out with it. By default, code uses all that this machine has.
    ///
    /// # Errors
    /// Where there is no such extension.
    pub fn cpu_feature(&mut self, name: &str, enable: bool) -> Result<&mut Self> {
        if !self.target.set_cpu_feature(name, enable) {
            match self.target.machine().cpu_feature_names {
                [] => bail!("unknown CPU feature `{name}`; there are none to choose on this machine"),
                known => bail!("unknown CPU feature `{name}`; those that can be chosen are: {}", known.join(", ")),
            }
        }
        Ok(self)
    }

    /// Compiles as for a machine without an extension of its instruction set: see [`Config::cpu_feature`]. What was
    /// compiled ahead of time with it is refused.
    ///
    /// # Errors
    /// Where there is no such extension.
    pub fn disable_cpu_feature(&mut self, name: &str) -> Result<&mut Self> {
        self.cpu_feature(name, false)
    }

    /// Compiles for the least machine with the instruction set that is supported: on x86_64 one with SSE4.1, on aarch64 one
    /// of ARMv8.0.
    pub fn baseline_cpu(&mut self) -> &mut Self {
        let isa = self.target.machine().isa;
        self.target = Target::baseline(isa).expect("the instruction set was there before");
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
            0 => crate::code::parallel::available_threads(),
            threads => threads,
        };
        #[cfg(not(feature = "parallel"))]
        1
    }

    /// The number that ELF files have for the instruction set that is compiled for, `e_machine`.
    pub fn elf_machine(&self) -> u16 {
        self.target.machine().isa.elf_machine()
    }

    pub(crate) fn compile_target(&self) -> Target {
        self.target
    }
}

#[cfg(all(test, feature = "compiler"))]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn cpu_features_are_chosen_by_name() {
        let mut config = Config::new();
        let names = config.compile_target().machine().cpu_feature_names;
        for name in names {
            config.disable_cpu_feature(name).unwrap();
        }
        assert_eq!(config.compile_target().machine().cpu_features, 0);
        assert_eq!(config.compile_target(), Config::new().baseline_cpu().target);
        let error = config.disable_cpu_feature("mmx").unwrap_err().to_string();
        assert!(error.contains("`mmx`") && names.iter().all(|f| error.contains(f)), "{error}");
    }

    #[test]
    fn targets_have_names() {
        let mut config = Config::new();
        let native = config.compile_target();
        let host = Isa::HOST.name();
        for name in [host.to_string(), alloc::format!("{host}-linux"), alloc::format!("{host}-unknown-linux-musl")] {
            config.target(&name).unwrap();
            assert_eq!(
                (config.compile_target().machine().isa, config.compile_target().machine().cpu_features),
                (Isa::HOST, 0)
            );
        }
        config.target("native").unwrap();
        assert_eq!(config.compile_target(), native);
        for name in ["mips", "", "x86_64-windows", "x86_64-unknown-none"] {
            let error = config.target(name).unwrap_err().to_string();
            assert!(error.contains(&alloc::format!("`{name}`")) && error.contains("aarch64-linux"), "{error}");
        }
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
        assert!(config.features().contains(WasmFeatures::MULTI_MEMORY | WasmFeatures::EXTENDED_CONST));
        assert!(proposals::IMPLEMENTED.contains(config.features()));
    }

    #[test]
    fn proposals_are_turned_on_and_off() {
        let mut config = Config::new();
        assert!(config.wasm_wide_arithmetic(true).features().contains(WasmFeatures::WIDE_ARITHMETIC));
        assert!(!config.wasm_simd(false).features().contains(WasmFeatures::SIMD));
        for proposal in proposals::Proposal::ALL {
            let on = config.wasm_proposal(proposal, true).features();
            assert_eq!(on != config.wasm_proposal(proposal, false).features(), proposal.is_implemented());
        }
        assert_eq!(config.features(), WasmFeatures::MVP);
    }
}
