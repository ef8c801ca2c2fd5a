//! The option `-W`: which proposals modules may use, by the names that Wasmtime gives them.

use windlass::{Proposal, Status};

use crate::arguments::{Arguments, closest};
use crate::failure::Failure;

/// The part of a command's help about this option.
macro_rules! feature_options_help {
    () => {
        "  -W NAME[=y|n][,...]       Let modules use a proposal, or not, such as -W simd=n; the name
                            all-proposals stands for all. May be repeated
"
    };
}
pub(crate) use feature_options_help;

/// What stands for all proposals.
const ALL: &str = "all-proposals";

/// What was said of proposals.
#[derive(Clone, Debug, Default)]
pub(crate) struct FeatureOptions {
    /// Of all of them. What is said of one counts more, wherever it is.
    all: Option<bool>,
    /// Of single ones, in order.
    each: Vec<(&'static Proposal, bool)>,
}

impl FeatureOptions {
    /// Takes the value of the option, which is the last that was read from `args`.
    ///
    /// # Errors
    /// Where a proposal is not known, or is to be turned on and not there.
    pub(crate) fn accept(&mut self, args: &mut Arguments) -> Result<(), Failure> {
        let text = args.text()?;
        for item in text.split(',') {
            let (name, enable) = match item.split_once('=') {
                None => (item, true),
                Some((name, "y" | "yes" | "true")) => (name, true),
                Some((name, "n" | "no" | "false")) => (name, false),
                Some(_) => return Err(args.bad_value(item, "what follows the = is y or n")),
            };
            if name == ALL {
                self.all = Some(enable);
                continue;
            }
            let Some(proposal) = Proposal::find(name) else {
                return Err(args.bad_value(item, unknown(name)));
            };
            match proposal.status {
                Status::NotInThisBuild(feature) if enable => {
                    let why = format!("this build of Windlass was made without it (feature `{feature}`)");
                    return Err(args.bad_value(item, why));
                }
                Status::NotImplemented if enable => {
                    let why = format!("Windlass does not have {} (proposal `{}`)", proposal.what, proposal.name);
                    return Err(args.bad_value(item, why));
                }
                _ => self.each.push((proposal, enable)),
            }
        }
        Ok(())
    }

    /// Calls `set` for every proposal of which something was said.
    pub(crate) fn apply(&self, mut set: impl FnMut(&Proposal, bool)) {
        if let Some(enable) = self.all {
            Proposal::ALL.iter().for_each(|proposal| set(proposal, enable));
        }
        self.each.iter().for_each(|&(proposal, enable)| set(proposal, enable));
    }
}

/// What is said of a name that no proposal has.
fn unknown(name: &str) -> String {
    let names = || Proposal::ALL.iter().map(|proposal| proposal.flag).chain([ALL]);
    // Some know a proposal by the name of its repository, or by that of the section `target_features`.
    let other = Proposal::ALL.iter().find(|proposal| proposal.name == name).map(|proposal| proposal.flag);
    match other.or_else(|| closest(name, names())) {
        Some(meant) => format!("there is no such proposal; did you mean '{meant}'?"),
        None => {
            format!("there is no such proposal; those that are known are: {}", names().collect::<Vec<_>>().join(", "))
        }
    }
}
