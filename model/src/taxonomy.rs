//! Names, aliases and rules as data: what the analysis looks for. Read from `config/taxonomy/*.toml`
//! by `config`, handed as it is to `analysis`, `index` and `web`.

use serde::{Deserialize, Serialize};

use crate::entity::{Entity, EntityKind};
use crate::event::EventKind;
use crate::ids::EntityId;
use crate::incident::Severity;
use crate::word::words;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taxonomy {
    pub entities: Vec<TaxonomyEntity>,
    pub events: Vec<EventDefinition>,
    pub severity: SeverityRules,
}

impl Taxonomy {
    pub fn entity(&self, id: &EntityId) -> Option<&TaxonomyEntity> {
        self.entities.iter().find(|entity| entity.id == *id)
    }

    pub fn event(&self, kind: &EventKind) -> Option<&EventDefinition> {
        self.events.iter().find(|event| event.id == *kind)
    }
}

/// `[[entity]]` of entities.toml.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxonomyEntity {
    pub id: EntityId,
    pub kind: EntityKind,
    pub name: String,
    #[serde(default)]
    pub owner: Option<EntityId>,
    /// Unambiguous names beside `name`; matched without regard to case, as whole words, the longest first.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names that are also common words or people's names ("Cursor", "Meta", "Claude", "Gemini"): they count only
    /// with this exact case, and only if one of `context` stands in the document.
    /// Where `name` itself is such a word, it is repeated here.
    #[serde(default)]
    pub ambiguous: Vec<String>,
    /// Words that make an ambiguous name unmistakable; `owner`'s names count too. Without regard to case.
    #[serde(default)]
    pub context: Vec<String>,
    /// Whole phrases in which an alias is not this entity ("meta description", "Apple Daily").
    #[serde(default)]
    pub except: Vec<String>,
    /// Host names that are its own voice: `anthropic.com`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// ISO 3166-1, lower case (a vendor's seat, a regulator's country; for kind `country` the code itself).
    #[serde(default)]
    pub country: Option<String>,
    /// It is about AI as such: a mention makes a document relevant on the vendor side. `false` for Apple,
    /// Microsoft, Amazon, …, whose name alone does not.
    #[serde(default = "yes")]
    pub ai: bool,
}

impl TaxonomyEntity {
    pub fn entity(&self) -> Entity {
        Entity { id: self.id.clone(), kind: self.kind, name: self.name.clone(), owner: self.owner.clone() }
    }
}

fn yes() -> bool {
    true
}

words! {
    /// Families of event kinds, for facets and the documentation.
    Family {
        Weakness = "weakness",
        Breach = "breach",
        Misuse = "misuse",
        Service = "service",
        Restriction = "restriction",
        Response = "response",
        Law = "law",
    }
}

/// `[[event]]` of events.toml: a kind, what it means, and the patterns by which it is seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventDefinition {
    pub id: EventKind,
    pub family: Family,
    /// For people: "Ban", "Data exposure".
    pub label: String,
    pub definition: String,
    pub example: String,
    #[serde(default)]
    pub counter_example: Option<String>,
    /// For people: by which words it is recognised, and what does not count.
    #[serde(default)]
    pub recognised: Option<String>,
    /// What it adds to an incident's severity, 0 to 10.
    pub severity_weight: f32,
    #[serde(default)]
    pub patterns: Vec<EventPattern>,
}

/// A pattern over one sentence; see `analysis::events` for how the parts are matched.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventPattern {
    /// Regular expression (crate `regex` syntax, case-insensitive) that must match within the sentence.
    pub text: String,
    /// Sentence does not count if this matches too.
    #[serde(default)]
    pub unless: Option<String>,
    /// Sentence must match this too, before, after or within the match.
    #[serde(default)]
    pub also: Option<String>,
    /// What must be spoken of besides.
    #[serde(default)]
    pub needs: Option<Needs>,
    /// Kinds beside which, told in the same document, this pattern does not count.
    #[serde(default)]
    pub yields_to: Vec<EventKind>,
    /// ISO 639-1 of the language it is for.
    #[serde(default = "english")]
    pub language: String,
    /// Where the actor stands.
    #[serde(default)]
    pub actor: Side,
    /// Where the target stands.
    #[serde(default)]
    pub target: Side,
}

fn english() -> String {
    "en".to_owned()
}

/// Where AI must be spoken of for a pattern to count: by the name of an AI vendor, product or model, or by a word
/// ("chatbot", "driverless", "facial recognition").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// In the sentence.
    Ai,
    /// Anywhere in the document.
    AiText,
}

/// Where in the sentence, relative to the match, a role is filled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The nearest entity before the match.
    Before,
    /// The nearest entity after the match.
    After,
    /// The nearest product or model of either side.
    Product,
    /// The nearest vendor, organization or regulator of either side.
    Organization,
    /// Nobody is named by this pattern.
    #[default]
    None,
}

/// severity.toml: how event weights and facts make a severity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeverityRules {
    /// Lowest score of each severity, in rising order.
    pub thresholds: Vec<SeverityThreshold>,
    /// Added when the sentence matches.
    #[serde(default)]
    pub facts: Vec<SeverityFact>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeverityThreshold {
    pub severity: Severity,
    pub score: f32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeverityFact {
    pub id: String,
    /// Regular expression over an event's sentence, case-insensitive.
    pub text: String,
    pub weight: f32,
    /// For people: "more than a million people".
    pub label: String,
}
