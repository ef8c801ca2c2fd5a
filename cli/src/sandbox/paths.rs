//! Confines the paths that this process reaches, by Landlock.

use std::error::Error;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, PathBeneath, PathFd, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetStatus, Scope,
};

use super::Reachable;

/// The newest interface of Landlock that we know. On an older kernel, what it has not is not confined.
const LANDLOCK: ABI = ABI::V6;

/// What may be done below a directory. Nothing is executed, and no device is made.
fn allowed(read_only: bool) -> BitFlags<AccessFs> {
    if read_only {
        return AccessFs::ReadFile | AccessFs::ReadDir;
    }
    let never = AccessFs::Execute | AccessFs::MakeChar | AccessFs::MakeBlock;
    AccessFs::from_all(LANDLOCK) & !never
}

/// Leaves nothing but what is `reachable` and what is open. `false` where the kernel has no Landlock.
pub(super) fn confine(reachable: &[Reachable]) -> Result<bool, Box<dyn Error>> {
    let mut ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK))?
        .handle_access(AccessNet::from_all(LANDLOCK))?
        .scope(Scope::from_all(LANDLOCK))?
        .create()?;
    for Reachable { path, read_only } in reachable {
        ruleset = ruleset.add_rule(PathBeneath::new(PathFd::new(path)?, allowed(*read_only)))?;
    }
    Ok(ruleset.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}
