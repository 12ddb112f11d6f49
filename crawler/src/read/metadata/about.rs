//! What the page says beside its story: section, tags, and whether readers have to pay. Pure.

use crate::read::json_ld::Described;
use crate::read::plain_text;
use crate::read::survey::Survey;

const TAGS_MAX: usize = 30;

/// `article:section` and its like.
pub(super) fn section(survey: &Survey<'_>, own: Option<&Described>) -> Option<String> {
    let said = survey.meta(&[
        "article:section",
        "og:article:section",
        "parsely-section",
        "cxenseparse:section",
        "sailthru.section",
        "category",
    ]);
    let said = said.map(plain_text).or_else(|| own.and_then(|one| one.section.clone()));
    said.filter(|text| !text.is_empty() && text.chars().count() <= 80)
}

/// `article:tag`, JSON-LD keywords, `news_keywords`, `keywords`: the first place that has any.
pub(super) fn tags(survey: &Survey<'_>, own: Option<&Described>) -> Vec<String> {
    let listed = survey.metas.iter().filter(|(name, _)| matches!(name.as_str(), "article:tag" | "og:article:tag"));
    let mut tags: Vec<String> = listed.flat_map(|(_, text)| text.split(',').map(plain_text)).collect();
    if tags.is_empty() {
        tags = own.map(|one| one.tags.clone()).unwrap_or_default();
    }
    if tags.is_empty() {
        let words = survey.meta(&["news_keywords", "keywords", "parsely-tags", "sailthru.tags"]).unwrap_or_default();
        tags = words.split([',', '，', ';']).map(plain_text).collect();
    }
    let mut kept: Vec<String> = Vec::new();
    for tag in tags {
        if !tag.is_empty() && tag.chars().count() <= 60 && !kept.contains(&tag) && kept.len() < TAGS_MAX {
            kept.push(tag);
        }
    }
    kept
}

/// Whether readers have to pay or to sign in, where the page says so to machines.
pub(super) fn is_paywalled(survey: &Survey<'_>, own: Option<&Described>) -> Option<bool> {
    let tier = survey.meta(&["article:content_tier", "content_tier", "og:article:content_tier"]).map(str::to_lowercase);
    let by_tier = tier.and_then(|tier| match tier.as_str() {
        "free" => Some(false),
        "locked" | "metered" | "premium" | "paid" => Some(true),
        _ => None,
    });
    own.and_then(|one| one.is_free).map(|is_free| !is_free).or(by_tier)
}
