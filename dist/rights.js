export const id = 839;
export const ids = [839];
export const modules = {

/***/ 839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checkPolicy: () => (/* binding */ checkPolicy),
/* harmony export */   comparePolicies: () => (/* binding */ comparePolicies),
/* harmony export */   composeRights: () => (/* binding */ composeRights),
/* harmony export */   leavingRules: () => (/* binding */ leavingRules),
/* harmony export */   operatedBy: () => (/* binding */ operatedBy)
/* harmony export */ });
/** Rights as operator and repositories write them down; what reads YAML loads only here. Throws `operator-file`. */
async function composeRights({ github, operatorFile, reviewWaived, withoutPolicy }) {
    const [{ repositoryRights }, { operatorOf }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(411)]).then(__webpack_require__.bind(__webpack_require__, 7792)),
        Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(754)]).then(__webpack_require__.bind(__webpack_require__, 1754)),
    ]);
    return repositoryRights({ github, operated: operatorOf(operatorFile, reviewWaived), ...(withoutPolicy ? { withoutPolicy } : {}) });
}
/** By a repository's full name: whether the newest version of its policy counts, whoever wrote it; and whether the operator's file names it at all. Throws `operator-file`. */
async function operatedBy({ operatorFile, reviewWaived }) {
    const { operatorOf } = await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(754)]).then(__webpack_require__.bind(__webpack_require__, 1754));
    const operated = operatorOf(operatorFile, reviewWaived);
    return {
        reviewWaived: (repository) => operated(repository)?.reviewWaived ?? false,
        isOperated: (repository) => operated(repository) !== undefined,
    };
}
/** By the repository's policy that counts; nothing where that has errors. Throws `GitHubError`. */
async function leavingRules(github, repository, reviewed) {
    const [{ counts }, { parsePolicy }] = await Promise.all([github.policyFile(repository, reviewed), Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(911)]).then(__webpack_require__.bind(__webpack_require__, 8911))]);
    const parsed = counts && parsePolicy(counts.text);
    if (parsed?.kind !== 'policy')
        return { teams: [], acts: false };
    return { teams: parsed.policy.leavingTeams, acts: parsed.policy.leavingActs ?? false };
}
/**
 * What is wrong with a policy, what it allows that `before` does not, and what no longer. Either may be absent: a repository without the file. One
 * with an error counts for nothing, so everything is new after it.
 */
async function comparePolicies(before, text) {
    const [{ parsePolicy }, { changesOf }] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(911)]).then(__webpack_require__.bind(__webpack_require__, 8911)), __webpack_require__.e(/* import() */ 316).then(__webpack_require__.bind(__webpack_require__, 5316))]);
    const [old, parsed] = [before, text].map((t) => (t === undefined ? undefined : parsePolicy(t)));
    if (parsed?.kind === 'wrong')
        return { errors: parsed.errors, changes: { newly: [], noLonger: [] } };
    return { errors: [], changes: changesOf(old?.kind === 'policy' ? old.policy : undefined, parsed?.policy) };
}
/** A policy file, and whom CODEOWNERS gives it to. `read`: a file of the repository; asks nobody else. */
async function checkPolicy(text, before, read) {
    const { codeOwnersPlaces, ownersOf } = await __webpack_require__.e(/* import() */ 475).then(__webpack_require__.bind(__webpack_require__, 7856));
    const { errors, changes } = await comparePolicies(before, text);
    const codeOwners = codeOwnersPlaces.flatMap((place) => read(place) ?? [])[0];
    return {
        errors,
        owners: ownersOf(codeOwners ?? '', '.github/prism.yml'),
        changes: before === undefined || errors.length > 0 ? undefined : changes,
    };
}
//# sourceMappingURL=rights.js.map

/***/ })

};
