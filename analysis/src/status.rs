//! Where a document, taken alone, leaves the matter.
//!
//! The ladder: reported, alleged, disputed, acknowledged, confirmed, mitigated, resolved, retracted. The furthest step that the
//! document itself supports counts; where it says "allegedly" throughout, an answer told in passing does not raise it.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::Family;
use watchline_model::{Claim, DocumentKind, Modality, Stance, Status};

use crate::events::{Setting, Told};
use crate::text::Text;

static HEDGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:alleged(?:ly)?|reportedly|purported(?:ly)?|supposed(?:ly)?|apparently)\b")
        .expect("the pattern is a constant")
});
static OVER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)\b(?:resolved|restored|recovered|(?:is|are|was|were|been) (?:fully |now )?(?:fixed|back|operational|repaired)|back (?:online|after|up|to normal)|returns? after|returned|ended (?:at|after|shortly)|lasted|fixed at|until (?:shortly |just )?(?:before|after) midnight|service crept back)\b",
    )
    .expect("the pattern is a constant")
});

/// What was wrong is put right, in words for which no event may stand.
static PUT_RIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u)\b(?:(?:has|have|had|was|were|been|we|it)(?: since| now| already| also| immediately| then)* (?:closed|fixed|patched|revoked|rotated|rolled back|disabled|blocked|barred|switched off|shut (?:down|off)|taken (?:down|offline)|replaced|corrected|tightened|locked|signed out)",
        r"|rolled back|tightened (?:its|the|their)|switched off|no longer (?:opens?|works?|possible|able)|stopped working|gone with)\b",
    ))
    .expect("the pattern is a constant")
});

/// Who vouches for what it says by its office.
static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)\b(?:police|sheriff|prosecutors?|attorney general|regulator|court|judge|commission(?:er)?|authority|ministry|minister|agency|ombudsman|coroner|tribunal)\b",
    )
    .expect("the pattern is a constant")
});
/// Of the shorter texts of a database the words are too few to tell an authority's own finding from what is reported of it.
const SENTENCES_OF_A_NOTE: usize = 6;

/// `None` where the document tells of no event and nobody takes a stand.
pub(crate) fn read(text: &Text, setting: &Setting, told: &[Told], claims: &[Claim]) -> Option<Status> {
    if told.is_empty() {
        return by_claims(claims);
    }
    let happened = |told: &&Told| !matches!(told.event.modality, Modality::Denied);
    let has = |kind: &str| told.iter().filter(happened).any(|told| told.event.kind.as_str() == kind);
    let stance = |stance: Stance| claims.iter().any(|claim| claim.stance == stance);
    let is_grave =
        |told: &&Told| matches!(told.family, Family::Weakness | Family::Breach | Family::Misuse | Family::Service);
    let grave = told.iter().any(|told| is_grave(&told));
    if stance(Stance::Retracts) || has("statement_removed") && !grave {
        return Some(Status::Retracted);
    }
    let failure = has("outage") || has("degradation");
    if has("vulnerability_patched")
        || has("settlement")
        || (failure && is_over(text))
        || (setting.kind == Some(DocumentKind::Status) && is_over(text))
        || (has("postmortem") && setting.kind == Some(DocumentKind::Statement))
    {
        return Some(Status::Resolved);
    }
    // Of whom we do not know who he is we do not know whether it is his to deny.
    let known = |stance: Stance| claims.iter().any(|claim| claim.stance == stance && claim.party.is_some());
    let denied = has("denial") || known(Stance::Denies) || known(Stance::Disputes);
    let owned_up = has("acknowledgement") || has("apology") || stance(Stance::Acknowledges);
    let confirmed = claims.iter().any(|claim| {
        let owns = |told: &Told| {
            told.event.kind.as_str() == "acknowledgement"
                && claim.party.as_ref().is_some_and(|party| told.event.actors.contains(party))
        };
        claim.stance == Stance::Confirms && !told.iter().any(owns)
    });
    if is_hedged(text) {
        return Some(if confirmed {
            Status::Confirmed
        } else if owned_up {
            Status::Acknowledged
        } else {
            Status::Alleged
        });
    }
    let disputed = denied && !owned_up;
    if disputed && (setting.voice.is_some() || setting.kind == Some(DocumentKind::Statement)) {
        return Some(Status::Disputed);
    }
    let decided = has("ruling") || has("fine");
    if decided {
        return Some(Status::Confirmed);
    }
    let remedied = has("mitigation") || (grave && has("product_withdrawal"));
    if remedied && (owned_up || !has("denial")) {
        return Some(Status::Mitigated);
    }
    let main = told.iter().min_by_key(|told| told.sentences.iter().min().copied());
    let restricts =
        main.is_some_and(|main| main.family == Family::Restriction && main.event.modality != Modality::Alleged);
    // Whoever posts without speaking for anybody tells what he has met, not what was decided.
    let is_hearsay = setting.kind == Some(DocumentKind::Post) && setting.voice.is_none();
    if restricts && !is_hearsay {
        return Some(Status::Confirmed);
    }
    if disputed {
        return Some(Status::Disputed);
    }
    if remedied {
        return Some(Status::Mitigated);
    }
    if confirmed {
        return Some(Status::Confirmed);
    }
    if owned_up && grave && PUT_RIGHT.is_match(text.plain()) {
        return Some(Status::Mitigated);
    }
    if owned_up {
        return Some(Status::Acknowledged);
    }
    if is_published_flaw(text, setting, told, claims) {
        return Some(Status::Confirmed);
    }
    // What an authority opens, decides or warns of is its own to tell.
    let official = main.is_some_and(|main| {
        matches!(main.event.kind.as_str(), "investigation_opened" | "legislation" | "guidance_issued")
            && main.event.modality == Modality::Stated
            && !main.event.actors.is_empty()
    });
    let vouches = |claim: &Claim| {
        matches!(claim.stance, Stance::Reports | Stance::Announces)
            && AUTHORITY.is_match(claim.party_name.to_lowercase().as_bytes())
    };
    if !is_hearsay && text.sentences.len() > SENTENCES_OF_A_NOTE && (official || claims.iter().any(vouches)) {
        return Some(Status::Confirmed);
    }
    let vouched = told.iter().filter(is_grave).any(|told| told.event.modality == Modality::Stated);
    let is_suit = main.is_some_and(|main| main.event.kind.as_str() == "lawsuit_filed");
    let alleged = stance(Stance::Alleges)
        || is_suit
        || (has("lawsuit_filed") && !vouched)
        || (told.iter().filter(is_grave).any(|told| told.event.modality == Modality::Alleged) && !vouched);
    Some(if alleged { Status::Alleged } else { Status::Reported })
}

