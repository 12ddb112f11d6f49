//! How pages are read by forests that have not learnt from their site: by type of page, word F1, the shares of
//! snippets that must and must not stand in the text and do and do not, and, on request, all that was read.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use regex::Regex;
use watchline_crawler::read::article::learning::{self, Forests, Judged};

use crate::gold::Examples;

/// What was read of a page.
struct Unseen {
    text: String,
    f1: f64,
    judged: Vec<Judged>,
}

/// Reads each page with the forests of its part and prints how it was read. With `out`, a line of JSON for every page
/// says what was read, with every paragraph, how likely it was and what was asked of it.
pub(crate) fn report(
    examples: &Examples,
    part_of: &[usize],
    forests: &[Forests],
    out: Option<&Path>,
) -> Result<(), Box<dyn Error>> {
    let word = Regex::new(r"\w+")?;
    let pages = examples.pages.iter().zip(&examples.html).zip(part_of);
    let mut read = Vec::with_capacity(examples.pages.len());
    for ((gold, html), part) in pages {
        let forests = forests.get(*part).ok_or("a part without forests")?;
        let text = learning::text(html, &gold.url, forests);
        let f1 = f1(&word, &text, &gold.text);
        let judged = if out.is_some() { learning::judged(html, &gold.url, forests) } else { Vec::new() };
        read.push(Unseen { text, f1, judged });
    }
    print(examples, &read);
    let Some(out) = out else { return Ok(()) };
    let mut file = BufWriter::new(File::create(out).map_err(|error| format!("{}: {error}", out.display()))?);
    for ((gold, unseen), part) in examples.pages.iter().zip(&read).zip(part_of) {
        let judged = unseen.judged.iter().map(|one| (&one.text, one.likelihood, one.asked)).collect::<Vec<_>>();
        let line = serde_json::json!({"id": gold.id, "type": gold.kind, "url": gold.url, "f1": unseen.f1,
            "part": part, "text": unseen.text, "paragraphs": judged});
        writeln!(file, "{line}")?;
    }
    Ok(())
}

fn print(examples: &Examples, read: &[Unseen]) {
    let types: HashSet<&str> = examples.pages.iter().map(|page| page.kind.as_str()).collect();
    let mut types: Vec<&str> = types.into_iter().collect();
    types.sort_unstable();
    for kind in types {
        let of_kind: Vec<_> = examples.pages.iter().zip(read).filter(|(page, _)| page.kind == kind).collect();
        let mean = of_kind.iter().map(|(_, unseen)| unseen.f1).sum::<f64>() / of_kind.len().max(1) as f64;
        let (mut with, mut without) = ((0_u32, 0_u32), (0_u32, 0_u32));
        for (page, unseen) in &of_kind {
            let text = blanks(&unseen.text);
            for snippet in page.with.iter().flatten() {
                with = (with.0 + u32::from(text.contains(&blanks(snippet))), with.1 + 1);
            }
            for snippet in page.without.iter().flatten() {
                without = (without.0 + u32::from(!text.contains(&blanks(snippet))), without.1 + 1);
            }
        }
        let share = |(right, all): (u32, u32)| f64::from(right) / f64::from(all.max(1));
        println!(
            "{kind:13} {:4} pages not seen: F1 {mean:.4}  with {:.4}  without {:.4}",
            of_kind.len(),
            share(with),
            share(without),
        );
    }
}

fn blanks(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Over lower-cased words, counted as often as they stand.
fn f1(word: &Regex, found: &str, gold: &str) -> f64 {
    let bag = |text: &str| {
        let mut bag: HashMap<String, u32> = HashMap::new();
        for word in word.find_iter(&text.to_lowercase()) {
            *bag.entry(word.as_str().to_owned()).or_default() += 1;
        }
        bag
    };
    let (found, gold) = (bag(found), bag(gold));
    let size = |bag: &HashMap<String, u32>| bag.values().sum::<u32>();
    let shared: u32 = found.iter().map(|(word, count)| gold.get(word).map_or(0, |other| *count.min(other))).sum();
    2.0 * f64::from(shared) / f64::from(size(&found) + size(&gold)).max(1.0)
}
