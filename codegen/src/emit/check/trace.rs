//! The trace: the value stack and the registers after each operator, as text.

use core::mem::transmute;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// A function that receives the text.
type Sink = fn(&str);

static SINK: AtomicPtr<()> = AtomicPtr::new(null_mut());

/// Makes `sink` receive a line for each operator that is compiled from now on: its module offset, the value stack after it, and
/// the free registers. Lines of functions that are compiled on several threads are interleaved.
pub fn trace_emit(sink: fn(&str)) {
    SINK.store(sink as *mut (), Ordering::Relaxed);
}

/// The current sink.
pub(super) fn sink() -> Option<Sink> {
    let sink = SINK.load(Ordering::Relaxed);
    // SAFETY: if it is not null, `trace_emit` stored a `Sink`.
    (!sink.is_null()).then(|| unsafe { transmute::<*mut (), Sink>(sink) })
}
