//! The tools: what each takes, and how it is answered.

use std::sync::Arc;

use rmcp::model::{JsonObject, ToolAnnotations};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use watchline_model::{Basis, Dated};

use super::answers::{self, Claims, Found, Incident, Timeline};
use crate::api::dto::value_of;
use crate::error::WebError;
use crate::finding::{LONGEST_QUERY, SearchParams};
use crate::material::{self, Asked, IncidentMaterial, as_of};
use crate::state::WebState;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Search,
    Incident,
    Timeline,
    Claims,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum What {
    #[default]
    Incidents,
    Documents,
    Events,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Search {
    /// In the query language: words, "exact phrases", -without, (this OR that), and fields such as vendor:anthropic
    /// product:"claude code" event:data_exposure status:alleged severity>=high tier:vendor cve:CVE-2026-1234
    /// after:2026-06 before:2026-07-15 happened:2026-03. Empty finds everything.
    #[schemars(length(max = LONGEST_QUERY))]
    query: String,
    /// What to list; incidents unless told otherwise.
    #[serde(default)]
    kind: What,
    /// How many; 10 unless told otherwise.
    #[serde(default = "ten")]
    #[schemars(range(min = 1, max = 50))]
    limit: usize,
    /// `next_cursor` of the answer before.
    cursor: Option<String>,
}

fn ten() -> usize {
    10
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct One {
    /// Id of the incident: INC-2026-0042.
    #[schemars(regex(pattern = r"^INC-[0-9]{4}-[0-9]{4,9}$"))]
    id: String,
    /// As it was known at the end of this day, month or year: 2026-07-03. Left out: as it stands.
    by: Option<String>,
}

impl Tool {
    pub(super) const ALL: [Self; 4] = [Self::Search, Self::Incident, Self::Timeline, Self::Claims];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Incident => "incident",
            Self::Timeline => "timeline",
            Self::Claims => "claims",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.name() == name)
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Search => "Search the archive",
            Self::Incident => "One incident",
            Self::Timeline => "What happened, in order",
            Self::Claims => "Who says what",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::Search => {
                "Finds incidents, documents or events. Answers the exact total, one page of items with permanent \
                 links, and what of the query was not understood. Events carry the words that tell them."
            }
            Self::Incident => {
                "An incident in short: status and how it came there, severity and why, when the vendor answered, \
                 and its documents with publisher, date, hash and links; and how to cite it."
            }
            Self::Timeline => {
                "The dated events of an incident, earliest first, each with how exactly its date is known, when it \
                 became known, and the exact words of every document that tells it."
            }
            Self::Claims => {
                "Who alleges, reports, acknowledges, confirms, denies, disputes, announces or retracts what in an \
                 incident, in which words."
            }
        }
    }

    pub(super) fn described(self) -> rmcp::model::Tool {
        let (input, output) = match self {
            Self::Search => (input::<Search>(), output::<Found>()),
            Self::Incident => (input::<One>(), output::<Incident>()),
            Self::Timeline => (input::<One>(), output::<Timeline>()),
            Self::Claims => (input::<One>(), output::<Claims>()),
        };
        rmcp::model::Tool::new(self.name(), self.about(), input)
            .with_title(self.title())
            .with_raw_output_schema(output)
            .with_annotations(
                ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(false),
            )
    }
}

fn input<T: JsonSchema>() -> Arc<JsonObject> {
    schema::<T>(SchemaSettings::draft2020_12().into_generator())
}

fn output<T: JsonSchema>() -> Arc<JsonObject> {
    schema::<T>(SchemaSettings::draft2020_12().for_serialize().into_generator())
}

fn schema<T: JsonSchema>(generator: SchemaGenerator) -> Arc<JsonObject> {
    Arc::new(generator.into_root_schema_for::<T>().as_object().cloned().unwrap_or_default())
}

/// Answers a call; a failure is a sentence with its remedy.
pub(super) async fn call(state: &WebState, tool: Tool, arguments: JsonObject) -> Result<Value, String> {
    match tool {
        Tool::Search => search(state, read(arguments)?).await,
        Tool::Incident => {
            let material = find(state, read(arguments)?).await?;
            Ok(value_of(&Incident::new(&material, state)))
        }
        Tool::Timeline => {
            let material = find(state, read(arguments)?).await?;
            Ok(value_of(&Timeline::new(&material, state)))
        }
        Tool::Claims => {
            let material = find(state, read(arguments)?).await?;
            Ok(value_of(&Claims::new(&material, state)))
        }
    }
}

fn read<T: DeserializeOwned>(arguments: JsonObject) -> Result<T, String> {
    serde_json::from_value(Value::Object(arguments))
        .map_err(|error| format!("the arguments are not understood: {error}"))
}

async fn search(state: &WebState, asked: Search) -> Result<Value, String> {
    if !(1..=50).contains(&asked.limit) {
        return Err(format!("`limit` is not a number from 1 to 50: {}", asked.limit));
    }
    if asked.query.chars().count() > LONGEST_QUERY {
        return Err(format!("`query` is longer than {LONGEST_QUERY} characters; shorten it"));
    }
    let params = SearchParams { limit: asked.limit, cursor: asked.cursor, ..SearchParams::of(asked.query) };
    let found = match asked.kind {
        What::Incidents => crate::api::incidents(state, &params).await.map(answers::incidents),
        What::Documents => crate::api::documents(state, &params).await.map(answers::documents),
        What::Events => crate::api::events(state, &params).await.map(answers::events),
    };
    found.map(|found| value_of(&found)).map_err(|error| told(&error))
}

/// The incident that is asked for; one that was merged away leads to where it went.
async fn find(state: &WebState, asked: One) -> Result<Box<IncidentMaterial>, String> {
    let by = match asked.by.as_deref().map(str::trim).filter(|by| !by.is_empty()) {
        Some(by) => Some(Dated::parse(by, Basis::Published).ok_or_else(|| {
            format!("`by` is not a date: `{}`; write 2026-07-03, 2026-07 or an RFC 3339 moment", short(by))
        })?),
        None => None,
    };
    // What is yet to come is known as far as it is known now.
    let by = by.filter(|by| by.latest() < state.now());
    let mut id = asked.id.trim().to_uppercase();
    // The survivor of a merge is no longer merged itself.
    for _ in 0..2 {
        let found = match by {
            Some(by) => as_of::incident_by(state, &id, by).await,
            None => material::incident(state, &id).await,
        };
        match found {
            Ok(Asked::Found(material)) => return Ok(material),
            Ok(Asked::Moved(into)) => id = into.to_string(),
            Err(WebError::NotFound { .. }) => {
                return Err(format!(
                    "there is no incident `{}` at that time; find its id with the tool `search`",
                    short(&id)
                ));
            }
            Err(error) => return Err(told(&error)),
        }
    }
    Err(format!("incident `{}` was merged into another just now; ask again", short(&id)))
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// What an assistant is told of a failure; what is only for the log is logged.
fn told(error: &WebError) -> String {
    if error.status().is_server_error() {
        tracing::error!(%error, "a tool failed");
    }
    error.told()
}
