//! The header of a file.

use core::mem::offset_of;
use core::ops::Range;

use windlass_isa::{Isa, Machine};

use super::checksum::checksum;
use super::error::ObjectError;
use super::version::{FORMAT, VERSION};
use crate::artifact::{GUARD_SIZE, GUARDED_RESERVATION, GUARDED_RESERVATION_64, Options, STACK_GUARD_SIZE};
use crate::table::Plain;

/// The offset of the header in the file: after the ELF header and eight program headers.
pub const HEADER_AT: usize = 0x200;

/// The offset of the code in the file.
pub const TEXT_AT: usize = PAGE;

/// The alignment of parts with different access rights. A machine with larger pages must copy them.
pub const PAGE: usize = 4 << 10;

const MAGIC: [u8; 8] = *b"windlass";

/// The number for Linux, the only operating system so far.
const LINUX: u8 = 1;

/// The parts of a file that the loader must find, in the order of [`Header::parts`].
#[derive(Clone, Copy)]
pub(super) enum Part {
    Text,
    Structure,
    FunctionTypes,
    Entries,
    Escaping,
    ExportsByName,
    Sites,
    HandlerIndex,
    Handlers,
    NameEntries,
    NameText,
}

/// The number of parts.
const PARTS: usize = 11;

/// The location of a part in the file.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub(super) struct Place {
    pub(super) start: u32,
    pub(super) len: u32,
}

impl Place {
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// The header: the machine and build that the file is for, and the locations of its parts.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Header {
    magic: [u8; 8],
    format: u32,
    isa: u8,
    os: u8,
    reserved: [u8; 2],
    /// The version of Windlass, padded with zeroes.
    version: [u8; 24],
    cpu_features: u64,
    /// [`EXPLICIT_BOUNDS_CHECKS`] and the like.
    options: u32,
    /// [`PAGE`].
    page: u32,
    reservation: u64,
    /// That of a memory with 64-bit addresses.
    reservation_64: u64,
    guard: u64,
    stack_guard: u32,
    file_len: u32,
    parts: [Place; PARTS],
    /// The checksum of the header up to this field and of the structure.
    metadata_checksum: u64,
    /// The checksum of the file except this field.
    file_checksum: u64,
}

// SAFETY: the structure consists of integers without padding, as the assertion checks.
unsafe impl Plain for Header {}

const _: () = assert!(size_of::<Header>() == 104 + PARTS * 8 && HEADER_AT + size_of::<Header>() <= TEXT_AT);

/// Bits of [`Header::options`].
const EXPLICIT_BOUNDS_CHECKS: u32 = 1;
const RELAXED_SIMD_DETERMINISTIC: u32 = 2;
const EXPLICIT_TRAPS: u32 = 4;
const SPECTRE_MITIGATION: u32 = 8;
const BRANCH_PROTECTION: u32 = 16;
const CLAMPED_MEMORIES: u32 = 32;
const CONSUME_FUEL: u32 = 64;

/// The location of the checksum of the file.
const FILE_CHECKSUM_AT: usize = HEADER_AT + offset_of!(Header, file_checksum);

impl Header {
    /// The unchecked header of the file `bytes`. `None` if it is not a compiled module.
    pub(super) fn of(bytes: &[u8]) -> Option<Header> {
        let header = bytes.get(HEADER_AT..HEADER_AT + size_of::<Header>())?;
        // SAFETY: that many bytes exist, and any bytes are a valid header.
        let header = unsafe { header.as_ptr().cast::<Header>().read_unaligned() };
        (bytes.starts_with(b"\x7fELF") && header.magic == MAGIC).then_some(header)
    }

    /// Whether a file that begins with `bytes` is a compiled module.
    pub(super) fn detect(bytes: &[u8]) -> bool {
        bytes.starts_with(b"\x7fELF") && bytes.get(HEADER_AT..HEADER_AT + MAGIC.len()) == Some(&MAGIC)
    }

    /// The location of a part.
    pub(super) fn part(&self, part: Part) -> Range<usize> {
        self.parts[part as usize].range()
    }

    /// The CPU features that the code may use.
    pub(super) fn cpu_features(&self) -> u64 {
        self.cpu_features
    }

    /// The options that the code was compiled with.
    pub(super) fn options(&self) -> Options {
        Options {
            explicit_bounds_checks: self.options & EXPLICIT_BOUNDS_CHECKS != 0,
            relaxed_simd_deterministic: self.options & RELAXED_SIMD_DETERMINISTIC != 0,
            explicit_traps: self.options & EXPLICIT_TRAPS != 0,
            spectre_mitigation: self.options & SPECTRE_MITIGATION != 0,
            clamped_memories: self.options & CLAMPED_MEMORIES != 0,
            branch_protection: self.options & BRANCH_PROTECTION != 0,
            consume_fuel: self.options & CONSUME_FUEL != 0,
        }
    }

