//! Versions of known families of models: "Claude Opus 7", "GPT-9 mini", "Llama 6", whether or not that version is in the taxonomy.
//!
//! A version that the taxonomy names is that entity; one of a family that is an entity by itself ("Qwen", "Gemini models") is
//! the family; any other is a model of its own, made by the family's maker.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::{Entity, EntityId, EntityKind};

use super::Found;
use super::names::{Names, slug};
use crate::text::Text;

/// Family, its maker's id, and the entity that stands for all its versions, if there is one.
const FAMILIES: [(&str, &str, Option<&str>); 20] = [
    ("claude", "anthropic", None),
    ("gpt", "openai", None),
    ("gemini", "google", Some("gemini-models")),
    ("llama", "meta", Some("llama")),
    ("grok", "xai", None),
    ("qwen", "alibaba", Some("qwen")),
    ("deepseek", "deepseek", None),
    ("mistral", "mistral-ai", None),
    ("gemma", "google", Some("gemma")),
    ("phi", "microsoft", Some("phi")),
    ("kimi", "moonshot-ai", Some("kimi")),
    ("glm", "zhipu", Some("glm")),
    ("ernie", "baidu", Some("ernie")),
    ("veo", "google", Some("veo")),
    ("sora", "openai", Some("sora")),
    ("imagen", "google", Some("imagen")),
    ("hunyuan", "tencent", Some("hunyuan")),
    ("doubao", "bytedance", Some("doubao")),
    ("command", "cohere", Some("command-r")),
    ("seedance", "bytedance", Some("seedance")),
];

static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    let families = FAMILIES.map(|(family, _, _)| family).join("|");
    Regex::new(&format!(
        r"(?-u)\b(?P<family>{families})[ -]?(?:(?:opus|sonnet|haiku|pro|flash|ultra|nano|large|medium|small|coder|turbo|r|v|k|a|m)[ -]?)?(?P<version>\d{{1,2}}(?:\.\d{{1,2}})?)(?:[ -](?:opus|sonnet|haiku|pro|flash|ultra|nano|mini|turbo|lite|thinking|max|coder|maverick|scout|vision|heavy|fast|codex|exp|plus))*\b"
    ))
    .expect("the pattern is made of constants")
});

/// Adds the versions that no name of the taxonomy covers; a mention within one gives way to it.
pub(super) fn add(text: &Text, names: &Names, found: &mut Found) {
    for captures in VERSION.captures_iter(text.plain()) {
        let (Some(whole), Some(family), Some(version)) =
            (captures.get(0), captures.name("family"), captures.name("version"))
        else {
            continue;
        };
        let (start, end) = (whole.start(), whole.end());
        // "gemini 2" in small letters is no name; neither is "GPT-4o" cut short, nor a number that goes on.
        let written = text.slice(start, end);
        let capital = written.starts_with(char::is_uppercase) || written.contains('-') || family.as_bytes() == b"gpt";
        let next = text.plain().get(end).copied().unwrap_or(b' ');
        let goes_on = matches!(next, b'.' | b'%' | b',') && text.plain().get(end + 1).is_some_and(u8::is_ascii_digit);
        let amount =
            [&b" million"[..], b" billion", b" percent", b" years", b" months", b" days", b" times", b" users"]
                .iter()
                .any(|word| text.plain()[end..].starts_with(word));
        let covered = found.seen.iter().any(|seen| seen.start <= start && end <= seen.end);
        if !capital || goes_on || amount || covered {
            continue;
        }
        let Some((_, maker, general)) = FAMILIES.iter().find(|(name, _, _)| name.as_bytes() == family.as_bytes())
        else {
            continue;
        };
        let entity = known(text, names, (start, end), version.end(), *general).unwrap_or_else(|| Entity {
            id: EntityId::new(slug(written)),
            kind: EntityKind::Model,
            name: written.to_owned(),
            owner: Some(EntityId::from(*maker)).filter(|maker| names.is_taken(maker)),
        });
        found.seen.retain(|seen| seen.end <= start || end <= seen.start);
        if names.is_taken(&entity.id) {
            found.add(&entity, start, end, "model-version".to_owned());
        } else {
            found.ai.insert(entity.id.clone());
            found.add(&entity, start, end, "coined:model-version".to_owned());
        }
    }
    found.forget_unseen();
    found.seen.sort_by(|a, b| (a.start, a.end, &a.entity).cmp(&(b.start, b.end, &b.entity)));
}

/// The version as the taxonomy has it: in full, without what stands behind its number, without its minor number; else the family.
fn known(
    text: &Text,
    names: &Names,
    (start, end): (usize, usize),
    number: usize,
    family: Option<&str>,
) -> Option<Entity> {
    let full = text.slice(start, end);
    let numbered = text.slice(start, number);
    let major = numbered.rsplit_once('.').map_or(numbered, |(major, _)| major);
    [full, numbered, major]
        .into_iter()
        .find_map(|name| names.find(name, EntityKind::Model).filter(|entity| entity.kind != EntityKind::Vendor))
        .or_else(|| names.by_id(family?))
        .cloned()
}

#[cfg(test)]
mod tests;
