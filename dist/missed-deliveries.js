export const id = 565;
export const ids = [565];
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

/***/ 565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askAgain: () => (/* binding */ askAgain),
/* harmony export */   missedDeliveries: () => (/* binding */ missedDeliveries)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2857);
/* harmony import */ var _domain_github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4367);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6330);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6150);
/* harmony import */ var _parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(502);
/**
 * Deliveries that nobody acknowledged. GitHub attempts each once and never again by itself; it lists those of the last three days, and
 * makes another attempt when it is asked to. Asked as the App, by its JWT.
 */





const attempts = zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr(),
    guid: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    delivered_at: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    status_code: zod__WEBPACK_IMPORTED_MODULE_4__/* .int */ .Whr(),
    event: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    action: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullable(),
}));
const list = 'GET /app/hook/deliveries';
const redeliver = 'POST /app/hook/deliveries/{delivery_id}/attempts';
const mostPages = 50;
/** New comments alone. Throws `GitHubError`. */
async function missedDeliveries(asApp, clock, since) {
    const byGuid = new Map();
    for await (const attempt of attemptsSince(asApp, clock, since)) {
        if (attempt.event === 'issue_comment' && attempt.action === 'created')
            byGuid.set(attempt.guid, [...(byGuid.get(attempt.guid) ?? []), attempt]);
    }
    return [...byGuid.values()]
        .filter((all) => !all.some(({ status_code: status }) => status >= 200 && status < 300))
        .map((all) => ({ id: all[0].id, guid: all[0].guid, attempts: all.length }));
}
/** GitHub makes the attempt a moment later. Throws `GitHubError`. */
async function askAgain(asApp, clock, { id }) {
    await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .once */ .Oo)(asApp, clock, redeliver, { delivery_id: id });
}
/** Newest first. */
async function* attemptsSince(asApp, clock, since) {
    let cursor;
    for (let page = 0; page < mostPages; page++) {
        const { data, headers } = await ask(asApp, clock, { per_page: 100, ...(cursor === undefined ? {} : { cursor }) });
        for (const attempt of (0,_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .q)(attempts, data, list)) {
            if (Date.parse(attempt.delivered_at) < since.getTime())
                return;
            yield attempt;
        }
        cursor = nextCursor(headers?.link);
        if (cursor === undefined)
            return;
    }
}
async function ask(asApp, clock, parameters) {
    try {
        return await asApp.request(list, { ...parameters, request: { retries: 0 } });
    }
    catch (error) {
        throw error instanceof _domain_github_js__WEBPACK_IMPORTED_MODULE_0__/* .GitHubError */ .y_ ? error : (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .toGitHubError */ .L)(error, list, clock);
    }
}
function nextCursor(link) {
    if (typeof link !== 'string')
        return undefined;
    const next = /<([^>]+)>;\s*rel="next"/.exec(link)?.[1];
    return (next && URL.parse(next)?.searchParams.get('cursor')) || undefined;
}
//# sourceMappingURL=missed-deliveries.js.map

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
