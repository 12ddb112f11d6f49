//! Options from the environment: `WATCHLINE__SERVER__LISTEN` is `server.listen`.

use crate::limits;
use crate::options::{self, Setting};
use crate::problem::Problem;
use crate::suggest;

const PREFIX: &str = "WATCHLINE__";
/// What messages call the environment in place of a file.
const PLACE: &str = "environment";

/// The variables of this process that are meant for Watchline; those that are no Unicode are left out.
pub fn environment() -> Vec<(String, String)> {
    let mut variables = Vec::new();
    for (name, value) in std::env::vars_os() {
        if let (Ok(name), Ok(value)) = (name.into_string(), value.into_string())
            && name.starts_with(PREFIX)
        {
            variables.push((name, value));
        }
    }
    variables
}

/// What the variables set; those without the prefix are none of ours.
pub(crate) fn read(
    variables: &[(String, String)],
    problems: &mut Vec<Problem>,
) -> Vec<(&'static Setting, toml::Value)> {
    let mut values = Vec::new();
    for (name, text) in variables {
        if !name.starts_with(PREFIX) {
            continue;
        }
        let Some(setting) = options::settings().find(|setting| setting.variable() == *name) else {
            problems.push(Problem::new(PLACE, None, name, unknown(name)));
            continue;
        };
        match convert(setting, text).and_then(|value| limits::check(setting, &value).map(|()| value)) {
            Ok(value) => values.push((setting, value)),
            Err(message) => problems.push(Problem::new(PLACE, None, name, message)),
        }
    }
    values
}

fn unknown(name: &str) -> String {
    let known: Vec<String> = options::settings().map(Setting::variable).collect();
    // Without the prefix, which all of them share and which would make any two look alike.
    let name = name.strip_prefix(PREFIX).unwrap_or(name);
    match suggest::nearest(name, known.iter().filter_map(|known| known.strip_prefix(PREFIX))) {
        Some(word) => format!("unknown variable; did you mean `{PREFIX}{word}`?"),
        None => "unknown variable; `watchline config print` lists the options".to_owned(),
    }
}

fn convert(setting: &Setting, text: &str) -> Result<toml::Value, String> {
    let refuse = || format!("expected {}, found `{text}`; for example `{}`", setting.expects(), setting.default);
    match setting.default {
        toml::Value::Integer(_) => text.trim().parse().map(toml::Value::Integer).map_err(|_| refuse()),
        toml::Value::Boolean(_) => text.trim().parse().map(toml::Value::Boolean).map_err(|_| refuse()),
        toml::Value::Array(_) => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Ok(toml::Value::Array(items.map(|item| toml::Value::String(item.to_owned())).collect()))
        }
        _ => Ok(toml::Value::String(text.to_owned())),
    }
}
