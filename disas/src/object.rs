//! Modules that were compiled ahead of time, to be read.

use std::sync::Arc;

use windlass_codegen::SourceMap;
use windlass_codegen::object::{Object, ObjectError, detect, verify_file};
use windlass_codegen::table::FileBytes;
use windlass_isa::{Isa, Machine};

use crate::compiled::Compiled;

/// The bytes of a file, aligned as its tables have to be.
struct Aligned {
    words: Box<[u128]>,
    len: usize,
}

impl Aligned {
    fn new(bytes: &[u8]) -> Aligned {
        let word = |chunk: &[u8]| {
            let mut word = [0; 16];
            word[..chunk.len()].copy_from_slice(chunk);
            u128::from_ne_bytes(word)
        };
        Aligned { words: bytes.chunks(16).map(word).collect(), len: bytes.len() }
    }
}

// SAFETY: nothing changes the bytes, and the box keeps its address.
unsafe impl FileBytes for Aligned {
    fn bytes(&self) -> &[u8] {
        // SAFETY: the words have at least as many bytes, all of them initialised.
        unsafe { std::slice::from_raw_parts(self.words.as_ptr().cast(), self.len) }
    }
}

/// Reads a file that `windlass compile` made, whichever machine it is for. `None` where it is something else. It is checked
/// as a whole, and its code is not executed. Which operators the code came from is not in it.
///
/// # Errors
/// Where the file is damaged, or of another version.
pub fn read_object(bytes: &[u8]) -> Option<Result<Compiled, ObjectError>> {
    detect(bytes).then(|| read(Arc::new(Aligned::new(bytes))))
}

fn read(file: Arc<dyn FileBytes>) -> Result<Compiled, ObjectError> {
    verify_file(file.bytes())?;
    // The machine is one that can do everything.
    let machine = |isa| Machine { isa, cpu_features: u64::MAX, cpu_feature_names: &[] };
    let mut result = Err(ObjectError::NotPrecompiled);
    for isa in Isa::ALL {
        result = Object::read(&file, &machine(isa)).map(|object| (isa, object));
        if !matches!(result, Err(ObjectError::Isa(_))) {
            break;
        }
    }
    let (isa, Object { artifact, text }) = result?;
    let code = file.bytes()[text].to_vec();
    let is_inside = |start: u32, end: u32| start <= end && end as usize <= code.len();
    if !artifact.functions.iter().all(|function| is_inside(function.start, function.end)) {
        return Err(ObjectError::Damaged("a function is not where there is code"));
    }
    Ok(Compiled { isa, artifact, code, source_map: SourceMap::default(), stubs: None })
}
