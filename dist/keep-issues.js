export const id = 9;
export const ids = [9,374];
export const modules = {

/***/ 4367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ mayWrite),
/* harmony export */   kp: () => (/* binding */ roleOf),
/* harmony export */   y_: () => (/* binding */ GitHubError)
/* harmony export */ });
/** What an entry point needs of GitHub: whose word counts, and one thread to answer in. Adapters live in github/; tests may pass their own. */
/**
 * Whether somebody may act: the one place where it is decided, for entry points and policy alike. By the base role alone, as a role's name says
 * nothing: `storage-operator` may extend write, and a custom role named like a strong one may extend read.
 */
const mayWrite = ({ base }) => base === 'admin' || base === 'write';
/** A permission as people know it: the role's own name, or the base where there is none. */
const roleOf = ({ base, roleName }) => (roleName === '' ? base : roleName);
/** What GitHub refuses, in the few kinds that callers tell apart by `code`. */
class GitHubError extends Error {
    code;
    status;
    retryAfterSeconds;
    constructor(code, message, details = {}) {
        super(message, { cause: details.cause });
        this.name = 'GitHubError';
        this.code = code;
        this.status = details.status;
        this.retryAfterSeconds = details.retryAfterSeconds;
    }
}
//# sourceMappingURL=github.js.map

/***/ }),

/***/ 1186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v4: () => (/* binding */ issueText),
  OS: () => (/* binding */ readIssue),
  BK: () => (/* binding */ turnText)
});

// EXTERNAL MODULE: ./build/src/domain/names.js
var names = __webpack_require__(1946);
// EXTERNAL MODULE: ./build/src/domain/repairs.js
var domain_repairs = __webpack_require__(7224);
// EXTERNAL MODULE: ./build/src/render/escape.js
var render_escape = __webpack_require__(7291);
// EXTERNAL MODULE: ./build/src/render/lay-out.js
var lay_out = __webpack_require__(7221);
// EXTERNAL MODULE: ./build/src/render/markdown-checks.js
var markdown_checks = __webpack_require__(1383);
// EXTERNAL MODULE: ./build/src/render/markdown-findings.js
var markdown_findings = __webpack_require__(2723);
// EXTERNAL MODULE: ./build/src/render/markdown-plan.js
var markdown_plan = __webpack_require__(8649);
// EXTERNAL MODULE: ./build/src/render/markdown-sharing.js
var markdown_sharing = __webpack_require__(7788);
// EXTERNAL MODULE: ./build/src/render/markdown-table.js + 1 modules
var markdown_table = __webpack_require__(8402);
// EXTERNAL MODULE: ./build/src/render/page.js
var render_page = __webpack_require__(9383);
// EXTERNAL MODULE: ./build/src/render/words.js
var words = __webpack_require__(8587);
;// CONCATENATED MODULE: ./build/src/render/markdown-drift.js










