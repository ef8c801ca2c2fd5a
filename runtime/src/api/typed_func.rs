//! [`TypedFunc`]: statically typed calls.

use core::fmt;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

use windlass_masm::vm::{Assignment, CallRegs};

use crate::api::error::Result;
use crate::api::func::Func;
use crate::api::wasm_ty::{MOST_STACK_WORDS, StoreRef, Values, WasmParams, WasmResults};
use crate::guest::activation;
use crate::guest::call_values::{CallValues, stack_words};
use crate::store::AsContextMut;

/// A [`Func`] with a static type, from `P` to `R`.
pub struct TypedFunc<P, R> {
    func: Func,
    ty: PhantomData<fn(P) -> R>,
}

impl<P, R> Clone for TypedFunc<P, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P, R> Copy for TypedFunc<P, R> {}

impl<P, R> fmt::Debug for TypedFunc<P, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TypedFunc").field(&self.func).finish()
    }
}

impl<P: WasmParams, R: WasmResults> TypedFunc<P, R> {
    /// # Safety
    /// The function's type must match `P` and `R`.
    pub(crate) unsafe fn new(func: Func) -> TypedFunc<P, R> {
        TypedFunc { func, ty: PhantomData }
    }

    /// The function.
    pub fn func(&self) -> &Func {
        &self.func
    }

    /// Calls the function.
    ///
    /// # Errors
    /// Fails on a trap, with the error of a host function that the function called, and if a reference in `params`
    /// belongs to another store.
    ///
    /// # Panics
    /// Panics if the function belongs to another store, or if a host function that it called panicked.
    #[inline]
    pub fn call(&self, mut store: impl AsContextMut, params: P) -> Result<R> {
        let store = store.as_context_mut().0;
        let func_ref = *self.func.in_store(&store.opaque);
        let mut words = MaybeUninit::<[u64; MOST_STACK_WORDS]>::uninit();
        let mut regs = MaybeUninit::<CallRegs>::uninit();
        let (words, regs) = (words.as_mut_ptr().cast::<u64>(), regs.as_mut_ptr());
        // SAFETY: the locations of the arguments exist: the registers in `regs`, and as many words as the longest list
        // needs. The function does not read what the arguments leave uninitialised. If `enter` succeeds, the function
        // has returned, and its results are in the same locations.
        unsafe {
            (*regs).stack_words = words;
            (*regs).stack_args = const { stack_words(Assignment::arguments(), P::TYPES) };
            (*regs).stack_results = const { stack_words(Assignment::results(), R::TYPES) };
            let values = Values(CallValues::new(regs, words));
            params.save(&values, Assignment::arguments(), &StoreRef(&store.opaque))?;
            activation::enter(store, &func_ref, regs)?;
            Ok(R::load(&values, Assignment::results(), &StoreRef(&store.opaque)))
        }
    }
}
