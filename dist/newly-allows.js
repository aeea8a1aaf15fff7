export const id = 316;
export const ids = [316];
export const modules = {

/***/ 4367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ mayWrite),
/* harmony export */   kp: () => (/* binding */ roleOf),
/* harmony export */   y_: () => (/* binding */ GitHubError)
/* harmony export */ });
/** What an entry point needs from GitHub: who has permission, and one thread to answer in. Adapters live in github/; tests may pass their own. */
/**
 * Whether somebody may act: the one place where it is decided, for entry points and policy alike. By the base role alone, as a role's name says
 * nothing: `storage-operator` may extend write, and a custom role named like a strong one may extend read.
 */
const mayWrite = ({ base }) => base === 'admin' || base === 'write';
/** A permission as people know it: the role's own name, or the base where there is none. */
const roleOf = ({ base, roleName }) => (roleName === '' ? base : roleName);
/** What GitHub refuses, in the few kinds that callers distinguish by `code`. */
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

/***/ 5316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   changesOf: () => (/* binding */ changesOf),
/* harmony export */   newlyAllows: () => (/* binding */ newlyAllows)
/* harmony export */ });
/* harmony import */ var _domain_rights_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(227);
/* harmony import */ var _reach_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3059);
/* harmony import */ var _who_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2440);
/** What a policy allows that the one before did not, and the other way round, in words. It may name what was covered by another rule; it leaves out nothing. Pure. */



