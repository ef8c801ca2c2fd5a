//! Bisects to the peephole optimization that makes a case fail, as `scripts/bisect-fusion.sh` does for a command.

use windlass_fuzz_run::Case;

use super::Failure;
use crate::oracle::Oracles;

/// More than any minimised case has.
const FUSIONS: u32 = 1 << 20;

/// A sentence that names the optimization, or says that it is none.
pub fn fusion(case: &Case, failure: &Failure, oracles: &mut Oracles) -> Option<String> {
    let mut fails = |limit| Some(failure.with_fuse_limit(limit)?.holds(case, oracles));
    if fails(0)? {
        return Some("It fails without any peephole optimization, too.".to_owned());
    }
    if !fails(FUSIONS)? {
        return None;
    }
    let (mut right, mut wrong) = (0, FUSIONS);
    while wrong - right > 1 {
        let middle = right.midpoint(wrong);
        if fails(middle)? {
            wrong = middle;
        } else {
            right = middle;
        }
    }
    Some(format!(
        "Peephole optimization {wrong} makes it fail: compare `windlass disas --fuse-limit {wrong}` with `--fuse-limit {right}`."
    ))
}
