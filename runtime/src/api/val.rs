//! WebAssembly values of any type: [`Val`] and [`Ref`].

use windlass_codegen::types::{HeapType, RefType, TypeIndex, ValType};

use crate::api::error::Result;
use crate::api::exnref::ExnRef;
use crate::api::externref::ExternRef;
use crate::api::func::Func;
use crate::store::{AsContext, StoreOpaque};

/// A value of any type.
///
/// ```
/// use windlass::{Val, ValType};
///
/// assert_eq!(Val::from(1.5f64).unwrap_f64(), 1.5);
/// assert_eq!(Val::I32(7).i64(), None);
/// assert_eq!(Val::default_for(ValType::I64).ty(), ValType::I64);
/// ```
#[derive(Clone, Debug)]
pub enum Val {
    /// A 32-bit integer.
    I32(i32),
    /// A 64-bit integer.
    I64(i64),
    /// The bits of a 32-bit floating-point number: see [`Val::f32`].
    F32(u32),
    /// The bits of a 64-bit floating-point number: see [`Val::f64`].
    F64(u64),
    /// A 128-bit vector.
    V128(V128),
    /// A reference to a function, or null.
    FuncRef(Option<Func>),
    /// A reference to a host value, or null.
    ExternRef(Option<ExternRef>),
    /// A reference to an exception, or null.
    ExnRef(Option<ExnRef>),
}

/// A 128-bit vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct V128(u128);

impl V128 {
    /// Its bits; lane 0 is in the lowest.
    pub fn as_u128(self) -> u128 {
        self.0
    }
}

impl From<u128> for V128 {
    fn from(bits: u128) -> V128 {
        V128(bits)
    }
}

impl From<V128> for u128 {
    fn from(vector: V128) -> u128 {
        vector.0
    }
}

/// A reference of any type.
#[derive(Clone, Debug)]
pub enum Ref {
    /// A reference to a function, or null.
    Func(Option<Func>),
    /// A reference to a host value, or null.
    Extern(Option<ExternRef>),
    /// A reference to an exception, or null.
    Exn(Option<ExnRef>),
}

macro_rules! accessors {
    ($($name:ident $unwrap:ident $variant:ident($x:ident) -> $ty:ty = $get:expr, $what:literal;)*) => {
        $(
            #[doc = concat!("The value, if it is ", $what, ".")]
            pub fn $name(&self) -> Option<$ty> {
                match self {
                    Val::$variant($x) => Some($get),
                    _ => None,
                }
            }

            #[doc = concat!("The value, which is ", $what, ".")]
            ///
            /// # Panics
            /// Panics if it has another type.
            #[track_caller]
            pub fn $unwrap(&self) -> $ty {
                match self.$name() {
                    Some(value) => value,
                    None => panic!(concat!("{:?} is not ", $what), self),
                }
            }
        )*
    };
}

impl Val {
    /// A null function reference.
    pub const fn null_func_ref() -> Val {
        Val::FuncRef(None)
    }

    /// A null external reference.
    pub const fn null_extern_ref() -> Val {
        Val::ExternRef(None)
    }

    /// A null reference to an exception.
    pub const fn null_exn_ref() -> Val {
        Val::ExnRef(None)
    }

    /// The zero or null of a type, whether or not null is a value of it.
    pub fn default_for(ty: ValType) -> Val {
        match ty {
            ValType::I32 => Val::I32(0),
            ValType::I64 => Val::I64(0),
            ValType::F32 => Val::F32(0),
            ValType::F64 => Val::F64(0),
            ValType::V128 => Val::V128(V128(0)),
            ValType::Ref(ty) => Ref::null(ty).into(),
        }
    }

