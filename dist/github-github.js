export const id = 166;
export const ids = [166,168];
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

/***/ 2166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createGitHub: () => (/* binding */ createGitHub),
  createIssues: () => (/* binding */ createIssues)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/src/domain/github.js
var github = __webpack_require__(4367);
// EXTERNAL MODULE: ./build/src/github/client.js
var github_client = __webpack_require__(6330);
// EXTERNAL MODULE: ./build/src/github/parse.js
var parse = __webpack_require__(502);
;// CONCATENATED MODULE: ./build/src/github/thread.js
/** Comments and reactions in one issue or pull request. */




const commentSchema = schemas/* object */.Ikc({
    id: schemas/* number */.aig(),
    html_url: schemas/* string */.YjP(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ id: schemas/* number */.aig() }).nullish(),
    performed_via_github_app: schemas/* object */.Ikc({ id: schemas/* number */.aig() }).nullish(),
});
const pageSize = 100;
const pagesToLookAt = 5;
function threadOf(client, options) {
    const { clock, repository, issue, appId } = options;
    const oneComment = 'issues/comments/{comment_id}';
    return {
        create: async (body) => {
            const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
            return ours((0,parse/* parse */.q)(commentSchema, await (0,github_client/* once */.Oo)(client, clock, route, { ...repository, issue_number: issue, body }), route));
        },
        edit: async (id, body) => {
            await (0,github_client/* once */.Oo)(client, clock, `PATCH /repos/{owner}/{repo}/${oneComment}`, { ...repository, comment_id: id, body });
        },
        read: async (id) => {
            const route = `GET /repos/{owner}/{repo}/${oneComment}`;
            try {
                const comment = (0,parse/* parse */.q)(commentSchema, await (0,github_client/* safely */.vm)(client, clock, route, { ...repository, comment_id: id }), route);
                return { body: comment.body ?? '', authorId: comment.user?.id };
            }
            catch (error) {
                if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
                    return undefined;
                throw error;
            }
        },
        react: async (id, content) => {
            await (0,github_client/* safely */.vm)(client, clock, `POST /repos/{owner}/{repo}/${oneComment}/reactions`, { ...repository, comment_id: id, content });
        },
        findOurs: async (marker, since) => {
            const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
            for (let page = 1; page <= pagesToLookAt; page++) {
                const parameters = { ...repository, issue_number: issue, since: since.toISOString(), per_page: pageSize, page };
                const comments = (0,parse/* parse */.q)(schemas/* array */.YOg(commentSchema), await (0,github_client/* safely */.vm)(client, clock, route, parameters), route);
                const found = comments.find((c) => c.performed_via_github_app?.id === appId && endsIn(c.body ?? '', marker));
                if (found)
                    return ours(found);
                if (comments.length < pageSize)
                    return undefined;
            }
            return undefined;
        },
    };
}
/** GitHub keeps line ends as they were sent, and trims the end. */
const endsIn = (body, marker) => body.trimEnd().split('\n').at(-1)?.trim() === marker;
const ours = ({ id, html_url: url }) => ({ id, url });
//# sourceMappingURL=thread.js.map
;// CONCATENATED MODULE: ./build/src/github/issues.js
/** Issues that we keep: found by label and author, opened, changed, and their history in comments. */





