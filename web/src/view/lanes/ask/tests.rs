use super::*;

fn read(query: &str) -> Result<Ask, WebError> {
    Ask::read(&Params::read(query))
}

#[test]
fn an_address_says_what_it_was_made_of() {
    for query in ["", "axis=known", "resolution=month", "axis=known&resolution=day&after=2026-03&before=2026-04-02"] {
        let ask = read(query).expect("is understood");
        let place = Place { path: "/incidents/INC-2026-0001".to_owned(), kept: Vec::new(), is_full: false };
        let made = place.with(&ask);
        let (made, heading) = made.split_once('#').expect("leads to the timeline");
        assert_eq!((made.split_once('?').map_or("", |(_, query)| query), heading), (query, "timeline"));
    }
}

#[test]
fn what_is_not_understood_is_named() {
    for query in ["axis=sideways", "resolution=fortnight", "after=soon", "before=99999", "after=0000"] {
        assert!(matches!(read(query), Err(WebError::Bad { .. })), "{query}");
    }
}

#[test]
fn the_other_axis_begins_with_all_of_it() {
    let part = read("after=2026-03&before=2026-04").expect("is understood");
    assert!(part.is_part() && !part.along(Axis::Known).is_part());
    assert!(part.along(Axis::Happened).is_part());
}

#[test]
fn columns_begin_where_calendars_do() {
    let day = NaiveDate::from_ymd_opt(2026, 7, 10).expect("a day");
    let starts = Resolution::ALL.map(|resolution| resolution.start(day).to_string());
    assert_eq!(starts, ["2026-07-10", "2026-07-06", "2026-07-01", "2026-01-01"]);
    let nexts = Resolution::ALL.map(|resolution| resolution.next(resolution.start(day)).to_string());
    assert_eq!(nexts, ["2026-07-11", "2026-07-13", "2026-08-01", "2027-01-01"]);
}

#[test]
fn a_month_lies_in_any_part_it_may_lie_in() {
    let part = read("after=2026-03-15&before=2026-03-16").expect("is understood");
    let month = Dated::parse("2026-03", Basis::Occurred).expect("a month");
    assert!(part.holds(month.value, month.end()));
    let day = Dated::parse("2026-03-16", Basis::Occurred).expect("a day");
    assert!(!part.holds(day.value, day.end()));
}
