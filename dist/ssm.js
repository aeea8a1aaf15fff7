export const id = 701;
export const ids = [701];
export const modules = {

/***/ 6701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AddTagsToResourceCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.X3P),
/* harmony export */   CancelCommandCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.tal),
/* harmony export */   CreateDocumentCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.dk2),
/* harmony export */   DescribeDocumentCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.QO),
/* harmony export */   DescribeInstanceInformationCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.MXw),
/* harmony export */   GetCommandInvocationCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.ryN),
/* harmony export */   GetDocumentCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.ppd),
/* harmony export */   ListCommandInvocationsCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.mdT),
/* harmony export */   ListCommandsCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.I$q),
/* harmony export */   SSMClient: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.jBj),
/* harmony export */   SendCommandCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.VWR),
/* harmony export */   UpdateDocumentCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.gym),
/* harmony export */   UpdateDocumentDefaultVersionCommand: () => (/* reexport safe */ _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__.hR_)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ssm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4736);
/** What Prism asks of SSM, by name: all of the client at once would bring every operation of the service along. */

//# sourceMappingURL=ssm.js.map

/***/ })

};
