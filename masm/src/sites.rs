//! Sites: the table that maps a code offset to a module offset and to the reason of a fault there.
//!
//! A site is an instruction that can trap, or the last byte of a call, one before the return address. Most sites take two bytes: the
//! distance from the previous site in the code, then the distance in the module. Both start at the start of the function. A
//! function's sites are ordered by code offset and followed by those of the next function, so a search stops at the end of the
//! function's code.
//!
//! An access that faults is out of bounds of a memory unless a byte before its site gives another reason. If stack arguments are
//! reserved at a site, their size also precedes it: a backtrace must find the frame above them.

use alloc::vec::Vec;

use crate::trap::TrapCode;

/// The code distance does not fit: four bytes with the distance follow.
const WIDE_CODE: u8 = 0xff;
/// Bytes from here up to [`WIDE_CODE`] are the number of a [`TrapCode`], the reason of the site that follows.
const REASON: u8 = 0xf0;
const _: () = assert!(TrapCode::ALL.len() < (WIDE_CODE - REASON) as usize);
/// Two bytes follow with the number of words of stack arguments at the site that follows.
const PUSHED: u8 = 0xef;
/// Smaller bytes are a distance in the code.
const DISTANCES: u32 = PUSHED as u32;
/// The distance in the module does not fit in a signed byte: four bytes follow.
const WIDE_WASM: u8 = 0x80;

/// The number of the reason that a byte before a site gives, if it gives one.
fn reason(byte: u8) -> Option<u8> {
    (byte >= REASON && byte != WIDE_CODE).then(|| byte - REASON)
}

/// A decoded site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedSite {
    /// Its code offset, or, for a call, that of its last byte.
    pub code: u32,
    /// The offset in the module of the operator that it belongs to.
    pub wasm: u32,
    /// The reason of the trap if the instruction faults on a memory access.
    pub fault: TrapCode,
    /// Bytes of stack arguments and results that have been reserved for a call: the frame of the function is above them.
    pub pushed: u32,
}

/// Collects the sites of the functions of a module.
#[derive(Debug, Default)]
pub struct SiteWriter {
    bytes: Vec<u8>,
    code: u32,
    wasm: u32,
    /// Whether the prefix of a site was written, but not the site itself.
    #[cfg(debug_assertions)]
    is_prefix_pending: bool,
}

impl SiteWriter {
    /// Begins a function. Returns the position of its sites.
    pub fn begin(&mut self, code_start: u32, wasm_start: u32) -> u32 {
        self.assert_no_prefix();
        self.code = code_start;
        self.wasm = wasm_start;
        self.bytes.len() as u32
    }

    /// Sets the size of the stack arguments at the next site in bytes, a multiple of 8.
    #[inline]
    pub fn record_pushed(&mut self, bytes: u32) {
        if bytes != 0 {
            self.record_words(bytes / 8);
        }
    }

    #[cold]
    fn record_words(&mut self, words: u32) {
        self.assert_no_prefix();
        // More than functions may have: see `MAX_STACK_WORDS`.
        let [low, high] = u16::try_from(words).unwrap_or(u16::MAX).to_le_bytes();
        self.bytes.extend_from_slice(&[PUSHED, low, high]);
        #[cfg(debug_assertions)]
        {
            self.is_prefix_pending = true;
        }
    }

    /// Sets the reason of a fault at the next site.
    pub fn record_reason(&mut self, fault: TrapCode) {
        self.bytes.push(REASON | fault as u8);
        #[cfg(debug_assertions)]
        {
            self.is_prefix_pending = true;
        }
    }

    fn assert_no_prefix(&self) {
        #[cfg(debug_assertions)]
        assert!(!self.is_prefix_pending, "a reason or stack arguments were recorded without a site");
    }

    /// Records that the instruction at `code` belongs to the operator at `wasm`.
    #[inline]
    pub fn record(&mut self, code: u32, wasm: u32) {
        #[cfg(debug_assertions)]
        {
            self.is_prefix_pending = false;
        }
        let code_delta = code.wrapping_sub(self.code);
        let wasm_delta = wasm.wrapping_sub(self.wasm) as i32;
        self.code = code;
        self.wasm = wasm;
        if code_delta < DISTANCES && (-127..128).contains(&wasm_delta) {
            self.bytes.extend_from_slice(&[code_delta as u8, wasm_delta as u8]);
        } else {
            self.record_wide(code_delta, wasm_delta);
        }
    }

    #[cold]
    fn record_wide(&mut self, code_delta: u32, wasm_delta: i32) {
        if code_delta < DISTANCES {
            self.bytes.push(code_delta as u8);
        } else {
            self.bytes.push(WIDE_CODE);
            self.bytes.extend_from_slice(&code_delta.to_le_bytes());
        }
        if (-127..128).contains(&wasm_delta) {
            self.bytes.push(wasm_delta as u8);
        } else {
            self.bytes.push(WIDE_WASM);
            self.bytes.extend_from_slice(&wasm_delta.to_le_bytes());
        }
    }

    /// Moves the start of the function whose sites begin at `position` by `later` bytes after the code offset passed to
    /// [`SiteWriter::begin`]. All its sites are after the new start.
    pub fn rebase(&mut self, position: u32, later: u32) {
        let mut position = position as usize;
        if self.bytes.get(position) == Some(&PUSHED) {
            position += 3;
        }
        if self.bytes.get(position).copied().and_then(reason).is_some() {
            position += 1;
        }
        match self.bytes.get_mut(position..) {
            None | Some([]) => {}
            Some([WIDE_CODE, a, b, c, d, ..]) => {
                let delta = u32::from_le_bytes([*a, *b, *c, *d]).wrapping_sub(later);
                [*a, *b, *c, *d] = delta.to_le_bytes();
            }
            Some([delta, ..]) => *delta = delta.wrapping_sub(later as u8),
        }
    }

