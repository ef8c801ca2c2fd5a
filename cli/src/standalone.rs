//! Standalone programs: a copy of this executable with a compiled module appended.
//!
//! The tail starts at a page boundary after the executable: the length of the settings, the settings, and, at the next
//! page boundary, the compiled module, up to the end of the file. The tail's offset is written into the executable's
//! [`MARK`].

use std::ffi::OsString;
use std::fs::File;
#[cfg(feature = "compile")]
use std::hint::black_box;
use std::io;
use std::os::unix::fs::FileExt;

/// The alignment of settings and module: the largest page size.
#[cfg(feature = "compile")]
const PAGE: usize = 4 << 10;

/// The marker by which the offset of the tail is found. Zero without a tail.
#[repr(C)]
struct Mark {
    name: [u8; 24],
    start: [u8; 8],
}

#[used]
static MARK: Mark = Mark { name: *b"windlass standalone mark", start: [0; 8] };

/// The compiled module appended to this executable.
#[derive(Debug)]
pub(crate) struct Tail {
    /// The executable.
    pub(crate) file: File,
    /// Offset of the module.
    pub(crate) start: u64,
    /// Length of the module.
    pub(crate) len: u64,
    /// Options of the command `run`.
    pub(crate) options: Vec<OsString>,
}

impl Tail {
    /// The tail of this executable, if it has one.
    pub(crate) fn of_this() -> Option<io::Result<Tail>> {
        // SAFETY: a static can be read. The read is volatile because the value is patched in the file.
        let start = u64::from_le_bytes(unsafe { (&raw const MARK.start).read_volatile() });
        (start != 0).then(|| Tail::read(start))
    }

    fn read(start: u64) -> io::Result<Tail> {
        let file = File::open("/proc/self/exe")?;
        let mut len = [0; 8];
        file.read_exact_at(&mut len, start)?;
        let len = u64::from_le_bytes(len);
        let file_len = file.metadata()?.len();
        let module = start.saturating_add(8).saturating_add(len).div_ceil(4 << 10) * (4 << 10);
        if module > file_len {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut options = vec![0; len as usize];
        file.read_exact_at(&mut options, start + 8)?;
        let options = options.split_inclusive(|byte| *byte == 0);
        let options = options.filter_map(|option| String::from_utf8(option.strip_suffix(&[0])?.to_vec()).ok());
        let options = options.map(OsString::from).collect();
        Ok(Tail { file, start: module, len: file_len - module, options })
    }
}

/// Writes a standalone program: a copy of `runtime` with these options for the command `run`, and the module that
/// `write` writes.
#[cfg(feature = "compile")]
pub(crate) fn write<E: From<io::Error>>(
    mut runtime: Vec<u8>,
    options: &[String],
    out: &mut dyn io::Write,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), E>,
) -> Result<(), E> {
    let at = find_mark(&runtime).ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidData, "not a windlass command, or already a standalone program")
    })?;
    runtime.resize(runtime.len().next_multiple_of(PAGE), 0);
    let start = (runtime.len() as u64).to_le_bytes();
    runtime[at..at + start.len()].copy_from_slice(&start);
    let options: String = options.iter().map(|option| format!("{option}\0")).collect();
    runtime.extend_from_slice(&(options.len() as u64).to_le_bytes());
    runtime.extend_from_slice(options.as_bytes());
    runtime.resize(runtime.len().next_multiple_of(PAGE), 0);
    out.write_all(&runtime)?;
    drop(runtime);
    write(out)
}

/// The position of the tail's offset in an executable. `None` if it has no mark, or already has a tail.
#[cfg(feature = "compile")]
fn find_mark(runtime: &[u8]) -> Option<usize> {
    // Read the name from the mark, so that the executable contains it only once.
    let name = black_box(&MARK).name;
    let mut marks = runtime.windows(size_of::<Mark>()).enumerate().filter(|(_, bytes)| bytes.starts_with(&name));
    let (at, mark) = marks.next()?;
    (marks.next().is_none() && mark.ends_with(&[0; 8])).then_some(at + name.len())
}

/// Whether these are the bytes of a standalone program.
#[cfg(feature = "compile")]
pub(crate) fn is_program(bytes: &[u8]) -> bool {
    let name = black_box(&MARK).name;
    bytes.starts_with(b"\x7fELF") && find_mark(bytes).is_none() && bytes.windows(name.len()).any(|part| part == name)
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;

    #[test]
    fn an_executable_has_one_mark_and_at_most_one_tail() {
        let runtime = std::fs::read("/proc/self/exe").unwrap();
        assert!(find_mark(&runtime).is_some());
        assert!(Tail::of_this().is_none());
        let runtime_copy = runtime.clone();
        let mut out = Vec::new();
        write::<io::Error>(runtime, &["--env".into(), "A=b".into()], &mut out, |out| out.write_all(b"module")).unwrap();
        assert!(find_mark(&out).is_none() && out.ends_with(b"module"));
        assert!(is_program(&out) && !is_program(&runtime_copy));
        let error = write::<io::Error>(out, &[], &mut Vec::new(), |_| Ok(())).unwrap_err();
        assert!(error.to_string().contains("standalone"), "{error}");
    }
}
