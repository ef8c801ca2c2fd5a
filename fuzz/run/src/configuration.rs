//! The ways in which Windlass can compile and run a module.

use std::fmt;
use std::str::FromStr;

/// What code may use of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cpu {
    /// All that it has.
    Native,
    /// What every machine with the instruction set has.
    Baseline,
    /// All but the extensions whose bit is set, in the order of their names.
    Without(u8),
}

/// How accesses outside of memories are found, and other traps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bounds {
    /// By guard pages.
    Guard,
    /// By comparing.
    Explicit,
    /// By comparing, and all other traps, too: there are no signals.
    NoSignals,
}

/// When functions are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Compile {
    /// When the module is loaded.
    Eager,
    /// When they are called.
    Lazy,
    /// When the module is loaded, by several threads.
    Parallel,
    /// Ahead of time; the result is loaded.
    Precompiled,
}

/// A way to compile and run a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Configuration {
    /// What code may use of the machine.
    pub cpu: Cpu,
    /// How traps are found.
    pub bounds: Bounds,
    /// When functions are compiled.
    pub compile: Compile,
    /// The most peephole optimizations that are made, where they are limited.
    pub fuse_limit: Option<u32>,
    /// Whether the emitter's checker is on.
    pub is_checked: bool,
}

impl Configuration {
    /// All that the machine has, guard pages, eager.
    pub const DEFAULT: Configuration = Configuration {
        cpu: Cpu::Native,
        bounds: Bounds::Guard,
        compile: Compile::Eager,
        fuse_limit: None,
        is_checked: false,
    };
}

impl fmt::Display for Configuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cpu {
            Cpu::Native => write!(f, "native")?,
            Cpu::Baseline => write!(f, "baseline")?,
            Cpu::Without(set) => write!(f, "without-{set:02x}")?,
        }
        write!(
            f,
            ",{}",
            match self.bounds {
                Bounds::Guard => "guard",
                Bounds::Explicit => "explicit",
                Bounds::NoSignals => "no-signals",
            }
        )?;
        write!(
            f,
            ",{}",
            match self.compile {
                Compile::Eager => "eager",
                Compile::Lazy => "lazy",
                Compile::Parallel => "parallel",
                Compile::Precompiled => "precompiled",
            }
        )?;
        if let Some(limit) = self.fuse_limit {
            write!(f, ",fuse-{limit}")?;
        }
        if self.is_checked { write!(f, ",checked") } else { Ok(()) }
    }
}

impl FromStr for Configuration {
    type Err = String;

    fn from_str(text: &str) -> Result<Configuration, String> {
        let mut result = Configuration::DEFAULT;
        for part in text.split(',') {
            match part {
                "native" => result.cpu = Cpu::Native,
                "baseline" => result.cpu = Cpu::Baseline,
                "guard" => result.bounds = Bounds::Guard,
                "explicit" => result.bounds = Bounds::Explicit,
                "no-signals" => result.bounds = Bounds::NoSignals,
                "eager" => result.compile = Compile::Eager,
                "lazy" => result.compile = Compile::Lazy,
                "parallel" => result.compile = Compile::Parallel,
                "precompiled" => result.compile = Compile::Precompiled,
                "checked" => result.is_checked = true,
                _ if part.starts_with("fuse-") => match part["fuse-".len()..].parse() {
                    Ok(limit) => result.fuse_limit = Some(limit),
                    Err(_) => return Err(format!("not a limit: `{part}`")),
                },
                _ => match part.strip_prefix("without-").map(|set| u8::from_str_radix(set, 16)) {
                    Some(Ok(set)) => result.cpu = Cpu::Without(set),
                    _ => return Err(format!("unknown configuration `{part}`")),
                },
            }
        }
        Ok(result)
    }
}
