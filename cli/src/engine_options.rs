//! The options about how code is compiled and run, which several commands share.

#[cfg(feature = "compile")]
use std::fmt::Display;

#[cfg(feature = "compiler")]
use windlass::CompileMode;
use windlass::{Config, Engine};

use crate::arguments::Arguments;
#[cfg(feature = "compile")]
use crate::arguments::Usage;
use crate::failure::Failure;
#[cfg(feature = "compiler")]
use crate::feature_options::FeatureOptions;

/// The part of a command's help about these options.
#[cfg(feature = "compiler")]
macro_rules! engine_options_help {
    () => {
        concat!(
            crate::feature_options::feature_options_help!(),
            "\
  --compile MODE            When functions are compiled: lazy, each when it is called first;
                            eager, all at once; parallel, the same with several threads; or
                            auto, one of these by the size of the module (default: parallel
                            for 'compile', auto for 'run', else eager)
  --jobs N                  Load a module with at most N threads (default: one a processor)
  --explicit-bounds-checks  Check every memory access in code, for hosts that cannot
                            reserve 4 GiB of address space for a memory
  --signals-based-traps no  Trap by comparisons and calls in code, with explicit bounds checks,
                            for hosts without signals (default: yes)
  --branch-protection       Begin whatever an indirect call or jump leads to with endbr64 (x86_64)
                            or bti (aarch64), which aarch64 then enforces
  --spectre-mitigation YES  Whether bounds hold for what the processor executes speculatively,
                            too: yes or no (default: yes, but for accesses to memory with
                            explicit bounds checks, which take 20 to 40 % more time with it)
  --max-wasm-stack SIZE     Most stack that guest code may use: bytes, or with a suffix
                            k or m, KiB or MiB
  --max-module-code SIZE    Most machine code that a module may become (default: what the
                            machine can address)
  --max-code-expansion N    The same for each byte of the module, beyond the first MiB
                            (default: 64)
  --disable-cpu-feature F   Do without an extension of the instruction set that this machine
                            may have: popcnt, lzcnt, bmi1, bmi2, avx, avx2 or fma; may be
                            repeated
  --relaxed-simd-deterministic  Give the results of the deterministic profile where those of a
                            vector operator may depend on the machine
"
        )
    };
}
/// The part of a command's help about these options.
#[cfg(not(feature = "compiler"))]
macro_rules! engine_options_help {
    () => {
        "\
  --max-wasm-stack SIZE     Most stack that guest code may use: bytes, or with a suffix
                            k or m, KiB or MiB
"
    };
}
pub(crate) use engine_options_help;

/// How code is compiled and run.
#[derive(Debug, Default)]
pub(crate) struct EngineOptions {
    config: Config,
    #[cfg(feature = "compile")]
    max_wasm_stack: Option<usize>,
    /// Whether the number of threads was asked for.
    #[cfg(feature = "compiler")]
    has_jobs: bool,
    /// The first option that was given of those that say how a module is compiled, and nothing about its code.
    #[cfg(feature = "compiler")]
    only_for_compiling: Option<&'static str>,
    /// When functions are compiled, if it was said.
    #[cfg(feature = "compile")]
    mode: Option<CompileMode>,
    /// Which proposals modules may use.
    #[cfg(feature = "compiler")]
    features: FeatureOptions,
    /// The extensions to do without. They are taken out of the target last, whatever that is.
    #[cfg(feature = "compile")]
    disabled_cpu_features: Vec<String>,
    #[cfg(all(feature = "compiler", any(debug_assertions, feature = "fuse-limit")))]
    fuse_limit: Option<FuseLimit>,
}

/// A limit to the number of peephole optimizations. At the end it says how many there could have been.
#[cfg(all(feature = "compiler", any(debug_assertions, feature = "fuse-limit")))]
#[derive(Debug)]
struct FuseLimit;

