use scraper::Html;

use super::*;
use crate::read::article::Head;
use crate::read::article::known::Known;
use crate::read::article::places::Parts;
use crate::read::blocks;
use crate::read::json_ld::JsonLd;
use crate::read::survey::Survey;

const PAGE: &str = "<body><ul><li>Home<li>News</ul><main><p>The helper of Lower Tarn is off.</p><p>Nobody knows why it spoke.</p></main></body>";

fn with_context<T>(likelihoods: &[f32], ask: impl FnOnce(&Page<'_>, &Context<'_>) -> T) -> T {
    let html = Html::parse_document(PAGE);
    let layout = blocks::layout(html.root_element(), None);
    let survey = Survey::of(&html, "https://tarn.example/");
    let head = Head { title: "", authors: &[], url: "https://tarn.example/" };
    let (parts, known) = (Parts::of(&layout), Known::of(&survey, &JsonLd::default(), head));
    let page = Page::new(&layout, &parts, &known);
    ask(&page, &Context::new(&page, likelihoods))
}

fn named(name: &str, index: usize, likelihoods: &[f32]) -> f32 {
    let at = Context::names().iter().position(|other| *other == name).expect("a name");
    with_context(likelihoods, |page, context| context.row(index, &page.row(index).values)[at])
}

#[test]
fn a_row_has_a_number_for_every_name() {
    let width = with_context(&[0.1, 0.1, 0.9, 0.8], |page, context| context.row(0, &page.row(0).values).len());
    assert_eq!(width, Context::names().len());
    let known = with_context(&[0.5; 4], |page, _| page.names());
    assert!(ASKED_AGAIN.iter().all(|name| known.contains(name)));
}

#[test]
fn a_paragraph_knows_its_neighbours_and_its_part() {
    let likelihoods = [0.1, 0.2, 0.9, 0.8];
    assert!((named("likelihood_before", 2, &likelihoods) - 0.2).abs() < 1e-6);
    assert!((named("likelihood_after", 2, &likelihoods) - 0.8).abs() < 1e-6);
    assert_eq!(named("likelihood_after", 3, &likelihoods), -1.0);
    assert!(named("part1_text", 3, &likelihoods) > 0.8, "the main part is text");
    assert!(named("part1_text", 0, &likelihoods) < 0.3, "the menu is not");
    assert_eq!(named("from_first_text", 3, &likelihoods), 1.0);
    assert!(named("text_before", 2, &likelihoods) < 0.2);
}
