//! [`InstancePre`]: a module whose imports are resolved, to be instantiated any number of times.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use crate::api::engine::Engine;
use crate::api::error::{Result, bail};
use crate::api::externs::Extern;
use crate::api::instance::Instance;
use crate::api::linker::Definition;
use crate::api::module::Module;
use crate::store::AsContextMut;

/// A module with the definitions of its imports, made by [`Linker::instantiate_pre`](crate::Linker::instantiate_pre). What remains to be
/// done for each instance does not look up any name.
pub struct InstancePre<T> {
    module: Module,
    /// In the order of the module's imports.
    definitions: Vec<Definition>,
    /// Host functions require exactly this `T`.
    data: PhantomData<fn(T) -> T>,
}

impl<T> InstancePre<T> {
    pub(crate) fn new(module: &Module, definitions: Vec<Definition>) -> InstancePre<T> {
        InstancePre { module: module.clone(), definitions, data: PhantomData }
    }

    /// The module.
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// Instantiates the module in a store: see [`Instance::new`].
    ///
    /// # Errors
    /// Same as [`Instance::new`]; fails if the store belongs to another engine.
    ///
    /// # Panics
    /// Same as [`Instance::new`].
    pub fn instantiate(&self, mut store: impl AsContextMut<Data = T>) -> Result<Instance> {
        let opaque = &mut store.as_context_mut().0.opaque;
        if !Engine::same(self.module.engine(), opaque.engine()) {
            bail!("the module belongs to another engine than the store");
        }
        let items: Vec<Extern> = self.definitions.iter().map(|definition| definition.place(opaque)).collect();
        Instance::new(store, &self.module, &items)
    }
}

impl<T> Clone for InstancePre<T> {
    fn clone(&self) -> Self {
        InstancePre { module: self.module.clone(), definitions: self.definitions.clone(), data: PhantomData }
    }
}

impl<T> fmt::Debug for InstancePre<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InstancePre").field("module", &self.module).finish_non_exhaustive()
    }
}
