//! Host functions: Rust closures that guest code calls.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ptr::{self, NonNull};

use windlass_codegen::types::{FuncType, ValType};
use windlass_isa::trampolines::windlass_host_call;
use windlass_masm::vm::{Assignment, CallRegs, VMContextHeader, VMFuncRef, VMHostContext, VMStoreContext};

use crate::api::caller::Caller;
use crate::api::engine::Engine;
use crate::api::error::{Result, bail};
use crate::api::val::Val;
use crate::api::wasm_ty::{StoreRef, Values, WasmList, WasmRet, WasmTy, for_each_tuple};
use crate::code::type_registry::RegisteredTypes;
use crate::guest::activation::{Pending, StoreVm};
use crate::guest::call_values::{CallValues, place_of, stack_words};
use crate::platform::panics;
use crate::store::{StoreContextMut, StoreInner};

/// The function that the trampoline of host calls calls.
type Entry = unsafe extern "C" fn(*mut VMHostContext, *mut VMContextHeader, *mut CallRegs) -> usize;

/// A host function, for any store of an engine with the data type that it was created for.
pub(crate) struct HostFunc {
    ty: FuncType,
    types: RegisteredTypes,
    entry: Entry,
    closure: Box<dyn Closure>,
}

/// Any closure that threads may share.
trait Closure: Send + Sync {}

impl<F: Send + Sync> Closure for F {}

/// A host function in a store, as guest code refers to it.
#[repr(C)]
pub(crate) struct PlacedHostFunc {
    vm: VMHostContext,
    closure: *const (),
    func_ref: VMFuncRef,
    func: Arc<HostFunc>,
}

impl HostFunc {
    /// Creates a host function; the closure's signature determines its type.
    pub(crate) fn wrap<T, P, R, F: IntoFunc<T, P, R>>(engine: &Engine, closure: F) -> HostFunc {
        let ty = FuncType::new(F::Params::TYPES.iter().copied(), F::Results::TYPES.iter().copied());
        let types = engine.types().register(core::slice::from_ref(&ty));
        HostFunc { ty, types, entry: call_typed::<T, P, R, F>, closure: Box::new(closure) }
    }

    /// Creates a host function of type `ty`.
    ///
    /// # Errors
    /// Fails if the type refers to one that is not in use.
    pub(crate) fn new<T, F>(engine: &Engine, ty: FuncType, closure: F) -> Result<HostFunc>
    where
        F: Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    {
        let Some(types) = engine.types().register_one(&ty) else {
            bail!("the type {ty} of a host function refers to a function type that is not in use in the engine");
        };
        Ok(HostFunc { ty, types, entry: call_dynamic::<T, F>, closure: Box::new(closure) })
    }
}

impl PlacedHostFunc {
    /// Adds `func` to a store.
    pub(crate) fn new(func: Arc<HostFunc>, store: *mut VMStoreContext) -> Box<PlacedHostFunc> {
        let in_registers = |ty: &ValType| ty.is_int();
        let uses_float = !func.ty.params().iter().chain(func.ty.results()).all(in_registers);
        let closure: *const dyn Closure = &*func.closure;
        let stack_args = stack_words(Assignment::arguments(), func.ty.params()) * 8;
        let stack_results = stack_words(Assignment::results(), func.ty.results()) * 8;
        let mut placed = Box::new(PlacedHostFunc {
            vm: VMHostContext {
                header: VMContextHeader { memory_base: ptr::null_mut(), memory_len: 0, store, builtin_trampoline: 0 },
                function: func.entry as *const () as usize,
                stack_args,
                stack_results,
                uses_float: usize::from(uses_float),
            },
            closure: closure.cast(),
            func_ref: VMFuncRef {
                code: windlass_host_call as *const u8,
                type_id: func.types.ids()[0],
                context: ptr::null_mut(),
            },
            func,
        });
        placed.func_ref.context = (&raw mut placed.vm).cast();
        placed
    }

    /// A reference to it, valid as long as it exists.
    pub(crate) fn func_ref(&self) -> NonNull<VMFuncRef> {
        NonNull::from(&self.func_ref)
    }
}

/// Closures that can be host functions: see [`Linker::func_wrap`](crate::Linker::func_wrap).
///
/// Implemented for closures (`Fn + Send + Sync + 'static`) with up to sixteen parameters that are [`WasmTy`],
/// optionally after a [`Caller`], and with a result that is [`WasmRet`]: `()`, a [`WasmTy`], a tuple of them, or a
/// [`Result`](crate::Result) of any of these.
pub trait IntoFunc<T, Params, Results>: Send + Sync + 'static {
    #[doc(hidden)]
    type Params: WasmList;
    #[doc(hidden)]
    type Results: WasmList;

    #[doc(hidden)]
    fn call(&self, caller: Caller<'_, T>, params: Self::Params) -> Result<Self::Results>;
}

