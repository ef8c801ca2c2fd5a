//! Parses command lines, and reports wrong ones.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fmt::Display;
#[cfg(feature = "compile")]
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::failure::Failure;
use crate::help_text;
use crate::wasmtime_options::{self, Translated};

/// The help of a command.
#[derive(Debug)]
pub(crate) struct Usage {
    /// The command that prints the help, as typed.
    pub(crate) help_command: &'static str,
    /// The help text. It must mention every long option, since suggestions for misspelt options are taken from it.
    pub(crate) help: &'static str,
}

impl Usage {
    /// A usage error.
    pub(crate) fn error(&self, message: impl Display) -> Failure {
        Failure::usage(message, self.help_command)
    }

    /// The long options, with dashes, in the order of the help.
    pub(crate) fn options(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.help
            .split(|c: char| c != '-' && !c.is_ascii_alphanumeric())
            .filter(|word| word.starts_with("--") && word.len() > 2)
    }

    /// Whether the help lists an option of this name.
    fn lists(&self, name: &str) -> bool {
        help_text::options(self.help).iter().any(|option| option.names.contains(&name))
    }
}

/// A command line argument.
#[derive(Debug)]
pub(crate) enum Argument {
    /// An option with its dashes, such as `--dir` or `-h`. Call [`Arguments::value`] for its value, if it takes one.
    Option(String),
    /// Anything else.
    Value(OsString),
}

/// The arguments of a command.
pub(crate) struct Arguments {
    parser: lexopt::Parser,
    usage: &'static Usage,
    /// The last option, for messages about its value.
    option: String,
    /// The value of the last option, if it was read.
    value: Option<OsString>,
    /// What an option in Wasmtime's style stands for, as far as it was not returned yet.
    translated: VecDeque<Translated>,
    /// The last option, if it comes from there.
    current: Option<Translated>,
}

impl Arguments {
    /// Parses `args`, the arguments after the command's name.
    pub(crate) fn new(args: impl IntoIterator<Item = OsString>, usage: &'static Usage) -> Arguments {
        let args: Vec<OsString> = args.into_iter().collect();
        Arguments {
            parser: lexopt::Parser::from_args(args),
            usage,
            option: String::new(),
            value: None,
            translated: VecDeque::new(),
            current: None,
        }
    }

    /// The next argument.
    pub(crate) fn next(&mut self) -> Result<Option<Argument>, Failure> {
        loop {
            self.value = None;
            self.current = self.translated.pop_front();
            if let Some(translated) = &self.current {
                self.option.clone_from(&translated.written);
                return Ok(Some(Argument::Option(translated.name.clone())));
            }
            let argument = match self.parser.next().map_err(|e| self.usage.error(e))? {
                None => return Ok(None),
                Some(lexopt::Arg::Short(group @ ('W' | 'O' | 'C' | 'S'))) if self.usage.lists(&format!("-{group}")) => {
                    self.option = format!("-{group}");
                    self.translate(group)?;
                    continue;
                }
                Some(lexopt::Arg::Short(c)) => Argument::Option(format!("-{c}")),
                Some(lexopt::Arg::Long(name)) => Argument::Option(format!("--{name}")),
                Some(lexopt::Arg::Value(value)) => Argument::Value(value),
            };
            if let Argument::Option(name) = &argument {
                self.option.clone_from(name);
            }
            return Ok(Some(argument));
        }
    }

    /// Translates the value of an option in Wasmtime's style.
    fn translate(&mut self, group: char) -> Result<(), Failure> {
        for item in self.text()?.split(',') {
            self.translated.extend(wasmtime_options::translate(group, item).map_err(|e| self.usage.error(e))?);
        }
        Ok(())
    }

    /// The value of the last option.
    pub(crate) fn value(&mut self) -> Result<OsString, Failure> {
        let value = match &self.current {
            Some(Translated { value: Some(value), .. }) => value.into(),
            Some(_) => return Err(self.usage.error(format_args!("'{}' needs a value", self.option))),
            None => self.parser.value().map_err(|e| self.usage.error(e))?,
        };
        self.value = Some(value.clone());
        Ok(value)
    }

    /// The value of the last option if it was given with `=`.
    #[cfg(feature = "cache")]
    pub(crate) fn optional_value(&mut self) -> Option<OsString> {
        self.value = match &self.current {
            Some(translated) => translated.value.clone().map(OsString::from),
            None => self.parser.optional_value(),
        };
        self.value.clone()
    }

    /// The last option as one argument, including its value if that was read.
    ///
    /// # Errors
    /// Fails if the value is not UTF-8 or contains a NUL.
    #[cfg(feature = "compile")]
    pub(crate) fn option_as_word(&self) -> Result<String, Failure> {
        let name = self.current.as_ref().map_or(&self.option, |translated| &translated.name);
        let Some(value) = &self.value else { return Ok(name.clone()) };
        match value.to_str().filter(|text| !text.contains('\0')) {
            Some(value) => Ok(format!("{name}={value}")),
            None => Err(self.bad_value(value.display(), "not valid UTF-8")),
        }
    }

