//! [`Config`]: how an engine compiles and runs modules.

#[cfg(feature = "compiler")]
use alloc::sync::Arc;

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
#[cfg(feature = "compiler")]
use crate::code::progress::CompileProgress;

/// How an [`Engine`](crate::Engine) compiles and runs modules.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{CompileMode, Config, Engine, Module};
///
/// let mut config = Config::new();
/// config.compile_mode(CompileMode::Lazy).wasm_simd(false).explicit_bounds_checks(true);
/// let engine = Engine::new(&config)?;
/// assert!(Module::new(&engine, "(module (func (param v128)))").is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Config {
    explicit_bounds_checks: bool,
    signals_based_traps: bool,
    epoch_interruption: bool,
    consume_fuel: bool,
    #[cfg(feature = "std")]
    interrupt_signal: i32,
    /// `None` means the default.
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
    #[cfg(feature = "compiler")]
    progress: Option<Arc<CompileProgress>>,
}

/// The stack requirements of guest code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StackNeeds {
    /// The size of guest stacks in bytes.
    pub(crate) size: usize,
    /// Whether a fault at the guard is a trap.
    pub(crate) faults_trap: bool,
    /// The bytes of the host stack that must be left.
    pub(crate) host_reserve: usize,
    /// The address range of the host stack, if it is not the thread's own: start and end.
    pub(crate) host_stack: Option<(usize, usize)>,
}

/// When the functions of a module are compiled. The machine code is the same in all modes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CompileMode {
    /// All functions when the module is loaded, on the thread that loads it.
    #[default]
    Eager,
    /// All functions when the module is loaded, on one thread per processor or as many as
    /// [`Config::compile_threads`] allows.
    Parallel,
    /// Each function at its first call. All are validated when the module is loaded, on as many threads as in parallel
    /// mode. The module keeps a copy of its function bodies. Without the feature `lazy`, same as
    /// [`CompileMode::Parallel`].
    Lazy,
    /// One of the other modes, chosen by the size of the module for the shortest run time of typical programs.
    Auto,
}

/// How functions are compiled: see [`Config::strategy`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg(feature = "compiler")]
pub enum Strategy {
    /// In the only way there is.
    #[default]
    Auto,
    /// In one pass over each function.
    SinglePass,
}

/// A version of the WebAssembly specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WasmVersion {
    /// 1.0 (2019).
    V1,
    /// 2.0 (2022).
    V2,
    /// 3.0 (2025). Modules that use an unsupported proposal of it are rejected at compile time.
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

/// The sentence about a proposal's status, for the documentation.
#[cfg(feature = "compiler")]
macro_rules! status {
    (OnByDefault) => {
        "Enabled by default."
    };
    (OffByDefault) => {
        "Disabled by default, because it is not part of the specification yet."
    };
    (NotImplemented) => {
        "Not implemented: modules that use it are rejected even if it is enabled."
    };
}

#[cfg(feature = "compiler")]
windlass_codegen::for_each_proposal!(methods);

impl Config {
    /// The defaults: all supported proposals of WebAssembly 3.0, all CPU features of this machine, guard pages instead of
    /// bounds checks, and guest stacks of 1 MiB.
    pub fn new() -> Config {
        Config {
            explicit_bounds_checks: false,
            signals_based_traps: true,
            epoch_interruption: false,
            consume_fuel: false,
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
            #[cfg(feature = "compiler")]
            progress: None,
        }
    }

    /// Whether memory accesses compare the address with the size of the memory. Disabled by default: every memory then
    /// reserves a little more than 4 GiB of address space, or 16 GiB if it has 64-bit addresses, and accesses outside of
    /// it fault. Explicit checks are slower. Enable them if address space is scarce, for very many memories, or for
    /// memories larger than 16 GiB.
    ///
    /// Requires the feature `explicit-bounds-checks`, and has no effect without it. Memories with pages of one byte always
    /// have explicit checks.
    pub fn explicit_bounds_checks(&mut self, enable: bool) -> &mut Self {
        self.explicit_bounds_checks = enable;
        self
    }