    /// Forgets everything recorded since `position`, a result of [`SiteWriter::begin`].
    pub fn truncate(&mut self, position: u32) {
        #[cfg(debug_assertions)]
        {
            self.is_prefix_pending = false;
        }
        self.bytes.truncate(position as usize);
    }

    /// Appends the sites of other functions. Returns their position.
    pub fn append(&mut self, sites: &SiteWriter) -> u32 {
        let begin = self.bytes.len() as u32;
        self.bytes.extend_from_slice(&sites.bytes);
        begin
    }

    /// The encoded sites so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The encoded sites.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Finds the site at code offset `pc` among those of a function, or else the next one, whose instruction contains `pc`.
pub fn find(bytes: &[u8], code_start: u32, wasm_start: u32, code_end: u32, pc: u32) -> Option<RecordedSite> {
    of_function(bytes, code_start, wasm_start, code_end).find(|site| site.code >= pc)
}

/// Finds the last site before code offset `pc` among those of a function.
pub fn find_before(bytes: &[u8], code_start: u32, wasm_start: u32, code_end: u32, pc: u32) -> Option<RecordedSite> {
    of_function(bytes, code_start, wasm_start, code_end).take_while(|site| site.code < pc).last()
}

/// The sites in `bytes`, of a function and perhaps those that follow it, by ascending code offset. Those beyond `code_end` are left
/// out; if the function has none, those of the next may not be.
pub fn of_function(
    bytes: &[u8],
    code_start: u32,
    wasm_start: u32,
    code_end: u32,
) -> impl Iterator<Item = RecordedSite> + '_ {
    let mut bytes = bytes.iter().copied();
    let wide = |bytes: &mut dyn Iterator<Item = u8>| {
        let mut value = [0; 4];
        for b in &mut value {
            *b = bytes.next()?;
        }
        Some(u32::from_le_bytes(value))
    };
    let (mut code, mut wasm) = (code_start, wasm_start);
    core::iter::from_fn(move || {
        let (mut first, mut fault, mut pushed) = (bytes.next()?, TrapCode::MemoryOutOfBounds, 0);
        if first == PUSHED {
            pushed = u32::from(u16::from_le_bytes([bytes.next()?, bytes.next()?])) * 8;
            first = bytes.next()?;
        }
        if let Some(reason) = reason(first) {
            fault = TrapCode::from_byte(reason)?;
            first = bytes.next()?;
        }
        let delta = match first {
            WIDE_CODE => wide(&mut bytes)?,
            b => u32::from(b),
        };
        code = code.wrapping_add(delta);
        let delta = match bytes.next()? {
            WIDE_WASM => wide(&mut bytes)?,
            b => b as i8 as u32,
        };
        wasm = wasm.wrapping_add(delta);
        (code <= code_end).then_some(RecordedSite { code, wasm, fault, pushed })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMORY: TrapCode = TrapCode::MemoryOutOfBounds;

    #[test]
    fn a_function_may_start_later_than_expected() {
        for first in [107, 345, 500] {
            let null = Some(TrapCode::IndirectCallToNull);
            for (reason, pushed) in [(None, 0), (null, 0), (None, 8), (null, 32_000)] {
                let mut w = SiteWriter::default();
                let position = w.begin(100, 50);
                w.record_pushed(pushed);
                if let Some(reason) = reason {
                    w.record_reason(reason);
                }
                w.record(first, 60);
                w.rebase(position, 7);
                let site = RecordedSite { code: first, wasm: 60, fault: reason.unwrap_or(MEMORY), pushed };
                assert_eq!(find(&w.finish(), 107, 50, 1000, first), Some(site));
            }
        }
    }

    #[test]
    fn sites_are_found_by_code_offset() {
        let mut w = SiteWriter::default();
        assert_eq!(w.begin(100, 50), 0);
        let null = TrapCode::IndirectCallToNull;
        let sites = [
            (100, 50, MEMORY, 0),
            (103, 52, null, 0),
            (500, 300, MEMORY, 16),
            (501, 299, null, 24),
            (700, 7, MEMORY, 0),
            (938, 8, MEMORY, 0),
            (1177, 9, MEMORY, 8),
            (1433, 10, null, 0),
            (700_000, 70_000, null, 8),
        ];
        for (code, wasm, fault, pushed) in sites {
            w.record_pushed(pushed);
            if fault != MEMORY {
                w.record_reason(fault);
            }
            w.record(code, wasm);
        }
        let bytes = w.finish();
        for (code, wasm, fault, pushed) in sites {
            assert_eq!(find(&bytes, 100, 50, 700_001, code), Some(RecordedSite { code, wasm, fault, pushed }));
        }
        let inside = find(&bytes, 100, 50, 700_001, 102).map(|site| (site.wasm, site.fault));
        assert_eq!(inside, Some((52, null)), "inside an instruction before the site");
        let before = |pc| find_before(&bytes, 100, 50, 700_001, pc).map(|site| site.code);
        assert_eq!(
            [100, 101, 103, 104, 700, 900_000].map(before),
            [None, Some(100), Some(100), Some(103), Some(501), Some(700_000)]
        );
        assert_eq!(find(&bytes, 100, 50, 600, 600), None, "what follows belongs to another function");
    }

    #[test]
    fn every_reason_can_be_recorded() {
        for reason in TrapCode::ALL {
            let mut w = SiteWriter::default();
            w.begin(0, 0);
            w.record_reason(reason);
            w.record(1, 1);
            assert_eq!(find(w.bytes(), 0, 0, 2, 1).map(|site| site.fault), Some(reason));
        }
    }
}
