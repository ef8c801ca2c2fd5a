//! The requirements of a thread: stack bounds, a signal stack, unblocked signals, and a thread pointer.

use core::cell::{Cell, OnceCell};
use core::ffi::c_int;
use core::mem;
use core::ops::Range;
use core::ptr;

use super::memory::{Mapping, OsError, page_size};
use super::prepared::note_prepared;
use super::signals::SIGNALS;
use crate::machine;

/// How far the main thread's stack is certain to grow, unless its limit is lower.
const MAIN_STACK: usize = 8 << 20;

std::thread_local! {
    /// Statically initialised and without a destructor: a signal handler may read it.
    static POINTER: Cell<*const ()> = const { Cell::new(ptr::null()) };
    static ID: Cell<i32> = const { Cell::new(0) };
    /// The signals for interrupts that were unblocked, a bit for each.
    static UNBLOCKED: Cell<u64> = const { Cell::new(0) };
    static HOST_STACK: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
    static SIGNAL_STACK: OnceCell<SignalStack> = const { OnceCell::new() };
}

/// This thread's pointer, initially null. May be called in a signal handler.
#[inline]
pub(crate) fn thread_pointer() -> *const () {
    POINTER.get()
}

/// Sets the pointer that [`thread_pointer`] returns.
#[inline]
pub(crate) fn set_thread_pointer(pointer: *const ()) {
    POINTER.set(pointer);
}

/// The kernel's number of this thread.
#[inline]
pub(crate) fn thread_id() -> i32 {
    let id = ID.get();
    if id != 0 { id } else { find_thread_id() }
}

#[cold]
fn find_thread_id() -> i32 {
    // SAFETY: the call has no preconditions.
    let id = unsafe { libc::gettid() };
    ID.set(id);
    id
}

/// Says that this thread may have another number now: in the child of a fork.
pub(crate) fn forget_thread_id() {
    ID.set(0);
}

/// From now on, the thread that forks calls `before` first, and then `parent` and `child` in the two processes.
pub(crate) fn at_fork(before: extern "C" fn(), parent: extern "C" fn(), child: extern "C" fn()) {
    // SAFETY: the functions may be called at any time. Without memory for them, forks are as without.
    unsafe { libc::pthread_atfork(Some(before), Some(parent), Some(child)) };
}

/// The addresses of this thread's own stack.
#[inline]
pub(crate) fn host_stack() -> Range<usize> {
    let (start, end) = HOST_STACK.get();
    if end != 0 { start..end } else { find_host_stack() }
}

#[cold]
fn find_host_stack() -> Range<usize> {
    // SAFETY: neither call has preconditions.
    let bounds = if unsafe { libc::getpid() == libc::gettid() } { main_stack() } else { thread_stack() };
    HOST_STACK.set((bounds.start, bounds.end));
    bounds
}

/// The main thread's stack grows: return how far it may. The C library would read `/proc/self/maps` and return less.
fn main_stack() -> Range<usize> {
    // SAFETY: the structure is plain, and only the call writes to it.
    let limit = unsafe {
        let mut limit: libc::rlimit = mem::zeroed();
        libc::getrlimit(libc::RLIMIT_STACK, &mut limit);
        usize::try_from(limit.rlim_cur).unwrap_or(usize::MAX)
    };
    // The kernel stores the program's file name at the top of the stack, above arguments and environment.
    // SAFETY: the call has no preconditions.
    let top = match unsafe { libc::getauxval(libc::AT_EXECFN) } as usize {
        0 => machine::stack_pointer(),
        name => name,
    };
    let end = top.next_multiple_of(page_size());
    end.saturating_sub(limit.min(MAIN_STACK))..end
}

fn thread_stack() -> Range<usize> {
    let mut bounds = 0..usize::MAX;
    // SAFETY: the first call initialises `attributes`; they are used only if it succeeds, and then destroyed.
    unsafe {
        let mut attributes: libc::pthread_attr_t = mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) == 0 {
            let (mut start, mut size) = (ptr::null_mut(), 0);
            if libc::pthread_attr_getstack(&attributes, &mut start, &mut size) == 0 && !start.is_null() {
                // The lowest pages may be the guard.
                let mut guard = 0;
                libc::pthread_attr_getguardsize(&attributes, &mut guard);
                bounds = start as usize + guard.max(page_size())..start as usize + size;
            }
            libc::pthread_attr_destroy(&mut attributes);
        }
    }
    bounds
}

fn bit(signal: c_int) -> u64 {
    1 << (signal - 1)
}

