//! How the command starts where the C library is glibc.
//!
//! A program that starts at once has no time for what it does not use. Two things are left out here, each about a tenth
//! of a millisecond, which is a tenth of all that a small guest program takes: what Rust's standard library prepares for
//! `fn main`, which is mostly an alternative stack for its report of an overflow, for which it reads the map of the whole process
//! (a guest has a stack of its own, and the runtime its own handler); and the loading of a shared library for unwinding,
//! which is in the program instead.

use std::ffi::{c_char, c_int};

// Only what is used of it gets into the program. A linker that takes the shared library instead does no harm.
#[link(name = "gcc_eh", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}

/// Called by the C library, which has given the arguments to Rust's standard library already.
// SAFETY: no other function has this name: there is no `fn main`.
#[unsafe(no_mangle)]
extern "C" fn main(_argc: c_int, _argv: *const *const c_char) -> c_int {
    open_standard_streams();
    // A write to a closed pipe is an error for whoever writes, the guest included, not the end of the process.
    // SAFETY: there is no handler to replace, and no other thread yet.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_IGN) };
    std::process::exit(windlass_cli::execute(std::env::args_os()))
}

/// Opens `/dev/null` for each standard stream that the process was started without. Otherwise the next file that is opened, which
/// may be one that no guest is to see, would be a standard stream of the guest.
fn open_standard_streams() {
    let mut streams = [0, 1, 2].map(|fd| libc::pollfd { fd, events: 0, revents: 0 });
    // SAFETY: `streams` is an array of that length.
    while unsafe { libc::poll(streams.as_mut_ptr(), streams.len() as libc::nfds_t, 0) } < 0 {
        // Where it cannot be said, nothing may go wrong later.
        if std::io::Error::last_os_error().kind() != std::io::ErrorKind::Interrupted {
            std::process::abort();
        }
    }
    for stream in streams.iter().filter(|stream| stream.revents & libc::POLLNVAL != 0) {
        // SAFETY: the path ends with a zero. The lowest free number is that of the stream.
        let opened = unsafe { libc::open(c"/dev/null".as_ptr(), libc::O_RDWR) };
        if opened != stream.fd {
            std::process::abort();
        }
    }
}