    /// The value of the last option, as UTF-8.
    pub(crate) fn text(&mut self) -> Result<String, Failure> {
        let value = self.value()?;
        value.into_string().map_err(|v| self.bad_value(v.display(), "not valid UTF-8"))
    }

    /// The value of the last option, as an integer of at least `least`.
    pub(crate) fn number<N: FromStr + PartialOrd + Display>(&mut self, least: N) -> Result<N, Failure> {
        let text = self.text()?;
        match text.parse() {
            Ok(n) if n >= least => Ok(n),
            _ => Err(self.bad_value(text, format_args!("expected an integer of at least {least}"))),
        }
    }

    /// The value of the last option, as `yes` or `no`.
    #[cfg(feature = "compiler")]
    pub(crate) fn yes_or_no(&mut self) -> Result<bool, Failure> {
        let text = self.text()?;
        match text.as_str() {
            "y" | "yes" => Ok(true),
            "n" | "no" => Ok(false),
            _ => Err(self.bad_value(text, "expected yes or no")),
        }
    }

    /// The value of the last option, as a size in bytes with an optional suffix: `512k`, `8m`.
    pub(crate) fn size(&mut self) -> Result<usize, Failure> {
        let text = self.text()?;
        parse_size(&text).ok_or_else(|| self.bad_value(&text, "expected a size such as 512k or 8m"))
    }

    /// The value of the last option, as a number, which may be 0.
    pub(crate) fn count(&mut self) -> Result<usize, Failure> {
        let text = self.text()?;
        text.parse().map_err(|_| self.bad_value(&text, "expected a number"))
    }

    /// The value of the last option, as a time: `500ms`, `1.5s`, `2m`.
    pub(crate) fn duration(&mut self) -> Result<Duration, Failure> {
        let text = self.text()?;
        parse_duration(&text).ok_or_else(|| self.bad_value(&text, "expected a time such as 500ms, 1.5s or 2m"))
    }

    /// A usage error for the value of the last option.
    pub(crate) fn bad_value(&self, value: impl Display, why: impl Display) -> Failure {
        self.usage.error(format_args!("'{}' does not take '{value}': {why}", self.option))
    }

    /// All remaining arguments, including options.
    pub(crate) fn rest(&mut self) -> Result<Vec<OsString>, Failure> {
        Ok(self.parser.raw_args().map_err(|e| self.usage.error(e))?.collect())
    }

    /// A usage error for an unexpected argument.
    pub(crate) fn unexpected(&self, argument: &Argument) -> Failure {
        match argument {
            Argument::Value(value) => self.usage.error(format_args!("unexpected argument '{}'", value.display())),
            Argument::Option(_) if self.current.is_some() => {
                self.usage.error(format_args!("'{}' is not for this command", self.option))
            }
            Argument::Option(name) => match (missing_feature(name), closest(name, self.usage.options())) {
                (Some(feature), _) => {
                    self.usage.error(format_args!("this build was made without '{name}' (feature `{feature}`)"))
                }
                (None, Some(known)) => {
                    self.usage.error(format_args!("unknown option '{name}'; did you mean '{known}'?"))
                }
                (None, None) => self.usage.error(format_args!("unknown option '{name}'")),
            },
        }
    }

    /// Returns `file`, or a usage error if there is none.
    #[cfg(feature = "compile")]
    pub(crate) fn required_file(&self, file: Option<PathBuf>) -> Result<PathBuf, Failure> {
        file.ok_or_else(|| self.usage.error("a file is needed"))
    }
}

/// Which feature this build would need for an option that it does not have.
fn missing_feature(option: &str) -> Option<&'static str> {
    let features: &[(&str, bool, &[&str])] = &[
        ("cache", cfg!(feature = "cache"), &["--cache", "--cache-size"]),
        ("invoke", cfg!(feature = "invoke"), &["--invoke"]),
        ("sandbox", cfg!(feature = "sandbox"), &["--sandbox", "--no-sandbox"]),
        (
            "compiler",
            cfg!(feature = "compiler"),
            &[
                "-W",
                "--compile",
                "--jobs",
                "--max-module-code",
                "--max-code-expansion",
                "--disable-cpu-feature",
                "--relaxed-simd-deterministic",
            ],
        ),
        (
            "explicit-bounds-checks",
            cfg!(all(feature = "compiler", feature = "explicit-bounds-checks")),
            &["--explicit-bounds-checks", "--signals-based-traps"],
        ),
        (
            "wasi",
            cfg!(feature = "wasi"),
            &[
                "--dir",
                "--env",
                "--inherit-env",
                "--argv0",
                "--stdin",
                "--stdout",
                "--stderr",
                "--listen-fd",
                "--max-descriptors",
                "--random-seed",
                "--clock",
            ],
        ),
    ];
    let missing = features.iter().find(|(_, is_there, options)| !is_there && options.contains(&option));
    missing.map(|(feature, ..)| *feature)
}

