use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use chrono::TimeDelta;
use serde_json::Value;
use tower::ServiceExt;
use watchline_alerts::sign;
use watchline_model::clock::FixedClock;
use watchline_model::{ChangeKind, SubscriptionId};

use super::*;
use crate::fixture;
use crate::session;

mod alerts;
mod api;
mod editing;
mod feeds;
mod finding;
mod hub;
mod limits;
mod looks;
#[cfg(feature = "mcp")]
mod mcp;
mod pages;
mod reviewing;
mod signing_in;
mod timeline;

/// A made-up archive behind the real router.
struct Site {
    router: Router,
    state: WebState,
    statement: watchline_model::DocumentId,
    incidents: Vec<watchline_model::IncidentId>,
    /// Removed with the site.
    _folder: tempfile::TempDir,
}

const SECRET: &str = "a secret of the tests";

async fn site() -> Site {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = fixture::archive(folder.path()).await;
    site_of(archive, folder)
}

/// With accounts and a full review queue.
async fn desk() -> Site {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = fixture::archive(folder.path()).await;
    fixture::queue::ask(&archive, &password_hash()).await;
    site_of(archive, folder)
}

const PASSWORD: &str = " a long password of the tests";

/// As weak as may be: what is tested is not how long it takes.
fn password_hash() -> String {
    use argon2::password_hash::PasswordHasher as _;
    let params = argon2::Params::new(8, 1, 1, None).expect("known parameters");
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    argon2.hash_password(PASSWORD.as_bytes()).expect("a hash").to_string()
}

fn site_of(archive: fixture::Archive, folder: tempfile::TempDir) -> Site {
    let state = WebState {
        store: archive.store,
        index: archive.index,
        taxonomy: Arc::new(archive.taxonomy),
        clock: Arc::new(FixedClock::new(fixture::now())),
        public_url: "https://watch.example".to_owned(),
        secret: SECRET.to_owned(),
        demo: false,
        version: "0.0.0",
        limits: crate::RequestLimits::default(),
        metrics: None,
    };
    let router = router(state.clone());
    Site { router, state, statement: archive.statement, incidents: archive.incidents, _folder: folder }
}

struct Answered {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
}

impl Answered {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("readable"))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect(&self.body)
    }
}

impl Site {
    async fn ask(&self, request: Request<Body>) -> Answered {
        let response: Response<Body> = self.router.clone().oneshot(request).await.expect("the router never fails");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a whole body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answered { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answered {
        self.ask(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    async fn post(&self, path: &str, body: &str) -> Answered {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    /// As somebody signed in: `cookie` is what the browser would send.
    async fn get_as(&self, cookie: &str, path: &str) -> Answered {
        self.ask(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).expect("a request")).await
    }

    async fn post_as(&self, cookie: &str, path: &str, body: &str) -> Answered {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .header(header::HOST, "watch.example")
            .header(header::ORIGIN, "https://watch.example");
        self.ask(request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    /// Posts, and follows where it leads.
    async fn done_as(&self, cookie: &str, path: &str, body: &str) -> Answered {
        let answered = self.post_as(cookie, path, body).await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{path} {body}: {}", answered.body);
        let next = answered.header(header::LOCATION).to_owned();
        let page = self.get_as(cookie, &next).await;
        assert_eq!(page.status, StatusCode::OK, "{next}: {}", page.body);
        page
    }

    /// The cookie of a session of this account.
    async fn session_of(&self, name: &str) -> String {
        let user = self.state.store.find_user(name).await.expect("reads").expect("an account");
        let (token, digest) = session::new_token();
        let now = self.state.now();
        self.state.store.add_session(user.id, &digest, session::expiry(now), now).await.expect("a session");
        format!("watchline_session={token}")
    }
}
