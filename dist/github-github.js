export const id = 739;
export const ids = [739];
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

/***/ 6739:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createGitHub: () => (/* binding */ createGitHub),
  createIssues: () => (/* binding */ createIssues)
});

;// CONCATENATED MODULE: ./build/src/domain/people/as-written.js
/** How people of the registry are written where no YAML is read. */
/** Where a repository has it. */
const registryPath = '.github/prism/people.yml';
/** `LOGIN:ID`, with the number that GitHub gives the account; undefined where it is not that. */
function gitHubAccountIn(text) {
    const [, login, id] = /^([A-Za-z0-9-]{1,39}):([1-9][0-9]{0,14})$/.exec(text) ?? [];
    return login && id ? { id: Number(id), login } : undefined;
}
//# sourceMappingURL=as-written.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/src/domain/github.js
var github = __webpack_require__(4367);
;// CONCATENATED MODULE: ./build/src/github/errors.js
/** What Octokit throws → the few kinds of errors that callers tell apart. */

/** From Octokit's RequestError, by its shape: `status`, and `response.headers` where an answer came. */
function toGitHubError(error, route, clock) {
    if (error instanceof github/* GitHubError */.y_)
        return error;
    const status = numberAt(error, 'status');
    const headers = headersOf(error);
    const message = `${route}: ${error instanceof Error ? error.message : String(error)}`;
    const because = { status, cause: error };
    if (status === undefined || status >= 500)
        return new github/* GitHubError */.y_('unavailable', message, because);
    const retryAfterSeconds = retryAfter(headers, clock.now().getTime());
    if (status === 429 || (status === 403 && (retryAfterSeconds !== undefined || /rate limit/i.test(message))))
        return new github/* GitHubError */.y_('rate-limited', message, { ...because, retryAfterSeconds });
    return new github/* GitHubError */.y_(byStatus[status] ?? 'unexpected', message, because);
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
;// CONCATENATED MODULE: ./build/src/github/client.js
/**
 * Octokit's own retries are switched off, so that what is tried again is decided here: reads, edits and reactions are safe to
 * repeat, creating a comment is not.
 */


/** Waits before the second, third … attempt, in milliseconds. */
const readDelays = [250, 1_000, 3_000];
/** Longest wait that a rate limit may impose on a read, in seconds; beyond it the read fails. */
const patience = 60;
/** One attempt. Throws a `GitHubError`. */
async function client_once(client, clock, route, parameters) {
    try {
        return (await client.request(route, { ...parameters, request: { retries: 0 } })).data;
    }
    catch (error) {
        throw toGitHubError(error, route, clock);
    }
}
/** For requests that may be repeated without harm: again when GitHub is unavailable, later when it limits the rate. */
async function safely(client, clock, route, parameters, delays = readDelays) {
    for (const delay of delays) {
        try {
            return await client_once(client, clock, route, parameters);
        }
        catch (error) {
            if (!(error instanceof github/* GitHubError */.y_))
                throw error;
            const wait = waitBeforeNext(error, delay);
            if (wait === undefined)
                throw error;
            await clock.sleep(wait);
        }
    }
    return client_once(client, clock, route, parameters);
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
;// CONCATENATED MODULE: ./build/src/github/parse.js

/** Throws `unexpected`. */
function parse_parse(schema, data, route) {
    const parsed = schema.safeParse(data);
    if (!parsed.success)
        throw new github/* GitHubError */.y_('unexpected', `${route}: an unexpected answer`, { cause: parsed.error });
    return parsed.data;
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ./build/src/github/thread.js
/** Comments and reactions in one issue or pull request. */




const commentSchema = schemas/* object */.Ikc({
    id: schemas/* number */.aig(),
    html_url: schemas/* string */.YjP(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ id: schemas/* number */.aig() }).nullish(),
    performed_via_github_app: schemas/* object */.Ikc({ id: schemas/* number */.aig() }).nullish(),
});
const timedSchema = schemas/* object */.Ikc({ created_at: schemas/* string */.YjP(), updated_at: schemas/* string */.YjP() });
const thumbSchema = schemas/* object */.Ikc({
    id: schemas/* int */.Whr().positive(),
    content: schemas/* string */.YjP(),
    created_at: schemas/* string */.YjP(),
    user: schemas/* object */.Ikc({ id: schemas/* int */.Whr().positive(), login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }).nullish(),
});
const pageSize = 100;
const pagesToLookAt = 5;
function threadOf(client, options) {
    const { clock, repository, issue, appId } = options;
    const oneComment = 'issues/comments/{comment_id}';
    return {
        create: async (body) => {
            const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
            return ours(parse_parse(commentSchema, await client_once(client, clock, route, { ...repository, issue_number: issue, body }), route));
        },
        edit: async (id, body) => {
            await client_once(client, clock, `PATCH /repos/{owner}/{repo}/${oneComment}`, { ...repository, comment_id: id, body });
        },
        remove: async (id) => {
            try {
                await safely(client, clock, `DELETE /repos/{owner}/{repo}/${oneComment}`, { ...repository, comment_id: id });
            }
            catch (error) {
                if (!(error instanceof github/* GitHubError */.y_ && error.code === 'not-found'))
                    throw error;
            }
        },
        read: async (id) => {
            const route = `GET /repos/{owner}/{repo}/${oneComment}`;
            try {
                const comment = parse_parse(commentSchema, await safely(client, clock, route, { ...repository, comment_id: id }), route);
                return { body: comment.body ?? '', authorId: comment.user?.id };
            }
            catch (error) {
                if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
                    return undefined;
                throw error;
            }
        },
        react: async (id, content) => {
            await safely(client, clock, `POST /repos/{owner}/{repo}/${oneComment}/reactions`, { ...repository, comment_id: id, content });
        },
        thumbs: async (id) => {
            const route = `GET /repos/{owner}/{repo}/${oneComment}`;
            try {
                const written = parse_parse(timedSchema, await safely(client, clock, route, { ...repository, comment_id: id }), route);
                return { writtenAt: written.created_at, changedAt: written.updated_at, thumbs: await thumbsOf(id) };
            }
            catch (error) {
                if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
                    return undefined;
                throw error;
            }
        },
        findOurs: async (marker, since) => {
            const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
            for (let page = 1; page <= pagesToLookAt; page++) {
                const parameters = { ...repository, issue_number: issue, since: since.toISOString(), per_page: pageSize, page };
                const comments = parse_parse(schemas/* array */.YOg(commentSchema), await safely(client, clock, route, parameters), route);
                const found = comments.find((c) => c.performed_via_github_app?.id === appId && endsIn(c.body ?? '', marker));
                if (found)
                    return ours(found);
                if (comments.length < pageSize)
                    return undefined;
            }
            return undefined;
        },
    };
    async function thumbsOf(id) {
        const route = `GET /repos/{owner}/{repo}/${oneComment}/reactions`;
        const found = [];
        for (let page = 1; page <= pagesToLookAt; page++) {
            const parameters = { ...repository, comment_id: id, content: '+1', per_page: pageSize, page };
            const all = parse_parse(schemas/* array */.YOg(thumbSchema), await safely(client, clock, route, parameters), route);
            for (const { id: thumb, content, created_at: at, user } of all)
                if (content === '+1' && user)
                    found.push({ id: thumb, by: { id: user.id, login: user.login }, isPerson: user.type === 'User', at });
            if (all.length < pageSize)
                break;
        }
        return found;
    }
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
const issues_patience = 60;
const one = '/repos/{owner}/{repo}/issues/{issue_number}';
function issuesOf(client, clock, repository) {
    const change = async (issue, wanted) => {
        await safely(client, clock, `PATCH ${one}`, { ...repository, issue_number: issue, ...wanted });
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
            return toIssue(parse_parse(issueSchema, await unlessLimited(route, { ...repository, ...text, labels: [label] }), route));
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
            await safely(client, clock, route, { ...repository, comment_id: id });
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
            const items = parse_parse(schemas/* array */.YOg(schema), await safely(client, clock, route, asked), route);
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
            return await client_once(client, clock, route, parameters);
        }
        catch (error) {
            const seconds = error instanceof github/* GitHubError */.y_ && error.code === 'rate-limited' ? (error.retryAfterSeconds ?? issues_patience) : undefined;
            if (seconds === undefined || seconds > issues_patience)
                throw error;
            await clock.sleep(seconds * 1_000);
            return client_once(client, clock, route, parameters);
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
;// CONCATENATED MODULE: ./build/src/github/members.js
/** Whether somebody is in an organization at this moment, by their numeric id, and which repositories an installation reaches. */




const accountSchema = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), login: schemas/* string */.YjP() });
const membershipSchema = schemas/* object */.Ikc({ state: schemas/* string */.YjP(), user: schemas/* object */.Ikc({ id: schemas/* int */.Whr() }).nullable() });
const reachedSchema = schemas/* object */.Ikc({ repositories: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), owner: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }) })) });
const members_pageSize = 100;
const members_maxPages = 10;
/** An invitation that was not accepted is no membership. Throws `GitHubError`: then nothing is known, which is not that somebody left. */
async function isMember(client, clock, org, id) {
    const login = await loginOf(client, clock, id);
    if (login === undefined)
        return false;
    const route = 'GET /orgs/{org}/memberships/{username}';
    const answer = await orUndefined(safely(client, clock, route, { org, username: login }));
    if (answer === undefined)
        return false;
    const { state, user } = parse_parse(membershipSchema, answer, route);
    if (user?.id !== id)
        throw new github/* GitHubError */.y_('unexpected', `${route}: the answer is about another account`);
    return state === 'active';
}
/** Undefined: nobody has that id any more. */
async function loginOf(client, clock, id) {
    const route = 'GET /user/{account_id}';
    const answer = await orUndefined(safely(client, clock, route, { account_id: id }));
    if (answer === undefined)
        return undefined;
    const account = parse_parse(accountSchema, answer, route);
    if (account.id !== id)
        throw new github/* GitHubError */.y_('unexpected', `${route}: the answer is about another account`);
    return account.login;
}
/** Those of whoever's installation the client is; a thousand at most. Throws `GitHubError`. */
async function reachedRepositories(client, clock) {
    const route = 'GET /installation/repositories';
    const all = [];
    for (let page = 1; page <= members_maxPages; page++) {
        const { repositories } = parse_parse(reachedSchema, await safely(client, clock, route, { per_page: members_pageSize, page }), route);
        all.push(...repositories.map(({ name, owner }) => ({ owner: owner.login, repo: name })));
        if (repositories.length < members_pageSize)
            break;
    }
    return all;
}
async function orUndefined(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return undefined;
        throw error;
    }
}
//# sourceMappingURL=members.js.map
;// CONCATENATED MODULE: ./build/src/github/teams.js
/** Which of some teams of the organization somebody is in, by the teams' ids. */




const teamsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* int */.Whr(), slug: schemas/* string */.YjP() }));
const teams_membershipSchema = schemas/* object */.Ikc({ state: schemas/* string */.YjP() });
const teams_pageSize = 100;
const teams_maxPages = 10;
/** Throws `GitHubError`; `forbidden` where the App has no leave to read members. An invitation that was not accepted is no membership. */
async function teamsOf(client, clock, org, login, ids) {
    const all = await teamsIn(client, clock, org);
    const asked = all.filter((team) => ids.includes(team.id));
    const member = await Promise.all(asked.map((team) => teams_isMember(client, clock, org, team.slug, login)));
    return asked.filter((_, i) => member[i]);
}
/** Undefined: the organization has no such team. Throws `GitHubError`. */
const slugOf = async (client, clock, org, id) => (await teamsIn(client, clock, org)).find((team) => team.id === id)?.slug;
async function teamsIn(client, clock, org) {
    const all = [];
    const route = 'GET /orgs/{org}/teams';
    for (let page = 1; page <= teams_maxPages; page++) {
        const items = parse_parse(teamsSchema, await safely(client, clock, route, { org, per_page: teams_pageSize, page }), route);
        all.push(...items);
        if (items.length < teams_pageSize)
            break;
    }
    return all;
}
async function teams_isMember(client, clock, org, slug, login) {
    const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
    try {
        const answer = await safely(client, clock, route, { org, team_slug: slug, username: login });
        return parse_parse(teams_membershipSchema, answer, route).state === 'active';
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return false;
        throw error;
    }
}
//# sourceMappingURL=teams.js.map
;// CONCATENATED MODULE: ./build/src/github/organizations.js
/** The organizations that the App is installed in, asked as the App; and who is in one of them, in its teams, or a collaborator from outside. */





const installationsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    account: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullable(),
    target_type: schemas/* string */.YjP(),
    suspended_at: schemas/* string */.YjP().nullish(),
}));
const accountsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* int */.Whr() }));
const organizations_pageSize = 100;
/** Five thousand accounts. */
const organizations_maxPages = 50;
const installationPages = 10;
/** Those that are not suspended, a thousand at most. Throws `GitHubError`. */
async function installed(asApp, clock) {
    const route = 'GET /app/installations';
    const found = [];
    for (let page = 1; page <= installationPages; page++) {
        const some = parse(installationsSchema, await once(asApp, clock, route, { per_page: organizations_pageSize, page }), route);
        for (const { id, account, target_type: type, suspended_at: suspended } of some)
            if (account && !suspended)
                found.push({ account: account.login, isOrganization: type === 'Organization', installationId: id });
        if (some.length < organizations_pageSize)
            break;
    }
    return found;
}
/** Throws `GitHubError`. */
const installedOrganizations = async (asApp, clock) => (await installed(asApp, clock)).flatMap(({ account, isOrganization, installationId }) => isOrganization ? [{ organization: account, installationId }] : []);
/** By their ids, all of them: what is too long to be read whole throws, as who is missing on it would count as gone. Undefined: there is no such team. Throws `GitHubError`. */
async function accountsIn(client, clock, org, of) {
    if (of === 'members')
        return organizations_all(client, clock, 'GET /orgs/{org}/members', { org });
    if (of === 'outside')
        return organizations_all(client, clock, 'GET /orgs/{org}/outside_collaborators', { org });
    const slug = await slugOf(client, clock, org, of.team);
    return slug === undefined ? undefined : organizations_all(client, clock, 'GET /orgs/{org}/teams/{team_slug}/members', { org, team_slug: slug });
}
async function organizations_all(client, clock, route, about) {
    const found = new Set();
    for (let page = 1; page <= organizations_maxPages; page++) {
        const items = parse_parse(accountsSchema, await safely(client, clock, route, { ...about, per_page: organizations_pageSize, page }), route);
        for (const { id } of items)
            found.add(id);
        if (items.length < organizations_pageSize)
            return found;
    }
    throw new github/* GitHubError */.y_('unexpected', `${route}: more than ${organizations_maxPages * organizations_pageSize} accounts`);
}
//# sourceMappingURL=organizations.js.map
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
        data = await safely(client, clock, route, { ...repository, username: actor.login });
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
        await safely(client, clock, 'GET /repos/{owner}/{repo}/collaborators/{username}', { ...repository, username: login });
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
    const data = await safely(client, clock, route, { ...repository, permission: 'admin', per_page: 10 });
    const people = collaboratorsSchema.safeParse(data);
    if (!people.success)
        throw new github/* GitHubError */.y_('unexpected', `${route}: an unexpected answer`, { cause: people.error });
    return people.data
        .filter((p) => p.type === 'User')
        .map((p) => p.login)
        .slice(0, 5);
}
//# sourceMappingURL=permission.js.map
;// CONCATENATED MODULE: ./build/src/github/content.js
/** One file of a repository at a commit or a branch. */




