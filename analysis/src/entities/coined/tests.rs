//! One made-up text a construction.

use super::super::tests::{coined, ids};

fn check(body: &str, expected: &[&str]) {
    assert_eq!(coined("", body), expected, "in {body:?}");
}

#[test]
fn a_subject_is_what_the_text_says_it_is() {
    check("Wrenlet is an open-source framework for building agents.", &["product Wrenlet <- is-a"]);
    check("wren-core is a library for caching prompts.", &["product wren-core <- is-a"]);
    check("Wrenlet is a large language model trained on letters.", &["model Wrenlet <- is-a"]);
    check("This is a library that nobody uses.", &[]);
}

#[test]
fn what_is_called_or_quoted_beside_its_noun_is_a_product() {
    check("The city bought a chatbot called Wrenlet for its office.", &["product Wrenlet <- called"]);
    check("Callers spoke with the \u{201c}Wrenlet\u{201d} chatbot.", &["product Wrenlet <- quoted"]);
    check("The researchers named Wrenlet a risk.", &[]);
}

#[test]
fn what_a_sentence_explains_is_a_product() {
    check("It was done with Wrenlet, an app that swaps faces.", &["product Wrenlet <- apposition"]);
    check(
        "Drivers were rated by apps like Wrenlet and Finchly.",
        &["product Wrenlet <- listed", "product Finchly <- listed"],
    );
    check("They had asked the chatbot Wrenlet for advice.", &["product Wrenlet <- noun-before"]);
}

#[test]
fn an_advisory_names_what_it_is_about() {
    check("In Wrenlet versions before 1.2, a user can read files.", &["product Wrenlet <- version-range"]);
    check("wren_core before 0.9.3 runs code from a model file.", &["product wren_core <- version-range"]);
    check("A path traversal vulnerability in Wrenlet allows attackers to read files.", &["product Wrenlet <- flaw-in"]);
    check("The flaw affects installations of Wrenlet Studio.", &["product Wrenlet Studio <- installations"]);
    check("In affected versions before 1.2, a user can read files.", &[]);
    let told = coined("Wrenlet \u{2014} Path Traversal (CVE-2031-1000)", "A file is read.");
    assert_eq!(told, ["product Wrenlet <- advisory-headline"]);
}

#[test]
fn a_plugin_is_named_in_full_and_what_its_name_holds_is_not_meant() {
    check(
        "The Corvid Chat \u{2013} Talk to Corvid plugin for WordPress is vulnerable to file uploads.",
        &["product Corvid Chat \u{2013} Talk to Corvid <- content-system-plugin"],
    );
    check("The Wrenlet - Job Board WordPress theme leaks keys.", &["product Wrenlet <- content-system-plugin"]);
}

#[test]
fn a_maker_stands_before_its_product_and_the_address_behind_it() {
    let body = "Missing authorization vulnerability in finchworks Wren Chat wren-chat allows misuse.";
    check(body, &["vendor finchworks <- advisory-maker", "product Wren Chat <- advisory-maker"]);
}

#[test]
fn packages_are_named_by_registry_scope_and_repository() {
    check("The npm package `wren-core` sent keys away.", &["product wren-core <- package"]);
    check("The flaw is in @wren/agent and was fixed.", &["product @wren/agent <- scoped-package"]);
    check("A flaw was found in finchworks/wren-core version 0.3.", &["product wren-core <- repository"]);
    check("Read the file src/wren.py and the input/output.", &[]);
}

#[test]
fn a_record_s_fields_hold_names() {
    check(
        "System: Wrenlet; Finch Eye (FE). Technology: Robotics.",
        &["product Wrenlet <- record-field", "product Finch Eye <- record-field", "product FE <- abbreviation"],
    );
    check("System: Unknown. Technology: Robotics.", &[]);
    check("System: Meadow. Technology: Robotics.", &["vendor Meadow <- record-field"]);
}

#[test]
fn a_known_maker_s_names_with_a_number_or_a_capital_within_are_products() {
    check("Police tried the Corvid Labs W2 in March.", &["product Corvid Labs W2 <- maker-before"]);
    check("They asked Corvid Labs' WrenBot for help.", &["product WrenBot <- maker-possessive"]);
    check("Corvid Labs CEO Ada Beispiel answered.", &[]);
}

#[test]
fn a_firm_is_a_vendor_where_ai_is_its_business() {
    check("The AI start-up Wrenlet answered.", &["vendor Wrenlet <- firm-before"]);
    check("Wrenlet, the maker of a mail assistant, answered.", &["vendor Wrenlet <- firm-behind"]);
    check("The security firm Wrenlet found a chatbot.", &["organization Wrenlet <- firm-before"]);
    check("The insurer Wrenlet answered.", &["organization Wrenlet <- body-before"]);
}

#[test]
fn bodies_are_known_by_the_form_of_their_name() {
    check("A man was held by the Wrenford Police Department.", &["organization Wrenford Police Department <- form"]);
    check("Students of the University of Wrenford complained.", &["organization University of Wrenford <- form-of"]);
    check("The Wrenford city government uses it.", &["organization Wrenford city government <- power"]);
    check("The Dutch government uses it.", &["organization Dutch government <- power"]);
}

#[test]
fn bodies_are_known_by_what_they_do_with_a_system() {
    check("Wrenlet's scheduling algorithm left out the sick.", &["organization Wrenlet <- runs-system"]);
    check("A robot deployed by Wrenlet fell.", &["organization Wrenlet <- done-by"]);
    check("Wrenlet reportedly suspended the chatbot.", &["organization Wrenlet <- subject"]);
    check("Nothing was suspended.", &[]);
}