    /// How many bytes of addresses a memory reserves. Code without bounds checks takes 4 GiB, so less, such as 0, means
    /// [explicit bounds checks](Config::explicit_bounds_checks), with which a memory reserves its own size; more does not change anything.
    pub fn memory_reservation(&mut self, bytes: u64) -> &mut Self {
        self.explicit_bounds_checks(bytes < 4 << 30)
    }

    /// Has no effect: guard pages are as large as code without bounds checks needs them, and there are none with
    /// [explicit bounds checks](Config::explicit_bounds_checks). The setting is there for code that was written for Wasmtime.
    pub fn memory_guard_size(&mut self, bytes: u64) -> &mut Self {
        let _ = bytes;
        self
    }

    /// Has no effect: initial contents of memories are mapped copy-on-write wherever that is possible. The setting is there for code that
    /// was written for Wasmtime.
    pub fn memory_init_cow(&mut self, enable: bool) -> &mut Self {
        let _ = enable;
        self
    }

    /// Has no effect: backtraces have the names of functions and places in the module in any case, and there is no native debug
    /// information. The setting is there for code that was written for Wasmtime.
    pub fn debug_info(&mut self, enable: bool) -> &mut Self {
        let _ = enable;
        self
    }

    /// Whether hardware faults, which arrive as signals, are turned into traps. Enabled by default. If disabled, generated
    /// code checks memory accesses, divisors, references and the stack, and calls the runtime to trap; no signal handlers
    /// are installed, and memories have no guard pages.
    ///
    /// Disabling requires the feature `explicit-bounds-checks`, and has no effect without it.
    pub fn signals_based_traps(&mut self, enable: bool) -> &mut Self {
        self.signals_based_traps = enable;
        self
    }

    /// The signal that interrupts a thread running guest code. The default is `SIGURG`, which processes ignore unless they
    /// handle it. The handler is installed with the first store that can be interrupted: see
    /// [`Store::interrupt_handle`](crate::Store::interrupt_handle). It passes signals that Windlass did not send to the
    /// previous handler. Choose another signal if something in the process, such as a Go runtime, replaces this handler
    /// later.
    #[cfg(feature = "std")]
    pub fn interrupt_signal(&mut self, signal: i32) -> &mut Self {
        self.interrupt_signal = signal;
        self
    }

    /// Whether stores have an epoch deadline, set with [`Store::set_epoch_deadline`](crate::Store::set_epoch_deadline).
    /// Disabled by default. Generated code does not depend on it:
    /// [`Engine::increment_epoch`](crate::Engine::increment_epoch) sends signals to the threads whose store has reached its
    /// deadline. Without signals, guest code checks the epoch only when it calls the host: see
    /// [`Store::interrupt_handle`](crate::Store::interrupt_handle).
    pub fn epoch_interruption(&mut self, enable: bool) -> &mut Self {
        self.epoch_interruption = enable;
        self
    }

    pub(crate) fn has_epochs(&self) -> bool {
        self.epoch_interruption
    }

    /// Whether guest code consumes fuel, and traps with [`Trap::OutOfFuel`](crate::Trap::OutOfFuel) when there is not enough for what comes
    /// next: off by default. [`Store::set_fuel`](crate::Store::set_fuel) says how much a store has.
    ///
    /// A call consumes as much wherever it is made: on every machine, in every mode of compilation, and in Wasmtime. An operator costs 1, and
    /// so does entering a function. `nop`, `drop`, `block`, `loop`, `else`, `end`, `return` and `unreachable` are free. `memory.copy`,
    /// `memory.fill` and `memory.init` cost 1 more for each byte; `table.copy`, `table.fill` and `table.init`, and `table.grow` if it succeeds,
    /// for each element. Operators up to the next branch or call are paid for together, in front of the first: a trap among them has paid
    /// for all.
    ///
    /// What a guest does beyond its fuel nobody sees: a call that consumes more than there is traps, and it does so before it calls the host.
    pub fn consume_fuel(&mut self, enable: bool) -> &mut Self {
        self.consume_fuel = enable;
        self
    }

