use super::print;
use crate::{LoadOptions, default_toml, load};

fn load_with(variables: &[(&str, &str)]) -> crate::Config {
    let environment = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    load(&LoadOptions { environment, ..LoadOptions::default() }).unwrap()
}

#[test]
fn what_is_printed_loads_as_the_same() {
    let config = load_with(&[
        ("WATCHLINE__CRAWLER__CONCURRENCY", "7"),
        ("WATCHLINE__CRAWLER__ALLOWED_PRIVATE_NETWORKS", "10.0.0.0/8"),
    ]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.toml");
    std::fs::write(&path, print(&config)).unwrap();
    let again = load(&LoadOptions { config: Some(path), ..LoadOptions::default() }).unwrap();
    assert_eq!(again.settings, config.settings);
    assert_eq!(again.sources, config.sources);
}

#[test]
fn every_comment_of_the_defaults_is_printed() {
    let printed = print(&load_with(&[]));
    for comment in default_toml().lines().filter(|line| line.starts_with('#')) {
        assert!(printed.contains(comment), "{comment}");
    }
}

#[test]
fn secrets_are_not_printed() {
    let printed =
        print(&load_with(&[("WATCHLINE__SERVER__SECRET", "hush"), ("WATCHLINE__ALERTS__SMTP__PASSWORD", "hush")]));
    assert!(!printed.contains("hush"));
    assert!(printed.contains("secret = \"…\"") && printed.contains("password = \"…\""));
}