macro_rules! into_func {
    ($($a:ident)*) => {
        impl<T, F, R, K, $($a),*> IntoFunc<T, ($($a,)*), (R, K)> for F
        where
            F: Fn($($a),*) -> R + Send + Sync + 'static,
            R: WasmRet<K>,
            $($a: WasmTy,)*
        {
            type Params = ($($a,)*);
            type Results = R::Values;

            #[inline(always)]
            #[allow(non_snake_case)]
            fn call(&self, _: Caller<'_, T>, ($($a,)*): Self::Params) -> Result<Self::Results> {
                self($($a),*).into_result()
            }
        }

        impl<T, F, R, K, $($a),*> IntoFunc<T, (Caller<'_, T>, $($a,)*), (R, K)> for F
        where
            F: Fn(Caller<'_, T>, $($a),*) -> R + Send + Sync + 'static,
            R: WasmRet<K>,
            $($a: WasmTy,)*
        {
            type Params = ($($a,)*);
            type Results = R::Values;

            #[inline(always)]
            #[allow(non_snake_case)]
            fn call(&self, caller: Caller<'_, T>, ($($a,)*): Self::Params) -> Result<Self::Results> {
                self(caller, $($a),*).into_result()
            }
        }
    };
}

for_each_tuple!(into_func);

/// The [`Entry`] for closures with a static type.
///
/// # Safety
/// Only the trampoline may call this, with the context of a [`PlacedHostFunc`] created from an `F`, in a store of `T`.
unsafe extern "C" fn call_typed<T, P, R, F: IntoFunc<T, P, R>>(
    context: *mut VMHostContext,
    caller: *mut VMContextHeader,
    regs: *mut CallRegs,
) -> usize {
    let closure = |store: &mut StoreInner<T>, closure: *const ()| {
        let arg_words = const { stack_words(Assignment::arguments(), F::Params::TYPES) };
        // SAFETY: the trampoline stored the arguments there, and the function's type is that of the closure.
        let (stack, params) = unsafe {
            let stack = CallRegs::stack(regs);
            let values = Values(CallValues::new(regs, stack));
            (stack, F::Params::load(&values, Assignment::arguments(), &StoreRef(&store.opaque)))
        };
        // SAFETY: the closure is an `F` that lives as long as the store; `caller` is null or an instance of the store.
        let results = unsafe {
            let closure = &*closure.cast::<F>();
            closure.call(Caller::new(StoreContextMut(store), caller), params)?
        };
        // SAFETY: the caller reserved the words of the results above those of the arguments.
        unsafe {
            let values = Values(CallValues::new(regs, stack.add(arg_words)));
            results.save(&values, Assignment::results(), &StoreRef(&store.opaque))
        }
    };
    // SAFETY: guaranteed by the trampoline.
    unsafe { run(context, regs, closure) }
}

/// The [`Entry`] for closures with a dynamic type.
///
/// # Safety
/// Same as [`call_typed`].
unsafe extern "C" fn call_dynamic<T, F>(
    context: *mut VMHostContext,
    caller: *mut VMContextHeader,
    regs: *mut CallRegs,
) -> usize
where
    F: Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
{
    let closure = |store: &mut StoreInner<T>, closure: *const ()| {
        // SAFETY: the context is that of a `PlacedHostFunc`, which lives as long as the store.
        let func = unsafe { &*(&*context.cast::<PlacedHostFunc>()).func };
        let ty = &func.ty;
        // SAFETY: the trampoline passed `regs`.
        let stack = unsafe { CallRegs::stack(regs) };
        let values = CallValues::new(regs, stack);
        let mut places = Assignment::arguments();
        let load = |&ty: &ValType| {
            let place = place_of(&mut places, ty);
            // SAFETY: the trampoline stored an argument of this type there.
            unsafe { Val::from_raw(values.get(place, ty), ty, &store.opaque) }
        };
        let params: Vec<Val> = ty.params().iter().map(load).collect();
        let arg_words = places.stack_words() as usize;
        let mut results: Vec<Val> = ty.results().iter().map(|&ty| Val::default_for(ty)).collect();
        // SAFETY: the closure is an `F` that lives as long as the store; `caller` is null or an instance of the store.
        unsafe {
            let closure = &*closure.cast::<F>();
            closure(Caller::new(StoreContextMut(store), caller), &params, &mut results)?;
        }
        let values = CallValues::new(regs, stack.wrapping_add(arg_words));
        let mut places = Assignment::results();
        for (i, (result, &ty)) in results.iter().zip(ty.results()).enumerate() {
            if !result.is_of(&store.opaque, &ty, Some(func.types.ids()[0])) {
                bail!("a host function set result {i} to a value of type {}, not {ty}", result.ty());
            }
            let raw = result.to_raw(&store.opaque)?;
            // SAFETY: the caller reserved the words of the results above those of the arguments.
            unsafe { values.set(place_of(&mut places, ty), ty, raw) };
        }
        Ok(())
    };
    // SAFETY: guaranteed by the trampoline.
    unsafe { run(context, regs, closure) }
}

/// Runs a host function. Its error or panic is stored for the entry that the guest is unwound to.
///
/// # Safety
/// Same as [`call_typed`].
#[inline(always)]
unsafe fn run<T>(
    context: *mut VMHostContext,
    regs: *mut CallRegs,
    f: impl FnOnce(&mut StoreInner<T>, *const ()) -> Result<()>,
) -> usize {
    // SAFETY: the context is that of a `PlacedHostFunc`. Guest code of its store called it, so the innermost entry
    // borrowed the store, and does not use it until this returns.
    unsafe {
        let placed = context.cast::<PlacedHostFunc>();
        let vm = (*placed).vm.header.store.cast::<StoreVm>();
        (*vm).record_exit(regs, (*context).stack_args + (*context).stack_results);
        if !StoreVm::take_fuel(vm, regs) {
            return 1;
        }
        (*vm).begin_host_call();
        let store = (*vm).store.cast::<StoreInner<T>>();
        let closure = (*placed).closure;
        let outcome = panics::catch(|| f(&mut *store, closure));
        (*vm).end_host_call();
        let pending = match outcome {
            Ok(Ok(())) => {
                (*vm).fuel.give_to(regs);
                return 0;
            }
            Ok(Err(error)) => Pending::of_host(error, &mut (*store).opaque),
            Err(payload) => Pending::Panic(payload),
        };
        StoreVm::set_pending(vm, pending);
        1
    }
}
