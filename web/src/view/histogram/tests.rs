use chrono::TimeDelta;

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

/// Places and pixels of what is written in a line below the bars.
fn written(drawn: &Histogram, words: impl Fn(&Bar) -> String) -> Vec<(usize, usize)> {
    let letters = drawn.bars.iter().map(|bar| words(bar).chars().count());
    // A letter or figure of 11 pixels is never wider than 7.
    letters.enumerate().filter(|(_, letters)| *letters > 0).map(|(at, letters)| (at, letters * 7)).collect()
}

#[test]
fn what_stands_below_the_bars_never_overlaps_on_a_phone() {
    let mut searches = Vec::new();
    for years in 1..=200 {
        searches.push((vec![(2027 - years).to_string(), "2026".to_owned()], Scale::Year));
    }
    for months in 0..48 {
        let first = NaiveDate::from_ymd_opt(2026, 7, 1).and_then(|july| july.checked_sub_months(Months::new(months)));
        let first = first.expect("a month");
        searches.push((vec![first.format("%Y-%m").to_string(), "2026-07".to_owned()], Scale::Month));
        let last = first + TimeDelta::days(47);
        for days in 1..=47 {
            let from = last - TimeDelta::days(days);
            searches.push((vec![from.to_string(), last.to_string()], Scale::Day));
        }
    }
    for (keys, scale) in searches {
        let counts: Vec<(&str, u64)> = keys.iter().map(|key| (key.as_str(), 1)).collect();
        let drawn = of(&counts, scale, "");
        let (number, name) = (drawn.bars.len(), format!("{keys:?} by {}", drawn.scale.as_str()));
        for line in
            [written(&drawn, |bar| bar.tick.clone()), written(&drawn, |bar| bar.era.clone().unwrap_or_default())]
        {
            for pair in line.windows(2) {
                let ((before, pixels), (after, _)) = (pair[0], pair[1]);
                assert!((after - before) * NARROWEST >= pixels * number, "{name}: {before} runs into {after}");
            }
        }
        assert!(drawn.bars.iter().any(|bar| !bar.tick.is_empty()) || number < 9, "{name}: something is named");
    }
}

#[test]
fn few_years_are_all_named() {
    let drawn = of(&[("2018", 1), ("2026", 1)], Scale::Year, "");
    assert!(drawn.bars.iter().all(|bar| !bar.tick.is_empty()));
    let many = of(&[("1987", 1), ("2026", 1)], Scale::Year, "");
    let named: Vec<&str> = many.bars.iter().map(|bar| bar.tick.as_str()).filter(|tick| !tick.is_empty()).collect();
    assert_eq!(named, ["’90", "’95", "’00", "’05", "’10", "’15", "’20", "’25"]);
}