/// Who speaks says where it stands, though no happening is made out.
fn by_claims(claims: &[Claim]) -> Option<Status> {
    let step = |claim: &Claim| match claim.stance {
        Stance::Reports | Stance::Announces => Status::Reported,
        Stance::Alleges => Status::Alleged,
        Stance::Denies | Stance::Disputes => Status::Disputed,
        Stance::Acknowledges => Status::Acknowledged,
        Stance::Confirms => Status::Confirmed,
        Stance::Retracts => Status::Retracted,
    };
    claims.iter().map(step).max()
}

/// A failure that is over.
fn is_over(text: &Text) -> bool {
    let wide = ["恢复正常", "已恢复", "恢复服务", "服务恢复", "已修复", "全面恢复", "陆续恢复"];
    OVER.is_match(text.plain()) || wide.iter().any(|words| text.full().contains(words))
}

/// "Allegedly" in the headline and in every third sentence, or in every other.
fn is_hedged(text: &Text) -> bool {
    let (mut hedged, mut all, mut in_headline) = (0_usize, 0_usize, false);
    for sentence in text.sentences.iter().filter(|sentence| !sentence.clutter) {
        let is = HEDGE.is_match(sentence.plain(text));
        in_headline |= sentence.headline && is;
        if !sentence.headline {
            all += 1;
            hedged += usize::from(is);
        }
    }
    all > 0 && (hedged * 2 >= all || in_headline && hedged * 3 >= all)
}

/// A flaw as its maker or a numbering authority publishes it: told without anybody who says that he found it.
fn is_published_flaw(text: &Text, setting: &Setting, told: &[Told], claims: &[Claim]) -> bool {
    let is_flaw = |told: &Told| told.event.kind.as_str() == "vulnerability_disclosed";
    if !told.iter().any(is_flaw) {
        return false;
    }
    let is_report = matches!(setting.kind, Some(DocumentKind::Article | DocumentKind::Post));
    let by_a_finder = claims.iter().any(|claim| claim.stance == Stance::Reports);
    let numbered = [&b"cve-"[..], b"ghsa-"].iter().any(|id| text.plain().windows(id.len()).any(|part| part == *id));
    setting.kind == Some(DocumentKind::Advisory) || (!is_report && (numbered || !by_a_finder))
}

#[cfg(test)]
mod tests;
