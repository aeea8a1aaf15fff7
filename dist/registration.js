export const id = 200;
export const ids = [200];
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

/***/ 1200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   registrationOf: () => (/* binding */ registrationOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2857);
/* harmony import */ var _domain_github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4367);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6330);
/** What GitHub says of the App itself: its registration, its webhook and where it is installed. Asked as the App, by its JWT. */



const app = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_2__/* .int */ .Whr(), slug: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), events: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()), permissions: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()) });
const hook = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    url: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    secret: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    insecure_ssl: zod__WEBPACK_IMPORTED_MODULE_2__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig()]).optional(),
});
const installations = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    account: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ login: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }).nullable(),
    permissions: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    events: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    suspended_at: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullish(),
}));
/** `asApp` carries the App's JWT. Throws `GitHubError`; `unauthorised` where App id and key do not belong together. */
async function registrationOf(asApp, clock) {
    const about = parsed(app, await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .once */ .Oo)(asApp, clock, 'GET /app', {}), 'GET /app');
    const webhook = parsed(hook, await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .once */ .Oo)(asApp, clock, 'GET /app/hook/config', {}), 'GET /app/hook/config');
    const route = 'GET /app/installations';
    const all = parsed(installations, await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .once */ .Oo)(asApp, clock, route, { per_page: 100 }), route);
    return {
        slug: about.slug,
        permissions: about.permissions,
        events: about.events,
        webhookUrl: webhook.url ?? '',
        hasSecret: (webhook.secret ?? '') !== '',
        checksCertificate: String(webhook.insecure_ssl ?? '0') === '0',
        installations: all.map(({ account, permissions, events, suspended_at }) => ({
            account: account?.login ?? '',
            permissions,
            events,
            suspended: typeof suspended_at === 'string',
        })),
    };
}
function parsed(schema, answer, route) {
    const result = schema.safeParse(answer);
    if (!result.success)
        throw new _domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y_('unexpected', `${route} answered in another shape than GitHub documents`, { cause: result.error });
    return result.data;
}
//# sourceMappingURL=registration.js.map

/***/ })

};
