//! A name that no list holds: where it stands, and what to add to the taxonomy.

use std::fmt::Write as _;

use watchline_model::{Entity, EntityKind};
use watchline_store::{DocumentView, ReviewItem};

use crate::error::WebError;
use crate::pages::search::title;
use crate::params::address;
use crate::state::WebState;
use crate::view::when::{When, plural};

/// Characters shown around a mention.
const AROUND: usize = 110;

pub(crate) struct Proposed {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) documents: String,
    pub(crate) search: String,
    pub(crate) places: Vec<Standing>,
    /// For `config/taxonomy/entities.toml`.
    pub(crate) snippet: String,
    /// Listed entities whose names hold this one's words.
    pub(crate) near: Vec<(String, String)>,
}

/// A document with the words around the name.
pub(crate) struct Standing {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) at: When,
    pub(crate) before: String,
    pub(crate) words: String,
    pub(crate) after: String,
}

impl Proposed {
    /// # Errors
    /// Where the store fails.
    pub(crate) async fn load(state: &WebState, item: &ReviewItem, entity: &Entity) -> Result<Self, WebError> {
        let views = state.store.list_documents(&item.documents).await?;
        let words: Vec<String> = entity.name.split_whitespace().map(str::to_lowercase).collect();
        let is_near = |name: &str| {
            let name = name.to_lowercase();
            words.iter().any(|word| word.chars().count() > 3 && name.split_whitespace().any(|other| other == word))
        };
        let known = state.taxonomy.entities.iter();
        let near = known.filter(|known| {
            known.id != entity.id && (is_near(&known.name) || known.aliases.iter().any(|alias| is_near(alias)))
        });
        Ok(Self {
            name: entity.name.clone(),
            kind: entity.kind.as_str(),
            documents: plural(item.mentions, "document"),
            search: address("/search", &[("q", &format!("\"{}\"", entity.name))]),
            places: views.iter().map(|view| standing(view, entity)).collect(),
            snippet: snippet(entity),
            near: near.take(6).map(|known| (known.id.to_string(), known.name.clone())).collect(),
        })
    }
}

fn standing(view: &DocumentView, entity: &Entity) -> Standing {
    let text: Vec<char> = view.version.reading.full_text().chars().collect();
    let mention = view.mentions.iter().find(|mention| mention.entity == entity.id && mention.end <= text.len());
    let (before, words, after) =
        mention.filter(|mention| mention.start <= mention.end).map_or_else(Default::default, |mention| {
            let cut = |from: usize, to: usize| {
                text.get(from..to).map(|part| part.iter().collect::<String>()).unwrap_or_default()
            };
            let from = mention.start.saturating_sub(AROUND);
            let to = (mention.end + AROUND).min(text.len());
            let dots = |is_cut: bool| if is_cut { "…" } else { "" };
            (
                format!("{}{}", dots(from > 0), cut(from, mention.start)),
                cut(mention.start, mention.end),
                format!("{}{}", cut(mention.end, to), dots(to < text.len())),
            )
        });
    Standing {
        address: format!("/documents/{}", view.document.id),
        title: title(view),
        publisher: view.source.publisher.clone(),
        at: crate::view::evidence::published(view),
        before,
        words,
        after,
    }
}

/// `[[entity]]` as `watchline config check` takes it.
fn snippet(entity: &Entity) -> String {
    let mut toml = format!("[[entity]]\nid = {}\nkind = {}\n", quoted(&slug(entity)), quoted(entity.kind.as_str()));
    let _ = writeln!(toml, "name = {}", quoted(&entity.name));
    match (&entity.owner, entity.kind) {
        (Some(owner), _) => {
            let _ = writeln!(toml, "owner = {}", quoted(owner.as_str()));
        }
        (None, EntityKind::Product | EntityKind::Model) => toml.push_str("# owner = \"the id of its maker\"\n"),
        _ => {}
    }
    toml.push_str("aliases = []\n");
    toml
}

fn slug(entity: &Entity) -> String {
    let plain: String = entity.name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests;
