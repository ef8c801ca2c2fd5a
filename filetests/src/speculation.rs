//! Finds bounds checks without a clamp for speculative execution.

/// The reasons of bounds checks, as they appear in listings.
const BOUNDS: [&str; 3] = ["memory out of bounds", "table out of bounds", "other signature"];

/// The maximum number of instructions from the branch to the clamp.
const DISTANCE: usize = 8;

/// The end of an instruction that clamps a 64-bit index by a mask instead: it keeps the bits of the reservation's size.
const MASKS: &str = ", #0x3ffffffff";

/// The conditional branches to the traps of bounds that no conditional move follows before the next such branch, in the listing of a
/// module.
pub(crate) fn unclamped(listing: &str) -> Vec<String> {
    let mut found = Vec::new();
    for function in listing.split("\n\n") {
        let lines: Vec<&str> = function.lines().map(str::trim).collect();
        let is_bound = |label: &str| {
            let at = lines.iter().position(|line| line.strip_suffix(':') == Some(label));
            let first = at.and_then(|at| lines[at..].iter().find(|line| !line.ends_with(':')));
            first
                .filter(|line| line.starts_with("ud"))
                .is_some_and(|line| BOUNDS.iter().any(|bound| line.ends_with(&format!("; trap: {bound}"))))
        };
        let branches = |line: &str| {
            let Some((branch, label)) = line.split_once(' ') else { return false };
            let is_conditional = branch.starts_with("b.") || branch.starts_with('j') && branch != "jmp";
            is_conditional && is_bound(label.trim())
        };
        for (i, line) in lines.iter().enumerate().filter(|(_, line)| branches(line)) {
            let masks = |line: &str| line.starts_with("and ") && line.ends_with(MASKS);
            let clamps = |line: &str| line.starts_with("cmov") || line.starts_with("csel") || masks(line);
            let behind = lines[i + 1..].iter().take(DISTANCE).take_while(|line| !branches(line));
            if !behind.copied().any(clamps) {
                found.push(line.to_string());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_to_the_trap_of_a_bound_is_followed_by_a_move() {
        let code = |after: &str, trap: &str| {
            format!(
                "$f: 9 bytes\n    cmp   rax, [r14]\n    jae   L1\n    {after}\n    ret\nL1:\n    ud2    ; trap: {trap}\n"
            )
        };
        assert!(unclamped(&code("cmovae rax, [r14 + zero]", "table out of bounds")).is_empty());
        assert!(unclamped(&code("and     x0, x1, #0x3ffffffff", "memory out of bounds")).is_empty());
        assert_eq!(unclamped(&code("and     x0, x1, #0x3ff", "memory out of bounds")), ["jae   L1"]);
        assert!(unclamped(&code("mov rax, [rcx + rax*8]", "unreachable")).is_empty());
        assert_eq!(unclamped(&code("mov rax, [rcx + rax*8]", "table out of bounds")), ["jae   L1"]);
        // One move does not do for two branches.
        let two = code("ja    L1\n    cmova rax, [r14 + zero]", "memory out of bounds");
        assert_eq!(unclamped(&two), ["jae   L1"]);
    }
}
