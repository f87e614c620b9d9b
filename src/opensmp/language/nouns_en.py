"""English nouns: what can be counted, what is only a topic, and what makes a number a name. Data only."""

from __future__ import annotations

NOUNS: dict[str, dict[str, str]] = {
    "ident": {
        "standard": (
            "iso; iso / iec; iec; iso / iec / ieee; nist; nist sp; sni; cobit; itil; pci dss; pci-dss; pojk; pbi; "
            "uu; cis; soc; bod; bs; rfc; basel; psak; ifrs; sp; gdpr; csf; cmmi; tls; fips; circular; seojk; togaf"
        ),
        "label": (
            "tier; tiers; priority; priorities; severity; sev; clause; clauses; section; sections; article; "
            "articles; chapter; annex; appendix; version; phase; stage; category; class; type; top; number; no .; "
            "nr; id; goal; objective; pillar; floor; wave; gate; figure; page; zone; scenario; kpi; ward; route; #; "
            "generation; model; pasal; item; part; service tier; week no; step"
        ),
        "level": "level; levels; maturity level; capability level",
        "clock": "at",
    },
    "metric": {
        "share": (
            "share; percentage; percent of; proportion; rate; rates; ratio; ratios; quota; fraction; percentage of"
        ),
        "count": (
            "number; number of; numbers of; count; counts; headcount; volume; volumes; backlog; quantity; "
            "frequency; amount of; amount; total number of; occurrences; occurrence; tally"
        ),
        "score": (
            "score; scores; rating; ratings; index; nps; csat; satisfaction; net promoter; maturity level; "
            "maturity; grade; grades; points scored; engagement score; rank; ranking; approval rating; promoter"
        ),
        "time": (
            "time; times; response time; resolution time; lead time; turnaround; turnaround time; cycle time; "
            "duration; mttr; mtbf; mttd; mtta; rto; rpo; latency; waiting time; wait time; processing time; "
            "time-to-hire; time-to-market; time to; delay; delays; outage time; average age; throughput time; speed "
            "of answer; recovery point objective; recovery time objective; dwell time; length of stay; downtime; "
            "hours of"
        ),
        "level": (
            "availability; uptime; utilisation; utilization; occupancy; accuracy; completeness; coverage; "
            "compliance; adherence; attainment; throughput; turnover; attendance; retention; consumption; "
            "emissions; cost; costs; revenue; revenues; sales; spending; spend; expenditure; income; profit; "
            "margin; savings; yield; productivity rate; error rate; churn; absenteeism; vacancy; vacancies; market "
            "share; participation; response rate; conversion; literacy; mortality; fatalities; injuries; accidents; "
            "defects; complaints; conversion rate; success rate; pass rate; reopen rate; participation rate; price; "
            "prices; weight; temperature; waste; deposits; loans; response times; unemployment; poverty; inflation; "
            "capacity utilisation; reliability; overtime; debt; arrears; enrolment; enrollment; footfall; "
            "readmissions; infections; overdue; shortfall; stock; inventory; fuel"
        ),
    },
    "topic": {
        "topic": (
            "management; process; processes; experience; experiences; cooperation; collaboration; culture; "
            "governance; awareness; capability; capabilities; relationship; relationships; communication; way; "
            "practice; practices; service; services; desk; infrastructure; environment; strategy; posture; "
            "response; handling; operation; operations; support; function; system; approach; reputation; image; "
            "teamwork; business; systems; planning; leadership; innovation; control; controls; discipline; "
            "organisation; organization; technology"
        ),
    },
    "weak_topic": {
        "topic": (
            "quality; performance; efficiency; effectiveness; security; resilience; productivity; maturity; "
            "agility; transparency; usability; safety; knowledge; skills; competence; sustainability; motivation; "
            "morale; trust; competitiveness; wellbeing; stability; robustness"
        ),
    },
    "doc_noun": {
        "doc": (
            "report; reports; meeting; meetings; plan; plans; budget; budgets; newsletter; statement; statements; "
            "calendar; programme; program; reporting; report's; bulletin; conference; accounts"
        ),
    },
    "budget": {
        "budget": (
            "budget of; cost of; worth; funding of; an investment of; budget; contract of; valued at; with funding "
            "of; grant of"
        ),
    },
}
