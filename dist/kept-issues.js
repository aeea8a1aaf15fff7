export const id = 374;
export const ids = [374];
export const modules = {

/***/ 4697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  v4: () => (/* binding */ issueText),
  OS: () => (/* binding */ readIssue),
  BK: () => (/* binding */ turnText)
});

// EXTERNAL MODULE: ./build/src/domain/names.js
var names = __webpack_require__(1946);
// EXTERNAL MODULE: ./build/src/render/escape.js
var render_escape = __webpack_require__(7291);
// EXTERNAL MODULE: ./build/src/render/lay-out.js
var lay_out = __webpack_require__(7221);
// EXTERNAL MODULE: ./build/src/render/print/page-of.js + 2 modules
var page_of = __webpack_require__(4852);
// EXTERNAL MODULE: ./build/src/domain/next-steps.js
var next_steps = __webpack_require__(6827);
// EXTERNAL MODULE: ./build/src/domain/volume-check.js
var volume_check = __webpack_require__(2087);
// EXTERNAL MODULE: ./build/src/render/view/causes.js
var causes = __webpack_require__(7787);
// EXTERNAL MODULE: ./build/src/render/view/checks.js
var checks = __webpack_require__(541);
// EXTERNAL MODULE: ./build/src/render/view/differing.js
var differing = __webpack_require__(898);
// EXTERNAL MODULE: ./build/src/render/view/folds.js
var folds = __webpack_require__(2682);
// EXTERNAL MODULE: ./build/src/render/view/names.js
var view_names = __webpack_require__(7018);
// EXTERNAL MODULE: ./build/src/render/view/outcomes.js
var outcomes = __webpack_require__(3681);
// EXTERNAL MODULE: ./build/src/render/view/sharing.js
var sharing = __webpack_require__(5318);
// EXTERNAL MODULE: ./build/src/render/view/view.js
var view = __webpack_require__(2665);
;// CONCATENATED MODULE: ./build/src/render/view/drift.js










