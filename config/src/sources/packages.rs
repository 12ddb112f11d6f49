//! Names of packages, as `PyPI/langchain`: which ecosystems there are, and what is wrong with a name.
//!
//! Ecosystems are spelt as the OSV schema spells them (<https://ossf.github.io/osv-schema/#defined-ecosystems>), since
//! OSV's answers depend on upper and lower case; a release may follow behind a colon, as in `Debian:12`.

use watchline_model::SourceKind;

use crate::suggest;

/// Known to GitHub's advisories as well, under names of its own.
const SHARED: [&str; 12] = [
    "PyPI",
    "npm",
    "crates.io",
    "Go",
    "Maven",
    "NuGet",
    "RubyGems",
    "Packagist",
    "Hex",
    "Pub",
    "GitHub Actions",
    "SwiftURL",
];
const OSV_ONLY: [&str; 32] = [
    "AlmaLinux",
    "Alpaquita",
    "Alpine",
    "Android",
    "Bioconductor",
    "Bitnami",
    "Chainguard",
    "ConanCenter",
    "CRAN",
    "Debian",
    "Echo",
    "FreeBSD",
    "GHC",
    "Hackage",
    "Julia",
    "Kubernetes",
    "Linux",
    "Mageia",
    "MinimOS",
    "opam",
    "openEuler",
    "openSUSE",
    "OSS-Fuzz",
    "Photon OS",
    "Red Hat",
    "Rocky Linux",
    "Root",
    "SUSE",
    "Ubuntu",
    "VSCode",
    "Wolfi",
    "BellSoft Hardened Containers",
];
/// What people call them, and the tools that install from them.
const OTHER_NAMES: [(&str, &str); 13] = [
    ("pip", "PyPI"),
    ("python", "PyPI"),
    ("node", "npm"),
    ("javascript", "npm"),
    ("rust", "crates.io"),
    ("cargo", "crates.io"),
    ("golang", "Go"),
    ("composer", "Packagist"),
    ("php", "Packagist"),
    ("gem", "RubyGems"),
    ("erlang", "Hex"),
    ("actions", "GitHub Actions"),
    ("swift", "SwiftURL"),
];

/// What is wrong with the package for a source of this kind, and how to put it right.
pub(super) fn check(package: &str, kind: SourceKind) -> Result<(), String> {
    let (ecosystem, name) = package.split_once('/').map_or((package, ""), |(ecosystem, name)| (ecosystem, name.trim()));
    let known = ecosystems_of(kind);
    let base = ecosystem.split_once(':').map_or(ecosystem, |(base, _)| base);
    if !package.contains('/') && !known.contains(&base) {
        return Err(format!("`{package}` names no ecosystem; write it as \"PyPI/langchain\" or \"npm/@scope/name\""));
    }
    if !known.contains(&base) {
        let remedy = match OTHER_NAMES.iter().find(|(other, _)| base.eq_ignore_ascii_case(other)) {
            Some((_, word)) => format!("; did you mean `{word}`?"),
            None => suggest::remedy(base, &known),
        };
        let place = if kind == SourceKind::Ghsa { "an ecosystem of GitHub's advisories" } else { "a known ecosystem" };
        return Err(format!("`{base}` in `{package}` is not {place}{remedy}"));
    }
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err(format!("`{package}` names no package; write it as \"{base}/name\""));
    }
    Ok(())
}

fn ecosystems_of(kind: SourceKind) -> Vec<&'static str> {
    let mut known = SHARED.to_vec();
    if kind != SourceKind::Ghsa {
        known.extend(OSV_ONLY);
    }
    known
}

#[cfg(test)]
mod tests;
