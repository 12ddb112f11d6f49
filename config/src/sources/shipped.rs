//! The sources that come with Watchline: `sources/<publisher>.toml`, compiled in.

use watchline_model::Source;

use crate::document;
use crate::problem::Problem;
use crate::taxonomy::Located;

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        /// (file name, text) of every file in `sources/`; a test holds the list to the folder.
        pub(super) const FILES: &[(&str, &str)] =
            &[$((concat!($name, ".toml"), include_str!(concat!("../../sources/", $name, ".toml")))),+];
    };
}

shipped![
    "ai-incident-database",
    "amazon",
    "anthropic",
    "ars-technica",
    "bleepingcomputer",
    "cert-cc",
    "cisa",
    "cnil",
    "cyberscoop",
    "dark-reading",
    "edpb",
    "embrace-the-red",
    "ftc",
    "github",
    "google",
    "hacker-news",
    "heise",
    "hugging-face",
    "ico",
    "jpcert",
    "krebs-on-security",
    "lobsters",
    "meta",
    "microsoft",
    "ncsc-uk",
    "nvidia",
    "openai",
    "schneier",
    "securityweek",
    "simon-willison",
    "techcrunch",
    "the-hacker-news",
    "the-register",
    "trail-of-bits",
    "unit-42",
    "wired",
    "wiz",
    "zero-day-initiative",
];

/// In the order of their files.
pub fn shipped_sources() -> Vec<Source> {
    let (sources, _) = read();
    sources.into_iter().map(|source| source.value).collect()
}

/// With what is wrong in them, which a test holds to be nothing.
pub(crate) fn read() -> (Vec<Located<Source>>, Vec<Problem>) {
    let mut sources = Vec::new();
    let mut problems = Vec::new();
    for (name, text) in FILES {
        let file = format!("(shipped) sources/{name}");
        match document::parse(&file, text) {
            Ok(root) => sources.extend(super::read(&file, &root, &[], &mut problems)),
            Err(mistakes) => problems.extend(mistakes),
        }
    }
    (sources, problems)
}
