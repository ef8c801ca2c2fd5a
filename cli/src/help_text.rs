//! The options in a help text. What other texts say of options is made of it: completions, the manual page, suggestions.

/// What a help text says of one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OptionHelp {
    /// Its names, with dashes.
    pub(crate) names: Vec<&'static str>,
    /// What stands for its value, such as `FILE`; empty if it takes none.
    pub(crate) value: &'static str,
    /// Whether the value may be left out.
    pub(crate) value_is_optional: bool,
    /// The description, on one line.
    pub(crate) text: String,
}

/// The column in which descriptions go on.
const INDENT: &str = "                    ";

/// The options of a help text, in its order.
pub(crate) fn options(help: &'static str) -> Vec<OptionHelp> {
    let mut options: Vec<OptionHelp> = Vec::new();
    let mut is_option = false;
    for line in help.lines() {
        match line.strip_prefix("  ") {
            Some(option) if option.starts_with('-') => {
                let (head, text) = option.split_once("  ").unwrap_or((option, ""));
                options.push(parse_head(head, text.trim()));
                is_option = true;
            }
            Some(_) if is_option && line.starts_with(INDENT) => {
                let text = options.last_mut().map(|last| &mut last.text);
                text.into_iter().for_each(|text| *text = format!("{text} {}", line.trim()).trim().to_owned());
            }
            _ => is_option = false,
        }
    }
    options
}

/// Parses names and value, such as `-o, --output OUT` or `--cache[=DIR]`.
fn parse_head(head: &'static str, text: &str) -> OptionHelp {
    let (mut names, mut value) = (Vec::new(), "");
    for part in head.split(", ") {
        let end = part.find([' ', '=', '[']).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        names.push(name);
        value = rest;
    }
    let value_is_optional = value.starts_with('[');
    let value = value.trim_start_matches("[=").trim_start_matches([' ', '=']);
    let value = if value_is_optional { value.trim_end_matches(']') } else { value };
    OptionHelp { names, value, value_is_optional, text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_values_and_descriptions() {
        let found = options(
            "Usage: x [--not-this]\n\nOptions:\n  -o, --output OUT          Write it\n                            to OUT\n  \
             --cache[=DIR]             Keep it\n  -W NAME[=y|n][,...]       Allow\n  -h, --help                Help\n\n  more",
        );
        let short: Vec<_> = found.iter().map(|o| (&o.names[..], o.value, o.value_is_optional, &*o.text)).collect();
        assert_eq!(
            short,
            [
                (&["-o", "--output"][..], "OUT", false, "Write it to OUT"),
                (&["--cache"], "DIR", true, "Keep it"),
                (&["-W"], "NAME[=y|n][,...]", false, "Allow"),
                (&["-h", "--help"], "", false, "Help"),
            ]
        );
    }
}
