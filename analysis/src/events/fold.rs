//! Sentences of one document that tell the same happening become one event.

use watchline_model::{Dated, Modality, Precision};

use super::Told;
use crate::text::Text;

/// Events in the order of their evidence; the evidence is the earliest sentence of the body that names the roles, the headline
/// only where no other sentence tells it.
pub(super) fn fold(told: Vec<Told>, text: &Text) -> Vec<Told> {
    let mut folded: Vec<Told> = Vec::new();
    // Body first, so that the headline joins what the body tells in full.
    let (headline, body): (Vec<Told>, Vec<Told>) =
        told.into_iter().partition(|told| told.sentences.iter().all(|&number| text.sentences[number].headline));
    for next in body.into_iter().chain(headline) {
        match folded.iter_mut().find(|known| is_same(known, &next)) {
            Some(known) => join(known, next),
            None => folded.push(next),
        }
    }
    sort(&mut folded);
    folded
}

/// By evidence, kind and date.
pub(super) fn sort(folded: &mut [Told]) {
    folded.sort_by(|a, b| {
        let key =
            |told: &Told| (told.event.evidence.start, told.event.kind.clone(), told.event.date.map(|date| date.value));
        key(a).cmp(&key(b))
    });
}

fn is_same(known: &Told, next: &Told) -> bool {
    let (a, b) = (&known.event, &next.event);
    a.kind == b.kind
        && dates_agree(a.date.as_ref(), b.date.as_ref())
        && overlap(&a.actors, &b.actors)
        && overlap(&a.targets, &b.targets)
        && modalities_agree(known, next)
}

/// Stated and alleged are one as long as neither is dated differently; a denial is always its own.
fn modalities_agree(known: &Told, next: &Told) -> bool {
    let (a, b) = (known.event.modality, next.event.modality);
    let soft = |modality| matches!(modality, Modality::Stated | Modality::Alleged);
    if a == b {
        return true;
    }
    if soft(a) && soft(b) {
        // An alleged matter without a date and a dated one that is stated are told apart.
        return known.event.date.is_none() == next.event.date.is_none();
    }
    (a == Modality::Planned || b == Modality::Planned) && a != Modality::Denied && b != Modality::Denied
}

fn overlap<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|one| b.contains(one))
}

/// Equal as far as both are exact, or one of them unknown.
fn dates_agree(a: Option<&Dated>, b: Option<&Dated>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let (coarse, fine) = if a.precision <= b.precision { (a, b) } else { (b, a) };
    coarse.value <= fine.value && (fine.value < coarse.end() || fine.value == coarse.value)
}

fn join(known: &mut Told, next: Told) {
    known.sentences.extend(next.sentences);
    let (event, other) = (&mut known.event, next.event);
    // A sentence that names who and what bears the event better than one that only repeats it, unless it comes late.
    let rank =
        |event: &watchline_model::Event| usize::from(!event.actors.is_empty()) + usize::from(!event.targets.is_empty());
    let dated_now = event.date.is_none() && other.date.is_some();
    let better =
        (rank(&other) > rank(event) && known.sentences.len() <= 3) || (dated_now && rank(&other) >= rank(event));
    let finer = match (&event.date, &other.date) {
        (Some(a), Some(b)) => b.precision > a.precision && a.precision < Precision::Day,
        (None, Some(_)) => true,
        _ => false,
    };
    if finer {
        event.date = other.date;
    }
    if event.actors.is_empty() {
        event.actors = other.actors;
    } else {
        event.actors.extend(other.actors.into_iter().filter(|actor| !event.actors.contains(actor)).collect::<Vec<_>>());
    }
    if event.targets.is_empty() {
        event.targets = other.targets;
    }
    match (event.modality, other.modality) {
        (Modality::Stated, Modality::Alleged | Modality::Planned) | (Modality::Alleged, Modality::Planned) => {
            event.modality = other.modality;
        }
        _ => {}
    }
    if better && other.evidence.start > 0 {
        event.evidence = other.evidence;
        event.rule = other.rule;
    }
}
