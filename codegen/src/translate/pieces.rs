//! Reads a module piece by piece: section by section, skipping what is not needed before it runs.
//!
//! Function bodies are only delimited; the contents of data segments and custom sections are skipped. Anything unusual,
//! including errors, is left to [`translate`], which then gets the whole module.

use alloc::vec;
use core::ops::Range;

use wasmparser::{BinaryReader, Chunk, DataSectionReader, FunctionBody, Parser, Payload, Validator, WasmFeatures};

use super::{FunctionSource, HEADER_LEN, MAGIC, Translation, Translator, check_len, data, translate};
use crate::error::CompileError;
use crate::source::{ModuleSource, Window, read};

/// Like [`translate`], for a module that is read piece by piece. No piece is larger than a section that is needed.
///
/// # Errors
/// Same as [`translate`]; also [`CompileError::Unreadable`].
pub fn translate_pieces(source: &dyn ModuleSource, features: WasmFeatures) -> Result<Translation, CompileError> {
    check_len(source.len())?;
    let mut pieces = Pieces {
        window: Window::new(source),
        features,
        validator: Validator::new_with_features(features),
        translator: Translator::new(),
        last: 0,
        data_count: None,
        data_sections: 0,
    };
    if let Some(()) = pieces.read(source.len())? {
        return Ok(pieces.translator.finish());
    }
    drop(pieces);
    let mut module = vec![0; source.len()];
    read(source, 0, &mut module)?;
    translate(&module, features)
}

/// The maximum size of a section header: its id and length.
const LONGEST_HEAD: usize = 6;

const CUSTOM: u8 = 0;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// The order of sections, by id: types, imports, functions, tables, memories, globals, exports, start, elements, code,
/// data, data count, tags.
const ORDER: [u8; 13] = [1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6];

/// A module being read. Methods return `None` to leave the module to [`translate`].
struct Pieces<'s> {
    window: Window<'s>,
    features: WasmFeatures,
    validator: Validator,
    translator: Translator,
    /// The position of the last section in the order.
    last: u8,
    data_count: Option<u32>,
    data_sections: u32,
}

/// A section header.
struct Section {
    id: u8,
    /// Its bytes, to compare with those that are read with the content.
    head: [u8; LONGEST_HEAD],
    /// The content's position in the module.
    contents: Range<usize>,
}