    /// The type of the value; of references, the type of all functions or host values and null.
    pub fn ty(&self) -> ValType {
        match self {
            Val::I32(_) => ValType::I32,
            Val::I64(_) => ValType::I64,
            Val::F32(_) => ValType::F32,
            Val::F64(_) => ValType::F64,
            Val::V128(_) => ValType::V128,
            Val::FuncRef(_) => ValType::FUNCREF,
            Val::ExternRef(_) => ValType::EXTERNREF,
            Val::ExnRef(_) => ValType::EXNREF,
        }
    }

    accessors! {
        i32 unwrap_i32 I32(x) -> i32 = *x, "an i32";
        i64 unwrap_i64 I64(x) -> i64 = *x, "an i64";
        f32 unwrap_f32 F32(x) -> f32 = f32::from_bits(*x), "an f32";
        f64 unwrap_f64 F64(x) -> f64 = f64::from_bits(*x), "an f64";
        v128 unwrap_v128 V128(x) -> V128 = *x, "a v128";
        func_ref unwrap_func_ref FuncRef(x) -> Option<Func> = *x, "a funcref";
        extern_ref unwrap_extern_ref ExternRef(x) -> Option<ExternRef> = x.clone(), "an externref";
        exn_ref unwrap_exn_ref ExnRef(x) -> Option<ExnRef> = x.clone(), "an exnref";
    }

    /// The value as a reference, if it is one.
    pub fn ref_(&self) -> Option<Ref> {
        match self {
            Val::FuncRef(r) => Some(Ref::Func(*r)),
            Val::ExternRef(r) => Some(Ref::Extern(r.clone())),
            Val::ExnRef(r) => Some(Ref::Exn(r.clone())),
            _ => None,
        }
    }

    /// Whether the value is one of type `ty`, which is at least the type that [`Val::ty`] returns or a type of references that says more.
    ///
    /// # Errors
    /// Fails if the value belongs to another store.
    pub fn matches_ty(&self, store: impl AsContext, ty: &ValType) -> Result<bool> {
        let store = store.as_context().opaque();
        self.to_raw(store)?;
        Ok(self.is_of(store, ty, None))
    }

    /// Whether the value is one of type `ty`, which is from the function type with identifier `itself` if there is one.
    pub(crate) fn is_of(&self, store: &StoreOpaque, ty: &ValType, itself: Option<u32>) -> bool {
        match (self, ty) {
            (Val::FuncRef(func), ValType::Ref(ty)) => func_is_of(*func, store, ty, itself),
            (Val::ExternRef(value), ValType::Ref(ty)) => extern_is_of(value.as_ref(), ty),
            (Val::ExnRef(exception), ValType::Ref(ty)) => exn_is_of(exception.as_ref(), ty),
            (value, ty) => value.ty() == *ty,
        }
    }

    /// The bits that represent the value in generated code, zero-extended.
    pub(crate) fn to_raw(&self, store: &StoreOpaque) -> Result<u128> {
        Ok(match self {
            Val::I32(x) => u128::from(*x as u32),
            Val::I64(x) => u128::from(*x as u64),
            Val::F32(x) => u128::from(*x),
            Val::F64(x) => u128::from(*x),
            Val::V128(x) => x.0,
            Val::FuncRef(r) => u128::from(func_to_raw(*r, store)?),
            Val::ExternRef(r) => u128::from(extern_to_raw(r.as_ref(), store)?),
            Val::ExnRef(r) => u128::from(exn_to_raw(r.as_ref(), store)?),
        })
    }

    /// The value of type `ty` that generated code represents as `raw`. Excess upper bits are ignored.
    ///
    /// # Safety
    /// A reference must come from generated code of the store.
    pub(crate) unsafe fn from_raw(raw: u128, ty: ValType, store: &StoreOpaque) -> Val {
        match ty {
            ValType::I32 => Val::I32(raw as i32),
            ValType::I64 => Val::I64(raw as i64),
            ValType::F32 => Val::F32(raw as u32),
            ValType::F64 => Val::F64(raw as u64),
            ValType::V128 => Val::V128(V128(raw)),
            // SAFETY: guaranteed by the caller.
            ValType::Ref(ty) => unsafe { Ref::from_raw(raw as u64, ty, store) }.into(),
        }
    }
}

