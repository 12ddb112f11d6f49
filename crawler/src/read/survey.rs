//! One walk over a page that gathers everything metadata is read from. Decides nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};
use url::Url;

use crate::read::attribute::attribute;
use crate::read::collapse;

/// What stands where in a page.
#[derive(Default)]
pub(crate) struct Survey<'a> {
    pub(crate) root: Option<ElementRef<'a>>,
    pub(crate) base: Option<Url>,
    /// `lang` of the page.
    pub(crate) language: Option<String>,
    /// `<title>`.
    pub(crate) title: Option<String>,
    /// Name or property (lower case) and content of each `meta`, in order.
    pub(crate) metas: Vec<(String, String)>,
    pub(crate) canonical: Option<String>,
    pub(crate) json_ld: Vec<String>,
    pub(crate) headings: Vec<ElementRef<'a>>,
    pub(crate) times: Vec<ElementRef<'a>>,
    /// Elements marked as author by `rel`, `itemprop` or class, in order.
    pub(crate) authors: Vec<ElementRef<'a>>,
    /// Elements marked as date by `itemprop` or class.
    pub(crate) dates: Vec<ElementRef<'a>>,
}

impl<'a> Survey<'a> {
    pub(crate) fn of(html: &'a Html, url: &str) -> Self {
        let mut survey = Self { root: Some(html.root_element()), base: Url::parse(url).ok(), ..Self::default() };
        let mut classes = Classes::default();
        for element in html.root_element().descendent_elements() {
            survey.take(element, &mut classes);
        }
        survey.language = survey.language.or_else(|| html.root_element().attr("lang").map(str::to_owned));
        survey
    }

    /// The content of the first `meta` that has one of these names, in the order of the names.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            self.metas
                .iter()
                .find(|(key, content)| key == name && !content.is_empty())
                .map(|(_, content)| content.as_str())
        })
    }

    fn take(&mut self, element: ElementRef<'a>, classes: &mut Classes<'a>) {
        match element.value().name() {
            "html" | "body" => {
                self.language = self.language.take().or_else(|| attribute(element, "lang").map(str::to_owned));
            }
            "base" => {
                let href = attribute(element, "href").unwrap_or_default();
                self.base = self.base.as_ref().and_then(|base| base.join(href).ok()).or(self.base.take());
            }
            "title" if self.title.is_none() => self.title = Some(words(element)),
            "meta" => self.take_meta(element),
            "link" => {
                let is_canonical = attribute(element, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
                if is_canonical && self.canonical.is_none() {
                    self.canonical = attribute(element, "href").map(str::to_owned);
                }
            }
            "script"
                if attribute(element, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                self.json_ld.push(element.text().collect());
            }
            "h1" => self.headings.push(element),
            "time" => self.times.push(element),
            // Custom elements ("relative-time") tell a moment as `time` does; an edit's moment is not the page's.
            "ins" | "del" => {}
            _ if attribute(element, "datetime").is_some() => self.times.push(element),
            _ => {}
        }
        self.take_marked(element, classes);
    }

    fn take_meta(&mut self, element: ElementRef<'a>) {
        let content = collapse(attribute(element, "content").unwrap_or_default());
        for known in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = attribute(element, known) {
                self.metas.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }

    fn take_marked(&mut self, element: ElementRef<'a>, classes: &mut Classes<'a>) {
        if element.value().name() == "meta" {
            return;
        }
        let (mut itemprop, mut rel, mut class, mut property) = ("", "", "", "");
        for (name, value) in element.value().attrs() {
            match name {
                "itemprop" => itemprop = value,
                "rel" => rel = value,
                "class" => class = value,
                "property" => property = value,
                _ => {}
            }
        }
        let (is_author, is_date) = if class.is_empty() { (false, false) } else { classes.of(class) };
        if rel.split_ascii_whitespace().any(|word| word == "author")
            || itemprop.split_ascii_whitespace().any(|word| word == "author")
            || is_author
        {
            self.authors.push(element);
        } else if itemprop.contains("date") || property.contains("date") || property.contains("created") || is_date {
            self.dates.push(element);
        }
    }
}

/// An element's text with single blanks.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for piece in element.text() {
        text.push_str(piece);
        text.push(' ');
    }
    collapse(&text)
}

/// One look at a class tells what it took twenty to tell: most classes of a page are neither.
static AUTHOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"author|byline|by-line|writer|(?:^|\s)fn(?:\s|$)"));
static NO_AUTHOR: LazyLock<Regex> =
    LazyLock::new(|| pattern("authors-list|author-bio|author-box|author-image|avatar|comment|related|author-social"));
static DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern("date|publish|posted|timestamp|pubtime|byline|post-meta|entry-meta|article-meta"));
static NO_DATE: LazyLock<Regex> = LazyLock::new(|| pattern("update-|related|comment|sidebar|candidate|mandate"));

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?i){text}")).expect("a valid pattern")
}

/// Whether each class of a page names an author, and a date; few of its many classes differ.
#[derive(Default)]
struct Classes<'a> {
    known: HashMap<&'a str, (bool, bool)>,
}

impl<'a> Classes<'a> {
    fn of(&mut self, class: &'a str) -> (bool, bool) {
        *self.known.entry(class).or_insert_with(|| (is_author_class(class), is_date_class(class)))
    }
}

fn is_author_class(class: &str) -> bool {
    AUTHOR.is_match(class) && !NO_AUTHOR.is_match(class)
}

fn is_date_class(class: &str) -> bool {
    DATE.is_match(class) && !NO_DATE.is_match(class)
}
