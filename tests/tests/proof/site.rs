//! A real web server on loopback that says what a test wants it to say.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};

/// What a path answers.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn of(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: vec![("content-type", content_type.to_owned())], body: body.into() }
    }

    pub(crate) fn redirect(to: &str) -> Self {
        Self { status: 302, headers: vec![("location", to.to_owned())], body: Vec::new() }
    }

    pub(crate) fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// Serves until dropped.
pub(crate) struct Site {
    pub(crate) address: String,
    answers: Arc<RwLock<BTreeMap<String, Answer>>>,
    _runtime: tokio::runtime::Runtime,
}

impl Site {
    /// `answers` makes the paths' answers, given the site's own address ("http://127.0.0.1:1234").
    pub(crate) fn start(answers: impl FnOnce(&str) -> BTreeMap<String, Answer>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answers = Arc::new(RwLock::new(answers(&address)));
        let served = Arc::clone(&answers);
        let router = Router::new().fallback(move |request: Request<Body>| {
            let answer = served.read().unwrap().get(request.uri().path()).cloned();
            async move { respond(answer) }
        });
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self { address, answers, _runtime: runtime }
    }

    /// From now on `path` answers so.
    pub(crate) fn set(&self, path: &str, answer: Answer) {
        self.answers.write().unwrap().insert(path.to_owned(), answer);
    }
}

fn respond(answer: Option<Answer>) -> Response<Body> {
    let Some(answer) = answer else {
        return Response::builder().status(StatusCode::NOT_FOUND).body(Body::from("no such page")).unwrap();
    };
    let mut response = Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(answer.body)).unwrap()
}
