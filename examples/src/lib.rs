//! Programs that embed Windlass are beside this package's manifest, each about one thing: `cargo run --example` lists them.

/// The code in `docs/FROM_WASMTIME.md`.
#[doc = include_str!("../../docs/FROM_WASMTIME.md")]
#[cfg(doctest)]
pub struct FromWasmtime;
