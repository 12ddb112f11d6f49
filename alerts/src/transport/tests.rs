//! Real files, a real SMTP conversation, real HTTP, all on this machine.

mod receiver;
mod smtp_server;

use std::time::Duration;

use ipnet::IpNet;
use receiver::Receiver;
use smtp_server::SmtpServer;
use watchline_model::{AddressRule, Channel, Rhythm};

use super::*;
use crate::testing::{delivery, links, mail, subscription};

const SECRET: &str = "whsec_c2l4dGVlbiBieXRlcyBhdCBsZWFzdA==";

fn sender(transport: Transport, allowed: &[&str]) -> Sender {
    let allowed: Vec<IpNet> = allowed.iter().map(|network| network.parse().expect("a network")).collect();
    Sender::new(SenderSettings {
        transport,
        from: "Watchline <alerts@watch.example>".to_owned(),
        addresses: AddressRule::new(allowed),
        timeout: Duration::from_secs(5),
    })
}

fn into_folder(folder: &std::path::Path) -> Sender {
    sender(Transport::File { folder: folder.to_owned() }, &[])
}

async fn send_mail(sender: &Sender) -> Result<(), SendError> {
    sender.send(&delivery(), &subscription(Rhythm::Immediate, mail()), &links()).await
}

async fn post(url: String, allowed: &[&str]) -> Result<(), SendError> {
    let folder = std::env::temp_dir();
    let channel = Channel::Webhook { url, secret: SECRET.to_owned() };
    sender(Transport::File { folder }, allowed)
        .send(&delivery(), &subscription(Rhythm::Immediate, channel), &links())
        .await
}

#[tokio::test]
async fn a_mail_becomes_one_file_however_often_it_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let outbox = folder.path().join("outbox");
    let sender = into_folder(&outbox);
    send_mail(&sender).await.expect("the first attempt");
    let first = std::fs::read(outbox.join("31-status-changed-corvina-s-invoices.eml")).expect("the mail");
    send_mail(&sender).await.expect("the second attempt");
    let names: Vec<_> = std::fs::read_dir(&outbox).expect("the folder").collect();
    assert_eq!(names.len(), 1);
    let second = std::fs::read(outbox.join("31-status-changed-corvina-s-invoices.eml")).expect("the mail");
    assert_eq!(first, second, "the same delivery is the same mail, byte by byte");
}

#[tokio::test]
async fn a_mail_can_be_unsubscribed_with_one_click() {
    let folder = tempfile::tempdir().expect("a folder");
    send_mail(&into_folder(folder.path())).await.expect("sent");
    let path = folder.path().join("31-status-changed-corvina-s-invoices.eml");
    let text = std::fs::read_to_string(path).expect("a mail is ASCII");
    for line in [
        "List-Unsubscribe: <https://watch.example/alerts/unsubscribe/4?s=b0>\r\n",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        "To: reader@paper.example\r\n",
        "Date: Mon, 20 Jul 2026 09:30:00 +0000\r\n",
    ] {
        assert!(text.contains(line), "{line} is missing in {text}");
    }
    assert!(text.contains("@watch.example>\r\n") && text.contains("Message-ID: <"), "{text}");
    assert!(text.is_ascii());
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_tried_again() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let error = send_mail(&into_folder(&file.path().join("outbox"))).await.expect_err("a file is no folder");
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
}

#[tokio::test]
async fn a_mail_goes_through_a_real_smtp_conversation() {
    let server = SmtpServer::start("250 accepted").await;
    send_mail(&sender(server.transport(), &[])).await.expect("delivered");
    let heard = server.heard().await;
    assert!(heard.contains("MAIL FROM:<alerts@watch.example>"), "{heard}");
    assert!(heard.contains("RCPT TO:<reader@paper.example>"), "{heard}");
    assert!(heard.contains("List-Unsubscribe: <https://watch.example/alerts/unsubscribe/4?s=b0>"), "{heard}");
}

#[tokio::test]
async fn a_recipient_that_does_not_exist_is_given_up() {
    let server = SmtpServer::start("550 no such mailbox").await;
    let error = send_mail(&sender(server.transport(), &[])).await.expect_err("refused");
    assert!(
        matches!(&error, SendError::GiveUp { reason, .. } if reason.contains("550") || reason.contains("no such")),
        "{error}"
    );
}

#[tokio::test]
async fn a_busy_mail_server_is_tried_again() {
    let server = SmtpServer::start("451 come back later").await;
    let error = send_mail(&sender(server.transport(), &[])).await.expect_err("busy");
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
}

#[tokio::test]
async fn a_webhook_is_signed_so_that_the_receiver_can_verify_it() {
    let receiver = Receiver::start("204 No Content", "").await;
    post(receiver.url(), &["127.0.0.0/8"]).await.expect("delivered");
    let request = receiver.heard().await;
    assert_eq!(request.line, "POST /hook HTTP/1.1");
    assert_eq!(request.headers.get("webhook-id").and_then(|id| id.to_str().ok()), Some("msg_31"));
    let webhook = standardwebhooks::Webhook::new(SECRET).expect("a secret");
    webhook.verify(&request.body, &request.headers).expect("the signature fits");
    assert_eq!(request.body, delivery().body_json.as_bytes());
}

#[tokio::test]
async fn only_gone_is_final_among_refusals() {
    for (answer, gives_up) in [
        ("410 Gone", true),
        ("429 Too Many Requests", false),
        ("503 Service Unavailable", false),
        ("404 Not Found", false),
    ] {
        let receiver = Receiver::start(answer, "").await;
        let error = post(receiver.url(), &["127.0.0.0/8"]).await.expect_err(answer);
        assert_eq!(matches!(error, SendError::GiveUp { .. }), gives_up, "{answer}: {error}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = Receiver::start("204 No Content", "").await;
    let receiver = Receiver::start("302 Found", &format!("location: {}\r\n", target.url())).await;
    let error = post(receiver.url(), &["127.0.0.0/8"]).await.expect_err("a redirect");
    assert!(error.to_string().contains("redirects are not followed"), "{error}");
    assert!(!target.was_reached());
}

#[tokio::test]
async fn private_addresses_are_refused_in_every_spelling() {
    let receiver = Receiver::start("204 No Content", "").await;
    let port = receiver.port();
    for host in
        ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "localhost"]
    {
        let error = post(format!("http://{host}:{port}/hook"), &[]).await.expect_err(host);
        assert!(matches!(error, SendError::GiveUp { .. }), "{host}: {error}");
        assert!(error.to_string().contains("not a public address"), "{host}: {error}");
    }
    assert!(!receiver.was_reached());
}

#[tokio::test]
async fn what_is_no_web_address_is_given_up() {
    for url in ["file:///etc/hostname", "no address", "gopher://watch.example/"] {
        let error = post(url.to_owned(), &["0.0.0.0/0"]).await.expect_err(url);
        assert!(matches!(error, SendError::GiveUp { .. }), "{url}: {error}");
    }
}

#[tokio::test]
async fn a_receiver_that_is_down_is_tried_again() {
    let port = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        listener.local_addr().expect("an address").port()
    };
    let error = post(format!("http://127.0.0.1:{port}/hook"), &["127.0.0.0/8"]).await.expect_err("nobody listens");
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
}
