//! Restricts this process to the system calls that running a guest needs, with a seccomp filter.
//!
//! The kernel evaluates a new filter for every system call number, to find those that are always allowed. Every run
//! pays for that, so decisions should be cheap: a binary search over ranges of numbers installs in a tenth of the time
//! of one comparison per allowed number (0.025 against 0.26 ms, measured with the crate `seccompiler`).

use std::io;

/// What running a guest needs: files and sockets that are open or below an open directory, memory, time, its own
/// signals, and exit. [`intervals`] adds what is allowed with some arguments only.
const NEEDED: &[libc::c_long] = &[
    // Files.
    libc::SYS_accept4,
    libc::SYS_close,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_fadvise64,
    libc::SYS_fallocate,
    libc::SYS_fdatasync,
    libc::SYS_fstat,
    libc::SYS_fstatfs,
    libc::SYS_fsync,
    libc::SYS_ftruncate,
    libc::SYS_getdents64,
    libc::SYS_getsockname,
    libc::SYS_getsockopt,
    libc::SYS_linkat,
    libc::SYS_lseek,
    libc::SYS_memfd_create,
    libc::SYS_mkdirat,
    libc::SYS_newfstatat,
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_ppoll,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_preadv2,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_pwritev2,
    libc::SYS_read,
    libc::SYS_readlinkat,
    libc::SYS_readv,
    libc::SYS_recvfrom,
    libc::SYS_recvmsg,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_sendmsg,
    libc::SYS_sendto,
    libc::SYS_shutdown,
    libc::SYS_statx,
    libc::SYS_symlinkat,
    libc::SYS_unlinkat,
    libc::SYS_utimensat,
    libc::SYS_write,
    libc::SYS_writev,
    // Memory.
    libc::SYS_brk,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mremap,
    libc::SYS_munmap,
    // Time and random bytes.
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_getrandom,
    libc::SYS_gettimeofday,
    libc::SYS_nanosleep,
    // Signals, locks and exit of this process.
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_futex,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_restart_syscall,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_sigaltstack,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
];

/// The allowed `ioctl` requests: whether it is a terminal, its size, how many bytes can be read, non-blocking mode.
const CONTROLS: &[libc::Ioctl] = &[libc::TCGETS, TCGETS2, libc::TIOCGWINSZ, libc::FIONREAD, libc::FIONBIO];
/// Newer C libraries use this instead of [`libc::TCGETS`].
const TCGETS2: libc::Ioctl = 0x802c_542a;

/// The allowed `fcntl` commands: not those about signals (`F_SETOWN`, `F_SETSIG`), with which a file can be made to send any
/// signal to another process.
const FILE_COMMANDS: &[libc::c_int] = &[
    libc::F_DUPFD,
    libc::F_DUPFD_CLOEXEC,
    libc::F_GETFD,
    libc::F_SETFD,
    libc::F_GETFL,
    libc::F_SETFL,
    libc::F_ADD_SEALS,
    libc::F_GET_SEALS,
];

/// The architecture in a filter: `AUDIT_ARCH_X86_64` and `AUDIT_ARCH_AARCH64` of `linux/audit.h`.
#[cfg(target_arch = "x86_64")]
const ARCHITECTURE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
const ARCHITECTURE: u32 = 0xc000_00b7;

/// Offsets in `struct seccomp_data`.
const NUMBER: u32 = 0;
const MACHINE: u32 = 4;
/// The offset of the low half of an argument.
const fn argument(index: u32) -> u32 {
    16 + 8 * index
}

const ALLOW: Instruction = ret(libc::SECCOMP_RET_ALLOW);
const REFUSE: Instruction = ret(libc::SECCOMP_RET_ERRNO | libc::EPERM as u32);

type Instruction = libc::sock_filter;

const fn ret(value: u32) -> Instruction {
    Instruction { code: (libc::BPF_RET | libc::BPF_K) as u16, jt: 0, jf: 0, k: value }
}

const fn load(offset: u32) -> Instruction {
    Instruction { code: (libc::BPF_LD | libc::BPF_W | libc::BPF_ABS) as u16, jt: 0, jf: 0, k: offset }
}

/// Compares the accumulator with `k`. Skips `jt` instructions if `condition` holds, else `jf`.
const fn jump(condition: u32, k: u32, jt: u8, jf: u8) -> Instruction {
    Instruction { code: (libc::BPF_JMP | condition | libc::BPF_K) as u16, jt, jf, k }
}

