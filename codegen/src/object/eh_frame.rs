//! Unwind tables for debuggers and profilers: `.eh_frame`, in the format of DWARF, and its index, `.eh_frame_hdr`.
//! Epilogues are not described: they contain no traps or calls.

use alloc::vec::Vec;

use windlass_isa::{Step, Target};
use windlass_masm::OutOfMemory;
use windlass_masm::vm::{Assignment, Place};

use super::file_buffer::FileBuffer;
use super::header::TEXT_AT;
use crate::artifact::{Artifact, FunctionEntry};
use crate::types::{FuncType, ValType};

/// Opcodes of call frame instructions.
const ADVANCE: u8 = 0x40;
const OFFSET: u8 = 0x80;
const ADVANCE1: u8 = 0x02;
const ADVANCE2: u8 = 0x03;
const DEF_CFA: u8 = 0x0c;
const DEF_CFA_OFFSET: u8 = 0x0e;
const NOP: u8 = 0;

/// Pointer encodings: a signed 4-byte distance from the pointer itself; an unsigned 4-byte integer; a signed 4-byte
/// distance from the start of the index.
const FROM_HERE: u8 = 0x1b;
const UNSIGNED: u8 = 0x03;
const FROM_INDEX: u8 = 0x3b;

/// The negated data alignment factor.
const WORD: u32 = 8;

/// The length of the index for this many functions, in bytes.
fn index_len(functions: usize) -> usize {
    12 + functions * 8
}

/// Writes the index, directly followed by the frames of all functions. Returns where the frames start.
pub(super) fn put(artifact: &Artifact, target: Target, file: &mut FileBuffer<'_>) -> Result<usize, OutOfMemory> {
    let index_at = file.len();
    let functions = artifact.functions.len();
    file.zeroes(index_len(functions))?;
    file.align(8)?;
    let frames_at = file.len();
    let distance = |to: usize, from: usize| (to as i64 - from as i64) as i32;
    let mut index = Vec::with_capacity(12);
    index.extend_from_slice(&[1, FROM_HERE, UNSIGNED, FROM_INDEX]);
    index.extend_from_slice(&distance(frames_at, index_at + 4).to_le_bytes());
    index.extend_from_slice(&(functions as u32).to_le_bytes());
    file.bytes_mut()[index_at..][..12].copy_from_slice(&index);

    file.put(&common(target))?;
    let mut entry = Vec::new();
    for (position, function) in artifact.functions.iter().enumerate() {
        let at = file.len();
        let code_at = TEXT_AT + function.start as usize;
        let index = [distance(code_at, index_at), distance(at, index_at)];
        for (i, word) in index.into_iter().enumerate() {
            file.bytes_mut()[index_at + index_len(position) + i * 4..][..4].copy_from_slice(&word.to_le_bytes());
        }
        entry.clear();
        // The length (filled in later), the distance back to the CIE, the code range, and no augmentation data.
        entry.extend_from_slice(&[0; 4]);
        entry.extend_from_slice(&((at + 4 - frames_at) as u32).to_le_bytes());
        entry.extend_from_slice(&distance(code_at, at + 8).to_le_bytes());
        entry.extend_from_slice(&(function.end - function.start).to_le_bytes());
        entry.push(0);
        let ty = artifact.module.func_type(artifact.module.imported_functions + position as u32);
        let code = &file.bytes_mut()[code_at..TEXT_AT + function.end as usize];
        instructions(function, ty, code, target, &mut entry);
        finish(&mut entry);
        file.put(&entry)?;
    }
    // An empty entry terminates the section.
    file.put(&[0; 4])?;
    Ok(frames_at)
}

/// The CIE, common to all functions.
fn common(target: Target) -> Vec<u8> {
    let unwinding = target.unwinding();
    let mut entry = Vec::from([0; 8]);
    entry.push(1);
    entry.extend_from_slice(b"zR\0");
    leb(unwinding.code_alignment.into(), &mut entry);
    // -8, as signed LEB128.
    entry.push(0x80 - WORD as u8);
    leb(unwinding.return_address.into(), &mut entry);
    entry.extend_from_slice(&[1, FROM_HERE]);
    entry.extend_from_slice(&[DEF_CFA, unwinding.stack_pointer, unwinding.pushed_by_call]);
    if unwinding.pushed_by_call > 0 {
        entry.extend_from_slice(&[OFFSET | unwinding.return_address, unwinding.pushed_by_call / WORD as u8]);
    }
    finish(&mut entry);
    entry
}

/// Completes an entry: pads it and sets its length.
fn finish(entry: &mut Vec<u8>) {
    entry.resize(entry.len().next_multiple_of(8), NOP);
    let len = entry.len() as u32 - 4;
    entry[..4].copy_from_slice(&len.to_le_bytes());
}

/// Writes the call frame instructions for a function's prologue.
fn instructions(function: &FunctionEntry, ty: &FuncType, code: &[u8], target: Target, to: &mut Vec<u8>) {
    let unwinding = target.unwinding();
    // The caller's stack pointer is above the arguments, which the function pops, and above the results.
    let above = u32::from(function.stack_args) + result_words(ty) * WORD;
    let at_entry = u32::from(unwinding.pushed_by_call) + above;
    if above > 0 {
        def_cfa_offset(at_entry, to);
        if unwinding.pushed_by_call > 0 {
            offset(unwinding.return_address, at_entry, to);
        }
    }
    let mut now = 0;
    for step in target.prologue(code, function.frame_size).steps {
        advance((step.at() - now) / u32::from(unwinding.code_alignment), to);
        now = step.at();
        match step {
            Step::Frame { size, .. } => def_cfa_offset(at_entry + size, to),
            Step::Saved { register, below, .. } => offset(register, at_entry + below, to),
        }
    }
}

/// The number of stack words for the results of a function.
fn result_words(ty: &FuncType) -> u32 {
    let mut places = Assignment::results();
    for &ty in ty.results() {
        let _: Place = match ty.is_int() {
            true => places.int(),
            false => places.float(ty == ValType::V128),
        };
    }
    places.stack_words()
}

/// Advances the location by this many units.
fn advance(units: u32, to: &mut Vec<u8>) {
    match units {
        0 => {}
        1..0x40 => to.push(ADVANCE | units as u8),
        0x40..0x100 => to.extend_from_slice(&[ADVANCE1, units as u8]),
        _ => {
            to.push(ADVANCE2);
            to.extend_from_slice(&(units as u16).to_le_bytes());
        }
    }
}

fn def_cfa_offset(bytes: u32, to: &mut Vec<u8>) {
    to.push(DEF_CFA_OFFSET);
    leb(bytes, to);
}

/// A register is saved this many bytes below the canonical frame address.
fn offset(register: u8, below: u32, to: &mut Vec<u8>) {
    to.push(OFFSET | register);
    leb(below / WORD, to);
}

/// Encodes unsigned LEB128.
fn leb(mut value: u32, to: &mut Vec<u8>) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}
