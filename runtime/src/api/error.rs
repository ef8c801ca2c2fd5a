//! [`Error`]: an error of any kind.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::any::Any;
use core::error::Error as StdError;
use core::fmt;
use core::marker::PhantomData;
#[cfg(feature = "std")]
use core::ops::Deref;

use crate::guest::backtrace::WasmBacktrace;

/// `Result` with [`Error`] as the error.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// An error of any kind: a [`Trap`](crate::Trap), a [`ThrownException`](crate::ThrownException), an error type of the embedder, or a
/// message.
///
/// An error that passed through guest code also carries a [`WasmBacktrace`]. `{}` prints the error on one line; `{:?}`
/// adds its causes and the backtrace.
///
/// It implements [`core::error::Error`], so that `?` converts it to `Box<dyn Error>`, to `anyhow::Error` and to types with
/// `#[from]` of the crate `thiserror`. `?` also converts the error types of this crate and many of the standard library to
/// an `Error`. [`Error::new`] converts any other error type:
///
/// ```
/// # #[derive(Debug)] struct Unavailable;
/// # impl std::fmt::Display for Unavailable {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("unavailable") }
/// # }
/// # impl std::error::Error for Unavailable {}
/// use windlass::{Error, Result};
///
/// fn parse(text: &str) -> Result<u16> {
///     Ok(text.parse::<u16>()?)
/// }
///
/// fn connect() -> Result<()> {
///     Err(Unavailable).map_err(Error::new)
/// }
///
/// assert!(parse("port").unwrap_err().is::<std::num::ParseIntError>());
/// assert!(connect().unwrap_err().downcast_ref::<Unavailable>().is_some());
/// ```
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

/// A value of the type `E`, seen as `K` says.
struct Value<E, K>(E, PhantomData<K>);

/// How an error value is displayed, and whether it is a [`core::error::Error`].
trait Kind<E>: Send + Sync + 'static {
    fn display(value: &E) -> &dyn fmt::Display;
    #[cfg(feature = "std")]
    fn error(value: &E) -> Option<&(dyn StdError + Send + Sync + 'static)>;
}

impl<E: Send + Sync + 'static, K: Kind<E>> Source for Value<E, K> {
    fn display(&self) -> &dyn fmt::Display {
        K::display(&self.0)
    }

    #[cfg(feature = "std")]
    fn error(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        K::error(&self.0)
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

/// An error type.
enum Typed {}

impl<E: StdError + Send + Sync + 'static> Kind<E> for Typed {
    fn display(value: &E) -> &dyn fmt::Display {
        value
    }

    #[cfg(feature = "std")]
    fn error(value: &E) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        Some(value)
    }
}

/// An error that dereferences to a `dyn Error`, such as `anyhow::Error`.
#[cfg(feature = "std")]
enum Dynamic {}

#[cfg(feature = "std")]
impl<E> Kind<E> for Dynamic
where
    E: Deref<Target = dyn StdError + Send + Sync + 'static> + Send + Sync + 'static,
{
    fn display(value: &E) -> &dyn fmt::Display {
        &**value
    }

    fn error(value: &E) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        Some(&**value)
    }
}

/// A message.
enum Message {}

impl<M: fmt::Display + Send + Sync + 'static> Kind<M> for Message {
    fn display(value: &M) -> &dyn fmt::Display {
        value
    }

    #[cfg(feature = "std")]
    fn error(_: &M) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        None
    }
}

impl Error {
    /// Creates an error from an error value, which [`Error::downcast_ref`] returns. An `Error` stays as it is.
    pub fn new(error: impl StdError + Send + Sync + 'static) -> Error {
        let mut error = Some(error);
        if let Some(own) = (&mut error as &mut dyn Any).downcast_mut::<Option<Error>>()
            && let Some(own) = own.take()
        {
            return own;
        }
        match error {
            Some(error) => Error::from_value::<_, Typed>(error),
            None => Error::msg("unknown error"),
        }
    }