/// The decision about a system call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Refuse,
    Allow,
    /// Allow it for the requests in [`CONTROLS`].
    AllowControls,
    /// Allow it for the commands in [`FILE_COMMANDS`].
    AllowFileCommands,
    /// Allow it for this process, whose number is given, as the first argument; 0 is this process, too.
    AllowSelf(u32),
    /// Allow it unless it makes memory executable.
    AllowData,
}

impl Decision {
    fn instructions(self) -> Vec<Instruction> {
        match self {
            Decision::Refuse => vec![REFUSE],
            Decision::Allow => vec![ALLOW],
            Decision::AllowControls => allow_if_one_of(1, CONTROLS.iter().map(|request| *request as u32)),
            Decision::AllowFileCommands => allow_if_one_of(1, FILE_COMMANDS.iter().map(|command| *command as u32)),
            Decision::AllowSelf(process) => allow_if_one_of(0, [0, process].into_iter()),
            Decision::AllowData => {
                vec![load(argument(2)), jump(libc::BPF_JSET, libc::PROT_EXEC as u32, 1, 0), ALLOW, REFUSE]
            }
        }
    }
}

/// Allows a system call if the argument with this index is one of `values`.
fn allow_if_one_of(index: u32, values: impl ExactSizeIterator<Item = u32>) -> Vec<Instruction> {
    let count = values.len();
    let mut instructions = vec![load(argument(index))];
    instructions.extend(values.enumerate().map(|(i, value)| jump(libc::BPF_JEQ, value, (count - i) as u8, 0)));
    instructions.extend([REFUSE, ALLOW]);
    instructions
}

/// The decision for all system call numbers from `first` up to the next interval.
struct Interval {
    first: u32,
    decision: Decision,
}

