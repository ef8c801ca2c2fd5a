//! The options that configure the engine, shared by several commands.

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
            "  --compile MODE            When to compile functions: lazy, at the first call; eager, all when
                            the module is loaded; parallel, like eager with several threads; or
                            auto, chosen by the size of the module (default: parallel for
                            'compile', auto for 'run', else eager)
  --jobs N                  Compile with at most N threads (default: one per processor)
  --explicit-bounds-checks  Check the bounds of every memory access in code, for hosts that
                            cannot reserve 4 GiB of address space per memory
  --signals-based-traps no  Detect all traps by checks in code, including bounds checks, for
                            hosts without signals (default: yes)
  --branch-protection       Begin each target of an indirect branch with endbr64 (x86_64) or bti
                            (aarch64, where the kernel enforces it)
  --spectre-mitigation YES  Clamp bounds for speculative execution: yes or no (default: yes,
                            except for accesses to memory with explicit bounds checks, where it
                            costs 20 to 40 % of the speed)
  --fuel N                  Let the program consume N units of fuel, one for each operator, and trap
                            when there is not enough; also -W fuel=N. Compiled modules need it,
                            too, whatever N is
  --max-wasm-stack SIZE     Limit the stack of guest code: bytes, or with a suffix k or m
  --max-module-code SIZE    Limit the machine code of a module (default: what the machine can
                            address)
  --max-code-expansion N    Limit the machine code to N bytes per byte of the module, beyond the
                            first MiB (default: 64)
  --disable-cpu-feature F   Do not use a CPU feature (x86_64: popcnt, lzcnt, bmi1, bmi2, avx,
                            avx2 or fma); may be repeated
  --relaxed-simd-deterministic  Give relaxed SIMD operators their deterministic results
"
        )
    };
}
/// The part of a command's help about these options.
#[cfg(not(feature = "compiler"))]
macro_rules! engine_options_help {
    () => {
        "  --fuel N                  Let the program consume N units of fuel, one for each operator, and trap
                            when there is not enough; also -W fuel=N. Compiled modules need it,
                            too, whatever N is
  --max-wasm-stack SIZE     Limit the stack of guest code: bytes, or with a suffix k or m
"
    };
}
pub(crate) use engine_options_help;

/// The configuration of the engine.
#[derive(Debug, Default)]
pub(crate) struct EngineOptions {
    config: Config,
    /// The fuel of a store, if it is to consume any.
    fuel: Option<u64>,
    #[cfg(feature = "compile")]
    max_wasm_stack: Option<usize>,
    /// Whether the number of threads was given.
    #[cfg(feature = "compiler")]
    has_jobs: bool,
    /// The first given option that affects compilation but not the code.
    #[cfg(feature = "compiler")]
    only_for_compiling: Option<&'static str>,
    /// The compile mode, if it was given.
    #[cfg(feature = "compile")]
    mode: Option<CompileMode>,
    #[cfg(feature = "compiler")]
    features: FeatureOptions,
    /// CPU features to disable, kept until the target is known.
    #[cfg(feature = "compile")]
    disabled_cpu_features: Vec<String>,
    #[cfg(all(feature = "compiler", any(debug_assertions, feature = "fuse-limit")))]
    fuse_limit: Option<FuseLimit>,
}

/// A limit of the number of peephole optimizations. On drop, it prints how many would have been possible.
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
    /// How much fuel a store has, if that was said.
    pub(crate) fn fuel(&self) -> Option<u64> {
        self.fuel
    }

    /// Parses the option `name` and its value. Returns false if it is not one of these options.
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
            "--fuel" => {
                self.fuel = Some(args.number(0)?);
                self.config.consume_fuel(true);
                Ok(true)
            }
            #[cfg(feature = "compiler")]
            _ => self.accept_for_compiler(name, args),
            #[cfg(not(feature = "compiler"))]
            _ => Ok(false),
        }
    }

    /// The configuration, without the proposals, for changes.
    pub(crate) fn config_mut(&mut self) -> &mut Config {
        &mut self.config
    }

    /// Creates an engine.
    pub(crate) fn engine(&self) -> Result<Engine, Failure> {
        Engine::new(&self.config()).map_err(Failure::load)
    }

    /// The complete configuration.
    pub(crate) fn config(&self) -> Config {
        #[cfg_attr(not(feature = "compiler"), expect(unused_mut, reason = "only the compiler has proposals"))]
        let mut config = self.config.clone();
        #[cfg(feature = "compiler")]
        self.features.apply(|proposal, enable| _ = config.wasm_proposal(proposal, enable));
        config
    }

    /// The first given option that has no effect on compiled modules.
    pub(crate) fn only_for_compiling(&self) -> Option<&'static str> {
        #[cfg(feature = "compiler")]
        return self.only_for_compiling;
        #[cfg(not(feature = "compiler"))]
        None
    }
}

