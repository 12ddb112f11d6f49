use chrono::NaiveDate;
use watchline_model::{Basis, Dated};

use super::*;

fn candidate(place: Place, said: Said, day: u32, distance: usize) -> Candidate {
    let date = NaiveDate::from_ymd_opt(2026, 7, day).expect("a day");
    Candidate { stamp: Stamp::of(Dated::day(date, Basis::Published)), said, place, distance, is_marked: false }
}

fn published(candidates: &[Candidate], kind: PageKind) -> Option<String> {
    when(candidates, kind).published.map(|stamp| stamp.date.value_text())
}

#[test]
fn the_page_s_own_article_is_believed_before_what_stands_around() {
    let candidates = [
        candidate(Place::Article, Said::Published, 3, usize::MAX),
        candidate(Place::Headline, Said::Nothing, 9, 1),
        candidate(Place::Address, Said::Published, 3, usize::MAX),
    ];
    let found = when(&candidates, PageKind::Article);
    assert_eq!(found.published.map(|stamp| stamp.date.value_text()).as_deref(), Some("2026-07-03"));
    assert_eq!(found.runner_up.map(|stamp| stamp.date.value_text()).as_deref(), Some("2026-07-09"));
}

#[test]
fn an_earlier_date_beside_the_headline_outweighs_a_date_set_anew() {
    let shown = |day, distance| {
        [
            candidate(Place::Article, Said::Published, 20, usize::MAX),
            candidate(Place::Headline, Said::Nothing, day, distance),
        ]
    };
    assert_eq!(published(&shown(3, 1), PageKind::Article).as_deref(), Some("2026-07-03"));
    // Far from the headline it may be any date; a later one may be that of an update.
    assert_eq!(published(&shown(3, 9), PageKind::Article).as_deref(), Some("2026-07-20"));
    assert_eq!(published(&shown(25, 1), PageKind::Article).as_deref(), Some("2026-07-20"));
}

#[test]
fn what_is_said_to_be_the_last_change_is_not_the_publication() {
    let candidates = [
        candidate(Place::Meta, Said::Published, 3, usize::MAX),
        candidate(Place::Meta, Said::Modified, 20, usize::MAX),
        candidate(Place::Headline, Said::Published, 20, 1),
    ];
    assert_eq!(published(&candidates, PageKind::Unknown).as_deref(), Some("2026-07-03"));
    let only = [candidate(Place::Headline, Said::Modified, 20, 1)];
    let found = when(&only, PageKind::Unknown);
    assert_eq!(found.published, found.modified);
    assert!(found.warning.is_some());
    // At the foot of a page it says only that someone looked at it.
    assert_eq!(published(&[candidate(Place::Story, Said::Modified, 20, usize::MAX)], PageKind::Unknown), None);
}

#[test]
fn the_template_s_dates_need_something_to_bear_them_out() {
    let page = candidate(Place::WebPage, Said::Published, 3, usize::MAX);
    assert_eq!(published(std::slice::from_ref(&page), PageKind::Unknown), None);
    assert_eq!(published(std::slice::from_ref(&page), PageKind::Article).as_deref(), Some("2026-07-03"));
    let address = candidate(Place::Address, Said::Published, 4, usize::MAX);
    assert_eq!(published(&[address, page.clone()], PageKind::Unknown).as_deref(), Some("2026-07-04"));
    let meta = candidate(Place::Meta, Said::Published, 3, usize::MAX);
    assert_eq!(published(&[meta, page], PageKind::Front), None);
}

#[test]
fn several_days_beside_one_headline_are_a_list_of_other_things() {
    let days = [(3, 4), (5, 6), (7, 8)].map(|(day, distance)| candidate(Place::Headline, Said::Nothing, day, distance));
    assert_eq!(published(&days, PageKind::Unknown), None);
    assert_eq!(published(&days[..1], PageKind::Unknown).as_deref(), Some("2026-07-03"));
    let other = [candidate(Place::Headline, Said::Other, 3, 1)];
    assert_eq!(published(&other, PageKind::Article), None);
}

#[test]
fn a_day_becomes_exact_where_another_place_knows_its_time() {
    let mut exact = candidate(Place::Meta, Said::Published, 3, usize::MAX);
    let moment = chrono::DateTime::parse_from_rfc3339("2026-07-03T14:05:00Z").expect("a moment");
    exact.stamp = Stamp { date: Dated::time(moment.to_utc(), Basis::Published), offset_minutes: Some(0) };
    let candidates = [candidate(Place::Article, Said::Published, 3, usize::MAX), exact];
    assert_eq!(published(&candidates, PageKind::Article).as_deref(), Some("2026-07-03T14:05:00Z"));
}

#[test]
fn an_incident_is_as_old_as_its_oldest_line() {
    let lines =
        [(9, 2), (8, 5), (7, 8)].map(|(day, distance)| candidate(Place::Headline, Said::Published, day, distance));
    assert_eq!(published(&lines, PageKind::Incident).as_deref(), Some("2026-07-07"));
    let meta = [candidate(Place::Meta, Said::Published, 3, usize::MAX)];
    assert_eq!(published(&meta, PageKind::Incident).as_deref(), Some("2026-07-03"));
}

#[test]
fn the_only_day_of_a_story_is_its_own_and_one_of_several_is_not() {
    let line = |day| candidate(Place::Story, Said::Nothing, day, usize::MAX);
    assert_eq!(published(&[line(3), line(3)], PageKind::Unknown).as_deref(), Some("2026-07-03"));
    assert_eq!(published(&[line(3), line(4)], PageKind::Unknown), None);
    assert_eq!(published(&[line(3)], PageKind::Standing), None);
}

#[test]
fn what_names_a_day_comes_before_what_only_tells_of_one() {
    let changed = candidate(Place::Story, Said::Modified, 9, usize::MAX);
    let (named, told) =
        (candidate(Place::Headline, Said::Nothing, 3, 2), candidate(Place::Headline, Said::Nothing, 5, 1));
    let first = first_of(&[vec![named.clone(), changed.clone()], vec![told.clone()]], PageKind::Unknown);
    assert_eq!(first.published.map(|stamp| stamp.date.value_text()).as_deref(), Some("2026-07-03"));
    let second = first_of(&[vec![changed], vec![told]], PageKind::Unknown);
    assert_eq!(second.published.map(|stamp| stamp.date.value_text()).as_deref(), Some("2026-07-05"));
    assert_eq!(second.modified.map(|stamp| stamp.date.value_text()).as_deref(), Some("2026-07-09"));
}