    /// Checks that this build can use the file `bytes` on `machine`, and verifies the checksum of the header and the structure.
    ///
    /// # Errors
    /// Returns the first problem.
    pub(super) fn check(&self, bytes: &[u8], machine: &Machine) -> Result<(), ObjectError> {
        if self.format != FORMAT {
            return Err(ObjectError::Format(self.format));
        }
        let version = self.version.split(|byte| *byte == 0).next().unwrap_or_default();
        if version != VERSION.as_bytes() {
            let shown = |byte: &u8| if byte.is_ascii_graphic() { char::from(*byte) } else { '?' };
            return Err(ObjectError::Version(version.iter().map(shown).collect()));
        }
        if self.isa != machine.isa as u8 {
            return Err(ObjectError::Isa(Isa::ALL.iter().copied().find(|isa| *isa as u8 == self.isa)));
        }
        if self.os != LINUX {
            return Err(ObjectError::OperatingSystem);
        }
        if self.file_len as usize != bytes.len() {
            return Err(ObjectError::Length { is: bytes.len(), should_be: self.file_len as usize });
        }
        let structure = bytes.get(self.part(Part::Structure)).ok_or(ObjectError::Damaged("it has no structure"))?;
        if metadata_checksum(&bytes[HEADER_AT..], structure) != self.metadata_checksum {
            return Err(ObjectError::Checksum("its metadata"));
        }
        let missing = self.cpu_features & !machine.cpu_features;
        if missing != 0 {
            return Err(ObjectError::CpuFeatures(machine.names_of(missing)));
        }
        let guarded = self.options & EXPLICIT_BOUNDS_CHECKS == 0;
        let reservations = [self.reservation, self.reservation_64, self.guard];
        let are_others =
            reservations != [GUARDED_RESERVATION, GUARDED_RESERVATION_64, GUARD_SIZE].map(|size| size as u64);
        if (guarded && are_others) || self.stack_guard as usize != STACK_GUARD_SIZE {
            return Err(ObjectError::Reservations);
        }
        if self.page as usize != PAGE {
            return Err(ObjectError::Damaged("the size of its pages"));
        }
        Ok(())
    }

    /// Checks the checksum of the whole file `bytes`.
    ///
    /// # Errors
    /// Fails if it is wrong.
    pub(super) fn check_file(&self, bytes: &[u8]) -> Result<(), ObjectError> {
        match file_checksum(bytes) == self.file_checksum {
            true => Ok(()),
            false => Err(ObjectError::Checksum("the file")),
        }
    }
}

fn metadata_checksum(header: &[u8], structure: &[u8]) -> u64 {
    checksum(&[&header[..offset_of!(Header, metadata_checksum)], structure])
}

fn file_checksum(bytes: &[u8]) -> u64 {
    checksum(&[&bytes[..FILE_CHECKSUM_AT], &bytes[FILE_CHECKSUM_AT + 8..]])
}

#[cfg(feature = "compiler")]
impl Header {
    /// The header of a file of `file_len` bytes for `machine`, without checksums: see [`Header::seal`].
    pub(super) fn new(machine: &Machine, options: &Options, file_len: u32) -> Header {
        let mut version = [0; 24];
        version[..VERSION.len()].copy_from_slice(VERSION.as_bytes());
        let bits = [
            (options.explicit_bounds_checks, EXPLICIT_BOUNDS_CHECKS),
            (options.relaxed_simd_deterministic, RELAXED_SIMD_DETERMINISTIC),
            (options.explicit_traps, EXPLICIT_TRAPS),
            (options.spectre_mitigation, SPECTRE_MITIGATION),
            (options.clamped_memories, CLAMPED_MEMORIES),
            (options.branch_protection, BRANCH_PROTECTION),
            (options.consume_fuel, CONSUME_FUEL),
        ];
        Header {
            magic: MAGIC,
            format: FORMAT,
            isa: machine.isa as u8,
            os: LINUX,
            reserved: [0; 2],
            version,
            cpu_features: machine.cpu_features,
            options: bits.into_iter().filter(|(is_set, _)| *is_set).map(|(_, bit)| bit).sum(),
            page: PAGE as u32,
            reservation: GUARDED_RESERVATION as u64,
            reservation_64: GUARDED_RESERVATION_64 as u64,
            guard: GUARD_SIZE as u64,
            stack_guard: STACK_GUARD_SIZE as u32,
            file_len,
            parts: [Place::default(); PARTS],
            metadata_checksum: 0,
            file_checksum: 0,
        }
    }

    /// Sets the location of a part.
    pub(super) fn set_part(&mut self, part: Part, place: Range<usize>) {
        self.parts[part as usize] = Place { start: place.start as u32, len: place.len() as u32 };
    }

    /// Writes the header with its checksums to the complete file. All parts must be set.
    pub(super) fn seal(mut self, file: &mut [u8]) {
        let write = |file: &mut [u8], header: Header| {
            file[HEADER_AT..][..size_of::<Header>()]
                .copy_from_slice(crate::table::Table::from(alloc::vec![header]).as_bytes());
        };
        write(file, self);
        let structure = file.get(self.part(Part::Structure)).unwrap_or_default();
        self.metadata_checksum = metadata_checksum(&file[HEADER_AT..], structure);
        write(file, self);
        self.file_checksum = file_checksum(file);
        write(file, self);
    }
}