#[cfg(feature = "compiler")]
impl EngineOptions {
    /// The options of a command with this default mode.
    pub(crate) fn with_mode(mode: CompileMode) -> EngineOptions {
        let mut options = EngineOptions::default();
        options.config.compile_mode(mode);
        options
    }

    /// Whether lazy compilation was requested.
    #[cfg(feature = "compile")]
    pub(crate) fn is_lazy(&self) -> bool {
        self.mode == Some(CompileMode::Lazy)
    }

    /// The options that machine code depends on, as text: not the compile mode, the number of threads or the stack size.
    #[cfg(feature = "cache")]
    pub(crate) fn code_basis(&self) -> String {
        let mut config = self.config();
        config
            .compile_progress(None)
            .compile_mode(CompileMode::Eager)
            .compile_threads(0)
            .max_wasm_stack(0)
            .verify_precompiled(false);
        #[cfg(any(debug_assertions, feature = "fuse-limit"))]
        return format!("{config:?} {:?}", self.fuse_limit);
        #[cfg(not(any(debug_assertions, feature = "fuse-limit")))]
        format!("{config:?}")
    }

    /// The size of guest stacks, if it was given.
    #[cfg(feature = "compile")]
    pub(crate) fn max_wasm_stack(&self) -> Option<usize> {
        self.max_wasm_stack
    }

    /// Sets the number of threads, unless `--jobs` was given.
    #[cfg(feature = "compile")]
    pub(crate) fn default_jobs(&mut self, threads: usize) {
        if !self.has_jobs {
            self.config.compile_threads(threads);
        }
    }

    /// [`EngineOptions::accept`] for the options of the compiler.
    fn accept_for_compiler(&mut self, name: &str, args: &mut Arguments) -> Result<bool, Failure> {
        let only_for_compiling = ["--compile", "--jobs", "--max-module-code", "--max-code-expansion"];
        if let Some(option) = only_for_compiling.into_iter().find(|option| *option == name) {
            self.only_for_compiling.get_or_insert(option);
        }
        match name {
            "-W" => {
                self.features.accept(args)?;
                if self.features.name_proposals() {
                    self.only_for_compiling.get_or_insert("-W");
                }
            }
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
            // In builds for debugging the compiler.
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

    /// Sets the target to `name`, the value of the last option.
    #[cfg(feature = "compile")]
    pub(crate) fn target(&mut self, name: &str, args: &Arguments) -> Result<(), Failure> {
        self.config.target(name).map(|_| ()).map_err(|e| args.bad_value(name, e))
    }

    /// Applies `--disable-cpu-feature` to the target, which may have been set after it.
    #[cfg(feature = "compile")]
    pub(crate) fn disable_cpu_features(&mut self, usage: &Usage) -> Result<(), Failure> {
        for feature in &self.disabled_cpu_features {
            self.config.disable_cpu_feature(feature).map_err(|e| {
                usage.error(format_args!("'--disable-cpu-feature' does not take '{feature}' for this target: {e}"))
            })?;
        }
        Ok(())
    }

    /// Enables and disables CPU features of the target: a list such as `+avx2,-bmi1`.
    #[cfg(feature = "compile")]
    pub(crate) fn target_features(&mut self, list: &str, usage: &Usage) -> Result<(), Failure> {
        for item in list.split(',').filter(|item| !item.is_empty()) {
            let refused =
                |why: &dyn Display| usage.error(format_args!("'--target-feature' does not take '{item}': {why}"));
            let (enable, name) = match (item.strip_prefix('+'), item.strip_prefix('-')) {
                (Some(name), _) => (true, name),
                (_, Some(name)) => (false, name),
                _ => return Err(refused(&"it must start with + or -")),
            };
            self.config.cpu_feature(name, enable).map_err(|e| refused(&e))?;
        }
        Ok(())
    }
}