const schema = schemas/* object */.Ikc({ type: schemas/* literal */.euz('file'), sha: schemas/* string */.YjP(), encoding: schemas/* literal */.euz('base64'), content: schemas/* string */.YjP() });
/** Undefined where there is no such file. Throws `GitHubError`. */
async function contentAt({ client, clock, repository, path }, ref) {
    const route = 'GET /repos/{owner}/{repo}/contents/{path}';
    try {
        const { sha, content } = parse_parse(schema, await safely(client, clock, route, { ...repository, path, ref }), route);
        return { blob: sha, text: Buffer.from(content, 'base64').toString('utf8') };
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return undefined;
        throw error;
    }
}
//# sourceMappingURL=content.js.map
;// CONCATENATED MODULE: ./build/src/github/whoami.js
/** Whose token this is. REST tells it of a person's token only; GraphQL's viewer of an installation's and a workflow's too. */



const whoami_schema = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ login: schemas/* string */.YjP().min(1) }) }) });
/** On GitHub Enterprise Server GraphQL does not lie below the REST API's base, so the whole address is given. */
async function whoami(client, clock, url = '/graphql') {
    const route = `POST ${url}`;
    return parse_parse(whoami_schema, await safely(client, clock, route, { query: 'query { viewer { login } }' }), route).data.viewer.login;
}
//# sourceMappingURL=whoami.js.map
;// CONCATENATED MODULE: ./build/src/github/policy-file.js
/**
 * A file that decides, policy or registry, on a repository's default branch, and which version of it counts: the newest that came by a pull request which somebody approved
 * who wrote none of its commits. A push by one person grants that person nothing.
 */