    pub(crate) fn consumes_fuel(&self) -> bool {
        self.consume_fuel
    }

    /// Whether bounds are clamped, so that they also hold for speculative execution. After a bounds check, a conditional
    /// move replaces a table index that is out of bounds by 0, a memory address by null or the start of the memory, and a
    /// function of the wrong type by null. So a guest cannot read other memory of the process by training the branch
    /// predictor (Spectre, variant 1). `SECURITY.md` lists what this does not defend.
    ///
    /// By default, everything is clamped except memory accesses with
    /// [`explicit_bounds_checks`](Config::explicit_bounds_checks), for which it costs 20 to 40 % of the speed; `true`
    /// includes them. Indices of 64 bits, which reach any address of the
    /// process, are always included. The other clamps cost nothing measurable, and memories with guard pages need none. Without the
    /// feature `std`, nothing is clamped by default.
    ///
    /// The index of `br_table` is always clamped.
    pub fn spectre_mitigation(&mut self, enable: bool) -> &mut Self {
        self.spectre_mitigation = Some(enable);
        self
    }

    /// Whether each target of an indirect branch begins with a landing pad: `endbr64` on x86_64 (Intel's indirect branch
    /// tracking), `bti` on aarch64. Disabled by default. Enable it for processes that enforce landing pads, or to harden
    /// against attackers who control a code address. On aarch64 Linux, code is mapped with `PROT_BTI`, so the processor
    /// enforces landing pads in generated code; Linux does not enforce them on x86_64 yet. Each function grows by about
    /// four bytes, and `br_table` by a jump.
    ///
    /// Return addresses are not protected: the trampolines switch stacks, which shadow stacks (CET-SS, GCS) do not allow.
    pub fn branch_protection(&mut self, enable: bool) -> &mut Self {
        self.branch_protection = enable;
        self
    }

    /// The size of guest stacks in bytes. Each thread has one. A guest that needs more traps with
    /// [`Trap::StackOverflow`](crate::Trap::StackOverflow). The minimum is 64 KiB; the default is 1 MiB, or 64 KiB without
    /// the feature `std`.
    pub fn max_wasm_stack(&mut self, size: usize) -> &mut Self {
        self.max_wasm_stack = size.max(64 << 10);
        self
    }

    /// The bytes of the host stack that must be left when guest code is entered: 256 KiB by default, and at most half of
    /// the stack. With less, the call fails with [`Trap::StackOverflow`](crate::Trap::StackOverflow) and a message that
    /// names the host stack. This limits guests and hosts that call each other recursively.
    ///
    /// Host functions run on the thread's own stack. If they overflow it, the guard page of the thread ends the process.
    /// **So set this to more than any host function needs**, including everything that it calls.
    pub fn host_stack_reserve(&mut self, size: usize) -> &mut Self {
        self.host_stack_reserve = size;
        self
    }

    /// The maximum memory for the exceptions of a store in bytes: 1 GiB by default. Unreachable exceptions do not count: they are
    /// collected before their number doubles, and before the limit is reached. A guest that keeps more exceptions alive ends with
    /// an error that no handler catches. A [`ResourceLimiter`](crate::ResourceLimiter) decides as for a linear memory.
    pub fn gc_heap_max(&mut self, bytes: usize) -> &mut Self {
        self.gc_heap_max = bytes;
        self
    }

    pub(crate) fn heap_limit(&self) -> usize {
        self.gc_heap_max
    }

    /// Whether loading a precompiled module verifies the checksum of the whole file. Disabled by default: then only the
    /// parts that loading reads anyway are verified, so that the time does not depend on the size of the code.
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

    /// Whether the mitigation was requested explicitly, which includes accesses that the default leaves out.
    pub(crate) fn wants_clamped_memories(&self) -> bool {
        self.spectre_mitigation == Some(true)
    }

    /// Whether the mitigation includes memory accesses with explicit bounds checks.
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

