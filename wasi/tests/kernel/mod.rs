//! Simulates an older kernel.

use std::io::Write;

/// Whether system calls can be filtered. If not, as under an emulator, prints which test is skipped.
pub(crate) fn has_filters() -> bool {
    let emulated = std::env::var_os("WINDLASS_RUNNER").is_some();
    if emulated {
        // Even if the test harness captures output.
        let _ = writeln!(std::io::stderr(), "skipped: without openat2, since the emulator cannot filter system calls");
    }
    !emulated
}

/// Makes `openat2` fail with `ENOSYS` in this thread, and in the threads and processes that it starts.
pub(crate) fn take_openat2_away() {
    let statement = |code: u32, k: u32, jt: u8, jf: u8| libc::sock_filter { code: code as u16, jt, jf, k };
    let mut filter = [
        // The first word is the system call number.
        statement(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0, 0),
        statement(libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K, libc::SYS_openat2 as u32, 0, 1),
        statement(libc::BPF_RET | libc::BPF_K, libc::SECCOMP_RET_ERRNO | libc::ENOSYS as u32, 0, 0),
        statement(libc::BPF_RET | libc::BPF_K, libc::SECCOMP_RET_ALLOW, 0, 0),
    ];
    let program = libc::sock_fprog { len: filter.len() as u16, filter: filter.as_mut_ptr() };
    // SAFETY: the program is valid for the call, which copies it.
    let results = unsafe {
        [
            libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
            libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &program, 0, 0),
        ]
    };
    assert_eq!(results, [0, 0], "{}", std::io::Error::last_os_error());
    // SAFETY: the path is NUL-terminated; the call fails before it accesses the rest.
    let opened = unsafe { libc::syscall(libc::SYS_openat2, libc::AT_FDCWD, c".".as_ptr(), 0, 0) };
    assert_eq!((opened, std::io::Error::last_os_error().raw_os_error()), (-1, Some(libc::ENOSYS)));
}
