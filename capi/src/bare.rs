//! Replaces what the standard library would supply: the allocator and the panic handler.

use core::alloc::{GlobalAlloc, Layout};
use core::ffi::c_void;

unsafe extern "C" {
    fn windlass_platform_allocate(size: usize, alignment: usize) -> *mut c_void;
    fn windlass_platform_free(memory: *mut c_void, size: usize, alignment: usize);
    fn windlass_platform_abort() -> !;
}

/// The platform's allocator.
struct Platform;

// SAFETY: `windlass_platform.h` requires of these functions what `GlobalAlloc` requires.
unsafe impl GlobalAlloc for Platform {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the size is not zero, and the alignment is a power of two.
        unsafe { windlass_platform_allocate(layout.size(), layout.align()).cast() }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: `memory` was allocated with the same layout.
        unsafe { windlass_platform_free(memory.cast(), layout.size(), layout.align()) };
    }
}

#[global_allocator]
static PLATFORM: Platform = Platform;

/// A panic is a bug in the library or its user. It aborts without a message: formatting would be most of the library.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: the function may be called at any time.
    unsafe { windlass_platform_abort() }
}

/// Unwind tables of `core` and `alloc` refer to this symbol. Nothing unwinds.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}