impl Pieces<'_> {
    /// Reads all sections of a module of `len` bytes.
    fn read(&mut self, len: usize) -> Result<Option<()>, CompileError> {
        let mut parser = Parser::new(0);
        parser.set_features(self.features);
        let header = self.window.get(0, HEADER_LEN)?;
        if !header.starts_with(MAGIC) {
            return Ok(None);
        }
        let Ok(Chunk::Parsed { payload, .. }) = parser.parse(header, true) else { return Ok(None) };
        if self.validator.payload(&payload).is_err() {
            return Ok(None);
        }
        let mut at = HEADER_LEN;
        while at < len {
            let Some(section) = self.head(at, len)? else { return Ok(None) };
            let end = section.contents.end;
            if self.section(at, section)?.is_none() {
                return Ok(None);
            }
            at = end;
        }
        let module = &self.translator.module;
        let own = module.functions.len() - module.imported_functions as usize;
        // Declarations that lack their counterpart in another section.
        let complete = own == self.translator.functions.len()
            && (self.data_sections > 0 || self.data_count.is_none_or(|count| count == 0));
        Ok((complete && self.validator.payload(&Payload::End(len as u64)).is_ok()).then_some(()))
    }

    /// Reads the header of the section at `at`, if it is in the right order.
    fn head(&mut self, at: usize, len: usize) -> Result<Option<Section>, CompileError> {
        let bytes = self.window.get(at, LONGEST_HEAD)?;
        let mut reader = BinaryReader::new(bytes, at as u64);
        let (Ok(id), Ok(size)) = (reader.read_u8(), reader.read_var_u32()) else { return Ok(None) };
        let mut head = [0; LONGEST_HEAD];
        let start = reader.original_position() as usize;
        head[..start - at].copy_from_slice(&bytes[..start - at]);
        let contents = start..start + size as usize;
        if id != CUSTOM {
            let order = usize::from(id).checked_sub(1).and_then(|id| ORDER.get(id)).copied();
            let Some(order) = order.filter(|order| *order > self.last) else { return Ok(None) };
            self.last = order;
        }
        Ok((contents.end <= len).then_some(Section { id, head, contents }))
    }

    /// Reads the section that begins at `at`.
    fn section(&mut self, at: usize, section: Section) -> Result<Option<()>, CompileError> {
        let Section { id, head, contents } = section;
        match id {
            CODE => return self.code(contents),
            DATA => return self.data(contents),
            CUSTOM if !self.is_needed(contents.clone())? => return Ok(Some(())),
            _ => {}
        }
        let bytes = self.window.get(at, contents.end - at)?;
        // The order was checked with an earlier read, which this one may not equal.
        if !bytes.starts_with(&head[..contents.start - at]) {
            return Ok(None);
        }
        // The parser needs the module's header first, which was checked before.
        let mut parser = Parser::new((at - HEADER_LEN) as u64);
        parser.set_features(self.features);
        let header = [MAGIC, &[1, 0, 0, 0]].concat();
        let Ok(Chunk::Parsed { .. }) = parser.parse(&header, true) else { return Ok(None) };
        let payload = match parser.parse(bytes.get(..contents.end - at).unwrap_or_default(), true) {
            Ok(Chunk::Parsed { payload, consumed }) if consumed == contents.end - at => payload,
            _ => return Ok(None),
        };
        if let Payload::DataCountSection { count, .. } = payload {
            self.data_count = Some(count);
        }
        if self.validator.payload(&payload).is_err() {
            return Ok(None);
        }
        self.translator.section(payload)?;
        Ok(Some(()))
    }

    /// Whether a custom section must be read; malformed ones must.
    fn is_needed(&mut self, contents: Range<usize>) -> Result<bool, CompileError> {
        /// Read sections with longer names, to be safe.
        const LONGEST: usize = 256;
        let bytes = self.window.get(contents.start, LONGEST.min(contents.len()))?;
        let bytes = &bytes[..bytes.len().min(contents.len())];
        let mut reader = BinaryReader::new(bytes, contents.start as u64);
        Ok(reader.read_string().map_or(true, |name| name == "name"))
    }

    /// Delimits the functions of the code section.
    fn code(&mut self, contents: Range<usize>) -> Result<Option<()>, CompileError> {
        /// The maximum length of the size of a body.
        const LONGEST: usize = 5;
        /// wasmparser's limit.
        const LARGEST: usize = 7_654_321;
        let mut reader = BinaryReader::new(self.window.get(contents.start, LONGEST)?, contents.start as u64);
        let Ok(count) = reader.read_var_u32() else { return Ok(None) };
        let mut at = reader.original_position() as usize;
        let module = &self.translator.module;
        // More is an error; do not allocate for it.
        if count as usize != module.functions.len() - module.imported_functions as usize || at > contents.end {
            return Ok(None);
        }
        let range = contents.start as u64..contents.end as u64;
        let size = (contents.end - at) as u32;
        self.translator.section(Payload::CodeSectionStart { count, unchecked_range: range.clone(), size })?;
        if self.validator.code_section_start(&range).is_err() {
            return Ok(None);
        }
        for _ in 0..count {
            let mut reader = BinaryReader::new(self.window.get(at, LONGEST)?, at as u64);
            let Ok(size) = reader.read_var_u32() else { return Ok(None) };
            let start = reader.original_position() as usize;
            let end = start + size as usize;
            if end > contents.end || size as usize > LARGEST {
                return Ok(None);
            }
            // The validator only counts the bodies here.
            let body = FunctionBody::new(BinaryReader::new(&[], start as u64));
            let Ok(validator) = self.validator.code_section_entry(&body) else { return Ok(None) };
            self.translator.functions.push(FunctionSource { body: start as u32..end as u32, validator });
            at = end;
        }
        Ok((at == contents.end).then_some(()))
    }

    /// Reads the headers of data segments, or the whole section if they are not plain.
    fn data(&mut self, contents: Range<usize>) -> Result<Option<()>, CompileError> {
        const LONGEST: usize = 5;
        let mut reader = BinaryReader::new(self.window.get(contents.start, LONGEST)?, contents.start as u64);
        let Ok(count) = reader.read_var_u32() else { return Ok(None) };
        if self.data_count.is_some_and(|expected| expected != count) {
            return Ok(None);
        }
        self.data_sections += 1;
        self.translator.data = contents.clone();
        let segments = reader.original_position() as usize..contents.end;
        if data::read_plain_pieces(count, segments, &mut self.window, &mut self.translator.module)? {
            return Ok(Some(()));
        }
        let bytes = self.window.get(contents.start, contents.len())?;
        let reader = BinaryReader::new_features(&bytes[..contents.len()], contents.start as u64, self.features);
        let Ok(section) = DataSectionReader::new(reader) else { return Ok(None) };
        // The number was checked with an earlier read.
        if section.count() != count || self.validator.data_section(&section).is_err() {
            return Ok(None);
        }
        self.translator.section(Payload::DataSection(section))?;
        Ok(Some(()))
    }
}

#[cfg(test)]
mod tests;