#[cfg(all(feature = "compiler", any(debug_assertions, feature = "fuse-limit")))]
impl Drop for FuseLimit {
    fn drop(&mut self) {
        eprintln!("peephole optimizations: {}", windlass::fuse_limit::asked());
    }
}

impl EngineOptions {
    /// Takes the option `name`, and its value, if it is one of these; says whether it is.
    pub(crate) fn accept(&mut self, name: &str, args: &mut Arguments) -> Result<bool, Failure> {
        match name {
            "--max-wasm-stack" => {
                let size = args.size()?;
                self.config.max_wasm_stack(size);
                #[cfg(feature = "compile")]
                {
                    self.max_wasm_stack = Some(size);
                }
                Ok(true)
            }
            #[cfg(feature = "compiler")]
            _ => self.accept_for_compiler(name, args),
            #[cfg(not(feature = "compiler"))]
            _ => Ok(false),
        }
    }

    /// The configuration, to be changed.
    pub(crate) fn config_mut(&mut self) -> &mut Config {
        &mut self.config
    }

    /// An engine of the configuration that was asked for.
    pub(crate) fn engine(&self) -> Result<Engine, Failure> {
        Engine::new(&self.config()).map_err(Failure::load)
    }

    /// The configuration that was asked for.
    pub(crate) fn config(&self) -> Config {
        #[cfg_attr(not(feature = "compiler"), expect(unused_mut, reason = "only what is compiled has proposals"))]
        let mut config = self.config.clone();
        #[cfg(feature = "compiler")]
        self.features.apply(|proposal, enable| _ = config.wasm_proposal(proposal, enable));
        config
    }

    /// The first option that was given of those that have no effect on modules that are compiled already.
    pub(crate) fn only_for_compiling(&self) -> Option<&'static str> {
        #[cfg(feature = "compiler")]
        return self.only_for_compiling;
        #[cfg(not(feature = "compiler"))]
        None
    }
}

#[cfg(feature = "compiler")]
impl EngineOptions {
    /// The options of a command that compiles in this way where it is not told otherwise.
    pub(crate) fn with_mode(mode: CompileMode) -> EngineOptions {
        let mut options = EngineOptions::default();
        options.config.compile_mode(mode);
        options
    }

    /// Whether functions are to be compiled when they are called.
    #[cfg(feature = "compile")]
    pub(crate) fn is_lazy(&self) -> bool {
        self.mode == Some(CompileMode::Lazy)
    }

    /// What machine code depends on, as text. When functions are compiled, by how many threads, and how much stack they get,
    /// changes nothing about them.
    #[cfg(feature = "cache")]
    pub(crate) fn code_basis(&self) -> String {
        let mut config = self.config();
        config.compile_mode(CompileMode::Eager).compile_threads(0).max_wasm_stack(0).verify_precompiled(false);
        #[cfg(any(debug_assertions, feature = "fuse-limit"))]
        return format!("{config:?} {:?}", self.fuse_limit);
        #[cfg(not(any(debug_assertions, feature = "fuse-limit")))]
        format!("{config:?}")
    }

    /// The size of guest stacks, if it was asked for.
    #[cfg(feature = "compile")]
    pub(crate) fn max_wasm_stack(&self) -> Option<usize> {
        self.max_wasm_stack
    }

    /// Compiles with `threads` threads where no other number was asked for.
    #[cfg(feature = "compile")]
    pub(crate) fn default_jobs(&mut self, threads: usize) {
        if !self.has_jobs {
            self.config.compile_threads(threads);
        }
    }