const policyPath = '.github/prism.yml';
const repositorySchema = schemas/* object */.Ikc({ private: schemas/* boolean */.zMY(), default_branch: schemas/* string */.YjP() });
const account = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }).nullish();
const commitsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    sha: schemas/* string */.YjP(),
    author: account,
    committer: account,
    commit: schemas/* object */.Ikc({ message: schemas/* string */.YjP(), verification: schemas/* object */.Ikc({ verified: schemas/* boolean */.zMY() }).optional() }),
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
async function policyFile(client, clock, repository, reviewed, path = policyPath, ourLogin = () => whoami(client, clock)) {
    const on = { client, clock, repository, path, ourLogin };
    const { private: isPrivate, default_branch: branch } = await asked(on, repositorySchema, '', {});
    const newest = await contentAt(on, branch);
    if (!reviewed)
        return { isPublic: !isPrivate, ...(newest ? { counts: newest, newest } : {}) };
    const commits = await asked(on, commitsSchema, '/commits', { path, sha: branch, per_page: depth });
    for (const { sha } of commits) {
        if (!(await isReviewed(on, branch, sha)))
            continue;
        const version = await contentAt(on, sha);
        return { isPublic: !isPrivate, ...(newest ? { newest } : {}), ...(version ? { counts: version } : {}) };
    }
    // the one that counts may lie behind so many pushes: that is not a repository without one
    if (commits.length === depth)
        throw new github/* GitHubError */.y_('unexpected', `none of the newest ${depth} versions of ${path} was approved`);
    return { isPublic: !isPrivate, ...(newest ? { newest } : {}) };
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
    if (!people.every((p) => p))
        return undefined;
    const askers = await askersOf(on, commits);
    return askers && [...askers, ...people.flatMap((p) => (p ? [p.id] : []))];
}
/**
 * Whoever had a bot write something wrote it. Of our own commits we say who that was; what another bot commits may have been started by the very
 * person who approves it, so nobody knows.
 */
async function askersOf(on, commits) {
    const ofBots = commits.filter((c) => c.author?.type === 'Bot');
    if (ofBots.length === 0)
        return [];
    const ours = await on.ourLogin();
    const asked = ofBots.map((c) => c.author?.login === ours ? /^Prism-Asked-By: ([1-9][0-9]{0,15})$/m.exec(c.commit.message)?.[1] : undefined);
    return asked.every((id) => id !== undefined) ? asked.map(Number) : undefined;
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
    return parse_parse(schema, await safely(on.client, on.clock, route, { ...on.repository, ...parameters }), route);
}
//# sourceMappingURL=policy-file.js.map
;// CONCATENATED MODULE: ./build/src/github/visibility.js
/** Who can read a repository. */




const visibility_schema = schemas/* object */.Ikc({ private: schemas/* boolean */.zMY(), full_name: schemas/* string */.YjP() });
/**
 * Everybody; one that a whole enterprise reads is private to GitHub. One that was given to another owner is not there any more, though GitHub leads on to it.
 * Throws `GitHubError`.
 */
async function isPublic(client, clock, repository) {
    const route = 'GET /repos/{owner}/{repo}';
    const found = parse_parse(visibility_schema, await safely(client, clock, route, { ...repository }), route);
    const [owner = ''] = found.full_name.split('/');
    if (owner.toLowerCase() !== repository.owner.toLowerCase())
        throw new github/* GitHubError */.y_('not-found', `${route}: it is another owner’s by now`);
    return !found.private;
}
//# sourceMappingURL=visibility.js.map
;// CONCATENATED MODULE: ./build/src/github/posted-comments.js
/** Comments of a whole repository, by when they were posted; and whether one of them has our answer. */




const commentsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    issue_url: schemas/* string */.YjP(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ id: schemas/* int */.Whr(), login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }).nullable(),
    created_at: schemas/* string */.YjP(),
    performed_via_github_app: schemas/* object */.Ikc({ id: schemas/* int */.Whr() }).nullish(),
}));
const posted_comments_issueSchema = schemas/* object */.Ikc({ locked: schemas/* boolean */.zMY().nullish(), pull_request: schemas/* object */.Ikc({}).nullish() });
const reactionsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ content: schemas/* string */.YjP(), user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullable() }));
const posted_comments_pageSize = 100;
/** Ten thousand comments. */
const posted_comments_maxPages = 100;
/** GitHub's `since` is when a comment was last edited; who posted before is left out here. Throws `GitHubError`. */
async function postedSince(client, clock, repository, since, wanted) {
    const route = 'GET /repos/{owner}/{repo}/issues/comments';
    const found = [];
    let isWhole = false;
    for (let page = 1; page <= posted_comments_maxPages && !isWhole; page++) {
        const asked = { ...repository, since: since.toISOString(), sort: 'created', direction: 'asc', per_page: posted_comments_pageSize, page };
        const comments = parse_parse(commentsSchema, await safely(client, clock, route, asked), route);
        found.push(...comments.filter((c) => c.user?.type === 'User' && Date.parse(c.created_at) >= since.getTime() && wanted(c.body ?? '')));
        isWhole = comments.length < posted_comments_pageSize;
    }
    if (found.length === 0)
        return { isPrivate: true, comments: [], isWhole };
    const comments = [];
    const issues = new Map();
    for (const { id, issue_url: url, body, user, created_at: createdAt, performed_via_github_app: app } of found) {
        if (!user)
            continue;
        const issue = issues.get(url) ?? (await issueOf(client, clock, repository, Number(url.slice(url.lastIndexOf('/') + 1))));
        issues.set(url, issue);
        comments.push({ id, issue, body: body ?? '', author: user, viaApp: Boolean(app), createdAt });
    }
    return { isPrivate: !(await isPublic(client, clock, repository)), comments, isWhole };
}
async function issueOf(client, clock, repository, number) {
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
    const { locked, pull_request: pull } = parse_parse(posted_comments_issueSchema, await safely(client, clock, route, { ...repository, issue_number: number }), route);
    return { number, isPull: Boolean(pull), locked: locked === true };
}
/** Who answers looks first (👀), and reacts with how it ended when the answer stands. Throws `GitHubError`. */
async function isAnswered(client, clock, repository, commentId, ourLogin) {
    const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
    const asked = { ...repository, comment_id: commentId, per_page: posted_comments_pageSize };
    const reactions = parse_parse(reactionsSchema, await safely(client, clock, route, asked), route).filter((r) => r.content !== 'eyes');
    if (reactions.length === 0)
        return false;
    const ours = await ourLogin();
    return reactions.some((r) => r.user?.login === ours);
}
//# sourceMappingURL=posted-comments.js.map
;// CONCATENATED MODULE: ./build/src/github/public-keys.js
/** The public SSH keys of an account, by its numeric id: a login can be renamed, and taken over while it is asked for. */





const keysSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ key: schemas/* string */.YjP() }));
const route = 'GET /users/{username}/keys';
/** More keys than anybody has; those after them are not told. */
const most = 100;
/** Undefined: nobody has that id any more. Throws `GitHubError`. */
async function publicKeysOf(client, clock, id) {
    const login = await loginOf(client, clock, id);
    if (login === undefined)
        return undefined;
    const keys = parse_parse(keysSchema, await safely(client, clock, route, { username: login, per_page: most }), route);
    const after = await loginOf(client, clock, id);
    if (after !== login)
        throw new github/* GitHubError */.y_('unexpected', `${route}: the account was renamed meanwhile`);
    return { login, keys: keys.map(({ key }) => key) };
}
//# sourceMappingURL=public-keys.js.map
;// CONCATENATED MODULE: ./build/src/github/commit-on-branch.js
/** One commit by the mutation that compares before it commits, so that GitHub signs it. */




