export const id = 506;
export const ids = [506];
export const modules = {

/***/ 2506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AuthorizeSecurityGroupIngressCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.N8i),
/* harmony export */   CreateSecurityGroupCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.x3C),
/* harmony export */   CreateTagsCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.RmG),
/* harmony export */   DeleteSecurityGroupCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.yEh),
/* harmony export */   DescribeInstancesCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.bNs),
/* harmony export */   DescribeSecurityGroupsCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.jsQ),
/* harmony export */   DescribeSubnetsCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.jSW),
/* harmony export */   DescribeVpcAttributeCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__._VW),
/* harmony export */   DescribeVpcsCommand: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.Dti),
/* harmony export */   EC2Client: () => (/* reexport safe */ _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__.gu5)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5193);
/**
 * What Prism asks of EC2, by name: of the 750 operations that the client has, a bundle keeps these, and a process does not read 1.5 MB to ask one.
 */

//# sourceMappingURL=ec2.js.map

/***/ })

};
