export const id = 643;
export const ids = [643];
export const modules = {

/***/ 5006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HZ: () => (/* binding */ peopleGroup),
/* harmony export */   SB: () => (/* binding */ makeAccount),
/* harmony export */   Uz: () => (/* binding */ firstNumber),
/* harmony export */   iU: () => (/* binding */ lastNumber),
/* harmony export */   oy: () => (/* binding */ freeNumber),
/* harmony export */   qt: () => (/* binding */ numbersSeen),
/* harmony export */   v0: () => (/* binding */ numberFor)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7602);

/**
 * Above UID_MAX, systemd's own ranges and nobody, below the subordinate ids: no tool hands these out by itself, and each of them still has a
 * fixed place in systemd's range of subordinate ids.
 */
const firstNumber = 65_536;
const lastNumber = 94_199;
/** Whom sshd lets in by the registry's keys alone. Its number is the same everywhere, so that files with it are nobody else's anywhere. */
const peopleGroup = { name: 'prism-people', gid: lastNumber };
function numbersSeen(observations) {
    const facts = observations.flatMap((o) => (o.kind === 'observed' ? [o.facts] : []));
    const looked = new Set(observations.filter((o) => o.kind === 'observed').map((o) => o.instanceId));
    const unseen = new Set(observations.map((o) => o.instanceId).filter((id) => !looked.has(id)));
    const uids = new Map();
    for (const { name, uid } of facts.flatMap((f) => f.accounts))
        if (uid !== undefined)
            uids.set(name, (uids.get(name) ?? new Set()).add(uid));
    return {
        uids,
        taken: new Set([_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os.gid, ...facts.flatMap(numbersIn)]),
        missing: [...new Set(facts.flatMap((f) => f.accounts.filter((a) => !a.exists).map((a) => a.name)))].sort(),
        looked: looked.size,
        unseen: unseen.size,
    };
}
function numbersIn(f) {
    const owners = [...f.paths, ...(f.spaces?.seen ?? []), ...f.behaviours];
    const groups = [f.group, ...(f.extraGroups?.seen ?? [])];
    return [
        ...f.accounts.flatMap((a) => [a.uid, a.gid, ...a.groups]),
        ...owners.flatMap((o) => [o.uid, o.gid]),
        ...groups.map((g) => g.nameGid),
        ...(f.extraGroups?.seen.map((g) => g.gid) ?? []),
        ...f.unmanaged.data.map((d) => d.gid),
    ].filter((n) => n !== undefined);
}
/** The one that the account has elsewhere, where nobody else has it; else one that nobody has. Missing accounts get one each, by their names. */
function numberFor(account, seen) {
    const own = [...(seen.uids.get(account) ?? [])];
    const [first] = own;
    if (first !== undefined && own.length === 1 && first > 0 && !isAnothers(first, account, seen))
        return { number: first, why: `${account} already has this uid elsewhere, and one person needs one uid` };
    const others = seen.missing.filter((name) => name !== account && (seen.uids.get(name)?.size ?? 0) !== 1);
    const before = others.filter((name) => name < account).length;
    const free = freeAfter(before, seen.taken);
    const unseen = seen.unseen > 0 ? `; ${count(seen.unseen)} not seen, so it is outside the range that useradd picks from` : '';
    return { number: free, why: `no account, group or file that was seen on ${instances(seen.looked)} has it${unseen}` };
}
const isAnothers = (number, account, { uids }) => [...uids].some(([name, numbers]) => name !== account && numbers.has(number));
/** One that nobody has, behind those that missing accounts may get. */
const freeNumber = ({ missing, taken }) => freeAfter(missing.length, taken);
/** The one after so many that are free. */
function freeAfter(skip, taken) {
    let left = skip;
    for (let number = firstNumber; number < lastNumber; number++)
        if (!taken.has(number) && left-- === 0)
            return number;
    return lastNumber;
}
const instances = (n) => (n === 1 ? '1 instance' : `${n} instances`);
const count = (n) => (n === 1 ? '1 instance was' : `${n} instances were`);
/** The group first: with `-U` alone its number would be another one. */
const makeAccount = (account, number) => `groupadd -g ${number} ${account} && useradd -m -u ${number} -g ${account} ${account}`;
//# sourceMappingURL=account-numbers.js.map

/***/ }),