    /// Creates an error from one that dereferences to a `dyn Error`, such as `anyhow::Error` or `Box<dyn Error + Send +
    /// Sync>`. [`Error::downcast_ref`] returns the value itself, or the first error of a type in its chain of sources.
    #[cfg(feature = "std")]
    pub fn from_dyn<E>(error: E) -> Error
    where
        E: Deref<Target = dyn StdError + Send + Sync + 'static> + Send + Sync + 'static,
    {
        Error::from_value::<_, Dynamic>(error)
    }

    /// Creates an error from a message.
    pub fn msg(message: impl fmt::Display + Send + Sync + 'static) -> Error {
        Error::from_value::<_, Message>(message)
    }

    fn from_value<E: Send + Sync + 'static, K: Kind<E>>(value: E) -> Error {
        let source = Box::new(Value(value, PhantomData::<K>));
        Error(Box::new(Inner { source, contexts: Vec::new(), backtrace: None }))
    }

    /// Adds a context: the error prints `context: ` first.
    #[must_use]
    pub fn context(mut self, context: impl fmt::Display) -> Error {
        self.0.contexts.push(context.to_string());
        self
    }

    /// Whether [`Error::downcast_ref`] finds an `E`.
    pub fn is<E: StdError + 'static>(&self) -> bool {
        self.downcast_ref::<E>().is_some()
    }

    /// The `E` that the error was created from, for example a [`Trap`](crate::Trap), or that is among its causes. With `E =`
    /// [`WasmBacktrace`], the backtrace, if there is one.
    ///
    /// Without the standard library, causes are not searched.
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        if let Some(found) = self.0.source.any().downcast_ref() {
            return Some(found);
        }
        #[cfg(feature = "std")]
        if let Some(found) = self.causes().find_map(|error| error.downcast_ref()) {
            return Some(found);
        }
        (self.0.backtrace.as_ref()? as &dyn Any).downcast_ref()
    }

    /// The error and its causes, outermost first. An `Error` among them continues with its own.
    #[cfg(feature = "std")]
    fn causes(&self) -> impl Iterator<Item = &(dyn StdError + 'static)> {
        let first = self.0.source.error().map(|error| error as &(dyn StdError + 'static));
        core::iter::successors(first, |&error| match error.downcast_ref::<Error>() {
            Some(Error(inner)) => inner.source.error().map(|error| error as &(dyn StdError + 'static)),
            None => error.source(),
        })
    }

    /// The `E` that the error was created from. Unlike [`Error::downcast_ref`], it does not search causes.
    pub fn downcast_mut<E: StdError + 'static>(&mut self) -> Option<&mut E> {
        self.0.source.any_mut().downcast_mut()
    }

    /// The `E` that the error was created from.
    ///
    /// # Errors
    /// Returns the error itself if it was created from something else.
    pub fn downcast<E: StdError + 'static>(self) -> Result<E, Error> {
        if !self.0.source.any().is::<E>() {
            return Err(self);
        }
        let Inner { source, contexts, backtrace } = *self.0;
        match source.into_any().downcast::<E>() {
            Ok(value) => Ok(*value),
            // Unreachable: the type was just compared.
            Err(_) => Err(Error(Box::new(Inner {
                source: Box::new(Value("unknown error", PhantomData::<Message>)),
                contexts,
                backtrace,
            }))),
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

impl StdError for Error {
    #[cfg(feature = "std")]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.error().and_then(StdError::source)
    }
}

/// Types that `?` converts. A conversion from every error type would exclude that [`Error`] is one itself.
macro_rules! from {
    ($($(#[$cfg:meta])* $E:ty,)*) => {$(
        $(#[$cfg])*
        impl From<$E> for Error {
            fn from(error: $E) -> Error {
                Error::from_value::<_, Typed>(error)
            }
        }
    )*};
}

from! {
    crate::MemoryAccessError,
    crate::ThrownException,
    crate::Trap,
    #[cfg(feature = "compiler")]
    windlass_codegen::error::CompileError,
    windlass_codegen::object::ObjectError,
    WasmBacktrace,
    core::char::CharTryFromError,
    core::array::TryFromSliceError,
    core::convert::Infallible,
    core::fmt::Error,
    core::num::ParseFloatError,
    core::num::ParseIntError,
    core::num::TryFromIntError,
    core::str::ParseBoolError,
    core::str::Utf8Error,
    alloc::string::FromUtf8Error,
    #[cfg(not(feature = "std"))]
    crate::platform::OsError,
    #[cfg(feature = "std")]
    std::env::VarError,
    #[cfg(feature = "std")]
    std::ffi::NulError,
    #[cfg(feature = "std")]
    std::io::Error,
    #[cfg(feature = "std")]
    std::net::AddrParseError,
    #[cfg(feature = "std")]
    std::sync::mpsc::RecvError,
    #[cfg(feature = "std")]
    std::time::SystemTimeError,
}

#[cfg(feature = "std")]
impl From<Box<dyn StdError + Send + Sync + 'static>> for Error {
    fn from(error: Box<dyn StdError + Send + Sync + 'static>) -> Error {
        match error.downcast::<Error>() {
            Ok(own) => *own,
            Err(error) => Error::from_dyn(error),
        }
    }
}

/// Adds context to the error of a result, or makes one of a missing value.
///
/// ```
/// use windlass::{Context, Result};
///
/// fn port(text: &str) -> Result<u16> {
///     text.trim().parse::<u16>().with_context(|| format!("the port `{text}`"))
/// }
///
/// assert_eq!(port("x").unwrap_err().to_string(), "the port `x`: invalid digit found in string");
/// assert_eq!(None::<u32>.context("no module").unwrap_err().to_string(), "no module");
/// ```
pub trait Context<T>: Sized {
    /// Adds a context: see [`Error::context`].
    ///
    /// # Errors
    /// If there was an error, or no value.
    fn context(self, context: impl fmt::Display + Send + Sync + 'static) -> Result<T> {
        self.with_context(|| context)
    }

    /// The same, with a context that is made only if it is needed.
    ///
    /// # Errors
    /// If there was an error, or no value.
    fn with_context<C: fmt::Display + Send + Sync + 'static>(self, context: impl FnOnce() -> C) -> Result<T>;
}

impl<T, E: StdError + Send + Sync + 'static> Context<T> for Result<T, E> {
    fn with_context<C: fmt::Display + Send + Sync + 'static>(self, context: impl FnOnce() -> C) -> Result<T> {
        self.map_err(|error| Error::new(error).context(context()))
    }
}

impl<T> Context<T> for Option<T> {
    fn with_context<C: fmt::Display + Send + Sync + 'static>(self, context: impl FnOnce() -> C) -> Result<T> {
        self.ok_or_else(|| Error::msg(context()))
    }
}

/// An [`Error`](crate::Error) with a message, formatted as by [`format!`].
///
/// ```
/// let error = windlass::format_err!("{} of {}", 1, 2);
/// assert_eq!(error.to_string(), "1 of 2");
/// ```
#[macro_export]
macro_rules! format_err {
    ($($arg:tt)*) => { $crate::Error::msg($crate::__private::format!($($arg)*)) };
}
pub(crate) use format_err;

/// Returns early with [`format_err!`](crate::format_err!).
///
/// ```
/// fn halve(n: u32) -> windlass::Result<u32> {
///     if n % 2 > 0 {
///         windlass::bail!("{n} is odd");
///     }
///     Ok(n / 2)
/// }
/// assert_eq!(halve(3).unwrap_err().to_string(), "3 is odd");
/// ```
#[macro_export]
macro_rules! bail {
    ($($arg:tt)*) => { return ::core::result::Result::Err($crate::format_err!($($arg)*)) };
}
pub(crate) use bail;

/// Returns early with [`format_err!`](crate::format_err!) unless a condition holds.
///
/// ```
/// fn halve(n: u32) -> windlass::Result<u32> {
///     windlass::ensure!(n % 2 == 0, "{n} is odd");
///     Ok(n / 2)
/// }
/// assert_eq!(halve(3).unwrap_err().to_string(), "3 is odd");
/// ```
#[macro_export]
macro_rules! ensure {
    ($condition:expr, $($arg:tt)*) => {
        if !$condition {
            $crate::bail!($($arg)*);
        }
    };
}

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
