//! [`Error`]: an error of any kind.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::any::Any;
use core::error::Error as StdError;
use core::fmt;

use crate::guest::backtrace::WasmBacktrace;

/// `Result` with [`Error`] as the error.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// An error of any kind: a [`Trap`](crate::Trap), an error type of the embedder, or a message.
///
/// An error that passed through guest code also carries a [`WasmBacktrace`]. `{}` prints the error on one line; `{:?}`
/// adds its causes and the backtrace.
///
/// `?` converts any type that implements [`core::error::Error`].
pub struct Error(Box<Inner>);

struct Inner {
    source: Box<dyn Source>,
    /// Innermost first.
    contexts: Vec<String>,
    backtrace: Option<WasmBacktrace>,
}

/// An error value that can be downcast. Without the standard library, its causes are not available: that would need
/// `Debug` code for every error type.
trait Source: Any + Send + Sync {
    fn display(&self) -> &dyn fmt::Display;
    #[cfg(feature = "std")]
    fn error(&self) -> Option<&(dyn StdError + Send + Sync + 'static)>;
    fn any(&self) -> &dyn Any;
    fn any_mut(&mut self) -> &mut dyn Any;
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

struct Typed<E>(E);

impl<E: StdError + Send + Sync + 'static> Source for Typed<E> {
    fn display(&self) -> &dyn fmt::Display {
        &self.0
    }

    #[cfg(feature = "std")]
    fn error(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        Some(&self.0)
    }

    fn any(&self) -> &dyn Any {
        &self.0
    }

    fn any_mut(&mut self) -> &mut dyn Any {
        &mut self.0
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        Box::new(self.0)
    }
}

struct Message<M>(M);

impl<M: fmt::Display + Send + Sync + 'static> Source for Message<M> {
    fn display(&self) -> &dyn fmt::Display {
        &self.0
    }

    #[cfg(feature = "std")]
    fn error(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        None
    }

    fn any(&self) -> &dyn Any {
        &self.0
    }

    fn any_mut(&mut self) -> &mut dyn Any {
        &mut self.0
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        Box::new(self.0)
    }
}

impl Error {
    /// Creates an error from an error value, which [`Error::downcast_ref`] returns.
    pub fn new(error: impl StdError + Send + Sync + 'static) -> Error {
        Error::from_source(Typed(error))
    }

    /// Creates an error from a message.
    pub fn msg(message: impl fmt::Display + Send + Sync + 'static) -> Error {
        Error::from_source(Message(message))
    }

    fn from_source(source: impl Source) -> Error {
        Error(Box::new(Inner { source: Box::new(source), contexts: Vec::new(), backtrace: None }))
    }

    /// Adds a context: the error prints `context: ` first.
    #[must_use]
    pub fn context(mut self, context: impl fmt::Display) -> Error {
        self.0.contexts.push(context.to_string());
        self
    }

    /// Whether the error was created from an `E`.
    pub fn is<E: 'static>(&self) -> bool {
        self.downcast_ref::<E>().is_some()
    }

    /// The `E` that the error was created from, for example a [`Trap`](crate::Trap), or `None`. With `E =`
    /// [`WasmBacktrace`], the backtrace, if there is one.
    pub fn downcast_ref<E: 'static>(&self) -> Option<&E> {
        match self.0.source.any().downcast_ref() {
            Some(found) => Some(found),
            None => (self.0.backtrace.as_ref()? as &dyn Any).downcast_ref(),
        }
    }

    /// Like [`Error::downcast_ref`], but mutable.
    pub fn downcast_mut<E: 'static>(&mut self) -> Option<&mut E> {
        self.0.source.any_mut().downcast_mut()
    }

    /// The `E` that the error was created from.
    ///
    /// # Errors
    /// Returns the error itself if it was created from something else.
    pub fn downcast<E: 'static>(self) -> Result<E, Error> {
        if !self.0.source.any().is::<E>() {
            return Err(self);
        }
        let Inner { source, contexts, backtrace } = *self.0;
        match source.into_any().downcast::<E>() {
            Ok(value) => Ok(*value),
            // Unreachable: the type was just compared.
            Err(_) => Err(Error(Box::new(Inner { source: Box::new(Message("unknown error")), contexts, backtrace }))),
        }
    }

    /// The guest's backtrace, if the error passed through guest code.
    pub fn backtrace(&self) -> Option<&WasmBacktrace> {
        self.0.backtrace.as_ref()
    }

    /// Attaches a backtrace unless there already is one: the first is the deepest.
    pub(crate) fn with_backtrace(mut self, capture: impl FnOnce() -> WasmBacktrace) -> Error {
        if self.0.backtrace.is_none() {
            self.0.backtrace = Some(capture());
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for context in self.0.contexts.iter().rev() {
            write!(f, "{context}: ")?;
        }
        fmt::Display::fmt(self.0.source.display(), f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        #[cfg(feature = "std")]
        let mut cause = self.0.source.error().and_then(StdError::source);
        #[cfg(feature = "std")]
        while let Some(error) = cause {
            write!(f, "\n  caused by: {error}")?;
            cause = error.source();
        }
        match &self.0.backtrace {
            Some(backtrace) if !backtrace.frames().is_empty() => write!(f, "\n{backtrace}"),
            _ => Ok(()),
        }
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Error {
        Error::new(error)
    }
}

/// Wraps an [`Error`] in a type that implements the standard trait.
struct Standard(Error);

impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl StdError for Standard {
    #[cfg(feature = "std")]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.0.source.error().and_then(StdError::source)
    }
}

impl From<Error> for Box<dyn StdError + Send + Sync + 'static> {
    fn from(error: Error) -> Self {
        Box::new(Standard(error))
    }
}

impl From<Error> for Box<dyn StdError + 'static> {
    fn from(error: Error) -> Self {
        Box::new(Standard(error))
    }
}

/// An [`Error`] with a message, formatted as by [`format!`].
macro_rules! format_err {
    ($($arg:tt)*) => { $crate::api::error::Error::msg(alloc::format!($($arg)*)) };
}
pub(crate) use format_err;

/// Returns early with [`format_err!`].
macro_rules! bail {
    ($($arg:tt)*) => { return Err($crate::api::error::format_err!($($arg)*)) };
}
pub(crate) use bail;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Trap;
    use alloc::format;

    #[test]
    fn an_error_gives_back_what_it_was_made_of() {
        let error = Error::from(Trap::IntegerOverflow);
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::IntegerOverflow));
        assert!(!error.is::<fmt::Error>());
        let error = error.downcast::<fmt::Error>().unwrap_err();
        assert_eq!(error.downcast::<Trap>().unwrap(), Trap::IntegerOverflow);
    }

    #[test]
    fn an_error_prints_its_context_first() {
        let error = Error::msg("no such file").context("opening a.wasm").context("run");
        assert_eq!(format!("{error}"), "run: opening a.wasm: no such file");
        assert_eq!(format!("{error:?}"), "run: opening a.wasm: no such file");
        let standard: Box<dyn StdError + Send + Sync> = error.into();
        assert_eq!(format!("{standard}"), "run: opening a.wasm: no such file");
    }
}