const commit_on_branch_schema = schemas/* object */.Ikc({
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
/** One attempt. moved: the branch points to something else, and nothing was committed. Throws `GitHubError`. */
async function commitOnBranch(on, { repository, branch, expected, files, headline, body }) {
    const input = {
        branch: { repositoryNameWithOwner: `${repository.owner}/${repository.repo}`, branchName: branch },
        expectedHeadOid: expected,
        message: { headline, ...(body === undefined ? {} : { body }) },
        fileChanges: { additions: files.map(({ path, content }) => ({ path, contents: base64(content) })) },
    };
    const route = `POST ${on.graphqlUrl}`;
    const { data, errors } = parse_parse(commit_on_branch_schema, await client_once(on.client, on.clock, route, { query: mutation, variables: { input } }), route);
    const oid = data?.createCommitOnBranch?.commit.oid;
    if (oid !== undefined)
        return { kind: 'appended', oid };
    const refused = errors?.[0];
    if (refused?.type === 'STALE_DATA')
        return { kind: 'moved' };
    throw new github/* GitHubError */.y_(byType[refused?.type ?? ''] ?? 'refused', `createCommitOnBranch: ${refused?.message ?? 'no answer'}`);
}
const base64 = (content) => (typeof content === 'string' ? Buffer.from(content) : content).toString('base64');
//# sourceMappingURL=commit-on-branch.js.map
;// CONCATENATED MODULE: ./build/src/github/pulls.js
/** Pull requests, as far as a file of the repository is looked at in them, or proposed by one; and the check runs that say what was found. */








const pulls_repositorySchema = schemas/* object */.Ikc({ default_branch: schemas/* string */.YjP(), private: schemas/* boolean */.zMY() });
const refSchema = schemas/* object */.Ikc({ object: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() }) });
const pullSchema = schemas/* object */.Ikc({
    number: schemas/* int */.Whr(),
    html_url: schemas/* string */.YjP(),
    state: schemas/* string */.YjP(),
    mergeable: schemas/* boolean */.zMY().nullish(),
    merge_commit_sha: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ id: schemas/* int */.Whr(), login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }).nullish(),
    head: schemas/* object */.Ikc({ sha: schemas/* string */.YjP(), ref: schemas/* string */.YjP(), repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullish() }),
    base: schemas/* object */.Ikc({ ref: schemas/* string */.YjP(), repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }) }),
});
const listedSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ number: schemas/* int */.Whr(), html_url: schemas/* string */.YjP(), user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullish() }));
const userSchema = schemas/* object */.Ikc({ id: schemas/* int */.Whr(), login: schemas/* string */.YjP() });
const base = '/repos/{owner}/{repo}';
const pulls_pageSize = 100;
const pulls_maxPages = 5;
/** GitHub computes the merge after a push; milliseconds before each look for it. */
const looks = [0, 1_000, 3_000, 5_000];
/** Of an annotation, as its words may be somebody's: GitHub refuses all of a check run for one that is longer than 64 KB. */
const longestMessage = 2_000;
/** Annotations that one request takes. */
const mostAnnotations = 50;
function pullsOf({ client, clock, repository, graphqlUrl = '/graphql' }) {
    const ask = async (schema, route, parameters = {}) => parse_parse(schema, await safely(client, clock, route, { ...repository, ...parameters }), route);
    const fileAt = (path, ref) => contentAt({ client, clock, repository, path }, ref);
    return {
        read: async (number) => {
            for (const wait of looks) {
                if (wait > 0)
                    await clock.sleep(wait);
                const pull = await ask(pullSchema, `GET ${base}/pulls/{pull_number}`, { pull_number: number });
                if (pull.mergeable !== null && pull.mergeable !== undefined)
                    return toPull(pull);
                if (wait === looks.at(-1))
                    return toPull(pull);
            }
            throw new github/* GitHubError */.y_('unexpected', 'no look at a pull request');
        },
        defaultBranch: async () => (await ask(pulls_repositorySchema, `GET ${base}`)).default_branch,
        openOn: async (branch) => {
            const found = [];
            for (let page = 1; page <= pulls_maxPages; page++) {
                const items = await ask(listedSchema, `GET ${base}/pulls`, { state: 'open', base: branch, per_page: pulls_pageSize, page });
                found.push(...items.map((p) => p.number));
                if (items.length < pulls_pageSize)
                    break;
            }
            return found;
        },
        fileAt,
        account: async (login) => {
            try {
                return parse_parse(userSchema, await safely(client, clock, 'GET /users/{username}', { username: login }), 'GET /users/{username}');
            }
            catch (error) {
                if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
                    return undefined;
                throw error;
            }
        },
        keysOf: (id) => publicKeysOf(client, clock, id),
        check: async (sha, run) => {
            await client_once(client, clock, `POST ${base}/check-runs`, { ...repository, ...checkJson(sha, run) });
        },
        propose: (file) => propose(file),
    };
    /** One branch and one pull request for a `branch`: asked again it finds what it made. */
    async function propose({ branch, path, text, on, headline, body, title, about }) {
        const into = (await ask(pulls_repositorySchema, `GET ${base}`)).default_branch;
        const known = await opened(branch, into);
        if (known)
            return known;
        const { object } = await ask(refSchema, `GET ${base}/git/ref/{ref}`, { ref: `heads/${into}` });
        // what is written on was read before: another one may have been merged since
        if ((await fileAt(path, object.sha))?.blob !== on)
            throw new github/* GitHubError */.y_('refused', `${path} was changed meanwhile`);
        const made = client_once(client, clock, `POST ${base}/git/refs`, { ...repository, ref: `refs/heads/${branch}`, sha: object.sha });
        await made.catch((error) => {
            if (!(error instanceof github/* GitHubError */.y_ && error.code === 'refused'))
                throw error;
        });
        const commit = { repository, branch, expected: object.sha, files: [{ path, content: text }], headline, body };
        const committed = await commitOnBranch({ client, clock, graphqlUrl }, commit);
        // moved: an earlier attempt committed, and only the pull request is missing
        if (committed.kind === 'moved' && (await fileAt(path, branch))?.text !== text)
            throw new github/* GitHubError */.y_('refused', `the branch ${branch} holds something else`);
        const route = `POST ${base}/pulls`;
        try {
            const pull = await client_once(client, clock, route, { ...repository, title, body: about, head: branch, base: into });
            return toProposed(parse_parse(listedSchema.element, pull, route));
        }
        catch (error) {
            // of two who ask at once one makes it, and GitHub refuses the other
            const made = error instanceof github/* GitHubError */.y_ && error.code === 'refused' ? await opened(branch, into) : undefined;
            if (!made)
                throw error;
            return made;
        }
    }
    async function opened(branch, into) {
        const head = `${repository.owner}:${branch}`;
        const found = await ask(listedSchema, `GET ${base}/pulls`, { state: 'all', head, base: into, per_page: pulls_pageSize });
        if (found.length === 0)
            return undefined;
        // a branch's name can be guessed, and another one's pull request from it is not what was asked for
        const ours = await whoami(client, clock, graphqlUrl);
        const own = found.find((p) => p.user?.login === ours);
        return own && toProposed(own);
    }
}
const toProposed = ({ number, html_url: url }) => ({ number, url });
const toPull = ({ number, state, user, head, base: into, mergeable, merge_commit_sha: merged, }) => ({
    number,
    isOpen: state === 'open',
    head: head.sha,
    base: into.ref,
    isOfFork: head.repo?.full_name !== into.repo.full_name,
    ...(user ? { author: { id: user.id, login: user.login, isPerson: user.type === 'User' } } : {}),
    // of an open one GitHub's trial merge; a conflict has none
    ...(mergeable === true && merged ? { merge: merged } : {}),
    conflicts: mergeable === false,
});
function checkJson(sha, { name, conclusion, title, summary, path, errors }) {
    const annotations = errors.slice(0, mostAnnotations).map(({ line, message }) => ({
        path,
        start_line: line,
        end_line: line,
        annotation_level: 'failure',
        message: message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message,
    }));
    return {
        name,
        head_sha: sha,
        status: 'completed',
        conclusion,
        output: { title, summary, ...(annotations.length > 0 ? { annotations } : {}) },
    };
}
//# sourceMappingURL=pulls.js.map
;// CONCATENATED MODULE: ./build/src/github/github.js
/** GitHub as the entry points know it, over whatever sends requests. */












