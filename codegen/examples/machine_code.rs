//! Writes the machine code of a module to a file: `machine_code TARGET MODULE FILE`, for `x86_64` or `aarch64`, whatever
//! machine this is. For `objdump -D -b binary`, and to compare what different machines make of a module.

use windlass_codegen::{CompileOptions, compile};
use windlass_isa::{Target, aarch64, x86_64};
use windlass_masm::{CodeMemory, OutOfMemory};

struct Code(Vec<u8>);

// SAFETY: the vector keeps its bytes when it grows, and is only grown here.
unsafe impl CodeMemory for Code {
    fn grow(&mut self, len: usize) -> Result<(*mut u8, usize), OutOfMemory> {
        self.0.resize(len.max(1 << 16), 0);
        Ok((self.0.as_mut_ptr(), self.0.len()))
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [target, module, file] = &args[..] else { panic!("usage: machine_code TARGET MODULE FILE") };
    let target = match target.as_str() {
        "x86_64" => Target::X86_64(x86_64::CpuFeatures::BASELINE),
        "aarch64" => Target::Aarch64(aarch64::CpuFeatures::BASELINE),
        _ => panic!("unknown target {target}"),
    };
    let wasm = wat::parse_file(module).expect("a module");
    let mut code = Code(Vec::new());
    let options = CompileOptions { target, ..CompileOptions::default() };
    let artifact = compile(&wasm, &options, &mut code).expect("a module that can be compiled");
    std::fs::write(file, &code.0[..artifact.code_len]).expect("writing the code");
}
