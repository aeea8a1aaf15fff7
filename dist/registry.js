export const id = 909;
export const ids = [909];
export const modules = {

/***/ 909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   registryBy: () => (/* binding */ registryBy)
/* harmony export */ });
/** `reviewWaived`: the newest version counts, whoever wrote it, as of the policy. */
async function registryBy(token, env, reviewWaived) {
    const [{ getOctokit }, { composeIssues }, { composeRegistry }, { machineClock }] = await Promise.all([
        __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413)),
        __webpack_require__.e(/* import() */ 787).then(__webpack_require__.bind(__webpack_require__, 5787)),
        __webpack_require__.e(/* import() */ 687).then(__webpack_require__.bind(__webpack_require__, 6687)),
        Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 8179)),
    ]);
    const octokit = getOctokit(token, env.GITHUB_API_URL ? { baseUrl: env.GITHUB_API_URL } : {});
    const client = { request: async (route, parameters) => octokit.request(route, parameters) };
    const github = await composeIssues({ client, clock: machineClock });
    return composeRegistry({ github: async () => github, reviewWaived });
}
//# sourceMappingURL=registry.js.map

/***/ })

};
