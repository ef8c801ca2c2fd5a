//! [`WasmTy`]: the Rust types that are types of WebAssembly, one for one; and lists of them.

use windlass_codegen::types::ValType;
use windlass_masm::vm::{Assignment, Place};

use crate::api::error::{Error, Result};
use crate::api::externref::ExternRef;
use crate::api::func::Func;
use crate::api::val::{Ref, V128};
use crate::guest::call_values::{CallValues, place_of};
use crate::store::StoreOpaque;

/// A Rust type that corresponds to a type of WebAssembly.
///
/// | Rust | WebAssembly |
/// | --- | --- |
/// | `i32`, `u32` | `i32` |
/// | `i64`, `u64` | `i64` |
/// | `f32` | `f32` |
/// | `f64` | `f64` |
/// | [`V128`], `u128` | `v128` |
/// | `Option<Func>` | `funcref` |
/// | `Option<ExternRef>` | `externref` |
///
/// # Safety
/// Implemented here and nowhere else: `TYPE` must be what the methods convert.
pub unsafe trait WasmTy: Send + Sized {
    /// The type of WebAssembly.
    const TYPE: ValType;

    /// From the bits that generated code has; the upper ones are anything.
    ///
    /// # Safety
    /// The bits must be a value of the type, of the store.
    #[doc(hidden)]
    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self;

    /// To the bits that generated code has, the upper ones zero. An error where the value is of another store.
    #[doc(hidden)]
    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128>;
}

/// A store, for the conversions of [`WasmTy`].
#[doc(hidden)]
pub struct StoreRef<'a>(pub(crate) &'a StoreOpaque);

macro_rules! number {
    ($($ty:ty: $val:ident, $raw:ident => $from:expr, $x:ident => $into:expr;)*) => {
        // SAFETY: the bits of the type are those of the value.
        $(unsafe impl WasmTy for $ty {
            const TYPE: ValType = ValType::$val;

            #[inline(always)]
            unsafe fn from_raw($raw: u128, _: &StoreRef<'_>) -> Self {
                $from
            }

            #[inline(always)]
            fn into_raw(self, _: &StoreRef<'_>) -> Result<u128> {
                let $x = self;
                Ok($into)
            }
        })*
    };
}

number! {
    i32: I32, raw => raw as i32, x => u128::from(x as u32);
    u32: I32, raw => raw as u32, x => u128::from(x);
    i64: I64, raw => raw as i64, x => u128::from(x as u64);
    u64: I64, raw => raw as u64, x => u128::from(x);
    f32: F32, raw => f32::from_bits(raw as u32), x => u128::from(x.to_bits());
    f64: F64, raw => f64::from_bits(raw as u64), x => u128::from(x.to_bits());
    u128: V128, raw => raw, x => x;
    V128: V128, raw => V128::from(raw), x => x.as_u128();
}

// SAFETY: generated code has the address of a function reference of the store, or zero.
unsafe impl WasmTy for Option<Func> {
    const TYPE: ValType = ValType::FUNCREF;

    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self {
        // SAFETY: the caller says that the store has the function.
        unsafe { Func::from_raw(raw as u64, store.0.id()) }
    }

    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128> {
        Ref::Func(self).to_raw(store.0).map(u128::from)
    }
}

// SAFETY: generated code has an index of the store, or zero.
unsafe impl WasmTy for Option<ExternRef> {
    const TYPE: ValType = ValType::EXTERNREF;

    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self {
        ExternRef::from_raw(raw as u64, store.0.id())
    }

    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128> {
        Ref::Extern(self).to_raw(store.0).map(u128::from)
    }
}

/// Values of WebAssembly in Rust: nothing, one [`WasmTy`], or a tuple of up to sixteen.
///
/// # Safety
/// Implemented here and nowhere else: `TYPES` must be what the methods convert.
pub unsafe trait WasmList: Sized {
    /// Their types.
    const TYPES: &'static [ValType];

