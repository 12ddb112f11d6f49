//! How well a document fits a cluster: named parts that add up.
//!
//! What a report is about (product, parties, kind of event) may add less than a third of what joining takes: the same
//! vendor's next trouble shares all of it. The rest must come from what belongs to this one happening: its
//! vulnerability, its rare words, names, numbers and dates, a link, the very text.

use std::collections::BTreeSet;

use watchline_model::Reason;

use super::chain;
use super::profile::{Counted, Profile};
use super::signature::Signature;
use super::weakness;
use crate::similarity::Vector;

/// From here a document joins.
pub(super) const JOIN: f32 = 0.28;
/// From here it opens an incident of its own, but a person should look.
pub(super) const REVIEW: f32 = 0.21;
/// From this resemblance a text is a copy.
pub(super) const COPY: f32 = 0.5;

/// A vulnerability that is the document's only one is nearly enough.
const SAME_VULNERABILITY: f32 = 0.3;
const OTHER_VULNERABILITY: f32 = -0.15;
const LINKS_TO: f32 = 0.22;
const SAME_LINK: f32 = 0.08;
const SHARED_PRODUCTS: f32 = 0.07;
const OTHER_PRODUCTS: f32 = -0.08;
const SHARED_PARTIES: f32 = 0.04;
const SHARED_EVENT_KINDS: f32 = 0.05;
/// Where they share a product or a party: the first days of a happening bring most of its reports.
const SAME_DAYS: f32 = 0.06;
const SAME_WEEK: f32 = 0.02;
const SAME_DATES: f32 = 0.05;
/// For each doubling of the days beyond [`NEAR_DAYS`].
const DAYS_APART: f32 = -0.07;
const MOST_DAYS_APART: f32 = -0.2;
const NEAR_DAYS: f32 = 14.0;
/// The share of [`DAYS_APART`] that is left where the document itself says that it goes back to something older: by a link,
/// by naming the day, or because it tells of a fine, a ruling, a settlement, a post-mortem.
const LEFT_OF_DAYS_APART: f32 = 0.4;
const RECALLS_DAY: f32 = 0.1;
/// A day named so long after is looked back to.
const LONG_AGO_DAYS: i64 = 5;
/// The same trouble at the same product within [`SAME_TROUBLE_DAYS`].
const SAME_TROUBLE: f32 = 0.07;
const SAME_TROUBLE_DAYS: i64 = 2;
/// What the words would have added, had they been in one script.
const OTHER_SCRIPT: f32 = 0.12;
const OTHER_SCRIPT_DAYS: i64 = 3;
/// A fine, ruling or settlement that names the trouble it is about.
const ANSWERS_TROUBLE: f32 = 0.07;
const OTHER_EVENTS: f32 = -0.05;
const CARRYING_WORDS: f32 = 2.0;
const MOST_TAKEN_BACK: f32 = 0.5;
/// A value counts as the cluster's own if one document in so many holds it.
const ONE_IN: u32 = 4;

pub(super) struct Score {
    pub(super) total: f32,
    pub(super) reasons: Vec<Reason>,
}

impl Score {
    /// Whether a link ties the document to the cluster.
    pub(super) fn is_linked(&self) -> bool {
        self.reasons.iter().any(|reason| reason.rule == "links-to")
    }
}

