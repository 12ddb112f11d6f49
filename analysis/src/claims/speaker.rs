//! Whose words they are.

mod alone;
mod authors;
mod joined;
mod meant;
mod names;
mod papers;
mod wide;

use watchline_model::{EntityId, EntityKind};

use super::nouns;
use super::phrase::{self, Subject};
use super::tokens::{Class, Token};
use super::verbs::Verb;
use crate::entities::{Found, Seen};
use crate::events::is_party;
use crate::text::Text;

/// How many sentences back "the company" and "he" may reach.
const REACH: usize = 3;

/// A party with its name as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Speaker {
    /// The vendor for whom a person speaks, rather than the person: a stance is a vendor's.
    pub(super) party: Option<EntityId>,
    pub(super) name: String,
    /// Unnamed voices of the net, and those with a quarrel.
    pub(super) is_hearsay: bool,
    /// Speaks for a party though unnamed ("a spokesperson", "the ministry").
    pub(super) is_official: bool,
    pub(super) is_person: bool,
}

/// The document while it is read: who has spoken so far.
pub(super) struct Hall<'a> {
    pub(super) text: &'a Text,
    pub(super) found: &'a Found,
    /// Whom "we" means.
    pub(super) voice: Option<Speaker>,
    /// Sentence and speaker, in their order.
    pub(super) heard: Vec<(usize, Speaker)>,
}

