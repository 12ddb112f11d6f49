//! A conversation as an assistant's program holds it, over a real connection, written by hand.

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::*;

/// The made-up archive on a port of its own.
struct Talk {
    _site: Site,
    port: u16,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect(&self.body)
    }
}

impl Talk {
    async fn begin() -> Self {
        let site = site().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let router = site.router.clone();
        tokio::spawn(crate::serve(listener, router, async move {
            let _ = stopped.await;
        }));
        Self { _site: site, port, stop: Some(stop) }
    }

    async fn send(&self, method: &str, headers: &str, body: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.expect("it listens");
        let host = if headers.starts_with("Host:") { "" } else { "Host: 127.0.0.1\r\n" };
        let request = format!(
            "{method} /mcp HTTP/1.1\r\n{host}Content-Type: application/json\r\nAccept: application/json, \
             text/event-stream\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a whole answer");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let body =
            if head.to_lowercase().contains("transfer-encoding: chunked") { dechunked(body) } else { body.into() };
        Reply { status, head: head.to_lowercase(), body }
    }

    async fn ask(&self, method: &str, params: Value) -> Value {
        let message = json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": params});
        let reply = self.send("POST", "MCP-Protocol-Version: 2025-06-18\r\n", &message.to_string()).await;
        assert_eq!(reply.status, 200, "{}\n{}", reply.head, reply.body);
        assert!(reply.head.contains("content-type: application/json"), "{}", reply.head);
        let answer = reply.json();
        assert_eq!(answer["id"], 7);
        answer
    }

    async fn call(&self, tool: &str, arguments: Value) -> Value {
        self.ask("tools/call", json!({"name": tool, "arguments": arguments})).await["result"].clone()
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

fn dechunked(body: &str) -> String {
    let mut rest = body;
    let mut whole = String::new();
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).expect("a size");
        if size == 0 {
            break;
        }
        whole.push_str(&after[..size]);
        rest = after[size..].trim_start_matches("\r\n");
    }
    whole
}

#[tokio::test]
async fn an_assistant_finds_an_incident_and_cites_its_words() {
    let talk = Talk::begin().await;
    let hello = talk
        .ask(
            "initialize",
            json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a test", "version": "1"}}),
        )
        .await;
    assert_eq!(hello["result"]["protocolVersion"], "2025-06-18");
    assert_eq!(hello["result"]["serverInfo"]["name"], "watchline");
    assert!(hello["result"]["instructions"].as_str().is_some_and(|text| text.contains("sha256")), "{hello}");
    let note = json!({"jsonrpc": "2.0", "method": "notifications/initialized"}).to_string();
    assert_eq!(talk.send("POST", "", &note).await.status, 202);

    let tools = talk.ask("tools/list", json!({})).await["result"]["tools"].clone();
    let names: Vec<&str> = tools.as_array().expect("tools").iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert_eq!(names, ["search", "incident", "timeline", "claims"]);
    for tool in tools.as_array().expect("tools") {
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
        assert_eq!(tool["inputSchema"]["type"], "object", "{tool}");
        assert_eq!(tool["outputSchema"]["type"], "object", "{tool}");
    }

    let found = talk.call("search", json!({"query": "product:fern-code event:ban", "limit": 5})).await;
    let incident = &found["structuredContent"]["incidents"][0];
    assert_eq!(incident["id"], "INC-2026-0001", "{found}");
    let text: Value = serde_json::from_str(found["content"][0]["text"].as_str().expect("text")).expect("JSON");
    assert_eq!(text, found["structuredContent"], "programs of before read the same");

    let timeline = talk.call("timeline", json!({"id": "INC-2026-0001"})).await["structuredContent"].clone();
    let ban = timeline["events"].as_array().expect("events").iter().find(|event| event["kind"] == "ban").expect("ban");
    assert_eq!(ban["date"]["value"], "2026-07-10");
    let told = &ban["told_by"][0];
    assert!(told["quote"].as_str().is_some_and(|quote| quote.contains("stop using Fern Code")), "{told}");
    assert_eq!(told["sha256"].as_str().map(str::len), Some(64));
    assert!(told["address"].as_str().is_some_and(|address| address.contains("/versions/1#c")), "{told}");

    let claims = talk.call("claims", json!({"id": "INC-2026-0001"})).await["structuredContent"].clone();
    assert!(claims["claims"].as_array().is_some_and(|claims| !claims.is_empty()), "{claims}");
    let short = talk.call("incident", json!({"id": "inc-2026-0001"})).await["structuredContent"].clone();
    assert_eq!(short["documents"].as_array().map(Vec::len), Some(4));
    assert!(short["cite"]["bibtex"].as_str().is_some_and(|cite| cite.starts_with("@online{INC-2026-0001")), "{short}");
    let before = talk.call("incident", json!({"id": "INC-2026-0001", "by": "2026-07-03"})).await;
    assert!(before["structuredContent"]["as_of"].is_string(), "{before}");
}

#[tokio::test]
async fn a_wrong_call_is_told_with_its_remedy() {
    let talk = Talk::begin().await;
    for (tool, arguments, remedy) in [
        ("incident", json!({"id": "INC-1999-0001"}), "search"),
        ("incident", json!({"id": "INC-2026-0001", "by": "then"}), "2026-07-03"),
        ("incident", json!({}), "id"),
        ("timeline", json!({"id": "INC-2026-0001", "colour": 1}), "colour"),
        ("search", json!({"query": "x", "limit": 0}), "1 to 50"),
        ("search", json!({"query": "x", "cursor": "!!"}), "cursor"),
        ("search", json!({"query": "x".repeat(3000)}), "shorten"),
        ("search", json!({"query": 5}), "string"),
    ] {
        let answer = talk.call(tool, arguments.clone()).await;
        assert_eq!(answer["isError"], true, "{tool} {arguments}: {answer}");
        let text = answer["content"][0]["text"].as_str().expect("a sentence");
        assert!(text.contains(remedy), "{tool} {arguments}: {text}");
    }
    let unknown = talk.ask("tools/call", json!({"name": "delete", "arguments": {}})).await;
    assert_eq!(unknown["error"]["code"], -32602, "{unknown}");
    assert!(unknown["error"]["message"].as_str().is_some_and(|text| text.contains("timeline")), "{unknown}");
    let broken = talk.send("POST", "", "{").await;
    assert!((400..500).contains(&broken.status), "{} {}", broken.status, broken.body);
    assert_eq!(talk.send("GET", "", "").await.status, 405, "there is no stream to listen to");
}

#[tokio::test]
async fn a_page_from_elsewhere_cannot_speak_to_it() {
    let talk = Talk::begin().await;
    let message = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}).to_string();
    for headers in ["Host: rebound.example\r\n", "Origin: https://elsewhere.example\r\n", "Origin: null\r\n"] {
        let reply = talk.send("POST", headers, &message).await;
        assert_eq!(reply.status, 403, "{headers}: {}", reply.body);
    }
    for headers in ["Host: watch.example\r\n", "Origin: https://watch.example\r\n", "Origin: http://localhost:6274\r\n"]
    {
        let reply = talk.send("POST", headers, &message).await;
        assert_eq!(reply.status, 200, "{headers}: {}", reply.body);
    }
}