const issueSchema = schemas/* object */.Ikc({
    number: schemas/* number */.aig(),
    html_url: schemas/* string */.YjP(),
    title: schemas/* string */.YjP(),
    body: schemas/* string */.YjP().nullish(),
    state: schemas/* enum */.k5n(['open', 'closed']),
    user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullish(),
    /** Lists of issues hold pull requests too. */
    pull_request: schemas/* object */.Ikc({}).optional(),
});
const issues_commentSchema = schemas/* object */.Ikc({ id: schemas/* number */.aig(), body: schemas/* string */.YjP().nullish(), user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullish() });
const issues_pageSize = 100;
/** More of our own with one label than this is no list that we made. */
const maxPages = 20;
/** Longest wait that a rate limit may impose on a write, in seconds. */
const patience = 60;
const one = '/repos/{owner}/{repo}/issues/{issue_number}';
function issuesOf(client, clock, repository) {
    const change = async (issue, wanted) => {
        await (0,github_client/* safely */.vm)(client, clock, `PATCH ${one}`, { ...repository, issue_number: issue, ...wanted });
    };
    return {
        labelled: async (label, author) => {
            const all = await pages(issueSchema, 'GET /repos/{owner}/{repo}/issues', { labels: label, state: 'all' });
            return all
                .filter((i) => i.pull_request === undefined && i.user?.login === author)
                .map(toIssue)
                .sort((a, b) => a.number - b.number);
        },
        open: async ({ label, ...text }) => {
            const route = 'POST /repos/{owner}/{repo}/issues';
            return toIssue((0,parse/* parse */.q)(issueSchema, await unlessLimited(route, { ...repository, ...text, labels: [label] }), route));
        },
        change: (issue, wanted) => change(issue, wanted),
        closeAsDuplicate: (issue) => change(issue, { state: 'closed', state_reason: 'not_planned' }),
        sayOnce: async (issue, said) => {
            if ((await own(issue, said)).length > 0)
                return;
            await unlessLimited(`POST ${one}/comments`, { ...repository, issue_number: issue, body: said.body });
            // another process may have said it at the same moment; the first one stays
            const [, ...more] = await own(issue, said);
            for (const { id } of more)
                await removeComment(id);
        },
    };
    async function own(issue, { author, marker, since }) {
        const comments = await pages(issues_commentSchema, `GET ${one}/comments`, { issue_number: issue, since: since.toISOString() });
        return comments.filter((c) => c.user?.login === author && endsIn(c.body ?? '', marker)).sort((x, y) => x.id - y.id);
    }
    async function removeComment(id) {
        const route = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
        try {
            await (0,github_client/* safely */.vm)(client, clock, route, { ...repository, comment_id: id });
        }
        catch (error) {
            // the other process looked too
            if (!(error instanceof github/* GitHubError */.y_ && error.code === 'not-found'))
                throw error;
        }
    }
    async function pages(schema, route, parameters) {
        const found = [];
        for (let page = 1; page <= maxPages; page++) {
            const asked = { ...repository, ...parameters, per_page: issues_pageSize, page };
            const items = (0,parse/* parse */.q)(schemas/* array */.YOg(schema), await (0,github_client/* safely */.vm)(client, clock, route, asked), route);
            found.push(...items);
            if (items.length < issues_pageSize)
                return found;
        }
        // what is on the next page could be what is looked for: not having seen it must not look like its absence
        throw new github/* GitHubError */.y_('unexpected', `${route}: more than ${maxPages * issues_pageSize}`);
    }
    /** A request that GitHub refused for its rate was not carried out, so it may be sent again. Nothing else may. */
    async function unlessLimited(route, parameters) {
        try {
            return await (0,github_client/* once */.Oo)(client, clock, route, parameters);
        }
        catch (error) {
            const seconds = error instanceof github/* GitHubError */.y_ && error.code === 'rate-limited' ? (error.retryAfterSeconds ?? patience) : undefined;
            if (seconds === undefined || seconds > patience)
                throw error;
            await clock.sleep(seconds * 1_000);
            return (0,github_client/* once */.Oo)(client, clock, route, parameters);
        }
    }
}
const toIssue = ({ number, html_url: url, title, body, state }) => ({
    number,
    url,
    title,
    body: body ?? '',
    state,
});
//# sourceMappingURL=issues.js.map
;// CONCATENATED MODULE: ./build/src/github/permission.js
/** Who may do what on a repository, read now. `author_association` in a payload is no permission and is never read. */



const answerSchema = schemas/* object */.Ikc({
    permission: schemas/* string */.YjP(),
    role_name: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ id: schemas/* number */.aig() }).nullable(),
});
/**
 * The permission of the account with this id. The route takes a login; logins can be renamed and taken by others, so the answer
 * must be about the same id. Throws `GitHubError`: then nothing is known, which is not a permission.
 */
async function livePermission(client, clock, repository, actor) {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    let data;
    try {
        data = await (0,github_client/* safely */.vm)(client, clock, route, { ...repository, username: actor.login });
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return { base: 'none', roleName: '' };
        throw error;
    }
    const answer = answerSchema.safeParse(data);
    if (!answer.success)
        throw new github/* GitHubError */.y_('unexpected', `${route}: an unexpected answer`, { cause: answer.error });
    if (answer.data.user?.id !== actor.id)
        throw new github/* GitHubError */.y_('unexpected', `${route}: the answer is about another account`);
    const roleName = answer.data.role_name ?? '';
    switch (answer.data.permission) {
        case 'admin':
        case 'write':
        case 'read':
        case 'none':
            return { base: answer.data.permission, roleName };
        default:
            throw new github/* GitHubError */.y_('unexpected', `${route}: a permission that GitHub does not document`);
    }
}
/** Tells a collaborator with read permission from a passer-by: on a public repository everybody has `read`. */
async function isCollaborator(client, clock, repository, login) {
    try {
        await (0,github_client/* safely */.vm)(client, clock, 'GET /repos/{owner}/{repo}/collaborators/{username}', { ...repository, username: login });
        return true;
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return false;
        throw error;
    }
}
const collaboratorsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }));
/** Logins of some administrators: who can grant a permission. At most five. */
async function administrators(client, clock, repository) {
    const route = 'GET /repos/{owner}/{repo}/collaborators';
    const data = await (0,github_client/* safely */.vm)(client, clock, route, { ...repository, permission: 'admin', per_page: 10 });
    const people = collaboratorsSchema.safeParse(data);
    if (!people.success)
        throw new github/* GitHubError */.y_('unexpected', `${route}: an unexpected answer`, { cause: people.error });
    return people.data
        .filter((p) => p.type === 'User')
        .map((p) => p.login)
        .slice(0, 5);
}
//# sourceMappingURL=permission.js.map
;// CONCATENATED MODULE: ./build/src/github/policy-file.js
/**
 * The policy file of a repository's default branch, and which version of it counts: the newest that came by a pull request which somebody approved who
 * wrote none of its commits. A push by one person grants that person nothing.
 */





