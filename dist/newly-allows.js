export const id = 316;
export const ids = [316];
export const modules = {

/***/ 5316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   newlyAllows: () => (/* binding */ newlyAllows)
/* harmony export */ });
/* harmony import */ var _reach_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3059);
/* harmony import */ var _who_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2440);


function newlyAllows(before, after) {
    const had = before ? atomsOf(before) : [];
    const fresh = atomsOf(after).filter((atom) => !had.some((old) => includes(old, atom)));
    const rights = Map.groupBy(fresh, ({ who, volume, instances }) => `${(0,_who_js__WEBPACK_IMPORTED_MODULE_1__/* .sayWho */ .ms)(who)}|${sayVolume(volume)}|${sayMember(instances)}`);
    return [
        ...[...rights.values()].map((those) => sayAtoms(those)),
        ...after.volumes.flatMap((rule) => loosened(before?.volumes.find((v) => isSameVolume(v, rule)), rule)),
        ...weaker(before?.approvals ?? [], after.approvals),
        ...after.shows.filter((what) => !before?.shows.includes(what)).map((what) => `everybody may see ${what} in public`),
    ];
}
function atomsOf(policy) {
    const of = ({ who, may, volumes, instances }) => {
        const sets = policy.instances.filter((set) => instances === undefined || instances.includes(set.name));
        const members = sets.flatMap(membersOf);
        const reached = policy.volumes.filter((v) => volumes === undefined || volumes.includes(v.name));
        return who.flatMap((w) => may.flatMap((m) => reached.flatMap((volume) => [undefined, ...members].map((i) => ({ who: w, may: m, volume, instances: i })))));
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
const coversWho = (old, now) => (0,_who_js__WEBPACK_IMPORTED_MODULE_1__/* .sayWho */ .ms)(old) === (0,_who_js__WEBPACK_IMPORTED_MODULE_1__/* .sayWho */ .ms)(now) || (old.kind === 'permission' && old.least === 'write' && now.kind === 'permission');
function coversMember(old, now) {
    if (!old || !now)
        return old === now;
    if (old.kind !== now.kind)
        return false;
    // of a pattern only the same one, or a whole name that it fits, is surely included
    return old.text === now.text || (old.kind === 'name' && !now.text.includes('*') && (0,_reach_js__WEBPACK_IMPORTED_MODULE_0__/* .fitsPattern */ .jF)(old.text, now.text));
}
const isSameVolume = (one, other) => one.id === other.id && (one.id !== undefined || one.name === other.name) && (one.region === undefined || one.region === other.region);
function loosened(before, rule) {
    const allow = rule.allow.filter((what) => !before?.allow.includes(what));
    return [
        ...allow.map((what) => `${sayVolume(rule)}: ${what}`),
        ...(before?.mountPoint !== undefined && before.mountPoint !== rule.mountPoint
            ? [`${sayVolume(rule)}: mounted ${rule.mountPoint ? `at ${rule.mountPoint}` : 'anywhere'}`]
            : []),
    ];
}
/** A rule that is gone, asks fewer, asks others too, waits longer or is about less. */
function weaker(before, after) {
    return before
        .filter((old) => !old.of.every((verb) => after.some((rule) => isAsStrict(rule, old, verb))))
        .map((old) => `less approval than before for ${old.of.join(', ')}${old.volumes ? ` of ${old.volumes.join(', ')}` : ''}`);
}
const isAsStrict = (rule, old, verb) => rule.of.includes(verb) &&
    rule.people >= old.people &&
    rule.withinMinutes <= old.withinMinutes &&
    rule.by.every((who) => old.by.some((o) => coversWho(o, who))) &&
    (rule.volumes === undefined || (old.volumes?.every((v) => rule.volumes?.includes(v)) ?? false));
const sayVolume = ({ name, id, region }) => `${name}${id ? ` (${id})` : ''}${region ? ` in ${region}` : ''}`;
const sayMember = (member) => (member ? `${member.kind} ${member.text}` : '');
function sayAtoms(atoms) {
    const [first] = atoms;
    const where = first.instances ? ` on instances with ${sayMember(first.instances)}` : '';
    return `${(0,_who_js__WEBPACK_IMPORTED_MODULE_1__/* .sayWho */ .ms)(first.who)}: ${[...new Set(atoms.map((a) => a.may))].join(', ')} ${sayVolume(first.volume)}${where}`;
}
//# sourceMappingURL=newly-allows.js.map

/***/ })

};