const states = {
    healthy: { mark: 'holds', text: ' is as it should be' },
    drifted: { mark: 'differs', text: ' is not as it should be' },
    unknown: { mark: 'unknown', text: ' could not be seen everywhere: it is neither known to be healthy nor known to have drifted' },
    gone: { mark: 'gone', text: ' is no more: EFS does not list it in this region' },
};
const verdicts = { holds: 'holds', differs: 'differs', unknown: 'is unknown' };
function turnView(drift, saying) {
    return { ...view/* emptyView */.nG, ...headline(drift), first: [changesItems(drift), ...causesBlocks(drift, saying)] };
}
function driftView(drift, saying) {
    const { check } = drift;
    const reports = check.places.map((p) => p.report);
    return {
        ...view/* emptyView */.nG,
        ...headline(drift),
        about: [...aboutLines(drift), ...(drift.forgotten ? [[forgotten]] : [])],
        first: [
            ...reports.map(differing/* differingTable */.XL),
            (0,differing/* unreachedTable */.W2)(check.findings, rememberedNames(drift), volume_check/* leavesInDoubt */.GO),
            ...reports.map(sharing/* pairsTable */.ss),
            ...causesBlocks(drift, saying),
            changesItems(drift),
            (0,checks/* unaskedTable */.Uy)(check),
        ],
        rest: [...reports.map(outcomes/* outcomesTable */.e), unseenText(drift), heldText(drift), ...reports.map(sharingOff), (0,checks/* goneText */.LJ)(check)],
        folds: [...(0,checks/* planFold */.bZ)(check, saying), ...reports.flatMap((r) => (0,folds/* rowFolds */.r)(r))],
        foot: [[footer]],
    };
}
/** Who differs stands in the first line. */
function headline({ record }) {
    const { mark, text: words } = states[record.state];
    const off = record.instances.filter((i) => i.verdict === (record.state === 'drifted' ? 'differs' : 'unknown')).map((i) => i.name);
    const who = record.state === 'drifted' && off.length > 0 ? [' · ', { strong: (0,view/* listed */.KE)(off) }, off.length === 1 ? ' differs' : ' differ'] : [];
    return { mark, headline: [{ code: record.volume }, words, ...who] };
}
function aboutLines({ record, check }) {
    const held = record.instances.filter((c) => c.verdict === 'holds').length;
    const runs = [...new Set(check.places.map((p) => p.report.runId))].flatMap((id) => [' · run ', { code: id }]);
    return [
        [
            { code: record.fileSystemId },
            ' in ',
            { code: record.region },
            record.instances.length === 0
                ? ' · it is known to be mounted nowhere'
                : ` · holds on ${held} of ${(0,view/* counted */.hS)(record.instances.length, 'instance')} where it is known to be mounted`,
        ],
        [`So since ${record.since} · last looked at ${record.at}`, ...runs],
    ];
}
function rememberedNames({ record, check }) {
    const names = new Map(record.instances.map((i) => [i.instanceId, i.name]));
    const seen = (0,checks/* namesOf */.eZ)(check);
    return (id) => names.get(id) ?? seen(id);
}
/** Offered, not done: what would put it right, in the words that ask for it. */
function causesBlocks(drift, saying) {
    const { check, record } = drift;
    if (record.state === 'healthy')
        return [];
    const of = (report) => (0,causes/* causesItems */.$)((0,next_steps/* causesOf */.cZ)(report), report.instances.length, (0,view_names/* namesIn */.wX)(report), saying);
    return [(0,causes/* causesItems */.$)((0,next_steps/* causesOfFindings */.go)(check.findings), 0, rememberedNames(drift), saying), ...check.places.map((p) => of(p.report))];
}
/** What has come of several in the same way is one line. */
function changesItems({ changes }) {
    const alike = Map.groupBy(changes, (c) => c.kind === 'gone' ? c.finding.seen : `${c.kind} ${c.instance.verdict} ${'before' in c ? c.before : ''}`);
    return (0,view/* items */.ld)('changes', [...alike.values()].map((those) => ({ line: changeLine(those), below: [] })), [{ strong: 'Since the look before:' }]);
}
function changeLine(changes) {
    const change = changes[0];
    if (change.kind === 'gone')
        return [`gone: ${change.finding.seen}`];
    const who = [
        {
            strong: (0,view/* listed */.KE)(changes.flatMap((c) => (c.kind === 'gone' ? [] : [c.instance.name])), 6),
        },
    ];
    const one = changes.length === 1;
    switch (change.kind) {
        case 'mounted':
            return [...who, ` ${one ? 'has' : 'have'} it mounted now`];
        case 'left':
            return [...who, ` no longer ${one ? 'has' : 'have'} it mounted: Prism unmounted it there`];
        case 'verdict':
            return [...who, `: ${verdicts[change.before]} → `, { mark: change.instance.verdict }, ` ${verdicts[change.instance.verdict]}`];
    }
}
/** Of those of which nothing was seen, no report tells. */
function unseenText({ record, check }) {
    const seen = new Set(check.places.flatMap((p) => p.report.instances.map((i) => i.instanceId)));
    const unseen = record.instances.filter((i) => !seen.has(i.instanceId)).map((i) => i.name);
    return (0,view/* text */.Qq)('who was not seen', unseen.length > 0 ? [[{ mark: 'unknown' }, ` nothing was seen of ${(0,view/* listed */.KE)(unseen, 8)}`]] : []);
}
function heldText({ record }) {
    const held = record.instances.filter((c) => c.verdict === 'holds').map((c) => c.name);
    return (0,view/* text */.Qq)('who holds', held.length > 0 ? [[{ mark: 'holds' }, ` holds on ${(0,view/* listed */.KE)(held, 8)}`]] : []);
}
const sharingOff = (report) => report.sharing.verdict === 'holds' ? (0,view/* text */.Qq)('the sharing between users', []) : (0,sharing/* sharingText */.kZ)(report);
const forgotten = 'What this issue remembered could not be read; perhaps somebody has edited it. An instance that has lost both its mount and its line in fstab is not missed this time, and from now on only what was seen now is remembered.';
const footer = 'Prism keeps this issue: it looks again on its schedule, rewrites this text, opens the issue when the volume has drifted and closes it when it is healthy. Comments tell when the state changes. Nothing is repaired unless somebody asks for it; the App answers people who may write. What is edited here by hand is overwritten.';
//# sourceMappingURL=drift.js.map
;// CONCATENATED MODULE: ./build/src/render/markdown-drift.js




