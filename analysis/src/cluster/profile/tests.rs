use chrono::TimeZone;

use super::*;
use crate::cluster::signature::Signature;
use crate::similarity::Vector;

fn on(day: u32) -> Signature {
    Signature { published: Utc.with_ymd_and_hms(2026, 7, day, 0, 0, 0).single(), ..Signature::default() }
}

fn resident(signature: &Signature) -> Resident {
    Resident::new(1, signature, &Vector::default())
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