    /// Takes the values from the places that `assignment` gives them.
    ///
    /// # Safety
    /// Values of the types, of the store, must be there.
    #[doc(hidden)]
    unsafe fn load(values: &Values, assignment: Assignment, store: &StoreRef<'_>) -> Self;

    /// Puts the values in the places that `assignment` gives them. An error where one is of another store.
    ///
    /// # Safety
    /// The places must exist.
    #[doc(hidden)]
    unsafe fn save(self, values: &Values, assignment: Assignment, store: &StoreRef<'_>) -> Result<()>;
}

/// Where values are, for [`WasmList`].
#[doc(hidden)]
pub struct Values(pub(crate) CallValues);

#[inline(always)]
unsafe fn load_one<V: WasmTy>(values: &Values, place: Place, store: &StoreRef<'_>) -> V {
    // SAFETY: the caller says that a value of the type is there.
    unsafe { V::from_raw(values.0.get(place, V::TYPE), store) }
}

#[inline(always)]
unsafe fn save_one<V: WasmTy>(value: V, values: &Values, place: Place, store: &StoreRef<'_>) -> Result<()> {
    let raw = value.into_raw(store)?;
    // SAFETY: the caller says that the place exists.
    unsafe { values.0.set(place, V::TYPE, raw) };
    Ok(())
}

// SAFETY: one value of its type.
unsafe impl<V: WasmTy> WasmList for V {
    const TYPES: &'static [ValType] = &[V::TYPE];

    #[inline(always)]
    unsafe fn load(values: &Values, mut assignment: Assignment, store: &StoreRef<'_>) -> Self {
        // SAFETY: as the caller says.
        unsafe { load_one(values, place_of(&mut assignment, V::TYPE), store) }
    }

    #[inline(always)]
    unsafe fn save(self, values: &Values, mut assignment: Assignment, store: &StoreRef<'_>) -> Result<()> {
        // SAFETY: as the caller says.
        unsafe { save_one(self, values, place_of(&mut assignment, V::TYPE), store) }
    }
}

macro_rules! tuple {
    ($($v:ident)*) => {
        // SAFETY: the values are taken and put in the order of their types.
        unsafe impl<$($v: WasmTy),*> WasmList for ($($v,)*) {
            const TYPES: &'static [ValType] = &[$($v::TYPE),*];

            #[inline(always)]
            #[allow(non_snake_case, unused_variables, unused_mut, clippy::unused_unit)]
            unsafe fn load(values: &Values, mut assignment: Assignment, store: &StoreRef<'_>) -> Self {
                // SAFETY: as the caller says. The fields of a tuple expression are evaluated in order.
                $(let $v: $v = unsafe { load_one(values, place_of(&mut assignment, $v::TYPE), store) };)*
                ($($v,)*)
            }

            #[inline(always)]
            #[allow(non_snake_case, unused_variables, unused_mut)]
            unsafe fn save(self, values: &Values, mut assignment: Assignment, store: &StoreRef<'_>) -> Result<()> {
                let ($($v,)*) = self;
                // SAFETY: as the caller says.
                $(unsafe { save_one($v, values, place_of(&mut assignment, $v::TYPE), store)? };)*
                Ok(())
            }
        }
    };
}

/// Calls a macro with every list of up to sixteen type names.
macro_rules! for_each_tuple {
    ($mac:ident) => {
        $mac!();
        $mac!(A1);
        $mac!(A1 A2);
        $mac!(A1 A2 A3);
        $mac!(A1 A2 A3 A4);
        $mac!(A1 A2 A3 A4 A5);
        $mac!(A1 A2 A3 A4 A5 A6);
        $mac!(A1 A2 A3 A4 A5 A6 A7);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8 A9);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15);
        $mac!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15 A16);
    };
}
pub(crate) use for_each_tuple;

for_each_tuple!(tuple);

/// Words of stack that the longest list of values can take: vectors take two.
pub(crate) const MOST_STACK_WORDS: usize = 32;

/// What a typed function takes: nothing, one [`WasmTy`], or a tuple of them.
pub trait WasmParams: WasmList {}

impl<L: WasmList> WasmParams for L {}

/// What a typed function returns: nothing, one [`WasmTy`], or a tuple of them.
pub trait WasmResults: WasmList {}

impl<L: WasmList> WasmResults for L {}

/// What a host function may return: values, or a `Result` of them. An error ends the guest, and is what the call into
/// the guest returns.
pub trait WasmRet {
    /// The values.
    type Values: WasmList;

    /// The values, or the error.
    #[doc(hidden)]
    fn into_result(self) -> Result<Self::Values>;
}

impl<L: WasmList> WasmRet for L {
    type Values = L;

    #[inline(always)]
    fn into_result(self) -> Result<L> {
        Ok(self)
    }
}

impl<L: WasmList> WasmRet for Result<L, Error> {
    type Values = L;

    #[inline(always)]
    fn into_result(self) -> Result<L> {
        self
    }
}
