//! The taxonomy that comes with Watchline: `taxonomy/`, compiled in.

use serde::Deserialize;
use watchline_model::taxonomy::{EventDefinition, Taxonomy};

use super::Draft;
use crate::document;
use crate::problem::Problem;

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        /// (file name, text) of every file in `taxonomy/entities/`; a test holds the list to the folder.
        pub(super) const ENTITY_FILES: &[(&str, &str)] =
            &[$((concat!($name, ".toml"), include_str!(concat!("../../taxonomy/entities/", $name, ".toml")))),+];
    };
}

shipped![
    "assistants-america",
    "business-software",
    "countries-asia",
    "countries-europe",
    "countries-others",
    "developer-tools",
    "frameworks",
    "google",
    "hardware",
    "machine-learning-tools",
    "media-makers",
    "meta-amazon-apple",
    "microsoft",
    "networks-america",
    "networks-china",
    "open-source-agents",
    "open-source-fronts",
    "openai-anthropic",
    "organizations",
    "regulators-europe",
    "regulators-united-states",
    "regulators-world",
    "security-firms",
    "surveillance",
    "vehicles",
    "vendors-asia",
    "vendors-china",
    "vendors-europe",
];

const EVENTS: &str = include_str!("../../taxonomy/events.toml");
const SEVERITY: &str = include_str!("../../taxonomy/severity.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventsFile {
    #[serde(default)]
    event: Vec<EventDefinition>,
}

/// Names, event kinds and severity rules of this build. A test holds it to be free of problems.
pub fn shipped_taxonomy() -> Taxonomy {
    draft(&mut Vec::new()).taxonomy()
}

pub(super) fn draft(problems: &mut Vec<Problem>) -> Draft {
    let mut draft = Draft::default();
    for (name, text) in ENTITY_FILES {
        let file = format!("(shipped) taxonomy/entities/{name}");
        match document::parse(&file, text) {
            Ok(root) => draft.lay_over(&file, &root, problems),
            Err(mistakes) => problems.extend(mistakes),
        }
    }
    match toml::from_str::<EventsFile>(EVENTS) {
        Ok(file) => draft.events = file.event,
        Err(error) => problems.push(Problem::new("(shipped) taxonomy/events.toml", None, "", error.to_string())),
    }
    match toml::from_str(SEVERITY) {
        Ok(rules) => draft.severity = rules,
        Err(error) => problems.push(Problem::new("(shipped) taxonomy/severity.toml", None, "", error.to_string())),
    }
    draft
}
