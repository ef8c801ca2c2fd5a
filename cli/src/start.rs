//! Starts the command, if the C library is glibc.
//!
//! This avoids two costs of about 0.1 ms each, a tenth of the run time of a small guest. First, the start-up code of
//! Rust's standard library for `fn main`, which mostly sets up a signal stack to report stack overflow, for which it
//! reads the memory map of the process. It is not needed: a guest has its own stack, and the runtime its own handler.
//! Second, loading the shared library for unwinding, which is linked statically instead.

use std::ffi::{c_char, c_int};

// Only the parts in use are linked. A linker that uses the shared library instead does no harm.
#[link(name = "gcc_eh", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}

/// Called by the C library, which has already passed the arguments to Rust's standard library.
// SAFETY: no other function has this name: there is no `fn main`.
#[unsafe(no_mangle)]
extern "C" fn main(_argc: c_int, _argv: *const *const c_char) -> c_int {
    open_standard_streams();
    // Writing to a closed pipe must be an error for the writer, including the guest, not end the process.
    // SAFETY: there is no handler to replace, and no other thread yet.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_IGN) };
    std::process::exit(windlass_cli::execute(std::env::args_os()))
}

/// Opens `/dev/null` for each standard stream that is closed. Otherwise the next file to be opened, which may be one
/// that the guest must not access, would become the guest's standard stream.
fn open_standard_streams() {
    let mut streams = [0, 1, 2].map(|fd| libc::pollfd { fd, events: 0, revents: 0 });
    // SAFETY: `streams` is an array of that length.
    while unsafe { libc::poll(streams.as_mut_ptr(), streams.len() as libc::nfds_t, 0) } < 0 {
        // If the state of the streams is unknown, it is not safe to continue.
        if std::io::Error::last_os_error().kind() != std::io::ErrorKind::Interrupted {
            std::process::abort();
        }
    }
    for stream in streams.iter().filter(|stream| stream.revents & libc::POLLNVAL != 0) {
        // SAFETY: the path is NUL-terminated. `open` returns the lowest free descriptor, which is that of the stream.
        let opened = unsafe { libc::open(c"/dev/null".as_ptr(), libc::O_RDWR) };
        if opened != stream.fd {
            std::process::abort();
        }
    }
}
