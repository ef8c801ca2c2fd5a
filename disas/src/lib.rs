//! Annotated disassembly of the code that Windlass generates: instructions with labels and names, the WebAssembly
//! operators they were compiled from, and where they trap.
//!
//! [`compile`] compiles a module for any target without running it. A [`Listing`] disassembles the result, or an
//! existing artifact, into [`Function`]s. [`Style`] writes them as text.
//!
//! The decoders share no code with the assemblers, so a listing also checks the encoding.

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
pub use page::{is_page, write_page};
pub use text::Style;
pub use trap::Trap;
pub use windlass_isa::Isa;