impl Hall<'_> {
    /// The speakers of a verb in sentence `number`, which has these tokens: one, or those that "and" joins.
    pub(super) fn speakers(&mut self, number: usize, tokens: &[Token], verb: &Verb) -> Vec<Speaker> {
        let wide = self.text.sentences[number]
            .wide
            .then(|| wide::find(self.text, self.found, number, verb, &self.heard))
            .flatten();
        let speakers = match wide {
            Some(speaker) => vec![speaker],
            None => self.spoken(number, tokens, verb),
        };
        self.heard.extend(speakers.iter().map(|speaker| (number, speaker.clone())));
        speakers
    }

    fn spoken(&self, number: usize, tokens: &[Token], verb: &Verb) -> Vec<Speaker> {
        let Some(at) = tokens.iter().position(|token| token.end > verb.start) else { return Vec::new() };
        let after = tokens.iter().position(|token| token.start >= verb.end);
        let behind = |from: Option<usize>| match from.map(|from| phrase::behind(self.text, tokens, from)) {
            Some(Subject::Phrase { from, to }) => self.joined(number, tokens, (from, to), verb),
            _ => Vec::new(),
        };
        if verb.speaker_behind {
            return behind(after);
        }
        if verb.rule == "authors" {
            return self.authors(tokens, at, verb).into_iter().collect();
        }
        let previous = at.checked_sub(1).map(|previous| &tokens[previous]);
        let is_inverted = verb.can_stand_first(self.text)
            && previous.is_some_and(|previous| {
                let can_follow_comma = matches!(verb.rule, "said" | "reported" | "claimed");
                (previous.class == Class::Comma && can_follow_comma)
                    || matches!(previous.plain(self.text), b"\"" | b"so")
            });
        if is_inverted {
            let speakers = behind(after);
            if !speakers.is_empty() {
                return speakers;
            }
        }
        let (subject, passive) = phrase::subject(self.text, tokens, at);
        if passive && verb.is_past(self.text) {
            let by = after.and_then(|after| joined::agent(self.text, tokens, after));
            return match by.map(|by| phrase::behind(self.text, tokens, by)) {
                Some(Subject::Phrase { from, to }) => {
                    let words = &self.text.plain()[tokens[from].start..tokens[to - 1].end];
                    if nouns::is_paper(words) { Vec::new() } else { self.joined(number, tokens, (from, to), verb) }
                }
                _ => Vec::new(),
            };
        }
        match subject {
            Subject::Phrase { from, to } => self.joined(number, tokens, (from, to), verb),
            Subject::Same => self.same(number, verb).into_iter().collect(),
            Subject::Nobody => Vec::new(),
        }
    }

    /// Each of those that the words name.
    fn joined(&self, number: usize, tokens: &[Token], whole: (usize, usize), verb: &Verb) -> Vec<Speaker> {
        let mut speakers: Vec<Speaker> = Vec::new();
        for part in joined::parts(self.text, tokens, whole) {
            if let Some(speaker) = self.resolve(number, tokens, part, verb)
                && speakers.iter().all(|known| known.name != speaker.name)
            {
                speakers.push(speaker);
            }
        }
        speakers
    }

    /// "…, saying that"; "… and added": who spoke before in the sentence, else its first party.
    fn same(&self, number: usize, verb: &Verb) -> Option<Speaker> {
        if let Some((_, speaker)) = self.heard.iter().rev().find(|(sentence, _)| *sentence == number) {
            return Some(speaker.clone());
        }
        let sentence = &self.text.sentences[number];
        let here = self.found.within(sentence.start, verb.start);
        if let Some(seen) = here.iter().find(|seen| is_party(seen.kind) && !is_governed(self.text, seen)) {
            return Some(self.named(seen));
        }
        None
    }

    /// Who is meant by tokens `from..to`.
    fn resolve(&self, number: usize, tokens: &[Token], (from, to): (usize, usize), verb: &Verb) -> Option<Speaker> {
        let (start, end) = (tokens[from].start, tokens[to - 1].end);
        let words = &self.text.plain()[start..end];
        match words {
            b"he" | b"she" => return self.person_before(number, start),
            // What a product says or a paper shows is nobody's word.
            b"it" if verb.rule == "reported" || self.is_thing(number, start) => return None,
            b"it" => return self.party_before(number, start, false),
            b"they" => {
                let many = |(sentence, speaker): &&(usize, Speaker)| {
                    number - sentence <= REACH && nouns::is_many(speaker.name.to_lowercase().as_bytes())
                };
                let heard = self.heard.iter().rev().find(many).map(|(_, speaker)| speaker.clone());
                return heard.or_else(|| self.party_before(number, start, false));
            }
            b"we" | b"i" => return self.voice.clone(),
            _ => {}
        }
        if nouns::is_the_company(words) && named_behind(self.text, tokens, (from, to)).is_none() {
            return self.company(number, start, words, verb);
        }
        if let Some(run) = named_behind(self.text, tokens, (from, to))
            && let Some(speaker) = names::name(self, number, tokens, (from, run), verb)
        {
            return Some(speaker);
        }
        if let Some(speaker) = names::name(self, number, tokens, (from, to), verb) {
            return Some(speaker);
        }
        self.noun(number, tokens, (from, to), verb)
    }

    /// Somebody without a name, if the noun can speak.
    fn noun(&self, number: usize, tokens: &[Token], (from, to): (usize, usize), verb: &Verb) -> Option<Speaker> {
        let text = self.text;
        let head_end = (from + 1..to)
            .find(|&at| {
                tokens[at - 1].class != Class::Comma
                    && matches!(
                        tokens[at].plain(text),
                        b"of"
                            | b"at"
                            | b"from"
                            | b"in"
                            | b"for"
                            | b"with"
                            | b"behind"
                            | b"on"
                            | b"by"
                            | b"to"
                            | b"about"
                            | b"close"
                            | b"familiar"
                            | b"against"
                            | b"within"
                            | b"near"
                            | b"across"
                            | b"named"
                            | b"seen"
                            | b"called"
                            | b"into"
                            | b"outside"
                            | b"signed"
                            | b"posted"
                            | b"published"
                            | b"between"
                            | b"inside"
                    )
            })
            .unwrap_or(to);
        let (start, end) = (tokens[from].start, tokens[to - 1].end);
        let head = &text.plain()[start..tokens[head_end - 1].end];
        let is_stranger = !nouns::speaks(head);
        if is_stranger && !(verb.is_of_people() && nouns::may_speak(head)) {
            return None;
        }
        // "the person", "the researchers": who was named so before.
        if words_are_definite(text, tokens, (from, to)) {
            let noun = String::from_utf8_lossy(tokens[to - 1].plain(text)).into_owned();
            let heard = self.heard.iter().rev().find(|(_, known)| {
                known.party.is_none() && known.name.to_lowercase().contains(noun.trim_end_matches('s'))
            });
            if let Some((_, known)) = heard {
                return Some(known.clone());
            }
        }
        let of = self.found.within(start, end).iter().rfind(|seen| speaks_for(seen.kind));
        let unnamed = self.unnamed(start, end);
        if nouns::is_paper(head) {
            let owner = of.filter(|seen| text.plain()[seen.end..end].starts_with(b"'s "));
            if let Some(seen) = owner {
                return Some(self.for_party(unnamed, seen));
            }
            if let Some(author) = self.author(tokens, head_end) {
                let name = format!("{} ({})", text.slice(start, tokens[head_end - 1].end).to_lowercase(), author.name);
                return Some(Speaker { name, ..author });
            }
            return Some(papers::for_issuer(text, self.found, number, end, unnamed));
        }
        if let Some(seen) = of {
            return Some(self.for_party(unnamed, seen));
        }
        if nouns::belongs(head) && is_definite(head) && !nouns::is_authority(&text.plain()[start..end]) {
            let party = self.party_before(number, start, false);
            if let Some(Speaker { party: Some(party), name, .. }) = party {
                let name = format!("{} ({})", unnamed.name, base(&name));
                return Some(Speaker {
                    party: Some(party),
                    name,
                    is_hearsay: false,
                    is_official: true,
                    is_person: true,
                });
            }
        }
        Some(unnamed)
    }

    fn for_party(&self, unnamed: Speaker, seen: &Seen) -> Speaker {
        let is_against = {
            let before = &self.text.plain()[seen.start.saturating_sub(9)..seen.start];
            [&b"against "[..], b" to ", b"about ", b" on ", b"close to ", b"into ", b"in "]
                .iter()
                .any(|word| before.ends_with(word))
        };
        if is_against || unnamed.is_hearsay {
            return unnamed;
        }
        let employer = self.found.entities.get(&seen.entity).map(|entity| entity.name.clone()).unwrap_or_default();
        let name =
            if unnamed.name.contains(&employer) { unnamed.name } else { format!("{} ({employer})", unnamed.name) };
        Speaker { party: Some(seen.entity.clone()), name, is_official: true, ..unnamed }
    }

    /// The words as they stand.
    fn unnamed(&self, start: usize, end: usize) -> Speaker {
        let mut name = shown(self.text.slice(start, end));
        for end in [" of", " in", " on", " at", " from", " signed", " seen"] {
            name.truncate(name.trim_end_matches(end).len());
        }
        let plain = name.to_lowercase();
        Speaker {
            party: None,
            is_hearsay: nouns::is_hearsay(plain.as_bytes()),
            is_official: nouns::is_authority(plain.as_bytes()),
            is_person: false,
            name,
        }
    }

    /// A party that is named: a person speaks for the employer, and both names are shown.
    pub(super) fn named(&self, seen: &Seen) -> Speaker {
        let name = |id: &EntityId| self.found.entities.get(id).map(|entity| entity.name.clone());
        let own = self.text.slice(seen.start, seen.end).to_owned();
        let official = |party: &EntityId, name: String, is_person: bool| Speaker {
            party: Some(party.clone()),
            name,
            is_hearsay: false,
            is_official: true,
            is_person,
        };
        match (&seen.owner, seen.kind) {
            (Some(owner), EntityKind::Person) => {
                let own = name(&seen.entity).unwrap_or(own);
                let employer = name(owner).unwrap_or_else(|| owner.as_str().to_owned());
                official(owner, format!("{own} ({employer})"), true)
            }
            _ => official(&seen.entity, name(&seen.entity).unwrap_or(own), seen.kind == EntityKind::Person),
        }
    }
}

