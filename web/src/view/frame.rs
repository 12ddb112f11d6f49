//! What stands around every page: title, search field, navigation, banner.

use crate::assets;
use crate::session::Editor;
use crate::state::WebState;

/// A part of the site that the navigation knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Home,
    Search,
    Incidents,
    Entities,
    Sources,
    Alerts,
    About,
    /// None of them.
    Elsewhere,
}

/// Given to every page's template as `frame`.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) title: String,
    pub(crate) style: &'static str,
    /// Improves what works without it.
    pub(crate) script: &'static str,
    pub(crate) section: Section,
    pub(crate) demo: bool,
    pub(crate) version: &'static str,
    /// "Sunday, 22 November 2026".
    pub(crate) today: String,
    /// The permanent address of the page.
    pub(crate) canonical: String,
    /// Description for search engines and shared links.
    pub(crate) description: String,
    /// `website` or `article` (Open Graph).
    pub(crate) shape: &'static str,
    /// Made of what somebody typed, or somebody's own: not for search engines.
    pub(crate) unlisted: bool,
    /// The picture of a shared link.
    pub(crate) picture: String,
    /// Atom feed of what the page shows.
    pub(crate) feed: Option<String>,
    /// Who is signed in, and the keyboard script: on editors' pages only.
    pub(crate) desk: Option<Desk>,
}

/// What only editors' pages have.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) name: String,
    pub(crate) script: &'static str,
}

impl Frame {
    pub(crate) fn new(state: &WebState, section: Section, title: impl Into<String>, path: &str) -> Self {
        Self {
            title: title.into(),
            style: assets::STYLE.as_str(),
            script: assets::WATCHLINE.as_str(),
            section,
            demo: state.demo,
            version: state.version,
            today: state.now().format("%A, %-d %B %Y").to_string(),
            canonical: state.address(path),
            description: "Security incidents involving AI tools: what happened, to whom, when, and who says so.".into(),
            shape: if matches!(section, Section::Home | Section::Search) { "website" } else { "article" },
            unlisted: matches!(section, Section::Search),
            picture: state.address("/static/card.png"),
            feed: None,
            desk: None,
        }
    }

    pub(crate) fn described(self, description: impl Into<String>) -> Self {
        Self { description: description.into(), ..self }
    }

    /// Kept out of search engines.
    pub(crate) fn unlisted(self) -> Self {
        Self { unlisted: true, ..self }
    }

    pub(crate) fn with_feed(self, feed: impl Into<String>) -> Self {
        Self { feed: Some(feed.into()), ..self }
    }

    /// For a page that only somebody signed in sees.
    pub(crate) fn edited_by(self, editor: &Editor) -> Self {
        Self { desk: Some(Desk { name: editor.name.clone(), script: assets::SCRIPT.as_str() }), ..self }
    }

    /// For `aria-current` in the navigation.
    pub(crate) fn is(&self, word: &str) -> bool {
        let current = match self.section {
            Section::Incidents => "incidents",
            Section::Entities => "entities",
            Section::Sources => "sources",
            Section::Alerts => "alerts",
            Section::About => "about",
            Section::Search => "search",
            Section::Home | Section::Elsewhere => "",
        };
        current == word
    }
}