const states = {
    healthy: { mark: '✅', title: 'healthy', text: 'is as it should be' },
    drifted: { mark: '❌', title: 'drifted', text: 'is not as it should be' },
    unknown: {
        mark: '❔',
        title: 'unknown',
        text: 'could not be seen everywhere: it is neither known to be healthy nor known to have drifted',
    },
    gone: { mark: '⚫', title: 'gone', text: 'is no more: EFS does not list it in this region' },
};
/** At most 256 characters. The grammar of names keeps it plain. */
function driftTitle({ record }) {
    const name = record.volume === record.fileSystemId ? record.volume : `${record.volume} (${record.fileSystemId})`;
    return `Shared volume ${name}: ${states[record.state].title}`;
}
const whereAll = ({ record }) => `Everything: ${(0,render_escape/* code */.aY)(`prism volume verify ${record.fileSystemId} --all`)} at a terminal.`;
const within = (room) => ({ most: room, size: (text) => text.length });
/** What the history says of a change of the state: nobody is notified of an edited body. */
function driftTurn(drift, saying, room) {
    const page = {
        head: headline(drift),
        first: [changesList(drift), ...repairSections(drift, saying)],
        rest: [],
        foot: '',
        where: whereAll(drift),
    };
    return (0,lay_out/* layOut */.v)(page, within(room));
}
/** At most `room` characters. */
function driftBody(drift, saying, room) {
    const { check } = drift;
    const page = {
        head: (0,render_page/* joined */.oR)([headline(drift), about(drift), drift.forgotten ? forgotten : '']),
        first: [
            changesList(drift),
            (0,markdown_findings/* findingsList */.b)(check.findings, '#### What could not be asked'),
            ...rowsSections(drift),
            ...repairSections(drift, saying),
            instancesList(drift),
            (0,markdown_checks/* unaskedList */.yf)(check),
        ],
        rest: [heldList(drift), (0,render_page/* whole */.WQ)('what is gone', (0,markdown_checks/* goneMarkdown */.dD)(check))],
        foot: footer,
        where: whereAll(drift),
    };
    return (0,lay_out/* layOut */.v)(page, within(room));
}
function headline({ record }) {
    const { mark, text } = states[record.state];
    return `### ${mark} ${(0,render_escape/* code */.aY)(record.volume)} ${text}`;
}
function about({ record, check }) {
    const held = record.instances.filter((c) => c.verdict === 'holds').length;
    const runs = [...new Set(check.places.map((p) => p.report.runId))].map((id) => ` · run ${(0,render_escape/* code */.aY)(id)}`).join('');
    return [
        `${(0,render_escape/* code */.aY)(record.fileSystemId)} in ${(0,render_escape/* code */.aY)(record.region)} · holds on ${held} of ${record.instances.length} instances where it is known to be mounted`,
        `So since ${record.since} · last looked at ${record.at}${runs}`,
    ].join('  \n');
}
const changesList = ({ changes }) => (0,render_page/* list */.p_)('changes', '**Since the look before:**', changes.map(changeLine));
function changeLine(change) {
    switch (change.kind) {
        case 'mounted':
            return `- ${who(change.instance)} has it mounted now`;
        case 'left':
            return `- ${who(change.instance)} no longer has it mounted: Prism unmounted it there`;
        case 'gone':
            return `- gone: ${(0,render_escape/* markdown */.wD)(change.finding.seen)}`;
        case 'verdict': {
            const { mark, word } = words/* rowMarks */.x9[change.instance.verdict];
            return `- ${who(change.instance)}: ${words/* rowMarks */.x9[change.before].word} → ${mark} ${word}`;
        }
    }
}
const who = ({ name, instanceId }) => `${(0,render_escape/* markdown */.wD)(name)} ${(0,render_escape/* code */.aY)(instanceId)}`;
function rowsSections({ check }) {
    const rows = check.places.flatMap(({ report }) => report.instances.flatMap(differing));
    const sharing = check.places.filter(({ report }) => report.sharing.verdict !== 'holds').map(({ report }) => sharingLine(report));
    const title = '#### What is not as it should be';
    return [
        (0,markdown_table/* tableList */.Li)('rows that differ or are unknown', title, ['', 'Instance', 'Path or user', 'Expected', 'Seen'], rows),
        (0,render_page/* list */.p_)('lines about the sharing', rows.length === 0 ? title : '', sharing, { between: '\n\n' }),
        ...check.places.map(({ report }) => (0,markdown_sharing/* pairsList */.sU)(report)),
    ];
}
/** A host of which nothing was seen says so once. */
function differing({ name, instanceId, rows, findings }) {
    const found = findings.map((f) => [words/* rowMarks */.x9.unknown.mark, who({ name, instanceId }), (0,render_escape/* code */.aY)(f.code), '', (0,render_escape/* markdown */.wD)(f.seen)]);
    if (rows.every((r) => r.verdict === 'unknown'))
        return found;
    const off = rows.filter((r) => r.verdict === 'differs' || r.verdict === 'unknown');
    return [
        ...found,
        ...off.map((r) => [words/* rowMarks */.x9[r.verdict].mark, who({ name, instanceId }), (0,render_escape/* code */.aY)(r.subject), (0,render_escape/* markdown */.wD)(r.expected), (0,render_escape/* markdown */.wD)(r.observed)]),
    ];
}
function sharingLine({ sharing, operation }) {
    const words = { holds: 'holds', differs: '❌ does not work', unknown: '❔ is unknown', 'not-tried': '❔ was not tried' }[sharing.verdict];
    return `Sharing between users at ${(0,render_escape/* code */.aY)(operation.mountPoint)} ${words}${sharing.notes.map((n) => `; ${(0,render_escape/* markdown */.wD)(n)}`).join('')}.`;
}
/** Offered, not done: what a mount would do, and the words that ask for it. */
function repairSections({ check, record }, saying) {
    if (record.state === 'healthy')
        return [];
    const repairs = (0,domain_repairs/* repairsOf */.u_)(check);
    const plans = check.places.map((p) => p.plan).filter((p) => p.differences.length > 0 || p.refused.length > 0);
    if (plans.length === 0)
        return [];
    return [
        (0,render_page/* whole */.WQ)('the title of the repair', '#### Repair, offered as a plan'),
        ...plans.flatMap((plan) => [
            (0,markdown_plan/* differencesList */.j)(plan),
            (0,markdown_findings/* findingsList */.b)(plan.refused, 'Prism would leave these as they are:'),
            (0,render_page/* whole */.WQ)('the plan’s digest', `Digest of this plan: ${(0,render_escape/* code */.aY)(plan.digest)}`),
        ]),
        (0,markdown_table/* commandList */.E6)('commands', 'To do that, write as a comment here (the App answers people who may write):', repairs.map((r) => saying.comment(r))),
        (0,markdown_table/* commandList */.E6)('commands', 'or say at a terminal:', repairs.map((r) => saying.terminal(r))),
    ];
}
function instancesList({ record }) {
    const rows = record.instances
        .filter((c) => c.verdict !== 'holds')
        .map((c) => [`${words/* rowMarks */.x9[c.verdict].mark} ${words/* rowMarks */.x9[c.verdict].word}`, who(c), (0,render_escape/* code */.aY)(c.mountPoint)]);
    return (0,markdown_table/* tableList */.Li)('instances that do not hold', '#### Instances', ['', 'Instance', 'Mount point'], rows);
}
/** Those that hold are counted and fold away. */
function heldList({ record }) {
    const held = record.instances.filter((c) => c.verdict === 'holds');
    const names = held.map((c) => `${who(c)} at ${(0,render_escape/* code */.aY)(c.mountPoint)}`);
    return (0,render_page/* list */.p_)('instances that hold', '', names, {
        head: `<details><summary>${words/* rowMarks */.x9.holds.mark} holds on ${held.length}</summary>\n\n`,
        between: ', ',
        tail: '\n\n</details>',
    });
}
const forgotten = 'What this issue remembered could not be read; perhaps somebody has edited it. An instance that has lost both its mount and its line in fstab is not missed this time, and from now on only what was seen now is remembered.';
const footer = '<sub>Prism keeps this issue: it looks again on its schedule, rewrites this text, opens the issue when the volume has drifted and closes it when it is healthy. Comments tell when the state changes. Nothing is repaired unless somebody asks for it. What is edited here by hand is overwritten.</sub>';
//# sourceMappingURL=markdown-drift.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/iso.js



