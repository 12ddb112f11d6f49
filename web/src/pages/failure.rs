//! Pages for what went wrong: a sentence and ways out. Made without the store, so that they always come.

use askama::Template;
use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::api::problem;

#[derive(Template)]
#[template(path = "failure.html")]
struct Failure<'a> {
    style: &'a str,
    heading: &'a str,
    message: String,
    code: u16,
    /// What to do about it, beside going elsewhere.
    advice: &'static str,
    /// The page from which it was asked.
    back: Option<&'a str>,
}

pub(crate) fn page(status: StatusCode, message: &str) -> Response {
    made(status, message, None)
}

/// With a link to where one came from: a path of this site.
pub(crate) fn leading_back(status: StatusCode, message: &str, back: &str) -> Response {
    made(status, message, Some(back))
}

fn made(status: StatusCode, message: &str, back: Option<&str>) -> Response {
    let heading = match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::BAD_REQUEST => "Not understood",
        StatusCode::FORBIDDEN => "Not allowed",
        StatusCode::CONFLICT => "Not done",
        StatusCode::METHOD_NOT_ALLOWED => "Not possible here",
        StatusCode::PAYLOAD_TOO_LARGE => "Too long",
        StatusCode::TOO_MANY_REQUESTS => "Too many at once",
        StatusCode::SERVICE_UNAVAILABLE => "Busy for a moment",
        _ => "Something broke",
    };
    let page = Failure {
        style: crate::assets::STYLE.as_str(),
        heading,
        message: sentence(message),
        code: status.as_u16(),
        advice: advice(status),
        back,
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => (status, message.to_owned()).into_response(),
    }
}

/// What a reader can do, by what went wrong.
fn advice(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => {
            "Addresses of incidents, documents and versions are permanent and are never used twice; one that was \
             merged leads on by itself. If this one was copied by hand, look for a slip; else search for it."
        }
        StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE => {
            "Nothing is broken, and nothing was changed. Mend the address, or begin anew below."
        }
        StatusCode::CONFLICT => "It stands as it did: look at it as it is by now, and decide anew.",
        StatusCode::FORBIDDEN => "Links in messages are long, and mail programs cut them at times.",
        StatusCode::TOO_MANY_REQUESTS => {
            "Wait as long as it says, then go on. Whoever needs much at once is served better by the exports and feeds."
        }
        StatusCode::SERVICE_UNAVAILABLE => "Load the page again in a few seconds; nothing was lost.",
        status if status.is_server_error() => {
            "It is not your doing, and nothing collected is lost. Other pages work; this one may, a little later."
        }
        _ => "",
    }
}

/// A message as a sentence; ids keep their capitals.
fn sentence(message: &str) -> String {
    let mut rest = message.chars();
    let first: String = rest.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", rest.as_str())
}

/// Every address that no route knows.
pub(crate) async fn unknown(OriginalUri(uri): OriginalUri) -> Response {
    answer(StatusCode::NOT_FOUND, uri.path(), "there is no such page here")
}

/// A known address asked by a method it does not take.
pub(crate) async fn method(OriginalUri(uri): OriginalUri) -> Response {
    answer(StatusCode::METHOD_NOT_ALLOWED, uri.path(), "this address cannot be asked in this way")
}

fn answer(status: StatusCode, path: &str, message: &str) -> Response {
    if path.starts_with("/api/") { problem(status, message, None) } else { page(status, message) }
}
