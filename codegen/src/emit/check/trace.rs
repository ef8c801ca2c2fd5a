//! The trace: the value stack and the registers behind each operator, as text.

use core::mem::transmute;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// A function that is told the text.
type Sink = fn(&str);

static SINK: AtomicPtr<()> = AtomicPtr::new(null_mut());

/// Has `sink` told, for each operator that is compiled from now on, where it is in the module, the value stack behind it and the
/// registers that are free. Functions that several threads compile at the same time are mixed.
pub fn trace_emit(sink: fn(&str)) {
    SINK.store(sink as *mut (), Ordering::Relaxed);
}

/// Who is told.
pub(super) fn sink() -> Option<Sink> {
    let sink = SINK.load(Ordering::Relaxed);
    // SAFETY: what is not null was a `Sink` in `trace_emit`.
    (!sink.is_null()).then(|| unsafe { transmute::<*mut (), Sink>(sink) })
}
