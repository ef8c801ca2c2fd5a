//! Generates arguments: mostly meaningful ones, and some that are not.

use super::numbers::Numbers;

/// The size of the guest's memory in bytes.
pub(crate) const MEMORY: u64 = 1 << 16;

/// The first descriptor of each kind. Standard streams come first.
const FIRST_DIRECTORY: u64 = 3;
const FIRST_SOCKET: u64 = 6;
const FIRST_OPENED: u64 = 9;

/// The meaning of an argument, or of several that belong together.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A descriptor: mostly of a preopened directory, of a socket, of a file that the guest opened, or any.
    Directory,
    Socket,
    Opened,
    Fd,
    /// An enumeration with this many values, such as a clock, an advice or a signal.
    Choice(u64),
    /// Flags, of which this many bits are defined.
    Flags(u32),
    Rights,
    /// A position in a file, a size, or a time.
    Offset,
    /// A pointer to a result of this many bytes.
    Out(u64),
    /// A pointer to a path, and its length.
    Path,
    /// A pointer to a buffer, and its length.
    Buffer,
    /// A pointer to a list of buffers, and their number.
    Vectors,
    /// Pointers to subscriptions and to room for events, and their number.
    Subscriptions,
}

use Kind::{Buffer, Choice, Directory, Fd, Flags, Offset, Opened, Out, Path, Rights, Socket, Subscriptions, Vectors};

/// All functions, and what their arguments mean.
pub(crate) const FUNCTIONS: &[(&str, &[Kind])] = &[
    ("args_get", &[Out(8), Out(8)]),
    ("args_sizes_get", &[Out(4), Out(4)]),
    ("clock_res_get", &[Choice(5), Out(8)]),
    ("clock_time_get", &[Choice(5), Offset, Out(8)]),
    ("environ_get", &[Out(8), Out(8)]),
    ("environ_sizes_get", &[Out(4), Out(4)]),
    ("fd_advise", &[Opened, Offset, Offset, Choice(7)]),
    ("fd_allocate", &[Opened, Offset, Offset]),
    ("fd_close", &[Opened]),
    ("fd_datasync", &[Opened]),
    ("fd_fdstat_get", &[Fd, Out(24)]),
    ("fd_fdstat_set_flags", &[Fd, Flags(5)]),
    ("fd_fdstat_set_rights", &[Opened, Rights, Rights]),
    ("fd_filestat_get", &[Fd, Out(64)]),
    ("fd_filestat_set_size", &[Opened, Offset]),
    ("fd_filestat_set_times", &[Fd, Offset, Offset, Flags(4)]),
    ("fd_pread", &[Opened, Vectors, Offset, Out(4)]),
    ("fd_prestat_dir_name", &[Directory, Buffer]),
    ("fd_prestat_get", &[Directory, Out(8)]),
    ("fd_pwrite", &[Opened, Vectors, Offset, Out(4)]),
    ("fd_read", &[Fd, Vectors, Out(4)]),
    ("fd_readdir", &[Directory, Buffer, Offset, Out(4)]),
    ("fd_renumber", &[Opened, Opened]),
    ("fd_seek", &[Opened, Offset, Choice(4), Out(8)]),
    ("fd_sync", &[Opened]),
    ("fd_tell", &[Opened, Out(8)]),
    ("fd_write", &[Fd, Vectors, Out(4)]),
    ("path_create_directory", &[Directory, Path]),
    ("path_filestat_get", &[Directory, Flags(1), Path, Out(64)]),
    ("path_filestat_set_times", &[Directory, Flags(1), Path, Offset, Offset, Flags(4)]),
    ("path_link", &[Directory, Flags(1), Path, Directory, Path]),
    ("path_open", &[Directory, Flags(1), Path, Flags(4), Rights, Rights, Flags(5), Out(4)]),
    ("path_readlink", &[Directory, Path, Buffer, Out(4)]),
    ("path_remove_directory", &[Directory, Path]),
    ("path_rename", &[Directory, Path, Directory, Path]),
    ("path_symlink", &[Path, Directory, Path]),
    ("path_unlink_file", &[Directory, Path]),
    ("poll_oneoff", &[Subscriptions, Out(4)]),
    ("proc_exit", &[Choice(300)]),
    ("proc_raise", &[Choice(32)]),
    ("random_get", &[Buffer]),
    ("sched_yield", &[]),
    ("sock_accept", &[Socket, Flags(2), Out(4)]),
    ("sock_recv", &[Socket, Vectors, Flags(2), Out(4), Out(2)]),
    ("sock_send", &[Socket, Vectors, Choice(2), Out(4)]),
    ("sock_shutdown", &[Socket, Flags(2)]),
];

/// The components of paths. The first few are names of files that exist, or may be created.
const NAMES: &[&str] = &[
    "a",
    "b",
    "c",
    "d",
    "file",
    "sub",
    "link-out",
    "link-up",
    "link-loop",
    "pipe",
    ".",
    "..",
    "",
    "secret",
    "outside",
    "locked",
    "inside",
    "é",
    "a\0b",
    "proc",
    "self",
];

/// Puts what `kinds` say into the memory and gives the arguments that lead there.
pub(crate) fn make(kinds: &[Kind], numbers: &mut Numbers, memory: &mut [u8]) -> Vec<u64> {
    let mut arguments = Vec::new();
    for &kind in kinds {
        push(kind, numbers, memory, &mut arguments);
    }
    match numbers.below(16) {
        // One of them is hostile, or all are.
        0..3 if !arguments.is_empty() => {
            let index = numbers.below(arguments.len() as u64) as usize;
            arguments[index] = hostile(numbers);
        }
        3 => arguments.iter_mut().for_each(|argument| *argument = hostile(numbers)),
        _ => {}
    }
    arguments
}

