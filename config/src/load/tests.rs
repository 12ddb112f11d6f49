use std::path::{Path, PathBuf};

use watchline_model::SourceId;

use super::{Config, LoadOptions, load};
use crate::settings::AlertTransport;

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn load_text(text: &str, environment: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let config = write(folder.path(), "w.toml", text);
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let options = LoadOptions { config: Some(config.clone()), data: None, environment };
    load(&options).map_err(|problems| {
        let place = config.display().to_string();
        problems.iter().map(|problem| problem.to_string().replace(&place, "w.toml")).collect()
    })
}

#[test]
fn without_a_file_the_defaults_hold() {
    let config = load(&LoadOptions::default()).unwrap();
    assert_eq!(config.file, None);
    assert_eq!(config.settings.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.settings.server.secret, None);
    assert_eq!(config.settings.store.url, "sqlite:data/watchline.db");
    assert_eq!(config.settings.index.folder, Path::new("data/index"));
    assert_eq!(config.settings.alerts.folder, Path::new("data/outbox"));
    assert_eq!(config.settings.alerts.transport, AlertTransport::File);
    assert_eq!(config.sources, crate::shipped_sources());
    assert_eq!(config.taxonomy, crate::shipped_taxonomy());
}

#[test]
fn the_example_of_the_product_loads() {
    let text = "
        [server]
        listen = \"127.0.0.1:8081\"
        public_url = \"https://watch.example.org/\"
        [store]
        url = \"sqlite:data/watchline.db\"
        [crawler]
        user_agent_contact = \"ops@example.org\"
        allowed_private_networks = [\"127.0.0.0/8\"]
        [sources]
        shipped = false
        [[source]]
        id = \"example-news\"
        name = \"Example News\"
        tier = \"press\"
        kind = \"feed\"
        url = \"https://news.example.org/rss.xml\"
        every = \"15m\"
        [[source]]
        id = \"bleepingcomputer\"
    ";
    let config = load_text(text, &[]).unwrap();
    assert_eq!(config.settings.server.public_url, "https://watch.example.org");
    assert_eq!(config.settings.crawler.allowed_private_networks.len(), 1);
    let ids: Vec<SourceId> = config.sources.into_iter().map(|source| source.id).collect();
    assert_eq!(ids, ["example-news".into(), "bleepingcomputer".into()]);
}

#[test]
fn every_mistake_of_a_file_is_told_in_one_go() {
    let text = "[server]
listen = \"localhost\"
[crawler]
user_agnet = \"x\"
concurrency = 0
max_redirects = \"5\"
allowed_private_networks = [\"127.0.0.1\", \"x\"]
listen = \"127.0.0.1:80\"
[serv]
x = 1
[alerts.smtp]
prot = 25
tls = \"startls\"
[store]
url = \"postgres://x\"
[[source]]
id = \"a\"
tier = \"vendor\"
vendor = \"anthropc\"
url = \"https://a.example/\"
";
    let expected = [
        "w.toml:2: server.listen: `localhost` is not an IP address with a port; write for example \"127.0.0.1:8080\" or \
         \"[::]:8080\"",
        "w.toml:4: crawler.user_agnet: unknown key; did you mean `user_agent_contact`?",
        "w.toml:5: crawler.concurrency: 0 is out of range; use 1 to 512",
        "w.toml:6: crawler.max_redirects: expected a whole number, found text; for example `max_redirects = 5`",
        "w.toml:7: crawler.allowed_private_networks: `127.0.0.1` is one address, not a network; write \"127.0.0.1/32\"",
        "w.toml:8: crawler.listen: unknown key; did you mean `server.listen`?",
        "w.toml:9: serv: unknown section; did you mean `server`?",
        "w.toml:12: alerts.smtp.prot: unknown key; did you mean `port`?",
        "w.toml:13: alerts.smtp.tls: `startls` is not known here; did you mean `starttls`?",
        "w.toml:15: store.url: this version stores in SQLite only; write for example \"sqlite:data/watchline.db\"",
        "w.toml:16: source \"a\".vendor: there is no entity `anthropc`; did you mean `anthropic`?",
    ];
    assert_eq!(load_text(text, &[]).unwrap_err(), expected);
}

#[test]
fn an_endpoint_needs_the_name_of_a_model_and_no_slash_at_its_end() {
    let url = "[analysis.model]\nurl = \"https://models.example.org/v1/\"\n";
    let problems = load_text(url, &[]).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("analysis.model.model: must name a model"), "{problems:?}");
    let model = load_text(&format!("{url}model = \"example-8b\"\n"), &[]).unwrap().settings.analysis.model;
    assert!(model.is_on());
    assert_eq!(model.url, "https://models.example.org/v1");
    assert!(load_text("[analysis.model]\nurl = \"models.example.org\"\nmodel = \"m\"\n", &[]).is_err());
    assert!(!load_text("", &[]).unwrap().settings.analysis.model.is_on());
}

#[test]
fn a_section_that_is_a_value_is_told() {
    assert_eq!(
        load_text("server = 1\n", &[]).unwrap_err(),
        ["w.toml:1: server: expected a section, found a whole number; write `[server]`"]
    );
}

#[test]
fn the_environment_goes_before_the_file() {
    let environment = [
        ("WATCHLINE__SERVER__LISTEN", "0.0.0.0:9000"),
        ("WATCHLINE__CRAWLER__CONCURRENCY", "3"),
        ("WATCHLINE__SOURCES__SHIPPED", "false"),
        ("WATCHLINE__CRAWLER__ALLOWED_PRIVATE_NETWORKS", "127.0.0.0/8, ::1/128"),
        ("WATCHLINE__ALERTS__SMTP__PASSWORD", "secret"),
        ("WATCHLINE_OTHER", "is none of ours"),
    ];
    let settings = load_text("[server]\nlisten = \"127.0.0.1:1\"\n", &environment).unwrap().settings;
    assert_eq!(settings.server.listen.to_string(), "0.0.0.0:9000");
    assert_eq!((settings.crawler.concurrency, settings.sources.shipped), (3, false));
    assert_eq!(settings.crawler.allowed_private_networks.len(), 2);
    assert_eq!(settings.alerts.smtp.password.as_deref(), Some("secret"));
}

#[test]
fn mistakes_in_the_environment_name_the_variable() {
    let environment =
        [("WATCHLINE__SERVER__LISTNE", "x"), ("WATCHLINE__CRAWLER__CONCURRENCY", "many"), ("WATCHLINE__ZZZ", "")];
    assert_eq!(
        load_text("", &environment).unwrap_err(),
        [
            "environment: WATCHLINE__CRAWLER__CONCURRENCY: expected a whole number, found `many`; for example `16`",
            "environment: WATCHLINE__SERVER__LISTNE: unknown variable; did you mean `WATCHLINE__SERVER__LISTEN`?",
            "environment: WATCHLINE__ZZZ: unknown variable; `watchline config print` lists the options",
        ]
    );
}

#[test]
fn a_file_that_is_named_must_be_there() {
    let options = LoadOptions { config: Some("/nowhere/w.toml".into()), ..LoadOptions::default() };
    let problems = load(&options).unwrap_err();
    assert!(
        problems.to_string().starts_with("/nowhere/w.toml: --config names a file that cannot be read ("),
        "{problems}"
    );
}

#[test]
fn a_data_folder_moves_database_index_and_outbox() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("d");
    let options = LoadOptions { data: Some(data.clone()), ..LoadOptions::default() };
    let settings = load(&options).unwrap().settings;
    assert_eq!(settings.store.url, format!("sqlite:{}", data.join("watchline.db").display()));
    assert_eq!(settings.store.data_dir, data);
    assert_eq!(settings.index.folder, data.join("index"));
    let settings = load_text("[store]\nurl = \"sqlite:/var/lib/w/w.db\"\n", &[]).unwrap().settings;
    assert_eq!(settings.alerts.folder, Path::new("/var/lib/w/outbox"));
    let settings = load_text("[store]\ndata_dir = \"/var/lib/w\"\n", &[]).unwrap().settings;
    assert_eq!(settings.store.url, "sqlite:/var/lib/w/watchline.db");
}

