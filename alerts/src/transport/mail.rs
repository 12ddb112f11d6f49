//! One delivery as a mail (RFC 5322), with one-click unsubscribing (RFC 2369, RFC 8058).

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use sha2::{Digest, Sha256};
use watchline_model::Delivery;

use super::SendError;
use crate::links::Links;

/// Composes the mail. The same delivery always gives the same mail: its date is that of the delivery, its Message-ID comes
/// from the delivery's key.
pub(super) fn compose(from: &str, to: &str, delivery: &Delivery, links: &Links) -> Result<Message, SendError> {
    let sender: Mailbox = from
        .parse()
        .map_err(|error| SendError::retry(to, format!("`{from}` is no sender ({error}); set alerts.from")))?;
    let recipient: Mailbox =
        to.parse().map_err(|error| SendError::give_up(to, format!("no mail address ({error})")))?;
    let message_id = message_id(delivery, sender.email.domain());
    let text = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(with_footer(delivery, links));
    Message::builder()
        .from(sender)
        .to(recipient)
        .subject(delivery.subject.split_whitespace().collect::<Vec<_>>().join(" "))
        .date(delivery.created_at.into())
        .message_id(Some(message_id))
        .raw_header(header("List-Unsubscribe", &format!("<{}>", links.unsubscribe)))
        .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
        // Keeps out-of-office answers away (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .singlepart(text)
        .map_err(|error| SendError::give_up(to, error))
}

fn with_footer(delivery: &Delivery, links: &Links) -> String {
    let text = format!(
        "{}\n-- \nChange or look at this subscription: {}\nUnsubscribe: {}\n",
        delivery.body_text.trim_end(),
        links.manage,
        links.unsubscribe
    );
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn message_id(delivery: &Delivery, domain: &str) -> String {
    let digest = Sha256::digest(delivery.key.as_bytes());
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("<{hex}@{domain}>")
}

/// ASCII values of ours: written as they are, since a link must not be folded or encoded.
fn header(name: &'static str, value: &str) -> HeaderValue {
    let clean: String = value.chars().filter(|symbol| symbol.is_ascii_graphic() || *symbol == ' ').collect();
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), clean.clone(), clean)
}
