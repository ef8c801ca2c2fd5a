//! [`TypedFunc`]: statically typed calls.

use core::fmt;
use core::marker::PhantomData;
use core::mem::MaybeUninit;

use windlass_masm::vm::{Assignment, CallRegs, VMFuncRef};

use crate::api::error::{Result, bail};
use crate::api::func::Func;
use crate::api::val::Val;
use crate::api::wasm_ty::{MOST_STACK_WORDS, StoreRef, Values, WasmParams, WasmResults};
use crate::guest::activation;
use crate::guest::call_values::{CallValues, place_of, stack_words};
use crate::store::{AsContextMut, StoreOpaque};

/// A [`Func`] with a static type, from `P` to `R`.
pub struct TypedFunc<P, R> {
    func: Func,
    arguments: Arguments,
    ty: PhantomData<fn(P) -> R>,
}

/// What is known of the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arguments {
    /// Every value of their types is one of the function's.
    AsTheirTypes,
    /// Functions have to be of certain types, which is checked.
    Checked,
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
    /// The function's type must match `P` and `R`, but for what is [`Arguments::Checked`].
    pub(crate) unsafe fn new(func: Func, arguments: Arguments) -> TypedFunc<P, R> {
        TypedFunc { func, arguments, ty: PhantomData }
    }

    /// The function.
    pub fn func(&self) -> &Func {
        &self.func
    }

    /// Calls the function.
    ///
    /// # Errors
    /// Fails on a trap, with the error of a host function that the function called, and if a reference in `params`
    /// belongs to another store or is to a function of another type.
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
            if self.arguments == Arguments::Checked {
                check_arguments(&store.opaque, &func_ref, &values)?;
            }
            activation::enter(store, &func_ref, regs)?;
            Ok(R::load(&values, Assignment::results(), &StoreRef(&store.opaque)))
        }
    }
}

/// Checks that the functions among the arguments of a call of `func_ref` are of the types that it wants.
///
/// # Safety
/// The arguments must be in `values`, and of the function's types but for that.
#[cold]
unsafe fn check_arguments(store: &StoreOpaque, func_ref: &VMFuncRef, values: &Values) -> Result<()> {
    let ty = store.engine().types().get(func_ref.type_id);
    let mut places = Assignment::arguments();
    for (i, &param) in ty.params().iter().enumerate() {
        let place = place_of(&mut places, param);
        if param.type_index().is_some() {
            // SAFETY: there is a reference to a function of the store, or null.
            let value = unsafe { Val::from_raw(values.0.get(place, param), param, store) };
            if !value.is_of(store, &param, Some(func_ref.type_id)) {
                bail!("argument {i} is a function of another type than {param}");
            }
        }
    }
    Ok(())
}