function datetime(params) {
    return api/* _isoDateTime */.G1(schemas/* ZodISODateTime */.You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}

;// CONCATENATED MODULE: ./build/src/drift/record-text.js
/**
 * What an issue remembers for the next look, hidden in its body. Anybody with triage permission can edit that, so it is read as
 * data from outside: names of the grammar, bounded, and never anything to run.
 */



/** More than EFS's clients of one team; an issue's body has room for about so many. */
const maxInstances = 1_000;
/** Bytes of JSON. */
const maxBytes = 512 * 1024;
const version = 1;
const verdict = schemas/* enum */.k5n(['holds', 'differs', 'unknown']);
const record_text_time = datetime();
const mountPoint = schemas/* string */.YjP().refine((text) => {
    try {
        return (0,names/* parseMountPoint */.xe)(text) === text;
    }
    catch {
        return false;
    }
});
const schema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(version),
    fileSystemId: schemas/* string */.YjP().regex(names/* patterns */.qp.fileSystemId),
    volume: schemas/* string */.YjP().regex(names/* patterns */.qp.volumeName),
    region: schemas/* string */.YjP().regex(/^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/),
    state: schemas/* enum */.k5n(['healthy', 'drifted', 'unknown', 'gone']),
    since: record_text_time,
    turn: schemas/* int */.Whr().min(0).max(1e9),
    at: record_text_time,
    // the record's first name for the instances, kept so that issues which already exist stay readable
    carriers: schemas/* array */.YOg(schemas/* strictObject */.rej({ instanceId: schemas/* string */.YjP().regex(names/* patterns */.qp.instanceId), name: schemas/* string */.YjP().max(256), mountPoint, verdict }))
        .max(maxInstances),
});
/** Base64url, so that nothing in it can end the comment that hides it. Beyond so many instances the rest is forgotten. */
function encodeRecord({ instances, ...record }) {
    const carriers = instances.slice(0, maxInstances).map((c) => ({ ...c, name: c.name.slice(0, 256) }));
    return (0,external_node_zlib_.gzipSync)(JSON.stringify({ version, ...record, carriers })).toString('base64url');
}
/** Undefined where it is not a record of ours for this volume, whatever it is. */
function decodeRecord(text, fileSystemId) {
    try {
        const json = JSON.parse((0,external_node_zlib_.gunzipSync)(Buffer.from(text, 'base64url'), { maxOutputLength: maxBytes }).toString('utf8'));
        const { version: _, carriers: instances, ...record } = schema.parse(json);
        return record.fileSystemId === fileSystemId ? { ...record, instances } : undefined;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=record-text.js.map
;// CONCATENATED MODULE: ./build/src/drift/issue-text.js



/** GitHub refuses longer bodies with 422. Characters. */
const bodyLimit = 65_536;
const marker = (fileSystemId) => `<!-- prism:drift=${fileSystemId} -->`;
function issueText(drift, saying) {
    const frame = [`<!-- prism:record=${encodeRecord(drift.record)} -->`, marker(drift.record.fileSystemId)].join('\n');
    return { title: driftTitle(drift), body: `${driftBody(drift, saying, bodyLimit - frame.length - 2)}\n\n${frame}` };
}
/** What the history says when the state changes. One marker for each turn, so that it is said once. */
function turnText(drift, saying) {
    const mark = `<!-- prism:turn=${drift.record.fileSystemId}.${drift.record.turn} -->`;
    return { marker: mark, body: `${driftTurn(drift, saying, bodyLimit - mark.length - 2)}\n\n${mark}` };
}
/** The volume of an issue: by its marker, else by its title, which somebody may have left alone. Undefined: no issue of a volume. */
function readIssue({ title, body }) {
    const lines = body
        .trimEnd()
        .split('\n')
        .map((line) => line.trim());
    const marked = /^<!-- prism:drift=(fs-[0-9a-f]+) -->$/.exec(lines.at(-1) ?? '')?.[1];
    const fileSystemId = marked ?? /\b(fs-[0-9a-f]+)\b/.exec(title)?.[1];
    if (fileSystemId === undefined || !names/* patterns */.qp.fileSystemId.test(fileSystemId))
        return undefined;
    const hidden = marked && /^<!-- prism:record=([A-Za-z0-9_-]+) -->$/.exec(lines.at(-2) ?? '')?.[1];
    const record = hidden ? decodeRecord(hidden, fileSystemId) : undefined;
    return record ? { fileSystemId, record } : { fileSystemId };
}
//# sourceMappingURL=issue-text.js.map

/***/ }),

