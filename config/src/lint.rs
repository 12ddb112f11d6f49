//! What no single block shows: names claimed twice, owners and vendors that do not exist.

use std::collections::HashMap;

use watchline_model::Source;
use watchline_model::taxonomy::TaxonomyEntity;

use crate::problem::Problem;
use crate::suggest;
use crate::taxonomy::Located;

/// Files of this build begin with this word in messages.
const SHIPPED: &str = "(shipped)";

pub(crate) fn check_entities(entities: &[Located<TaxonomyEntity>], problems: &mut Vec<Problem>) {
    check_names(entities, problems);
    let ids: Vec<&str> = entities.iter().map(|entity| entity.value.id.as_str()).collect();
    for entity in entities {
        let value = &entity.value;
        if let Some(owner) = &value.owner {
            if owner == &value.id {
                problems.push(problem(entity, "owner", "an entity cannot own itself; remove the owner"));
            } else if !ids.contains(&owner.as_str()) {
                problems.push(problem(entity, "owner", &unknown(owner.as_str(), &ids)));
            }
        }
        if !value.ambiguous.is_empty() && value.context.is_empty() && value.owner.is_none() {
            let message = "ambiguous names need words that make them unmistakable; add `context = [\"…\"]`";
            problems.push(problem(entity, "ambiguous", message));
        }
    }
}

/// A name means one entity: case-folded, no two may claim it.
fn check_names(entities: &[Located<TaxonomyEntity>], problems: &mut Vec<Problem>) {
    let mut claimed: HashMap<String, &Located<TaxonomyEntity>> = HashMap::new();
    for entity in entities {
        let value = &entity.value;
        for name in std::iter::once(&value.name).chain(&value.aliases).chain(&value.ambiguous) {
            let Some(first) = claimed.insert(name.to_lowercase(), entity) else { continue };
            if first.value.id == value.id {
                continue;
            }
            // The operator's file is the one that can be changed.
            let (here, there) = match (first.file.starts_with(SHIPPED), entity.file.starts_with(SHIPPED)) {
                (false, true) => (first, entity),
                _ => (entity, first),
            };
            let message = format!(
                "the name `{name}` is claimed by `{}` as well ({}:{}); leave it to one of the two",
                there.value.id, there.file, there.line
            );
            problems.push(problem(here, "aliases", &message));
        }
    }
}

/// A source's vendor is an entity.
pub(crate) fn check_vendors(
    sources: &[Located<Source>],
    entities: &[Located<TaxonomyEntity>],
    problems: &mut Vec<Problem>,
) {
    let ids: Vec<&str> = entities.iter().map(|entity| entity.value.id.as_str()).collect();
    for source in sources {
        if let Some(vendor) = &source.value.vendor
            && !ids.contains(&vendor.as_str())
        {
            let key = format!("source \"{}\".vendor", source.value.id);
            problems.push(Problem::new(&source.file, Some(source.line), key, unknown(vendor.as_str(), &ids)));
        }
    }
}

fn unknown(id: &str, ids: &[&str]) -> String {
    match suggest::nearest(id, ids.iter().copied()) {
        Some(word) => format!("there is no entity `{id}`; did you mean `{word}`?"),
        None => format!("there is no entity `{id}`; add it as an [[entity]] to a file of `taxonomy.files`"),
    }
}

fn problem(entity: &Located<TaxonomyEntity>, key: &str, message: &str) -> Problem {
    Problem::new(&entity.file, Some(entity.line), format!("entity \"{}\".{key}", entity.value.id), message)
}
