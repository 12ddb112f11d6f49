//! Words that tell people from desks, roles, degrees and buttons; lower case. Data only.

/// Letters after a name: degrees and generations, which a comma does not divide from it.
pub(super) const SUFFIXES: &[&str] = &[
    "jr", "sr", "ii", "iii", "iv", "md", "m.d", "phd", "ph.d", "rn", "rd", "ms", "m.s", "ma", "m.a", "mph", "dds", "dmd",
    "dvm", "vmd", "esq", "cpa", "mba", "jd", "j.d", "dnp", "rdn", "facp", "cissp", "cfp", "cfp®", "cepf®", "cfa", "bsc", "msc",
    "pharmd", "do", "np", "fand", "ldn", "lcsw", "cscs", "cpt", "dpt", "pt", "edd", "ed.d", "psyd", "psy.d", "lmft",
    "lpc", "lmhc", "fnp", "fnp-c", "aprn", "pa-c", "cnm", "msn", "bsn", "msw", "m.ed", "med", "mfa", "ba", "b.a", "bs",
    "b.s", "facc", "foma", "dabom", "dacvb", "lvt", "pmp", "cpp", "psp", "faafp", "facog", "faad", "facs", "mw", "ea",
    "crpc", "chfc", "ccim", "sphr", "shrm-cp", "shrm-scp", "cns", "cpa®", "pe", "p.e", "aia", "leed", "cdces", "cde", "frcp",
    "mbe", "obe", "cbe", "llm", "ll.m", "llb", "vts", "ibclc", "e-ryt", "ryt", "facl", "faclm", "cfe", "cipp", "cipp/us",
];

/// What makes it a desk, a company or a button, whatever stands beside it.
pub(super) const NOBODY: &[&str] = &[
    "staff", "admin", "adminn", "administrator", "editors", "editorial", "team", "desk", "newsdesk", "newsroom", "news", "press",
    "webmaster", "guest", "contributors", "authors", "anonymous", "unknown", "none", "null", "undefined", "n/a", "wire",
    "agencies", "agency", "reporters", "bureau", "support", "moderator", "user", "view", "profile", "posts", "post",
    "more", "share", "comments", "comment", "subscribe", "login", "home", "about", "contact", "read", "minutes",
    "minute", "min", "mins", "updated", "published", "posted", "company", "inc", "llc", "ltd", "gmbh", "corp",
    "corporation", "blog", "blogs", "department", "university", "institute", "center", "centre", "foundation",
    "association", "group", "magazine", "journal", "bio", "full", "today", "yesterday", "development", "clinic",
    "the", "our", "your", "this", "these", "with", "from", "by", "copyright", "rights", "reserved", "photo", "photos",
    "image", "images", "getty", "services", "solutions", "software", "media", "marketing", "studio", "studios",
    "research", "communications", "network", "online", "official", "website", "sponsored", "advertisement", "follow",
    "twitter", "facebook", "linkedin", "instagram", "email", "mail", "print", "download", "click", "here", "learn",
    "what", "how", "why", "when", "where", "who", "is", "are", "was", "for", "to", "of", "in", "on", "at", "or", "an",
    "admissions", "global", "security", "technologies", "technology", "systems", "digital", "guide", "guides", "review",
    "reviews", "category", "categories", "tags", "article", "articles", "story", "stories", "all", "latest", "related",
    "insurance", "bank", "clinician", "expert", "experts", "trending", "community", "store", "shop", "school",
    "redaktion", "redaction", "rédaction", "redacción", "redaccion", "redazione", "redação", "redactie", "redakcja",
    "редакция", "редакции", "التحرير", "agence", "agencia", "agentur", "dpa", "reuters", "afp", "ap", "efe", "ansa",
    "lusa", "тасс", "xinhua", "yonhap", "bloomberg", "编辑部", "本报讯", "新华社", "編集部", "편집부", "연합뉴스",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu",
    "thurs", "fri", "sat", "sun",
];

/// What people do: a part that holds one is no name, but the part before it may be.
pub(super) const ROLES: &[&str] = &[
    "editor", "writer", "author", "reporter", "correspondent", "contributor", "contributing", "journalist", "columnist",
    "director", "manager", "officer", "ceo", "cto", "cfo", "coo", "cmo", "cio", "ciso", "founder", "co-founder", "cofounder",
    "president", "specialist", "consultant", "analyst", "engineer", "developer", "dietitian", "nutritionist",
    "professor", "lecturer", "attorney", "lawyer", "strategist", "marketer", "researcher", "scientist",
    "representative", "freelance", "freelancer", "senior", "chief", "vp", "vice", "content", "product", "associate",
    "assistant", "educator", "planner", "advisor", "adviser", "certified", "registered", "licensed", "therapist",
    "psychologist", "physician", "nurse", "photographer", "blogger", "owner", "partner", "producer", "executive",
    "horticulturalist", "copywriter", "designer", "architect", "coordinator", "intern", "instructor", "teacher",
    "trainer", "veterinarian", "economist", "historian", "critic", "host", "recruiter", "medical", "technical",
    "redakteur", "redakteurin", "autor", "autorin", "journaliste", "periodista", "giornalista", "jornalista",
    "корреспондент", "журналист", "صحفي", "مراسل",
];

/// What stands before a name, after which it is one: "By", "Written by", "Von".
pub(super) const PREFIXES: &str = r"(?:(?:(?:this\s+(?:post|article|story|guide|blog)\s+was\s+)?(?:article|report|story|post|words|text|analysis|review|opinion|written|posted|published|reported|authored|created|submitted|contributed|compiled|updated|shared|last updated)(?:\s+and\s+\w+)?\s+by|by|geschrieben\s+von|veröffentlicht\s+von|ein\s+artikel\s+von|artikel\s+von|von|écrit\s+par|rédigé\s+par|publié\s+par|propos\s+recueillis\s+par|par|escrito\s+por|publicado\s+por|redactado\s+por|por|scritto\s+da|pubblicato\s+da|a\s+cura\s+di|di|geschreven\s+door|door|av|af|yazan|بقلم|كتب|كتبت)\s*(?:[:：|]\s*|\s)|(?:authors?|author\(s\)|author\s+name|by\s*line|written|writer|reporter|words|text|contributors?|autor(?:en|in|a|es|/a)?|auteure?s?|autor[ei]|автор|авторы|текст|tekst|الكاتب|تقرير)\s*[:：|])";
/// The same in scripts that put no blank between words.
pub(super) const PREFIXES_CJK: &str = r"(?:本报|本刊|特约|新华社)?(?:文|作者|记者|記者|撰文|撰稿|撰稿人|执笔|執筆|著者|筆者|글|글쓴이|기자|작성자)";
/// What stands after a name in Chinese, Japanese and Korean: reporter, and the like.
pub(super) const TITLES_CJK: &[&str] = &["特派记者", "记者", "記者", "報道", "报道", "特派员", "特派員", "氏", "さん", "선임기자", "인턴기자", "기자", "특파원", "논설위원"];