    /// The signal that interrupts guest code, if the engine uses signals.
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
    /// Enables the supported proposals of this version of the specification, and disables all others.
    pub fn wasm_version(&mut self, version: WasmVersion) -> &mut Self {
        let features = match version {
            WasmVersion::V1 => WasmFeatures::WASM1,
            WasmVersion::V2 => WasmFeatures::WASM2,
            WasmVersion::V3 => WasmFeatures::WASM3.difference(WasmFeatures::THREADS),
        };
        self.features = features.intersection(proposals::IMPLEMENTED);
        self
    }

    /// Whether modules may use a proposal. [`Proposal::find`](proposals::Proposal::find) finds one by name. Enabling a
    /// proposal that is not implemented has no effect.
    pub fn wasm_proposal(&mut self, proposal: &proposals::Proposal, enable: bool) -> &mut Self {
        self.features = proposal.set(self.features, enable);
        self
    }

    /// Whether modules may use what this proposal has.
    pub fn allows(&self, proposal: &proposals::Proposal) -> bool {
        proposal.is_in(self.features)
    }

    /// The instruction set that is compiled for, and whether code uses each of its extensions that can be chosen.
    pub fn target_cpu(&self) -> (&'static str, impl Iterator<Item = (&'static str, bool)> + use<>) {
        let target = self.target;
        let names = target.machine().cpu_feature_names;
        let used = names.iter().map(move |name| {
            let mut without = target;
            without.set_cpu_feature(name, false);
            (*name, without != target)
        });
        (target.machine().isa.name(), used)
    }

    /// How functions are compiled. There is one way; the setting is there for code that was written for Wasmtime.
    pub fn strategy(&mut self, strategy: Strategy) -> &mut Self {
        let (Strategy::Auto | Strategy::SinglePass) = strategy;
        self
    }

    /// Whether modules are compiled by several threads: [`CompileMode::Parallel`] or [`CompileMode::Eager`].
    pub fn parallel_compilation(&mut self, enable: bool) -> &mut Self {
        self.compile_mode(if enable { CompileMode::Parallel } else { CompileMode::Eager })
    }

    /// When functions are compiled.
    pub fn compile_mode(&mut self, mode: CompileMode) -> &mut Self {
        self.compile_mode = mode;
        self
    }

    /// The maximum number of threads that compile a module, in modes that use several. The default, 0, means one per
    /// processor.
    pub fn compile_threads(&mut self, threads: usize) -> &mut Self {
        self.compile_threads = threads;
        self
    }

    /// Where to say how far the compiler is with a module; nowhere by default. For an engine that compiles one module at a time.
    pub fn compile_progress(&mut self, progress: Option<Arc<CompileProgress>>) -> &mut Self {
        self.progress = progress;
        self
    }

    pub(crate) fn progress(&self) -> Option<&CompileProgress> {
        self.progress.as_deref()
    }

    /// The maximum size of a module's machine code in bytes. By default only the machine limits it: 1 GiB on x86_64,
    /// 128 MiB on aarch64. In lazy mode, the call whose function does not fit fails.
    ///
    /// This and the other limits of modules apply when a module is compiled, not when a precompiled module is loaded.
    pub fn max_module_code(&mut self, bytes: usize) -> &mut Self {
        self.limits.code = bytes;
        self
    }

    /// The maximum size of a module's machine code per byte of the module, beyond a first MiB: 64 bytes by default. None
    /// of 76 real programs grows to more than 3 times its size; a module that is written to grow much more costs time and
    /// memory out of proportion to its size.
    pub fn max_code_expansion(&mut self, bytes_per_byte: usize) -> &mut Self {
        self.limits.code_per_byte = bytes_per_byte;
        self
    }

    /// The maximum number of functions in a module, including imports. The default, 1,000,000, is what validation accepts.
    pub fn max_module_functions(&mut self, count: usize) -> &mut Self {
        self.limits.functions = count;
        self
    }

    /// The maximum number of types in a module. The default, 1,000,000, is what validation accepts.
    pub fn max_module_types(&mut self, count: usize) -> &mut Self {
        self.limits.types = count;
        self
    }

    /// The maximum number of parameters, and of results, of a function or block. The default, 1,000, is what validation
    /// accepts.
    pub fn max_function_params(&mut self, count: usize) -> &mut Self {
        self.limits.params = count;
        self
    }

    /// The maximum number of tables in a module, including imports. The default, 100,000, is what validation accepts. A
    /// table has at most 10,000,000 elements, and takes memory for those that were set.
    pub fn max_tables_per_module(&mut self, count: usize) -> &mut Self {
        self.limits.tables = count;
        self
    }

    /// The maximum number of memories in a module, including imports. The default, 100, is what validation accepts. Each
    /// reserves 4 GiB of address space unless bounds checks are explicit.
    pub fn max_memories_per_module(&mut self, count: usize) -> &mut Self {
        self.limits.memories = count;
        self
    }

    pub(crate) fn limits(&self) -> ModuleLimits {
        self.limits
    }

    /// Whether relaxed SIMD operators follow the specification's deterministic profile, with the same results on every
    /// machine. Disabled by default: results then depend on the machine, and are computed as fast as it can.
    pub fn relaxed_simd_deterministic(&mut self, enable: bool) -> &mut Self {
        self.relaxed_simd_deterministic = enable;
        self
    }

    /// Sets the machine to compile for. The default, `native`, is this machine with all its CPU features. Other targets are
    /// `x86_64` and `aarch64`, optionally followed by the rest of a target triple that names Linux, such as `aarch64-linux`
    /// or `aarch64-unknown-linux-gnu`. They begin with the baseline CPU features; [`Config::cpu_feature`] adds others. If
    /// this machine cannot run the code, the engine can only precompile modules.
    ///
    /// # Errors
    /// Fails if the target is unknown, or if this build cannot compile for it: instruction sets other than the host's need
    /// the feature `cross`.
    pub fn target(&mut self, target: &str) -> Result<&mut Self> {
        if target == "native" {
            self.target = Target::default();
            return Ok(self);
        }
        let (isa, system) = target.split_once('-').unwrap_or((target, "linux"));
        let isa = Isa::ALL.iter().copied().find(|known| known.name() == isa);
        let Some(isa) = isa.filter(|_| system.split('-').any(|part| part == "linux")) else {
            bail!("unknown target `{target}`; the targets are x86_64-linux, aarch64-linux and native");
        };
        match Target::baseline(isa) {
            Some(target) => self.target = target,
            None => bail!("this build of Windlass cannot compile for {}", isa.name()),
        }
        Ok(self)
    }

    /// Whether code may use a CPU feature: on x86_64 one of `popcnt`, `lzcnt`, `bmi1`, `bmi2`, `avx`, `avx2` and `fma`; on
    /// aarch64 `lse`. Enabling a feature also enables those that it depends on; disabling one also disables
    /// those that depend on it. By default, code uses all features of this machine.
    ///
    /// # Errors
    /// Fails if the target has no such feature.
    pub fn cpu_feature(&mut self, name: &str, enable: bool) -> Result<&mut Self> {
        if !self.target.set_cpu_feature(name, enable) {
            match self.target.machine().cpu_feature_names {
                [] => bail!("unknown CPU feature `{name}`; the target has none that can be selected"),
                known => bail!("unknown CPU feature `{name}`; the target's features are: {}", known.join(", ")),
            }
        }
        Ok(self)
    }

    /// Disables a CPU feature: see [`Config::cpu_feature`]. Modules that were compiled ahead of time with the feature are
    /// rejected.
    ///
    /// # Errors
    /// Fails if the target has no such feature.
    pub fn disable_cpu_feature(&mut self, name: &str) -> Result<&mut Self> {
        self.cpu_feature(name, false)
    }

    /// Compiles for the baseline of the target's instruction set: SSE4.1 on x86_64, ARMv8.0 on aarch64.
    pub fn baseline_cpu(&mut self) -> &mut Self {
        let isa = self.target.machine().isa;
        self.target = Target::baseline(isa).expect("the target was already set to this instruction set");
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

    /// The maximum number of threads that compile a module.
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
