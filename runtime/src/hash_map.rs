//! [`HashMap`]: a map for any number of untrusted keys.

use alloc::vec;
use alloc::vec::Vec;
use core::borrow::Borrow;
use core::hash::{Hash, Hasher};

/// The end of a chain.
const NONE: u32 = u32::MAX;

/// Maps of up to this size are searched linearly: most maps are small, and need no chains.
const SMALL: usize = 8;

/// A map whose keys and their number may be chosen by a module. Its memory is proportional to the number of entries.
///
/// Lookups stay fast for any keys, since nobody outside the process can predict which keys collide: see [`hash_of`].
/// The position of an entry does not change; positions of removed entries are reused.
#[derive(Clone, Debug)]
pub(crate) struct HashMap<K, V> {
    /// The first entry of each chain. Their number is a power of two, or zero.
    chains: Vec<u32>,
    entries: Vec<Entry<K, V>>,
    /// The first free position; the free positions form a chain.
    free: u32,
    len: usize,
}

#[derive(Clone, Debug)]
struct Entry<K, V> {
    hash: u32,
    /// The next entry in the same chain.
    next: u32,
    item: Option<(K, V)>,
}

impl<K: Hash + Eq, V> HashMap<K, V> {
    /// An empty map.
    pub(crate) const fn new() -> HashMap<K, V> {
        HashMap { chains: Vec::new(), entries: Vec::new(), free: NONE, len: 0 }
    }

    /// The position of the entry for `key`, whose hash is `hash`.
    pub(crate) fn find<Q: Eq + ?Sized>(&self, hash: u32, key: &Q) -> Option<u32>
    where
        K: Borrow<Q>,
    {
        let is_it = |entry: &Entry<K, V>| {
            entry.hash == hash && entry.item.as_ref().is_some_and(|(known, _)| known.borrow() == key)
        };
        if self.chains.is_empty() {
            return self.entries.iter().position(is_it).map(|at| at as u32);
        }
        let mut at = self.chains[self.chain_of(hash)];
        while let Some(entry) = self.entries.get(at as usize) {
            if is_it(entry) {
                return Some(at);
            }
            at = entry.next;
        }
        None
    }

    /// Adds an entry for `key`, whose hash is `hash`, and which must not be present. Returns its position.
    pub(crate) fn add(&mut self, hash: u32, key: K, value: V) -> u32 {
        let entry = Entry { hash, next: NONE, item: Some((key, value)) };
        let at = self.free;
        let at = match self.entries.get_mut(at as usize) {
            Some(place) => {
                self.free = place.next;
                *place = entry;
                at
            }
            None => {
                assert!(self.entries.len() < NONE as usize, "a map of 2^32 entries");
                self.entries.push(entry);
                self.entries.len() as u32 - 1
            }
        };
        self.len += 1;
        if self.len > self.chains.len().max(SMALL) {
            self.make_chains();
        } else if !self.chains.is_empty() {
            self.link(at);
        }
        at
    }

    /// Removes the entry at `at`, if there is one.
    pub(crate) fn remove(&mut self, at: u32) -> Option<(K, V)> {
        let entry = self.entries.get_mut(at as usize)?;
        let item = entry.item.take()?;
        let (hash, next) = (entry.hash, entry.next);
        entry.next = self.free;
        self.free = at;
        self.len -= 1;
        if !self.chains.is_empty() {
            let chain = self.chain_of(hash);
            let mut before = self.chains[chain];
            if before == at {
                self.chains[chain] = next;
                return Some(item);
            }
            while self.entries[before as usize].next != at {
                before = self.entries[before as usize].next;
            }
            self.entries[before as usize].next = next;
        }
        Some(item)
    }

    /// The key and the value at `at`.
    ///
    /// # Panics
    /// Panics if there is no entry.
    pub(crate) fn at(&self, at: u32) -> (&K, &V) {
        let (key, value) = self.entries[at as usize].item.as_ref().expect("the entry is there");
        (key, value)
    }

    /// The value at `at`.
    ///
    /// # Panics
    /// Panics if there is no entry.
    pub(crate) fn value_mut(&mut self, at: u32) -> &mut V {
        &mut self.entries[at as usize].item.as_mut().expect("the entry is there").1
    }

    /// The value at `at`, if there is an entry.
    pub(crate) fn get_value_mut(&mut self, at: u32) -> Option<&mut V> {
        Some(&mut self.entries.get_mut(at as usize)?.item.as_mut()?.1)
    }

    /// The value of `key`.
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(hash_of(key), key)?;
        Some(self.at(at).1)
    }

    /// The value of `key`, inserted if it is missing.
    pub(crate) fn get_or_insert_with(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let hash = hash_of(&key);
        let at = match self.find(hash, &key) {
            Some(at) => at,
            None => self.add(hash, key, value()),
        };
        self.value_mut(at)
    }

    /// Sets the value of `key`.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        let hash = hash_of(&key);
        match self.find(hash, &key) {
            Some(at) => *self.value_mut(at) = value,
            None => _ = self.add(hash, key, value),
        }
    }

    /// All keys with their values, in no particular order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().filter_map(|entry| entry.item.as_ref()).map(|(key, value)| (key, value))
    }

    fn chain_of(&self, hash: u32) -> usize {
        hash as usize & (self.chains.len() - 1)
    }

    /// Inserts the entry at `at` at the start of its chain.
    fn link(&mut self, at: u32) {
        let entry = &mut self.entries[at as usize];
        let chain = entry.hash as usize & (self.chains.len() - 1);
        entry.next = core::mem::replace(&mut self.chains[chain], at);
    }

    /// Allocates chains for twice as many entries.
    #[cold]
    fn make_chains(&mut self) {
        self.chains = vec![NONE; (2 * self.len).next_power_of_two()];
        for at in 0..self.entries.len() {
            if self.entries[at].item.is_some() {
                self.link(at as u32);
            }
        }
    }
}

