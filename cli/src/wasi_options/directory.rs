//! `--dir HOST[::GUEST][:ro]`.

use std::io;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, complain};

/// A host directory, and how the program may use it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directory {
    pub(super) host: PathBuf,
    /// Its path in the guest.
    pub(super) guest: String,
    pub(super) read_only: bool,
}

impl Directory {
    /// Parses `HOST[::GUEST][:ro|:rw]`. The last `::` separates the two, so that HOST may contain `::` if GUEST is
    /// given.
    ///
    /// # Errors
    /// Returns what is missing.
    pub(super) fn parse(text: &str) -> Result<Directory, &'static str> {
        let (names, read_only) = match (text.strip_suffix(":ro"), text.strip_suffix(":rw")) {
            // In `HOST::ro`, `ro` is GUEST.
            (Some(names), _) if !names.ends_with(':') => (names, true),
            (_, Some(names)) if !names.ends_with(':') => (names, false),
            _ => (text, false),
        };
        let (host, guest) = names.rsplit_once("::").unwrap_or((names, names));
        match (host, guest) {
            ("", _) => Err("HOST is missing; '.' is the current directory"),
            (_, "") => Err("GUEST is missing"),
            _ => Ok(Directory { host: host.into(), guest: guest.into(), read_only }),
        }
    }
}

/// The failure for a directory that cannot be opened.
pub(super) fn failure(host: &Path, read_only: bool, error: &io::Error) -> Failure {
    let mut whole = host.as_os_str().to_owned();
    whole.push(":ro");
    let hint = match read_only && Path::new(&whole).is_dir() {
        true => format!("; if you mean '{0}', write '{0}:rw'", whole.display()),
        false => String::new(),
    };
    Failure::load(format_args!("the directory '{}' cannot be opened: {error}{hint}", host.display()))
}

/// Warns if a directory reveals more than the user may expect.
pub(super) fn warn(host: &Path) {
    if windlass_wasi::is_on_procfs(host).unwrap_or(false) {
        let host = host.display();
        complain(&format!(
            "warning: the directory '{host}' is on procfs: the program can learn the arguments, environment, memory map \
             and open files of this process, and of others of this user"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_modes() {
        for (text, host, guest, read_only) in [
            ("a", "a", "a", false),
            ("a:ro", "a", "a", true),
            ("a::/b", "a", "/b", false),
            ("a::/b:ro", "a", "/b", true),
            ("a::/b:rw", "a", "/b", false),
            ("a:b", "a:b", "a:b", false),
            ("a:ro:rw", "a:ro", "a:ro", false),
            ("a:ro:ro", "a:ro", "a:ro", true),
            ("a:ro::b", "a:ro", "b", false),
            ("a::ro", "a", "ro", false),
            ("a::ro:ro", "a", "ro", true),
            ("a::b::c", "a::b", "c", false),
            ("::a::b", "::a", "b", false),
        ] {
            let expected = Directory { host: host.into(), guest: guest.into(), read_only };
            assert_eq!(Directory::parse(text), Ok(expected), "{text}");
        }
        for text in ["", ":ro", "::", "::/a", "a::", "::/a:ro"] {
            assert!(Directory::parse(text).is_err(), "{text}");
        }
    }
}
