export const id = 643;
export const ids = [643];
export const modules = {

/***/ 5029:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ readYaml)
/* harmony export */ });
/* unused harmony export unseenIn */
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/** YAML that people write, read so that what a reader sees is what counts; what is wrong is told with its line. Pure. */

/**
 * No anchors, aliases, tags or merge keys, no key twice, and numbers in plain decimal digits alone: `017` is 15 to one reader and 17 to another.
 * `longest`: characters.
 */
function readYaml(text, schema, longest = 65_536) {
    if (text.length > longest)
        return { kind: 'wrong', errors: [{ line: 1, message: `longer than ${longest} characters` }] };
    const hidden = unseenIn(text);
    if (hidden)
        return { kind: 'wrong', errors: [hidden] };
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const doc = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter: lines, schema: 'core', strict: true, uniqueKeys: true, prettyErrors: false });
    const faults = [...doc.errors, ...doc.warnings].map(({ pos, message }) => ({
        line: lines.linePos(pos[0] + text.slice(pos[0]).search(/\S|$/)).line,
        message,
    }));
    if (faults.length > 0)
        return { kind: 'wrong', errors: faults };
    const unclear = unclearIn(doc, lines);
    if (unclear.length > 0)
        return { kind: 'wrong', errors: unclear };
    const lineAt = (path) => {
        for (let length = path.length; length > 0; length--) {
            const key = keyLine(doc, path.slice(0, length), lines);
            if (key !== undefined)
                return key;
        }
        return 1;
    };
    const parsed = schema.safeParse(doc.toJS());
    if (parsed.success)
        return { kind: 'read', value: parsed.data, lineAt };
    return { kind: 'wrong', errors: parsed.error.issues.flatMap((issue) => said(issue, lineAt)) };
}
/** What some readers take for a line's end and others do not, what shows text in another order than it counts in, and what nobody sees. */
const unseen = /[[\p{Cc}--[\t\n\r]]\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069]|\r(?!\n)|(?!^)\ufeff/v;
const unseenMessage = (character) => `the character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} is not seen as it counts, and not read`;
/** The first character that a reader of the text does not see as it counts. */
function unseenIn(text) {
    const before = text.slice(0, text.search(unseen) + 1);
    return before === '' ? undefined : { line: before.split('\n').length, message: unseenMessage(before.at(-1) ?? '') };
}
/** What two readers of the same text could take for two things. */
function unclearIn(doc, lines) {
    const found = [];
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(doc, (key, node) => {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(node) || !node.range)
            return;
        const [start] = node.range;
        const tell = (message) => found.push({ line: lines.linePos(start).line, message });
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node))
            tell('aliases (*name) are not read');
        else if ('anchor' in node && node.anchor)
            tell('anchors (&name) are not read');
        else if (node.tag !== undefined)
            tell('tags (!name) are not read');
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
            return;
        if (key === 'key' && (node.value === '<<' || node.value === '__proto__'))
            tell(`${String(node.value)} is not read as a key`);
        if (key === 'key' && typeof node.value !== 'string')
            tell('a key is a word; put it into quotes');
        if (typeof node.value === 'number' && !/^-?(?:0|[1-9][0-9]{0,14})$/.test(node.source ?? ''))
            tell(`${node.source}: a number is written in decimal digits alone`);
    });
    return found;
}
/** Where the path's own key stands, or, of a list, its item. */
function keyLine(doc, path, lines) {
    const last = path.at(-1);
    const parent = path.length === 1 ? doc.contents : doc.getIn(path.slice(0, -1), true);
    const pair = parent?.items?.find((item) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item.key) && item.key.value === last);
    const node = pair?.key ?? doc.getIn(path, true);
    const range = node?.range;
    return range && lines.linePos(range[0]).line;
}
function said(issue, lineAt) {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => ({ line: lineAt([...path, key]), message: `${at(path)}there is no ${JSON.stringify(key)}` }));
    if (issue.code === 'invalid_key')
        return [{ line: lineAt(path), message: `${at(path)}${issue.issues[0]?.message ?? issue.message}` }];
    // of a union the branch that came furthest says what was meant
    if (issue.code === 'invalid_union') {
        const deepest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
        if (deepest)
            return said({ ...deepest, path: [...issue.path, ...deepest.path] }, lineAt);
    }
    return [{ line: lineAt(path), message: `${at(path)}${issue.message}` }];
}
const at = (path) => (path.length === 0 ? '' : `${path.join('.')}: `);
//# sourceMappingURL=read-yaml.js.map

