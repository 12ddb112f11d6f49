use super::{DEFAULT_TOML, sections, settings};
use crate::limits;

#[test]
fn every_line_of_the_defaults_is_an_option_with_a_reason() {
    let written: toml::Table = toml::from_str(DEFAULT_TOML).unwrap();
    let mut count = 0;
    for section in sections() {
        assert!(!section.about.is_empty(), "[{}] has no comment", section.name);
    }
    for setting in settings() {
        let mut table = &written;
        let mut path: Vec<&str> = setting.path.split('.').collect();
        let name = path.pop().unwrap();
        for part in path {
            table = table[part].as_table().unwrap();
        }
        assert_eq!(table[name], setting.default, "{}", setting.path);
        assert!(setting.about.len() > 10, "{} has no comment", setting.path);
        count += 1;
    }
    let lines = DEFAULT_TOML.lines().filter(|line| line.contains(" = ") && !line.starts_with('#')).count();
    assert_eq!(count, lines);
}

#[test]
fn defaults_are_within_their_own_limits() {
    for setting in settings() {
        assert_eq!(limits::check(setting, &setting.default), Ok(()), "{}", setting.path);
    }
}
