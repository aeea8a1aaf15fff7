export const id = 111;
export const ids = [111];
export const modules = {

/***/ 6330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oo: () => (/* binding */ once),
/* harmony export */   vm: () => (/* binding */ safely)
/* harmony export */ });
/* unused harmony export readDelays */
/* harmony import */ var _domain_github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4367);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6150);
/**
 * Octokit's own retries are switched off, so that what is tried again is decided here: reads, edits and reactions are safe to
 * repeat, creating a comment is not.
 */


/** Waits before the second, third … attempt, in milliseconds. */
const readDelays = [250, 1_000, 3_000];
/** Longest wait that a rate limit may impose on a read, in seconds; beyond it the read fails. */
const patience = 60;
/** One attempt. Throws a `GitHubError`. */
async function once(client, clock, route, parameters) {
    try {
        return (await client.request(route, { ...parameters, request: { retries: 0 } })).data;
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .toGitHubError */ .L)(error, route, clock);
    }
}
/** For requests that may be repeated without harm: again when GitHub is unavailable, later when it limits the rate. */
async function safely(client, clock, route, parameters, delays = readDelays) {
    for (const delay of delays) {
        try {
            return await once(client, clock, route, parameters);
        }
        catch (error) {
            if (!(error instanceof _domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y_))
                throw error;
            const wait = waitBeforeNext(error, delay);
            if (wait === undefined)
                throw error;
            await clock.sleep(wait);
        }
    }
    return once(client, clock, route, parameters);
}
function waitBeforeNext(error, delay) {
    if (error.code === 'unavailable')
        return delay;
    if (error.code !== 'rate-limited')
        return undefined;
    const seconds = error.retryAfterSeconds ?? patience;
    return seconds <= patience ? Math.max(delay, seconds * 1_000) : undefined;
}
//# sourceMappingURL=client.js.map

/***/ }),

/***/ 6150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ toGitHubError)
/* harmony export */ });
/* harmony import */ var _domain_github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4367);
/** What Octokit throws → the few kinds of errors that callers tell apart. */

/** From Octokit's RequestError, by its shape: `status`, and `response.headers` where an answer came. */
function toGitHubError(error, route, clock) {
    if (error instanceof _domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y_)
        return error;
    const status = numberAt(error, 'status');
    const headers = headersOf(error);
    const message = `${route}: ${error instanceof Error ? error.message : String(error)}`;
    const because = { status, cause: error };
    if (status === undefined || status >= 500)
        return new _domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y_('unavailable', message, because);
    const retryAfterSeconds = retryAfter(headers, clock.now().getTime());
    if (status === 429 || (status === 403 && (retryAfterSeconds !== undefined || /rate limit/i.test(message))))
        return new _domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y_('rate-limited', message, { ...because, retryAfterSeconds });
    return new _domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y_(byStatus[status] ?? 'unexpected', message, because);
}
const byStatus = {
    401: 'unauthorised',
    403: 'forbidden',
    404: 'not-found',
    410: 'not-found',
    422: 'refused',
};
/** `retry-after` of secondary limits, else the reset time of an exhausted primary one. */
function retryAfter(headers, now) {
    const seconds = Number(headers['retry-after'] ?? Number.NaN);
    if (Number.isFinite(seconds))
        return Math.max(0, seconds);
    if (String(headers['x-ratelimit-remaining']) !== '0')
        return undefined;
    const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
    return Number.isFinite(reset) ? Math.max(0, Math.ceil(reset - now / 1000)) : undefined;
}
function numberAt(value, key) {
    const found = typeof value === 'object' && value !== null ? value[key] : undefined;
    return typeof found === 'number' ? found : undefined;
}
function headersOf(error) {
    const response = typeof error === 'object' && error !== null ? error.response : undefined;
    return typeof response?.headers === 'object' && response.headers !== null ? response.headers : {};
}
//# sourceMappingURL=errors.js.map

/***/ }),

/***/ 5111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ledgerBranch: () => (/* binding */ ledgerBranch)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/src/domain/github.js
var github = __webpack_require__(4367);
;// CONCATENATED MODULE: ./build/src/domain/ledger/branch.js
/** The branch that a ledger lies in, as its writer and its readers need it. Adapters live in github/; every member throws `GitHubError`. */
const branchName = 'prism-ledger';
//# sourceMappingURL=branch.js.map
// EXTERNAL MODULE: ./build/src/github/client.js
var github_client = __webpack_require__(6330);
// EXTERNAL MODULE: ./build/src/github/parse.js
var parse = __webpack_require__(502);
;// CONCATENATED MODULE: ./build/src/github/unprotected-branch.js
/**
 * Which of a ledger's protections are missing, by the rules that GitHub tells of its branch. Whom else a rule lets through only
 * administrators are told; that the App itself is let through is told to the App.
 */





const rulesSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP(), ruleset_id: schemas/* int */.Whr() }));
const rulesetSchema = schemas/* object */.Ikc({ current_user_can_bypass: schemas/* string */.YjP().optional() });
/** GitHub's rule, and what happens without it; `forAll`: it protects only where nobody is let through, not even the App. */
const wanted = [
    { type: 'deletion', without: 'deletion', forAll: true },
    { type: 'non_fast_forward', without: 'force pushes', forAll: true },
    { type: 'creation', without: 'creation by others', forAll: false },
    { type: 'update', without: 'commits by others', forAll: false },
];
async function unprotectedBranch(client, clock, repository) {
    const rules = await rulesOf(client, clock, repository);
    const bypassed = new Map();
    const missing = [];
    for (const { type, without, forAll } of wanted) {
        const those = rules.filter((r) => r.type === type);
        for (const { ruleset_id: id } of forAll ? those : [])
            if (!bypassed.has(id))
                bypassed.set(id, await canBypass(client, clock, repository, id));
        if (those.every((r) => bypassed.get(r.ruleset_id) === true))
            missing.push(without);
    }
    return missing;
}
async function rulesOf(client, clock, repository) {
    const route = 'GET /repos/{owner}/{repo}/rules/branches/{branch}';
    try {
        return (0,parse/* parse */.q)(rulesSchema, await (0,github_client/* safely */.vm)(client, clock, route, { ...repository, branch: branchName, per_page: 100 }), route);
    }
    catch (error) {
        // a private repository on a plan without rulesets has none
        if (error instanceof github/* GitHubError */.y_ && (error.code === 'forbidden' || error.code === 'not-found'))
            return [];
        throw error;
    }
}
async function canBypass(client, clock, repository, id) {
    const route = 'GET /repos/{owner}/{repo}/rulesets/{ruleset_id}';
    const { current_user_can_bypass: can } = (0,parse/* parse */.q)(rulesetSchema, await (0,github_client/* safely */.vm)(client, clock, route, { ...repository, ruleset_id: id }), route);
    return can !== undefined && can !== 'never';
}
//# sourceMappingURL=unprotected-branch.js.map
;// CONCATENATED MODULE: ./build/src/github/ledger-branch.js
/** The branch `prism-ledger` of one repository: git's data by REST, and one mutation of GraphQL that compares before it commits. */