impl<K: Hash + Eq, V> Default for HashMap<K, V> {
    fn default() -> HashMap<K, V> {
        HashMap::new()
    }
}

/// The hash of a key: a polynomial with the parts of the key as coefficients, evaluated at a secret point of this
/// process. Any two keys of n parts collide with a probability of n / 2^61. Multiplication by a second
/// secret extends this to the bits of the hash that are used.
pub(crate) fn hash_of<Q: Hash + ?Sized>(key: &Q) -> u32 {
    let (point, factor) = secrets();
    let mut hasher = Polynomial { value: 1, point };
    key.hash(&mut hasher);
    (reduce(u128::from(hasher.value) * u128::from(factor)) >> 29) as u32
}

/// The prime modulus.
const PRIME: u64 = (1 << 61) - 1;

fn reduce(value: u128) -> u64 {
    let sum = (value as u64 & PRIME) + (value >> 61) as u64;
    if sum >= PRIME { sum - PRIME } else { sum }
}

struct Polynomial {
    value: u64,
    point: u64,
}

impl Polynomial {
    /// Adds a coefficient below the modulus.
    fn add(&mut self, coefficient: u64) {
        self.value = reduce(u128::from(self.value) * u128::from(self.point) + u128::from(coefficient));
    }
}

impl Hasher for Polynomial {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(7) {
            // Append a one, so that trailing zeroes count.
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            word[chunk.len()] = 1;
            self.add(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.add(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.add(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        self.add(value & 0xffff_ffff);
        self.add(value >> 32);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn finish(&self) -> u64 {
        self.value
    }
}

/// Two secret numbers below the modulus.
#[cfg(feature = "std")]
fn secrets() -> (u64, u64) {
    use std::hash::{BuildHasher, RandomState};
    use std::sync::OnceLock;

    static SECRETS: OnceLock<(u64, u64)> = OnceLock::new();
    *SECRETS.get_or_init(|| {
        let random = RandomState::new();
        let number = |which: u8| (random.hash_one(which) % (PRIME - 1)) + 1;
        (number(0), number(1))
    })
}

/// Two fixed numbers. Without the standard library nothing is compiled, and the author of a precompiled module could do
/// worse than choose colliding keys.
#[cfg(not(feature = "std"))]
fn secrets() -> (u64, u64) {
    (0x1234_5678_9abc_def1, 0x0fed_cba9_8765_4321)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::{String, ToString};

    #[test]
    fn keys_are_found_until_they_are_removed() {
        let mut map = HashMap::new();
        for round in 0..3 {
            for key in 0..1000u32 {
                *map.get_or_insert_with(key, || 0) += key + round;
            }
            assert_eq!(map.iter().count(), 1000);
            for key in (0..1000u32).filter(|key| key % 3 != round) {
                let at = map.find(hash_of(&key), &key).unwrap();
                assert_eq!(map.remove(at).unwrap().0, key);
                assert_eq!(map.get(&key), None);
                assert_eq!(map.remove(at), None);
            }
            for key in (0..1000u32).filter(|key| key % 3 == round) {
                assert_eq!(map.get(&key), Some(&(key + round)));
                let at = map.find(hash_of(&key), &key).unwrap();
                map.remove(at);
            }
        }
        assert_eq!((map.iter().count(), map.entries.len()), (0, 1000));
    }

    #[test]
    fn positions_stay() {
        let mut map = HashMap::<String, usize>::new();
        let position = |map: &HashMap<String, usize>, key: &str| map.find(hash_of(key), key);
        for n in 0..100 {
            let key = n.to_string();
            assert_eq!(map.add(hash_of(&*key), key.clone(), n), n as u32);
        }
        assert!((0..100).all(|n| position(&map, &n.to_string()) == Some(n)));
        map.remove(50);
        map.remove(7);
        assert_eq!((position(&map, "50"), position(&map, "7"), map.at(8)), (None, None, (&"8".to_string(), &8)));
        assert_eq!(map.add(hash_of("x"), "x".into(), 0), 7);
        assert_eq!(map.add(hash_of("y"), "y".into(), 0), 50);
        assert_eq!(map.add(hash_of("z"), "z".into(), 0), 100);
    }

    /// Even for similar keys, chains are as short as for random ones.
    #[test]
    fn chains_are_short() {
        let check = |what: &str, hashes: Vec<u32>| {
            let mut count = vec![0u32; hashes.len().next_power_of_two()];
            let mask = count.len() as u32 - 1;
            hashes.iter().for_each(|hash| count[(hash & mask) as usize] += 1);
            let longest = count.into_iter().max().unwrap();
            assert!(longest < 20, "{what}: {longest}");
        };
        check("numbers", (0..50_000u64).map(|n| hash_of(&n)).collect());
        check("addresses", (0..50_000u64).map(|n| hash_of(&(n << 20))).collect());
        check("names", (0..50_000).map(|n| hash_of(&*alloc::format!("name {n}"))).collect());
        check("zeroes", (0..1000).map(|n| hash_of(&*"\0".repeat(n))).collect());
    }
}
