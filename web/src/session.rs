//! Who is signed in: a random token in a cookie, of which the store knows only the hash.
//!
//! Public pages never ask: they are the same for everybody. A token is never written to a log, a page or the store.

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use watchline_model::{Digest, Role};

use crate::error::WebError;
use crate::pages::failure;
use crate::params::address;
use crate::state::WebState;

const NAME: &str = "watchline_session";
/// Nobody who comes back within this time has to sign in again.
const LASTS: TimeDelta = TimeDelta::days(14);
/// A session is prolonged at most this often: not every page read is a write.
const PROLONGED_AFTER: TimeDelta = TimeDelta::days(1);

/// A person who may decide: what a handler of an editors' page asks for.
///
/// Without a session a page leads to `/login` and comes back; a form is refused, since its words would be lost on the way.
#[derive(Debug, Clone)]
pub(crate) struct Editor {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) token_sha256: Digest,
}

/// A new session's token, 244 random bits in hexadecimal, and what the store keeps of it.
pub(crate) fn new_token() -> (String, Digest) {
    let token = format!("{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
    let digest = digest(&token);
    (token, digest)
}

pub(crate) fn expiry(now: DateTime<Utc>) -> DateTime<Utc> {
    now + LASTS
}

/// The `Set-Cookie` that begins a session; `Secure` where the site is reached by https.
pub(crate) fn cookie(state: &WebState, token: &str) -> String {
    // Longer than the session, which the store prolongs while it is used.
    format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{}", secure(state))
}

/// The `Set-Cookie` that ends it.
pub(crate) fn no_cookie(state: &WebState) -> String {
    format!("{NAME}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}", secure(state))
}

fn secure(state: &WebState) -> &'static str {
    if state.public_url.starts_with("https://") { "; Secure" } else { "" }
}

fn digest(token: &str) -> Digest {
    Digest(Sha256::digest(token.as_bytes()).into())
}

fn token_of(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME).map(|(_, token)| token)
}

/// The session behind a request, prolonged; `None` where nobody is signed in.
pub(crate) async fn find(state: &WebState, headers: &HeaderMap) -> Result<Option<Editor>, WebError> {
    let Some(token) = token_of(headers) else { return Ok(None) };
    let (token_sha256, now) = (digest(token), state.now());
    let Some(session) = state.store.find_session(&token_sha256, now).await? else { return Ok(None) };
    if session.expires_at < expiry(now) - PROLONGED_AFTER {
        state.store.touch_session(&token_sha256, expiry(now)).await?;
    }
    Ok(Some(Editor { name: session.user.name, role: session.user.role, token_sha256 }))
}

impl FromRequestParts<WebState> for Editor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        match find(state, &parts.headers).await {
            Ok(Some(editor)) if editor.role >= Role::Editor => Ok(editor),
            Ok(Some(editor)) => {
                let message =
                    format!("the account `{}` may read and not decide; an admin can change that", editor.name);
                Err(failure::page(StatusCode::FORBIDDEN, &message))
            }
            Ok(None) if parts.method == Method::GET => {
                let next = parts.uri.path_and_query().map_or("/review", |path| path.as_str());
                Err(Redirect::to(&address("/login", &[("next", next)])).into_response())
            }
            Ok(None) => Err(failure::page(
                StatusCode::FORBIDDEN,
                "you are not signed in any more: sign in at /login in another tab, then send the form again",
            )),
            Err(error) => Err(error.into_response()),
        }
    }
}

/// A path of this site to go on to; the review queue for anything else.
pub(crate) fn next(wanted: Option<&str>) -> &str {
    // "//host" and "/\host" lead away.
    let is_ours =
        |path: &&str| path.starts_with('/') && !path[1..].starts_with(['/', '\\']) && !path.contains(char::is_control);
    wanted.filter(is_ours).unwrap_or("/review")
}

#[cfg(test)]
mod tests;
