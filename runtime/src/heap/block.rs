//! Blocks of a heap.

use alloc::alloc::{alloc, dealloc};
use core::alloc::Layout;
use core::ptr::NonNull;

/// The size of a block in bytes.
pub(crate) const BLOCK_SIZE: usize = if cfg!(feature = "std") { 64 << 10 } else { 16 << 10 };

/// The size of the largest cell in bytes: an exception has at most 1,000 values of 16 bytes.
pub(crate) const LARGEST_CELL: usize = 16 << 10;

/// The maximum number of cells in a block, of 32 bytes each.
pub(super) const CELLS_PER_BLOCK: usize = BLOCK_SIZE / 32;

const WORDS: usize = CELLS_PER_BLOCK / 64;

/// A set of cells.
type Cells = [u64; WORDS];

/// Memory divided into cells of the same size.
pub(super) struct Block {
    memory: NonNull<u8>,
    cell_size: usize,
    cells: usize,
    used: Cells,
    marked: Cells,
    /// All cells whose bits are in words before this one are used.
    at: usize,
}

impl Block {
    const LAYOUT: Layout = match Layout::from_size_align(BLOCK_SIZE, 16) {
        Ok(layout) => layout,
        Err(_) => panic!("the size of a block is too large"),
    };

    /// A block of cells of this size, a multiple of 16. `None` if there is no memory.
    pub(super) fn new(cell_size: usize) -> Option<Block> {
        // SAFETY: the size of the layout is not zero.
        let memory = NonNull::new(unsafe { alloc(Block::LAYOUT) })?;
        Some(
            Block { memory, cell_size: 0, cells: 0, used: [0; WORDS], marked: [0; WORDS], at: 0 }.with_cells(cell_size),
        )
    }

    /// Turns an empty block into one with cells of another size.
    pub(super) fn with_cells(mut self, cell_size: usize) -> Block {
        debug_assert_eq!(self.used, [0; WORDS]);
        self.cell_size = cell_size;
        self.cells = BLOCK_SIZE / cell_size;
        self.at = 0;
        self
    }

    /// Allocates a cell, if one is free.
    pub(super) fn take(&mut self) -> Option<usize> {
        while let Some(word) = self.used.get_mut(self.at) {
            let cell = self.at * 64 + word.trailing_ones() as usize;
            if cell >= self.cells {
                return None;
            }
            if *word != u64::MAX {
                *word |= 1 << (cell % 64);
                return Some(cell);
            }
            self.at += 1;
        }
        None
    }

    pub(super) fn is_used(&self, cell: usize) -> bool {
        self.used[cell / 64] >> (cell % 64) & 1 != 0
    }

    /// The address of a cell.
    pub(super) fn address(&self, cell: usize) -> NonNull<u8> {
        assert!(cell < self.cells);
        // SAFETY: the block has that many cells.
        unsafe { self.memory.add(cell * self.cell_size) }
    }

    /// Marks a cell. Returns whether it was unmarked before.
    pub(super) fn mark(&mut self, cell: usize) -> bool {
        let (word, bit) = (&mut self.marked[cell / 64], 1 << (cell % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Frees the unmarked cells, and removes the marks. Returns the number of used cells.
    pub(super) fn sweep(&mut self) -> usize {
        #[cfg(debug_assertions)]
        self.poison();
        let mut live = 0;
        for (used, marked) in self.used.iter_mut().zip(&mut self.marked) {
            *used &= core::mem::take(marked);
            live += used.count_ones() as usize;
        }
        self.at = 0;
        live
    }

    /// Overwrites a freed cell, so that its use after free is conspicuous.
    #[cfg(debug_assertions)]
    fn poison(&mut self) {
        for cell in 0..self.cells {
            if self.is_used(cell) && self.marked[cell / 64] >> (cell % 64) & 1 == 0 {
                // SAFETY: the cell has that many bytes, and nothing refers to it.
                unsafe { self.address(cell).write_bytes(0xd1, self.cell_size) };
            }
        }
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: it was allocated with this layout.
        unsafe { dealloc(self.memory.as_ptr(), Block::LAYOUT) };
    }
}
