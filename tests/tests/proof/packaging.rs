//! What is shipped: the licences of what is built in, and an image that builds with the Rust it says.

use std::path::Path;

use cargo_metadata::MetadataCommand;
use spdx::{Expression, ParseMode};

use crate::architecture::root;
use crate::program::command;

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The licences that `deny.toml` lets in.
fn allowed() -> Vec<String> {
    let rules: toml::Table = toml::from_str(&read("deny.toml")).unwrap();
    let allow = rules["licenses"]["allow"].as_array().unwrap();
    allow.iter().map(|licence| licence.as_str().unwrap().to_owned()).collect()
}

fn may_come_in(licence: &str, allowed: &[String]) -> bool {
    let expression =
        Expression::parse_mode(licence, ParseMode::LAX).unwrap_or_else(|error| panic!("{licence}: {error}"));
    expression.evaluate(|requirement| allowed.iter().any(|known| *known == requirement.to_string()))
}

#[test]
fn every_crate_that_is_built_in_has_a_licence_that_may_come_in() {
    let allowed = allowed();
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).exec().unwrap();
    assert!(metadata.packages.len() > 100, "the dependencies were not resolved");
    for package in metadata.packages {
        let licence = package.license.as_deref().unwrap_or("none");
        assert!(may_come_in(licence, &allowed), "{} {}: {licence} is not in deny.toml", package.name, package.version);
    }
}

#[test]
fn a_licence_that_asks_for_the_whole_program_stays_out() {
    let allowed = allowed();
    assert!(!may_come_in("GPL-3.0-only", &allowed));
    assert!(!may_come_in("MIT AND AGPL-3.0-only", &allowed));
    assert!(may_come_in("GPL-3.0-only OR MIT", &allowed));
}

#[test]
fn the_image_is_built_with_the_rust_that_is_asked_for_and_starts_what_exists() {
    let image = read("Dockerfile");
    let workspace: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    let rust = workspace["workspace"]["package"]["rust-version"].as_str().unwrap();
    assert!(image.contains(&format!("FROM rust:{rust}-")), "the Dockerfile does not build with Rust {rust}");
    let profile = image.split("--profile ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    assert!(workspace["profile"].get(profile).is_some(), "no profile {profile}");
    let built = image.split("COPY --from=build ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    assert_eq!(Path::new(built).parent().and_then(Path::file_name).unwrap(), profile);

    let started = image.split("CMD [\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut set = command(folder.path(), &["config", "print"]);
    for line in image.lines().filter(|line| line.contains("WATCHLINE__")) {
        let (name, value) =
            line.trim_start_matches("ENV").trim().trim_end_matches('\\').trim().split_once('=').unwrap();
        set.env(name, value);
    }
    let printed = set.output().unwrap();
    assert!(printed.status.success(), "the image sets what is no option: {}", String::from_utf8_lossy(&printed.stderr));
    assert!(
        String::from_utf8_lossy(&printed.stdout).contains("0.0.0.0:8080"),
        "the image does not listen to the outside"
    );
    let help = command(folder.path(), &[started, "--help"]).output().unwrap();
    assert!(help.status.success(), "the image starts `watchline {started}`, which is no command");
}
