export const id = 911;
export const ids = [911];
export const modules = {

/***/ 227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ allowances),
/* harmony export */   Ly: () => (/* binding */ volumeVerbs),
/* harmony export */   Pm: () => (/* binding */ readingVerbs),
/* harmony export */   Qt: () => (/* binding */ changingVerbs),
/* harmony export */   WA: () => (/* binding */ evidenceKept),
/* harmony export */   Z8: () => (/* binding */ rightVerbs),
/* harmony export */   q6: () => (/* binding */ shownInPublic),
/* harmony export */   zT: () => (/* binding */ idOfPrincipal)
/* harmony export */ });
/* harmony import */ var _mount_flags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6861);

/**
 * What a policy can allow. `verify` covers verify --all, `status` the list of access points, `sync-people` deprovision; whoever may lock may remove
 * their own lock, `unlock` is for those of others. `delete` and `delete-access-point` look on instances out of reach too, of which only a number is told.
 */
const rightVerbs = [
    'mount',
    'adopt',
    'verify',
    'doctor',
    'unmount',
    'status',
    'sync-people',
    'migrate',
    'lock',
    'unlock',
    'create',
    'update',
    'create-access-point',
    'delete',
    'delete-access-point',
];
/** Those whose plan others can be asked to approve. */
const changingVerbs = [
    'mount',
    'adopt',
    'unmount',
    'sync-people',
    'migrate',
    'create',
    'update',
    'create-access-point',
    'delete',
    'delete-access-point',
];
/** Those that change nothing on an instance or in AWS. */
const readingVerbs = ['verify', 'doctor', 'status'];
/** Those that are about a volume alone, whatever instances a rule names. */
const volumeVerbs = ['lock', 'unlock', 'create', 'update', 'create-access-point'];
const allowances = ['plain-nfs', ...(0,_mount_flags_js__WEBPACK_IMPORTED_MODULE_0__/* .allowancesOf */ .bK)(() => true), 'packages'];
/** Of a principal that is nobody's on GitHub; ids there are numbers alone. */
const idOfPrincipal = (name) => `api:${name}`;
const evidenceKept = ['beside', 'none'];
const shownInPublic = ['ids', 'accounts'];
//# sourceMappingURL=rights.js.map

/***/ }),

/***/ 5029:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gM: () => (/* binding */ readYaml),
/* harmony export */   nZ: () => (/* binding */ mostErrors)
/* harmony export */ });
/* unused harmony export unseenIn */
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/** YAML that people write, read so that what a reader sees is what counts; what is wrong is told with its line. Pure. */

/** Nobody reads more at once, and to find each one’s line takes as long as the file is. */
const mostErrors = 100;
/**
 * At most a hundred errors. No anchors, aliases, tags or merge keys, no key twice, and numbers in plain decimal digits alone: `017` is 15 to one reader and 17 to another.
 * `longest`: characters.
 */
function readYaml(text, schema, longest = 65_536) {
    if (text.length > longest)
        return { kind: 'wrong', errors: [{ line: 1, message: `longer than ${longest} characters` }] };
    const hidden = unseenIn(text);
    if (hidden)
        return { kind: 'wrong', errors: [hidden] };
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const doc = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter: lines, schema: 'core', strict: true, uniqueKeys: false, prettyErrors: false });
    const faults = [...doc.errors, ...doc.warnings].slice(0, mostErrors).map(({ pos, message }) => ({
        line: lines.linePos(pos[0] + text.slice(pos[0]).search(/\S|$/)).line,
        message,
    }));
    if (faults.length > 0)
        return { kind: 'wrong', errors: faults };
    const unclear = unclearIn(doc, lines);
    if (unclear.length > 0)
        return { kind: 'wrong', errors: unclear.slice(0, mostErrors) };
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
    const errors = parsed.error.issues.slice(0, mostErrors).flatMap((issue) => said(issue, lineAt));
    return { kind: 'wrong', errors: errors.slice(0, mostErrors) };
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
        if (found.length >= mostErrors)
            return yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR.BREAK;
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(node) || !node.range)
            return;
        const [start] = node.range;
        const tell = (message, at = start) => found.push({ line: lines.linePos(at).line, message });
        // not by the parser: it compares each key with all before it
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
            for (const at of twice(node))
                tell('the key stands here a second time', at);
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
/** Where keys stand that are in the map already; they are words, and of two values nobody knows which counts. */
function twice({ items }) {
    const seen = new Set();
    return items.flatMap(({ key }) => {
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) || !key.range)
            return [];
        const word = String(key.value);
        if (seen.has(word))
            return [key.range[0]];
        seen.add(word);
        return [];
    });
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
        return issue.keys
            .slice(0, mostErrors)
            .map((key) => ({ line: lineAt([...path, key]), message: `${at(path)}there is no ${JSON.stringify(key)}` }));
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

