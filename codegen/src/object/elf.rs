//! The structures of 64-bit ELF files that we write. Names are those of the specification (gABI).

use alloc::vec::Vec;
use core::ops::Range;

use windlass_isa::Isa;

use super::header::PAGE;

/// Section types.
pub(super) const PROGBITS: u32 = 1;
pub(super) const SYMTAB: u32 = 2;
pub(super) const STRTAB: u32 = 3;
pub(super) const HASH: u32 = 5;
pub(super) const DYNAMIC: u32 = 6;
pub(super) const NOTE: u32 = 7;
pub(super) const DYNSYM: u32 = 11;

/// Section flags.
pub(super) const WRITE: u64 = 1;
pub(super) const ALLOC: u64 = 2;
pub(super) const EXECUTE: u64 = 4;

/// Segment types.
pub(super) const PT_LOAD: u32 = 1;
pub(super) const PT_DYNAMIC: u32 = 2;
pub(super) const PT_GNU_EH_FRAME: u32 = 0x6474_e550;
pub(super) const PT_GNU_STACK: u32 = 0x6474_e551;

/// Segment permissions.
pub(super) const X: u32 = 1;
pub(super) const W: u32 = 2;
pub(super) const R: u32 = 4;

/// Structure sizes in bytes.
pub(super) const FILE_HEADER: usize = 64;
pub(super) const PROGRAM_HEADER: usize = 56;
const SECTION_HEADER: usize = 64;
pub(super) const SYMBOL: usize = 24;

/// The section index of undefined symbols.
const UNDEFINED: u16 = 0;

/// A section index, in the order of the file, starting at 1.
pub(super) type SectionIndex = u16;

/// A section table under construction.
pub(super) struct Sections {
    headers: Vec<u8>,
    names: Vec<u8>,
    count: SectionIndex,
}

/// The attributes of a section, besides name and position.
#[derive(Clone, Copy)]
pub(super) struct Section {
    pub(super) ty: u32,
    pub(super) flags: u64,
    pub(super) link: SectionIndex,
    pub(super) info: u32,
    pub(super) align: u64,
    pub(super) entry_size: u64,
}

impl Section {
    /// Bytes that are loaded.
    pub(super) const DATA: Section =
        Section { ty: PROGBITS, flags: ALLOC, link: UNDEFINED, info: 0, align: 8, entry_size: 0 };
}

impl Sections {
    /// A table with the initial null section.
    pub(super) fn new() -> Sections {
        let mut sections = Sections { headers: Vec::new(), names: Vec::new(), count: 0 };
        sections.add("", 0..0, Section { ty: 0, flags: 0, align: 0, ..Section::DATA });
        sections
    }

    /// Adds the section at `place` in the file, which is also its address if it is loaded.
    pub(super) fn add(&mut self, name: &str, place: Range<usize>, section: Section) -> SectionIndex {
        let address = if section.flags & ALLOC != 0 { place.start } else { 0 };
        let h = &mut self.headers;
        h.extend_from_slice(&(self.names.len() as u32).to_le_bytes());
        h.extend_from_slice(&section.ty.to_le_bytes());
        for word in [section.flags, address as u64, place.start as u64, place.len() as u64] {
            h.extend_from_slice(&word.to_le_bytes());
        }
        h.extend_from_slice(&u32::from(section.link).to_le_bytes());
        h.extend_from_slice(&section.info.to_le_bytes());
        h.extend_from_slice(&section.align.to_le_bytes());
        h.extend_from_slice(&section.entry_size.to_le_bytes());
        self.names.extend_from_slice(name.as_bytes());
        self.names.push(0);
        self.count += 1;
        self.count - 1
    }

    /// The index of the next section.
    pub(super) fn next(&self) -> SectionIndex {
        self.count
    }

    /// Adds the section with the names of all sections, to be written at `at` and followed by the headers. Returns
    /// both, and the position of the headers.
    pub(super) fn finish(mut self, at: usize) -> (Vec<u8>, usize, SectionIndex) {
        const NAME: &str = ".shstrtab";
        let len = self.names.len() + NAME.len() + 1;
        self.add(NAME, at..at + len, Section { ty: STRTAB, flags: 0, align: 1, ..Section::DATA });
        let mut bytes = self.names;
        let headers_at = (at + len).next_multiple_of(8);
        bytes.resize(headers_at - at, 0);
        bytes.extend_from_slice(&self.headers);
        (bytes, headers_at, self.count)
    }
}

