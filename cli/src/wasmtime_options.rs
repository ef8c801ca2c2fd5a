//! Options in Wasmtime's style, `-W`, `-O`, `-C` and `-S` with `KEY[=VALUE]`: which of ours a user means by them.

/// What stands behind a key.
enum Meaning {
    /// An option of ours with the same value.
    Value(&'static str),
    /// `y` and `n` are these options of ours, if they are any.
    Choice(Option<Words>, Option<Words>),
    /// A hint that cannot change what a program does: there is only one way here.
    NoEffect,
    /// Only this can be had.
    Only(bool),
    /// It is not there, and this is what to do.
    Missing(&'static str),
}
use Meaning::{Choice, Missing, NoEffect, Only, Value};

/// An option of ours, and its value if it has one.
type Words = (&'static str, Option<&'static str>);

/// A flag of ours, for `y`.
const fn flag(name: &'static str) -> Meaning {
    Choice(Some((name, None)), None)
}

/// An option of ours that takes `yes` or `no`.
const fn yes_or_no(name: &'static str) -> Meaning {
    Choice(Some((name, Some("yes"))), Some((name, Some("no"))))
}

const KEYS: &[(char, &str, Meaning)] = &[
    ('O', "opt-level", NoEffect),
    ('O', "signals-based-traps", yes_or_no("--signals-based-traps")),
    ('O', "memory-reservation", Missing("'--explicit-bounds-checks' reserves only the size of a memory")),
    (
        'O',
        "memory-guard-size",
        Missing("it follows from the code; '--explicit-bounds-checks' does without guard pages"),
    ),
    ('O', "pooling-allocator", Missing("there is no pool to set up")),
    ('C', "cache", flag("--cache")),
    ('C', "parallel-compilation", Choice(Some(("--compile", Some("parallel"))), Some(("--compile", Some("eager"))))),
    ('C', "compiler", Missing("there is one compiler")),
    ('C', "debug-info", NoEffect),
    ('S', "cli", Only(true)),
    ('S', "common", Only(true)),
    ('S', "preview2", Only(false)),
    ('S', "inherit-env", flag("--inherit-env")),
    ('S', "listenfd", Choice(Some(("--listen-fd", Some("env"))), None)),
    ('S', "inherit-network", Only(false)),
    ('S', "allow-ip-name-lookup", Only(false)),
    ('S', "tcp", Only(false)),
    ('S', "udp", Only(false)),
    ('S', "threads", Only(false)),
    ('S', "http", Only(false)),
    ('S', "nn", Only(false)),
    ('S', "config", Only(false)),
    ('S', "keyvalue", Only(false)),
    ('S', "tls", Only(false)),
    ('W', "max-wasm-stack", Value("--max-wasm-stack")),
    ('W', "timeout", Value("--timeout")),
    ('W', "max-memory-size", Value("--max-memory-size")),
    ('W', "max-table-elements", Value("--max-table-elements")),
    ('W', "max-instances", Value("--max-instances")),
    ('W', "relaxed-simd-deterministic", flag("--relaxed-simd-deterministic")),
    ('W', "unknown-imports-trap", Choice(Some(("--unknown-imports", Some("trap"))), None)),
    ('W', "unknown-imports-default", Choice(Some(("--unknown-imports", Some("default"))), None)),
    ('W', "fuel", Value("--fuel")),
    ('W', "component-model", Only(false)),
];

/// An option in Wasmtime's style, as an option of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Translated {
    /// Our option, with dashes.
    pub(crate) name: String,
    /// Its value, if it has one.
    pub(crate) value: Option<String>,
    /// What the user wrote, for messages.
    pub(crate) written: String,
}

/// Translates `KEY[=VALUE]` of the group `-W`, `-O`, `-C` or `-S`; no option if it has no effect. What no key of `-W` is is left there: it
/// may be a proposal.
///
/// # Errors
/// Says why it cannot be had.
pub(crate) fn translate(group: char, item: &str) -> Result<Option<Translated>, String> {
    let written = format!("-{group} {item}");
    let (key, value) = item.split_once('=').map_or((item, None), |(key, value)| (key, Some(value)));
    let of_group = || KEYS.iter().filter(|(of, ..)| *of == group);
    let Some((.., meaning)) = of_group().find(|(_, name, _)| *name == key) else {
        if group == 'W' {
            return Ok(Some(Translated { name: "-W".into(), value: Some(item.into()), written: "-W".into() }));
        }
        let known: Vec<_> = of_group().filter(|(.., m)| !matches!(m, Missing(_))).map(|(_, name, _)| *name).collect();
        return Err(format!("'{written}' is not known; '-{group}' takes: {}", known.join(", ")));
    };
    let enable = match value {
        None | Some("y" | "yes" | "true") => Some(true),
        Some("n" | "no" | "false") => Some(false),
        Some(_) => None,
    };
    let wrong = || format!("'{written}' is not known: what follows the = is y or n");
    let made = |name: &str, value: Option<&str>| {
        Some(Translated { name: name.into(), value: value.map(str::to_owned), written: written.clone() })
    };
    match meaning {
        NoEffect => Ok(None),
        Value(name) => match value {
            Some(value) => Ok(made(name, Some(value))),
            None => Err(format!("'{written}' needs a value")),
        },
        Choice(yes, no) => match enable.ok_or_else(wrong)? {
            true => Ok(yes.and_then(|(name, value)| made(name, value))),
            false => Ok(no.and_then(|(name, value)| made(name, value))),
        },
        Only(only) if enable.ok_or_else(wrong)? == *only => Ok(None),
        Only(true) => Err(format!("'{written}': it cannot be turned off")),
        Only(false) => Err(format!("'{written}': Windlass does not have it")),
        Missing(_) if enable == Some(false) => Ok(None),
        Missing(why) => Err(format!("'{written}': Windlass does not have it; {why}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_options_of_ours() {
        let made = |group, item| translate(group, item).unwrap().map(|t| (t.name, t.value.unwrap_or_default()));
        let words = |name: &str, value: &str| Some((name.to_owned(), value.to_owned()));
        assert_eq!(made('W', "max-wasm-stack=65536"), words("--max-wasm-stack", "65536"));
        assert_eq!(made('W', "simd=n"), words("-W", "simd=n"));
        assert_eq!(made('W', "unknown-imports-trap"), words("--unknown-imports", "trap"));
        assert_eq!(made('O', "signals-based-traps=n"), words("--signals-based-traps", "no"));
        assert_eq!(made('C', "cache"), words("--cache", ""));
        for (group, item) in
            [('O', "opt-level=2"), ('C', "cache=n"), ('S', "preview2=n"), ('S', "cli"), ('O', "pooling-allocator=n")]
        {
            assert_eq!(made(group, item), None, "{item}");
        }
        for (group, item) in
            [('O', "fast"), ('S', "http"), ('S', "cli=n"), ('C', "cache=1"), ('W', "timeout"), ('W', "fuel")]
        {
            assert!(translate(group, item).is_err(), "{item}");
        }
    }
}