/** At most 256 characters. The grammar of names keeps it plain. */
function driftTitle({ record }) {
    const name = record.volume === record.fileSystemId ? record.volume : `${record.volume} (${record.fileSystemId})`;
    return `Shared volume ${name}: ${record.state}`;
}
/** What the history says of a change of the state: nobody is notified of an edited body. */
const driftTurn = (drift, saying, room) => (0,lay_out/* layOut */.v)((0,page_of/* pageOf */.ZZ)(turnView(drift, sayingOf(saying)), whereAll(drift)), within(room));
/** At most `room` characters. */
const driftBody = (drift, saying, room) => (0,lay_out/* layOut */.v)((0,page_of/* pageOf */.ZZ)(driftView(drift, sayingOf(saying)), whereAll(drift)), within(room));
const sayingOf = ({ comment, terminal }) => ({ say: comment, terminal });
const whereAll = ({ record }) => `Everything: ${(0,render_escape/* codeLine */.U_)(`prism volume verify ${record.fileSystemId} --all --full`)} at a terminal.`;
const within = (most) => ({ most, aim: 12_000, size: (text) => text.length });
//# sourceMappingURL=markdown-drift.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
;// CONCATENATED MODULE: ./build/src/drift/record-text.js
/**
 * What an issue remembers for the next look, hidden in its body. Anybody with triage permission can edit that, so it is read as
 * data from outside: names of the grammar, bounded, and never anything to run.
 */



/** More than EFS's clients of one team; an issue's body has room for about this many. */
const maxInstances = 1_000;
/** Bytes of JSON. */
const maxBytes = 512 * 1024;
const version = 1;
const verdict = schemas/* enum */.k5n(['holds', 'differs', 'unknown']);
const time = iso/* datetime */.w$();
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
    since: time,
    turn: schemas/* int */.Whr().min(0).max(1e9),
    at: time,
    // the record's first name for the instances, kept so that issues which already exist stay readable
    carriers: schemas/* array */.YOg(schemas/* strictObject */.rej({ instanceId: schemas/* string */.YjP().regex(names/* patterns */.qp.instanceId), name: schemas/* string */.YjP().max(256), mountPoint, verdict }))
        .max(maxInstances),
});
/** Base64url, so that nothing in it can end the comment that hides it. Beyond that many instances the rest is forgotten. */
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
/** The comment when the state changes. One marker for each change, so that it is posted once. */
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

/***/ 374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   byVolume: () => (/* binding */ byVolume),
/* harmony export */   keptIssues: () => (/* binding */ keptIssues),
/* harmony export */   knownPlaces: () => (/* binding */ knownPlaces),
/* harmony export */   label: () => (/* binding */ label)
/* harmony export */ });
/* harmony import */ var _issue_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4697);

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
/** Where volumes were mounted at the last look: what a look has to ask for, beside what it finds. */
function knownPlaces({ byVolume: kept }) {
    return [...kept].flatMap(([fileSystemId, { record }]) => (record?.instances ?? []).map(({ instanceId, mountPoint }) => ({ fileSystemId, instanceId, mountPoint })));
}
//# sourceMappingURL=kept-issues.js.map

/***/ }),

/***/ 4377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p6: () => (/* binding */ date),
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2857);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDate */ .db(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODate */ .Brp, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
