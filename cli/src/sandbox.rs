//! `--sandbox`: before it runs a guest, the process gives up access to all paths except the preopened directories, and
//! all system calls that running the guest does not need. A guest that escapes through a bug in Windlass then gains
//! little.
//!
//! Landlock confines paths, and a seccomp filter confines system calls. Neither can be undone. Open files stay open.

mod paths;
mod system_call_filter;

use std::os::fd::BorrowedFd;

/// A directory that stays accessible.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reachable<'a> {
    /// The open directory: its path may lead elsewhere by now.
    pub(crate) directory: BorrowedFd<'a>,
    /// Whether it may only be read.
    pub(crate) read_only: bool,
}

/// Which parts of the sandbox are in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Status {
    /// Paths are confined.
    pub(crate) paths: bool,
    /// System calls are confined.
    pub(crate) system_calls: bool,
}

impl Status {
    /// Whether all parts are in force.
    pub(crate) fn is_whole(self) -> bool {
        self.paths && self.system_calls
    }
}

/// Confines this process irrevocably, as far as the kernel supports it.
///
/// A part can be missing if the kernel has no Landlock, or under an emulator without seccomp. The system call filter
/// also applies to threads that are already running; the confinement of paths does not.
pub(crate) fn enter(reachable: &[Reachable<'_>]) -> Status {
    // Paths first: the filter forbids the system calls of Landlock.
    Status { paths: paths::confine(reachable).unwrap_or(false), system_calls: system_call_filter::install().is_ok() }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::ErrorKind;
    use std::os::fd::AsFd;
    use std::process::Command;
    use std::{env, io, mem, process, ptr};

    use rustix::fs::{AtFlags, CWD, Mode};

    use super::system_call_filter::has_memory_files;
    use super::*;

    /// Set in the subprocess that tests the sandbox: the directory to use.
    const INSIDE: &str = "WINDLASS_SANDBOX_TEST";

    fn refused<T>(what: &str, outcome: io::Result<T>) {
        match outcome {
            Err(e) if e.kind() == ErrorKind::PermissionDenied => {}
            Err(e) => panic!("{what}: {e}"),
            Ok(_) => panic!("{what} was possible"),
        }
    }

    /// The result of a system call.
    fn outcome(result: libc::c_long) -> io::Result<()> {
        if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
    }

    fn try_everything(directory: &std::path::Path) {
        let (writable, read_only) = (directory.join("writable"), directory.join("read_only"));
        // Opened under other names, which lead to other directories when the process is confined.
        let (opened, elsewhere) = (directory.join("opened"), directory.join("secret"));
        fs::rename(&writable, &opened).unwrap();
        let directories = [&opened, &read_only].map(|path| File::open(path).unwrap());
        fs::rename(&opened, &writable).unwrap();
        fs::rename(&elsewhere, &opened).unwrap();
        let reachable = [0, 1].map(|i| Reachable { directory: directories[i].as_fd(), read_only: i == 1 });
        let before = File::open("/etc/hostname").or_else(|_| File::open("/proc/self/stat")).unwrap();
        let status = enter(&reachable);
        if status.paths {
            refused("reading a file elsewhere", File::open("/etc/passwd"));
            refused("reading what has the name of a directory now", File::open(opened.join("file")));
            refused("reading this process", File::open("/proc/self/environ"));
            refused("writing elsewhere", File::create(directory.join("elsewhere")));
            refused("writing what is read only", File::create(read_only.join("new")));
            let removed = rustix::fs::unlinkat(CWD, read_only.join("file"), AtFlags::empty());
            refused("removing what is read only", removed.map_err(io::Error::from));
            // Linux returns EXDEV if the access rights of the two directories differ.
            assert!(
                fs::hard_link(read_only.join("file"), writable.join("link")).is_err(),
                "a link to what is read only"
            );
            fs::read(read_only.join("file")).unwrap();
            fs::write(writable.join("a"), "a").unwrap();
            // As WASI does it. The standard library uses older system calls.
            rustix::fs::mkdirat(CWD, writable.join("sub"), Mode::RWXU).unwrap();
            rustix::fs::renameat(CWD, writable.join("a"), CWD, writable.join("sub/b")).unwrap();
            rustix::fs::unlinkat(CWD, writable.join("sub/b"), AtFlags::empty()).unwrap();
        }
        if status.system_calls {
            refused("a program", Command::new("/bin/true").status());
            // SAFETY: these calls should fail; if one succeeds, it does no harm.
            unsafe {
                refused("a socket", outcome(libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0).into()));
                refused("a signal", outcome(libc::kill(libc::getppid(), 0).into()));
                const F_SETSIG: libc::c_int = 10;
                let parent = libc::getppid();
                refused("a signal for a thread", outcome(libc::syscall(libc::SYS_tgkill, parent, parent, 0)));
                let info: libc::siginfo_t = mem::zeroed();
                let sent = libc::syscall(libc::SYS_rt_tgsigqueueinfo, parent, parent, libc::SIGURG, &raw const info);
                refused("a signal with a value", outcome(sent));
                refused("a signal from a file", outcome(libc::fcntl(1, libc::F_SETOWN, parent).into()));
                refused("the kind of such a signal", outcome(libc::fcntl(1, F_SETSIG, libc::SIGKILL).into()));
                let mut limit = libc::rlimit64 { rlim_cur: 0, rlim_max: 0 };
                let limits = libc::prlimit64(parent, libc::RLIMIT_NOFILE, ptr::null(), &mut limit);
                refused("the limits of another process", outcome(limits.into()));
                refused("tracing", outcome(libc::syscall(libc::SYS_ptrace, libc::PTRACE_TRACEME, 0, 0, 0)));
                refused(
                    "another process's memory",
                    outcome(libc::syscall(libc::SYS_process_vm_readv, 1, 0, 0, 0, 0, 0)),
                );
                refused("a process", outcome(libc::syscall(libc::SYS_clone, libc::SIGCHLD, 0, 0, 0, 0)));
                refused("io_uring", outcome(libc::syscall(libc::SYS_io_uring_setup, 1, 0)));
                let exec = libc::PROT_READ | libc::PROT_EXEC;
                let private = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
                if has_memory_files() {
                    let mapped = libc::mmap(ptr::null_mut(), 4096, exec, private, -1, 0);
                    refused("executable memory", outcome(mapped as libc::c_long));
                }
                let mapped = libc::mmap(ptr::null_mut(), 4096, libc::PROT_READ | libc::PROT_WRITE, private, -1, 0);
                assert_ne!(mapped, libc::MAP_FAILED, "memory is still to be had");
                assert_eq!(libc::ioctl(0, libc::TIOCSTI, c"x".as_ptr()), -1, "typing for the user");
            }
        }
        before.metadata().expect("what is open stays open");
        println!("{status:?}");
        process::exit(0);
    }

    #[test]
    fn nothing_else_is_reachable_from_inside() {
        if let Some(directory) = env::var_os(INSIDE) {
            try_everything(directory.as_ref());
        }
        let directory = env::temp_dir().join(format!("windlass-sandbox-{}", process::id()));
        for sub in ["writable", "read_only", "secret"] {
            fs::create_dir_all(directory.join(sub)).unwrap();
        }
        for file in ["read_only/file", "secret/file"] {
            fs::write(directory.join(file), "text").unwrap();
        }
        // Confine a subprocess, since it cannot be undone.
        let name = "sandbox::tests::nothing_else_is_reachable_from_inside";
        let mut command = match env::var_os("WINDLASS_RUNNER") {
            Some(runner) => {
                let mut command = Command::new(runner);
                command.arg(env::current_exe().unwrap());
                command
            }
            None => Command::new(env::current_exe().unwrap()),
        };
        let output =
            command.args(["--exact", name, "--nocapture", "--test-threads=1"]).env(INSIDE, &directory).output();
        let output = output.unwrap();
        fs::remove_dir_all(&directory).unwrap();
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{text}");
        if !text.contains("Status { paths: true, system_calls: true }") {
            println!("partly skipped, because the kernel has not all of it: {text}");
        }
    }
}
