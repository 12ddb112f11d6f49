use super::*;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_785_852_000, 0).expect("4 August 2026")
}

fn of(counts: &[(&str, u64)], scale: Scale, q: &str) -> Histogram {
    let counts: Vec<(String, u64)> = counts.iter().map(|(key, count)| ((*key).to_owned(), *count)).collect();
    let to = Narrowing { path: "/search", q, pairs: &[("type", "events")], noun: "events" };
    Histogram::drawn(&counts, now(), scale, &to)
}

#[test]
fn a_bar_narrows_the_query_to_its_month() {
    let drawn = of(&[("2026-03", 2), ("2026-07", 8)], Scale::Month, "fern after:2026-01");
    assert_eq!(drawn.bars.len(), 12);
    let july = &drawn.bars[10];
    assert_eq!((july.name.as_str(), july.count.as_str(), july.height), ("July 2026", "8 events", TALLEST));
    let address = july.address.as_deref().expect("leads on");
    assert_eq!(address, "/search?q=fern+after%3A2026-07+before%3A2026-08&type=events");
    assert!(drawn.bars[11].address.is_none(), "nothing came out in August");
}

#[test]
fn days_are_added_up_where_they_would_be_too_many() {
    let days = [("2026-01-30", 1), ("2026-02-02", 2), ("2026-06-05", 4)];
    let drawn = of(&days, Scale::Day, "");
    assert_eq!(drawn.scale, Scale::Month);
    assert_eq!(drawn.offered, [Scale::Month, Scale::Year], "days are not offered");
    let february = drawn.bars.iter().find(|bar| bar.name == "February 2026").expect("a bar");
    assert_eq!(february.count, "2 events");
    assert_eq!(of(&days[..2], Scale::Day, "").scale, Scale::Day);
    assert_eq!(of(&days, Scale::Year, "").bars.len(), 1);
}

#[test]
fn counts_by_month_are_never_drawn_as_days() {
    assert_eq!(of(&[("2026-03", 2)], Scale::Day, "").scale, Scale::Month);
}

#[test]
fn decades_become_years_and_old_months_keep_their_place() {
    let drawn = of(&[("1999-03", 1), ("2026-07", 1)], Scale::Month, "");
    assert_eq!((drawn.scale, drawn.bars.len()), (Scale::Year, 28));
    let old = of(&[("2019-05", 3)], Scale::Month, "");
    assert_eq!(old.bars.last().expect("bars").name, "May 2019");
}
