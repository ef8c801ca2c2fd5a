//! [`Engine`]: what modules and stores have in common.

use alloc::sync::Arc;
use core::fmt;

use crate::api::config::Config;
use crate::api::error::Result;
use crate::code::type_registry::TypeRegistry;
#[cfg(feature = "std")]
use crate::guest::activation;

/// A configuration, and what the modules and stores that use it share. A copy is cheap and refers to the same engine.
///
/// Threads may share an engine. Modules can only be instantiated in stores of their own engine.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    config: Config,
    types: Arc<TypeRegistry>,
}

impl Engine {
    /// An engine with this configuration.
    ///
    /// The first engine of a process whose traps are signals, see [`Config::signals_based_traps`], installs handlers for them:
    /// `SIGSEGV`, `SIGBUS`, `SIGILL` and `SIGFPE`. Those that are not the guest's go to the handlers that were installed before.
    ///
    /// # Errors
    /// Where the configuration contradicts itself. At present none does.
    pub fn new(config: &Config) -> Result<Engine> {
        #[cfg(feature = "std")]
        if config.uses_signals() {
            activation::install_fault_handler();
        }
        Ok(Engine(Arc::new(Inner { config: config.clone(), types: Arc::default() })))
    }

    /// Makes this thread ready for traps that are signals: unblocks `SIGSEGV`, `SIGBUS`, `SIGILL` and `SIGFPE`, and sees to an
    /// alternate stack for signal handlers, of 8 KiB at least.
    ///
    /// The first call of guest code on a thread does this. It is to be called again where the thread blocked these signals
    /// or took its alternate stack away since: otherwise a trap ends the process. Where traps are not signals, it does nothing.
    ///
    /// # Errors
    /// Where there is no memory for the stack.
    pub fn prepare_thread(&self) -> Result<()> {
        #[cfg(feature = "std")]
        if self.config().uses_signals() {
            crate::platform::prepare_thread()
                .map_err(|e| crate::api::error::format_err!("cannot allocate a stack for signal handlers: {e}"))?;
        }
        Ok(())
    }

    /// Its configuration.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Whether both are copies of the same engine.
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
