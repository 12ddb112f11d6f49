//! From files, environment and command line to one checked [`Config`].
//!
//! The command line goes before the environment, the environment before the file, the file before the defaults.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use watchline_model::{Source, Taxonomy};

use crate::document::{self, Table};
use crate::options::{self, Setting};
use crate::problem::{Problem, Problems};
use crate::settings::Settings;
use crate::sources;
use crate::taxonomy::{Draft, Located};
use crate::{environment, lint};

const DEFAULT_FILE: &str = "watchline.toml";

/// What the command line says.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// `--config`; left out, `watchline.toml` in the working directory if there is one.
    pub config: Option<PathBuf>,
    /// `--data`: goes before `store.data_dir` and `store.url`.
    pub data: Option<PathBuf>,
    /// Variables as [`crate::environment()`] gives them; those without the prefix are ignored.
    pub environment: Vec<(String, String)>,
}

/// How to run and what to watch, checked.
#[derive(Debug, Clone)]
pub struct Config {
    pub settings: Settings,
    /// Shipped ones and the operator's, disabled ones included.
    pub sources: Vec<Source>,
    pub taxonomy: Taxonomy,
    /// The file that was read.
    pub file: Option<PathBuf>,
}

/// Reads the configuration. All problems that can be found in one go are told together.
pub fn load(options: &LoadOptions) -> Result<Config, Problems> {
    let file = options.config.clone().or_else(|| Some(PathBuf::from(DEFAULT_FILE)).filter(|path| path.exists()));
    let mut problems = Vec::new();
    let root = match &file {
        Some(path) => read_file(path, "--config names a file that cannot be read").map_err(Problems)?,
        None => Table::new(),
    };
    let name = file.as_deref().map(display).unwrap_or_default();
    let mut values = options::read(&name, &root, &mut problems);
    values.extend(environment::read(&options.environment, &mut problems));
    let settings = make_settings(&values, options, &name, &mut problems);

    let mut draft = Draft::shipped(&mut problems);
    let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    for path in settings.iter().flat_map(|settings| &settings.taxonomy.files) {
        let path = folder.join(path);
        match read_file(&path, "`taxonomy.files` names a file that cannot be read") {
            Ok(root) => draft.lay_over(&display(&path), &root, &mut problems),
            Err(mistakes) => problems.extend(mistakes),
        }
    }
    lint::check_entities(&draft.entities, &mut problems);

    let shipped = settings.as_ref().is_none_or(|settings| settings.sources.shipped);
    let sources = read_sources(&name, &root, shipped, &draft, &mut problems);
    let Some(settings) = settings else { return Err(Problems(sorted(problems))) };
    Problems::or(problems, Config { settings, sources, taxonomy: draft.taxonomy(), file })
}

fn read_sources(name: &str, root: &Table, shipped: bool, draft: &Draft, problems: &mut Vec<Problem>) -> Vec<Source> {
    let (base, mistakes) = sources::read_shipped();
    problems.extend(mistakes);
    let own = sources::read(name, root, &base, problems);
    let mut all: Vec<Located<Source>> = if shipped { base } else { Vec::new() };
    for source in own {
        match all.iter_mut().find(|known| known.value.id == source.value.id) {
            Some(known) => *known = source,
            None => all.push(source),
        }
    }
    lint::check_vendors(&all, &draft.entities, problems);
    all.into_iter().map(|source| source.value).collect()
}

/// The defaults with `values` laid over them, later ones winning, and what follows from them.
fn make_settings(
    values: &[(&'static Setting, toml::Value)],
    options: &LoadOptions,
    file: &str,
    problems: &mut Vec<Problem>,
) -> Option<Settings> {
    let mut root: toml::Table = toml::from_str(options::default_toml()).expect("default.toml is tested");
    for (setting, value) in values {
        let mut table = &mut root;
        let mut parts: Vec<&str> = setting.path.split('.').collect();
        let name = parts.pop().expect("a path has a last part");
        for part in parts {
            table = table[part].as_table_mut().expect("default.toml has the sections of all options");
        }
        table.insert(name.to_owned(), value.clone());
    }
    let mut settings = match Settings::deserialize(root) {
        Ok(settings) => settings,
        Err(error) => {
            problems.push(Problem::new(file, None, "", error.message()));
            return None;
        }
    };
    let given = |path: &str| values.iter().any(|(setting, _)| setting.path == path);
    place(&mut settings, options.data.as_deref(), given("store.url"), given("store.data_dir"));
    settings.server.public_url = settings.server.public_url.trim_end_matches('/').to_owned();
    settings.analysis.model.url = settings.analysis.model.url.trim_end_matches('/').to_owned();
    if settings.analysis.model.is_on() && settings.analysis.model.model.trim().is_empty() {
        let message = "must name a model while `analysis.model.url` is set; write for example `model = \"example-8b\"`";
        problems.push(Problem::new(file, None, "analysis.model.model", message));
    }
    Some(settings)
}

/// Database, data folder, index and outbox lie together unless each is placed by itself.
fn place(settings: &mut Settings, data: Option<&Path>, url_given: bool, folder_given: bool) {
    let store = &mut settings.store;
    if let Some(data) = data {
        store.data_dir = data.to_owned();
    }
    if data.is_some() || (folder_given && !url_given) {
        store.url = format!("sqlite:{}", store.data_dir.join("watchline.db").display());
    } else if url_given && !folder_given {
        let path = Path::new(store.url.trim_start_matches("sqlite:"));
        store.data_dir = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
    }
    if settings.index.folder.as_os_str().is_empty() {
        settings.index.folder = store.data_dir.join("index");
    }
    if settings.alerts.folder.as_os_str().is_empty() {
        settings.alerts.folder = store.data_dir.join("outbox");
    }
}

fn read_file(path: &Path, what: &str) -> Result<Table, Vec<Problem>> {
    let name = display(path);
    let bytes = std::fs::read(path).map_err(|error| {
        let reason = error.to_string().to_lowercase();
        vec![Problem::new(&name, None, "", format!("{what} ({reason}); check the path"))]
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|_| vec![Problem::new(&name, None, "", "is not UTF-8; save it as UTF-8 text")])?;
    // Some editors begin a file with a byte order mark.
    document::parse(&name, text.strip_prefix('\u{feff}').unwrap_or(&text))
}

fn display(path: &Path) -> String {
    path.display().to_string()
}

fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems.dedup();
    problems
}

#[cfg(test)]
mod tests;
