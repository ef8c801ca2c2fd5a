//! The header of a filetest: the options it is compiled with.

use windlass_codegen::CompileOptions;
use windlass_codegen::proposals::IMPLEMENTED;
use windlass_isa::{Isa, Target};

/// The lines `;;! key = "value"` at the start of the file:
///
/// | key | values |
/// | --- | --- |
/// | `target` | `x86_64` or `aarch64`; required |
/// | `cpu` | `all`, the default: every CPU feature; `baseline`: none; or `no` and the names of missing features |
/// | `bounds-checks` | `guard`, the default, or `explicit` |
/// | `relaxed-simd` | `fast`, the default, or `deterministic` |
/// | `spectre` | `mitigated`, the default, or `exposed` |
/// | `fuel` | `unlimited`, the default, or `consumed` |
/// | `branches` | `unprotected`, the default, or `protected` |
/// | `traps` | `faults`, the default, or `explicit`, with explicit bounds checks |
/// | `compile` | `eager`, the default, or `lazy` |
/// | `lines` | the number of lines of each function to show; all by default |
#[derive(Clone, Debug)]
pub struct Header {
    /// The instruction set, as its folder is named.
    pub target: String,
    /// The compile options.
    pub options: CompileOptions,
    /// Whether functions are compiled lazily.
    pub lazy: bool,
    /// The number of lines of each function to show.
    pub lines: usize,
}

/// The prefix of header lines.
const KEY: &str = ";;!";

impl Header {
    /// Parses the header of a file.
    ///
    /// # Errors
    /// Fails if a line is not understood or there is no target.
    pub fn parse(text: &str) -> Result<Header, String> {
        let mut header =
            Header { target: String::new(), options: CompileOptions::default(), lazy: false, lines: usize::MAX };
        header.options.features = IMPLEMENTED;
        let mut cpu = "all";
        for line in text.lines().filter_map(|line| line.strip_prefix(KEY)) {
            let bad = || format!("`{KEY}{line}` is not understood");
            let (key, value) = line.split_once('=').ok_or_else(bad)?;
            let value = value.trim().strip_prefix('"').and_then(|value| value.strip_suffix('"')).ok_or_else(bad)?;
            match (key.trim(), value) {
                ("target", _) if isa(value).is_some() => header.target = value.into(),
                ("cpu", _) => cpu = value,
                ("bounds-checks", "guard" | "explicit") => header.options.explicit_bounds_checks = value == "explicit",
                ("relaxed-simd", "fast" | "deterministic") => {
                    header.options.relaxed_simd_deterministic = value == "deterministic";
                }
                ("spectre", "mitigated" | "exposed") => {
                    header.options.spectre_mitigation = value == "mitigated";
                    header.options.clamped_memories = value == "mitigated";
                }
                ("traps", "faults" | "explicit") => header.options.explicit_traps = value == "explicit",
                ("fuel", "consumed" | "unlimited") => header.options.consume_fuel = value == "consumed",
                ("branches", "unprotected" | "protected") => header.options.branch_protection = value == "protected",
                ("lines", _) => header.lines = value.parse().map_err(|_| bad())?,
                ("compile", "eager" | "lazy") => header.lazy = value == "lazy",
                _ => return Err(bad()),
            }
        }
        let Some(mut target) = isa(&header.target).and_then(Target::most_capable) else {
            return Err(format!("a line such as `{KEY} target = \"x86_64\"` is missing"));
        };
        disable(cpu, target.machine().cpu_feature_names, |name| target.set_cpu_feature(name, false))?;
        header.options.target = target;
        Ok(header)
    }
}

/// The instruction set with this name.
fn isa(name: &str) -> Option<Isa> {
    Isa::ALL.iter().copied().find(|isa| isa.name() == name)
}

/// Disables the CPU features that `cpu` excludes.
fn disable(cpu: &str, all: &[&str], mut disable: impl FnMut(&str) -> bool) -> Result<(), String> {
    let missing = match cpu {
        "all" => Vec::new(),
        "baseline" => all.to_vec(),
        _ => cpu.strip_prefix("no ").ok_or(format!("the cpu `{cpu}` is not understood"))?.split(' ').collect(),
    };
    match missing.iter().find(|name| !disable(name)) {
        Some(unknown) => Err(format!("there is no CPU feature `{unknown}`")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_how_to_compile() {
        let header =
            Header::parse(";;! target = \"x86_64\"\n;;! cpu = \"no avx bmi2\"\n;;! compile = \"lazy\"\n").unwrap();
        let Target::X86_64(features) = header.options.target else { panic!("{header:?}") };
        assert!(header.lazy && features.lzcnt && !features.avx && !features.bmi2);
        for wrong in
            ["", ";;! target = \"x86_64\"\n;;! cpu = \"no mmx\"", ";;! target = x86_64", ";;! colour = \"red\""]
        {
            assert!(Header::parse(wrong).is_err(), "{wrong}");
        }
    }
}