/// Makes sure that `signal`, of an interrupt, reaches this thread, unless somebody has blocked it since the first call.
#[inline]
pub(crate) fn unblock_signal(signal: c_int) {
    if UNBLOCKED.get() & bit(signal) == 0 {
        unblock_first(signal);
    }
}

#[cold]
fn unblock_first(signal: c_int) {
    UNBLOCKED.set(UNBLOCKED.get() | bit(signal));
    unblock([signal]);
}

fn unblock(signals: impl IntoIterator<Item = c_int>) {
    // SAFETY: the set is plain, and only these calls use it.
    unsafe {
        let mut set: libc::sigset_t = mem::zeroed();
        libc::sigemptyset(&mut set);
        for signal in signals {
            libc::sigaddset(&mut set, signal);
        }
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &set, ptr::null_mut());
    }
}

/// Prepares this thread for handling faults. Call this before the thread runs guest code.
pub(crate) fn prepare_thread() -> Result<(), OsError> {
    note_prepared();
    // A fault whose signal is blocked ends the process, so there is no reason to keep them blocked.
    let interrupts = (1..=64).filter(|signal| UNBLOCKED.get() & bit(*signal) != 0);
    unblock(SIGNALS.into_iter().chain(interrupts));
    // SAFETY: this plain structure may be zeroed; the call only reads the current state.
    let current = unsafe {
        let mut current: libc::stack_t = mem::zeroed();
        libc::sigaltstack(ptr::null(), &mut current);
        current
    };
    if current.ss_flags & libc::SS_DISABLE == 0 && current.ss_size >= SignalStack::least() {
        return Ok(());
    }
    // While the thread is exiting, there is nowhere to keep one.
    SIGNAL_STACK
        .try_with(|place| match place.get() {
            // Someone disabled it.
            Some(stack) => {
                stack.put_to_use();
                Ok(())
            }
            None => {
                let stack = SignalStack::new()?;
                stack.put_to_use();
                let _ = place.set(stack);
                Ok(())
            }
        })
        .unwrap_or(Ok(()))
}

/// A signal stack for one thread.
struct SignalStack {
    mapping: Mapping,
}

impl SignalStack {
    /// Smaller stacks are replaced by our own: there must be room for our handlers while one of the embedder's runs. How much
    /// the kernel takes for each depends on the registers of the processor.
    fn least() -> usize {
        /// `AT_MINSIGSTKSZ`, which older kernels do not know.
        const FRAME: libc::c_ulong = 51;
        // SAFETY: the call has no preconditions.
        let frame = unsafe { libc::getauxval(FRAME) } as usize;
        2 * frame.max(libc::MINSIGSTKSZ) + (8 << 10)
    }

    fn new() -> Result<SignalStack, OsError> {
        let (guard, size) = (page_size(), (64 << 10).max(SignalStack::least().next_multiple_of(page_size())));
        let mut mapping = Mapping::reserve(guard + size)?;
        mapping.make_writable(guard, size)?;
        Ok(SignalStack { mapping })
    }

    /// Installs it for this thread, which must own it.
    fn put_to_use(&self) {
        // SAFETY: the memory is ours, above a guard page, and stays mapped until `drop` uninstalls it.
        unsafe {
            let base = self.mapping.base().add(page_size()).cast();
            let stack = libc::stack_t { ss_sp: base, ss_flags: 0, ss_size: self.mapping.len() - page_size() };
            libc::sigaltstack(&stack, ptr::null_mut());
        }
    }
}

impl Drop for SignalStack {
    fn drop(&mut self) {
        // SAFETY: the structures are plain. The thread stops using the stack before it is unmapped, unless someone
        // replaced it.
        unsafe {
            let mut current: libc::stack_t = mem::zeroed();
            libc::sigaltstack(ptr::null(), &mut current);
            let ours = self.mapping.base() as usize..self.mapping.base() as usize + self.mapping.len();
            if ours.contains(&(current.ss_sp as usize)) {
                let mut off: libc::stack_t = mem::zeroed();
                off.ss_flags = libc::SS_DISABLE;
                libc::sigaltstack(&off, ptr::null_mut());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_stack_contains_local_variables() {
        let local = 0u8;
        assert!(host_stack().contains(&(&raw const local as usize)));
        let elsewhere = std::thread::spawn(|| {
            let local = 0u8;
            assert!(host_stack().contains(&(&raw const local as usize)));
            host_stack()
        });
        assert_ne!(elsewhere.join().unwrap(), host_stack());
    }
}
