//! Who wrote an item, as feeds spell it: "mail@host (Name)", "Name <mail@host>", a name, an address. Pure.

use crate::read::collapse;

use super::entities::{self, Declared};
use super::markup::name_at;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Person {
    pub name: Option<String>,
    pub email: Option<String>,
}

impl Person {
    pub(super) fn is_nobody(&self) -> bool {
        self.name.is_none() && self.email.is_none()
    }

    /// The person of an RSS `author`.
    pub(super) fn from_text(text: &str) -> Self {
        let text = collapse(text);
        let divided = |open: char, close: char| {
            let (before, rest) = text.split_once(open)?;
            Some((before.trim(), rest.trim().trim_end_matches(close).trim()))
        };
        let parts = match divided('(', ')').or_else(|| divided('<', '>')) {
            Some((before, inside)) if is_email(inside) => (Some(before), Some(inside)),
            Some((before, inside)) if is_email(before) => (Some(inside), Some(before)),
            _ if is_email(&text) => (None, Some(text.as_str())),
            _ => (Some(text.as_str()), None),
        };
        let some = |part: Option<&str>| part.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        Self { name: some(parts.0), email: some(parts.1) }
    }

    /// The person of an Atom `author`, from what stands inside of it; `None` where no part is named.
    pub(super) fn from_elements(inner: &str, declared: &Declared) -> Option<Self> {
        let part = |wanted: &str| {
            let mut rest = inner;
            while let Some(at) = rest.find('<') {
                rest = rest.get(at + 1..)?;
                let name = name_at(rest, 0);
                let local = name.rsplit(':').next().unwrap_or(name);
                if local.eq_ignore_ascii_case(wanted) {
                    let (_, content) = rest.split_once('>')?;
                    let content = content.trim_start();
                    let content = content.strip_prefix("<![CDATA[").unwrap_or(content);
                    let end = content.find("]]>").filter(|end| !content.get(..*end).is_some_and(|x| x.contains('<')));
                    let end = end.or_else(|| content.find('<')).unwrap_or(content.len());
                    let content = content.get(..end)?;
                    return Some(collapse(&entities::resolve(content, declared))).filter(|text| !text.is_empty());
                }
            }
            None
        };
        let person = Self { name: part("name"), email: part("email") };
        Some(person).filter(|person| !person.is_nobody())
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.')) && !text.contains(' ')
}

#[cfg(test)]
mod tests;
