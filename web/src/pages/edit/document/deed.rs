//! The forms of a document's edit page, each one call of the store.

use watchline_model::{DecisionId, Entity, EntityId, EventKind, RelevanceVerdict, Taxonomy};
use watchline_store::{Decided, Deciding, DocumentView, NewEvent, Retag, StoreError};

use crate::error::WebError;
use crate::pages::edit;
use crate::params::Params;
use crate::state::WebState;

/// # Errors
/// Where the store fails; what cannot be done is a sentence within.
pub(super) async fn carry_out(
    state: &WebState,
    view: &DocumentView,
    params: &Params,
    by: &Deciding,
) -> Result<Result<Vec<DecisionId>, String>, WebError> {
    let id = view.document.id;
    let outcome = match params.get("do").unwrap_or_default() {
        "relevance" => match params.text("value").parse::<RelevanceVerdict>() {
            Ok(verdict) => state.store.set_relevance(id, verdict, by).await,
            Err(error) => return Ok(Err(error.to_string())),
        },
        "join" => match edit::incident_named(state, &params.text("into")).await? {
            Ok(into) => state.store.join_document(id, into, by).await,
            Err(why) => return Ok(Err(why)),
        },
        "remove" => match edit::incident_named(state, &params.text("from")).await? {
            Ok(from) => state.store.remove_document(id, from, by).await,
            Err(why) => return Ok(Err(why)),
        },
        "retag" => match retag(&state.taxonomy, params) {
            Ok(retag) => state.store.retag_document(id, &retag, by).await,
            Err(why) => return Ok(Err(why)),
        },
        other => return Ok(Err(format!("`{other}` is none of this page's forms"))),
    };
    match outcome {
        Ok(Decided { decision, .. }) => Ok(Ok(vec![decision])),
        Err(StoreError::Conflict(why)) => Ok(Err(why)),
        Err(other) => Err(other.into()),
    }
}

/// What the form says is wrong or missing.
fn retag(taxonomy: &Taxonomy, params: &Params) -> Result<Retag, String> {
    let mut retag = Retag {
        remove_entities: params.all("entity").map(EntityId::from).collect(),
        remove_kinds: params.all("event").map(EventKind::from).collect(),
        ..Retag::default()
    };
    if let Some(named) = params.get("add_entity") {
        retag.add_entities.push(known(taxonomy, named).ok_or_else(|| {
            format!("`{named}` is no name of the taxonomy; what it lacks is added to entities.toml first")
        })?);
    }
    match (params.get("kind"), params.get("quote")) {
        (Some(kind), Some(quote)) => {
            let kind = EventKind::from(kind);
            if taxonomy.event(&kind).is_none() {
                return Err(format!("`{kind}` is no kind of event"));
            }
            retag.add_events.push(NewEvent { kind, quote: quote.to_owned() });
        }
        (Some(_), None) => return Err("an event needs the words that support it: copy them from the text".to_owned()),
        (None, Some(_)) => return Err("choose what kind of event these words tell of".to_owned()),
        (None, None) => {}
    }
    if retag == Retag::default() {
        return Err("mark a tag that is wrong, or add one".to_owned());
    }
    Ok(retag)
}

/// By id, name or alias, without regard to case.
fn known(taxonomy: &Taxonomy, named: &str) -> Option<Entity> {
    let named = named.to_lowercase();
    let is = |text: &str| text.to_lowercase() == named;
    let mut entities = taxonomy.entities.iter();
    let exact = entities.clone().find(|entity| is(entity.id.as_str()) || is(&entity.name));
    let found =
        exact.or_else(|| entities.find(|entity| entity.aliases.iter().chain(&entity.ambiguous).any(|alias| is(alias))));
    found.map(watchline_model::taxonomy::TaxonomyEntity::entity)
}