/***/ 5009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keepIssues: () => (/* binding */ keepIssues)
});

// EXTERNAL MODULE: ./build/src/domain/volume-check.js
var volume_check = __webpack_require__(2087);
;// CONCATENATED MODULE: ./build/src/domain/drift.js

/** `at`: ISO 8601. */
function driftOf(memory, check, at) {
    const before = typeof memory === 'string' ? undefined : memory;
    const instances = instancesNow(before, check);
    const now = { state: stateOf((0,volume_check/* expectedVerdict */.mF)(check)), instances, at, changes: changesOf(before, check, instances) };
    return { ...settle(before, check, now), forgotten: memory === 'unreadable' };
}
/** EFS lists the region's file systems, and this one is not among them. */
function goneDrift(before, at) {
    const { volume, fileSystemId, region } = before;
    const check = { volume, fileSystemId, region, places: [], findings: [], unasked: [], gone: [], left: [] };
    return { ...settle(before, check, { state: 'gone', instances: [], at, changes: [] }), forgotten: false };
}
function settle(before, check, { changes, ...now }) {
    const turned = before !== undefined && before.state !== now.state;
    const { volume, fileSystemId, region } = check;
    const times = { since: before && !turned ? before.since : now.at, turn: (before?.turn ?? 0) + (turned ? 1 : 0) };
    return { record: { fileSystemId, volume, region, ...now, ...times }, check, turned, changes };
}
function stateOf(verdict) {
    switch (verdict) {
        case 'holds':
        case 'unused':
            return 'healthy';
        case 'differs':
            return 'drifted';
        case 'unknown':
            return 'unknown';
    }
}
/** What was seen, and what was remembered of those of which nothing could be seen. */
function instancesNow(before, { places, gone, left }) {
    const seen = places.flatMap(({ report }) => report.instances.map(({ instanceId, name, verdict }) => ({ instanceId, name, mountPoint: report.operation.mountPoint, verdict })));
    const settled = new Set([...seen.map((c) => c.instanceId), ...gone.map((f) => f.instanceId), ...left]);
    const unseen = (before?.instances ?? []).filter((c) => !settled.has(c.instanceId));
    return [...seen, ...unseen.map((c) => ({ ...c, verdict: 'unknown' }))];
}
function changesOf(before, { gone, left }, now) {
    if (!before)
        return [];
    const was = new Map(before.instances.map((c) => [c.instanceId, c]));
    return [
        ...now.flatMap((instance) => {
            const earlier = was.get(instance.instanceId);
            if (!earlier)
                return [{ kind: 'mounted', instance }];
            return earlier.verdict === instance.verdict ? [] : [{ kind: 'verdict', instance, before: earlier.verdict }];
        }),
        ...left.flatMap((id) => {
            const instance = was.get(id);
            return instance ? [{ kind: 'left', instance }] : [];
        }),
        ...gone.map((finding) => ({ kind: 'gone', finding })),
    ];
}
//# sourceMappingURL=drift.js.map
// EXTERNAL MODULE: ./build/src/domain/github.js
var github = __webpack_require__(4367);
// EXTERNAL MODULE: ./build/src/drift/issue-text.js + 3 modules
var issue_text = __webpack_require__(1186);
// EXTERNAL MODULE: ./build/src/drift/kept-issues.js
var kept_issues = __webpack_require__(374);
;// CONCATENATED MODULE: ./build/src/drift/keep-issue.js



