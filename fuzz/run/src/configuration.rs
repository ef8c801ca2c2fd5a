//! Configurations of Windlass.

use std::fmt;
use std::str::FromStr;

/// The CPU features that code may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cpu {
    /// All features of the machine.
    Native,
    /// The baseline of the architecture.
    Baseline,
    /// All but the features whose bits are set, in the order of their names.
    Without(u8),
}

/// How traps are detected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bounds {
    /// Guard pages and faults.
    Guard,
    /// Explicit bounds checks; faults for other traps.
    Explicit,
    /// Explicit checks for all traps, without signals.
    NoSignals,
}

/// When functions are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Compile {
    /// At load time.
    Eager,
    /// On the first call.
    Lazy,
    /// At load time, by several threads.
    Parallel,
    /// Ahead of time, and loaded again.
    Precompiled,
}

/// A configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Configuration {
    /// The CPU features that code may use.
    pub cpu: Cpu,
    /// How traps are detected.
    pub bounds: Bounds,
    /// When functions are compiled.
    pub compile: Compile,
    /// The limit on peephole optimizations, if any.
    pub fuse_limit: Option<u32>,
    /// Whether the emitter's checker is on.
    pub is_checked: bool,
}

impl Configuration {
    /// All CPU features, guard pages, eager.
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
