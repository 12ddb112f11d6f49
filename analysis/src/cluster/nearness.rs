//! How near the documents of a cluster come to one, one by one: what the sum of a cluster hides.
//!
//! A terse line of a database and a long report of the same affair are unlike as wholes; what the one says and its headline names
//! stands in the other all the same. Words of standing phrases are left out of that.

use super::reading::{Reading, Told};
use super::registry::{Cluster, Registry};
use super::resident::Resident;

/// Documents of a cluster that are compared one by one: the first, and the latest of the others.
const COMPARED_MEMBERS: usize = 10;
/// Below this cosine to the cluster none of its documents is worth comparing.
const WORTH_COMPARING: f32 = 0.04;
/// A phrase that so many documents have lately used is a standing one.
pub(super) const FORM: u16 = 6;
/// Where a headline names nobody, or nobody known, it is not known whether the other names them.
const NOT_KNOWN: f32 = 0.5;

/// The same for a cluster: its own documents may share their phrases.
pub(super) fn form_of(documents: u32) -> u16 {
    FORM.saturating_add(u16::try_from(documents).unwrap_or(u16::MAX))
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Nearness {
    /// Cosine to the likest.
    pub(super) nearest: f32,
    /// Cosine of the leads to the likest lead.
    pub(super) lead: f32,
    /// Share of the first document's lead that the document tells.
    pub(super) beginning: f32,
    /// Of what one document says outside standing phrases, the share that the other says; the larger and the smaller of the two.
    pub(super) contained: f32,
    pub(super) mutual: f32,
    /// The mean of the latter over the documents compared.
    pub(super) mutual_mean: f32,
    /// Cosine of the headlines.
    pub(super) headline: f32,
    /// Of one headline, the share that the other's first lines tell; the larger and the smaller of the two.
    pub(super) headline_told: f32,
    pub(super) headlines_told: f32,
    /// Of the names of one headline, the share that the other knows; the smaller of the two.
    pub(super) names: f32,
    /// The same of all names.
    pub(super) all_names: f32,
    /// Of one headline, the share that is names which the other text does not know; the smaller of the two.
    pub(super) new_names: f32,
}

/// How near the documents compared come, one by one.
pub(super) fn nearness(registry: &Registry, place: u32, cosine: f32, reading: &Reading<'_>) -> Nearness {
    let cluster = registry.cluster(place);
    let mut found = Nearness { nearest: cosine, ..Nearness::default() };
    if cosine < WORTH_COMPARING {
        return found;
    }
    let form = form_of(cluster.profile.documents);
    let own = Sums::of(&reading.in_order, form);
    let mut compared_members = 0_u32;
    for (number, member) in compared(cluster).enumerate() {
        let near = compare(registry.resident(member), reading, &own, form);
        found.nearest = found.nearest.max(near.nearest);
        found.lead = found.lead.max(near.lead);
        if number == 0 {
            found.beginning = near.beginning;
        }
        found.contained = found.contained.max(near.contained);
        found.mutual = found.mutual.max(near.mutual);
        found.mutual_mean += near.mutual;
        found.headline = found.headline.max(near.headline);
        found.headline_told = found.headline_told.max(near.headline_told);
        found.headlines_told = found.headlines_told.max(near.headlines_told);
        found.names = found.names.max(near.names);
        found.all_names = found.all_names.max(near.all_names);
        found.new_names = if number == 0 { near.new_names } else { found.new_names.min(near.new_names) };
        compared_members += 1;
    }
    found.mutual_mean /= compared_members.max(1) as f32;
    found
}

/// Places of the documents that are compared one by one.
pub(super) fn compared(cluster: &Cluster) -> impl Iterator<Item = u32> + '_ {
    let latest = cluster.members.len().saturating_sub(COMPARED_MEMBERS - 1).max(1);
    cluster.members.iter().take(1).chain(cluster.members.iter().skip(latest)).copied()
}

