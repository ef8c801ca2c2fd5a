//! C strings.

use alloc::string::String;
use core::ffi::{CStr, c_char};

use windlass::{Error, Result};

/// Borrows the string at `text`.
///
/// # Errors
/// Fails if the pointer is null or the string is not UTF-8.
///
/// # Safety
/// Unless null, `text` must point to a NUL-terminated string that outlives `'a`.
pub(crate) unsafe fn name<'a>(text: *const c_char) -> Result<&'a str> {
    if text.is_null() {
        return Err(Error::msg("a name is NULL"));
    }
    // SAFETY: guaranteed by the caller.
    unsafe { CStr::from_ptr(text) }.to_str().map_err(|_| Error::msg("a name is not UTF-8"))
}

/// Copies as much of `text` to `buffer` as fits in `size` bytes, with a terminating NUL. Returns the length of the
/// whole text, without the NUL.
///
/// # Safety
/// Unless null, `buffer` must have room for `size` bytes.
pub(crate) unsafe fn copy(text: &str, buffer: *mut c_char, size: usize) -> usize {
    if !buffer.is_null() && size > 0 {
        let len = text.len().min(size - 1);
        // SAFETY: guaranteed by the caller.
        unsafe {
            buffer.cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), len);
            buffer.add(len).write(0);
        }
    }
    text.len()
}

/// Copies the string at `text`, replacing invalid UTF-8.
///
/// # Safety
/// Same as [`name`].
pub(crate) unsafe fn message(text: *const c_char) -> String {
    match text.is_null() {
        true => String::from("no message"),
        // SAFETY: guaranteed by the caller.
        false => unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned(),
    }
}
