use super::{names, releases};

#[test]
fn functions_files_and_addresses_are_names_of_code() {
    let found =
        names("", "The function load_prompt() in loader.py of LumenAI answers /api/v1/run with renderTemplate.");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["api/v1/run", "load_prompt", "loader.py", "rendertemplate"]);
}

#[test]
fn versions_are_told_from_amounts() {
    let found = releases("", "brookchain 0.9.4 and versions before 1.2 are open; 2.5 million users, 3.5 % of all.");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["0.9.4", "1.2"]);
}
