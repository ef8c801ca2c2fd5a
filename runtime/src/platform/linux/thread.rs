//! What a thread needs: its bounds, a stack for signals, and a pointer of its own.

use core::cell::{Cell, OnceCell};
use core::mem;
use core::ops::Range;
use core::ptr;

use super::memory::{Mapping, OsError, page_size};
use super::signals::SIGNALS;
use crate::machine;

/// How far the stack of the main thread may grow for sure, unless it is limited to less.
const MAIN_STACK: usize = 8 << 20;

std::thread_local! {
    /// Without a destructor, and initialised by the compiler: a signal handler may read it.
    static POINTER: Cell<*const ()> = const { Cell::new(ptr::null()) };
    static HOST_STACK: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
    static SIGNAL_STACK: OnceCell<SignalStack> = const { OnceCell::new() };
}

/// The pointer that this thread set last, null at first. May be called in a signal handler.
#[inline]
pub(crate) fn thread_pointer() -> *const () {
    POINTER.get()
}

/// Sets the pointer that [`thread_pointer`] returns.
#[inline]
pub(crate) fn set_thread_pointer(pointer: *const ()) {
    POINTER.set(pointer);
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

/// The stack of the main thread grows: what counts is how far it may. The C library would read `/proc/self/maps` to say
/// less.
fn main_stack() -> Range<usize> {
    // SAFETY: the structure is plain, and only the call writes to it.
    let limit = unsafe {
        let mut limit: libc::rlimit = mem::zeroed();
        libc::getrlimit(libc::RLIMIT_STACK, &mut limit);
        usize::try_from(limit.rlim_cur).unwrap_or(usize::MAX)
    };
    // The kernel puts the name of the program at the top, above arguments and environment.
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
    // SAFETY: `attributes` is initialised by the first call, used only where that succeeds, and destroyed after.
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

/// Makes sure that a fault of this thread can be handled. To be called before the thread runs guest code.
pub(crate) fn prepare_thread() -> Result<(), OsError> {
    // A fault ends the process where its signal is blocked, so that there is no use in that.
    // SAFETY: the set is plain, and only these calls use it.
    unsafe {
        let mut faults: libc::sigset_t = mem::zeroed();
        libc::sigemptyset(&mut faults);
        for signal in SIGNALS {
            libc::sigaddset(&mut faults, signal);
        }
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &faults, ptr::null_mut());
    }
    // SAFETY: all zeroes is a value of this plain structure; the call only reads the present state.
    let current = unsafe {
        let mut current: libc::stack_t = mem::zeroed();
        libc::sigaltstack(ptr::null(), &mut current);
        current
    };
    if current.ss_flags & libc::SS_DISABLE == 0 && current.ss_size >= SignalStack::LEAST {
        return Ok(());
    }
    // While the thread is being torn down, there is no place to keep one.
    SIGNAL_STACK
        .try_with(|place| match place.get() {
            // Somebody took it out of use.
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

/// A stack for the signal handlers of one thread.
struct SignalStack {
    mapping: Mapping,
}

impl SignalStack {
    /// Below this size, we bring our own.
    const LEAST: usize = 8 << 10;
    const SIZE: usize = 64 << 10;

    fn new() -> Result<SignalStack, OsError> {
        let guard = page_size();
        let mut mapping = Mapping::reserve(guard + SignalStack::SIZE)?;
        mapping.make_writable(guard, SignalStack::SIZE)?;
        Ok(SignalStack { mapping })
    }

    /// Makes it that of this thread, which it must belong to.
    fn put_to_use(&self) {
        // SAFETY: the memory is ours, above a guard of a page, and stays mapped until `drop` takes it out of use.
        unsafe {
            let base = self.mapping.base().add(page_size()).cast();
            let stack = libc::stack_t { ss_sp: base, ss_flags: 0, ss_size: SignalStack::SIZE };
            libc::sigaltstack(&stack, ptr::null_mut());
        }
    }
}

impl Drop for SignalStack {
    fn drop(&mut self) {
        // SAFETY: the structures are plain; the thread stops using the stack before it is unmapped, unless somebody
        // replaced it meanwhile.
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
