//! What is assembled: the state of an assembler that is the same on every machine.

use alloc::vec::Vec;

use crate::buffer::CodeBuffer;
use crate::constants::PlacedConstants;
use crate::dead::DeadRegs;
use crate::label::{EntryLabel, Label, Labels};
use crate::operand::Site;
use crate::out_of_line::OutOfLine;
use crate::sites::SiteWriter;
use crate::trap::TrapCode;

/// The parts of an assembler that are the same on every machine.
#[derive(Debug)]
pub struct Assembly<'m> {
    /// The code.
    pub buffer: CodeBuffer<'m>,
    /// The labels of the function that is being compiled.
    pub labels: Labels,
    /// The entries of all functions of the module.
    pub entries: Labels<EntryLabel>,
    /// The sites of all functions so far.
    pub sites: SiteWriter,
    /// The traps of the function, whose code comes after its body.
    pub traps: Vec<OutOfLine<Trap>>,
    /// The stubs of functions that are compiled when they are called. None by default.
    pub stubs: Stubs,
    /// Bytes by which the stack pointer is below where the prologue left it: stack arguments of a call under way.
    pub pushed: u32,
    /// Whether traps are calls of the runtime, rather than faults of the hardware, and whatever would fault is compared first.
    pub explicit_traps: bool,
    /// Whether what is compared with a bound is clamped by a conditional move after the branch, so that a processor that
    /// predicts the branch wrongly does not get beyond the bound.
    pub spectre_mitigation: bool,
    /// Whether an indirect branch leads to an instruction that says so: `endbr64`, or `bti`.
    pub branch_protection: bool,
    /// The registers that nothing may read, in debug builds.
    pub dead: DeadRegs,
    /// The constants that earlier functions of the chunk left in the code.
    pub constants: PlacedConstants,
    /// The vector constants of the function, to be referred to by number. The first is zero.
    pub vectors: Vec<u128>,
}

/// What the offset of a chunk is a multiple of, and the most that code may ask to be aligned to.
pub const CHUNK_ALIGNMENT: u32 = 16;

/// How many of the last vector constants are searched for an equal one.
const SEARCHED: usize = 16;

impl<'m> Assembly<'m> {
    /// An assembly of a module with `functions` functions, writing to `buffer`.
    pub fn new(buffer: CodeBuffer<'m>, functions: usize) -> Assembly<'m> {
        let mut entries = Labels::default();
        entries.reset(functions);
        let (labels, sites) = (Labels::default(), SiteWriter::default());
        let stubs = Stubs::default();
        let constants = PlacedConstants::default();
        Assembly {
            buffer,
            labels,
            entries,
            sites,
            traps: Vec::new(),
            stubs,
            pushed: 0,
            explicit_traps: false,
            spectre_mitigation: false,
            branch_protection: false,
            dead: DeadRegs::default(),
            constants,
            vectors: alloc::vec![0],
        }
    }

    /// Begins a chunk of functions: their code is the same wherever the chunk is, even where it aligns something, and
    /// refers to nothing in front of it but functions.
    pub fn begin_chunk(&mut self) {
        self.constants.clear();
        while !self.buffer.len().is_multiple_of(CHUNK_ALIGNMENT) {
            self.buffer.put_short(0, 1);
        }
    }

    /// Forgets the code, and goes on at offset `origin`.
    pub fn restart(&mut self, origin: u32) {
        self.constants.clear();
        self.buffer.restart(origin);
    }

    /// Forgets everything that was assembled, for the same number of functions.
    pub fn clear(&mut self) {
        self.restart(0);
        self.entries.reset(self.entries.len());
        self.sites.truncate(0);
    }

    /// The number of a vector constant.
    pub fn vector(&mut self, bits: u128) -> i64 {
        let recent = self.vectors.len().saturating_sub(SEARCHED);
        let known = match bits {
            0 => Some(0),
            _ => self.vectors[recent..].iter().position(|v| *v == bits).map(|i| recent + i),
        };
        let number = known.unwrap_or_else(|| {
            self.vectors.push(bits);
            self.vectors.len() - 1
        });
        number as i64
    }

    /// A label to jump to for a trap, whose code comes after the body of the function.
    pub fn trap_label(&mut self, code: TrapCode, site: Site) -> Label {
        // An operator may have several reasons for the same trap.
        let trap = Trap { code, site };
        if let Some(last) = self.traps.last()
            && last.what == trap
        {
            return last.enter;
        }
        let code = OutOfLine::leaving(trap, &mut self.labels, self.pushed);
        self.traps.push(code);
        code.enter
    }

    /// Records that the call that was just emitted belongs to the operator at `site`.
    pub fn record_call(&mut self, site: Site) {
        self.sites.record_pushed(self.pushed);
        // Inside the call, so that it is not taken for a site of the next instruction.
        self.sites.record(self.buffer.len() - 1, site.offset());
    }

    /// Gives the reason for which the access that is recorded next traps if it faults.
    pub fn record_fault(&mut self, reason: TrapCode) {
        self.sites.record_pushed(self.pushed);
        self.sites.record_reason(reason);
    }

    /// Records that the instruction that is emitted next belongs to the operator at `site`.
    #[inline]
    pub fn record(&mut self, site: Site) {
        self.sites.record(self.buffer.len(), site.offset());
    }
}

/// Functions that are not compiled yet. The code begins with their stubs; an entry that is bound to a stub is that of such
/// a function, and its address is in its slot.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stubs {
    /// The code offset after the stubs.
    pub end: u32,
    /// The code offset of the slot of the first function; the others follow, eight bytes each.
    pub slots: i32,
}

/// A trap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trap {
    /// Why.
    pub code: TrapCode,
    /// The operator.
    pub site: Site,
}
