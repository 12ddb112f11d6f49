//! What a query is made of, as far as a page needs it: the pieces that can be taken out one by one.
//!
//! It cuts where the query language cuts (blanks outside quotation marks and brackets) and understands nothing of what
//! the pieces mean; that is the index's. Joined again they are the query, blanks apart.

/// A query in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    pieces: Vec<String>,
    /// `OR` stands between the pieces, outside brackets: any of them is enough.
    alternatives: bool,
}

/// Characters that open or close a phrase.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '＂')
}

impl Parts {
    pub(crate) fn of(query: &str) -> Self {
        let words = words(query);
        let alternatives = words.iter().any(|word| word == "OR" || word.starts_with('|'));
        let mut pieces: Vec<String> = Vec::new();
        let mut open = String::new();
        for word in words {
            if word == "OR" || word.starts_with('|') {
                pieces.extend(Some(std::mem::take(&mut open)).filter(|piece| !piece.is_empty()));
                continue;
            }
            if word == "AND" || word == "&&" {
                continue;
            }
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(&word);
            // `NOT` belongs to what comes after it; between alternatives, what stands side by side belongs together.
            if word != "NOT" && !alternatives {
                pieces.push(std::mem::take(&mut open));
            }
        }
        pieces.extend(Some(open).filter(|piece| !piece.is_empty()));
        Self { pieces, alternatives }
    }

    pub(crate) fn pieces(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().map(String::as_str)
    }

    /// Whether each piece narrows the search, so that taking one out finds more.
    pub(crate) fn narrows(&self) -> bool {
        !self.alternatives
    }

    /// The query without one piece.
    pub(crate) fn without(&self, place: usize) -> String {
        let kept = self.pieces.iter().enumerate().filter(|(index, _)| *index != place);
        self.join(kept.map(|(_, piece)| piece.as_str()))
    }

    /// The query within a time of publication, in the place of any other `after:` and `before:` that stand outside
    /// brackets.
    pub(crate) fn within(&self, after: &str, before: &str) -> String {
        let kept = self.pieces.iter().map(String::as_str).filter(|piece| self.alternatives || !is_bound(piece));
        let mut query = self.join(kept);
        if self.alternatives && self.pieces.len() > 1 {
            query = format!("({query})");
        }
        for bound in [format!("after:{after}"), format!("before:{before}")] {
            if !query.is_empty() {
                query.push(' ');
            }
            query.push_str(&bound);
        }
        query
    }

    fn join<'a>(&self, pieces: impl Iterator<Item = &'a str>) -> String {
        pieces.collect::<Vec<_>>().join(if self.alternatives { " OR " } else { " " })
    }
}

fn is_bound(piece: &str) -> bool {
    let lower = piece.to_ascii_lowercase();
    ["after:", "before:", "after=", "before="].iter().any(|bound| lower.starts_with(bound))
}

/// Cut at blanks, but for those in quotation marks or brackets.
fn words(query: &str) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), String::new());
    let (mut depth, mut quoted) = (0_usize, false);
    for character in query.chars() {
        match character {
            c if is_quote(c) => quoted = !quoted,
            '(' | '（' if !quoted => depth += 1,
            ')' | '）' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if character.is_whitespace() && depth == 0 && !quoted {
            words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        } else {
            word.push(character);
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

#[cfg(test)]
mod tests;
