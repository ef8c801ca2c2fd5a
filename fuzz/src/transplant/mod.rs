//! Functions of real modules, extracted and mutated.

mod corpus;
mod cut;
mod mutate;

use windlass_fuzz_run::{Call, Case};

use self::corpus::Corpus;
use crate::module;
use crate::points;
use crate::rng::Rng;
use crate::target::Generator;
use crate::values;

/// Mutation probabilities per operator.
const RATES: [f64; 6] = [0.0, 0.02, 0.02, 0.05, 0.1, 0.2];

/// The generator.
pub struct Transplant {
    corpus: Corpus,
}

impl Transplant {
    /// Finds the modules.
    pub fn new() -> Transplant {
        Transplant { corpus: Corpus::find() }
    }

    fn attempt(&self, rng: &mut Rng) -> Option<Case> {
        let source = self.corpus.source(rng.below(self.corpus.len()))?;
        // Neighbouring functions often call each other.
        let first = rng.below(source.usable.len());
        let mut positions: Vec<u32> = source.usable[first..].iter().copied().take(rng.between(1, 5)).collect();
        let mut size = 0;
        positions.retain(|position| {
            size += source.body_bytes(*position);
            size < 8000
        });
        if positions.is_empty() {
            return None;
        }
        let mut graft = cut::cut(source, &positions, rng)?;
        let before = graft.encode(&mut rng.clone(), cut::Instrument::Nothing);
        let points = points::points(&before).ok()?;
        let rate = *rng.pick(&RATES);
        let globals = graft.globals().to_vec();
        for position in 0..graft.functions.len() {
            let params = graft.signature(graft.functions[position].0).0.clone();
            let around = mutate::Surroundings { params: &params, globals: &globals };
            mutate::mutate(&mut graft.functions[position].1, &points[position], &around, rate, rng);
        }
        let bytes = graft.encode(rng, cut::Instrument::All);
        module::validate(&bytes).ok()?;
        let mut calls = Vec::new();
        let times = rng.between(8, 64);
        for (position, (ty, _)) in graft.functions.iter().enumerate() {
            for time in 0..times {
                let args = graft.signature(*ty).0.iter().map(|ty| values::argument(rng, *ty)).collect();
                calls.push(Call { instance: 0, function: position as u32, args, observe: time + 1 == times });
            }
        }
        let fuel = *rng.pick(&[20, 100, 100, 500]);
        Some(Case { modules: vec![bytes], fill: rng.next() | 1, fuel, torn_stores: false, calls })
    }
}

impl Generator for Transplant {
    fn input(&self) -> u64 {
        self.corpus.identity()
    }

    fn generate(&mut self, rng: &mut Rng) -> Option<Case> {
        if self.corpus.len() == 0 {
            return None;
        }
        (0..8).find_map(|_| self.attempt(rng))
    }
}
