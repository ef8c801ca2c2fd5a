//! The options that select which code `disas` and `explore` show.

use std::path::Path;

use windlass_codegen::CompileOptions;
use windlass_disas::Compiled;
use windlass_isa::{Isa, Target};

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::feature_options::FeatureOptions;
use crate::source;

/// The help for these options.
macro_rules! listing_options_help {
    () => {
        concat!(
            crate::feature_options::feature_options_help!(),
            "  --target T                Compile for x86_64 or aarch64 (default: this machine)
  --disable-cpu-feature F   Do not use a CPU feature (x86_64: popcnt, lzcnt, bmi1, bmi2, avx,
                            avx2 or fma); may be repeated
  --explicit-bounds-checks  Check the bounds of every memory access in code
  --spectre-mitigation YES  Clamp bounds for speculative execution: yes or no (default: yes,
                            except for explicit bounds checks)
  --branch-protection       Begin each target of an indirect branch with endbr64 or bti
  --relaxed-simd-deterministic  Give relaxed SIMD operators their deterministic results
"
        )
    };
}
pub(crate) use listing_options_help;

/// How to compile the module that is shown.
#[derive(Debug, Default)]
pub(crate) struct ListingOptions {
    options: CompileOptions,
    features: FeatureOptions,
    disabled: Vec<String>,
    /// `None` for the default of `Config::spectre_mitigation`.
    clamped_memories: Option<bool>,
}

impl ListingOptions {
    /// Parses the option `name` and its value. Returns false if it is not one of these options.
    pub(crate) fn accept(&mut self, name: &str, args: &mut Arguments) -> Result<bool, Failure> {
        match name {
            "-W" => self.features.accept(args)?,
            "--target" => {
                let name = args.text()?;
                self.options.target = match name.strip_suffix("-linux").unwrap_or(&name) {
                    arch if arch == std::env::consts::ARCH => Target::default(),
                    "native" => Target::default(),
                    arch => {
                        match Isa::ALL.iter().find(|isa| isa.name() == arch).and_then(|isa| Target::most_capable(*isa))
                        {
                            Some(target) => target,
                            None => return Err(args.bad_value(name, "the targets are x86_64 and aarch64")),
                        }
                    }
                };
            }
            #[cfg(any(debug_assertions, feature = "check"))]
            "--trace-emit" => windlass_codegen::trace_emit(|text| eprint!("{text}")),
            "--disable-cpu-feature" => self.disabled.push(args.text()?),
            "--explicit-bounds-checks" => self.options.explicit_bounds_checks = true,
            "--branch-protection" => self.options.branch_protection = true,
            "--spectre-mitigation" => {
                let enable = args.yes_or_no()?;
                self.options.spectre_mitigation = enable;
                self.clamped_memories = Some(enable);
            }
            "--relaxed-simd-deterministic" => self.options.relaxed_simd_deterministic = true,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Reads a module and compiles it unless it is a compiled file. Returns the module's bytes in the binary format, or
    /// none for a compiled file, and the result.
    pub(crate) fn compile(&self, file: &Path) -> Result<(Vec<u8>, Compiled), Failure> {
        let mut options = self.options;
        options.clamped_memories = self.clamped_memories.unwrap_or(!options.explicit_bounds_checks);
        self.features.apply(|proposal, enable| options.features = proposal.set(options.features, enable));
        for name in &self.disabled {
            let names = options.target.machine().cpu_feature_names;
            if !options.target.set_cpu_feature(name, false) {
                let names = if names.is_empty() { "none".into() } else { names.join(", ") };
                return Err(Failure::load(format_args!(
                    "unknown CPU feature '{name}'; the target's features that can be disabled are: {names}"
                )));
            }
        }
        let wasm = source::read(file).map_err(Failure::load)?;
        let describe = |e: &dyn std::fmt::Display| Failure::load(format_args!("{}: {e}", source::name(file)));
        if let Some(compiled) = windlass_disas::read_object(&wasm) {
            return Ok((Vec::new(), compiled.map_err(|e| describe(&e))?));
        }
        let compiled = windlass_disas::compile(&wasm, &options)
            .map_err(|e| describe(&windlass_codegen::explain(e, &wasm, options.features)))?;
        Ok((wasm, compiled))
    }
}
