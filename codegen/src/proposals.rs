//! The table of the proposals that extend WebAssembly 1.0. It generates the settings, the options of the command, the defaults, and the
//! messages about modules that are rejected.

use wasmparser::WasmFeatures;

/// Calls the macro `$callback` with the rows of all proposals. If several would make a module valid, messages name the first.
///
/// A row has: the name for the option `-W` (Wasmtime's, if it has one); the method of `Config`; the feature in wasmparser and, in
/// brackets, those that it requires; the status; the name of the proposal, which is that of its repository; the name that toolchains use
/// in the section `target_features`; and a description of what it adds to modules.
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
    "threads" wasm_threads THREADS [] OnByDefault
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

/// The status of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// Implemented and enabled by default.
    OnByDefault,
    /// Implemented, but disabled by default, because it is not part of the specification yet.
    OffByDefault,
    /// Implemented in builds with this feature of the crate.
    NotInThisBuild(&'static str),
    /// Not implemented.
    NotImplemented,
}

/// A proposal that extends WebAssembly 1.0.
#[derive(Debug)]
#[non_exhaustive]
pub struct Proposal {
    /// The name of the proposal and of its repository.
    pub name: &'static str,
    /// A description of what it adds to modules.
    pub what: &'static str,
    /// The name for the option `-W` of the command.
    pub flag: &'static str,
    /// The method of `Config` that enables and disables it.
    pub method: &'static str,
    /// Its status.
    pub status: Status,
    /// The name that toolchains use in the section `target_features`.
    pub(crate) tool_name: &'static str,
    /// Its feature in wasmparser, and the features that it requires.
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
    /// All known proposals.
    pub const ALL: &[Proposal] = for_each_proposal!(table);

    /// The proposal with the name `flag` for the option `-W`.
    #[must_use]
    pub fn find(flag: &str) -> Option<&'static Proposal> {
        Proposal::ALL.iter().find(|proposal| proposal.flag == flag)
    }

    /// Whether modules can use it if it is enabled.
    #[must_use]
    pub const fn is_implemented(&self) -> bool {
        matches!(self.status, Status::OnByDefault | Status::OffByDefault)
    }

    /// `features` with this proposal enabled or disabled. A proposal that is not implemented stays disabled.
    #[must_use]
    pub fn set(&self, mut features: WasmFeatures, enable: bool) -> WasmFeatures {
        features.set(self.own, enable && self.is_implemented());
        features
    }

    /// Whether `features` has all of it.
    pub fn is_in(&self, features: WasmFeatures) -> bool {
        features.contains(self.features())
    }

    /// The features that must be enabled for it.
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

/// The features for which every valid operator is implemented.
pub const IMPLEMENTED: WasmFeatures = features(false);

/// The features that are enabled by default.
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
