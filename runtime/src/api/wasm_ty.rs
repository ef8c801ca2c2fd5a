//! [`WasmTy`]: the Rust types that correspond to WebAssembly types, and lists of them.

use core::error::Error as StdError;

use windlass_codegen::types::{HeapType, RefType, ValType};
use windlass_masm::vm::{Assignment, Place};

use crate::api::error::{Error, Result};
use crate::api::exnref::ExnRef;
use crate::api::externref::ExternRef;
use crate::api::func::Func;
use crate::api::val::{V128, exn_to_raw, extern_to_raw, func_to_raw};
use crate::guest::call_values::{CallValues, place_of};
use crate::store::StoreOpaque;

/// A Rust type that corresponds to a WebAssembly type.
///
/// | Rust | WebAssembly |
/// | --- | --- |
/// | `i32`, `u32` | `i32` |
/// | `i64`, `u64` | `i64` |
/// | `f32` | `f32` |
/// | `f64` | `f64` |
/// | [`V128`], `u128` | `v128` |
/// | `Option<Func>` | `funcref` |
/// | [`Func`] | `(ref func)` |
/// | `Option<ExternRef>` | `externref` |
/// | [`ExternRef`] | `(ref extern)` |
/// | `Option<ExnRef>` | `exnref` |
///
/// # Safety
/// Implemented only in this crate: `TYPE` must be the type that the methods convert.
pub unsafe trait WasmTy: Send + Sized {
    /// The WebAssembly type.
    const TYPE: ValType;

    /// Converts from the bits in generated code; excess upper bits are undefined.
    ///
    /// # Safety
    /// The bits must be a value of the type that belongs to the store.
    #[doc(hidden)]
    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self;

    /// Converts to the bits in generated code, zero-extended. Fails if the value belongs to another store.
    #[doc(hidden)]
    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128>;
}

/// A store, for the conversions of [`WasmTy`].
#[doc(hidden)]
pub struct StoreRef<'a>(pub(crate) &'a StoreOpaque);

