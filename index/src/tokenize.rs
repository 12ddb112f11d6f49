//! Text into words: lower case, marks folded away, scripts written without spaces cut into pairs.
//!
//! All analyzers share one splitter. For the index every character of such a script is a word and so is
//! every pair of neighbours, at the position of the first; a query uses the pairs, and the single
//! character only where it stands alone. So `禁` and `禁止` both find `禁止使用`. What words are reduced to,
//! language by language, is told by `stem`; phrases never use it.
//!
//! Changing anything here changes what is in an index: raise `schema::FORMAT`.

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, TextAnalyzer, Token, TokenStream, Tokenizer};

mod script;
mod stem;

pub(crate) use stem::{Stemmer, Tongue, Variants, variants};

use script::{Class, class, without_mark};

/// Name under which the exact analyzer is registered.
pub(crate) const WORDS: &str = "watchline_words";

/// Name of the analyzer for stems, which come with blanks between them.
pub(crate) const STEMS: &str = "whitespace";

/// Characters of a word that are kept; longer ones are encoded data, not words.
const LONGEST_WORD: usize = 64;

/// Which side of a search the words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Index,
    Query,
}

/// What is done to the letters of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// Lower case, without marks, one form for each letter.
    Folded,
    /// Lower case only: what a stemmer knows its endings by.
    Accented,
}

/// Words as they are written but for case and marks, for phrases.
pub(crate) fn words(side: Use) -> TextAnalyzer {
    let splitter = Splitter { side, letters: Letters::Folded };
    // Folding makes capitals of small capitals.
    TextAnalyzer::builder(splitter).filter(AsciiFoldingFilter).filter(LowerCaser).build()
}

/// Words in lower case, marks kept.
fn accented(side: Use) -> TextAnalyzer {
    TextAnalyzer::builder(Splitter { side, letters: Letters::Accented }).build()
}

/// Whether a word is of a script that is cut into single characters and pairs.
fn is_unspaced(word: &str) -> bool {
    word.chars().next().is_some_and(is_unspaced_letter)
}

/// Whether a character is of such a script.
pub(crate) fn is_unspaced_letter(c: char) -> bool {
    class(c) == Class::Unspaced
}

/// All tokens of a text.
pub(crate) fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    analyzer.token_stream(text).process(&mut |token: &Token| found.push(token.clone()));
    found
}

/// The form in which names are compared: `Claude-Code`, `claude code` and `CLAUDE  CODE` are one.
pub(crate) fn fold(text: &str) -> String {
    let words: Vec<String> = tokens(&mut words(Use::Query), text).into_iter().map(|token| token.text).collect();
    words.join(" ")
}

#[derive(Clone)]
struct Splitter {
    side: Use,
    letters: Letters,
}

impl Tokenizer for Splitter {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream {
            text,
            at: 0,
            side: self.side,
            letters: self.letters,
            token: Token::default(),
            next_position: 0,
            pair: None,
            in_run: false,
        }
    }
}

struct Stream<'a> {
    text: &'a str,
    /// Byte offset of what is not read yet.
    at: usize,
    side: Use,
    letters: Letters,
    token: Token,
    next_position: usize,
    /// The pair that follows a single character, at the same position: where it ends.
    pair: Option<(usize, usize)>,
    /// The character before `at` belongs to the same run of an unspaced script.
    in_run: bool,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if let Some((start, end)) = self.pair.take() {
            self.set(start, end, self.next_position - 1);
            return true;
        }
        while let Some(first) = self.text[self.at..].chars().next() {
            let start = self.at;
            let end = start + first.len_utf8();
            match class(first) {
                Class::Space | Class::Mark => {
                    self.at = end;
                    self.in_run = false;
                }
                Class::Unspaced => {
                    self.at = end;
                    if self.read_unspaced(start, end) {
                        return true;
                    }
                }
                Class::Letter => {
                    self.in_run = false;
                    self.read_word(start);
                    return true;
                }
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Stream<'_> {
    /// The character `start..end`, the pair it begins, or both; `false` where a query needs neither.
    fn read_unspaced(&mut self, start: usize, end: usize) -> bool {
        let follower = self.text[end..].chars().next().filter(|next| class(*next) == Class::Unspaced);
        let was_in_run = std::mem::replace(&mut self.in_run, follower.is_some());
        let position = self.next_position;
        match (self.side, follower) {
            (Use::Index, Some(next)) => {
                self.set(start, end, position);
                self.pair = Some((start, end + next.len_utf8()));
            }
            (Use::Index, None) => self.set(start, end, position),
            (Use::Query, Some(next)) => self.set(start, end + next.len_utf8(), position),
            (Use::Query, None) if was_in_run => return false,
            (Use::Query, None) => self.set(start, end, position),
        }
        self.next_position += 1;
        true
    }

    /// A word of letters, digits and marks; a possessive `'s` is read over.
    fn read_word(&mut self, start: usize) {
        let rest = &self.text[start..];
        let length = rest.find(|c| !matches!(class(c), Class::Letter | Class::Mark)).unwrap_or(rest.len());
        self.at = start + length;
        self.set(start, self.at, self.next_position);
        self.next_position += 1;
        let mut after = self.text[self.at..].chars();
        if matches!(after.next(), Some('\'' | '’'))
            && matches!(after.next(), Some('s' | 'S'))
            && after.next().is_none_or(|c| !matches!(class(c), Class::Letter | Class::Mark))
        {
            let apostrophe = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
            self.at += apostrophe + 1;
        }
    }

    fn set(&mut self, start: usize, end: usize, position: usize) {
        self.token.offset_from = start;
        self.token.offset_to = end;
        self.token.position = position;
        self.token.position_length = 1;
        self.token.text.clear();
        let written = &self.text[start..end];
        if written.len() <= LONGEST_WORD && written.is_ascii() {
            self.token.text.push_str(written);
            self.token.text.make_ascii_lowercase();
            return;
        }
        let kept = written.chars().take(LONGEST_WORD);
        for lower in kept.flat_map(char::to_lowercase) {
            if class(lower) != Class::Mark {
                let letter = if self.letters == Letters::Folded { without_mark(lower) } else { lower };
                self.token.text.push(letter);
            }
        }
    }
}

#[cfg(test)]
mod tests;
