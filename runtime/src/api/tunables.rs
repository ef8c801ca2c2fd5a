//! What a [`Config`] says, as text for people.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::api::config::Config;

impl Config {
    /// The settings that a user may want to see, with their values, by the names of the methods that set them. The proposals and the
    /// target are not among them: see [`Config::allows`] and [`Config::target_cpu`].
    pub fn tunables(&self) -> Vec<(&'static str, String)> {
        let yes_or_no = |is: bool| String::from(if is { "yes" } else { "no" });
        let stack = self.stack_needs();
        Vec::from([
            ("compile_mode", alloc::format!("{:?}", self.mode()).to_lowercase()),
            ("compile_threads", self.threads().to_string()),
            ("explicit_bounds_checks", yes_or_no(self.uses_explicit_bounds_checks())),
            ("signals_based_traps", yes_or_no(self.uses_signals())),
            ("spectre_mitigation", yes_or_no(self.mitigates_spectre())),
            ("branch_protection", yes_or_no(self.protects_branches())),
            ("relaxed_simd_deterministic", yes_or_no(self.is_relaxed_simd_deterministic())),
            ("epoch_interruption", yes_or_no(self.has_epochs())),
            ("max_wasm_stack", stack.size.to_string()),
            ("host_stack_reserve", stack.host_reserve.to_string()),
        ])
    }
}
