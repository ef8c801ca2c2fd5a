//! `--dir HOST[::GUEST][:ro]`.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, complain};

/// A host directory, and how the program may use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directory {
    pub(super) host: PathBuf,
    /// Its path in the guest.
    pub(super) guest: String,
    pub(super) read_only: bool,
}

impl Directory {
    /// Parses `HOST[::GUEST][:ro|:rw]`. The last `::` separates the two, so that HOST may contain `::` if GUEST is
    /// given. HOST may be any bytes; a guest sees what is not UTF-8 of its name as U+FFFD.
    ///
    /// # Errors
    /// Returns what is missing or wrong.
    pub(super) fn parse(text: &OsStr) -> Result<Directory, &'static str> {
        let text = text.as_bytes();
        let (names, read_only) = match (text.strip_suffix(b":ro"), text.strip_suffix(b":rw")) {
            // In `HOST::ro`, `ro` is GUEST.
            (Some(names), _) if !names.ends_with(b":") => (names, true),
            (_, Some(names)) if !names.ends_with(b":") => (names, false),
            _ => (text, false),
        };
        let (host, guest) = match names.windows(2).rposition(|two| two == b"::") {
            Some(at) => {
                let guest = str::from_utf8(&names[at + 2..]).map_err(|_| "GUEST is not valid UTF-8")?;
                (&names[..at], Cow::Borrowed(guest))
            }
            None => (names, String::from_utf8_lossy(names)),
        };
        match (host, &*guest) {
            (b"", _) => Err("HOST is missing; '.' is the current directory"),
            (_, "") => Err("GUEST is missing"),
            _ => Ok(Directory { host: OsStr::from_bytes(host).into(), guest: guest.into_owned(), read_only }),
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
            assert_eq!(Directory::parse(text.as_ref()), Ok(expected), "{text}");
        }
        for text in ["", ":ro", "::", "::/a", "a::", "::/a:ro"] {
            assert!(Directory::parse(text.as_ref()).is_err(), "{text}");
        }
        let directory = Directory::parse(OsStr::from_bytes(b"\xff:ro")).unwrap();
        assert_eq!((directory.host.as_os_str().as_bytes(), &*directory.guest), (&b"\xff"[..], "\u{fffd}"));
    }
}