const refSchema = schemas/* object */.Ikc({ object: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() }) });
const shaSchema = schemas/* object */.Ikc({ sha: schemas/* string */.YjP() });
const commitSchema = schemas/* object */.Ikc({
    sha: schemas/* string */.YjP(),
    message: schemas/* string */.YjP(),
    tree: shaSchema,
    parents: schemas/* array */.YOg(shaSchema),
    author: schemas/* object */.Ikc({ name: schemas/* string */.YjP(), email: schemas/* string */.YjP() }),
    committer: schemas/* object */.Ikc({ date: schemas/* string */.YjP(), email: schemas/* string */.YjP() }),
    verification: schemas/* object */.Ikc({ verified: schemas/* boolean */.zMY() }),
});
const treeSchema = schemas/* object */.Ikc({
    truncated: schemas/* boolean */.zMY(),
    tree: schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP(), type: schemas/* string */.YjP(), sha: schemas/* string */.YjP() })),
});
const blobSchema = schemas/* object */.Ikc({ content: schemas/* string */.YjP(), encoding: schemas/* literal */.euz('base64') });
const mutationSchema = schemas/* object */.Ikc({
    data: schemas/* object */.Ikc({ createCommitOnBranch: schemas/* object */.Ikc({ commit: schemas/* object */.Ikc({ oid: schemas/* string */.YjP() }) }).nullish() }).nullish(),
    errors: schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP().optional(), message: schemas/* string */.YjP() })).optional(),
});
const mutation = 'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }';
const byType = {
    FORBIDDEN: 'forbidden',
    INSUFFICIENT_SCOPES: 'forbidden',
    NOT_FOUND: 'not-found',
    RATE_LIMITED: 'rate-limited',
    UNPROCESSABLE: 'refused',
};
function ledgerBranch({ client, clock, repository, graphqlUrl = '/graphql', webUrl = 'https://github.com', }) {
    const git = '/repos/{owner}/{repo}/git';
    const isGitHubCom = new URL(webUrl).host === 'github.com';
    const ask = async (schema, route, parameters = {}) => (0,parse/* parse */.q)(schema, await (0,github_client/* safely */.vm)(client, clock, route, { ...repository, ...parameters }), route);
    /** What git keeps under an id stays the same, so it is safe to say it again. */
    const put = async (what, parameters) => (await ask(shaSchema, `POST ${git}/${what}`, parameters)).sha;
    async function commitAt(oid) {
        const found = await ask(commitSchema, `GET ${git}/commits/{commit_sha}`, { commit_sha: oid });
        const parent = found.parents[0]?.sha;
        return {
            oid: found.sha,
            ...(parent === undefined ? {} : { parent }),
            message: found.message,
            author: found.author.name,
            verified: found.verification.verified && (!isGitHubCom || isOfGitHub(found)),
            at: new Date(found.committer.date),
            tree: found.tree.sha,
        };
    }
    async function head() {
        const oid = await unlessAbsent(ask(refSchema, `GET ${git}/ref/{ref}`, { ref: `heads/${branchName}` }));
        if (!oid)
            return undefined;
        const { tree, ...commit } = await commitAt(oid.object.sha);
        const route = `GET ${git}/trees/{tree_sha}`;
        const all = await ask(treeSchema, route, { tree_sha: tree, recursive: '1' });
        // what is not listed could be what is looked for
        if (all.truncated)
            throw new github/* GitHubError */.y_('unexpected', `${route}: more files than GitHub lists`);
        return {
            commit,
            files: new Map(all.tree.filter((e) => e.type === 'blob' && e.path.startsWith('entries/')).map((e) => [e.path, e.sha])),
        };
    }
    return {
        head,
        commit: commitAt,
        read: async (blob) => Buffer.from((await ask(blobSchema, `GET ${git}/blobs/{file_sha}`, { file_sha: blob })).content, 'base64'),
        begin: async (files, message) => {
            const tree = await put('trees', { tree: [...files].map(([path, content]) => ({ path, mode: '100644', type: 'blob', content })) });
            const sha = await put('commits', { message, tree, parents: [] });
            const created = (0,github_client/* once */.Oo)(client, clock, `POST ${git}/refs`, { ...repository, ref: `refs/heads/${branchName}`, sha });
            await created.catch(async (error) => {
                // somebody else began it, or GitHub's answer was lost
                if (!(await head()))
                    throw error;
            });
        },
        append: async (on, { path, text }, message) => {
            const input = {
                branch: { repositoryNameWithOwner: `${repository.owner}/${repository.repo}`, branchName: branchName },
                expectedHeadOid: on,
                message,
                fileChanges: { additions: [{ path, contents: Buffer.from(text).toString('base64') }] },
            };
            const route = `POST ${graphqlUrl}`;
            const { data, errors } = (0,parse/* parse */.q)(mutationSchema, await (0,github_client/* once */.Oo)(client, clock, route, { query: mutation, variables: { input } }), route);
            const oid = data?.createCommitOnBranch?.commit.oid;
            if (oid !== undefined)
                return { kind: 'appended', oid };
            const refused = errors?.[0];
            if (refused?.type === 'STALE_DATA')
                return { kind: 'moved' };
            throw new github/* GitHubError */.y_(byType[refused?.type ?? ''] ?? 'refused', `createCommitOnBranch: ${refused?.message ?? 'no answer'}`);
        },
        unprotected: () => unprotectedBranch(client, clock, repository),
        urlOf: (oid, path) => `${webUrl}/${repository.owner}/${repository.repo}/blob/${oid}/${path}`,
    };
}
/**
 * Whether the signature is GitHub's own: it also says `verified` of what somebody signed with a key of theirs, who may then write any author
 * into it; and a name is anybody's, an address of this form the bot's alone. A server of one's own has other addresses.
 */
const isOfGitHub = ({ author, committer }) => committer.email === 'noreply@github.com' && author.email.endsWith(`+${author.name}@users.noreply.github.com`);
async function unlessAbsent(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return undefined;
        throw error;
    }
}
//# sourceMappingURL=ledger-branch.js.map

/***/ }),

/***/ 502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parse)
/* harmony export */ });
/* harmony import */ var _domain_github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4367);

/** Throws `unexpected`. */
function parse(schema, data, route) {
    const parsed = schema.safeParse(data);
    if (!parsed.success)
        throw new _domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y_('unexpected', `${route}: an unexpected answer`, { cause: parsed.error });
    return parsed.data;
}
//# sourceMappingURL=parse.js.map

/***/ })

};
