//! The proposals that extended the first version of WebAssembly: one table, from which the settings, the options of the command, the
//! defaults and the messages about modules that are refused are made.

use wasmparser::WasmFeatures;

/// Calls the macro `$callback` with the rows of all proposals. Where several would do for a module, the first is what it uses.
///
/// A row has what the option `-W` calls it (Wasmtime's name, where it has one); the method of `Config`; its features in wasmparser, and
/// in brackets those that it builds on; its status; the name of the proposal, which is that of its repository; what toolchains call it
/// in the section `target_features`; and what modules have by it.
#[doc(hidden)]
#[macro_export]
macro_rules! for_each_proposal { ($callback:ident) => { $callback! {
    "mutable-global" wasm_mutable_global MUTABLE_GLOBAL [] OnByDefault
        "mutable-global" "mutable-globals" "variable globals that are imported or exported";
    "sign-extension" wasm_sign_extension SIGN_EXTENSION [] OnByDefault
        "sign-extension-ops" "sign-ext" "operators that extend signs";
    "saturating-float-to-int" wasm_saturating_float_to_int SATURATING_FLOAT_TO_INT [] OnByDefault
        "nontrapping-float-to-int-conversions" "nontrapping-fptoint" "conversions that do not trap";
    "multi-value" wasm_multi_value MULTI_VALUE [] OnByDefault
        "multi-value" "multivalue" "several results, or parameters of blocks";
    "bulk-memory" wasm_bulk_memory BULK_MEMORY [] OnByDefault
        "bulk-memory-operations" "bulk-memory" "operators on ranges of memories and tables";
    "reference-types" wasm_reference_types REFERENCE_TYPES [] OnByDefault
        "reference-types" "reference-types" "references as values, or several tables";
    "simd" wasm_simd SIMD [] OnByDefault
        "simd" "simd128" "128-bit vectors";
    "relaxed-simd" wasm_relaxed_simd RELAXED_SIMD [SIMD] OnByDefault
        "relaxed-simd" "relaxed-simd" "relaxed vector operators";
    "extended-const" wasm_extended_const EXTENDED_CONST [] OnByDefault
        "extended-const" "extended-const" "arithmetic in constant expressions";
    "tail-call" wasm_tail_call TAIL_CALL [] OnByDefault
        "tail-call" "tail-call" "tail calls";
    "multi-memory" wasm_multi_memory MULTI_MEMORY [] OnByDefault
        "multi-memory" "multimemory" "several memories";
    "memory64" wasm_memory64 MEMORY64 [] OnByDefault
        "memory64" "memory64" "64-bit addresses";
    "threads" wasm_threads THREADS [] OffByDefault
        "threads" "atomics" "shared memories or atomic operators";
    "exceptions" wasm_exceptions EXCEPTIONS [] OnByDefault
        "exception-handling" "exception-handling" "exceptions";
    "legacy-exceptions" wasm_legacy_exceptions LEGACY_EXCEPTIONS [EXCEPTIONS] OnByDefault
        "exception-handling" "exception-handling" "exceptions in their first form (`try`, before `try_table`)";
    "function-references" wasm_function_references FUNCTION_REFERENCES [] OnByDefault
        "function-references" "function-references" "references of a given type";
    "gc" wasm_gc GC [FUNCTION_REFERENCES] NotImplemented
        "gc" "gc" "structures and arrays";
    "wide-arithmetic" wasm_wide_arithmetic WIDE_ARITHMETIC [] OffByDefault
        "wide-arithmetic" "wide-arithmetic" "128-bit integer arithmetic";
    "custom-page-sizes" wasm_custom_page_sizes CUSTOM_PAGE_SIZES [] OffByDefault
        "custom-page-sizes" "custom-page-sizes" "memories with a page size of their own";
    "stack-switching" wasm_stack_switching STACK_SWITCHING [EXCEPTIONS FUNCTION_REFERENCES] NotImplemented
        "stack-switching" "stack-switching" "stacks to switch between";
    "compact-imports" wasm_compact_imports COMPACT_IMPORTS [] NotImplemented
        "compact-import-section" "compact-imports" "imports in the compact format";
    "memory-control" wasm_memory_control MEMORY_CONTROL [] NotImplemented
        "memory-control" "memory-control" "operators that control memory";
    "custom-descriptors" wasm_custom_descriptors CUSTOM_DESCRIPTORS [GC FUNCTION_REFERENCES] NotImplemented
        "custom-descriptors" "custom-descriptors" "descriptors of types";
    "shared-everything-threads" wasm_shared_everything_threads SHARED_EVERYTHING_THREADS [THREADS GC FUNCTION_REFERENCES]
        NotImplemented "shared-everything-threads" "shared-everything" "threads that share everything";
} } }