/// Scores a document against a cluster; `copied` is the resemblance to the likest document in it.
pub(super) fn score(signature: &Signature, vector: &Vector, profile: &Profile, copied: f32) -> Score {
    let mut reasons = Vec::new();
    let mut add = |rule: &str, weight: f32, detail: String| reasons.push(Reason::new(rule, weight, detail));
    let documents = profile.documents;

    if copied >= COPY {
        add("near-copy", copied, format!("{:.0} % of the text is the same", copied * 100.0));
    }
    let (weight, detail) = vulnerabilities(signature, profile);
    if let Some(reason) = weakness::compare(signature, profile) {
        add(&reason.rule, reason.weight, reason.detail);
    } else if weight > 0.0 {
        add("same-vulnerability", weight, detail);
    } else if weight < 0.0 {
        add("other-vulnerability", weight, detail);
    }
    if let Some((weight, detail)) = links(signature, profile) {
        add(if weight == LINKS_TO { "links-to" } else { "same-link" }, weight, detail);
    }
    let (cosine, shared) = profile.centroid.compare(vector);
    if cosine > 0.0 {
        let words: Vec<&str> = shared.iter().take(6).map(|(stem, _)| *stem).collect();
        add("shared-rare-words", cosine, words.join(", "));
        let narrow = narrowness(&shared);
        if narrow > 0.0 {
            add("few-words", -cosine * narrow, "most of that comes from very few words".to_owned());
        }
    }
    let mut overlap = |rule: &str, weight: f32, values: &BTreeSet<String>, counted: &Counted| {
        let shared = counted.shared(values, documents, ONE_IN);
        if !shared.is_empty() {
            add(rule, weight, shared.join(", "));
        }
        shared.is_empty() && !values.is_empty() && !counted.is_empty()
    };
    let other = overlap("shared-products", SHARED_PRODUCTS, &signature.products, &profile.products);
    overlap("shared-parties", SHARED_PARTIES, &signature.parties, &profile.parties);
    overlap("shared-event-kinds", SHARED_EVENT_KINDS, &signature.event_kinds, &profile.event_kinds);
    overlap("same-dates", SAME_DATES, &signature.dates, &profile.dates);
    if other {
        add("other-products", OTHER_PRODUCTS, "it names products that the incident does not".to_owned());
    }
    let told = |rules: &[&str]| reasons.iter().any(|reason| rules.contains(&reason.rule.as_str()));
    let subject = Subject {
        product: told(&["shared-products"]),
        any: told(&["shared-products", "shared-parties"]),
        days: profile.days_apart(signature.published),
    };
    let recalled = recalled(signature, profile, &subject);
    let looks_back =
        told(&["links-to"]) || recalled.is_some() || (subject.any && chain::answers(&signature.event_kinds));
    reasons.extend(recalled);
    reasons.extend(same_trouble(signature, profile, &subject));
    reasons.extend(answers_trouble(signature, profile, &subject));
    reasons.extend(other_script(signature, profile, &subject));
    reasons.extend(other_events(signature, profile));
    reasons.extend(days(&subject, looks_back));
    Score { total: reasons.iter().map(|reason| reason.weight).sum(), reasons }
}

/// What a document has in common with a cluster before its words are looked at.
struct Subject {
    product: bool,
    /// A product or a party.
    any: bool,
    /// Days between them.
    days: Option<i64>,
}

impl Subject {
    fn within(&self, days: i64) -> bool {
        self.days.is_some_and(|apart| apart <= days)
    }
}

/// Nearness in time speaks for one happening only where the subject is the same; distance speaks against it always, but
/// less against a document that looks back.
fn days(subject: &Subject, looks_back: bool) -> Option<Reason> {
    let days = subject.days?;
    let detail = format!("{days} days from the incident's nearest document");
    if days as f32 > NEAR_DAYS {
        let weight = (DAYS_APART * (days as f32 / NEAR_DAYS).log2()).max(MOST_DAYS_APART);
        let left = if looks_back { LEFT_OF_DAYS_APART } else { 1.0 };
        return Some(Reason::new("days-apart", weight * left, detail));
    }
    let weight = match days {
        0..=2 => SAME_DAYS,
        3..=7 => SAME_WEEK,
        _ => return None,
    };
    subject.any.then(|| Reason::new("same-days", weight, detail))
}

/// "The exposure of 10 February": a day long before the report, which the incident knows too.
fn recalled(signature: &Signature, profile: &Profile, subject: &Subject) -> Option<Reason> {
    let published = signature.published.filter(|_| subject.any)?;
    let latest = (published - chrono::Duration::days(LONG_AGO_DAYS)).format("%Y-%m-%d").to_string();
    let day = signature.named_days.range(..latest).find(|day| profile.named_days.contains(day))?;
    Some(Reason::new("recalls-day", RECALLS_DAY, day.clone()))
}

