export const id = 787;
export const ids = [787];
export const modules = {

/***/ 5787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   composeGitHub: () => (/* binding */ composeGitHub),
/* harmony export */   composeIssues: () => (/* binding */ composeIssues)
/* harmony export */ });
/** GitHub's code loads where somebody speaks to it. For entry points that live in its threads; the client carries the credentials, so there is one of these for each installation. */
const composeGitHub = async (options) => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(739)]).then(__webpack_require__.bind(__webpack_require__, 6739))).createGitHub(options);
/** For entry points that have whatever token they were given: the issues that they keep, and the registry. */
const composeIssues = async (options) => (await Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(739)]).then(__webpack_require__.bind(__webpack_require__, 6739))).createIssues(options);
//# sourceMappingURL=github.js.map

/***/ })

};
