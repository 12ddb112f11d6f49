use watchline_model::SourceKind;

use super::check;

fn refusal(package: &str, kind: SourceKind) -> String {
    check(package, kind).err().unwrap_or_default()
}

#[test]
fn packages_of_all_shapes_are_taken() {
    for package in [
        "PyPI/langchain",
        "npm/@scope/name",
        "crates.io/serde",
        "Go/github.com/ollama/ollama",
        "Maven/com.example:tool",
        "GitHub Actions/example/action",
    ] {
        assert_eq!(check(package, SourceKind::Osv), Ok(()), "{package}");
        assert_eq!(check(package, SourceKind::Ghsa), Ok(()), "{package}");
    }
    assert_eq!(check("Debian:12/python3-torch", SourceKind::Osv), Ok(()));
}

#[test]
fn a_wrong_ecosystem_is_told_with_the_nearest() {
    assert_eq!(
        refusal("pypi/langchain", SourceKind::Osv),
        "`pypi` in `pypi/langchain` is not a known ecosystem; did you mean `PyPI`?"
    );
    assert_eq!(
        refusal("cargo/serde", SourceKind::Ghsa),
        "`cargo` in `cargo/serde` is not an ecosystem of GitHub's advisories; did you mean `crates.io`?"
    );
    assert!(refusal("pip/torch", SourceKind::Osv).ends_with("did you mean `PyPI`?"));
}

#[test]
fn an_ecosystem_of_osv_alone_is_refused_for_githubs_advisories() {
    assert!(
        refusal("Debian:12/curl", SourceKind::Ghsa).starts_with("`Debian` in `Debian:12/curl` is not an ecosystem")
    );
}

#[test]
fn a_package_without_its_ecosystem_or_its_name_is_told() {
    assert_eq!(
        refusal("langchain", SourceKind::Osv),
        "`langchain` names no ecosystem; write it as \"PyPI/langchain\" or \"npm/@scope/name\""
    );
    for package in ["PyPI", "PyPI/", "PyPI/ ", "PyPI/two words"] {
        assert_eq!(
            refusal(package, SourceKind::Osv),
            format!("`{package}` names no package; write it as \"PyPI/name\"")
        );
    }
}