fn push(kind: Kind, numbers: &mut Numbers, memory: &mut [u8], arguments: &mut Vec<u64>) {
    match kind {
        Directory | Socket | Opened | Fd if numbers.one_in(8) => arguments.push(numbers.below(40)),
        // The first is the one that can be changed.
        Directory if numbers.one_in(2) => arguments.push(FIRST_DIRECTORY),
        Directory => arguments.push(FIRST_DIRECTORY + numbers.below(FIRST_SOCKET - FIRST_DIRECTORY)),
        Socket => arguments.push(FIRST_SOCKET + numbers.below(FIRST_OPENED - FIRST_SOCKET + 1)),
        Opened => arguments.push(FIRST_OPENED + numbers.below(8)),
        Fd => arguments.push(numbers.below(FIRST_OPENED + 4)),
        Choice(limit) => arguments.push(numbers.below(limit)),
        // No flags, or few of them, are as a rule what works; one more bit is not.
        Flags(bits) => {
            let bits = if numbers.one_in(16) { bits + 1 } else { bits };
            let flags = numbers.next() & numbers.next() & ((1 << bits) - 1);
            arguments.push(if numbers.one_in(2) { 0 } else { flags });
        }
        Rights => arguments.push(match numbers.below(8) {
            0 => numbers.next(),
            1 => 0,
            // Reading and positioning; that and writing; all.
            2..4 => 0b110,
            4..6 => 0b110_0110,
            _ => (1 << 30) - 1,
        }),
        Offset => arguments.push(match numbers.below(4) {
            0 => hostile(numbers),
            1 => 0,
            _ => numbers.below(5000),
        }),
        Out(size) => arguments.push(place(numbers, size)),
        Path => {
            let path = path(numbers);
            let start = place(numbers, path.len() as u64);
            memory[start as usize..][..path.len()].copy_from_slice(path.as_bytes());
            arguments.extend([start, path.len() as u64]);
        }
        Buffer => {
            let len = numbers.mostly_below(600, 8, MEMORY);
            arguments.extend([place(numbers, len), len]);
        }
        Vectors => {
            let count = numbers.mostly_below(5, 50, 3000);
            let list = place(numbers, count * 8);
            for entry in memory[list as usize..][..count as usize * 8].chunks_exact_mut(8) {
                let len = if numbers.one_in(20) { hostile(numbers) } else { numbers.below(300) };
                let start = if numbers.one_in(20) { hostile(numbers) } else { place(numbers, len.min(MEMORY)) };
                entry.copy_from_slice(&(start & 0xffff_ffff | len << 32).to_le_bytes());
            }
            arguments.extend([list, count]);
        }
        Subscriptions => {
            let count = numbers.below(5);
            let records = place(numbers, count * 48);
            for record in memory[records as usize..][..count as usize * 48].chunks_exact_mut(48) {
                let (tag, what) = (numbers.below(4), numbers.below(12));
                let time = if numbers.one_in(2) { hostile(numbers) } else { numbers.below(1 << 30) };
                for (word, value) in record.chunks_exact_mut(8).zip([7, tag, what, time, 0, numbers.below(2)]) {
                    word.copy_from_slice(&value.to_le_bytes());
                }
            }
            arguments.extend([records, place(numbers, count * 32), count]);
        }
    }
}

/// A pointer to room for `size` bytes, often at the very end of the memory.
fn place(numbers: &mut Numbers, size: u64) -> u64 {
    let room = MEMORY.saturating_sub(size);
    if numbers.one_in(8) { room } else { numbers.below(room + 1) }
}

fn path(numbers: &mut Numbers) -> String {
    let known = 10;
    let mut path = String::from(if numbers.one_in(12) { "/" } else { "" });
    for part in 0..1 + numbers.mostly_below(2, 6, 7) {
        if part > 0 {
            path.push('/');
        }
        path += NAMES[numbers.mostly_below(known, 4, NAMES.len() as u64) as usize];
    }
    match numbers.below(100) {
        0 => path += &"n".repeat(300),
        1 => path += &"/d".repeat(2500),
        2..8 => path.push('/'),
        _ => {}
    }
    path
}

/// A number at an edge, or any.
fn hostile(numbers: &mut Numbers) -> u64 {
    match numbers.below(4) {
        0 => MEMORY.wrapping_add(numbers.below(80)).wrapping_sub(70),
        1 => numbers.pick(&[0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff8, 1 << 29, 1 << 20, 1 << 23]),
        2 => numbers.pick(&[u64::MAX, u64::MAX - 1, i64::MAX as u64, 1 << 63, 1 << 32, 1 << 40, 0]),
        _ => numbers.next() >> numbers.below(64),
    }
}

/// Makes sure that a call of `poll_oneoff` ends: its first subscription becomes one to a clock, with a time that is not
/// long if the clock is the host's. `size` is that of a subscription.
pub(crate) fn bound_wait(arguments: &[u64], size: usize, host_clock: bool, memory: &mut [u8]) {
    let start = arguments[0] as u32 as usize;
    let Some(record) = memory.get_mut(start..).and_then(|rest| rest.get_mut(..size)) else { return };
    record[8] = 0;
    if host_clock {
        let clock = size - 32;
        record[clock + 8..clock + 16].copy_from_slice(&5_000u64.to_le_bytes());
        record[clock + 24..clock + 26].fill(0);
    }
}
