//! The ladder of statuses, and the words that moved an incident up it.
//!
//! # Design
//! Documents are read in order of publication. Each gives signals (a status, who says so, the words); a signal counts if
//! it stands higher than where the incident is. Only the vendor concerned can acknowledge, dispute or mitigate; what users
//! are advised to do never moves anything.

use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use regex::Regex;
use watchline_model::{
    Claim, DocumentKind, EntityId, Event, Evidence, Modality, Stance, Status, StatusStep, Taxonomy, Tier,
};

use super::Told;
use super::closing::{About, Closing, closing};
use super::matter::Cast;
use super::records::Records;

/// What one document says about where the matter stands.
struct Signal {
    status: Status,
    party_name: String,
    evidence: Evidence,
}

impl Signal {
    /// When it was given. A status page goes on telling after it came out: each of its updates has its own time. A record
    /// is withdrawn after it was published.
    fn moment(&self, told: &Told) -> DateTime<Utc> {
        let withdrawn = told.reading.advisory.as_ref().and_then(|record| record.withdrawn);
        if let Some(withdrawn) = withdrawn.filter(|_| self.status == Status::Retracted) {
            return withdrawn.max(told.moment());
        }
        let stands_in =
            |event: &&Event| event.evidence.start <= self.evidence.start && self.evidence.end <= event.evidence.end;
        let updates = told.events.iter().filter(|event| told.kind == DocumentKind::Status && event.rule == "record");
        let dated = updates.filter(stands_in).filter_map(|event| event.date).map(|date| date.value).max();
        dated.map_or(told.moment(), |date| date.max(told.moment()))
    }
}

/// The way up the ladder; `documents` stand in order of publication. Never empty unless `documents` is.
pub(super) fn status_path(documents: &[Told], taxonomy: &Taxonomy) -> Vec<StatusStep> {
    let cast = Cast::of(documents, taxonomy);
    let about = About::of(documents, taxonomy);
    let records = Records::of(documents);
    let mut path: Vec<StatusStep> = Vec::new();
    for told in documents {
        let mut signals = signals(told, &cast);
        let highest = path.iter().map(|step| step.status).chain(signals.iter().map(|signal| signal.status));
        let answered = highest.map(rank).max() >= Some(rank(Status::Acknowledged));
        signals.extend(closing(told, &cast, about, answered).map(|Closing { status, evidence }| Signal {
            status,
            party_name: told.publisher.to_owned(),
            evidence,
        }));
        if records.doubt(told) {
            signals.retain(|signal| signal.status != Status::Confirmed);
        }
        signals.extend(records.objection(told).map(|(status, evidence)| Signal {
            status,
            party_name: told.publisher.to_owned(),
            evidence,
        }));
        // Within one document the words stand in the order of the ladder; the sort is stable.
        signals.sort_by_key(|signal| rank(signal.status));
        let says_more = signals.last().is_some_and(|last| last.status != Status::Reported);
        for signal in signals {
            // A document that reports and says who alleges it is an allegation.
            if signal.status == Status::Reported && says_more {
                continue;
            }
            if path.last().is_none_or(|step| rank(signal.status) > rank(step.status)) {
                path.push(step(told, signal));
            }
        }
    }
    if path.is_empty() {
        path.extend(documents.first().map(|told| step(told, bare_report(told))));
    }
    path
}

/// Height on the ladder. Who has acknowledged a thing can no longer dispute it.
const fn rank(status: Status) -> u8 {
    match status {
        Status::Reported => 0,
        Status::Alleged => 1,
        Status::Disputed => 2,
        Status::Acknowledged => 3,
        Status::Confirmed => 4,
        Status::Mitigated => 5,
        Status::Resolved => 6,
        Status::Retracted => 7,
    }
}

fn step(told: &Told, signal: Signal) -> StatusStep {
    StatusStep {
        status: signal.status,
        at: signal.moment(told),
        document: told.document,
        evidence: told.cite(&signal.evidence),
        party_name: signal.party_name,
    }
}

fn signals(told: &Told, cast: &Cast) -> Vec<Signal> {
    let mut signals = Vec::new();
    for event in told.events {
        let Some((status, party)) = event_signal(told, event, cast) else { continue };
        let party_name = party.map_or(told.publisher, |party| cast.name(party)).to_owned();
        signals.push(Signal { status, party_name, evidence: event.evidence.clone() });
    }
    for claim in told.claims {
        let Some(status) = claim_signal(claim, cast) else { continue };
        signals.push(Signal { status, party_name: claim.party_name.clone(), evidence: claim.evidence.clone() });
    }
    let own_denial = told.voice.is_some() && signals.iter().any(|signal| signal.status == Status::Disputed);
    if own_denial {
        // A vendor that repeats the charge in order to deny it has owned up to nothing.
        signals.retain(|signal| !matches!(signal.status, Status::Acknowledged | Status::Confirmed));
    }
    if told.voice.is_some_and(|voice| cast.accuses(voice)) {
        // Who accuses another gives its side of it; that owns up to nothing and settles nothing.
        signals.retain(|signal| matches!(signal.status, Status::Reported | Status::Alleged));
    }
    signals
}

