//! Listings of what Windlass compiles, for people who read machine code: instructions with labels and names, the
//! WebAssembly operators they came from, and where they trap.
//!
//! [`compile`] compiles a module for any target without running it. A [`Listing`] takes that, or an artifact from
//! elsewhere, apart into [`Function`]s; [`Style`] writes them as text.
//!
//! Instructions are read back by decoders that know nothing of the assemblers that wrote them.

mod aarch64;
mod compiled;
mod context;
mod decode;
mod function;
mod listing;
mod names;
mod object;
mod origin;
mod page;
mod regions;
mod text;
mod trap;
mod wasm;
mod x86_64;

pub use compiled::{Compiled, StubLayout, compile, compile_lazily};
pub use function::{Content, Function, Line, Operator, Section};
pub use listing::Listing;
pub use object::read_object;
pub use page::write_page;
pub use text::Style;
pub use trap::Trap;
pub use windlass_isa::Isa;
