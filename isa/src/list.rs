//! The instruction sets: a row each. CONTRIBUTING.md has what else a new one needs.

/// Calls the macro `$callback` with `$context` and the rows of all instruction sets: what it is called in Rust, its module, what it is
/// called elsewhere, in `target_arch`, too, its number in precompiled files, and the one in ELF files, `e_machine`.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_isa { ($callback:ident $($context:tt)*) => { $callback! { {$($context)*}
    X86_64  x86_64  "x86_64"  1 62;
    Aarch64 aarch64 "aarch64" 2 183;
} } }