/***/ 8911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parsePolicy: () => (/* binding */ parsePolicy),
/* harmony export */   toApproval: () => (/* binding */ toApproval)
/* harmony export */ });
/* harmony import */ var _files_read_yaml_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5029);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9082);


function parsePolicy(text) {
    const read = (0,_files_read_yaml_js__WEBPACK_IMPORTED_MODULE_0__/* .readYaml */ .gM)(text, _schema_js__WEBPACK_IMPORTED_MODULE_1__/* .policySchema */ .wh);
    if (read.kind === 'wrong')
        return read;
    const errors = unknownNames(read.value, read.lineAt);
    return errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'policy', policy: toPolicy(read.value) };
}
/** Rules that name what the file does not have would silently mean nothing. */
function unknownNames({ volumes = {}, instances = {}, principals = {}, rights = [], approvals = [] }, lineAt) {
    const among = (names, known, of, path) => (names ?? []).flatMap((name, n) => Object.hasOwn(known, name) ? [] : [{ line: lineAt([...path, of, n]), message: `${of} has no ${JSON.stringify(name)}` }]);
    return [
        ...rights.flatMap((rule, i) => [
            ...among(rule.volumes, volumes, 'volumes', ['rights', i]),
            ...among(rule.instances, instances, 'instances', ['rights', i]),
        ]),
        ...approvals.flatMap((rule, i) => among(rule.volumes, volumes, 'volumes', ['approvals', i])),
        ...rights.flatMap((rule, i) => {
            const named = [rule.who].flat().flatMap(({ principal }) => principal ?? []);
            return named.flatMap((name) => ofPrincipal(name, principals, lineAt(['rights', i, 'who'])));
        }),
    ];
}
/** A holder's principal has the holder's rights and no other: two sets of rights for one person would be two persons. */
function ofPrincipal(name, principals, line) {
    if (!Object.hasOwn(principals, name))
        return [{ line, message: `principals has no ${JSON.stringify(name)}` }];
    return principals[name] ? [{ line, message: `${JSON.stringify(name)} speaks for actor ${principals[name].actor}: name the actor` }] : [];
}
function toPolicy(file) {
    return {
        volumes: Object.entries(file.volumes ?? {}).map(([name, rule]) => ({
            name,
            allow: rule?.allow ?? [],
            ...(rule?.id === undefined ? {} : { id: rule.id }),
            ...(rule?.region === undefined ? {} : { region: rule.region }),
            ...(rule?.['mount-point'] === undefined ? {} : { mountPoint: rule['mount-point'] }),
        })),
        instances: Object.entries(file.instances ?? {}).map(([name, { ids = [], names = [], tags = {} }]) => ({ name, ids, names, tags })),
        principals: Object.entries(file.principals ?? {}).map(([name, holder]) => ({
            name,
            ...(holder ? { holder: { id: holder.actor, login: holder.login } } : {}),
        })),
        grants: (file.rights ?? []).map(({ who, may, volumes, instances }) => ({
            who: toWho(who),
            may,
            ...(volumes === undefined ? {} : { volumes }),
            ...(instances === undefined ? {} : { instances }),
        })),
        approvals: (file.approvals ?? []).map(toApproval),
        leavingTeams: file.leaving?.teams ?? [],
        ...(file.leaving?.act ? { leavingActs: true } : {}),
        ...(file.ledger?.evidence === undefined ? {} : { evidence: file.ledger.evidence }),
        ...(file.keys === 'follow' ? { keysFollow: true } : {}),
        shows: file.public ?? [],
    };
}
const toApproval = ({ of, volumes, by, people = 1, thumbs, within = '24h' }) => ({
    of,
    by: toWho(by),
    people,
    withinMinutes: (0,_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .minutesOf */ .dp)(within),
    ...(thumbs ? { thumbs: true } : {}),
    ...(volumes === undefined ? {} : { volumes }),
});
function toWho(people) {
    return [people].flat().map((who) => {
        if (who.permission !== undefined)
            return { kind: 'permission', least: who.permission };
        if (who.role !== undefined)
            return { kind: 'role', name: who.role };
        if (who.team !== undefined)
            return { kind: 'team', id: who.team };
        if ('principal' in who && who.principal !== undefined)
            return { kind: 'principal', name: who.principal };
        return { kind: 'actor', id: who.actor ?? 0 };
    });
}
//# sourceMappingURL=parse.js.map

