//! Dates in HTTP headers (RFC 9110, section 5.6.7): the form in use and the two obsolete ones.

use chrono::{DateTime, NaiveDateTime, Utc};

/// `None` if it is none of the three forms. The day of the week is not looked at: it says nothing new.
pub(crate) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let parse = |text: &str, format| NaiveDateTime::parse_from_str(text, format).ok();
    let naive = match text.split_once(',') {
        Some((_, rest)) => {
            let rest = rest.trim();
            parse(rest, "%d-%b-%y %H:%M:%S GMT").or_else(|| parse(rest, "%d %b %Y %H:%M:%S GMT"))
        }
        None => text.split_once(' ').and_then(|(_, rest)| parse(rest.trim(), "%b %e %H:%M:%S %Y")),
    };
    match naive {
        Some(naive) => Some(naive.and_utc()),
        // Another zone than GMT is against the rule, but clear.
        None => DateTime::parse_from_rfc2822(text).ok().map(|moment| moment.with_timezone(&Utc)),
    }
}

#[cfg(test)]
mod tests;
