import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 6954:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 5881:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 8179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.r(__webpack_exports__);
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   machineClock: () => (/* binding */ machineClock)
/* harmony export */ });
const machineClock = {
    now: () => new Date(),
    /** Ends early, without an error, when the signal aborts. */
    sleep: (milliseconds, signal) => new Promise((resolve) => {
        if (signal?.aborted)
            return resolve();
        const timer = setTimeout(done, milliseconds);
        function done() {
            clearTimeout(timer);
            signal?.removeEventListener('abort', done);
            resolve();
        }
        signal?.addEventListener('abort', done, { once: true });
    }),
};
//# sourceMappingURL=clock.js.map

/***/ }),

/***/ 24:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   WX: () => (/* binding */ findAccessPoint),
/* harmony export */   Zy: () => (/* binding */ isPlainPath),
/* harmony export */   fp: () => (/* binding */ parseAccessPointRef),
/* harmony export */   hP: () => (/* binding */ parseAccessPointPath),
/* harmony export */   jS: () => (/* binding */ parseAccessPointName),
/* harmony export */   jf: () => (/* binding */ isGoing),
/* harmony export */   mK: () => (/* binding */ accessPointDiffers),
/* harmony export */   qW: () => (/* binding */ accessPointIn),
/* harmony export */   zy: () => (/* binding */ formatAccessPointRef)
/* harmony export */ });
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/* harmony import */ var _enforced_user_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8844);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1946);
/** EFS access points: a folder of a volume that a client mounts as its root. */



function parseAccessPointName(text) {
    if (_names_js__WEBPACK_IMPORTED_MODULE_2__/* .patterns */ .qp.volumeName.test(text) && !text.startsWith('fsap-'))
        return text;
    throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-access-point', { seen: (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(text) });
}
const parseAccessPointRef = (text) => _names_js__WEBPACK_IMPORTED_MODULE_2__/* .patterns */ .qp.accessPointId.test(text) ? { kind: 'id', id: text } : { kind: 'name', name: parseAccessPointName(text) };
const formatAccessPointRef = (ref) => (ref.kind === 'id' ? ref.id : ref.name);
/** The access point that mount options name, as fstab and mount(8) write them; undefined where they name none. */
function accessPointIn(options) {
    const said = options
        .split(',')
        .find((option) => option.startsWith('accesspoint='))
        ?.slice('accesspoint='.length);
    return said !== undefined && _names_js__WEBPACK_IMPORTED_MODULE_2__/* .patterns */ .qp.accessPointId.test(said) ? said : undefined;
}
/** EFS takes 100 characters and four levels (facts). */
const longestPath = 100;
const pathPattern = /^(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,4}$/;
/** Paths that the layout of the whole volume uses for people and groups, who would not expect a volume inside. */
const layoutFolders = ['shared', 'users', 'groups'];
/** One that enforces a user gets no layout inside, so it may lead into the volume's own: to one person's space, or to `shared/`. */
function parseAccessPointPath(text, enforces = false) {
    const taken = !enforces && layoutFolders.includes(text.split('/')[1] ?? '');
    if (text.length > longestPath || !pathPattern.test(text) || taken)
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-access-point', { seen: (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(text) });
    return text;
}
/** Whether Prism could have made one there; others are listed, and nothing is looked for at their path in the whole volume. */
const isPlainPath = (path) => path === '/' || (path.length <= longestPath && pathPattern.test(path));
/** How an access point differs from the wanted one, in words; empty if it does not. */
function accessPointDiffers(found, wanted) {
    const { user, folder } = wanted.enforced ?? {};
    const differs = (what, has, asked) => (has === asked ? [] : [`${what} ${has}, not ${asked}`]);
    const enforces = (one) => (one ? (0,_enforced_user_js__WEBPACK_IMPORTED_MODULE_1__/* .formatUser */ .ts)(one) : 'nobody');
    return [
        ...differs('leads to', found.path, wanted.path),
        ...differs('enforces', enforces(found.user), enforces(user)),
        // the layout settles the folder of one that enforces nobody, whatever EFS gave it
        ...(folder ? differs('makes its folder', found.folder ? (0,_enforced_user_js__WEBPACK_IMPORTED_MODULE_1__/* .formatFolder */ .aD)(found.folder) : 'never', (0,_enforced_user_js__WEBPACK_IMPORTED_MODULE_1__/* .formatFolder */ .aD)(folder)) : []),
    ];
}
/** Throws access-point-not-found, access-point-ambiguous. One that is being deleted is found only by its id. */
function findAccessPoint(all, ref, fileSystemId) {
    const fits = (p) => (ref.kind === 'id' ? p.id === ref.id : p.name === ref.name && !isGoing(p));
    const [found, ...more] = all.filter(fits);
    if (!found)
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('access-point-not-found', { seen: `${formatAccessPointRef(ref)} on ${fileSystemId}` });
    if (more.length > 0)
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('access-point-ambiguous', { seen: [found, ...more].map((p) => `${p.id} (${p.path})`).join(', ') });
    return found;
}
const isGoing = ({ state }) => state === 'deleting' || state === 'deleted';
//# sourceMappingURL=access-points.js.map

/***/ }),

/***/ 4890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gc: () => (/* binding */ parseBatch),
/* harmony export */   cD: () => (/* binding */ maxErrorsPattern),
/* harmony export */   cJ: () => (/* binding */ batchWords),
/* harmony export */   cS: () => (/* binding */ batchesOf),
/* harmony export */   w_: () => (/* binding */ formatBatch),
/* harmony export */   xR: () => (/* binding */ batchPattern)
/* harmony export */ });
/** A rollout in batches: how large one is, and after how many instances that failed no further one begins. */
const batchPattern = /^(?:[1-9][0-9]{0,4}|(?:[1-9][0-9]?|100)%)$/;
const maxErrorsPattern = /^(?:0|[1-9][0-9]{0,4})$/;
const parseBatch = (text) => text.endsWith('%') ? { unit: 'percent', size: Number(text.slice(0, -1)) } : { unit: 'instances', size: Number(text) };
const formatBatch = ({ unit, size }) => (unit === 'percent' ? `${size}%` : `${size}`);
/** In their order. A percentage is rounded up, so that there is one at least in each. */
function batchesOf(all, { unit, size }) {
    const each = unit === 'percent' ? Math.max(1, Math.ceil((all.length * size) / 100)) : size;
    return Array.from({ length: Math.ceil(all.length / each) }, (_, i) => all.slice(i * each, (i + 1) * each));
}
/** `batch 2 of 10 (50 instances); failed so far: 1` */
const batchWords = ({ number, of, instances, failed }) => `batch ${number} of ${of} (${instances} ${instances === 1 ? 'instance' : 'instances'}); failed so far: ${failed}`;
//# sourceMappingURL=batches.js.map

/***/ }),

/***/ 3316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $Q: () => (/* binding */ downInWords),
/* harmony export */   Ac: () => (/* binding */ bootFaultOf),
/* harmony export */   fK: () => (/* binding */ isBootFault)
/* harmony export */ });
const codes = ['unit-masked', 'unit-foreign', 'boot-without-mounts'];
const isBootFault = (code) => codes.includes(code);
/** Where systemd-fstab-generator writes; a file of the same name anywhere else in systemd's path overrides it. */
const generated = /^\/run\/systemd\/generator(?:\.early|\.late)?\//;
/** Why a boot ignores the fstab line; undefined if nothing is seen that would. */
function bootFaultOf({ unit, load, file, pulledIn }) {
    if (load === 'masked')
        return { code: 'unit-masked', seen: `${unit} is masked` };
    if (file !== undefined && !generated.test(file))
        return { code: 'unit-foreign', seen: `${unit} comes from ${file}, not from fstab` };
    if (pulledIn === false)
        return { code: 'boot-without-mounts', seen: 'remote-fs.target is not enabled' };
    return undefined;
}
/** Of a place where nothing is mounted; undefined where systemd has nothing to say of it. */
function downInWords({ unit, active, result, entered, since }) {
    const when = since === undefined ? '' : `, ${since}`;
    if (active === 'failed')
        return `${unit} failed (${result}${when})`;
    if (active === 'activating')
        return `${unit} is still activating`;
    return active === 'inactive' && entered ? `${unit} was unmounted (${result}${when})` : undefined;
}
//# sourceMappingURL=boot.js.map

/***/ }),

/***/ 6273:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  sp: () => (/* binding */ PrismError),
  sW: () => (/* binding */ catalogue),
  fJ: () => (/* binding */ fail),
  gk: () => (/* binding */ finding),
  dT: () => (/* binding */ isFindingCode),
  I: () => (/* binding */ kindOf)
});

;// CONCATENATED MODULE: ./build/src/domain/findings/entry.js
/** The shape of an entry of the catalogue. */
const entry = (kind, why, next) => ({ kind, why, next });
//# sourceMappingURL=entry.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/adopting.js
/** What keeps Prism from adopting a mount that somebody made by hand. */

const adopting = {
    'plan-needed': entry('input', 'Adopt changes nothing until its plan is confirmed by its digest.', 'Read the plan, then run the same command with the digest that it shows.'),
    'plan-changed': entry('host', 'The confirmed plan is out of date: an instance, the volume or the request has changed. Nothing was done.', 'Read the new plan, then run the same command with its digest.'),
    'adopt-changed': entry('host', 'The host changed between the plan and its execution, so the plan was not carried out there.', 'Ask for the plan again.'),
    'nothing-to-adopt': entry('host', 'The volume is not mounted there, so there is nothing to adopt, and its content cannot be seen.', 'Mount it by hand as it was, then adopt again; or let Prism mount it: `prism volume mount`.'),
    'mounted-elsewhere': entry('host', 'The volume is mounted at another path than the given one; Prism does not move a mount.', 'Run it again with --mount-point PATH: the path that was seen, or, to mount it once more, the other one.'),
    'adopt-unidentified': entry('host', 'The file system that is mounted there could not be identified, so nothing is claimed about it and nothing was changed.', 'Check /var/run/efs and /proc/self/mountinfo on the instance; a dead TLS tunnel also looks like this.'),
    'fstab-differs': entry('host', 'An fstab line for that mount point has more settings than Prism’s line would, so replacing it could change who has access or what is mounted.', 'Change or comment out the named line yourself, then adopt again.'),
    'managed-elsewhere': entry('host', 'Something other than fstab mounts the volume at boot; Prism reports such units and maps and never rewrites them.', 'Disable the named file, then adopt again; the current mount can stay.'),
    'space-would-open': entry('host', 'A personal directory is closed to others now, and the permission table would open it.', 'Adopt with --private, or open the directory yourself.'),
    'layout-in-the-way': entry('host', 'Something that is not a directory has the name of one of the layout’s directories.', 'Move it aside or rename it, then adopt again.'),
};
//# sourceMappingURL=adopting.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/aws.js
/** What AWS itself answers. */

const aws = {
    'aws-credentials': entry('aws', 'There are no usable AWS credentials.', 'Set AWS_PROFILE or AWS_ACCESS_KEY_ID…, or give the workflow a role.'),
    'aws-region': entry('aws', 'No AWS region is configured.', 'Pass --region or set AWS_REGION.'),
    'aws-denied': entry('aws', 'The identity that Prism runs with may not make this call.', 'Allow that identity the named action.'),
    'role-refused': entry('aws', 'AWS does not let Prism take the role that the operator’s file names for this repository, with who asked as its source identity.', 'Let the role trust Prism’s own identity for sts:AssumeRole and sts:SetSourceIdentity, and allow that identity both on the role: `prism setup --print-iam --assume-role` prints them.'),
    'aws-throttled': entry('aws', 'AWS kept throttling after retries.', 'Wait a minute and run the same command again.'),
    'aws-unreachable': entry('aws', 'AWS did not answer.', 'Check the network, the name server and, behind a proxy, HTTPS_PROXY and NO_PROXY; then run the same command again.'),
    'aws-proxy': entry('input', 'The environment names a proxy that Prism cannot use, and Prism does not bypass it.', 'Set HTTPS_PROXY to http://HOST:PORT, with Node 22.21, 24.5 or newer; list in NO_PROXY what is reached without it.'),
    'aws-interposed': entry('aws', 'The answer did not come from AWS but from a proxy or gateway in between.', 'Look at what HTTPS_PROXY or AWS_ENDPOINT_URL names, and let the AWS endpoints through.'),
    'aws-failing': entry('aws', 'AWS failed to serve the call, even after retries.', 'Wait a minute and run the same command again.'),
    'aws-error': entry('aws', 'AWS refused the call.', 'Fix the error above, then retry.'),
};
//# sourceMappingURL=aws.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/client.js
/** What can go wrong with the EFS client. Each has a code of its own where the next step differs. */

const client = {
    'client-absent': entry('host', 'The EFS client is not installed, and the instance’s repositories do not carry it.', 'Install amazon-efs-utils in the image; or choose another source: --client distributor, a package with --client-url URL --client-sha256 SUM, AWS’s script with --client installer --client-sha256 SUM; or allow NFS without encryption: --allow-plain-nfs. docs/efs-client.md lists the sources for each distribution.'),
    'client-install-failed': entry('host', 'The package manager could not install the client.', 'Fix the error above on the instance, then retry.'),
    'client-fetch-failed': entry('host', 'The instance could not download the package or script; nothing was installed.', 'Check the URL from the instance (curl -I URL), its outbound route and its proxy; then retry.'),
    'client-checksum': entry('host', 'The download’s SHA-256 does not match; it was neither installed nor run.', 'Check the URL and the checksum; if the file was meant to change, read it and give its new checksum.'),
    'client-not-for-host': entry('host', 'The given package is for another architecture or another kind of distribution; nothing was installed.', 'Give a package for this instance as well: --client-url ARCH=URL --client-sha256 SUM, once for each package.'),
    'installer-failed': entry('host', 'AWS’s installer script ended with an error; what it had installed by then stays installed.', 'Fix the error above on the instance, then retry.'),
    'package-lock': entry('host', 'Another program holds the package manager’s lock.', 'Wait until unattended upgrades have finished, then retry.'),
    'repository-unreachable': entry('host', 'The package manager could not reach a repository, so the client was not installed, or whether it exists there is unknown.', 'Fix the repository’s address or the instance’s outbound route (apt-get update, dnf makecache and zypper refresh show the error); then retry.'),
    'packages-broken': entry('host', 'The package manager’s own state is broken, so it cannot install anything; Prism does not repair it.', 'On the instance: dpkg --configure -a && apt-get --fix-broken install; for rpm: rpm --rebuilddb. Then retry.'),
    'package-no-space': entry('host', 'There is no space on the instance’s disk for the client.', 'Free some space (df -h; apt-get clean, dnf clean all or zypper clean), then retry.'),
    'distributor-denied': entry('aws', 'The identity that Prism runs with may not send AWS-ConfigureAWSPackage; nothing was installed.', 'Allow ssm:SendCommand on the document AWS-ConfigureAWSPackage (prism setup --print-iam --distributor prints the policy), or choose another source of the client.'),
    'distributor-no-package': entry('host', 'SSM Distributor’s AmazonEFSUtils has nothing for this distribution, version or architecture; nothing was installed.', 'Choose another source: a package with --client-url URL --client-sha256 SUM, or AWS’s script with --client installer --client-sha256 SUM.'),
    'distributor-failed': entry('host', 'SSM Distributor ended without installing the client.', 'Read the error above and the command’s output in the SSM console; the instance needs a route to Distributor’s S3 bucket.'),
};
//# sourceMappingURL=client.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/documents.js
/** What can be wrong with Prism's own SSM documents. */

const documents = {
    'document-foreign': entry('aws', 'An SSM document with Prism’s name is not the one of this version: another version made it, or somebody changed it. Prism does not use it.', '`prism setup --dry-run` shows the difference; if it is only another version, `prism setup` updates it.'),
    'document-absent': entry('aws', 'Prism is configured to use only its own SSM documents, and one of them does not exist in this region.', 'Run `prism setup` for the region, or allow AWS-RunShellScript with `--documents auto`.'),
    'document-unmarked': entry('aws', 'An SSM document with that name exists without Prism’s tag, so somebody else owns it. Setup does not change it.', 'Find its owner; delete or rename it, or, if it is Prism’s, tag it managed-by=prism. Then run `prism setup` again.'),
    'confirm-setup': entry('input', 'Setup changes what runs as root on instances, so it needs a confirmation.', 'Answer yes, or pass --yes; --dry-run only shows the difference.'),
    'agent-too-old': entry('aws', 'The instance’s SSM agent cannot pass parameters as environment variables, which Prism’s own documents need (3.3.2746.0 or newer).', 'Update the agent (AWS-UpdateSSMAgent), or allow AWS-RunShellScript with `--documents auto`.'),
};
//# sourceMappingURL=documents.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/host-after.js
/** What a host shows afterwards, row by row. */

const hostAfter = {
    'row-differs': entry('host', 'The host does not match the permission table.', 'Run `prism volume mount` again: it repairs what it is allowed to change.'),
    'group-missing': entry('host', 'The group does not exist there.', 'Run `prism volume mount` again.'),
    'not-member': entry('host', 'The account is not in the group and cannot change what is shared with it.', 'Run `prism volume mount` again; then the person has to log in again.'),
    'not-mounted': entry('host', 'The volume is not mounted there.', 'Run `prism volume mount`.'),
    'not-persistent': entry('host', 'fstab does not mount the volume again after a reboot.', 'Run `prism volume mount` again.'),
    'unit-masked': entry('host', 'The fstab line is right, but its systemd unit is masked: no boot mounts the volume.', 'On the instance: `systemctl unmask UNIT`, with the unit that the row names.'),
    'unit-foreign': entry('host', 'A unit file of the same name overrides the fstab line: a boot mounts what that file says.', 'On the instance: remove the file that the row names, then `systemctl daemon-reload`.'),
    'boot-without-mounts': entry('host', 'remote-fs.target is not enabled, so no network file system is mounted at boot.', 'On the instance: `systemctl enable remote-fs.target`.'),
    'umask-differs': entry('host', 'The group cannot write what the account creates in such a session.', 'Run `prism volume mount` again: its step umask says what it cannot change. Check shell start files that set a umask of their own.'),
    'umask-session-manager': entry('host', 'Session Manager starts shells without PAM, with its agent’s umask: the group cannot write what ssm-user or a RunAs account creates there.', 'On the instance: `systemctl edit amazon-ssm-agent` (for the snap: snap.amazon-ssm-agent.amazon-ssm-agent), `[Service]` and `UMask=0002`, then restart it. Or put `umask 002` into the Linux shell profile of Session Manager’s preferences (the document SSM-SessionManagerRunShell); Prism sees that only while a session is open.'),
    'unwritable-files': entry('host', 'The group cannot change some files in shared/; rsync -a, scp -p and mv keep the source’s mode.', 'Whoever owns them decides: they run chmod -R g+rwX on what is to be shared, and move what is theirs alone into users/NAME. Root does either only with their word, as it opens the files to everybody who has the volume.'),
    'stale-session': entry('host', 'Processes that started before the account joined the group do not have the group.', 'Log out and in again, or restart them.'),
    'same-identity': entry('host', 'To EFS, accounts with one uid are one person; a test between them proves nothing.', 'Nothing to do; the test ran between different uids.'),
    'not-shared': entry('host', 'One account could not read, or append to, what another wrote.', 'See the matrix and the rows that differ.'),
    'user-not-enforced': entry('host', 'The access point should make everybody one user to EFS, but somebody was another user.', 'The row says who. Check the access point in the EFS console, and what is mounted: `prism doctor VOLUME INSTANCE`.'),
    'enforced-user-refused': entry('host', 'The user that the access point enforces may not write in its folder: EFS sets owner and mode only where it makes the folder itself.', 'Mount the whole volume somewhere and give the folder to that user: `chown UID:GID /mnt/VOLUME/PATH`, then set its mode with chmod.'),
    'not-read-only': entry('host', 'The volume is writable on an instance where it should be read-only.', 'Run `prism volume mount` with the same --read-only again when nobody uses the volume there.'),
    'space-open': entry('host', 'Somebody else can read or change a personal space that should be private.', 'If the row says “the owner’s”, two accounts share one uid: give each person a uid of their own, the same on every instance. Otherwise run `prism volume mount` again, with --private or --registry as before.'),
    'not-refused': entry('host', 'Somebody outside the group could write where only the group may.', 'Check the mode of the named path and the members of its group.'),
};
//# sourceMappingURL=host-after.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/host-before.js
/** What a host shows before anything is mounted. */

const hostBefore = {
    'no-login-user': entry('host', 'No login user was found on the instance, and Prism does not guess.', 'Name the accounts: --users NAME,…'),
    'account-expired': entry('host', 'The account has expired: nobody can log in with it.', 'Extend it (usermod -e), or name another account.'),
    'password-expired': entry('host', 'The account’s password has expired: cron does not run its jobs, and ssh asks for a new password before anything else.', 'Set a new password (passwd), or turn expiry off (chage -M -1 -d -1).'),
    'account-missing': entry('host', 'The named account does not exist on the instance.', 'Create it there first, with a uid that nobody else has (`prism volume doctor` suggests one), or name another account.'),
    'too-many-groups': entry('host', 'NFS carries 16 supplementary groups; an account in more can lose prism-shared.', 'Remove the account from some groups.'),
    'gid-taken': entry('host', 'Another group there already has the group’s gid, and on a shared volume the gid is the identity.', 'Give that group another gid on the instance, then retry.'),
    'group-in-directory': entry('host', 'The group lives in a directory service (LDAP, FreeIPA, Active Directory): its members cannot be changed on the instance.', 'Have the account added there, then retry.'),
    'group-gid-differs': entry('host', 'A group with that name exists there with another gid; files would belong to different groups on different hosts.', 'Change its gid there: groupmod -g 3000 prism-shared, or the wanted gid of another group.'),
    'mount-point-not-empty': entry('host', 'The mount point is a local directory with files; mounting would hide them.', 'Move the files away, or choose another mount point.'),
    'mount-point-not-directory': entry('host', 'The mount point is not a directory.', 'Remove it, or choose another mount point.'),
    'mount-point-taken': entry('host', 'Another file system is mounted there.', 'Unmount it, or choose another mount point.'),
    'fstab-taken': entry('host', 'fstab already has a line for that mount point that Prism did not write.', 'Remove or change that line yourself, then retry.'),
    'foreign-root': entry('host', 'The volume’s root is neither new nor laid out by Prism; changing it could lock somebody out.', 'Look at what is there, then allow the change with --adopt.'),
    'foreign-personal-space': entry('host', 'A personal directory belongs to another uid; Prism never changes its owner.', 'Find its owner; move it aside or chown it yourself.'),
    'layout-not-ours': entry('host', 'A directory of the layout is not the one that was laid out from this instance, and setting it would let people in who could not enter before. Members may rename what lies in the volume’s root; it may be somebody’s private directory. It was left as it is.', 'Look at what is in it. Give it owner and mode yourself if it is the right one, or move it back to its own name.'),
};
//# sourceMappingURL=host-before.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/host-mounting.js
/** What goes wrong while a host mounts or unmounts. */

const hostMounting = {
    'mount-failed': entry('host', 'The mount command failed.', 'Read the error above and /var/log/amazon/efs/mount.log on the instance.'),
    'mount-resolve': entry('host', 'The instance could not resolve the file system’s name.', 'Check the file-system id and that a mount target exists in the instance’s network; DNS can take 90 s after creation.'),
    'mount-timeout': entry('host', 'The mount did not finish within its time limit.', 'Check that security groups allow TCP 2049 from the instance to the mount target.'),
    'mount-wrong': entry('host', 'Another file system is mounted there.', 'Unmount what is there, then retry.'),
    'mount-not-there': entry('host', 'Nothing is mounted at the mount point, although the client reported success.', 'Check network.target and /var/log/amazon/efs/mount.log on the instance.'),
    'mount-apart': entry('host', 'The SSM agent runs in its own mount namespace: nobody else on the instance would see what it mounts.', 'Remove PrivateTmp=, ProtectSystem= and the like from the agent’s unit, restart it, then retry.'),
    'mount-hidden': entry('host', 'The volume is mounted, but something else is mounted over a parent directory: programs see that instead.', 'Find what covers it (findmnt), unmount that, then retry.'),
    'mount-point-open': entry('host', 'Others than root can change a folder above the mount point: with a link in its place, the next boot mounts the volume over whatever folder they like.', 'Unmount it and mount it elsewhere, or make the folders above root’s alone: chown root FOLDER; chmod go-w FOLDER.'),
    'mount-inside': entry('host', 'Something else is mounted inside the volume: what is written there stays on this instance.', 'Unmount it, or mount it outside the volume.'),
    'not-nosuid': entry('host', 'Set-id programs and device files on the volume work there: root on any instance could make anybody root on this one.', 'Run `prism volume mount` again: it changes the mount in place, including mounts of parts of it.'),
    'not-encrypted': entry('host', 'The mount does not use TLS.', 'Install the EFS client and mount again without plain NFS.'),
    'identity-differs': entry('host', 'With --iam the mount sends an IAM identity to the server, without --iam it does not; this mount does the opposite.', 'Run `prism volume mount` again with --iam, or without: it remounts the volume, but not while somebody uses it.'),
    'mount-hung': entry('host', 'The mount does not answer within its time limit.', 'Check the mount target and security groups; a dead TLS tunnel also looks like this.'),
    'read-only': entry('host', 'The mount is read-only, but --read-only was not given.', 'Check the file-system policy and the mount options; if it should be read-only, give --read-only.'),
    'stale-handle': entry('host', 'The mounted directory no longer exists on the server; programs get “Stale file handle”.', 'End the processes that use it, `umount -l` the mount point on the instance, then run `prism volume mount` again.'),
    'root-squashed': entry('host', 'The volume squashes the instance’s root to nobody, and only root may set owners and modes there.', 'Allow the instance ClientRootAccess in the file-system policy while Prism lays out the volume, then retry.'),
    'step-failed': entry('host', 'A step on the instance failed.', 'Fix the error above on the instance, then retry.'),
    'unmount-busy': entry('host', 'Processes use the volume, so it was left mounted and nothing was changed.', 'End the named processes, or detach it with --lazy.'),
    'still-held': entry('host', 'The volume is mounted there a second time: by a bind mount, or in another mount namespace, such as a container’s.', 'Unmount the named path, or end the named container or process, then retry.'),
    'held-unknown': entry('host', 'Not every mount namespace of the instance could be checked in time: a container may still have the volume, or write below it.', 'Run it again when the instance is less busy. With --lazy an unmount continues; what is unknown then stays unknown, and the volume is not deleted meanwhile.'),
    'seen-below': entry('host', 'A process that started before the mount still sees the directory below it: what it writes stays on this instance’s own disk.', 'Restart the named container or program, so that it sees the volume.'),
    'unmount-failed': entry('host', 'The volume is still mounted.', 'Fix the error above on the instance, then retry.'),
};
//# sourceMappingURL=host-mounting.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/host-unseen.js
/** Rows that stay unknown however often one looks again. */

const hostUnseen = {
    'mount-unidentified': entry('doubt', 'The mount matches neither the file system’s name or addresses nor a state file of the EFS client, so which file system it is, and whether it is encrypted, is unknown.', 'Run `prism doctor` on the instance. If nobody uses the volume there: `umount` the mount point, then `prism volume mount`, which restores the state file.'),
    'session-unmeasured': entry('doubt', 'A session of the account did not reach a command: its shell, `su` or PAM refuses it, or a start file ends it, waits or starts something else.', 'On the instance, as root: `su - ACCOUNT -c umask` shows the reason; log in as the account to see what ssh does. Leave an account that nobody logs in with out of --users.'),
    'umask-unread': entry('doubt', 'The host’s files do not determine the umask of such a session: it depends on a PAM module that Prism cannot evaluate, or on a file that libpam refuses.', 'On the instance: read the session lines of the service in /etc/pam.d and of the files that they include; run `umask` in a job of the account to see the result.'),
    'not-tried': entry('doubt', 'The try or the look on the volume did not finish: the server was too slow, or something stopped it.', 'Run `prism doctor` on the instance, then `prism volume verify` again.'),
    'boot-unknown': entry('doubt', 'systemd did not say what a boot does with the fstab line.', 'On the instance: `systemctl status`, `systemctl daemon-reload` and `systemctl show -p LoadState,LoadError` of the mount point’s unit; then `prism volume verify` again.'),
    'note-unreadable': entry('doubt', 'The instance’s note of the mount’s options cannot be read, so the mount may have had more options than were checked.', 'Run `prism volume mount` with the wanted options: it rewrites the note.'),
};
//# sourceMappingURL=host-unseen.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/instances.js
/** Why an instance cannot be reached. */

const instances = {
    'instance-not-found': entry('lookup', 'Neither SSM nor EC2 knows an instance with that name or id in this region.', 'Check the region and the names, by `/prism instances` or `prism instance list`.'),
    'instance-ambiguous': entry('lookup', 'Several instances have that name; Prism does not guess.', 'Use the id, or tag:Key=Value for all of them.'),
    'instance-unmanaged': entry('lookup', 'The instance exists, but its SSM agent never registered.', 'Give it an instance profile with AmazonSSMManagedInstanceCore and check that the agent runs; a role attached late can take 30 minutes.'),
    'instance-offline': entry('lookup', 'The instance’s SSM agent does not answer, so nothing can be run or seen there.', 'Check that the agent runs and reaches the SSM endpoints, then run the same command again.'),
    'instance-stopped': entry('lookup', 'The instance is not running.', 'Start it, then run the same command again.'),
    'instance-platform': entry('lookup', 'Prism mounts on Linux.', 'Name Linux instances only.'),
    'no-instances': entry('lookup', 'No instance matches.', 'Check the tag and the names, by `/prism instances` or `prism instance list`.'),
    'too-many-accounts': entry('lookup', 'The report on that many accounts does not fit into SSM’s output limit.', 'Name at most 40 accounts in one run.'),
};
//# sourceMappingURL=instances.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/invocations.js
/** How a command that SSM was asked to run can end. */

const invocations = {
    'not-delivered': entry('host', 'SSM did not deliver the command in time, so nothing ran on the instance.', 'Check the agent (`prism instance list`), then run the same command again.'),
    'invocation-failed': entry('host', 'The program on the instance failed before it could report.', 'Read the command’s output in the SSM console.'),
    'invocation-cancelled': entry('doubt', 'The command was cancelled; the program may have been cut off at any step.', 'Run `prism volume verify` to see the current state, then mount again.'),
    'invocation-timed-out': entry('doubt', 'The program was killed at its time limit; what it had done by then stands.', 'Run `prism volume verify` to see the current state; a hung server is the usual cause.'),
    'transcript-missing': entry('doubt', 'The command’s output has no transcript, so nothing is known.', 'Run `prism volume verify` to see the current state.'),
    'transcript-truncated': entry('doubt', 'The transcript has no end record, so what it does not show is unknown.', 'Run `prism volume verify` to see the current state.'),
    'transcript-corrupt': entry('doubt', 'The transcript does not match its own digest or job key, so none of it is trusted.', 'Run `prism volume verify`; if it happens again, somebody on the instance is interfering.'),
    'outcome-unknown': entry('doubt', 'The command was sent to SSM, but whether it ran is unknown.', 'Do not retry yet: run `prism volume verify` to see the current state.'),
    'key-burned': entry('host', 'Prism was interrupted before it knew whether the command was sent. The instance never got it and refuses it from now on, so nothing was done there.', 'Run the same command again.'),
    'sight-lost': entry('doubt', 'AWS stopped answering in the middle of the run, so what happened afterwards is unknown.', 'Renew the credentials or allow the named action, then run `prism volume verify` to see the current state.'),
    'look-refused': entry('doubt', 'AWS did not let Prism look at the instance, so what is there is not known; nothing was changed there.', 'Renew the credentials or allow the action named, then run the same command again.'),
    'not-cancelled': entry('doubt', 'The run was interrupted, and SSM did not cancel the command: it keeps running on the instance.', 'Wait for it to end or cancel it in the SSM console, then run `prism volume verify` to see the current state.'),
    'program-changed': entry('doubt', 'The run was begun by another version of Prism, whose program for the instance this one does not have; nothing was sent.', 'Run the same command again: it is planned with this version.'),
    'job-differs': entry('doubt', 'The run has a stored result under the job’s name, but for other parameters, so it is not used, and nothing was sent.', 'Run the same command again, and report this.'),
    'job-expired': entry('host', 'The job reached the host after its time limit and refused to run.', 'Run the command again.'),
    'job-interrupted': entry('doubt', 'This job started on the host earlier and was interrupted; it does not run a second time.', 'Run `prism volume verify` to see the current state, then mount again.'),
    'host-busy': entry('host', 'Another Prism job holds the host’s lock.', 'Wait for it to end, then retry.'),
    'python-missing': entry('host', 'Prism’s program on the instance needs Python 3.6 or newer that only root can change, and there is none.', 'Install it on the instance: dnf install python3, apt-get install python3 or zypper install python3. A mount installs it by itself.'),
    'python-incomplete': entry('host', 'Python on the instance lacks modules of its standard library, as minimal packages do.', 'Install the full package on the instance: apt-get install python3, dnf install python3 or zypper install python3-base.'),
    'not-looked-at': entry('doubt', 'The host did not report this expected row: another row prevents it, or the look did not get that far.', 'See the rows that differ and the findings first; otherwise run `prism doctor` on the instance. Nothing is claimed meanwhile.'),
    'rollout-stopped': entry('doubt', 'Too many instances failed, so the batches after them were not begun: nothing was done there.', 'Fix the instances that failed, then run the same command again: it begins with those that are left. More failures are let pass with `--max-errors`.'),
    'internal-error': entry('doubt', 'Prism itself failed; what it had already sent may have run.', 'Run `prism volume verify` to see the current state, and report this.'),
    cancelled: entry('doubt', 'The run was interrupted.', 'Run `prism volume verify` to see the current state.'),
};
//# sourceMappingURL=invocations.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/ledger.js
/** What can be wrong with a ledger before any of it is read. */

const ledger = {
    'no-ledger': entry('lookup', 'A ledger is the branch prism-ledger: a folder with entries/, or one file of its lines.', 'Clone it: git clone --branch prism-ledger --single-branch URL ledger.'),
};
//# sourceMappingURL=ledger.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/migrating.js
/** What keeps old data from becoming a person's, or some of it. */

const migrating = {
    'migrate-not-mounted': entry('host', 'Owners are changed on a mount of the whole volume, and it is not mounted so there.', 'Mount it there (`prism volume mount`), name another instance first, or give its place with --mount-point.'),
    'migrate-no-folder': entry('host', 'The folder is not there, or a name on the way to it is a link, a file or another mount: what others can put there is not followed.', 'Give the folder as it lies on the volume: --under users/NAME.'),
    'migrate-unasked': entry('host', 'The volume is mounted there too, and whoever has a file open there would go on writing as the old number.', 'Name that instance in the command too: it is asked, and nothing is changed from it.'),
    'migrate-unknown': entry('doubt', 'An instance could not be asked whether the volume is mounted there: whoever has a file open on it would go on writing as the old number.', 'Start it, or remove it from SSM, then repeat the command; or say --accept-unasked, and it stands in the plan that you confirm.'),
    'files-open': entry('host', 'Somebody has files open below that folder, or stands in it: what they make from now on would be the old number’s again.', 'End those processes or have them leave the folder, then repeat the command.'),
    'undo-list-missing': entry('host', 'What is taken back is what the list of that migration has; it is on the disk of the instance that did it.', 'Name the instance that the migration’s report names, and the ID that it told.'),
    'migrate-refused': entry('host', 'The file server refused to give an entry another owner, or did not do it, so it keeps the old number.', 'Check that the file-system policy allows root (elasticfilesystem:ClientRootAccess) and that the volume is not full, then repeat the command.'),
    'migrate-left': entry('host', 'These keep the old number: a name of a file that lies elsewhere may be somebody else’s, a setuid program would run as the person, and a device is none of anybody’s data.', 'Copy what has several names (cp), take the bits off (chmod ug-s), remove devices; then repeat the command.'),
};
//# sourceMappingURL=migrating.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/people.js
/** What stands in the way of an account that the registry has. */

const people = {
    'uid-differs': entry('host', 'An account with that name has another number there: to EFS it is somebody else, and its files would be another person’s.', 'Find out whose the account is. If it is somebody else’s, or of somebody who left, the person needs another name in the registry; do not give away its number or files. Only if it is the same person’s: give it the registry’s number while nobody uses it (usermod -u, groupmod -g, then its files).'),
    'uid-taken': entry('host', 'Somebody else has that number there, so the files of both would be one person’s.', 'Give that account another number there, or remove it; a number of the registry never changes.'),
    'number-ranges-overlap': entry('host', 'Something there gives out numbers of the registry’s by itself: whoever gets one, in a directory or in a container, is one of its people to EFS.', 'Move that range to where the registry has no numbers, as long as nobody has files with them: /etc/subuid and /etc/subgid from 100000 on, ldap_idmap_range_min = 200000 in sssd.conf, the idmap range in smb.conf above 94199 or below 65536. If somebody has: narrow `numbers` in the registry, as far as it gave none of them.'),
    'account-of-directory': entry('host', 'The account comes from a directory service (LDAP, FreeIPA, Active Directory), which decides what becomes of it.', 'Take the instance out of the person’s hosts, or the person out of the directory.'),
    'account-not-ours': entry('host', 'Somebody else made that account, and Prism changes only its own.', 'Read the plan of `prism user sync`, then confirm it with its digest: --plan DIGEST.'),
    'home-taken': entry('host', 'Where the home of the new account would be there is something that is not theirs.', 'Move it away, or give it to their number: chown.'),
    'account-differs': entry('host', 'The account is not as the registry has it, so the person may have more or less there than everybody believes.', 'Run `prism user sync` again; if it stays, something on the instance changes it back.'),
    'shared-group-missing': entry('host', 'A mount with --registry puts people into the group of the volume, prism-shared; a sync makes accounts and leaves that group alone. Without it the volume is closed to them.', 'Run `prism volume mount` with --registry again, with the options of the mount: it adds whoever came since.'),
    'leaver-stays': entry('host', 'Something of a person who left still runs there, would run again, or names them: they are not gone.', 'Run `prism user sync` again for what runs. What the host’s own units, cron tables, sudoers, sshd’s configuration or files of keys have of theirs, take out there; set-id bits: find / -xdev -uid NUMBER -perm /6000 -exec chmod ug-s {} +, and end the process where a place is /proc/PID. Then sync again.'),
    'leaver-open': entry('host', 'The name of somebody who left has an open account there that is not the one Prism closed: root gave it another number, or a directory service supplies it.', 'If it is theirs, give it its number back (usermod -u NUMBER NAME), and the next sync closes and ends it; close it in the directory; if it is somebody else’s, give it another name.'),
    'account-programs-missing': entry('host', 'Accounts are made by the distribution’s own programs, and some of them are not there.', 'Install them: shadow-utils (Red Hat, Amazon Linux), passwd (Debian, Ubuntu), shadow (SUSE).'),
    unregistered: entry('input', 'People and groups are the registry’s, and that name is not in it.', 'Check the name: `prism user list` and `prism group list` show those that are there. `prism user add` and `prism group add` add one.'),
    'not-retired': entry('input', 'Somebody is ended on every instance only once the registry says that they left: else the next sync opens their account again.', 'At a terminal `prism user deprovision NAME` writes that itself, and so does REST on a server with a file of its own. In a repository that is a pull request: `user remove NAME` in a comment proposes one, or `DELETE /api/v1/users/NAME` by REST; ask again once it is merged.'),
    'registered-already': entry('input', 'A name in the registry is one person’s or one group’s, and keeps its number.', '`prism user modify NAME` changes somebody who is there; somebody else needs another name.'),
    'name-retired': entry('input', 'Files and accounts of whoever had that name are still there with the old number, so somebody else of that name would get them.', 'Somebody else needs another name. If it is the same person or group, take the line out of `retired` (and out of `owed`), and write the name with that number under `people` (uid) or `groups` (gid) again: docs/people.md, “Back again”.'),
    'number-changed': entry('input', 'A number that was given stays one person’s for ever, as the files keep it: with another holder they would be somebody else’s.', 'Give the newcomer another number, and write the old one under `retired`; then ask again.'),
    'registry-unread': entry('input', 'Accounts are made by the registry alone, and only by a version of it that counts.', 'In a repository: put .github/prism/people.yml on the default branch by a pull request that somebody approved who did not write it (docs/people.md). On a server with a file of its own: set PRISM_REGISTRY to that file.'),
    'keys-differ': entry('host', 'The keys by which the person comes in there are not those of the registry: somebody else may come in, or they may not.', 'Run `prism user sync` again; if it stays, something on the instance writes /etc/ssh/authorized_keys.d.'),
    'key-folder-not-roots': entry('host', 'Whoever owns the folder of the keys decides who comes in.', 'Look at /etc/ssh/authorized_keys.d: it is to be a folder of root’s; move away what is in its place.'),
    'sshd-not-ours': entry('host', 'sshd there takes other keys for the registry’s people than the registry’s, so a key that somebody planted outlives them; or the one that runs has not read its configuration since; or it would have changed for somebody else, and all was put back.', 'Run `prism user sync` again; if it stays, look at the Match blocks and AuthorizedKeysFile of /etc/ssh/sshd_config and sshd_config.d: Prism’s block has to come first, and nobody but the registry’s people may be in the group prism-people.'),
    'sshd-config-broken': entry('host', 'sshd does not take its own configuration, so nothing is proved of it, and nothing of it was changed.', 'Run `sshd -t` there and correct the line that it names.'),
    'sshd-no-drop-ins': entry('host', 'sshd’s configuration there is the distribution’s own file, which takes in none of the administrator’s.', 'Copy it to /etc/ssh/sshd_config, then sync again.'),
    'keys-elsewhere': entry('host', 'sshd asks somebody besides the registry who may come in as that person: a program, an authority, a Kerberos realm, or another file for some addresses.', 'For the group prism-people, in a Match block of your own: AuthorizedKeysCommand and TrustedUserCAKeys none, GSSAPIAuthentication and KerberosAuthentication no.'),
    'login-refused': entry('host', 'A login with a key that stood in the place of the person’s was refused by the host’s own sshd, so they cannot come in.', 'Look at AllowUsers and AllowGroups, PubkeyAcceptedAlgorithms, /etc/nologin, PAM’s account stack (pam_access), the shell in /etc/shells, and sshd’s log there.'),
    'sudo-differs': entry('host', 'Who may become root there by Prism’s own files in /etc/sudoers.d is not what the registry says.', 'Run `prism user sync` again; if it stays, something on the instance writes /etc/sudoers.d.'),
    'sudo-refused': entry('host', 'Prism’s line is there, and sudo does not give the person what it says.', 'Look at `sudo -l -U NAME` there: /etc/sudoers has to read /etc/sudoers.d, and no later line may take away what Prism’s gives.'),
    'sudo-elsewhere': entry('host', 'The person can become root by sudo there, and the registry does not say so: by a file that somebody wrote, a group, or a line for everybody.', 'Take the line out that `sudo -l -U NAME` tells (grep -r . /etc/sudoers /etc/sudoers.d), or give the person sudo in the registry.'),
    'root-elsewhere': entry('host', 'The person can become root there without sudo, and the registry does not say so: by a group, as the administrator of one, or by doas, polkit or Kerberos.', 'Groups: run `prism user sync`. Others: take their name, or the rule for everybody, out of /etc/doas.conf, the files of /etc/polkit-1, or /root/.k5login; or give the person sudo in the registry.'),
    'sudo-absent': entry('host', 'The registry gives the person sudo, and sudo or visudo is not installed there.', 'Install the package sudo there, then sync again.'),
    'sudoers-broken': entry('host', 'visudo does not take sudo’s configuration as it is, or with Prism’s line, so nothing of Prism’s was left in it.', 'Run `visudo -c` there and correct what it names, also owners and modes of files in /etc/sudoers.d; then sync again.'),
    'sudoers-not-read': entry('host', 'A line of Prism’s would be in /etc/sudoers.d, and sudo does not read that there, or others can write it.', 'Add `@includedir /etc/sudoers.d` (`#includedir` before sudo 1.9.1) at the end of /etc/sudoers by `visudo`; the folder is to be root’s, 0750 or 0755.'),
    'space-differs': entry('host', 'A person’s space or a group’s directory on the volume is not there, or has another mode or group than it is to have.', 'Run `prism volume mount` with --registry again: it sets what is theirs already and makes what is missing.'),
    'space-foreign': entry('host', 'The directory belongs to another number: somebody who left, an account made by hand, another group. Files keep the number, so Prism gives it to nobody.', 'Find out whose it is. Move it aside as root (`mv users/NAME users/NAME.old`), or give what is in it to the person with `prism migrate`; then mount again.'),
    'space-closed': entry('host', 'A person cannot read and write what is theirs on the volume: their own space, or the directory of a group that they are in.', 'Look at owner and mode of the directory and of each one above it, up to the mount point, and at the person’s groups (`id NAME`; NFS carries 16).'),
    'home-links-differ': entry('host', 'The links in a person’s home that lead to the volume are missing, or the home is not theirs.', 'Run `prism volume mount` with --registry again; look at owner and place of the home (`getent passwd NAME`).'),
    'registry-unwritten': entry('input', 'A registry is written by a pull request, for which the App needs contents: write and pull-requests: write, or in its file, and only while nobody else changes it.', 'Grant the permission in the App’s settings and accept it for the repository, or let Prism write the file and its folder; ask again if it was changed meanwhile.'),
    'removals-unconfirmed': entry('input', 'So many at once would lose their account that it looks like a wrong file or a bad merge.', 'Check the registry; if it is right, repeat the command with --confirm-removals.'),
};
//# sourceMappingURL=people.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/permission.js
/** Who asked is not allowed to. */

const permission = {
    denied: entry('denied', 'Prism runs as root on instances, so it needs write, maintain or admin permission on the repository.', 'Ask somebody with write permission to comment the same command.'),
    unauthorised: entry('denied', 'The bearer token is missing or unknown, or what it proves does not count here.', 'Send `Authorization: Bearer <token>` with a token from the server’s configuration, or with a request to STS that you signed for this server (docs/rest-api.md).'),
    'sts-silent': entry('aws', 'AWS’s STS did not say who signed the request, so nobody is let in by it.', 'Try again in a minute; a token of the server’s own list needs no STS.'),
    'policy-missing': entry('denied', 'This repository has no policy that counts, so administrators may look (verify, doctor, status) and nobody may change anything.', 'Add .github/prism.yml by a pull request that somebody else approves; the smallest file is in docs/policy.md.'),
    'policy-denied': entry('denied', 'The repository’s policy, .github/prism.yml, does not allow this.', 'Ask one of those it names to give the command, or change the policy by a pull request that somebody else approves.'),
    'policy-public': entry('denied', 'Everybody can read this repository, and an answer shows ids of volumes and instances and names of accounts.', 'Add “public: [ids, accounts]” to .github/prism.yml by a pull request that somebody else approves, or use a private repository.'),
    'policy-unread': entry('denied', 'The rights of whoever asked could not be read, so nothing was done.', 'Ask again; if it stays, check the App’s permissions with prism-app --check, or give the workflow’s job contents: read and pull-requests: read.'),
    'policy-changed': entry('denied', 'The policy changed while the command was under way; nothing was done.', 'Post the command again.'),
    'repository-unknown': entry('denied', 'The operator’s file of this Prism names the repositories that it works for.', 'Ask the operator of this Prism to add the repository.'),
    'operator-file': entry('input', 'The operator’s file of this Prism has an error, so it is not used at all.', 'Correct the line; docs/policy.md shows the file.'),
    'approval-void': entry('denied', 'What was approved does not stand any more as it was approved; nothing was done.', 'Post the command again and have the new plan approved.'),
    'approval-refused': entry('denied', 'This approval does not count.', 'Ask somebody whom the plan names; it has to be another person than the one who asked, in a comment of their own.'),
    'approval-elsewhere': entry('denied', 'The policy wants another person to approve this plan. A job of a workflow ends, so it cannot wait for one.', 'Ask for it in a comment to Prism’s App, where another person approves the plan; dry-run shows the plan here.'),
    'server-refused': entry('denied', 'The server of the REST API refused; its reason is above.', 'See what waits by prism plans. If the server does not know who calls, ask whoever runs it: for your token, or for the name that PRISM_API_SERVER_ID has to be.'),
    'server-silent': entry('doubt', 'The server of the REST API did not answer, so whether it took the approval is not known.', 'Check PRISM_API_URL and the network, then look with prism plans: an approval that was taken counts once.'),
    'volume-locked': entry('denied', 'Somebody locked the volume by hand: nothing that changes it begins until it is unlocked or the lock’s time is over. Looks go on.', 'Ask whoever locked it, or one of those who may unlock it: `/prism unlock VOLUME` or `prism volume unlock VOLUME`.'),
    'lock-of-another': entry('denied', 'Somebody else locked the volume; their lock is removed by them, by whom the policy gives unlock, and by administrators.', 'Ask one of those to unlock it.'),
    'not-locked': entry('lookup', 'Nobody locked the volume, or the lock’s time is over.', 'Nothing has to be unlocked; `/prism locks` or `prism volume locks` lists the locks.'),
    'locks-nowhere': entry('input', 'The command line keeps nothing by itself, so a lock would be gone with the command.', 'Set PRISM_STORE to the store that keeps the locks (docs/cli.md, Locks), or lock the volume by a comment or the REST API.'),
    'approval-unknown': entry('input', 'No plan with this digest waits for an approval here. Plans expire, and a new plan of the same command replaces the one before.', 'Post the command again and approve the digest of its plan.'),
};
//# sourceMappingURL=permission.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/requests.js
/** What was wrong with the request. */

const requests = {
    'bad-volume-name': entry('input', 'A volume is named by 1–64 letters, digits, dots, dashes and underscores, or by its fs- id.', 'Use a name shown by `/prism volumes` or `prism volume list`.'),
    'bad-instance-name': entry('input', 'An instance is named by its Name tag, its i- or mi- id, or as tag:Key=Value.', 'Use a name or id shown by `/prism instances` or `prism instance list`.'),
    'bad-account': entry('input', 'A Unix account is a lower-case letter or underscore, then up to 31 letters, digits, dots, dashes, underscores.', 'Name existing accounts of the instance, such as ubuntu or rocky. SSSD’s fully qualified names, with @, are not accepted.'),
    'root-account': entry('input', 'root needs no membership, and enrolling it would hide what other accounts cannot do.', 'Name the people’s accounts, or leave --users out to use the login user.'),
    'bad-group': entry('input', 'A group beside prism-shared is NAME:GID or NAME:GID:ACCOUNT,…; its gid is the same on every instance, so it must be free on all of them.', 'For example --group genomics:3100:ada,grace, with a gid of 1000 or more that no other group has.'),
    'bad-access-point': entry('input', 'An access point is given by a name like a volume’s or by its fsap- id; its path is 1–4 plain names, at most 100 characters, outside shared, users and groups.', 'For example: prism access-point create research-data genomics --path /projects/genomics.'),
    'bad-access-point-user': entry('input', 'The user that an access point enforces is UID:GID, neither of them root’s, with at most 16 secondary groups; the folder’s owner and mode can only be given together with it.', 'For example: prism access-point create research-data pipeline --path /projects/pipeline --user 5001:3000 --mode 2775.'),
    'bad-mount-point': entry('input', 'A mount point is an absolute path of plain names outside the system’s own directories.', 'Leave it out to use /mnt/<volume>, or choose a path under /mnt, /srv, /data or /opt.'),
    'bad-command': entry('input', 'The command was not understood.', 'See `/prism help` or `prism --help`.'),
    'bad-option': entry('input', 'The option or its value was not understood.', 'See `/prism help` or `prism --help`.'),
    'too-late': entry('input', 'The command was not begun for more than 15 minutes, and whoever posted it may have done something else by now. Nothing was done on the instances.', 'If you still want it, post it again.'),
    'command-continues': entry('input', 'A command is one line, but its paragraph continues below: mail programs wrap long lines, and half a command means something else.', 'Post the command again on one line, with an empty line between it and other text.'),
    'not-among-instances': entry('input', 'An option names an instance that is not among the instances of this command, or that could not be found; guessing could give it write access.', 'Name it among the instances as well, or leave it out of the option.'),
    'thread-closed': entry('input', 'GitHub does not let Prism answer in this conversation, so nothing was done: nobody would have seen the result.', 'Unlock the conversation, or give the App write permission for issues and pull requests; then comment again.'),
    'missing-input': entry('input', 'A required value is missing.', 'Give it, then retry; `/prism help COMMAND` or `prism COMMAND --help` shows how.'),
    'confirm-name': entry('input', 'What cannot be taken back needs the name once more as a confirmation: of the volume that is deleted, or of the person who is ended.', 'Repeat that name when asked; without a terminal pass --yes, by REST give it as `confirm`.'),
    'evidence-unreadable': entry('lookup', 'An evidence file is shown whole or not at all: half a run could look like another verdict.', 'Give the file as --evidence, the Action’s output `evidence` or the REST API wrote it.'),
    'evidence-not-written': entry('input', 'The file for the evidence cannot be written.', 'Name a file in a folder that you may write to.'),
    'too-large': entry('input', 'The request is larger than Prism accepts.', 'Make it shorter.'),
    'registry-full': entry('input', 'Every number of the registry’s space was given to somebody, and a number is never given again.', 'Widen `numbers` in the registry.'),
    'bad-registry': entry('input', 'A registry with a mistake is never applied: one number for two people is one person to EFS.', 'Correct the lines that are named, then check again: prism registry check FILE.'),
};
//# sourceMappingURL=requests.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/stores.js
/** What keeps a server from keeping its runs. */

const stores = {
    'store-not-named': entry('input', 'A server that is restarted must find the runs that it had begun, so it has to be told where to keep them.', 'Set PRISM_STORE=sqlite:/var/lib/prism/app.db (a file on a local disk), PRISM_STORE=postgres://… (several replicas), or PRISM_STORE=memory to lose all runs at each restart.'),
    'store-unusable': entry('input', 'Runs cannot be kept there, and what cannot be kept is not begun.', 'Fix what is named, or name another file in PRISM_STORE. docs/operations.md says what the store needs.'),
    'store-taken': entry('input', 'Another process works with this file. Two of them would carry out the same runs.', 'Stop the other process, or give each its own file in PRISM_STORE.'),
    'sqlite-too-old': entry('input', 'SQLite before 3.51.3 has a fault in resetting its write-ahead log that can lose what was acknowledged.', 'Start it with a Node that has a newer SQLite: node -p process.versions.sqlite tells. Node 24.21 has.'),
};
//# sourceMappingURL=stores.js.map
;// CONCATENATED MODULE: ./build/src/domain/findings/volumes.js
/** What can go wrong with a volume, or with creating and deleting one. */

const volumes = {
    'volume-not-found': entry('lookup', 'No file system in this region and account has that name or id.', 'Check the region and the names, by `/prism volumes` or `prism volume list`; or create it: `prism volume create NAME`.'),
    'volume-ambiguous': entry('lookup', 'Several file systems have that name; Prism does not guess.', 'Use one of the ids, or rename one.'),
    'volume-not-available': entry('lookup', 'The file system is not in a state in which it can be mounted.', 'Wait until `prism volume info` says available.'),
    'no-mount-target': entry('lookup', 'Without an available mount target in the instance’s zone or network, no client can reach the file system.', 'Create a mount target, e.g. by `prism volume create` with --subnet for that zone.'),
    'volume-exists-otherwise': entry('lookup', 'A file system with that name exists with other settings; a second one would be ambiguous.', 'Use the existing one, or choose another name.'),
    'volume-in-use': entry('lookup', 'The volume is mounted; deleting it would hang its clients.', 'Unmount first: `prism volume unmount NAME INSTANCE…`.'),
    'volume-use-unknown': entry('doubt', 'An instance could not be asked whether it has the volume mounted, so deleting is not safe.', 'Bring the instance online or terminate it, then try again.'),
    'create-failed': entry('aws', 'EFS did not finish creating the file system.', 'Check its state in the EFS console; run the same create again: it continues where it stopped.'),
    'zone-not-offered': entry('aws', 'EFS does not offer One Zone file systems in that availability zone.', 'Name another zone of the region, or leave out --one-zone.'),
    'volume-is-replica': entry('lookup', 'The volume is a replica: EFS alone writes to it, so no directory can be laid out there and nobody can write.', 'Mount it with --read-only, or mount the volume that it is a replica of; `prism volume info` says which. Once the replication is deleted, the replica takes writes.'),
    'crosses-zones': entry('host', 'The volume is kept in one zone, and the instance is in another: what it reads and writes crosses zones, which costs and is slower, and when that zone is down so is the volume.', 'Run the instance in the volume’s zone, or use a volume without --one-zone.'),
    'update-failed': entry('aws', 'EFS did not finish changing the file system.', 'Look at the seen state in the EFS console; run the same update again: it changes what still differs.'),
    'throughput-too-soon': entry('aws', 'EFS changes the throughput mode, or lowers provisioned throughput, once in 24 hours.', 'Wait until the time in what was seen, then run the same update again. Provisioned throughput can be raised at any time.'),
    'throughput-limit': entry('aws', 'EFS cannot provision that much throughput here: the account’s limit is reached, or there is no capacity now.', 'Ask for less, use elastic throughput, try again later, or have the quota raised (Service Quotas, Elastic File System).'),
    'access-point-not-found': entry('lookup', 'The volume has no access point with that name or id.', 'See `prism access-point list VOLUME`, or create it: `prism access-point create VOLUME NAME --path /projects/x`.'),
    'access-point-ambiguous': entry('lookup', 'Several access points have that name; Prism does not guess.', 'Use one of the ids.'),
    'access-point-exists-otherwise': entry('lookup', 'An access point with that name has other settings, and EFS cannot change an access point.', 'Use another name, or delete that one first: `prism access-point delete VOLUME NAME`.'),
    'access-point-in-use': entry('lookup', 'Clients mount the volume through the access point; they would hang without it.', 'Unmount first: `prism volume unmount VOLUME INSTANCE…`.'),
    'access-point-use-unknown': entry('doubt', 'An instance could not be asked whether it mounts through the access point, so deleting is not safe.', 'Bring the instance online or terminate it, then try again.'),
    'access-point-enforces-user': entry('lookup', 'Through this access point everybody is one user to EFS, so there is no layout, no personal space and no group, and nothing can be adopted through it.', 'Leave out --group, --private, --sticky and --adopt, or use one that does not enforce a user: `prism access-point create VOLUME NAME --path /projects/x`.'),
    'access-point-failed': entry('aws', 'EFS did not finish creating or deleting the access point.', 'Check its state in the EFS console; run the same command again.'),
    'security-group-taken': entry('lookup', 'A security group with the name that Prism uses exists without Prism’s tag; Prism does not edit other people’s groups.', 'Rename or remove that group, or give the mount targets’ groups with --security-group.'),
};
//# sourceMappingURL=volumes.js.map
;// CONCATENATED MODULE: ./build/src/domain/catalogue.js
/**
 * The one catalogue of what can be wrong: bad input, what AWS answers, what a host shows. A finding says what was seen,
 * why it matters and what to do next. The host program and adapters name a code; the words live here.
 */

















const catalogue = {
    ...requests,
    ...permission,
    ...volumes,
    ...instances,
    ...aws,
    ...documents,
    ...invocations,
    ...hostBefore,
    ...people,
    ...migrating,
    ...client,
    ...hostMounting,
    ...hostAfter,
    ...hostUnseen,
    ...adopting,
    ...ledger,
    ...stores,
};
const kindOf = (code) => catalogue[code].kind;
function finding(code, details) {
    const { why, next } = catalogue[code];
    return { code, why, next, ...details };
}
const isFindingCode = (code) => Object.hasOwn(catalogue, code);
/** What Prism throws. Entry points show `finding`; `cause` keeps what it came from. */
class PrismError extends Error {
    finding;
    /** Further findings of the same refusal, e.g. one per instance. */
    others;
    constructor(f, options = {}) {
        super(`${f.code}: ${f.seen}`, { cause: options.cause });
        this.name = 'PrismError';
        this.finding = f;
        this.others = options.others ?? [];
    }
}
function fail(code, details, cause) {
    return new PrismError(finding(code, details), { cause });
}
//# sourceMappingURL=catalogue.js.map

/***/ }),

/***/ 8188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ architectureOf),
/* harmony export */   j: () => (/* binding */ packageArchitectures)
/* harmony export */ });
const names = { x86_64: 'x86_64', amd64: 'x86_64', aarch64: 'aarch64', arm64: 'aarch64' };
/** By any of its names; undefined for anything that AWS builds no client for. */
const architectureOf = (name) => (Object.hasOwn(names, name) ? names[name] : undefined);
/** What a package file may say of itself to fit an instance: its own architecture, or none in particular. */
function packageArchitectures(manager, machine) {
    const architecture = architectureOf(machine);
    if (manager !== 'apt-get')
        return ['noarch', architecture ?? machine];
    return ['all', architecture === 'x86_64' ? 'amd64' : architecture === 'aarch64' ? 'arm64' : machine];
}
//# sourceMappingURL=architectures.js.map

/***/ }),

/***/ 7278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   YL: () => (/* binding */ installerUrl),
/* harmony export */   tv: () => (/* binding */ distributorDocument),
/* harmony export */   uD: () => (/* binding */ distributorPackage)
/* harmony export */ });
/* unused harmony exports sourceKinds, citations */
/** Where an instance can get an EFS client from, and what is known of each source. */
const sourceKinds = (/* unused pure expression or super */ null && (['repository', 'distributor', 'installer', 'package', 'plain-nfs']));
/** The package that SSM Distributor has, and AWS's document that installs it. */
const distributorPackage = 'AmazonEFSUtils';
const distributorDocument = 'AWS-ConfigureAWSPackage';
/** What AWS publishes for the distributions that it supports (amazon-efs-utils, INSTALL.md). */
const installerUrl = 'https://amazon-efs-utils.aws.com/efs-utils-installer.sh';
/** What a cell of the table is cited from. */
const citations = {
    'aws-readme': 'amazon-efs-utils 3, README.md and INSTALL.md: what AWS builds packages for',
    'aws-guide': 'EFS user guide, “Installing the Amazon EFS client”: in Amazon’s own repositories',
    'aws-distributor': 'EFS user guide, “Systems Manager Distributor supported operating systems”, as published in 2022',
    looked: 'looked for in the distribution’s repositories: it is not there',
    suse: 'software.opensuse.org lists aws-efs-utils for SLE 15 SP2; the Public Cloud module has to be enabled',
    compatible: 'built for RHEL; AWS’s own ParallelCluster installs those packages on Rocky Linux',
    unlisted: 'not on any list of AWS that we found',
    'own-choice': 'a package that a team builds and serves itself',
    distribution: 'every distribution has an NFS client',
};
//# sourceMappingURL=sources.js.map

/***/ }),

/***/ 8499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Wg: () => (/* binding */ configurationRows),
  mK: () => (/* binding */ differencesBefore),
  uU: () => (/* binding */ driftedRows),
  gT: () => (/* binding */ isRepairable),
  Yi: () => (/* binding */ mountedRows),
  MA: () => (/* binding */ unmountRows)
});

// EXTERNAL MODULE: ./build/src/domain/boot.js
var domain_boot = __nccwpck_require__(3316);
// EXTERNAL MODULE: ./build/src/domain/desired.js
var domain_desired = __nccwpck_require__(3180);
// EXTERNAL MODULE: ./build/src/domain/mount-spec.js
var mount_spec = __nccwpck_require__(4627);
// EXTERNAL MODULE: ./build/src/domain/rows/row.js
var row = __nccwpck_require__(4314);
;// CONCATENATED MODULE: ./build/src/domain/rows/group.js

/** NFS's AUTH_SYS carries 16 supplementary groups; the rest is cut off by the client (RFC 5531, facts). */
const nfsGroupLimit = 16;
function groupRows(desired, facts) {
    const { name, gid } = desired.group;
    const members = desired.accounts.flatMap((account) => accountRows(desired, account, facts));
    if (!facts)
        return [(0,row/* unknownRow */.ro)('group', name, `gid ${gid}`), ...members];
    if (desired.accounts.length === 0) {
        const nobody = (0,row/* seenRow */.qJ)('group', 'login user', `member of ${name}`, 'none was found', false, 'no-login-user');
        return [groupRow(desired, facts), nobody];
    }
    return [groupRow(desired, facts), ...members];
}
function groupRow(desired, facts) {
    const { name, gid } = desired.group;
    const { gidHolder, nameGid } = facts.group;
    if (nameGid === gid && gidHolder !== undefined && gidHolder !== name)
        return (0,row/* seenRow */.qJ)('group', name, `gid ${gid}`, `gid ${gid}, which ${gidHolder} has too`, false, 'gid-taken');
    if (nameGid === gid)
        return (0,row/* seenRow */.qJ)('group', name, `gid ${gid}`, `gid ${gid}`, true, 'group-missing');
    if (nameGid !== undefined)
        return (0,row/* seenRow */.qJ)('group', name, `gid ${gid}`, `gid ${nameGid}`, false, 'group-gid-differs');
    if (gidHolder !== undefined)
        return (0,row/* seenRow */.qJ)('group', name, `gid ${gid}`, `gid ${gid} is ${gidHolder}`, false, 'gid-taken');
    return (0,row/* seenRow */.qJ)('group', name, `gid ${gid}`, 'no such group', false, 'group-missing');
}
function accountRows(desired, name, facts) {
    const expected = `member of ${desired.group.name}`;
    const account = facts?.accounts.find((a) => a.name === name);
    if (!account)
        return [(0,row/* unknownRow */.ro)('group', name, expected)];
    if (!account.exists)
        return [(0,row/* seenRow */.qJ)('group', name, expected, 'no such account', false, 'account-missing')];
    const observed = `${account.member ? 'member' : 'not a member'}, uid ${account.uid ?? '?'}`;
    const stale = facts?.staleProcesses.filter((p) => p.account === name) ?? [];
    return [
        memberRow(desired, name, observed, account),
        ...tooManyGroups(account),
        ...(stale.length > 0
            ? [
                (0,row/* noteRow */.bu)('group', `${name} · open sessions`, 'have the group', `${stale.length} process(es) from before: ${stale
                    .slice(0, 3)
                    .map((p) => `${p.command} (${p.pid})`)
                    .join(', ')}`, 'stale-session'),
            ]
            : []),
    ];
}
/** A member that cannot log in cannot share anything. */
function memberRow({ group }, name, observed, account) {
    const expected = `member of ${group.name}`;
    if (!account.member || !account.groups.includes(group.gid))
        return (0,row/* seenRow */.qJ)('group', name, expected, observed, false, 'not-member');
    if (account.expired)
        return (0,row/* seenRow */.qJ)('group', name, expected, `${observed}, expired`, false, 'account-expired');
    if (account.passwordDue)
        return (0,row/* seenRow */.qJ)('group', name, expected, `${observed}, password expired`, false, 'password-expired');
    return (0,row/* seenRow */.qJ)('group', name, expected, observed, true, 'not-member');
}
function tooManyGroups(account) {
    const count = account.groups.length;
    if (count <= nfsGroupLimit)
        return [];
    return [(0,row/* noteRow */.bu)('group', `${account.name} · groups`, `at most ${nfsGroupLimit}`, `${count} groups`, 'too-many-groups')];
}
//# sourceMappingURL=group.js.map
;// CONCATENATED MODULE: ./build/src/domain/rows/behaviour.js
/** What each account could really do, not what the modes promise. */


function behaviourRows(desired, facts) {
    const closed = closedRowsOf(desired, facts);
    return [...desired.accounts.flatMap((account) => behaviour_accountRows(desired, account, facts, closed)), outsiderRow(desired, facts)];
}
function behaviour_accountRows(desired, account, facts, closed) {
    if (desired.readOnly)
        return readOnlyRows(account, facts, 'shared/');
    const { name } = desired.group;
    const look = (what) => facts?.behaviours.find((b) => b.account === account && b.try === what);
    const file = look('create-file');
    const folder = look('create-folder');
    const own = look('write-own-space');
    const groups = facts?.accounts.find((a) => a.name === account)?.groups ?? [];
    // the groups beyond the limit do not reach the server: prism-shared can be among them
    const why = groups.length > nfsGroupLimit ? 'too-many-groups' : 'not-shared';
    return [
        created(`${account} · new file in shared/`, `${name} 0664`, name, file, why, (mode) => writableByGroup(mode)),
        created(`${account} · new folder in shared/`, `${name} 2775`, name, folder, why, (mode) => writableByGroup(mode) && hasSetgid(mode)),
        outcome(`${account} · own space`, 'may write', own, 'done'),
        ...(facts?.behaviours ?? [])
            .filter((b) => b.account === account && b.try === 'write-other-space')
            .map((b) => outcome(`${account} · ${b.path}`, 'refused', b, 'refused')),
        ...(desired.privateSpaces ? closed(account) : []),
    ];
}
/** Where the volume is to be read-only, a write was tried and was refused for that reason: a closed directory would refuse it too. */
function readOnlyRows(account, facts, where) {
    const expected = 'refused: read-only';
    return [
        ['create-file', `new file in ${where}`],
        ['create-folder', `new folder in ${where}`],
    ].map(([what, words]) => {
        const subject = `${account} · ${words}`;
        const fact = facts?.behaviours.find((b) => b.account === account && b.try === what);
        if (fact?.outcome === 'done')
            return (0,row/* seenRow */.qJ)('behaviour', subject, expected, 'written', false, 'not-read-only');
        if (fact?.outcome === 'refused' && fact.detail === 'read-only')
            return (0,row/* seenRow */.qJ)('behaviour', subject, expected, said(fact), true, 'not-read-only');
        return untried(subject, expected, fact);
    });
}
/** Private spaces of other people, by who tries to read them; accounts with the owner's uid have rows of their own (open-spaces). */
function closedRowsOf(desired, facts) {
    const uids = new Map(facts?.accounts.map((a) => [a.name, a.uid]));
    const tries = new Map(facts?.spaces?.tries.map((t) => [`${t.account}/${t.space}`, t]));
    return (account) => desired.accounts
        .filter((other) => other !== account && (uids.get(other) === undefined || uids.get(other) !== uids.get(account)))
        .map((other) => closedRow(`${account} · reading ${desired.mountPoint}/users/${other}`, tries.get(`${account}/${other}`), facts));
}
function closedRow(subject, tried, facts) {
    if (!tried || tried.read === 'error')
        return inDoubt(subject, 'refused', tried, facts);
    return (0,row/* seenRow */.qJ)('behaviour', subject, 'refused', tried.read === 'refused' ? 'refused' : 'read', tried.read === 'refused', 'space-open');
}
function outsiderRow(_desired, facts) {
    return outcome('somebody outside the group · shared/', 'refused', facts?.behaviours.find((b) => b.try === 'outsider-write'), 'refused');
}
/** A try without a result. The program reports `python-incomplete` if Python lacks what a try needs. */
function untried(subject, expected, fact) {
    if (fact?.detail === 'python-incomplete')
        return (0,row/* unknownRow */.ro)('behaviour', subject, expected, 'not tried: Python on the instance lacks modules', 'python-incomplete');
    return fact ? (0,row/* unknownRow */.ro)('behaviour', subject, expected, said(fact), 'not-tried') : (0,row/* unknownRow */.ro)('behaviour', subject, expected);
}
/** The same for tries without a reason: what Python lacks, it lacks for every account. */
function inDoubt(subject, expected, tried, facts) {
    const lacking = facts?.behaviours.find((b) => b.detail === 'python-incomplete');
    if (lacking)
        return untried(subject, expected, lacking);
    return tried
        ? (0,row/* unknownRow */.ro)('behaviour', subject, expected, 'could not be determined', 'not-tried')
        : (0,row/* unknownRow */.ro)('behaviour', subject, expected);
}
function created(subject, expected, groupName, fact, whyRefused, modeFits) {
    if (!fact || fact.outcome === 'timeout' || fact.detail === 'python-incomplete')
        return untried(subject, expected, fact);
    if (fact.outcome === 'refused')
        return (0,row/* seenRow */.qJ)('behaviour', subject, expected, said(fact), false, fact.detail === 'read-only' ? 'read-only' : whyRefused);
    if (fact.outcome !== 'done')
        return (0,row/* seenRow */.qJ)('behaviour', subject, expected, said(fact), false, 'not-shared');
    if (fact.mode === undefined || fact.group === undefined)
        return (0,row/* unknownRow */.ro)('behaviour', subject, expected, 'created, but not seen afterwards', 'not-tried');
    if (fact.umask === 'unknown' && fact.group === groupName)
        return (0,row/* unknownRow */.ro)('behaviour', subject, expected, 'created; the umask of a session of the account could not be measured', 'session-unmeasured');
    return (0,row/* seenRow */.qJ)('behaviour', subject, expected, `${fact.group} ${fact.mode}`, fact.group === groupName && modeFits(fact.mode), 'not-shared');
}
function outcome(subject, expected, fact, wanted) {
    if (!fact || fact.outcome === 'timeout' || fact.outcome === 'error')
        return untried(subject, expected, fact);
    return (0,row/* seenRow */.qJ)('behaviour', subject, expected, said(fact), fact.outcome === wanted, wanted === 'refused' ? 'not-refused' : 'not-shared');
}
function said(fact) {
    const words = { done: 'written', refused: 'refused', timeout: 'no answer within the time limit', error: 'error' }[fact.outcome];
    return fact.detail && fact.outcome !== 'done' ? `${words}: ${fact.detail}` : words;
}
const digit = (mode, place) => Number.parseInt(mode.padStart(4, '0').charAt(place), 8);
const writableByGroup = (mode) => (digit(mode, 2) & 6) === 6;
const hasSetgid = (mode) => (digit(mode, 0) & 2) === 2;
//# sourceMappingURL=behaviour.js.map
;// CONCATENATED MODULE: ./build/src/domain/rows/contents.js

function contentRows(facts) {
    const expected = 'the group can change them';
    const seen = facts?.unwritable;
    if (!seen)
        return [(0,row/* unknownRow */.ro)('contents', 'files in shared/', expected)];
    if (seen.found === 0 && seen.reach === 'cut')
        return [(0,row/* unknownRow */.ro)('contents', 'files in shared/', expected, `${seen.looked} checked, then the look was cut off`, 'not-tried')];
    if (seen.found === 0 && seen.reach === 'sample')
        return [(0,row/* noteRow */.bu)('contents', 'files in shared/', expected, `the first ${seen.looked} checked, all fine; there are more`)];
    if (seen.found === 0)
        return [
            (0,row/* seenRow */.qJ)('contents', 'files in shared/', expected, seen.looked === 0 ? 'no files there yet' : `${seen.looked} checked, all fine${onPurpose(seen.protected)}`, true, 'unwritable-files'),
        ];
    const sample = seen.sample.slice(0, 3).map((f) => `${f.path} (${f.owner} ${f.mode})`);
    return [
        (0,row/* seenRow */.qJ)('contents', 'files in shared/', expected, `${seen.found} of ${seen.looked} cannot be: ${sample.join(', ')}`, false, 'unwritable-files'),
    ];
}
const onPurpose = (count = 0) => (count === 0 ? '' : `, ${count} read-only on purpose: their owner may not change them either`);
//# sourceMappingURL=contents.js.map
;// CONCATENATED MODULE: ./build/src/domain/rows/enforced.js


function enforcedRows(desired, user, facts) {
    if (desired.readOnly)
        return desired.accounts.flatMap((account) => readOnlyRows(account, facts, 'the folder'));
    const look = (account, what) => facts?.behaviours.find((b) => b.account === account && b.try === what);
    return [
        ...desired.accounts.flatMap((account) => [
            madeRow(`${account} · new file`, user, look(account, 'create-file')),
            madeRow(`${account} · new folder`, user, look(account, 'create-folder')),
        ]),
        madeRow('root · new file', user, look('root', 'create-file')),
        giveAwayRow(look('root', 'give-away')),
        madeRow('somebody outside the group · new file', user, look('outsider', 'outsider-write')),
    ];
}
const words = (uid, gid) => `uid ${uid}, gid ${gid} to EFS`;
function madeRow(subject, user, fact) {
    const expected = words(user.uid, user.gid);
    if (!fact || fact.outcome === 'timeout' || fact.outcome === 'error')
        return untried(subject, expected, fact);
    if (fact.outcome === 'refused') {
        const code = fact.detail === 'read-only' ? 'read-only' : 'enforced-user-refused';
        return (0,row/* seenRow */.qJ)('behaviour', subject, expected, `refused${fact.detail ? `: ${fact.detail}` : ''}`, false, code);
    }
    if (fact.uid === undefined || fact.gid === undefined)
        return (0,row/* unknownRow */.ro)('behaviour', subject, expected, 'created, but not seen afterwards', 'not-tried');
    const observed = `${words(fact.uid, fact.gid)}${fact.mode === undefined ? '' : `, ${fact.mode}`}`;
    return (0,row/* seenRow */.qJ)('behaviour', subject, expected, observed, fact.uid === user.uid && fact.gid === user.gid, 'user-not-enforced');
}
function giveAwayRow(fact) {
    const subject = 'root · giving a file to uid 0';
    if (!fact || (fact.outcome !== 'done' && fact.outcome !== 'refused'))
        return untried(subject, 'refused', fact);
    const observed = fact.outcome === 'done' ? 'done: root is root there' : 'refused';
    return (0,row/* seenRow */.qJ)('behaviour', subject, 'refused', observed, fact.outcome === 'refused', 'user-not-enforced');
}
//# sourceMappingURL=enforced.js.map
;// CONCATENATED MODULE: ./build/src/domain/rows/extra-groups.js


function extraGroupRows({ groups = [] }, facts) {
    return groups.flatMap((wanted) => [
        extra_groups_groupRow(wanted, facts?.extraGroups?.seen.find((g) => g.name === wanted.name)),
        ...wanted.members.map((account) => extra_groups_memberRow(wanted, account, facts)),
    ]);
}
function extra_groups_groupRow({ name, gid }, fact) {
    const expected = `gid ${gid}`;
    if (!fact)
        return (0,row/* unknownRow */.ro)('group', name, expected);
    const { nameGid, gidHolder } = fact;
    if (nameGid !== undefined)
        return (0,row/* seenRow */.qJ)('group', name, expected, `gid ${nameGid}`, nameGid === gid, 'group-gid-differs');
    if (gidHolder !== undefined)
        return (0,row/* seenRow */.qJ)('group', name, expected, `gid ${gid} is ${gidHolder}`, false, 'gid-taken');
    return (0,row/* seenRow */.qJ)('group', name, expected, 'no such group', false, 'group-missing');
}
function extra_groups_memberRow({ name, gid }, account, facts) {
    const expected = `member of ${name}`;
    const fact = facts?.accounts.find((a) => a.name === account);
    if (!fact?.exists)
        return (0,row/* unknownRow */.ro)('group', account, expected, fact ? 'no such account' : undefined);
    const member = fact.groups.includes(gid);
    return (0,row/* seenRow */.qJ)('group', account, expected, member ? 'member' : 'not a member', member, 'not-member');
}
/** Each account in each group's directory: a member can, anybody else cannot. */
function groupTryRows({ groups = [], accounts, readOnly }, facts) {
    return groups.flatMap((wanted) => accounts.map((account) => tryRow(wanted, account, readOnly, facts)));
}
function tryRow({ name, members }, account, readOnly, facts) {
    const subject = `${account} · groups/${name}`;
    const member = members.includes(account);
    const expected = !member ? 'refused' : readOnly ? 'reads, write refused' : `reads, writes for ${name}`;
    const fact = facts?.extraGroups?.tries.find((t) => t.account === account && t.group === name);
    if (!fact || fact.read === 'error' || fact.change === 'error')
        return inDoubt(subject, expected, fact, facts);
    const reads = fact.read === 'done';
    const writes = fact.change === 'done';
    const made = fact.made ? ` (gid ${fact.made.gid}, ${fact.made.mode})` : '';
    const observed = `${reads ? 'reads' : 'read refused'}, ${writes ? `writes${made}` : 'write refused'}`;
    if (!member)
        return (0,row/* seenRow */.qJ)('behaviour', subject, expected, observed, !reads && !writes, 'not-refused');
    if (readOnly)
        return (0,row/* seenRow */.qJ)('behaviour', subject, expected, observed, reads && !writes, writes ? 'not-read-only' : 'not-shared');
    if (writes && !fact.made)
        return (0,row/* unknownRow */.ro)('behaviour', subject, expected, 'created, but not seen afterwards', 'not-tried');
    return (0,row/* seenRow */.qJ)('behaviour', subject, expected, observed, reads && writes && fits(fact.made, facts, name), 'not-shared');
}
/** What a member makes belongs to the group, and the group can change it. */
function fits(made, facts, name) {
    const gid = facts?.extraGroups?.seen.find((g) => g.name === name)?.nameGid;
    return made !== undefined && made.gid === gid && (Number.parseInt(made.mode, 8) & 0o60) === 0o60;
}
//# sourceMappingURL=extra-groups.js.map
// EXTERNAL MODULE: ./build/src/domain/rows/mount.js
var mount = __nccwpck_require__(4211);
// EXTERNAL MODULE: ./build/src/domain/topmost.js
var topmost = __nccwpck_require__(7410);
;// CONCATENATED MODULE: ./build/src/domain/rows/permissions.js


function permissionRows(desired, facts) {
    if (desired.enforced)
        return [folderRow(desired, facts)];
    return desired.paths.map((rule) => pathRow(desired, rule, facts));
}
/** An enforced user's folder has the owner and mode that it was given; whether they let that user in, is tried. */
function folderRow(desired, facts) {
    const expected = 'as it was given';
    const fact = facts && (0,topmost/* topmostAt */.a)(facts, desired.mountPoint)?.accessPoint === desired.accessPoint
        ? facts.paths.find((p) => p.path === '.' && p.exists)
        : undefined;
    if (!fact)
        return (0,row/* noteRow */.bu)('permissions', `${desired.mountPoint}/`, expected, 'not seen');
    return (0,row/* noteRow */.bu)('permissions', `${desired.mountPoint}/`, expected, `${fact.uid}:${fact.gid} ${shortMode(fact.mode ?? '?')}`);
}
function pathRow(desired, rule, facts) {
    const subject = rule.path === '.' ? `${desired.mountPoint}/` : `${desired.mountPoint}/${rule.path}/`;
    const expected = `${rule.owner}:${rule.group} ${shortMode(rule.mode)}`;
    // what a local directory looks like under an absent mount says nothing about the volume
    const top = facts && (0,topmost/* topmostAt */.a)(facts, desired.mountPoint);
    if (!facts || top?.fileSystemId !== desired.fileSystemId || !top.reached)
        return (0,row/* unknownRow */.ro)('permissions', subject, expected, facts ? 'volume not mounted' : undefined);
    const fact = facts.paths.find((p) => p.path === rule.path);
    if (!fact)
        return (0,row/* unknownRow */.ro)('permissions', subject, expected);
    if (!fact.exists)
        return (0,row/* seenRow */.qJ)('permissions', subject, expected, 'does not exist', false, 'row-differs');
    if (fact.mode === undefined || fact.uid === undefined || fact.gid === undefined)
        return (0,row/* unknownRow */.ro)('permissions', subject, expected);
    return (0,row/* seenRow */.qJ)('permissions', subject, expected, describe(fact), matches(rule, fact, facts), 'row-differs');
}
function matches(rule, fact, facts) {
    const uid = rule.owner === 'root' ? 0 : facts.accounts.find((a) => a.name === rule.owner)?.uid;
    return fact.type === 'directory' && fact.uid === uid && fact.gid === rule.gid && fact.mode === rule.mode;
}
function describe(fact) {
    const what = `${fact.owner ?? fact.uid}:${fact.group ?? fact.gid} ${shortMode(fact.mode ?? '?')}`;
    return fact.type === 'directory' ? what : `${fact.type}, ${what}`;
}
/** The document writes 755 where the mode has no special bits, 2775 where it has. */
const shortMode = (mode) => mode.replace(/^0(?=[0-7]{3}$)/, '');
//# sourceMappingURL=permissions.js.map
;// CONCATENATED MODULE: ./build/src/domain/rows/persistence.js
/** fstab: exactly one line for the mount point, for the right file system, that cannot stop a boot; and a boot that uses it. */



function persistenceRows(desired, facts) {
    return [...lineRows(desired, facts), ...bootRows(desired, facts), ...memoryRows(desired, facts)];
}
/** An unreadable note could have any options; a missing one is not a fault for a mount by hand or by an older Prism. */
function memoryRows({ mountPoint }, facts) {
    const lost = facts?.remembered?.some((r) => r.kind === 'unreadable' && (r.place ?? mountPoint) === mountPoint);
    return lost ? [(0,row/* unknownRow */.ro)('persistence', 'the note of the mount’s options', 'readable', 'it cannot be read', 'note-unreadable')] : [];
}
/** Where no systemd boots, fstab's line is all there is. */
function bootRows({ mountPoint }, facts) {
    const subject = '/etc/fstab · at boot';
    const expected = 'systemd mounts it';
    if (!facts)
        return [(0,row/* unknownRow */.ro)('persistence', subject, expected)];
    if (!facts.host.systemd)
        return [];
    if (!facts.fstab.some((l) => l.place === mountPoint && l.ours))
        return [(0,row/* unknownRow */.ro)('persistence', subject, expected, 'no line by Prism')];
    const { boot } = facts;
    if (!boot)
        return [(0,row/* unknownRow */.ro)('persistence', subject, expected, 'systemd did not answer', 'boot-unknown')];
    const fault = (0,domain_boot/* bootFaultOf */.Ac)(boot);
    if (fault)
        return [(0,row/* seenRow */.qJ)('persistence', subject, expected, fault.seen, false, fault.code)];
    if (boot.load !== 'loaded' && boot.load !== 'not-found')
        return [(0,row/* unknownRow */.ro)('persistence', subject, expected, `systemd reports ${boot.unit} as ${boot.load}`, 'boot-unknown')];
    if (boot.pulledIn === undefined)
        return [(0,row/* unknownRow */.ro)('persistence', subject, expected, 'whether remote-fs.target is enabled could not be determined', 'boot-unknown')];
    const unit = boot.file === undefined ? 'the line is read at the next boot' : boot.unit;
    return [(0,row/* seenRow */.qJ)('persistence', subject, expected, `${unit}, by remote-fs.target`, true, 'boot-without-mounts')];
}
function lineRows(desired, facts) {
    const expected = `one line for ${desired.fileSystemId}, nofail, ${(0,mount_spec/* guardsOf */.g0)(desired.spec).join(', ')}${desired.spec.iam ? ', iam' : ''}${desired.readOnly ? ', ro' : ''}${desired.accessPoint === undefined ? '' : `, ${desired.accessPoint}`}`;
    if (!facts)
        return [(0,row/* unknownRow */.ro)('persistence', '/etc/fstab', expected)];
    const lines = facts.fstab.filter((line) => line.place === desired.mountPoint);
    const [line] = lines;
    if (!line)
        return [(0,row/* seenRow */.qJ)('persistence', '/etc/fstab', expected, 'no line', false, 'not-persistent')];
    if (lines.length > 1) {
        // Prism fixes its own line where it is there more than once
        const code = lines.every((l) => l.ours) ? 'not-persistent' : 'fstab-taken';
        return [(0,row/* seenRow */.qJ)('persistence', '/etc/fstab', expected, `${lines.length} lines for this mount point`, false, code)];
    }
    if (!line.ours)
        return [
            (0,row/* seenRow */.qJ)('persistence', '/etc/fstab', expected, `line ${line.line}: ${line.spec} ${line.type}, not Prism’s`, false, 'fstab-taken'),
        ];
    if (line.type === 'efs' && facts.client.efsUtils === undefined)
        return [
            (0,row/* seenRow */.qJ)('persistence', '/etc/fstab', expected, `line ${line.line}, but no EFS client that can mount it`, false, 'client-absent'),
        ];
    return [
        (0,row/* seenRow */.qJ)('persistence', '/etc/fstab', expected, `line ${line.line}: ${line.spec} ${line.type} ${line.options}`, persistence_fits(desired, line) && leadsToZone(desired, line, facts), 'not-persistent'),
    ];
}
/** mount(8) passes over a line whose last columns are no numbers; a carriage return behind them does not disturb it. */
const isNumber = (column) => /^(?:-?\d+(?:\\u\{d\})?)?$/.test(column);
/** Options with which the client refuses the mount, or mounts another part of the file system. */
const breaks = (option) => /^(?:gid|uid|umask|fmask|dmask|mode|port|notls)(?:=|$)/.test(option);
/** From another zone than a One Zone volume's, only a line that names its zone finds it. */
const leadsToZone = ({ oneZone }, { type, options }, { zone }) => oneZone === undefined || zone?.availabilityZone === oneZone || type !== 'efs' || options.split(',').includes(`az=${oneZone}`);
/** A plain-NFS line names the server, which holds the id where it is EFS's own name; an address cannot be checked by name. */
function persistence_fits(desired, line) {
    const options = line.options.split(',');
    const spec = line.type === 'efs'
        ? line.spec === `${desired.fileSystemId}:/` || line.spec === desired.fileSystemId
        : line.spec.startsWith(`${desired.oneZone === undefined ? '' : `${desired.oneZone}.`}${desired.fileSystemId}.`);
    const transport = desired.encrypted ? line.type === 'efs' && options.includes('tls') : true;
    return (spec &&
        transport &&
        isNumber(line.dump) &&
        isNumber(line.pass) &&
        !options.some(breaks) &&
        options.includes('nofail') &&
        (0,mount_spec/* missingGuards */.Nu)(desired.spec, line.options).length === 0 &&
        options.includes('_netdev') &&
        !options.includes('noauto') &&
        options.includes('ro') === desired.readOnly &&
        (!desired.spec.iam || options.includes('iam')) &&
        options.filter((o) => o.startsWith('accesspoint')).join() === (desired.accessPoint ? `accesspoint=${desired.accessPoint}` : ''));
}
//# sourceMappingURL=persistence.js.map
;// CONCATENATED MODULE: ./build/src/domain/rows/umask.js

const sessions = ['ssh-login', 'ssh-command', 'su-login', 'cron'];
const umask_words = { 'ssh-login': 'ssh', 'ssh-command': 'ssh host command', 'su-login': 'su -', cron: 'cron' };
const readFrom = (session) => (session.startsWith('ssh') ? 'read from sshd’s and PAM’s files' : 'read from PAM’s files');
function untold({ how, why }, session) {
    if (why === 'python-incomplete')
        return 'could not be measured: Python on the instance lacks modules';
    return how === 'measured' ? 'could not be measured' : `could not be determined: ${readFrom(session)}, which do not decide it`;
}
const whyUntold = ({ how, why }) => why ?? (how === 'measured' ? 'session-unmeasured' : 'umask-unread');
function umaskRows(desired, facts) {
    const expected = `umask ${desired.umask}`;
    const rows = desired.accounts.flatMap((account) => [
        ...sessions.map((session) => {
            const subject = `${account} · ${umask_words[session]}`;
            const fact = facts?.umasks.find((u) => u.account === account && u.session === session);
            if (!fact)
                return (0,row/* unknownRow */.ro)('umask', subject, expected);
            if (fact.how === 'absent')
                return (0,row/* noteRow */.bu)('umask', subject, expected, 'no such service here');
            if (fact.umask === undefined)
                return (0,row/* unknownRow */.ro)('umask', subject, expected, untold(fact, session), whyUntold(fact));
            const how = fact.how === 'measured' ? 'measured' : readFrom(session);
            return (0,row/* seenRow */.qJ)('umask', subject, expected, `umask ${fact.umask} (${how})`, fact.umask === desired.umask, 'umask-differs');
        }),
        ...(facts?.umasks ?? [])
            .filter((fact) => fact.session === 'session-manager' && fact.how === 'measured' && fact.account === account)
            .map(({ umask = '?' }) => (0,row/* seenRow */.qJ)('umask', `${account} · Session Manager`, expected, `umask ${umask} (measured in an open session)`, umask === desired.umask, 'umask-session-manager')),
        ...(facts?.units ?? [])
            .filter((unit) => unit.account === account)
            .map((unit) => (0,row/* noteRow */.bu)('umask', `${account} · ${unit.unit}`, 'covered by UMask=0002', unit.umask === desired.umask ? 'covered' : `not covered: UMask=${unit.umask}`, ...(unit.umask === desired.umask ? [] : ['umask-differs']))),
    ]);
    return rows.length === 0 ? [] : [...rows, sessionManagerRow(expected, desired, facts)];
}
/** Session Manager’s own account. There is no other way to become it. */
const ofSessionManager = 'ssm-user';
/**
 * One for all accounts: with which umask its agent begins their shells. A note where nobody is known to come that way; a shell profile in
 * Session Manager’s preferences may set another, and is seen only in a session that is open (a row of its own). Of ssm-user it is known: without
 * either, what it makes is in doubt, and doubt is not green.
 */
function sessionManagerRow(expected, desired, facts) {
    const subject = 'Session Manager';
    const those = facts?.umasks.filter((u) => u.session === 'session-manager' && desired.accounts.includes(u.account)) ?? [];
    const fact = those.find((u) => u.how !== 'measured');
    if (!fact)
        return (0,row/* unknownRow */.ro)('umask', subject, expected);
    if (fact.how === 'absent')
        return (0,row/* noteRow */.bu)('umask', subject, expected, 'no such service here');
    if (fact.umask === desired.umask)
        return (0,row/* seenRow */.qJ)('umask', subject, expected, `umask ${fact.umask} (its agent’s)`, true, 'umask-session-manager');
    const observed = fact.umask === undefined ? 'could not be determined' : `umask ${fact.umask} (its agent’s) unless a shell profile sets one`;
    const comes = desired.accounts.includes(ofSessionManager) && !those.some((u) => u.how === 'measured' && u.account === ofSessionManager);
    if (comes)
        return (0,row/* unknownRow */.ro)('umask', subject, expected, `${observed}; ${ofSessionManager} logs in that way`, 'umask-session-manager');
    return (0,row/* noteRow */.bu)('umask', subject, expected, observed, ...(fact.umask === undefined ? [] : ['umask-session-manager']));
}
//# sourceMappingURL=umask.js.map
;// CONCATENATED MODULE: ./build/src/domain/compare.js
/**
 * The centre: what was expected against what was seen. It walks the *expected* rows, so that silence shows as `unknown`
 * and never as green. A plan is what differs before, a report what differs after.
 */












/** Everything a mounted instance is to show. `facts` undefined: nothing was seen, every row is unknown. */
function mountedRows(desired, facts) {
    const there = (0,domain_desired/* forThoseThere */.fr)(desired, facts);
    if (there.enforced)
        return [...configurationRows(desired, facts), ...enforcedRows(there, there.enforced, facts)];
    return [...configurationRows(desired, facts), ...behaviourRows(there, facts), ...groupTryRows(there, facts), ...contentRows(facts)];
}
/** Everything an unmounted instance is to show. */
function unmountRows(desired, facts, isPlaceSaid) {
    return (0,mount/* unmountedRows */.zM)(desired, facts, isPlaceSaid);
}
/** The rows that can be seen without trying anything: what a plan is made from. */
function configurationRows(desired, facts) {
    const there = (0,domain_desired/* forThoseThere */.fr)(desired, facts);
    return [
        ...(0,mount/* mountRows */.fC)(there, facts),
        // all of them: who is missing is said here, once
        ...groupRows(desired, facts),
        ...extraGroupRows(there, facts),
        ...permissionRows(there, facts),
        ...persistenceRows(there, facts),
        ...umaskRows(there, facts),
    ];
}
/** What a mount would change, from a look that tried nothing. */
function differencesBefore(instanceId, desired, facts) {
    return configurationRows(desired, facts)
        .filter((row) => row.verdict === 'differs' || (row.verdict === 'unknown' && row.section === 'permissions') || row.code === 'crosses-zones')
        .map((row) => toDifference(instanceId, desired, row));
}
/** Of a volume that is mounted: what differs, and whether a mount would fix it. */
function driftedRows(desired, facts) {
    return configurationRows(desired, facts)
        .filter((row) => row.verdict === 'differs')
        .map((row) => ({ ...row, repairable: isRepairable({ repair: repairOf(desired, row) }) }));
}
/** Whether a mount would fix it. */
const isRepairable = ({ repair = 'none' }) => !repair.startsWith('none');
function toDifference(instanceId, desired, row) {
    const { subject, expected, observed, code = 'row-differs' } = row;
    return { instanceId, subject, expected, observed, code, repair: repairOf(desired, row) };
}
function repairOf({ readOnly, spec }, { section, code }) {
    if (code === 'not-nosuid')
        return `remount in place with ${(0,mount_spec/* guardsOf */.g0)(spec).join(', ')}`;
    if (code === 'not-read-only')
        return 'unmount, and mount read-only; not while somebody uses it';
    if (code === 'read-only')
        return 'unmount, and mount read-write, if Prism’s own fstab line says ro; otherwise none';
    if (code === 'crosses-zones')
        return 'none: it is mounted across zones, which costs';
    if (code === 'identity-differs')
        return 'unmount, and mount with the instance’s role; not while somebody uses it';
    if (code && (0,domain_boot/* isBootFault */.fK)(code))
        return 'none: Prism does not change systemd; the finding has the command';
    if (readOnly && section === 'permissions')
        return 'none: a read-only mount sets nothing';
    return repairs[section];
}
const repairs = {
    mount: 'mount with the EFS client',
    group: 'create the group, add the account',
    permissions: 'create it, set owner, group and mode',
    persistence: 'write one fstab line',
    umask: 'set umask 002 for members through PAM',
    behaviour: 'follows from the above',
    contents: 'none: the files’ owners decide',
    people: 'make the registry’s accounts as they are there',
};
//# sourceMappingURL=compare.js.map

/***/ }),

/***/ 3180:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ desiredFor),
/* harmony export */   K2: () => (/* binding */ accountsFor),
/* harmony export */   fr: () => (/* binding */ forThoseThere),
/* harmony export */   lw: () => (/* binding */ peopleFor),
/* harmony export */   r0: () => (/* binding */ missingAccounts)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7602);
/* harmony import */ var _person_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2065);


/**
 * Who is to be enrolled on one instance: the given people, else the observed login user. Scenario 2's registry plugs in here.
 * Empty when nobody was named and no login user was found.
 */
function peopleFor({ spec }, facts) {
    if (spec.people.length > 0)
        return [...new Map(spec.people.map((p) => [p.name, p])).values()];
    return facts?.login ? [{ name: facts.login.user }] : [];
}
const accountsFor = (target, facts) => (0,_person_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOf */ .e)(peopleFor(target, facts));
/** Those of the accounts that the host was asked for and does not have. */
const missingAccounts = ({ accounts }, facts) => accounts.filter((name) => facts?.accounts.some((a) => a.name === name && !a.exists));
/** What is to be for the accounts that are there: one that is missing is red by itself, and keeps nothing from the others. */
function forThoseThere(desired, facts) {
    const missing = missingAccounts(desired, facts);
    if (missing.length === 0)
        return desired;
    const there = (name) => !missing.includes(name);
    return {
        ...desired,
        accounts: desired.accounts.filter(there),
        ...(desired.groups ? { groups: desired.groups.map((g) => ({ ...g, members: g.members.filter(there) })) } : {}),
        paths: desired.paths.filter((rule) => !missing.some((name) => rule.path === `users/${name}`)),
    };
}
/** The spec with what only the instance can tell: who its people are. Without facts nobody but those who were named. */
function desiredFor({ fileSystemId, mountPoint, oneZone, replica }, target, facts) {
    const { spec } = target;
    const { readOnly, privateSpaces, encrypted, group, groups, accessPoint } = spec;
    const accounts = accountsFor(target, facts);
    const user = accessPoint?.user;
    const table = (0,_layout_js__WEBPACK_IMPORTED_MODULE_0__/* .permissionTable */ .I4)(readOnly ? [] : accounts, spec);
    return {
        fileSystemId,
        mountPoint,
        ...(oneZone === undefined ? {} : { oneZone }),
        ...(replica ? { replica } : {}),
        ...(accessPoint === undefined ? {} : { accessPoint: accessPoint.id }),
        ...(user ? { enforced: user } : {}),
        group,
        accounts,
        groups: groups.map(({ name, gid, accounts: named }) => ({
            name,
            gid,
            members: named.length > 0 ? accounts.filter((a) => named.includes(a)) : accounts,
        })),
        // where nobody can write nobody needs a space, and none could be made from there; an enforced user's folder is looked at alone
        paths: user ? table.filter((rule) => rule.path === '.') : table,
        privateSpaces,
        umask: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .memberUmask */ .k2,
        readOnly,
        encrypted,
        spec,
    };
}
//# sourceMappingURL=desired.js.map

/***/ }),

/***/ 919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean)
/* harmony export */ });
/* unused harmony export nearest */
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1916);
/** Suggestions, only from our own words: what somebody typed is never offered back. */

/** The nearest of `ours`, if it is near enough to be what was meant: two slips, or one in a short word. */
function nearest(typed, ours) {
    if (ours.length === 0 || typed.length > 40)
        return undefined;
    const word = typed.toLowerCase();
    const best = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(word, [...ours]);
    return (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(word, best) <= (best.length < 5 ? 1 : 2) ? best : undefined;
}
/** `; did you mean mount?`, or nothing. */
function didYouMean(typed, ours, prefix = '') {
    const best = nearest(typed, ours);
    return best === undefined ? '' : `; did you mean ${prefix}${best}?`;
}
//# sourceMappingURL=did-you-mean.js.map

/***/ }),

/***/ 9228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KP: () => (/* binding */ parseDocumentChoice),
/* harmony export */   e2: () => (/* binding */ knowsEnvironmentParameters),
/* harmony export */   pZ: () => (/* binding */ oldestAgent),
/* harmony export */   x9: () => (/* binding */ runShellScript)
/* harmony export */ });
/* unused harmony export documentChoices */
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1946);
/** SSM documents of Prism's own, and by which document a job goes to an instance. */


/** auto: Prism's own document where it is there, else AWS-RunShellScript. */
const documentChoices = ['auto', 'own', 'run-shell-script'];
const runShellScript = 'AWS-RunShellScript';
/** The first agent that hands parameters over as environment variables (AWS's announcement of `interpolationType`). */
const oldestAgent = '3.3.2746.0';
/** Whether an agent's version is at least `oldestAgent`; a version that cannot be read is not. */
function knowsEnvironmentParameters(agentVersion) {
    if (!/^[0-9]+(?:\.[0-9]+){1,3}$/.test(agentVersion))
        return false;
    const numbers = agentVersion.split('.').map(Number);
    for (const [i, least] of oldestAgent.split('.').map(Number).entries()) {
        const number = numbers[i] ?? 0;
        if (number !== least)
            return number > least;
    }
    return true;
}
/** Throws `bad-option`; the default is `auto`. */
function parseDocumentChoice(text) {
    if (!text)
        return 'auto';
    const choice = documentChoices.find((c) => c === text);
    if (choice)
        return choice;
    throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-option', { seen: `documents: ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)} is not one of ${documentChoices.join(', ')}` });
}
//# sourceMappingURL=documents.js.map

/***/ }),

/***/ 8844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   aD: () => (/* binding */ formatFolder),
/* harmony export */   sc: () => (/* binding */ parseEnforcement),
/* harmony export */   ts: () => (/* binding */ formatUser)
/* harmony export */ });
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1946);
/** The user that an access point enforces: to EFS everybody who comes through it is that one, on every instance, root too. */


/** EFS takes 16 secondary groups (facts). */
const maxGroups = 16;
/** The kernel keeps the last one for "none". */
const lastId = 4_294_967_294;
/** A folder that its own group shares: what is made in it stays the group's. */
const sharedMode = '2775';
/**
 * The folder belongs to the user unless an owner is given. Root cannot be enforced: everybody would be root there, which nobody wants on
 * purpose. Throws `bad-access-point-user`; undefined where nothing was given.
 */
function parseEnforcement({ user, gids, owner, mode }) {
    if (user === undefined) {
        if (gids === undefined && owner === undefined && mode === undefined)
            return undefined;
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-access-point-user', { seen: 'secondary groups, owner and mode without a user' });
    }
    const { uid, gid } = pair(user);
    const groups = gids === undefined ? [] : [...new Set(gids.split(',').map(id))].sort((a, b) => a - b);
    if (groups.length > maxGroups)
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-access-point-user', { seen: `${groups.length} secondary groups` });
    if (uid === 0 || gid === 0 || groups.includes(0))
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-access-point-user', { seen: `${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(user)}: root, or root’s group` });
    const bits = mode ?? sharedMode;
    if (!/^[0-7]{3,4}$/.test(bits))
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-access-point-user', { seen: `mode ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(bits)}` });
    return { user: { uid, gid, groups }, folder: { ...(owner === undefined ? { uid, gid } : pair(owner)), mode: bits.padStart(4, '0') } };
}
function pair(text) {
    const [uid, gid, ...more] = text.split(':');
    if (uid === undefined || gid === undefined || more.length > 0)
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-access-point-user', { seen: (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text) });
    return { uid: id(uid), gid: id(gid) };
}
function id(text) {
    if (/^(?:0|[1-9][0-9]{0,9})$/.test(text) && Number(text) <= lastId)
        return Number(text);
    throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-access-point-user', { seen: (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text) });
}
/** `5001:3000`, with `+3100+3200` for secondary groups. */
const formatUser = ({ uid, gid, groups }) => [`${uid}:${gid}`, ...groups].join('+');
/** `5001:3000 2775`. */
const formatFolder = ({ uid, gid, mode }) => `${uid}:${gid} ${mode.replace(/^0/, '')}`;
//# sourceMappingURL=enforced-user.js.map

/***/ }),

/***/ 2518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ identityOf),
/* harmony export */   g: () => (/* binding */ identityNotes)
/* harmony export */ });
/* harmony import */ var _desired_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3180);
/* harmony import */ var _enforced_user_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8844);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8707);
/* harmony import */ var _rows_open_spaces_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1714);
/* harmony import */ var _topmost_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7410);
/**
 * Who is who to EFS, and who can read or change whose personal space: as observed. What an account tried itself counts first; else the
 * mode bits of the space with the account's real uid and gids; what neither was seen of is `unknown`, never concluded from names.
 */





function identityOf(operation, observations) {
    const hosts = observations.flatMap((o) => {
        if (o.kind !== 'observed')
            return [];
        const top = (0,_topmost_js__WEBPACK_IMPORTED_MODULE_3__/* .topmostAt */ .a)(o.facts, operation.mountPoint);
        const volume = top?.fileSystemId === operation.fileSystemId ? o.facts : undefined;
        if ((0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(operation, o.instanceId).spec.accessPoint?.user)
            return [];
        return [{ facts: o.facts, host: hostOf(o.instanceId, volume, top?.readOnly ?? false) }];
    });
    const everybody = hosts.flatMap(({ facts, host }) => {
        const known = new Map(facts.accounts.map((a) => [a.name, a]));
        return (0,_desired_js__WEBPACK_IMPORTED_MODULE_0__/* .accountsFor */ .K2)((0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(operation, host.instanceId), facts).flatMap((name) => someoneOf(known.get(name), host));
    });
    const looks = hosts.flatMap(({ host }) => host.volume ?? []);
    const bits = bitsOfSpaces(looks);
    const came = through(operation, observations);
    const names = [
        ...new Set([...everybody.filter((e) => !(0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(operation, e.instanceId).spec.readOnly).map((e) => e.account), ...bits.keys()]),
    ].sort();
    return {
        people: [...Map.groupBy([...everybody.map(accountAt), ...came.flatMap((c) => c.seen)], (e) => e.uid)]
            .sort(([a], [b]) => a - b)
            .map(([uid, accounts]) => ({ uid, accounts })),
        spaces: names.map((name) => spaceAccess(name, bits.get(name), everybody)),
        notLookedAt: Math.max(0, ...looks.map(({ spaces }) => (spaces ? spaces.found - spaces.seen.length : 0))),
        ...(came.length > 0 ? { through: came } : {}),
    };
}
/** The uid on the host means nothing there: only what somebody created does. Root is included, because it is nobody special. */
function through(operation, observations) {
    return observations.flatMap((o) => {
        const point = (0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(operation, o.instanceId).spec.accessPoint;
        if (o.kind !== 'observed' || !point?.user)
            return [];
        const { instanceId, facts } = o;
        const came = (0,_topmost_js__WEBPACK_IMPORTED_MODULE_3__/* .topmostAt */ .a)(facts, operation.mountPoint)?.accessPoint === point.id;
        const names = [...(0,_desired_js__WEBPACK_IMPORTED_MODULE_0__/* .accountsFor */ .K2)((0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(operation, instanceId), facts), 'root'];
        const seen = names.flatMap((account) => {
            const made = facts.behaviours.find((b) => b.account === account && b.try === 'create-file' && b.uid !== undefined);
            return came && made?.uid !== undefined ? [{ instanceId, account, uid: made.uid }] : [];
        });
        return [{ instanceId, user: point.user, seen, unseen: names.filter((name) => !seen.some((s) => s.account === name)) }];
    });
}
const accountAt = ({ instanceId, account, uid }) => ({ instanceId, account, uid });
function hostOf(instanceId, volume, readOnly) {
    const bits = (path) => {
        const { uid, gid, mode } = volume?.paths.find((p) => p.path === path) ?? {};
        return uid === undefined || gid === undefined || mode === undefined ? undefined : { uid, gid, mode };
    };
    const tries = new Map((volume?.spaces?.tries ?? []).map((t) => [tryKey(t.account, t.space), t]));
    return { instanceId, volume, readOnly, way: ['.', 'users'].map(bits), tries };
}
/** No name of an account holds a slash, and no directory's name does. */
const tryKey = (account, space) => `${account}/${space}`;
function someoneOf(account, host) {
    if (account?.uid === undefined)
        return [];
    const groups = new Set([...account.groups, ...(account.gid === undefined ? [] : [account.gid])]);
    const known = { instanceId: host.instanceId, account: account.name, uid: account.uid, host, groups };
    // whoever cannot pass the root or users/ does not get to a space
    const way = host.way.filter((w) => w !== undefined);
    const passes = way.length < host.way.length ? 'unknown' : way.every((w) => allows(w, known, 0o1)) ? 'yes' : 'no';
    return [{ ...known, passes }];
}
/** The spaces as any host saw them: it is one file system. */
function bitsOfSpaces(all) {
    const bits = new Map();
    for (const facts of all) {
        for (const { name, ...seen } of facts.spaces?.seen ?? [])
            bits.set(name, seen);
        for (const { path, type, uid, gid, mode } of facts.paths)
            if (path.startsWith('users/') && type === 'directory' && uid !== undefined && gid !== undefined && mode !== undefined)
                bits.set(path.slice('users/'.length), { uid, gid, mode });
    }
    return bits;
}
function spaceAccess(name, bits, everybody) {
    return {
        path: `users/${name}`,
        ...(bits ? { owner: { uid: bits.uid, mode: bits.mode } } : {}),
        access: everybody.map((someone) => {
            const tried = someone.host.tries.get(tryKey(someone.account, name));
            const read = tried ? asTried(tried.read) : byBits(bits, someone, 0o5);
            const change = tried ? asTried(tried.change) : byBits(bits, someone, 0o3);
            return { ...accountAt(someone), read, change };
        }),
    };
}
function asTried(outcome) {
    switch (outcome) {
        case 'done':
            return { can: 'yes', how: 'tried' };
        case 'refused':
            return { can: 'no', how: 'tried' };
        case 'error':
            return { can: 'unknown', how: 'tried' };
    }
}
/** The way to the space counts too. */
function byBits(space, someone, wanted) {
    if (!space || someone.passes === 'unknown')
        return { can: 'unknown', how: 'not-tried' };
    const writes = (wanted & 0o2) === 0 || !someone.host.readOnly;
    return { can: someone.passes === 'yes' && writes && allows(space, someone, wanted) ? 'yes' : 'no', how: 'mode-bits' };
}
/** The first class that fits decides, as the kernel does it: owner, group, others. */
function allows({ uid, gid, mode }, someone, wanted) {
    const shift = someone.uid === uid ? 6 : someone.groups.has(gid) ? 3 : 0;
    return ((Number.parseInt(mode, 8) >> shift) & wanted) === wanted;
}
/** The section in sentences: who is one person, whose space is open to another, and what nobody tried. */
function identityNotes(operation, identity) {
    const name = new Map(operation.targets.map((t) => [t.instanceId, t.name]));
    const at = (a) => `${a.account} on ${name.get(a.instanceId) ?? a.instanceId}`;
    const oneness = identity.people
        .filter(({ accounts }) => new Set(accounts.map((a) => a.account)).size > 1)
        .map(({ uid, accounts }) => `uid ${uid} is ${accounts.map(at).join(' and ')}: one person to EFS.`);
    const seen = identity.spaces.filter((s) => s.owner !== undefined);
    const unseen = identity.spaces.length - seen.length;
    const isClosed = (s) => s.owner?.mode === '0700';
    const open = (0,_rows_open_spaces_js__WEBPACK_IMPORTED_MODULE_4__/* .claimsPrivate */ .N5)(operation, identity) ? seen.filter((s) => (0,_rows_open_spaces_js__WEBPACK_IMPORTED_MODULE_4__/* .openTo */ .wd)(s).length > 0) : [];
    return [
        ...oneness,
        ...(identity.through ?? []).flatMap((t) => throughNotes(t, name.get(t.instanceId) ?? t.instanceId, operation)),
        ...open.map((s) => `${s.path} is not private: open to ${(0,_rows_open_spaces_js__WEBPACK_IMPORTED_MODULE_4__/* .openTo */ .wd)(s).map(at).join(', ')}.`),
        ...(seen.length > 0 && seen.every(isClosed) && open.length === 0
            ? ['Personal spaces are private: 0700, and no other account that was seen has their owner’s uid.']
            : []),
        ...(seen.length > 0 && !seen.every(isClosed)
            ? [
                `${seen.filter((s) => !isClosed(s)).length} of ${seen.length} personal spaces are not 0700; the table says who can read and change them.`,
            ]
            : []),
        ...(identity.notLookedAt > 0
            ? [`${identity.notLookedAt} more personal space(s) were not checked: nothing is claimed about them.`]
            : []),
        ...(unseen > 0 ? [`${unseen} personal space(s) were not seen: nothing is claimed about them.`] : []),
    ];
}
function throughNotes({ instanceId, user, seen, unseen }, instance, operation) {
    const by = `${(0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .targetOf */ .$)(operation, instanceId).spec.accessPoint?.name} makes everybody ${(0,_enforced_user_js__WEBPACK_IMPORTED_MODULE_1__/* .formatUser */ .ts)(user)}`;
    const those = seen.filter((s) => s.uid === user.uid).map((s) => s.account);
    const others = seen.filter((s) => s.uid !== user.uid).map((s) => `${s.account} (uid ${s.uid})`);
    return [
        ...(those.length > 0
            ? [`On ${instance}, ${by}: seen for ${those.join(', ')}, so none of them has anything there that the others do not have.`]
            : []),
        ...(others.length > 0 ? [`On ${instance}, ${by}, and it did not: ${others.join(', ')}.`] : []),
        ...(unseen.length > 0 ? [`On ${instance}, ${by}; as which user ${unseen.join(', ')} appears to EFS was not seen.`] : []),
    ];
}
//# sourceMappingURL=identity.js.map

/***/ }),

/***/ 7602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I4: () => (/* binding */ permissionTable),
/* harmony export */   Os: () => (/* binding */ group),
/* harmony export */   k2: () => (/* binding */ memberUmask)
/* harmony export */ });
/** What the document fixes: the group, the directories, the permission table. */
const group = { name: 'prism-shared', gid: 3000 };
/** The permission table for the given accounts, in the order in which the directories are made. */
function permissionTable(accounts, { group, groups, ...options }) {
    const open = options.sticky ? '3775' : '2775';
    const rule = (path, owner, mode, purpose) => ({
        path,
        owner,
        group: group.name,
        gid: group.gid,
        mode,
        purpose,
    });
    return [
        rule('.', 'root', open, 'mount root'),
        rule('shared', 'root', open, 'collaboration'),
        rule('users', 'root', '2755', 'user container'),
        ...accounts.map((a) => rule(`users/${a}`, a, options.privateSpaces ? '0700' : '0755', 'personal space')),
        ...(groups.length > 0 ? [rule('groups', 'root', '2755', 'group container')] : []),
        ...groups.map(({ name, gid }) => ({ path: `groups/${name}`, owner: 'root', group: name, gid, mode: '2770', purpose: 'one group’s own' })),
    ];
}
/** What members create in `shared/` must be writable by the group. */
const memberUmask = '0002';
//# sourceMappingURL=layout.js.map

/***/ }),

/***/ 7149:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IW: () => (/* binding */ changedBy),
/* harmony export */   SL: () => (/* binding */ noLifeCycle),
/* harmony export */   ZC: () => (/* binding */ lifeCycleFault),
/* harmony export */   cT: () => (/* binding */ lifeCycleWords),
/* harmony export */   iW: () => (/* binding */ lifeCycleDays),
/* harmony export */   kt: () => (/* binding */ asksNothing)
/* harmony export */ });
/** When EFS moves files that nobody reads to cheaper storage, and back. */
const lifeCycleDays = [1, 7, 14, 30, 60, 90, 180, 270, 365];
const noLifeCycle = { backOnAccess: false };
const asksNothing = (c) => c.infrequentAccessAfterDays === undefined && c.archiveAfterDays === undefined && c.backOnAccess === undefined;
function changedBy(before, change) {
    const days = (name) => {
        const after = change[name] ?? before[name];
        return after === undefined || after === 'never' ? {} : { [name]: after };
    };
    return { ...days('infrequentAccessAfterDays'), ...days('archiveAfterDays'), backOnAccess: change.backOnAccess ?? before.backOnAccess };
}
function lifeCycleWords({ infrequentAccessAfterDays: infrequent, archiveAfterDays: archive, backOnAccess }) {
    const days = (n) => `${n} day${n === 1 ? '' : 's'}`;
    const words = [
        ...(infrequent === undefined ? [] : [`to Infrequent Access after ${days(infrequent)}`]),
        ...(archive === undefined ? [] : [`to Archive after ${days(archive)}`]),
        ...(backOnAccess ? ['back when they are read'] : []),
    ];
    return words.length === 0 ? 'none' : words.join(', ');
}
/** Why EFS would refuse it; undefined where it would not. */
function lifeCycleFault({ infrequentAccessAfterDays: infrequent, archiveAfterDays: archive }, { throughputMode, performanceMode }) {
    if (archive === undefined)
        return undefined;
    if (infrequent !== undefined && archive <= infrequent)
        return `to Archive after ${archive} days, to Infrequent Access after ${infrequent}: Archive comes later`;
    if (throughputMode !== 'elastic' || performanceMode !== 'generalPurpose')
        return `Archive is for volumes with elastic throughput and generalPurpose; this one has ${throughputMode} and ${performanceMode}`;
    return undefined;
}
//# sourceMappingURL=life-cycle.js.map

/***/ }),

/***/ 7363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F6: () => (/* binding */ volumeLocked),
/* harmony export */   H4: () => (/* binding */ lockOn),
/* harmony export */   Lp: () => (/* binding */ reasonPattern),
/* harmony export */   PI: () => (/* binding */ sayLock),
/* harmony export */   VD: () => (/* binding */ untilPattern),
/* harmony export */   mq: () => (/* binding */ endOfLock),
/* harmony export */   vw: () => (/* binding */ isLockOf)
/* harmony export */ });
/* unused harmony export stands */
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1946);
/** A lock that somebody set on a volume by hand: until it is removed, or its time is over, nothing that changes the volume begins. */


/** One line that people wrote, which can stand in quotes. */
const reasonPattern = /^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}"“”„`\\]{1,200}$/u;
/** `45m`, `8h`, `3d`, or the last day on which it holds, in UTC. */
const untilPattern = /^(?:[1-9]\d{0,3}[mhd]|\d{4}-\d{2}-\d{2})$/;
const units = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** When a lock that is set at `from` is over. Throws `bad-option`. */
function endOfLock(until, from) {
    const unit = units[until.slice(-1)];
    const end = unit === undefined ? endOfDay(until) : new Date(from.getTime() + Number(until.slice(0, -1)) * unit);
    if (end === undefined || end <= from)
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-option', { seen: `--until ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(until)} is not a time to come` });
    return end;
}
/** In UTC; undefined: the calendar has no such day. */
function endOfDay(day) {
    const begin = Date.parse(`${day}T00:00:00.000Z`);
    const isDay = !Number.isNaN(begin) && new Date(begin).toISOString().startsWith(day);
    return isDay ? new Date(begin + units.d) : undefined;
}
const stands = ({ until }, now) => until === undefined || Date.parse(until) > now.getTime();
const isLockOf = ({ fileSystemId, volume }, ref) => (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .formatVolumeRef */ .J0)(ref) === (ref.kind === 'id' ? fileSystemId : volume);
/** The lock on what a plan would change. A create goes by the name: it continues what has it. */
function lockOn(plan, locks) {
    // accounts alone are of no volume
    if ('hosts' in plan)
        return locks.find((l) => l.fileSystemId === plan.volume?.id);
    if ('operation' in plan)
        return locks.find((l) => l.fileSystemId === plan.operation.fileSystemId);
    const { fileSystemId, name } = plan.parameters;
    return locks.find((l) => (fileSystemId === undefined ? l.volume === name && l.region === plan.region : l.fileSystemId === fileSystemId));
}
const sayLock = ({ volume, fileSystemId, by, repository, since, until, reason }) => [
    `${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(volume)} (${fileSystemId}) is locked by ${(0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(by.name)}`,
    ...(repository === undefined ? [] : [` in ${repository}`]),
    ` since ${since}, ${until === undefined ? 'until it is unlocked' : `until ${until}`}`,
    ...(reason === undefined ? [] : [`: “${reason}”`]),
].join('');
/** Why whatever would change its volume is refused. */
const volumeLocked = (lock, unlockedBy) => (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .finding */ .gk)('volume-locked', { seen: `${sayLock(lock)}; may unlock: ${unlockedBy}` });
//# sourceMappingURL=lock.js.map

/***/ }),

/***/ 4866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   In: () => (/* binding */ sameFinding),
/* harmony export */   Vj: () => (/* binding */ verdictOf),
/* harmony export */   _0: () => (/* binding */ findingsIn),
/* harmony export */   dM: () => (/* binding */ distinct),
/* harmony export */   dl: () => (/* binding */ reportsIn),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* unused harmony exports leavesOut, diagnosesIn */
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/* harmony import */ var _volume_check_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2087);
/** What an answer means: whether it proves what was asked, how its run ends, what it found. Every entry point asks here. Pure. */


const ofDoctor = { healthy: 'holds', ill: 'differs', unknown: 'unknown' };
const ends = { holds: 'done', differs: 'failed', unknown: 'unknown' };
/** Undefined where an answer proves nothing: a plan, a list, what was made. */
function verdictOf(answer) {
    if (answer?.kind === 'report')
        return answer.report.verdict;
    if (answer?.kind === 'checks')
        return (0,_volume_check_js__WEBPACK_IMPORTED_MODULE_1__/* .verdictOfAll */ .O1)(answer.checks);
    if (answer?.kind === 'people' || answer?.kind === 'migration')
        return answer.report?.verdict;
    return answer?.kind === 'doctor' ? ofDoctor[answer.report.verdict] : undefined;
}
function endOf(answer) {
    const verdict = verdictOf(answer);
    if (verdict)
        return ends[verdict];
    if (answer.kind === 'plan' || answer.kind === 'people' || answer.kind === 'migration') {
        if (answer.refusal && (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(answer.refusal.code) === 'denied')
            return 'denied';
        return answer.refusal || leavesOut(answer) ? 'failed' : 'done';
    }
    return answer.kind === 'instances' && answer.findings.length > 0 ? 'failed' : 'done';
}
/** A plan that leaves out what was asked for is not a green one. */
const leavesOut = (answer) => (answer?.kind === 'plan' && answer.plan.refused.length + answer.plan.operation.unresolved.length > 0) ||
    ((answer?.kind === 'people' || answer?.kind === 'migration') && answer.plan.refused.length > 0);
/** What the answer itself says is wrong or in doubt. */
function findingsIn(answer) {
    switch (answer.kind) {
        case 'report':
            return findingsOfReport(answer.report);
        case 'checks':
            return answer.checks.flatMap(_volume_check_js__WEBPACK_IMPORTED_MODULE_1__/* .findingsOfCheck */ .sU);
        case 'plan':
            return [...(answer.refusal ? [answer.refusal] : []), ...answer.plan.operation.unresolved, ...answer.plan.refused];
        case 'people':
            return findingsOfPeople(answer);
        case 'migration':
            return answer.report ? answer.report.findings : [...(answer.refusal ? [answer.refusal] : []), ...answer.plan.refused];
        case 'instances':
            return answer.findings;
        case 'doctor':
            return answer.report.findings;
        default:
            return [];
    }
}
const findingsOfPeople = ({ plan, report, refusal }) => report ? [...report.findings, ...report.hosts.flatMap((h) => h.findings)] : [...(refusal ? [refusal] : []), ...plan.refused];
const findingsOfReport = (report) => [...report.findings, ...report.instances.flatMap((i) => i.findings)];
/** The reports in an answer: one, or those of all places that were checked. */
function reportsIn(answer) {
    if (answer?.kind === 'report')
        return [answer.report];
    return answer?.kind === 'checks' ? answer.checks.flatMap((c) => c.places.map((p) => p.report)) : [];
}
/** Why, for each instance on which something failed. */
function diagnosesIn(answer) {
    if (answer?.kind === 'doctor')
        return answer.report.instances;
    if (answer?.kind === 'plan')
        return answer.diagnoses ?? [];
    return reportsIn(answer).flatMap((r) => r.diagnoses ?? []);
}
/** Two findings that say the same of the same instance are one. */
const sameFinding = (a, b) => keyOf(a) === keyOf(b);
const distinct = (findings) => [...new Map(findings.map((f) => [keyOf(f), f])).values()];
const keyOf = ({ code, seen, instanceId }) => `${code}\0${seen}\0${instanceId ?? ''}`;
//# sourceMappingURL=answer.js.map

/***/ }),

/***/ 6861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ eachFlag),
/* harmony export */   bK: () => (/* binding */ allowancesOf)
/* harmony export */ });
/* unused harmony export mountFlags */
/**
 * The options of a mount that are on or off and are remembered so, by the name of their member. What was given (`MountOptions`), how a volume is
 * to be (`MountSpec`), what REST tells of it and what a policy has to allow derive from this.
 */
const mountFlags = {
    sticky: { doc: 'Whether only an owner may remove what is in the shared directories' },
    suid: { doc: 'Whether set-id programs on the volume are honoured, as requested', allowance: 'suid' },
    privateSpaces: { doc: 'Whether personal spaces are closed to others', allowance: 'private' },
    iam: { doc: 'Whether the mount shows the server the role of its instance' },
};
const names = Object.keys(mountFlags);
/** A value for each of them. */
const eachFlag = (of) => Object.fromEntries(names.map((name) => [name, of(name)]));
const allowanceOf = (name) => {
    const flag = mountFlags[name];
    return flag.allowance === undefined ? [] : [flag.allowance];
};
/** What has to be allowed where these are on. */
const allowancesOf = (isOn) => names.flatMap((name) => (isOn(name) ? allowanceOf(name) : []));
//# sourceMappingURL=mount-flags.js.map

/***/ }),

/***/ 4627:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KQ: () => (/* binding */ plainSpec),
/* harmony export */   Nu: () => (/* binding */ missingGuards),
/* harmony export */   dM: () => (/* binding */ pointById),
/* harmony export */   g0: () => (/* binding */ guardsOf)
/* harmony export */ });
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7602);
/* harmony import */ var _mount_flags_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6861);


/** A mount without any option. */
const plainSpec = {
    people: [],
    group: _layout_js__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os,
    groups: [],
    ...(0,_mount_flags_js__WEBPACK_IMPORTED_MODULE_1__/* .eachFlag */ .Gv)(() => false),
    readOnly: false,
    encrypted: true,
};
/** The mount flags that keep files on a volume from giving anybody rights on an instance; set-id programs give root of one instance root on all. */
const guardsOf = ({ suid }) => (suid ? ['nodev'] : ['nosuid', 'nodev']);
/** Those of the flags that a mount with these options lacks. */
const missingGuards = (spec, options) => guardsOf(spec).filter((flag) => !options.split(',').includes(flag));
/** One that was not looked up. */
const pointById = (id) => ({ id, name: id, path: '' });
//# sourceMappingURL=mount-spec.js.map

/***/ }),

/***/ 4474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DY: () => (/* binding */ unsearched),
/* harmony export */   QD: () => (/* binding */ isMountedThrough),
/* harmony export */   Wj: () => (/* binding */ isMountedAnywhere),
/* harmony export */   wQ: () => (/* binding */ heldInWords)
/* harmony export */ });
/** `/data for pid 12 (sleep) of docker-0123.scope` */
const heldInWords = (h) => `${h.place}${h.pid === undefined ? '' : ` for pid ${h.pid} (${h.program ?? '?'})`}${h.container === undefined ? '' : ` of ${h.container}`}`;
/**
 * What is not known of other mount namespaces. Where another one may not be looked into at all, as without root in the lab, the rest of what is
 * known has to do.
 */
function unsearched({ heldUnfinished }) {
    if (heldUnfinished === undefined || heldUnfinished === 'refused')
        return undefined;
    return `not every mount namespace was looked into (${heldUnfinished})`;
}
/** Whether the host mounts the file system through that access point. Only the client's state shows it; an unidentified mount could be it. */
function isMountedThrough(facts, fileSystemId, accessPoint) {
    const any = isMountedAnywhere(facts, fileSystemId);
    const through = [...facts.mounts, ...(facts.elsewhere ?? [])].filter((m) => m.fileSystemId === fileSystemId && m.accessPoint === accessPoint);
    if (through.length > 0)
        return { state: 'mounted', detail: through.map((m) => m.place).join(', ') };
    const held = facts.held ?? [];
    if (held.length > 0 || facts.heldMore !== undefined)
        return { state: 'unknown', detail: `cannot determine how ${held.map(heldInWords).join(', ') || 'further mounts'} were made` };
    if (any.state === 'unknown')
        return any;
    const why = unsearched(facts);
    return why === undefined ? { state: 'not-mounted', detail: '' } : { state: 'unknown', detail: why };
}
/** Whether the host has the file system mounted at any place. An unidentified NFS mount could be it, so that is unknown. */
function isMountedAnywhere(facts, fileSystemId) {
    const all = [...facts.mounts, ...(facts.elsewhere ?? [])];
    const ours = all.filter((m) => m.fileSystemId === fileSystemId);
    const held = facts.held ?? [];
    const places = [...ours.map((m) => m.place), ...held.filter((h) => h.known).map(heldInWords)];
    if (places.length > 0)
        return { state: 'mounted', detail: places.join(', ') };
    const unidentified = [
        ...all.filter((m) => m.fileSystemId === undefined && m.type.startsWith('nfs')).map((m) => m.place),
        ...held.map(heldInWords),
    ];
    if (unidentified.length > 0)
        return { state: 'unknown', detail: `cannot determine what is mounted at ${unidentified.join(', ')}` };
    const why = unsearched(facts);
    return why === undefined ? { state: 'not-mounted', detail: '' } : { state: 'unknown', detail: why };
}
//# sourceMappingURL=mounted-anywhere.js.map

/***/ }),

/***/ 1946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $l: () => (/* binding */ parseVolumeName),
/* harmony export */   J0: () => (/* binding */ formatVolumeRef),
/* harmony export */   J5: () => (/* binding */ parseAccount),
/* harmony export */   Pl: () => (/* binding */ parseSelector),
/* harmony export */   T4: () => (/* binding */ parseVolumeRef),
/* harmony export */   VH: () => (/* binding */ formatSelector),
/* harmony export */   Vb: () => (/* binding */ defaultMountPoint),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   is: () => (/* binding */ parentsOnly),
/* harmony export */   lL: () => (/* binding */ isHybrid),
/* harmony export */   qp: () => (/* binding */ patterns),
/* harmony export */   sX: () => (/* binding */ unixName),
/* harmony export */   xe: () => (/* binding */ parseMountPoint),
/* harmony export */   zw: () => (/* binding */ systemDirectories)
/* harmony export */ });
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/**
 * The one grammar of names, for every entry point. Each parser returns the value or throws the catalogue's `bad-…` finding;
 * what passed here is inert in a shell, in SSM parameters, in fstab and in Markdown.
 */

/**
 * Of an account or a group, as text of a pattern: what useradd takes by itself, and the dots of a directory's `first.last`. Without the
 * trailing `$` of machine accounts.
 */
const unixName = '[a-z_][a-z0-9._-]{0,31}';
const patterns = {
    /** Starts with a letter or a digit; at most 64, which is also EFS's limit for a creation token. */
    volumeName: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/,
    fileSystemId: /^fs-[0-9a-f]{8}(?:[0-9a-f]{9})?$/,
    /** EC2 instances and SSM's hybrid managed nodes. */
    instanceId: /^m?i-[0-9a-f]{8}(?:[0-9a-f]{9})?$/,
    instanceName: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/,
    tagKey: /^[A-Za-z0-9][A-Za-z0-9 _.:/=+@-]{0,126}$/,
    tagValue: /^[A-Za-z0-9 _.:/=+@-]{1,255}$/,
    account: new RegExp(`^${unixName}$`),
    mountPoint: /^(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,8}$/,
    accessPointId: /^fsap-[0-9a-f]{17}$/,
    packageUrl: /^https:\/\/[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?\/[A-Za-z0-9._~/+%-]{1,512}$/,
    sha256: /^[0-9a-f]{64}$/,
    /** A ULID. */
    runId: /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
    /** A plan's SHA-256, or as much of it as nobody can make a second plan for. */
    planDigest: /^[0-9a-f]{16,64}$/,
    /** Of a plan that others approve; whoever tells it makes it long enough to be no other's. */
    approvalDigest: /^[0-9a-f]{12,64}$/,
};
/** Places that no volume may cover, nor anything below them. */
const systemDirectories = [
    'bin',
    'boot',
    'dev',
    'etc',
    'lib',
    'lib32',
    'lib64',
    'proc',
    'root',
    'run',
    'sbin',
    'sys',
    'tmp',
    'usr',
    'var',
];
/** Places that no volume may cover, though it may lie inside them. */
const parentsOnly = ['home', 'mnt', 'opt', 'srv', 'media'];
function parseVolumeName(text) {
    if (patterns.volumeName.test(text) && !text.startsWith('fs-'))
        return text;
    throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-volume-name', { seen: quote(text) });
}
function parseVolumeRef(text) {
    if (patterns.fileSystemId.test(text))
        return { kind: 'id', id: text };
    return { kind: 'name', name: parseVolumeName(text) };
}
/** `i-0abc…`, `name`, or `tag:Key=Value`. */
function parseSelector(text) {
    if (patterns.instanceId.test(text))
        return { kind: 'id', id: text };
    const tag = /^tag:([^=]*)=(.*)$/s.exec(text);
    if (tag) {
        const [, key = '', value = ''] = tag;
        if (patterns.tagKey.test(key) && patterns.tagValue.test(value))
            return { kind: 'tag', key, value };
    }
    else if (patterns.instanceName.test(text))
        return { kind: 'name', name: text };
    throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-instance-name', { seen: quote(text) });
}
/** A Unix user that may be enrolled: never root. */
function parseAccount(text) {
    if (text === 'root')
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('root-account', { seen: 'root' });
    if (patterns.account.test(text))
        return text;
    throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-account', { seen: quote(text) });
}
function parseMountPoint(text) {
    const parts = text.split('/').slice(1);
    const top = parts[0] ?? '';
    const refused = systemDirectories.includes(top) || (parts.length === 1 && parentsOnly.includes(top));
    if (!patterns.mountPoint.test(text) || refused)
        throw (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .fail */ .fJ)('bad-mount-point', { seen: quote(text) });
    return text;
}
const defaultMountPoint = (volume) => `/mnt/${volume}`;
function formatVolumeRef(ref) {
    return ref.kind === 'id' ? ref.id : ref.name;
}
function formatSelector(s) {
    return s.kind === 'tag' ? `tag:${s.key}=${s.value}` : s.kind === 'id' ? s.id : s.name;
}
/** Outside text, safe to show: printable ASCII, at most `most` characters; everything else is escaped. */
function quote(text, most = 60) {
    const short = text.length > most ? `${text.slice(0, most)}…(${text.length} characters)` : text;
    return `"${short.replace(/[^\x20-\x7e…]|["\\]/g, (c) => `\\u{${c.codePointAt(0).toString(16)}}`)}"`;
}
/** A machine outside of EC2 that SSM manages: it has no VPC, zone, security groups or instance profile that AWS knows of. */
const isHybrid = (instanceId) => instanceId.startsWith('mi-');
//# sourceMappingURL=names.js.map

/***/ }),

/***/ 6827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   cZ: () => (/* binding */ causesOf),
/* harmony export */   gK: () => (/* binding */ isOff),
/* harmony export */   go: () => (/* binding */ causesOfFindings)
/* harmony export */ });
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1946);
/* harmony import */ var _repairs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7224);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8827);
/** Why something differs or is unknown, and what to do next: one entry for each cause, with the exact requests, offered and not done. Pure. */




/** A mount fixes rows with one of these codes, if nothing else prevents it. */
const repairable = new Set([
    'row-differs',
    'group-missing',
    'not-member',
    'not-mounted',
    'not-persistent',
    'umask-differs',
    'not-read-only',
]);
/** After these the same unmount again would end as it did. */
const notByItself = new Set(['unmount-busy', 'still-held', 'held-unknown', 'mounted-elsewhere']);
const isOff = ({ verdict }) => verdict === 'differs' || verdict === 'unknown';
function causesOf(report) {
    const off = report.instances.filter((i) => i.verdict !== 'holds');
    const diagnoses = new Map((report.diagnoses ?? []).map((d) => [d.instanceId, d]));
    const known = off.filter((i) => !diagnoses.get(i.instanceId)?.cause);
    return [
        ...diagnosed(report, off),
        ...causesOfFindings(report.findings.filter((f) => f.instanceId === undefined || !diagnoses.get(f.instanceId)?.cause)),
        ...merged([...byCode(known)].map(([code, where]) => causeOf(report, code, where, diagnoses))),
        ...sharingCause(report, off),
    ];
}
/** Of findings that belong to no row: each kind once. */
function causesOfFindings(findings) {
    return [...Map.groupBy(findings, (f) => JSON.stringify([f.code, f.why, f.next])).values()].map(([first, ...more]) => ({
        names: [first.code],
        verdict: (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(first.code) === 'doubt' ? 'unknown' : 'differs',
        why: [first.why],
        instanceIds: [...new Set([first, ...more].flatMap((f) => f.instanceId ?? []))],
        fix: { kind: 'words', words: [first.next] },
        explain: [],
    }));
}
function diagnosed({ operation, diagnoses = [] }, off) {
    const instances = new Map(off.map((i) => [i.instanceId, i]));
    const mayMount = (id) => instances.get(id)?.rows.some((r) => r.verdict === 'differs' && repairable.has(r.code ?? 'row-differs')) === true;
    const found = diagnoses.filter((d) => d.cause);
    return [...Map.groupBy(found, alike).values()].map((those) => {
        const [{ instanceId, cause, others }] = those;
        const { cause: name, title, seen, why, fix, warning } = cause;
        const ids = those.map((d) => d.instanceId);
        const steps = those.length > 1 ? fix.replaceAll(instanceId, placeholder) : fix;
        const mounts = ids.filter(mayMount);
        return {
            names: [name],
            verdict: warning ? 'unknown' : 'differs',
            title,
            seen,
            why: [why],
            instanceIds: ids,
            fix: { kind: 'steps', steps, afterwards: mounts.length > 0 ? again(operation, mounts) : [] },
            explain: [],
            others,
        };
    });
}
const placeholder = 'INSTANCE_ID';
const alike = ({ instanceId, cause }) => `${cause.cause} ${cause.fix.replaceAll(instanceId, placeholder)}`;
/** Of a mount that was just made, the same one again would end as it did. */
const afterMount = {
    'row-differs': 'The mount that was just made could not set it. Look there, as root, at the owner and mode of what the row names (ls -ld), and at who changes it; `prism doctor` tells more.',
};
function causeOf({ operation }, code, { ids, verdict }, diagnoses) {
    const undetermined = ids.length === 1 ? diagnoses.get(ids[0]) : undefined;
    const failed = operation.verb === 'mount' ? afterMount[code] : undefined;
    const mayRepeat = (operation.verb === 'unmount' && !notByItself.has(code)) || (repairable.has(code) && failed === undefined);
    const repairs = mayRepeat ? again(operation, ids) : [];
    return {
        names: [code],
        verdict,
        why: [_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .catalogue */ .sW[code].why],
        instanceIds: ids,
        fix: repairs.length > 0 ? { kind: 'requests', requests: repairs } : { kind: 'words', words: [failed ?? _catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .catalogue */ .sW[code].next] },
        explain: doctorsOf(operation, ids.filter((id) => !diagnoses.has(id))),
        ...(undetermined ? { undetermined } : {}),
    };
}
/** Causes of the same instances with the same fix are said together. */
function merged(causes) {
    return [...Map.groupBy(causes, keyOf).values()].map((those) => ({
        ...those[0],
        names: those.flatMap((c) => c.names),
        why: those.flatMap((c) => c.why),
        verdict: those.some((c) => c.verdict === 'differs') ? 'differs' : 'unknown',
    }));
}
const keyOf = ({ fix, instanceIds, names }) => JSON.stringify([instanceIds, fix.kind === 'requests' ? '' : names]);
/** The instances of each code. */
function byCode(off) {
    const found = new Map();
    for (const instance of off)
        for (const [code, verdict] of codesOf(instance)) {
            const known = found.get(code);
            known?.ids.push(instance.instanceId);
            if (!known || (known.verdict === 'unknown' && verdict === 'differs'))
                found.set(code, { ids: known?.ids ?? [instance.instanceId], verdict });
        }
    return found;
}
/** What was only not looked at follows from what else is wrong there, and a finding says why the rows are as they are. */
function codesOf({ rows, findings }) {
    const codes = new Map();
    for (const f of findings)
        codes.set(f.code, (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(f.code) === 'doubt' ? 'unknown' : 'differs');
    if (codes.size > 0)
        return codes;
    for (const row of rows)
        if (row.verdict === 'differs')
            codes.set(row.code ?? 'row-differs', 'differs');
    const wrong = codes.size > 0;
    for (const { verdict, code = 'not-looked-at' } of rows)
        if (verdict === 'unknown' && !codes.has(code) && !(wrong && code === 'not-looked-at'))
            codes.set(code, 'unknown');
    return codes;
}
/** Where all rows hold and people do not share all the same. */
function sharingCause({ operation, sharing }, off) {
    if (off.length > 0 || (sharing.verdict !== 'differs' && sharing.verdict !== 'unknown'))
        return [];
    const code = sharing.verdict === 'differs' ? 'not-shared' : 'not-tried';
    const cells = sharing.cells.filter((c) => c.verdict === 'not-shared' || c.verdict === 'unknown');
    const ids = [...new Set(cells.map((c) => c.reader.instanceId))];
    const { why, next } = _catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .catalogue */ .sW[code];
    const fix = { kind: 'words', words: [next] };
    return [{ names: [code], verdict: sharing.verdict, why: [why], instanceIds: ids, fix, explain: doctorsOf(operation, ids) }];
}
/** The same once more, for those instances. */
function again(operation, wanted) {
    const volume = refTo(operation);
    const targets = new Set(operation.targets.map((t) => t.instanceId));
    const ids = wanted.filter((id) => targets.has(id));
    if (operation.verb !== 'unmount')
        return (0,_repairs_js__WEBPACK_IMPORTED_MODULE_2__/* .mountsOf */ .cS)(volume, operation, ids);
    return (0,_repairs_js__WEBPACK_IMPORTED_MODULE_2__/* .inParts */ .oP)(ids).map((part) => ({
        verb: 'unmount',
        volume,
        selectors: (0,_repairs_js__WEBPACK_IMPORTED_MODULE_2__/* .selectorsFor */ .Wu)(operation, part),
        options: { ...(0,_repairs_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(volume, operation), lazy: operation.lazy },
    }));
}
/** Those that are alike are looked at by a few of them. */
const maxDoctored = 3;
function doctorsOf(operation, all) {
    const volume = refTo(operation);
    const ids = all.slice(0, maxDoctored);
    return (0,_repairs_js__WEBPACK_IMPORTED_MODULE_2__/* .inParts */ .oP)(ids).map((part) => ({
        verb: 'doctor',
        volume,
        selectors: (0,_repairs_js__WEBPACK_IMPORTED_MODULE_2__/* .selectorsFor */ .Wu)(operation, part),
        options: { ..._request_js__WEBPACK_IMPORTED_MODULE_3__/* .defaultMountOptions */ .Z, ...(0,_repairs_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(volume, operation) },
    }));
}
/** By its name, if a command can spell that name. */
function refTo({ volume, fileSystemId }) {
    return _names_js__WEBPACK_IMPORTED_MODULE_1__/* .patterns */ .qp.volumeName.test(volume) && !volume.startsWith('fs-') ? { kind: 'name', name: volume } : { kind: 'id', id: fileSystemId };
}
//# sourceMappingURL=next-steps.js.map

/***/ }),

/***/ 16:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  zb: () => (/* binding */ effects),
  F2: () => (/* binding */ isOfferedAt),
  g5: () => (/* binding */ mountOptions),
  fF: () => (/* binding */ options),
  cz: () => (/* binding */ optionsOf)
});

// UNUSED EXPORTS: formatOption

// EXTERNAL MODULE: ./build/src/domain/names.js
var domain_names = __nccwpck_require__(1946);
// EXTERNAL MODULE: ./build/src/domain/access-points.js
var access_points = __nccwpck_require__(24);
// EXTERNAL MODULE: ./build/src/domain/catalogue.js + 18 modules
var catalogue = __nccwpck_require__(6273);
// EXTERNAL MODULE: ./build/src/domain/mount-spec.js
var mount_spec = __nccwpck_require__(4627);
;// CONCATENATED MODULE: ./build/src/domain/options/option.js
const memberOf = ({ name, member }) => member ?? { name: name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase()) };
/** The value of an option that may be given once. */
const only = (said, name) => said.get(name)?.[0];
/** A flag that sets one member of the options, and nothing else. */
const flagReads = (name, member) => (said) => said.has(name) ? { [member]: true } : {};
/** A flag of the spec, remembered by its own name: it is on if it was given or is remembered. */
function flagEffect(name, member, note, row) {
    return {
        row,
        spec: (options) => ({ [member]: options[member] ?? false }),
        word: name,
        remembered: (spec) => (spec[member] ? '' : undefined),
        recall: () => ({ [member]: true }),
        asks: (spec) => (spec[member] ? { [member]: true } : {}),
        merge: (said, noted) => ({ [member]: said[member] || noted[member] }),
        note: (spec) => (spec[member] ? note : undefined),
    };
}
//# sourceMappingURL=option.js.map
;// CONCATENATED MODULE: ./build/src/domain/options/verbs.js
const host = ['mount', 'adopt', 'verify', 'unmount', 'doctor'];
const table = ['mount', 'adopt', 'verify'];
const setUp = ['mount', 'adopt'];
const looking = [...table, 'doctor'];
//# sourceMappingURL=verbs.js.map
;// CONCATENATED MODULE: ./build/src/domain/options/access.js
/** Through what, and with what access, instances have the volume. */






const selectors = (list) => [...new Set(list.split(','))].map(domain_names/* parseSelector */.Pl);
const mountPoint = {
    name: 'mount-point',
    argument: 'PATH',
    verbs: [...host, 'migrate'],
    doc: 'where the volume is, or will be, mounted; default: /mnt/<volume>',
    reads: (said) => {
        const place = only(said, 'mount-point');
        return place === undefined ? {} : { mountPoint: (0,domain_names/* parseMountPoint */.xe)(place) };
    },
    sets: 'mountPoint',
    words: (o) => (o.mountPoint === undefined ? [] : ['--mount-point', o.mountPoint]),
};
const accessPoint = {
    name: 'access-point',
    argument: 'POINT',
    verbs: table,
    doc: 'mount through this access point (its name or fsap- id): only its folder is mounted. With adopt: it is already mounted through it',
    reads: (said) => {
        const point = only(said, 'access-point');
        return point === undefined ? {} : { accessPoint: (0,access_points/* parseAccessPointRef */.fp)(point) };
    },
    sets: 'accessPoint',
    words: (o) => (o.accessPoint ? ['--access-point', (0,access_points/* formatAccessPointRef */.zy)(o.accessPoint)] : []),
    effect: {
        row: { section: 'mount' },
        // which one it is, and on which targets, is known when it is looked up
        spec: () => ({}),
        word: 'access-point',
        remembered: (spec) => spec.accessPoint?.id,
        recall: (id) => {
            if (!domain_names/* patterns */.qp.accessPointId.test(id))
                throw (0,catalogue/* fail */.fJ)('bad-access-point', { seen: id });
            return { accessPoint: (0,mount_spec/* pointById */.dM)(id) };
        },
        asks: (spec) => (spec.accessPoint === undefined ? {} : { accessPoint: { kind: 'id', id: spec.accessPoint.id } }),
        merge: (said, noted) => {
            const through = said.accessPoint ?? noted.accessPoint;
            return through === undefined ? {} : { accessPoint: through };
        },
        note: (spec) => (spec.accessPoint === undefined ? undefined : `access point ${spec.accessPoint.id}`),
    },
};
const accessPointOn = {
    name: 'access-point-on',
    argument: 'INSTANCE,…',
    list: true,
    verbs: ['mount', 'verify'],
    doc: 'with an access point that enforces a user: these instances mount through it; the others mount the whole volume',
    reads: (said, { accessPoint: point }) => {
        const list = only(said, 'access-point-on');
        if (list === undefined)
            return {};
        if (point === undefined)
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--access-point-on needs --access-point' });
        return { accessPointOn: selectors(list) };
    },
    words: (o) => (o.accessPointOn ? ['--access-point-on', o.accessPointOn.map(domain_names/* formatSelector */.VH).join(',')] : []),
};
const readOnly = {
    name: 'read-only',
    verbs: table,
    doc: 'mount read-only on every named instance; nothing is set on the volume from there. With adopt: it is already mounted read-only',
    reads: (said) => (said.has('read-only') ? { readOnly: { kind: 'all' } } : {}),
    sets: 'access',
    words: (o) => (o.readOnly?.kind === 'all' ? ['--read-only'] : []),
    effect: {
        row: { section: 'mount', ends: 'access' },
        spec: (o) => ({ readOnly: o.readOnly?.kind === 'all' }),
        word: 'read-only',
        remembered: (spec) => (spec.readOnly ? '' : undefined),
        recall: () => ({ readOnly: true }),
        asks: (spec) => (spec.readOnly ? { readOnly: { kind: 'all' } } : {}),
        // given for some instances, it means that the others write
        merge: (said, noted, options) => ({ readOnly: options.readOnly ? said.readOnly : noted.readOnly }),
        note: (spec) => (spec.readOnly ? 'read-only access' : undefined),
    },
};
const readOnlyOn = {
    name: 'read-only-on',
    argument: 'INSTANCE,…',
    list: true,
    verbs: table,
    doc: 'read-only on these of the instances; the others write',
    reads: (said, { readOnly: all }) => {
        const list = only(said, 'read-only-on');
        if (list === undefined)
            return {};
        if (all)
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--read-only and --read-only-on exclude each other' });
        return { readOnly: { kind: 'on', selectors: selectors(list) } };
    },
    words: (o) => (o.readOnly?.kind === 'on' ? ['--read-only-on', o.readOnly.selectors.map(domain_names/* formatSelector */.VH).join(',')] : []),
};
const iam = {
    name: 'iam',
    verbs: looking,
    doc: 'mount with TLS and the role of the instance, for file-system policies that name who may mount',
    reads: (said, { client }) => {
        if (!said.has('iam'))
            return {};
        if (client.kind === 'plain-nfs')
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--iam: a role is shown over TLS alone, not by plain NFS' });
        return { iam: true };
    },
    sets: 'efsOptions',
    words: (o) => (o.iam ? ['--iam'] : []),
    effect: {
        ...flagEffect('iam', 'iam', 'the role of its instance', { section: 'mount', ends: 'identity' }),
        merge: (said, noted) => ({ iam: said.encrypted && (said.iam || noted.iam) }),
    },
};
//# sourceMappingURL=access.js.map
// EXTERNAL MODULE: ./build/src/domain/batches.js
var batches = __nccwpck_require__(4890);
;// CONCATENATED MODULE: ./build/src/domain/options/batches.js
/** How many instances at a time, and when to stop. */




const batch = {
    name: 'batch',
    argument: 'SIZE',
    pattern: batches/* batchPattern */.xR,
    rule: 'a number of instances from 1 to 99999, or a part of them from 1% to 100%',
    verbs: table,
    doc: 'so many instances at a time (50), or a part of them (10%): the next batch begins when the one before has ended; of a mount those that differ come first',
    reads: (said) => {
        const size = only(said, 'batch');
        return size === undefined ? {} : { batch: (0,batches/* parseBatch */.Gc)(size) };
    },
    words: (o) => (o.batch ? ['--batch', (0,batches/* formatBatch */.w_)(o.batch)] : []),
};
const maxErrors = {
    name: 'max-errors',
    argument: 'K',
    pattern: batches/* maxErrorsPattern */.cD,
    rule: 'a number from 0 to 99999',
    verbs: table,
    doc: 'with --batch: begin no further batch once more than K instances failed; default: 0',
    reads: (said, { batch: size }) => {
        const most = only(said, 'max-errors');
        if (most === undefined)
            return {};
        if (!size)
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--max-errors needs --batch' });
        return { maxErrors: Number(most) };
    },
    words: (o) => (o.maxErrors === undefined ? [] : ['--max-errors', `${o.maxErrors}`]),
};
//# sourceMappingURL=batches.js.map
// EXTERNAL MODULE: ./build/src/domain/client/sources.js
var sources = __nccwpck_require__(7278);
// EXTERNAL MODULE: ./build/src/domain/client/architectures.js
var architectures = __nccwpck_require__(8188);
;// CONCATENATED MODULE: ./build/src/domain/options/client-choice.js
/** `--client`, `--client-url`, `--client-sha256` and `--allow-plain-nfs` → where a missing client may come from. */




/** `https://…`, or `aarch64=https://…` for instances of that architecture only. */
const clientUrl = new RegExp(`^(?:(x86_64|amd64|aarch64|arm64)=)?(${domain_names/* patterns */.qp.packageUrl.source.slice(1, -1)})$`);
/** As many as there are kinds of instances: .deb and .rpm, each for two architectures. */
const maxPackages = 4;
/** Throws bad-option and missing-input. */
function clientFrom(options) {
    const urls = options.get('client-url') ?? [];
    const sums = options.get('client-sha256') ?? [];
    const plain = options.has('allow-plain-nfs');
    const named = options.get('client')?.[0];
    const way = named ?? (urls.length > 0 || sums.length > 0 ? 'package' : plain ? 'plain-nfs' : 'auto');
    if (plain && way !== 'plain-nfs')
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--allow-plain-nfs and ${named ? `--client ${named}` : '--client-url'} exclude each other` });
    switch (way) {
        case 'package':
            return { kind: 'package', packages: packagesFrom(urls, sums) };
        case 'installer':
            return installerFrom(urls, sums);
        case 'auto':
        case 'repository':
        case 'distributor':
        case 'plain-nfs':
            if (urls.length > 0 || sums.length > 0)
                throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--client ${way} takes neither --client-url nor --client-sha256` });
            return { kind: way };
        default:
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--client ${(0,domain_names/* quote */.hD)(way)}` });
    }
}
/** The nth URL goes with the nth sum; a wrong pair is refused on the instance, because the sum does not match. */
function packagesFrom(urls, sums) {
    if (urls.length === 0 && sums.length === 0)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: '--client package without --client-url' });
    if (urls.length === 0)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: '--client-sha256 without --client-url' });
    if (sums.length < urls.length)
        throw (0,catalogue/* fail */.fJ)('missing-input', {
            seen: urls.length === 1 ? '--client-url without --client-sha256' : `${urls.length} --client-url, ${sums.length} --client-sha256`,
        });
    if (sums.length > urls.length)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `${urls.length} --client-url, ${sums.length} --client-sha256` });
    return checkedPackages(urls.map((text, i) => ({ ...urlFrom(text), sha256: sums[i] })));
}
/** Throws bad-option where two packages would fit the same instance, or there are more than four. */
function checkedPackages(packages) {
    if (packages.length > maxPackages)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `${packages.length} packages; ${maxPackages} at most` });
    const kinds = packages.map((p) => `${/\.(?:deb|rpm)$/.exec(p.url)?.[0] ?? ''} for ${p.architecture ?? 'any architecture'}`);
    const twice = kinds.find((kind, i) => kinds.indexOf(kind) !== i);
    if (twice)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `two packages ${twice}: give the architecture of each, ARCH=URL` });
    return packages;
}
function installerFrom(urls, sums) {
    const [sha256, ...more] = sums;
    if (sha256 === undefined)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: '--client installer without --client-sha256, the sum of the script that you read' });
    if (more.length > 0 || urls.length > 1)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--client installer takes one script' });
    const { url, architecture } = urls[0] === undefined ? { url: sources/* installerUrl */.YL } : urlFrom(urls[0]);
    if (architecture)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--client installer: the script is the same for every architecture' });
    return { kind: 'installer', url, sha256 };
}
function urlFrom(text) {
    const [, name, url] = clientUrl.exec(text) ?? [];
    if (url === undefined)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--client-url ${(0,domain_names/* quote */.hD)(text)}` });
    const architecture = name === undefined ? undefined : (0,architectures/* architectureOf */.N)(name);
    return architecture ? { url, architecture } : { url };
}
//# sourceMappingURL=client-choice.js.map
;// CONCATENATED MODULE: ./build/src/domain/options/client.js
/** Where an instance's EFS client comes from, and whether plain NFS will do. */




const nothing = () => [];
/** The choice is read and formatted as a whole, together with the three options below. */
const client = {
    name: 'client',
    argument: 'SOURCE',
    pattern: /^(?:auto|repository|distributor|installer|package|plain-nfs)$/,
    verbs: setUp,
    doc: 'where a missing EFS client comes from: auto (default), repository, distributor (SSM), installer (AWS’s script), package, or plain-nfs',
    reads: (said) => ({ client: clientFrom(said) }),
    sets: 'client',
    words: (o) => clientWords(o.client),
};
const clientUrls = {
    name: 'client-url',
    argument: '[ARCH=]URL',
    pattern: clientUrl,
    repeatable: true,
    verbs: setUp,
    member: { name: 'client', part: true },
    doc: 'your own EFS client package, .deb or .rpm, optionally only for x86_64 or aarch64; once for each package, each with its --client-sha256',
    reads: () => ({}),
    words: nothing,
};
const clientSums = {
    name: 'client-sha256',
    argument: 'SUM',
    pattern: domain_names/* patterns */.qp.sha256,
    repeatable: true,
    verbs: setUp,
    member: { name: 'client', part: true },
    doc: 'the SHA-256 of that package, or of the installer: 64 lower-case hex digits, in the order of the URLs; without a match nothing is installed',
    reads: () => ({}),
    words: nothing,
};
const allowPlainNfs = {
    name: 'allow-plain-nfs',
    verbs: looking,
    member: { name: 'plainNfs' },
    doc: 'accept NFS without encryption where there is no EFS client; the report says so',
    reads: () => ({}),
    words: nothing,
    sets: 'client',
    effect: {
        row: { section: 'mount', ends: 'transport' },
        spec: (o) => ({ encrypted: o.client.kind !== 'plain-nfs' }),
        word: 'plain-nfs',
        remembered: (spec) => (spec.encrypted ? undefined : ''),
        recall: () => ({ encrypted: false }),
        asks: (spec) => (spec.encrypted ? {} : { client: { kind: 'plain-nfs' } }),
        merge: (said, noted) => ({ encrypted: said.encrypted && noted.encrypted }),
        note: (spec) => (spec.encrypted ? undefined : 'plain NFS allowed'),
    },
};
function clientWords(choice) {
    switch (choice.kind) {
        case 'auto':
            return [];
        case 'repository':
        case 'distributor':
            return ['--client', choice.kind];
        case 'installer': {
            const { url, sha256 } = choice;
            return ['--client', 'installer', ...(url === sources/* installerUrl */.YL ? [] : ['--client-url', url]), '--client-sha256', sha256];
        }
        case 'package':
            return choice.packages.flatMap(({ url, sha256, architecture }) => [
                '--client-url',
                architecture ? `${architecture}=${url}` : url,
                '--client-sha256',
                sha256,
            ]);
        case 'plain-nfs':
            return ['--allow-plain-nfs'];
    }
}
//# sourceMappingURL=client.js.map
;// CONCATENATED MODULE: ./build/src/domain/options/layout.js
/** How the volume is laid out. */


const sticky = {
    name: 'sticky',
    verbs: table,
    doc: 'mode 3775 instead of 2775 on the shared directories: only a file’s owner may remove it',
    reads: flagReads('sticky', 'sticky'),
    sets: 'paths',
    words: (o) => (o.sticky ? ['--sticky'] : []),
    effect: flagEffect('sticky', 'sticky', 'the sticky bit', { section: 'permissions' }),
};
const privateSpaces = {
    name: 'private',
    verbs: table,
    input: { name: 'private-spaces' },
    member: { name: 'privateSpaces' },
    doc: 'personal spaces with mode 0700 instead of 0755, which everybody can read',
    reads: flagReads('private', 'privateSpaces'),
    sets: 'paths',
    words: (o) => (o.privateSpaces ? ['--private'] : []),
    effect: flagEffect('private', 'privateSpaces', 'private personal spaces', { section: 'permissions' }),
};
const allowSuid = {
    name: 'allow-suid',
    verbs: table,
    doc: 'mount without nosuid, so that set-id programs on the volume work: root on one instance can then become root on another',
    reads: flagReads('allow-suid', 'suid'),
    sets: 'efsOptions',
    words: (o) => (o.suid ? ['--allow-suid'] : []),
    effect: {
        ...flagEffect('allow-suid', 'suid', 'set-id programs allowed', { section: 'mount', ends: 'set-id files and devices' }),
        caveat: ({ suid }) => suid ? 'set-id programs on the volume work, as requested: root on one instance can become root on another' : undefined,
    },
};
const adopt = {
    name: 'adopt',
    verbs: ['mount'],
    doc: 'set up the layout on a volume whose root already contains data',
    reads: flagReads('adopt', 'adopt'),
    sets: 'adopt',
    words: (o) => (o.adopt ? ['--adopt'] : []),
};
//# sourceMappingURL=layout.js.map
// EXTERNAL MODULE: ./build/src/domain/lock.js
var lock = __nccwpck_require__(7363);
;// CONCATENATED MODULE: ./build/src/domain/options/locks.js
/** What is said with a lock. */

const ofLocks = [
    {
        name: 'reason',
        argument: 'TEXT',
        text: true,
        pattern: lock/* reasonPattern */.Lp,
        verbs: ['lock'],
        doc: 'why, in one line of at most 200 characters, for whoever is refused; in quotes, without quotes of its own',
    },
    {
        name: 'until',
        argument: 'TIME',
        pattern: lock/* untilPattern */.VD,
        verbs: ['lock'],
        doc: 'how long the lock holds: 45m, 8h, 3d, or the last day in UTC, 2027-06-30; default: until somebody unlocks the volume',
    },
];
//# sourceMappingURL=locks.js.map
;// CONCATENATED MODULE: ./build/src/domain/options/looking.js
/** What a look covers, and what it expects. */


const noSharingTest = {
    name: 'no-sharing-test',
    verbs: table,
    input: { name: 'sharing-test', inverted: true, doc: 'prove the sharing; without it the report does not claim that sharing works' },
    member: { name: 'sharingTest', inverted: true },
    doc: 'leave the sharing test out; the report then does not claim that sharing works',
    reads: (said) => (said.has('no-sharing-test') ? { sharingTest: false } : {}),
    words: (o) => (o.sharingTest ? [] : ['--no-sharing-test']),
};
const asSaid = {
    name: 'as-said',
    verbs: ['verify'],
    doc: 'expect only the options of this command, and ignore what an instance remembers of its mount',
    reads: flagReads('as-said', 'asSaid'),
    words: (o) => (o.asSaid ? ['--as-said'] : []),
};
const scan = {
    name: 'scan',
    verbs: ['doctor'],
    doc: 'also look for setuid and device files on the volume, for at most a minute on each instance',
    reads: flagReads('scan', 'scan'),
    words: (o) => (o.scan ? ['--scan'] : []),
};
/** Makes verify another verb, `verify-all`. */
const looking_all = {
    name: 'all',
    verbs: ['verify'],
    doc: 'verify every instance where the volume is mounted now, in addition to the named ones; without a volume, every volume',
};
//# sourceMappingURL=looking.js.map
// EXTERNAL MODULE: ./build/src/domain/options/migration.js
var migration = __nccwpck_require__(3195);
// EXTERNAL MODULE: ./build/src/domain/layout.js
var layout = __nccwpck_require__(7602);
;// CONCATENATED MODULE: ./build/src/domain/groups.js
/** Groups beside prism-shared: each has a directory of its own, `groups/NAME`, that only its members can enter. */



/** NFS carries 16 groups of an account in all; a login user has one to five of its own, and prism-shared is one. */
const maxGroups = 8;
/** Below are the distributions' own groups; 65534 is nogroup, 65535 is -1 to 16-bit programs. */
const smallestGid = 1000;
const largestGid = 2_147_483_647;
const notToBeTaken = [layout/* group */.Os.gid, 65_534, 65_535];
/**
 * As given: names and numbers that may be wrong. `users`: the accounts that were named for the volume; empty where each instance's login
 * user gets it. Throws bad-group, bad-account, root-account.
 */
function parseGroups(said, users) {
    if (said.length > maxGroups)
        throw (0,catalogue/* fail */.fJ)('bad-group', { seen: `${said.length} groups; ${maxGroups} at most` });
    return said.map(({ name, gid, accounts }, i) => {
        const bad = (why) => (0,catalogue/* fail */.fJ)('bad-group', { seen: `${(0,domain_names/* quote */.hD)(name)}: ${why}` });
        if (!domain_names/* patterns */.qp.account.test(name) || name === layout/* group */.Os.name || name === 'root')
            throw bad('not a valid group name');
        if (!Number.isInteger(gid) || gid < smallestGid || gid > largestGid || notToBeTaken.includes(gid))
            throw bad(`gid ${gid} cannot be used; give ${smallestGid} or more, and neither ${notToBeTaken.join(' nor ')}`);
        if (said.slice(0, i).some((other) => other.name === name || other.gid === gid))
            throw bad('its name or its gid is given more than once');
        const members = [...new Set(accounts.map(domain_names/* parseAccount */.J5))];
        const stranger = users.length > 0 ? members.find((m) => !users.includes(m)) : undefined;
        if (stranger !== undefined)
            throw bad(`${stranger} is not among the accounts that get the volume`);
        return { name, gid, accounts: members };
    });
}
/** `genomics:3100:ada,grace`; the pattern of `--group` was checked before. */
function groupFromText(text) {
    const [name = '', gid = '', accounts = ''] = text.split(':');
    return { name, gid: Number(gid), accounts: accounts.split(',').filter(Boolean) };
}
const formatGroup = ({ name, gid, accounts }) => [name, `${gid}`, ...(accounts.length > 0 ? [accounts.join(',')] : [])].join(':');
//# sourceMappingURL=groups.js.map
// EXTERNAL MODULE: ./build/src/domain/person.js
var person = __nccwpck_require__(2065);
;// CONCATENATED MODULE: ./build/src/domain/options/people.js
/** Who gets the volume, and the groups that they are in. */






/** As many accounts as one transcript has room for (`too-many-accounts`). */
const maxAccounts = 40;
function parsePeople(names) {
    const accounts = [...new Set(names)].map(domain_names/* parseAccount */.J5);
    if (accounts.length > maxAccounts)
        throw (0,catalogue/* fail */.fJ)('too-many-accounts', { seen: `${accounts.length} accounts` });
    return accounts.map((name) => ({ name }));
}
const users = {
    name: 'users',
    argument: 'NAME,…',
    list: true,
    verbs: looking,
    member: { name: 'accounts' },
    doc: 'Unix accounts that get the volume on every instance; default: each instance’s own login user',
    reads: (said) => {
        const list = only(said, 'users');
        return list === undefined ? {} : { people: parsePeople(list.split(',')) };
    },
    sets: 'accounts',
    words: ({ people }) => (people.length > 0 ? ['--users', (0,person/* namesOf */.e)(people).join(',')] : []),
    effect: {
        row: { section: 'group' },
        spec: ({ people }) => ({ people }),
        word: 'users',
        remembered: ({ people }) => (people.length > 0 ? (0,person/* namesOf */.e)(people).join(',') : undefined),
        recall: (value) => ({ people: value.split(',').map((name) => ({ name: (0,domain_names/* parseAccount */.J5)(name) })) }),
        asks: ({ people }) => ({ people }),
        merge: (said, noted) => ({ people: said.people.length > 0 ? said.people : noted.people }),
        note: ({ people }) => (people.length > 0 ? `accounts ${(0,person/* namesOf */.e)(people).join(', ')}` : undefined),
    },
};
const group = {
    name: 'group',
    argument: 'NAME:GID[:ACCOUNT,…]',
    pattern: new RegExp(`^${domain_names/* unixName */.sX}:[1-9][0-9]{3,9}(?::${domain_names/* unixName */.sX}(?:,${domain_names/* unixName */.sX})*)?$`),
    repeatable: true,
    verbs: table,
    input: { name: 'groups' },
    member: { name: 'groups' },
    doc: 'a further group with a directory of its own, groups/NAME, for these accounts or for all; may be repeated',
    reads: (said, { people }) => {
        const groups = parseGroups((said.get('group') ?? []).map(groupFromText), (0,person/* namesOf */.e)(people));
        return groups.length > 0 ? { groups } : {};
    },
    sets: 'groups',
    words: ({ groups = [] }) => groups.flatMap((g) => ['--group', formatGroup(g)]),
    effect: {
        row: { section: 'group' },
        spec: ({ groups = [] }) => ({ groups }),
        word: 'groups',
        remembered: ({ groups }) => (groups.length > 0 ? groups.map((g) => `${g.name}:${g.gid}:${g.accounts.join('+')}`).join(',') : undefined),
        recall: (value, { people }) => ({ groups: parseGroups(value.split(',').map(rememberedGroup), (0,person/* namesOf */.e)(people)) }),
        asks: ({ groups }) => (groups.length > 0 ? { groups } : {}),
        merge: (said, noted) => ({ groups: said.groups.length > 0 ? said.groups : noted.groups }),
        note: ({ groups }) => (groups.length > 0 ? groups.map(groupNote).join('; ') : undefined),
    },
};
function rememberedGroup(text) {
    const [name = '', gid = '', accounts = ''] = text.split(':');
    return { name, gid: Number(gid), accounts: accounts.split('+').filter(Boolean) };
}
const groupNote = ({ name, gid, accounts }) => `group ${name} (gid ${gid})${accounts.length > 0 ? ` for ${accounts.join(', ')}` : ''}`;
//# sourceMappingURL=people.js.map
// EXTERNAL MODULE: ./build/src/domain/life-cycle.js
var life_cycle = __nccwpck_require__(7149);
// EXTERNAL MODULE: ./build/src/domain/region.js
var region = __nccwpck_require__(2416);
;// CONCATENATED MODULE: ./build/src/domain/options/volumes.js


const listOf = (item) => new RegExp(`^${inner(item)}(?:,${inner(item)})*$`);
const inner = (pattern) => `(?:${pattern.source.replace(/^\^/, '').replace(/\$$/, '')})`;
const days = new RegExp(`^(?:${life_cycle/* lifeCycleDays */.iW.join('|')}|never)$`);
const daysInWords = `${life_cycle/* lifeCycleDays */.iW.slice(0, -1).join(', ')} or ${life_cycle/* lifeCycleDays */.iW.at(-1)}, or never`;
const ofAccessPoints = [
    {
        name: 'path',
        argument: 'PATH',
        verbs: ['create-access-point'],
        doc: 'the folder of the volume that clients mount as their root, for example /projects/genomics',
    },
    {
        name: 'user',
        argument: 'UID:GID',
        verbs: ['create-access-point'],
        doc: 'enforce this user: to EFS everybody who mounts through it is this user, on every instance, even root',
    },
    {
        name: 'gids',
        argument: 'GID,…',
        verbs: ['create-access-point'],
        member: { name: 'user', part: true },
        doc: 'with --user: secondary groups of that user, at most 16',
    },
    {
        name: 'owner',
        argument: 'UID:GID',
        verbs: ['create-access-point'],
        doc: 'with --user: the folder’s owner if EFS creates it; default: that user',
    },
    {
        name: 'mode',
        argument: 'MODE',
        verbs: ['create-access-point'],
        doc: 'with --user: the folder’s mode if EFS creates it; default: 2775',
    },
];
const ofVolumes = [
    {
        name: 'performance-mode',
        argument: 'MODE',
        pattern: /^(?:generalPurpose|maxIO)$/,
        verbs: ['create'],
        doc: 'generalPurpose (default) or maxIO',
    },
    {
        name: 'throughput-mode',
        argument: 'MODE',
        pattern: /^(?:bursting|elastic|provisioned)$/,
        verbs: ['create', 'update'],
        doc: 'elastic (a new volume’s, unless said), bursting or provisioned; EFS changes it once in 24 hours',
    },
    {
        name: 'provisioned-throughput',
        argument: 'MIBPS',
        pattern: /^(?=.*[1-9])[0-9]{1,4}(?:\.[0-9]{1,2})?$/,
        verbs: ['create', 'update'],
        doc: 'MiB/s, with provisioned throughput',
    },
    {
        name: 'one-zone',
        argument: 'ZONE',
        pattern: region/* zonePattern */.tZ,
        verbs: ['create'],
        doc: 'keep the volume in this availability zone alone: cheaper, and gone while the zone is; instances of other zones pay for what crosses',
    },
    {
        name: 'kms-key',
        argument: 'KEY',
        pattern: /^[A-Za-z0-9:/_-]{1,256}$/,
        verbs: ['create'],
        member: { name: 'kmsKeyId' },
        doc: 'the KMS key’s id, alias or ARN; default: the account’s own key for EFS',
    },
    { name: 'backups', verbs: ['create', 'update'], doc: 'enable automatic backups' },
    { name: 'no-backups', verbs: ['update'], member: { name: 'backups', inverted: true }, doc: 'disable automatic backups' },
    {
        name: 'infrequent-access-after',
        argument: 'DAYS',
        pattern: days,
        verbs: ['create', 'update'],
        member: { name: 'infrequentAccessAfterDays' },
        doc: `move files not read for so many days to Infrequent Access: ${daysInWords}`,
    },
    {
        name: 'archive-after',
        argument: 'DAYS',
        pattern: days,
        verbs: ['create', 'update'],
        member: { name: 'archiveAfterDays' },
        doc: `move files not read for so many days to Archive, later than to Infrequent Access: ${daysInWords}; only with elastic throughput`,
    },
    { name: 'back-on-access', verbs: ['create', 'update'], doc: 'move files back to standard storage when they are read' },
    {
        name: 'no-back-on-access',
        verbs: ['update'],
        member: { name: 'backOnAccess', inverted: true },
        doc: 'leave files where they are when they are read',
    },
    {
        name: 'tag',
        argument: 'KEY=VALUE',
        repeatable: true,
        verbs: ['create'],
        member: { name: 'tags' },
        doc: 'a tag for the file system; may be repeated',
    },
    {
        name: 'subnet',
        argument: 'ID,…',
        pattern: listOf(/^subnet-[0-9a-f]{8}(?:[0-9a-f]{9})?$/),
        list: true,
        repeatable: true,
        verbs: ['create'],
        member: { name: 'subnets' },
        doc: 'subnets for the mount targets; default: one per zone of the default VPC',
    },
    {
        name: 'security-group',
        argument: 'ID,…',
        pattern: listOf(/^sg-[0-9a-f]{8}(?:[0-9a-f]{9})?$/),
        list: true,
        repeatable: true,
        verbs: ['create'],
        member: { name: 'securityGroups' },
        doc: 'security groups for the mount targets; default: one of Prism’s own that allows TCP 2049 from the VPC',
    },
];
//# sourceMappingURL=volumes.js.map
;// CONCATENATED MODULE: ./build/src/domain/options/all.js
/** All options, in the order of the help. */










/** Those that an instance remembers, in the order of its note, which is part of the note's grammar: a new one goes to the end. */
const effects = [users, group, sticky, privateSpaces, readOnly, allowPlainNfs, accessPoint, allowSuid, iam].map((o) => o.effect);
const options = [
    users,
    mountPoint,
    adopt,
    {
        name: 'plan',
        argument: 'DIGEST',
        pattern: domain_names/* patterns */.qp.planDigest,
        rule: 'the digest below the plan: 16 characters at least of 0 to 9 and a to f',
        verbs: ['adopt', 'sync-people', 'migrate'],
        doc: 'the digest of the plan to carry out; without it what was made by hand stays as it is, and the plan is shown',
    },
    sticky,
    privateSpaces,
    group,
    accessPoint,
    accessPointOn,
    readOnly,
    readOnlyOn,
    client,
    clientUrls,
    clientSums,
    allowPlainNfs,
    iam,
    allowSuid,
    noSharingTest,
    batch,
    maxErrors,
    looking_all,
    asSaid,
    scan,
    {
        name: 'registry',
        argument: 'FILE',
        verbs: ['sync-people', 'deprovision', 'person-status', 'mount', 'verify', 'migrate'],
        at: ['terminal'],
        doc: 'the registry of people; default of user commands: .github/prism/people.yml; a mount enrols those who have an account there, verify looks at them',
    },
    {
        name: 'person',
        argument: 'NAME',
        pattern: domain_names/* patterns */.qp.account,
        rule: 'a name in the registry',
        verbs: ['sync-people'],
        at: ['comment', 'terminal', 'api'],
        doc: 'all instances that this person’s hosts mean, in the place of named ones; `user provision NAME` says the same',
    },
    {
        name: 'confirm-removals',
        verbs: ['sync-people'],
        doc: 'more than a fifth of the people on these instances are to lose their account',
    },
    ...migration/* ofMigration */.K,
    { name: 'lazy', verbs: ['unmount'], doc: 'detach the volume even while processes use it' },
    ...ofLocks,
    ...ofAccessPoints,
    ...ofVolumes,
];
/** The options of the verbs that work on instances, each with its meaning for a request. */
const mountOptions = options.filter((option) => 'reads' in option);
/** The options of a verb, in the table's order; with a place: those that are offered there. */
function optionsOf(verb, place) {
    return options.filter((o) => o.verbs.includes(verb) && isOfferedAt(o, place));
}
const isOfferedAt = ({ at }, place) => at === undefined || place === undefined || at.includes(place);
/** `--users NAME,…` as help texts and usage lines show it. */
const formatOption = (o) => (o.argument ? `--${o.name} ${o.argument}` : `--${o.name}`);
//# sourceMappingURL=all.js.map

/***/ }),

/***/ 3195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ folderPattern),
/* harmony export */   K: () => (/* binding */ ofMigration)
/* harmony export */ });
/* unused harmony export uidPattern */
/** Below the volume's root, without `.` and `..`, each name inert. */
const folderPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}(?:\/[A-Za-z0-9_][A-Za-z0-9._-]{0,63}){0,15}$/;
/** Not root's: what is root's is nobody's old data. */
const uidPattern = /^uid:[1-9][0-9]{0,8}$/;
const ofMigration = [
    {
        name: 'from',
        argument: 'uid:NUMBER',
        pattern: uidPattern,
        verbs: ['migrate'],
        doc: 'the number whose data it is, as uid:1000; a group with the same number is taken for its private group',
    },
    {
        name: 'under',
        argument: 'FOLDER',
        pattern: folderPattern,
        verbs: ['migrate'],
        doc: 'the folder of the volume below which it lies, as users/ubuntu; nothing else is touched',
    },
    { name: 'to', argument: 'PERSON', verbs: ['migrate'], doc: 'the person of the registry whose it becomes' },
    {
        name: 'accept-unasked',
        verbs: ['migrate'],
        doc: 'go on although an instance could not be asked whether somebody there has files open: it stands in the plan, and what is made there later may be the old number’s',
    },
    {
        name: 'undo',
        argument: 'ID',
        pattern: /^[0-9a-f]{16}$/,
        verbs: ['migrate'],
        doc: 'take a migration back by the list that it left on the instance, instead of --from, --under and --to',
    },
];
//# sourceMappingURL=migration.js.map

/***/ }),

/***/ 168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ optionsFor),
/* harmony export */   F9: () => (/* binding */ parseSpec),
/* harmony export */   J6: () => (/* binding */ formatSpec),
/* harmony export */   S_: () => (/* binding */ mergeSpec),
/* harmony export */   Vt: () => (/* binding */ caveatsOf),
/* harmony export */   rI: () => (/* binding */ specOf),
/* harmony export */   z8: () => (/* binding */ specWords)
/* harmony export */ });
/* harmony import */ var _mount_spec_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4627);
/* harmony import */ var _all_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(16);
/** Options → the spec of a target; a spec → the word by which an instance remembers it, and what that asks of a later verify. */


/** What the options ask for on an instance; `own`: what was given, or found, for it alone. */
function specOf(options, own = {}) {
    let spec = _mount_spec_js__WEBPACK_IMPORTED_MODULE_0__/* .plainSpec */ .KQ;
    for (const effect of _all_js__WEBPACK_IMPORTED_MODULE_1__/* .effects */ .zb)
        spec = { ...spec, ...effect.spec(options) };
    return { ...spec, ...own };
}
/** Changed where an older Prism would misread it. */
const version = '1';
/** One word that is inert in a shell and in a transcript: `1~users=ada,ben~private`. */
function formatSpec(spec) {
    const words = _all_js__WEBPACK_IMPORTED_MODULE_1__/* .effects */ .zb.flatMap(({ word, remembered }) => {
        const value = remembered(spec);
        return value === undefined ? [] : [value === '' ? word : `${word}=${value}`];
    });
    return [version, ...words].join('~');
}
/** Undefined for whatever `formatSpec` does not write. An access point comes back by its id alone. */
function parseSpec(text) {
    const [first, ...words] = text.split('~');
    if (first !== version)
        return undefined;
    const said = new Map(words.map((w) => [w.split('=')[0] ?? '', w.slice(w.indexOf('=') + 1 || w.length)]));
    try {
        let spec = _mount_spec_js__WEBPACK_IMPORTED_MODULE_0__/* .plainSpec */ .KQ;
        for (const { word, recall } of _all_js__WEBPACK_IMPORTED_MODULE_1__/* .effects */ .zb) {
            const value = said.get(word);
            if (value !== undefined)
                spec = { ...spec, ...recall(value, spec) };
        }
        return formatSpec(spec) === text ? spec : undefined;
    }
    catch {
        return undefined;
    }
}
/** A given option applies to every instance; where none was given, each instance's note counts. */
function mergeSpec(said, noted, options) {
    let merged = said;
    for (const { merge } of _all_js__WEBPACK_IMPORTED_MODULE_1__/* .effects */ .zb)
        merged = { ...merged, ...merge(said, noted, options) };
    return merged;
}
/** The options that ask for this spec. */
function optionsFor(spec) {
    let options = {};
    for (const { asks } of _all_js__WEBPACK_IMPORTED_MODULE_1__/* .effects */ .zb)
        options = { ...options, ...asks(spec) };
    return options;
}
/** The requested options, in words; empty where there are none. */
const specWords = (spec) => _all_js__WEBPACK_IMPORTED_MODULE_1__/* .effects */ .zb.flatMap(({ note }) => note(spec) ?? []).join('; ');
/** What is shown beside a verdict about mounts with these specs, each thing once. */
const caveatsOf = (specs) => [
    ...new Set(specs.flatMap((spec) => _all_js__WEBPACK_IMPORTED_MODULE_1__/* .effects */ .zb.flatMap(({ caveat }) => caveat?.(spec) ?? []))),
];
//# sourceMappingURL=spec.js.map

/***/ }),

/***/ 71:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ae: () => (/* binding */ byPair),
/* harmony export */   j_: () => (/* binding */ everybodyIn)
/* harmony export */ });
/* unused harmony export forEach */
/** Numbers identities from 0 as they come; undefined for one that did not come. By two maps, because joining two names for each pair costs most. */
function numbering() {
    const numbers = new Map();
    let next = 0;
    return {
        of: ({ instanceId, account }) => numbers.get(instanceId)?.get(account),
        give: ({ instanceId, account }) => {
            const own = numbers.get(instanceId) ?? new Map();
            const known = own.get(account);
            if (known !== undefined)
                return known;
            numbers.set(instanceId, own.set(account, next));
            return next++;
        },
    };
}
/** Of a pair that occurs twice the first counts. */
function byPair(pairs) {
    const { of, give } = numbering();
    const found = [];
    for (const pair of pairs) {
        const writer = give(pair.writer);
        found[writer] ??= [];
        found[writer][give(pair.reader)] ??= pair;
    }
    return (writer, reader) => {
        const number = of(reader);
        return number === undefined ? undefined : found[of(writer) ?? -1]?.[number];
    };
}
/** Everybody who wrote or read, once, in the order in which they are first named. */
function everybodyIn(pairs) {
    const { give } = numbering();
    const known = [];
    for (const { writer, reader } of pairs) {
        known[give(writer)] ??= writer;
        known[give(reader)] ??= reader;
    }
    return known;
}
/** What is made once of each, such as a label, and asked for at every pair. */
function forEach(everybody, make) {
    const { of, give } = numbering();
    const made = [];
    for (const who of everybody)
        made[give(who)] = make(who);
    return (who) => made[of(who) ?? -1];
}
//# sourceMappingURL=pairs.js.map

/***/ }),

/***/ 7971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bk: () => (/* binding */ selectorOf),
/* harmony export */   bk: () => (/* binding */ tagsIn),
/* harmony export */   em: () => (/* binding */ tagText),
/* harmony export */   jF: () => (/* binding */ fitsPattern),
/* harmony export */   lA: () => (/* binding */ fits),
/* harmony export */   lw: () => (/* binding */ peopleFor)
/* harmony export */ });
/* unused harmony export covers */
const tagText = ({ key, value }) => `tag:${key}=${value}`;
/** Each tag that any rule names, once. */
function tagsIn({ people }) {
    const tags = people.flatMap((p) => p.hosts.flatMap((rule) => (rule.kind === 'tag' ? [rule] : [])));
    return [...new Map(tags.map((tag) => [tagText(tag), tag])).values()];
}
/** As AWS is asked for what the rule means: a pattern is one of the tag Name. */
const selectorOf = (rule) => (rule.kind === 'pattern' ? { kind: 'tag', key: 'Name', value: rule.pattern } : rule);
const peopleFor = ({ people }, instance, tagged) => people.filter((p) => p.hosts.some((rule) => fits(rule, instance, tagged)));
function fits(rule, { id, name }, tagged) {
    switch (rule.kind) {
        case 'id':
            return rule.id === id;
        case 'tag':
            return tagged.get(tagText(rule))?.has(id) ?? false;
        case 'pattern':
            return fitsPattern(rule.pattern, name);
    }
}
/** Whether each instance that the one rule means is the other one's as well, as far as the rules alone tell. */
function covers(wide, { kind, ...rule }) {
    if (wide.kind !== 'pattern')
        return false;
    if (/^\*+$/.test(wide.pattern))
        return true;
    // what stands for one character would take the * of the other for one
    return kind === 'pattern' && 'pattern' in rule && !wide.pattern.includes('?') && fitsPattern(wide.pattern, rule.pattern);
}
/** `*` stands for any characters, `?` for one. Without a regular expression, whose time could grow with a long pattern. */
function fitsPattern(pattern, name) {
    let [p, n, star, mark] = [0, 0, -1, 0];
    while (n < name.length) {
        if (p < pattern.length && pattern[p] === '*')
            [star, mark] = [p++, n];
        else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n]))
            [p, n] = [p + 1, n + 1];
        else if (star >= 0)
            [p, n] = [star + 1, ++mark];
        else
            return false;
    }
    return /^\**$/.test(pattern.slice(p));
}
//# sourceMappingURL=hosts.js.map

/***/ }),

/***/ 8256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ bytesOf),
/* harmony export */   W0: () => (/* binding */ withTold),
/* harmony export */   W8: () => (/* binding */ nothingCounted),
/* harmony export */   WK: () => (/* binding */ staying),
/* harmony export */   WX: () => (/* binding */ findingsOf),
/* harmony export */   Y4: () => (/* binding */ migrationRows),
/* harmony export */   aL: () => (/* binding */ words),
/* harmony export */   hm: () => (/* binding */ worstOf),
/* harmony export */   iZ: () => (/* binding */ whys),
/* harmony export */   jZ: () => (/* binding */ atLeast),
/* harmony export */   of: () => (/* binding */ of),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/** Old data becomes a person's: what was counted below a folder of a volume, what was changed, and what is left. Pure. */

/**
 * move: would be changed · moved · already: has the new number · other: of a third number · unlisted: of an undo, not in its list · linked: has
 * several names, not all of which were seen there · setid · device · changed: was another by the time · refused: by the server · mounted, unreadable, deep, many: not looked into
 */
const whys = [
    'move',
    'moved',
    'already',
    'other',
    'unlisted',
    'linked',
    'setid',
    'device',
    'changed',
    'refused',
    'mounted',
    'unreadable',
    'deep',
    'many',
];
const nothingCounted = { counts: [], folders: [], left: [], looked: 0, more: 0, finished: false };
/** Names of what stays are at most so many for a reason. */
const named = 10;
function withTold(so, { counts, folders, left, walk }) {
    const more = (why) => ({
        why,
        entries: of(so, why) + of({ counts }, why),
        bytes: bytesOf(so, why) + bytesOf({ counts }, why),
    });
    const tops = Map.groupBy([...so.folders, ...folders], ({ top, uid, gid }) => JSON.stringify([top, uid, gid]));
    return {
        counts: whys.map(more).filter((c) => c.entries > 0),
        folders: [...tops.values()].map((those) => ({ ...those[0], entries: those.reduce((sum, f) => sum + f.entries, 0) })),
        left: [...Map.groupBy([...so.left, ...left], (l) => l.why).values()].flatMap((those) => those.slice(0, named)),
        looked: so.looked + (walk?.looked ?? 0),
        more: so.more + (walk?.more ?? 0),
        finished: walk?.finished ?? false,
    };
}
const of = ({ counts }, ...those) => counts.reduce((sum, c) => sum + (those.includes(c.why) ? c.entries : 0), 0);
const bytesOf = ({ counts }, ...those) => counts.reduce((sum, c) => sum + (those.includes(c.why) ? c.bytes : 0), 0);
/** Those that keep their number although they have the old one. */
const staying = ['linked', 'setid', 'device'];
const unseen = ['mounted', 'unreadable', 'deep', 'many'];
/** Whether the walk saw all that lies there. */
const isWhole = (counted) => counted.finished && of(counted, ...unseen) === 0;
const atLeast = (counted) => (isWhole(counted) ? '' : 'at least ');
/** What is proved afterwards. Nothing is green that was not looked at. */
function migrationRows(rule, after, undo) {
    const still = of(after, 'move', ...staying);
    const whole = isWhole(after);
    const what = `entries of uid ${rule.uid} below ${rule.under}${undo ? ' that the list has' : ''}`;
    const row = {
        what,
        expected: '0',
        seen: `${atLeast(after)}${still}`,
        verdict: still > 0 ? 'differs' : whole ? 'holds' : 'unknown',
    };
    if (whole)
        return [row];
    const why = [
        ...after.counts.filter((c) => unseen.includes(c.why)).map((c) => `${c.entries} ${words[c.why]}`),
        ...(after.finished ? [] : ['the walk did not come to the end']),
    ];
    return [row, { what: `everything below ${rule.under} was looked at`, expected: 'yes', seen: why.join(', '), verdict: 'unknown' }];
}
/** Why an entry is as it is, in words. */
const words = {
    move: 'to be changed',
    moved: 'changed',
    already: 'already of the new number',
    other: 'of other numbers',
    unlisted: 'not in the list of what was changed',
    linked: 'files with several names, not all of which were seen there',
    setid: 'setuid or setgid files',
    device: 'devices',
    changed: 'changed meanwhile by somebody else',
    refused: 'refused by the server',
    mounted: 'under another mount',
    unreadable: 'not readable',
    deep: 'too deep',
    many: 'folders with more names than are read',
};
/** What stays of the old number, and what was refused on the way. */
function findingsOf(after, done, instanceId) {
    const those = staying.filter((why) => of(after, why) > 0);
    const refused = of(done, 'refused');
    return [
        ...(refused > 0 ? [(0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .finding */ .gk)('migrate-refused', { seen: `${refused} entries`, instanceId })] : []),
        ...(those.length > 0
            ? [(0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .finding */ .gk)('migrate-left', { seen: those.map((why) => `${of(after, why)} ${words[why]}`).join(', '), instanceId })]
            : []),
    ];
}
const worstOf = (verdicts) => verdicts.includes('differs') ? 'differs' : verdicts.includes('unknown') ? 'unknown' : 'holds';
//# sourceMappingURL=migration.js.map

/***/ }),

/***/ 5353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   et: () => (/* binding */ formatPublicKey)
/* harmony export */ });
/* unused harmony export keyTypes */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/**
 * SSH public keys as authorized_keys has them, without options and without certificates: type and body, and nothing that sshd could read
 * otherwise. The body is taken apart and must be what its type says (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709; OpenSSH PROTOCOL.u2f).
 */

const keyTypes = [
    'ssh-ed25519',
    'sk-ssh-ed25519@openssh.com',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'sk-ecdsa-sha2-nistp256@openssh.com',
    'ssh-rsa',
];
/** What the distributions' policies ask for at least. */
const leastRsaBits = 2048;
/** Bytes of an uncompressed point on the curve. */
const points = { nistp256: 65, nistp384: 97, nistp521: 133 };
/** Or why it is not taken. A comment behind the body is left out. */
function parsePublicKey(text) {
    const [type = '', body = ''] = text.trim().split(/[ \t]+/);
    if (type === 'ssh-dss')
        return { wrong: 'DSA keys are weak, and no sshd of today takes them' };
    if (type.includes('-cert-'))
        return { wrong: 'a certificate is not a key' };
    if (!keyTypes.includes(type))
        return { wrong: `starts with none of ${keyTypes.join(', ')}; options before it are not taken` };
    if (!/^[A-Za-z0-9+/]{1,2000}={0,2}$/.test(body))
        return { wrong: 'its body is not base64' };
    const bytes = Buffer.from(body, 'base64');
    const wrong = wrongIn(type, fieldsOf(bytes));
    if (wrong !== undefined)
        return { wrong };
    const fingerprint = `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`;
    return { type: type, body: bytes.toString('base64'), fingerprint };
}
const formatPublicKey = ({ type, body }) => `${type} ${body}`;
/** The body's strings, each with its length before it; undefined where they do not add up. */
function fieldsOf(bytes) {
    const fields = [];
    let at = 0;
    while (at < bytes.length) {
        if (at + 4 > bytes.length)
            return undefined;
        const end = at + 4 + bytes.readUInt32BE(at);
        if (end > bytes.length)
            return undefined;
        fields.push(bytes.subarray(at + 4, end));
        at = end;
    }
    return fields;
}
function wrongIn(type, fields) {
    if (!fields || fields[0]?.toString('latin1') !== type)
        return 'its body is not of that type';
    const sizes = fields.map((f) => f.length);
    const otherwise = 'its body does not hold such a key';
    switch (type) {
        case 'ssh-ed25519':
            return fields.length === 2 && sizes[1] === 32 ? wrongPoint(fields[1]) : otherwise;
        case 'sk-ssh-ed25519@openssh.com':
            return fields.length === 3 && sizes[1] === 32 && sizes[2] > 0 ? wrongPoint(fields[1]) : otherwise;
        case 'ssh-rsa':
            return fields.length === 3 ? wrongRsa(fields[1], fields[2]) : otherwise;
        default: {
            const curve = /nistp[0-9]{3}/.exec(type)[0];
            const sk = type.startsWith('sk-');
            const fits = fields.length === (sk ? 4 : 3) && fields[1].toString('latin1') === curve && sizes[2] === points[curve] && fields[2][0] === 4;
            return fits ? undefined : otherwise;
        }
    }
}
/** The points of small order, however they are written, without their sign: libsodium's list. OpenSSH takes them as keys. */
const smallOrder = new Set([
    '0'.repeat(64),
    `01${'0'.repeat(62)}`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    ...['ec', 'ed', 'ee'].map((first) => `${first}${'f'.repeat(60)}7f`),
]);
/** For these anybody can sign, who has no secret: a login of nobody in particular. */
function wrongPoint(point) {
    const unsigned = Buffer.from(point);
    unsigned[31] &= 0x7f;
    return smallOrder.has(unsigned.toString('hex')) ? 'it is no secret: anybody can sign for it' : undefined;
}
/** Of all primes below a thousand: no key that was made by chance has one of them in its modulus. */
const smallPrimes = Array.from({ length: 998 }, (_, n) => n + 2)
    .filter((n) => Array.from({ length: Math.floor(Math.sqrt(n)) - 1 }, (_, m) => m + 2).every((m) => n % m !== 0))
    .map(BigInt);
/** sshd leaves them out, and so takes the same key under another fingerprint. */
const hasZeros = (number) => number[0] === 0 && !(number[1] > 127);
function wrongRsa(exponent, modulus) {
    const bits = BigInt(`0x${modulus.toString('hex') || '0'}`).toString(2).length;
    if (modulus[0] > 127)
        return 'its modulus is negative';
    if (hasZeros(modulus) || hasZeros(exponent))
        return 'its numbers are written otherwise than ssh-keygen does';
    if (bits < leastRsaBits)
        return `RSA of ${bits} bits is weak; ${leastRsaBits} at least, better ssh-ed25519`;
    const e = BigInt(`0x${exponent.toString('hex') || '0'}`);
    if (e < 3n || e % 2n === 0n)
        return 'its exponent is weak';
    const n = BigInt(`0x${modulus.toString('hex')}`);
    return smallPrimes.some((prime) => n % prime === 0n) ? 'it is no secret: its modulus has a small factor' : undefined;
}
//# sourceMappingURL=public-key.js.map

/***/ }),

/***/ 8888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ takesPasswords)
/* harmony export */ });
/** Where AuthenticationMethods names others alone, nobody comes in by a password. */
const takesPasswords = ({ passwords = false, methods }) => passwords && (methods === '' || methods === 'any' || /password|keyboard-interactive/.test(methods));
//# sourceMappingURL=ssh-seen.js.map

/***/ }),

/***/ 8402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $c: () => (/* binding */ keysFile),
/* harmony export */   Cd: () => (/* binding */ digestThatStays),
/* harmony export */   g6: () => (/* binding */ noKeys),
/* harmony export */   t2: () => (/* binding */ keysCell),
/* harmony export */   uP: () => (/* binding */ sshCells),
/* harmony export */   z5: () => (/* binding */ keysDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var _hosts_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7971);
/* harmony import */ var _public_key_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5353);
/* harmony import */ var _ssh_seen_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8888);
/**
 * How somebody comes in: by the registry's keys, in a file of root's, and by nothing else. As the host's sshd takes its own configuration for that
 * account, and as a login shows it. Pure.
 */




const keysFile = '/etc/ssh/authorized_keys.d/%u';
const fileState = '0:0644';
/** EC2 Instance Connect's own, which its images come with: AWS decides there who gets in, for a minute. */
const instanceConnect = /^\/(?:opt\/aws\/bin|usr\/share\/ec2-instance-connect|usr\/lib\/ec2-instance-connect)\/eic_run_authorized_keys(?: |$)/;
/** Of the file that holds exactly these keys; empty where there is to be none. */
function keysDigest(keys) {
    const text = keys.map((key) => `${(0,_public_key_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPublicKey */ .et)(key)}\n`).join('');
    return text === '' ? '' : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, 32);
}
function keysCell(keys, { digest, state, prints, more = 0 }) {
    const expected = keysWords(keys.length);
    if (digest === keysDigest(keys) && (digest === '' ? state === '' : state === fileState))
        return { what: 'keys', expected, seen: expected, holds: true };
    const wanted = keys.map((key) => key.fingerprint);
    const others = prints.filter((print) => !wanted.includes(print));
    // what is not told may be theirs
    const missing = more > 0 || (prints.length === 0 && digest === keysDigest(keys)) ? [] : wanted.filter((print) => !prints.includes(print));
    const words = [
        ...(others.length > 0 ? [`${others.map((print) => (print === '?' ? 'a line that is no plain key' : print)).join(', ')} besides`] : []),
        ...(more > 0 ? [`${more} more ${more === 1 ? 'line' : 'lines'} after the first ${prints.length}`] : []),
        ...(missing.length > 0 ? [state === '' ? 'none' : `without ${missing.join(', ')}`] : []),
        ...(state === '' || state === fileState ? [] : [oddFiles[state] ?? `the file is ${state.replace(':', ', ')}`]),
    ];
    return { what: 'keys', expected, seen: words.join('; ') || 'the file is written otherwise', holds: false };
}
const oddFiles = { other: 'the file is no file', folder: 'its folder is not root’s alone' };
/** Of somebody who has none in the registry. */
const noKeys = 'none';
const keysWords = (n) => (n === 0 ? noKeys : n === 1 ? '1 key' : `${n} keys`);
/** Stands for the digest of a file that stays as it is: no file has it, so a host tells which keys are there, and writes none. */
const digestThatStays = '0'.repeat(32);
/** Of somebody whose keys follow GitHub, which did not tell them. */
function stayingCell({ shown, why }, { state, prints, more = 0 }) {
    const expected = 'as on GitHub';
    if (state === '')
        return { what: 'keys', expected, seen: `${noKeys}; ${why}`, ...(shown === 'none' ? { holds: true } : {}) };
    return { what: 'keys', expected, seen: `${prints.join(', ') || 'not seen'}${more > 0 ? ` and ${more} more` : ''}, which stay: ${why}` };
}
/** Where there is no sshd, nobody comes in by it: then the file alone is a row. */
function sshCells(wanted, seen, sshd) {
    const cells = [wanted.keysStay ? stayingCell(wanted.keysStay, seen.keyFile) : keysCell(wanted.keys, seen.keyFile)];
    if (!sshd.there)
        return cells;
    const { wayIn } = seen;
    const says = wayIn && sshd.says[wayIn.says];
    const expected = 'the registry’s keys alone';
    if (!wayIn || !says)
        return [...cells, { what: 'sshd', expected, seen: sshd.broken || 'not asked' }];
    const wrong = wrongIn(says) ?? (sshd.old > 0 ? 'the sshd that runs has not read its configuration since' : undefined);
    const others = otherKeys(says, sshd);
    return [
        ...cells,
        { what: 'sshd', expected, seen: wrong ?? expected, holds: wrong === undefined },
        { what: 'other keys', expected: 'none', seen: others.words, holds: others.holds },
        ...passwordsCell(says, sshd),
        // where other files are read, the try says nothing of these
        ...(wrong === undefined && wanted.keys.length > 0 && wayIn.login !== 'ended' ? [loginCell(wanted, wayIn, says)] : []),
    ];
}
function wrongIn({ keysFile: file, pubkey, hostBased, methods }) {
    if (pubkey !== 'yes')
        return 'PubkeyAuthentication no';
    const isAsked = methods === '' || methods === 'any' || methods.includes('hostbased');
    if (hostBased === 'yes' && isAsked)
        return 'HostbasedAuthentication yes';
    return file === keysFile ? undefined : `AuthorizedKeysFile ${file}`;
}
/** What signs with an RSA key has other names than the key. */
function isAccepted(type, keyTypes) {
    const names = type === 'ssh-rsa' ? ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512'] : [type];
    return keyTypes.split(',').some((pattern) => names.some((name) => (0,_hosts_js__WEBPACK_IMPORTED_MODULE_2__/* .fitsPattern */ .jF)(pattern, name)));
}
function otherKeys({ command, authorities, gssapi, kerberos }, { address, keytab }) {
    const isConnect = instanceConnect.test(command);
    const found = [
        ...(command === 'none' || command === '' || isConnect ? [] : [`AuthorizedKeysCommand ${command}`]),
        ...(authorities === 'none' || authorities === '' ? [] : [`TrustedUserCAKeys ${authorities}`]),
        ...(gssapi === 'yes' && keytab ? ['GSSAPIAuthentication, so a Kerberos realm and ~/.k5login say who'] : []),
        ...(kerberos === 'yes' ? ['KerberosAuthentication, so passwords of a realm'] : []),
        ...(address === '' ? [] : [`from some addresses: ${address}`]),
    ];
    if (found.length > 0)
        return { words: found.join(', '), holds: false };
    const none = gssapi === 'yes' ? 'none: GSSAPI has no keytab' : 'none';
    return { words: isConnect ? 'EC2 Instance Connect' : none, holds: true };
}
/** Whom a directory knows by their name, nobody can see here: no row where none is asked, never green where one is. */
function passwordsCell(says, { directories = [] }) {
    if (directories.length === 0 || !(0,_ssh_seen_js__WEBPACK_IMPORTED_MODULE_3__/* .takesPasswords */ .h)(says))
        return [];
    const seen = `sshd takes passwords, and ${directories.join(', ')} asks a directory: whom it knows by that name was not seen`;
    return [{ what: 'other passwords', expected: 'none', seen }];
}
/** The key that it is tried with is of a type of its own; whether sshd takes theirs, its list of types says. */
function loginCell({ name, keys }, { login, by, said }, { lists, keyTypes }) {
    const refused = keyTypes === '' ? [] : keys.filter((key) => !isAccepted(key.type, keyTypes));
    const types = [...new Set(refused.map((key) => key.type))].join(', ');
    const as = by === name || by === '' ? '' : `, as ${by}`;
    const expected = 'lets them in';
    if (login === undefined)
        return { what: 'login', expected, seen: `not tried: ${said || 'unknown why'}` };
    if (login === 'no')
        return { what: 'login', expected, seen: `refused${as}: ${lists || said || 'sshd says no'}`, holds: false };
    if (refused.length === keys.length)
        return { what: 'login', expected, seen: `sshd takes no ${types}`, holds: false };
    const seen = login === 'more' ? `takes the key and asks for more${as}` : expected;
    return { what: 'login', expected, seen: types === '' ? seen : `${seen}, but takes no ${types}`, holds: true };
}
//# sourceMappingURL=ssh.js.map

/***/ }),

/***/ 2065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ namesOf)
/* harmony export */ });
const namesOf = (people) => people.map((p) => p.name);
//# sourceMappingURL=person.js.map

/***/ }),

/***/ 8707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ targetOf)
/* harmony export */ });
/** Throws where the instance is not one of the operation's. */
function targetOf({ targets }, instanceId) {
    let byId = indexes.get(targets);
    if (!byId) {
        byId = new Map(targets.map((t) => [t.instanceId, t]));
        indexes.set(targets, byId);
    }
    const found = byId.get(instanceId);
    if (!found)
        throw new Error(`${instanceId} is not among the targets`);
    return found;
}
/** Made once for each list of targets: with thousands of them, each looked for in turn would take the square of that. */
const indexes = new WeakMap();
//# sourceMappingURL=plan.js.map

/***/ }),

/***/ 2416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P$: () => (/* binding */ fileSystemName),
/* harmony export */   Pf: () => (/* binding */ instanceArn),
/* harmony export */   ce: () => (/* binding */ regionNamed),
/* harmony export */   tZ: () => (/* binding */ zonePattern),
/* harmony export */   xY: () => (/* binding */ regionPattern)
/* harmony export */ });
/** What follows from the name of a region: its partition, and the suffix of AWS's names in it; and where in AWS an instance is. One form, for every entry point and host. */
/** It becomes part of host names and of ARNs. `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`. */
const regionPattern = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}$/;
/** As AWS's own SDKs have them; a region of none of these is of the first, `aws`. */
const others = [
    { begins: 'cn-', partition: 'aws-cn', dnsSuffix: 'amazonaws.com.cn' },
    { begins: 'us-gov-', partition: 'aws-us-gov', dnsSuffix: 'amazonaws.com' },
    { begins: 'eusc-', partition: 'aws-eusc', dnsSuffix: 'amazonaws.eu' },
    { begins: 'us-iso-', partition: 'aws-iso', dnsSuffix: 'c2s.ic.gov' },
    { begins: 'us-isob-', partition: 'aws-iso-b', dnsSuffix: 'sc2s.sgov.gov' },
    { begins: 'eu-isoe-', partition: 'aws-iso-e', dnsSuffix: 'cloud.adc-e.uk' },
    { begins: 'us-isof-', partition: 'aws-iso-f', dnsSuffix: 'csp.hci.ic.gov' },
];
/** `region`: as `regionPattern` has it, or `*` for any. */
function regionNamed(region) {
    const { partition, dnsSuffix } = others.find((o) => region.startsWith(o.begins)) ?? { partition: 'aws', dnsSuffix: 'amazonaws.com' };
    return { region, partition, dnsSuffix };
}
/**
 * The address of an instance in AWS: its ARN. One that SSM manages by activation (`mi-…`) is SSM's own
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html, "managed-instance").
 */
function instanceArn(instanceId, region, account) {
    const kind = instanceId.startsWith('mi-') ? 'managed-instance' : 'instance';
    const service = kind === 'instance' ? 'ec2' : 'ssm';
    return `arn:${regionNamed(region).partition}:${service}:${region}:${account}:${kind}/${instanceId}`;
}
/** The name that the EFS client mounts by: it leads to the target in the asker's own zone, or, with a zone, to that one's. */
const fileSystemName = (fileSystemId, region, zone) => `${zone === undefined ? '' : `${zone}.`}${fileSystemId}.efs.${region}.${regionNamed(region).dnsSuffix}`;
const zonePattern = new RegExp(`${regionPattern.source.slice(0, -1)}[a-z]$`);
//# sourceMappingURL=region.js.map

/***/ }),

/***/ 7224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Wu: () => (/* binding */ selectorsFor),
/* harmony export */   cS: () => (/* binding */ mountsOf),
/* harmony export */   oP: () => (/* binding */ inParts),
/* harmony export */   u_: () => (/* binding */ repairsOf)
/* harmony export */ });
/* harmony import */ var _batches_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4890);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8499);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1946);
/* harmony import */ var _options_spec_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(168);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8707);
/** The mounts that would fix what a check found, offered and not done. Pure. */





/** A line of a comment has room for this many ids, whatever else it contains. */
const maxInstances = 50;
/** Empty where a mount would repair nothing, or may not touch what differs. */
function repairsOf({ volume, places }) {
    return places.flatMap(({ report, plan }) => {
        const differing = new Set(plan.differences.filter(_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .isRepairable */ .gT).map((d) => d.instanceId));
        const ids = plan.jobs.flatMap((j) => j.instanceIds).filter((id) => differing.has(id));
        return mountsOf((0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVolumeRef */ .T4)(volume), report.operation, ids);
    });
}
/** The mounts of those instances, as each of them is expected to be. */
function mountsOf(volume, operation, ids) {
    const place = placeOf(volume, operation);
    return [...Map.groupBy(ids, (id) => JSON.stringify((0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .targetOf */ .$)(operation, id).spec)).values()].flatMap((those) => inParts(those).map((part) => ({
        verb: 'mount',
        volume,
        selectors: selectorsFor(operation, part),
        options: { ...optionsFrom(optionsOfPart(operation, part), (0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .targetOf */ .$)(operation, those[0]).spec), ...place },
    })));
}
/** By the name that people know an instance by, where it is one that a command can say and no other of them has it; else by id. */
function selectorsFor({ targets }, ids) {
    const called = Map.groupBy(targets, (t) => t.name);
    const byId = new Map(targets.map((t) => [t.instanceId, t.name]));
    return ids.map((id) => {
        const name = byId.get(id) ?? id;
        const tells = _names_js__WEBPACK_IMPORTED_MODULE_1__/* .patterns */ .qp.instanceName.test(name) && !_names_js__WEBPACK_IMPORTED_MODULE_1__/* .patterns */ .qp.instanceId.test(name) && called.get(name)?.length === 1;
        return tells ? { kind: 'name', name } : { kind: 'id', id };
    });
}
/** The mount point, where it is not the one that a command without it means. */
const placeOf = (volume, { mountPoint }) => mountPoint === (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .defaultMountPoint */ .Vb)((0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .formatVolumeRef */ .J0)(volume)) ? {} : { mountPoint };
/** As many ids as one line has room for. */
const inParts = (ids) => Array.from({ length: Math.ceil(ids.length / maxInstances) }, (_, i) => ids.slice(i * maxInstances, (i + 1) * maxInstances));
/** As many instances as were one batch of all need no batches. */
function optionsOfPart({ options, targets }, part) {
    const { batch, maxErrors: _, ...others } = options;
    return batch && part.length > ((0,_batches_js__WEBPACK_IMPORTED_MODULE_4__/* .batchesOf */ .cS)(targets, batch)[0]?.length ?? 0) ? options : others;
}
/** The options of a mount that makes what is expected there. */
const optionsFrom = ({ asSaid: _, ...options }, spec) => ({ ...options, ...(0,_options_spec_js__WEBPACK_IMPORTED_MODULE_2__/* .optionsFor */ .A5)(spec) });
//# sourceMappingURL=repairs.js.map

/***/ }),

/***/ 8827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ defaultMountOptions),
/* harmony export */   m: () => (/* binding */ defaultCreateOptions)
/* harmony export */ });
const defaultMountOptions = {
    people: [],
    client: { kind: 'auto' },
    adopt: false,
    sharingTest: true,
};
const defaultCreateOptions = {
    performanceMode: 'generalPurpose',
    throughputMode: 'elastic',
    backups: false,
    tags: {},
    subnetIds: [],
    securityGroupIds: [],
};
//# sourceMappingURL=request.js.map

/***/ }),

/***/ 4211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I$: () => (/* binding */ meantElsewhere),
/* harmony export */   fC: () => (/* binding */ mountRows),
/* harmony export */   zM: () => (/* binding */ unmountedRows)
/* harmony export */ });
/* harmony import */ var _boot_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3316);
/* harmony import */ var _mount_spec_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4627);
/* harmony import */ var _mounted_anywhere_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4474);
/* harmony import */ var _topmost_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7410);
/* harmony import */ var _row_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4314);
/** The mount itself: the right file system, encrypted, answering, writable. */





function mountRows(desired, facts) {
    const place = desired.mountPoint;
    const expected = whatIsMounted(desired);
    if (!facts)
        return [
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', place, expected),
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · transport`, transport(desired)),
            ...(desired.spec.iam ? [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · identity`, theRole)] : []),
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · access`, access(desired)),
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · set-id files and devices`, inert(desired)),
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · inside`, 'nothing else mounted'),
        ];
    const top = (0,_topmost_js__WEBPACK_IMPORTED_MODULE_2__/* .topmostAt */ .a)(facts, place);
    if (!top) {
        const elsewhere = meantElsewhere(desired, facts);
        return [
            elsewhere.length > 0
                ? (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', place, expected, `nothing mounted; it is at ${elsewhere.join(', ')}`, false, 'mounted-elsewhere')
                : (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', place, expected, `nothing mounted${whyDown(facts.boot)}`, false, 'not-mounted'),
            ...zoneRows(desired, facts),
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · transport`, transport(desired), 'nothing mounted'),
            ...(desired.spec.iam ? [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · identity`, theRole, 'nothing mounted')] : []),
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · access`, access(desired), 'nothing mounted'),
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · set-id files and devices`, inert(desired), 'nothing mounted'),
            (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', `${place} · inside`, 'nothing else mounted', 'nothing mounted'),
        ];
    }
    const others = (facts.elsewhere ?? []).filter((m) => m.fileSystemId === desired.fileSystemId && (0,_mount_spec_js__WEBPACK_IMPORTED_MODULE_0__/* .missingGuards */ .Nu)(desired.spec, m.options).length > 0);
    return [
        fileSystemRow(desired, top),
        transportRow(desired, top),
        ...identityRows(desired, top),
        accessRow(desired, top, facts),
        inertRow(desired, top),
        ...others.map((m) => inertRow(desired, m)),
        ...(facts.held ?? []).filter((h) => !h.inert).map((h) => inertRow(desired, { place: (0,_mounted_anywhere_js__WEBPACK_IMPORTED_MODULE_3__/* .heldInWords */ .wQ)(h), options: '' })),
        insideRow(place, top, facts),
        ...openRows(place, facts),
        ...zoneRows(desired, facts),
        ...heldRows(desired, facts),
        ...belowRows(place, facts),
        ...unsearchedRows(`${place} · elsewhere`, facts),
    ];
}
/** Where the volume is mounted instead, if nothing of Prism's on that instance says that it belongs at the mount point. */
function meantElsewhere({ mountPoint, fileSystemId }, facts) {
    if ((0,_topmost_js__WEBPACK_IMPORTED_MODULE_2__/* .topmostAt */ .a)(facts, mountPoint) || facts.fstab.some((l) => l.ours && l.place === mountPoint))
        return [];
    const isHere = facts.remembered?.some((r) => r.place === undefined || r.place === mountPoint);
    return isHere ? [] : otherPlaces(facts, fileSystemId);
}
const otherPlaces = ({ elsewhere = [] }, fileSystemId) => elsewhere.filter((m) => m.fileSystemId === fileSystemId && m.carrier === undefined).map((m) => m.place);
/**
 * After an unmount: nothing of ours is mounted there, and no fstab line of ours mounts it again. `isPlaceSaid`: it was to go from this mount point alone;
 * otherwise from the instance, so where else it is, it still has to go from.
 */
function unmountedRows(desired, facts, isPlaceSaid) {
    const place = desired.mountPoint;
    if (!facts)
        return [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', place, 'not mounted'), (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('persistence', '/etc/fstab', 'no line by Prism')];
    const top = (0,_topmost_js__WEBPACK_IMPORTED_MODULE_2__/* .topmostAt */ .a)(facts, place);
    const lines = facts.fstab.filter((line) => line.place === place && line.ours);
    const foreign = facts.fstab.filter((line) => line.place === place && !line.ours);
    return [
        top
            ? (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', place, 'not mounted', describe(top), false, 'unmount-failed')
            : (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', place, 'not mounted', 'not mounted', true, 'unmount-failed'),
        (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('persistence', '/etc/fstab', 'no line by Prism', lines.length === 0 ? 'none' : `line ${lines.map((l) => l.line).join(', ')}`, lines.length === 0, 'unmount-failed'),
        ...otherPlacesRows(desired, facts, isPlaceSaid),
        ...(facts.held ?? [])
            .filter((h) => h.known)
            .map((h) => (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', 'elsewhere on the instance', 'not mounted', (0,_mounted_anywhere_js__WEBPACK_IMPORTED_MODULE_3__/* .heldInWords */ .wQ)(h), false, 'still-held')),
        ...unsearchedRows('elsewhere on the instance', facts),
        ...foreign.map((l) => (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .noteRow */ .bu)('persistence', '/etc/fstab', 'left alone', `line ${l.line} was not written by Prism`, 'fstab-taken')),
    ];
}
function otherPlacesRows({ mountPoint, fileSystemId }, facts, isPlaceSaid) {
    const lines = facts.fstab.filter((l) => l.ours && l.volume && l.place !== mountPoint).map((l) => l.place);
    const held = (facts.held ?? []).filter((h) => h.known).map((h) => h.place);
    const places = [...new Set([...otherPlaces(facts, fileSystemId), ...lines])].filter((place) => !held.includes(place));
    if (places.length === 0)
        return [];
    const subject = 'other mount points';
    return isPlaceSaid
        ? [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .noteRow */ .bu)('mount', subject, 'left alone', places.join(', '))]
        : [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, 'not mounted', places.join(', '), false, 'mounted-elsewhere')];
}
const whatIsMounted = (desired) => `${desired.fileSystemId} mounted${desired.accessPoint === undefined ? '' : ` through ${desired.accessPoint}`}`;
const access = (desired) => (desired.readOnly ? 'answers, read-only, as asked' : 'answers, read-write');
const theRole = 'an IAM identity, over TLS';
const transport = (desired) => (desired.encrypted ? 'TLS' : 'plain NFS, as allowed');
function fileSystemRow(desired, top) {
    const expected = whatIsMounted(desired);
    // a tmpfs, a disk, a bind of a local directory: whatever it is, no server is behind it
    if (top.fileSystemId === undefined && !top.source.includes(':'))
        return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', desired.mountPoint, expected, describe(top), false, 'mount-wrong');
    if (top.fileSystemId === undefined)
        return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', desired.mountPoint, expected, `${describe(top)}, file system not identified`, 'mount-unidentified');
    if (!top.reached)
        return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', desired.mountPoint, expected, `${describe(top)}, but its path leads elsewhere`, false, 'mount-hidden');
    const part = /:(\/.+)$/.exec(top.source)?.[1];
    if (part !== undefined)
        return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', desired.mountPoint, expected, `only ${part} of ${top.fileSystemId}`, false, 'mount-wrong');
    return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', desired.mountPoint, expected, `${top.fileSystemId} (${top.type} ${top.source})${top.accessPoint === undefined ? '' : ` through ${top.accessPoint}`}`, top.fileSystemId === desired.fileSystemId && top.accessPoint === desired.accessPoint, 'mount-wrong');
}
function transportRow(desired, top) {
    const subject = `${desired.mountPoint} · transport`;
    if (top.encrypted === 'unknown')
        return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', subject, transport(desired), 'could not be determined', 'mount-unidentified');
    if (top.encrypted === 'yes')
        return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, transport(desired), 'TLS', true, 'not-encrypted');
    return desired.encrypted
        ? (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, 'TLS', 'not encrypted', false, 'not-encrypted')
        : (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .noteRow */ .bu)('mount', subject, transport(desired), 'not encrypted', 'not-encrypted');
}
/** Only where one is asked for or shown: most mounts need none. */
function identityRows({ mountPoint, spec }, top) {
    const subject = `${mountPoint} · identity`;
    if (spec.iam)
        return [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, theRole, top.iam ? theRole : 'none is shown', top.iam === true, 'identity-differs')];
    return top.iam ? [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .noteRow */ .bu)('mount', subject, 'none asked for', theRole)] : [];
}
/** Of a One Zone volume, for whoever pays. */
function zoneRows({ mountPoint, oneZone }, { zone }) {
    const own = zone?.availabilityZone;
    if (oneZone === undefined || own === undefined || own === oneZone)
        return [];
    return [
        (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .noteRow */ .bu)('mount', `${mountPoint} · zone`, `in ${oneZone}, where the volume is`, `in ${own}: all data crosses zones`, 'crosses-zones'),
    ];
}
function accessRow(desired, top, facts) {
    const subject = `${desired.mountPoint} · access`;
    const expected = access(desired);
    if (top.answers === 'stale')
        return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, expected, 'stale file handle: the server no longer has it', false, 'stale-handle');
    if (top.answers !== 'yes')
        return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, expected, top.answers === 'timeout' ? 'no answer within the time limit' : 'does not answer', false, 'mount-hung');
    // the mount's own options are not enough: a server can refuse to write
    if (!desired.readOnly && facts.behaviours.some((b) => b.outcome === 'refused' && b.detail === 'read-only'))
        return desired.replica
            ? (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, expected, 'answers, takes no writes: the volume is a replica', false, 'volume-is-replica')
            : (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, expected, 'answers, takes no writes', false, 'read-only');
    const observed = top.readOnly ? 'answers, read-only' : 'answers, read-write';
    return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', subject, expected, observed, top.readOnly === desired.readOnly, desired.readOnly ? 'not-read-only' : 'read-only');
}
const inert = ({ spec }) => (0,_mount_spec_js__WEBPACK_IMPORTED_MODULE_0__/* .guardsOf */ .g0)(spec).join(', ');
/** Root of one instance could leave a program there that makes anybody of another root. */
function inertRow(desired, m) {
    const missing = (0,_mount_spec_js__WEBPACK_IMPORTED_MODULE_0__/* .missingGuards */ .Nu)(desired.spec, m.options);
    const stays = desired.spec.suid && m.options.split(',').includes('nosuid');
    const observed = missing.length > 0 ? `without ${missing.join(', ')}` : stays ? 'nosuid, nodev' : inert(desired);
    return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', `${m.place} · set-id files and devices`, inert(desired), observed, missing.length === 0, 'not-nosuid');
}
/** What is written under such a mount stays on the instance, whatever the rest of the volume does. */
function insideRow(place, top, facts) {
    const named = facts.inside.map((m) => `${m.source} (${m.type}) at ${m.place}`).join(', ');
    const observed = top.inside === 0 ? 'nothing else mounted' : `${top.inside} mounted: ${named}`;
    return (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', `${place} · inside`, 'nothing else mounted', observed, top.inside === 0, 'mount-inside');
}
/** Only where it is so: what mounts it again, at each boot, follows whatever link stands there then. */
const openRows = (place, { mountPoint }) => mountPoint.open
    ? [
        (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', `${place} · folders above`, 'root’s alone to change', 'others than root can change one of them', false, 'mount-point-open'),
    ]
    : [];
function heldRows({ mountPoint, fileSystemId }, { held = [], elsewhere = [], heldMore }) {
    const places = [
        ...elsewhere.filter((m) => m.fileSystemId === fileSystemId).flatMap(bindInWords),
        ...held.filter((h) => h.known).map(_mounted_anywhere_js__WEBPACK_IMPORTED_MODULE_3__/* .heldInWords */ .wQ),
    ];
    const more = heldMore === undefined ? [] : [`${heldMore} more`];
    return places.length === 0 ? [] : [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .noteRow */ .bu)('mount', `${mountPoint} · elsewhere`, 'may be', [...places, ...more].join(', '))];
}
/** What is mounted there once more, but what has a tunnel of its own. Of plain NFS the kernel shows a bind mount as it shows a second mount. */
const bindInWords = ({ place, source, carrier, encrypted }) => {
    if (carrier !== undefined || !/:\/?$/.test(source))
        return [place];
    return encrypted === 'no' ? [`${place} (a bind mount or a second mount)`] : [];
};
/** Those who came before the mount, as a container does that was started with the empty directory. */
const belowRows = (place, { below = [] }) => below.map((b) => (0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .seenRow */ .qJ)('mount', `${place} · below`, 'seen by no process', (0,_mounted_anywhere_js__WEBPACK_IMPORTED_MODULE_3__/* .heldInWords */ .wQ)({ ...b, known: true, inert: true }), false, 'seen-below'));
/** Who holds the volume in a namespace that nobody looked into, or writes below it there, is not known. */
function unsearchedRows(subject, facts) {
    const why = (0,_mounted_anywhere_js__WEBPACK_IMPORTED_MODULE_3__/* .unsearched */ .DY)(facts);
    return why === undefined ? [] : [(0,_row_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownRow */ .ro)('mount', subject, 'every mount namespace looked into', why, 'held-unknown')];
}
function whyDown(boot) {
    const words = boot && (0,_boot_js__WEBPACK_IMPORTED_MODULE_4__/* .downInWords */ .$Q)(boot);
    return words === undefined ? '' : `; ${words}`;
}
const describe = (m) => `${m.fileSystemId ?? m.source} (${m.type})`;
//# sourceMappingURL=mount.js.map

/***/ }),

/***/ 1714:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N5: () => (/* binding */ claimsPrivate),
/* harmony export */   uG: () => (/* binding */ openSpaceRows),
/* harmony export */   wd: () => (/* binding */ openTo)
/* harmony export */ });
/* harmony import */ var _row_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4314);

/** Whether a report calls this volume's spaces private: it was requested, or each one that was seen is closed. */
function claimsPrivate(operation, { spaces }) {
    const seen = spaces.filter((s) => s.owner !== undefined);
    const closed = seen.length > 0 && seen.every((s) => s.owner?.mode === '0700');
    return closed || operation.targets.some((t) => t.spec.privateSpaces);
}
/** Those who can read or change a space and have another name than it. */
const openTo = ({ path, access }) => access.filter((a) => `users/${a.account}` !== path && (a.read.can === 'yes' || a.change.can === 'yes'));
const isDoubtful = ({ path }, a) => `users/${a.account}` !== path && (isUntold(a.read) || isUntold(a.change));
const isUntold = ({ can, how }) => can === 'unknown' && how === 'tried';
/** Keyed by the instance of whoever can, or for whom it could not be determined. */
function openSpaceRows(operation, identity) {
    if (!claimsPrivate(operation, identity))
        return new Map();
    const rows = new Map();
    const add = (instanceId, row) => {
        const own = rows.get(instanceId);
        if (own)
            own.push(row);
        else
            rows.set(instanceId, [row]);
    };
    for (const space of identity.spaces.filter((s) => s.owner !== undefined)) {
        for (const a of openTo(space))
            add(a.instanceId, openRow(operation, space, a));
        for (const a of space.access.filter((one) => isDoubtful(space, one)))
            add(a.instanceId, doubtRow(operation, space, a));
    }
    return rows;
}
/** The same subject as in the rows of accounts that try on one host, so that it is shown once. */
const subjectOf = ({ mountPoint }, { path }, { account }) => `${account} · reading ${mountPoint}/${path}`;
const expected = 'refused';
function openRow(operation, space, a) {
    const can = [...(a.read.can === 'yes' ? ['reads'] : []), ...(a.change.can === 'yes' ? ['changes'] : [])].join(' and ');
    const why = a.uid === space.owner?.uid ? `uid ${a.uid}, the owner’s: one person to EFS` : `uid ${a.uid}, mode ${space.owner?.mode}`;
    return (0,_row_js__WEBPACK_IMPORTED_MODULE_0__/* .seenRow */ .qJ)('behaviour', subjectOf(operation, space, a), expected, `${can} (${why})`, false, 'space-open');
}
const doubtRow = (operation, space, a) => (0,_row_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownRow */ .ro)('behaviour', subjectOf(operation, space, a), expected, 'could not be determined', 'not-tried');
//# sourceMappingURL=open-spaces.js.map

/***/ }),

/***/ 4314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   bu: () => (/* binding */ noteRow),
/* harmony export */   qJ: () => (/* binding */ seenRow),
/* harmony export */   ro: () => (/* binding */ unknownRow)
/* harmony export */ });
/** A row whose fact is missing: shown, and never green. */
function unknownRow(section, subject, expected, why = 'not seen', code = 'not-looked-at') {
    return { section, subject, expected, observed: why, verdict: 'unknown', code };
}
/** A row whose fact is there. */
function seenRow(section, subject, expected, observed, holds, code) {
    const base = { section, subject, expected, observed };
    return holds ? { ...base, verdict: 'holds' } : { ...base, verdict: 'differs', code };
}
/** Worth saying, proves nothing. */
function noteRow(section, subject, expected, observed, code) {
    return { section, subject, expected, observed, verdict: 'note', ...(code ? { code } : {}) };
}
//# sourceMappingURL=row.js.map

/***/ }),

/***/ 7510:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Od: () => (/* binding */ identitiesFor),
/* harmony export */   m0: () => (/* binding */ notesBeside),
/* harmony export */   qu: () => (/* binding */ judgeSharing)
/* harmony export */ });
/* harmony import */ var _pairs_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(71);

/** Above the ranges that distributions hand out to people and below nobody (65534) and systemd's dynamic users (61184–65519 are avoided). */
const firstTemporaryUid = 60_600;
/** Every account on every instance, with stand-ins for instances that have no differing uid to test against. */
function identitiesFor(instances) {
    const access = (i) => ({
        ...(instances[i].readOnly ? { readOnly: true } : {}),
        ...(instances[i].enforced ? { enforced: true } : {}),
    });
    const real = instances.map(({ instanceId, accounts }, i) => accounts.map((a) => ({ instanceId, account: a.name, uid: a.uid, temporary: false, ...access(i) })));
    const isProven = provenAmong(real);
    const everybody = real.reduce((sum, own) => sum + own.length, 0);
    return real.flatMap((own, i) => {
        const { instanceId, enforced } = instances[i];
        // whoever comes through the access point is its user, also a stand-in; one is needed only where nobody else could read
        if (enforced ? everybody > 1 : isProven(i))
            return own;
        // many instances are told of theirs by one command, so it is the same on all: what it writes their accounts read
        const n = instances.length > fewInstances ? 0 : i;
        const uid = (enforced ? own[0]?.uid : undefined) ?? firstTemporaryUid + n;
        return [...own, { instanceId, account: `visitor-${n + 1}`, uid, temporary: true, ...access(i) }];
    });
}
/** Up to so many, each with a stand-in of its own, all pairs are tried. */
const fewInstances = 6;
/** Whether an instance has an account of another uid than each other instance: only one with nobody, or with that same uid alone, has not. A single instance is tested against itself. */
function provenAmong(real) {
    const uids = real.map((own) => new Set(own.map((a) => a.uid)));
    const alone = Map.groupBy(uids.flatMap((own) => (own.size === 1 ? [...own] : [])), (uid) => uid);
    const empty = uids.filter((own) => own.size === 0).length;
    return (i) => {
        const own = uids[i];
        if (real.length === 1)
            return own.size > 1;
        if (own.size === 0 || empty > 0)
            return false;
        return own.size > 1 || alone.get([...own][0]).length === 1;
    };
}
/**
 * Judges every ordered pair of the identities, or, by cover, its pairs; one that nobody reported is unknown. `notWritten`: why an instance
 * could not begin to write, by its id. That nobody finds its files proves nothing then.
 */
function judgeSharing(identities, facts, notWritten = new Map(), cover) {
    const reported = (0,_pairs_js__WEBPACK_IMPORTED_MODULE_0__/* .byPair */ .ae)(facts);
    const cells = [];
    const judged = (writer, reader) => cells.push(judge(writer, reader, reported(writer, reader), notWritten.get(writer.instanceId)));
    if (cover)
        for (const pair of cover.pairs)
            judged(...pair);
    else
        for (const writer of identities.filter((i) => !i.readOnly))
            for (const reader of identities)
                if (!same(writer, reader))
                    judged(writer, reader);
    const counted = cells.filter((c) => c.verdict !== 'same-identity');
    const verdict = counted.some((c) => c.verdict === 'not-shared')
        ? 'differs'
        : counted.length === 0 || counted.some((c) => c.verdict === 'unknown')
            ? 'unknown'
            : 'holds';
    return {
        verdict,
        cells,
        notes: [
            ...(cover ? [cover.next === undefined ? byCover : inRing(cover.next)] : []),
            ...notes(identities, cells),
            ...[...notWritten].map(([id, why]) => `${id}${couldNotWrite}${why}`),
        ],
    };
}
/** Of the notes, those without which the count of pairs would be misread. */
const notesBeside = ({ notes }) => notes.filter((n) => n.startsWith(covered) || n.includes(couldNotWrite));
const couldNotWrite = ' could not write: ';
const covered = 'by cover: ';
const byCover = `${covered}on every instance one identity with another uid, not all of them, read and appended to what each one wrote; the readers took turns`;
const inRing = (next) => `${covered}with so many instances, each read and appended to what was written on the ${next} that follow it in the order of their ids; the last is followed by the first`;
const same = (a, b) => a.instanceId === b.instanceId && a.account === b.account;
function judge(writer, reader, fact, notWritten) {
    const seen = fact ?? { writer, reader, read: 'missing', append: 'missing', detail: 'not reported' };
    if (reader.readOnly && seen.append === 'done')
        return { ...seen, writer, reader, verdict: 'not-shared' };
    const asOne = writer.enforced === true && reader.enforced === true;
    if (!asOne && writer.uid === reader.uid)
        return { ...seen, writer, reader, verdict: 'same-identity' };
    if (!fact || (notWritten !== undefined && fact.read === 'missing'))
        return { ...seen, writer, reader, verdict: 'unknown' };
    if ([fact.read, fact.append].some((o) => o === 'timeout' || o === 'error'))
        return { ...seen, writer, reader, verdict: 'unknown' };
    if (reader.readOnly)
        return { ...seen, writer, reader, verdict: fact.read === 'done' && fact.append === 'refused' ? 'read-only' : 'not-shared' };
    const both = fact.read === 'done' && fact.append === 'done';
    return { ...seen, writer, reader, verdict: !both ? 'not-shared' : asOne ? 'as-one' : 'shared' };
}
function notes(identities, cells) {
    const equal = cells.filter((c) => c.verdict === 'same-identity');
    const alike = [...Map.groupBy(equal, (c) => c.writer.uid)]
        .sort(([a], [b]) => a - b)
        .map(([uid, those]) => `${[...new Set(those.flatMap((c) => [c.writer.account, c.reader.account]))].sort().join(' and ')} (uid ${uid})`);
    return [
        ...(equal.length > 0 ? [`between accounts of one uid, the same identity to EFS, a test proves nothing: ${alike.join('; ')}`] : []),
        ...(cells.some((c) => c.verdict === 'as-one')
            ? [
                `everybody behind the access point is one person (uid ${identities.find((i) => i.enforced && !i.temporary)?.uid}): the test shows one shared folder, but not sharing between different people`,
            ]
            : []),
        ...(identities.some((i) => i.readOnly)
            ? ['accounts on a read-only instance wrote nothing, and tried to append to what others wrote']
            : []),
        ...(identities.some((i) => i.temporary) ? ['visitor-N is a temporary uid with gid 3000 that exists only for the test'] : []),
    ];
}
//# sourceMappingURL=sharing.js.map

/***/ }),

/***/ 7410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ topmostAt)
/* harmony export */ });
/** What a process sees at the mount point: the last mount over it. */
function topmostAt(facts, place) {
    return facts.mounts.findLast((m) => m.place === place);
}
//# sourceMappingURL=topmost.js.map

/***/ }),

/***/ 1959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kd: () => (/* binding */ isOffered),
  Vb: () => (/* binding */ nameOf),
  PF: () => (/* binding */ offeredAt),
  o6: () => (/* binding */ specOfVerb),
  Th: () => (/* binding */ stepNameOf),
  aG: () => (/* binding */ wordsAfter)
});

// UNUSED EXPORTS: usageOf, verbNames

// EXTERNAL MODULE: ./build/src/domain/access-points.js
var access_points = __nccwpck_require__(24);
// EXTERNAL MODULE: ./build/src/domain/names.js
var names = __nccwpck_require__(1946);
;// CONCATENATED MODULE: ./build/src/domain/verb-table.js
const volume = { word: 'VOLUME', doc: 'the volume’s name, or its fs- id' };
const instances = { word: 'INSTANCE', doc: 'a Name tag, an i- or mi- id, or tag:Key=Value', many: true };
const person = { word: 'NAME', doc: 'a person of the registry, also one who left' };
const withAll = (word) => ({ ...word, doc: `${word.doc}; may be left out with --all`, optional: true });
const everywhere = ['comment', 'action', 'terminal', 'api'];
const direct = ['terminal', 'api'];
const verbs = {
    create: {
        terminal: ['volume', 'create'],
        words: [{ word: 'NAME', doc: 'the volume’s name: 1–64 letters, digits, dots, dashes, underscores' }],
        doc: 'create an encrypted EFS file system with mount targets; run again, it continues where it stopped',
        examples: {
            terminal: ['prism volume create research-data', 'prism volume create research-data --backups --infrequent-access-after 30'],
            comment: ['/prism volume create research-data --backups', '/prism create research-data'],
        },
        offered: ['comment', ...direct],
        changes: 'aws',
        answers: ['created'],
        dryRun: true,
    },
    volumes: {
        terminal: ['volume', 'list'],
        name: 'volumes',
        words: [],
        doc: 'list the volumes of the region',
        examples: { terminal: ['prism volume list'], comment: ['/prism volumes'] },
        offered: ['comment', ...direct],
        changes: 'nothing',
        answers: ['volumes'],
    },
    mount: {
        terminal: ['volume', 'mount'],
        words: [volume, instances],
        doc: 'mount the volume on the instances, set up the shared group and directories, and prove the sharing',
        examples: {
            comment: [
                '/prism mount research-data ubuntu-instance rocky-instance',
                '/prism mount research-data tag:Team=genomics --users ada,grace',
                '/prism mount fs-0123456789abcdef0 i-0123456789abcdef0 --mount-point /srv/data --private',
            ],
            terminal: [
                'prism volume mount research-data ubuntu-instance',
                'prism volume mount research-data rocky-instance',
                'prism volume mount research-data tag:Team=genomics --users ada,grace --dry-run',
            ],
        },
        offered: everywhere,
        changes: 'instances',
        answers: ['report', 'plan'],
        dryRun: true,
    },
    adopt: {
        terminal: ['volume', 'adopt'],
        words: [volume, instances],
        doc: 'take over a volume that is mounted by hand: shows a plan, and changes nothing until you give the plan’s digest',
        examples: {
            comment: [
                '/prism adopt research-data ubuntu-instance --mount-point /data',
                '/prism adopt research-data ubuntu-instance --mount-point /data --plan 0123456789abcdef',
            ],
            terminal: [
                'prism volume adopt research-data ubuntu-instance --mount-point /data',
                'prism volume adopt research-data ubuntu-instance --mount-point /data --plan 0123456789abcdef',
            ],
        },
        offered: everywhere,
        changes: 'instances',
        answers: ['plan', 'report'],
        dryRun: true,
    },
    verify: {
        terminal: ['volume', 'verify'],
        words: [withAll(volume), withAll(instances)],
        doc: 'check the instances, change nothing, and report path by path and user by user what holds',
        examples: {
            comment: ['/prism verify research-data ubuntu-instance rocky-instance', '/prism verify research-data --all'],
            terminal: [
                'prism volume verify research-data ubuntu-instance rocky-instance --json',
                'prism volume verify research-data --all',
                'prism volume verify --all',
            ],
        },
        offered: everywhere,
        changes: 'tries',
        answers: ['report'],
    },
    'verify-all': {
        terminal: ['volume', 'verify'],
        flagOf: { verb: 'verify', flag: 'all' },
        words: [withAll(volume), withAll(instances)],
        doc: 'verify every instance where the volume is mounted now; without a volume, every volume',
        examples: { terminal: ['prism verify --all'] },
        offered: [...everywhere, 'schedule'],
        changes: 'tries',
        answers: ['checks'],
    },
    doctor: {
        terminal: ['volume', 'doctor'],
        words: [volume, instances],
        doc: 'check everything from AWS to the mount point, and name one cause with its fix; changes nothing',
        examples: {
            comment: ['/prism doctor research-data rocky-instance'],
            terminal: ['prism doctor research-data rocky-instance', 'prism doctor research-data tag:Team=genomics --json'],
        },
        offered: everywhere,
        changes: 'nothing',
        answers: ['doctor'],
    },
    unmount: {
        terminal: ['volume', 'unmount'],
        words: [volume, instances],
        doc: 'unmount the volume and remove its fstab line; data stays',
        examples: { comment: ['/prism unmount research-data rocky-instance'], terminal: ['prism volume unmount research-data rocky-instance'] },
        offered: everywhere,
        changes: 'instances',
        answers: ['report', 'plan'],
        dryRun: true,
    },
    status: {
        terminal: ['volume', 'info'],
        name: 'status',
        words: [volume],
        doc: 'show a volume: state, size, settings, targets, and where it is mounted now',
        examples: { terminal: ['prism volume info research-data'], comment: ['/prism status research-data'] },
        offered: ['comment', ...direct],
        changes: 'nothing',
        answers: ['status'],
    },
    update: {
        terminal: ['volume', 'update'],
        words: [volume],
        doc: 'change throughput, life cycle and backups of a volume: only what differs, each shown as before → after',
        examples: {
            terminal: [
                'prism volume update research-data --throughput-mode provisioned --provisioned-throughput 64 --dry-run',
                'prism volume update research-data --infrequent-access-after 30 --archive-after 365 --back-on-access',
            ],
            comment: ['/prism volume update research-data --infrequent-access-after 30 --backups', '/prism update research-data --backups'],
        },
        offered: ['comment', ...direct],
        changes: 'aws',
        answers: ['updated'],
        dryRun: true,
    },
    delete: {
        terminal: ['volume', 'delete'],
        words: [volume],
        doc: 'delete a volume and everything in it; refused while it is, or may be, mounted',
        examples: { terminal: ['prism volume delete research-data', 'prism volume delete research-data --yes'] },
        offered: direct,
        changes: 'aws',
        answers: ['deleted'],
        dryRun: true,
        yes: true,
    },
    lock: {
        terminal: ['volume', 'lock'],
        words: [volume],
        doc: 'lock a volume: nothing that changes it begins until it is unlocked; looks, and what was begun before, go on',
        examples: {
            comment: ['/prism lock research-data --reason "moving to another region"', '/prism lock research-data --until 8h'],
            terminal: ['prism volume lock research-data --reason "moving to another region" --until 2027-06-30'],
        },
        offered: ['comment', ...direct],
        changes: 'locks',
        answers: ['locks'],
    },
    unlock: {
        terminal: ['volume', 'unlock'],
        words: [volume],
        doc: 'remove the lock of a volume: your own, or any if the policy gives you unlock or you are an administrator',
        examples: { comment: ['/prism unlock research-data'], terminal: ['prism volume unlock research-data'] },
        offered: ['comment', ...direct],
        changes: 'locks',
        answers: ['locks'],
    },
    locks: {
        terminal: ['volume', 'locks'],
        words: [],
        doc: 'list the locks: who set each, why, since when, until when, and who may remove it',
        examples: { comment: ['/prism locks'], terminal: ['prism volume locks'] },
        offered: ['comment', ...direct],
        changes: 'nothing',
        answers: ['locks'],
    },
    'create-access-point': {
        terminal: ['access-point', 'create'],
        words: [volume, { word: 'NAME', doc: 'the access point’s name, as a volume’s' }],
        doc: 'create an access point: a folder of the volume that clients mount as their root',
        examples: { terminal: ['prism access-point create research-data genomics --path /projects/genomics'] },
        offered: direct,
        changes: 'aws',
        answers: ['access-point'],
        dryRun: true,
    },
    'access-points': {
        terminal: ['access-point', 'list'],
        words: [volume],
        doc: 'list the access points of a volume',
        examples: { terminal: ['prism access-point list research-data'] },
        offered: direct,
        changes: 'nothing',
        answers: ['access-points'],
    },
    'delete-access-point': {
        terminal: ['access-point', 'delete'],
        words: [volume, { word: 'POINT', doc: 'the access point’s name, or its fsap- id' }],
        doc: 'delete an access point; refused while a client mounts, or may mount, through it; its folder stays',
        examples: { terminal: ['prism access-point delete research-data genomics'] },
        offered: direct,
        changes: 'aws',
        answers: ['access-point'],
        dryRun: true,
    },
    instances: {
        terminal: ['instance', 'list'],
        name: 'instances',
        words: [{ ...instances, doc: 'only these', optional: true }],
        doc: 'list the instances that SSM manages in the region',
        examples: {
            terminal: ['prism instance list', 'prism instance list tag:Team=genomics'],
            comment: ['/prism instances', '/prism instances tag:Team=genomics'],
        },
        offered: ['comment', ...direct, 'schedule'],
        changes: 'nothing',
        answers: ['instances'],
    },
    'sync-people': {
        terminal: ['user', 'sync'],
        words: [{ ...instances, doc: `${instances.doc}; may be left out with --person`, optional: true }],
        doc: 'make the registry’s accounts on the instances, close those of whoever left, and prove each account',
        examples: {
            terminal: [
                'prism user sync calc-1 calc-2 --dry-run',
                'prism user sync tag:Team=genomics --registry people.yml',
                'prism user sync calc-1 --confirm-removals',
                'prism user sync --person ada',
            ],
            comment: ['/prism user sync calc-1 calc-2', '/prism user sync tag:Team=genomics --confirm-removals'],
        },
        step: 'sync',
        offered: ['comment', 'action', 'terminal', 'api'],
        changes: 'instances',
        answers: ['people'],
        dryRun: true,
    },
    migrate: {
        terminal: ['volume', 'migrate'],
        words: [volume, instances],
        doc: 'give the old data of a number, below one folder of the volume, to a person: counts it and shows a plan, and changes nothing until you give the plan’s digest',
        examples: {
            terminal: [
                'prism volume migrate research-data calc-1 --from uid:1000 --under users/ubuntu --to ada',
                'prism volume migrate research-data calc-1 --from uid:1000 --under users/ubuntu --to ada --plan 0123456789abcdef',
                'prism volume migrate research-data calc-1 --undo 0123456789abcdef',
            ],
            comment: [
                '/prism migrate research-data calc-1 --from uid:1000 --under users/ubuntu --to ada',
                '/prism migrate research-data calc-1 --undo 0123456789abcdef',
            ],
        },
        offered: ['comment', ...direct],
        changes: 'instances',
        answers: ['migration'],
        dryRun: true,
    },
    deprovision: {
        terminal: ['user', 'deprovision'],
        words: [person],
        doc: 'end a person on all their instances: retire the number, close the account, end what runs, and look again; what is off stays owed',
        examples: {
            terminal: ['prism user deprovision grace --dry-run', 'prism user deprovision grace', 'prism user deprovision grace --yes'],
            comment: ['/prism user deprovision grace'],
        },
        offered: ['comment', ...direct],
        changes: 'instances',
        answers: ['people'],
        dryRun: true,
        yes: true,
    },
    'person-status': {
        terminal: ['user', 'status'],
        words: [person],
        doc: 'look at a person on all their instances: what holds there now, and where it is owed that they are gone',
        examples: { terminal: ['prism user status ada', 'prism user status grace --json'] },
        offered: ['terminal'],
        changes: 'tries',
        answers: ['people'],
    },
};
//# sourceMappingURL=verb-table.js.map
;// CONCATENATED MODULE: ./build/src/domain/verbs.js
/** What is asked about verbs: all of it is in their declarations. */



const specOfVerb = (verb) => verbs[verb];
/** In the table's order. */
const verbNames = Object.keys(verbs);
const isOffered = (verb, place) => specOfVerb(verb).offered.includes(place);
/** Those that are said by words of their own there. */
function offeredAt(place) {
    return verbNames.filter((v) => isOffered(v, place) && !specOfVerb(v).flagOf);
}
/** As comments and headlines say it: `mount`, `access-point list`. */
function nameOf(verb) {
    const { terminal, name } = specOfVerb(verb);
    const [group, after] = terminal;
    return name ?? (group === 'volume' ? after : `${group} ${after}`);
}
/** As a workflow step says it. */
const stepNameOf = (verb) => specOfVerb(verb).step ?? verb;
/** What stands after the verb before any option: the volume, a name, the instances. */
function wordsAfter(request) {
    const flag = specOfVerb(request.verb).flagOf?.flag;
    return [
        ...('volume' in request && request.volume ? [(0,names/* formatVolumeRef */.J0)(request.volume)] : []),
        ...('name' in request ? [request.name] : []),
        ...('wanted' in request ? [request.wanted.name] : []),
        ...('point' in request ? [(0,access_points/* formatAccessPointRef */.zy)(request.point)] : []),
        ...('selectors' in request ? request.selectors.map(names/* formatSelector */.VH) : []),
        ...(flag === undefined ? [] : [`--${flag}`]),
    ];
}
/** `VOLUME INSTANCE…` */
const usageOf = (verb) => specOfVerb(verb)
    .words.map(({ word, many, optional }) => {
    const one = `${word}${many ? '…' : ''}`;
    return optional ? `[${one}]` : one;
})
    .join(' ');
//# sourceMappingURL=verbs.js.map

/***/ }),

/***/ 2087:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GO: () => (/* binding */ leavesInDoubt),
/* harmony export */   O1: () => (/* binding */ verdictOfAll),
/* harmony export */   mF: () => (/* binding */ expectedVerdict),
/* harmony export */   sU: () => (/* binding */ findingsOfCheck),
/* harmony export */   xm: () => (/* binding */ wholeVerdict)
/* harmony export */ });
/* harmony import */ var _catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/** What `verify --all` finds for one volume: where it is mounted, its state there, and what could not be asked. */

/** Codes that say no more than that the instance could not be asked: what is there is not known. */
const notAsked = ['instance-offline', 'instance-stopped', 'instance-unmanaged'];
/** Whether a finding leaves in doubt what is there, rather than saying that something is wrong. */
function leavesInDoubt({ code }) {
    const kind = (0,_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(code);
    return kind === 'doubt' || kind === 'aws' || notAsked.includes(code);
}
/** Of what is expected: differs beats unknown beats holds. Instances that nobody expects to have the volume do not count. */
function expectedVerdict({ places, findings }) {
    const verdicts = places.map((p) => p.report.verdict);
    if (verdicts.includes('differs') || findings.some((f) => !leavesInDoubt(f)))
        return 'differs';
    if (verdicts.includes('unknown') || findings.length > 0)
        return 'unknown';
    return verdicts.length === 0 ? 'unused' : 'holds';
}
/** Of everything: where an instance could not be asked, nobody knows whether the volume is mounted there. */
function wholeVerdict(check) {
    const verdict = expectedVerdict(check);
    return verdict === 'differs' || check.unasked.length === 0 ? verdict : 'unknown';
}
/** Of several volumes together; a volume that is mounted nowhere is neither a fault nor a proof. */
function verdictOfAll(checks) {
    const verdicts = checks.map(wholeVerdict);
    if (verdicts.includes('differs'))
        return 'differs';
    return verdicts.includes('unknown') ? 'unknown' : 'holds';
}
/** Everything wrong or in doubt, for entry points that list findings. */
function findingsOfCheck(check) {
    return [...check.findings, ...check.places.flatMap(({ report }) => [...report.findings, ...report.instances.flatMap((i) => i.findings)])];
}
//# sourceMappingURL=volume-check.js.map

/***/ }),

/***/ 643:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ runCancelStep)
/* harmony export */ });
/* harmony import */ var _commands_in_flight_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4573);

async function runCancelStep({ runner, loadPrism }) {
    const commands = strings(runner.saved(_commands_in_flight_js__WEBPACK_IMPORTED_MODULE_0__/* .state */ .w.commands)).filter((id) => /^[0-9a-f-]{36}$/.test(id));
    for (const comment of strings(runner.saved(_commands_in_flight_js__WEBPACK_IMPORTED_MODULE_0__/* .state */ .w.sending)))
        runner.annotate('warning', 'Prism: a command may be running', `It was being sent to SSM when the job was cancelled; its id is unknown. Check Run Command’s history for the comment ${JSON.stringify(comment)}.`);
    if (commands.length === 0) {
        runner.log('prism: no SSM command was running');
        return 0;
    }
    const told = await cancelAll(commands, runner.input('region'), loadPrism);
    const left = told.filter((c) => c.refused !== undefined);
    const cancelled = told.filter((c) => c.refused === undefined).map((c) => c.commandId);
    if (left.length > 0)
        runner.annotate('error', 'Prism: not cancelled', `These SSM commands could not be cancelled and may still run: ${left.map((c) => `${c.commandId} (${c.refused})`).join(', ')}.`);
    if (cancelled.length > 0)
        runner.annotate('warning', 'Prism: cancelled', `Cancelled ${cancelled.length} SSM command${cancelled.length === 1 ? '' : 's'}: ${cancelled.join(', ')}. A script can have been cut off at any line: run \`verify\` to see the current state.`);
    return left.length > 0 ? 1 : 0;
}
async function cancelAll(commands, region, loadPrism) {
    try {
        const prism = await loadPrism(region ? { region } : {});
        return await prism.cancelCommands(commands);
    }
    catch (error) {
        const refused = error instanceof Error ? error.message : String(error);
        return commands.map((commandId) => ({ commandId, refused }));
    }
}
/** Our own state, though any step of the job can have written to the file: nothing but a list of strings passes. */
function strings(text) {
    try {
        const value = JSON.parse(text || '[]');
        return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [];
    }
    catch {
        return [];
    }
}
//# sourceMappingURL=cancel-step.js.map

/***/ }),

/***/ 4573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ commandsInFlight),
/* harmony export */   w: () => (/* binding */ state)
/* harmony export */ });
/** Names in the runner's state. */
const state = { main: 'main', commands: 'commands', sending: 'sending' };
function commandsInFlight(save, cancel) {
    const commands = new Map();
    /** Sent or about to be, id not known: by `key#chunk`, the comment that SSM shows. */
    const sending = new Map();
    let interrupted = false;
    const write = () => {
        save(state.commands, JSON.stringify([...commands.values()].flatMap((ids) => [...ids])));
        save(state.sending, JSON.stringify([...sending.values()]));
    };
    const onEvent = (event) => {
        switch (event.type) {
            case 'dispatching':
                sending.set(`${event.data.job.key}#${event.data.chunk}`, event.data.comment);
                return write();
            case 'dispatched': {
                const { key, chunk, commandId } = event.data;
                sending.delete(`${key}#${chunk}`);
                commands.set(key, (commands.get(key) ?? new Set()).add(commandId));
                write();
                if (interrupted)
                    cancel(commandId);
                return;
            }
            case 'returned':
                // after an interrupt "returned" can mean "given up": the post step cancels once more, which harms no command that has ended
                if (interrupted || event.data.more)
                    return;
                // every chunk of the job has an answer; there is nothing left to cancel
                commands.delete(event.data.key);
                for (const place of sending.keys())
                    if (place.startsWith(`${event.data.key}#`))
                        sending.delete(place);
                return write();
            default:
                return;
        }
    };
    return { sink: { onEvent }, interrupt: () => (interrupted = true) };
}
//# sourceMappingURL=commands-in-flight.js.map

/***/ }),

/***/ 9325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ postComment)
/* harmony export */ });
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2585);

/** Loads Octokit only when a comment is asked for. Throws what GitHub answers. */
const postComment = async (token, { owner, repo, issue }, markdown) => {
    const { getOctokit } = await __nccwpck_require__.e(/* import() */ 413).then(__nccwpck_require__.bind(__nccwpck_require__, 2413));
    const { rest } = getOctokit(token);
    await rest.issues.createComment({ owner, repo, issue_number: issue, body: (0,_fit_js__WEBPACK_IMPORTED_MODULE_0__/* .fit */ .Uj)(markdown, _fit_js__WEBPACK_IMPORTED_MODULE_0__/* .limitsOf */ .Af.comment) });
};
//# sourceMappingURL=comment.js.map

/***/ }),

/***/ 3724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D$: () => (/* binding */ openIssues),
/* harmony export */   EM: () => (/* binding */ notKept),
/* harmony export */   wO: () => (/* binding */ keepAfter)
/* harmony export */ });
/** Loads Octokit only when issues are kept. A second between two writes, as GitHub asks for. */
const openIssues = async (token, env) => {
    const [{ getOctokit }, { composeIssues }, { machineClock }, { keepIssues }, { keptIssues, knownPlaces }, { formatCommand, formatCommandLine },] = await Promise.all([
        __nccwpck_require__.e(/* import() */ 413).then(__nccwpck_require__.bind(__nccwpck_require__, 2413)),
        __nccwpck_require__.e(/* import() */ 787).then(__nccwpck_require__.bind(__nccwpck_require__, 5787)),
        Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 8179)),
        Promise.all(/* import() */[__nccwpck_require__.e(857), __nccwpck_require__.e(9)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5009)),
        Promise.all(/* import() */[__nccwpck_require__.e(857), __nccwpck_require__.e(374)]).then(__nccwpck_require__.bind(__nccwpck_require__, 374)),
        Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 7349)),
    ]);
    const octokit = getOctokit(token);
    const clock = machineClock;
    const client = {
        request: async (route, parameters) => {
            if (!route.startsWith('GET ') && !route.includes('graphql'))
                await clock.sleep(1_000);
            return octokit.request(route, parameters);
        },
    };
    const graphqlUrl = env.GITHUB_GRAPHQL_URL;
    const github = await composeIssues({ client, clock, ...(graphqlUrl ? { graphqlUrl } : {}) });
    const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
    const saying = { comment: formatCommand, terminal: formatCommandLine };
    return {
        known: async () => knownPlaces(await keptIssues(github, { owner, repo })),
        keep: (look) => keepIssues({ github, repository: { owner, repo }, clock, saying }, look),
    };
};
/** False where an issue could not be kept: then nobody was told, and the step may not be green. */
async function keepAfter(runner, issues, { request, answer }) {
    if (answer?.kind !== 'checks')
        return false;
    const everything = request.verb === 'verify-all' && request.volume === undefined;
    try {
        const kept = await issues.keep({ checks: answer.checks, ...(everything ? { wholeRegion: answer.region } : {}) });
        for (const volume of kept)
            tell(runner, volume);
        return kept.every((volume) => volume.kind === 'kept');
    }
    catch (error) {
        notKept(runner, 'The issues could not be read', error);
        return false;
    }
}
function tell(runner, kept) {
    if (kept.kind === 'failed')
        notKept(runner, `The issue of ${kept.volume} could not be updated`, kept.error);
    else if (kept.issue)
        runner.log(`prism: ${kept.volume} is ${kept.state}: #${kept.issue.number} ${kept.issue.url}`);
}
/** What is wrong is nearly always the permission, so it is named. */
function notKept(runner, what, error) {
    const why = error instanceof Error ? error.message : String(error);
    runner.annotate('error', 'Prism: no issue', `${what}: ${why}\nThe job needs the permission issues: write; drift-issue: false turns issues off.`);
}
//# sourceMappingURL=drift-issues.js.map

/***/ }),

/***/ 5519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ evidenceOf),
/* harmony export */   i: () => (/* binding */ openEvidence)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/** The run's evidence in a folder of the job's own, for an artefact. Nothing about it stops a step: what it proves is in the report. */


const openEvidence = async (folder) => {
    const writer = await __nccwpck_require__.e(/* import() */ 625).then(__nccwpck_require__.bind(__nccwpck_require__, 3625));
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'prism-')), 'evidence.jsonl.gz');
    return { path, ...(await writer.openEvidence(path)) };
};
/** The output is set when the file is whole. */
async function evidenceOf(runner, env, open) {
    const warn = (error) => runner.annotate('warning', 'Prism: no evidence', `The evidence could not be written: ${error instanceof Error ? error.message : String(error)}`);
    const none = { sink: {}, close: async () => { } };
    if (!env.RUNNER_TEMP)
        return none;
    try {
        const { path, sink, close } = await open(env.RUNNER_TEMP);
        return {
            sink,
            close: async () => {
                const error = await close();
                if (error)
                    warn(error);
                else
                    runner.output('evidence', path);
            },
        };
    }
    catch (error) {
        warn(error);
        return none;
    }
}
//# sourceMappingURL=evidence.js.map

/***/ }),

/***/ 2585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Uj: () => (/* binding */ fit),
  Fy: () => (/* binding */ limits),
  Af: () => (/* binding */ limitsOf)
});

// UNUSED EXPORTS: bytes, characters

;// CONCATENATED MODULE: ./build/src/render/cut-text.js
function cutText(text, limit, note) {
    if (limit.size(text) <= limit.most)
        return text;
    let room = limit.most - limit.size(note) - limit.size(closing);
    const blocks = blocksOf(text);
    const kept = [];
    for (;;) {
        const block = blocks[kept.length];
        if (block === undefined || limit.size(block) > room)
            break;
        room -= limit.size(block);
        kept.push(block);
    }
    const next = blocks[kept.length] ?? '';
    // what is folded away is no use in part, unless there is nothing else
    const part = opens(next) && kept.length > 0 ? '' : cut_text_closed(headOf(next, room, limit));
    return `${[...kept, part].join('').trimEnd()}${note}`;
}
/** As much as a cut inside a block can have left open. */
const maxOpen = 20;
const closing = `\n\`\`\`${'\n</details>'.repeat(maxOpen)}`;
const opens = (line) => line.startsWith('<details');
const closes = (line) => line.endsWith('</details>');
/** Paragraphs, tables, fences and `<details>` with all that is in them, each with the empty lines behind it. */
function blocksOf(text) {
    const blocks = [[]];
    let depth = 0;
    let fenced = false;
    let ended = false;
    for (const line of text.split(/(?<=\n)/)) {
        const bare = line.trimEnd();
        if (bare !== '' && ended)
            blocks.push([]);
        blocks.at(-1).push(line);
        if (bare.startsWith('```'))
            fenced = !fenced;
        if (!fenced)
            depth = Math.max(0, depth + Number(opens(bare)) - Number(closes(bare)));
        ended = bare === '' && !fenced && depth === 0;
    }
    return blocks.map((lines) => lines.join(''));
}
/** At a line's end, where there is one. */
function headOf(text, room, { size }) {
    let cut = text.slice(0, room);
    // a character is at most three bytes in UTF-8 per UTF-16 unit, so a third of the excess can always go
    while (size(cut) > room)
        cut = cut.slice(0, -Math.max(1, Math.floor((size(cut) - room) / 3)));
    const line = cut.lastIndexOf('\n');
    return line > 0 ? cut.slice(0, line) : cut.replace(/[\ud800-\udbff]$/, '');
}
/** What a cut inside a code block or `<details>` left open would hide the note that says so. */
function cut_text_closed(text) {
    const lines = text.split('\n');
    const fences = lines.filter((line) => line.startsWith('```')).length;
    const open = lines.filter(opens).length - lines.filter(closes).length;
    return `${text}${fences % 2 === 1 ? '\n```' : ''}${'\n</details>'.repeat(Math.min(maxOpen, Math.max(0, open)))}`;
}
//# sourceMappingURL=cut-text.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/fit.js
/** GitHub's limits on what an Action may say. What is laid out for them is cut where that loses nothing that differs; the rest between its blocks. */

const limits = {
    /** Characters of a comment's body. */
    comment: 65_536,
    /** Bytes of one step's summary. */
    summary: 1_048_576,
    /** An output is at most 1 MB, reckoned in UTF-16. */
    outputCharacters: 500_000,
};
const characters = (text) => text.length;
const bytes = (text) => Buffer.byteLength(text);
/** As the step’s summary and its output take it, and a comment. */
const limitsOf = {
    comment: { most: limits.comment, aim: 12_000, size: characters },
    summary: { most: limits.summary, aim: 100_000, size: bytes },
    output: { most: limits.outputCharacters, aim: 100_000, size: characters },
};
const cutNote = '\n\n_…cut here: GitHub’s limit. The full report is in the step’s output `report`._\n';
/** For text that was not laid out for the limit. */
const fit = (text, limit) => cutText(text, limit, cutNote);
//# sourceMappingURL=fit.js.map

/***/ }),

/***/ 331:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _cancel_step_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(643);
/* harmony import */ var _commands_in_flight_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4573);
/* harmony import */ var _comment_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9325);
/* harmony import */ var _drift_issues_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(3724);
/* harmony import */ var _evidence_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5519);
/* harmony import */ var _open_rights_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(8128);
/* harmony import */ var _run_step_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(6612);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(8644);
/** The Action's executable, for the main step and for its post step; the runner's state tells which one this is. */









const loadPrism = async ({ region, documents }) => {
    const { compose } = await __nccwpck_require__.e(/* import() */ 366).then(__nccwpck_require__.bind(__nccwpck_require__, 1366));
    return compose({
        env: process.env,
        ...(region === undefined ? {} : { region }),
        ...(documents === undefined ? {} : { documents }),
    });
};
/** With the registry, which is read from the default branch: what the job has checked out may be a fork's. */
const loadForStep = async ({ request, token, policy, ...asked }) => {
    const prism = await loadPrism(asked);
    if (request.verb === 'sync-people')
        prism.register(await (await __nccwpck_require__.e(/* import() */ 909).then(__nccwpck_require__.bind(__nccwpck_require__, 909))).registryBy(token, process.env, policy === 'waived'));
    return prism;
};
// the runner kills 10 s after its first signal; 5 s are for waiting, the rest for saying what is known
const code = _runner_js__WEBPACK_IMPORTED_MODULE_6__/* .actionsRunner */ .A.saved(_commands_in_flight_js__WEBPACK_IMPORTED_MODULE_2__/* .state */ .w.main) === ''
    ? await (0,_run_step_js__WEBPACK_IMPORTED_MODULE_5__/* .runStep */ .e)({
        runner: _runner_js__WEBPACK_IMPORTED_MODULE_6__/* .actionsRunner */ .A,
        env: process.env,
        signals: process,
        readFile: (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'),
        loadPrism: loadForStep,
        postComment: _comment_js__WEBPACK_IMPORTED_MODULE_3__/* .postComment */ .G,
        openIssues: _drift_issues_js__WEBPACK_IMPORTED_MODULE_7__/* .openIssues */ .D$,
        openEvidence: _evidence_js__WEBPACK_IMPORTED_MODULE_4__/* .openEvidence */ .i,
        openRights: _open_rights_js__WEBPACK_IMPORTED_MODULE_8__/* .openRights */ ._,
        graceMilliseconds: 5_000,
    })
    : await (0,_cancel_step_js__WEBPACK_IMPORTED_MODULE_1__/* .runCancelStep */ .M)({ runner: _runner_js__WEBPACK_IMPORTED_MODULE_6__/* .actionsRunner */ .A, loadPrism });
// a poll that was not waited for must not hold the step open
process.exit(code);
//# sourceMappingURL=main.js.map
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 8128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ openRights)
/* harmony export */ });
/** Without any policy the workflow's own text and its AWS role decide: docs/decisions/rights-of-workflows.md. */
const openRights = async (token, env, reviewWaived) => {
    const [{ getOctokit }, { composeGitHub }, { composeRights }, { machineClock: clock }] = await Promise.all([
        __nccwpck_require__.e(/* import() */ 413).then(__nccwpck_require__.bind(__nccwpck_require__, 2413)),
        __nccwpck_require__.e(/* import() */ 787).then(__nccwpck_require__.bind(__nccwpck_require__, 5787)),
        __nccwpck_require__.e(/* import() */ 839).then(__nccwpck_require__.bind(__nccwpck_require__, 839)),
        Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 8179)),
    ]);
    const octokit = getOctokit(token);
    const client = { request: (route, parameters) => octokit.request(route, parameters) };
    const graphqlUrl = env.GITHUB_GRAPHQL_URL;
    const github = await composeGitHub({ client, clock, appId: 0, ...(graphqlUrl ? { graphqlUrl } : {}) });
    return composeRights({ github: async () => github, reviewWaived, withoutPolicy: 'unbounded' });
};
//# sourceMappingURL=open-rights.js.map

/***/ }),

/***/ 6612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ runStep)
});

// EXTERNAL MODULE: ./build/src/domain/catalogue.js + 18 modules
var catalogue = __nccwpck_require__(6273);
// EXTERNAL MODULE: ./build/src/entrypoints/action/commands-in-flight.js
var commands_in_flight = __nccwpck_require__(4573);
;// CONCATENATED MODULE: ./build/src/entrypoints/action/comment-place.js
/** Where the comment goes: decided from the inputs and the event before anything is done, so that a workflow that cannot comment says so at once. */

/** `readEvent` gives the text of the event's payload. Throws `bad-option` where the event has neither an issue nor a pull request. */
function commentPlace(choice, env, readEvent) {
    if (choice.kind === 'none')
        return undefined;
    const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
    if (choice.kind === 'issue')
        return { owner, repo, issue: choice.number };
    const issue = issueOfEvent(env.GITHUB_EVENT_PATH, readEvent);
    if (issue === undefined)
        throw (0,catalogue/* fail */.fJ)('bad-option', {
            seen: 'comment: true, but the event that started this workflow has no issue or pull request; give a number',
        });
    return { owner, repo, issue };
}
function issueOfEvent(path, readEvent) {
    if (!path)
        return undefined;
    let payload;
    try {
        payload = JSON.parse(readEvent(path));
    }
    catch (cause) {
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: 'comment: true, but the event’s payload cannot be read' }, cause);
    }
    const number = payload?.issue?.number ?? payload?.pull_request?.number;
    return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
//# sourceMappingURL=comment-place.js.map
// EXTERNAL MODULE: ./build/src/entrypoints/action/drift-issues.js
var drift_issues = __nccwpck_require__(3724);
// EXTERNAL MODULE: ./build/src/entrypoints/action/evidence.js
var action_evidence = __nccwpck_require__(5519);
// EXTERNAL MODULE: ./build/src/entrypoints/action/fit.js + 1 modules
var fit = __nccwpck_require__(2585);
// EXTERNAL MODULE: ./build/src/clock.js
var src_clock = __nccwpck_require__(8179);
;// CONCATENATED MODULE: ./build/src/entrypoints/action/interrupt.js
/**
 * A cancelled job: the runner sends SIGINT, after 7.5 s SIGTERM, after 2.5 s more it kills. The first signal cancels what is under way;
 * the second gives up waiting.
 */

class GaveUp extends Error {
}
function listenForInterrupt(signals, onFirst, graceMilliseconds, clock = src_clock.machineClock) {
    const controller = new AbortController();
    let giveUp = () => undefined;
    const gaveUp = new Promise((_, reject) => (giveUp = reject));
    gaveUp.catch(() => undefined); // heard or not, it must not end the process by itself
    const ended = new AbortController();
    const listener = () => {
        if (controller.signal.aborted)
            return giveUp(new GaveUp('interrupted twice'));
        void clock.sleep(graceMilliseconds, ended.signal).then(() => {
            if (!ended.signal.aborted)
                giveUp(new GaveUp('interrupted'));
        });
        controller.abort();
        onFirst();
    };
    signals.on('SIGINT', listener);
    signals.on('SIGTERM', listener);
    return {
        signal: controller.signal,
        gaveUp,
        stopListening: () => {
            ended.abort();
            signals.off('SIGINT', listener);
            signals.off('SIGTERM', listener);
        },
    };
}
//# sourceMappingURL=interrupt.js.map
// EXTERNAL MODULE: ./build/src/domain/batches.js
var batches = __nccwpck_require__(4890);
// EXTERNAL MODULE: ./build/src/domain/names.js
var domain_names = __nccwpck_require__(1946);
;// CONCATENATED MODULE: ./build/src/entrypoints/action/narrate.js
/** The run as plain lines of the step's log, as it happens. */


function narrate(log) {
    let troubled = '';
    return {
        // once, not at each tick that it lasts
        onProgress: ({ trouble }) => {
            const said = trouble?.seen ?? '';
            if (said !== '' && said !== troubled)
                log(`prism: what the instances do is not known: ${said}`);
            troubled = said;
        },
        onEvent: (event) => {
            const text = describe(event);
            if (text !== undefined)
                log(`prism: ${text}`);
        },
    };
}
/** What is worth a line; undefined for what only the journal needs. */
function describe(event) {
    switch (event.type) {
        case 'requested': {
            const { request } = event.data;
            return 'volume' in request ? `${request.verb} ${(0,domain_names/* formatVolumeRef */.J0)(request.volume)}` : request.verb;
        }
        case 'decided':
            return `${event.data.kind} ${event.data.policy ? `by .github/prism.yml, blob ${event.data.policy}` : 'without a policy of the repository'}`;
        case 'apply-decided':
            return event.data.decision.kind === 'allowed' ? undefined : `the plan: ${event.data.decision.kind}`;
        case 'resolved': {
            const { volume, fileSystemId, targets, mountPoint } = event.data;
            return `${volume} is ${fileSystemId}; ${mountPoint} on ${targets.map((t) => `${(0,domain_names/* quote */.hD)(t.name)} (${t.instanceId})`).join(', ') || 'no instance'}`;
        }
        case 'observed':
            return `looked at ${event.data.observations.filter((o) => o.kind === 'observed').length} of ${event.data.observations.length} instances`;
        case 'planned':
            return `${event.data.differences.length} differences, ${event.data.jobs.length} jobs, ${event.data.refused.length} refused`;
        case 'registry-read':
            return [`registry ${event.data.blob.slice(0, 12)}`, ...event.data.notes].join('; ');
        case 'people-planned':
            return `${event.data.hosts.length} instances, ${event.data.jobs.length} jobs, ${event.data.refused.length} refused`;
        case 'volume-planned':
            return `${event.data.steps.length} steps`;
        case 'batch-begun':
            return (0,batches/* batchWords */.cJ)(event.data);
        case 'dispatching':
        case 'reported':
            return undefined;
        case 'dispatched':
            return `${event.data.key}: SSM command ${event.data.commandId}`;
        case 'cancelling':
            return event.data.refused === undefined ? undefined : `${event.data.key}: not cancelled: ${event.data.refused}`;
        case 'returned': {
            const answered = event.data.results.filter((r) => r.kind !== 'none').length;
            return `${event.data.key}: ${answered} of ${event.data.results.length} instances answered`;
        }
        case 'provisioned':
            return `${event.data.step}: ${event.data.status}`;
        case 'ended':
            return `ended: ${event.data.state}`;
    }
}
//# sourceMappingURL=narrate.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/origin.js
/** Who asks: the actor of the workflow run, as the runner tells. GitHub has authenticated them; the workflow decided that they may. */


/** nektos/act tells the actor's name and not its id; a name can be another's tomorrow, and the record says that no more is known. */
const unknownId = 'unknown';
/** Throws `missing-input` where a variable of the runner's is absent or not what the runner writes: a run without an actor cannot be recorded. */
function originFromEnv(env) {
    const read = (name, pattern) => {
        const value = env[name] ?? '';
        if (!pattern.test(value))
            throw (0,catalogue/* fail */.fJ)('missing-input', { seen: `${name} is ${value === '' ? 'not set' : (0,domain_names/* quote */.hD)(value)}; GitHub’s runner sets it` });
        return value;
    };
    const repository = read('GITHUB_REPOSITORY', /^[A-Za-z0-9._-]{1,100}\/[A-Za-z0-9._-]{1,100}$/);
    const server = read('GITHUB_SERVER_URL', /^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?$/);
    const runId = read('GITHUB_RUN_ID', /^\d{1,20}$/);
    const name = /^[A-Za-z0-9_[\]-]{1,100}$/;
    const actor = read('GITHUB_ACTOR', name);
    const again = env.GITHUB_TRIGGERING_ACTOR ? read('GITHUB_TRIGGERING_ACTOR', name) : actor;
    const attempt = /^\d{1,6}$/.test(env.GITHUB_RUN_ATTEMPT ?? '') ? `/attempts/${env.GITHUB_RUN_ATTEMPT}` : '';
    return {
        entrypoint: 'workflow',
        actor: {
            id: env.GITHUB_ACTOR_ID ? read('GITHUB_ACTOR_ID', /^\d{1,20}$/) : unknownId,
            name: actor,
        },
        repository,
        runUrl: `${server}/${repository}/actions/runs/${runId}${attempt}`,
        ...(env.GITHUB_EVENT_NAME === 'schedule' ? { scheduled: true } : {}),
        ...(again === actor ? {} : { rerunBy: again }),
    };
}
//# sourceMappingURL=origin.js.map
// EXTERNAL MODULE: ./build/src/domain/meaning/answer.js
var meaning_answer = __nccwpck_require__(4866);
;// CONCATENATED MODULE: ./build/src/domain/meaning/step.js
/** What a run means to a workflow's step: it goes on only where everything was proven. */


/** `interrupted`: the job was cancelled meanwhile; what was not seen by then is not green. */
function stepOf(run, interrupted) {
    const verdict = stepVerdict(run, interrupted);
    const cut = interrupted && verdict === 'unknown';
    const also = [...(cut ? [(0,catalogue/* finding */.gk)('cancelled', { seen: `the job was cancelled while the run was ${run.state}` })] : []), ...planned(run)];
    const reported = run.answer?.kind === 'report' || run.answer?.kind === 'checks' ? (0,meaning_answer/* findingsIn */._0)(run.answer) : [];
    return { verdict, findings: (0,meaning_answer/* distinct */.dM)([...also, ...run.findings, ...reported]), also };
}
/** Of what was thrown: a finding of the catalogue, or a fault of Prism's own. Before there is a run, nothing was touched. */
function stepOfError(error, runId) {
    const known = error instanceof catalogue/* PrismError */.sp;
    const seen = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const findings = (0,meaning_answer/* distinct */.dM)(known ? [error.finding, ...error.others] : [(0,catalogue/* finding */.gk)('internal-error', { seen })]);
    const inDoubt = runId !== '' && (!known || findings.some((f) => (0,catalogue/* kindOf */.I)(f.code) === 'doubt'));
    return { verdict: inDoubt ? 'unknown' : known && runId === '' ? 'refused' : 'failed', findings, also: [] };
}
/** A plan is not what the step was to achieve: it goes on when somebody has read it. */
function planned({ answer }) {
    if (answer?.kind !== 'plan' || answer.agree?.verb !== 'adopt')
        return [];
    return [(0,catalogue/* finding */.gk)('plan-needed', { seen: `the input plan was not this plan’s digest, ${answer.agree.plan}` })];
}
function stepVerdict(run, interrupted) {
    const seen = (0,meaning_answer/* verdictOf */.Vj)(run.answer);
    switch (run.state) {
        case 'done':
            // a plan was made and nothing done; another host verb without a report has nothing to show for itself
            return seen ?? (run.answer?.kind === 'plan' ? (run.dryRun ? 'planned' : 'refused') : 'unknown');
        case 'denied':
            return 'refused';
        case 'failed':
            if (interrupted)
                return 'unknown';
            return seen === undefined || seen === 'holds' ? 'failed' : seen;
        default:
            return 'unknown';
    }
}
//# sourceMappingURL=step.js.map
;// CONCATENATED MODULE: ./build/src/domain/sent-by.js
/** Each transport once, in the order of the first send, with its scripts and instances. */
function sentBy(run) {
    const transports = new Map();
    for (const { job, chunks } of run.jobs)
        for (const { transport, instanceIds, commandId } of chunks) {
            if (!commandId)
                continue;
            const key = transport.kind === 'own-document' ? `${transport.document} ${transport.version} ${transport.sha256}` : transport.kind;
            const known = transports.get(key) ?? { transport, scripts: new Set(), instanceIds: new Set() };
            known.scripts.add(job.script);
            for (const id of instanceIds)
                known.instanceIds.add(id);
            transports.set(key, known);
        }
    return [...transports.values()].map(({ transport, scripts, instanceIds }) => ({
        transport,
        scripts: [...scripts],
        instanceIds: [...instanceIds],
    }));
}
//# sourceMappingURL=sent-by.js.map
// EXTERNAL MODULE: ./build/src/language/format.js
var format = __nccwpck_require__(7349);
// EXTERNAL MODULE: ./build/src/render/escape.js
var render_escape = __nccwpck_require__(7291);
// EXTERNAL MODULE: ./build/src/render/lay-out.js
var lay_out = __nccwpck_require__(7221);
// EXTERNAL MODULE: ./build/src/render/print/page-of.js + 2 modules
var page_of = __nccwpck_require__(4852);
// EXTERNAL MODULE: ./build/src/domain/next-steps.js
var next_steps = __nccwpck_require__(6827);
;// CONCATENATED MODULE: ./build/src/render/sent-by.js

const sentByLines = (run) => sentBy(run).map(({ transport }) => `sent by ${named(transport)}`);
function named(transport) {
    switch (transport.kind) {
        case 'own-document':
            return `${transport.document} version ${transport.version} (sha256 ${transport.sha256.slice(0, 16)}…)`;
        case 'distributor':
            return 'AWS-ConfigureAWSPackage, to install the EFS client';
        case 'run-shell-script':
            return 'AWS-RunShellScript, which is root on everything it is allowed on; prism setup narrows it';
    }
}
//# sourceMappingURL=sent-by.js.map
// EXTERNAL MODULE: ./build/src/render/words.js
var render_words = __nccwpck_require__(8587);
// EXTERNAL MODULE: ./build/src/domain/people/ssh.js
var ssh = __nccwpck_require__(8402);
// EXTERNAL MODULE: ./build/src/domain/verbs.js + 1 modules
var domain_verbs = __nccwpck_require__(1959);
// EXTERNAL MODULE: ./build/src/render/view/causes.js
var causes = __nccwpck_require__(7787);
// EXTERNAL MODULE: ./build/src/render/view/differing.js
var differing = __nccwpck_require__(898);
// EXTERNAL MODULE: ./build/src/render/view/view.js
var view_view = __nccwpck_require__(2665);
;// CONCATENATED MODULE: ./build/src/render/view/accounts.js
/** A sync of people: as a plan, and as what was seen of each account afterwards. What differs comes first. */







function accountsView(answer, saying) {
    const { plan, report, refusal } = answer;
    const names = new Map([...plan.hosts, ...(report?.hosts ?? [])].map((h) => [h.instanceId, h.name]));
    const nameOf = (id) => names.get(id) ?? (answer.names?.[id] || id);
    const findings = (0,meaning_answer/* findingsIn */._0)(answer);
    const trouble = [(0,differing/* unreachedTable */.W2)(findings, nameOf), (0,causes/* causesItems */.$)((0,next_steps/* causesOfFindings */.go)(findings), plan.hosts.length, nameOf, saying)];
    const foot = [['digest ', { code: plan.digest.slice(0, 16) }]];
    if (report)
        return {
            ...reported(report, answer, nameOf),
            first: [...trouble, notesText(answer), debtsTable(answer, nameOf), accountsTable(report), leaversTable(report), dataTable(report)],
            rest: [keylessText(report), changesTable(plan, 'did')],
            foot: plan.verb === 'person-status' ? [] : foot,
        };
    const count = plan.hosts.flatMap((h) => h.changes).length;
    const where = plan.hosts.filter((h) => h.changes.length > 0).map((h) => h.name);
    const takesOver = plan.hosts.some((h) => h.changes.some((c) => c.kind === 'adopt'));
    return {
        ...view_view/* emptyView */.nG,
        mark: refusal || findings.length > 0 ? 'differs' : 'note',
        headline: [
            'Plan: ',
            { code: (0,domain_verbs/* nameOf */.Vb)(plan.verb) },
            plan.hosts.length === 0 && findings.length > 0
                ? ' could look at no instance'
                : count === 0
                    ? ' would change nothing'
                    : ` would change ${(0,view_view/* counted */.hS)(count, 'thing')} on ${(0,view_view/* listed */.KE)(where)}`,
            ' · nothing was changed',
        ],
        first: [...trouble, notesText(answer), debtsTable(answer, nameOf), changesTable(plan, 'would')],
        foot: takesOver
            ? [
                ...foot,
                [
                    'An account that somebody made by hand becomes Prism’s: repeat the command with ',
                    { code: `--plan ${plan.digest.slice(0, 16)}` },
                ],
            ]
            : foot,
    };
}
const notesText = ({ notes = [] }) => (0,view_view/* text */.Qq)('the notes', notes.map((note) => [{ mark: 'note' }, ` ${note}`]));
function reported({ hosts, verdict, findings }, { plan, debts }, nameOf) {
    const rows = hosts.flatMap((h) => h.rows.map((row) => markOf(h, row)));
    const holding = rows.filter((mark) => mark === 'holds').length;
    const off = hosts.filter((h) => h.verdict !== 'holds').map((h) => h.name);
    const known = new Set(hosts.map((h) => h.instanceId));
    const lost = [...new Set(findings.flatMap((f) => f.instanceId ?? []))].filter((id) => !known.has(id));
    const isLeaving = plan.verb === 'deprovision' || (plan.verb === 'person-status' && hosts.some((h) => h.rows.some((row) => row.kind === 'left')));
    if (isLeaving) {
        const owed = debts?.open.map((d) => d.name) ?? [];
        return { ...view_view/* emptyView */.nG, mark: verdict, headline: [...leavingLine(hosts, owed, lost.map(nameOf)), changedWords(plan, hosts)] };
    }
    return {
        ...view_view/* emptyView */.nG,
        mark: verdict,
        headline: [
            `${holding} of ${(0,view_view/* counted */.hS)(rows.length, 'account')} on ${(0,view_view/* counted */.hS)(hosts.length, 'instance')} ${rows.length === 1 ? 'holds' : 'hold'}`,
            ...(off.length > 0 ? [' · not all on ', { strong: (0,view_view/* listed */.KE)(off) }] : []),
            ...(lost.length > 0 ? [' · not reached: ', { strong: (0,view_view/* listed */.KE)(lost.map(nameOf)) }] : []),
            changedWords(plan, hosts),
            ...(debts && debts.open.length > 0 ? [' · ', { mark: 'warning' }, ` ${owedWords(debts.open)}`] : []),
        ],
    };
}
/** From where they are gone, and from where not: each instance once. */
function leavingLine(hosts, owed, lost) {
    const who = [...new Set([...hosts.flatMap((h) => h.rows.map((row) => row.name)), ...owed])];
    const of = (verdict) => hosts.filter((h) => h.verdict === verdict).map((h) => h.name);
    const [gone, all] = [of('holds').length, hosts.length + lost.length];
    const told = (words, names) => (names.length === 0 ? [] : [` · ${words} `, { strong: (0,view_view/* listed */.KE)(names) }]);
    return [
        ...(who.length === 0 ? ['Whoever leaves'] : [{ strong: (0,view_view/* listed */.KE)(who) }]),
        all === 0 ? ' was on no instance' : ` is gone from ${gone === all ? '' : `${gone} of `}${(0,view_view/* counted */.hS)(all, 'instance')}`,
        ...told('not gone from', of('differs')),
        ...told('not proved gone from', of('unknown')),
        ...told('not reached:', lost),
    ];
}
/** As the plan counts them: each thing of which a step changed something, and none failed; and what a step found to do besides. */
function changedWords({ hosts: planned }, hosts) {
    const plannedOn = new Map(planned.map((h) => [h.instanceId, h.changes]));
    const all = planned.flatMap((h) => h.changes).length;
    let [made, besides] = [0, 0];
    for (const { instanceId, did } of hosts) {
        const changes = plannedOn.get(instanceId) ?? [];
        const changed = new Set(did.filter((d) => d.status === 'changed').map((d) => d.name));
        const failed = new Set(did.filter((d) => d.status === 'failed').map((d) => d.name));
        made += changes.filter(({ kind, name }) => (kind === 'record' ? did.length > 0 : changed.has(name) && !failed.has(name))).length;
        besides += [...changed].filter((name) => !changes.some((c) => c.name === name)).length;
    }
    if (made + besides === 0)
        return ' · nothing was changed';
    if (all === 0)
        return ` · ${(0,view_view/* counted */.hS)(besides, 'change')}, not planned`;
    return ` · ${made === all ? (0,view_view/* counted */.hS)(all, 'change') : `${made} of ${(0,view_view/* counted */.hS)(all, 'planned change')}`}${besides > 0 ? `, and ${besides} not planned` : ''}`;
}
/** An account without a key is as the registry has it, and nobody comes in by it. */
function keylessText({ hosts }) {
    const rows = hosts.flatMap((h) => h.rows.filter((row) => row.kind === 'listed' && cellOf(row, 'keys')?.expected === ssh/* noKeys */.g6));
    const who = [...new Set(rows.map((row) => row.name))].sort();
    const said = `No key in the registry, so no login by SSH yet: ${(0,view_view/* listed */.KE)(who, 6)}. `;
    return (0,view_view/* text */.Qq)('who has no key', who.length === 0
        ? []
        : [[{ mark: 'warning' }, ' ', said, { code: `prism user modify ${who.length === 1 ? who[0] : 'NAME'} --key FILE` }]]);
}
const columns = ['groups', 'shell', 'last day', 'password'];
const order = ['differs', 'unknown', 'holds'];
/** Who is the same on several instances is one row. */
function accountsTable({ hosts }) {
    const all = hosts.flatMap((host) => host.rows.map((row) => ({ host, row, mark: markOf(host, row) })));
    const groups = Map.groupBy(all, ({ row, mark }) => JSON.stringify([row, mark]));
    const isMore = all.some(({ row }) => elseWords(row) !== '');
    const rows = [...groups.values()]
        .toSorted(([a], [b]) => order.indexOf(a.mark) - order.indexOf(b.mark))
        .map((those) => {
        const { row, mark } = those[0];
        return [
            [{ mark }, ' ', { strong: row.name }, ...(row.kind === 'left' ? [' (left)'] : [])],
            [
                (0,view_view/* listed */.KE)(those.map(({ host }) => host.name), 8),
            ],
            numberLine(row),
            ...columns.map((what) => cellLine(row, what)),
            sudoLine(row),
            triedLine(row),
            ...(isMore ? [[elseWords(row)]] : []),
        ];
    });
    return (0,view_view/* table */.tp)('accounts', ['Account', 'Instances', 'Number', 'Groups', 'Shell', 'Last day', 'Password', 'Sudo', 'Tried', ...(isMore ? ['Else'] : [])], rows);
}
/** Whether those who left are gone: what of them runs, would run again, or is named. */
function leaversTable({ hosts }) {
    const rows = hosts.flatMap((host) => host.rows
        .filter((row) => row.kind === 'left' && cellOf(row, 'processes'))
        .map((row) => [
        [{ mark: markOf(host, row) }, ' ', { strong: row.name }],
        [host.name],
        ...ofLeavers.map((name) => [cellOf(row, name)?.seen ?? '']),
    ]));
    return (0,view_view/* table */.tp)('who left', ['Who left', 'Instance', 'Runs', 'Runs again', 'Named in', 'Their keys', 'Comes in', 'Set-id files', 'Root there'], rows);
}
const ofLeavers = ['processes', 'runs again', 'named in', 'their keys', 'comes in', 'set-id files', 'root there'];
const owedWords = (open) => `${(0,view_view/* listed */.KE)([...new Set(open.map((d) => d.name))], 3)} not yet seen gone from ${(0,view_view/* counted */.hS)(new Set(open.map((d) => d.instance)).size, 'instance')}`;
/** Where somebody who left was not yet seen to be gone, of this run and of earlier ones; and where that was seen now. */
function debtsTable({ debts }, nameOf) {
    const { open = [], paid = [] } = debts ?? {};
    const row = (debt, mark, said) => [
        [{ mark }, ' ', { strong: debt.name }],
        [`${debt.number}`],
        [debt.called === undefined || debt.called === debt.instance ? nameOf(debt.instance) : `${debt.called} (${debt.instance})`],
        [debt.since],
        [said],
    ];
    const rows = [
        ...open.map((debt) => row(debt, 'unknown', debt.why ?? `not asked, in ${debt.region}`)),
        ...paid.map((debt) => row(debt, 'holds', 'seen gone now')),
    ];
    return (0,view_view/* table */.tp)('who left and is owed', ['Owed', 'Number', 'Instance', 'Left', 'Why'], rows);
}
/** It stays, under a number that nobody else ever gets. */
function dataTable({ hosts }) {
    const rows = hosts.flatMap((host) => host.data.map(({ name, place, entries, bytes, whole }) => [
        [{ strong: name }],
        [host.name],
        [{ code: place }],
        [`${whole ? '' : 'at least '}${entries}`],
        [`${whole ? '' : 'at least '}${(0,view_view/* sizeWords */.pG)(bytes)}`],
    ]));
    return (0,view_view/* table */.tp)('data that stays', ['Whose', 'Instance', 'Place', 'Entries', 'Size'], rows);
}
const markOf = ({ did }, { name, verdict }) => did.some((d) => d.name === name && d.status === 'failed') ? 'differs' : verdict;
const cellOf = ({ cells }, what) => cells.find((c) => c.what === what);
/** Whose account it is where that is what differs, then its number, and that of its own group where it is another. */
function numberLine(row) {
    const [account, group] = [cellOf(row, 'account'), cellOf(row, 'own group')];
    const number = cellOf(row, 'number');
    return [
        number ? spokenCell(number) : `${row.uid}`,
        ...(account && (!account.holds || !number) ? [`, ${account.seen}`] : []),
        ...(group && !group.holds ? [`, own group ${spokenCell(group)}`] : []),
    ];
}
function cellLine(row, what) {
    const found = cellOf(row, what);
    return [found ? spokenCell(found) : ''];
}
/** What was not seen is not said to be anything else than expected. */
const spokenCell = ({ holds, seen, expected }) => (holds === false ? `${seen}, not ${expected}` : seen);
/** What differs of it, else what they can do by it. */
function sudoLine(row) {
    const found = ['sudo', 'root by sudo', 'other root', 'other sudo'].flatMap((what) => cellOf(row, what) ?? []);
    const told = found.find((c) => !c.holds) ?? found.at(-1);
    return [told ? spokenCell(told) : ''];
}
/** What has a place of its own in a table. */
const placed = new Set([
    ...columns,
    ...ofLeavers,
    'account',
    'number',
    'own group',
    'sudo',
    'root by sudo',
    'other sudo',
    'tried',
]);
/** No account is red or in doubt for something that no cell says. */
function elseWords({ cells }) {
    const off = cells.filter((c) => !c.holds && !placed.has(c.what));
    return off.map(({ what, seen, expected, holds }) => `${what}: ${seen}${holds === false ? ` (to be: ${expected})` : ''}`).join('; ');
}
function triedLine(row) {
    const tried = cellOf(row, 'tried');
    return [tried?.holds ? 'yes' : (tried?.seen ?? '')];
}
function changesTable(plan, tense) {
    const rows = plan.hosts.flatMap((h) => h.changes.map((c) => [[h.name], [words[c.kind]], [{ code: c.name }], [c.detail]]));
    return (0,view_view/* table */.tp)('changes', ['Instance', tense === 'would' ? 'Would' : 'Planned', 'Name', 'How'], rows);
}
const words = {
    record: 'take over the record of',
    close: 'close',
    group: 'make the group',
    make: 'make',
    change: 'change',
    adopt: 'take over',
    sshd: 'tell sshd of',
    sudo: 'take sudo away that is',
    move: 'give to a person what lies below',
};
//# sourceMappingURL=accounts.js.map
// EXTERNAL MODULE: ./build/src/render/doctor-words.js
var doctor_words = __nccwpck_require__(6983);
;// CONCATENATED MODULE: ./build/src/render/view/diagnoses.js


const diagnosesItems = (diagnoses) => (0,view_view/* items */.ld)('instances with a cause', diagnoses.map(diagnosisItem));
function diagnosisItem(one) {
    const { name, instanceId, cause, others } = one;
    const who = name === instanceId ? [{ code: instanceId }] : [{ strong: name }, ' ', { code: instanceId }];
    if (!cause) {
        const warnings = others.map((d) => [{ mark: 'warning' }, ` ${d.title} (`, { code: d.cause }, `): ${d.seen}`]);
        return { line: [{ mark: 'unknown' }, ' ', ...who, `: ${(0,doctor_words/* undetermined */.n)(one)}`], below: warnings };
    }
    const also = others.map((d) => [{ strong: d.warning ? 'Also:' : 'Also seen, mostly behind it:' }, ` ${d.title} (`, { code: d.cause }, `): ${d.seen}`]);
    return {
        line: [{ mark: cause.warning ? 'warning' : 'differs' }, ' ', ...who, ': ', { strong: cause.title }, ' (', { code: cause.cause }, ')'],
        below: [[{ strong: 'Seen:' }, ` ${cause.seen}`], [{ strong: 'Why:' }, ` ${cause.why}`], [{ strong: 'Fix:' }]],
        copy: [cause.fix],
        after: also,
    };
}
//# sourceMappingURL=diagnoses.js.map
// EXTERNAL MODULE: ./build/src/render/view/plan.js
var view_plan = __nccwpck_require__(19);
;// CONCATENATED MODULE: ./build/src/render/view/adoption.js






function adoptionView({ plan, adoptions, findings, diagnoses, agree }, saying) {
    const { operation, jobs, digest } = plan;
    const nameOf = (0,view_plan/* plannedNames */.$u)(plan);
    const unsettled = adoptions.filter((a) => a.conflicts.length > 0);
    const ready = adoptions.filter((a) => a.conflicts.length === 0);
    // what has to be settled stands at its instance, with the commands
    const told = new Set(adoptions.flatMap((a) => a.conflicts.map((c) => `${a.instanceId} ${c.code} ${c.seen}`)));
    const others = findings.filter((f) => !told.has(`${f.instanceId} ${f.code} ${f.seen}`));
    const short = digest.slice(0, 16);
    return {
        ...view_view/* emptyView */.nG,
        mark: unsettled.length + others.length > 0 ? 'differs' : 'note',
        headline: [
            'Plan: import ',
            { code: operation.volume },
            ...(ready.length > 0 ? [` on ${(0,view_view/* listed */.KE)(ready.map((a) => nameOf(a.instanceId)))}`] : []),
            ...(unsettled.length > 0
                ? [' · ', { strong: (0,view_view/* listed */.KE)(unsettled.map((a) => nameOf(a.instanceId))) }, ' to be settled by hand first']
                : []),
            ' · nothing was changed',
        ],
        first: [
            (0,differing/* unreachedTable */.W2)(others, nameOf),
            (0,causes/* causesItems */.$)((0,next_steps/* causesOfFindings */.go)(others), operation.targets.length, nameOf, saying),
            diagnosesItems(diagnoses),
            (0,view_view/* items */.ld)('instances with something to settle by hand first', unsettled.flatMap((a) => settleItems(a, nameOf))),
        ],
        rest: [
            (0,view_view/* text */.Qq)('what is left alone', [['No data is moved or re-owned; nothing is mounted or unmounted.']]),
            ...adoptions.flatMap((a) => adoptionBlocks(a, nameOf)),
            ...(jobs.length > 0
                ? [
                    (0,view_view/* verbatim */.Bj)('how to agree', [agree ? saying.say(agree) : `plan ${short}`], ['To have exactly this done, say the plan back:']),
                    (0,view_view/* text */.Qq)('what then', [['If anything is otherwise by then, nothing is done and the new plan is shown.']]),
                ]
                : [(0,view_view/* text */.Qq)('that there is nothing to agree to', [['There is nothing that could be agreed to yet.']])]),
        ],
        foot: [[{ code: operation.fileSystemId }, ' at ', { code: operation.mountPoint }, ' · digest ', { code: short }]],
    };
}
const settleItems = ({ instanceId, conflicts }, nameOf) => conflicts.map(({ code, seen, settle }) => ({
    line: [
        { mark: 'differs' },
        ' ',
        { strong: nameOf(instanceId) },
        ': ',
        { code },
        `: ${seen}; settle it by hand, until then nothing is changed there:`,
    ],
    below: [],
    copy: settle,
}));
function adoptionBlocks({ instanceId, changes, kept, conflicts }, nameOf) {
    const name = [{ strong: nameOf(instanceId) }, ' ', { code: instanceId }];
    const rows = changes.map((c) => [
        [{ code: c.what }],
        [{ code: c.before }],
        [{ code: c.after }, ...(c.note ? [' ', { mark: 'warning' }, ` ${c.note}`] : [])],
    ]);
    const nothing = conflicts.length === 0 ? [[...name, ': nothing is to be changed: it is as Prism would have made it']] : [];
    return [
        rows.length > 0
            ? (0,view_view/* table */.tp)('changes', ['What', 'Before', 'After'], rows, [
                ...name,
                conflicts.length > 0 ? ': would change after that' : ': would change',
            ])
            : (0,view_view/* text */.Qq)('that nothing changes', nothing),
        (0,view_view/* items */.ld)('what stays', kept.map((k) => ({ line: ['stays: ', { code: k.what }, `: ${k.why}`], below: [] })), rows.length > 0 ? undefined : name),
    ];
}
//# sourceMappingURL=adoption.js.map
// EXTERNAL MODULE: ./build/src/render/view/checks.js
var checks = __nccwpck_require__(541);
;// CONCATENATED MODULE: ./build/src/render/view/doctor.js






const marks = { ok: 'holds', wrong: 'differs', warning: 'warning', unknown: 'unknown', 'not-applicable': 'none' };
const verdicts = { healthy: 'holds', ill: 'differs', unknown: 'unknown' };
const isFine = ({ state }) => state === 'ok' || state === 'not-applicable';
function doctorView(report, saying) {
    const { instances, findings, fileSystemId, mountPoint, startedAt, endedAt } = report;
    const ill = instances.filter((i) => i.verdict === 'ill');
    const unknown = instances.filter((i) => i.verdict === 'unknown');
    const nameOf = (id) => instances.find((i) => i.instanceId === id)?.name ?? id;
    const known = new Set(instances.map((i) => i.instanceId));
    const unreached = findings.filter((f) => f.instanceId === undefined || !known.has(f.instanceId));
    return {
        ...view_view/* emptyView */.nG,
        mark: verdicts[report.verdict],
        headline: doctorHeadline(report),
        first: [
            (0,differing/* unreachedTable */.W2)(unreached, nameOf),
            (0,causes/* causesItems */.$)((0,next_steps/* causesOfFindings */.go)(unreached), 0, nameOf, saying),
            (0,view_view/* items */.ld)('instances with a cause', ill.map(diagnosisItem)),
            (0,view_view/* items */.ld)('instances that are not healthy', unknown.map(diagnosisItem)),
            doubtTable(instances),
        ],
        rest: [healthyText(instances)],
        folds: [...instances.flatMap(checksFold), ...instances.flatMap(logFold)],
        foot: [[{ code: fileSystemId }, ' at ', { code: mountPoint }, ` · ${(0,render_words/* seconds */.YA)(startedAt, endedAt)} · nothing was changed`]],
    };
}
function doctorHeadline({ volume, instances, findings, verdict }) {
    const who = (which) => instances.filter((i) => i.verdict === which).map((i) => i.name);
    const on = (names) => (names.length > 0 ? [' on ', { strong: (0,view_view/* listed */.KE)(names) }] : []);
    const unreached = findings.length > 0 ? ` · ${findings.length} not reached` : '';
    switch (verdict) {
        case 'healthy':
            return [{ code: volume }, `: nothing found in the way of a mount on ${(0,view_view/* listed */.KE)(who('healthy'))}`];
        case 'ill': {
            const found = who('ill').length > 0 ? [': the cause was found', ...on(who('ill'))] : [': not everything could be looked at'];
            return [{ code: volume }, ...found, unreached];
        }
        case 'unknown':
            return [{ code: volume }, ': no cause was found', ...on(who('unknown')), ', and not everything could be seen', unreached];
    }
}
/** What is wrong stands with its cause; beside it, what could not be told. */
function doubtTable(instances) {
    const doubts = instances.flatMap((i) => i.checks.flatMap((c) => isFine(c) || c.state === 'wrong' ? [] : [{ mark: marks[c.state], title: c.title, seen: c.seen, name: i.name }]));
    const groups = Map.groupBy(doubts, (d) => JSON.stringify([d.mark, d.title, d.seen]));
    const rows = [...groups.values()].map((those) => [
        [{ mark: those[0].mark }],
        [
            (0,view_view/* listed */.KE)(those.map((d) => d.name), 6),
        ],
        [those[0].title],
        [those[0].seen],
    ]);
    return (0,view_view/* table */.tp)('checks that warn or are unknown', ['', 'Instance', 'Check', 'Seen'], rows);
}
function healthyText(instances) {
    const healthy = instances.filter((i) => i.verdict === 'healthy');
    if (healthy.length === 0)
        return (0,view_view/* text */.Qq)('who is healthy', []);
    const isOk = ({ checks }, title) => checks.some((c) => c.title === title && c.state === 'ok');
    const checks = healthy[0].checks.map((c) => c.title).filter((title) => healthy.every((i) => isOk(i, title)));
    return (0,view_view/* text */.Qq)('who is healthy', [
        [
            { mark: 'holds' },
            ` nothing found in the way of a mount on ${(0,view_view/* listed */.KE)(healthy.map((i) => i.name), 8)}: ${checks.join(', ')}`,
        ],
    ]);
}
function checksFold(one) {
    if (one.checks.length === 0)
        return [];
    const rows = () => one.checks.map((c) => [[{ mark: marks[c.state] }], [c.title], [c.seen]]);
    return [
        {
            what: 'what was looked at on',
            of: one.name,
            title: [`${one.name}: all that was looked at (${(0,view_view/* counted */.hS)(one.checks.length, 'check')})`],
            least: 20 * one.checks.length,
            blocks: () => [(0,view_view/* table */.tp)('checks', ['', 'Check', 'Seen'], rows())],
        },
    ];
}
function logFold({ name, log }) {
    if (log.length === 0)
        return [];
    const title = [`${name}: the end of the client’s log`];
    const least = log.reduce((sum, line) => sum + line.length, 0);
    return [{ what: 'the client’s log of', of: name, title, least, blocks: () => [(0,view_view/* verbatim */.Bj)('lines', log)] }];
}
//# sourceMappingURL=doctor.js.map
// EXTERNAL MODULE: ./build/src/domain/life-cycle.js
var life_cycle = __nccwpck_require__(7149);
;// CONCATENATED MODULE: ./build/src/render/volume-words.js
/** A volume's settings, as label and text. Outside text; each printer escapes it. */

function settingsInWords(volume, { lifeCycle, backups, replication }) {
    const { throughputMode, provisionedThroughput: mibps } = volume;
    return [
        ['modes', `${volume.performanceMode}, ${throughputMode}${mibps === undefined ? '' : `, ${mibps} MiB/s`}`],
        ['life cycle', told(lifeCycle, life_cycle/* lifeCycleWords */.cT)],
        ['backups', told(backups, (on) => (on ? 'on' : 'off'))],
        ['replication', told(replication, (all) => all.map((one) => replicationWords(volume, one)).join('; ') || 'none')],
        ...(volume.overwriteProtection ? [['overwrite protection', protectionWords[volume.overwriteProtection]]] : []),
    ];
}
const told = (part, words) => part.kind === 'seen' ? words(part.value) : `not known: ${part.why}`;
function replicationWords({ id }, { from, to, state, syncedAt }) {
    const sync = syncedAt === undefined ? '' : `, synchronised until ${syncedAt}`;
    return to.fileSystemId === id
        ? `a replica of ${from.fileSystemId} in ${from.region}, so read-only: EFS alone writes to it (${state.toLowerCase()}${sync})`
        : `replicated to ${to.fileSystemId} in ${to.region} (${state.toLowerCase()}${sync})`;
}
const protectionWords = {
    enabled: 'on',
    disabled: 'off: it can be made the destination of a replication, which overwrites it',
    replicating: 'it is the destination of a replication',
};
//# sourceMappingURL=volume-words.js.map
;// CONCATENATED MODULE: ./build/src/render/view/lists.js






function volumesView({ volumes }) {
    if (volumes.length === 0)
        return { ...view_view/* emptyView */.nG, headline: ['There is no volume in this region. Make one: ', { code: 'prism volume create NAME' }] };
    const rows = volumes.map((v) => [
        [{ strong: v.name }],
        [{ code: v.id }],
        [v.state],
        [(0,view_view/* sizeWords */.pG)(v.bytes)],
        [v.encrypted ? 'yes' : 'no'],
        [v.createdAt],
    ]);
    const off = volumes.filter((v) => v.state !== 'available');
    return {
        ...view_view/* emptyView */.nG,
        mark: off.length > 0 ? 'differs' : 'holds',
        headline: [
            `${(0,view_view/* counted */.hS)(volumes.length, 'volume')} in this region`,
            ...(off.length > 0 ? [' · not available: ', { strong: (0,view_view/* listed */.KE)(off.map((v) => v.name)) }] : []),
        ],
        first: [(0,view_view/* table */.tp)('volumes', ['Volume', 'Id', 'State', 'Size', 'Encrypted', 'Created'], rows)],
    };
}
function instancesView({ instances, findings }, saying) {
    const offline = instances.filter((i) => !i.online);
    const sorted = [...offline, ...instances.filter((i) => i.online)];
    const rows = sorted.map((i) => [
        [i.online ? { mark: 'holds' } : { mark: 'differs' }, i.online ? ' online' : ' offline'],
        [{ strong: i.name || i.id }],
        [{ code: i.id }],
        [i.platform],
        [i.agentVersion],
    ]);
    const of = `${instances.length - offline.length} of ${(0,view_view/* counted */.hS)(instances.length, 'instance')} online`;
    const who = offline.length > 0 ? [' · ', { strong: (0,view_view/* listed */.KE)(offline.map((i) => i.name || i.id)) }, ' offline'] : [];
    return {
        ...view_view/* emptyView */.nG,
        mark: findings.length > 0 || offline.length > 0 ? 'differs' : 'holds',
        headline: instances.length === 0 && findings.length === 0 ? ['SSM manages no instance in this region.'] : [of, ...who],
        first: [
            (0,differing/* unreachedTable */.W2)(findings, (id) => id),
            (0,causes/* causesItems */.$)((0,next_steps/* causesOfFindings */.go)(findings), 0, (id) => id, saying),
            (0,view_view/* table */.tp)('instances', ['', 'Instance', 'Id', 'Platform', 'Agent'], rows),
        ],
    };
}
const states = {
    unknown: { mark: 'unknown', word: 'unknown' },
    mounted: { mark: 'holds', word: 'mounted' },
    'not-mounted': { mark: 'none', word: 'not mounted' },
};
const lists_order = ['unknown', 'mounted', 'not-mounted'];
function statusView({ volume, settings, mounted }) {
    const names = (state) => mounted.filter((m) => m.state === state).map((m) => m.name || m.instanceId);
    const on = names('mounted');
    const unknown = names('unknown');
    const down = volume.targets.filter((t) => t.state !== 'available').map((t) => t.id);
    return {
        ...view_view/* emptyView */.nG,
        mark: volume.state !== 'available' || volume.targets.length === 0 || down.length > 0 ? 'differs' : unknown.length > 0 ? 'unknown' : 'holds',
        headline: [
            { code: volume.name },
            ` is ${volume.state}, ${on.length > 0 ? 'mounted on ' : 'mounted on no instance that could be asked'}`,
            ...(on.length > 0 ? [{ strong: (0,view_view/* listed */.KE)(on) }] : []),
            ...(volume.targets.length === 0 ? [' · it has no mount target: no client can reach it'] : []),
            ...(down.length > 0 ? [` · ${down.length === 1 ? 'mount target' : 'mount targets'} not available: `, { strong: (0,view_view/* listed */.KE)(down) }] : []),
            ...(unknown.length > 0 ? [' · ', { strong: (0,view_view/* listed */.KE)(unknown) }, ' unknown'] : []),
        ],
        first: [mountedTable(mounted), targetsTable(volume)],
        rest: [
            factsTable(volume),
            (0,view_view/* table */.tp)('settings', ['Setting', 'Value'], settingsInWords(volume, settings).map(([label, value]) => [[label], [value]])),
        ],
    };
}
/** Where nothing is known comes first; where it is not mounted, and how, is one row for all. */
function mountedTable(mounted) {
    if (mounted.length === 0)
        return (0,view_view/* text */.Qq)('where it is mounted', [['No instance could be asked.']]);
    const groups = Map.groupBy(mounted, (m) => (m.state === 'mounted' ? m.instanceId : `${m.state} ${m.detail}`));
    const rows = [...groups.values()]
        .toSorted(([a], [b]) => lists_order.indexOf(a.state) - lists_order.indexOf(b.state))
        .map((those) => {
        const { state, detail } = those[0];
        const [one] = those.length === 1 ? those : [];
        return [
            [{ mark: states[state].mark }, ` ${states[state].word}`],
            one && one.name !== '' && one.name !== one.instanceId
                ? [{ strong: one.name }, ' ', { code: one.instanceId }]
                : [
                    (0,view_view/* listed */.KE)(those.map((m) => m.name || m.instanceId), 8),
                ],
            [detail],
        ];
    });
    return (0,view_view/* table */.tp)('instances', ['Mounted', 'Instance', 'Where'], rows);
}
const targetsTable = ({ targets }) => (0,view_view/* table */.tp)('mount targets', ['Mount target', 'Zone', 'Subnet', 'Address', 'State'], targets.map((t) => [[{ code: t.id }], [t.availabilityZone], [{ code: t.subnetId }], [t.ipAddress], [t.state]]));
const factsTable = (v) => (0,view_view/* table */.tp)('facts', ['Id', 'Size', 'Encrypted', 'Zones', 'Created'], [
    [
        [{ code: v.id }],
        [(0,view_view/* sizeWords */.pG)(v.bytes)],
        [v.encrypted ? 'yes' : 'no'],
        [v.oneZone ? `one zone: ${v.oneZone}` : 'regional'],
        [v.createdAt],
    ],
]);
function accessPointsView({ volume, points }) {
    const rows = points.map((p) => [
        [{ strong: p.name }],
        [{ code: p.id }],
        [{ code: p.path }],
        [p.state],
        [(0,render_words/* peopleThrough */.pL)(p)],
    ]);
    return {
        ...view_view/* emptyView */.nG,
        mark: 'holds',
        headline: [{ code: volume.name }, points.length === 0 ? ' has no access point' : ` has ${(0,view_view/* counted */.hS)(points.length, 'access point')}`],
        first: [(0,view_view/* table */.tp)('access points', ['Access point', 'Id', 'Path', 'State', 'People are'], rows)],
    };
}
function accessPointView({ point, deleted, steps, plan }) {
    const headline = point
        ? [{ code: point.name }, ' (', { code: point.id }, ') leads to ', { code: point.path }]
        : deleted
            ? [{ code: deleted.name }, ' (', { code: deleted.id }, ') is deleted; its folder ', { code: deleted.path }, ' stays']
            : plan
                ? lists_planned(plan)
                : // of a run that an older version stored
                    ['The access point is deleted'];
    return { ...view_view/* emptyView */.nG, mark: plan ? 'note' : 'holds', headline, first: [stepsTable(steps), ...askedFor(plan)], foot: digestOf(plan) };
}
/** Of a volume that was created, or updated. */
function madeView({ volume, steps, plan }) {
    const headline = volume ? [{ code: volume.name }, ' (', { code: volume.id }, `) is ${volume.state}`] : lists_planned(plan);
    return { ...view_view/* emptyView */.nG, mark: volume ? 'holds' : 'note', headline, first: [stepsTable(steps), ...askedFor(plan)], foot: digestOf(plan) };
}
const deletedView = ({ volume, fileSystemId, steps, plan }) => ({
    ...view_view/* emptyView */.nG,
    mark: plan ? 'note' : 'holds',
    headline: plan ? lists_planned(plan) : [{ code: volume }, ' (', { code: fileSystemId }, ') is deleted'],
    first: [stepsTable(steps), ...askedFor(plan)],
    foot: digestOf(plan),
});
const lists_planned = (plan) => [
    'Plan: ',
    ...(plan ? [{ code: namesIn(plan).join(' ') }, ', '] : []),
    'nothing was changed',
];
const namesIn = ({ verb, parameters: { name, fileSystemId, wanted, accessPoint } }) => [
    verb,
    name ?? fileSystemId,
    ...[wanted, accessPoint].flatMap((point) => point?.name ?? []),
];
/** What the plan was made from: who approves it reads what they agree to. */
function askedFor(plan) {
    if (!plan)
        return [];
    const { fileSystemId, accessPointId, ...asked } = plan.parameters;
    const { options, wanted, accessPoint } = asked;
    const said = { region: plan.region, fileSystemId, accessPointId, ...options, ...wanted, ...accessPoint };
    const rows = Object.entries(said).flatMap(([name, value]) => {
        const words = typeof value === 'string' ? value : JSON.stringify(value);
        return words === undefined || words === '[]' || words === '{}' ? [] : [[[name], [{ code: words }]]];
    });
    return [(0,view_view/* table */.tp)('settings', ['Asked for', 'Value'], rows)];
}
const digestOf = (plan) => (plan ? [['Digest ', { code: plan.digest.slice(0, 16) }]] : []);
const stepsTable = (steps, title) => (0,view_view/* table */.tp)('steps', ['Step', 'Status', 'Detail'], steps.map((s) => [[s.step], [s.status], [s.detail]]), title);
//# sourceMappingURL=lists.js.map
;// CONCATENATED MODULE: ./build/src/render/view/locks.js


function locksView({ did, locks }, { say }) {
    if (locks.length === 0)
        return { ...view_view/* emptyView */.nG, mark: 'holds', headline: ['No volume is locked'] };
    const rows = locks.map((lock) => [
        [{ strong: lock.volume }, ' ', { code: lock.fileSystemId }],
        [lock.by.name, ...(lock.repository === undefined ? [] : [' in ', lock.repository])],
        [lock.reason ?? 'not said'],
        [lock.since],
        [lock.until ?? 'it is unlocked'],
        [{ code: say({ verb: 'unlock', volume: refOf(lock) }) }],
        [lock.unlockedBy],
    ]);
    const standing = (0,view_view/* table */.tp)('locks', ['Volume', 'Locked by', 'Why', 'Since', 'Until', 'Unlock by', 'Who may'], rows);
    const [one] = locks;
    if (did === 'unlocked' && one)
        return { ...view_view/* emptyView */.nG, mark: 'holds', headline: [{ code: one.volume }, ' is unlocked'], first: [was(one)] };
    return {
        ...view_view/* emptyView */.nG,
        mark: 'holds',
        headline: did === 'locked' && one ? [{ code: one.volume }, ' is locked'] : [`${(0,view_view/* counted */.hS)(locks.length, 'volume')} locked`],
        first: [
            standing,
            ...(did === 'locked'
                ? [(0,view_view/* text */.Qq)('what that means', [['Nothing that changes it begins until then. What had begun before goes on.']])]
                : []),
        ],
    };
}
const was = ({ by, since, reason }) => (0,view_view/* text */.Qq)('the lock', [[`It was locked by ${by.name} since ${since}`, ...(reason === undefined ? [] : [`: ${reason}`])]]);
const refOf = ({ volume, fileSystemId }) => domain_names/* patterns */.qp.volumeName.test(volume) ? { kind: 'name', name: volume } : { kind: 'id', id: fileSystemId };
//# sourceMappingURL=locks.js.map
// EXTERNAL MODULE: ./build/src/domain/people/migration.js
var migration = __nccwpck_require__(8256);
// EXTERNAL MODULE: ./build/src/render/view/say.js
var view_say = __nccwpck_require__(9617);
;// CONCATENATED MODULE: ./build/src/render/view/migration.js
/** A migration of old data: as a plan, and as what was seen afterwards. What differs comes first. */







function migrationView(answer, saying) {
    const { plan, report, refusal, agree, unasked } = answer;
    const names = new Map(plan.hosts.map((h) => [h.instanceId, h.name]));
    const nameOf = (id) => names.get(id) ?? id;
    const findings = (0,meaning_answer/* findingsIn */._0)(answer);
    const trouble = [(0,differing/* unreachedTable */.W2)(findings, nameOf), (0,causes/* causesItems */.$)((0,next_steps/* causesOfFindings */.go)(findings), plan.hosts.length, nameOf, saying)];
    const digest = ['digest ', { code: plan.digest.slice(0, 16) }];
    if (report)
        return {
            ...view_view/* emptyView */.nG,
            mark: migration_markOf(report),
            headline: reportedLine(answer, report),
            first: [...trouble, rowsTable(report), leftTable(report.after)],
            rest: [foldersTable(report.after, 'afterwards')],
            foot: [...undoLine(report, plan.hosts[0]?.name ?? ''), digest],
        };
    return {
        ...view_view/* emptyView */.nG,
        mark: refusal || findings.length > 0 ? 'differs' : 'note',
        headline: ['Plan: ', { code: 'migrate' }, ...planWords(answer), ' · nothing was changed'],
        about: unasked.length > 0 ? [[`Not asked whether somebody has files open there: ${(0,view_view/* listed */.KE)(unasked, 8)}`]] : [],
        first: [...trouble, openTable(answer, nameOf), countsTable(answer.counted), leftTable(answer.counted)],
        rest: [foldersTable(answer.counted, 'now')],
        foot: [...(agree && findings.length === 0 ? [['To have exactly this done: ', ...(0,view_say/* commandLine */.ay)([agree], saying)]] : []), digest],
    };
}
function planWords({ rule, counted: seen, plan }) {
    const [first] = plan.hosts;
    const where = first ? `, on ${first.name}` : '';
    if (seen.looked === 0)
        return [' would give nothing: nothing below ', { code: rule.under }, ` was counted${where}`];
    const many = `${(0,migration/* atLeast */.jZ)(seen)}${(0,view_view/* counted */.hS)((0,migration.of)(seen, 'move'), 'entry', 'entries')}`;
    return [` would give ${many} of uid ${rule.uid} below `, { code: rule.under }, ` to uid ${rule.to.uid}${where}`];
}
function reportedLine({ rule }, { moved, after }) {
    const still = (0,migration.of)(after, 'move', ...migration/* staying */.WK);
    if (moved === 0 && still === 0)
        return nothingThere(rule, after);
    return [
        `${(0,view_view/* counted */.hS)(moved, 'entry', 'entries')} below `,
        { code: rule.under },
        ` went from uid ${rule.uid} to ${rule.to.uid} · `,
        { strong: `${(0,migration/* atLeast */.jZ)(after)}${still}` },
        ' still of the old number',
    ];
}
/** As after a number that was mistyped, or where all was done before: which it is, the others that are there tell. */
function nothingThere({ under, uid, to }, after) {
    const already = (0,migration.of)(after, 'already');
    const others = [...new Set(after.folders.map((f) => f.uid))].filter((n) => n !== to.uid).sort((a, b) => a - b);
    return [
        'Nothing ',
        ...((0,migration/* isWhole */.wP)(after) ? [] : ['that was seen ']),
        'below ',
        { code: under },
        ` has uid ${uid}, so nothing was changed`,
        ...(already > 0 ? [` · ${(0,view_view/* counted */.hS)(already, 'entry has', 'entries have')} uid ${to.uid} already`] : []),
        ...(others.length > 0 ? [` · uid ${(0,view_view/* listed */.KE)(others.map(String), 6)} ${others.length === 1 ? 'is' : 'are'} there`] : []),
    ];
}
/** Where there was nothing to do and nothing had been done before, nothing is proved either. */
const migration_markOf = ({ moved, after, verdict }) => verdict === 'holds' && moved === 0 && (0,migration.of)(after, 'already') === 0 ? 'note' : verdict;
/** All is done by the first instance alone; the others count and look for what is open. */
const undoLine = ({ undo }, where) => undo === undefined
    ? []
    : [
        [
            `What it was is kept on ${where}: `,
            { code: `/var/lib/prism/migrated/${undo}` },
            '; to take it back: ',
            { code: `--undo ${undo}` },
        ],
    ];
function rowsTable({ rows }) {
    return (0,view_view/* table */.tp)('rows', ['', 'What', 'Expected', 'Seen'], rows.map(({ what, expected, seen, verdict }) => [[{ mark: verdict }], [what], [expected], [seen]]));
}
function countsTable(seen) {
    const rows = seen.counts.map(({ why, entries, bytes }) => [[migration/* words */.aL[why]], [`${entries}`], [(0,view_view/* sizeWords */.pG)(bytes)]]);
    const total = [[`looked at${seen.finished ? '' : ', and there is more'}`], [`${seen.looked}`], ['']];
    return (0,view_view/* table */.tp)('counts', ['What', 'Entries', 'Size'], [...rows, total]);
}
/** Names in private folders are not told. */
function leftTable(seen) {
    const those = seen.left.filter((l) => l.why !== 'unlisted');
    const rows = those.map(({ path, why, uid }) => [
        [migration/* words */.aL[why]],
        path === '' ? ['in a private folder'] : [{ code: path }],
        [`${uid}`],
    ]);
    return (0,view_view/* table */.tp)('entries that stay', ['Stays', 'Where', 'uid'], rows);
}
function foldersTable(seen, when) {
    const rows = seen.folders
        .toSorted((a, b) => b.entries - a.entries)
        .map(({ top, uid, gid, entries }) => [
        top === '' ? ['in a private folder'] : [{ code: top }],
        [`${uid}`],
        [`${gid}`],
        [`${entries}`],
    ]);
    const more = seen.more > 0 ? [[['others'], [''], [''], [`${seen.more}`]]] : [];
    return (0,view_view/* table */.tp)('folders', ['Folder', 'uid', 'gid', `Entries ${when}`], [...rows, ...more]);
}
function openTable({ open }, nameOf) {
    const rows = open.map(({ instanceId, pid, name, what }) => [[nameOf(instanceId)], [{ code: name }], [`${pid}`], [what]]);
    return (0,view_view/* table */.tp)('who has it open', ['Instance', 'Program', 'pid', 'What'], rows);
}
//# sourceMappingURL=migration.js.map
// EXTERNAL MODULE: ./build/src/render/view/report.js + 2 modules
var report = __nccwpck_require__(2437);
;// CONCATENATED MODULE: ./build/src/render/view/run.js
















function runView(run, saying, { live, also = [] } = {}) {
    const answered = run.answer && answerView(run.answer, saying);
    const view = answered ?? { ...view_view/* emptyView */.nG, first: run.endedAt ? [stepsTable(run.provisioned, ['Done until then:'])] : [] };
    const shown = run.answer ? (0,meaning_answer/* findingsIn */._0)(run.answer) : [];
    const beside = [...also, ...run.findings.filter((f) => !shown.some((s) => (0,meaning_answer/* sameFinding */.In)(s, f)))];
    return {
        ...view,
        ...(answered && run.endedAt ? {} : heading(run, saying, live)),
        first: [...findingsBlocks(beside, run, saying), ...view.first],
        foot: [...view.foot, ...footer(run, saying)],
    };
}
function answerView(answer, saying) {
    switch (answer.kind) {
        case 'doctor':
            return doctorView(answer.report, saying);
        case 'report':
            return (0,report/* reportView */.y)(answer.report, saying);
        case 'checks':
            return (0,checks/* checksView */.$h)(answer.checks, saying);
        case 'plan': {
            const { plan, agree, diagnoses = [] } = answer;
            const findings = (0,meaning_answer/* findingsIn */._0)(answer);
            return plan.adoptions
                ? adoptionView({ plan, adoptions: plan.adoptions, findings, diagnoses, agree }, saying)
                : (0,view_plan/* planView */.hV)(plan, findings, saying);
        }
        case 'people':
            return accountsView(answer, saying);
        case 'migration':
            return migrationView(answer, saying);
        case 'volumes':
            return volumesView(answer);
        case 'instances':
            return instancesView(answer, saying);
        case 'status':
            return statusView(answer);
        case 'locks':
            return locksView(answer, saying);
        case 'access-points':
            return accessPointsView(answer);
        case 'access-point':
            return accessPointView(answer);
        case 'created':
        case 'updated':
            return madeView(answer);
        case 'deleted':
            return deletedView(answer);
    }
}
function heading(run, { say }, live) {
    const what = [{ code: (0,render_words/* spoken */.vg)(run.request) }];
    switch (run.state) {
        case 'done':
            return { mark: 'holds', headline: what, about: [] };
        case 'failed':
            return { mark: 'differs', headline: [...what, ' was not done'], about: [] };
        case 'denied':
            return denied(run, what, say);
        case 'unknown':
            return { mark: 'unknown', headline: [...what, ': the outcome is unknown'], about: [] };
        default:
            return { mark: 'running', headline: what, about: [[`${(0,render_words/* stage */.dw)(run)}${live ? answeredWords(live) : ''} …`]] };
    }
}
/** Too late, or approved in vain, is not the same as forbidden: it may be asked for again. */
function denied({ findings, request, agreed }, what, say) {
    const why = findings.some((f) => f.code === 'too-late')
        ? ' was not begun in time'
        : findings.some((f) => f.code === 'approval-void')
            ? ': its approval does not hold any more'
            : undefined;
    if (why === undefined)
        return { mark: 'denied', headline: [...what, ' is not allowed'], about: [] };
    const anew = agreed ? '. Its plan is made anew, and waits for an approval of its own: the one that was given is used up' : '';
    return {
        mark: 'denied',
        headline: [...what, `${why} · `, { strong: 'nothing was done' }],
        about: [['If it is still wanted, ask again: ', { code: say(request) }, anew]],
    };
}
const answeredWords = ({ answered, of }) => `: ${answered} of ${of} ${of === 1 ? 'instance' : 'instances'} answered`;
/** Of findings that are in no answer. */
function findingsBlocks(findings, run, saying) {
    const names = new Map(run.operation?.targets.map((t) => [t.instanceId, t.name]));
    const nameOf = (id) => names.get(id) ?? id;
    return [(0,differing/* unreachedTable */.W2)(findings, nameOf), (0,causes/* causesItems */.$)((0,next_steps/* causesOfFindings */.go)(findings), 0, nameOf, saying)];
}
/** Whoever asked sees the command as it was understood, its options too, from the first stage on. */
function footer(run, { say }) {
    return [
        ['Understood as ', { code: say(run.request) }, `, asked by ${run.origin.actor.name} · run `, { code: run.id }],
        ...sentByLines(run).map((line) => [line]),
    ];
}
/** Of what a person is told where there is no run, or none that can be shown. */
const findingsView = (mark, headline, findings, saying) => ({
    ...view_view/* emptyView */.nG,
    mark,
    headline: [headline],
    first: findingsBlocks(findings, {}, saying),
});
//# sourceMappingURL=run.js.map
;// CONCATENATED MODULE: ./build/src/render/markdown.js






/** GitHub's limit for a comment is 65,536 characters (facts); the marker and a note need some of them. */
const commentLimit = { most: 64_000, aim: 12_000, size: (text) => text.length };
/** `say`: a request as a comment says it; without options where it is left out. */
function renderRunMarkdown(run, say = view_say/* inComment */.N7.say, besides = {}) {
    // the head and the foot are never cut, so what was asked is not said at any length
    const saying = { say: (request) => briefly(say(request)) };
    return (0,lay_out/* layOut */.v)((0,page_of/* pageOf */.ZZ)(runView(run, saying, besides), whereAll(run.request)), besides.limit ?? commentLimit);
}
/** Where there is no run, or none that can be shown. */
const renderFindingsMarkdown = (mark, headline, findings, limit) => (0,lay_out/* layOut */.v)((0,page_of/* pageOf */.ZZ)(findingsView(mark, headline, findings, view_say/* inComment */.N7), ''), limit);
const briefly = (text) => (text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text);
/** What changed something is looked at again by a verify. */
function whereAll(request) {
    const words = (0,render_words/* spoken */.vg)(request).replace(/^(?:mount|adopt|unmount) /, 'verify ');
    return `Everything: ${(0,render_escape/* codeLine */.U_)(`prism volume ${briefly(words)} --full`)} at a terminal, or its JSON.`;
}
//# sourceMappingURL=markdown.js.map
// EXTERNAL MODULE: ./build/src/render/view/names.js
var names = __nccwpck_require__(7018);
;// CONCATENATED MODULE: ./build/src/render/next-steps.js
/** What to do about what differs or is unknown, as data: for JSON, and for annotations. */


function nextStepsOf(reports, say) {
    return reports.flatMap((report) => {
        const nameOf = (0,names/* namesIn */.wX)(report);
        return (0,next_steps/* causesOf */.cZ)(report).map((cause) => nextStepOf(cause, nameOf, say));
    });
}
const nextStepOf = (cause, nameOf, say) => ({
    causes: cause.names,
    verdict: cause.verdict,
    instances: cause.instanceIds.map(nameOf),
    why: [cause.title, cause.seen, ...cause.why].flatMap((part) => (part === undefined ? [] : [asSentence(part)])).join(' '),
    ...next_steps_told(cause, say),
    explain: cause.explain.map(say),
});
const asSentence = (text) => (text.endsWith('.') ? text : `${text}.`);
function next_steps_told({ fix }, say) {
    switch (fix.kind) {
        case 'requests':
            return { commands: fix.requests.map(say) };
        case 'words':
            return { next: fix.words.join(' '), commands: [] };
        case 'steps':
            return { next: fix.steps, commands: fix.afterwards.map(say) };
    }
}
//# sourceMappingURL=next-steps.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/outcome.js







/** `interrupted`: the job was cancelled meanwhile; what was not seen by then is not green. */
/** Whether the step passes: all was proven, or a plan alone was asked for and made. */
const isGreen = ({ ok, verdict }) => ok || verdict === 'planned';
function outcomeOfRun(run, interrupted) {
    const reports = (0,meaning_answer/* reportsIn */.dl)(run.answer);
    const { verdict, findings, also } = stepOf(run, interrupted);
    const next = nextStepsOf(reports, format.formatAsked);
    const head = { runId: run.id, verdict, findings, next, sentBy: sentBy(run) };
    return {
        ok: verdict === 'holds',
        verdict,
        runId: run.id,
        findings,
        next,
        names: new Map([...reports.map((r) => r.operation), ...(run.operation ? [run.operation] : [])].flatMap((o) => o.targets.map((t) => [t.instanceId, t.name]))),
        report: answerJson(head, run, reports[0]),
        markdown: (limit) => renderRunMarkdown(run, format.formatAsked, { also, limit }),
    };
}
function outcomeOfError(error, runId = '') {
    const { verdict, findings } = stepOfError(error, runId);
    return {
        ok: false,
        verdict,
        runId,
        findings,
        next: [],
        names: new Map(),
        report: reportJson({ runId, verdict, findings, next: [], sentBy: [] }),
        markdown: (limit) => renderFindingsMarkdown(...headings[verdict], findings, limit),
    };
}
const headings = {
    holds: ['holds', 'Prism'],
    differs: ['differs', 'Prism'],
    planned: ['holds', 'Prism'],
    refused: ['denied', 'Prism refused; nothing was touched'],
    failed: ['differs', 'Prism failed; nothing was touched'],
    unknown: ['unknown', 'Prism: the outcome is unknown'],
};
/** Valid JSON within an output's size: first the pairs that share are left out, then the rows that hold, then the instances; `shortened` says which. */
function answerJson(head, { answer }, report) {
    if (answer?.kind === 'plan')
        return planJson({ ...head, digest: answer.plan.digest, operation: answer.plan.operation }, answer.diagnoses ?? []);
    if (answer?.kind === 'doctor')
        return doctorJson(head, answer.report);
    return answer?.kind === 'checks' ? checksJson(head, answer.checks) : reportJson(head, report);
}
function reportJson(head, report) {
    const { findings } = head;
    if (!report)
        return longestThatFits([head, { ...head, findings: findings.slice(0, 50), shortened: 'findings' }]);
    const whole = { ...report, ...head };
    return longestThatFits([
        whole,
        { ...whole, sharing: withoutShared(report), shortened: 'pairs' },
        { ...whole, sharing: withoutShared(report), instances: report.instances.map(withoutHolding), shortened: 'rows' },
        { ...head, findings: findings.slice(0, 50), shortened: 'instances' },
    ]);
}
/** Without the rows that hold, then without rows at all, where the whole does not fit an output. */
function doctorJson(head, report) {
    const bare = report.instances.map((i) => ({ ...i, checks: i.checks.filter((c) => c.state !== 'ok') }));
    return longestThatFits([
        { ...report, ...head },
        { ...report, ...head, instances: bare, shortened: 'rows' },
        { ...head, findings: head.findings.slice(0, 50), shortened: 'instances' },
    ]);
}
/** A plan's digest and what it is of; of an adoption its causes too, without the checks that are ok where the whole does not fit an output. */
function planJson(head, diagnoses) {
    const { operation: _, ...brief } = head;
    const bare = diagnoses.map((d) => ({ ...d, checks: d.checks.filter((c) => c.state !== 'ok') }));
    return longestThatFits([
        { ...head, diagnoses },
        { ...head, diagnoses: bare, shortened: 'rows' },
        { ...brief, findings: head.findings.slice(0, 50), shortened: 'instances' },
    ]);
}
function checksJson(head, checks) {
    const briefly = checks.map((check) => ({
        ...check,
        places: check.places.map(({ report, plan }) => ({
            report: { ...report, sharing: withoutShared(report), instances: report.instances.map(withoutHolding) },
            digest: plan.digest,
        })),
    }));
    return longestThatFits([
        { ...head, checks },
        { ...head, checks: briefly, shortened: 'rows' },
        { ...head, findings: head.findings.slice(0, 50), shortened: 'checks' },
    ]);
}
function longestThatFits(versions) {
    let text = '';
    for (const version of versions) {
        text = JSON.stringify(version);
        if (text.length <= fit/* limits */.Fy.outputCharacters)
            break;
    }
    return text;
}
function withoutHolding(instance) {
    return { ...instance, steps: [], rows: instance.rows.filter((r) => r.verdict !== 'holds') };
}
function withoutShared({ sharing }) {
    return { ...sharing, cells: sharing.cells.filter((c) => c.verdict === 'not-shared' || c.verdict === 'unknown') };
}
//# sourceMappingURL=outcome.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/annotations.js


/** GitHub keeps ten annotations of a kind per step; the last one then says how many more there are. */
const most = 10;
function annotate(runner, outcome) {
    // what is worth saying about a run that holds is no error
    const level = isGreen(outcome) ? 'warning' : 'error';
    const all = [...outcome.findings.map((f) => findingNote(f, outcome.names)), ...unsaid(outcome).map(stepNote)];
    const shown = all.length > most ? all.slice(0, most - 1) : all;
    for (const { title, text } of shown)
        runner.annotate(level, title, text);
    if (!isGreen(outcome) && shown.length === 0)
        runner.annotate('error', `Prism: ${outcome.verdict}`, 'See the step summary for what differs or is unknown.');
    const more = all.length - shown.length;
    if (more > 0)
        runner.annotate(level, 'Prism', `${more} more findings: see the step summary.`);
}
const findingNote = (f, names) => ({
    title: `Prism: ${f.code}`,
    text: `${where(f, names)}${f.seen}\n${f.why}\nNext: ${f.next}`,
});
/** Causes of rows that no finding names. */
function unsaid({ next, findings }) {
    const said = new Set(findings.map((f) => f.code));
    return next.filter(({ causes }) => !causes.every((cause) => said.has(cause)));
}
/** More names than that are counted. */
const maxNames = 6;
function stepNote({ causes, instances, why, next, commands }) {
    const more = instances.length - maxNames;
    const names = `${instances
        .slice(0, maxNames)
        .map((name) => (0,domain_names/* quote */.hD)(name))
        .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    const todo = [...(next === undefined ? [] : [next]), ...commands].join('\n');
    return { title: `Prism: ${causes.join(', ')}`, text: `${instances.length > 0 ? `On ${names}: ` : ''}${why}\nNext: ${todo}` };
}
function where(finding, names) {
    if (finding.instanceId === undefined)
        return '';
    const name = names.get(finding.instanceId);
    return `On ${name === undefined ? '' : `${(0,domain_names/* quote */.hD)(name)}, `}${(0,domain_names/* quote */.hD)(finding.instanceId)}: `;
}
//# sourceMappingURL=annotations.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/publish.js
/** Publishes an outcome wherever the runner lets a step write. Outputs come first: they must be set whatever fails afterwards. */


const inWords = {
    holds: 'everything that was expected was seen on every instance',
    differs: 'not everything is as expected',
    unknown: 'the outcome is unknown; run `verify` to see the current state before you retry anything',
    planned: 'this is what would be done; nothing was touched',
    refused: 'nothing was touched',
    failed: 'it failed',
};
async function publish(runner, outcome) {
    runner.output('ok', String(outcome.ok));
    runner.output('run-id', outcome.runId);
    runner.output('report', outcome.report);
    runner.output('summary', outcome.markdown(fit/* limitsOf */.Af.output));
    annotate(runner, outcome);
    runner.log(`prism: ${outcome.verdict}: ${inWords[outcome.verdict]}`);
    try {
        await runner.summary(outcome.markdown(fit/* limitsOf */.Af.summary));
    }
    catch (error) {
        runner.annotate('warning', 'Prism', `The step summary could not be written: ${String(error)}`);
    }
}
//# sourceMappingURL=publish.js.map
// EXTERNAL MODULE: ./build/src/domain/documents.js
var domain_documents = __nccwpck_require__(9228);
// EXTERNAL MODULE: ./build/src/domain/region.js
var region = __nccwpck_require__(2416);
// EXTERNAL MODULE: ./build/src/domain/did-you-mean.js
var did_you_mean = __nccwpck_require__(919);
// EXTERNAL MODULE: ./build/src/domain/options/all.js + 12 modules
var options_all = __nccwpck_require__(16);
// EXTERNAL MODULE: ./build/src/domain/access-points.js
var access_points = __nccwpck_require__(24);
// EXTERNAL MODULE: ./build/src/domain/enforced-user.js
var enforced_user = __nccwpck_require__(8844);
// EXTERNAL MODULE: ./build/src/domain/request.js
var request = __nccwpck_require__(8827);
;// CONCATENATED MODULE: ./build/src/language/create-options.js
/** The options of `volume create` and `volume update`, as typed values. */



/** The options' patterns were checked before; this checks how they fit together. Throws bad-option, missing-input. */
function createOptionsFrom(given) {
    const one = (name) => given.get(name)?.[0];
    const throughputMode = (one('throughput-mode') ?? request/* defaultCreateOptions */.m.throughputMode);
    const provisioned = one('provisioned-throughput');
    if (throughputMode === 'provisioned' && provisioned === undefined)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: '--throughput-mode provisioned without --provisioned-throughput' });
    if (throughputMode !== 'provisioned' && provisioned !== undefined)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--provisioned-throughput needs --throughput-mode provisioned; the mode is ${throughputMode}` });
    const performanceMode = (one('performance-mode') ?? request/* defaultCreateOptions */.m.performanceMode);
    // EFS refuses the pair: elastic throughput exists for General Purpose only
    if (performanceMode === 'maxIO' && throughputMode === 'elastic')
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--performance-mode maxIO needs --throughput-mode bursting or provisioned' });
    const kmsKeyId = one('kms-key');
    const oneZone = one('one-zone');
    if (oneZone !== undefined && performanceMode === 'maxIO')
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--one-zone: EFS has no maxIO in one zone' });
    return {
        performanceMode,
        throughputMode,
        ...(provisioned === undefined ? {} : { provisionedThroughput: Number(provisioned) }),
        ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
        ...(oneZone === undefined ? {} : { oneZone }),
        backups: given.has('backups'),
        ...lifeCycleFrom(given),
        tags: tagsFrom(given.get('tag') ?? []),
        subnetIds: listFrom(given.get('subnet')),
        securityGroupIds: listFrom(given.get('security-group')),
    };
}
/** The options' patterns were checked before. Throws bad-option, missing-input. */
function updateOptionsFrom(given) {
    const mode = given.get('throughput-mode')?.[0];
    const provisioned = given.get('provisioned-throughput')?.[0];
    if (mode === 'provisioned' && provisioned === undefined)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: '--throughput-mode provisioned without --provisioned-throughput' });
    if (mode !== undefined && mode !== 'provisioned' && provisioned !== undefined)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--provisioned-throughput needs --throughput-mode provisioned; the mode is ${mode}` });
    const backups = onOrOff(given, 'backups', 'no-backups');
    const options = {
        ...(mode === undefined ? {} : { throughputMode: mode }),
        ...(provisioned === undefined ? {} : { provisionedThroughput: Number(provisioned) }),
        ...(backups === undefined ? {} : { backups }),
        ...lifeCycleFrom(given),
    };
    if (Object.keys(options).length === 0)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'nothing is named that is to change' });
    return options;
}
function lifeCycleFrom(given) {
    const days = (name) => {
        const text = given.get(name)?.[0];
        return text === 'never' ? 'never' : text === undefined ? undefined : Number(text);
    };
    const [infrequent, archive] = [days('infrequent-access-after'), days('archive-after')];
    const back = onOrOff(given, 'back-on-access', 'no-back-on-access');
    return {
        ...(infrequent === undefined ? {} : { infrequentAccessAfterDays: infrequent }),
        ...(archive === undefined ? {} : { archiveAfterDays: archive }),
        ...(back === undefined ? {} : { backOnAccess: back }),
    };
}
function onOrOff(given, on, off) {
    if (given.has(on) && given.has(off))
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--${on} and --${off} exclude each other` });
    return given.has(on) ? true : given.has(off) ? false : undefined;
}
const listFrom = (values = []) => [...new Set(values.flatMap((v) => v.split(',')))];
function tagsFrom(pairs) {
    const tags = new Map();
    for (const pair of pairs) {
        const [, key = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
        if (!domain_names/* patterns */.qp.tagKey.test(key) || !domain_names/* patterns */.qp.tagValue.test(value))
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--tag ${(0,domain_names/* quote */.hD)(pair)}` });
        // AWS keeps aws: for itself; the Name tag is the volume's name and has one source
        if (key === 'Name' || key.toLowerCase().startsWith('aws:'))
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--tag ${(0,domain_names/* quote */.hD)(key)} cannot be used` });
        if (tags.has(key))
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--tag ${(0,domain_names/* quote */.hD)(key)} is given more than once` });
        tags.set(key, value);
    }
    return Object.fromEntries(tags);
}
//# sourceMappingURL=create-options.js.map
;// CONCATENATED MODULE: ./build/src/language/dashes.js
/** Phones and word processors make one long dash of the two hyphens of an option. */



/** At a word's beginning, any dash of Unicode that is no hyphen of a keyboard. No name begins so. */
const dashes = /^-*(?:(?!-)\p{Pd}|\u2212)[\p{Pd}\u2212]*/u;
const hasLongDash = (word) => dashes.test(word);
/** Throws bad-option for the first word that begins so, with the option that was perhaps meant. */
function refuseLongDashes(words, options) {
    const word = words.find(hasLongDash);
    if (word === undefined)
        return;
    const name = word.replace(dashes, '').replace(/=.*$/s, '');
    throw (0,catalogue/* fail */.fJ)('bad-option', {
        seen: `${(0,domain_names/* quote */.hD)(word)} begins with a dash; options begin with two hyphens (--)${(0,did_you_mean/* didYouMean */.a)(name, options, '--')}`,
    });
}
//# sourceMappingURL=dashes.js.map
;// CONCATENATED MODULE: ./build/src/language/request-from.js
/** The words of a command → Request. The only place where a name or an option's value becomes a typed value. */








/** Throws the catalogue's findings: bad-…, root-account, too-many-accounts, missing-input. */
function requestFrom(spoken) {
    refuseLongDashes(spoken.words, (0,options_all/* optionsOf */.cz)(spoken.verb).map((o) => o.name));
    checkOptions(spoken);
    const [first, ...rest] = spoken.words;
    switch (spoken.verb) {
        case 'verify':
            if (spoken.options.has('all'))
                return verifyAllFrom(spoken);
            if (rest.length === 0)
                throw (0,catalogue/* fail */.fJ)('missing-input', {
                    seen: `no ${first === undefined ? 'volume' : 'instance'} is given; --all looks at ${first === undefined ? 'every volume' : 'it'} wherever it is mounted`,
                });
            return {
                verb: 'verify',
                volume: volumeOf(first),
                selectors: selectorsOf(rest),
                options: mountOptionsFrom(spoken),
                ...peopleFrom(spoken),
            };
        case 'mount':
            return {
                verb: 'mount',
                volume: volumeOf(first),
                selectors: selectorsOf(rest),
                options: mountOptionsFrom(spoken),
                ...peopleFrom(spoken),
            };
        case 'doctor':
            return { verb: spoken.verb, volume: volumeOf(first), selectors: selectorsOf(rest), options: mountOptionsFrom(spoken) };
        case 'adopt': {
            const plan = only(spoken.options, 'plan');
            const asked = { volume: volumeOf(first), selectors: selectorsOf(rest), options: mountOptionsFrom(spoken) };
            return { verb: 'adopt', ...asked, ...(plan === undefined ? {} : { plan }) };
        }
        case 'unmount':
            return { verb: 'unmount', volume: volumeOf(first), selectors: selectorsOf(rest), options: unmountOptionsFrom(spoken) };
        case 'status':
            return { verb: 'status', volume: onlyVolume('status', first, rest) };
        case 'create':
            onlyVolume('create', first, rest);
            return { verb: 'create', name: (0,domain_names/* parseVolumeName */.$l)(first ?? ''), options: createOptionsFrom(spoken.options) };
        case 'update':
            return { verb: 'update', volume: onlyVolume('update', first, rest), options: updateOptionsFrom(spoken.options) };
        case 'delete':
            // the name a second time is the entry point's to ask for; until it did, the words alone confirm nothing
            return { verb: 'delete', volume: onlyVolume('delete', first, rest), confirm: '' };
        case 'lock': {
            const [reason, until] = [only(spoken.options, 'reason'), only(spoken.options, 'until')];
            return {
                verb: 'lock',
                volume: onlyVolume('lock', first, rest),
                ...(reason === undefined ? {} : { reason: reason.trim().replace(/\s+/g, ' ') }),
                ...(until === undefined ? {} : { until }),
            };
        }
        case 'unlock':
            return { verb: 'unlock', volume: onlyVolume('unlock', first, rest) };
        case 'locks':
            nothing(first);
            return { verb: 'locks' };
        case 'access-points':
            return { verb: 'access-points', volume: onlyVolume('access-point list', first, rest) };
        case 'create-access-point': {
            const wanted = wantedFrom(onePoint(rest), spoken.options);
            return { verb: 'create-access-point', volume: volumeOf(first), wanted };
        }
        case 'delete-access-point':
            return { verb: 'delete-access-point', volume: volumeOf(first), point: (0,access_points/* parseAccessPointRef */.fp)(onePoint(rest)) };
        case 'volumes':
            nothing(first);
            return { verb: 'volumes' };
        case 'instances':
            return { verb: 'instances', selectors: distinct(spoken.words).map(domain_names/* parseSelector */.Pl) };
        case 'deprovision':
        case 'person-status': {
            if (rest[0] !== undefined)
                throw (0,catalogue/* fail */.fJ)('bad-command', { seen: `the command takes one person; seen ${(0,domain_names/* quote */.hD)(rest[0])} after the name` });
            if (first === undefined)
                throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'no person is given' });
            const file = only(spoken.options, 'registry');
            return { verb: spoken.verb, name: (0,domain_names/* parseAccount */.J5)(first), ...(file === undefined ? {} : { file }) };
        }
        case 'migrate': {
            const [file, plan, place] = [only(spoken.options, 'registry'), only(spoken.options, 'plan'), only(spoken.options, 'mount-point')];
            return {
                verb: 'migrate',
                volume: volumeOf(first),
                selectors: selectorsOf(rest),
                what: migrationFrom(spoken.options),
                ...(spoken.options.has('accept-unasked') ? { acceptUnasked: true } : {}),
                ...(place === undefined ? {} : { mountPoint: (0,domain_names/* parseMountPoint */.xe)(place) }),
                ...(file === undefined ? {} : { file }),
                ...(plan === undefined ? {} : { plan }),
            };
        }
        case 'sync-people': {
            const [file, plan, person] = ['registry', 'plan', 'person'].map((name) => only(spoken.options, name));
            return {
                verb: 'sync-people',
                // of one person: all of theirs, or those that are named
                selectors: person !== undefined && first === undefined ? [] : selectorsOf(spoken.words),
                ...(person === undefined ? {} : { person: (0,domain_names/* parseAccount */.J5)(person) }),
                // the registry itself is the entry point's to read; until it did, nobody is on any list
                ...(file === undefined ? {} : { file }),
                confirmRemovals: spoken.options.has('confirm-removals'),
                ...(plan === undefined ? {} : { plan }),
            };
        }
    }
}
function migrationFrom(options) {
    const [from, under, to, id] = ['from', 'under', 'to', 'undo'].map((name) => only(options, name));
    if (id !== undefined) {
        if (from ?? under ?? to)
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--undo takes no --from, --under or --to: its list says them' });
        return { kind: 'undo', id };
    }
    if (from === undefined || under === undefined || to === undefined)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: '--from, --under and --to' });
    return { kind: 'move', uid: Number(from.slice('uid:'.length)), under, to: (0,domain_names/* parseAccount */.J5)(to) };
}
function peopleFrom({ options }) {
    const file = only(options, 'registry');
    return file === undefined ? {} : { people: { file } };
}
function wantedFrom(name, options) {
    const path = only(options, 'path');
    if (path === undefined)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: '--path is missing' });
    const said = (option) => {
        const value = only(options, option);
        return value === undefined ? {} : { [option]: value };
    };
    const enforced = (0,enforced_user/* parseEnforcement */.sc)({ ...said('user'), ...said('gids'), ...said('owner'), ...said('mode') });
    return {
        name: (0,access_points/* parseAccessPointName */.jS)(name),
        path: (0,access_points/* parseAccessPointPath */.hP)(path, enforced !== undefined),
        ...(enforced ? { enforced } : {}),
    };
}
/** The volume may be left out, and so may the instances: those that have it mounted are found by asking. */
function verifyAllFrom(spoken) {
    if (spoken.options.has('batch'))
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: '--batch is for named instances, not for --all' });
    const [first, ...rest] = spoken.words;
    const volume = first === undefined ? {} : { volume: (0,domain_names/* parseVolumeRef */.T4)(first) };
    return { verb: 'verify-all', ...volume, selectors: distinct(rest).map(domain_names/* parseSelector */.Pl), options: mountOptionsFrom(spoken), known: [] };
}
/** The value of an option that may be given once. */
const only = (options, name) => options.get(name)?.[0];
function checkOptions(spoken) {
    const allowed = (0,options_all/* optionsOf */.cz)(spoken.verb);
    for (const [name, values] of spoken.options) {
        const spec = allowed.find((o) => o.name === name);
        if (!spec)
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--${name} is not an option of ${spoken.verb}; it belongs to ${verbsWith(name)}` });
        if (values.length > 1 && !spec.repeatable)
            throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--${name} is given ${values.length} times` });
        for (const value of values)
            if (spec.pattern && !spec.pattern.test(value))
                throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `--${name} ${(0,domain_names/* quote */.hD)(value)}${spec.rule ? ` is not ${spec.rule}` : `: ${spec.doc}`}` });
    }
}
const verbsWith = (name) => options_all/* options */.fF.find((o) => o.name === name).verbs.join(', ');
function volumeOf(word) {
    if (word === undefined)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'no volume is given' });
    return (0,domain_names/* parseVolumeRef */.T4)(word);
}
function onePoint([point, more]) {
    if (point === undefined)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'no access point is given' });
    if (more !== undefined)
        throw (0,catalogue/* fail */.fJ)('bad-command', { seen: `the command takes one access point; seen ${(0,domain_names/* quote */.hD)(more)} after it` });
    return point;
}
function onlyVolume(verb, first, rest) {
    const volume = volumeOf(first);
    if (rest[0] !== undefined)
        throw (0,catalogue/* fail */.fJ)('bad-command', { seen: `${verb} takes one volume; seen ${(0,domain_names/* quote */.hD)(rest[0])} after it` });
    return volume;
}
function nothing(first) {
    if (first !== undefined)
        throw (0,catalogue/* fail */.fJ)('bad-command', { seen: `the command takes no argument; seen ${(0,domain_names/* quote */.hD)(first)}` });
}
function selectorsOf(words) {
    if (words.length === 0)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'no instance is given' });
    return distinct(words).map(domain_names/* parseSelector */.Pl);
}
const distinct = (words) => [...new Set(words)];
function mountOptionsFrom({ options: said }) {
    let soFar = request/* defaultMountOptions */.Z;
    for (const { reads } of options_all/* mountOptions */.g5)
        soFar = { ...soFar, ...reads(said, soFar) };
    return soFar;
}
function unmountOptionsFrom({ options }) {
    const mountPoint = only(options, 'mount-point');
    return { ...(mountPoint === undefined ? {} : { mountPoint: (0,domain_names/* parseMountPoint */.xe)(mountPoint) }), lazy: options.has('lazy') };
}
//# sourceMappingURL=request-from.js.map
;// CONCATENATED MODULE: ./build/src/language/verbs.js
/** The verbs of a comment and of a workflow step. */

const commentVerbs = (0,domain_verbs/* offeredAt */.PF)('comment');
const actionVerbs = (0,domain_verbs/* offeredAt */.PF)('action');
//# sourceMappingURL=verbs.js.map
;// CONCATENATED MODULE: ./build/src/language/inputs.js
/** The Action's inputs → Request. */







/** The options that are inputs, with the input's name: those of the verbs that a step can ask for. */
const optionInputs = options_all/* options */.fF
    .filter((o) => o.verbs.some((v) => (0,domain_verbs/* isOffered */.kd)(v, 'action')) && (0,options_all/* isOfferedAt */.F2)(o, 'action'))
    .map((option) => ({ input: option.input?.name ?? option.name, option }));
const longestInput = 16_384;
/**
 * Inputs by their names in `action.yml`; an empty string means "not given". `instances`, `users` and what may be given more than once
 * may be separated by spaces, commas or lines. Names that are not the language's (region, github-token, …) are the entry point's own and are not looked at. Throws PrismError.
 */
function requestFromInputs(inputs) {
    const given = (name) => (Object.hasOwn(inputs, name) ? (inputs[name] ?? '').trim() : '');
    for (const name of ['volume', 'instances', 'command', ...optionInputs.map((o) => o.input)])
        if (given(name).length > longestInput)
            throw (0,catalogue/* fail */.fJ)('too-large', { seen: `input ${name} has ${given(name).length} characters` });
    const verb = commandFrom(given('command') || 'mount');
    const volume = given('volume');
    const instances = list(given('instances'));
    const spoken = new Map();
    for (const { input, option } of optionInputs) {
        const text = given(input);
        const values = text === '' ? [] : option.argument ? valuesFrom(option, text) : flagFrom(input, option, text);
        if (values.length > 0)
            spoken.set(option.name, values);
    }
    const everything = verb === 'verify' && spoken.has('all');
    const aboutVolume = (0,domain_verbs/* specOfVerb */.o6)(verb).words.some(({ word }) => word === 'VOLUME');
    if (!aboutVolume && volume !== '')
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `the input volume, which ${(0,domain_verbs/* stepNameOf */.Th)(verb)} does not take` });
    if (aboutVolume && volume === '' && !(everything && instances.length === 0))
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'the input volume is empty' });
    if (instances.length === 0 && !everything)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'the input instances is empty' });
    return requestFrom({ verb, words: [...(volume === '' ? [] : [volume]), ...instances], options: spoken });
}
/** What `command` may be. */
function commandFrom(text) {
    const known = actionVerbs.find((c) => (0,domain_verbs/* stepNameOf */.Th)(c) === text);
    if (known)
        return known;
    const names = actionVerbs.map(domain_verbs/* stepNameOf */.Th);
    throw (0,catalogue/* fail */.fJ)('bad-command', {
        seen: `input command is ${(0,domain_names/* quote */.hD)(text)}${(0,did_you_mean/* didYouMean */.a)(text, names)}; a step’s commands are ${names.join(', ')}`,
    });
}
/** YAML 1.2's booleans, as `core.getBooleanInput` reads them. A flag that is off is a flag that was not given. */
function flagFrom(input, option, text) {
    if (!/^(?:true|True|TRUE|false|False|FALSE)$/.test(text))
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `input ${input} is ${(0,domain_names/* quote */.hD)(text)}, not true or false` });
    const said = text.toLowerCase() === 'true';
    return said !== (option.input?.inverted ?? false) ? [''] : [];
}
function valuesFrom({ list: isList, repeatable }, text) {
    // a comma may belong to the value, so repeated values are separated by blanks and lines
    if (repeatable)
        return text.split(/[ \t\r\n]+/);
    return [isList ? list(text).join(',') : text];
}
/** Only what a YAML author separates with: other white space stays in a word and makes it a bad name. */
const list = (text) => text.split(/[ \t\r\n,]+/).filter((word) => word !== '');
//# sourceMappingURL=inputs.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/io.js



const orList = (words) => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
/** What is asked for. */
const asking = [
    {
        name: 'volume',
        kind: 'text',
        required: false,
        description: 'The shared volume: its Name tag, or its fs- id. Required, except with verify and all, and with sync, which takes none.',
        option: 'VOLUME',
    },
    {
        name: 'instances',
        kind: 'list',
        required: false,
        description: 'Instances, separated by spaces or new lines: Name tags, i- or mi- ids, or tag:Key=Value. Required, except with verify and all.',
        option: 'INSTANCE…',
    },
    {
        name: 'command',
        kind: 'text',
        required: false,
        default: 'mount',
        description: `What to do: ${orList(actionVerbs.map(domain_verbs/* stepNameOf */.Th))}.`,
        option: actionVerbs.map(domain_verbs/* stepNameOf */.Th).join(' | '),
    },
];
/** Where to look and where to report. */
const around = [
    {
        name: 'region',
        kind: 'text',
        required: false,
        description: 'AWS region. Default: AWS_REGION, as configure-aws-credentials sets it.',
        option: '--region',
    },
    {
        name: 'documents',
        kind: 'text',
        required: false,
        description: 'The SSM documents to use: own (see docs/least-privilege.md), run-shell-script, or auto. Default: PRISM_DOCUMENTS, else auto.',
        option: '--documents',
    },
    {
        name: 'dry-run',
        kind: 'flag',
        required: false,
        default: 'false',
        description: 'Show what the command would change and change nothing. The step is then green, and the output ok is false: nothing was proven.',
        option: '--dry-run',
    },
    {
        name: 'policy',
        kind: 'text',
        required: false,
        default: 'reviewed',
        description: 'How far .github/prism.yml of the default branch decides, where there is one: reviewed (its last version that another person approved), waived (its newest version), or off (this workflow and its AWS role alone).',
    },
    {
        name: 'comment',
        kind: 'text',
        required: false,
        default: 'false',
        description: 'Also post the table as a comment: true for the issue or pull request of the event, or the number of one.',
    },
    {
        name: 'drift-issue',
        kind: 'flag',
        required: false,
        default: 'true',
        description: 'With verify and all: keep one issue for each volume, opened on drift and closed when the volume is healthy again.',
    },
    {
        name: 'github-token',
        kind: 'secret',
        required: false,
        default: '$' + '{{ github.token }}',
        description: 'Token for the policy (the job needs contents: read and pull-requests: read), and for the comment and the issues (issues: write; for a comment on a pull request pull-requests: write).',
    },
];
/** A flag is off unless it is said, so one that says the opposite is on. */
function inputOf(input, option) {
    const { name, argument, list, repeatable, doc } = option;
    const inverted = option.input?.inverted;
    return {
        name: input,
        kind: argument === undefined ? 'flag' : list || repeatable ? 'list' : 'text',
        required: false,
        ...(argument === undefined ? { default: inverted ? 'true' : 'false' } : {}),
        description: `${sentence(`${onlyWith(option)}${option.input?.doc ?? doc}`)}${list || repeatable ? separated(option) : ''}`,
        option: `--${name}`,
    };
}
/** Of an option that belongs to one of the commands alone. */
function onlyWith({ verbs }) {
    const [verb, ...more] = actionVerbs.filter((c) => verbs.includes(c));
    return verb !== undefined && more.length === 0 ? `with ${(0,domain_verbs/* stepNameOf */.Th)(verb)}: ` : '';
}
/** A comma may belong to a value that can be said several times. */
const separated = ({ repeatable }) => repeatable ? ' Several are separated by spaces or new lines.' : ' Separated by commas, spaces or new lines.';
const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const spoken = [...asking, ...optionInputs.map(({ input, option }) => inputOf(input, option))];
const inputs = [...spoken, ...around];
/** What goes into the request. */
const requestInputs = spoken.map((i) => i.name);
const outputs = [
    { name: 'ok', description: 'true only if everything that was expected was seen on every instance, including sharing; otherwise false.' },
    { name: 'report', description: 'The report as JSON: runId, verdict, findings, and instances and sharing if hosts were looked at.' },
    { name: 'summary', description: 'The report as Markdown, as in the step summary.' },
    {
        name: 'evidence',
        description: 'The path of the file with all that was observed, for actions/upload-artifact and `prism report`; empty when there is none.',
    },
    { name: 'run-id', description: 'Prism’s id of this run; empty when the inputs were refused.' },
];
//# sourceMappingURL=io.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/read-inputs.js
/** The inputs as the runner gives them → what is asked, where, and where to report. Nothing is loaded or touched before this passes. */







/** How far the repository's own policy decides. */
const policyChoices = ['reviewed', 'waived', 'off'];
/** Characters of all inputs together; Linux gives an environment variable 128 KiB. */
const read_inputs_most = 64 * 1024;
/** Throws the catalogue's finding for the first input that is missing or wrong. */
function readInputs(input) {
    const given = new Map(inputs.map(({ name }) => [name, input(name)]));
    const size = [...given.values()].reduce((sum, value) => sum + value.length, 0);
    if (size > read_inputs_most)
        throw (0,catalogue/* fail */.fJ)('too-large', { seen: `inputs of ${size} characters; at most ${read_inputs_most}` });
    const comment = parseComment(given.get('comment') ?? '');
    const token = given.get('github-token') ?? '';
    if (comment.kind !== 'none' && token === '')
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'github-token, which a comment needs' });
    const request = requestFromInputs(Object.fromEntries(requestInputs.map((name) => [name, given.get(name) ?? ''])));
    const keepIssues = request.verb === 'verify-all' && flag('drift-issue', given.get('drift-issue') ?? '', true);
    if (keepIssues && token === '')
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'github-token, which the issues need' });
    if (request.verb === 'sync-people' && token === '')
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'github-token, by which the registry is read' });
    const policy = parsePolicyChoice(given.get('policy') ?? '');
    if (policy !== 'off' && token === '')
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'github-token, with which the policy is read (policy: off does without)' });
    const dryRun = flag('dry-run', given.get('dry-run') ?? '', false);
    if (dryRun && !(0,domain_verbs/* specOfVerb */.o6)(request.verb).dryRun)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `dry-run: ${request.verb} changes nothing, so it has no plan` });
    const documents = given.get('documents');
    return {
        request,
        ...read_inputs_region(given.get('region') ?? ''),
        ...(documents ? { documents: (0,domain_documents/* parseDocumentChoice */.KP)(documents) } : {}),
        dryRun,
        policy,
        comment,
        keepIssues,
        token,
    };
}
function parsePolicyChoice(text) {
    const choice = text === '' ? 'reviewed' : policyChoices.find((c) => c === text);
    if (choice)
        return choice;
    throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `policy: ${(0,domain_names/* quote */.hD)(text)}; one of ${policyChoices.join(', ')}` });
}
function parseComment(text) {
    if (/^(?:|false|False|FALSE)$/.test(text))
        return { kind: 'none' };
    if (/^(?:true|True|TRUE)$/.test(text))
        return { kind: 'event' };
    if (/^[1-9]\d{0,9}$/.test(text))
        return { kind: 'issue', number: Number(text) };
    throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `comment: ${(0,domain_names/* quote */.hD)(text)} is neither true, false nor an issue’s number` });
}
function flag(name, text, otherwise) {
    if (text === '')
        return otherwise;
    if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text))
        return text.toLowerCase() === 'true';
    throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `${name}: ${(0,domain_names/* quote */.hD)(text)}; true or false` });
}
/** The region becomes part of a host name, so it must be one. */
function read_inputs_region(text) {
    if (text === '')
        return {};
    if (region/* regionPattern */.xY.test(text))
        return { region: text };
    throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `region: ${(0,domain_names/* quote */.hD)(text)}` });
}
//# sourceMappingURL=read-inputs.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/run-step.js












/** Returns the exit code: 0 only where the verdict holds. Never throws. */
async function runStep(step) {
    step.runner.save(commands_in_flight/* state */.w.main, 'began');
    step.runner.output('evidence', '');
    let prepared;
    try {
        prepared = prepare(step);
    }
    catch (error) {
        return say(step, outcomeOfError(error));
    }
    step.runner.mask(prepared.token);
    const issues = prepared.keepIssues ? await rememberedIssues(step, prepared) : undefined;
    const { outcome, interrupted, run } = await carryOut(step, issues ? { ...prepared, request: issues.request } : prepared);
    const code = await say(step, outcome);
    // a cut-off look says nothing about the volumes
    const kept = !prepared.keepIssues || interrupted || (issues !== undefined && run !== undefined && (await (0,drift_issues/* keepAfter */.wO)(step.runner, issues.drift, run)));
    if (prepared.place && !interrupted)
        await comment(step, prepared.token, prepared.place, outcome);
    return kept ? code : 1;
}
/** A look without memory would call an instance that lost everything healthy, so it does not write the issues. */
async function rememberedIssues({ openIssues, env, runner }, { request, token }) {
    try {
        const drift = await openIssues(token, env);
        return { drift, request: request.verb === 'verify-all' ? { ...request, known: await drift.known() } : request };
    }
    catch (error) {
        (0,drift_issues/* notKept */.EM)(runner, 'The issues could not be read', error);
        return undefined;
    }
}
/** Everything that can be found wrong without touching anything. */
function prepare(step) {
    const asked = readInputs(step.runner.input);
    const origin = originFromEnv(step.env);
    return { ...asked, origin, place: commentPlace(asked.comment, step.env, step.readFile) };
}
async function carryOut(step, { request, origin, ...asked }) {
    const { runner } = step;
    const evidence = await (0,action_evidence/* evidenceOf */.X)(runner, step.env, step.openEvidence);
    let runId = '';
    let prism;
    const quietly = (work) => void work?.catch((e) => runner.debug(String(e)));
    const inFlight = (0,commands_in_flight/* commandsInFlight */.C)(runner.save, (id) => quietly(prism?.cancelCommands([id])));
    const onInterrupt = () => {
        runner.log('prism: interrupted; cancelling the running SSM commands. The outcome on the instances is unknown.');
        inFlight.interrupt();
        if (runId !== '')
            quietly(prism?.cancel(runId));
    };
    const interrupt = listenForInterrupt(step.signals, onInterrupt, step.graceMilliseconds);
    const ended = (outcome, run) => ({ outcome, interrupted: interrupt.signal.aborted, ...(run ? { run } : {}) });
    try {
        prism = await step.loadPrism({ ...asked, request });
        prism.listen(inFlight.sink);
        prism.listen(narrate(runner.log));
        prism.listen(evidence.sink);
        if (interrupt.signal.aborted)
            throw (0,catalogue/* fail */.fJ)('cancelled', { seen: 'the job was cancelled before anything started' });
        if (asked.policy === 'off')
            runner.log('prism: policy: off: this workflow and its AWS role alone decide');
        else
            prism.govern(await step.openRights(asked.token, step.env, asked.policy === 'waived'));
        runId = await prism.request(request, origin, { dryRun: asked.dryRun });
        const result = await Promise.race([prism.execute(runId, { signal: interrupt.signal }), interrupt.gaveUp]);
        return ended(outcomeOfRun(result.run, interrupt.signal.aborted), result.run);
    }
    catch (error) {
        // what is known of a run whose end was not waited for
        const run = error instanceof GaveUp ? await prism?.run(runId).catch(() => undefined) : undefined;
        return ended(run ? outcomeOfRun(run, true) : outcomeOfError(error, runId));
    }
    finally {
        interrupt.stopListening();
        await evidence.close();
    }
}
async function say(step, outcome) {
    await publish(step.runner, outcome);
    return isGreen(outcome) ? 0 : 1;
}
/** A comment that cannot be posted changes nothing about what was proven: it is a warning. */
async function comment(step, token, place, outcome) {
    try {
        await step.postComment(token, place, outcome.markdown(fit/* limitsOf */.Af.comment));
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        step.runner.annotate('warning', 'Prism: no comment', `The comment on #${place.issue} could not be posted: ${why}`);
    }
}
//# sourceMappingURL=run-step.js.map

/***/ }),

/***/ 8644:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  A: () => (/* binding */ actionsRunner)
});

;// CONCATENATED MODULE: ./build/src/entrypoints/action/log-line.js
/**
 * One line of log that the runner cannot take for a workflow command. It reads both streams for `::name …::` at the start of a line
 * (after white space) and for the older `##[name]` anywhere in one, so outside text must not be able to form either.
 */
function logLine(text) {
    return text
        .replace(/\p{Cc}|[\u2028\u2029]|\p{Bidi_Control}/gu, (c) => `\\u{${c.codePointAt(0).toString(16)}}`)
        .replace(/##\[/g, '# #[')
        .replace(/^\s*::/, (colons) => colons.replace('::', ': :'));
}
//# sourceMappingURL=log-line.js.map
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/src/entrypoints/action/workflow-commands.js
/**
 * What a step says to GitHub's runner: lines of the log that begin with `::`, and files that the environment names
 * (docs.github.com/actions/reference/workflows-and-actions/workflow-commands). GitHub's own package for it brings an HTTP client for
 * OpenID Connect, which is most of what a step would load.
 */

/** Throws where a file that the runner names cannot be written. */
function workflowCommands(env, write) {
    const command = (name, properties, message) => {
        const given = Object.entries(properties).map(([key, value]) => `${key}=${escaped(value, true)}`);
        write(`::${name}${given.length > 0 ? ` ${given.join(',')}` : ''}::${escaped(message, false)}\n`);
    };
    const keep = (variable, old, name, value) => {
        const file = env[variable];
        if (file)
            (0,external_node_fs_.appendFileSync)(file, `${entry(name, value)}\n`);
        else
            command(old, { name }, value);
    };
    return {
        command,
        input: (name) => (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim(),
        output: (name, value) => keep('GITHUB_OUTPUT', 'set-output', name, value),
        save: (name, value) => keep('GITHUB_STATE', 'save-state', name, value),
        saved: (name) => env[`STATE_${name}`] ?? '',
        log: (line) => write(`${line}\n`),
        summary: (markdown) => {
            if (env.GITHUB_STEP_SUMMARY)
                (0,external_node_fs_.appendFileSync)(env.GITHUB_STEP_SUMMARY, `${markdown}\n`);
        },
    };
}
/** A value of several lines ends at a line that is not in it. */
function entry(name, value) {
    let end = 'ghadelimiter_0';
    for (let n = 1; value.includes(end); n++)
        end = `ghadelimiter_${n}`;
    return `${name}<<${end}\n${value}\n${end}`;
}
/** No text can end its command or begin another; a property cannot end at a colon or a comma of its own. */
function escaped(text, property) {
    const message = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    return property ? message.replaceAll(':', '%3A').replaceAll(',', '%2C') : message;
}
//# sourceMappingURL=workflow-commands.js.map
;// CONCATENATED MODULE: ./build/src/entrypoints/action/runner.js


const commands = workflowCommands(process.env, (text) => process.stdout.write(text));
/** The real runner. Annotations are escaped as its commands want it; plain lines are made inert here. */
const actionsRunner = {
    input: commands.input,
    output: commands.output,
    save: commands.save,
    saved: commands.saved,
    annotate: (level, title, message) => commands.command(level, { title }, message),
    log: (line) => commands.log(logLine(line)),
    debug: (text) => commands.command('debug', {}, text),
    summary: async (markdown) => commands.summary(markdown),
    mask: (value) => {
        if (value !== '')
            commands.command('add-mask', {}, value);
    },
};
//# sourceMappingURL=runner.js.map

/***/ }),

/***/ 7349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.r(__webpack_exports__);
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   formatAsked: () => (/* binding */ formatAsked),
/* harmony export */   formatCommand: () => (/* binding */ formatCommand),
/* harmony export */   formatCommandLine: () => (/* binding */ formatCommandLine)
/* harmony export */ });
/* harmony import */ var _domain_options_all_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(16);
/* harmony import */ var _domain_request_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8827);
/* harmony import */ var _domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1959);



/**
 * As in a comment (`/prism mount …`); parsing it gives the same request again. Verbs that comments do not offer have no comment form, nor has
 * a tag whose value holds spaces: a comment has no quoting, so say it at a terminal.
 */
function formatCommand(request) {
    return ['/prism', (0,_domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(request.verb), ...(0,_domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsAfter */ .aG)(request), ...optionWords(request).map(commentWord)].join(' ');
}
/** As in a comment; what comments do not offer, as at a terminal. */
function formatAsked(request) {
    return (0,_domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__/* .isOffered */ .kd)(request.verb, 'comment') ? formatCommand(request) : formatCommandLine(request);
}
/** As at a terminal (`prism volume mount …`), ready for a shell. */
function formatCommandLine(request) {
    return ['prism', ...(0,_domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__/* .specOfVerb */ .o6)(request.verb).terminal, ...(0,_domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsAfter */ .aG)(request), ...optionWords(request)].map(shellWord).join(' ');
}
function optionWords(request) {
    switch (request.verb) {
        case 'mount':
        case 'verify':
            return [...mountWords(request.options), ...(request.people ? ['--registry', request.people.file] : [])];
        case 'verify-all':
        case 'doctor':
            return mountWords(request.options);
        case 'adopt':
            return [...mountWords(request.options), ...(request.plan === undefined ? [] : ['--plan', request.plan])];
        case 'unmount': {
            const { mountPoint, lazy } = request.options;
            return [...(mountPoint === undefined ? [] : ['--mount-point', mountPoint]), ...(lazy ? ['--lazy'] : [])];
        }
        case 'create':
            return createWords(request);
        case 'update':
            return updateWords(request.options);
        case 'lock':
            return [
                ...(request.reason === undefined ? [] : ['--reason', request.reason]),
                ...(request.until === undefined ? [] : ['--until', request.until]),
            ];
        case 'create-access-point':
            return accessPointWords(request.wanted);
        case 'sync-people':
            return [
                ...(request.person === undefined ? [] : ['--person', request.person]),
                ...(request.file === undefined ? [] : ['--registry', request.file]),
                ...(request.confirmRemovals ? ['--confirm-removals'] : []),
                ...(request.plan === undefined ? [] : ['--plan', request.plan]),
            ];
        case 'migrate': {
            const { what, mountPoint, file, plan, acceptUnasked } = request;
            return [
                ...(what.kind === 'undo' ? ['--undo', what.id] : ['--from', `uid:${what.uid}`, '--under', what.under, '--to', what.to]),
                ...(acceptUnasked ? ['--accept-unasked'] : []),
                ...(mountPoint === undefined ? [] : ['--mount-point', mountPoint]),
                ...(file === undefined ? [] : ['--registry', file]),
                ...(plan === undefined ? [] : ['--plan', plan]),
            ];
        }
        case 'deprovision':
        case 'person-status':
            return request.file === undefined ? [] : ['--registry', request.file];
        default:
            return [];
    }
}
const mountWords = (o) => _domain_options_all_js__WEBPACK_IMPORTED_MODULE_0__/* .mountOptions */ .g5.flatMap(({ words }) => words(o));
function accessPointWords({ path, enforced }) {
    if (!enforced)
        return ['--path', path];
    const { user, folder } = enforced;
    const gids = user.groups.length > 0 ? ['--gids', user.groups.join(',')] : [];
    return ['--path', path, '--user', `${user.uid}:${user.gid}`, ...gids, '--owner', `${folder.uid}:${folder.gid}`, '--mode', folder.mode];
}
function createWords({ options: o }) {
    return [
        ...(o.performanceMode === _domain_request_js__WEBPACK_IMPORTED_MODULE_1__/* .defaultCreateOptions */ .m.performanceMode ? [] : ['--performance-mode', o.performanceMode]),
        ...(o.throughputMode === _domain_request_js__WEBPACK_IMPORTED_MODULE_1__/* .defaultCreateOptions */ .m.throughputMode ? [] : ['--throughput-mode', o.throughputMode]),
        ...(o.provisionedThroughput === undefined ? [] : ['--provisioned-throughput', `${o.provisionedThroughput}`]),
        ...(o.oneZone === undefined ? [] : ['--one-zone', o.oneZone]),
        ...(o.kmsKeyId === undefined ? [] : ['--kms-key', o.kmsKeyId]),
        ...(o.backups ? ['--backups'] : []),
        ...lifeCycleWords(o),
        ...Object.entries(o.tags).flatMap(([key, value]) => ['--tag', `${key}=${value}`]),
        ...(o.subnetIds.length > 0 ? ['--subnet', o.subnetIds.join(',')] : []),
        ...(o.securityGroupIds.length > 0 ? ['--security-group', o.securityGroupIds.join(',')] : []),
    ];
}
function updateWords(o) {
    return [
        ...(o.throughputMode === undefined ? [] : ['--throughput-mode', o.throughputMode]),
        ...(o.provisionedThroughput === undefined ? [] : ['--provisioned-throughput', `${o.provisionedThroughput}`]),
        ...(o.backups === undefined ? [] : [o.backups ? '--backups' : '--no-backups']),
        ...lifeCycleWords(o),
    ];
}
const lifeCycleWords = (o) => [
    ...(o.infrequentAccessAfterDays === undefined ? [] : ['--infrequent-access-after', `${o.infrequentAccessAfterDays}`]),
    ...(o.archiveAfterDays === undefined ? [] : ['--archive-after', `${o.archiveAfterDays}`]),
    ...(o.backOnAccess === undefined ? [] : [o.backOnAccess ? '--back-on-access' : '--no-back-on-access']),
];
/** Of options alone a sentence has spaces. */
const commentWord = (word) => (word.includes(' ') ? `"${word}"` : word);
/** Names are shell-inert but for the spaces that a tag may hold; a sentence may hold anything. */
const shellWord = (word) => (/^[\w./:=,@+-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
//# sourceMappingURL=format.js.map

/***/ }),

/***/ 6983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ undetermined)
/* harmony export */ });
/** Never a guess. */
function undetermined({ checks }) {
    const unseen = checks.filter((c) => c.state === 'unknown').map((c) => c.title);
    return unseen.length > 0
        ? `undetermined: nothing that was seen explains it; not seen: ${unseen.join(', ')}`
        : 'undetermined: everything was looked at, and nothing that is known explains it';
}
//# sourceMappingURL=doctor-words.js.map

/***/ }),

/***/ 7291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   U_: () => (/* binding */ codeLine),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   wD: () => (/* binding */ markdown),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* unused harmony export fence */
/** The one place where outside text is made harmless for where it is shown. */
/**
 * What a terminal, or the reader’s eye, would take for something else than text: control characters (ESC, CR, the C1 set), what is
 * ignored in display (zero-width and bidirectional marks, soft hyphens, variation selectors, tags), line separators, lone surrogates.
 */
const deceptive = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\u2028\u2029\ufff9-\ufffb]/gu;
/** One line of text; what is deceptive is shown as `\u{…}`, a line end as `\n`. */
function plainText(text) {
    return text.replace(deceptive, (c) => (c === '\n' ? '\\n' : c === '\t' ? ' ' : `\\u{${c.codePointAt(0).toString(16)}}`));
}
/**
 * Text in a Markdown paragraph or table cell: nothing in it formats, links, mentions, draws, is a formula or closes a comment. GitHub looks for mentions,
 * issues and addresses in what Markdown made of the text, where a backslash no longer keeps it from anything.
 */
function markdown(text) {
    return plainText(text)
        .replace(emoji, ':\u2060')
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/[\\`*_~[\]|#]/g, (c) => `\\${c}`)
        .replaceAll('$', () => '<span>$</span>')
        .replace(/@|#(?=\d)|\bgh(?=-\d)|www(?=\.)/gi, (s) => `${s}\u2060`)
        .replace(/(?:https?|ftp|mailto|xmpp):/gi, (s) => `${s.slice(0, -1)}&#58;`);
}
/** The colon before `white_check_mark:`, which GitHub makes a picture of after all escapes; a time of day has no letter. */
const emoji = /:(?=[\w+-]*[a-z+-][\w+-]*:)/gi;
/**
 * Text as code in a table cell; a backtick cannot end it, a bar cannot end the cell. A backslash before a bar is another sign, because
 * readers of Markdown differ in whose backslash it is.
 */
function code(text) {
    const safe = plainText(text)
        .replace(/`/g, 'ˋ')
        .replace(/\\(?=\\*\|)/g, '＼')
        .replace(/\|/g, '\\|');
    return safe === '' ? '' : `\`${safe}\``;
}
/** The same in a paragraph, where a bar is a sign like others and a backslash before it would be seen. */
function codeLine(text) {
    const safe = plainText(text).replace(/`/g, 'ˋ');
    return safe === '' ? '' : `\`${safe}\``;
}
/** Lines as a block of code: none of them can end it. */
function fence(lines) {
    return ['```', ...lines.map((line) => plainText(line).replace(/`/g, 'ˋ')), '```'].join('\n');
}
/** No text of ours or of others can hide in a comment of HTML or pose as a marker. What is visible already stays as it is. */
const visible = (text) => text.replaceAll('<!--', '&lt;!--').replaceAll('-->', '--&gt;');
//# sourceMappingURL=escape.js.map

/***/ }),

/***/ 7221:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ layOut)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7291);
/* harmony import */ var _page_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9383);
/**
 * A page as text of bounded size. What differs comes first and is cut last; a section is shown whole or named as left out; a list is cut
 * between two entries, and what is not shown of it is counted.
 */


function layOut(given, limit) {
    const page = shown(given);
    const all = [...page.first, ...page.rest];
    const texts = chosen(page, limit);
    const folds = new Map();
    const text = () => {
        const cut = all.filter((s) => !texts.has(s));
        const away = page.folds.filter((f) => !folds.has(f));
        return (0,_page_js__WEBPACK_IMPORTED_MODULE_0__/* .joined */ .oR)([
            page.head,
            ...all.map((s) => texts.get(s) ?? ''),
            ...page.folds.map((f) => folds.get(f) ?? ''),
            noteOf(page, cut, away),
            page.foot,
        ]);
    };
    let left = Math.min(limit.most, limit.aim ?? limit.most) - limit.size(text());
    for (const fold of page.folds) {
        if (fold.least > left)
            continue;
        const made = (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .visible */ .RK)(fold.text());
        if (limit.size(made) + _page_js__WEBPACK_IMPORTED_MODULE_0__/* .gap */ .rQ.length > left)
            continue;
        folds.set(fold, made);
        left -= limit.size(made) + _page_js__WEBPACK_IMPORTED_MODULE_0__/* .gap */ .rQ.length;
    }
    // what is left out may have longer names than were reckoned with
    for (const s of [...page.rest, ...page.first]) {
        if (limit.size(text()) <= limit.most)
            break;
        texts.delete(s);
    }
    return text();
}
/** In which nothing of a host can hide in a comment of HTML; before it is measured, because that makes it longer. */
function shown(page) {
    const section = (s) => s.kind === 'whole' ? { ...s, text: (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .visible */ .RK)(s.text) } : { ...s, head: (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .visible */ .RK)(s.head), entries: s.entries.map(_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .visible */ .RK) };
    const some = (all) => all.map(section).filter((s) => (s.kind === 'whole' ? s.text !== '' : s.entries.length > 0));
    return { ...page, head: (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .visible */ .RK)(page.head), first: some(page.first), rest: some(page.rest), foot: (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .visible */ .RK)(page.foot) };
}
/** The text of each section that is shown: each of the first has its share of the room, then the others as they fit. */
function chosen(page, { most, size }) {
    const { head, first, rest, folds, foot } = page;
    const everything = new Map([...first, ...rest].map((s) => [s, (0,_page_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(s)]));
    const cost = (text) => size(text) + _page_js__WEBPACK_IMPORTED_MODULE_0__/* .gap */ .rQ.length;
    const note = cost(noteOf(page, [], folds));
    if (cost((0,_page_js__WEBPACK_IMPORTED_MODULE_0__/* .joined */ .oR)([head, ...everything.values(), foot])) + note <= most)
        return everything;
    const texts = new Map();
    const put = (section, room) => {
        const text = within(section, room, cost);
        if (text === undefined)
            return 0;
        texts.set(section, text);
        return cost(text);
    };
    let left = most - cost((0,_page_js__WEBPACK_IMPORTED_MODULE_0__/* .joined */ .oR)([head, noteOf(page, [...first, ...rest], folds), foot]));
    let carried = 0;
    const given = shares(first.map((s) => cost((0,_page_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(s))), left);
    for (const [i, section] of first.entries()) {
        const room = given[i] + carried;
        const used = put(section, room);
        carried = room - used;
        left -= used;
    }
    for (const s of rest)
        left -= put(s, left);
    return texts;
}
/** The section, or as many entries of a list as the room has, with the count of the others. */
function within(section, room, cost) {
    const all = (0,_page_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(section);
    if (cost(all) <= room)
        return all;
    if (section.kind === 'whole')
        return undefined;
    const { head, entries, between, tail, what } = section;
    const more = (count) => `${_page_js__WEBPACK_IMPORTED_MODULE_0__/* .gap */ .rQ}… and ${count} more ${what}.`;
    let free = room - cost(`${head}${tail}${more(entries.length)}`);
    const kept = entries.filter((entry) => {
        const needed = cost(`${entry}${between}`) - _page_js__WEBPACK_IMPORTED_MODULE_0__/* .gap */ .rQ.length;
        if (needed > free)
            return false;
        free -= needed;
        return true;
    });
    return kept.length > 0 ? `${head}${kept.join(between)}${tail}${more(entries.length - kept.length)}` : undefined;
}
/** Equal shares of the room, where what one does not need the others get. */
function shares(wanted, room) {
    const given = wanted.map(() => 0);
    let left = Math.max(0, room);
    const smallestFirst = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
    for (const [n, i] of smallestFirst.entries()) {
        given[i] = Math.min(wanted[i], Math.floor(left / (wanted.length - n)));
        left -= given[i];
    }
    return given;
}
/** Kinds of what is left out, and of each kind the names; beyond that they are counted. */
const maxKinds = 12;
const maxNames = 6;
const longestName = 40;
function noteOf({ where }, cut, away) {
    const lists = cut.filter((s) => s.kind === 'list').map((s) => `${s.entries.length} ${s.what}`);
    const all = [...lists, ...kindsOf(cut.filter((s) => s.kind === 'whole')), ...kindsOf(away)];
    if (all.length === 0)
        return '';
    const others = all.length - maxKinds;
    const what = [...all.slice(0, maxKinds), ...(others > 0 ? [`${others} more kinds of sections`] : [])].join('; ');
    const said = `${what}.${where === '' ? '' : ` ${where}`})*`;
    return cut.length > 0 ? `*(cut here: no more fits. Left out: ${said}` : `*(Left out for its size: ${said}`;
}
const kindsOf = (those) => [...Map.groupBy(those, (s) => s.what)].map(([what, same]) => named(what, same));
function named(what, those) {
    const names = those.flatMap((s) => (s.of === undefined ? [] : [(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(s.of.slice(0, longestName))]));
    const more = names.length - maxNames;
    return names.length === 0 ? what : `${what} ${names.slice(0, maxNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
//# sourceMappingURL=lay-out.js.map

/***/ }),

/***/ 9383:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   oR: () => (/* binding */ joined),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   rQ: () => (/* binding */ gap)
/* harmony export */ });
/** What a page of Markdown is made of, so that it can be cut where that loses nothing that differs. */
const gap = '\n\n';
const joined = (parts) => parts.filter((part) => part !== '').join(gap);
const textOf = (s) => (s.kind === 'whole' ? s.text : `${s.head}${s.entries.join(s.between)}${s.tail}`);
const whole = (what, text, more = {}) => ({ kind: 'whole', what, text, ...more });
/** A list of lines, each with what belongs to it. */
const list = (what, title, entries, more = {}) => ({
    kind: 'list',
    what,
    head: title === '' ? '' : `${title}${gap}`,
    entries,
    between: '\n',
    tail: '',
    ...more,
});
//# sourceMappingURL=page.js.map

/***/ }),

/***/ 4852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  ZZ: () => (/* binding */ pageOf)
});

// UNUSED EXPORTS: emoji, lineMarkdown

// EXTERNAL MODULE: ./build/src/render/escape.js
var render_escape = __nccwpck_require__(7291);
// EXTERNAL MODULE: ./build/src/render/page.js
var page = __nccwpck_require__(9383);
;// CONCATENATED MODULE: ./node_modules/markdown-table/index.js
// To do: next major: remove.
/**
 * @typedef {Options} MarkdownTableOptions
 *   Configuration.
 */

/**
 * @typedef Options
 *   Configuration.
 * @property {boolean | null | undefined} [alignDelimiters=true]
 *   Whether to align the delimiters (default: `true`);
 *   they are aligned by default:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   Pass `false` to make them staggered:
 *
 *   ```markdown
 *   | Alpha | B |
 *   | - | - |
 *   | C | Delta |
 *   ```
 * @property {ReadonlyArray<string | null | undefined> | string | null | undefined} [align]
 *   How to align columns (default: `''`);
 *   one style for all columns or styles for their respective columns;
 *   each style is either `'l'` (left), `'r'` (right), or `'c'` (center);
 *   other values are treated as `''`, which doesn’t place the colon in the
 *   alignment row but does align left;
 *   *only the lowercased first character is used, so `Right` is fine.*
 * @property {boolean | null | undefined} [delimiterEnd=true]
 *   Whether to end each row with the delimiter (default: `true`).
 *
 *   > 👉 **Note**: please don’t use this: it could create fragile structures
 *   > that aren’t understandable to some markdown parsers.
 *
 *   When `true`, there are ending delimiters:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there are no ending delimiters:
 *
 *   ```markdown
 *   | Alpha | B
 *   | ----- | -----
 *   | C     | Delta
 *   ```
 * @property {boolean | null | undefined} [fillRows=true]
 *   Whether to fill rows with empty cells up to the most cells in a row
 *   (default: `true`).
 *
 *   When `true`, all rows have as many cells as the longest row:
 *
 *   ```markdown
 *   | Alpha | B    |   |
 *   | ----- | ---- | - |
 *   | C     |      |   |
 *   | D     | Echo | F |
 *   ```
 *
 *   When `false`, rows keep their cells,
 *   and the delimiter row has as many cells as the header row:
 *
 *   ```markdown
 *   | Alpha | B    |
 *   | ----- | ---- |
 *   | C     |
 *   | D     | Echo | F |
 *   ```
 * @property {boolean | null | undefined} [delimiterStart=true]
 *   Whether to begin each row with the delimiter (default: `true`).
 *
 *   > 👉 **Note**: please don’t use this: it could create fragile structures
 *   > that aren’t understandable to some markdown parsers.
 *
 *   When `true`, there are starting delimiters:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there are no starting delimiters:
 *
 *   ```markdown
 *   Alpha | B     |
 *   ----- | ----- |
 *   C     | Delta |
 *   ```
 * @property {boolean | null | undefined} [padding=true]
 *   Whether to add a space of padding between delimiters and cells
 *   (default: `true`).
 *
 *   When `true`, there is padding:
 *
 *   ```markdown
 *   | Alpha | B     |
 *   | ----- | ----- |
 *   | C     | Delta |
 *   ```
 *
 *   When `false`, there is no padding:
 *
 *   ```markdown
 *   |Alpha|B    |
 *   |-----|-----|
 *   |C    |Delta|
 *   ```
 * @property {((value: string) => number) | null | undefined} [stringLength]
 *   Function to detect the length of table cell content (optional);
 *   this is used when aligning the delimiters (`|`) between table cells;
 *   full-width characters and emoji mess up delimiter alignment when viewing
 *   the markdown source;
 *   to fix this, you can pass this function,
 *   which receives the cell content and returns its “visible” size;
 *   note that what is and isn’t visible depends on where the text is displayed.
 *
 *   Without such a function, the following:
 *
 *   ```js
 *   markdownTable([
 *     ['Alpha', 'Bravo'],
 *     ['中文', 'Charlie'],
 *     ['👩‍❤️‍👩', 'Delta']
 *   ])
 *   ```
 *
 *   Yields:
 *
 *   ```markdown
 *   | Alpha | Bravo |
 *   | - | - |
 *   | 中文 | Charlie |
 *   | 👩‍❤️‍👩 | Delta |
 *   ```
 *
 *   With [`string-width`](https://github.com/sindresorhus/string-width):
 *
 *   ```js
 *   import stringWidth from 'string-width'
 *
 *   markdownTable(
 *     [
 *       ['Alpha', 'Bravo'],
 *       ['中文', 'Charlie'],
 *       ['👩‍❤️‍👩', 'Delta']
 *     ],
 *     {stringLength: stringWidth}
 *   )
 *   ```
 *
 *   Yields:
 *
 *   ```markdown
 *   | Alpha | Bravo   |
 *   | ----- | ------- |
 *   | 中文  | Charlie |
 *   | 👩‍❤️‍👩    | Delta   |
 *   ```
 */

/**
 * Get the length of a cell.
 *
 * @param {string} value
 *   Cell value.
 * @returns {number}
 *   Cell size.
 */
function defaultStringLength(value) {
  return value.length
}

/**
 * Generate a markdown
 * ([GFM](https://docs.github.com/en/github/writing-on-github/working-with-advanced-formatting/organizing-information-with-tables))
 * table.
 *
 * @param {ReadonlyArray<ReadonlyArray<string | null | undefined>>} table
 *   Table data (matrix of strings).
 * @param {Readonly<Options> | null | undefined} [options]
 *   Configuration (optional).
 * @returns {string}
 *   Result.
 */
function markdownTable(table, options) {
  const settings = options || {}
  // To do: next major: change to spread.
  // eslint-disable-next-line unicorn/prefer-spread -- `align` can be a string.
  const align = (settings.align || []).concat()
  const stringLength = settings.stringLength || defaultStringLength
  /** @type {Array<number>} Character codes as symbols for alignment per column. */
  const alignments = []
  /** @type {Array<Array<string>>} Cells per row. */
  const cellMatrix = []
  /** @type {Array<Array<number>>} Sizes of each cell per row. */
  const sizeMatrix = []
  /** @type {Array<number>} */
  const longestCellByColumn = []
  let mostCellsPerRow = 0
  let rowIndex = -1

  // This is a superfluous loop if we don’t align delimiters, but otherwise we’d
  // do superfluous work when aligning, so optimize for aligning.
  while (++rowIndex < table.length) {
    /** @type {Array<string>} */
    const row = []
    /** @type {Array<number>} */
    const sizes = []
    let columnIndex = -1

    if (table[rowIndex].length > mostCellsPerRow) {
      mostCellsPerRow = table[rowIndex].length
    }

    while (++columnIndex < table[rowIndex].length) {
      const cell = serialize(table[rowIndex][columnIndex])

      if (settings.alignDelimiters !== false) {
        const size = stringLength(cell)
        sizes[columnIndex] = size

        if (
          longestCellByColumn[columnIndex] === undefined ||
          size > longestCellByColumn[columnIndex]
        ) {
          longestCellByColumn[columnIndex] = size
        }
      }

      row.push(cell)
    }

    cellMatrix[rowIndex] = row
    sizeMatrix[rowIndex] = sizes
  }

  // Figure out which alignments to use.
  let columnIndex = -1

  if (typeof align === 'object' && 'length' in align) {
    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = toAlignment(align[columnIndex])
    }
  } else {
    const code = toAlignment(align)

    while (++columnIndex < mostCellsPerRow) {
      alignments[columnIndex] = code
    }
  }

  // Inject the alignment row.
  columnIndex = -1
  /** @type {Array<string>} */
  const row = []
  /** @type {Array<number>} */
  const sizes = []

  while (++columnIndex < mostCellsPerRow) {
    const code = alignments[columnIndex]
    let before = ''
    let after = ''

    if (code === 99 /* `c` */) {
      before = ':'
      after = ':'
    } else if (code === 108 /* `l` */) {
      before = ':'
    } else if (code === 114 /* `r` */) {
      after = ':'
    }

    // There *must* be at least one hyphen-minus in each alignment cell.
    let size =
      settings.alignDelimiters === false
        ? 1
        : Math.max(
            1,
            longestCellByColumn[columnIndex] - before.length - after.length
          )

    const cell = before + '-'.repeat(size) + after

    if (settings.alignDelimiters !== false) {
      size = before.length + size + after.length

      if (size > longestCellByColumn[columnIndex]) {
        longestCellByColumn[columnIndex] = size
      }

      sizes[columnIndex] = size
    }

    row[columnIndex] = cell
  }

  // Inject the alignment row.
  cellMatrix.splice(1, 0, row)
  sizeMatrix.splice(1, 0, sizes)

  rowIndex = -1
  /** @type {Array<string>} */
  const lines = []

  while (++rowIndex < cellMatrix.length) {
    const row = cellMatrix[rowIndex]
    const sizes = sizeMatrix[rowIndex]
    const cellsInRow =
      settings.fillRows === false
        ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length)
        : mostCellsPerRow
    columnIndex = -1
    /** @type {Array<string>} */
    const line = []

    while (++columnIndex < cellsInRow) {
      const cell = row[columnIndex] || ''
      let before = ''
      let after = ''

      if (settings.alignDelimiters !== false) {
        const size =
          longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0)
        const code = alignments[columnIndex]

        if (code === 114 /* `r` */) {
          before = ' '.repeat(size)
        } else if (code === 99 /* `c` */) {
          const half = size / 2

          if (size % 2) {
            before = ' '.repeat(half + 0.5)
            after = ' '.repeat(half - 0.5)
          } else {
            before = ' '.repeat(half)
            after = before
          }
        } else {
          after = ' '.repeat(size)
        }
      }

      if (settings.delimiterStart !== false && !columnIndex) {
        line.push('|')
      }

      if (
        settings.padding !== false &&
        // Don’t add the opening space if we’re not aligning and the cell is
        // empty: there will be a closing space.
        !(settings.alignDelimiters === false && cell === '') &&
        (settings.delimiterStart !== false || columnIndex)
      ) {
        line.push(' ')
      }

      if (settings.alignDelimiters !== false) {
        line.push(before)
      }

      line.push(cell)

      if (settings.alignDelimiters !== false) {
        line.push(after)
      }

      if (settings.padding !== false) {
        line.push(' ')
      }

      if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) {
        line.push('|')
      }
    }

    lines.push(
      settings.delimiterEnd === false
        ? line.join('').replace(/ +$/, '')
        : line.join('')
    )
  }

  return lines.join('\n')
}

/**
 * Serialize a cell value.
 *
 * @param {string | null | undefined} [value]
 *   Value to serialize.
 * @returns {string}
 *   Result.
 */
function serialize(value) {
  return value === null || value === undefined ? '' : String(value)
}

/**
 * Get the alignment character code from a value.
 *
 * @param {string | null | undefined} value
 *   Value.
 * @returns {number}
 *   Alignment.
 */
function toAlignment(value) {
  const code = typeof value === 'string' ? value.codePointAt(0) : 0

  return code === 67 /* `C` */ || code === 99 /* `c` */
    ? 99 /* `c` */
    : code === 76 /* `L` */ || code === 108 /* `l` */
      ? 108 /* `l` */
      : code === 82 /* `R` */ || code === 114 /* `r` */
        ? 114 /* `r` */
        : 0
}

;// CONCATENATED MODULE: ./build/src/render/print/markdown-table.js
/** Tables by the `markdown-table` package; cells are escaped by who fills them. */


function table(head, rows) {
    // GitHub ignores the padding, and without it a long cell does not blow up every other row
    return markdownTable([[...head], ...rows.map((r) => [...r])], { alignDelimiters: false, padding: true });
}
/** The same as a list, so that it can be cut between two rows. `what`: its rows in the plural; `title` may be empty. */
function tableList(what, title, head, rows) {
    const [names = '', line = '', ...entries] = table(head, rows).split('\n');
    const above = `${names}\n${line}\n`;
    return (0,page/* list */.p_)(what, '', entries, { head: title === '' ? above : `${title}\n\n${above}` });
}
//# sourceMappingURL=markdown-table.js.map
;// CONCATENATED MODULE: ./build/src/render/print/page-of.js
/** A view as a page of Markdown: the only place that makes Markdown of it, and so that escapes. */



const emoji = {
    holds: '✅',
    differs: '❌',
    unknown: '❔',
    note: 'ℹ️',
    warning: '⚠️',
    same: '＝',
    none: '–',
    running: '⏳',
    denied: '⛔',
    gone: '⚫',
};
/** `where`: a sentence that says where everything is that did not fit. */
function pageOf(view, where) {
    return {
        head: (0,page/* joined */.oR)([`### ${emoji[view.mark]} ${lineMarkdown(view.headline)}`, linesMarkdown(view.about)]),
        first: view.first.flatMap(sectionOf),
        rest: view.rest.flatMap(sectionOf),
        folds: view.folds.map(foldOf),
        foot: view.foot.length > 0 ? `<sub>${view.foot.map(lineMarkdown).join('<br>')}</sub>` : '',
        where,
    };
}
const lineMarkdown = (line) => line.map((span) => spanMarkdown(span, render_escape/* codeLine */.U_)).join('');
const cellMarkdown = (line) => line.map((span) => spanMarkdown(span, render_escape/* code */.aY)).join('');
/** With line ends that hold in a comment and in a summary. */
const linesMarkdown = (lines) => lines.map(lineMarkdown).join('  \n');
function spanMarkdown(span, codeOf) {
    if (typeof span === 'string')
        return (0,render_escape/* markdown */.wD)(span);
    if ('mark' in span)
        return emoji[span.mark];
    if ('code' in span)
        return codeOf(span.code);
    if ('strong' in span)
        return strong(span.strong);
    return span.own;
}
/** Spaces inside the stars would make text of them. */
const strong = (text) => (text.trim() === '' ? '' : `**${(0,render_escape/* markdown */.wD)(text.trim())}**`);
function sectionOf(block) {
    const title = 'title' in block && block.title ? lineMarkdown(block.title) : '';
    switch (block.kind) {
        case 'text':
            return block.lines.length > 0 || title !== '' ? [(0,page/* whole */.WQ)(block.what, (0,page/* joined */.oR)([title, linesMarkdown(block.lines)]), of(block))] : [];
        case 'table':
            return block.rows.length > 0 ? [tableSection(block, title)] : [];
        case 'items':
            return block.entries.length > 0 ? [(0,page/* list */.p_)(block.what, title, block.entries.map(itemMarkdown))] : [];
        case 'verbatim':
            return block.lines.length > 0
                ? [(0,page/* list */.p_)(block.what, '', fenced(block.lines), { head: `${title === '' ? '' : `${title}\n\n`}\`\`\`text\n`, tail: '\n```' })]
                : [];
        case 'heading':
            return [(0,page/* whole */.WQ)(block.what, `#### ${lineMarkdown(block.line)}`, of(block))];
    }
}
const of = ({ of: name }) => (name === undefined ? {} : { of: name });
/** A phone has room for three or four columns: a mark stands in the cell of what it marks, and so does all that names the row. */
function tableSection({ what, head, rows, named = 0 }, title) {
    const marked = head[0] === '';
    const count = Math.max(named, marked ? 2 : 1);
    const narrow = (cells) => {
        const names = cells.slice(marked ? 1 : 0, count).filter((cell) => cell !== '');
        return [[...(marked && cells[0] ? [cells[0]] : []), names.join(' · ')].join(' ').trim(), ...cells.slice(count)];
    };
    return tableList(what, title, narrow(head.map((text) => (0,render_escape/* markdown */.wD)(text))), rows.map((cells) => narrow(cells.map(cellMarkdown))));
}
function itemMarkdown({ line, below, copy = [], after = [] }) {
    const sub = (lines) => lines.map((one) => `  - ${lineMarkdown(one)}`);
    // below the line that says what it is for
    const indent = below.length > 0 ? '    ' : '  ';
    const fence = copy.length > 0 ? ['```text', ...fenced(copy), '```'].map((text) => `${indent}${text}`) : [];
    return [`- ${lineMarkdown(line)}`, ...sub(below), ...fence, ...sub(after)].join('\n');
}
/** None of the lines can end the fence. */
const fenced = (lines) => lines.map((text) => (0,render_escape/* plainText */.wh)(text).replace(/`/g, 'ˋ'));
function foldOf({ what, of: name, title, least, blocks }) {
    const body = () => blocks().flatMap(sectionOf).map(textOfSection);
    return {
        what,
        ...(name === undefined ? {} : { of: name }),
        least,
        text: () => `<details><summary>${summaryText(title)}</summary>\n\n${(0,page/* joined */.oR)(body())}\n\n</details>`,
    };
}
const textOfSection = (s) => (s.kind === 'whole' ? s.text : `${s.head}${s.entries.join(s.between)}${s.tail}`);
/** Inside a tag GitHub reads no Markdown. */
const summaryText = (title) => title
    .map((span) => {
    if (typeof span === 'string')
        return html(span);
    if ('mark' in span)
        return emoji[span.mark];
    return html('code' in span ? span.code : 'strong' in span ? span.strong : span.own);
})
    .join('');
const html = (text) => (0,render_escape/* markdown */.wD)(text).replace(/\\([\\`*_~[\]|#])/g, '$1');
//# sourceMappingURL=page-of.js.map

/***/ }),

/***/ 7787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ causesItems)
/* harmony export */ });
/* unused harmony export causeItem */
/* harmony import */ var _doctor_words_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6983);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7018);
/* harmony import */ var _say_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9617);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2665);




/** `all`: how many instances there are. */
function causesItems(causes, all, nameOf, saying) {
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_2__/* .items */ .ld)('causes', causes.map((cause) => causeItem(cause, all, nameOf, saying)));
}
function causeItem(cause, all, nameOf, saying) {
    const { names, title, instanceIds, why, fix, explain, seen, others = [] } = cause;
    const name = title ?? names.join(', ');
    const on = instanceIds.length > 0 ? ` on ${(0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .instancesWords */ .QZ)(instanceIds, all, nameOf)}` : '';
    const also = others.map((d) => `${d.cause} (${d.seen})`).join(', ');
    const head = [{ strong: name }, ...(title ? [' (', { code: names.join(', ') }, ')'] : []), `${on}: `];
    const explained = explain.length > 0 ? [' · ', { strong: 'why:' }, ' ', ...(0,_say_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .tl)(explain, saying)] : [];
    switch (fix.kind) {
        case 'requests': {
            const { requests } = fix;
            const line = [...head, { own: why.join(' ') }, ' ', { strong: 'Fix:' }, ' '];
            if (requests.length === 1)
                return { line: [...line, ...(0,_say_js__WEBPACK_IMPORTED_MODULE_1__/* .commandLine */ .ay)(requests, saying), ...explained], below: undeterminedLines(cause) };
            const after = explain.length > 0 ? [[{ strong: 'Why:' }, ' ', ...(0,_say_js__WEBPACK_IMPORTED_MODULE_1__/* .shortLine */ .tl)(explain, saying)]] : [];
            return {
                line: [...line, ...(0,_say_js__WEBPACK_IMPORTED_MODULE_1__/* .severalLine */ .RQ)(requests, saying)],
                below: [],
                copy: requests.map(saying.say),
                after: [...after, ...undeterminedLines(cause)],
            };
        }
        case 'words':
            return {
                line: [...head, { own: why.join(' ') }, ' ', { strong: 'Next:' }, ' ', { own: fix.words.join(' ') }, ...explained],
                below: undeterminedLines(cause),
            };
        case 'steps':
            return {
                line: [...head, seen ?? '', '. ', why.join(' '), ' ', { strong: 'Fix:' }],
                copy: [fix.steps],
                below: [],
                after: [
                    ...(fix.afterwards.length > 0 ? [[{ strong: 'Then:' }, ' ', ...(0,_say_js__WEBPACK_IMPORTED_MODULE_1__/* .commandLine */ .ay)(fix.afterwards, saying)]] : []),
                    ...(also === '' ? [] : [[`Also seen, mostly behind it: ${also}`]]),
                ],
            };
    }
}
function undeterminedLines({ undetermined: one }) {
    if (!one)
        return [];
    const unseen = one.checks.filter((c) => c.state === 'unknown').map((c) => c.title);
    return [[unseen.length > 0 ? `Why it came to that could not be looked at further. Not seen: ${unseen.join(', ')}.` : (0,_doctor_words_js__WEBPACK_IMPORTED_MODULE_3__/* .undetermined */ .n)(one)]];
}
//# sourceMappingURL=causes.js.map

/***/ }),

/***/ 541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $h: () => (/* binding */ checksView),
/* harmony export */   LJ: () => (/* binding */ goneText),
/* harmony export */   Uy: () => (/* binding */ unaskedTable),
/* harmony export */   bZ: () => (/* binding */ planFold),
/* harmony export */   eZ: () => (/* binding */ namesOf)
/* harmony export */ });
/* unused harmony export checkHeadline */
/* harmony import */ var _domain_next_steps_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6827);
/* harmony import */ var _domain_repairs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7224);
/* harmony import */ var _domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2087);
/* harmony import */ var _causes_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7787);
/* harmony import */ var _differing_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(898);
/* harmony import */ var _people_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9086);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(19);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(2437);
/* harmony import */ var _say_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(9617);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(2665);
/** What `verify --all` found: the volumes that differ, each with its causes; those that hold are a row each. */










const order = ['differs', 'unknown', 'holds', 'unused'];
const marks = { differs: 'differs', unknown: 'unknown', holds: 'holds', unused: 'note' };
function checksView(checks, saying) {
    if (checks.length === 0)
        return {
            ..._view_js__WEBPACK_IMPORTED_MODULE_9__/* .emptyView */ .nG,
            mark: 'holds',
            headline: ['There is no volume in this region. Make one: ', { code: 'prism volume create NAME' }],
        };
    const [only] = checks;
    if (only && checks.length === 1)
        return checkView(only, saying);
    const sorted = checks.toSorted((a, b) => order.indexOf((0,_domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeVerdict */ .xm)(a)) - order.indexOf((0,_domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeVerdict */ .xm)(b)));
    const off = sorted.filter(isOff);
    const views = off.map((check) => ({ check, view: checkView(check, saying, check.volume) }));
    return {
        ..._view_js__WEBPACK_IMPORTED_MODULE_9__/* .emptyView */ .nG,
        mark: (0,_domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictOfAll */ .O1)(checks),
        headline: summary(checks),
        first: views.flatMap(({ check, view }) => [
            { kind: 'heading', what: 'the volume', of: check.volume, line: [{ mark: view.mark }, ' ', ...view.headline] },
            ...view.first,
        ]),
        rest: [...views.map(({ check, view }) => restText(check, view)), heldTable(sorted.filter((c) => !isOff(c)))],
        folds: views.flatMap(({ view }) => view.folds),
    };
}
/** Below the last volume's heading each has to say whose it is. */
const restText = ({ volume }, { rest }) => {
    const lines = rest.flatMap((b) => (b.kind === 'text' ? b.lines : []));
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .text */ .Qq)('what else is known of', lines.length > 0 ? [[{ strong: volume }, ':'], ...lines] : [], { of: volume });
};
const isOff = (check) => ['differs', 'unknown'].includes((0,_domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeVerdict */ .xm)(check));
/** The first line, where there are several: how many volumes are how, and which differ. */
function summary(checks) {
    const counts = order.flatMap((verdict) => {
        const those = checks.filter((c) => (0,_domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeVerdict */ .xm)(c) === verdict);
        if (those.length === 0)
            return [];
        const who = isOff(those[0]) ? [' (', { strong: (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .listed */ .KE)(those.map((c) => c.volume)) }, ')'] : [];
        return [[`${those.length} ${summaryWords[verdict][those.length === 1 ? 0 : 1]}`, ...who]];
    });
    return [`${checks.length} volumes: `, ...counts.flatMap((c, i) => (i === 0 ? c : [', ', ...c]))];
}
const summaryWords = {
    differs: ['differs', 'differ'],
    unknown: ['is unknown', 'are unknown'],
    holds: ['is as it should be', 'are as they should be'],
    unused: ['is mounted nowhere', 'are mounted nowhere'],
};
function heldTable(checks) {
    const rows = checks.map((check) => [
        [{ mark: marks[(0,_domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeVerdict */ .xm)(check)] }],
        [{ strong: check.volume }],
        [
            (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .listed */ .KE)(check.places.flatMap((p) => p.report.instances.map((i) => i.name)), 6) || 'mounted nowhere',
        ],
    ]);
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .table */ .tp)('volumes that hold', ['', 'Volume', 'Instances'], rows);
}
/** One volume: its place as a report, and whom nobody could ask. `among`: the volume, where there are several. */
function checkView(check, saying, among) {
    const verdict = (0,_domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeVerdict */ .xm)(check);
    const { places, findings } = check;
    const nameOf = namesOf(check);
    const views = places.map(({ report }) => (0,_report_js__WEBPACK_IMPORTED_MODULE_7__/* .reportView */ .y)(report, saying, among));
    const [place] = views;
    const alone = views.length === 1 && findings.length === 0 && check.unasked.length === 0 && place !== undefined;
    return {
        ..._view_js__WEBPACK_IMPORTED_MODULE_9__/* .emptyView */ .nG,
        mark: marks[verdict],
        headline: alone && among === undefined ? place.headline : checkHeadline(check),
        first: [
            (0,_differing_js__WEBPACK_IMPORTED_MODULE_4__/* .unreachedTable */ .W2)(findings, nameOf, _domain_volume_check_js__WEBPACK_IMPORTED_MODULE_2__/* .leavesInDoubt */ .GO),
            (0,_causes_js__WEBPACK_IMPORTED_MODULE_3__/* .causesItems */ .$)((0,_domain_next_steps_js__WEBPACK_IMPORTED_MODULE_0__/* .causesOfFindings */ .go)(findings), 0, nameOf, saying),
            ...views.flatMap((v) => v.first),
            unaskedTable(check),
        ],
        rest: [
            goneText(check),
            ...(0,_people_js__WEBPACK_IMPORTED_MODULE_5__/* .acrossPlaces */ .uC)(places.map((p) => p.report), views.flatMap((v) => v.rest)),
        ],
        folds: [...planFold(check, saying), ...views.flatMap((v) => v.folds)],
        foot: views.flatMap((v) => v.foot),
    };
}
/** A volume's check in one sentence, by what counts, and who differs. */
function checkHeadline({ volume, places, findings, unasked }) {
    const instances = places.flatMap((p) => p.report.instances);
    // of one instance several things can be found
    const lost = new Set(findings.flatMap((f) => f.instanceId ?? [])).size;
    const notReached = lost + findings.filter((f) => f.instanceId === undefined).length;
    const total = instances.length + lost;
    const who = (which) => instances.filter((i) => i.verdict === which).map((i) => i.name);
    const parts = [
        ...(who('differs').length > 0 ? [[{ strong: (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .listed */ .KE)(who('differs')) }, ` ${who('differs').length === 1 ? 'differs' : 'differ'}`]] : []),
        ...(who('unknown').length > 0 ? [[{ strong: (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .listed */ .KE)(who('unknown')) }, ` ${who('unknown').length === 1 ? 'is' : 'are'} unknown`]] : []),
        ...(notReached > 0 ? [[`${notReached} not reached`]] : []),
        ...(unasked.length > 0 ? [[`not known whether it is mounted on `, { strong: (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .listed */ .KE)(unasked.map((u) => u.name)) }]] : []),
    ];
    const held = total === 0
        ? [{ code: volume }, ' is mounted on no instance that could be asked']
        : [{ code: volume }, `: ${who('holds').length} of ${(0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .counted */ .hS)(total, 'instance')} ${total === 1 ? 'holds' : 'hold'}`];
    return [...held, ...parts.flatMap((part) => [' · ', ...part])];
}
function namesOf({ places }) {
    const names = new Map(places.flatMap((p) => p.report.instances.map((i) => [i.instanceId, i.name])));
    return (id) => names.get(id) ?? id;
}
function unaskedTable({ unasked }) {
    const groups = [...Map.groupBy(unasked, (u) => u.why)];
    const rows = groups.map(([why, those]) => [
        [{ mark: 'unknown' }],
        those.length === 1
            ? [those[0].name, ' ', { code: those[0].instanceId }]
            : [
                (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .listed */ .KE)(those.map((u) => u.name), 8),
            ],
        [why],
    ]);
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .table */ .tp)('instances that could not be asked', ['', 'Not known whether it is mounted on', 'Why'], rows);
}
const goneText = ({ gone }) => (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .text */ .Qq)('what is gone', gone.map((f) => [`No longer there, and so no longer expected: ${f.seen}.`]));
/** What a mount would do about it, as a plan; offered, not done. */
function planFold(check, saying) {
    const plans = check.places.map((p) => p.plan).filter((plan) => plan.differences.length > 0);
    const repairs = (0,_domain_repairs_js__WEBPACK_IMPORTED_MODULE_1__/* .repairsOf */ .u_)(check);
    return plans.map((plan) => ({
        what: 'the plan',
        of: check.volume,
        title: [`What a mount would do about it: ${(0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .counted */ .hS)(plan.differences.length, 'difference')}`],
        least: 60,
        blocks: () => [
            (0,_plan_js__WEBPACK_IMPORTED_MODULE_6__/* .differencesTable */ .ds)(plan),
            (0,_view_js__WEBPACK_IMPORTED_MODULE_9__/* .text */ .Qq)('how to do that', [
                ...(repairs.length > 0
                    ? [['To have that done: ', ...(repairs.length > 1 ? (0,_say_js__WEBPACK_IMPORTED_MODULE_8__/* .shortLine */ .tl)(repairs, saying) : (0,_say_js__WEBPACK_IMPORTED_MODULE_8__/* .commandLine */ .ay)(repairs, saying))]]
                    : []),
                ['Digest ', { code: plan.digest.slice(0, 16) }],
            ]),
        ],
    }));
}
//# sourceMappingURL=checks.js.map

/***/ }),

/***/ 898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W2: () => (/* binding */ unreachedTable),
/* harmony export */   XL: () => (/* binding */ differingTable)
/* harmony export */ });
/* unused harmony export rowsOff */
/* harmony import */ var _domain_catalogue_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6273);
/* harmony import */ var _domain_next_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6827);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7018);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2665);
/** What differs or is unknown: one row for what is alike, whoever has it. What was never reached is among them. */




const rowsOff = 'rows that differ or are unknown';
function differingTable(report) {
    return offTable(offIn(report), report.instances.length, (0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .namesIn */ .wX)(report));
}
/** Of findings that belong to no report: a volume or an instance that was never reached. */
const unreachedTable = (findings, nameOf, inDoubt = isDoubt) => offTable(grouped(foundAlike(findings, inDoubt)), 0, nameOf);
const isDoubt = ({ code }) => (0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(code) === 'doubt';
function offTable(off, all, nameOf) {
    // what was never reached has no values to compare with
    const expects = off.some(({ expected }) => expected !== '');
    const rows = off.map(({ mark, what, expected, seen, ids }) => [
        [{ mark }],
        [(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .instancesWords */ .QZ)(ids, all, nameOf)],
        what,
        ...(expects ? [[expected]] : []),
        [seen],
    ]);
    return { ...(0,_view_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)(rowsOff, ['', 'Instance', 'What', ...(expects ? ['Expected'] : []), 'Seen'], rows), named: 3 };
}
function offIn({ instances, findings }) {
    const all = grouped([...foundAlike(findings), ...foundAlike(instances.flatMap((i) => i.findings)), ...instances.flatMap(offOf)]);
    const order = ['differs', 'unknown'];
    return all.toSorted((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark));
}
function grouped(all) {
    const groups = new Map();
    for (const one of all) {
        const key = JSON.stringify([one.mark, one.what, one.expected, one.seen]);
        const known = groups.get(key);
        if (known)
            known.ids.push(...one.ids);
        else
            groups.set(key, { ...one, ids: [...one.ids] });
    }
    return [...groups.values()];
}
/** Findings of one kind that differ only in what was seen are one line from so many on. */
function foundAlike(findings, inDoubt = isDoubt) {
    return [...Map.groupBy(findings, (f) => f.code)].flatMap(([code, those]) => {
        const off = (seen, of) => ({
            mark: inDoubt(those[0]) ? 'unknown' : 'differs',
            what: [{ code }],
            expected: '',
            seen,
            ids: of.flatMap((f) => f.instanceId ?? []),
        });
        const same = new Set(those.map(seenThere)).size;
        return same > maxAlike ? [off(`${those.length} alike, e.g. ${those[0].seen}`, those)] : those.map((f) => off(seenThere(f), [f]));
    });
}
/** Beside the name of its instance: what was seen names it too, with an id that makes the table wider than a phone. */
function seenThere({ seen, instanceId, instanceName }) {
    const called = instanceName === undefined ? instanceId : `${instanceName} (${instanceId})`;
    const more = called !== undefined && seen.startsWith(called) ? /^:? (.+)$/s.exec(seen.slice(called.length)) : null;
    return more?.[1] ?? seen;
}
/** Rows that are unknown for one reason are one line from so many on. */
const maxAlike = 3;
function offOf({ instanceId, rows, findings }) {
    const off = rows.filter(_domain_next_steps_js__WEBPACK_IMPORTED_MODULE_1__/* .isOff */ .gK);
    // a finding says why; what follows from it stands with every row
    if (findings.length > 0 && off.length > maxAlike) {
        const mark = off.some((r) => r.verdict === 'differs') ? 'differs' : 'unknown';
        return [{ mark, what: [(0,_view_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(off.length, 'row')], expected: '', seen: 'as follows from that', ids: [instanceId] }];
    }
    const unseen = off.filter((r) => r.verdict === 'unknown');
    const reasons = [...Map.groupBy(unseen, (r) => r.observed).values()];
    const many = reasons.filter((those) => those.length > maxAlike);
    const alike = new Set(many.flat());
    return [
        ...off.filter((r) => !alike.has(r)).map((r) => rowOff(instanceId, r)),
        ...many.map((those) => {
            const what = those.length === rows.length ? `all ${those.length} rows` : (0,_view_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(those.length, 'row');
            return { mark: 'unknown', what: [what], expected: '', seen: those[0].observed || 'not seen', ids: [instanceId] };
        }),
    ];
}
const rowOff = (instanceId, { verdict, subject, expected, observed }) => ({
    mark: verdict,
    what: [(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .subjectSpan */ .vQ)(subject)],
    expected,
    seen: observed || 'not seen',
    ids: [instanceId],
});
//# sourceMappingURL=differing.js.map

/***/ }),

/***/ 2682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ stepsFold),
/* harmony export */   r: () => (/* binding */ rowFolds)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7018);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2665);


/** What the shortest row and the title of an instance take. */
const leastRow = 30;
const leastTitle = 40;
/** Those that do not hold have a fold of their own: it is left out last. */
function rowFolds({ instances }, among) {
    const off = instances.filter((i) => i.verdict !== 'holds');
    const holding = instances.filter((i) => i.verdict === 'holds');
    return [
        rowsFold(off, holding.length === 0 ? '' : 'that differ or are unknown', among),
        rowsFold(holding, off.length === 0 ? '' : 'that hold', among),
    ].flat();
}
function rowsFold(instances, which, among) {
    const rows = instances.reduce((sum, i) => sum + i.rows.length, 0);
    if (rows === 0)
        return [];
    const whose = instances.length === 1
        ? `Every row of ${instances[0].name} (${rows})`
        : `Every row, by instance (${rows}${which === '' ? '' : `, of the ${instances.length} ${which}`})`;
    const of = instances.length > 1 ? (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(instances.length, 'instance') : instances[0].name;
    return [
        {
            what: 'every row of',
            of: among === undefined ? of : `${of} of ${among}`,
            title: [among === undefined ? whose : `${among}: ${whose}`],
            least: leastRow * rows + leastTitle * instances.length,
            blocks: () => instances.flatMap((i) => instanceBlocks(i)),
        },
    ];
}
function instanceBlocks({ verdict, name, instanceId, about, rows }) {
    const title = [{ mark: verdict }, ' ', { strong: name }, ' ', { code: instanceId }, ...(about === '' ? [] : [` · ${about}`])];
    if (rows.length === 0)
        return [(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('rows', [['nothing was seen']], { title })];
    return [{ ...rowsTable(rows), title }];
}
const rowsTable = (rows) => (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)('rows', ['', 'What', 'Expected', 'Seen'], rows.map((r) => [[{ mark: r.verdict }], [(0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .subjectSpan */ .vQ)(r.subject)], [r.expected], [r.observed]]));
function stepsFold({ instances }) {
    const steps = instances.reduce((sum, i) => sum + i.steps.length, 0);
    if (steps === 0)
        return [];
    const rows = () => instances.flatMap(({ name, steps: own }) => own.map((s) => [[name], [s.step], [s.status], [s.detail], [`${s.milliseconds} ms`]]));
    return [
        {
            what: 'what was done on the hosts',
            title: ['What was done on the hosts'],
            least: leastRow * steps,
            blocks: () => [(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)('steps', ['Instance', 'Step', 'Status', 'Detail', 'Time'], rows())],
        },
    ];
}
//# sourceMappingURL=folds.js.map

/***/ }),

/***/ 7018:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   QZ: () => (/* binding */ instancesWords),
/* harmony export */   vQ: () => (/* binding */ subjectSpan),
/* harmony export */   wX: () => (/* binding */ namesIn)
/* harmony export */ });
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2665);

function namesIn({ instances, operation, findings }) {
    const unreached = findings.map(({ instanceId = '', instanceName = instanceId }) => ({ instanceId, name: instanceName }));
    const names = new Map([...unreached, ...operation.targets, ...instances].map(({ instanceId, name }) => [instanceId, name]));
    return (id) => names.get(id) ?? id;
}
/** In which nobody is left out where there are few, and all of many are one word. */
function instancesWords(given, all, nameOf, most = 6) {
    // of one several things can have been found
    const ids = [...new Set(given)];
    return ids.length === all && all > 3 ? `all ${all}` : (0,_view_js__WEBPACK_IMPORTED_MODULE_0__/* .listed */ .KE)(ids.map(nameOf), most);
}
/** A path is code, anything else is words. */
const subjectSpan = (subject) => (/^\/\S*$/.test(subject) ? { code: subject } : subject);
//# sourceMappingURL=names.js.map

/***/ }),

/***/ 3681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ heldText),
/* harmony export */   e: () => (/* binding */ outcomesTable)
/* harmony export */ });
/* harmony import */ var _domain_next_steps_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6827);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2665);
/** Instances by equal outcome: who shows the same is one line. And how many rows hold, with what they are about. */


const maxNames = 8;
const maxAccounts = 6;
const maxGroups = 6;
/** Up to so many instances the permission table has a column for each, which says it all where everything holds. */
const maxColumns = 5;
const order = ['differs', 'unknown', 'holds'];
/** Empty where there is nothing to compare. */
function outcomesTable(report) {
    const { instances } = report;
    const off = instances.some((i) => i.verdict !== 'holds');
    if (instances.length < 2 || (!off && instances.length <= maxColumns))
        return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)('groups of instances', [], []);
    const groups = [...Map.groupBy(instances, outcomeOf).values()].toSorted(([a], [b]) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
    const holding = groups.filter(([i]) => i.verdict === 'holds');
    const others = groups.filter(([i]) => i.verdict !== 'holds');
    const shown = others.length > maxGroups ? [...others.slice(0, maxGroups - 1), others.slice(maxGroups - 1).flat()] : others;
    const accounts = accountsIn(report);
    const rows = [...shown, ...holding].map((those) => [
        [{ mark: worst(those) }],
        [`${those.length > 3 ? `${those.length}: ` : ''}${(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(namesOf(those), maxNames)}`],
        [holdWords(those)],
        [(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)([...new Set(those.flatMap((i) => accounts(i.instanceId)))], maxAccounts)],
    ]);
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)('groups of instances', ['', 'Instances', 'Rows that hold', 'Accounts'], rows);
}
const namesOf = (instances) => instances.map((i) => i.name);
const worst = (instances) => order.find((v) => instances.some((i) => i.verdict === v)) ?? 'unknown';
/** Those that hold are one group. */
const outcomeOf = ({ verdict, rows, findings }) => verdict === 'holds'
    ? verdict
    : [verdict, ...findings.map((f) => `${f.code} ${f.seen}`), ...rows.filter(_domain_next_steps_js__WEBPACK_IMPORTED_MODULE_0__/* .isOff */ .gK).map((r) => `${r.subject} ${r.observed}`)].join('\0');
/** `20 of 20 each`; `19 to 20 of 20 to 24` where they are not the same. */
function holdWords(instances) {
    const counts = instances.map(({ rows }) => held(rows));
    const range = (all) => {
        const least = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
        const most = all.reduce((a, b) => Math.max(a, b), 0);
        return least === most ? `${most}` : `${least} to ${most}`;
    };
    return `${range(counts.map((c) => c.holds))} of ${range(counts.map((c) => c.of))}${instances.length > 1 ? ' each' : ''}`;
}
/** Notes prove nothing. */
function held(rows) {
    let holds = 0;
    let notes = 0;
    for (const { verdict } of rows)
        if (verdict === 'holds')
            holds++;
        else if (verdict === 'note')
            notes++;
    return { holds, of: rows.length - notes };
}
function accountsIn({ identity }) {
    const accounts = new Map();
    for (const { instanceId, account } of identity?.people.flatMap((p) => p.accounts) ?? []) {
        const known = accounts.get(instanceId);
        if (known)
            known.push(account);
        else
            accounts.set(instanceId, [account]);
    }
    return (id) => accounts.get(id) ?? [];
}
const about = {
    mount: (rows) => (rows.some((r) => r.expected === 'TLS') ? 'the mount over TLS' : 'the mount'),
    persistence: () => 'after a reboot (fstab)',
    group: () => 'who is in the group',
    permissions: () => 'owners and modes',
    umask: (rows) => `umask 002${sessionsIn(rows).length > 0 ? ` by ${(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(sessionsIn(rows), 6)}` : ''}`,
    behaviour: () => 'what members and strangers can do',
    contents: () => 'the files that are there already',
    people: (rows) => `the accounts of the registry${rows.some(isOnVolume) ? ' and what is theirs on the volume' : ''}`,
};
const isOnVolume = ({ subject }) => /^(?:users|groups)\//.test(subject);
const sessionsIn = (rows) => [
    ...new Set(rows
        .filter((r) => r.verdict === 'holds')
        .flatMap((r) => (/ · (.+)$/.exec(r.subject)?.[1] ?? '').replace(/ -$| host command$/, '') || [])),
];
/** `38 of 38 rows hold: …`: of the sections in which everything does. */
function heldText({ instances }) {
    const rows = instances.flatMap((i) => i.rows);
    const { holds, of } = held(rows);
    if (of === 0)
        return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('how many rows hold', []);
    const sections = [...Map.groupBy(rows, (r) => r.section)].filter(([, those]) => those.some((r) => r.verdict === 'holds') && !those.some(_domain_next_steps_js__WEBPACK_IMPORTED_MODULE_0__/* .isOff */ .gK));
    const words = sections.map(([section, those]) => about[section](those));
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('how many rows hold', [[`${holds} of ${of} rows hold${words.length > 0 ? `: ${words.join(', ')}` : ''}.`]]);
}
//# sourceMappingURL=outcomes.js.map

/***/ }),

/***/ 9086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  uC: () => (/* binding */ acrossPlaces),
  Ln: () => (/* binding */ notesText),
  jZ: () => (/* binding */ onePersonText),
  ZU: () => (/* binding */ peopleFold)
});

// EXTERNAL MODULE: ./build/src/domain/identity.js
var domain_identity = __nccwpck_require__(2518);
;// CONCATENATED MODULE: ./build/src/render/identity-words.js
/** More names than that are counted. */
const maxNames = 6;
const accountWords = (a, nameOf) => `${a.account} on ${nameOf(a.instanceId)}`;
/** E.g. `ada on ws-1 (tried); bob on ws-2 (by mode bits); not tried: eve on ws-3`. */
function accessWords(space, what, nameOf) {
    const those = (can, how) => space.access.filter((a) => a[what].can === can && a[what].how === how);
    const part = (list, words) => (list.length > 0 ? [words(named(list, nameOf))] : []);
    const open = [
        ...part(those('yes', 'tried'), (names) => `${names} (tried)`),
        ...part(those('yes', 'mode-bits'), (names) => `${names} (by mode bits)`),
    ];
    const refused = [...those('no', 'tried'), ...those('no', 'mode-bits')];
    const how = refused.every((a) => a[what].how === 'tried') ? 'tried' : 'tried or by mode bits';
    return [
        ...(open.length > 0 ? open : refused.length > 0 ? [`nobody of ${refused.length} (${how})`] : []),
        ...part(those('unknown', 'tried'), (names) => `could not be told: ${names}`),
        ...part(those('unknown', 'not-tried'), (names) => `not tried: ${names}`),
    ].join('; ');
}
/** `uid 1000, 755`; a space that nobody saw has no owner that could be named. */
const ownerWords = (space) => space.owner ? `uid ${space.owner.uid}, ${space.owner.mode.replace(/^0/, '')}` : 'not seen';
function named(accounts, nameOf) {
    const names = accounts.slice(0, maxNames).map((a) => accountWords(a, nameOf));
    return `${names.join(', ')}${accounts.length > maxNames ? ` and ${accounts.length - maxNames} more` : ''}`;
}
//# sourceMappingURL=identity-words.js.map
// EXTERNAL MODULE: ./build/src/render/view/names.js
var names = __nccwpck_require__(7018);
// EXTERNAL MODULE: ./build/src/render/view/view.js
var view = __nccwpck_require__(2665);
;// CONCATENATED MODULE: ./build/src/render/view/people.js
/** Who is who to EFS: in one line what changes the meaning of a green verdict, and, to be looked up, whose space is open to whom. */




/** Uids that several people have, beyond which they are counted. */
const maxUids = 3;
/** Notes beyond which they are counted. */
const maxNotes = 6;
const onePerson = 'who is one person to EFS';
/** Several names with one number are one person to EFS, and each of them has what the others have. */
function onePersonText({ identity }) {
    const shared = (identity?.people ?? []).flatMap(({ uid, accounts }) => {
        const names = [...new Set(accounts.map((a) => a.account))];
        return names.length > 1 ? [{ uid, names }] : [];
    });
    const lines = shared.slice(0, maxUids).map(({ uid, names }) => {
        const spaces = (identity?.spaces ?? []).filter((s) => s.owner?.uid === uid).length;
        const each = spaces > 1 ? `; each can change ${spaces === 2 ? 'both' : `all ${spaces}`} personal spaces of that uid` : '';
        return [{ mark: 'warning' }, ` uid ${uid} is `, { strong: (0,view/* listed */.KE)(names, 6) }, `: one person to EFS${each}`];
    });
    const more = shared.length - maxUids;
    return (0,view/* text */.Qq)(onePerson, more > 0 ? [...lines, [{ mark: 'warning' }, ` ${more} more uids are several people`]] : lines);
}
/** The same of a volume that is mounted at several places, each with its own report: it is one volume, so a number is one person in all of them. */
function acrossPlaces(reports, blocks) {
    if (reports.length < 2)
        return blocks;
    const all = reports.flatMap(({ identity }) => identity ?? []);
    const people = [
        ...Map.groupBy(all.flatMap((one) => one.people.flatMap(({ accounts }) => accounts)), (a) => a.uid),
    ];
    const spaces = [...new Map(all.flatMap((one) => one.spaces.map((space) => [space.path, space]))).values()];
    const identity = {
        people: people.sort(([a], [b]) => a - b).map(([uid, accounts]) => ({ uid, accounts })),
        spaces,
        notLookedAt: 0,
    };
    const where = reports.map(({ operation, instances }) => [
        { code: operation.mountPoint },
        ` on ${(0,view/* listed */.KE)(instances.map((i) => i.name), 6)}`,
    ]);
    const apart = [
        { mark: 'note' },
        ' each mount point was checked by itself, and no sharing was tried from one to the other: ',
        ...where.flatMap((one, i) => (i === 0 ? one : [' · ', ...one])),
    ];
    return [onePersonText({ identity }), (0,view/* text */.Qq)('what was not tried', [apart]), ...blocks.filter((block) => block.what !== onePerson)];
}
/** What else is to be known: what instances remember of their mount, and who comes through an access point. */
function notesText({ notes, identity, operation }) {
    const told = new Set(identity ? tableNotes(identity, operation) : []);
    const said = notes.filter((note) => !told.has(note));
    const more = said.length - maxNotes;
    const lines = said.slice(0, maxNotes).map((note) => [{ mark: 'note' }, ` ${note}`]);
    return (0,view/* text */.Qq)('the notes', more > 0 ? [...lines, [`… and ${more} more notes`]] : lines);
}
/** Sentences of which the line above, or the table, says the same. */
const tableNotes = (identity, operation) => (0,domain_identity/* identityNotes */.g)(operation, identity).filter((note) => /: one person to EFS\.$|personal spaces are not 0700/.test(note));
function peopleFold(report) {
    const { identity, notes } = report;
    if (!identity || identity.people.length === 0)
        return [];
    const nameOf = (0,names/* namesIn */.wX)(report);
    const people = () => identity.people.map(({ uid, accounts }) => [
        [`${uid}`],
        [
            (0,view/* listed */.KE)(accounts.map((a) => accountWords(a, nameOf)), 6),
        ],
        [new Set(accounts.map((a) => a.account)).size > 1 ? 'one person' : ''],
    ]);
    const spaces = () => identity.spaces.map((space) => [
        [{ code: space.path }],
        [ownerWords(space)],
        [accessWords(space, 'read', nameOf)],
        [accessWords(space, 'change', nameOf)],
    ]);
    const unseen = identity.notLookedAt > 0
        ? [[`${(0,view/* counted */.hS)(identity.notLookedAt, 'more personal space was', 'more personal spaces were')} not looked at.`]]
        : [];
    return [
        {
            what: 'who is who to EFS',
            title: ['Who is who, and whose space is open to whom'],
            least: 20 * identity.people.length + 40 * identity.spaces.length,
            blocks: () => [
                (0,view/* table */.tp)('people', ['uid', 'Accounts', 'To EFS'], people()),
                (0,view/* table */.tp)('personal spaces', ['Personal space', 'Owner', 'Can read', 'Can change'], spaces()),
                (0,view/* text */.Qq)('notes', [...unseen, ...notes.map((note) => [note])]),
            ],
        },
    ];
}
//# sourceMappingURL=people.js.map

/***/ }),

/***/ 19:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $u: () => (/* binding */ plannedNames),
/* harmony export */   ds: () => (/* binding */ differencesTable),
/* harmony export */   hV: () => (/* binding */ planView)
/* harmony export */ });
/* harmony import */ var _domain_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8499);
/* harmony import */ var _domain_next_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6827);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8587);
/* harmony import */ var _causes_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7787);
/* harmony import */ var _differing_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(898);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(7018);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(2665);







function planView(plan, findings, saying) {
    const { operation, differences } = plan;
    const nameOf = plannedNames(plan);
    // where something stands in the way nothing is begun, and what no run changes is no change
    const left = new Set(findings.map((f) => f.instanceId));
    const changes = differences.filter((d) => !left.has(d.instanceId) && (0,_domain_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .isRepairable */ .gT)(d));
    const changed = [...new Set(changes.map((d) => d.instanceId))].map(nameOf);
    const would = changes.length === 0 ? ' would change nothing' : ` would change ${(0,_view_js__WEBPACK_IMPORTED_MODULE_6__/* .counted */ .hS)(changes.length, 'thing')} on ${(0,_view_js__WEBPACK_IMPORTED_MODULE_6__/* .listed */ .KE)(changed)}`;
    return {
        ..._view_js__WEBPACK_IMPORTED_MODULE_6__/* .emptyView */ .nG,
        mark: findings.length > 0 ? 'differs' : 'note',
        headline: [
            'Plan: ',
            { code: `${operation.verb} ${operation.volume}` },
            would,
            ...(findings.length > 0
                ? [` · ${(0,_view_js__WEBPACK_IMPORTED_MODULE_6__/* .counted */ .hS)(findings.length, 'instance')} left as ${findings.length === 1 ? 'it is' : 'they are'}`]
                : []),
            ' · nothing was changed',
        ],
        first: [
            (0,_differing_js__WEBPACK_IMPORTED_MODULE_4__/* .unreachedTable */ .W2)(findings, nameOf),
            (0,_causes_js__WEBPACK_IMPORTED_MODULE_3__/* .causesItems */ .$)((0,_domain_next_steps_js__WEBPACK_IMPORTED_MODULE_1__/* .causesOfFindings */ .go)(findings), operation.targets.length, nameOf, saying),
            differencesTable(plan),
        ],
        rest: [clientsTable(plan), jobsText(plan)],
        foot: [[{ code: operation.fileSystemId }, ' at ', { code: operation.mountPoint }, ' · digest ', { code: plan.digest.slice(0, 16) }]],
    };
}
function plannedNames({ operation }) {
    const names = new Map(operation.targets.map((t) => [t.instanceId, t.name]));
    return (id) => names.get(id) ?? id;
}
/** What is the same on several instances is one row. */
function differencesTable(plan) {
    const left = new Set(plan.refused.map((f) => f.instanceId));
    const would = ({ instanceId, repair, code }) => left.has(instanceId) ? 'nothing: left as it is' : (repair ?? `stays: ${code}`);
    const groups = Map.groupBy(plan.differences, (d) => JSON.stringify([d.subject, d.expected, d.observed, would(d), d.code]));
    const rows = [...groups.values()].map((those) => {
        const { subject, expected, observed } = those[0];
        const ids = [...new Set(those.map((d) => d.instanceId))];
        return [
            [(0,_names_js__WEBPACK_IMPORTED_MODULE_5__/* .instancesWords */ .QZ)(ids, plan.operation.targets.length, plannedNames(plan))],
            [(0,_names_js__WEBPACK_IMPORTED_MODULE_5__/* .subjectSpan */ .vQ)(subject)],
            [expected],
            [observed],
            [would(those[0])],
        ];
    });
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_6__/* .table */ .tp)('differences', ['Instance', 'What', 'Expected', 'Seen', 'Would'], rows);
}
function clientsTable(plan) {
    const groups = Map.groupBy(plan.clients, (c) => JSON.stringify([(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .clientSource */ .H0)(c), c.why]));
    const rows = [...groups.values()].map((those) => [
        [
            (0,_names_js__WEBPACK_IMPORTED_MODULE_5__/* .instancesWords */ .QZ)(those.map((c) => c.instanceId), plan.operation.targets.length, plannedNames(plan)),
        ],
        [{ code: (0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .clientSource */ .H0)(those[0]) }],
        [those[0].why],
    ]);
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_6__/* .table */ .tp)('sources of the EFS client', ['Instance', 'EFS client', 'Why'], rows);
}
function jobsText(plan) {
    const nameOf = plannedNames(plan);
    const changing = plan.jobs.filter((j) => j.changes);
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)('what would be run', changing.map((j) => [`would run ${j.script} on ${(0,_view_js__WEBPACK_IMPORTED_MODULE_6__/* .listed */ .KE)(j.instanceIds.map(nameOf), 8)}`]));
}
//# sourceMappingURL=plan.js.map

/***/ }),

/***/ 2437:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  y: () => (/* binding */ reportView)
});

// UNUSED EXPORTS: placeLine

// EXTERNAL MODULE: ./build/src/domain/next-steps.js
var next_steps = __nccwpck_require__(6827);
// EXTERNAL MODULE: ./build/src/render/words.js
var words = __nccwpck_require__(8587);
// EXTERNAL MODULE: ./build/src/render/view/causes.js
var view_causes = __nccwpck_require__(7787);
// EXTERNAL MODULE: ./build/src/render/view/differing.js
var differing = __nccwpck_require__(898);
// EXTERNAL MODULE: ./build/src/render/view/folds.js
var folds = __nccwpck_require__(2682);
// EXTERNAL MODULE: ./build/src/render/view/view.js
var view = __nccwpck_require__(2665);
;// CONCATENATED MODULE: ./build/src/render/view/headline.js
/** The first line of a report: the verdict, the volume, and who differs. It points at nothing that does not stand below. */


const done = { mount: 'is mounted on', adopt: 'is imported on', verify: 'is as it should be on', unmount: 'is unmounted from' };
const maxNames = 3;
function reportHeadline(report) {
    const { operation, verdict } = report;
    const volume = [{ code: operation.volume }];
    return { mark: verdict, headline: [...volume, ...(verdict === 'holds' ? holdsLine(report) : offLine(report)), ...caveatSpans(report)] };
}
function holdsLine({ operation, instances, sharing }) {
    const on = instances.length > maxNames ? `all ${instances.length} instances` : (0,view/* listed */.KE)(instances.map(nameIn));
    // an instance by itself shares with nobody else
    const shared = instances.length === 1 ? ', and shared by its users' : ', and shared';
    return [` ${done[operation.verb]} ${on}${operation.verb !== 'unmount' && sharing.verdict === 'holds' ? shared : ''}`];
}
function offLine({ operation, instances, findings, sharing }) {
    const held = instances.filter((i) => i.verdict === 'holds').length;
    const total = instances.length + findings.length;
    const verb = operation.verb === 'unmount' ? 'unmounted' : total === 1 ? 'holds' : 'hold';
    const parts = [
        ...whoLines(instances.filter((i) => i.verdict === 'differs'), differWords),
        ...whoLines(instances.filter((i) => i.verdict === 'unknown'), () => ({ one: 'is unknown', many: 'are unknown' })),
        ...(findings.length > 0
            ? [[`${findings.length === 1 ? 'not reached' : `${findings.length} not reached`}: `, ...reached(findings)]]
            : []),
        ...(sharing.verdict === 'differs' ? [['sharing does not work']] : []),
        ...(sharing.verdict === 'unknown' && held > 0 ? [['sharing is unknown']] : []),
    ];
    return [`: ${held} of ${(0,view/* counted */.hS)(total, 'instance')} ${verb}`, ...parts.flatMap((p) => [' · ', ...p])];
}
/** By its name, or by what is seen of it, as far as a headline has room: whole words. */
const longestSeen = 70;
const seenIn = ({ seen, instanceName }) => instanceName ?? (seen.length > longestSeen ? `${seen.slice(0, longestSeen).replace(/\s+\S*$/, '')}…` : seen);
const reached = (findings) => [{ strong: (0,view/* listed */.KE)(findings.map(seenIn), 2) }];
/** A Name tag can be a sentence. */
const longestName = 60;
const nameIn = ({ name }) => (name.length > longestName ? `${name.slice(0, longestName)}…` : name);
function whoLines(instances, wordsOf) {
    if (instances.length === 0)
        return [];
    const { one, many } = wordsOf(instances);
    return [
        [
            {
                strong: (0,view/* listed */.KE)(instances.map(nameIn), maxNames),
            },
            ` ${instances.length === 1 ? one : many}`,
        ],
    ];
}
/** Of one at least. */
function differWords(instances) {
    const rows = instances.reduce((sum, i) => sum + headline_differing(i), 0);
    const first = instances[0];
    const failed = first.findings[0]?.code;
    const one = failed ? `failed: ${failed}` : `differs in ${(0,view/* counted */.hS)(headline_differing(first), 'row')}`;
    return { one, many: rows > 0 ? `differ in ${(0,view/* counted */.hS)(rows, 'row')}` : 'failed' };
}
const headline_differing = ({ rows }) => rows.filter((r) => r.verdict === 'differs').length;
const caveatSpans = ({ operation, instances }) => [...plainWords(instances), ...(0,words/* caveats */.oW)(operation)].flatMap((c) => [' · ', { mark: 'warning' }, ` ${c}`]);
/** As seen, not as asked for: where plain NFS is allowed an instance can use TLS all the same. */
function plainWords(instances) {
    const plain = instances.filter(({ rows }) => rows.some((r) => r.code === 'not-encrypted' && r.verdict === 'note'));
    if (plain.length === 0)
        return [];
    return [`not encrypted${plain.length < instances.length ? ` on ${(0,view/* listed */.KE)(plain.map(nameIn), maxNames)}` : ''}, as allowed`];
}
//# sourceMappingURL=headline.js.map
// EXTERNAL MODULE: ./build/src/render/view/names.js
var names = __nccwpck_require__(7018);
// EXTERNAL MODULE: ./build/src/render/view/outcomes.js
var outcomes = __nccwpck_require__(3681);
// EXTERNAL MODULE: ./build/src/render/view/people.js + 1 modules
var people = __nccwpck_require__(9086);
;// CONCATENATED MODULE: ./build/src/render/view/permissions.js

const maxColumns = 5;
/** Names of accounts in a cell, beyond which they are counted. */
const permissions_maxNames = 3;
/** Empty where nothing of it is expected: after an unmount. */
function permissionsTable(report) {
    const columns = columnsOf(report);
    const keys = [...new Set(columns.flatMap((c) => [...c.places.keys()]))].toSorted(byPath);
    const head = ['Path', 'Owner, group, mode', ...columns.map(({ instances }) => label(instances))];
    const rows = keys.map((key) => {
        const [path, expected] = JSON.parse(key);
        return [[{ code: path }], [expected], ...columns.map((c) => cell(c.places.get(key) ?? []))];
    });
    return { ...(0,view/* table */.tp)('paths', head, rows), named: 2 };
}
const label = (instances) => instances.length > permissions_maxNames ? (0,view/* counted */.hS)(instances.length, 'instance') : (0,view/* listed */.KE)(instances.map((i) => i.name));
/** The volume's root, what is shared, the people's, the groups'. */
const order = [/"…\/shared\/"/, /"…\/users\/"/, /"…\/users\//, /"…\/groups\/"/, /"…\/groups\//];
const rank = (key) => order.findIndex((place) => place.test(key));
const byPath = (a, b) => rank(a) - rank(b);
function columnsOf({ instances, operation: { mountPoint } }) {
    if (instances.length <= maxColumns)
        return instances.map((i) => column([i], mountPoint));
    const groups = [...Map.groupBy(instances, (i) => signature(i)).values()].toSorted((a, b) => Number(isFine(a)) - Number(isFine(b)));
    const shown = groups.length > maxColumns ? [...groups.slice(0, maxColumns - 1), groups.slice(maxColumns - 1).flat()] : groups;
    return shown.map((g) => column(g, mountPoint));
}
const permissionsOf = ({ rows }) => rows.filter((r) => r.section === 'permissions');
/** Those that hold are alike, whoever has a space there. */
const signature = (instance) => permissionsOf(instance)
    .flatMap((r) => (r.verdict === 'holds' ? [] : [`${r.subject} ${r.observed}`]))
    .join('\0');
const isFine = (alike) => alike.every((i) => signature(i) === '');
function column(instances, mountPoint) {
    const places = new Map();
    for (const instance of instances)
        for (const row of permissionsOf(instance)) {
            const place = placeOf(row, mountPoint);
            const known = places.get(place.key);
            if (known)
                known.push(place);
            else
                places.set(place.key, [place]);
        }
    return { instances, places };
}
function placeOf(row, mountPoint) {
    const user = row.subject.startsWith(`${mountPoint}/users/`) ? row.subject.slice(`${mountPoint}/users/`.length, -1) : '';
    if (user === '') {
        const path = row.subject === `${mountPoint}/` ? row.subject : row.subject.replace(mountPoint, '…');
        return { key: JSON.stringify([path, row.expected]), row };
    }
    const expected = row.expected.replace(/^[^:]*/, 'the user');
    return { key: JSON.stringify(['…/users/{user}/', expected]), row, user };
}
const worstFirst = ['differs', 'unknown', 'note', 'holds'];
function cell(places) {
    if (places.length === 0)
        return [{ mark: 'none' }];
    const worst = worstFirst.find((v) => places.some((p) => p.row.verdict === v)) ?? 'unknown';
    const those = places.filter((p) => p.row.verdict === worst);
    const mark = { mark: worst };
    const seen = worst === 'holds' ? [] : [...new Set(those.map((p) => p.row.observed))];
    const said = seen.length === 1 ? ` ${seen[0]}` : '';
    const users = those.flatMap((p) => p.user ?? []);
    if (users.length === 0)
        return [mark, said];
    if (worst === 'holds' && users.length > permissions_maxNames)
        return [mark, ` ${users.length} of ${places.length}`];
    return [mark, ` ${(0,view/* listed */.KE)(users, permissions_maxNames)}${said === '' ? '' : `:${said}`}`];
}
//# sourceMappingURL=permissions.js.map
// EXTERNAL MODULE: ./build/src/render/view/sharing.js
var sharing = __nccwpck_require__(5318);
;// CONCATENATED MODULE: ./build/src/render/view/report.js
/** A report: the verdict with who differs, what differs with its causes, then what holds, each thing once. */












/** `among`: the volume, where there are several on the page. */
function reportView(report, saying, among) {
    const causes = (0,view_causes/* causesItems */.$)((0,next_steps/* causesOf */.cZ)(report), report.instances.length, (0,names/* namesIn */.wX)(report), saying);
    return {
        ...view/* emptyView */.nG,
        ...reportHeadline(report),
        first: [(0,differing/* differingTable */.XL)(report), (0,sharing/* pairsTable */.ss)(report), causes],
        rest: [
            (0,people/* onePersonText */.jZ)(report),
            (0,people/* notesText */.Ln)(report),
            permissionsTable(report),
            (0,outcomes/* heldText */.D)(report),
            (0,outcomes/* outcomesTable */.e)(report),
            (0,sharing/* sharingText */.kZ)(report),
        ],
        folds: [...(0,folds/* rowFolds */.r)(report, among), ...(0,sharing/* matrixFold */.NV)(report), ...(0,people/* peopleFold */.ZU)(report), ...(0,folds/* stepsFold */.J)(report)],
        foot: [placeLine(report)],
    };
}
const placeLine = ({ operation, startedAt, endedAt }) => [
    { code: operation.fileSystemId },
    ' at ',
    { code: operation.mountPoint },
    ` · ${(0,words/* seconds */.YA)(startedAt, endedAt)}`,
];
//# sourceMappingURL=report.js.map

/***/ }),

/***/ 9617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   N7: () => (/* binding */ inComment),
/* harmony export */   RQ: () => (/* binding */ severalLine),
/* harmony export */   ay: () => (/* binding */ commandLine),
/* harmony export */   tl: () => (/* binding */ shortLine)
/* harmony export */ });
/* unused harmony export atTerminal */
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8587);

/** `comment /prism mount research-data calc-2`; of several, the first. */
function commandLine(requests, { say, terminal }) {
    const [first] = requests;
    if (!first)
        return [];
    const words = say(first);
    const comment = isComment(words) ? ['comment ', { code: words }] : [{ code: words }];
    return terminal ? [...comment, ', or at a terminal ', { code: terminal(first) }] : comment;
}
/** Beside one that is told already how to say it; of several the first, and how many there are. */
function shortLine(requests, { say }) {
    const [first] = requests;
    if (!first)
        return [];
    return [{ code: say(first) }, ...(requests.length > 1 ? [` (the first of ${requests.length} such commands)`] : [])];
}
const isComment = (words) => words.startsWith('/prism ');
/** How several are to be said, each on a line of its own. */
function severalLine(requests, { say, terminal }) {
    const comments = requests.some((r) => isComment(say(r)));
    return [
        comments ? 'comment, each by itself' : 'each of',
        ...(terminal ? [' (at a terminal: ', { code: 'prism volume' }, ' instead of ', { code: '/prism' }, ')'] : []),
        ':',
    ];
}
/** Without options. */
const inComment = { say: (request) => `/prism ${(0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .spoken */ .vg)(request)}` };
const atTerminal = { say: (request) => `prism volume ${(0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .spoken */ .vg)(request)}` };
//# sourceMappingURL=say.js.map

/***/ }),

/***/ 5318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   NV: () => (/* binding */ matrixFold),
/* harmony export */   kZ: () => (/* binding */ sharingText),
/* harmony export */   ss: () => (/* binding */ pairsTable)
/* harmony export */ });
/* harmony import */ var _domain_pairs_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(71);
/* harmony import */ var _domain_sharing_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7510);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7018);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2665);
/** The sharing test: one line with its pairs counted; the pairs that do not share; and, to be looked up, who shares with whom. */




const isOff = ({ verdict }) => verdict === 'not-shared' || verdict === 'unknown';
const marks = { holds: 'holds', differs: 'differs', unknown: 'unknown' };
const words = { holds: 'holds', differs: 'does not work', unknown: 'not seen' };
/** Empty after an unmount. */
function sharingText(report) {
    const { sharing, operation } = report;
    const nameOf = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .namesIn */ .wX)(report);
    if (operation.verb === 'unmount')
        return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('the sharing between users', []);
    const title = [{ strong: 'Sharing:' }, ' '];
    if (sharing.verdict === 'not-tried') {
        const why = operation.options.sharingTest
            ? [{ mark: 'note' }, ' not tried: nothing is claimed']
            : [{ mark: 'warning' }, ' not tested, by choice'];
        return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('the sharing between users', [[...title, ...why]]);
    }
    const line = [
        ...title,
        { mark: marks[sharing.verdict] },
        ` ${sharing.cells.length > 0 ? countWords(sharing.cells) : words[sharing.verdict]}`,
    ];
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('the sharing between users', [line, ...(0,_domain_sharing_js__WEBPACK_IMPORTED_MODULE_2__/* .notesBeside */ .m0)(sharing).map((note) => [note.replace(/^m?i-[0-9a-f]+/, nameOf)])]);
}
function countWords(cells) {
    const of = (...verdicts) => cells.filter((c) => verdicts.includes(c.verdict)).length;
    const same = of('same-identity');
    const total = cells.length - same;
    const asOne = of('as-one');
    const readOnly = of('read-only');
    if (total === 0)
        return `no pair of different uids · ${(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(same, 'pair')} not tried: same uid`;
    const isAlone = new Set(cells.flatMap((c) => [c.writer.instanceId, c.reader.instanceId])).size === 1;
    return [
        `${total - of('not-shared', 'unknown')} of ${total} pairs of different ${asOne === total ? 'accounts' : 'uids'} ${isAlone ? 'of one instance ' : ''}${readOnly > 0 ? 'did as asked' : 'read and appended'}`,
        ...(asOne > 0 ? [`${asOne} of them as the one user of an access point`] : []),
        ...(readOnly > 0 ? [`${readOnly} of them read, and were refused to append; the others read and appended`] : []),
        ...(same > 0 ? [`${(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(same, 'pair')} not tried: same uid`] : []),
    ].join(' · ');
}
/** Pairs in which something was refused or not seen: of one instance that read, with one result, they are one row. */
function pairsTable(report) {
    const nameOf = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .namesIn */ .wX)(report);
    const groups = Map.groupBy(report.sharing.cells.filter(isOff), (c) => JSON.stringify([c.verdict, c.read, c.append, c.detail, c.reader.instanceId]));
    const rows = [...groups.values()].map((cells) => [
        [{ mark: cells[0].verdict === 'unknown' ? 'unknown' : 'differs' }],
        [
            everybody(cells.map((c) => c.writer), nameOf),
        ],
        [
            everybody(cells.map((c) => c.reader), nameOf),
        ],
        [`read: ${cells[0].read}, append: ${cells[0].append}${cells[0].detail ? ` (${cells[0].detail})` : ''}`],
        [`${cells.length}`],
    ]);
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)('groups of pairs that do not share', ['', 'Wrote', 'Read and appended', 'What came of it', 'Pairs'], rows);
}
const everybody = (all, nameOf) => (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)([...new Set(all.map((who) => label(who, nameOf)))], 3);
const label = ({ account, instanceId, uid }, nameOf) => `${account}@${nameOf(instanceId)} (uid ${uid})`;
/** Beyond so many it is told by instances, and beyond as many of those by groups of them. */
const maxMatrix = 14;
function matrixFold(report) {
    const { cells, notes } = report.sharing;
    const who = (0,_domain_pairs_js__WEBPACK_IMPORTED_MODULE_3__/* .everybodyIn */ .j_)(cells);
    if (who.length === 0)
        return [];
    const nameOf = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .namesIn */ .wX)(report);
    const about = (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('notes', notes.map((note) => [note]));
    const fold = (title, size, matrix) => [
        { what: 'the sharing matrix', title: [title], least: size * size * 5, blocks: () => [matrix(), about] },
    ];
    if (who.length <= maxMatrix)
        return fold('Sharing matrix', who.length, () => peopleMatrix(cells, who, nameOf));
    const instances = [...new Set(who.map((w) => w.instanceId))];
    if (instances.length > maxMatrix)
        return fold(`Sharing, by instance that read (${instances.length})`, 2, () => readersTable(cells, instances, nameOf));
    return fold('Sharing matrix, by instance', instances.length, () => instanceMatrix(cells, instances, nameOf));
}
/** Who wrote, down; who then read and appended, across. */
function peopleMatrix(cells, who, nameOf) {
    const cellOf = (0,_domain_pairs_js__WEBPACK_IMPORTED_MODULE_3__/* .byPair */ .ae)(cells);
    const rows = who.map((w) => [
        [label(w, nameOf)],
        ...who.map((r) => (w === r ? [{ mark: 'none' }] : cellLine(cellOf(w, r)))),
    ]);
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)('writers', ['wrote ↓ · read and appended →', ...who.map((w) => label(w, nameOf))], rows);
}
function instanceMatrix(cells, instances, nameOf) {
    const pairs = Map.groupBy(cells, (c) => `${c.writer.instanceId} ${c.reader.instanceId}`);
    const rows = instances.map((w) => [
        [nameOf(w)],
        ...instances.map((r) => {
            const those = (pairs.get(`${w} ${r}`) ?? []).filter((c) => c.verdict !== 'same-identity');
            const off = those.filter(isOff);
            if (those.length === 0)
                return [{ mark: 'none' }];
            if (off.length === 0)
                return [{ mark: 'holds' }, ` ${those.length}`];
            return [
                { mark: off.some((c) => c.verdict === 'not-shared') ? 'differs' : 'unknown' },
                ` ${those.length - off.length} of ${those.length}`,
            ];
        }),
    ]);
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)('instances', ['wrote ↓ · read and appended →', ...instances.map(nameOf)], rows);
}
/** Where a matrix would have no end: what came of each instance's reading, those alike in one row. Each pair is in the JSON and in the evidence. */
function readersTable(cells, instances, nameOf) {
    const readBy = Map.groupBy(cells.filter((c) => c.verdict !== 'same-identity'), (c) => c.reader.instanceId);
    const outcomes = Map.groupBy(instances, (id) => {
        const those = readBy.get(id) ?? [];
        const of = (verdict) => those.filter((c) => c.verdict === verdict).length;
        return JSON.stringify([those.length, of('not-shared'), of('unknown')]);
    });
    const rows = [...outcomes].map(([key, ids]) => {
        const [tried = 0, refused = 0, unknown = 0] = JSON.parse(key);
        const mark = tried === 0 ? 'none' : refused > 0 ? 'differs' : unknown > 0 ? 'unknown' : 'holds';
        const worked = tried === 0 ? 'no pair of different uids' : `${tried - refused - unknown} of ${(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(tried, 'pair')} each`;
        return [[{ mark }], [`${ids.length}: ${(0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .listed */ .KE)(ids.map(nameOf), 6)}`], [worked]];
    });
    return (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)('instances', ['', 'Instances that read', 'Read and appended'], rows);
}
function cellLine(cell) {
    const said = (mark, words) => [mark, ` ${words}`];
    switch (cell?.verdict) {
        case undefined:
            return said({ mark: 'none' }, 'not tried');
        case 'shared':
            return said({ mark: 'holds' }, 'shared');
        case 'as-one':
            return said({ mark: 'holds' }, 'shared, as one person');
        case 'read-only':
            return said({ mark: 'holds' }, 'read; append refused, as asked');
        case 'same-identity':
            return said({ mark: 'same' }, 'same identity');
        case 'unknown':
            return said({ mark: 'unknown' }, `unknown (read ${cell.read}, append ${cell.append})`);
        case 'not-shared':
            return said({ mark: 'differs' }, `not shared (read ${cell.read}, append ${cell.append})`);
    }
}
//# sourceMappingURL=sharing.js.map

/***/ }),

/***/ 2665:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bj: () => (/* binding */ verbatim),
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   ld: () => (/* binding */ items),
/* harmony export */   nG: () => (/* binding */ emptyView),
/* harmony export */   pG: () => (/* binding */ sizeWords),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* unused harmony export between */
/**
 * A result, neutral of where it is shown: what is said, and in which order. First what differs or is unknown with what to do about it, then
 * what was seen, each thing once, then what folds away. Texts are as they came; the printers escape them.
 */
const emptyView = { mark: 'note', headline: [], about: [], first: [], rest: [], folds: [], foot: [] };
const text = (what, lines, more = {}) => ({
    kind: 'text',
    what,
    lines,
    ...more,
});
const table = (what, head, rows, title) => ({
    kind: 'table',
    what,
    head,
    rows,
    ...(title ? { title } : {}),
});
const items = (what, entries, title) => ({
    kind: 'items',
    what,
    entries,
    ...(title ? { title } : {}),
});
const verbatim = (what, lines, title) => ({
    kind: 'verbatim',
    what,
    lines,
    ...(title ? { title } : {}),
});
/** Lines as one, with a sign between them. */
const between = (parts, sign = ' · ') => parts.flatMap((part, i) => (i === 0 ? part : [sign, ...part]));
/** `ada, ben and eve`; beyond so many `ada, ben, eve and 5 more`. */
function listed(names, most = 3) {
    if (names.length > most)
        return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
    const last = names.at(-1) ?? '';
    return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
/** In binary units, as EFS's own console shows them. */
function sizeWords(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
    const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
    return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`;
}
const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
//# sourceMappingURL=view.js.map

/***/ }),

/***/ 8587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ clientSource),
/* harmony export */   YA: () => (/* binding */ seconds),
/* harmony export */   dw: () => (/* binding */ stage),
/* harmony export */   oW: () => (/* binding */ caveats),
/* harmony export */   pL: () => (/* binding */ peopleThrough),
/* harmony export */   vg: () => (/* binding */ spoken)
/* harmony export */ });
/* harmony import */ var _domain_batches_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4890);
/* harmony import */ var _domain_enforced_user_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8844);
/* harmony import */ var _domain_options_spec_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(168);
/* harmony import */ var _domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1959);
/** The words and marks that every rendering shares. A mark never stands without its word. */




/** The request as somebody would type it, after `prism volume` or `/prism`. */
function spoken(request) {
    const said = [(0,_domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(request.verb), ...(0,_domain_verbs_js__WEBPACK_IMPORTED_MODULE_2__/* .wordsAfter */ .aG)(request)].join(' ');
    return request.verb === 'create-access-point' ? `${said} ${wherePoint(request.wanted)}` : said;
}
const wherePoint = ({ path, enforced }) => `--path ${path}${enforced ? ` --user ${enforced.user.uid}:${enforced.user.gid}` : ''}`;
/** Who the people are to EFS that come through an access point. */
const peopleThrough = ({ user }) => (user ? `all ${(0,_domain_enforced_user_js__WEBPACK_IMPORTED_MODULE_0__/* .formatUser */ .ts)(user)}` : 'as they are');
/** `repository, else distributor`: where the client comes from, with what is tried next. */
const clientSource = ({ source, otherwise }) => (otherwise ? `${source}, else ${otherwise}` : source);
/** What whoever reads the verdict is to know beside it, because somebody chose so. */
const caveats = ({ verb, options, targets, replica }) => verb === 'unmount'
    ? []
    : [
        ...(replica ? ['the volume is a replica, to which EFS alone writes'] : []),
        ...(options.sharingTest ? [] : ['the sharing was not tested, by choice']),
        ...(0,_domain_options_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .caveatsOf */ .Vt)(targets.map((t) => t.spec)),
    ];
/** What a run is doing, for the sticky comment and the progress lines. */
function stage(run) {
    const count = subjectOf(run);
    const words = {
        requested: 'checking who may do this',
        allowed: 'looking up the volume and the instances',
        resolved: `looking at ${count}`,
        inspected: 'planning',
        planned: `about to change ${count}`,
        applying: `working on ${count}${run.batch ? `, ${(0,_domain_batches_js__WEBPACK_IMPORTED_MODULE_3__/* .batchWords */ .cJ)(run.batch)}` : ''}`,
        verifying: 'proving the sharing between users',
        done: 'done',
        failed: 'failed',
        denied: 'denied',
        unknown: 'outcome unknown',
    };
    return words[run.state];
}
/** What a run looks at or changes, as far as it is known. */
function subjectOf({ operation, peoplePlan, volumePlan }) {
    const hosts = operation?.targets.length ?? peoplePlan?.hosts.length;
    if (hosts !== undefined)
        return hosts === 1 ? '1 instance' : `${hosts} instances`;
    return volumePlan?.verb.endsWith('access-point') ? 'the access point' : 'the volume';
}
function seconds(from, to) {
    return `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`;
}
//# sourceMappingURL=words.js.map

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return { 9: "keep-issues.js", 192: "sts.js", 193: "vendor-ec2.js", 316: "newly-allows.js", 366: "prism.js", 374: "kept-issues.js", 411: "repository-rights.js", 413: "@actions-github.js", 475: "code-owners.js", 506: "ec2.js", 625: "write.js", 643: "registry-parse.js", 663: "vendor-efs.js", 687: "compose-registry.js", 695: "vendor-sts.js", 701: "ssm.js", 736: "vendor-ssm.js", 739: "github-github.js", 754: "operator.js", 787: "compose-github.js", 815: "vendor-operator-parse-repository-rights.js", 839: "rights.js", 856: "efs.js", 857: "vendor-github-keep-issues-kept-issues-operator-parse-repository-rights.js", 861: "vendor-ec2-efs-ssm-sts.js", 884: "repository-registry.js", 909: "registry.js", 911: "policy-parse.js" }[chunkId];
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(331);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
