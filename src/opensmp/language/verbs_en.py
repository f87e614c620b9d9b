"""English verbs by what they promise: tag → value → verbs; regular forms are made from the first form."""

from __future__ import annotations

VERBS: dict[str, dict[str, str]] = {
    "direction": {
        "up": (
            "increase; raise; grow; rise; grew; expand; boost; lift; extend; gain; enlarge; climb; widen; rising; rises"
        ),
        "down": (
            "reduce; decrease; lower; cut; cutting; cuts; decline; shorten; shrink; drop; minimise; minimize; "
            "diminish; lessen; fall; falls; falling; curb; trim; trimming; eliminate; halve; bring down; speed up; "
            "curtail; slash; limit; bringing down; accelerate"
        ),
        "keep": (
            "maintain; keep; keeps; kept; keeping; hold; sustain; retain; preserve; remain; stay; stays; continue"
        ),
        "either": (
            "improve; enhance; move; change; bring; advance; upgrade; better; optimise; optimize; strengthen; make"
        ),
    },
    "vague": {
        "vague": (
            "ensure; support; promote; streamline; maximise; maximize; foster; provide; follow; encourage; "
            "facilitate; modernise; modernize; leverage; build; prioritise; prioritize; equip; empower; strengthen; "
            "optimise; optimize; enable; protect; help; contribute; align; transform; become; pursue; drive; "
            "embrace; commit; champion; develop; address; engage; consider; collaborate; cooperate; work; serve; "
            "offer; uphold; nurture; cultivate; focus; respect; value; advance; refine; revitalise; simplify; "
            "harness; deepen; consolidate; stimulate; safeguard; guarantee; assist; demonstrate; enhance; improve; "
            "deliver; share; restore; manage; handle; treat; care; show; act; operate; adhere; comply"
        ),
    },
    "watch": {
        "watch": (
            "report; monitor; measure; track; record; evaluate; observe; analyse; analyze; assess; identify; log; "
            "examine; survey; study"
        ),
    },
    "meet": {
        "meet": (
            "meet; met; achieve; reach; attain; hit; obtain; secure; fulfil; fulfill; resolve; respond; answer; "
            "process; score; honour; satisfy; satisfied"
        ),
    },
    "yield": {"yield": "provide; offer; supply; generate; support; engage; give; help; serve; award"},
    "milestone": {
        "milestone": (
            "complete; finish; publish; issue; launch; introduce; replace; deploy; sign; approve; certify; appoint; "
            "begin; submit; install; adopt; migrate; roll out; establish; implement; create; set up; sets up; "
            "setup; conclude; finalise; finalize; document; test; train; review; update; retire; decommission; "
            "close; open; hire; recruit; deliver; procure; award; register; ratify; enact; build; built; hold; "
            "holds; held; conduct; perform; audit; carry out; commission; release; relocate; merge; sell; buy; "
            "purchase; renew; encrypt; patch; remove; assign; nominate; draft; write; wrote; written; send; sent; "
            "start; initiate; set; transfer; upgrade; verify; inspect; renovate; plant; print; visit; interview; "
            "onboard; acquire; obtain; achieve certification; pass; passes; revise; map; archive; digitise; "
            "digitize; disseminate; distribute; agree; convert; vaccinate; screen; repair; construct; refurbish; "
            "hand over; fill; analyse; reply; notify; acknowledge; restore; recover; fix; apply; applied; confirm; "
            "scan; back up; rehearse; exercise; develop; design; produce; rewrite; label; calibrate; dispatch; "
            "ship; refund; pay; paid; treat; respond; resolve; answer; reach; connect; reconcile; contact; enrol; "
            "attend; attended; rebuild; receive; escalate; investigate"
        ),
    },
}