#[test]
fn a_taxonomy_file_counts_from_the_folder_of_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "mine.toml", "[[entity]]\nid = \"mine\"\nkind = \"vendor\"\nname = \"Mine Labs\"\n");
    let config = write(folder.path(), "w.toml", "[taxonomy]\nfiles = [\"mine.toml\"]\n");
    let loaded = load(&LoadOptions { config: Some(config.clone()), ..LoadOptions::default() }).unwrap();
    assert!(loaded.taxonomy.entity(&"mine".into()).is_some());
    assert!(loaded.taxonomy.entity(&"openai".into()).is_some());
    write(folder.path(), "w.toml", "[taxonomy]\nfiles = [\"other.toml\"]\n");
    let problems = load(&LoadOptions { config: Some(config), ..LoadOptions::default() }).unwrap_err().to_string();
    assert!(problems.contains("other.toml: `taxonomy.files` names a file that cannot be read ("), "{problems}");
}

#[test]
fn a_byte_order_mark_is_passed_over_and_other_encodings_are_told() {
    assert!(load_text("\u{feff}[log]\nlevel = \"debug\"\n", &[]).is_ok());
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("w.toml");
    std::fs::write(&config, b"# caf\xe9\n").unwrap();
    let problems = load(&LoadOptions { config: Some(config), ..LoadOptions::default() }).unwrap_err();
    assert!(problems.to_string().ends_with("w.toml: is not UTF-8; save it as UTF-8 text"), "{problems}");
}