impl Ref {
    /// The null reference of a type.
    pub fn null(ty: RefType) -> Ref {
        match ty.heap_type {
            HeapType::Extern => Ref::Extern(None),
            HeapType::Exn | HeapType::NoExn => Ref::Exn(None),
            _ => Ref::Func(None),
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Ref::Func(None) | Ref::Extern(None) | Ref::Exn(None))
    }

    /// The type of the reference.
    pub fn ty(&self) -> RefType {
        match self {
            Ref::Func(_) => RefType::FUNCREF,
            Ref::Extern(_) => RefType::EXTERNREF,
            Ref::Exn(_) => RefType::EXNREF,
        }
    }

    /// The function, if it is a function reference; `Some(None)` if that is null.
    pub fn as_func(&self) -> Option<Option<Func>> {
        match self {
            Ref::Func(r) => Some(*r),
            _ => None,
        }
    }

    /// The external reference, if it is one; `Some(None)` if that is null.
    pub fn as_extern(&self) -> Option<Option<ExternRef>> {
        match self {
            Ref::Extern(r) => Some(r.clone()),
            _ => None,
        }
    }

    /// The reference to an exception, if it is one; `Some(None)` if that is null.
    pub fn as_exn(&self) -> Option<Option<ExnRef>> {
        match self {
            Ref::Exn(r) => Some(r.clone()),
            _ => None,
        }
    }

    /// Whether the reference is one of type `ty`.
    ///
    /// # Errors
    /// Fails if the reference belongs to another store.
    pub fn matches_ty(&self, store: impl AsContext, ty: &RefType) -> Result<bool> {
        let store = store.as_context().opaque();
        self.to_raw(store)?;
        Ok(self.is_of(store, ty))
    }

    pub(crate) fn is_of(&self, store: &StoreOpaque, ty: &RefType) -> bool {
        match self {
            Ref::Func(func) => func_is_of(*func, store, ty, None),
            Ref::Extern(value) => extern_is_of(value.as_ref(), ty),
            Ref::Exn(exception) => exn_is_of(exception.as_ref(), ty),
        }
    }

    /// The word that represents the reference in generated code.
    pub(crate) fn to_raw(&self, store: &StoreOpaque) -> Result<u64> {
        match self {
            Ref::Func(func) => func_to_raw(*func, store),
            Ref::Extern(value) => extern_to_raw(value.as_ref(), store),
            Ref::Exn(exception) => exn_to_raw(exception.as_ref(), store),
        }
    }

    /// The reference of type `ty` that generated code represents as `raw`.
    ///
    /// # Safety
    /// `raw` must come from generated code of the store.
    pub(crate) unsafe fn from_raw(raw: u64, ty: RefType, store: &StoreOpaque) -> Ref {
        match ty.heap_type {
            HeapType::Extern => Ref::Extern(ExternRef::from_raw(raw, store)),
            HeapType::Exn | HeapType::NoExn => Ref::Exn(ExnRef::from_raw(raw, store)),
            // SAFETY: guaranteed by the caller.
            _ => Ref::Func(unsafe { Func::from_raw(raw, store.id()) }),
        }
    }
}

/// Whether a function or null is of type `ty`: see [`Val::is_of`].
fn func_is_of(func: Option<Func>, store: &StoreOpaque, ty: &RefType, itself: Option<u32>) -> bool {
    let Some(func) = func else { return ty.nullable && ty.heap_type.matches(&HeapType::Func) };
    let wanted = match ty.heap_type {
        HeapType::Func => return true,
        HeapType::ConcreteFunc(TypeIndex::Engine(id)) => Some(id),
        HeapType::ConcreteFunc(TypeIndex::Itself) => itself,
        _ => None,
    };
    wanted.is_some_and(|id| func.store_id() == store.id() && func.in_store(store).type_id == id)
}