/// "the plaintiff, Ada Beispiel": the end of the name behind the comma that follows the noun.
fn named_behind(text: &Text, tokens: &[Token], (from, to): (usize, usize)) -> Option<usize> {
    let ends_in_noun =
        tokens[to - 1].class == Class::Word && nouns::speaks(&text.plain()[tokens[from].start..tokens[to - 1].end]);
    if !ends_in_noun || tokens.get(to)?.class != Class::Comma {
        return None;
    }
    let names = tokens[to + 1..].iter().take_while(|token| token.class == Class::Name).count();
    let closes = tokens
        .get(to + 1 + names)
        .is_none_or(|next| next.class != Class::Word || matches!(next.plain(text), b"of" | b"who" | b"at"));
    ((1..=4).contains(&names) && closes).then_some(to + 1 + names)
}

/// "the person": two words, and an article that points back.
fn words_are_definite(text: &Text, tokens: &[Token], (from, to): (usize, usize)) -> bool {
    to - from == 2 && tokens[from].plain(text) == b"the"
}

/// "a spokesman", "its lawyer": one person, or those of somebody.
fn is_definite(head: &[u8]) -> bool {
    [&b"the "[..], b"a ", b"an ", b"its ", b"one "].iter().any(|word| head.starts_with(word)) || !head.ends_with(b"s")
}

/// For whom somebody may speak.
fn speaks_for(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Vendor | EntityKind::Organization | EntityKind::Regulator)
}

/// The employer of "Ada Beispiel (Acme)".
fn base(name: &str) -> &str {
    name.rsplit_once(" (").map_or(name, |(_, employer)| employer.trim_end_matches(')'))
}

/// An article in lower case wherever it stood.
fn shown(words: &str) -> String {
    let words = words.trim();
    let first = words.split(' ').next().unwrap_or_default();
    match first {
        "The" | "A" | "An" | "Its" | "One" => first.to_lowercase() + &words[first.len()..],
        _ => words.to_owned(),
    }
}

/// "of Acme", "Acme's Corvid": no subject.
fn is_governed(text: &Text, seen: &Seen) -> bool {
    let before = &text.plain()[seen.start.saturating_sub(9)..seen.start];
    let prepositions: [&[u8]; 14] = [
        b" of ",
        b" in ",
        b" from ",
        b" to ",
        b" with ",
        b" for ",
        b" by ",
        b" against ",
        b" using ",
        b" sued ",
        b" told ",
        b" fined ",
        b" at ",
        b" over ",
    ];
    prepositions.iter().any(|word| before.ends_with(word)) || text.plain()[seen.end..].starts_with(b"'s ")
}

/// Whom "he" or "the company" means in a text of wide signs: the subject nearest before.
fn referred<'f>(text: &Text, found: &'f Found, number: usize, before: usize, is_person: bool) -> Option<&'f Seen> {
    let fits =
        |seen: &&Seen| is_party(seen.kind) && seen.end <= before && (seen.kind == EntityKind::Person) == is_person;
    (number.saturating_sub(REACH)..=number).rev().find_map(|number| {
        let sentence = &text.sentences[number];
        found.within(sentence.start, sentence.end).iter().find(fits)
    })
}
