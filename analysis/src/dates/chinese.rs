//! Chinese date expressions.

use chrono::{Datelike, NaiveDate, Weekday};
use regex::{Captures, Regex};

use super::calendar::{self, Which};
use super::{Direction, Hit, Resolved};

#[derive(Debug)]
pub(super) struct Chinese {
    date: Regex,
    effective_before: Regex,
    effective_after: Regex,
}

impl Chinese {
    pub(super) fn new() -> Self {
        let build = |pattern: &str| Regex::new(pattern).expect("the patterns are constants");
        Self {
            date: build(concat!(
                r"(?:(?P<y>(?:19|20)[0-9]{2})年|(?P<rel>去年|今年|明年))(?:(?P<m>[0-9]{1,2})月(?:份)?(?:(?P<d>[0-9]{1,2})[日号])?)?",
                r"|(?P<lm>上个?月|本月|下个?月)(?:(?P<ld>[0-9]{1,2})[日号])?",
                r"|(?P<m2>[0-9]{1,2})月(?:份)?(?:(?P<d2>[0-9]{1,2})[日号])?",
                r"|(?P<near>前天|昨天|昨日|昨晚|今天|今日|明天|明日)",
                r"|(?P<wk>上周|本周|下周|这周)?(?:周|星期)(?P<w>[一二三四五六日天])|(?P<wk2>上周|本周|下周)(?P<w2>[一二三四五六日天])?",
            )),
            effective_before: build("(?:自|从|将于|定于|将从)$"),
            effective_after: build("^(?:起|开始|之后|生效)"),
        }
    }

    /// Dates of one sentence, in characters of it.
    pub(super) fn find(&self, sentence: &str, reference: Option<NaiveDate>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for captures in self.date.captures_iter(sentence) {
            let Some(whole) = captures.get(0) else { continue };
            let effective = self.effective_before.is_match(&sentence[..whole.start()])
                || self.effective_after.is_match(&sentence[whole.end()..]);
            let direction = if effective { Direction::Future } else { Direction::Past };
            if let Some(resolved) = resolve(&captures, reference, direction) {
                let start = sentence[..whole.start()].chars().count();
                let end = start + whole.as_str().chars().count();
                // "从3月" of something begun is no date of effect unless it lies ahead.
                let ahead = reference.is_none_or(|day| resolved.first_day >= day);
                hits.push(Hit {
                    start,
                    end,
                    resolved,
                    effective: effective && (ahead || captures.name("d").is_some() || captures.name("d2").is_some()),
                });
            }
        }
        hits
    }
}

fn resolve(captures: &Captures, reference: Option<NaiveDate>, direction: Direction) -> Option<Resolved> {
    let number = |name: &str| captures.name(name).and_then(|part| part.as_str().parse::<u32>().ok());
    let text = |name: &str| captures.name(name).map(|part| part.as_str());
    let year = match (number("y"), text("rel")) {
        (Some(year), _) => i32::try_from(year).ok(),
        (None, Some("去年")) => reference.map(|day| day.year() - 1),
        (None, Some("今年")) => reference.map(|day| day.year()),
        (None, Some(_)) => reference.map(|day| day.year() + 1),
        (None, None) => None,
    };
    if let Some(year) = year {
        return match (number("m"), number("d")) {
            (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day).map(calendar::day),
            (Some(month), None) => calendar::month(year, month),
            _ => calendar::year(year),
        };
    }
    let reference = reference?;
    if let Some(which) = text("lm") {
        let step = if which.starts_with('上') { -1 } else { i32::from(which.starts_with('下')) };
        let month = calendar::shift_months(reference.with_day(1)?, step)?;
        return match number("ld") {
            Some(day) => month.with_day(day).map(calendar::day),
            None => calendar::month_of(month),
        };
    }
    if let Some(month) = number("m2") {
        return match number("d2") {
            Some(day) => calendar::day_of_month(month, day, reference, direction),
            None => calendar::bare_month(month, reference, direction),
        };
    }
    if let Some(near) = text("near") {
        let offset = match near {
            "前天" => -2,
            "昨天" | "昨日" | "昨晚" => -1,
            "明天" | "明日" => 1,
            _ => 0,
        };
        return calendar::shift_days(reference, offset).map(calendar::day);
    }
    let week = text("wk").or_else(|| text("wk2"));
    let Some(weekday) = text("w").or_else(|| text("w2")).and_then(weekday) else {
        let step = match week? {
            "上周" => -7,
            "下周" => 7,
            _ => 0,
        };
        return calendar::shift_days(reference, step).and_then(calendar::month_of);
    };
    let this = calendar::weekday(weekday, Which::This, reference, direction)?;
    match week {
        Some("上周") => calendar::shift_days(this.first_day, -7).map(calendar::day),
        Some("下周") => calendar::shift_days(this.first_day, 7).map(calendar::day),
        Some(_) => Some(this),
        None => calendar::weekday(weekday, Which::Plain, reference, direction),
    }
}

fn weekday(character: &str) -> Option<Weekday> {
    Some(match character {
        "一" => Weekday::Mon,
        "二" => Weekday::Tue,
        "三" => Weekday::Wed,
        "四" => Weekday::Thu,
        "五" => Weekday::Fri,
        "六" => Weekday::Sat,
        _ => Weekday::Sun,
    })
}
