//! `windlass compile --exe`: writes a program as a single file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::engine_options::EngineOptions;
use crate::failure::Failure;
use crate::output_file::OutputFile;
use crate::source;
use crate::standalone;

/// The file name of the default runtime, in the directory of this command.
const RUNTIME: &str = "windlass-runtime";

/// Compiles the module in `file` and writes a program to `output`.
pub(super) fn write(
    file: &Path,
    output: &OutputFile,
    options: &EngineOptions,
    runtime: Option<&Path>,
    run_options: &[String],
) -> Result<i32, Failure> {
    output.check(file, standalone::is_program)?;
    let (engine, mut progress) = super::engine_with_progress(file, options)?;
    let (runtime, bytes) = match runtime {
        Some(runtime) => read(runtime)?,
        None => default_runtime()?,
    };
    // `e_machine` of the ELF header.
    if bytes.get(18..20) != Some(&engine.config().elf_machine().to_le_bytes()) {
        return Err(Failure::load(format_args!(
            "{}: not an executable for the target; pass one with --runtime",
            runtime.display()
        )));
    }
    let module = source::read_module(file).map_err(Failure::load)?;
    let mut bytes = Some(bytes);
    output.write(&mut |out| {
        let compile = |out: &mut dyn Write| {
            let written = engine.precompile_module_to(&module, out);
            drop(progress.take());
            written
        };
        let written = standalone::write(bytes.take().unwrap_or_default(), run_options, out, compile);
        written.map_err(|e: windlass::Error| match e.downcast_ref::<io::Error>() {
            Some(_) => Failure::load(format_args!("{}: {e}", runtime.display())),
            None => Failure::load(format_args!("{}: {e}", source::name(file))),
        })
    })?;
    Ok(0)
}

/// The runtime in the directory of this command, or else the command itself.
fn default_runtime() -> Result<(PathBuf, Vec<u8>), Failure> {
    let this = std::env::current_exe().map_err(|e| Failure::load(format_args!("cannot find this executable: {e}")))?;
    match fs::read(this.with_file_name(RUNTIME)) {
        Ok(bytes) => Ok((this.with_file_name(RUNTIME), bytes)),
        Err(_) => read(&this),
    }
}

fn read(file: &Path) -> Result<(PathBuf, Vec<u8>), Failure> {
    match fs::read(file) {
        Ok(bytes) => Ok((file.into(), bytes)),
        Err(e) => Err(Failure::load(format_args!("{}: cannot be read: {e}", file.display()))),
    }
}
