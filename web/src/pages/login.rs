//! `/login` and `/logout`: editors sign in with the name and password that `watchline user add` was given.

use argon2::Argon2;
use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use askama::Template;
use axum::extract::State;
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use watchline_model::User;
use watchline_store::LoginOutcome;

use crate::error::WebError;
use crate::pages::{Page, render};
use crate::params::Params;
use crate::session;
use crate::state::WebState;
use crate::view::frame::{Frame, Section};

/// A hash of nothing anyone knows: where there is no account, checking takes as long as where there is one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$d2F0Y2hsaW5lLW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// Longer names and passwords are nobody's.
const LONGEST: usize = 256;

#[derive(Template)]
#[template(path = "login.html")]
struct Login {
    frame: Frame,
    next: String,
    name: String,
    wrong: Option<String>,
}

fn page(state: &WebState, next: &str, name: &str, wrong: Option<String>) -> Login {
    let frame = Frame::new(state, Section::Elsewhere, "Sign in", "/login");
    Login { frame, next: next.to_owned(), name: name.to_owned(), wrong }
}

pub(crate) async fn ask(State(state): State<WebState>, params: Params) -> Page {
    render(&page(&state, session::next(params.get("next")), "", None))
}

/// Takes the form. What is wrong with it is never said more precisely than "name or password".
pub(crate) async fn enter(State(state): State<WebState>, body: String) -> Result<Response, WebError> {
    let params = Params::read(&body);
    let (next, name) = (session::next(params.get("next")), params.text("name"));
    let password = params.raw("password").unwrap_or_default().to_owned();
    let now = state.now();
    if name.is_empty() || password.is_empty() || name.len() > LONGEST || password.len() > LONGEST {
        return refuse(&state, next, &name, StatusCode::UNPROCESSABLE_ENTITY, "Both name and password are needed.");
    }
    if let Some(until) = state.store.login_pause(&name, now).await? {
        let seconds = (until - now).num_seconds().max(1);
        let told = format!("Too many wrong passwords for this name. Try again after {} UTC.", until.format("%H:%M:%S"));
        let mut answer = refuse(&state, next, &name, StatusCode::TOO_MANY_REQUESTS, &told)?;
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
        return Ok(answer);
    }
    let user = state.store.find_user(&name).await?;
    let Some(user) = verified(user, password).await? else {
        state.store.note_login(&name, LoginOutcome::Failed, now).await?;
        return refuse(&state, next, &name, StatusCode::UNAUTHORIZED, "This name or this password is not right.");
    };
    state.store.note_login(&name, LoginOutcome::Succeeded, now).await?;
    let (token, digest) = session::new_token();
    state.store.add_session(user.id, &digest, session::expiry(now), now).await?;
    Ok(([(SET_COOKIE, session::cookie(&state, &token))], Redirect::to(next)).into_response())
}

fn refuse(state: &WebState, next: &str, name: &str, status: StatusCode, told: &str) -> Result<Response, WebError> {
    let page = page(state, next, name, Some(told.to_owned()));
    Ok((status, Html(page.render()?)).into_response())
}

/// The account, if the password is its own. Takes some 20 ms of a blocking thread, by design of argon2id.
async fn verified(user: Option<User>, password: String) -> Result<Option<User>, WebError> {
    crate::blocking::run(move || {
        let known = user.as_ref().map_or(NOBODY, |user| user.password_hash.as_str());
        let hash = PasswordHash::new(known).ok()?;
        let is_right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
        user.filter(|_| is_right)
    })
    .await
}

/// Ends the session, here and in the store; without one it just leads home.
pub(crate) async fn leave(State(state): State<WebState>, headers: HeaderMap) -> Result<Response, WebError> {
    if let Some(editor) = session::find(&state, &headers).await? {
        state.store.end_session(&editor.token_sha256).await?;
    }
    Ok(([(SET_COOKIE, session::no_cookie(&state))], Redirect::to("/")).into_response())
}
