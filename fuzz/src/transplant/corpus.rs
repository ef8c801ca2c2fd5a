//! Real modules as a source of functions.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use wasmparser::{FuncType, GlobalType, Parser, Payload, TypeRef};

/// The smallest and largest useful size of a body: shorter ones are trivial, longer ones take too long.
const BODY_BYTES: Range<usize> = 12..6000;

/// A module and the positions of its functions.
pub struct Source {
    bytes: Vec<u8>,
    /// Function types; other types are left out.
    pub types: Vec<FuncType>,
    /// The types of all functions, imported ones first.
    pub functions: Vec<u32>,
    /// The number of imported functions.
    pub imported: u32,
    /// Its globals.
    pub globals: Vec<GlobalType>,
    /// The bodies, each preceded by its size.
    bodies: Vec<Range<usize>>,
    /// The indices of bodies of useful size.
    pub usable: Vec<u32>,
}

impl Source {
    fn parse(bytes: Vec<u8>) -> Option<Source> {
        let mut source = Source {
            bytes: Vec::new(),
            types: Vec::new(),
            functions: Vec::new(),
            imported: 0,
            globals: Vec::new(),
            bodies: Vec::new(),
            usable: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(&bytes) {
            match payload.ok()? {
                Payload::TypeSection(types) => {
                    for group in types {
                        for ty in group.ok()?.into_types() {
                            source.types.push(match ty.composite_type.inner {
                                wasmparser::CompositeInnerType::Func(ty) => ty,
                                _ => FuncType::new([], []),
                            });
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import.ok()?.ty {
                            TypeRef::Func(ty) => source.functions.push(ty),
                            TypeRef::Global(ty) => source.globals.push(ty),
                            _ => {}
                        }
                    }
                    source.imported = source.functions.len() as u32;
                }
                Payload::FunctionSection(functions) => {
                    for ty in functions {
                        source.functions.push(ty.ok()?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        source.globals.push(global.ok()?.ty);
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    source.bodies.push(body.range().start as usize..body.range().end as usize)
                }
                _ => {}
            }
        }
        let usable = source.bodies.iter().enumerate().filter(|(_, body)| BODY_BYTES.contains(&body.len()));
        source.usable = usable.map(|(position, _)| position as u32).collect();
        source.bytes = bytes;
        (!source.usable.is_empty()).then_some(source)
    }

    /// The body of a defined function.
    pub fn body(&self, position: u32) -> wasmparser::FunctionBody<'_> {
        let range = self.bodies[position as usize].clone();
        wasmparser::FunctionBody::new(wasmparser::BinaryReader::new(&self.bytes[range.clone()], range.start as u64))
    }

    /// The size of that.
    pub fn body_bytes(&self, position: u32) -> usize {
        self.bodies[position as usize].len()
    }

    /// The type of a function.
    pub fn function_type(&self, function: u32) -> Option<&FuncType> {
        self.types.get(*self.functions.get(function as usize)? as usize)
    }
}

/// All modules.
pub struct Corpus {
    files: Vec<(PathBuf, OnceLock<Option<Source>>)>,
}

impl Corpus {
    /// The modules in the directory that `WINDLASS_CORPUS` names, or else those of the repository.
    pub fn find() -> Corpus {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
        let mut files = Vec::new();
        match std::env::var_os("WINDLASS_CORPUS").filter(|folder| !folder.is_empty()) {
            Some(folder) => collect(Path::new(&folder), &mut files),
            None => {
                for folder in ["examples", "tests/modules", "bench", "fuzz/corpus"] {
                    collect(&root.join(folder), &mut files);
                }
            }
        }
        files.sort();
        Corpus { files: files.into_iter().map(|file| (file, OnceLock::new())).collect() }
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// The module at this index, if it has useful functions.
    pub fn source(&self, position: usize) -> Option<&Source> {
        let (path, source) = &self.files[position];
        source
            .get_or_init(|| {
                let bytes = std::fs::read(path).ok()?;
                let bytes = if path.extension().is_some_and(|e| e == "wat") {
                    wat::parse_bytes(&bytes).ok()?.into_owned()
                } else {
                    bytes
                };
                Source::parse(bytes)
            })
            .as_ref()
    }

    /// A hash of the file names and sizes.
    pub fn identity(&self) -> u64 {
        self.files.iter().fold(7, |hash, (path, _)| {
            let len = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.bytes()
                .map(u64::from)
                .chain([len])
                .fold(hash, |hash: u64, word| (hash ^ word).wrapping_mul(0x0100_0000_01b3))
        })
    }
}

/// The modules in a directory tree.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "wasm" || e == "wat") {
            files.push(path);
        }
    }
}
