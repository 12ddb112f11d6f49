//! The reference for operators, `docs/configuration.md`: written from `default.toml` and the key lists, so that it
//! cannot say anything else than the program does.

use std::fmt::Write;

use crate::fields::Key;
use crate::limits::{self, Limit};
use crate::options::{self, Setting};
use crate::print::is_secret;
use crate::{sources, taxonomy};

const TOP: &str = "\
# Configuration

<!-- Generated from config/default.toml; do not edit. `WATCHLINE_BLESS=1 cargo test -p watchline-config` writes it. -->

Watchline reads `watchline.toml` in the working directory, or the file given by `--config`. Every option has a
default, so the file may be left out altogether. An option can also be set from the environment: `server.listen` is
`WATCHLINE__SERVER__LISTEN`; a list is written with commas. The command line goes before the environment, the
environment before the file, the file before the defaults.

`watchline config check` tells every mistake with file, line, key and remedy; `watchline config print` shows the
effective values; `watchline config schema` gives a JSON Schema for editors.

A small example:

```toml
[server]
listen = \"127.0.0.1:8080\"
public_url = \"https://watch.example.org\"

[crawler]
user_agent_contact = \"ops@example.org\"

[[source]]
id = \"example-news\"
name = \"Example News\"
tier = \"press\"
kind = \"feed\"
url = \"https://news.example.org/rss.xml\"
every = \"15m\"

[[source]]                 # a shipped source is changed or switched off by its id
id = \"bleepingcomputer\"
enabled = false
```
";

const SOURCE: &str = "
## `[[source]]`

A place to watch, one block each. Blocks with the id of a shipped source change that source: what the block leaves out
stays as shipped.
";

const SELECTORS: &str = "
### `[source.selectors]`

Where on an index page the items are. Each is a CSS selector.

```toml
[[source]]
id = \"example-newsroom\"
tier = \"vendor\"
kind = \"listing\"
url = \"https://www.example.org/newsroom\"
include = [\"https://www.example.org/newsroom/*\"]

[source.selectors]
item = \"article.teaser\"
title = \"h3\"
```
";

const ENTITY: &str = "
## `[[entity]]`, in a file of `taxonomy.files`

Names to look for, one block each. Blocks with the id of a shipped entity extend that entity: lists are added to, the
rest is replaced. No name may belong to two entities.

```toml
[[entity]]
id = \"example-assistant\"
kind = \"product\"
name = \"Example Assistant\"
owner = \"example-ai\"
```
";

/// The whole document, Markdown.
pub fn reference() -> String {
    let mut out = String::from(TOP);
    for section in options::sections() {
        line(&mut out, &format!("\n## `[{}]`\n\n{}", section.name, section.about));
        for setting in &section.options {
            line(&mut out, &format!("\n### `{}`\n\n{}\n", setting.path, setting.about));
            line(&mut out, &facts(setting));
        }
    }
    out.push_str(SOURCE);
    keys(&mut out, sources::KEYS);
    out.push_str(SELECTORS);
    keys(&mut out, sources::SELECTOR_KEYS);
    out.push_str(ENTITY);
    keys(&mut out, taxonomy::ENTITY_KEYS);
    out
}

fn facts(setting: &Setting) -> String {
    let mut facts = format!("Default: `{}`", setting.default);
    match limits::limit(&setting.path) {
        Some(Limit::Between(least, most)) => facts.push_str(&format!(" · {least} to {most}")),
        Some(Limit::OneOf(words)) => facts.push_str(&format!(" · one of `{}`", words.join("`, `"))),
        Some(Limit::Web) => facts.push_str(" · an http or https address"),
        Some(Limit::WebOrNothing) => facts.push_str(" · an http or https address, or nothing"),
        Some(Limit::Networks) => facts.push_str(" · networks in CIDR notation"),
        Some(Limit::Listen | Limit::Store | Limit::NotEmpty) | None => {}
    }
    if is_secret(&setting.path) {
        facts.push_str(" · never printed");
    }
    facts.push_str(&format!(" · `{}`", setting.variable()));
    facts
}

fn keys(out: &mut String, keys: &[Key]) {
    line(out, "\n| key | value | meaning |\n|---|---|---|");
    for key in keys {
        line(out, &format!("| `{}` | {} | {} |", key.name, key.kind.describe(), key.about));
    }
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing into a String does not fail");
}

#[cfg(test)]
mod tests;
