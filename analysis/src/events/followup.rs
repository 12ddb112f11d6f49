//! "The experiment began in March": a sentence that only dates what an earlier one told.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::{Family, Side};

use super::Sighting;
use crate::text::Text;

pub(super) const RULE: &str = "follow-up";

/// How many sentences may lie between.
const REACH: usize = 4;

static BEGAN: LazyLock<Regex> = LazyLock::new(|| {
    const THING: &str = "(?:experiment|test|trial|markers?|code|feature|mechanism|check|change|practice|flaw|bug|vulnerability|outage|incident|breach|leak|campaign|attacks?|operation|activity|technique|tracking|tweak)";
    const DAY: &str = r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|yesterday|last|ago|(?:19|20)[0-9]{2}|monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
    Regex::new(&format!(
        r"(?-u)\b(?:the|this|that|those|these|its|their|our|an?) (?:[a-z-]+ ){{0,2}}{THING}\b.{{0,60}}\b(?:began|begun|begin|started|launched|introduced|rolled out|ran|running|dates? back|dating|shipped|was added|were added|first appeared|lasted|occurred|took place|happened|conducted|in place since|since)\b.{{0,50}}{DAY}|\b(?:began|begun|started|launched|introduced|rolled out|ran|run|added|conducted|running|conducting)\b (?:the|this|that|its|their|our|an?) (?:[a-z-]+ ){{0,2}}{THING}\b.{{0,50}}{DAY}"
    ))
    .expect("the pattern is a constant")
});
static BEGAN_WIDE: LazyLock<regex::Regex> = LazyLock::new(|| {
    regex::Regex::new("(?:月|年).{0,8}(?:开始|启动|起|推出|进行).{0,12}(?:实验|测试|试验|机制)|(?:实验|测试|试验|机制).{0,12}(?:始于|开始于|启动于|自).{0,8}(?:月|年)")
        .expect("the pattern is a constant")
});

/// A follow-up takes the kind of the nearest earlier weakness, breach, misuse or failure.
pub(super) fn sightings(text: &Text, seen: &[Sighting]) -> Vec<Sighting> {
    let mut found = Vec::new();
    let told = |sighting: &&Sighting| {
        matches!(sighting.family, Family::Weakness | Family::Breach | Family::Misuse | Family::Service)
    };
    let Some(first) = seen.iter().filter(told).map(|sighting| sighting.sentence).min() else { return found };
    for (number, sentence) in text.sentences.iter().enumerate().skip(first + 1) {
        if sentence.clutter || sentence.headline {
            continue;
        }
        let hit = BEGAN.find(sentence.plain(text)).map(|hit| (hit.start(), hit.end())).or_else(|| {
            let words = sentence.words(text);
            let hit = BEGAN_WIDE.find(words).filter(|_| sentence.wide)?;
            let start = words[..hit.start()].chars().count();
            Some((start, start + hit.as_str().chars().count()))
        });
        let Some((start, end)) = hit else { continue };
        if seen.iter().filter(told).any(|sighting| sighting.sentence == number) {
            continue;
        }
        let earlier = seen
            .iter()
            .filter(told)
            .filter(|sighting| {
                sighting.sentence < number && (number - sighting.sentence <= REACH || sighting.sentence == 0)
            })
            .max_by_key(|sighting| (sighting.sentence, is_covert(sighting)));
        if let Some(earlier) = earlier {
            found.push(Sighting {
                sentence: number,
                start: sentence.start + start,
                end: sentence.start + end,
                actor: Side::Organization,
                target: Side::Product,
                rule: RULE.to_owned(),
                ..earlier.clone()
            });
        }
    }
    found
}

/// Of two kinds in one sentence the hidden practice is the one that is begun and ended.
fn is_covert(sighting: &Sighting) -> bool {
    sighting.kind.as_str() == "covert_tracking"
}
