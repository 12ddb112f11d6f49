//! A model's endpoint, sound and otherwise.

use super::server::{Reply, Server, answer, head, ok, redirect, status};
use super::*;
use crate::fetch::model_endpoint::{EndpointError, ModelEndpoint, ModelEndpointSettings};

const KEY: &str = "WATCHLINE-FIXTURE-KEY";

fn settings(url: String) -> ModelEndpointSettings {
    ModelEndpointSettings {
        url,
        api_key: Some(KEY.to_owned()),
        timeout: Duration::from_millis(400),
        addresses: AddressRule::new(vec!["127.0.0.0/8".parse().expect("a network")]),
        user_agent: "Watchline/0".to_owned(),
        resolve: Vec::new(),
    }
}

async fn ask(url: String) -> Result<Vec<u8>, EndpointError> {
    ModelEndpoint::new(settings(url)).expect("an endpoint").ask("{}".to_owned(), &clock()).await
}

/// The error of a server that always answers so.
async fn error_of(reply: impl Fn() -> Reply + Send + Sync + 'static) -> EndpointError {
    let server = Server::start(move |_, _| reply()).await;
    ask(server.url("/v1")).await.expect_err("no answer")
}

#[tokio::test]
async fn a_question_is_posted_with_the_key_and_robots_txt_is_not_asked() {
    let server = Server::start(|_, _| ok("{\"choices\":[]}")).await;
    for base in ["/v1", "/v1/", "/v1/chat/completions"] {
        assert_eq!(ask(server.url(base)).await.expect("an answer"), b"{\"choices\":[]}");
    }
    assert_eq!(server.paths(), ["/v1/chat/completions"; 3]);
    let request = &server.requests()[0];
    assert_eq!(request.method(), "POST");
    assert!(request.head.contains(&format!("authorization: bearer {}", KEY.to_lowercase())), "{}", request.head);
    assert!(request.head.contains("content-type: application/json"));
}

#[tokio::test]
async fn the_key_shows_in_no_message() {
    let server = Server::start(|_, _| status("401 Unauthorized")).await;
    let endpoint = ModelEndpoint::new(settings(server.url("/v1"))).expect("an endpoint");
    let error = endpoint.ask("{}".to_owned(), &clock()).await.expect_err("not let in");
    assert!(matches!(&error, EndpointError::NotAdmitted { status: 401, .. }), "{error}");
    for text in [format!("{endpoint:?}"), format!("{error} {error:?}"), format!("{:?}", settings(String::new()))] {
        assert!(!text.contains(KEY), "{text}");
    }
}

#[tokio::test]
async fn a_private_endpoint_is_refused_with_option_and_remedy_unless_its_network_is_named() {
    let server = Server::start(|_, _| ok("{}")).await;
    for url in [server.url("/v1"), format!("http://localhost:{}/v1", server.address.port())] {
        let endpoint = ModelEndpoint::new(ModelEndpointSettings { addresses: AddressRule::default(), ..settings(url) });
        let endpoint = endpoint.expect("an endpoint");
        assert!(matches!(endpoint.check(), Err(EndpointError::RefusedAddress { .. })));
        let error = endpoint.ask("{}".to_owned(), &clock()).await.expect_err("refused");
        assert!(error.to_string().contains("name the network in crawler.allowed_private_networks"), "{error}");
        assert!(!error.is_of_the_question());
    }
    assert_eq!(server.requests().len(), 0, "nothing was sent");
    let named = ModelEndpointSettings {
        addresses: AddressRule::default(),
        resolve: vec![("models.example".to_owned(), server.address)],
        ..settings("http://models.example/v1".to_owned())
    };
    let error = ModelEndpoint::new(named).expect("an endpoint").ask("{}".to_owned(), &clock()).await;
    let error = error.expect_err("what a name resolves to is looked at too");
    assert!(matches!(&error, EndpointError::RefusedAddress { .. }), "{error}");
}

#[tokio::test]
async fn each_refusal_says_whose_fault_it_is_and_how_long_to_wait() {
    let error = error_of(|| answer("429 Too Many Requests", "Retry-After: 90\r\n", b"")).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(90)));
    assert!(!error.is_of_the_question());
    for line in ["500 Internal Server Error", "503 Service Unavailable"] {
        let error = error_of(move || status(line)).await;
        assert!(matches!(&error, EndpointError::RetryAfter { seconds: None, .. }), "{error}");
    }
    let error = error_of(|| status("404 Not Found")).await;
    assert!(error.to_string().contains("analysis.model.url") && !error.is_of_the_question(), "{error}");
    let error = error_of(|| status("400 Bad Request")).await;
    assert!(error.to_string().contains("max_text_chars") && error.is_of_the_question(), "{error}");
}

#[tokio::test]
async fn a_redirect_is_not_followed_since_it_would_carry_the_key_elsewhere() {
    let server = Server::start(|_, _| redirect("/elsewhere")).await;
    let error = ask(server.url("/v1")).await.expect_err("not followed");
    assert!(matches!(error, EndpointError::NotThere { status: 302, .. }));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_slow_model_an_endless_answer_and_a_closed_door_are_told_apart() {
    let slow = error_of(|| Reply::Late(Duration::from_secs(20), Vec::new())).await;
    assert!(
        matches!(&slow, EndpointError::Timeout { .. }) && slow.to_string().contains("analysis.model.timeout_seconds")
    );
    let endless =
        error_of(|| Reply::Repeat { head: head("200 OK", ""), piece: vec![b'x'; 65_536], times: 1_000 }).await;
    assert!(matches!(&endless, EndpointError::TooLarge { .. }), "{endless}");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let free = listener.local_addr().expect("an address");
    drop(listener);
    let error = ask(format!("http://{free}/v1")).await.expect_err("nobody listens");
    assert!(matches!(&error, EndpointError::Connection { .. }) && !error.is_of_the_question(), "{error}");
}

#[test]
fn an_address_that_is_none_and_a_key_that_no_header_holds_are_told_at_once() {
    let bad = ModelEndpoint::new(settings("models.example".to_owned())).expect_err("no address");
    assert!(bad.to_string().contains("analysis.model.url"), "{bad}");
    let key = ModelEndpointSettings { api_key: Some("a\nb".to_owned()), ..settings("http://a.example".to_owned()) };
    let bad = ModelEndpoint::new(key).expect_err("no header").to_string();
    assert!(bad.contains("analysis.model.api_key") && !bad.contains("a\nb"), "{bad}");
}