/** Touches no network until something is asked. */
function createGitHub({ client, clock, appId, graphqlUrl }) {
    return {
        permission: (repository, actor) => livePermission(client, clock, repository, actor),
        isCollaborator: (repository, login) => isCollaborator(client, clock, repository, login),
        administrators: (repository) => administrators(client, clock, repository),
        pulls: (repository) => pullsOf({ client, clock, repository, ...(graphqlUrl === undefined ? {} : { graphqlUrl }) }),
        policyFile: (repository, reviewed) => policyFile(client, clock, repository, reviewed, policyPath, () => whoami(client, clock, graphqlUrl)),
        isMember: (organization, id) => isMember(client, clock, organization, id),
        accountsIn: (organization, of) => accountsIn(client, clock, organization, of),
        reached: () => reachedRepositories(client, clock),
        postedSince: (repository, since, wanted) => postedSince(client, clock, repository, since, wanted),
        isAnswered: (repository, commentId) => isAnswered(client, clock, repository, commentId, () => whoami(client, clock, graphqlUrl)),
        teamsOf: (organization, login, ids) => teamsOf(client, clock, organization, login, ids),
        thread: (repository, issue) => threadOf(client, { clock, repository, issue, appId }),
        ...createIssues({ client, clock, ...(graphqlUrl === undefined ? {} : { graphqlUrl }) }),
    };
}
/** The part that needs no App: whose token it is, the issues that are kept with it, and the registry. */
function createIssues({ client, clock, graphqlUrl, }) {
    const login = () => whoami(client, clock, graphqlUrl);
    return {
        whoami: login,
        registryFile: (repository, reviewed) => policyFile(client, clock, repository, reviewed, registryPath, login),
        keysOf: (id) => publicKeysOf(client, clock, id),
        issues: (repository) => issuesOf(client, clock, repository),
    };
}
//# sourceMappingURL=github.js.map

/***/ })

};
