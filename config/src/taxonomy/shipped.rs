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
    "agents-and-assistants-1",
    "agents-and-assistants-2",
    "agents-and-assistants-3",
    "assistants-america",
    "business-software",
    "countries-asia",
    "countries-europe",
    "countries-others",
    "developer-tools",
    "firms-that-deploy-1",
    "firms-that-deploy-2",
    "frameworks",
    "google",
    "hardware",
    "influence-and-states-1",
    "influence-and-states-2",
    "machine-learning-tools",
    "media-and-companions-1",
    "media-and-companions-2",
    "media-and-companions-3",
    "media-makers",
    "meta-amazon-apple",
    "microsoft",
    "mobility-robots-health-1",
    "mobility-robots-health-2",
    "mobility-robots-health-3",
    "mobility-robots-health-4",
    "models-and-media-later-1",
    "models-and-media-later-2",
    "networks-america",
    "networks-china",
    "open-source-agents",
    "open-source-fronts",
    "open-source-libraries-1",
    "open-source-libraries-2",
    "open-source-libraries-3",
    "open-source-servers-1",
    "open-source-servers-2",
    "open-source-servers-3",
    "openai-anthropic",
    "organizations",
    "people-of-ai-1",
    "people-of-ai-2",
    "products-of-known-makers",
    "regulators-europe",
    "regulators-united-states",
    "regulators-world",
    "security-firms",
    "services-consumer-1",
    "services-consumer-2",
    "services-consumer-3",
    "software-at-large-1",
    "software-at-large-2",
    "software-at-large-3",
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
