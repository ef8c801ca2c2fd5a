//! What came of a case.

use std::fmt;

use crate::case::{Case, Value};

/// Why a guest stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TrapKind {
    /// The guest stack, or a limit of the host, ran out: engines differ in when.
    Exhausted,
    /// An access outside of a memory.
    MemoryOutOfBounds,
    /// An access outside of a table.
    TableOutOfBounds,
    /// A call of a null entry.
    IndirectCallToNull,
    /// A call of a function of another type.
    BadSignature,
    /// An integer division or conversion that overflows.
    IntegerOverflow,
    /// A division by zero.
    IntegerDivisionByZero,
    /// A conversion of a NaN to an integer.
    BadConversionToInteger,
    /// `unreachable`.
    Unreachable,
    /// A null reference.
    NullReference,
    /// A cast of a reference that is of another type.
    CastFailure,
    /// An access outside of an array.
    ArrayOutOfBounds,
    /// An exception that nobody caught.
    UncaughtException,
    /// An atomic access that is not aligned.
    Unaligned,
    /// Another reason.
    Other,
}

/// How a call, or an instantiation, ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// With these results.
    Returned(Vec<Value>),
    /// With a trap.
    Trapped(TrapKind),
    /// With an error of a host function.
    HostError,
    /// The engine refused: with what it said, which is not compared.
    Refused(String),
    /// The engine failed in a way that it never may: a panic, or an internal error.
    Broken(String),
}

impl End {
    /// Whether the end says nothing about the engine: how much stack it takes is its own affair.
    pub fn is_exhausted(&self) -> bool {
        *self == End::Trapped(TrapKind::Exhausted)
    }

    fn is_same(&self, other: &End) -> bool {
        matches!((self, other), (End::Refused(_), End::Refused(_))) || self == other
    }
}

/// What was seen of one call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Observation {
    /// How it ended.
    pub end: End,
    /// What the host was called with since the case began, as a hash.
    pub host: u64,
    /// What memories, globals and tables hold afterwards, as a hash; 0 where that is not asked for.
    pub state: u64,
}

/// What was seen of all calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// How the modules were instantiated.
    pub start: End,
    /// The calls, in order. Behind one that was exhausted there are no more.
    pub calls: Vec<Observation>,
}

impl Outcome {
    /// An outcome without a call.
    pub fn ended(start: End) -> Outcome {
        Outcome { start, calls: Vec::new() }
    }

    /// The first difference to another outcome of the same case, if there is one.
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

    /// A hash of all of it, with nothing in it that engines may differ in.
    pub fn digest(&self) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325;
        for observation in &self.calls {
            hash = observation.digest(hash);
        }
        hash
    }

    /// Whether a call was exhausted, so that the outcome cannot be compared by its digest.
    pub fn is_exhausted(&self) -> bool {
        self.start.is_exhausted() || self.calls.iter().any(|call| call.end.is_exhausted())
    }
}

impl Observation {
    /// A hash of the observation and of this.
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
            End::Refused(_) => mix(0x201),
            End::Broken(_) => mix(0x202),
        }
        mix(self.host);
        mix(self.state);
        hash
    }
}

/// Where two outcomes differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In how the modules were instantiated.
    Start(End, End),
    /// In how a call ended.
    End {
        /// The number of the call.
        call: usize,
        /// The ends, that of the first outcome first.
        ends: [End; 2],
    },
    /// In what the host was called with.
    Host {
        /// The number of the call.
        call: usize,
    },
    /// In memories, globals or tables.
    State {
        /// The number of the call.
        call: usize,
    },
}

impl Difference {
    /// The number of the call, if it was one.
    pub fn call(&self) -> Option<usize> {
        match *self {
            Difference::Start(..) => None,
            Difference::End { call, .. } | Difference::Host { call } | Difference::State { call } => Some(call),
        }
    }

    /// Says it in a line.
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
            End::HostError => write!(f, "an error of the host's"),
            End::Refused(message) => write!(f, "refused: {message}"),
            End::Broken(message) => write!(f, "BROKEN: {message}"),
        }
    }
}