/***/ }),

/***/ 9082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dp: () => (/* binding */ minutesOf),
/* harmony export */   wh: () => (/* binding */ policySchema),
/* harmony export */   xI: () => (/* binding */ approvalSchema)
/* harmony export */ });
/* unused harmony exports volumeSchema, instancesSchema, principalSchema, grantSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2857);
/* harmony import */ var _domain_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1946);
/* harmony import */ var _domain_region_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2416);
/* harmony import */ var _domain_rights_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(227);
/** The shape of `.github/prism.yml`. `schema/prism.schema.json` and docs/policy.md are made from it. */




const units = { m: 1, h: 60, d: 1440 };
/** `30m`, `24h`, `3d`. */
const minutesOf = (text) => Number(text.slice(0, -1)) * units[text.slice(-1)];
const numericId = zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().min(1);
const name = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/, 'letters, digits, dots, dashes and underscores, at most 64');
const region = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(_domain_region_js__WEBPACK_IMPORTED_MODULE_1__/* .regionPattern */ .xY, 'a region looks like eu-central-1');
const fileSystemId = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(_domain_names_js__WEBPACK_IMPORTED_MODULE_0__/* .patterns */ .qp.fileSystemId, 'an id of a file system looks like fs-0123456789abcdef0');
const tagValue = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(_domain_names_js__WEBPACK_IMPORTED_MODULE_0__/* .patterns */ .qp.tagValue, 'a value of a tag');
/** Each an exact meaning. */
const onGitHub = {
    permission: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['write', 'admin']).optional().describe('everybody with at least this permission on the repository'),
    role: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1).max(100).optional().describe('everybody with exactly this role: maintain, or a custom role of the organization'),
    team: numericId.optional().describe('everybody in this team of the organization, by its numeric id'),
    actor: numericId.optional().describe('this account, by its numeric id'),
};
const isOne = (who) => Object.values(who).filter((v) => v !== undefined).length === 1;
const person = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej(onGitHub).refine(isOne, 'exactly one of permission, role, team, actor');
const people = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([person, zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(person).min(1).max(50)]).describe('whom the rule means; of several, any');
const holder = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ ...onGitHub, principal: name.optional().describe('this principal of the REST API, which is nobody’s on GitHub') })
    .refine(isOne, 'exactly one of permission, role, team, actor, principal');
const holders = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([holder, zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(holder).min(1).max(50)]).describe('whom the rule means; of several, any');
const verbList = zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_domain_rights_js__WEBPACK_IMPORTED_MODULE_2__/* .rightVerbs */ .Z8)).min(1);
const names = zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(name).min(1).max(200);
const volumeSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    id: fileSystemId.optional().describe('the file system’s id; with it the name in AWS decides nothing'),
    region: region.optional().describe('only in this region'),
    'mount-point': zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(_domain_names_js__WEBPACK_IMPORTED_MODULE_0__/* .patterns */ .qp.mountPoint, 'an absolute path').optional().describe('the only place where it may be mounted'),
    allow: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_domain_rights_js__WEBPACK_IMPORTED_MODULE_2__/* .allowances */ .Gj)).optional().describe('what mounts of it may use beyond the safe defaults'),
})
    .nullable();
const instancesSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    ids: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(_domain_names_js__WEBPACK_IMPORTED_MODULE_0__/* .patterns */ .qp.instanceId, 'an i- or mi- id')).optional().describe('these instances'),
    names: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[A-Za-z0-9*._-]{1,128}$/))
        .optional()
        .describe('those whose Name tag is this; * stands for any characters'),
    tags: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(_domain_names_js__WEBPACK_IMPORTED_MODULE_0__/* .patterns */ .qp.tagKey), tagValue).optional().describe('those with one of these tags'),
});
const principalSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    actor: numericId.describe('whose account on GitHub it is, by its numeric id'),
    login: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
        .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, 'a login on GitHub')
        .describe('the account’s login; where it is another account’s by now, the principal may do nothing'),
})
    .nullable();
const grantSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    who: holders,
    may: verbList.describe('the commands'),
    volumes: names.optional().describe('of the volumes above; left out: all of them'),
    instances: names.optional().describe('of the instances above; left out: all of them'),
});
const approvalSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    of: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_domain_rights_js__WEBPACK_IMPORTED_MODULE_2__/* .changingVerbs */ .Qt)).min(1).describe('the commands whose plan others have to approve'),
    volumes: names.optional().describe('for these volumes; left out: for all'),
    by: people,
    people: zod__WEBPACK_IMPORTED_MODULE_3__/* .int */ .Whr().min(1).max(2).optional().describe('how many, besides the one who asked; default 1'),
    thumbs: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY()
        .optional()
        .describe('true: a 👍 on the comment that tells the plan approves it too, as long as it stands; default: a comment or REST alone'),
    within: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
        .regex(/^[1-9][0-9]{0,2}[mhd]$/, 'a time such as 30m, 24h or 3d')
        .refine((text) => minutesOf(text) <= 7 * 1440, 'at most a week')
        .optional()
        .describe('how long a plan waits; default 24h'),
});
const policySchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1).describe('the version of this format'),
    volumes: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(name, volumeSchema).optional().describe('the volumes, by their Name tags'),
    instances: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(name, instancesSchema).optional().describe('sets of instances, by a name that is used in this file alone'),
    principals: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(name, principalSchema)
        .optional()
        .describe('names of callers of the REST API, by tokens or identities in AWS: each has the rights of its holder on GitHub, or, left empty, those of its own name'),
    rights: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(grantSchema).max(200).optional().describe('who may do what; whatever is not said here is not allowed'),
    approvals: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(approvalSchema).max(50).optional().describe('what others have to approve first'),
    leaving: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        teams: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(numericId)
            .min(1)
            .max(50)
            .optional()
            .describe('teams of the organization, by their numeric ids: whoever is taken out of one is proposed to leave the registry of people, as who leaves the organization is'),
        act: zod__WEBPACK_IMPORTED_MODULE_3__/* .boolean */ .zMY()
            .optional()
            .describe('true: whoever leaves is deprovisioned at once, on the instances of this file, beside the pull request; default: by the pull request alone'),
    })
        .optional()
        .describe('who leaves'),
    ledger: zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        evidence: zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([
            zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_domain_rights_js__WEBPACK_IMPORTED_MODULE_2__/* .evidenceKept */ .WA),
            zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
                repository: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()
                    .regex(/^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/, 'owner/name')
                    .describe('another repository of the same owner, whose branch prism-evidence has it'),
            }),
        ])
            .optional()
            .describe('where the evidence of runs is kept: beside their entries, nowhere, or in another repository; default: beside, unless everybody can read there'),
    })
        .optional()
        .describe('where the App keeps a ledger'),
    keys: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(['pinned', 'follow'])
        .optional()
        .describe('follow: whoever has `keys: follow` in the registry of people comes in by the SSH keys of their account on GitHub, a new one from the next sync on; default: by the keys that stand in the registry alone'),
    public: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(_domain_rights_js__WEBPACK_IMPORTED_MODULE_2__/* .shownInPublic */ .q6))
        .optional()
        .describe('on a public repository: what everybody may read in the answers; nothing is done there before both are said'),
});
//# sourceMappingURL=schema.js.map

/***/ })

};