/// Parses a positive number of bytes, with an optional unit: `k`, `m` and `g` stand for powers of 1024, as do `KB` and
/// `KiB`.
fn parse_size(text: &str) -> Option<usize> {
    let (digits, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let unit = unit.trim_start().to_ascii_lowercase();
    let shift = match unit.strip_suffix("ib").or(unit.strip_suffix('b')).unwrap_or(&unit) {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        _ => return None,
    };
    digits.parse::<usize>().ok()?.checked_mul(1 << shift).filter(|size| *size > 0)
}

/// Parses a time, in seconds if it has no unit.
fn parse_duration(text: &str) -> Option<Duration> {
    let (digits, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len()));
    let unit = match unit.trim_start().to_ascii_lowercase().as_str() {
        "us" => 1_000,
        "ms" => 1_000_000,
        "" | "s" | "sec" => 1_000_000_000,
        "m" | "min" => 60_000_000_000,
        "h" => 3_600_000_000_000u64,
        _ => return None,
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut nanoseconds = whole.parse::<u64>().ok()?.checked_mul(unit)?;
    let mut part = unit;
    for digit in fraction.chars() {
        part /= 10;
        nanoseconds = nanoseconds.checked_add(part * u64::from(digit.to_digit(10)?))?;
    }
    Some(Duration::from_nanos(nanoseconds))
}

/// The entry of `known` that is most similar to `word`, if any is similar enough.
pub(crate) fn closest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = 1.max(word.trim_start_matches('-').len() / 3);
    // Skip words of very different length: names in modules may be very long.
    let similar = known.filter(|k| k.len().abs_diff(word.len()) <= most);
    let (distance, best) = similar.map(|k| (distance(word, k), k)).min_by_key(|(distance, _)| *distance)?;
    (distance <= most).then_some(best)
}

/// The edit distance of two strings: bytes inserted, deleted or replaced, or neighbours swapped.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // `table[i][j]` is the distance between the first i bytes of `a` and the first j of `b`.
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(parse_size("4096"), Some(4096));
        assert_eq!(parse_size("512k"), Some(512 << 10));
        assert_eq!(parse_size("8M"), Some(8 << 20));
        assert_eq!(parse_size("2g"), Some(2 << 30));
        for text in ["64k", "64K", "64kb", "64KiB", "64 KB"] {
            assert_eq!(parse_size(text), Some(64 << 10), "{text}");
        }
        for wrong in ["", "k", "0", "-1", "1t", "1kk", "é", "99999999999999999999m", "9999999999999999999g"] {
            assert_eq!(parse_size(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn durations() {
        let milliseconds = |text| parse_duration(text).map(|time| time.as_millis());
        let times = ["500ms", "1s", "1", "1.5s", "0.25", "2m", "2 min", "1h", "0"].map(milliseconds);
        let expected = [500, 1000, 1000, 1500, 250, 120_000, 120_000, 3_600_000, 0];
        assert_eq!(times, expected.map(Some));
        for wrong in ["", "s", "-1s", "1d", "1.2.3", ".", "é", "99999999999h"] {
            assert_eq!(parse_duration(wrong), None, "{wrong}");
        }
    }

    static USAGE: Usage = Usage {
        help_command: "windlass thing --help",
        help: "Usage: windlass thing [--dir HOST[::GUEST]] --env NAME[=VALUE]\n  -h, --help  Show this -- and end",
    };

    fn arguments(words: &[&str]) -> Arguments {
        Arguments::new(words.iter().map(OsString::from), &USAGE)
    }

    #[test]
    fn distances() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("swap", "sawp"), 1);
        assert_eq!(distance("same", "same"), 0);
    }

    #[test]
    fn options_come_from_the_help() {
        assert_eq!(USAGE.options().collect::<Vec<_>>(), ["--dir", "--env", "--help"]);
        assert_eq!(closest("--dri", USAGE.options()), Some("--dir"));
        assert_eq!(closest("--hepl", USAGE.options()), Some("--help"));
        assert_eq!(closest("--frobnicate", USAGE.options()), None);
    }

    #[test]
    fn what_follows_the_file_is_left_alone() {
        let mut args = arguments(&["--dir=a", "file", "--dir", "-x"]);
        assert!(matches!(args.next(), Ok(Some(Argument::Option(o))) if o == "--dir"));
        assert_eq!(args.value().unwrap(), "a");
        assert!(matches!(args.next(), Ok(Some(Argument::Value(v))) if v == "file"));
        assert_eq!(args.rest().unwrap(), ["--dir", "-x"]);
    }

    #[test]
    fn numbers_have_a_least_value() {
        let mut args = arguments(&["--env", "3", "--env", "0", "--env", "x"]);
        let mut next = || {
            args.next().unwrap();
            args.number(1u32)
        };
        assert_eq!(next().unwrap(), 3);
        assert!(next().is_err());
        assert!(next().is_err());
    }
}
