use alloc::format;
use alloc::string::ToString;

use super::*;
use crate::source::Changing;
use crate::validate::tests::{Numbers, modules};

/// Memory for code on the heap.
struct Heap(Vec<u8>);

// SAFETY: the vector keeps its bytes when it grows, and is only grown here.
unsafe impl CodeMemory for Heap {
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
        self.0.resize(len.max(1 << 16), 0);
        Ok((self.0.as_mut_ptr(), self.0.len()))
    }
}

/// The largest code of a module for this machine.
fn max_code(compilation: &Compilation<'_>) -> u32 {
    let nothing = Assembly::new(CodeBuffer::on_heap().unwrap(), 0);
    compilation.basis.emitter(nothing).max_code()
}

/// Options without a limit on code but that of the machine.
fn unlimited() -> CompileOptions {
    let limits = ModuleLimits { code_per_byte: usize::MAX, ..ModuleLimits::default() };
    CompileOptions { limits, ..CompileOptions::default() }
}

/// Two functions, of which the second calls the first.
fn module() -> Vec<u8> {
    wat::parse_str("(module (func $f (result i32) (i32.const 1)) (func (result i32) (call $f)))").unwrap()
}

/// Checks that the module is refused, and for which of its functions.
fn assert_refused<T>(result: Result<T, CompileError>, compilation: &Compilation<'_>, function: usize, most: u32) {
    let offset = compilation.functions[function].range().start;
    let error = result.err().expect("calls do not reach across so much code").to_string();
    let mib = most >> 20;
    assert_eq!(error, format!("too large: the machine code of the module, more than {mib} MiB (at byte {offset:#x})"));
}

#[test]
fn code_that_calls_do_not_reach_across_is_refused() {
    let wasm = module();
    let compilation = Compilation::new(&wasm, &unlimited()).unwrap();
    let most = max_code(&compilation);
    let mut memory = Heap(Vec::new());
    // As if almost as much code came before.
    let compile_all = |memory: &mut Heap, room: u32| {
        let mut assembly = Assembly::new(CodeBuffer::new(memory).unwrap(), 2);
        assembly.buffer.restart(most - room);
        let mut compiler = FunctionCompiler::new(&compilation.basis, assembly);
        let mut compile = |source: &FunctionSource| compiler.compile(source, &wasm[source.range()]);
        compile(&compilation.functions[0]).and_then(|_| compile(&compilation.functions[1]))
    };
    let end = compile_all(&mut memory, 1 << 10).unwrap().end;
    let size = end - (most - (1 << 10));
    assert_eq!(compile_all(&mut memory, size).unwrap().end, most);
    assert_refused(compile_all(&mut memory, size - 4), &compilation, 1, most);
}

#[test]
fn chunks_that_calls_do_not_reach_across_are_refused() {
    let wasm = module();
    let compilation = Compilation::new(&wasm, &unlimited()).unwrap();
    let most = max_code(&compilation);
    let mut chunk = compilation.chunk().unwrap();
    compilation.chunk_compiler().unwrap().compile(0..2, &mut chunk).unwrap();
    let mut memory = Heap(Vec::new());
    let mut append = |room: u32| {
        let mut appender = compilation.appender(&mut memory).unwrap();
        appender.restart(most - room);
        appender.append(&chunk)
    };
    append(1 << 10).unwrap();
    assert_refused(append(0), &compilation, 0, most);
}

#[test]
fn a_function_that_calls_do_not_reach_from_is_not_compiled_when_it_is_called() {
    let wasm = module();
    let compilation = Compilation::new(&wasm, &unlimited()).unwrap();
    let most = max_code(&compilation);
    let reference = Compilation::new(&wasm, &unlimited()).unwrap();
    let (_, mut lazy) = compilation.into_lazy().unwrap();
    let body = &wasm[lazy.body(1)];
    let end = lazy.compile(1, body, most - (1 << 10)).unwrap().end;
    let size = end - (most - (1 << 10));
    assert_refused(lazy.compile(1, body, most - size + 4), &reference, 1, most);
    assert_eq!(lazy.compile(1, body, most - size).unwrap().end, most, "after it was refused elsewhere");
}

#[test]
fn what_changes_between_readings_is_compiled_as_it_was_validated() {
    let modules = modules();
    let mut numbers = Numbers(7);
    let (mut compiled, mut refused) = (0, 0);
    for module in modules.iter().filter(|module| (64..8192).contains(&module.len())).step_by(3) {
        let instead = numbers.next() as u8;
        let at = 8 + numbers.below(module.len() - 8);
        for before in 0..6 {
            let source = Changing { module, at, instead, before: before.into() };
            // That what is emitted is valid is checked behind every operator.
            let mut memory = Heap(Vec::new());
            let result = Compilation::read_from(&source, &CompileOptions::default())
                .and_then(|compilation| compilation.compile(&mut memory));
            match result {
                Ok(_) => compiled += 1,
                Err(_) => refused += 1,
            }
        }
    }
    assert!(compiled > 100 && refused > 100, "{compiled} compiled, {refused} refused");
}