/** Waits before looking whether an issue came to be whose opening got no answer: lists lag. Milliseconds. */
const lookAgain = [2_000, 5_000, 15_000];
/** GitHub's clock may be behind ours. Milliseconds. */
const clockMargin = 10 * 60_000;
/** Undefined where there is nothing to keep: no issue yet, and the volume is mounted nowhere. Throws `GitHubError`. */
async function keepIssue(on, drift, kept) {
    const text = (0,issue_text/* issueText */.v4)(drift, on.saying);
    if (!kept) {
        if (drift.record.state === 'healthy' && drift.record.instances.length === 0)
            return undefined;
        const { issue, mine } = await openOnce(on, drift.record.fileSystemId, text);
        // the state of an issue that another look opened at this moment is that look's to tell
        if (mine)
            await rewrite(on, issue, drift, text);
        return issue;
    }
    for (const duplicate of kept.duplicates)
        await closeDuplicate(on, duplicate, kept.issue);
    if (drift.turned) {
        const since = new Date(Date.parse(kept.record?.at ?? drift.record.at) - clockMargin);
        await on.issues.sayOnce(kept.issue.number, { author: on.author, since, ...(0,issue_text/* turnText */.BK)(drift, on.saying) });
    }
    await rewrite(on, kept.issue, drift, text);
    return kept.issue;
}
/** Body, title and state at once. What was just opened needs no second writing, unless it is to be closed. */
async function rewrite(on, issue, drift, text) {
    const state = stateFor(drift);
    if (issue.body === text.body && (state === undefined || issue.state === state))
        return;
    await on.issues.change(issue.number, state === undefined ? text : { ...text, state });
}
/** unknown is neither: what is open stays open, what is closed stays closed, and the title says that it is not known. */
function stateFor({ record }) {
    switch (record.state) {
        case 'drifted':
            return 'open';
        case 'healthy':
        case 'gone':
            return 'closed';
        case 'unknown':
            return undefined;
    }
}
async function openOnce(on, fileSystemId, text) {
    const mine = await openOrFind(on, fileSystemId, text);
    const oldest = (await found(on, fileSystemId))?.issue;
    if (!oldest || oldest.number >= mine.number)
        return { issue: mine, mine: true };
    await closeDuplicate(on, mine, oldest);
    return { issue: oldest, mine: false };
}
/** No answer is no proof that nothing was opened. Where it cannot be found either, the next look finds it, or opens one. */
async function openOrFind(on, fileSystemId, text) {
    try {
        return await on.issues.open({ ...text, label: kept_issues.label });
    }
    catch (error) {
        if (!(error instanceof github/* GitHubError */.y_ && error.code === 'unavailable'))
            throw error;
        for (const wait of lookAgain) {
            await on.clock.sleep(wait);
            const there = await found(on, fileSystemId);
            if (there)
                return there.issue;
        }
        throw error;
    }
}
async function found({ issues, author }, fileSystemId) {
    return (0,kept_issues.byVolume)(await issues.labelled(kept_issues.label, author)).get(fileSystemId);
}
async function closeDuplicate({ issues, author, clock }, duplicate, original) {
    if (duplicate.state === 'closed')
        return;
    const marker = `<!-- prism:duplicate-of=${original.number} -->`;
    const since = new Date(clock.now().getTime() - clockMargin);
    await issues.sayOnce(duplicate.number, { author, marker, since, body: `Duplicate of #${original.number}\n\n${marker}` });
    await issues.closeAsDuplicate(duplicate.number);
}
//# sourceMappingURL=keep-issue.js.map
;// CONCATENATED MODULE: ./build/src/drift/keep-issues.js
/** After a look: every volume's issue brought up to date. What goes wrong with one does not stop the others. */



