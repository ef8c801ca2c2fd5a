//! The table of all functions: names, parameters and implementations.

use crate::WasiCtx;
use crate::abi::Abi;
use crate::errno::{Errno, Result};
use crate::guest_memory::{GuestMemory, Span};

/// The type of a parameter. Every function returns one `i32`, the error number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// An `i32`: an integer, a descriptor or a pointer.
    I32,
    /// An `i64`.
    I64,
}

/// The arguments of a call, in order.
type Arguments<'a> = std::iter::Copied<std::slice::Iter<'a, u64>>;

/// A function of WASI.
#[derive(Clone, Copy)]
pub struct Function {
    /// Its import name.
    pub name: &'static str,
    /// Its parameters.
    pub params: &'static [Param],
    handler: fn(&mut WasiCtx, &mut GuestMemory<'_>, &mut Arguments<'_>) -> Result<()>,
}

impl Function {
    /// Calls the function with the guest's arguments. An `i32` is in the low half.
    ///
    /// # Errors
    ///
    /// The error number for the guest. [`Errno::Inval`] if the number of arguments differs from [`Function::params`].
    pub fn call(&self, ctx: &mut WasiCtx, memory: &mut GuestMemory<'_>, arguments: &[u64]) -> Result<()> {
        if arguments.len() != self.params.len() {
            return Err(Errno::Inval);
        }
        (self.handler)(ctx, memory, &mut arguments.iter().copied())
    }

    /// The function of that name in `wasi_snapshot_preview1`, except `proc_exit`, which does not return.
    pub fn find(name: &str) -> Option<&'static Function> {
        PREVIEW1.iter().find(|function| function.name == name)
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{:?}", self.name, self.params)
    }
}

