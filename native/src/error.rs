//! What can go wrong in the native core, with a stable code for each case.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A case of failure. Its `Display` is one sentence that says what and where, then what to do next.
///
/// Codes are for good: LG6001–LG6099 belong to this enum, LG6000 (the addon is not built) to `src/native.ts`.
#[derive(Debug, Clone, PartialEq)]
pub enum NativeError {
    InputTooLarge { bytes: usize, limit: u32 },
    TreeTooDeep { element: String, line: u64, limit: u32 },
    TooManyNodes { line: u64, limit: u32 },
    UnknownContext { given: String },
    InvalidLimit { name: &'static str, given: f64 },
    NoRoot,
    SeveralRoots { first: String, second: String },
    OpaqueRoot { element: String },
    RootChanged { old: String, new: String },
    NumbersExhausted,
    Panicked { reason: String },
}

/// Runs a call and turns a panic in it into an error, so that it cannot end the process.
pub fn catch_panic<T, E: From<NativeError>>(call: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|payload| {
        let reason = panic_reason(&*payload);
        Err(NativeError::Panicked { reason }.into())
    })
}

fn panic_reason(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| text.to_string());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no reason given".to_owned())
}

impl NativeError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::InputTooLarge { .. } => "LG6001",
            Self::TreeTooDeep { .. } => "LG6002",
            Self::TooManyNodes { .. } => "LG6003",
            Self::UnknownContext { .. } => "LG6004",
            Self::InvalidLimit { .. } => "LG6005",
            Self::NoRoot => "LG6006",
            Self::SeveralRoots { .. } => "LG6007",
            Self::OpaqueRoot { .. } => "LG6008",
            Self::RootChanged { .. } => "LG6009",
            Self::NumbersExhausted => "LG6010",
            Self::Panicked { .. } => "LG6099",
        }
    }
}

impl fmt::Display for NativeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InputTooLarge { bytes, limit } => write!(
                f,
                "The HTML is {bytes} bytes long, and the limit is {limit}. \
                 Render less on one page, for example with a limit on its list, or raise maxInputBytes."
            ),
            Self::TreeTooDeep { element, line, limit } => write!(
                f,
                "The HTML nests deeper than {limit} levels at <{element}> on line {line}. \
                 Look for an element that is never closed or a template that includes itself, or raise maxDepth."
            ),
            Self::TooManyNodes { line, limit } => write!(
                f,
                "The HTML has more than {limit} nodes, counted up to line {line}. \
                 Render less on one page, for example with a limit on its list, or raise maxNodes."
            ),
            Self::UnknownContext { given } => write!(
                f,
                "The fragment context must be an element name such as \"div\", \"svg path\" or \"math mi\", \
                 but got: {given:?}. Give the name of the element that the HTML is parsed for."
            ),
            Self::InvalidLimit { name, given } => write!(
                f,
                "{name} must be a whole number from 1 to {}, but got: {given}. \
                 Leave it out to use the default.",
                u32::MAX
            ),
            Self::NoRoot => write!(
                f,
                "The page has no element with lg-root. \
                 Put lg-root on the element around what changes, such as <main lg-root> in the layout."
            ),
            Self::SeveralRoots { first, second } => write!(
                f,
                "The page has more than one element with lg-root: first <{first}>, then <{second}>. \
                 Keep one of them, and use lg-ignore for what is not to be patched."
            ),
            Self::OpaqueRoot { element } => write!(
                f,
                "The element <{element}> cannot be the live root, because its content is never patched. \
                 Put lg-root on an element without lg-ignore that is not a <template>."
            ),
            Self::RootChanged { old, new } => write!(
                f,
                "The live root was <{old}> and is now <{new}>, and a browser cannot patch one into the other. \
                 Give the root the same element on every render, or load the page anew."
            ),
            Self::NumbersExhausted => write!(
                f,
                "The page has used up its {} node numbers. Adopt it anew, which starts again from 1.",
                u32::MAX
            ),
            Self::Panicked { reason } => write!(
                f,
                "The native core stopped unexpectedly: {reason}. \
                 This is a bug in livegraft; please report it with the HTML that caused it."
            ),
        }
    }
}

impl std::error::Error for NativeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_with_its_reason() {
        let error = catch_panic::<(), NativeError>(|| panic!("stack of {} elements", 3)).unwrap_err();
        assert_eq!(error.code(), "LG6099");
        assert_eq!(
            error.to_string(),
            "The native core stopped unexpectedly: stack of 3 elements. \
             This is a bug in livegraft; please report it with the HTML that caused it."
        );
    }

    #[test]
    fn no_two_cases_share_a_code() {
        let cases = [
            NativeError::InputTooLarge { bytes: 2, limit: 1 },
            NativeError::TreeTooDeep {
                element: "div".into(),
                line: 1,
                limit: 1,
            },
            NativeError::TooManyNodes { line: 1, limit: 1 },
            NativeError::UnknownContext { given: "".into() },
            NativeError::InvalidLimit {
                name: "maxDepth",
                given: -1.0,
            },
            NativeError::NoRoot,
            NativeError::SeveralRoots {
                first: "".into(),
                second: "".into(),
            },
            NativeError::OpaqueRoot { element: "".into() },
            NativeError::RootChanged {
                old: "".into(),
                new: "".into(),
            },
            NativeError::NumbersExhausted,
            NativeError::Panicked { reason: "".into() },
        ];
        let mut codes: Vec<_> = cases.iter().map(NativeError::code).collect();
        codes.dedup();
        let numbered = (6001..=6010).map(|number| format!("LG{number}"));
        assert_eq!(codes, numbered.chain(["LG6099".to_owned()]).collect::<Vec<_>>());
    }
}
