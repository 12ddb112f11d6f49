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
    let config = load_with(&[
        ("WATCHLINE__SERVER__SECRET", "hush"),
        ("WATCHLINE__ALERTS__SMTP__PASSWORD", "hush"),
        ("WATCHLINE__ANALYSIS__MODEL__API_KEY", "hush"),
    ]);
    let printed = print(&config);
    assert!(!printed.contains("hush"));
    for option in ["secret", "password", "api_key"] {
        assert!(printed.contains(&format!("{option} = \"…\"")), "{option}");
    }
}

#[test]
fn the_key_of_the_model_does_not_show_in_a_log() {
    let config = load_with(&[("WATCHLINE__ANALYSIS__MODEL__API_KEY", "hush")]);
    assert_eq!(config.settings.analysis.model.api_key.as_deref(), Some("hush"));
    assert!(!format!("{:?}", config.settings.analysis).contains("hush"));
}