/** What an edit adds and what it takes away, each in the same words. Undefined: no policy that counts. */
function changesOf(before, after) {
    if (!after)
        return before ? { newly: [withoutPolicy], noLonger: added(undefined, before, '') } : { newly: [], noLonger: [] };
    return { newly: newlyAllows(before, after), noLonger: before ? added(after, before, 'more approval than before') : [withoutPolicy] };
}
/** What is allowed where no policy counts. */
const withoutPolicy = `administrators, in a private repository: ${_domain_rights_js__WEBPACK_IMPORTED_MODULE_0__/* .readingVerbs */ .Pm.join(', ')} whatever the operator lets it reach`;
const leavingActs = 'Prism itself, when somebody leaves the organization or a team of `leaving`: deprovision them on all instances of this file, without anybody’s word';
const keysFollow = 'whoever has `keys: follow` in the registry of people: a login by every key that their account on GitHub gets, without a pull request';
const newlyAllows = (before, after) => added(before, after, 'less approval than before');
function added(before, after, weakened) {
    const had = before ? atomsOf(before) : [];
    const fresh = atomsOf(after).filter((atom) => !had.some((old) => includes(old, atom)));
    const rights = Map.groupBy(fresh, ({ who, volume, instances }) => `${(0,_who_js__WEBPACK_IMPORTED_MODULE_2__/* .sayWho */ .ms)(who)}|${sayVolume(volume)}|${sayMember(instances)}`);
    return [
        // first what is about more than one right, as a reader may be shown the first of many
        ...weaker(before?.approvals ?? [], after.approvals, weakened),
        ...byThumb(before?.approvals ?? [], after.approvals),
        ...after.principals.flatMap((rule) => spokenFor(rule, before?.principals.find((p) => p.name === rule.name))),
        ...(after.leavingActs && !before?.leavingActs ? [leavingActs] : []),
        ...evidenceTold(before, after),
        ...(after.keysFollow && !before?.keysFollow ? [keysFollow] : []),
        ...after.shows.filter((what) => !before?.shows.includes(what)).map((what) => `everybody may see ${what} in public`),
        ...after.volumes.flatMap((rule) => loosened(before?.volumes.find((v) => isSameRule(v, rule)), rule)),
        ...[...rights.values()].map((those) => sayAtoms(those)),
    ];
}
/** Without a word evidence lies beside the entries of a private repository alone. */
function evidenceTold(before, { evidence }) {
    if (evidence === undefined || evidence === 'none' || placeIn(evidence) === placeIn(before?.evidence))
        return [];
    if (evidence === 'beside')
        return ['everybody who can read the ledger may read the evidence of runs'];
    return [`everybody who can read ${evidence.repository} may read the evidence of runs`];
}
const placeIn = (kept) => (typeof kept === 'object' ? kept.repository : kept);
function atomsOf(policy) {
    const of = ({ who, may, volumes, instances }) => {
        const sets = policy.instances.filter((set) => instances === undefined || instances.includes(set.name));
        const members = sets.flatMap(membersOf);
        const reached = policy.volumes.filter((v) => volumes === undefined || volumes.includes(v.name));
        return who.flatMap((w) => may.flatMap((m) => (m === 'sync-people' ? [undefined] : reached).flatMap((volume) => (_domain_rights_js__WEBPACK_IMPORTED_MODULE_0__/* .volumeVerbs */ .Ly.includes(m) ? [undefined] : [undefined, ...members]).map((i) => ({ who: w, may: m, volume, instances: i })))));
    };
    return policy.grants.flatMap(of);
}
const membersOf = ({ ids, names, tags }) => [
    ...ids.map((text) => ({ kind: 'id', text })),
    ...names.map((text) => ({ kind: 'name', text })),
    ...Object.entries(tags).map(([key, value]) => ({ kind: 'tag', text: `${key}=${value}` })),
];
function includes(old, atom) {
    if (old.may !== atom.may || !isSameVolume(old.volume, atom.volume))
        return false;
    return coversWho(old.who, atom.who) && coversMember(old.instances, atom.instances);
}
const coversWho = (old, now) => (0,_who_js__WEBPACK_IMPORTED_MODULE_2__/* .sayWho */ .ms)(old) === (0,_who_js__WEBPACK_IMPORTED_MODULE_2__/* .sayWho */ .ms)(now) || (old.kind === 'permission' && old.least === 'write' && now.kind === 'permission');
function coversMember(old, now) {
    if (!old || !now)
        return old === now;
    if (old.kind !== now.kind)
        return false;
    // of a pattern only the same one, or a whole name that it fits, is surely included
    return old.text === now.text || (old.kind === 'name' && !now.text.includes('*') && (0,_reach_js__WEBPACK_IMPORTED_MODULE_1__/* .fitsPattern */ .jF)(old.text, now.text));
}
const isSameVolume = (one, other) => one === undefined || other === undefined ? one === other : isSameRule(one, other);
/** By its name in the file too: what a grant gives is given by that rule. */
const isSameRule = (one, other) => one.id === other.id && one.name === other.name && (one.region === undefined || one.region === other.region);
function loosened(before, rule) {
    const allow = rule.allow.filter((what) => !before?.allow.includes(what));
    return [
        ...allow.map((what) => `${sayVolume(rule)}: ${what}`),
        ...(before?.mountPoint !== undefined && before.mountPoint !== rule.mountPoint
            ? [`${sayVolume(rule)}: mounted ${rule.mountPoint ? `at ${rule.mountPoint}` : 'anywhere'}`]
            : []),
    ];
}
/** Whose rights a token has; what is nobody's gets its rights by rules, which are told by themselves. */
const spokenFor = ({ name, holder }, before) => holder && holder.id !== before?.holder?.id ? [`principal ${name}: what actor ${holder.id} (${holder.login}) may do, by REST`] : [];
/** A rule that is gone, asks fewer, asks others too, waits longer or is about less. */
function weaker(before, after, weakened) {
    return before
        .filter((old) => !old.of.every((verb) => after.some((rule) => isAsStrict(rule, old, verb))))
        .map((old) => `${weakened} for ${old.of.join(', ')}${old.volumes ? ` of ${old.volumes.join(', ')}` : ''}`);
}
/** Whoever gives a 👍 has read less than whoever writes a digest, so it is told by itself. */
function byThumb(before, after) {
    const had = (rule, verb) => before.some((old) => old.thumbs && old.of.includes(verb) && (!old.volumes || (rule.volumes?.every((v) => old.volumes?.includes(v)) ?? false)));
    return after.flatMap((rule) => {
        const verbs = rule.thumbs ? rule.of.filter((verb) => !had(rule, verb)) : [];
        const of = rule.volumes ? ` of ${rule.volumes.join(', ')}` : '';
        return verbs.length === 0 ? [] : [`${rule.by.map(_who_js__WEBPACK_IMPORTED_MODULE_2__/* .sayWho */ .ms).join(', or ')}: approve ${verbs.join(', ')}${of} by a 👍`];
    });
}
const isAsStrict = (rule, old, verb) => rule.of.includes(verb) &&
    rule.people >= old.people &&
    (!rule.thumbs || old.thumbs === true) &&
    rule.withinMinutes <= old.withinMinutes &&
    rule.by.every((who) => old.by.some((o) => coversWho(o, who))) &&
    (rule.volumes === undefined || (old.volumes?.every((v) => rule.volumes?.includes(v)) ?? false));