const policyPath = '.github/prism.yml';
const repositorySchema = schemas/* object */.Ikc({ private: schemas/* boolean */.zMY(), default_branch: schemas/* string */.YjP() });
const contentSchema = schemas/* object */.Ikc({ type: schemas/* literal */.euz('file'), sha: schemas/* string */.YjP(), encoding: schemas/* literal */.euz('base64'), content: schemas/* string */.YjP() });
const account = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }).nullish();
const commitsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    sha: schemas/* string */.YjP(),
    author: account,
    committer: account,
    commit: schemas/* object */.Ikc({ verification: schemas/* object */.Ikc({ verified: schemas/* boolean */.zMY() }).optional() }),
}));
const pullsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    number: schemas/* int */.Whr(),
    merged_at: schemas/* string */.YjP().nullable(),
    base: schemas/* object */.Ikc({ ref: schemas/* string */.YjP() }),
    head: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() }),
    user: account,
}));
const reviewsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ user: account, state: schemas/* string */.YjP(), commit_id: schemas/* string */.YjP().nullish() }));
/** Versions that are looked at for one that counts. */
const depth = 20;
const policy_file_pageSize = 100;
/** GitHub names itself as the committer of what is merged on its pages; it wrote nothing. */
const webFlow = 'web-flow';
/** Throws `GitHubError`: then nothing is known, which is no policy. */
async function policyFile(client, clock, repository, reviewed) {
    const on = { client, clock, repository };
    const { private: isPrivate, default_branch: branch } = await asked(on, repositorySchema, '', {});
    const newest = await contentAt(on, branch);
    if (!reviewed)
        return { isPublic: !isPrivate, ...(newest ? { counts: newest, newest } : {}) };
    const commits = await asked(on, commitsSchema, '/commits', { path: policyPath, sha: branch, per_page: depth });
    for (const { sha } of commits) {
        if (!(await isReviewed(on, branch, sha)))
            continue;
        const version = await contentAt(on, sha);
        return { isPublic: !isPrivate, ...(newest ? { newest } : {}), ...(version ? { counts: version } : {}) };
    }
    // the one that counts may lie behind so many pushes: that is not a repository without one
    if (commits.length === depth)
        throw new github/* GitHubError */.y_('unexpected', `none of the newest ${depth} versions of ${policyPath} was approved`);
    return { isPublic: !isPrivate, ...(newest ? { newest } : {}) };
}
async function contentAt(on, ref) {
    try {
        const { sha, content } = await asked(on, contentSchema, '/contents/{path}', { path: policyPath, ref });
        return { blob: sha, text: Buffer.from(content, 'base64').toString('utf8') };
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return undefined;
        throw error;
    }
}
/** Whether the commit came by a merged pull request whose file somebody else approved, as it is. */
async function isReviewed(on, branch, sha) {
    const pulls = await asked(on, pullsSchema, '/commits/{commit_sha}/pulls', { commit_sha: sha });
    const merged = pulls.filter((p) => p.merged_at !== null && p.base.ref === branch);
    for (const pull of merged) {
        const [there, proposed] = [await contentAt(on, sha), await contentAt(on, pull.head.sha)];
        // a merge that was made by hand may hold something else than what was approved
        if (there?.blob !== proposed?.blob)
            continue;
        const authors = await authorsOf(on, pull.number);
        if (authors && (await isApproved(on, pull.number, pull.head.sha, [...authors, ...(pull.user ? [pull.user.id] : [])])))
            return true;
    }
    return false;
}
/**
 * Undefined where it is not known who wrote one of the commits: it is nobody's on GitHub, or not signed. GitHub tells people by the addresses in a
 * commit, and whoever makes an unsigned one writes into it whose address they like.
 */
