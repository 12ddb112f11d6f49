//! The labelled expressions: a public collection and our own sentences, in one form.

use std::error::Error;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Serialize;
use serde_json::Value;

/// One text with what stands in it.
#[derive(Debug, Serialize)]
pub(crate) struct Case {
    /// What it is counted under.
    pub(crate) set: String,
    pub(crate) text: String,
    pub(crate) reference: NaiveDateTime,
    pub(crate) language: Option<String>,
    pub(crate) wanted: Vec<Wanted>,
    /// Characters that hold something of another type, of which nothing is asked.
    pub(crate) others: Vec<(usize, usize)>,
}

/// An expression, and each value that is right.
#[derive(Debug, Serialize)]
pub(crate) struct Wanted {
    pub(crate) kind: String,
    /// In what form the collection writes the value.
    pub(crate) form: &'static str,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) values: Vec<(Option<String>, Option<String>)>,
}

const DEFAULT: [&str; 6] =
    ["DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser", "MergedParser", "DateTimeModel"];
const KINDS: [&str; 4] = ["date", "daterange", "datetime", "datetimerange"];

pub(crate) fn of_collection(text: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let records: Vec<Value> = serde_json::from_str(text)?;
    Ok(records.iter().filter_map(case).collect())
}

fn case(record: &Value) -> Option<Case> {
    let spec = record["spec"].as_str()?;
    let set = match spec {
        "HolidayParser" => "holidays",
        _ if DEFAULT.contains(&spec) => "collection",
        _ if spec.starts_with("DateTimeModel") => "modes",
        _ => return None,
    };
    let reference = moment(record["Context"]["ReferenceDateTime"].as_str()?)?;
    let (mut wanted, mut others) = (Vec::new(), Vec::new());
    for result in record["Results"].as_array()? {
        let start = usize::try_from(result["Start"].as_u64()?).ok()?;
        let length = result["Length"].as_u64().or_else(|| Some(result["End"].as_u64()? + 1 - start as u64))?;
        let end = start + usize::try_from(length).ok()?;
        let kind = result["Type"].as_str().or_else(|| result["TypeName"].as_str())?.trim_start_matches("datetimeV2.");
        let values = values(result);
        if KINDS.contains(&kind) && !values.is_empty() {
            wanted.push(Wanted { kind: kind.to_owned(), form: form(result), start, end, values });
        } else {
            others.push((start, end));
        }
    }
    let text = record["Input"].as_str()?.to_owned();
    Some(Case { set: set.to_owned(), text, reference, language: Some("en".to_owned()), wanted, others })
}

/// The form of the collection's own notation (TIMEX3, figures for figures and X for what is open).
fn form(result: &Value) -> &'static str {
    let values = [&result["Value"], &result["Value"]["values"][0], &result["Resolution"]["values"][0]];
    let field = |names: [&str; 2]| {
        let found = values.iter().find_map(|value| names.iter().find_map(|name| value[name].as_str()));
        found.unwrap_or_default().to_owned()
    };
    let timex: String =
        field(["Timex", "timex"]).chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    if !field(["Mod", "mod"]).is_empty() {
        return "with a modifier (early, before, since …)";
    }
    match timex.as_str() {
        "0000-00-00" | "XXXX-00-00" => "day (0000-00-00, XXXX-00-00)",
        "XXXX-WXX-0" => "weekday (XXXX-WXX-0)",
        "XXXX-XX-00" => "day without a month (XXXX-XX-00)",
        "0000-00" | "XXXX-00" => "month (0000-00, XXXX-00)",
        "0000" => "year (0000)",
        _ if timex.starts_with('(') => "start, end, length ((…,…,P…))",
        _ if timex.contains('T') => "time (…T…)",
        _ if timex.contains('W') => "week (0000-W00, …)",
        _ => "other",
    }
}

/// Beginning and end of each candidate; what the collection leaves unresolved has none.
fn values(result: &Value) -> Vec<(Option<String>, Option<String>)> {
    let mut found = Vec::new();
    let mut add = |first: &Value, end: &Value| {
        let text = |value: &Value| {
            value.as_str().filter(|text| !text.starts_with("0001") && moment(text).is_some()).map(str::to_owned)
        };
        let pair = (text(first), text(end));
        if pair != (None, None) && !found.contains(&pair) {
            found.push(pair);
        }
    };
    for side in ["PastResolution", "FutureResolution"] {
        let value = &result["Value"][side];
        for (first, end) in
            [("date", "-"), ("dateTime", "-"), ("startDate", "endDate"), ("startDateTime", "endDateTime")]
        {
            add(&value[first], &value[end]);
        }
    }
    for list in [&result["Value"]["values"], &result["Resolution"]["values"]] {
        for value in list.as_array().into_iter().flatten() {
            add(&value["value"], &Value::Null);
            add(&value["start"], &value["end"]);
        }
    }
    found
}

/// A day or a moment.
pub(crate) fn moment(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S"))
        .ok()
        .or_else(|| Some(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_time(NaiveTime::MIN)))
}

/// Sentences with marked expressions, a file a set.
pub(crate) fn of_fixtures(folder: &Path) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "tsv")) {
        let set = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#')) {
            cases.extend(labelled(&set, line));
        }
    }
    Ok(cases)
}

fn labelled(set: &str, line: &str) -> Option<Case> {
    let mut columns = line.split('\t');
    let (language, reference, marked) = (columns.next()?, columns.next()?, columns.next()?);
    let reference: NaiveDate = reference.parse().ok()?;
    let labels = columns.next()?.split(" ; ").filter(|label| *label != "-");
    let (mut text, mut wanted) = (String::new(), Vec::new());
    for (number, piece) in marked.split("[[").enumerate() {
        let (inside, outside) = if number == 0 { ("", piece) } else { piece.split_once("]]")? };
        let start = text.chars().count();
        text.push_str(inside);
        if number > 0 {
            wanted.push((start, text.chars().count()));
        }
        text.push_str(outside);
    }
    let wanted = wanted
        .into_iter()
        .zip(labels)
        .map(|((start, end), label)| {
            let first = label.split('/').next().unwrap_or_default().to_owned();
            Wanted { kind: "labelled".to_owned(), form: "labelled", start, end, values: vec![(Some(first), None)] }
        })
        .collect();
    Some(Case {
        set: set.to_owned(),
        text,
        reference: reference.and_time(NaiveTime::MIN),
        language: Some(language.to_owned()),
        wanted,
        others: Vec::new(),
    })
}
