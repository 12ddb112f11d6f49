use std::path::Path;

use super::reference;

#[test]
fn the_reference_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/configuration.md");
    if std::env::var_os("WATCHLINE_BLESS").is_some() {
        std::fs::write(&path, reference()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == reference(),
        "docs/configuration.md is not what default.toml says; run `WATCHLINE_BLESS=1 cargo test -p watchline-config` and look at the difference"
    );
}

#[test]
fn every_option_has_its_variable_beside_it() {
    let reference = reference();
    for setting in crate::options::settings() {
        assert!(reference.contains(&format!("### `{}`", setting.path)), "{}", setting.path);
        assert!(reference.contains(&format!("`{}`", setting.variable())), "{}", setting.path);
    }
}
