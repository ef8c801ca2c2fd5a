//! Values.

use alloc::vec::Vec;

use windlass::{Error, Result, Val, ValType};

/// The type of a value.
type wasm_valkind_t = u8;

const I32: wasm_valkind_t = 0;
const I64: wasm_valkind_t = 1;
const F32: wasm_valkind_t = 2;
const F64: wasm_valkind_t = 3;

/// A value. Floats are stored as their bits.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct wasm_val_t {
    kind: wasm_valkind_t,
    of: Of,
}

#[derive(Clone, Copy)]
#[repr(C)]
union Of {
    i32: u32,
    i64: u64,
}

impl wasm_val_t {
    /// The `i32` zero.
    pub(crate) const ZERO: wasm_val_t = wasm_val_t { kind: I32, of: Of { i64: 0 } };

    /// Converts a value for C.
    ///
    /// # Errors
    /// Fails if it is a vector or a reference.
    pub(crate) fn new(value: &Val) -> Result<wasm_val_t> {
        let (kind, bits) = match *value {
            Val::I32(value) => (I32, u64::from(value as u32)),
            Val::I64(value) => (I64, value as u64),
            Val::F32(bits) => (F32, u64::from(bits)),
            Val::F64(bits) => (F64, bits),
            _ => return Err(not_supported()),
        };
        Ok(wasm_val_t { kind, of: Of { i64: bits } })
    }

    /// Converts a value from C.
    ///
    /// # Errors
    /// Fails if its type is not one of the four.
    pub(crate) fn value(&self) -> Result<Val> {
        // SAFETY: every bit pattern is a valid integer, and C sets all bytes that belong to the type.
        let (low, all) = unsafe { (self.of.i32, self.of.i64) };
        Ok(match self.kind {
            I32 => Val::I32(low as i32),
            I64 => Val::I64(all as i64),
            F32 => Val::F32(low),
            F64 => Val::F64(all),
            _ => return Err(not_supported()),
        })
    }
}

/// Converts types from C.
///
/// # Errors
/// Fails if one is not one of the four.
pub(crate) fn types(kinds: &[wasm_valkind_t]) -> Result<Vec<ValType>> {
    let ty = |&kind: &wasm_valkind_t| match kind {
        I32 => Ok(ValType::I32),
        I64 => Ok(ValType::I64),
        F32 => Ok(ValType::F32),
        F64 => Ok(ValType::F64),
        _ => Err(not_supported()),
    };
    kinds.iter().map(ty).collect()
}

#[cold]
fn not_supported() -> Error {
    Error::msg("the C API supports only values of the types i32, i64, f32 and f64")
}

/// Borrows an array from C.
///
/// # Errors
/// Fails if the pointer is null and `count` is not zero.
///
/// # Safety
/// Unless null, `items` must point to `count` valid items that outlive `'a`.
pub(crate) unsafe fn items<'a, T>(items: *const T, count: usize) -> Result<&'a [T]> {
    match (items.is_null(), count) {
        (_, 0) => Ok(&[]),
        (true, _) => Err(Error::msg("an argument is NULL")),
        // SAFETY: guaranteed by the caller.
        _ => Ok(unsafe { core::slice::from_raw_parts(items, count) }),
    }
}