/** The issues are read afresh: another look may have written since. Throws `GitHubError` where they cannot be read. */
async function keepIssues({ github, repository, clock, saying }, look) {
    const { author, issues, byVolume } = await (0,kept_issues.keptIssues)(github, repository);
    const at = clock.now().toISOString();
    const drifts = look.checks.map((check) => {
        const before = byVolume.get(check.fileSystemId);
        return driftOf(before ? (before.record ?? 'unreadable') : 'first-look', check, at);
    });
    const seen = new Set(look.checks.map((c) => c.fileSystemId));
    for (const [id, { record }] of byVolume)
        if (record && !seen.has(id) && record.state !== 'gone' && record.region === look.wholeRegion)
            drifts.push(goneDrift(record, at));
    const kept = [];
    for (const drift of drifts) {
        const { volume, fileSystemId, state } = drift.record;
        try {
            const issue = await keepIssue({ issues, author, clock, saying }, drift, byVolume.get(fileSystemId));
            kept.push({ kind: 'kept', volume, fileSystemId, state, turned: drift.turned, ...(issue ? { issue } : {}) });
        }
        catch (error) {
            kept.push({ kind: 'failed', volume, fileSystemId, error });
        }
    }
    return kept;
}
//# sourceMappingURL=keep-issues.js.map

/***/ }),

/***/ 374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   byVolume: () => (/* binding */ byVolume),
/* harmony export */   keptIssues: () => (/* binding */ keptIssues),
/* harmony export */   knownPlaces: () => (/* binding */ knownPlaces),
/* harmony export */   label: () => (/* binding */ label)
/* harmony export */ });
/* harmony import */ var _issue_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1186);

const label = 'prism-drift';
/** Throws `GitHubError`: then nothing is known, which is not an absence. */
async function keptIssues(github, repository) {
    const author = await github.whoami();
    const issues = github.issues(repository);
    return { author, issues, byVolume: byVolume(await issues.labelled(label, author)) };
}
/** The oldest issue of a volume is the one. */
function byVolume(found) {
    const kept = new Map();
    for (const issue of found) {
        const read = (0,_issue_text_js__WEBPACK_IMPORTED_MODULE_0__/* .readIssue */ .OS)(issue);
        if (!read)
            continue;
        const { fileSystemId, record } = read;
        const older = kept.get(fileSystemId);
        if (older)
            kept.set(fileSystemId, { ...older, duplicates: [...older.duplicates, issue] });
        else
            kept.set(fileSystemId, { issue, duplicates: [], ...(record ? { record } : {}) });
    }
    return kept;
}
/** Where volumes were carried when they were last looked at: what a look is to ask for, beside what shows itself. */
function knownPlaces({ byVolume: kept }) {
    return [...kept].flatMap(([fileSystemId, { record }]) => (record?.instances ?? []).map(({ instanceId, mountPoint }) => ({ fileSystemId, instanceId, mountPoint })));
}
//# sourceMappingURL=kept-issues.js.map

/***/ })

};
