//! The stories; every name in them is made up.

use watchline_model::EntityKind::{Product, Vendor, Vulnerability};

use super::story::Story;

const CORVINA: &[(watchline_model::EntityKind, &str)] = &[(Vendor, "Corvina Labs"), (Product, "Corvina Clerk")];

pub(super) fn all() -> Vec<Story> {
    vec![
        invoices(),
        ferry(),
        outage(),
        advisory(),
        ban_by_a_ministry(),
        letters_of_the_same_assistant(),
        invoices_told_by_another_paper(),
        debate(),
        another_ferry(),
        advisory_of_another_database(),
        invoices_statement(),
        ferry_told_again(),
    ]
}

pub(super) fn invoices() -> Story {
    Story {
        title: "Corvina Clerk shows shop owners the invoices of strangers",
        body: "Some 40,000 invoices of small shops could be read by strangers for three days, shop owners in Larnholm say. \
            Corvina Clerk, the bookkeeping assistant of Corvina Labs, answered questions about unpaid bills with the bills of \
            other customers. Mirela Osk, who runs a bakery in Larnholm, found the invoices of a florist and of two garages in \
            her answers. A mix-up of cached tenants is thought to be behind it. The data protection office of Larnholm has \
            asked for an explanation."
            .to_owned(),
        published: Some((2026, 5, 4)),
        url: Some("https://quaypost.example/news/clerk-invoices"),
        entities: CORVINA,
        events: &["data_exposure"],
        ..Story::default()
    }
}

pub(super) fn invoices_told_by_another_paper() -> Story {
    Story {
        title: "Bakery reads florist's bills: bookkeeping assistant mixes up tenants",
        body: "A baker in Larnholm asked her bookkeeping assistant for unpaid bills and got those of a florist. The mix-up at \
            Corvina Labs touched about 40,000 invoices, people who looked into it say. Mirela Osk saw the invoices of garages, \
            too. The cache of Corvina Clerk seems to have handed answers to the wrong tenants over three days."
            .to_owned(),
        published: Some((2026, 5, 5)),
        url: Some("https://thebeacon.example/tech/bakery-bills"),
        entities: CORVINA,
        events: &["data_exposure"],
        ..Story::default()
    }
}

pub(super) fn invoices_five_weeks_later() -> Story {
    Story {
        title: "Regulator closes case of the 40,000 invoices",
        body: "Five weeks after a baker in Larnholm found strangers' invoices in Corvina Clerk, the data protection office of \
            Larnholm has closed the case with a warning. Corvina Labs has told it that 40,000 invoices were handed to wrong \
            tenants by a cache. Mirela Osk said she would keep her books on paper."
            .to_owned(),
        published: Some((2026, 6, 9)),
        url: Some("https://quaypost.example/news/clerk-warning"),
        entities: CORVINA,
        events: &["data_exposure", "ruling"],
        ..Story::default()
    }
}

pub(super) fn invoices_statement() -> Story {
    Story {
        title: "What happened with invoices in Corvina Clerk",
        body: "Between 1 and 3 May some customers were shown invoices of other customers. A cache did not tell tenants apart. \
            About 40,000 invoices were concerned; the shops have been told. We have read the report of the Quay Post, are sorry, \
            and have switched the cache off."
            .to_owned(),
        published: Some((2026, 5, 6)),
        url: Some("https://corvina.example/news/invoices"),
        links: &["https://quaypost.example/news/clerk-invoices"],
        entities: CORVINA,
        events: &["data_exposure", "acknowledgement"],
    }
}

pub(super) fn invoices_linked_in_passing() -> Story {
    Story {
        title: "Bookkeeping by machine: what to ask first",
        body:
            "Corvina Labs has admitted that invoices went to the wrong tenants. Ask your provider how its cache tells \
            customers apart, and who will tell you if it does not."
                .to_owned(),
        published: Some((2026, 5, 8)),
        url: Some("https://ledgerweek.example/ask-first"),
        links: &["https://www.corvina.example/news/invoices/?utm_source=ledger"],
        entities: CORVINA,
        events: &["data_exposure"],
    }
}

