//! Learning in folds: the pages are divided so that no site stands in two parts, and each part is judged by forests
//! that were learnt from all the others. The second forests are learnt from what first forests say of pages they have
//! not seen.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};
use url::Url;
use watchline_crawler::read::article::learning;

use crate::gold::{Examples, Gold};
use crate::grow::{Grown, Settings, Table, grow};

/// The part of each page, 0 to `parts` − 1. A site's pages stand together, and every part gets about as many
/// pages of each type.
pub(crate) fn divide(pages: &[Gold], parts: usize) -> Vec<usize> {
    let mut sites: BTreeMap<(String, Vec<u8>, String), Vec<usize>> = BTreeMap::new();
    let mut type_of: HashMap<String, String> = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        let site = site(page);
        let kind = type_of.entry(site.clone()).or_insert_with(|| page.kind.clone()).clone();
        let order = Sha256::digest(site.as_bytes()).to_vec();
        sites.entry((kind, order, site)).or_default().push(index);
    }
    let mut part_of = vec![0; pages.len()];
    let mut sizes: HashMap<(String, usize), usize> = HashMap::new();
    for ((kind, ..), members) in sites {
        let smallest = (0..parts).min_by_key(|part| sizes.get(&(kind.clone(), *part)).copied().unwrap_or_default());
        let part = smallest.unwrap_or_default();
        *sizes.entry((kind, part)).or_default() += members.len();
        members.into_iter().for_each(|page| part_of[page] = part);
    }
    part_of
}

/// The registrable domain, or the page's number where it has none.
fn site(page: &Gold) -> String {
    let host = Url::parse(&page.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let domain = host.as_deref().and_then(|host| psl::domain_str(host).or(Some(host)));
    domain.map_or_else(|| page.id.clone(), str::to_owned)
}

/// A forest for each part, learnt from the other parts.
pub(crate) fn grow_parts(
    table: &Table<'_>,
    page_of: &[usize],
    part_of: &[usize],
    parts: usize,
    settings: &Settings,
) -> Vec<Grown> {
    let grow_part = |part: usize| {
        let is_seen = |page: &usize| part_of.get(*page) != Some(&part);
        let learnt: Vec<bool> = page_of.iter().map(is_seen).collect();
        grow(table, &learnt, settings)
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(parts);
    let mut grown: Vec<(usize, Grown)> = std::thread::scope(|scope| {
        let grow_part = &grow_part;
        let share = |thread: usize| (thread..parts).step_by(threads).map(|part| (part, grow_part(part))).collect();
        let running: Vec<_> =
            (0..threads).map(|thread| scope.spawn(move || -> Vec<(usize, Grown)> { share(thread) })).collect();
        running.into_iter().flat_map(|thread| thread.join().expect("a thread that does not panic")).collect()
    });
    grown.sort_by_key(|(part, _)| *part);
    grown.into_iter().map(|(_, grown)| grown).collect()
}

/// How likely each paragraph is, as the forest says that has not seen its page.
pub(crate) fn unseen(grown: &[Grown], page_of: &[usize], part_of: &[usize]) -> Vec<f32> {
    let paragraphs = page_of.iter().enumerate();
    let likely = paragraphs.map(|(index, page)| {
        let odds = part_of.get(*page).and_then(|part| grown.get(*part)).and_then(|grown| grown.odds.get(index));
        1.0 / (1.0 + (-odds.copied().unwrap_or_default()).exp())
    });
    likely.collect()
}

/// What the second look knows of all paragraphs: names, and values paragraph by paragraph.
pub(crate) fn second_rows(examples: &Examples, likelihoods: &[f32]) -> (Vec<&'static str>, Vec<f32>) {
    let (mut names, mut values) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (index, (page, html)) in examples.pages.iter().zip(&examples.html).enumerate() {
        let length = examples.page_of.iter().skip(start).take_while(|page| **page == index).count();
        let (of_page, rows) = learning::context_rows(html, &page.url, &likelihoods[start..start + length]);
        names = of_page;
        values.extend(rows.into_iter().flatten());
        start += length;
    }
    (names, values)
}
