export const id = 475;
export const ids = [475];
export const modules = {

/***/ 7856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   codeOwnersPlaces: () => (/* binding */ codeOwnersPlaces),
/* harmony export */   ownersOf: () => (/* binding */ ownersOf)
/* harmony export */ });
/** Whether CODEOWNERS gives a file to somebody: what can be known offline of who may change it alone. Pure. */
/** Where GitHub looks, in its order; the first that is there is the one that counts. */
const codeOwnersPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
/** Of the last pattern that fits, as GitHub does; none where nothing fits or the pattern names nobody. */
function ownersOf(codeOwners, path) {
    const rules = codeOwners
        .split('\n')
        .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
        .filter((line) => line !== '')
        .map((line) => line.split(/\s+/));
    const last = rules.findLast(([pattern = '']) => fits(pattern, path));
    return last?.slice(1) ?? [];
}
function fits(pattern, path) {
    // more stars than two say no more than two, and cost a regular expression hours
    const body = pattern
        .replace(/\*{3,}/g, '**')
        .replace(/^\//, '')
        .replace(/\/$/, '/**');
    const anchored = pattern.replace(/\/$/, '').includes('/');
    const text = body.replace(/\*\*\/|\*\*|\*|[^*]+/g, (part) => wild[part] ?? escaped(part));
    return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${text}(?:/.*)?$`).test(path);
}
const wild = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' };
const escaped = (text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
//# sourceMappingURL=code-owners.js.map

/***/ })

};