/// Measures are left out: two bodies may ban one product on one day.
fn same_trouble(signature: &Signature, profile: &Profile, subject: &Subject) -> Option<Reason> {
    let troubles = chain::troubles(&signature.event_kinds);
    let shared = troubles.into_iter().find(|kind| profile.event_kinds.contains(kind))?;
    let same = subject.product && subject.within(SAME_TROUBLE_DAYS);
    same.then(|| Reason::new("same-trouble", SAME_TROUBLE, format!("{shared} at the same product in the same days")))
}

/// Law is slow: what it says of a trouble of this kind at this party comes weeks later.
fn answers_trouble(signature: &Signature, profile: &Profile, subject: &Subject) -> Option<Reason> {
    if !subject.any || subject.within(NEAR_DAYS as i64) || !chain::answers(&signature.event_kinds) {
        return None;
    }
    let troubles = chain::troubles(&signature.event_kinds);
    let shared = troubles.into_iter().find(|kind| profile.event_kinds.contains(kind))?;
    Some(Reason::new("answers-trouble", ANSWERS_TROUBLE, format!("it tells what followed upon {shared}")))
}

/// Between ideographs and letters no word can be shared: product, kind of event and day must do.
fn other_script(signature: &Signature, profile: &Profile, subject: &Subject) -> Option<Reason> {
    let mostly_ideographic = profile.ideographic * 2 > profile.documents;
    if signature.ideographic == mostly_ideographic || !subject.product || !subject.within(OTHER_SCRIPT_DAYS) {
        return None;
    }
    let kinds = chain::beginnings(&signature.event_kinds);
    let shared = kinds.into_iter().find(|kind| profile.event_kinds.contains(kind))?;
    Some(Reason::new("other-script", OTHER_SCRIPT, format!("{shared} at the same product, told in another script")))
}

/// An outage is no leak; a fine may be about either.
fn other_events(signature: &Signature, profile: &Profile) -> Option<Reason> {
    let own = chain::beginnings(&signature.event_kinds);
    let known = chain::beginnings(&profile.event_kinds.values());
    let other = !own.is_empty() && !known.is_empty() && own.is_disjoint(&known);
    let other = other && !chain::answers(&signature.event_kinds);
    other.then(|| {
        Reason::new("other-events", OTHER_EVENTS, "it tells of events that the incident does not know".to_owned())
    })
}

/// The share of the likeness that is taken back because too few words carry it: one place name in common is no happening
/// in common. 0 from [`CARRYING_WORDS`] words of equal weight on.
fn narrowness(shared: &[(&str, f32)]) -> f32 {
    let sum: f32 = shared.iter().map(|(_, weight)| weight).sum();
    let squares: f32 = shared.iter().map(|(_, weight)| weight * weight).sum();
    // The number of words of equal weight that would be spread as widely (Hill number of order 2).
    let carrying = if squares > 0.0 { sum * sum / squares } else { 0.0 };
    (1.0 - carrying / CARRYING_WORDS).clamp(0.0, MOST_TAKEN_BACK)
}

/// A document about one vulnerability is about it; a round-up of twenty is about none of them.
fn vulnerabilities(signature: &Signature, profile: &Profile) -> (f32, String) {
    let own = &signature.vulnerabilities;
    if own.is_empty() || profile.vulnerabilities.is_empty() {
        return (0.0, String::new());
    }
    let shared = profile.vulnerabilities.shared(own, profile.documents, ONE_IN);
    if shared.is_empty() {
        return (OTHER_VULNERABILITY, "it names another vulnerability".to_owned());
    }
    (SAME_VULNERABILITY * (shared.len() as f32 / own.len() as f32).sqrt(), shared.join(", "))
}

fn links(signature: &Signature, profile: &Profile) -> Option<(f32, String)> {
    if let Some(link) = signature.links.iter().find(|link| profile.urls.contains(link)) {
        return Some((LINKS_TO, format!("it links to {link}")));
    }
    if let Some(url) = signature.url.as_ref().filter(|url| profile.links.contains(url)) {
        return Some((LINKS_TO, format!("a document of the incident links to {url}")));
    }
    let link = signature.links.iter().find(|link| profile.links.contains(link))?;
    Some((SAME_LINK, format!("both link to {link}")))
}
