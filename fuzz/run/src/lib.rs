//! Cases of the fuzzer, and Windlass as one of the engines that run them.
//!
//! A [`Case`] is all that an engine needs: modules, what fills their memories, and calls. Running it gives an [`Outcome`], which is
//! that must equal that of every other engine and configuration. `windlass-fuzz-run` runs cases from files and
//! needs nothing but Windlass, so that it can be built for other machines.

mod case;
mod configuration;
mod embedding;
mod engine;
mod file;
mod outcome;
mod state;

pub use case::{Call, Case, Value, canonical_f32, canonical_f64, fill};
pub use configuration::{Bounds, Compile, Configuration, Cpu};
pub use embedding::{Embedding, Item, host_call, run};
pub use engine::{Engines, config};
pub use file::{Entry, read_entries, write_entry};
pub use outcome::{Difference, End, Observation, Outcome, TrapKind};
pub use state::HostState;