/// Whether a host value or null is of type `ty`.
fn extern_is_of(value: Option<&ExternRef>, ty: &RefType) -> bool {
    ty.heap_type == HeapType::Extern && (ty.nullable || value.is_some())
}

/// Whether an exception or null is of type `ty`.
fn exn_is_of(exception: Option<&ExnRef>, ty: &RefType) -> bool {
    match exception {
        Some(_) => ty.heap_type == HeapType::Exn,
        None => ty.nullable && matches!(ty.heap_type, HeapType::Exn | HeapType::NoExn),
    }
}

/// The word that represents a function or null in generated code.
pub(crate) fn func_to_raw(func: Option<Func>, store: &StoreOpaque) -> Result<u64> {
    func.map_or(Ok(0), |func| func.to_raw(store))
}

/// The word that represents a host value or null in generated code.
pub(crate) fn extern_to_raw(value: Option<&ExternRef>, store: &StoreOpaque) -> Result<u64> {
    value.map_or(Ok(0), |value| value.to_raw(store))
}

/// The word that represents an exception or null in generated code.
pub(crate) fn exn_to_raw(exception: Option<&ExnRef>, store: &StoreOpaque) -> Result<u64> {
    exception.map_or(Ok(0), |exception| exception.to_raw(store))
}

impl From<Ref> for Val {
    fn from(reference: Ref) -> Val {
        match reference {
            Ref::Func(r) => Val::FuncRef(r),
            Ref::Extern(r) => Val::ExternRef(r),
            Ref::Exn(r) => Val::ExnRef(r),
        }
    }
}

macro_rules! from {
    ($($ty:ty, $x:ident => $val:expr;)*) => {
        $(impl From<$ty> for Val {
            fn from($x: $ty) -> Val {
                $val
            }
        })*
    };
}

from! {
    i32, x => Val::I32(x);
    i64, x => Val::I64(x);
    f32, x => Val::F32(x.to_bits());
    f64, x => Val::F64(x.to_bits());
    V128, x => Val::V128(x);
    u128, x => Val::V128(V128(x));
    Func, x => Val::FuncRef(Some(x));
    Option<Func>, x => Val::FuncRef(x);
    ExternRef, x => Val::ExternRef(Some(x));
    Option<ExternRef>, x => Val::ExternRef(x);
    ExnRef, x => Val::ExnRef(Some(x));
    Option<ExnRef>, x => Val::ExnRef(x);
}

impl From<Func> for Ref {
    fn from(func: Func) -> Ref {
        Ref::Func(Some(func))
    }
}

impl From<Option<Func>> for Ref {
    fn from(func: Option<Func>) -> Ref {
        Ref::Func(func)
    }
}

impl From<ExternRef> for Ref {
    fn from(value: ExternRef) -> Ref {
        Ref::Extern(Some(value))
    }
}

impl From<Option<ExternRef>> for Ref {
    fn from(value: Option<ExternRef>) -> Ref {
        Ref::Extern(value)
    }
}

impl From<ExnRef> for Ref {
    fn from(exception: ExnRef) -> Ref {
        Ref::Exn(Some(exception))
    }
}

impl From<Option<ExnRef>> for Ref {
    fn from(exception: Option<ExnRef>) -> Ref {
        Ref::Exn(exception)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_types() {
        assert_eq!(Val::from(1).ty(), ValType::I32);
        assert_eq!(Val::from(1.5f64).unwrap_f64(), 1.5);
        assert_eq!(Val::from(1i64).i32(), None);
        for ty in
            [ValType::I32, ValType::I64, ValType::F32, ValType::F64, ValType::V128, ValType::EXTERNREF, ValType::EXNREF]
        {
            assert_eq!(Val::default_for(ty).ty(), ty);
        }
    }

    #[test]
    #[should_panic(expected = "I32(1) is not an f32")]
    fn unwrapping_another_type_says_so() {
        Val::I32(1).unwrap_f32();
    }
}
