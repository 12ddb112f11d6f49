//! Values that the taxonomy names: entities, kinds of event, countries.

use watchline_model::EntityKind;

use super::{Meaning, is, nearest_value, suggest};
use crate::query::field::KeywordField;
use crate::query::names::NamedEntity;
use crate::query::normal::quote;
use crate::query::{Names, Node};
use crate::tokenize::fold;

/// An entity by any of its names. One of another kind than the field's is looked for all the same, with a note.
/// `entity:` takes what the taxonomy does not know for an id: people and places come from the texts.
pub(super) fn read(names: &Names, field: KeywordField, wanted: &[EntityKind], typed: &str) -> Meaning {
    if fold(typed).is_empty() {
        return Meaning::unknown(format!("no {} of the name `{typed}` is known", field.name()), None);
    }
    let Some(entity) = names.entity(typed, wanted) else {
        let mut near = names.nearest_entity(typed, wanted);
        if field == KeywordField::Entity {
            // As an id, so that the normal form is understood as what was typed is.
            // Folding twice: `⒒` becomes `11.`, which holds a full stop.
            let id = fold(&fold(typed)).replace(' ', "-");
            let near_id = names.nearest_entity(&id, wanted);
            if near_id.is_none() {
                return Meaning::of(is(field, id));
            }
            near = near.or(near_id);
        }
        let suggestion =
            near.map(|(entity, spelling)| format!("{}:{}", field_of(entity, field).name(), quote(spelling)));
        return Meaning::unknown(format!("no {} of the name `{typed}` is known", field.name()), suggestion);
    };
    let fitting = field_of(entity, field);
    // Models are asked for as products, but not every record counts them among its products.
    let column = if entity.kind == EntityKind::Model { KeywordField::Entity } else { fitting };
    let id = entity.id.as_str().to_owned();
    let shown = suggest(fitting, &id);
    let node = Node::Is { field: column, values: vec![id], shown };
    let mut notes = Vec::new();
    if fitting != field {
        let message = format!("{} is a {}; looking for that", entity.name, entity.kind);
        notes.push((message, Some(suggest(fitting, entity.id.as_str()))));
    }
    Meaning::Understood { node, notes }
}

/// The field in which an entity of its kind is looked for.
fn field_of(entity: &NamedEntity, asked: KeywordField) -> KeywordField {
    match entity.kind {
        _ if asked == KeywordField::Entity => KeywordField::Entity,
        EntityKind::Vendor => KeywordField::Vendor,
        EntityKind::Product | EntityKind::Model => KeywordField::Product,
        _ => KeywordField::Entity,
    }
}

/// A kind of event by id or label, or a family of them (`event:restriction`).
pub(super) fn read_event(names: &Names, typed: &str) -> Meaning {
    let field = KeywordField::Event;
    if let Some(id) = names.event(typed) {
        return Meaning::of(is(field, id.to_owned()));
    }
    if let Some((family, values)) = names.family(typed) {
        return Meaning::of(Node::Is { field, values, shown: suggest(field, family.as_str()) });
    }
    let suggestion = names.nearest_event(typed).map(|near| suggest(field, near));
    Meaning::unknown(format!("there is no kind of event `{typed}`"), suggestion)
}

/// A country by two-letter code or by name.
pub(super) fn read_country(names: &Names, typed: &str) -> Meaning {
    let field = KeywordField::Country;
    if let Some(code) = names.country_code(typed) {
        return Meaning::of(is(field, code));
    }
    let lower = typed.to_lowercase();
    if lower.len() == 2 && lower.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Meaning::of(is(field, lower));
    }
    let suggestion = names.nearest_country(typed).and_then(|near| nearest_value(field, near, [near]));
    Meaning::unknown(format!("no country of the name `{typed}` is known"), suggestion)
}
