//! The heap of a store: memory for garbage-collected objects, to which guest code refers by handles.
//!
//! An object is a *cell* of a block. All cells of a block have the same size, so a block has one bit per cell for its use and one
//! for its mark. Objects never move. The heap knows neither the content of objects nor their roots: see `store/gc.rs`.

mod block;

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ptr::NonNull;

pub(crate) use self::block::{BLOCK_SIZE, LARGEST_CELL};
use self::block::{Block, CELLS_PER_BLOCK};

/// The sizes of cells in bytes.
const SIZES: [usize; 19] =
    [32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 12288, LARGEST_CELL];

/// The maximum number of blocks, so that handles fit 32 bits.
const MOST_BLOCKS: usize = (1 << 32) / CELLS_PER_BLOCK;

/// The minimum number of bytes to allocate between collections, per word that the last collection searched for roots: searching
/// sixteen words takes as long as allocating the smallest cell.
const BYTES_PER_ROOT: usize = SIZES[0] / 16;

/// The handle of an object: the number of its block, and of its cell in the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handle(u32);

impl Handle {
    fn new(block: usize, cell: usize) -> Handle {
        Handle((block * CELLS_PER_BLOCK + cell) as u32)
    }

    /// The handle as a number, for [`Heap::find`].
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    fn block(self) -> usize {
        self.0 as usize / CELLS_PER_BLOCK
    }

    fn cell(self) -> usize {
        self.0 as usize % CELLS_PER_BLOCK
    }
}

/// The heap of a store.
pub(crate) struct Heap {
    /// The blocks by number.
    blocks: Vec<Option<Block>>,
    /// The numbers of blocks that were removed because they became empty.
    vacant: Vec<u32>,
    /// The blocks by the size of their cells. Empty until the heap first grows: most stores never throw, and there are many.
    classes: Vec<Class>,
    /// A spare block: the last one that became empty.
    spare: Option<Box<Block>>,
    /// The number of blocks with memory, including the spare one.
    present: usize,
    /// The bytes allocated since the last collection.
    allocated: usize,
    /// The number of allocated bytes after which the heap is collected before it grows.
    collect_at: usize,
    /// Whether it failed to grow since the last collection.
    pub(crate) was_full: bool,
}

/// The blocks whose cells have the same size.
#[derive(Clone, Default)]
struct Class {
    /// Their numbers.
    blocks: Vec<u32>,
    /// Those before this one are full.
    at: usize,
}

/// The reasons why a heap cannot grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Full {
    /// It has reached its limit.
    Limit,
    /// Out of memory.
    OutOfMemory,
}

impl Heap {
    /// Creates a heap without memory.
    pub(crate) const fn new() -> Heap {
        Heap {
            blocks: Vec::new(),
            vacant: Vec::new(),
            classes: Vec::new(),
            spare: None,
            present: 0,
            allocated: 0,
            collect_at: BLOCK_SIZE,
            was_full: false,
        }
    }

    /// Its memory in bytes.
    pub(crate) fn size(&self) -> usize {
        self.present * BLOCK_SIZE
    }

    /// Its memory in bytes after growing by a block.
    pub(crate) fn grown_size(&self) -> usize {
        (self.present + usize::from(self.spare.is_none())) * BLOCK_SIZE
    }

    /// Whether it should be collected before it grows.
    pub(crate) fn should_collect(&self) -> bool {
        self.allocated >= self.collect_at
    }

    /// Whether to collect before failing: if enough was allocated since the last collection, so that a full heap is not collected for
    /// every cell; or if an allocation has failed since, because its error may have made objects unreachable.
    pub(crate) fn is_worth_collecting(&self) -> bool {
        self.was_full || self.allocated > self.size() / 16
    }

    /// Takes a cell of `bytes` bytes or more, at most [`LARGEST_CELL`], whose content is undefined. `None` if it would have to
    /// grow.
    pub(crate) fn allocate(&mut self, bytes: usize) -> Option<Handle> {
        let size = SIZES.iter().position(|&size| size >= bytes)?;
        let class = self.classes.get_mut(size)?;
        while let Some(&number) = class.blocks.get(class.at) {
            if let Some(cell) = self.blocks[number as usize].as_mut().and_then(Block::take) {
                self.allocated += SIZES[size];
                return Some(Handle::new(number as usize, cell));
            }
            class.at += 1;
        }
        None
    }

    /// Adds a block for cells of `bytes` bytes, if the heap then takes no more than `limit` bytes.
    pub(crate) fn grow(&mut self, bytes: usize, limit: usize) -> Result<(), Full> {
        let Some(size) = SIZES.iter().position(|&size| size >= bytes) else { return Err(Full::Limit) };
        let block = match self.spare.take() {
            Some(spare) => spare.with_cells(SIZES[size]),
            None if self.grown_size() > limit || self.present == MOST_BLOCKS => return Err(Full::Limit),
            None => {
                let block = Block::new(SIZES[size]).ok_or(Full::OutOfMemory)?;
                self.present += 1;
                block
            }
        };
        if self.classes.is_empty() {
            self.classes.resize(SIZES.len(), Class::default());
        }
        let number = self.vacant.pop().unwrap_or(self.blocks.len() as u32);
        match self.blocks.get_mut(number as usize) {
            Some(place) => *place = Some(block),
            None => self.blocks.push(Some(block)),
        }
        self.classes[size].blocks.push(number);
        Ok(())
    }