    /// [`EngineOptions::accept`], for options about how code is compiled.
    fn accept_for_compiler(&mut self, name: &str, args: &mut Arguments) -> Result<bool, Failure> {
        let only_for_compiling = ["-W", "--compile", "--jobs", "--max-module-code", "--max-code-expansion"];
        if let Some(option) = only_for_compiling.into_iter().find(|option| *option == name) {
            self.only_for_compiling.get_or_insert(option);
        }
        match name {
            "-W" => self.features.accept(args)?,
            "--compile" => {
                let mode = match args.text()?.as_str() {
                    "auto" => CompileMode::Auto,
                    "lazy" => CompileMode::Lazy,
                    "eager" => CompileMode::Eager,
                    "parallel" => CompileMode::Parallel,
                    other => return Err(args.bad_value(other, "the modes are auto, lazy, eager and parallel")),
                };
                self.config.compile_mode(mode);
                #[cfg(feature = "compile")]
                {
                    self.mode = Some(mode);
                }
            }
            "--max-module-code" => {
                let size = args.size()?;
                self.config.max_module_code(size);
            }
            "--max-code-expansion" => _ = self.config.max_code_expansion(args.number(1)?),
            "--jobs" => {
                self.config.compile_threads(args.number(1)?);
                self.has_jobs = true;
            }
            // Of builds for finding errors of the compiler.
            #[cfg(all(feature = "compiler", any(debug_assertions, feature = "check")))]
            "--trace-emit" => {
                windlass::trace_emit(|text| eprint!("{text}"));
                self.config.compile_threads(1);
                self.has_jobs = true;
            }
            #[cfg(any(debug_assertions, feature = "fuse-limit"))]
            "--fuse-limit" => {
                windlass::fuse_limit::set(args.number(0)?);
                self.config.compile_threads(1);
                self.has_jobs = true;
                self.fuse_limit = Some(FuseLimit);
            }
            #[cfg(feature = "explicit-bounds-checks")]
            "--explicit-bounds-checks" => _ = self.config.explicit_bounds_checks(true),
            #[cfg(feature = "explicit-bounds-checks")]
            "--signals-based-traps" => _ = self.config.signals_based_traps(args.yes_or_no()?),
            "--branch-protection" => _ = self.config.branch_protection(true),
            "--spectre-mitigation" => _ = self.config.spectre_mitigation(args.yes_or_no()?),
            "--disable-cpu-feature" => {
                let feature = args.text()?;
                self.config.disable_cpu_feature(&feature).map_err(|e| args.bad_value(&feature, e))?;
                #[cfg(feature = "compile")]
                self.disabled_cpu_features.push(feature);
            }
            "--relaxed-simd-deterministic" => _ = self.config.relaxed_simd_deterministic(true),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Compiles for the target `name`, the value of the option that was last seen.
    #[cfg(feature = "compile")]
    pub(crate) fn target(&mut self, name: &str, args: &Arguments) -> Result<(), Failure> {
        self.config.target(name).map(|_| ()).map_err(|e| args.bad_value(name, e))
    }

    /// Takes out the extensions that the target is to do without, which was named after they were.
    #[cfg(feature = "compile")]
    pub(crate) fn disable_cpu_features(&mut self, usage: &Usage) -> Result<(), Failure> {
        for feature in &self.disabled_cpu_features {
            self.config.disable_cpu_feature(feature).map_err(|e| {
                usage.error(format_args!("'--disable-cpu-feature' does not take '{feature}' for this target: {e}"))
            })?;
        }
        Ok(())
    }

    /// Adds and takes out extensions of the target's instruction set: a list such as `+avx2,-bmi1`.
    #[cfg(feature = "compile")]
    pub(crate) fn target_features(&mut self, list: &str, usage: &Usage) -> Result<(), Failure> {
        for item in list.split(',').filter(|item| !item.is_empty()) {
            let refused =
                |why: &dyn Display| usage.error(format_args!("'--target-feature' does not take '{item}': {why}"));
            let (enable, name) = match (item.strip_prefix('+'), item.strip_prefix('-')) {
                (Some(name), _) => (true, name),
                (_, Some(name)) => (false, name),
                _ => return Err(refused(&"a + or a - in front says whether code may use it")),
            };
            self.config.cpu_feature(name, enable).map_err(|e| refused(&e))?;
        }
        Ok(())
    }
}
