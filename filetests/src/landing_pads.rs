//! Finds targets of indirect branches without a landing pad.

/// The landing pads, as they appear in listings.
const PADS: [&[&str]; 3] = [&["endbr64"], &["bti", "c"], &["bti", "j"]];

/// Whether a line of a listing is a jump to an address in a register.
fn jumps_to_register(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(mnemonic, operand)| {
        mnemonic == "br" || mnemonic == "jmp" && !operand.trim().starts_with(['L', '$'])
    })
}

/// The functions, and the indirect jumps, in a listing that no landing pad follows.
pub(crate) fn missing(listing: &str) -> Vec<String> {
    let mut found = Vec::new();
    for function in listing.split("\n\n") {
        let lines: Vec<&str> = function.lines().map(str::trim).collect();
        for (i, line) in lines.iter().enumerate() {
            // The targets of a jump table follow the jump: each is a landing pad and a direct jump.
            let is_pad = |i: usize| {
                lines.get(i).is_some_and(|line| PADS.iter().any(|pad| line.split_whitespace().eq(pad.iter().copied())))
            };
            if (i == 0 || jumps_to_register(line)) && !is_pad(i + 1) {
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
    fn a_pad_follows_the_name_and_the_jump() {
        let good = "$f: 9 bytes\n    endbr64\n    jmp     r11\n    endbr64\n    jmp     L1\nL1:\n    ret";
        assert_eq!(missing(good), <[String; 0]>::default());
        let bad = "$f: 9 bytes\n    bti     c\n    br      x16\n    b       L1\n\n$g: 1 byte\n    ret";
        assert_eq!(missing(bad), ["br      x16", "$g: 1 byte"]);
    }
}
