//! Writes an artifact to a file.

use alloc::vec::Vec;
use core::ops::Range;

use windlass_isa::Target;
use windlass_masm::{CodeMemory, OutOfMemory};

use super::eh_frame;
use super::elf::{self, ALLOC, EXECUTE, FILE_HEADER, PROGRAM_HEADER, SYMBOL, Section, SectionIndex, Sections, WRITE};
use super::encode::{Encoder, Places};
use super::error::ObjectError;
use super::file_buffer::FileBuffer;
use super::header::{HEADER_AT, Header, PAGE, Part, TEXT_AT};
use super::image;
use super::symbols::Symbols;
use crate::artifact::Artifact;
use crate::error::CompileError;
use crate::module::{DataSegments, ElementItems, PlainSegment};
use crate::table::Table;

/// The number of program headers.
const PROGRAMS: usize = 8;

const _: () = assert!(FILE_HEADER + PROGRAMS * PROGRAM_HEADER == HEADER_AT);

/// Completes a file for `artifact`, whose code is already in `memory`, written by [`CodeInFile`](super::CodeInFile).
/// `wasm` returns the bytes at a range of the module. Returns the length of the file, which is then in `memory`.
///
/// # Errors
/// [`CompileError::OutOfMemory`]; [`CompileError::TooLarge`] if the file would be 4 GiB or more.
pub fn write<'a>(
    artifact: &Artifact,
    target: Target,
    wasm: impl Fn(Range<usize>) -> &'a [u8],
    memory: &mut dyn CodeMemory,
) -> Result<usize, CompileError> {
    let mut file = FileBuffer::new(memory, TEXT_AT + artifact.code_len)?;
    file.bytes_mut()[..TEXT_AT].fill(0);
    let mut writer = Writer { artifact, target, file, sections: Sections::new(), parts: Vec::new() };
    let segments = writer.sections(wasm)?;
    writer.headers(&segments)
}

/// Updates the checksums of a modified file, to test errors that checksums do not detect.
///
/// # Errors
/// Fails if the file is not a compiled module.
pub fn reseal(file: &mut [u8]) -> Result<(), ObjectError> {
    Header::of(file).ok_or(ObjectError::NotPrecompiled)?.seal(file);
    Ok(())
}

/// A file under construction.
struct Writer<'a, 'm> {
    artifact: &'a Artifact,
    target: Target,
    file: FileBuffer<'m>,
    sections: Sections,
    /// The parts that the loader must find.
    parts: Vec<(Part, Range<usize>)>,
}

/// The segments described by program headers.
struct Segments {
    read_only: Range<usize>,
    frames_index: Range<usize>,
    dynamic: Range<usize>,
}

