//! Fuzzing of Windlass: see `docs/FUZZING.md`.

use std::process::ExitCode;

use windlass_fuzz::cases_file;
use windlass_fuzz::cli::{self, Options};
use windlass_fuzz::rng::Rng;
use windlass_fuzz::{minimize, oracle, state, supervisor, target, worker};

fn main() -> ExitCode {
    let options = match Options::parse() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}\n\n{}", cli::usage());
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Runs the command. Returns whether no case failed.
fn run(options: &Options) -> Result<bool, String> {
    if options.worker {
        return worker::run(&options.target, options.seed, options.mix).map(|()| true);
    }
    if options.total {
        let state = options.state.as_deref().and_then(state::State::read);
        println!("{}", state.map_or_else(|| format!("target={}: no state", options.target), |state| state.line()));
        return Ok(true);
    }
    if let Some(path) = &options.write_cases {
        let written = cases_file::write_cases(options, path)?;
        println!("cases={} calls={} written to {}", written.cases, written.calls, path.display());
        return Ok(true);
    }
    if let Some(number) = options.case {
        return run_one(options, number);
    }
    let state = supervisor::run(options)?;
    println!("{}", state.line());
    Ok(state.mismatches == 0)
}

/// Minimises one case and writes it as a script.
fn minimize(options: &Options, number: u64, target: &mut dyn target::Target, rng: Rng) -> Result<bool, String> {
    let Options { target: name, seed, found, .. } = options;
    std::panic::set_hook(Box::new(|_| {}));
    let Some(case) = target.case(rng) else { return Err(format!("cases of {name} are not modules with calls")) };
    let Some(oracles) = target.oracles() else { return Err(format!("cases of {name} are not compared")) };
    let Some((case, failure, tries)) = minimize::minimize(case, oracles) else {
        println!("{name} seed {seed} case {number}: it does not fail");
        return Ok(true);
    };
    let header = format!(
        "Found by: windlass-fuzz {name} --seed {seed} --case {number}, at commit {}, made small in {tries} tries.\n\
         Configuration: {}",
        state::commit(),
        failure.wrong()
    );
    let fusion = minimize::fusion(&case, &failure, oracles).map_or_else(String::new, |fusion| format!("\n{fusion}"));
    let header = header + &fusion;
    let script = minimize::script(&case, &failure, &header, oracles);
    std::fs::create_dir_all(found).map_err(|e| e.to_string())?;
    let path = found.join(format!("{name}-{seed}-{number}.wast"));
    std::fs::write(&path, &script).map_err(|e| e.to_string())?;
    println!("{script}");
    println!("written to {}", path.display());
    Ok(false)
}

/// Prints the outcome of a case in each engine.
fn show_outcomes(case: &windlass_fuzz_run::Case, oracles: &mut oracle::Oracles) {
    use oracle::{Copy, Party};
    let own = Copy::ALL.map(|copy| Party::Windlass(windlass_fuzz_run::Configuration::DEFAULT, copy));
    for party in own.into_iter().chain([Party::Wasmi, Party::Wasmtime]) {
        match oracles.run_any(case, party) {
            None => println!("{party}: cannot run it"),
            Some(outcome) => {
                let exhausted = if outcome.is_exhausted() { ", exhausted" } else { "" };
                let (calls, digest) = (outcome.calls.len(), outcome.digest());
                println!("{party}: start {}, {calls} calls, digest {digest:016x}{exhausted}", outcome.start);
            }
        }
    }
}

/// Prints the calls of a case with their arguments and how each ends.
fn show_calls(case: &windlass_fuzz_run::Case, oracles: &mut oracle::Oracles) {
    let party = oracle::Party::Windlass(windlass_fuzz_run::Configuration::DEFAULT, oracle::Copy::ALL[0]);
    let Some(outcome) = oracles.run_any(case, party) else { return };
    for (index, (call, observation)) in case.calls.iter().zip(&outcome.calls).enumerate() {
        let (instance, function, args, end) = (call.instance, call.function, &call.args, &observation.end);
        println!("call {index}: instance {instance}, exported function {function}, {args:x?}: {end}");
    }
}

/// Runs one case and prints its details.
fn run_one(options: &Options, number: u64) -> Result<bool, String> {
    let mut target = target::find(&options.target, options.mix)?;
    let rng = Rng::for_case(&options.target, options.seed, number);
    if let Some(case) = target.case(rng.clone()) {
        for (index, module) in case.modules.iter().enumerate() {
            let path = std::env::temp_dir().join(format!("{}-{}-{number}-{index}.wasm", options.target, options.seed));
            std::fs::write(&path, module).map_err(|e| e.to_string())?;
            println!("module {index}: {}", path.display());
        }
    }
    if !options.minimize
        && let Some(case) = target.case(rng.clone())
        && let Some(oracles) = target.oracles()
    {
        show_outcomes(&case, oracles);
        if options.calls {
            show_calls(&case, oracles);
        }
    }
    if options.minimize {
        return minimize(options, number, &mut *target, rng);
    }
    let report = worker::run_case(&mut *target, rng);
    for text in &report.failures {
        println!("wrong: {text}");
    }
    for text in &report.others {
        println!("another engine: {text}");
    }
    let tally = target.tally();
    println!("modules={} calls={} mismatches={}", tally.modules, tally.calls, report.failures.len());
    Ok(report.failures.is_empty())
}
