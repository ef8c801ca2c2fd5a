//! Outcomes of cases.

use std::fmt;

use crate::case::{Case, Value};

/// The kind of a trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TrapKind {
    /// The guest stack or a limit of the host is exhausted; engines differ in when.
    Exhausted,
    /// Out-of-bounds memory access.
    MemoryOutOfBounds,
    /// Out-of-bounds table access.
    TableOutOfBounds,
    /// `call_indirect` of a null element.
    IndirectCallToNull,
    /// `call_indirect` type mismatch.
    BadSignature,
    /// Integer overflow.
    IntegerOverflow,
    /// Integer division by zero.
    IntegerDivisionByZero,
    /// Conversion of NaN to an integer.
    BadConversionToInteger,
    /// `unreachable`.
    Unreachable,
    /// A null reference.
    NullReference,
    /// Failed cast.
    CastFailure,
    /// Out-of-bounds array access.
    ArrayOutOfBounds,
    /// Uncaught exception.
    UncaughtException,
    /// Unaligned atomic access.
    Unaligned,
    /// Another reason.
    Other,
}

/// How a call, or an instantiation, ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Returned these results.
    Returned(Vec<Value>),
    /// Trapped.
    Trapped(TrapKind),
    /// Threw an exception that nothing caught.
    Thrown,
    /// A host function returned an error.
    HostError,
    /// The engine refused the module. The message is not compared.
    Refused(String),
    /// The engine panicked or reported an internal error.
    Broken(String),
}

impl End {
    /// Whether the call exhausted the stack, which is not compared.
    pub fn is_exhausted(&self) -> bool {
        *self == End::Trapped(TrapKind::Exhausted)
    }

    fn is_same(&self, other: &End) -> bool {
        matches!((self, other), (End::Refused(_), End::Refused(_))) || self == other
    }
}

/// The observation of one call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Observation {
    /// How it ended.
    pub end: End,
    /// A hash of all host calls since the case began.
    pub host: u64,
    /// A hash of memories, globals and tables afterwards; 0 if not requested.
    pub state: u64,
}

/// The observations of a case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// The result of instantiation.
    pub start: End,
    /// The calls in order, up to the first that exhausted the stack.
    pub calls: Vec<Observation>,
}

impl Outcome {
    /// An outcome without calls.
    pub fn ended(start: End) -> Outcome {
        Outcome { start, calls: Vec::new() }
    }

    /// The first difference from another outcome of the same case.
    pub fn difference(&self, other: &Outcome) -> Option<Difference> {
        if self.start.is_exhausted() || other.start.is_exhausted() {
            return None;
        }
        if !self.start.is_same(&other.start) {
            return Some(Difference::Start(self.start.clone(), other.start.clone()));
        }
        for (call, (a, b)) in self.calls.iter().zip(&other.calls).enumerate() {
            if a.end.is_exhausted() || b.end.is_exhausted() {
                return None;
            }
            if !a.end.is_same(&b.end) {
                return Some(Difference::End { call, ends: [a.end.clone(), b.end.clone()] });
            }
            if a.host != b.host {
                return Some(Difference::Host { call });
            }
            if a.state != b.state {
                return Some(Difference::State { call });
            }
        }
        None
    }

    /// A hash of everything that engines must agree on.
    pub fn digest(&self) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325;
        for observation in &self.calls {
            hash = observation.digest(hash);
        }
        hash
    }

    /// Whether a call exhausted the stack, so that digests cannot be compared.
    pub fn is_exhausted(&self) -> bool {
        self.start.is_exhausted() || self.calls.iter().any(|call| call.end.is_exhausted())
    }
}

impl Observation {
    /// Adds the observation to a hash.
    pub fn digest(&self, seed: u64) -> u64 {
        let mut hash = seed;
        let mut mix = |word: u64| hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29);
        match &self.end {
            End::Returned(values) => {
                for value in values {
                    let bits = value.bits();
                    mix(bits as u64 ^ u64::from(value.tag()) << 56);
                    mix((bits >> 64) as u64);
                }
            }
            End::Trapped(kind) => mix(0x100 + *kind as u64),
            End::HostError => mix(0x200),
            End::Thrown => mix(0x203),
            End::Refused(_) => mix(0x201),
            End::Broken(_) => mix(0x202),
        }
        mix(self.host);
        mix(self.state);
        hash
    }
}

/// The difference of two outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Instantiation differs.
    Start(End, End),
    /// The end of a call differs.
    End {
        /// The index of the call.
        call: usize,
        /// Both ends, that of the first outcome first.
        ends: [End; 2],
    },
    /// Host calls differ.
    Host {
        /// The index of the call.
        call: usize,
    },
    /// Memories, globals or tables differ.
    State {
        /// The index of the call.
        call: usize,
    },
}

impl Difference {
    /// The index of the call, if it is one.
    pub fn call(&self) -> Option<usize> {
        match *self {
            Difference::Start(..) => None,
            Difference::End { call, .. } | Difference::Host { call } | Difference::State { call } => Some(call),
        }
    }

    /// The difference in one line.
    pub fn describe(&self, case: &Case) -> String {
        let name = |call: usize| {
            let call = &case.calls[call];
            format!("m{}, export {}, of {:x?}", call.instance, call.function, call.args)
        };
        match self {
            Difference::Start(a, b) => format!("instantiation: {a} against {b}"),
            Difference::End { call, ends: [a, b] } => format!("call {call} ({}): {a} against {b}", name(*call)),
            Difference::Host { call } => format!("call {call} ({}): the host was called differently", name(*call)),
            Difference::State { call } => format!("call {call} ({}): memory, globals or tables differ", name(*call)),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Returned(values) => write!(f, "{values:x?}"),
            End::Trapped(kind) => write!(f, "trap {kind:?}"),
            End::Thrown => write!(f, "an exception"),
            End::HostError => write!(f, "an error of the host's"),
            End::Refused(message) => write!(f, "refused: {message}"),
            End::Broken(message) => write!(f, "BROKEN: {message}"),
        }
    }
}
