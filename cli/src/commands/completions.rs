//! `windlass completions`: what a shell needs to complete command lines, made of the help texts.

use std::ffi::OsString;
use std::fmt::Write;

use super::{COMMANDS, Command};
use crate::arguments::{Argument, Arguments, Usage};
use crate::failure::Failure;
use crate::help_text::{self, OptionHelp};
use crate::output::print;

pub(super) static USAGE: Usage = Usage {
    help_command: "windlass completions --help",
    help: "\
Prints a script that lets a shell complete the options of this command.

Usage: windlass completions bash|zsh|fish

  bash:  source <(windlass completions bash)
  zsh:   windlass completions zsh > \"${fpath[1]}/_windlass\"
  fish:  windlass completions fish > ~/.config/fish/completions/windlass.fish

Options:
  -h, --help                Show this help",
};

/// The values of options that have a few.
const VALUES: &[(&str, &str)] = &[
    ("--color", "auto always never"),
    ("--compile", "auto eager lazy parallel"),
    ("--signals-based-traps", "yes no"),
    ("--spectre-mitigation", "yes no"),
    ("--stats", "text json"),
    ("--target", "native x86_64-linux aarch64-linux"),
    ("--unknown-imports", "error trap default"),
    ("--wasm", "1.0 2.0 3.0"),
];

pub(super) fn execute(args: &mut dyn Iterator<Item = OsString>) -> Result<i32, Failure> {
    let mut args = Arguments::new(args, &USAGE);
    let mut script = None;
    while let Some(argument) = args.next()? {
        match argument {
            Argument::Option(o) if o == "-h" || o == "--help" => return super::show(&USAGE),
            Argument::Value(shell) if script.is_none() => {
                script = Some(match shell.to_str() {
                    Some("bash") => bash(),
                    Some("zsh") => zsh(),
                    Some("fish") => fish(),
                    _ => {
                        let message =
                            format_args!("there are completions for bash, zsh and fish, not for '{}'", shell.display());
                        return Err(USAGE.error(message));
                    }
                });
            }
            other => return Err(args.unexpected(&other)),
        }
    }
    print(script.ok_or_else(|| USAGE.error("a shell is needed: bash, zsh or fish"))?.trim_end())?;
    Ok(0)
}

/// The options of a command.
fn options(command: &Command) -> Vec<OptionHelp> {
    help_text::options(command.usage.help)
}

fn command_names() -> String {
    COMMANDS.iter().map(|command| command.name).collect::<Vec<_>>().join(" ")
}

/// The fixed values of an option, if it has any.
fn values(option: &OptionHelp) -> Option<&'static str> {
    VALUES.iter().find(|(name, _)| option.names.contains(name)).map(|(_, values)| *values)
}

fn bash() -> String {
    let mut script = String::from(
        "_windlass() {\n    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words\n    case $prev in\n",
    );
    // Writing to a string cannot fail.
    for (name, values) in VALUES {
        let _ = writeln!(script, "        {name}) COMPREPLY=($(compgen -W '{values}' -- \"$cur\")); return ;;");
    }
    let _ = write!(
        script,
        "    esac\n    if [[ $COMP_CWORD == 1 && $cur != -* ]]; then\n        \
         COMPREPLY=($(compgen -W '{}' -- \"$cur\") $(compgen -f -- \"$cur\"))\n        return\n    fi\n    \
         [[ $cur == -* ]] || return\n    case ${{COMP_WORDS[1]}} in\n",
        command_names()
    );
    for command in COMMANDS {
        let names: Vec<_> = options(command).iter().flat_map(|option| option.names.clone()).collect();
        let or_file = if command.name == "run" { "run|*" } else { command.name };
        // The pattern for files comes last.
        if command.name != "run" {
            let _ = writeln!(script, "        {or_file}) words='{}' ;;", names.join(" "));
        }
    }
    for command in COMMANDS.iter().filter(|command| command.name == "run") {
        let names: Vec<_> = options(command).iter().flat_map(|option| option.names.clone()).collect();
        let _ = writeln!(script, "        *) words='{}' ;;", names.join(" "));
    }
    script += "    esac\n    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\ncomplete -o bashdefault -o default -F _windlass windlass\n";
    script
}

fn zsh() -> String {
    let quoted = |text: &str| text.replace('\'', "'\\''");
    let mut script = String::from("#compdef windlass\n\n_windlass() {\n    local -a commands\n    commands=(\n");
    for command in COMMANDS {
        let _ = writeln!(script, "        '{}:{}'", command.name, quoted(command.help));
    }
    script += "    )\n    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n        _describe command commands\n        _files\n        return\n    fi\n    local command=$words[2]\n    case $command in\n";
    for command in COMMANDS {
        let _ = writeln!(script, "        {})\n            _arguments \\", command.name);
        for option in options(command) {
            let text = quoted(&option.text).replace('[', "\\[").replace(']', "\\]").replace(':', "\\:");
            let value = match (option.value, values(&option)) {
                ("", _) => String::new(),
                (_, Some(values)) => format!(":value:({values})"),
                (value, None) => format!(":{}:_files", value.replace([':', '[', ']', '=', '|'], " ").trim()),
            };
            for name in &option.names {
                let equals = match (name.starts_with("--"), &*value, option.value_is_optional) {
                    (true, value, false) if !value.is_empty() => "=",
                    (true, _, true) => "=-",
                    _ => "",
                };
                let optional = if option.value_is_optional { ":" } else { "" };
                let _ = writeln!(script, "                '*{name}{equals}[{text}]{optional}{}' \\", quoted(&value));
            }
        }
        script += "                '*:file:_files'\n            ;;\n";
    }
    script += "        *) _files ;;\n    esac\n}\n\n_windlass \"$@\"\n";
    script
}

fn fish() -> String {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('\'', "\\'");
    let mut script = String::new();
    for command in COMMANDS {
        let _ = writeln!(
            script,
            "complete -c windlass -n __fish_use_subcommand -a {} -d '{}'",
            command.name,
            quoted(command.help)
        );
    }
    for command in COMMANDS {
        for option in options(command) {
            let mut line = format!("complete -c windlass -n '__fish_seen_subcommand_from {}'", command.name);
            for name in &option.names {
                let _ = match name.strip_prefix("--") {
                    Some(long) => write!(line, " -l {long}"),
                    None => write!(line, " -s {}", name.trim_start_matches('-')),
                };
            }
            match (option.value, values(&option)) {
                _ if option.value_is_optional => {}
                ("", _) => {}
                (_, Some(values)) => _ = write!(line, " -x -a '{values}'"),
                _ => line += " -r",
            }
            let _ = writeln!(script, "{line} -d '{}'", quoted(&option.text));
        }
    }
    script
}