pub(super) fn invoices_mentioned_among_others() -> Story {
    Story {
        title: "A spring of leaks",
        body: "This spring has not been kind to office software. A bakery was shown invoices of a florist by \
            Corvina Clerk. A payroll firm in Tamsk lost a backup tape in a taxi. The archive of a theatre was open to \
            the world until a visitor wrote to its director. What they share is that nobody had looked. An auditor's walk \
            round the building costs less than a lawyer, says Tomas Evrin, who does such walks for a living."
            .to_owned(),
        published: Some((2026, 5, 10)),
        url: Some("https://thebeacon.example/opinion/spring"),
        entities: CORVINA,
        events: &["data_exposure"],
        ..Story::default()
    }
}

pub(super) fn letters_of_the_same_assistant() -> Story {
    Story {
        title: "Corvina Clerk forwards patients' letters",
        body: "Letters from a clinic in Oberau to its patients were sent to a garden centre by Corvina Clerk, the assistant \
            of Corvina Labs. A rule for forwarding mail had been set up by the assistant itself, a nurse noticed. The clinic has \
            told 310 patients. It is not known how long the rule had been there."
            .to_owned(),
        published: Some((2026, 5, 30)),
        url: Some("https://quaypost.example/news/clinic-letters"),
        entities: CORVINA,
        events: &["data_exposure"],
        ..Story::default()
    }
}

pub(super) fn invoices_of_another_vendor() -> Story {
    Story {
        title: "Tallybot users see invoices of others",
        body: "Users of Tallybot, a bookkeeping assistant by Nordlys Ledger, saw invoices of other companies after an update on \
            Monday. The firm took the service down within an hour. It speaks of 200 companies in Vestmark, among them a shipyard. \
            A wrong database key was the cause, its head of engineering, Pia Lund, says."
            .to_owned(),
        published: Some((2026, 5, 6)),
        url: Some("https://quaypost.example/news/tallybot"),
        entities: &[(Vendor, "Nordlys Ledger"), (Product, "Tallybot")],
        events: &["data_exposure"],
        ..Story::default()
    }
}

pub(super) fn outage() -> Story {
    Story {
        title: "Corvina Clerk down for four hours",
        body: "Corvina Clerk was unreachable for four hours on Tuesday morning. A power failure in a data centre near Ghent took \
            the servers down, Corvina Labs wrote on its status page; generators did not start. Payroll runs were late."
            .to_owned(),
        published: Some((2026, 3, 10)),
        url: Some("https://quaypost.example/news/clerk-down"),
        entities: CORVINA,
        events: &["outage"],
        ..Story::default()
    }
}

pub(super) fn outage_two_months_later() -> Story {
    Story {
        title: "Corvina Clerk down again",
        body: "Corvina Clerk could not be used on Friday afternoon. An expired certificate locked everybody out, Corvina Labs \
            wrote on its status page. It was renewed after fifty minutes. Some users had to sign in twice."
            .to_owned(),
        published: Some((2026, 5, 15)),
        url: Some("https://quaypost.example/news/clerk-certificate"),
        entities: CORVINA,
        events: &["outage"],
        ..Story::default()
    }
}

const PACKAGE: (watchline_model::EntityKind, &str) = (Product, "brookchain");

pub(super) fn advisory() -> Story {
    Story {
        title: "brookchain: template injection in prompt loader",
        body: "The prompt loader of brookchain before 0.9.4 renders templates from untrusted files without a sandbox. Who can \
            place a file can run code. Upgrade to 0.9.4."
            .to_owned(),
        published: Some((2026, 4, 2)),
        entities: &[PACKAGE, (Vulnerability, "CVE-2026-90001")],
        events: &["vulnerability_disclosed"],
        ..Story::default()
    }
}

