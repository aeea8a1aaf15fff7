export const id = 884;
export const ids = [884];
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

/***/ 884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   repositoryRegistry: () => (/* binding */ repositoryRegistry)
/* harmony export */ });
/* harmony import */ var _domain_catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6273);
/* harmony import */ var _domain_github_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4367);
/** The registry of people of the repository that a run was asked through: the version of it that counts, as the policy's does. */


/** Throws `missing-input`, `registry-unread`, `bad-registry`. */
function repositoryRegistry({ github, reviewWaived, parse }) {
    return async ({ origin }) => {
        if (!('repository' in origin))
            throw (0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('missing-input', { seen: 'no registry is given' });
        const [owner = '', repo = ''] = origin.repository.split('/');
        const waived = reviewWaived(origin.repository);
        const asked = await github({ owner, repo });
        const { counts, newest } = await fileOf(asked, { owner, repo }, waived);
        if (!counts) {
            const why = newest ? `${said(newest.blob)} does not count: nobody who did not write it approved it` : 'there is none';
            throw (0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('registry-unread', { seen: `${origin.repository}: ${why}` });
        }
        const parsed = parse(counts.text);
        if (parsed.kind === 'wrong')
            throw new _domain_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .PrismError */ .sp(...wrong(counts.blob, parsed.errors));
        return { blob: counts.blob, registry: parsed.registry, notes: notesOf(counts.blob, newest?.blob, waived), keysOf: asked.keysOf };
    };
}
async function fileOf(github, repository, waived) {
    try {
        return await github.registryFile(repository, !waived);
    }
    catch (error) {
        if (error instanceof _domain_github_js__WEBPACK_IMPORTED_MODULE_1__/* .GitHubError */ .y_)
            throw (0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('registry-unread', { seen: `GitHub could not be asked: ${error.message}` }, error);
        throw error;
    }
}
function wrong(blob, errors) {
    const [first, ...others] = errors.map(({ line, message }) => (0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .finding */ .gk)('bad-registry', { seen: `${said(blob)}, line ${line}: ${message}` }));
    return [first, { others }];
}
const notesOf = (counts, newest, waived) => [
    ...(waived ? ['the operator waived the review of the registry'] : []),
    ...(newest !== undefined && newest !== counts ? [`${said(newest)} does not count: nobody who did not write it approved it`] : []),
];
const said = (blob) => `registry ${blob.slice(0, 12)}`;
//# sourceMappingURL=repository-registry.js.map

/***/ })

};
