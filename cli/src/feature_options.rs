//! The option `-W`: which proposals modules may use, by the names that Wasmtime gives them.

use windlass::{Proposal, Status};

use crate::arguments::{Arguments, closest};
use crate::failure::Failure;

/// The part of a command's help about this option.
macro_rules! feature_options_help {
    () => {
        "  -W NAME[=y|n][,...]       Allow modules to use a proposal, or forbid it, such as -W simd=n;
                            'all-proposals' means all. May be repeated
"
    };
}
pub(crate) use feature_options_help;

/// The name for all proposals.
const ALL: &str = "all-proposals";

/// The parsed values of `-W`.
#[derive(Clone, Debug, Default)]
pub(crate) struct FeatureOptions {
    /// The value for `all-proposals`. Values for single proposals override it, whatever the order.
    all: Option<bool>,
    /// Values for single proposals, in order.
    each: Vec<(&'static Proposal, bool)>,
}

impl FeatureOptions {
    /// Parses the value of the option, which was just read from `args`.
    ///
    /// # Errors
    /// Fails if a proposal is unknown, or is to be enabled and not supported.
    pub(crate) fn accept(&mut self, args: &mut Arguments) -> Result<(), Failure> {
        let text = args.text()?;
        text.split(',').try_for_each(|item| self.accept_item(item, args))
    }

    /// Whether any proposal was enabled or disabled.
    pub(crate) fn name_proposals(&self) -> bool {
        self.all.is_some() || !self.each.is_empty()
    }

    fn accept_item(&mut self, item: &str, args: &Arguments) -> Result<(), Failure> {
        let (name, enable) = match item.split_once('=') {
            None => (item, true),
            Some((name, "y" | "yes" | "true")) => (name, true),
            Some((name, "n" | "no" | "false")) => (name, false),
            Some(_) => return Err(args.bad_value(item, "expected y or n after the =")),
        };
        if name == ALL {
            self.all = Some(enable);
            return Ok(());
        }
        let Some(proposal) = Proposal::find(name) else {
            return Err(args.bad_value(item, unknown(name)));
        };
        match proposal.status {
            Status::NotInThisBuild(feature) if enable => {
                let why = format!("this build of Windlass was made without it (feature `{feature}`)");
                Err(args.bad_value(item, why))
            }
            Status::NotImplemented if enable => {
                let why = format!("Windlass does not support {} (proposal `{}`)", proposal.what, proposal.name);
                Err(args.bad_value(item, why))
            }
            _ => {
                self.each.push((proposal, enable));
                Ok(())
            }
        }
    }

    /// Calls `set` for every proposal that was enabled or disabled.
    pub(crate) fn apply(&self, mut set: impl FnMut(&Proposal, bool)) {
        if let Some(enable) = self.all {
            Proposal::ALL.iter().for_each(|proposal| set(proposal, enable));
        }
        self.each.iter().for_each(|&(proposal, enable)| set(proposal, enable));
    }
}

/// The message for an unknown name.
fn unknown(name: &str) -> String {
    let names = || Proposal::ALL.iter().map(|proposal| proposal.flag).chain([ALL]);
    // Users may know a proposal by its name in the `target_features` section or by its repository.
    let other = Proposal::ALL.iter().find(|proposal| proposal.name == name).map(|proposal| proposal.flag);
    match other.or_else(|| closest(name, names())) {
        Some(meant) => format!("no such proposal; did you mean '{meant}'?"),
        None => {
            format!("no such proposal; the proposals are: {}", names().collect::<Vec<_>>().join(", "))
        }
    }
}
