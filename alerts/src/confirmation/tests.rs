use super::*;
use crate::testing::{links, mail, policy, subscription};

#[test]
fn the_confirmation_holds_query_and_link_and_has_its_own_key() {
    let message = confirmation(&subscription(Rhythm::Daily, mail()), &links(), &policy());
    assert_eq!(message.key, "4:confirm");
    assert!(message.body_text.contains("vendor:corvina"));
    assert!(message.body_text.contains("https://watch.example/alerts/confirm/4?s=c0"));
    assert!(message.body_text.contains("once a day"));
}