#[test]
fn people_are_known_by_what_they_are_and_suffer() {
    check("The lawyer Ada Beispiel cited it.", &["person Ada Beispiel <- person"]);
    check("Ada Beispiel, a teacher, was surprised.", &["person Ada Beispiel <- person"]);
    check("Police arrested Ada Beispiel on Monday.", &["person Ada Beispiel <- person"]);
    check("They met in Alten Beispiel on Monday.", &[]);
}

#[test]
fn a_construction_that_leads_to_a_known_name_is_a_mention_of_it() {
    assert_eq!(ids("meadow is a platform for agents."), ["meadow"]);
    assert_eq!(ids("Corvid_Code is a tool that writes code."), ["corvid-code", "corvid-labs"]);
}

#[test]
fn spans_hold_the_very_words() {
    for body in [
        "Zoë’s “Wrenlet” chatbot – früher “Fink” – is a tool.",
        "The Ünlaut Café's chatbot, an app, 名前 株式会社.",
        "'s",
        "@/",
        "a/b",
    ] {
        coined(body, body);
    }
}

#[test]
fn a_firm_s_name_in_front_of_a_product_is_its_maker() {
    check(
        "Wrenford Technologies FinchNet AI version 1.2 leaks chats.",
        &["vendor Wrenford Technologies <- advisory-maker", "product FinchNet AI <- version-range"],
    );
    check(
        "A flaw in Finch Wren Talk allows misuse. This issue affects Wren Talk: from 1.0.",
        &["vendor Finch <- advisory-maker", "product Wren Talk <- flaw-in", "product Wren Talk <- flaw-in"],
    );
}

#[test]
fn a_maker_of_two_words_is_parted_by_what_the_issue_affects() {
    let body = "Missing authorization vulnerability in Finch Works Wren Chat wren-chat allows misuse. This issue affects Wren Chat: from n/a through 1.2.";
    let told = coined("", body);
    assert!(told.contains(&"vendor Finch Works <- advisory-maker".to_owned()), "{told:?}");
    assert!(told.contains(&"product Wren Chat <- advisory-maker".to_owned()), "{told:?}");
}

#[test]
fn an_advisory_of_few_words_names_what_it_is_about() {
    check("Stored scripting vulnerability in Wrenlet thru 2031-05-26 in its chat.", &["product Wrenlet <- flaw-in"]);
    check("This vulnerability affects Wrenlet < 128.", &["product Wrenlet <- flaw-in"]);
    check("The WrenEmbed application is susceptible to poisoned data.", &["product WrenEmbed <- noun-behind"]);
    check("OpenWren provides a web interface for printers.", &["product OpenWren <- is-a"]);
    check("Affects 4.48.1; fixed in 4.50.0.", &[]);
}

#[test]
fn a_mark_of_trade_is_no_part_of_a_name() {
    let told = coined("", "A flaw in Wren(R) Studio Toolkit before version 1.5 was found.");
    assert_eq!(told, ["product Wren(R) Studio Toolkit <- flaw-in"]);
    assert_eq!(ids("A flaw in Wren(R) Studio Toolkit before version 1.5 was found."), ["wren-studio-toolkit"]);
}

#[test]
fn a_file_a_part_and_what_a_paper_proposes_are_no_products() {
    check("An SQL injection vulnerability in WrenController.java allows attackers to read data.", &[]);
    check("Beispiel et al. introduce Wren-Attack, a tool that breaks agents.", &[]);
    check("A campaign of bots, a surveillance campaign dubbed Wren Review, was found.", &[]);
}

#[test]
fn a_maker_and_its_product_side_by_side_are_no_third_thing() {
    assert_eq!(ids("The Corvid Labs Corvid app before 2.0 keeps letters."), ["corvid", "corvid-labs"]);
}

#[test]
fn a_database_of_flaws_names_owner_and_product() {
    check(
        "A weakness was identified in finchlab wrenbot up to 1.2.0. It is in a file.",
        &["product wrenbot <- found-in"],
    );
    check("A vulnerability in Wrenlet's upload handler lets users in.", &["product Wrenlet <- flaw-in"]);
    check("Hard-coded credentials in Wrenlet allow a login.", &["product Wrenlet <- flaw-in"]);
}

#[test]
fn who_made_an_ai_is_a_vendor() {
    assert_eq!(
        coined("", "Wrenlet, developed by Finch, is an AI that rejected claims."),
        ["product Wrenlet <- made", "vendor Finch <- made-by"]
    );
    check("Finch AI's chatbot told a boy lies.", &["vendor Finch AI <- firm-of-ai"]);
    check("An open-source AI agent, Wrenlet, deleted a table.", &["product Wrenlet <- noun-before"]);
}

#[test]
fn a_firm_in_front_of_what_has_the_flaw_is_its_maker() {
    let told = coined("", "An issue in Finch Technologies Wrenlet v.1.2.3 allows users to run code.");
    assert_eq!(told, ["vendor Finch Technologies <- advisory-maker", "product Wrenlet <- flaw-in"]);
}

#[test]
fn a_server_is_named_with_what_it_serves() {
    check("A flaw in the Wrenlet MCP server lets attackers read mail.", &["product Wrenlet MCP server <- noun-behind"]);
    check("The wren-mcp MCP server runs commands.", &["product wren-mcp <- package"]);
}

#[test]
fn a_server_of_tools_is_called_with_its_protocol() {
    check(
        "An attacker can bypass the checks of Wrenlet MCP Server by a request.",
        &["product Wrenlet MCP Server <- protocol-server"],
    );
    check("With Wrenlet MCP one shares tools.", &["product Wrenlet MCP <- protocol-server"]);
}
