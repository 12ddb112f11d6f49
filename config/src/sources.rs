//! What is watched: the shipped sources, and the operator's `[[source]]` blocks laid over them by id.

mod keys;
mod packages;
mod shipped;
mod ways;
mod write;

use watchline_model::{DocumentKind, EntityId, Schedule, Source, SourceKind, Tier};

use crate::document::{Table, Value};
use crate::fields::{self, Fields};
use crate::limits::check_web_address;
use crate::problem::Problem;
use crate::schedule::{read_cron, read_every};
use crate::taxonomy::Located;

pub(crate) use keys::{KEYS, SELECTOR_KEYS, keys_within, words_of};
pub(crate) use shipped::read as read_shipped;
pub use shipped::shipped_sources;
pub use write::source_toml;

/// The sources of a file's `[[source]]` blocks, over those of `base` with the same id. A block with a mistake is told
/// and left out.
pub(crate) fn read(
    file: &str,
    root: &Table,
    base: &[Located<Source>],
    problems: &mut Vec<Problem>,
) -> Vec<Located<Source>> {
    let mut read: Vec<Located<Source>> = Vec::new();
    let Some((line, node)) = root.get("source") else { return read };
    if !matches!(&node.value, Value::List(items) if items.iter().all(|item| matches!(item.value, Value::Table(_)))) {
        let message = format!("expected [[source]] blocks, found {}; write `[[source]]`", node.value.describe());
        problems.push(Problem::new(file, Some(*line), "source", message));
        return read;
    }
    for (nth, (line, table)) in fields::tables_of(&node.value).into_iter().enumerate() {
        let Some(source) = read_block(file, nth, line, table, base, problems) else { continue };
        if let Some(first) = read.iter().find(|known| known.value.id == source.id) {
            let message = format!("this id is already used on line {}; give one of them another id", first.line);
            problems.push(Problem::new(file, Some(line), format!("source \"{}\".id", source.id), message));
            continue;
        }
        read.push(Located { value: source, file: file.to_owned(), line });
    }
    read
}

fn read_block(
    file: &str,
    nth: usize,
    line: usize,
    table: &Table,
    base: &[Located<Source>],
    problems: &mut Vec<Problem>,
) -> Option<Source> {
    let before = problems.len();
    let id = match table.get("id").map(|(_, node)| &node.value) {
        Some(Value::Text(id)) => id.trim().to_owned(),
        _ => String::new(),
    };
    let name = if id.is_empty() { format!("source {}", nth + 1) } else { format!("source \"{id}\"") };
    let mut fields = Fields::new(file, name, line, table, KEYS, problems);
    if !is_slug(&id) {
        fields.problem("id", "needs an id of lower-case letters, digits and hyphens; write `id = \"example-news\"`");
    }
    let base = base.iter().map(|known| &known.value).find(|known| known.id.as_str() == id);
    let source = read_source(&mut fields, &id, base);
    if problems.len() > before { None } else { source }
}

fn read_source(fields: &mut Fields<'_, '_>, id: &str, base: Option<&Source>) -> Option<Source> {
    let name = fields.text("name").or_else(|| base.map(|base| base.name.clone())).unwrap_or_else(|| id.to_owned());
    let publisher = fields.text("publisher").or_else(|| base.map(|base| base.publisher.clone()));
    let tier = read_word(fields, "tier", Tier::all(), Tier::as_str).or_else(|| base.map(|base| base.tier));
    if tier.is_none() && !fields.has("tier") {
        let words: Vec<&str> = Tier::all().iter().map(|tier| tier.as_str()).collect();
        fields.problem("tier", format!("missing; say who speaks there, one of: {}", words.join(", ")));
    }
    let kind_given = read_word(fields, "kind", SourceKind::all(), SourceKind::as_str);
    let kind_mistaken = kind_given.is_none() && fields.has("kind");
    let kind = kind_given.or_else(|| base.map(|base| base.kind)).unwrap_or(SourceKind::Feed);
    let url = read_url(fields, kind, base);
    let schedule = read_schedule(fields).or_else(|| base.map(|base| base.schedule.clone()));
    let inherited =
        |given: Option<String>, shipped: fn(&Source) -> Option<String>| given.or_else(|| base.and_then(shipped));
    let language = read_code(fields, "language", "language code (ISO 639-1), as \"en\"");
    let country = read_code(fields, "country", "country code (ISO 3166-1), as \"us\"");
    let document_kind = read_word(fields, "document_kind", DocumentKind::all(), DocumentKind::as_str);
    let mut source = Source {
        name: name.clone(),
        publisher: publisher.unwrap_or(name),
        language: inherited(language, |base| base.language.clone()),
        country: inherited(country, |base| base.country.clone()),
        vendor: fields.text("vendor").map(EntityId).or_else(|| base.and_then(|base| base.vendor.clone())),
        schedule: schedule.unwrap_or(Schedule::Adaptive),
        enabled: fields.boolean("enabled").or_else(|| base.map(|base| base.enabled)).unwrap_or(true),
        document_kind: document_kind.or_else(|| base.and_then(|base| base.document_kind)),
        note: inherited(fields.text("note"), |base| base.note.clone()),
        ..Source::new(id, kind, tier.unwrap_or(Tier::Community), url.clone().unwrap_or_default())
    };
    // Of a kind that nobody knows nothing can be said of what it may have.
    if !kind_mistaken {
        ways::read(fields, &mut source, base);
    }
    // A stand-in is never handed on: what it stands in for has been told.
    (tier.is_some() && url.is_some()).then_some(source)
}

/// As given, else as shipped, else the home of the kind.
fn read_url(fields: &mut Fields<'_, '_>, kind: SourceKind, base: Option<&Source>) -> Option<String> {
    let given = fields.text("url");
    if let Some(url) = &given {
        return match check_web_address(url) {
            Ok(()) => given,
            Err(message) => {
                fields.problem("url", message);
                None
            }
        };
    }
    let url = base.map(|base| base.url.clone()).or_else(|| ways::default_url(kind).map(str::to_owned));
    if url.is_none() && !fields.has("url") {
        fields.problem("url", "a source needs an address; add `url = \"https://…\"`");
    }
    url
}

fn read_word<T>(fields: &mut Fields<'_, '_>, key: &str, all: &[T], word: fn(T) -> &'static str) -> Option<T>
where
    T: Copy + std::str::FromStr<Err = watchline_model::NotAWord>,
{
    let known: Vec<&str> = all.iter().map(|item| word(*item)).collect();
    fields.word(key, &known)
}

fn read_schedule(fields: &mut Fields<'_, '_>) -> Option<Schedule> {
    if fields.has("every") && fields.has("schedule") {
        fields.problem("schedule", "`every` is given as well; keep one of the two");
        return None;
    }
    let (key, read) = match (fields.text("every"), fields.text("schedule")) {
        (Some(text), _) => ("every", read_every(&text)),
        (None, Some(text)) => ("schedule", read_cron(&text)),
        (None, None) => return None,
    };
    read.map_err(|message| fields.problem(key, message)).ok()
}

fn read_code(fields: &mut Fields<'_, '_>, key: &str, what: &str) -> Option<String> {
    let text = fields.text(key)?;
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(text);
    }
    fields.problem(key, format!("`{text}` is not a two-letter {what}"));
    None
}

/// Lower-case letters, digits and single hyphens within, so that an id can stand in an address and in a query.
pub(crate) fn is_slug(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty()
        && text.bytes().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

#[cfg(test)]
mod tests;