macro_rules! number {
    ($($ty:ty: $val:ident, $raw:ident => $from:expr, $x:ident => $into:expr;)*) => {
        // SAFETY: the conversions are those of the type.
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

// SAFETY: generated code represents it as the address of a function reference of the store, or zero.
unsafe impl WasmTy for Option<Func> {
    const TYPE: ValType = ValType::FUNCREF;

    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self {
        // SAFETY: the caller guarantees that the store has the function.
        unsafe { Func::from_raw(raw as u64, store.0.id()) }
    }

    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128> {
        func_to_raw(self, store.0).map(u128::from)
    }
}

// SAFETY: generated code represents it as the address of a function reference of the store.
unsafe impl WasmTy for Func {
    const TYPE: ValType = ValType::Ref(RefType::new(false, HeapType::Func));

    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self {
        // SAFETY: the caller guarantees that the store has the function.
        unsafe { Func::from_raw(raw as u64, store.0.id()) }.expect("a reference that is not null")
    }

    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128> {
        func_to_raw(Some(self), store.0).map(u128::from)
    }
}

// SAFETY: generated code represents it as an index in the store.
unsafe impl WasmTy for ExternRef {
    const TYPE: ValType = ValType::Ref(RefType::new(false, HeapType::Extern));

    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self {
        ExternRef::from_raw(raw as u64, store.0).expect("a reference that is not null")
    }

    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128> {
        extern_to_raw(Some(&self), store.0).map(u128::from)
    }
}

// SAFETY: generated code represents it as an index in the store, or zero.
unsafe impl WasmTy for Option<ExternRef> {
    const TYPE: ValType = ValType::EXTERNREF;

    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self {
        ExternRef::from_raw(raw as u64, store.0)
    }

    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128> {
        extern_to_raw(self.as_ref(), store.0).map(u128::from)
    }
}

// SAFETY: generated code represents it as a number in the store, or zero.
unsafe impl WasmTy for Option<ExnRef> {
    const TYPE: ValType = ValType::EXNREF;

    unsafe fn from_raw(raw: u128, store: &StoreRef<'_>) -> Self {
        ExnRef::from_raw(raw as u64, store.0)
    }

    fn into_raw(self, store: &StoreRef<'_>) -> Result<u128> {
        exn_to_raw(self.as_ref(), store.0).map(u128::from)
    }
}

/// A list of values in Rust: nothing, one [`WasmTy`], or a tuple of up to sixteen.
///
/// # Safety
/// Implemented only in this crate: `TYPES` must be the types that the methods convert.
pub unsafe trait WasmList: Sized {
    /// The types.
    const TYPES: &'static [ValType];

    /// Loads the values from their locations by `assignment`.
    ///
    /// # Safety
    /// The locations must contain values of these types that belong to the store.
    #[doc(hidden)]
    unsafe fn load(values: &Values, assignment: Assignment, store: &StoreRef<'_>) -> Self;

    /// Stores the values to their locations by `assignment`. Fails if one belongs to another store.
    ///
    /// # Safety
    /// The locations must exist.
    #[doc(hidden)]
    unsafe fn save(self, values: &Values, assignment: Assignment, store: &StoreRef<'_>) -> Result<()>;
}

/// The locations of values, for [`WasmList`].
#[doc(hidden)]
pub struct Values(pub(crate) CallValues);

#[inline(always)]
unsafe fn load_one<V: WasmTy>(values: &Values, place: Place, store: &StoreRef<'_>) -> V {
    // SAFETY: the caller guarantees that the location contains a value of the type.
    unsafe { V::from_raw(values.0.get(place, V::TYPE), store) }
}

#[inline(always)]
unsafe fn save_one<V: WasmTy>(value: V, values: &Values, place: Place, store: &StoreRef<'_>) -> Result<()> {
    let raw = value.into_raw(store)?;
    // SAFETY: the caller guarantees that the location exists.
    unsafe { values.0.set(place, V::TYPE, raw) };
    Ok(())
}

// SAFETY: one value of its type.
unsafe impl<V: WasmTy> WasmList for V {
    const TYPES: &'static [ValType] = &[V::TYPE];

    #[inline(always)]
    unsafe fn load(values: &Values, mut assignment: Assignment, store: &StoreRef<'_>) -> Self {
        // SAFETY: guaranteed by the caller.
        unsafe { load_one(values, place_of(&mut assignment, V::TYPE), store) }
    }

    #[inline(always)]
    unsafe fn save(self, values: &Values, mut assignment: Assignment, store: &StoreRef<'_>) -> Result<()> {
        // SAFETY: guaranteed by the caller.
        unsafe { save_one(self, values, place_of(&mut assignment, V::TYPE), store) }
    }
}

macro_rules! tuple {
    ($($v:ident)*) => {
        // SAFETY: the values are loaded and stored in the order of their types.
        unsafe impl<$($v: WasmTy),*> WasmList for ($($v,)*) {
            const TYPES: &'static [ValType] = &[$($v::TYPE),*];

            #[inline(always)]
            #[allow(non_snake_case, unused_variables, unused_mut, clippy::unused_unit)]
            unsafe fn load(values: &Values, mut assignment: Assignment, store: &StoreRef<'_>) -> Self {
                // SAFETY: guaranteed by the caller. The fields of a tuple expression are evaluated in order.
                $(let $v: $v = unsafe { load_one(values, place_of(&mut assignment, $v::TYPE), store) };)*
                ($($v,)*)
            }

            #[inline(always)]
            #[allow(non_snake_case, unused_variables, unused_mut)]
            unsafe fn save(self, values: &Values, mut assignment: Assignment, store: &StoreRef<'_>) -> Result<()> {
                let ($($v,)*) = self;
                // SAFETY: guaranteed by the caller.
                $(unsafe { save_one($v, values, place_of(&mut assignment, $v::TYPE), store)? };)*
                Ok(())
            }
        }
    };
}

/// Invokes a macro with every list of up to sixteen type names.
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

/// The maximum number of stack words for a list of values: a vector takes two.
pub(crate) const MOST_STACK_WORDS: usize = 32;

/// The parameters of a typed function: nothing, one [`WasmTy`], or a tuple of them.
pub trait WasmParams: WasmList {}

impl<L: WasmList> WasmParams for L {}

/// The results of a typed function: nothing, one [`WasmTy`], or a tuple of them.
pub trait WasmResults: WasmList {}

impl<L: WasmList> WasmResults for L {}

/// The return type of a host function: values, or a `Result` of them. An error ends the guest, and the call into the guest
/// returns it.
///
/// The error type may be [`Error`](crate::Error), any type that implements [`core::error::Error`], or one that dereferences
/// to a `dyn Error`, such as `anyhow::Error` or `Box<dyn Error + Send + Sync>`.
///
/// The compiler infers `Kind`, which keeps the implementations apart.
pub trait WasmRet<Kind> {
    /// The values.
    type Values: WasmList;

    /// Converts to the values or the error.
    #[doc(hidden)]
    fn into_result(self) -> Result<Self::Values>;
}

/// The `Kind` of a [`WasmRet`] that is a list of values.
#[doc(hidden)]
pub enum OfValues {}

/// The `Kind` of a [`WasmRet`] with an error.
#[doc(hidden)]
pub enum OfError {}

/// The `Kind` of a [`WasmRet`] with an error that dereferences to a `dyn Error`.
#[cfg(feature = "std")]
#[doc(hidden)]
pub enum OfDynError {}

impl<L: WasmList> WasmRet<OfValues> for L {
    type Values = L;

    #[inline(always)]
    fn into_result(self) -> Result<L> {
        Ok(self)
    }
}

impl<L: WasmList, E: StdError + Send + Sync + 'static> WasmRet<OfError> for Result<L, E> {
    type Values = L;

    #[inline(always)]
    fn into_result(self) -> Result<L> {
        self.map_err(Error::new)
    }
}

#[cfg(feature = "std")]
impl<L: WasmList, E> WasmRet<OfDynError> for Result<L, E>
where
    E: core::ops::Deref<Target = dyn StdError + Send + Sync + 'static> + Send + Sync + 'static,
{
    type Values = L;

    #[inline(always)]
    fn into_result(self) -> Result<L> {
        self.map_err(Error::from_dyn)
    }
}
