//! Nothing but the benchmarks, which are in `benches/`.
