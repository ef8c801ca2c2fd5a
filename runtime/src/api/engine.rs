//! [`Engine`]: the configuration and state that modules and stores share.

use alloc::sync::Arc;
use core::fmt;

#[cfg(doc)]
use windlass_codegen::types::RefType;
use windlass_codegen::types::{FuncType, HeapType, TypeIndex};

use crate::api::config::Config;
use crate::api::error::{Result, bail};
use crate::code::type_registry::{RegisteredTypes, TypeRegistry};
#[cfg(feature = "std")]
use crate::guest::activation;
use crate::guest::epochs::Epochs;
#[cfg(feature = "std")]
use crate::guest::forks;
use crate::hash_map::HashMap;
use crate::platform::sync::Mutex;

/// A configuration, and the state that its modules and stores share. Cloning is cheap; clones refer to the same engine.
///
/// Threads may share an engine. A module can only be instantiated in a store of the same engine.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Config, Engine, Module, Store};
///
/// let engine = Engine::new(Config::new().max_wasm_stack(2 << 20))?;
/// let module = Module::new(&engine, "(module)")?;
/// let store = Store::new(&engine, ());
/// assert!(Engine::same(module.engine(), store.engine()));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    config: Config,
    types: Arc<TypeRegistry>,
    /// The function types that the embedder has named.
    named_types: Mutex<HashMap<u32, RegisteredTypes>>,
    epochs: Option<Epochs>,
}

impl Engine {
    /// Creates an engine.
    ///
    /// The first engine in a process that uses signals for traps (see [`Config::signals_based_traps`]) installs
    /// handlers for `SIGSEGV`, `SIGBUS`, `SIGILL` and `SIGFPE`. They pass signals that are not traps to the previous
    /// handlers.
    ///
    /// # Errors
    /// Fails if the configuration is contradictory, or if epochs are enabled and no handler can be installed for
    /// [`Config::interrupt_signal`].
    pub fn new(config: &Config) -> Result<Engine> {
        #[cfg(feature = "std")]
        forks::prepare();
        #[cfg(feature = "std")]
        if config.uses_signals() {
            activation::install_fault_handler();
        }
        #[cfg(feature = "std")]
        if config.has_epochs()
            && let Some(signal) = config.signal_for_interrupts()
        {
            activation::install_interrupt_handler(signal)?;
        }
        let epochs = config.has_epochs().then(Epochs::default);
        Ok(Engine(Arc::new(Inner {
            config: config.clone(),
            types: Arc::default(),
            named_types: Mutex::new(HashMap::new()),
            epochs,
        })))
    }

    /// Prepares this thread for traps by signals: unblocks `SIGSEGV`, `SIGBUS`, `SIGILL` and `SIGFPE`, and ensures that
    /// there is an alternate signal stack that is large enough. If a store that can be interrupted has run on the thread, the signal
    /// of interrupts is unblocked, too.
    ///
    /// The first call of guest code on a thread does this. Call it again if the thread has since blocked these signals
    /// or removed its alternate stack: otherwise a trap ends the process, and interrupts come late. Does nothing if traps do not use
    /// signals.
    ///
    /// # Errors
    /// Fails if the stack cannot be allocated.
    pub fn prepare_thread(&self) -> Result<()> {
        #[cfg(feature = "std")]
        if self.config().uses_signals() {
            crate::platform::prepare_thread()
                .map_err(|e| crate::api::error::format_err!("cannot allocate a stack for signal handlers: {e}"))?;
        }
        Ok(())
    }

    /// Begins the next epoch. Guest code of each store that reaches its deadline ends, or the store's callback decides. Any
    /// thread may call this, but not in a signal handler. The time is linear in the number of the engine's stores. Has no
    /// effect without [`Config::epoch_interruption`].
    pub fn increment_epoch(&self) {
        if let Some(epochs) = self.epochs() {
            epochs.increment();
        }
    }

    /// The heap type of the functions of type `ty`, from which [`RefType::new`] makes types of references to them. The engine keeps the
    /// function type in use; that of a module's type, or of a function's, is in use as long as the module or the store exists.
    ///
    /// # Errors
    /// Fails if `ty` refers to a function type that is not in use in this engine.
    pub fn heap_type_of(&self, ty: &FuncType) -> Result<HeapType> {
        let Some(registered) = self.types().register_one(ty) else {
            bail!("the type {ty} refers to a function type that is not in use in the engine");
        };
        let id = registered.ids()[0];
        self.0.named_types.lock().get_or_insert_with(id, || registered);
        Ok(HeapType::ConcreteFunc(TypeIndex::Engine(id)))
    }

    pub(crate) fn epochs(&self) -> Option<&Epochs> {
        self.0.epochs.as_ref()
    }

    /// The engine's configuration.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Whether both are clones of the same engine.
    pub fn same(a: &Engine, b: &Engine) -> bool {
        Arc::ptr_eq(&a.0, &b.0)
    }

    pub(crate) fn types(&self) -> &Arc<TypeRegistry> {
        &self.0.types
    }
}

impl Default for Engine {
    /// An engine with the default configuration.
    fn default() -> Engine {
        Engine::new(&Config::default()).expect("the default configuration is valid")
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("config", self.config()).finish_non_exhaustive()
    }
}