/***/ 8830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ owedNotes),
/* harmony export */   Pn: () => (/* binding */ meantBy),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   Wl: () => (/* binding */ unasked),
/* harmony export */   d: () => (/* binding */ lawsOfDebts),
/* harmony export */   gN: () => (/* binding */ debtsOf),
/* harmony export */   jF: () => (/* binding */ debtsAfter)
/* harmony export */ });
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8865);
/**
 * Instances that were off when somebody left: a debt for each, which only a look at that instance pays. An instance that AWS no longer knows is said to
 * be that, and stays owed: nobody has seen its disk. Pure.
 */

const meantBy = (rules, meant) => [
    ...new Set(rules.flatMap((rule) => [...(meant.get((0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .hostText */ .EN)(rule)) ?? [])])),
];
/** Those who left and of whom nobody has looked up in that region where they had an account. */
const unasked = ({ retired }, region) => retired.filter(({ hosts = [], regions = [] }) => hosts.length > 0 && !regions.includes(region));
/** The debts of a registry in which those who left are looked up: each instance that their rules fit is owed until it was seen. */
function debtsOf(registry, region, meant) {
    const more = unasked(registry, region).flatMap(({ name, number, since, hosts = [] }) => meantBy(hosts, meant).map((instance) => ({ name, number, instance, region, since })));
    return [...new Map([...(registry.owed ?? []), ...more].map((debt) => [keyOf(debt), debt])).values()];
}
/** What `hosts` showed of them. An account that is to be there again is none that is owed. */
function debtsAfter(before, hosts, whyOf) {
    const seen = new Map(hosts.map((h) => [h.instanceId, h]));
    const state = (debt) => {
        const host = seen.get(debt.instance);
        const row = host?.rows.find((r) => r.name === debt.name && r.uid === debt.number);
        return host && (!row || row.verdict === 'holds') ? 'paid' : 'open';
    };
    const open = before.filter((debt) => state(debt) === 'open');
    return {
        open: open.map((debt) => ({ ...debt, ...reason(debt, seen.has(debt.instance), whyOf) })),
        paid: before.filter((debt) => state(debt) === 'paid'),
    };
}
function reason({ instance }, isSeen, whyOf) {
    const why = isSeen ? 'they are not gone there' : whyOf.get(instance);
    return why === undefined ? {} : { why };
}
const keyOf = ({ number, instance, region }) => `${number} ${instance} ${region}`;
/** A debt is of somebody who left. */
function lawsOfDebts({ owed = [], retired }) {
    const names = new Map(retired.map((r) => [r.number, r.name]));
    return owed.flatMap(({ name, number }, n) => names.get(number) === name ? [] : [{ path: ['owed', n, 'number'], message: `${number} is not ${name}’s under retired` }]);
}
/** Of each who left and is still owed, by the file alone: what a report says that is about something else. */
function owedNotes({ owed = [] }) {
    return [...Map.groupBy(owed, (d) => d.number).values()].map((those) => {
        const { name, number, since } = those[0];
        const ids = those.slice(0, 3).map((d) => d.instance);
        const more = those.length > ids.length ? ` and ${those.length - ids.length} more` : '';
        return `${name} (${number}) left on ${since} and was not yet seen gone from ${ids.join(', ')}${more}: prism user deprovision ${name}`;
    });
}
//# sourceMappingURL=debts.js.map

/***/ }),

/***/ 4633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ givenOf)
/* harmony export */ });
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8865);
/** Numbers that were given to somebody, as a record keeps them: what any later registry is held against. Pure. */

function givenOf(registry) {
    const accounts = new Map(registry.people.map((p) => [p.name, p.github?.id]));
    return (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .holdersOf */ .pW)(registry).map(({ kind, name, number }) => {
        const github = kind === 'person' ? accounts.get(name) : undefined;
        return { kind, name, number, ...(github === undefined ? {} : { github }) };
    });
}
//# sourceMappingURL=given.js.map

/***/ }),

/***/ 8439:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pt: () => (/* binding */ lawsOf),
/* harmony export */   YM: () => (/* binding */ lawsOfGiven),
/* harmony export */   je: () => (/* binding */ lossOf)
/* harmony export */ });
/* unused harmony exports spoken, lawsOfChange */
/* harmony import */ var _account_numbers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5006);
/* harmony import */ var _given_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4633);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8865);
/**
 * The law of numbers. To EFS a number is the person, so one that two people have, at once or one after the other, is one person in two bodies. What breaks the law is
 * never applied, whoever merged it. Pure.
 */