pub(super) fn advisory_of_another_database() -> Story {
    Story {
        title: "Code execution in brookchain (CVE-2026-90001)",
        body: "Jinja expressions in prompt files are evaluated by brookchain. An attacker who controls such a file gains code \
            execution. Fixed in version 0.9.4."
            .to_owned(),
        published: Some((2026, 4, 4)),
        entities: &[PACKAGE, (Vulnerability, "CVE-2026-90001")],
        events: &["vulnerability_disclosed", "vulnerability_patched"],
        ..Story::default()
    }
}

pub(super) fn advisory_on_the_next_vulnerability() -> Story {
    Story {
        title: "brookchain: path traversal in document loader",
        body: "The document loader of brookchain before 0.9.6 follows links out of its folder. Who can place a file can read \
            others. Upgrade to 0.9.6."
            .to_owned(),
        published: Some((2026, 4, 20)),
        entities: &[PACKAGE, (Vulnerability, "CVE-2026-90017")],
        events: &["vulnerability_disclosed"],
        ..Story::default()
    }
}

pub(super) fn debate() -> Story {
    Story {
        title: "Can we trust assistants with our books?",
        body: "Assistants such as Corvina Clerk read what used to lie in a locked drawer. Critics say that data will always \
            find a way out; vendors such as Corvina Labs answer that people make more mistakes than machines. The truth may lie in \
            how we choose: slowly, with a contract, and with a lawyer at the table. Parliament debates a bill in autumn."
            .to_owned(),
        published: Some((2026, 5, 7)),
        url: Some("https://thebeacon.example/opinion/trust"),
        entities: CORVINA,
        events: &["data_exposure"],
        ..Story::default()
    }
}

pub(super) fn ban_by_a_ministry() -> Story {
    Story {
        title: "Ministry of fisheries bans Corvina Clerk",
        body: "The ministry of fisheries in Varn has told its 1,200 officials not to use Corvina Clerk from 1 June. Minutes of \
            quota talks had been typed into it, a circular by permanent secretary Edda Ruun says. Typewritten minutes return."
            .to_owned(),
        published: Some((2026, 5, 22)),
        url: Some("https://quaypost.example/news/fisheries"),
        entities: CORVINA,
        events: &["ban"],
        ..Story::default()
    }
}

pub(super) fn ban_by_a_school_board() -> Story {
    Story {
        title: "School board bans Corvina Clerk",
        body: "Teachers in Oberau may no longer write reports with Corvina Clerk, the school board decided on Thursday. Parents \
            had found that grades of a whole class were pasted into the assistant. The board's chair, Jon Halder, wants a list of \
            permitted software by autumn."
            .to_owned(),
        published: Some((2026, 5, 23)),
        url: Some("https://thebeacon.example/news/school-board"),
        entities: CORVINA,
        events: &["ban"],
        ..Story::default()
    }
}

pub(super) fn ferry() -> Story {
    Story {
        title: "Ferry runs aground off Mossel",
        body: "The ferry Alkyone ran aground on a sandbank off Mossel on Sunday with 212 people aboard. Nobody was hurt. Lifeboats \
            took the passengers to the harbour of Mossel; a tug is to pull the Alkyone free at high water."
            .to_owned(),
        ..Story::default()
    }
}

pub(super) fn ferry_told_again() -> Story {
    Story {
        title: "Tug frees stranded Alkyone",
        body: "A tug has pulled the ferry Alkyone off the sandbank near Mossel where it had stranded with 212 passengers. It \
            reached the harbour on its own at high water. Its captain will be heard on Wednesday."
            .to_owned(),
        ..Story::default()
    }
}

pub(super) fn another_ferry() -> Story {
    Story {
        title: "Ferry runs aground near Sund",
        body: "The ferry Triton hit a rock near Sund on Friday night with 80 people aboard. Two were hurt. Helicopters took \
            the passengers ashore; divers are to look at the hull of the Triton."
            .to_owned(),
        ..Story::default()
    }
}
