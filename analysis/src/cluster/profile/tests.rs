use chrono::TimeZone;

use super::*;
use crate::cluster::reading::Reading;
use crate::cluster::signature::Signature;
use crate::similarity::{DocumentFrequencies, Phrases, Vector};

fn on(day: u32) -> Signature {
    Signature { published: Utc.with_ymd_and_hms(2026, 7, day, 0, 0, 0).single(), ..Signature::default() }
}

fn resident(signature: &Signature) -> Resident {
    let vector = Vector::default();
    let reading = Reading::new(signature, &vector, &[], &Phrases::default(), &DocumentFrequencies::default());
    Resident::new(1, &reading)
}

#[test]
fn days_are_counted_from_the_nearest_end() {
    let mut profile = Profile::default();
    profile.add(&resident(&on(10)));
    profile.add(&resident(&on(14)));
    let days = |day| profile.days_apart(on(day).published);
    assert_eq!((days(3), days(12), days(20)), (Some(7), Some(0), Some(6)));
    assert_eq!(profile.days_apart(None), None);
}

#[test]
fn a_value_held_by_few_is_not_the_clusters_own() {
    let products = std::collections::BTreeSet::from(["acme".to_owned()]);
    let signature = Signature { products: products.clone(), ..on(1) };
    let mut profile = Profile::default();
    profile.add(&resident(&signature));
    (0..3).for_each(|_| profile.add(&resident(&on(1))));
    assert_eq!(profile.shared(Sort::Product, &products, 4), ["acme"]);
    profile.add(&resident(&on(1)));
    assert!(profile.shared(Sort::Product, &products, 4).is_empty());
    assert!(profile.contains(Sort::Product, "acme") && profile.knows_no(Sort::Party));
}

#[test]
fn a_month_reaches_from_its_first_day_to_its_last() {
    let moment = |month, day| Utc.with_ymd_and_hms(2026, month, day, 0, 0, 0).single();
    let period = moment(7, 1).zip(moment(8, 1));
    let mut profile = Profile::default();
    profile.add(&resident(&Signature { period, ..Signature::default() }));
    let apart = |month, day| profile.least_days_apart(moment(month, day).zip(moment(month, day)));
    assert_eq!((apart(7, 20), apart(8, 11), apart(6, 21)), (Some(0), Some(10), Some(10)));
    assert_eq!(profile.days_apart(moment(7, 20)), None, "no day is known");
    assert_eq!(profile.least_days_apart(None), None);
}
