//! Processes killed while they write to the cache, and full disks: files in the cache are complete, or are ignored.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::command::{Done, HELLO, Scratch, emulated, windlass};
use crate::say;

/// The command that runs the example with the cache in `directory`.
fn hello(directory: &str) -> Command {
    let mut command = windlass();
    command.args(["run", &format!("--cache={directory}"), HELLO]);
    command
}

/// The complete files in the cache, ignoring incomplete ones.
fn complete(directory: &str) -> Vec<Vec<u8>> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let files = entries.map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|e| e == "so")).map(|path| fs::read(path).unwrap()).collect()
}

/// The content of a complete file.
fn good(scratch: &Scratch) -> Vec<u8> {
    let directory = scratch.at("good");
    assert_eq!(hello(&directory).output().unwrap().status.code(), Some(0));
    complete(&directory).remove(0)
}

/// Checks that all complete files in `directory` are `good`, and that the cache works.
fn check(directory: &str, good: &[u8], what: &str) {
    assert!(complete(directory).iter().all(|file| file == good), "{what}: a file that is not whole");
    let done = Done::from(hello(directory).output().unwrap());
    assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "Hello from WebAssembly!\n", ""), "{what}");
    let files = complete(directory);
    assert!(files.len() == 1 && files[0] == good, "{what}: {} files", files.len());
}

/// Starts `command`, and kills it on entry to its system call number `last`, counted from 0, before the kernel executes
/// the call. Returns false if it makes fewer calls.
fn run_up_to(command: &mut Command, last: usize) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    // SAFETY: the call may be made between `fork` and `exec`.
    unsafe {
        command.pre_exec(|| match libc::ptrace(libc::PTRACE_TRACEME, 0, 0, 0) {
            0 => Ok(()),
            _ => Err(std::io::Error::last_os_error()),
        });
    }
    let child = command.spawn().unwrap().id() as libc::pid_t;
    // It stops after `exec`, and then twice per system call.
    let (mut calls, mut inside) = (0, false);
    loop {
        let mut status = 0;
        // SAFETY: the process is ours.
        assert_eq!(unsafe { libc::waitpid(child, &mut status, 0) }, child);
        if !libc::WIFSTOPPED(status) {
            return false;
        }
        let mut signal = libc::WSTOPSIG(status);
        if signal == libc::SIGTRAP {
            signal = 0;
            if inside {
                if calls == last {
                    // SAFETY: the process is ours, and is reaped.
                    unsafe {
                        libc::kill(child, libc::SIGKILL);
                        libc::waitpid(child, &mut status, 0);
                    }
                    return true;
                }
                calls += 1;
            }
            inside = !inside;
        }
        // SAFETY: the process is stopped, and traced by this thread.
        assert_eq!(unsafe { libc::ptrace(libc::PTRACE_SYSCALL, child, 0, signal) }, 0);
    }
}

#[test]
fn a_process_may_end_at_every_system_call() {
    if emulated() {
        return say!("skipped: whatever emulates a machine has system calls of its own");
    }
    let scratch = Scratch::new();
    let good = good(&scratch);
    let mut made = 0;
    for last in 0.. {
        let directory = scratch.at(&last.to_string());
        if !run_up_to(&mut hello(&directory), last) {
            assert!(last > 50 && made > 0, "the command makes {last} calls, and made {made} files");
            break;
        }
        made += complete(&directory).len();
        check(&directory, &good, &format!("ended at call {last}"));
    }
}

/// Limits the size of files. Exceeding it raises a signal, or is an error if that signal is ignored.
fn limit_files(command: &mut Command, bytes: u64, ignored: bool) {
    // SAFETY: the calls may be made between `fork` and `exec`.
    unsafe {
        command.pre_exec(move || {
            if ignored {
                libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
            }
            let limit = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
            match libc::setrlimit(libc::RLIMIT_FSIZE, &limit) {
                0 => Ok(()),
                _ => Err(std::io::Error::last_os_error()),
            }
        });
    }
}

#[test]
fn without_room_for_a_file_there_is_none() {
    let scratch = Scratch::new();
    let good = good(&scratch);
    let len = good.len() as u64;
    for bytes in [0, 1, 4095, 4096, 4097, len / 2, len - 57, len - 56, len - 55, len - 1, len] {
        for ignored in [true, false] {
            let what = format!("{bytes} bytes of {len}, ignored: {ignored}");
            let directory = scratch.at(&what);
            let mut command = hello(&directory);
            limit_files(&mut command, bytes, ignored);
            let done = Done::from(command.output().unwrap());
            if ignored {
                assert_eq!(
                    (done.status, &*done.stdout),
                    (Some(0), "Hello from WebAssembly!\n"),
                    "{what}: {}",
                    done.stderr
                );
                let files = fs::read_dir(&directory).unwrap().count();
                assert_eq!(files, usize::from(bytes == len), "{what}: something is left behind");
            }
            check(&directory, &good, &what);
        }
    }
}

#[test]
fn a_full_file_system_is_no_obstacle() {
    let scratch = Scratch::new();
    let place = scratch.at("small");
    fs::create_dir(&place).unwrap();
    let mut command = hello(&place);
    let target = std::ffi::CString::new(place.clone()).unwrap();
    // SAFETY: the calls may be made between `fork` and `exec`, and the arguments are strings.
    unsafe {
        command.pre_exec(move || {
            let private = libc::MS_REC | libc::MS_PRIVATE;
            let nothing = std::ptr::null();
            let options = c"size=4k,mode=0700";
            if libc::unshare(libc::CLONE_NEWNS) == 0
                && libc::mount(nothing, c"/".as_ptr(), nothing, private, nothing.cast()) == 0
                && libc::mount(c"none".as_ptr(), target.as_ptr(), c"tmpfs".as_ptr(), 0, options.as_ptr().cast()) == 0
            {
                return Ok(());
            }
            Err(std::io::Error::last_os_error())
        });
    }
    match command.output() {
        Err(error) => say!("skipped: only the superuser mounts file systems: {error}"),
        Ok(output) => {
            let done = Done::from(output);
            assert_eq!((done.status, &*done.stdout, &*done.stderr), (Some(0), "Hello from WebAssembly!\n", ""));
            assert_eq!(fs::read_dir(Path::new(&place)).unwrap().count(), 0, "the file system was not used");
        }
    }
}