/***/ }),

/***/ 8643:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseRegistry: () => (/* binding */ parseRegistry),
  toErrors: () => (/* binding */ toErrors),
  toHostRule: () => (/* binding */ toHostRule)
});

// EXTERNAL MODULE: ./build/src/domain/names.js
var names = __webpack_require__(1946);
// EXTERNAL MODULE: ./build/src/domain/people/debts.js
var debts = __webpack_require__(8830);
// EXTERNAL MODULE: ./build/src/domain/people/laws.js
var laws = __webpack_require__(8439);
// EXTERNAL MODULE: ./build/src/domain/people/public-key.js
var public_key = __webpack_require__(5353);
// EXTERNAL MODULE: ./build/src/domain/people/registry.js
var registry = __webpack_require__(8865);
// EXTERNAL MODULE: ./build/src/files/read-yaml.js
var read_yaml = __webpack_require__(5029);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
// EXTERNAL MODULE: ./build/src/domain/region.js
var region = __webpack_require__(2416);
;// CONCATENATED MODULE: ./build/src/registry/schema.js
/** The shape of `.github/prism/people.yml`. `schema/people.schema.json` and the reference in docs/people.md are made from it. */




/** Lower case, and without dots: sudo skips files whose names have one. */
const personName = /^[a-z][a-z0-9_-]{0,30}$/;
const nameRule = 'a name has lower-case letters, digits, _ and -, begins with a letter, and has 31 at most';
const schema_name = schemas/* string */.YjP().regex(personName, nameRule);
const number = schemas/* int */.Whr().min(1).max(2_147_483_647);
const date = iso/* date */.p6('a day such as 2027-01-31');
const schema_region = schemas/* string */.YjP().regex(region/* regionPattern */.xY, 'a region such as eu-central-1');
const hostPattern = /^[A-Za-z0-9*?._-]{1,128}$/;
const host = schemas/* string */.YjP()
    .refine((text) => names/* patterns */.qp.instanceId.test(text) || /^tag:[^=]+=.+$/.test(text) || (hostPattern.test(text) && !text.startsWith('tag:')), 'an instance’s id, a Name (* stands for any characters), or tag:KEY=VALUE');
const personSchema = schemas/* strictObject */.rej({
    uid: number.describe('the number of the account and of its own group, on every machine; never changed and never given again'),
    github: schemas/* strictObject */.rej({
        id: number.describe('GitHub’s number of the account: gh api users/LOGIN --jq .id'),
        login: schemas/* string */.YjP().regex(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'a login on GitHub'),
    })
        .optional()
        .describe('the account on GitHub; the number is the person, a login can be taken over'),
    groups: schemas/* array */.YOg(schema_name).max(100).optional().describe('groups of this file'),
    hosts: schemas/* array */.YOg(host)
        .max(100)
        .optional()
        .describe('the machines with an account for them: ids, Names with *, tag:KEY=VALUE; none: nowhere'),
    until: date.optional().describe('the last day of the account'),
    shell: schemas/* string */.YjP()
        .regex(/^(?:\/[A-Za-z0-9._-]+){1,6}$/, 'an absolute path')
        .optional()
        .describe('default: /bin/bash'),
    sudo: schemas/* boolean */.zMY().optional().describe('whether they may become root there; default: false'),
    keys: schemas/* array */.YOg(schemas/* string */.YjP().max(4_000)).max(20).optional().describe('public SSH keys, type and body, without options'),
});
const groupSchema = schemas/* strictObject */.rej({
    gid: number.describe('its number on every machine; never changed and never given again'),
    directory: schema_name.optional().describe('its directory on the volume, below groups/'),
    description: schemas/* string */.YjP().max(200).optional(),
});
const registrySchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1).describe('the version of this format'),
    numbers: schemas/* strictObject */.rej({ first: number, last: number })
        .optional()
        .describe(`the numbers that are given out; default: ${registry/* usualNumbers */.b1.first} to ${registry/* usualNumbers */.b1.last}, which nothing else on a host gives out`),
    spaces: schemas/* enum */.k5n(['private', 'readable'])
        .optional()
        .describe('users/NAME on a volume: private, 0700 (default), or readable by everybody who has the volume, 0755; the person alone writes'),
    people: schemas/* record */.g1P(schema_name, personSchema).nullish().describe('by the name of the account'),
    groups: schemas/* record */.g1P(schema_name, groupSchema).nullish().describe('by name; who is in them stands with the people'),
    retired: schemas/* array */.YOg(schemas/* strictObject */.rej({
        number,
        name: schema_name,
        since: date,
        hosts: schemas/* array */.YOg(host).max(100).optional().describe('where they had an account'),
        regions: schemas/* array */.YOg(schema_region).max(50).optional().describe('where those instances were looked up; written by Prism'),
    }))
        .nullish()
        .describe('numbers that somebody had; they stay here, for ever'),
    owed: schemas/* array */.YOg(schemas/* strictObject */.rej({ name: schema_name, number, instance: schemas/* string */.YjP().regex(names/* patterns */.qp.instanceId), region: schema_region, since: date }))
        .nullish()
        .describe('instances on which nobody has yet seen that a person is gone; written by Prism, and taken out by a look'),
});
//# sourceMappingURL=schema.js.map
;// CONCATENATED MODULE: ./build/src/registry/parse.js
/** The text of `people.yml` → the registry, or what is wrong with it, line by line. Pure. */