const sayVolume = (rule) => (rule ? sayRule(rule) : 'accounts');
const sayRule = ({ name, id, region }) => `${name}${id ? ` (${id})` : ''}${region ? ` in ${region}` : ''}`;
const sayMember = (member) => (member ? `${member.kind} ${member.text}` : '');
function sayAtoms(atoms) {
    const [first] = atoms;
    const where = first.instances ? ` on instances with ${sayMember(first.instances)}` : '';
    return `${(0,_who_js__WEBPACK_IMPORTED_MODULE_2__/* .sayWho */ .ms)(first.who)}: ${[...new Set(atoms.map((a) => a.may))].join(', ')} ${sayVolume(first.volume)}${where}`;
}
//# sourceMappingURL=newly-allows.js.map

/***/ }),

/***/ 3059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F7: () => (/* binding */ administrators),
/* harmony export */   Rr: () => (/* binding */ grantsOf),
/* harmony export */   bL: () => (/* binding */ withoutPolicy),
/* harmony export */   fD: () => (/* binding */ rulesOf),
/* harmony export */   hU: () => (/* binding */ covers),
/* harmony export */   jF: () => (/* binding */ fitsPattern),
/* harmony export */   xQ: () => (/* binding */ rightsFor),
/* harmony export */   xw: () => (/* binding */ reachOf)
/* harmony export */ });
/* harmony import */ var _domain_rights_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(227);
/* harmony import */ var _who_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2440);
/** What somebody's grants reach: whatever lies outside does not exist for them. Pure. */