fn claim_signal(claim: &Claim, cast: &Cast) -> Option<Status> {
    let concerned = claim.party.as_ref().is_some_and(|party| cast.is_concerned(party));
    let official = concerned || claim.party.as_ref().is_some_and(|party| cast.is_regulator(party));
    // Who takes a measure knows best that it is taken.
    if claim.party.as_ref().is_some_and(|party| cast.takes_measure(party))
        && matches!(claim.stance, Stance::Confirms | Stance::Acknowledges | Stance::Announces)
    {
        return Some(Status::Confirmed);
    }
    match claim.stance {
        Stance::Reports => Some(Status::Reported),
        Stance::Alleges => Some(Status::Alleged),
        Stance::Denies | Stance::Disputes if concerned => Some(Status::Disputed),
        Stance::Acknowledges if concerned => Some(Status::Acknowledged),
        Stance::Confirms if official => Some(Status::Confirmed),
        Stance::Confirms | Stance::Acknowledges => Some(Status::Reported),
        Stance::Retracts => Some(Status::Retracted),
        Stance::Denies | Stance::Disputes | Stance::Announces => None,
    }
}

/// The status that an event speaks for, and the party behind it where it is not the publisher.
fn event_signal<'a>(told: &Told<'a>, event: &'a Event, cast: &Cast<'a>) -> Option<(Status, Option<&'a EntityId>)> {
    let actor = event.actors.iter().find(|actor| cast.is_concerned(actor));
    let own_voice = told.voice.filter(|voice| cast.is_concerned(voice));
    let answering = actor.or(own_voice);
    let done = event.modality == Modality::Stated;
    match event.kind.as_str() {
        "denial" => answering.map(|party| (Status::Disputed, Some(party))),
        "acknowledgement" | "apology" if done => answering.map(|party| (Status::Acknowledged, Some(party))),
        "mitigation" | "vulnerability_patched" if done && !is_advice(&event.evidence.quote) => {
            // A patch may be told without saying whose it is: an advisory names the fixed version.
            let patch = event.kind.as_str() == "vulnerability_patched";
            let told_of = answering.is_some() || (event.actors.is_empty() && patch);
            // The vendor's own release with the fix in it ends what can be done; a press report of it does not yet.
            let released = patch && own_voice.is_some() && told.kind == DocumentKind::Statement;
            told_of.then_some((if released { Status::Resolved } else { Status::Mitigated }, answering))
        }
        // A maker that calls its product back has acted.
        "product_withdrawal" if done && actor.is_some_and(|actor| cast.is_maker(actor)) => {
            actor.map(|actor| (Status::Mitigated, Some(actor)))
        }
        "postmortem" if done && !is_promise(&event.evidence.quote) => {
            answering.map(|party| (Status::Resolved, Some(party)))
        }
        "settlement" if done && !is_promise(&event.evidence.quote) => Some((Status::Resolved, None)),
        "acknowledgement"
        | "apology"
        | "mitigation"
        | "vulnerability_patched"
        | "postmortem"
        | "user_notification"
        | "policy_change"
        | "statement_edited"
        | "statement_removed" => None,
        _ => match event.modality {
            Modality::Alleged => Some((Status::Alleged, None)),
            Modality::Planned => Some((Status::Reported, None)),
            Modality::Denied => answering.map(|party| (Status::Disputed, Some(party))),
            Modality::Stated => Some(stated_by(told, own_voice)),
        },
    }
}

/// The same sentence weighs more in the mouth of the vendor concerned, a regulator or a database.
fn stated_by<'a>(told: &Told<'a>, own_voice: Option<&'a EntityId>) -> (Status, Option<&'a EntityId>) {
    if own_voice.is_some() {
        return (Status::Acknowledged, own_voice);
    }
    let official = matches!(told.tier, Tier::Regulator | Tier::Database);
    (if official { Status::Confirmed } else { Status::Reported }, None)
}

/// What users should do is no news of what was done.
fn is_advice(sentence: &str) -> bool {
    static ADVICE: OnceLock<Regex> = OnceLock::new();
    let advice = ADVICE.get_or_init(|| {
        Regex::new(
            r"(?ix) \b(users?|customers?|developers?|administrators?|admins|teams|organi[sz]ations|companies|everyone|anyone|you)\b
                    [^.;]{0,40} \b(should|must|can|need\ to|ought\ to|(is|are)\ (advised|urged|encouraged|asked))\b
              | \b(recommend|advise|urge|encourage|suggest)(s|d|ed|ing)?\b
              | ^\s*(please\s+)?(update|upgrade|change|enable|disable|rotate|check|review|avoid|use|install|apply)\b
              | \b(tips|how\ to|best\ practices?)\b",
        )
        .expect("a fixed expression, compiled by every test of this module")
    });
    advice.is_match(sentence)
}

/// What is to come has not come yet.
fn is_promise(sentence: &str) -> bool {
    static PROMISE: OnceLock<Regex> = OnceLock::new();
    let promise = PROMISE.get_or_init(|| {
        Regex::new(r"(?i)\b(will|shall|plans? to|planned|promise[sd]?|intends? to|is to|are to|expected to)\b")
            .expect("a fixed expression, compiled by every test of this module")
    });
    promise.is_match(sentence)
}

/// The headline, where no event and no claim was found.
fn bare_report(told: &Told) -> Signal {
    let text = told.reading.full_text();
    let first = text.split('\n').next().unwrap_or_default().chars().count();
    let evidence = Evidence::cut(&text, 0, first);
    Signal { status: Status::Reported, party_name: told.publisher.to_owned(), evidence }
}
