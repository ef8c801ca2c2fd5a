//! [`ThrownException`]: the error that an exception is outside of guest code.

use core::fmt;

use windlass_codegen::DisplayName;

use crate::api::exnref::ExnRef;
use crate::api::tag::Params;
use crate::guest::backtrace::FrameInfo;
use crate::store::exceptions::{Exn, TagData};
use crate::store::{Store, StoreContextMut, StoreId, StoreOpaque};

/// The error of guest code that threw an exception and did not catch it; [`Error::downcast_ref`](crate::Error::downcast_ref) finds it.
///
/// The exception itself is in the store: see [`Store::take_pending_exception`]. A host function that returns this error passes the
/// exception on to its caller in the guest, which may have a handler for it; [`Store::throw`] makes the error for an exception of the
/// host's own.
///
/// It prints the tag's parameters and, if it is exported, its name. If the exception was caught and thrown again, it also prints
/// where it was first thrown.
#[derive(Clone)]
pub struct ThrownException {
    pub(crate) store: StoreId,
    tag: TagData,
    first_thrown: Option<FrameInfo>,
}

impl ThrownException {
    /// The error for `exn`, which becomes the pending exception of the store. `at` is the return address of the call that throws it
    /// now, if guest code does.
    pub(crate) fn new(store: &mut StoreOpaque, exn: Exn, at: Option<usize>) -> ThrownException {
        store.exceptions.pending = Some(exn);
        let tag = store.exceptions.tag(store.exceptions.tag_of(exn)).clone();
        let first = store.exceptions.thrown_at(exn).filter(|&first| at.is_some_and(|at| at != first));
        ThrownException { store: store.id(), tag, first_thrown: first.and_then(FrameInfo::of_call) }
    }
}

impl fmt::Display for ThrownException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tag.name() {
            Some(name) => write!(f, "exception of tag `{}`", DisplayName::new(name))?,
            None => f.write_str("exception of an unnamed tag")?,
        }
        write!(f, " {}", Params(self.tag.ty().params()))?;
        match &self.first_thrown {
            Some(frame) => write!(f, ", thrown first at {}", frame.place()),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ThrownException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ThrownException").field(&format_args!("{self}")).finish()
    }
}

impl core::error::Error for ThrownException {}

impl StoreOpaque {
    /// See [`Store::throw`].
    pub(crate) fn throw(&mut self, exception: &ExnRef) -> ThrownException {
        let exn = exception.exn_of(self);
        ThrownException::new(self, exn, None)
    }

    /// See [`Store::take_pending_exception`].
    pub(crate) fn take_pending_exception(&mut self) -> Option<ExnRef> {
        let exn = self.exceptions.pending.take()?;
        Some(ExnRef::of(exn, self))
    }
}

impl<T> Store<T> {
    /// Throws an exception: returns the error with which a host function throws it in the guest that called it, by returning it.
    /// The exception is pending until then; it replaces one that was.
    ///
    /// # Errors
    /// Always.
    ///
    /// # Panics
    /// Panics if the exception belongs to another store.
    ///
    /// ```
    /// use windlass::{Caller, Engine, ExnRef, Func, FuncType, Instance, Module, Result, Store, Tag, TagType, Val, ValType};
    ///
    /// # fn main() -> Result<()> {
    /// let engine = Engine::default();
    /// let mut store = Store::new(&engine, ());
    /// let tag = Tag::new(&mut store, &TagType::new(FuncType::new([ValType::I32], [])))?;
    /// let throw = Func::wrap(&mut store, move |mut caller: Caller<'_, ()>, x: i32| -> Result<()> {
    ///     let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(x + 1)])?;
    ///     Ok(caller.throw(exception)?)
    /// });
    /// let module = Module::new(
    ///     &engine,
    ///     r#"(module
    ///         (import "" "e" (tag $e (param i32)))
    ///         (import "" "throw" (func $throw (param i32)))
    ///         (func (export "catch") (param i32) (result i32)
    ///             (block $caught (result i32)
    ///                 (try_table (catch $e $caught) (call $throw (local.get 0)))
    ///                 (i32.const 0))))"#,
    /// )?;
    /// let instance = Instance::new(&mut store, &module, &[tag.into(), throw.into()])?;
    /// let catch = instance.get_typed_func::<i32, i32>(&mut store, "catch")?;
    /// assert_eq!(catch.call(&mut store, 41)?, 42);
    /// # Ok(())
    /// # }
    /// ```
    pub fn throw<R>(&mut self, exception: ExnRef) -> Result<R, ThrownException> {
        Err(self.opaque_mut().throw(&exception))
    }

    /// The exception that guest code threw and did not catch, or that [`Store::throw`] threw. None is pending then, and
    /// [`ThrownException`] is an error like any other.
    pub fn take_pending_exception(&mut self) -> Option<ExnRef> {
        self.opaque_mut().take_pending_exception()
    }

    /// Whether an exception is pending.
    pub fn has_pending_exception(&self) -> bool {
        self.opaque().exceptions.pending.is_some()
    }
}

impl<T> StoreContextMut<'_, T> {
    /// See [`Store::throw`].
    ///
    /// # Errors
    /// Always.
    pub fn throw<R>(&mut self, exception: ExnRef) -> Result<R, ThrownException> {
        Err(self.0.opaque.throw(&exception))
    }

    /// See [`Store::take_pending_exception`].
    pub fn take_pending_exception(&mut self) -> Option<ExnRef> {
        self.0.opaque.take_pending_exception()
    }

    /// See [`Store::has_pending_exception`].
    pub fn has_pending_exception(&self) -> bool {
        self.0.opaque.exceptions.pending.is_some()
    }
}