/** NFS carries 16 groups of an account (AUTH_SYS, RFC 5531); the person's own, prism-shared and prism-people are three of them. */
const maxGroups = 13;
/** Names that mean something on hosts already: rights (a member of docker is root), services, and the images' own login users. */
const takenNames = new Set([
    'root daemon bin sys adm lp mail news uucp proxy www-data backup list irc games man sync halt shutdown operator ftp nobody nogroup',
    'sudo wheel admin staff users docker lxd libvirt kvm disk kmem mem tty dialout cdrom floppy tape audio video plugdev netdev input render shadow',
    'utmp systemd-journal systemd-network systemd-resolve systemd-timesync messagebus sshd polkitd ssm-user ec2-instance-connect',
    'ubuntu rocky almalinux ec2-user centos debian fedora opensuse cloud-user prism-shared prism-people',
].flatMap((line) => line.split(' ')));
/** Of one registry by itself. Empty: it holds. */
function lawsOf(registry) {
    return [...spaceOf(registry), ...oncePerNumber(registry), ...oncePerName(registry), ...groupsOfPeople(registry), ...whoTheyAre(registry)];
}
function spaceOf({ numbers, ...registry }) {
    const { first, last } = numbers;
    if (first > last || first < _registry_js__WEBPACK_IMPORTED_MODULE_2__/* .usualNumbers */ .b1.first || last > _registry_js__WEBPACK_IMPORTED_MODULE_2__/* .usualNumbers */ .b1.last)
        return [
            { path: ['numbers'], message: `from ${_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .usualNumbers */ .b1.first} to ${_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .usualNumbers */ .b1.last}: outside, hosts give numbers out by themselves` },
        ];
    // a number from before the space was narrowed stays where it is
    return (0,_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .holdersOf */ .pW)({ numbers, ...registry }).flatMap(({ kind, path, number }) => {
        if (number === _account_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .peopleGroup */ .HZ.gid)
            return [{ path, message: `${number} is the group ${_account_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .peopleGroup */ .HZ.name}’s on every host` }];
        return kind !== 'retired' && (number < first || number > last) ? [{ path, message: `${number} is outside of ${first} to ${last}` }] : [];
    });
}
function oncePerNumber(registry) {
    const holders = (0,_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .holdersOf */ .pW)(registry);
    // whoever had it first: who takes it is the one that is wrong
    const byNumber = Map.groupBy([...holders.filter((h) => h.kind === 'retired'), ...holders.filter((h) => h.kind !== 'retired')], (h) => h.number);
    return [...byNumber.values()].flatMap(([first, ...more]) => more.map((h) => ({
        path: h.path,
        message: first.kind === 'retired' ? `${h.number} is retired, it was ${first.name}’s` : `${h.number} is ${spoken(first)}’s`,
    })));
}
const spoken = ({ kind, name }) => (kind === 'group' ? `the group ${name}` : name);
/** A person's own group has the person's name: so people and groups have one space of names. */
function oncePerName({ people, groups }) {
    const persons = new Set(people.map((p) => p.name));
    return [
        ...people.filter((p) => takenNames.has(p.name)).map((p) => ({ path: ['people', p.name], message: taken(p.name) })),
        ...groups.filter((g) => takenNames.has(g.name)).map((g) => ({ path: ['groups', g.name], message: taken(g.name) })),
        ...groups
            .filter((g) => persons.has(g.name))
            .map((g) => ({ path: ['groups', g.name], message: `${g.name} is a person, whose own group has that name` })),
        ...twice(groups.filter((g) => g.directory !== undefined), (g) => g.directory).map(([g, first]) => ({
            path: ['groups', g.name, 'directory'],
            message: `${g.directory} is the directory of ${first.name}`,
        })),
    ];
}
const taken = (name) => `${name} is a name that hosts give a meaning of their own`;
function groupsOfPeople({ people, groups }) {
    const known = new Set(groups.map((g) => g.name));
    return people.flatMap((p) => [
        ...p.groups.flatMap((name, n) => known.has(name) ? [] : [{ path: ['people', p.name, 'groups', n], message: `there is no group ${name}` }]),
        ...(p.groups.length > maxGroups
            ? [
                {
                    path: ['people', p.name, 'groups'],
                    message: `${p.groups.length} groups; NFS carries ${maxGroups} beside ${p.name}’s own, prism-shared and prism-people`,
                },
            ]
            : []),
    ]);
}
/** One account on GitHub, and one key, belong to one person. */
function whoTheyAre({ people }) {
    const at = (name, ...more) => ['people', name, ...more];
    const accounts = people.flatMap((p) => (p.github ? [{ name: p.name, ...p.github }] : []));
    const nobody = people.filter((p) => p.follows && !p.github);
    const keys = people.flatMap((p) => p.keys.map((key, n) => ({ name: p.name, n, key })));
    return [
        ...nobody.map((p) => ({ path: at(p.name, 'keys'), message: `${p.name} has no account on GitHub here that keys could follow` })),
        ...twice(accounts, (a) => a.id).map(([a, first]) => ({
            path: at(a.name, 'github', 'id'),
            message: `${a.id} is ${first.name}’s account on GitHub`,
        })),
        ...twice(accounts, (a) => a.login.toLowerCase()).map(([a, first]) => ({
            path: at(a.name, 'github', 'login'),
            message: `${a.login} is ${first.name}’s login on GitHub`,
        })),
        ...twice(keys, ({ key }) => key.fingerprint).map(([k, first]) => ({
            path: at(k.name, 'keys', k.n),
            message: `${k.key.fingerprint} is ${first.name === k.name ? 'given more than once' : `${first.name}’s key`}`,
        })),
    ];
}
/** Each but the first that has the same, with the first. */
function twice(all, of) {
    return [...Map.groupBy(all, of).values()].flatMap((same) => same.slice(1).map((one) => [one, same[0]]));
}
/** `before`: what is applied now, or every registry before it. */
const lawsOfChange = (before, after) => [
    ...lawsOfGiven(givenOf(before), after),
    ...lawsOfNewNames(before, after),
];
/** The name of somebody who left is nobody else’s: their accounts and files are still there, and would be taken for the newcomer’s. */
function lawsOfNewNames(before, after) {
    const stood = new Set(holdersOf(before).map((h) => `${h.name} ${h.number}`));
    const gone = new Map(after.retired.map((r) => [r.name, r]));
    return holdersOf(after).flatMap(({ kind, name, number, path }) => {
        const old = gone.get(name);
        if (kind === 'retired' || !old || old.number === number || stood.has(`${name} ${number}`))
            return [];
        return [{ path, message: `${name} had ${old.number} and left on ${old.since}; somebody else needs another name` }];
    });
}
/** What a number that was ever given may become: nothing else. And an account on GitHub does not change hands unseen. */
function lawsOfGiven(given, after) {
    const now = Map.groupBy((0,_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .holdersOf */ .pW)(after), (h) => h.number);
    return given.flatMap((was) => [...lawOfNumber(was, now.get(was.number)?.[0], after), ...lawOfGitHub(was, after)]);
}
function lawOfNumber(was, is, after) {
    const path = [was.kind === 'person' ? 'people' : was.kind === 'group' ? 'groups' : 'retired'];
    if (!is) {
        const moved = (0,_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .holdersOf */ .pW)(after).find((h) => h.kind === was.kind && h.kind !== 'retired' && h.name === was.name);
        if (moved)
            return [{ path: moved.path, message: `${spoken(was)} had ${was.number}; a number never changes, as the files keep the old one` }];
        return [{ path, message: `${was.number} was ${spoken(was)}’s and is gone; write it under retired` }];
    }
    if (is.name !== was.name)
        return [{ path: is.path, message: `${was.number} was ${spoken(was)}’s; a number is never given again` }];
    // back again: one name and one number, so the files are theirs as they were; whoever reviews sees that it is the same person
    if (was.kind === 'retired')
        return [];
    return is.kind !== 'retired' && is.kind !== was.kind ? [{ path: is.path, message: `${was.number} was ${spoken(was)}’s` }] : [];
}
/** In two steps, each of them applied, so that whoever reviews sees that the person on GitHub is another one. */
const twoSteps = 'take it out first, apply that, and give the other one then';
function lawOfGitHub({ name, github }, { people }) {
    if (github === undefined)
        return [];
    return people.flatMap((p) => {
        const path = ['people', p.name, 'github', 'id'];
        if (p.name !== name && p.github?.id === github)
            return [{ path, message: `${github} was ${name}’s account on GitHub; ${twoSteps}` }];
        const changes = p.name === name && p.github !== undefined && p.github.id !== github;
        return changes ? [{ path, message: `${name} was ${github} on GitHub, not ${p.github?.id}; ${twoSteps}` }] : [];
    });
}
/** Who would lose their account. An outage, a wrong file or a bad merge must not off-board a team. */
function lossOf(before, after) {
    const stay = new Set(after.people.map((p) => p.name));
    const lost = before.people.filter((p) => !stay.has(p.name)).map((p) => p.name);
    return { lost, needsWord: lost.length * 5 > before.people.length };
}
//# sourceMappingURL=laws.js.map

