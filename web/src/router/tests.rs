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

mod alerts;
mod api;
mod feeds;
mod hub;
mod pages;

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
    let state = WebState {
        store: archive.store,
        index: archive.index,
        taxonomy: Arc::new(archive.taxonomy),
        clock: Arc::new(FixedClock::new(fixture::now())),
        public_url: "https://watch.example".to_owned(),
        secret: SECRET.to_owned(),
        demo: false,
        version: "0.0.0",
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
}
