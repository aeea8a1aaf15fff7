export const id = 856;
export const ids = [856];
export const modules = {

/***/ 1856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CreateAccessPointCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.Oq2),
/* harmony export */   CreateFileSystemCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.F$n),
/* harmony export */   CreateMountTargetCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.Yn3),
/* harmony export */   CreateTagsCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.RmG),
/* harmony export */   DeleteAccessPointCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.T6C),
/* harmony export */   DeleteFileSystemCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.iDy),
/* harmony export */   DeleteMountTargetCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.nqs),
/* harmony export */   DescribeAccessPointsCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.q90),
/* harmony export */   DescribeBackupPolicyCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.N61),
/* harmony export */   DescribeFileSystemPolicyCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__._XB),
/* harmony export */   DescribeFileSystemsCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.XX0),
/* harmony export */   DescribeLifecycleConfigurationCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.nOM),
/* harmony export */   DescribeMountTargetSecurityGroupsCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.P6D),
/* harmony export */   DescribeMountTargetsCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.Sn_),
/* harmony export */   DescribeReplicationConfigurationsCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.sA4),
/* harmony export */   EFSClient: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.klU),
/* harmony export */   PutBackupPolicyCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.HuO),
/* harmony export */   PutLifecycleConfigurationCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.Vkf),
/* harmony export */   UpdateFileSystemCommand: () => (/* reexport safe */ _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__.yiC)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_efs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1663);
/** What Prism asks of EFS, by name: all of the client at once would bring every operation of the service along. */

//# sourceMappingURL=efs.js.map

/***/ })

};