/***/ }),

/***/ 8865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EN: () => (/* binding */ hostText),
/* harmony export */   b1: () => (/* binding */ usualNumbers),
/* harmony export */   pW: () => (/* binding */ holdersOf)
/* harmony export */ });
/* harmony import */ var _account_numbers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5006);
/** The registry of people: who has which number, on every machine. As values; `.github/prism/people.yml` is where they are written. */

/** Above every account range of the distributions and of systemd, below the subordinate ids: nothing else gives these out. */
const usualNumbers = { first: _account_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .firstNumber */ .Uz, last: _account_numbers_js__WEBPACK_IMPORTED_MODULE_0__/* .lastNumber */ .iU };
/** As the file has it. */
const hostText = (rule) => rule.kind === 'id' ? rule.id : rule.kind === 'tag' ? `tag:${rule.key}=${rule.value}` : rule.pattern;
/** Everything that has or had a number, once each entry: a person's own group is the person. */
const holdersOf = ({ people, groups, retired }) => [
    ...people.map(({ name, uid }) => ({ kind: 'person', name, number: uid, path: ['people', name, 'uid'] })),
    ...groups.map(({ name, gid }) => ({ kind: 'group', name, number: gid, path: ['groups', name, 'gid'] })),
    ...retired.map(({ name, number }, n) => ({ kind: 'retired', name, number, path: ['retired', n, 'number'] })),
];
//# sourceMappingURL=registry.js.map

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
    since: date
        .optional()
        .describe('back since that day: who was deprovisioned as they left (leaving: act, in the policy) has no account before the file says so'),
    shell: schemas/* string */.YjP()
        .regex(/^(?:\/[A-Za-z0-9._-]+){1,6}$/, 'an absolute path')
        .optional()
        .describe('default: /bin/bash'),
    sudo: schemas/* boolean */.zMY().optional().describe('whether they may become root there; default: false'),
    keys: schemas/* union */.KCZ([schemas/* literal */.euz('follow', 'a list of public SSH keys, or the word follow'), schemas/* array */.YOg(schemas/* string */.YjP().max(4_000)).max(20)])
        .optional()
        .describe('public SSH keys, type and body, without options; follow: those of the account on GitHub, where the policy says `keys: follow`'),
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
    const read = (0,read_yaml/* readYaml */.gM)(text, registrySchema, longest);
    if (read.kind === 'wrong')
        return read;
    const wrongKeys = [];
    const registry = toRegistry(read.value, wrongKeys);
    const errors = toErrors([...wrongKeys, ...(0,laws/* lawsOf */.Pt)(registry), ...(0,debts/* lawsOfDebts */.d)(registry)], read.lineAt);
    return errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'registry', registry, lineAt: read.lineAt };
}
const toErrors = (problems, lineAt) => problems
    .slice(0, read_yaml/* mostErrors */.nZ)
    .map(({ path, message }) => ({ line: lineAt(path), message: `${path.join('.')}: ${message}` }))
    .sort((a, b) => a.line - b.line);
function toRegistry(file, wrongKeys) {
    return {
        numbers: file.numbers ?? registry/* usualNumbers */.b1,
        ...(file.spaces === 'readable' ? { spaces: file.spaces } : {}),
        people: Object.entries(file.people ?? {}).map(([name, said]) => {
            const { uid, github, groups = [], hosts = [], until, since, shell = '/bin/bash', sudo = false, keys = [] } = said;
            return {
                name,
                uid,
                ...(github ? { github } : {}),
                groups,
                hosts: hosts.map(toHostRule),
                ...(until === undefined ? {} : { until }),
                ...(since === undefined ? {} : { since }),
                shell,
                sudo,
                keys: keys === 'follow' ? [] : keys.flatMap((text, n) => toKey(text, ['people', name, 'keys', n], wrongKeys)),
                ...(keys === 'follow' ? { follows: true } : {}),
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
