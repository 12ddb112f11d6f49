use super::*;
use clap::CommandFactory;

#[test]
fn the_command_line_is_well_formed() {
    Cli::command().debug_assert();
}

#[test]
fn every_command_of_the_contract_exists() {
    let command = Cli::command();
    let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    for name in [
        "demo", "serve", "crawl", "source", "extract", "tag", "cluster", "import", "search", "export", "reindex",
        "retag", "verify", "doctor", "backup", "restore", "config", "user",
    ] {
        assert!(known.contains(&name), "{name}");
    }
}
