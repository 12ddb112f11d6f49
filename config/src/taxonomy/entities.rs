//! `[[entity]]`: vendors, products, regulators, countries with their names.

use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{EntityId, EntityKind};

use super::Located;
use crate::document::{Table, Value};
use crate::fields::{self, Fields, Key, Kind};
use crate::problem::Problem;
use crate::sources::is_slug;

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, about }
}

/// The keys of an `[[entity]]` block.
pub(crate) const KEYS: &[Key] = &[
    key(
        "id",
        Kind::Text,
        "Its name in addresses and queries: lower-case letters, digits and hyphens. Required. The id \
        of a shipped entity extends that entity.",
    ),
    key(
        "kind",
        Kind::Text,
        "vendor, product, model, organization, person, regulator, country or vulnerability. Required.",
    ),
    key("name", Kind::Text, "Its name for people, which is looked for as well. Required."),
    key("owner", Kind::Text, "Id of the entity that makes or employs it."),
    key("aliases", Kind::Texts, "Further names, looked for as whole words without regard to case."),
    key(
        "ambiguous",
        Kind::Texts,
        "Names that are common words too: they count only with this exact case, and only if a \
        word of `context` or a name of the owner stands in the document. A `name` that is ambiguous is repeated here.",
    ),
    key("context", Kind::Texts, "Words that make an ambiguous name unmistakable."),
    key("except", Kind::Texts, "Whole phrases in which its names mean something else."),
    key("domains", Kind::Texts, "Host names that are its own voice: example.com."),
    key("country", Kind::Text, "Its seat, ISO 3166-1 in lower case; for a country its own code."),
    key("ai", Kind::Boolean, "Whether its name alone makes a text be about AI; true if left out."),
];

pub(super) fn lay_over(
    entities: &mut Vec<Located<TaxonomyEntity>>,
    file: &str,
    root: &Table,
    problems: &mut Vec<Problem>,
) {
    let Some((_, node)) = root.get("entity") else { return };
    for (nth, (line, table)) in fields::tables_of(&node.value).into_iter().enumerate() {
        let before = problems.len();
        let id = match table.get("id").map(|(_, node)| &node.value) {
            Some(Value::Text(id)) => id.trim().to_owned(),
            _ => String::new(),
        };
        let name = if id.is_empty() { format!("entity {}", nth + 1) } else { format!("entity \"{id}\"") };
        let known = entities.iter().position(|entity| entity.value.id.as_str() == id);
        let twice = known.map(|at| &entities[at]).filter(|first| first.file == file).map(|first| first.line);
        let mut fields = Fields::new(file, name, line, table, KEYS, problems);
        if !is_slug(&id) {
            fields.problem("id", "needs an id of lower-case letters, digits and hyphens; write `id = \"example-ai\"`");
        }
        if let Some(first) = twice {
            fields.problem("id", format!("this id is already used on line {first}; make them one entity"));
        }
        let read = read_entity(&mut fields, &id, known.map(|at| &entities[at].value));
        let Some(value) = read.filter(|_| problems.len() == before) else { continue };
        let located = Located { value, file: file.to_owned(), line };
        match known {
            Some(at) => entities[at] = located,
            None => entities.push(located),
        }
    }
}

fn read_entity(fields: &mut Fields<'_, '_>, id: &str, base: Option<&TaxonomyEntity>) -> Option<TaxonomyEntity> {
    let words: Vec<&str> = EntityKind::all().iter().map(|kind| kind.as_str()).collect();
    let kind = fields.word("kind", &words).or_else(|| base.map(|base| base.kind));
    if kind.is_none() && !fields.has("kind") {
        fields.problem("kind", format!("missing; use one of: {}", words.join(", ")));
    }
    let name = fields.text("name").or_else(|| base.map(|base| base.name.clone())).filter(|name| !name.is_empty());
    if name.is_none() {
        fields.problem("name", "an entity needs a name; add `name = \"…\"`");
    }
    let country = fields.text("country").or_else(|| base.and_then(|base| base.country.clone()));
    if country.as_ref().is_some_and(|code| code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_lowercase())) {
        fields.problem("country", "not a country code; write two lower-case letters (ISO 3166-1), as \"us\"");
    }
    let domains = joined(fields, "domains", base.map(|base| &base.domains));
    if let Some(domain) = domains.iter().find(|domain| !is_host(domain)) {
        fields.problem("domains", format!("`{domain}` is not a host name; write it as \"example.com\""));
    }
    for list in ["aliases", "ambiguous"] {
        if fields.texts(list).iter().any(String::is_empty) {
            fields.problem(list, "holds an empty name; remove it");
        }
    }
    Some(TaxonomyEntity {
        id: EntityId::new(id),
        kind: kind?,
        name: name?,
        owner: fields.text("owner").map(EntityId).or_else(|| base.and_then(|base| base.owner.clone())),
        aliases: joined(fields, "aliases", base.map(|base| &base.aliases)),
        ambiguous: joined(fields, "ambiguous", base.map(|base| &base.ambiguous)),
        context: joined(fields, "context", base.map(|base| &base.context)),
        except: joined(fields, "except", base.map(|base| &base.except)),
        domains,
        country,
        ai: fields.boolean("ai").or_else(|| base.map(|base| base.ai)).unwrap_or(true),
    })
}

/// The base's items, then those given that are new.
fn joined(fields: &Fields<'_, '_>, key: &str, base: Option<&Vec<String>>) -> Vec<String> {
    let mut items = base.cloned().unwrap_or_default();
    for item in fields.texts(key) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items
}

fn is_host(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.';
    text.contains('.') && text.bytes().all(allowed) && !text.starts_with('.') && !text.ends_with('.')
}