/// Installs the filter in all threads of this process.
pub(super) fn install() -> io::Result<()> {
    let filter = filter(!has_memory_files());
    let program = libc::sock_fprog { len: filter.len() as u16, filter: filter.as_ptr().cast_mut() };
    let (on, none): (libc::c_ulong, libc::c_ulong) = (1, 0);
    // SAFETY: `program` describes `filter.len()` instructions, which the kernel copies and verifies. Neither call
    // accesses other memory.
    let done = unsafe {
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, on, none, none, none) == 0
            && libc::syscall(
                libc::SYS_seccomp,
                libc::SECCOMP_SET_MODE_FILTER,
                libc::SECCOMP_FILTER_FLAG_TSYNC,
                &program,
            ) == 0
    };
    if done { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// The filter. `makes_executable`: whether the process will make memory executable later.
fn filter(makes_executable: bool) -> Vec<Instruction> {
    let mut filter = vec![load(MACHINE), jump(libc::BPF_JEQ, ARCHITECTURE, 1, 0), REFUSE, load(NUMBER)];
    filter.append(&mut search(&intervals(makes_executable)));
    filter
}

/// The intervals of numbers, ascending, with their decisions.
fn intervals(makes_executable: bool) -> Vec<Interval> {
    // Lazily compiled code is written to a memory file that is mapped executable from the start. Without memory files,
    // its pages are made executable one by one.
    let mapping = if makes_executable { Decision::Allow } else { Decision::AllowData };
    let mut decisions: Vec<_> = NEEDED.iter().map(|number| (*number as u32, Decision::Allow)).collect();
    // Not the signals and the limits of other processes.
    let itself = Decision::AllowSelf(std::process::id());
    let about_processes = [libc::SYS_tgkill, libc::SYS_rt_tgsigqueueinfo, libc::SYS_prlimit64];
    decisions.extend(about_processes.map(|number| (number as u32, itself)));
    decisions.push((libc::SYS_ioctl as u32, Decision::AllowControls));
    decisions.push((libc::SYS_fcntl as u32, Decision::AllowFileCommands));
    decisions.push((libc::SYS_mmap as u32, mapping));
    decisions.push((libc::SYS_mprotect as u32, mapping));
    decisions.sort_by_key(|(number, _)| *number);

    let mut intervals = vec![Interval { first: 0, decision: Decision::Refuse }];
    for (number, decision) in decisions {
        intervals.pop_if(|last| last.first == number);
        intervals.push(Interval { first: number, decision });
        intervals.push(Interval { first: number + 1, decision: Decision::Refuse });
    }
    intervals.dedup_by(|interval, before| interval.decision == before.decision);
    intervals
}

/// Finds the interval of the number in the accumulator by binary search, and decides.
fn search(intervals: &[Interval]) -> Vec<Instruction> {
    if let [only] = intervals {
        return only.decision.instructions();
    }
    let (below, above) = intervals.split_at(intervals.len() / 2);
    let first_above = above[0].first;
    let (below, above) = (search(below), search(above));
    debug_assert!(below.len() <= 255, "a conditional jump of a filter skips no more");
    let mut search = vec![jump(libc::BPF_JGE, first_above, below.len() as u8, 0)];
    search.extend(below);
    search.extend(above);
    search
}

/// Whether the kernel supports memory files.
pub(super) fn has_memory_files() -> bool {
    // SAFETY: the name is NUL-terminated. A descriptor that was created is owned here.
    unsafe {
        let file = libc::memfd_create(c"windlass".as_ptr(), libc::MFD_CLOEXEC);
        file >= 0 && libc::close(file) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The result of the filter for a system call.
    fn run(filter: &[Instruction], machine: u32, number: u32, arguments: [u32; 6]) -> u32 {
        let (mut pc, mut loaded) = (0, 0);
        loop {
            let Instruction { code, jt, jf, k } = filter[pc];
            pc += 1;
            let holds = match u32::from(code) & 7 {
                libc::BPF_LD => {
                    loaded = match k {
                        NUMBER => number,
                        MACHINE => machine,
                        _ => arguments[(k as usize - 16) / 8],
                    };
                    continue;
                }
                libc::BPF_RET => return k,
                _ => match u32::from(code) & 0xf0 {
                    libc::BPF_JEQ => loaded == k,
                    libc::BPF_JGE => loaded >= k,
                    libc::BPF_JSET => loaded & k != 0,
                    code => panic!("{code:#x}"),
                },
            };
            pc += usize::from(if holds { jt } else { jf });
        }
    }

    #[test]
    fn every_number_is_decided_as_listed() {
        let filter = filter(false);
        let exec = libc::PROT_READ | libc::PROT_EXEC;
        // Numbers beyond the table include those of x32, which call the same functions as x86_64.
        for number in (0..1000).chain([0x4000_0000, 0x4000_0001, u32::MAX]) {
            let decide = |arguments| run(&filter, ARCHITECTURE, number, arguments) == libc::SECCOMP_RET_ALLOW;
            let listed = NEEDED.contains(&number.into());
            let maps = [libc::SYS_mmap, libc::SYS_mprotect].contains(&number.into());
            let controls = number == libc::SYS_ioctl as u32;
            let commands = number == libc::SYS_fcntl as u32;
            let about_processes = [libc::SYS_tgkill, libc::SYS_rt_tgsigqueueinfo, libc::SYS_prlimit64];
            let itself = about_processes.contains(&number.into());
            let no_command = libc::F_SETOWN as u32;
            assert_eq!(decide([1, no_command, exec as u32, 0, 0, 0]), listed, "{number}");
            assert_eq!(decide([1, no_command, libc::PROT_READ as u32, 0, 0, 0]), listed || maps, "{number}");
            for request in CONTROLS {
                assert_eq!(decide([1, *request as u32, exec as u32, 0, 0, 0]), listed || controls, "{number}");
            }
            for command in FILE_COMMANDS {
                assert_eq!(decide([1, *command as u32, exec as u32, 0, 0, 0]), listed || commands, "{number}");
            }
            for process in [0, std::process::id()] {
                assert_eq!(decide([process, no_command, exec as u32, 0, 0, 0]), listed || itself, "{number}");
            }
            const F_SETSIG: u32 = 10;
            const F_SETOWN_EX: u32 = 15;
            for command in [libc::TIOCSTI as u32, F_SETSIG, F_SETOWN_EX] {
                assert_eq!(decide([1, command, exec as u32, 0, 0, 0]), listed, "{number}");
            }
            assert_ne!(run(&filter, 0x4000_0003, number, [0; 6]), libc::SECCOMP_RET_ALLOW, "{number} of i386");
        }
    }
}