/** Characters: some thousand people. */
const longest = 1_048_576;
/** What breaks a law is wrong, as what breaks the shape is: neither is ever applied. */
function parseRegistry(text) {
    const read = (0,read_yaml/* readYaml */.g)(text, registrySchema, longest);
    if (read.kind === 'wrong')
        return read;
    const wrongKeys = [];
    const registry = toRegistry(read.value, wrongKeys);
    const errors = toErrors([...wrongKeys, ...(0,laws/* lawsOf */.Pt)(registry), ...(0,debts/* lawsOfDebts */.d)(registry)], read.lineAt);
    return errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'registry', registry, lineAt: read.lineAt };
}
const toErrors = (problems, lineAt) => problems.map(({ path, message }) => ({ line: lineAt(path), message: `${path.join('.')}: ${message}` })).sort((a, b) => a.line - b.line);
function toRegistry(file, wrongKeys) {
    return {
        numbers: file.numbers ?? registry/* usualNumbers */.b1,
        ...(file.spaces === 'readable' ? { spaces: file.spaces } : {}),
        people: Object.entries(file.people ?? {}).map(([name, said]) => {
            const { uid, github, groups = [], hosts = [], until, shell = '/bin/bash', sudo = false, keys = [] } = said;
            return {
                name,
                uid,
                ...(github ? { github } : {}),
                groups,
                hosts: hosts.map(toHostRule),
                ...(until === undefined ? {} : { until }),
                shell,
                sudo,
                keys: keys.flatMap((text, n) => toKey(text, ['people', name, 'keys', n], wrongKeys)),
            };
        }),
        groups: Object.entries(file.groups ?? {}).map(([name, { gid, directory, description }]) => ({
            name,
            gid,
            ...(directory === undefined ? {} : { directory }),
            ...(description === undefined ? {} : { description }),
        })),
        retired: (file.retired ?? []).map(({ number, name, since, hosts, regions }) => ({
            number,
            name,
            since,
            ...(hosts ? { hosts: hosts.map(toHostRule) } : {}),
            ...(regions ? { regions } : {}),
        })),
        ...(file.owed ? { owed: file.owed } : {}),
    };
}
function toKey(text, path, wrong) {
    const key = (0,public_key/* parsePublicKey */.ee)(text);
    if (!('wrong' in key))
        return [key];
    wrong.push({ path, message: key.wrong });
    return [];
}
function toHostRule(text) {
    if (names/* patterns */.qp.instanceId.test(text))
        return { kind: 'id', id: text };
    const tag = /^tag:([^=]+)=(.+)$/s.exec(text);
    return tag ? { kind: 'tag', key: tag[1], value: tag[2] } : { kind: 'pattern', pattern: text };
}
//# sourceMappingURL=parse.js.map

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
