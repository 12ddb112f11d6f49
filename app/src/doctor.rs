//! What an operator should know about this installation, each with what to do about it.

use std::fmt;

use watchline_model::silence::judge;
use watchline_model::{ChangeSeq, SourceId};

use crate::context::Context;
use crate::stages::retag;

/// Weeks by which silence is judged: the last, and the four before it.
const WEEKS: u32 = 5;

/// One check: what was looked at, how it is, and the remedy where it is not well.
pub(crate) struct Finding {
    what: &'static str,
    state: State,
    detail: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Well,
    Watch,
    Bad,
}

impl Finding {
    pub(crate) fn is_bad(&self) -> bool {
        self.state == State::Bad
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.state {
            State::Well => "ok   ",
            State::Watch => "watch",
            State::Bad => "BAD  ",
        };
        write!(f, "{mark}  {:10}  {}", self.what, self.detail)
    }
}

/// Looks at everything; never changes anything.
pub(crate) async fn examine(context: &Context) -> anyhow::Result<Vec<Finding>> {
    Ok(vec![
        configuration(context),
        sources(context).await?,
        silence(context).await?,
        archive(context).await?,
        tags(context).await?,
        model(context).await?,
        index(context).await?,
        outbox(context).await?,
    ])
}

fn configuration(context: &Context) -> Finding {
    let contact = &context.config.settings.crawler.user_agent_contact;
    let named = !contact.is_empty() && !contact.ends_with("example.org");
    let (state, detail) = if named {
        (State::Well, format!("{} sources; contact {contact}", context.config.sources.len()))
    } else {
        (
            State::Watch,
            "crawler.user_agent_contact is not set: publishers cannot reach you; set it in watchline.toml".to_owned(),
        )
    };
    Finding { what: "config", state, detail }
}

async fn sources(context: &Context) -> anyhow::Result<Finding> {
    let views = context.store.list_sources().await?;
    let failing: Vec<String> = views
        .iter()
        .filter(|view| view.configured && view.source.enabled && view.health.consecutive_failures >= 3)
        .map(|view| format!("{} ({})", view.source.id, view.health.last_error.as_deref().unwrap_or("no reason kept")))
        .collect();
    let (state, detail) = if failing.is_empty() {
        (State::Well, format!("{} known, none failing", views.len()))
    } else {
        (
            State::Watch,
            format!("{} failing, see /sources or `watchline source test ID`: {}", failing.len(), failing.join("; ")),
        )
    };
    Ok(Finding { what: "sources", state, detail })
}

/// Sources that answer, but list far less than they used to.
async fn silence(context: &Context) -> anyhow::Result<Finding> {
    let watched = |id: &SourceId| context.config.sources.iter().any(|source| source.id == *id && source.enabled);
    let weekly = context.store.weekly_entries_of_all(WEEKS, context.clock.now()).await?;
    let silent: Vec<String> = weekly
        .iter()
        .filter(|(id, _)| watched(id))
        .filter_map(|(id, weekly)| judge(weekly).map(|silence| (id, silence)))
        .map(|(id, silence)| format!("{id} ({} in seven days, usually {:.0})", silence.this_week, silence.usual))
        .collect();
    let (state, detail) = if silent.is_empty() {
        (State::Well, "no source has fallen silent".to_owned())
    } else {
        let remedy = "look at them with `watchline source test ID`: an address or a page's shape may have changed";
        (State::Watch, format!("{} fell silent, {remedy}: {}", silent.len(), silent.join("; ")))
    };
    Ok(Finding { what: "silence", state, detail })
}

async fn archive(context: &Context) -> anyhow::Result<Finding> {
    let verified = context.store.verify().await?;
    Ok(match verified.broken {
        None => {
            Finding { what: "archive", state: State::Well, detail: format!("{} pages, chain whole", verified.pages) }
        }
        Some(broken) => Finding { what: "archive", state: State::Bad, detail: format!("{broken}; restore a backup") },
    })
}

/// Whether everything is tagged by the present analysis with the present taxonomy.
async fn tags(context: &Context) -> anyhow::Result<Finding> {
    let stale = retag::count(context, retag::Scope::Stale).await?;
    let (state, detail) = if stale.versions == 0 {
        (State::Well, format!("all of {}", context.tagged_with))
    } else {
        (State::Watch, retag::due(stale))
    };
    Ok(Finding { what: "tags", state, detail })
}

/// Whether the optional model may be asked, and how far it has been.
async fn model(context: &Context) -> anyhow::Result<Finding> {
    let counts = context.store.count_proposals().await?;
    let (state, detail) = match &context.model {
        None if counts.answered > 0 => (
            State::Watch,
            "none is configured, yet tags may hold what one proposed; `watchline retag --all` drops it".to_owned(),
        ),
        None => (State::Well, "none is configured".to_owned()),
        Some(model) => match model.check() {
            Err(error) => (State::Bad, error.to_string()),
            Ok(()) => (
                State::Well,
                format!("{} answered, {} waiting, {} given up", counts.answered, counts.waiting, counts.given_up),
            ),
        },
    };
    Ok(Finding { what: "model", state, detail })
}

async fn index(context: &Context) -> anyhow::Result<Finding> {
    let ChangeSeq(behind) = context.store.last_change().await?;
    let ChangeSeq(at) = context.index.cursor();
    let (state, detail) = match behind - at {
        0 => (State::Well, format!("follows the change log to its end ({at})")),
        behind if behind < 0 => {
            (State::Bad, "is ahead of the store: it belongs to another one; run `watchline reindex`".to_owned())
        }
        behind => (State::Watch, format!("{behind} changes behind; they follow at the next `crawl` or `serve`")),
    };
    Ok(Finding { what: "index", state, detail })
}

async fn outbox(context: &Context) -> anyhow::Result<Finding> {
    let due = context.store.due_deliveries(context.clock.now(), 1000).await?;
    let retried = due.iter().filter(|due| due.delivery.attempts > 0).count();
    let (state, detail) = if retried == 0 {
        (State::Well, format!("{} waiting", due.len()))
    } else {
        (State::Watch, format!("{retried} messages are being retried; check alerts.transport and its settings"))
    };
    Ok(Finding { what: "outbox", state, detail })
}
