//! [`SortedMap`]: a small map.

use alloc::vec::Vec;
use core::borrow::Borrow;

/// A map as a sorted vector: for few keys, or for keys that are added once and looked up often. It takes a tenth of the code of
/// a B-tree.
#[derive(Clone, Debug)]
pub(crate) struct SortedMap<K, V>(Vec<(K, V)>);

impl<K: Ord, V> SortedMap<K, V> {
    /// An empty map.
    pub(crate) const fn new() -> SortedMap<K, V> {
        SortedMap(Vec::new())
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value of `key`.
    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|at| &self.0[at].1)
    }

    /// The value of `key`, which is made where there is none.
    pub(crate) fn get_or_insert_with(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key, value()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Sets the value of `key`.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.find(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// Forgets `key`.
    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Ok(at) = self.find(key) {
            self.0.remove(at);
        }
    }

    /// The first key above `key`, and its value.
    pub(crate) fn first_above(&self, key: &K) -> Option<(&K, &V)> {
        let at = self.0.partition_point(|(known, _)| known <= key);
        self.0.get(at).map(|(key, value)| (key, value))
    }

    /// All keys with their values, in the order of the keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K: Ord, V> Default for SortedMap<K, V> {
    fn default() -> SortedMap<K, V> {
        SortedMap::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_any_order_of_insertion() {
        let mut map = SortedMap::new();
        for key in [5, 1, 4, 1, 3] {
            map.insert(key, key * 10);
        }
        *map.get_or_insert_with(4, || unreachable!("it is there")) += 1;
        *map.get_or_insert_with(2, || 20) += 2;
        map.remove(&3);
        map.remove(&9);
        assert_eq!(map.iter().collect::<Vec<_>>(), [(&1, &10), (&2, &22), (&4, &41), (&5, &50)]);
        assert_eq!((map.get(&4), map.get(&3)), (Some(&41), None));
        assert_eq!((map.first_above(&2), map.first_above(&5)), (Some((&4, &41)), None));
    }
}