/** The rights that a verb needs; any of them lets its holder see what there is. */
function rightsFor(verb) {
    switch (verb) {
        case 'verify-all':
            return ['verify'];
        case 'volumes':
        case 'instances':
        case 'locks':
            return _domain_rights_js__WEBPACK_IMPORTED_MODULE_0__/* .rightVerbs */ .Z8;
        case 'access-points':
            return ['status'];
        // of whoever left: what a sync would do to their accounts
        case 'deprovision':
            return ['sync-people'];
        // of one's own; whose it is is known later
        case 'unlock':
            return ['unlock', 'lock'];
        default:
            return _domain_rights_js__WEBPACK_IMPORTED_MODULE_0__/* .rightVerbs */ .Z8.filter((right) => right === verb);
    }
}
const everything = { isBounded: false, volume: () => true, instance: () => true };
const nothing = { isBounded: true, volume: () => false, instance: () => false };
function reachOf(rights, verb) {
    if (rights.kind === 'unbounded')
        return everything;
    if (rights.kind === 'unknown' || !rights.bounds)
        return nothing;
    const { bounds, inForce } = rights;
    const inBounds = {
        isBounded: true,
        volume: (volume) => isVolumeIn(bounds, volume),
        instance: (node) => Object.entries(bounds.tags ?? {}).every(([key, value]) => node.tags[key] === value),
    };
    if (!inForce)
        return withoutPolicy(rights, verb) ? inBounds : nothing;
    const given = grantsOf(rights, verb);
    const { policy } = inForce;
    return {
        isBounded: true,
        volume: (volume) => inBounds.volume(volume) && given.some((g) => covers(g, policy, volume)),
        instance: (node, volume) => inBounds.instance(node) &&
            given.some((g) => (volume === undefined || covers(g, policy, volume)) && instancesOf(g, policy).some((set) => isIn(set, node))),
    };
}
/** The grants that apply to who asks; on a schedule nobody does, and what the file names is looked at. */
function grantsOf({ inForce, asker }, verb) {
    if (!inForce)
        return [];
    const { grants } = inForce.policy;
    if (!asker && verb === 'deprovision')
        return inForce.policy.leavingActs ? [{ who: [], may: ['sync-people'] }] : [];
    if (!asker)
        return rightsFor(verb).includes('verify') ? [{ who: [], may: ['verify'] }] : [];
    const given = grants.filter((g) => g.may.some((may) => rightsFor(verb).includes(may)) && (0,_who_js__WEBPACK_IMPORTED_MODULE_1__/* .isMeant */ .EZ)(g.who, asker));
    return verb === 'unlock' && administrators(asker) ? [...given, { who: [], may: ['unlock'] }] : given;
}
/** Where nothing is written down: administrators, and only what changes nothing; a schedule, by its operator's own word. */
function withoutPolicy({ asker }, verb) {
    if (!rightsFor(verb).some((right) => _domain_rights_js__WEBPACK_IMPORTED_MODULE_0__/* .readingVerbs */ .Pm.includes(right)))
        return false;
    return asker === undefined || administrators(asker);
}
const administrators = (person) => (0,_who_js__WEBPACK_IMPORTED_MODULE_1__/* .isMeant */ .EZ)([{ kind: 'permission', least: 'admin' }], person);
/** The rules of the file that are about this volume and that a grant of whoever asks names. One alone that allows something is enough: each rule gives. */
function rulesOf(rights, verb, volume) {
    const given = grantsOf(rights, verb);
    const volumes = rights.inForce?.policy.volumes ?? [];
    return volumes.filter((rule) => isVolume(rule, volume) && given.some((g) => g.volumes === undefined || g.volumes.includes(rule.name)));
}
const isVolume = (rule, { id, name, region }) => (rule.region === undefined || rule.region === region) && (rule.id === undefined ? rule.name === name || rule.name === id : rule.id === id);
const covers = ({ volumes }, policy, volume) => policy.volumes.some((rule) => (volumes === undefined || volumes.includes(rule.name)) && isVolume(rule, volume));
const instancesOf = ({ instances }, policy) => policy.instances.filter((set) => instances === undefined || instances.includes(set.name));
function isIn({ ids, names, tags }, node) {
    const { Name } = node.tags;
    return (ids.includes(node.id) ||
        (Name !== undefined && names.some((pattern) => fitsPattern(pattern, Name))) ||
        Object.entries(tags).some(([key, value]) => node.tags[key] === value));
}
/** `*` stands for any characters, also none. Each part is looked for once, so a pattern of many stars costs no more than its length. */
function fitsPattern(pattern, name) {
    const [first = '', ...rest] = pattern.split('*');
    const last = rest.pop();
    if (last === undefined)
        return name === first;
    if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last))
        return false;
    let from = first.length;
    for (const part of rest) {
        const at = name.indexOf(part, from);
        if (at < 0 || at + part.length > name.length - last.length)
            return false;
        from = at + part.length;
    }
    return true;
}
const isVolumeIn = ({ regions, volumes }, { id, name, region }) => (regions === undefined || regions.includes(region)) && (volumes === undefined || volumes.includes(id) || volumes.includes(name));
//# sourceMappingURL=reach.js.map

/***/ }),

/***/ 2440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EZ: () => (/* binding */ isMeant),
/* harmony export */   Me: () => (/* binding */ sayAny),
/* harmony export */   ms: () => (/* binding */ sayWho)
/* harmony export */ });
/* harmony import */ var _domain_github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4367);
/* harmony import */ var _domain_rights_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(227);
/** Whether a rule means somebody. Pure. */


/** A policy narrows what GitHub gives: whoever may not write to the repository is meant by no rule, but for principals that are nobody's there. */
function isMeant(who, { id, permission }) {
    return who.some((w) => (w.kind === 'principal' ? id === (0,_domain_rights_js__WEBPACK_IMPORTED_MODULE_1__/* .idOfPrincipal */ .zT)(w.name) : (0,_domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .mayWrite */ .J)(permission) && fits(w, id, permission)));
}
function fits(who, id, { base, roleName, teams = [] }) {
    switch (who.kind) {
        case 'permission':
            return base === 'admin' || base === who.least;
        case 'role':
            return roleName === who.name;
        case 'team':
            return teams.some((team) => team.id === who.id);
        case 'actor':
            return id === String(who.id);
    }
}
const sayWho = (who) => {
    switch (who.kind) {
        case 'permission':
            return `${who.least} permission`;
        case 'role':
            return `the role ${who.name}`;
        case 'team':
            return `team ${who.id}`;
        case 'actor':
            return `actor ${who.id}`;
        case 'principal':
            return `principal ${who.name}`;
    }
};
/** `write permission, or team 42`. */
const sayAny = (who) => [...new Set(who.map(sayWho))].join(', or ');
//# sourceMappingURL=who.js.map

/***/ })

};
