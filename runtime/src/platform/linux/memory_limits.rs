//! Finds out which limit made the kernel refuse memory, since its error is the same for all.

use core::fmt;
use core::mem;
use std::fs::File;
use std::io::Read;

/// Writes which limit of this process was reached, or is set and therefore likely, and how to raise it. Writes nothing
/// if there is none.
///
/// Does not allocate: if the number of mappings is exhausted, the heap may not be able to grow.
pub(super) fn explain(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let allowed = read("/proc/sys/vm/max_map_count").number;
    let mappings = read("/proc/self/maps").lines;
    // A refused mapping may have needed two, and some may have been unmapped meanwhile.
    if allowed != 0 && mappings + 16 >= allowed {
        return write!(
            f,
            "; the process has {mappings} mappings and may have {allowed}: `sysctl -w vm.max_map_count={}` allows more",
            allowed * 4
        );
    }
    if let Some(limit) = address_space_limit() {
        return write!(f, "; the address space of the process is limited to {} MiB (`ulimit -v`)", limit >> 20);
    }
    if read("/proc/sys/vm/overcommit_memory").number == 2 {
        f.write_str("; the kernel is set not to overcommit memory (`sysctl vm.overcommit_memory`)")?;
    }
    Ok(())
}

/// The limit on the address space in bytes, if there is one.
fn address_space_limit() -> Option<u64> {
    // SAFETY: the structure is plain, and only the call writes to it.
    let limit = unsafe {
        let mut limit: libc::rlimit = mem::zeroed();
        if libc::getrlimit(libc::RLIMIT_AS, &mut limit) != 0 {
            return None;
        }
        limit.rlim_cur
    };
    (limit != libc::RLIM_INFINITY).then_some(limit)
}

/// The relevant content of a file; zero if it cannot be read.
#[derive(Default)]
struct Contents {
    lines: u64,
    /// The number in its first line.
    number: u64,
}

fn read(path: &str) -> Contents {
    let mut contents = Contents::default();
    let Ok(mut file) = File::open(path) else { return contents };
    let mut buffer = [0; 4096];
    while let Ok(len @ 1..) = file.read(&mut buffer) {
        for &byte in &buffer[..len] {
            match byte {
                b'\n' => contents.lines += 1,
                b'0'..=b'9' if contents.lines == 0 => {
                    contents.number = contents.number.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                }
                _ => {}
            }
        }
    }
    contents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_tells_its_limits() {
        assert!(read("/proc/sys/vm/max_map_count").number > 1000);
        let mappings = read("/proc/self/maps").lines;
        assert!(mappings > 5 && mappings < 100_000, "{mappings}");
        assert_eq!(read("/no/such/file").lines, 0);
    }
}