/// What a document's terms weigh together, by where they stand.
#[derive(Default)]
struct Sums {
    fresh: f32,
    headline: f32,
    /// Of squares.
    headline_squared: f32,
    names: f32,
    all_names: f32,
}

impl Sums {
    fn of(told: &[Told], form: u16) -> Self {
        let mut sums = Self::default();
        for told in told {
            sums.add(told.share, told.heard < form, told.headline, told.proper);
        }
        sums
    }

    fn add(&mut self, share: f32, fresh: bool, headline: bool, proper: bool) {
        self.fresh += if fresh { share } else { 0.0 };
        if headline {
            self.headline += share;
            self.headline_squared += share * share;
        }
        self.all_names += if proper { share } else { 0.0 };
        self.names += if headline && proper { share } else { 0.0 };
    }
}

fn compare(resident: &Resident, reading: &Reading<'_>, own: &Sums, form: u16) -> Nearness {
    let (mut all, mut leads, mut lead, mut told, mut headlines) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    // What the document's own sums and the resident's have in common with the other.
    let (mut ours, mut theirs, mut sums) = (Sums::default(), Sums::default(), Sums::default());
    for (place, (key, share)) in resident.bag.shares().enumerate() {
        let holds = |bits: u128| bits >> place.min(127) & 1 == 1;
        let (in_lead, headline, fresh) = (holds(resident.lead), holds(resident.headline), holds(resident.fresh));
        let proper = holds(resident.proper);
        lead += if in_lead { share * share } else { 0.0 };
        let own = reading.told.get(&key);
        // What has become a standing phrase since is one here too.
        let fresh = fresh && own.is_none_or(|own| own.heard < form);
        sums.add(share, fresh, headline, proper || own.is_some_and(|own| own.proper));
        let Some(own) = own else { continue };
        all += share * own.share;
        if in_lead {
            told += share * share;
            leads += if own.lead { share * own.share } else { 0.0 };
        }
        ours.all_names += if own.proper { own.share } else { 0.0 };
        theirs.all_names += if proper || own.proper { share } else { 0.0 };
        let own_fresh = own.heard < form;
        if own_fresh {
            ours.fresh += own.share;
            theirs.fresh += if fresh { share } else { 0.0 };
        }
        if own.headline && headline {
            headlines += share * own.share;
        }
        if own.headline {
            ours.headline += if in_lead { own.share } else { 0.0 };
            ours.names += if own.proper { own.share } else { 0.0 };
        }
        if headline {
            theirs.headline += if own.lead { share } else { 0.0 };
            theirs.names += if proper || own.proper { share } else { 0.0 };
        }
    }
    let share = |part: f32, whole: f32| if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 };
    let names = |part: f32, whole: f32| if whole > 0.0 { (part / whole).min(1.0) } else { NOT_KNOWN };
    let fresh = [share(ours.fresh, own.fresh), share(theirs.fresh, sums.fresh)];
    let headline = [share(ours.headline, own.headline), share(theirs.headline, sums.headline)];
    let new_names = |part: &Sums, whole: &Sums| share((whole.names - part.names).max(0.0), whole.headline);
    Nearness {
        nearest: all,
        lead: share(leads, (lead * reading.lead).sqrt()),
        beginning: share(told, lead),
        contained: fresh[0].max(fresh[1]),
        mutual: fresh[0].min(fresh[1]),
        mutual_mean: 0.0,
        headline: share(headlines, (own.headline_squared * sums.headline_squared).sqrt()),
        headline_told: headline[0].max(headline[1]),
        headlines_told: headline[0].min(headline[1]),
        names: names(ours.names, own.names).min(names(theirs.names, sums.names)),
        all_names: names(ours.all_names, own.all_names).min(names(theirs.all_names, sums.all_names)),
        new_names: new_names(&ours, own).min(new_names(&theirs, &sums)),
    }
}