async function authorsOf(on, pull) {
    const commits = await asked(on, commitsSchema, '/pulls/{pull_number}/commits', { pull_number: pull, per_page: policy_file_pageSize });
    if (commits.length === 0 || commits.length === policy_file_pageSize)
        return undefined;
    if (!commits.every((c) => c.commit.verification?.verified))
        return undefined;
    const people = commits.flatMap(({ author, committer }) => [author, committer?.login === webFlow ? author : committer]);
    return people.every((p) => p) ? people.flatMap((p) => (p ? [p.id] : [])) : undefined;
}
/** By somebody who may write and wrote none of it, of the very commit that was merged, and not taken back. */
async function isApproved(on, pull, head, authors) {
    const reviews = await asked(on, reviewsSchema, '/pulls/{pull_number}/reviews', { pull_number: pull, per_page: policy_file_pageSize });
    // one that takes an approval back may come after those that GitHub tells at once
    if (reviews.length === policy_file_pageSize)
        return false;
    const decisive = reviews.filter((r) => r.user && ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(r.state));
    const last = new Map(decisive.map((r) => [r.user?.id, r]));
    for (const { user, state, commit_id } of last.values()) {
        if (user?.type !== 'User' || state !== 'APPROVED' || commit_id !== head || authors.includes(user.id))
            continue;
        if ((0,github/* mayWrite */.J)(await livePermission(on.client, on.clock, on.repository, user)))
            return true;
    }
    return false;
}
async function asked(on, schema, path, parameters) {
    const route = `GET /repos/{owner}/{repo}${path}`;
    return (0,parse/* parse */.q)(schema, await (0,github_client/* safely */.vm)(on.client, on.clock, route, { ...on.repository, ...parameters }), route);
}
//# sourceMappingURL=policy-file.js.map
;// CONCATENATED MODULE: ./build/src/github/teams.js
/** Which of some teams of the organization somebody is in, by the teams' ids. */




const teamsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* int */.Whr(), slug: schemas/* string */.YjP() }));
const membershipSchema = schemas/* object */.Ikc({ state: schemas/* string */.YjP() });
const teams_pageSize = 100;
const teams_maxPages = 10;
/** Throws `GitHubError`; `forbidden` where the App has no leave to read members. An invitation that was not accepted is no membership. */
async function teamsOf(client, clock, org, login, ids) {
    const all = [];
    const route = 'GET /orgs/{org}/teams';
    for (let page = 1; page <= teams_maxPages; page++) {
        const items = (0,parse/* parse */.q)(teamsSchema, await (0,github_client/* safely */.vm)(client, clock, route, { org, per_page: teams_pageSize, page }), route);
        all.push(...items);
        if (items.length < teams_pageSize)
            break;
    }
    const asked = all.filter((team) => ids.includes(team.id));
    const member = await Promise.all(asked.map((team) => isMember(client, clock, org, team.slug, login)));
    return asked.filter((_, i) => member[i]);
}
async function isMember(client, clock, org, slug, login) {
    const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
    try {
        const answer = await (0,github_client/* safely */.vm)(client, clock, route, { org, team_slug: slug, username: login });
        return (0,parse/* parse */.q)(membershipSchema, answer, route).state === 'active';
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return false;
        throw error;
    }
}
//# sourceMappingURL=teams.js.map
// EXTERNAL MODULE: ./build/src/github/whoami.js
var whoami = __webpack_require__(8168);
;// CONCATENATED MODULE: ./build/src/github/github.js
/** GitHub as the entry points know it, over whatever sends requests. */






/** Touches no network until something is asked. */
function createGitHub({ client, clock, appId, graphqlUrl }) {
    return {
        permission: (repository, actor) => livePermission(client, clock, repository, actor),
        isCollaborator: (repository, login) => isCollaborator(client, clock, repository, login),
        administrators: (repository) => administrators(client, clock, repository),
        policyFile: (repository, reviewed) => policyFile(client, clock, repository, reviewed),
        teamsOf: (organization, login, ids) => teamsOf(client, clock, organization, login, ids),
        thread: (repository, issue) => threadOf(client, { clock, repository, issue, appId }),
        ...createIssues({ client, clock, ...(graphqlUrl === undefined ? {} : { graphqlUrl }) }),
    };
}
/** The part that needs no App: whose token it is, and the issues that are kept with it. */
function createIssues({ client, clock, graphqlUrl }) {
    return {
        whoami: () => (0,whoami.whoami)(client, clock, graphqlUrl),
        issues: (repository) => issuesOf(client, clock, repository),
    };
}
//# sourceMappingURL=github.js.map

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

/***/ }),

/***/ 8168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   whoami: () => (/* binding */ whoami)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6330);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(502);
/** Whose token this is. REST tells it of a person's token only; GraphQL's viewer of an installation's and a workflow's too. */



const schema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ data: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ viewer: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ login: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().min(1) }) }) });
/** On GitHub Enterprise Server GraphQL does not lie below the REST API's base, so the whole address is given. */
async function whoami(client, clock, url = '/graphql') {
    const route = `POST ${url}`;
    return (0,_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .q)(schema, await (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .safely */ .vm)(client, clock, route, { query: 'query { viewer { login } }' }), route).data.viewer.login;
}
//# sourceMappingURL=whoami.js.map

/***/ })

};
