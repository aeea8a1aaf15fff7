export const id = 573;
export const ids = [573];
export const modules = {

/***/ 6573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   compose: () => (/* binding */ compose)
/* harmony export */ });
/** Throws `aws-region` when no region is configured; touches no network. SDK clients load on first use. */
function compose(_options) {
    throw new Error('not composed yet');
}
//# sourceMappingURL=compose.js.map

/***/ })

};