/// Whether Windlass has a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// It has, and modules may use it where nothing else is said.
    OnByDefault,
    /// It has. Modules may use it where it is turned on, since it is no part of the specification yet.
    OffByDefault,
    /// It has, in builds with this feature of the crate.
    NotInThisBuild(&'static str),
    /// It does not.
    NotImplemented,
}

/// An extension of the first version of WebAssembly.
#[derive(Debug)]
#[non_exhaustive]
pub struct Proposal {
    /// What it is called; its repository has the same name.
    pub name: &'static str,
    /// What modules have by it.
    pub what: &'static str,
    /// What the option `-W` of the command calls it.
    pub flag: &'static str,
    /// The method of `Config` that turns it on and off.
    pub method: &'static str,
    /// Whether there is an implementation.
    pub status: Status,
    /// What toolchains call it in the section `target_features`.
    pub(crate) tool_name: &'static str,
    /// What turns it on, and what else has to be on for it.
    own: WasmFeatures,
    builds_on: WasmFeatures,
}

macro_rules! table {
    ($($flag:literal $method:ident $own:ident [$($more:ident)*] $status:ident $name:literal $tool:literal $what:literal;)*) => {
        &[$(Proposal {
            name: $name,
            what: $what,
            flag: $flag,
            method: stringify!($method),
            status: Status::$status,
            tool_name: $tool,
            own: WasmFeatures::$own,
            builds_on: WasmFeatures::empty()$(.union(WasmFeatures::$more))*,
        }),*]
    };
}

impl Proposal {
    /// All that are known.
    pub const ALL: &[Proposal] = for_each_proposal!(table);

    /// The proposal that the option `-W` calls `flag`.
    #[must_use]
    pub fn find(flag: &str) -> Option<&'static Proposal> {
        Proposal::ALL.iter().find(|proposal| proposal.flag == flag)
    }

    /// Whether modules can use it if it is turned on.
    #[must_use]
    pub const fn is_implemented(&self) -> bool {
        matches!(self.status, Status::OnByDefault | Status::OffByDefault)
    }

    /// `features` with this turned on, or off. What is not implemented stays off.
    #[must_use]
    pub fn set(&self, mut features: WasmFeatures, enable: bool) -> WasmFeatures {
        features.set(self.own, enable && self.is_implemented());
        features
    }

    /// What has to be on for it.
    pub(crate) fn features(&self) -> WasmFeatures {
        self.own.union(self.builds_on)
    }
}

/// The features that are implemented, and those of them that are on by default.
const fn features(default_only: bool) -> WasmFeatures {
    let mut features = WasmFeatures::MVP;
    let mut i = 0;
    while i < Proposal::ALL.len() {
        let proposal = &Proposal::ALL[i];
        if match default_only {
            true => matches!(proposal.status, Status::OnByDefault),
            false => proposal.is_implemented(),
        } {
            features = features.union(proposal.own);
        }
        i += 1;
    }
    features
}

/// With no other features than these there is no operator that is valid and not implemented.
pub const IMPLEMENTED: WasmFeatures = features(false);

/// What modules may use where nothing else is said.
pub const DEFAULT: WasmFeatures = features(true);

const _: () = assert!(IMPLEMENTED.contains(WasmFeatures::WASM2), "the second version is complete");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_there_once() {
        for (i, proposal) in Proposal::ALL.iter().enumerate() {
            assert_eq!(
                Proposal::ALL.iter().position(|other| other.flag == proposal.flag),
                Some(i),
                "{}",
                proposal.flag
            );
            assert_eq!(proposal.method, alloc::format!("wasm_{}", proposal.flag.replace('-', "_")));
        }
    }

    #[test]
    fn what_is_not_implemented_stays_off() {
        for proposal in Proposal::ALL {
            let on = proposal.set(WasmFeatures::empty(), true);
            assert_eq!(!on.is_empty(), proposal.is_implemented(), "{}", proposal.flag);
            assert!(!proposal.set(WasmFeatures::all(), false).contains(proposal.own), "{}", proposal.flag);
        }
    }
}