    /// The object with this number, if there is one.
    pub(crate) fn find(&self, number: u32) -> Option<Handle> {
        let handle = Handle(number);
        let block = self.blocks.get(handle.block())?.as_ref()?;
        block.is_used(handle.cell()).then_some(handle)
    }

    /// The address of an object. Its cell has at least the size that it was allocated with, and is aligned to 16 bytes.
    ///
    /// # Panics
    /// Panics if its block does not exist; in debug builds, also if the object does not.
    pub(crate) fn address(&self, handle: Handle) -> NonNull<u8> {
        let block = self.blocks[handle.block()].as_ref().expect("an object whose block is gone");
        debug_assert!(block.is_used(handle.cell()), "an object that was collected");
        block.address(handle.cell())
    }

    /// Marks an object. Returns whether it was unmarked before.
    pub(crate) fn mark(&mut self, handle: Handle) -> bool {
        self.blocks[handle.block()].as_mut().is_some_and(|block| block.mark(handle.cell()))
    }

    /// Frees the unmarked objects, and removes all marks. `roots` is the number of words that were searched for references.
    pub(crate) fn sweep(&mut self, roots: usize) {
        let mut live = 0;
        for (class, size) in self.classes.iter_mut().zip(SIZES) {
            class.at = 0;
            class.blocks.retain(|&number| {
                let place = &mut self.blocks[number as usize];
                let cells = place.as_mut().map_or(0, Block::sweep);
                live += cells * size;
                if cells == 0 {
                    self.vacant.push(number);
                    // There is already a spare block: free this one.
                    let replaced = core::mem::replace(&mut self.spare, place.take().map(Box::new));
                    self.present -= usize::from(replaced.is_some());
                }
                cells != 0
            });
        }
        self.allocated = 0;
        self.was_full = false;
        self.collect_at = BLOCK_SIZE.max(live).max(roots * BYTES_PER_ROOT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_LIMIT: usize = usize::MAX;

    fn allocate(heap: &mut Heap, bytes: usize) -> Handle {
        heap.allocate(bytes).unwrap_or_else(|| {
            heap.grow(bytes, NO_LIMIT).unwrap();
            heap.allocate(bytes).unwrap()
        })
    }

    #[test]
    fn objects_of_all_sizes_do_not_overlap() {
        let mut heap = Heap::new();
        let mut all = Vec::new();
        for bytes in (0..=LARGEST_CELL).step_by(8).flat_map(|bytes| [bytes; 3]) {
            let handle = allocate(&mut heap, bytes);
            let at = heap.address(handle).as_ptr() as usize;
            assert!(at.is_multiple_of(16));
            all.push((at, at + bytes, handle));
        }
        all.sort_by_key(|&(at, ..)| at);
        assert!(all.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        assert!(all.iter().all(|&(.., handle)| heap.find(handle.number()) == Some(handle)));
        assert_eq!(heap.allocate(LARGEST_CELL + 1), None);
        assert_eq!(heap.grow(LARGEST_CELL + 1, NO_LIMIT), Err(Full::Limit));
    }

    #[test]
    fn what_is_not_marked_is_used_again() {
        let mut heap = Heap::new();
        let handles: Vec<Handle> = (0..10_000).map(|_| allocate(&mut heap, 32)).collect();
        let size = heap.size();
        assert!(heap.should_collect());
        let kept: Vec<Handle> = handles.iter().copied().step_by(1000).collect();
        for &handle in &kept {
            assert!(heap.mark(handle) && !heap.mark(handle));
        }
        heap.sweep(0);
        assert!(!heap.should_collect() && !heap.is_worth_collecting());
        let is_kept = |handle: &Handle| kept.contains(handle);
        assert!(handles.iter().all(|handle| heap.find(handle.number()).is_some() == is_kept(handle)));
        for _ in 0..10_000 - kept.len() {
            let handle = allocate(&mut heap, 32);
            assert!(!is_kept(&handle));
        }
        assert_eq!(heap.size(), size);
    }

    #[test]
    fn empty_blocks_get_cells_of_other_sizes_or_go_back() {
        let mut heap = Heap::new();
        for _ in 0..10 * BLOCK_SIZE / 32 {
            allocate(&mut heap, 32);
        }
        assert_eq!(heap.size(), 10 * BLOCK_SIZE);
        heap.sweep(0);
        assert_eq!(heap.size(), BLOCK_SIZE);
        let handle = allocate(&mut heap, LARGEST_CELL);
        assert_eq!(heap.size(), BLOCK_SIZE);
        heap.mark(handle);
        heap.sweep(0);
        assert_eq!(heap.find(handle.number()), Some(handle));
        assert_eq!(heap.find(u32::MAX), None);
    }

    #[test]
    fn it_grows_up_to_a_limit() {
        let mut heap = Heap::new();
        let limit = 3 * BLOCK_SIZE;
        let mut count = 0;
        loop {
            if heap.allocate(64).is_some() {
                count += 1;
            } else if let Err(full) = heap.grow(64, limit) {
                assert_eq!(full, Full::Limit);
                break;
            }
        }
        assert_eq!(count, limit / 64);
    }

    #[test]
    fn many_roots_are_looked_at_less_often() {
        let mut heap = Heap::new();
        heap.sweep(1 << 20);
        for _ in 0..(1 << 16) - 1 {
            allocate(&mut heap, 32);
        }
        assert!(!heap.should_collect());
        allocate(&mut heap, 32);
        assert!(heap.should_collect());
    }
}
