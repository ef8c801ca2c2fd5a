//! Strings of C.

use alloc::string::String;
use core::ffi::{CStr, c_char};

use windlass::{Error, Result};

/// The string at `text`.
///
/// # Errors
/// Where it is null, or not UTF-8.
///
/// # Safety
/// If it is not null, it must be a string that ends with a zero.
pub(crate) unsafe fn name<'a>(text: *const c_char) -> Result<&'a str> {
    if text.is_null() {
        return Err(Error::msg("a name is NULL"));
    }
    // SAFETY: the caller says so.
    unsafe { CStr::from_ptr(text) }.to_str().map_err(|_| Error::msg("a name is not UTF-8"))
}

/// Copies as much of `text` to `buffer` as there is room for in `size` bytes, with a zero at the end. Returns how long the text
/// is, without the zero.
///
/// # Safety
/// If it is not null, `buffer` must have as many bytes.
pub(crate) unsafe fn copy(text: &str, buffer: *mut c_char, size: usize) -> usize {
    if !buffer.is_null() && size > 0 {
        let len = text.len().min(size - 1);
        // SAFETY: the caller says so.
        unsafe {
            buffer.cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), len);
            buffer.add(len).write(0);
        }
    }
    text.len()
}

/// A copy of the string at `text`, with something else where it is not UTF-8.
///
/// # Safety
/// As for [`name`].
pub(crate) unsafe fn message(text: *const c_char) -> String {
    match text.is_null() {
        true => String::from("an error without a message"),
        // SAFETY: the caller says so.
        false => unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned(),
    }
}
