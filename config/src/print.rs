//! The effective configuration as TOML, every option with its comment.

use std::fmt::Write;

use crate::load::Config;
use crate::options;
use crate::settings::Settings;
use crate::sources::source_toml;

/// Options whose value is never shown.
const SECRETS: [&str; 3] = ["server.secret", "alerts.smtp.password", "analysis.model.api_key"];
/// What stands for a secret that is set.
const HIDDEN: &str = "…";

/// `default.toml` with the effective values in it, then every effective source. Secrets are shown as "…"; all else
/// can be loaded again.
pub fn print(config: &Config) -> String {
    let values = toml::Value::try_from(visible(&config.settings)).expect("settings are plain TOML values");
    let mut out = String::new();
    let mut section = String::new();
    for line in options::default_toml().lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.to_owned();
        }
        match line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            Some((name, _)) => {
                let value = find(&values, &format!("{section}.{name}"));
                writeln!(out, "{name} = {value}").expect("writing into a String does not fail");
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    for source in &config.sources {
        out.push('\n');
        out.push_str(&source_toml(source));
    }
    out
}

fn visible(settings: &Settings) -> Settings {
    let hide = |secret: &Option<String>| secret.as_ref().map(|_| HIDDEN.to_owned());
    let mut shown = settings.clone();
    shown.server.secret = hide(&settings.server.secret);
    shown.alerts.smtp.password = hide(&settings.alerts.smtp.password);
    shown.analysis.model.api_key = hide(&settings.analysis.model.api_key);
    shown
}

fn find(values: &toml::Value, path: &str) -> toml::Value {
    let mut value = values;
    for part in path.split('.') {
        value = &value[part];
    }
    value.clone()
}

/// Whether `config print` hides the option.
pub(crate) fn is_secret(path: &str) -> bool {
    SECRETS.contains(&path)
}

#[cfg(test)]
mod tests;
