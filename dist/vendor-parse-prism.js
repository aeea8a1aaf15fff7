export const id = 508;
export const ids = [508];
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
/* harmony export */   Wl: () => (/* binding */ unasked),
/* harmony export */   d: () => (/* binding */ lawsOfDebts),
/* harmony export */   gN: () => (/* binding */ debtsOf),
/* harmony export */   jF: () => (/* binding */ debtsAfter)
/* harmony export */ });
/* unused harmony export keyOf */
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
    const byNumber = Map.groupBy((0,_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .holdersOf */ .pW)(registry), (h) => h.number);
    return [...byNumber.values()].flatMap((holders) => holders.slice(1).map((h) => ({ path: h.path, message: `${h.number} is ${spoken(holders[0])}’s` })));
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
    const keys = people.flatMap((p) => p.keys.map((key, n) => ({ name: p.name, n, key })));
    return [
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
const lawsOfChange = (before, after) => lawsOfGiven(givenOf(before), after);
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
    if (was.kind === 'retired' && is.kind !== 'retired')
        return [{ path: is.path, message: `${was.number} is retired; ${is.name} needs a new number` }];
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

/***/ 5353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   et: () => (/* binding */ formatPublicKey)
/* harmony export */ });
/* unused harmony export keyTypes */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/**
 * SSH public keys as authorized_keys has them, without options and without certificates: type and body, and nothing that sshd could read
 * otherwise. The body is taken apart and must be what its type says (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709; OpenSSH PROTOCOL.u2f).
 */

const keyTypes = [
    'ssh-ed25519',
    'sk-ssh-ed25519@openssh.com',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'sk-ecdsa-sha2-nistp256@openssh.com',
    'ssh-rsa',
];
/** What the distributions' policies ask for at least. */
const leastRsaBits = 2048;
/** Bytes of an uncompressed point on the curve. */
const points = { nistp256: 65, nistp384: 97, nistp521: 133 };
/** Or why it is not taken. A comment behind the body is left out. */
function parsePublicKey(text) {
    const [type = '', body = ''] = text.trim().split(/[ \t]+/);
    if (type === 'ssh-dss')
        return { wrong: 'DSA keys are weak, and no sshd of today takes them' };
    if (type.includes('-cert-'))
        return { wrong: 'a certificate is not a key' };
    if (!keyTypes.includes(type))
        return { wrong: `starts with none of ${keyTypes.join(', ')}; options before it are not taken` };
    if (!/^[A-Za-z0-9+/]{1,2000}={0,2}$/.test(body))
        return { wrong: 'its body is not base64' };
    const bytes = Buffer.from(body, 'base64');
    const wrong = wrongIn(type, fieldsOf(bytes));
    if (wrong !== undefined)
        return { wrong };
    const fingerprint = `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`;
    return { type: type, body: bytes.toString('base64'), fingerprint };
}
const formatPublicKey = ({ type, body }) => `${type} ${body}`;
/** The body's strings, each with its length before it; undefined where they do not add up. */
function fieldsOf(bytes) {
    const fields = [];
    let at = 0;
    while (at < bytes.length) {
        if (at + 4 > bytes.length)
            return undefined;
        const end = at + 4 + bytes.readUInt32BE(at);
        if (end > bytes.length)
            return undefined;
        fields.push(bytes.subarray(at + 4, end));
        at = end;
    }
    return fields;
}
function wrongIn(type, fields) {
    if (!fields || fields[0]?.toString('latin1') !== type)
        return 'its body is not of that type';
    const sizes = fields.map((f) => f.length);
    const otherwise = 'its body does not hold such a key';
    switch (type) {
        case 'ssh-ed25519':
            return fields.length === 2 && sizes[1] === 32 ? undefined : otherwise;
        case 'sk-ssh-ed25519@openssh.com':
            return fields.length === 3 && sizes[1] === 32 && sizes[2] > 0 ? undefined : otherwise;
        case 'ssh-rsa':
            return fields.length === 3 ? wrongRsa(fields[1], fields[2]) : otherwise;
        default: {
            const curve = /nistp[0-9]{3}/.exec(type)?.[0];
            const sk = type.startsWith('sk-');
            const fits = fields.length === (sk ? 4 : 3) && fields[1].toString('latin1') === curve && sizes[2] === points[curve] && fields[2][0] === 4;
            return fits ? undefined : otherwise;
        }
    }
}
/** sshd leaves them out, and so takes the same key under another fingerprint. */
const hasZeros = (number) => number[0] === 0 && !(number[1] > 127);
function wrongRsa(exponent, modulus) {
    const bits = BigInt(`0x${modulus.toString('hex') || '0'}`).toString(2).length;
    if (modulus.length > 1 && modulus[0] > 127)
        return 'its modulus is negative';
    if (hasZeros(modulus) || hasZeros(exponent))
        return 'its numbers are written otherwise than ssh-keygen does';
    if (bits < leastRsaBits)
        return `RSA of ${bits} bits is weak; ${leastRsaBits} at least, better ssh-ed25519`;
    const e = BigInt(`0x${exponent.toString('hex') || '0'}`);
    return e >= 3n && e % 2n === 1n ? undefined : 'its exponent is weak';
}
//# sourceMappingURL=public-key.js.map

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

/***/ })

};
