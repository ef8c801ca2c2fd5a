//! What the functions of a module are called.

use alloc::vec::Vec;

use crate::table::{Plain, Table};

/// Names of functions, all of them in one text, so that they can be used where they lie in a file.
#[derive(Clone, Debug, Default)]
pub struct FunctionNames {
    /// By ascending index of the function.
    pub(crate) entries: Table<NameEntry>,
    pub(crate) text: Table<u8>,
}

/// A function that has a name.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(crate) struct NameEntry {
    /// The index of the function.
    pub(crate) function: u32,
    /// Where the name ends in the text. It begins where that of the entry before ends.
    pub(crate) end: u32,
}

// SAFETY: two integers.
unsafe impl Plain for NameEntry {}

impl FunctionNames {
    /// The name of function `index`.
    pub fn get(&self, index: u32) -> Option<&str> {
        let at = self.entries.binary_search_by_key(&index, |entry| entry.function).ok()?;
        self.name(at)
    }

    /// Every index with its name, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.entries.iter().enumerate().filter_map(|(at, entry)| Some((entry.function, self.name(at)?)))
    }

    /// The name of the entry at this position. What is in a file may be anything.
    fn name(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(0, |before| self.entries[before].end);
        let text = self.text.get(start as usize..self.entries.get(at)?.end as usize)?;
        core::str::from_utf8(text).ok()
    }
}

impl<'a> FromIterator<(u32, &'a str)> for FunctionNames {
    /// The indices must ascend. Names beyond 4 GiB are left out.
    fn from_iter<I: IntoIterator<Item = (u32, &'a str)>>(names: I) -> FunctionNames {
        let (mut entries, mut text) = (Vec::new(), Vec::new());
        for (function, name) in names {
            let Ok(end) = u32::try_from(text.len() + name.len()) else { break };
            text.extend_from_slice(name.as_bytes());
            entries.push(NameEntry { function, end });
        }
        FunctionNames { entries: entries.into(), text: text.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_index() {
        let mut names: FunctionNames = [(1, "one"), (2, ""), (7, "seven")].into_iter().collect();
        assert_eq!([0, 1, 2, 7, 8].map(|i| names.get(i)), [None, Some("one"), Some(""), Some("seven"), None]);
        assert_eq!(names.iter().map(|(i, name)| i as usize + name.len()).sum::<usize>(), 18);
        // A file may hold anything.
        names.entries.to_mut()[1].end = 100;
        assert_eq!([1, 2, 7].map(|i| names.get(i)), [Some("one"), None, None]);
        names.text.to_mut()[0] = 0xff;
        assert_eq!(names.get(1), None);
    }
}
