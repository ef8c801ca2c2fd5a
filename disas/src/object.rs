//! Reads modules that were compiled ahead of time.

use std::sync::Arc;

use windlass_codegen::SourceMap;
use windlass_codegen::object::{Object, ObjectError, detect, verify_file};
use windlass_codegen::table::FileBytes;
use windlass_isa::{Isa, Machine};

use crate::compiled::Compiled;

/// The bytes of a file, aligned as its tables require.
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
        // SAFETY: `words` holds at least `len` bytes, all of them initialised.
        unsafe { std::slice::from_raw_parts(self.words.as_ptr().cast(), self.len) }
    }
}

/// Reads a file written by `windlass compile`, for any machine. Returns `None` if it is some other kind of file. The
/// whole file is checked, and its code is never executed. The file has no source map, so the result has no operators.
///
/// # Errors
/// Fails if the file is damaged or has another version.
pub fn read_object(bytes: &[u8]) -> Option<Result<Compiled, ObjectError>> {
    detect(bytes).then(|| read(Arc::new(Aligned::new(bytes))))
}

fn read(file: Arc<dyn FileBytes>) -> Result<Compiled, ObjectError> {
    verify_file(file.bytes())?;
    // Accept files for any machine: assume one with all CPU features.
    let machine = |isa| Machine { isa, cpu_features: u64::MAX, cpu_feature_names: &[] };
    let mut result = Err(ObjectError::NotPrecompiled);
    for &isa in Isa::ALL {
        result = Object::read(&file, &machine(isa)).map(|object| (isa, object));
        if !matches!(result, Err(ObjectError::Isa(_))) {
            break;
        }
    }
    let (isa, Object { artifact, text, .. }) = result?;
    let code = file.bytes()[text].to_vec();
    let is_inside = |start: u32, end: u32| start <= end && end as usize <= code.len();
    if !artifact.functions.iter().all(|function| is_inside(function.start, function.end)) {
        return Err(ObjectError::Damaged("a function lies outside the code"));
    }
    Ok(Compiled { isa, artifact, code, source_map: SourceMap::default(), stubs: None })
}
