//! Confines the paths that this process can access, with Landlock.

use std::error::Error;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, PathBeneath, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus,
    Scope,
};

use super::Reachable;

/// The latest Landlock ABI known here. An older kernel does not confine what it does not support.
const LANDLOCK: ABI = ABI::V6;

/// What is allowed below a directory: not to execute files or create devices.
fn allowed(read_only: bool) -> BitFlags<AccessFs> {
    if read_only {
        return AccessFs::ReadFile | AccessFs::ReadDir;
    }
    let never = AccessFs::Execute | AccessFs::MakeChar | AccessFs::MakeBlock;
    AccessFs::from_all(LANDLOCK) & !never
}

/// Denies access to everything except `reachable` directories and open files. Returns false if the kernel has no
/// Landlock.
pub(super) fn confine(reachable: &[Reachable<'_>]) -> Result<bool, Box<dyn Error>> {
    let mut ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK))?
        .handle_access(AccessNet::from_all(LANDLOCK))?
        .scope(Scope::from_all(LANDLOCK))?
        .create()?;
    for Reachable { directory, read_only } in reachable {
        ruleset = ruleset.add_rule(PathBeneath::new(directory, allowed(*read_only)))?;
    }
    Ok(ruleset.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}