/// A parameter of a method, decoded from one or two arguments of the guest's call.
trait Argument: Sized {
    fn take(arguments: &mut Arguments<'_>) -> Option<Self>;
}

impl Argument for u32 {
    fn take(arguments: &mut Arguments<'_>) -> Option<u32> {
        // An `i32` is in the low half.
        arguments.next().map(|argument| argument as u32)
    }
}

impl Argument for u64 {
    fn take(arguments: &mut Arguments<'_>) -> Option<u64> {
        arguments.next()
    }
}

impl Argument for Span {
    fn take(arguments: &mut Arguments<'_>) -> Option<Span> {
        Some(Span::new(u32::take(arguments)?, u32::take(arguments)?))
    }
}

/// The guest's parameters for the parameters of a method.
macro_rules! params {
    ([$($known:expr),*]) => { &[$($known),*] };
    ([$($known:expr),*] u32 $($rest:ident)*) => { params!([$($known,)* Param::I32] $($rest)*) };
    ([$($known:expr),*] u64 $($rest:ident)*) => { params!([$($known,)* Param::I64] $($rest)*) };
    ([$($known:expr),*] Span $($rest:ident)*) => { params!([$($known,)* Param::I32, Param::I32] $($rest)*) };
}

/// Each row has the name of a function and of its method, and the method's parameters. Where the two versions of the
/// interface differ, the method gets the version.
macro_rules! functions {
    ($($name:ident$([$abi:ident])?($($parameter:ident: $kind:ident),*);)*) => {
        &[$(Function {
            name: stringify!($name),
            params: params!([] $($kind)*),
            handler: |ctx, memory, _arguments| {
                $(let $parameter = <$kind>::take(_arguments).ok_or(Errno::Inval)?;)*
                ctx.$name($(Abi::$abi,)? memory, $($parameter),*)
            },
        }),*]
    };
}

/// All functions of `wasi_snapshot_preview1` except `proc_exit`.
pub const PREVIEW1: &[Function] = functions! {
    args_get(pointers: u32, buffer: u32);
    args_sizes_get(count: u32, size: u32);
    clock_res_get(id: u32, resolution: u32);
    clock_time_get(id: u32, precision: u64, time: u32);
    environ_get(pointers: u32, buffer: u32);
    environ_sizes_get(count: u32, size: u32);
    fd_advise(fd: u32, offset: u64, len: u64, advice: u32);
    fd_allocate(fd: u32, offset: u64, len: u64);
    fd_close(fd: u32);
    fd_datasync(fd: u32);
    fd_fdstat_get(fd: u32, stat: u32);
    fd_fdstat_set_flags(fd: u32, flags: u32);
    fd_fdstat_set_rights(fd: u32, base: u64, inheriting: u64);
    fd_filestat_get[Preview1](fd: u32, stat: u32);
    fd_filestat_set_size(fd: u32, size: u64);
    fd_filestat_set_times(fd: u32, atim: u64, mtim: u64, flags: u32);
    fd_pread(fd: u32, iovs: Span, offset: u64, nread: u32);
    fd_prestat_dir_name(fd: u32, name: Span);
    fd_prestat_get(fd: u32, prestat: u32);
    fd_pwrite(fd: u32, iovs: Span, offset: u64, nwritten: u32);
    fd_read(fd: u32, iovs: Span, nread: u32);
    fd_readdir(fd: u32, buffer: Span, cookie: u64, used: u32);
    fd_renumber(from: u32, to: u32);
    fd_seek[Preview1](fd: u32, offset: u64, whence: u32, position: u32);
    fd_sync(fd: u32);
    fd_tell(fd: u32, position: u32);
    fd_write(fd: u32, iovs: Span, nwritten: u32);
    path_create_directory(fd: u32, path: Span);
    path_filestat_get[Preview1](fd: u32, lookup: u32, path: Span, stat: u32);
    path_filestat_set_times(fd: u32, lookup: u32, path: Span, atim: u64, mtim: u64, flags: u32);
    path_link(fd: u32, lookup: u32, path: Span, new_fd: u32, new_path: Span);
    path_open(
        fd: u32, lookup: u32, path: Span, oflags: u32, base: u64, inheriting: u64, fdflags: u32, opened: u32);
    path_readlink(fd: u32, path: Span, buffer: Span, used: u32);
    path_remove_directory(fd: u32, path: Span);
    path_rename(fd: u32, path: Span, new_fd: u32, new_path: Span);
    path_symlink(target: Span, fd: u32, path: Span);
    path_unlink_file(fd: u32, path: Span);
    poll_oneoff[Preview1](subscriptions: u32, events: u32, count: u32, occurred: u32);
    proc_raise(signal: u32);
    random_get(buffer: Span);
    sched_yield();
    sock_accept(fd: u32, flags: u32, accepted: u32);
    sock_recv(fd: u32, iovs: Span, flags: u32, nread: u32, roflags: u32);
    sock_send(fd: u32, iovs: Span, flags: u32, nwritten: u32);
    sock_shutdown(fd: u32, how: u32);
};

/// The functions of `wasi_unstable` whose records or numbers differ from the same function in [`PREVIEW1`]. All others
/// are the same, except `sock_accept`, which does not exist.
pub const UNSTABLE_DIFFERENCES: &[Function] = functions! {
    fd_filestat_get[Unstable](fd: u32, stat: u32);
    fd_seek[Unstable](fd: u32, offset: u64, whence: u32, position: u32);
    path_filestat_get[Unstable](fd: u32, lookup: u32, path: Span, stat: u32);
    poll_oneoff[Unstable](subscriptions: u32, events: u32, count: u32, occurred: u32);
};

/// All functions of `wasi_unstable` except `proc_exit`.
pub fn unstable() -> impl Iterator<Item = &'static Function> {
    PREVIEW1.iter().filter(|function| function.name != "sock_accept").map(|function| {
        UNSTABLE_DIFFERENCES.iter().find(|different| different.name == function.name).unwrap_or(function)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_function_is_missing() {
        // `proc_exit` is the 46th.
        assert_eq!(PREVIEW1.len(), 45);
        assert_eq!(unstable().count(), 44);
        assert!(PREVIEW1.is_sorted_by(|a, b| a.name < b.name));
        for different in UNSTABLE_DIFFERENCES {
            assert_eq!(Function::find(different.name).unwrap().params, different.params);
        }
    }
}
