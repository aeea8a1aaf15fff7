export const id = 687;
export const ids = [687];
export const modules = {

/***/ 6687:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   composeRegistry: () => (/* binding */ composeRegistry)
/* harmony export */ });
/** Throws `operator-file`. */
async function composeRegistry({ github, operatorFile, reviewWaived }) {
    const [{ repositoryRegistry }, { operatorOf }, { parseRegistry }] = await Promise.all([
        __webpack_require__.e(/* import() */ 884).then(__webpack_require__.bind(__webpack_require__, 884)),
        Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(754)]).then(__webpack_require__.bind(__webpack_require__, 1754)),
        Promise.all(/* import() */[__webpack_require__.e(857), __webpack_require__.e(815), __webpack_require__.e(643)]).then(__webpack_require__.bind(__webpack_require__, 8643)),
    ]);
    const operated = operatorOf(operatorFile, reviewWaived);
    return repositoryRegistry({ github, reviewWaived: (name) => operated(name)?.reviewWaived ?? false, parse: parseRegistry });
}
//# sourceMappingURL=registry.js.map

/***/ })

};