/// The file header of a shared object, followed by `programs` program headers; the sections are as returned by
/// [`Sections::finish`].
pub(super) fn file_header(machine: u16, programs: u16, sections_at: usize, sections: SectionIndex) -> Vec<u8> {
    const IDENT: [u8; 16] = [0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const DYN: u16 = 3;
    let mut header = IDENT.to_vec();
    header.extend_from_slice(&DYN.to_le_bytes());
    header.extend_from_slice(&machine.to_le_bytes());
    header.extend_from_slice(&1u32.to_le_bytes());
    // No entry point; the program headers; the section headers; no flags.
    for word in [0, FILE_HEADER as u64, sections_at as u64] {
        header.extend_from_slice(&word.to_le_bytes());
    }
    header.extend_from_slice(&0u32.to_le_bytes());
    let sizes = [FILE_HEADER as u16, PROGRAM_HEADER as u16, programs, SECTION_HEADER as u16, sections, sections - 1];
    sizes.iter().for_each(|half| header.extend_from_slice(&half.to_le_bytes()));
    header
}

/// A program header for the part of the file at `place`, which is also its address.
pub(super) fn program_header(ty: u32, rights: u32, place: Range<usize>) -> Vec<u8> {
    let align = if ty == PT_LOAD { PAGE } else { 8 };
    let mut header = Vec::with_capacity(PROGRAM_HEADER);
    header.extend_from_slice(&ty.to_le_bytes());
    header.extend_from_slice(&rights.to_le_bytes());
    let (start, len) = (place.start as u64, place.len() as u64);
    [start, start, start, len, len, align as u64].iter().for_each(|word| header.extend_from_slice(&word.to_le_bytes()));
    header
}

/// A symbol for a function. `name` is its offset in the string table.
pub(super) fn function_symbol(name: u32, is_global: bool, section: SectionIndex, code: Range<usize>) -> [u8; SYMBOL] {
    const FUNC: u8 = 2;
    let mut symbol = [0; SYMBOL];
    symbol[..4].copy_from_slice(&name.to_le_bytes());
    symbol[4] = u8::from(is_global) << 4 | FUNC;
    symbol[6..8].copy_from_slice(&section.to_le_bytes());
    symbol[8..16].copy_from_slice(&(code.start as u64).to_le_bytes());
    symbol[16..].copy_from_slice(&(code.len() as u64).to_le_bytes());
    symbol
}

/// The entries of a dynamic section, terminated by an empty one.
pub(super) fn dynamic(entries: &[(u64, u64)]) -> Vec<u8> {
    entries
        .iter()
        .chain(&[(0, 0)])
        .flat_map(|(tag, value)| [tag.to_le_bytes(), value.to_le_bytes()])
        .flatten()
        .collect()
}

/// The hash table of symbols with these names; the first is the undefined symbol.
pub(super) fn hash_table<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> Vec<u8> {
    let count = names.len();
    let buckets = count.max(1);
    let mut words = alloc::vec![0u32; 2 + buckets + count];
    (words[0], words[1]) = (buckets as u32, count as u32);
    for (symbol, name) in names.enumerate().skip(1) {
        // Insert the symbol at the start of its chain.
        let bucket = 2 + hash(name) as usize % buckets;
        words[2 + buckets + symbol] = words[bucket];
        words[bucket] = symbol as u32;
    }
    words.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// The hash function of the specification.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0, |hash: u32, byte| {
        let hash = (hash << 4).wrapping_add(byte.into());
        (hash ^ (hash & 0xf000_0000) >> 24) & 0x0fff_ffff
    })
}

/// The note with the property that indirect branches lead to landing pads: `NT_GNU_PROPERTY_TYPE_0`.
pub(super) fn branch_protection(isa: Isa) -> Option<[u8; 32]> {
    let (property, landing_pads) = match isa {
        // GNU_PROPERTY_X86_FEATURE_1_AND and _IBT, GNU_PROPERTY_AARCH64_FEATURE_1_AND and _BTI
        Isa::X86_64 => (0xc000_0002u32, 1),
        Isa::Aarch64 => (0xc000_0000, 1),
        _ => return None,
    };
    let (name_len, description_len, ty, value_len) = (4, 16, 5, 4);
    let mut note = [0; 32];
    let name = u32::from_le_bytes(*b"GNU\0");
    let words = [name_len, description_len, ty, name, property, value_len, landing_pads, 0];
    for (bytes, word) in note.chunks_exact_mut(4).zip(words) {
        bytes.copy_from_slice(&word.to_le_bytes());
    }
    Some(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hash_as_the_specification_says() {
        assert_eq!((hash(""), hash("printf"), hash("syscall")), (0, 0x0779_05a6, 0x0b09_985c));
    }
}
