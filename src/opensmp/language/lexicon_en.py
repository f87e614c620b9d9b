"""English words that decide what a sentence states. Data only: tag → value → phrases."""

from __future__ import annotations

from opensmp.language.wordlist import words

MARKERS = words(
    "after all an and any are as at be before by day days each every for from has have hours in is it its least "
    "less month more must no not of on or our per shall than that the their this to we which will with within "
    "year"
)
"""Frequent words that show a sentence is English."""

TABLE: dict[str, dict[str, str]] = {
    "num": {
        "0": "zero; nil",
        "1": "one; a single",
        "2": "two",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve; a dozen",
        "15": "fifteen",
        "20": "twenty",
        "24": "twenty-four",
        "25": "twenty-five",
        "30": "thirty",
        "40": "forty",
        "45": "forty-five",
        "50": "fifty",
        "60": "sixty",
        "70": "seventy",
        "75": "seventy-five",
        "80": "eighty",
        "85": "eighty-five",
        "90": "ninety",
        "95": "ninety-five",
        "98": "ninety-eight",
        "99": "ninety-nine",
        "100": "hundred; one hundred; a hundred",
    },
    "fraction": {
        "0.5": "half of; half the; one half; half our; half all; at least half; more than half; half; one-half",
        "0.3333": "a third of; one third; one-third; a third",
        "0.6667": "two thirds; two-thirds",
        "0.25": "a quarter of; one quarter of; one-quarter",
        "0.75": "three quarters; three-quarters; three quarters of",
        "0.8": "four fifths; four-fifths",
        "0.1": "a tenth of; one tenth",
    },
    "multiple": {
        "2": "double; doubles; doubled; doubling; twofold; twice as many; twice as much",
        "3": "triple; triples; tripled; tripling; threefold; treble; trebled; three times as many",
        "4": "quadruple; quadrupled; quadruples; quadrupling; fourfold",
        "10": "tenfold",
        "0.5": "halve; halves; halved; halving; cut in half; by half; reduce by half; by one half",
        "0.6667": "by a third; by one third; by one-third",
        "0.3333": "by two thirds; by two-thirds",
        "0.75": "by a quarter; by one quarter",
    },
    "limit": {
        "0": (
            "the same day; same day; the same working day; same working day; the same business day; same-day; same "
            "business day"
        ),
        "1": (
            "the next business day; next business day; the next working day; next working day; next day; the next "
            "day; the following working day; next-day; the following business day"
        ),
    },
    "link": {
        "link": (
            "with; between; among; across; through; about; toward; towards; regarding; concerning; inside; around; "
            "for; against; via; within"
        ),
    },
    "grade_word": {"grade": "grade; rating; accreditation; opinion; rank; award; medal; rated"},
    "grade": {
        "grade": (
            "gold; platinum; silver; aaa; aa; very good; outstanding; excellent rating; a-rated; advanced level; "
            "unqualified opinion; unqualified"
        ),
    },
    "count_times": {
        "1": "once; one time",
        "2": "twice",
        "3": "thrice",
    },
    "times": {"times": "times; time per"},
    "zero": {"0": "zero; no; none of; none; not a single; nil; never"},
    "zero_free": {"0": "zero-defect; incident-free; error-free"},
    "scale": {
        "1000": "thousand; k",
        "1000000": "million; mn; m; mio",
        "1000000000": "billion; bn",
        "1000000000000": "trillion",
    },
    "currency": {
        "USD": "$; usd; dollars; dollar; us $",
        "EUR": "€; eur; euro; euros",
        "GBP": "£; gbp; pounds",
        "IDR": "idr; rp; rp .; rupiah",
        "JPY": "¥; yen",
        "SGD": "sgd",
    },
    "percent": {"%": "%; percent; per cent; pct; ％; percent of"},
    "points": {
        "points": (
            "percentage points; percentage point; percent points; points; point; pp; ppt; % points; % - points; "
            "%-points; basis points"
        ),
    },
    "unit": {
        "ms": "ms; millisecond; milliseconds",
        "s": "second; seconds; sec; secs; s",
        "min": "minute; minutes; min; mins",
        "h": "hour; hours; h; hr; hrs",
        "d": "day; days; weekday; weekdays",
        "wk": "week; weeks; fortnight; fortnights; sprint",
        "mo": "month; months",
        "q": "quarter; quarters",
        "y": (
            "year; years; yr; yrs; fiscal year; fiscal years; financial year; financial years; budget year; "
            "calendar year; calendar years; annum"
        ),
    },
    "basis": {
        "business": "business; working; office; service; support; banking",
        "calendar": "calendar; elapsed; clock; consecutive",
    },
    "month": {
        "1": "january; jan",
        "2": "february; feb",
        "3": "march; mar",
        "4": "april; apr",
        "5": "may",
        "6": "june; jun",
        "7": "july; jul",
        "8": "august; aug",
        "9": "september; sept; sep",
        "10": "october; oct",
        "11": "november; nov",
        "12": "december; dec",
    },
    "weekday": {"day": "monday; tuesday; wednesday; thursday; friday; saturday; sunday"},
    "quarter": {
        "1": "q1; first quarter; 1st quarter; quarter 1; quarter one; quarter i",
        "2": "q2; second quarter; 2nd quarter; quarter 2; quarter two; quarter ii",
        "3": "q3; third quarter; 3rd quarter; quarter 3; quarter three; quarter iii",
        "4": "q4; fourth quarter; 4th quarter; last quarter; final quarter; quarter 4; quarter four; quarter iv",
    },
    "half_year": {
        "1": "h1; first half; 1st half; first semester; semester 1; semester one; semester i",
        "2": "h2; second half; 2nd half; second semester; semester 2; semester two; semester ii",
    },
    "fiscal": {"fy": "fy; fiscal year; financial year; budget year; fiscal; cy; calendar year; the year; year"},
    "edge": {
        "end": (
            "end of; the end of; end; close of; the close of; late; middle of; the middle of; mid; beginning of; "
            "the beginning of; start of; the start of; early; midpoint of"
        ),
    },
    "moment": {
        "event": (
            "year-end; year end; year's end; end-of-year; month-end; month end; quarter-end; quarter end; financial "
            "year-end; next year; next month; next quarter; next week; next fiscal year; next financial year; this "
            "year; this quarter; this month; this fiscal year; this financial year; the coming year; the coming "
            "months; close of business; cob; tomorrow; the year-end close; the current year; the current fiscal "
            "year; the current financial year; the current quarter; christmas; easter; the fiscal year; the "
            "financial year; the planning period; the plan period; the reporting year; the certification cycle; the "
            "planning year"
        ),
    },
    "within": {
        "within": (
            "within; in less than; in under; in fewer than; in no more than; in at most; inside; in not more than; "
            "within no more than; within a maximum of; in a maximum of; within at most; not longer than; no longer "
            "than; in up to"
        ),
    },
    "deadline": {
        "by": (
            "no later than; not later than; at the latest; at the latest by; latest by; latest; on or before; "
            "before; prior to; ahead of; until; till; due; due by; due on; deadline; deadline :; target date; "
            "target date :; due date; due date :; by no later than; up to and including; before the; by the close "
            "of; by latest; to be completed by"
        ),
    },
    "by": {"by": "by"},
    "in": {"in": "in; for; on; as at; come; at"},
    "asof": {"asof": "as of"},
    "start": {
        "start": (
            "since; starting; starting in; starting from; beginning; beginning in; effective; effective from; from "
            "the start of; commencing; after; as from"
        ),
    },
    "during": {
        "during": (
            "during; throughout; over the course of; in the course of; for the whole of; for all of; all through; "
            "across; over; for the duration of; averaged over; measured over; for the period; in the period"
        ),
    },
    "next": {"next": "next; coming; following; upcoming; the next"},
    "after_unit": {
        "deadline": (
            "from now; from today; from the start; after go-live; from go-live; of go-live; after kick-off; from "
            "kick-off; after approval of this plan; from approval of this plan; of plan approval; of issuance; of "
            "this directive; from issuance; of publication; from publication; after publication; of the start of; "
            "after the start of; from contract signature; of contract signature; after contract award; of the "
            "effective date; of bod issuance; of certification; after certification; of adoption; of approval; "
            "after approval; of this plan; from the date of this; of the date of this; of signing"
        ),
    },
    "every": {"every": "every; each; every single; each and every; any; any given; each calendar; every calendar"},
    "per": {"per": "per; a; an; /"},
    "cadence": {
        "d": (
            "daily; day by day; every working day; every business day; each working day; each business day; "
            "overnight; nightly; business-daily"
        ),
        "wk": "weekly; week by week; fortnightly; biweekly; bi-weekly; every other week; each sprint; every sprint",
        "mo": (
            "monthly; month by month; bi-monthly; every other month; each month-end; every month-end; month-on-month"
        ),
        "q": "quarterly; quarter by quarter; quarter on quarter",
        "h": (
            "half-yearly; half yearly; semi-annually; semiannually; biannually; twice-yearly; semi-annual; every "
            "semester; each semester"
        ),
        "y": (
            "yearly; annually; annual; every fiscal year; every financial year; per "
            "annum; p . a; per year; year over year"
        ),
    },
    "period_word": {"period": "period; window; interval; basis; timeframe"},
    "rolling": {"rolling": "rolling; moving; trailing; consecutive"},
    "from": {
        "from": "from; down from; up from",
        "now": "currently; current; today's; now at",
    },
    "to": {"to": "to; down to; up to; towards; into"},
    "of": {"of": "of; out of"},
    "outof": {"outof": "out of; out of every; out of the; on a scale of; of a possible; on a scale to"},
    "compare": {
        "strict": "compared with; compared to; versus; vs; relative to; against; in comparison with; vs .",
        "loose": "over; than in; on; above the; below the",
    },
    "baseline": {
        "baseline": (
            "baseline; baselines; baseline of; level; levels; level of; median; median of; figure; figures; "
            "average; actuals; actual; results; result; value; values; benchmark; total"
        ),
    },
    "at_least": {
        "at_least": (
            "at least; at a minimum; a minimum of; minimum; min; minimum of; no less than; not less than; no fewer "
            "than; not fewer than; at or above; not below; never below; no lower than; not lower than; ≥; > =; =>; "
            "equal to or above; equal to or more than; equal to or greater than; greater than or equal to; or "
            "above; better than or equal to; not drop below; not fall below; does not fall below; never falls "
            "below; never drops below; not fall under; stays above"
        ),
    },
    "at_most": {
        "at_most": (
            "at most; no more than; not more than; no greater than; a maximum of; maximum; max; maximum of; at or "
            "below; not above; never above; not exceed; not exceeding; never exceed; never exceeds; does not "
            "exceed; do not exceed; must not exceed; without exceeding; ≤; < =; equal to or below; less than or "
            "equal to; equal to or less than; no higher than; not higher than; up to; capped at; limited to; no "
            "longer than; not longer than; does not rise above; not rise above; no worse than"
        ),
    },
    "above": {
        "above": (
            "more than; over; above; exceed; exceeds; exceeding; greater than; in excess of; higher than; better "
            "than; >; upwards of; longer than; beyond; surpass; surpasses; older than"
        ),
    },
    "below": {
        "below": (
            "less than; under; below; fewer than; lower than; shorter than; <; falls below; fall below; drops "
            "below; sub; smaller than; underneath"
        ),
    },
    "equal": {"equal": "exactly; equal to; equals; =; precisely"},
    "about": {
        "about": (
            "about; approximately; roughly; around; circa; some; nearly; almost; an additional; additional; "
            "another; a further; further; a total of; total of; an average of; an estimated; the; a; an; its; our; "
            "their; score of; just; only; overall; new; ~; net; :; as"
        ),
    },
    "post_at_least": {
        "at_least": (
            "or more; or better; or above; or higher; or greater; and above; minimum; and over; or over; at minimum"
        ),
    },
    "post_at_most": {
        "at_most": (
            "or less; or fewer; or below; or lower; maximum; at most; at maximum; or under; max; or faster; or sooner"
        ),
    },
    "age": {
        "age": (
            "older than; old; of age; old or older; lasting longer than; lasting more than; lasting over; longer "
            "than; taking longer than; taking more than; that take more than; that last more than; that exceed; "
            "which exceed; exceeding; in excess of; open for more than; open more than; pending more than; overdue "
            "by more than; overdue more than; aged over; aged; pending for more than; outstanding for more than; "
            "that last longer than; costing more than; with more than; worth more than; that take longer than; of "
            "more than; of over; larger than; open longer than; outstanding more than"
        ),
    },
    "quant_all": {
        "all": "all; every; each; every one of; each of; 100%; the whole; all of; all our; the entire; both",
    },
    "quant_mean": {
        "mean": "mean; average; averages; averaging; median; on average; averaged; mttr; mtbf; mttd; mtta",
    },
    "percentile": {"percentile": "percentile; th percentile; p95; p99; p90; p50"},
    "soft": {
        "soft": (
            "as soon as possible; asap; as quickly as possible; as fast as possible; timely; in a timely manner; on "
            "time; promptly; regularly; periodically; continuously; continually; gradually; step by step; where "
            "possible; if possible; where appropriate; as appropriate; as much as possible; as far as possible; "
            "when needed; as needed; as required; where feasible; reasonable; in due course; immediately; without "
            "undue delay; from time to time; quickly; swiftly; soon; frequently; often; at planned intervals; "
            "ongoing; over time; appropriate; adequate; sufficient; in good time; at regular intervals; whenever "
            "possible; progressively; at all times; always; at the right time; in the near future; near future; "
            "shortly; significantly; substantially; considerably; most; many; few; several; the majority of; long "
            "term; in the long term; long-term; medium term; short term; eventually; speedily; without delay; at "
            "the earliest opportunity"
        ),
    },
    "intention": {
        "intention": (
            "strive; strives; striving; strive for; strive to; aim; aims; aim for; aim to; aiming; aspire; aspires; "
            "aspirational; endeavour; endeavours; endeavor; seek to; seeks to; try to; tries to; attempt to; hope; "
            "hopes; intend; intends; best efforts; best endeavours; reasonable efforts; should try; would like; "
            "aspiration; wish to; if at all possible"
        ),
    },
    "reference": {
        "reference": (
            "agreed times; agreed time; agreed target; agreed targets; agreed levels; agreed service levels; agreed "
            "limits; the target set; target set; set in; set by; set out in; defined in; as defined in; specified "
            "in; stated in; stipulated in; laid down in; as agreed; the agreed; agreed in; according to the sla; "
            "within sla; within the sla; within their sla; in line with the sla; within target; target times; sla "
            "target; sla targets; the sla; their sla; service level targets; -set target; the regulatory target; as "
            "per the contract; according to the contract; per the contract; committed times; catalogue targets; "
            "times associated with; as documented in; contractual; contracted; published targets; the set target; "
            "the national average; industry average; the target in; the targets in; the limit in; the limits in; "
            "required by; the prescribed; the sector average; the industry average; prescribed"
        ),
    },
    "filler": {
        "filler": (
            "and; or; ,; the; a; an; our; its; their; all; will; shall; must; should; we; is; are; be; to; that; "
            "than; it; this; as; has; have; been; was; were; can; may; not"
        ),
    },
    "modal": {
        "modal": (
            "will; shall; must; should; are to; is to; commits to; commit to; needs to; need to; has to; have to; "
            "would; can; may; agrees to; agree to; plans to; undertakes to"
        ),
    },
    "condition": {"if": "if; in case; should; whenever; unless; when"},
    "filter_verb": {
        "filter": (
            "identified; reported; opened; raised; recorded; received; created; registered; issued; hired; started; "
            "collected; logged; submitted; detected; launched; introduced; begun; signed in; approved in; audited "
            "in; published"
        ),
    },
    "state": {
        "state": (
            "in place; live; operational; in production; ready; completed; complete; finished; done; signed; "
            "approved; certified; closed; published; implemented; deployed; installed; launched; released; "
            "decommissioned; retired; migrated; replaced; accredited; ratified; adopted; in force; in operation; in "
            "use; in service; handed over; delivered; opened; open to; up and running; commissioned; vacated; "
            "filled; trained; passed; archived; demolished; built"
        ),
    },
    "have": {"have": "have; has; had; hold; holds; carry; carries; possess"},
    "be": {"be": "is; are; be; been; being; was; were; get; gets; remain; remains; stays; stay"},
}
