use super::*;

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a day")
}

fn point(text: &str) -> Span {
    Span { from: day(text), to: day(text).succ_opt().expect("not the last"), known_to: KnownTo::Day }
}

fn month(text: &str) -> Span {
    let from = day(&format!("{text}-01"));
    Span { from, to: Resolution::Month.next(from), known_to: KnownTo::Month }
}

fn names(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| if column.is_gap { format!("({})", column.label) } else { column.name() }).collect()
}

#[test]
fn a_long_silence_is_a_gap_that_says_how_long_it_is() {
    let spans = [point("2026-02-10"), point("2026-02-12"), point("2026-05-06")];
    let (resolution, columns) = columns(&spans, Some(Resolution::Day), None, Room::Column);
    assert_eq!(resolution, Resolution::Day);
    assert_eq!(
        names(&columns),
        ["10 February 2026", "11 February 2026", "12 February 2026", "(82 days)", "6 May 2026"]
    );
}

#[test]
fn a_month_reaches_from_its_first_day_to_its_last() {
    let (_, columns) = columns(&[month("2026-03"), point("2026-04-02")], Some(Resolution::Day), None, Room::Column);
    assert_eq!(names(&columns), ["1 March 2026", "(29 days)", "31 March 2026", "1 April 2026", "2 April 2026"]);
    assert_eq!(columns[0].label, "Mar", "the column of a month's beginning claims no day");
}

#[test]
fn what_is_to_come_in_this_month_stands_behind_today() {
    let spans = [point("2026-07-02"), point("2026-07-10")];
    let (_, columns) = columns(&spans, Some(Resolution::Month), Some(day("2026-07-05")), Room::Column);
    assert_eq!(names(&columns), ["1 to 5 July 2026", "6 to 31 July 2026"]);
}

#[test]
fn the_finest_columns_that_fit_are_chosen() {
    let days = |step: u64, count: u64| {
        let first = day("2026-01-01");
        (0..count).map(|n| point(&(first + chrono::Days::new(n * step)).to_string())).collect::<Vec<_>>()
    };
    let chosen = |step, count, room| columns(&days(step, count), None, None, room).0;
    assert_eq!(chosen(1, 5, Room::Column), Resolution::Day);
    assert_eq!(chosen(2, 30, Room::Column), Resolution::Week);
    assert_eq!(chosen(1, 300, Room::Column), Resolution::Month);
    assert_eq!(chosen(31, 26, Room::Column), Resolution::Year);
    assert_eq!(chosen(31, 26, Room::Page), Resolution::Month);
}

#[test]
fn a_column_is_called_by_all_of_its_days() {
    let span = [point("2026-04-01")];
    let names: Vec<String> =
        Resolution::ALL.iter().map(|one| columns(&span, Some(*one), None, Room::Column).1[0].name()).collect();
    assert_eq!(names, ["1 April 2026", "30 March to 5 April 2026", "April 2026", "2026"]);
}