impl Writer<'_, '_> {
    /// Writes all sections after the code.
    fn sections<'a>(&mut self, wasm: impl Fn(Range<usize>) -> &'a [u8]) -> Result<Segments, CompileError> {
        let header = HEADER_AT..HEADER_AT + size_of::<Header>();
        self.sections.add(".windlass", header, Section::DATA);
        let code = TEXT_AT..self.file.len();
        let executable = Section { flags: ALLOC | EXECUTE, align: PAGE as u64, ..Section::DATA };
        let text = self.sections.add(".text", code.clone(), executable);
        self.parts.push((Part::Text, code));
        self.file.align(PAGE)?;

        let read_only = self.file.len();
        let mut places = Places::default();
        self.data(&wasm, &mut places)?;
        self.tables(&mut places)?;
        let start = self.file.len();
        self.file.put(&Encoder::encode(&self.artifact.module, &places))?;
        self.parts.push((Part::Structure, start..self.file.len()));
        self.section(".windlass.module", start, Section::DATA)?;

        let index_at = self.file.len();
        let frames_at = eh_frame::put(self.artifact, self.target, &mut self.file)?;
        let frames_end = self.file.len();
        let frames_index = index_at..frames_at;
        self.sections.add(".eh_frame_hdr", frames_index.clone(), Section { align: 4, ..Section::DATA });
        self.sections.add(".eh_frame", frames_at..frames_end, Section::DATA);
        self.file.align(8)?;
        if self.artifact.options.branch_protection
            && let Some(note) = elf::branch_protection(self.target.machine().isa)
        {
            let start = self.file.len();
            self.file.put(&note)?;
            self.section(".note.gnu.property", start, Section { ty: elf::NOTE, ..Section::DATA })?;
        }

        let symbols = Symbols::new(self.artifact);
        let entries = self.dynamic_symbols(&symbols, text)?;
        let read_only = read_only..self.file.len();
        self.file.align(PAGE)?;
        let start = self.file.len();
        self.file.put(&elf::dynamic(&entries))?;
        let dynamic = start..self.file.len();
        let strings = self.sections.next() - 1;
        let section =
            Section { ty: elf::DYNAMIC, flags: ALLOC | WRITE, link: strings, entry_size: 16, ..Section::DATA };
        self.section(".dynamic", start, section)?;

        let start = self.file.len();
        let local = symbols.put_table(text, &mut self.file)?;
        let table = Section {
            ty: elf::SYMTAB,
            flags: 0,
            link: self.sections.next() + 1,
            info: local,
            entry_size: SYMBOL as u64,
            ..Section::DATA
        };
        self.section(".symtab", start, table)?;
        let start = self.file.len();
        symbols.put_names(&mut self.file)?;
        self.section(".strtab", start, Section { ty: elf::STRTAB, flags: 0, align: 1, ..Section::DATA })?;
        Ok(Segments { read_only, frames_index, dynamic })
    }

    /// Adds the section from `start` to the current end, if it is not empty.
    fn section(&mut self, name: &str, start: usize, section: Section) -> Result<(), OutOfMemory> {
        if self.file.len() > start {
            self.sections.add(name, start..self.file.len(), section);
        }
        self.file.align(8)
    }

    /// Writes the bytes of data segments, or the resulting pages.
    fn data<'a>(&mut self, wasm: &impl Fn(Range<usize>) -> &'a [u8], places: &mut Places) -> Result<(), CompileError> {
        let start = self.file.len();
        if let Some(runs) = image::put(&self.artifact.module, wasm, &mut self.file)? {
            self.section(".windlass.image", start, Section { align: PAGE as u64, ..Section::DATA })?;
            places.is_image = true;
            return Ok(self.data_table(Table::from(runs).as_bytes(), places)?);
        }
        match &self.artifact.module.data {
            DataSegments::Plain(segments) => {
                let mut moved = Vec::with_capacity(segments.len());
                for segment in segments.iter() {
                    moved.push(PlainSegment { start: offset(self.file.len())?, ..*segment });
                    self.file.put(wasm(segment.bytes()))?;
                }
                self.section(".windlass.data", start, Section::DATA)?;
                self.data_table(Table::from(moved).as_bytes(), places)?;
            }
            DataSegments::General(segments) => {
                for segment in segments {
                    let start = self.file.len();
                    self.file.put(wasm(segment.bytes.clone()))?;
                    places.segments.push(start..self.file.len());
                }
                self.section(".windlass.data", start, Section::DATA)?;
            }
            // Only a module loaded from a file has one, and it is not written again.
            DataSegments::Image(_) => {}
        }
        Ok(())
    }

    /// Writes the table of data segments or of image runs.
    fn data_table(&mut self, table: &[u8], places: &mut Places) -> Result<(), OutOfMemory> {
        let start = self.file.len();
        self.file.put(table)?;
        places.data = start..self.file.len();
        self.section(".windlass.segments", start, Section::DATA)
    }

    /// Writes the tables that are used in place.
    fn tables(&mut self, places: &mut Places) -> Result<(), OutOfMemory> {
        let artifact = self.artifact;
        let module = &*artifact.module;
        let start = self.file.len();
        self.part(Part::FunctionTypes, module.functions.as_bytes())?;
        self.part(Part::Escaping, module.escaping.as_bytes())?;
        self.part(Part::ExportsByName, artifact.exports_by_name.as_bytes())?;
        for element in &module.elements {
            if let ElementItems::Functions(functions) = &element.items {
                let start = self.file.len();
                self.file.put(functions.as_bytes())?;
                places.element_functions.push(start..self.file.len());
            }
        }
        self.section(".windlass.tables", start, Section::DATA)?;
        let start = self.file.len();
        self.part(Part::Entries, artifact.functions.as_bytes())?;
        self.section(".windlass.functions", start, Section::DATA)?;
        let start = self.file.len();
        self.part(Part::Sites, &artifact.sites)?;
        self.section(".windlass.sites", start, Section::DATA)?;
        let start = self.file.len();
        self.part(Part::HandlerIndex, artifact.handlers.index.as_bytes())?;
        self.part(Part::Handlers, &artifact.handlers.bytes)?;
        self.section(".windlass.handlers", start, Section::DATA)?;
        let start = self.file.len();
        self.part(Part::NameEntries, module.function_names.entries.as_bytes())?;
        self.part(Part::NameText, &module.function_names.text)?;
        self.section(".windlass.names", start, Section::DATA)
    }

    /// Writes a part that the loader must find.
    fn part(&mut self, part: Part, bytes: &[u8]) -> Result<(), OutOfMemory> {
        let start = self.file.len();
        self.file.put(bytes)?;
        self.parts.push((part, start..self.file.len()));
        Ok(())
    }

    /// Writes the dynamic symbols: the exported functions, as for a dynamic linker. Returns the entries of the dynamic
    /// section.
    fn dynamic_symbols(&mut self, symbols: &Symbols<'_>, text: SectionIndex) -> Result<[(u64, u64); 5], OutOfMemory> {
        const TAGS: [u64; 5] = [4, 6, 11, 5, 10];
        // The undefined symbol comes first. Names with a NUL cannot be expressed, and are omitted.
        let named: Vec<_> = symbols.exported().iter().filter(|(_, name)| !name.contains('\0')).copied().collect();
        let hash_at = self.file.len();
        let names = named.iter().map(|(_, name)| *name);
        let all: Vec<&str> = core::iter::once("").chain(names).collect();
        self.file.put(&elf::hash_table(all.iter().copied()))?;
        let table = self.sections.next() + 1;
        let hash = Section { ty: elf::HASH, link: table, entry_size: 4, ..Section::DATA };
        self.section(".hash", hash_at, hash)?;

        let symbols_at = self.file.len();
        self.file.put(&[0; SYMBOL])?;
        let mut name_at = 1;
        for &(position, name) in &named {
            self.file.put(&elf::function_symbol(name_at, true, text, symbols.place(position)))?;
            name_at += name.len() as u32 + 1;
        }
        let section = Section { ty: elf::DYNSYM, link: table + 1, info: 1, entry_size: SYMBOL as u64, ..Section::DATA };
        self.section(".dynsym", symbols_at, section)?;

        let strings_at = self.file.len();
        for name in all {
            self.file.put(name.as_bytes())?;
            self.file.put(&[0])?;
        }
        let strings_len = self.file.len() - strings_at;
        self.section(".dynstr", strings_at, Section { ty: elf::STRTAB, align: 1, ..Section::DATA })?;
        let values = [hash_at, symbols_at, SYMBOL, strings_at, strings_len];
        Ok(core::array::from_fn(|i| (TAGS[i], values[i] as u64)))
    }

    /// Writes the section table, and the headers at the start of the file. Returns the file's length.
    fn headers(mut self, segments: &Segments) -> Result<usize, CompileError> {
        let (sections, sections_at, count) = self.sections.finish(self.file.len());
        self.file.put(&sections)?;
        let len = offset(self.file.len())?;

        let machine = self.target.machine();
        let text = TEXT_AT..TEXT_AT + self.artifact.code_len;
        let programs = [
            (elf::PT_LOAD, elf::R, 0..HEADER_AT + size_of::<Header>()),
            (elf::PT_LOAD, elf::R | elf::X, text),
            (elf::PT_LOAD, elf::R, segments.read_only.clone()),
            (elf::PT_LOAD, elf::R | elf::W, segments.dynamic.clone()),
            (elf::PT_DYNAMIC, elf::R | elf::W, segments.dynamic.clone()),
            (elf::PT_GNU_EH_FRAME, elf::R, segments.frames_index.clone()),
            (elf::PT_GNU_STACK, elf::R | elf::W, 0..0),
        ];
        let mut start = elf::file_header(machine.isa.elf_machine(), programs.len() as u16, sections_at, count);
        for (ty, rights, place) in programs {
            start.extend_from_slice(&elf::program_header(ty, rights, place));
        }
        let file = self.file.bytes_mut();
        file[..start.len()].copy_from_slice(&start);
        let mut header = Header::new(&machine, &self.artifact.options, len);
        for (part, place) in self.parts {
            header.set_part(part, place);
        }
        header.seal(file);
        Ok(file.len())
    }
}

/// Converts a file offset, which must be below 4 GiB.
fn offset(at: usize) -> Result<u32, CompileError> {
    u32::try_from(at)
        .map_err(|_| CompileError::TooLarge { what: "the compiled file, more than 4 GiB".into(), offset: 0 })
}
