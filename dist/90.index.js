export const id = 90;
export const ids = [90];
export const modules = {

/***/ 3879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ createStep),
/* harmony export */   r: () => (/* binding */ ourTag)
/* harmony export */ });
/** On everything that Prism makes in AWS. */
const ourTag = { Key: 'managed-by', Value: 'prism' };
function createStep(dryRun, onStep) {
    return {
        dryRun,
        unchanged: (step, detail) => onStep({ step, status: 'unchanged', detail }),
        change: async (step, detail, act) => {
            if (!dryRun)
                await act();
            onStep({ step, status: dryRun ? 'planned' : 'changed', detail });
        },
    };
}
//# sourceMappingURL=provision-step.js.map

/***/ }),

/***/ 2090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  compose: () => (/* binding */ compose),
  composeGitHub: () => (/* binding */ composeGitHub),
  composeIssues: () => (/* binding */ composeIssues),
  composeSetup: () => (/* binding */ composeSetup),
  machineClock: () => (/* binding */ machineClock),
  printIam: () => (/* binding */ printIam)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./node_modules/ulid/dist/node/index.js


// These values should NEVER change. The values are precisely for
// generating ULIDs.
const B32_CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ENCODING = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's Base32
const ENCODING_LEN = 32; // from ENCODING.length;
const MAX_ULID = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
const MIN_ULID = "00000000000000000000000000";
const RANDOM_LEN = 16;
const TIME_LEN = 10;
const TIME_MAX = 281474976710655; // from Math.pow(2, 48) - 1;
const ULID_REGEX = /^[0-7][0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{25}$/;
const UUID_REGEX = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;

var ULIDErrorCode;
(function (ULIDErrorCode) {
    ULIDErrorCode["Base32IncorrectEncoding"] = "B32_ENC_INVALID";
    ULIDErrorCode["DecodeTimeInvalidCharacter"] = "DEC_TIME_CHAR";
    ULIDErrorCode["DecodeTimeValueMalformed"] = "DEC_TIME_MALFORMED";
    ULIDErrorCode["EncodeTimeNegative"] = "ENC_TIME_NEG";
    ULIDErrorCode["EncodeTimeSizeExceeded"] = "ENC_TIME_SIZE_EXCEED";
    ULIDErrorCode["EncodeTimeValueMalformed"] = "ENC_TIME_MALFORMED";
    ULIDErrorCode["PRNGDetectFailure"] = "PRNG_DETECT";
    ULIDErrorCode["ULIDInvalid"] = "ULID_INVALID";
    ULIDErrorCode["Unexpected"] = "UNEXPECTED";
    ULIDErrorCode["UUIDInvalid"] = "UUID_INVALID";
})(ULIDErrorCode || (ULIDErrorCode = {}));
class ULIDError extends Error {
    constructor(errorCode, message) {
        super(`${message} (${errorCode})`);
        this.name = "ULIDError";
        this.code = errorCode;
    }
}

function randomChar(prng) {
    // Currently PRNGs generate fractions from 0 to _less than_ 1, so no "%" is necessary.
    // However, just in case a future PRNG can generate 1,
    // we are applying "% ENCODING LEN" to wrap back to the first character
    const randomPosition = Math.floor(prng() * ENCODING_LEN) % ENCODING_LEN;
    return ENCODING.charAt(randomPosition);
}
function replaceCharAt(str, index, char) {
    if (index > str.length - 1) {
        return str;
    }
    return str.substr(0, index) + char + str.substr(index + 1);
}

// Code from https://github.com/devbanana/crockford-base32/blob/develop/src/index.ts
function crockfordEncode(input) {
    const output = [];
    let bitsRead = 0;
    let buffer = 0;
    const reversedInput = new Uint8Array(input.slice().reverse());
    for (const byte of reversedInput) {
        buffer |= byte << bitsRead;
        bitsRead += 8;
        while (bitsRead >= 5) {
            output.unshift(buffer & 0x1f);
            buffer >>>= 5;
            bitsRead -= 5;
        }
    }
    if (bitsRead > 0) {
        output.unshift(buffer & 0x1f);
    }
    return output.map(byte => B32_CHARACTERS.charAt(byte)).join("");
}
function crockfordDecode(input) {
    const sanitizedInput = input.toUpperCase().split("").reverse().join("");
    const output = [];
    let bitsRead = 0;
    let buffer = 0;
    for (const character of sanitizedInput) {
        const byte = B32_CHARACTERS.indexOf(character);
        if (byte === -1) {
            throw new Error(`Invalid base 32 character found in string: ${character}`);
        }
        buffer |= byte << bitsRead;
        bitsRead += 5;
        while (bitsRead >= 8) {
            output.unshift(buffer & 0xff);
            buffer >>>= 8;
            bitsRead -= 8;
        }
    }
    if (bitsRead >= 5 || buffer > 0) {
        output.unshift(buffer & 0xff);
    }
    return new Uint8Array(output);
}
/**
 * Fix a ULID's Base32 encoding -
 * i and l (case-insensitive) will be treated as 1 and o (case-insensitive) will be treated as 0.
 * hyphens are ignored during decoding.
 * @param id The ULID
 * @returns The cleaned up ULID
 */
function fixULIDBase32(id) {
    return id.replace(/i/gi, "1").replace(/l/gi, "1").replace(/o/gi, "0").replace(/-/g, "");
}
function incrementBase32(str) {
    let done = undefined, index = str.length, char, charIndex, output = str;
    const maxCharIndex = ENCODING_LEN - 1;
    while (!done && index-- >= 0) {
        char = output[index];
        charIndex = ENCODING.indexOf(char);
        if (charIndex === -1) {
            throw new ULIDError(ULIDErrorCode.Base32IncorrectEncoding, "Incorrectly encoded string");
        }
        if (charIndex === maxCharIndex) {
            output = replaceCharAt(output, index, ENCODING[0]);
            continue;
        }
        done = replaceCharAt(output, index, ENCODING[charIndex + 1]);
    }
    if (typeof done === "string") {
        return done;
    }
    throw new ULIDError(ULIDErrorCode.Base32IncorrectEncoding, "Failed incrementing string");
}

/**
 * Decode time from a ULID
 * @param id The ULID
 * @returns The decoded timestamp
 */
function decodeTime(id) {
    if (id.length !== TIME_LEN + RANDOM_LEN) {
        throw new ULIDError(ULIDErrorCode.DecodeTimeValueMalformed, "Malformed ULID");
    }
    const time = id
        .substr(0, TIME_LEN)
        .toUpperCase()
        .split("")
        .reverse()
        .reduce((carry, char, index) => {
        const encodingIndex = ENCODING.indexOf(char);
        if (encodingIndex === -1) {
            throw new ULIDError(ULIDErrorCode.DecodeTimeInvalidCharacter, `Time decode error: Invalid character: ${char}`);
        }
        return (carry += encodingIndex * Math.pow(ENCODING_LEN, index));
    }, 0);
    if (time > TIME_MAX) {
        throw new ULIDError(ULIDErrorCode.DecodeTimeValueMalformed, `Malformed ULID: timestamp too large: ${time}`);
    }
    return time;
}
/**
 * Detect the best PRNG (pseudo-random number generator)
 * @param root The root to check from (global/window)
 * @returns The PRNG function
 */
function detectPRNG(root) {
    const rootLookup = detectRoot();
    const globalCrypto = (rootLookup && (rootLookup.crypto || rootLookup.msCrypto)) ||
        (typeof external_node_crypto_ !== "undefined" ? external_node_crypto_ : null);
    if (typeof globalCrypto?.getRandomValues === "function") {
        return () => {
            const buffer = new Uint8Array(1);
            globalCrypto.getRandomValues(buffer);
            return buffer[0] / 256;
        };
    }
    else if (typeof globalCrypto?.randomBytes === "function") {
        return () => globalCrypto.randomBytes(1).readUInt8() / 256;
    }
    else if (external_node_crypto_?.randomBytes) {
        return () => external_node_crypto_.randomBytes(1).readUInt8() / 256;
    }
    throw new ULIDError(ULIDErrorCode.PRNGDetectFailure, "Failed to find a reliable PRNG");
}
function detectRoot() {
    if (inWebWorker())
        return self;
    if (typeof window !== "undefined") {
        return window;
    }
    if (typeof global !== "undefined") {
        return global;
    }
    if (typeof globalThis !== "undefined") {
        return globalThis;
    }
    return null;
}
function encodeRandom(len, prng) {
    let str = "";
    for (; len > 0; len--) {
        str = randomChar(prng) + str;
    }
    return str;
}
/**
 * Encode the time portion of a ULID
 * @param now The current timestamp
 * @param len Length to generate
 * @returns The encoded time
 */
function encodeTime(now, len = TIME_LEN) {
    if (isNaN(now)) {
        throw new ULIDError(ULIDErrorCode.EncodeTimeValueMalformed, `Time must be a number: ${now}`);
    }
    else if (now > TIME_MAX) {
        throw new ULIDError(ULIDErrorCode.EncodeTimeSizeExceeded, `Cannot encode a time larger than ${TIME_MAX}: ${now}`);
    }
    else if (now < 0) {
        throw new ULIDError(ULIDErrorCode.EncodeTimeNegative, `Time must be positive: ${now}`);
    }
    else if (Number.isInteger(now) === false) {
        throw new ULIDError(ULIDErrorCode.EncodeTimeValueMalformed, `Time must be an integer: ${now}`);
    }
    let mod, str = "";
    for (let currentLen = len; currentLen > 0; currentLen--) {
        mod = now % ENCODING_LEN;
        str = ENCODING.charAt(mod) + str;
        now = (now - mod) / ENCODING_LEN;
    }
    return str;
}
function inWebWorker() {
    // @ts-ignore
    return typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope;
}
/**
 * Check if a ULID is valid
 * @param id The ULID to test
 * @returns True if valid, false otherwise
 * @example
 *   isValid("01HNZX8JGFACFA36RBXDHEQN6E"); // true
 *   isValid(""); // false
 */
function isValid(id) {
    return (typeof id === "string" &&
        id.length === TIME_LEN + RANDOM_LEN &&
        id
            .toUpperCase()
            .split("")
            .every(char => ENCODING.indexOf(char) !== -1));
}
/**
 * Create a ULID factory to generate monotonically-increasing
 *  ULIDs
 * @param prng The PRNG to use
 * @returns A ulid factory
 * @example
 *  const ulid = monotonicFactory();
 *  ulid(); // "01HNZXD07M5CEN5XA66EMZSRZW"
 */
function monotonicFactory(prng) {
    const currentPRNG = prng || detectPRNG();
    let lastTime = 0, lastRandom;
    return function _ulid(seedTime) {
        const seed = !seedTime || isNaN(seedTime) ? Date.now() : seedTime;
        if (seed <= lastTime) {
            const incrementedRandom = (lastRandom = incrementBase32(lastRandom));
            return encodeTime(lastTime, TIME_LEN) + incrementedRandom;
        }
        lastTime = seed;
        const newRandom = (lastRandom = encodeRandom(RANDOM_LEN, currentPRNG));
        return encodeTime(seed, TIME_LEN) + newRandom;
    };
}
/**
 * Generate a ULID
 * @param seedTime Optional time seed
 * @param prng Optional PRNG function
 * @returns A ULID string
 * @example
 *  ulid(); // "01HNZXD07M5CEN5XA66EMZSRZW"
 */
function ulid(seedTime, prng) {
    const currentPRNG = prng || detectPRNG();
    const seed = !seedTime || isNaN(seedTime) ? Date.now() : seedTime;
    return encodeTime(seed, TIME_LEN) + encodeRandom(RANDOM_LEN, currentPRNG);
}

/**
 * Convert a ULID to a UUID
 * @param ulid The ULID to convert
 * @returns A UUID string
 */
function ulidToUUID(ulid) {
    const isValid = ULID_REGEX.test(ulid);
    if (!isValid) {
        throw new ULIDError(ULIDErrorCode.ULIDInvalid, `Invalid ULID: ${ulid}`);
    }
    const uint8Array = crockfordDecode(ulid);
    let uuid = Array.from(uint8Array)
        .map(byte => byte.toString(16).padStart(2, "0"))
        .join("");
    uuid =
        uuid.substring(0, 8) +
            "-" +
            uuid.substring(8, 12) +
            "-" +
            uuid.substring(12, 16) +
            "-" +
            uuid.substring(16, 20) +
            "-" +
            uuid.substring(20);
    return uuid.toUpperCase();
}
/**
 * Convert a UUID to a ULID
 * @param uuid The UUID to convert
 * @returns A ULID string
 */
function uuidToULID(uuid) {
    const isValid = UUID_REGEX.test(uuid);
    if (!isValid) {
        throw new ULIDError(ULIDErrorCode.UUIDInvalid, `Invalid UUID: ${uuid}`);
    }
    const bytes = uuid.replace(/-/g, "").match(/.{1,2}/g);
    if (!bytes) {
        throw new ULIDError(ULIDErrorCode.Unexpected, `Failed parsing UUID bytes: ${uuid}`);
    }
    const uint8Array = new Uint8Array(bytes.map(byte => parseInt(byte, 16)));
    return crockfordEncode(uint8Array);
}



// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/domain/catalogue.js + 13 modules
var catalogue = __webpack_require__(198);
// EXTERNAL MODULE: ./build/src/domain/names.js
var names = __webpack_require__(1946);
;// CONCATENATED MODULE: ./build/src/aws/region.js
/** Which region to speak to, told without the network: the SDK would find out only at the first call. */




const regionPattern = /^[a-z]{2}(?:-[a-z]+){1,3}-[0-9]{1,2}$/;
/**
 * The order of the AWS CLI: what was asked for, the environment, the profile's entry in the shared configuration file.
 * Throws `aws-region` when none of them names one, or when what is named is no region.
 */
function findRegion(options) {
    const { env } = options;
    const region = options.region || env.AWS_REGION || env.AWS_DEFAULT_REGION || configuredRegion(options);
    if (!region)
        throw (0,catalogue/* fail */.fJ)('aws-region', { seen: 'neither --region nor AWS_REGION, and the profile has none' });
    if (!regionPattern.test(region))
        throw (0,catalogue/* fail */.fJ)('aws-region', { seen: `${(0,names/* quote */.hD)(region)} is not a region’s name` });
    return region;
}
function configuredRegion({ env, profile }) {
    const file = env.AWS_CONFIG_FILE || (env.HOME ? (0,external_node_path_.join)(env.HOME, '.aws', 'config') : undefined);
    if (!file)
        return undefined;
    const name = profile || env.AWS_PROFILE || 'default';
    try {
        return regionOfProfile((0,external_node_fs_.readFileSync)(file, 'utf8'), name);
    }
    catch {
        // no such file, or not ours to read: the same as nothing configured
        return undefined;
    }
}
/** Reads `region` of one section; `default` may be written with or without the word profile. */
function regionOfProfile(text, profile) {
    let inside = false;
    for (const line of text.split('\n')) {
        const section = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(line);
        if (section)
            inside = section[1]?.replace(/^["']|["']$/g, '') === profile;
        const region = /^region\s*=\s*(\S+)/.exec(line);
        if (inside && region)
            return region[1];
    }
    return undefined;
}
//# sourceMappingURL=region.js.map
;// CONCATENATED MODULE: ./build/src/aws/clients.js

/** Throws `aws-region`; touches no network. */
function createClients(options) {
    const region = findRegion(options);
    const settings = (service) => ({
        region,
        // reads and idempotent writes: two more tries than the SDK's three, because throttling is common on these services
        maxAttempts: 5,
        // in CloudTrail, Prism's calls can be told from others of the same role
        customUserAgent: 'prism',
        ...identity(options),
        ...endpoint(options.env, service),
    });
    return {
        region,
        efs: once(async () => {
            const sdk = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(663)]).then(__webpack_require__.t.bind(__webpack_require__, 1663, 19));
            return { sdk, client: new sdk.EFSClient(settings('EFS')) };
        }),
        ec2: once(async () => {
            const sdk = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(193)]).then(__webpack_require__.t.bind(__webpack_require__, 5193, 19));
            return { sdk, client: new sdk.EC2Client(settings('EC2')) };
        }),
        ssm: once(async () => {
            const sdk = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(736)]).then(__webpack_require__.t.bind(__webpack_require__, 4736, 19));
            return { sdk, client: new sdk.SSMClient(settings('SSM')) };
        }),
        ssmOnce: once(async () => {
            const sdk = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(736)]).then(__webpack_require__.t.bind(__webpack_require__, 4736, 19));
            // A kept-alive connection that the other side has just closed is the commonest cause of an answer lost in doubt.
            const requestHandler = { httpAgent: { keepAlive: false }, httpsAgent: { keepAlive: false }, requestTimeout: 30_000 };
            return { sdk, client: new sdk.SSMClient({ ...settings('SSM'), maxAttempts: 1, requestHandler }) };
        }),
    };
}
/** A profile asked for wins over keys in the environment, as with the AWS CLI; without either, the SDK's own chain looks. */
function identity({ env, profile }) {
    if (profile)
        return { profile };
    const accessKeyId = env.AWS_ACCESS_KEY_ID;
    const secretAccessKey = env.AWS_SECRET_ACCESS_KEY;
    const sessionToken = env.AWS_SESSION_TOKEN;
    if (accessKeyId && secretAccessKey)
        return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } };
    return env.AWS_PROFILE ? { profile: env.AWS_PROFILE } : {};
}
function endpoint(env, service) {
    const url = env[`AWS_ENDPOINT_URL_${service}`] || env.AWS_ENDPOINT_URL;
    return url ? { endpoint: url } : {};
}
function once(load) {
    let loading;
    return () => {
        loading ??= load();
        return loading;
    };
}
//# sourceMappingURL=clients.js.map
;// CONCATENATED MODULE: ./build/src/aws/failures.js
/** What AWS and the way to it can answer instead of a result, as findings of the catalogue. The SDK's error stays as `cause`. */

/** Runs one call; whatever it throws leaves as a PrismError that names the action. */
async function ask(action, call) {
    try {
        return await call();
    }
    catch (cause) {
        throw translate(action, cause);
    }
}
/** The SDK's name of the error under a PrismError, e.g. `MountTargetConflict`. */
function causeIs(error, ...names) {
    const cause = error instanceof catalogue/* PrismError */.sp ? error.cause : error;
    return cause instanceof Error && names.includes(cause.name);
}
function translate(action, cause) {
    if (cause instanceof catalogue/* PrismError */.sp)
        return cause;
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return (0,catalogue/* fail */.fJ)(codeOf(error), { seen: `${action}: ${said(error)}` }, cause);
}
const credentials = new Set([
    'CredentialsProviderError',
    'TokenProviderError',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'MissingAuthenticationToken',
    'AuthFailure',
]);
const denied = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'NotAuthorized', 'OptInRequired']);
const throttled = new Set(['Throttling', 'ThrottlingException', 'ThrottledException', 'TooManyRequestsException', 'RequestLimitExceeded']);
const isThrottling = (error) => throttled.has(error.name) || statusOf(error) === 429;
function codeOf(error) {
    if (credentials.has(error.name))
        return 'aws-credentials';
    if (denied.has(error.name))
        return 'aws-denied';
    if (isThrottling(error))
        return 'aws-throttled';
    // the SDK has no name for this one
    if (/region is missing/i.test(error.message))
        return 'aws-region';
    return 'aws-error';
}
/** The HTTP status that AWS answered with; undefined when no answer came. */
function statusOf(error) {
    const metadata = error.$metadata;
    return typeof metadata?.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
/** Outside text made safe to show: one line of printable ASCII, at most 300 characters, and no access key id. */
function said(error) {
    const text = `${error.name}${error.message ? `: ${error.message}` : ''}`
        .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, '(access key)')
        .replace(/[^\x20-\x7e]+/g, ' ')
        .trim();
    return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}
//# sourceMappingURL=failures.js.map
;// CONCATENATED MODULE: ./build/src/aws/pages.js
/** `most` bounds the walk where only the newest matter; an empty page with a token is not the end. */
async function allPages(fetch, most = Number.POSITIVE_INFINITY) {
    const found = [];
    let token;
    for (let page = 0; page < most; page++) {
        const { items, next } = await fetch(token);
        found.push(...(items ?? []));
        if (!next || next === token)
            break;
        token = next;
    }
    return found;
}
function chunksOf(items, size) {
    const chunks = [];
    for (let at = 0; at < items.length; at += size)
        chunks.push(items.slice(at, at + size));
    return chunks;
}
//# sourceMappingURL=pages.js.map
;// CONCATENATED MODULE: ./build/src/aws/managed-instances.js


const allManaged = (ssm) => describe(ssm, undefined);
/** A tag filter stands alone: SSM refuses to mix it with others. */
const managedByTag = (ssm, key, value) => describe(ssm, { Key: `tag:${key}`, Values: [value] });
/** Ids that SSM does not know are left out. */
async function managedByIds(ssm, ids) {
    const found = [];
    for (const chunk of chunksOf(ids, 50))
        found.push(...(await byIds(ssm, chunk)));
    return found;
}
async function byIds(ssm, ids) {
    try {
        return await describe(ssm, { Key: 'InstanceIds', Values: [...ids] });
    }
    catch (error) {
        if (!causeIs(error, 'InvalidInstanceId'))
            throw error;
        // one unknown id can refuse the whole question; SSM does not say which
        if (ids.length === 1)
            return [];
        const single = [];
        for (const id of ids)
            single.push(...(await byIds(ssm, [id])));
        return single;
    }
}
async function describe({ client, sdk }, filter) {
    const found = await allPages(async (token) => {
        const input = { MaxResults: 50, ...(filter ? { Filters: [filter] } : {}), ...(token ? { NextToken: token } : {}) };
        const page = await ask('ssm:DescribeInstanceInformation', () => client.send(new sdk.DescribeInstanceInformationCommand(input)));
        return { items: page.InstanceInformationList, next: page.NextToken };
    });
    return found.map(toManaged);
}
function toManaged(found) {
    const id = found.InstanceId ?? '';
    return {
        id,
        hostName: found.Name || found.ComputerName || id,
        platform: [found.PlatformName, found.PlatformVersion].filter(Boolean).join(' '),
        linux: found.PlatformType === 'Linux',
        agentVersion: found.AgentVersion ?? '',
        ping: found.PingStatus ?? '',
        lastPing: found.LastPingDateTime?.toISOString() ?? '',
    };
}
//# sourceMappingURL=managed-instances.js.map
;// CONCATENATED MODULE: ./build/src/aws/documents.js


function createDocuments({ clients, saysTheSame }) {
    return {
        look: async (own) => lookAt(await clients.ssm(), own, saysTheSame),
        agentVersions: async (ids) => new Map((await managedByIds(await clients.ssm(), ids)).map((m) => [m.id, m.agentVersion])),
    };
}
/** The default version is ours after a setup; where another Prism shares the account, ours is found by its version's name. */
async function lookAt(ssm, own, saysTheSame) {
    const standing = await describeDocument(ssm, own.name);
    if (!standing)
        return { kind: 'absent', document: own.name };
    if (isOurs(standing, own))
        return ours(standing, own);
    const named = standing.VersionName === own.versionName ? standing : await describeDocument(ssm, own.name, own.versionName);
    if (named && isOurs(named, own))
        return ours(named, own);
    const candidate = named ?? standing;
    const content = await contentOf(ssm, own.name, candidate.DocumentVersion);
    if (saysTheSame(own, content))
        return ours(candidate, own);
    return { kind: 'other', document: own.name, seen: `${shown(candidate, own)}; expected sha256 ${own.sha256}` };
}
/** Undefined where there is no such document or version. */
async function describeDocument({ client, sdk }, name, versionName) {
    try {
        const input = { Name: name, ...(versionName ? { VersionName: versionName } : {}) };
        return (await ask('ssm:DescribeDocument', () => client.send(new sdk.DescribeDocumentCommand(input)))).Document;
    }
    catch (error) {
        if (causeIs(error, 'InvalidDocument', 'InvalidDocumentVersion'))
            return undefined;
        throw error;
    }
}
async function contentOf({ client, sdk }, name, version) {
    const input = { Name: name, ...(version ? { DocumentVersion: version } : {}), DocumentFormat: 'JSON' };
    return (await ask('ssm:GetDocument', () => client.send(new sdk.GetDocumentCommand(input)))).Content ?? '';
}
const isOurs = (d, own) => d.HashType === 'Sha256' && d.Hash === own.sha256;
function ours(d, own) {
    const { DocumentVersion: version, Hash: sha256, HashType } = d;
    // both are checked by SSM at the send: without them there is nothing to hold it to
    if (!version || !sha256 || HashType !== 'Sha256' || !/^[0-9a-f]{64}$/.test(sha256) || !/^[1-9][0-9]{0,9}$/.test(version))
        return { kind: 'other', document: own.name, seen: `${shown(d, own)}, which SSM gives no SHA-256 for` };
    return { kind: 'ours', document: own.name, version, sha256, isDefault: d.DefaultVersion === version };
}
const shown = (d, own) => `${own.name} version ${plain(d.DocumentVersion)} has ${plain(d.HashType)} ${plain(d.Hash)}`;
const plain = (text) => (/^[A-Za-z0-9]{1,128}$/.test(text ?? '') ? text : '?');
//# sourceMappingURL=documents.js.map
// EXTERNAL MODULE: ./build/src/domain/access-points.js
var access_points = __webpack_require__(24);
// EXTERNAL MODULE: ./build/src/domain/enforced-user.js
var enforced_user = __webpack_require__(8844);
// EXTERNAL MODULE: ./build/src/domain/layout.js
var layout = __webpack_require__(7602);
// EXTERNAL MODULE: ./build/src/aws/provision-step.js
var provision_step = __webpack_require__(3879);
;// CONCATENATED MODULE: ./build/src/aws/wait-until.js
/** What EFS and EC2 need for their life cycles. */
const provisioning = { seconds: 600, first: 500, longest: 5000 };
/** Asks until an answer comes that is not undefined; undefined when the time is over. */
async function waitUntil(clock, patience, look) {
    const end = clock.now().getTime() + patience.seconds * 1000;
    for (let pause = patience.first;; pause = Math.min(pause * 1.5, patience.longest)) {
        const answer = await look();
        if (answer !== undefined)
            return answer;
        if (clock.now().getTime() >= end)
            return undefined;
        await clock.sleep(pause);
    }
}
//# sourceMappingURL=wait-until.js.map
;// CONCATENATED MODULE: ./build/src/aws/access-points.js
/** Access points over EFS: listed, made and deleted. They cannot be changed, so one that is otherwise is refused. */









/** Of one file system; empty where EFS does not know it (any more). */
async function listAccessPoints({ client, sdk }, fileSystemId) {
    try {
        const found = await allPages(async (token) => {
            const input = { FileSystemId: fileSystemId, MaxResults: 100, ...(token ? { NextToken: token } : {}) };
            const page = await ask('elasticfilesystem:DescribeAccessPoints', () => client.send(new sdk.DescribeAccessPointsCommand(input)));
            return { items: page.AccessPoints, next: page.NextToken };
        });
        return found.map(toAccessPoint).sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
    }
    catch (error) {
        if (causeIs(error, 'FileSystemNotFound'))
            return [];
        throw error;
    }
}
function toAccessPoint(found) {
    const id = found.AccessPointId ?? '';
    const name = found.Tags?.find((t) => t.Key === 'Name')?.Value ?? found.Name;
    const { Uid: uid, Gid: gid, SecondaryGids: groups = [] } = found.PosixUser ?? {};
    const { OwnerUid, OwnerGid, Permissions } = found.RootDirectory?.CreationInfo ?? {};
    const made = OwnerUid !== undefined && OwnerGid !== undefined && Permissions !== undefined;
    return {
        id,
        name: name || id,
        fileSystemId: found.FileSystemId ?? '',
        path: found.RootDirectory?.Path ?? '/',
        state: found.LifeCycleState ?? '',
        ...(uid === undefined || gid === undefined ? {} : { user: { uid, gid, groups: [...groups].sort((a, b) => a - b) } }),
        ...(made ? { folder: { uid: OwnerUid, gid: OwnerGid, mode: Permissions.padStart(4, '0') } } : {}),
    };
}
/** Without an enforced user: root's and the shared group's, ready for the layout. */
const layoutFolder = { uid: 0, gid: layout/* group */.Os.gid, mode: '2775' };
/**
 * Idempotent by its name and settings: EFS itself keeps two creates with one token apart. Undefined in a dry run of one that is not there.
 * Throws `access-point-exists-otherwise` with what differs.
 */
async function createAccessPoint({ clients, clock, patience }, fileSystemId, wanted, dryRun, onStep) {
    const step = (0,provision_step/* createStep */.B)(dryRun, onStep);
    const { name } = wanted;
    const efs = await clients.efs();
    const look = async () => (await listAccessPoints(efs, fileSystemId)).find((p) => p.name === name && !(0,access_points/* isGoing */.jf)(p));
    const there = await look();
    if (there) {
        refuseOther(there, wanted);
        step.unchanged('access point', `${there.id} for ${inWords(wanted)}`);
    }
    else
        await step.change('access point', `${name} for ${inWords(wanted)}`, () => make(efs, fileSystemId, wanted));
    if (dryRun)
        return there;
    const made = await waitUntil(clock, patience, async () => {
        const found = await look();
        return found && found.state !== 'creating' ? found : undefined;
    });
    if (!made)
        throw (0,catalogue/* fail */.fJ)('access-point-failed', { seen: `${name} is not there after ${patience.seconds} s` });
    refuseOther(made, wanted);
    if (made.state !== 'available')
        throw (0,catalogue/* fail */.fJ)('access-point-failed', { seen: `${made.id} is ${made.state}` });
    return made;
}
const inWords = ({ path, enforced }) => enforced ? `${path}, everybody is ${(0,enforced_user/* formatUser */.ts)(enforced.user)} (where EFS makes the folder: ${(0,enforced_user/* formatFolder */.aD)(enforced.folder)})` : path;
function refuseOther(found, wanted) {
    const differs = (0,access_points/* accessPointDiffers */.mK)(found, wanted);
    if (differs.length > 0)
        throw (0,catalogue/* fail */.fJ)('access-point-exists-otherwise', { seen: `${found.id} (${found.name}) ${differs.join('; ')}` });
}
async function make({ client, sdk }, fileSystemId, { name, path, enforced }) {
    const { user, folder = layoutFolder } = enforced ?? {};
    const settings = [fileSystemId, name, path, ...(enforced ? [(0,enforced_user/* formatUser */.ts)(enforced.user), (0,enforced_user/* formatFolder */.aD)(enforced.folder)] : [])];
    const input = {
        ClientToken: (0,external_node_crypto_.createHash)('sha256')
            .update(['prism', ...settings].join(':'))
            .digest('hex'),
        FileSystemId: fileSystemId,
        Tags: [{ Key: 'Name', Value: name }, provision_step/* ourTag */.r],
        ...(user
            ? { PosixUser: { Uid: user.uid, Gid: user.gid, ...(user.groups.length > 0 ? { SecondaryGids: [...user.groups] } : {}) } }
            : {}),
        RootDirectory: {
            Path: path,
            CreationInfo: { OwnerUid: folder.uid, OwnerGid: folder.gid, Permissions: folder.mode.replace(/^0/, '') },
        },
    };
    try {
        await ask('elasticfilesystem:CreateAccessPoint', () => client.send(new sdk.CreateAccessPointCommand(input)));
    }
    catch (error) {
        // another create of the same was first; what it made is looked at next
        if (!causeIs(error, 'AccessPointAlreadyExists'))
            throw error;
    }
}
/** Whether it may go was decided before. One that is going or gone already is passed over. */
async function deleteAccessPoint({ clients, clock, patience }, { id, path, fileSystemId }, dryRun, onStep) {
    const step = (0,provision_step/* createStep */.B)(dryRun, onStep);
    const efs = await clients.efs();
    await step.change('access point', `${id} for ${path}; what lies there stays`, async () => {
        try {
            await ask('elasticfilesystem:DeleteAccessPoint', () => efs.client.send(new efs.sdk.DeleteAccessPointCommand({ AccessPointId: id })));
        }
        catch (error) {
            if (!causeIs(error, 'AccessPointNotFound'))
                throw error;
        }
        const gone = await waitUntil(clock, patience, async () => (await listAccessPoints(efs, fileSystemId)).some((p) => p.id === id) ? undefined : true);
        if (!gone)
            throw (0,catalogue/* fail */.fJ)('access-point-failed', { seen: `${id} is still there after ${patience.seconds} s` });
    });
}
//# sourceMappingURL=access-points.js.map
;// CONCATENATED MODULE: ./build/src/aws/describe-file-systems.js


/** Every file system of the region, without the ones that EFS has already forgotten. */
async function listFileSystems({ client, sdk }) {
    const found = await allPages(async (marker) => {
        const input = { MaxItems: 100, ...(marker ? { Marker: marker } : {}) };
        const page = await ask('elasticfilesystem:DescribeFileSystems', () => client.send(new sdk.DescribeFileSystemsCommand(input)));
        return { items: page.FileSystems, next: page.NextMarker };
    });
    return found.filter((f) => f.LifeCycleState !== 'deleted');
}
/** Undefined when EFS does not know the id (any more). */
async function describeFileSystem({ client, sdk }, id) {
    try {
        const page = await ask('elasticfilesystem:DescribeFileSystems', () => client.send(new sdk.DescribeFileSystemsCommand({ FileSystemId: id })));
        return page.FileSystems?.find((f) => f.LifeCycleState !== 'deleted');
    }
    catch (error) {
        if (causeIs(error, 'FileSystemNotFound'))
            return undefined;
        throw error;
    }
}
/** Empty, too, when the file system is gone. Without the targets' security groups: those cost a call each. */
async function describeTargets({ client, sdk }, fileSystemId) {
    try {
        const found = await allPages(async (marker) => {
            const input = { FileSystemId: fileSystemId, MaxItems: 100, ...(marker ? { Marker: marker } : {}) };
            const page = await ask('elasticfilesystem:DescribeMountTargets', () => client.send(new sdk.DescribeMountTargetsCommand(input)));
            return { items: page.MountTargets, next: page.NextMarker };
        });
        return found
            .filter((t) => t.LifeCycleState !== 'deleted')
            .map((t) => ({
            id: t.MountTargetId ?? '',
            subnetId: t.SubnetId ?? '',
            availabilityZone: t.AvailabilityZoneName ?? '',
            ipAddress: t.IpAddress ?? '',
            state: t.LifeCycleState ?? '',
            securityGroupIds: [],
        }));
    }
    catch (error) {
        if (causeIs(error, 'FileSystemNotFound'))
            return [];
        throw error;
    }
}
/**
 * Adds the targets' security groups, for people to read. An identity that may not ask for them, or a target that is just going, shows none:
 * nothing is decided by them.
 */
async function withSecurityGroups({ client, sdk }, targets) {
    return Promise.all(targets.map(async (target) => {
        try {
            const found = await ask('elasticfilesystem:DescribeMountTargetSecurityGroups', () => client.send(new sdk.DescribeMountTargetSecurityGroupsCommand({ MountTargetId: target.id })));
            return { ...target, securityGroupIds: found.SecurityGroups ?? [] };
        }
        catch (error) {
            if (causeIs(error, 'AccessDenied', 'AccessDeniedException', 'MountTargetNotFound', 'IncorrectMountTargetState'))
                return target;
            throw error;
        }
    }));
}
function toFileSystem(found, targets = []) {
    const id = found.FileSystemId ?? '';
    const tags = Object.fromEntries((found.Tags ?? []).map((t) => [t.Key ?? '', t.Value ?? '']));
    return {
        id,
        name: nameOf(found) || id,
        state: found.LifeCycleState ?? '',
        createdAt: found.CreationTime?.toISOString() ?? '',
        bytes: found.SizeInBytes?.Value ?? 0,
        encrypted: found.Encrypted ?? false,
        performanceMode: found.PerformanceMode ?? '',
        throughputMode: found.ThroughputMode ?? 'bursting',
        ...(found.AvailabilityZoneName ? { oneZone: found.AvailabilityZoneName } : {}),
        creationToken: found.CreationToken ?? '',
        tags,
        targets,
    };
}
/** The Name tag; `Name` of the description is the same value as EFS keeps it. */
const nameOf = (found) => found.Tags?.find((t) => t.Key === 'Name')?.Value ?? found.Name ?? undefined;
//# sourceMappingURL=describe-file-systems.js.map
;// CONCATENATED MODULE: ./build/src/aws/file-system-policies.js

/** The id is undefined only in a dry run that would make the file system. */
async function ensureLifeCycle({ client, sdk }, id, days, step) {
    const rule = days === 1 ? 'AFTER_1_DAY' : `AFTER_${days}_DAYS`;
    const about = `to Infrequent Access after ${days} day${days === 1 ? '' : 's'}`;
    const current = id
        ? await ask('elasticfilesystem:DescribeLifecycleConfiguration', () => client.send(new sdk.DescribeLifecycleConfigurationCommand({ FileSystemId: id })))
        : undefined;
    const policies = current?.LifecyclePolicies ?? [];
    if (policies.some((p) => p.TransitionToIA === rule))
        return step.unchanged('life cycle', about);
    // putting replaces all policies, so those on other transitions are put again
    const others = policies.filter((p) => p.TransitionToIA === undefined);
    await step.change('life cycle', about, async () => {
        const input = { FileSystemId: id, LifecyclePolicies: [{ TransitionToIA: rule }, ...others] };
        await ask('elasticfilesystem:PutLifecycleConfiguration', () => client.send(new sdk.PutLifecycleConfigurationCommand(input)));
    });
}
async function ensureBackups({ client, sdk }, id, step) {
    const about = 'AWS Backup, its default plan';
    if (id && (await backupsOn({ client, sdk }, id)))
        return step.unchanged('backups', about);
    await step.change('backups', about, async () => {
        const input = { FileSystemId: id, BackupPolicy: { Status: 'ENABLED' } };
        await ask('elasticfilesystem:PutBackupPolicy', () => client.send(new sdk.PutBackupPolicyCommand(input)));
    });
}
async function backupsOn({ client, sdk }, id) {
    try {
        const found = await ask('elasticfilesystem:DescribeBackupPolicy', () => client.send(new sdk.DescribeBackupPolicyCommand({ FileSystemId: id })));
        return found.BackupPolicy?.Status === 'ENABLED' || found.BackupPolicy?.Status === 'ENABLING';
    }
    catch (error) {
        if (causeIs(error, 'PolicyNotFound'))
            return false;
        throw error;
    }
}
//# sourceMappingURL=file-system-policies.js.map
;// CONCATENATED MODULE: ./build/src/aws/mount-targets.js
/** One mount target a subnet, made once, waited for. */




/** `fileSystemId` and `securityGroupIds` are undefined only in a dry run that would make them. */
async function ensureMountTargets(efs, waiting, fileSystemId, subnets, securityGroupIds, step) {
    const existing = fileSystemId ? await describeTargets(efs, fileSystemId) : [];
    for (const subnet of subnets) {
        // EFS keeps one target a zone: one in another subnet of the zone serves it as well
        const there = existing.find((t) => t.availabilityZone === subnet.zone && t.state !== 'deleting');
        const about = `${subnet.zone} in ${there?.subnetId ?? subnet.id}`;
        if (there)
            step.unchanged('mount target', about);
        else if (step.dryRun)
            await step.change('mount target', about, async () => undefined);
        else
            await createTarget(efs, waiting, fileSystemId, subnet, securityGroupIds ?? [], step);
    }
    if (!step.dryRun)
        await targetsAvailable(efs, waiting, fileSystemId, new Set(subnets.map((s) => s.zone)));
}
async function createTarget({ client, sdk }, { clock, patience }, fileSystemId, subnet, securityGroupIds, step) {
    const about = `${subnet.zone} in ${subnet.id}`;
    const input = { FileSystemId: fileSystemId, SubnetId: subnet.id, SecurityGroups: [...securityGroupIds] };
    let refusal;
    const made = await waitUntil(clock, { ...patience, seconds: Math.min(patience.seconds, 60) }, async () => {
        try {
            await ask('elasticfilesystem:CreateMountTarget', () => client.send(new sdk.CreateMountTargetCommand(input)));
            return 'changed';
        }
        catch (error) {
            refusal = error;
            // no idempotency token here: a conflict is how a target that is there already shows itself; without one in the zone it means
            // that the file system's targets live in another VPC
            if (causeIs(error, 'MountTargetConflict'))
                return (await describeTargets({ client, sdk }, fileSystemId)).some((t) => t.availabilityZone === subnet.zone)
                    ? 'unchanged'
                    : undefined;
            // the file system is `updating`, or a new security group is not visible to EFS yet
            if (!causeIs(error, 'IncorrectFileSystemLifeCycleState', 'SecurityGroupNotFound'))
                throw error;
            return undefined;
        }
    });
    if (!made)
        throw refusal;
    if (made === 'changed')
        await step.change('mount target', about, async () => undefined);
    else
        step.unchanged('mount target', about);
}
async function targetsAvailable(efs, { clock, patience }, fileSystemId, zones) {
    let seen = [];
    const done = await waitUntil(clock, patience, async () => {
        seen = (await describeTargets(efs, fileSystemId)).filter((t) => zones.has(t.availabilityZone));
        if (seen.some((t) => t.state === 'error'))
            throw (0,catalogue/* fail */.fJ)('create-failed', { seen: states(seen) });
        return seen.length >= zones.size && seen.every((t) => t.state === 'available') ? true : undefined;
    });
    if (!done)
        throw (0,catalogue/* fail */.fJ)('create-failed', { seen: `mount targets of ${fileSystemId} after ${patience.seconds} s: ${states(seen)}` });
}
const states = (targets) => targets.map((t) => `${t.id} in ${t.availabilityZone} ${t.state}`).join(', ');
//# sourceMappingURL=mount-targets.js.map
;// CONCATENATED MODULE: ./build/src/aws/network.js
/** Where mount targets go: the given subnets, or one per zone of the default VPC. */



/**
 * EFS allows one target a zone and one VPC a file system. Throws `bad-option` when the given subnets cannot be that, `no-mount-target`
 * when there is no default VPC to fall back to. `onlyZone` is the zone of a One Zone file system.
 */
async function findNetwork(ec2, subnetIds, onlyZone) {
    const all = subnetIds.length > 0 ? await givenSubnets(ec2, subnetIds) : onePerZone(await defaultSubnets(ec2));
    const subnets = onlyZone ? all.filter((s) => s.zone === onlyZone) : all;
    const [first] = subnets;
    if (!first)
        throw (0,catalogue/* fail */.fJ)('no-mount-target', { seen: onlyZone ? `no subnet in ${onlyZone}` : 'no subnet in the default VPC' });
    return { vpcId: first.vpcId, cidrs: await cidrsOf(ec2, first.vpcId), subnets };
}
async function givenSubnets(ec2, ids) {
    const subnets = await describeSubnets(ec2, { SubnetIds: [...new Set(ids)] });
    const vpcs = [...new Set(subnets.map((s) => s.vpcId))];
    if (vpcs.length > 1)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `the subnets lie in several VPCs: ${vpcs.join(', ')}` });
    const twice = subnets.find((s, at) => subnets.findIndex((o) => o.zone === s.zone) !== at);
    if (twice)
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: `two subnets in ${twice.zone}; EFS has one mount target a zone` });
    return subnets;
}
async function defaultSubnets(ec2) {
    const { client, sdk } = ec2;
    const found = await ask('ec2:DescribeVpcs', () => client.send(new sdk.DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] })));
    const vpcId = found.Vpcs?.[0]?.VpcId;
    if (!vpcId)
        throw (0,catalogue/* fail */.fJ)('no-mount-target', { seen: 'the region has no default VPC; name subnets' });
    return describeSubnets(ec2, { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
}
/** The zone's default subnet where there is one, else the first by id, so that a second create chooses the same. */
function onePerZone(subnets) {
    const byZone = new Map();
    const order = (a, b) => Number(b.zoneDefault) - Number(a.zoneDefault) || a.id.localeCompare(b.id);
    for (const subnet of [...subnets].sort(order))
        if (!byZone.has(subnet.zone))
            byZone.set(subnet.zone, subnet);
    return [...byZone.values()].sort((a, b) => a.zone.localeCompare(b.zone));
}
async function describeSubnets({ client, sdk }, query) {
    const found = await allPages(async (token) => {
        const input = { ...query, ...(token ? { NextToken: token } : {}) };
        const page = await ask('ec2:DescribeSubnets', () => client.send(new sdk.DescribeSubnetsCommand(input)));
        return { items: page.Subnets, next: page.NextToken };
    });
    return found.map((s) => ({
        id: s.SubnetId ?? '',
        zone: s.AvailabilityZone ?? '',
        vpcId: s.VpcId ?? '',
        zoneDefault: s.DefaultForAz ?? false,
    }));
}
/** Every IPv4 range that belongs to the VPC now. */
async function cidrsOf({ client, sdk }, vpcId) {
    const found = await ask('ec2:DescribeVpcs', () => client.send(new sdk.DescribeVpcsCommand({ VpcIds: [vpcId] })));
    const vpc = found.Vpcs?.[0];
    const associated = (vpc?.CidrBlockAssociationSet ?? [])
        .filter((a) => a.CidrBlockState?.State === 'associated')
        .flatMap((a) => (a.CidrBlock ? [a.CidrBlock] : []));
    return [...new Set([...(vpc?.CidrBlock ? [vpc.CidrBlock] : []), ...associated])];
}
//# sourceMappingURL=network.js.map
;// CONCATENATED MODULE: ./build/src/aws/same-settings.js

/** `asked: found` for every setting that differs; empty when they agree. */
function settingsThatDiffer(found, name, wanted, options) {
    const differs = [];
    const compare = (setting, asked, is) => {
        if (asked !== is)
            differs.push(`${setting} asked ${asked}, is ${is}`);
    };
    compare('name', wanted, name ?? '(none)');
    compare('encrypted', 'true', String(found.Encrypted ?? false));
    compare('performance mode', options.performanceMode, found.PerformanceMode ?? 'generalPurpose');
    compare('throughput mode', options.throughputMode, found.ThroughputMode ?? 'bursting');
    if (options.throughputMode === 'provisioned')
        compare('MiB/s', String(options.provisionedThroughput), String(found.ProvisionedThroughputInMibps ?? '(none)'));
    // without a key of its own a file system has the account's default key, which is as good as any when none was asked for
    if (options.kmsKeyId !== undefined && keyId(options.kmsKeyId) !== keyId(found.KmsKeyId ?? ''))
        compare('KMS key', options.kmsKeyId, found.KmsKeyId ?? '(none)');
    return differs;
}
/** EFS shows a key by its ARN, people give its id, its ARN or an alias. An alias cannot be compared and is shown as differing. */
const keyId = (key) => /key\/([^/]+)$/.exec(key)?.[1] ?? key;
/** What EFS would refuse, said before anything is touched. Throws `bad-option`. */
function checkCreateOptions(options) {
    const bad = (seen) => (0,catalogue/* fail */.fJ)('bad-option', { seen });
    const { throughputMode, provisionedThroughput, performanceMode } = options;
    if (throughputMode === 'provisioned' && provisionedThroughput === undefined)
        throw bad('provisioned throughput was asked for without its MiB/s');
    if (throughputMode !== 'provisioned' && provisionedThroughput !== undefined)
        throw bad(`MiB/s were given, but throughput is ${throughputMode}`);
    if (performanceMode === 'maxIO' && throughputMode === 'elastic')
        throw bad('EFS has no elastic throughput with maxIO');
    if (options.securityGroupIds.length > 5)
        throw bad('a mount target carries at most 5 security groups');
    for (const key of ['Name', 'managed-by'])
        if (Object.hasOwn(options.tags, key))
            throw bad(`the tag ${key} is Prism’s own`);
}
//# sourceMappingURL=same-settings.js.map
;// CONCATENATED MODULE: ./build/src/aws/security-group.js





const nfs = 2049;
/** Ties the group to its file system, whatever the volume is called by then. */
const fileSystemTag = 'prism-file-system';
/** Makes or completes the group; returns its id, undefined in a dry run that would make it. Throws `security-group-taken`. */
async function ensureSecurityGroup(ec2, volume, fileSystemId, network, step) {
    const { client, sdk } = ec2;
    const name = `prism-${volume}`;
    let group = await findByName(ec2, name, network.vpcId);
    if (group && !security_group_isOurs(group))
        throw (0,catalogue/* fail */.fJ)('security-group-taken', { seen: `${group.GroupId} is called ${name} and has no tag managed-by=prism` });
    const about = `${name} in ${network.vpcId}`;
    if (group)
        step.unchanged('security group', `${about}: ${group.GroupId}`);
    else {
        const tags = [{ Key: 'Name', Value: name }, provision_step/* ourTag */.r];
        const input = {
            GroupName: name,
            Description: `NFS for the Prism volume ${volume}`,
            VpcId: network.vpcId,
            TagSpecifications: [{ ResourceType: 'security-group', Tags: tags }],
        };
        await step.change('security group', about, async () => {
            try {
                await ask('ec2:CreateSecurityGroup', () => client.send(new sdk.CreateSecurityGroupCommand(input)));
            }
            catch (error) {
                // made a moment ago, by a retry or by another create of the same volume
                if (!causeIs(error, 'InvalidGroup.Duplicate'))
                    throw error;
            }
            group = await findByName(ec2, name, network.vpcId);
            if (!group)
                throw (0,catalogue/* fail */.fJ)('create-failed', { seen: `the security group ${name} was made and is not to be seen` });
        });
    }
    await ensureFileSystemTag(ec2, group, fileSystemId);
    for (const cidr of network.cidrs)
        await ensureIngress(ec2, group, cidr, step);
    return group?.GroupId;
}
async function ensureFileSystemTag({ client, sdk }, group, fileSystemId) {
    const id = group?.GroupId;
    // a dry run knows no file system yet, or no group
    if (!id || !fileSystemId || tagOf(group, fileSystemTag) === fileSystemId)
        return;
    const tags = [{ Key: fileSystemTag, Value: fileSystemId }];
    await ask('ec2:CreateTags', () => client.send(new sdk.CreateTagsCommand({ Resources: [id], Tags: tags })));
}
async function ensureIngress({ client, sdk }, group, cidr, step) {
    const about = `TCP ${nfs} from ${cidr}`;
    const open = (group?.IpPermissions ?? []).some((p) => p.IpProtocol === 'tcp' && p.FromPort === nfs && p.ToPort === nfs && (p.IpRanges ?? []).some((r) => r.CidrIp === cidr));
    if (open)
        return step.unchanged('ingress', about);
    await step.change('ingress', about, async () => {
        const range = { CidrIp: cidr, Description: 'NFS from this VPC' };
        const permissions = [{ IpProtocol: 'tcp', FromPort: nfs, ToPort: nfs, IpRanges: [range] }];
        try {
            await ask('ec2:AuthorizeSecurityGroupIngress', () => client.send(new sdk.AuthorizeSecurityGroupIngressCommand({ GroupId: group?.GroupId, IpPermissions: permissions })));
        }
        catch (error) {
            if (!causeIs(error, 'InvalidPermission.Duplicate'))
                throw error;
        }
    });
}
/** Removes the groups that were made for this file system; EC2 refuses while a network interface of a dying target still holds one. */
async function deleteOwnSecurityGroups(ec2, clock, patience, fileSystemId, step) {
    const { client, sdk } = ec2;
    const groups = await security_group_describe(ec2, [
        { Name: `tag:${provision_step/* ourTag */.r.Key}`, Values: [provision_step/* ourTag */.r.Value] },
        { Name: `tag:${fileSystemTag}`, Values: [fileSystemId] },
    ]);
    for (const group of groups.filter((g) => security_group_isOurs(g) && tagOf(g, fileSystemTag) === fileSystemId)) {
        await step.change('security group', `${group.GroupName} ${group.GroupId}`, async () => {
            let refusal;
            const gone = await waitUntil(clock, patience, async () => {
                try {
                    await ask('ec2:DeleteSecurityGroup', () => client.send(new sdk.DeleteSecurityGroupCommand({ GroupId: group.GroupId })));
                    return true;
                }
                catch (error) {
                    if (causeIs(error, 'InvalidGroup.NotFound'))
                        return true;
                    if (!causeIs(error, 'DependencyViolation'))
                        throw error;
                    refusal = error;
                    return undefined;
                }
            });
            if (!gone)
                throw refusal;
        });
    }
}
async function findByName(ec2, name, vpcId) {
    const found = await security_group_describe(ec2, [
        { Name: 'group-name', Values: [name] },
        { Name: 'vpc-id', Values: [vpcId] },
    ]);
    return found.find((g) => g.GroupName === name && g.VpcId === vpcId);
}
function security_group_describe({ client, sdk }, filters) {
    return allPages(async (token) => {
        const input = { Filters: filters, ...(token ? { NextToken: token } : {}) };
        const page = await ask('ec2:DescribeSecurityGroups', () => client.send(new sdk.DescribeSecurityGroupsCommand(input)));
        return { items: page.SecurityGroups, next: page.NextToken };
    });
}
const tagOf = (group, key) => group?.Tags?.find((t) => t.Key === key)?.Value;
const security_group_isOurs = (group) => tagOf(group, provision_step/* ourTag */.r.Key) === provision_step/* ourTag */.r.Value;
//# sourceMappingURL=security-group.js.map
;// CONCATENATED MODULE: ./build/src/aws/create-file-system.js










/** Undefined in a dry run of something that is not there. Throws `bad-option`, `volume-exists-otherwise`, `create-failed` and aws-… */
async function createFileSystem(provision, name, options, dryRun, onStep) {
    checkCreateOptions(options);
    const { clients, clock, patience } = provision;
    const step = (0,provision_step/* createStep */.B)(dryRun, onStep);
    const efs = await clients.efs();
    const existing = await findExisting(efs, provision, name, options, dryRun);
    const ec2 = await clients.ec2();
    // looked up before anything is made: a wrong subnet must not leave half a volume behind
    const network = await findNetwork(ec2, options.subnetIds, existing?.AvailabilityZoneName);
    const id = existing ? await continueWith(efs, provision, existing, step) : await create_file_system_make(efs, provision, name, options, step);
    if (options.infrequentAccessAfterDays !== undefined)
        await ensureLifeCycle(efs, id, options.infrequentAccessAfterDays, step);
    if (options.backups)
        await ensureBackups(efs, id, step);
    const own = options.securityGroupIds.length > 0 ? undefined : await ensureSecurityGroup(ec2, name, id, network, step);
    const groups = own ? [own] : options.securityGroupIds;
    await ensureMountTargets(efs, { clock, patience }, id, network.subnets, groups, step);
    const made = id ? await describeFileSystem(efs, id) : undefined;
    return made && id ? toFileSystem(made, await withSecurityGroups(efs, await describeTargets(efs, id))) : undefined;
}
async function findExisting(efs, { clock, patience }, name, options, dryRun) {
    const all = (await listFileSystems(efs)).filter((f) => nameOf(f) === name || f.CreationToken === name);
    const [found, ...more] = all.filter((f) => f.LifeCycleState !== 'deleting');
    if (more.length > 0)
        throw (0,catalogue/* fail */.fJ)('volume-ambiguous', { seen: `${name}: ${[found, ...more].map((f) => f?.FileSystemId).join(', ')}` });
    if (found)
        return asAsked(found, name, options);
    // the token of one that is going is free only when it is gone
    for (const dying of dryRun ? [] : all) {
        const id = dying.FileSystemId ?? '';
        const gone = await waitUntil(clock, patience, async () => ((await describeFileSystem(efs, id)) ? undefined : true));
        if (!gone)
            throw (0,catalogue/* fail */.fJ)('create-failed', { seen: `${id} of that name is still being deleted after ${patience.seconds} s` });
    }
    return undefined;
}
function asAsked(found, name, options) {
    const differs = settingsThatDiffer(found, nameOf(found), name, options);
    if (differs.length > 0)
        throw (0,catalogue/* fail */.fJ)('volume-exists-otherwise', { seen: `${name} is ${found.FileSystemId}: ${differs.join('; ')}` });
    return found;
}
async function continueWith(efs, provision, existing, step) {
    const id = existing.FileSystemId ?? '';
    if (!step.dryRun)
        await available(efs, provision, id);
    step.unchanged('file system', `${id} is there with these settings`);
    return id;
}
async function create_file_system_make(efs, provision, name, options, step) {
    let id;
    const { throughputMode, provisionedThroughput, performanceMode, kmsKeyId } = options;
    const about = `${name}: encrypted, ${performanceMode}, ${throughputMode}${provisionedThroughput ? ` ${provisionedThroughput} MiB/s` : ''}`;
    await step.change('file system', about, async () => {
        const { client, sdk } = efs;
        const input = {
            CreationToken: name,
            Encrypted: true,
            PerformanceMode: performanceMode,
            ThroughputMode: throughputMode,
            ...(provisionedThroughput === undefined ? {} : { ProvisionedThroughputInMibps: provisionedThroughput }),
            ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
            // said either way: One Zone file systems would have them by default
            Backup: options.backups,
            Tags: [{ Key: 'Name', Value: name }, provision_step/* ourTag */.r, ...Object.entries(options.tags).map(([Key, Value]) => ({ Key, Value }))],
        };
        try {
            const made = await ask('elasticfilesystem:CreateFileSystem', () => client.send(new sdk.CreateFileSystemCommand(input)));
            id = made.FileSystemId;
        }
        catch (error) {
            // somebody was quicker, or an answer was lost and the SDK asked again
            if (!causeIs(error, 'FileSystemAlreadyExists'))
                throw error;
            const other = (await listFileSystems(efs)).find((f) => f.CreationToken === name);
            if (!other)
                throw error;
            id = asAsked(other, name, options).FileSystemId;
        }
        if (!id)
            throw (0,catalogue/* fail */.fJ)('create-failed', { seen: 'EFS answered without an id' });
        await available(efs, provision, id);
    });
    return id;
}
/** `updating` counts: it serves clients, and targets can be made. */
async function available(efs, { clock, patience }, id) {
    let state = 'not visible';
    const done = await waitUntil(clock, patience, async () => {
        state = (await describeFileSystem(efs, id))?.LifeCycleState ?? 'not visible';
        if (state === 'error' || state === 'deleting')
            throw (0,catalogue/* fail */.fJ)('create-failed', { seen: `${id} is ${state}` });
        return state === 'available' || state === 'updating' ? true : undefined;
    });
    if (!done)
        throw (0,catalogue/* fail */.fJ)('create-failed', { seen: `${id} is ${state} after ${patience.seconds} s` });
}
//# sourceMappingURL=create-file-system.js.map
;// CONCATENATED MODULE: ./build/src/aws/delete-file-system.js
/**
 * Removes a volume in the order that EFS wants. Whether it may be removed was decided before: a target deleted under a client hangs that
 * client. What is gone already is passed over, so that an interrupted delete can be run again.
 */







async function deleteFileSystem(provision, { id }, onStep) {
    const step = (0,provision_step/* createStep */.B)(false, onStep);
    const { clients, clock, patience } = provision;
    const efs = await clients.efs();
    await deleteAccessPoints(efs, id, step);
    await deleteTargets(efs, provision, id, step);
    await deleteItself(efs, provision, id, step);
    await deleteOwnSecurityGroups(await clients.ec2(), clock, patience, id, step);
}
async function deleteAccessPoints({ client, sdk }, id, step) {
    for (const { id: point } of await listAccessPoints({ client, sdk }, id)) {
        await step.change('access point', point, () => unlessGone('elasticfilesystem:DeleteAccessPoint', 'AccessPointNotFound', () => client.send(new sdk.DeleteAccessPointCommand({ AccessPointId: point }))));
    }
}
async function deleteTargets(efs, { clock, patience }, id, step) {
    const { client, sdk } = efs;
    for (const target of await describeTargets(efs, id)) {
        await step.change('mount target', `${target.id} in ${target.availabilityZone}`, () => unlessGone('elasticfilesystem:DeleteMountTarget', 'MountTargetNotFound', () => client.send(new sdk.DeleteMountTargetCommand({ MountTargetId: target.id }))));
    }
    const gone = await waitUntil(clock, patience, async () => ((await describeTargets(efs, id)).length === 0 ? true : undefined));
    if (!gone)
        throw (0,catalogue/* fail */.fJ)('aws-error', { seen: `mount targets of ${id} are still there after ${patience.seconds} s` });
}
async function deleteItself(efs, { clock, patience }, id, step) {
    const { client, sdk } = efs;
    if (!(await describeFileSystem(efs, id)))
        return step.unchanged('file system', `${id} is gone`);
    await step.change('file system', id, async () => {
        let refusal;
        const gone = await waitUntil(clock, patience, async () => {
            const state = (await describeFileSystem(efs, id))?.LifeCycleState;
            if (state === undefined)
                return true;
            if (state === 'deleting')
                return undefined;
            try {
                await unlessGone('elasticfilesystem:DeleteFileSystem', 'FileSystemNotFound', () => client.send(new sdk.DeleteFileSystemCommand({ FileSystemId: id })));
            }
            catch (error) {
                // the targets just removed can count for a moment longer
                if (!causeIs(error, 'FileSystemInUse'))
                    throw error;
                refusal = error;
            }
            return undefined;
        });
        if (!gone)
            throw refusal ?? (0,catalogue/* fail */.fJ)('aws-error', { seen: `${id} is still being deleted after ${patience.seconds} s` });
    });
}
async function unlessGone(action, gone, call) {
    try {
        await ask(action, call);
    }
    catch (error) {
        if (!causeIs(error, gone))
            throw error;
    }
}
//# sourceMappingURL=delete-file-system.js.map
;// CONCATENATED MODULE: ./build/src/aws/file-systems.js
/** The FileSystems port over EFS, with EC2 for networks and security groups alone. */







function createFileSystems({ clients, clock, patience = provisioning }) {
    const provision = { clients, clock, patience };
    return {
        find: async (ref) => {
            const efs = await clients.efs();
            const found = await findOne(efs, ref, clients.region);
            return { ...found, targets: await withSecurityGroups(efs, await describeTargets(efs, found.id)) };
        },
        list: async () => {
            const found = await listFileSystems(await clients.efs());
            return found.map((f) => toFileSystem(f)).sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
        },
        create: (name, options, dryRun, onStep) => createFileSystem(provision, name, options, dryRun, onStep),
        delete: (fileSystem, onStep) => deleteFileSystem(provision, fileSystem, onStep),
        accessPoints: async (fileSystemId) => listAccessPoints(await clients.efs(), fileSystemId),
        createAccessPoint: (fileSystemId, wanted, dryRun, onStep) => createAccessPoint(provision, fileSystemId, wanted, dryRun, onStep),
        deleteAccessPoint: (point, dryRun, onStep) => deleteAccessPoint(provision, point, dryRun, onStep),
    };
}
async function findOne(efs, ref, region) {
    const missing = () => (0,catalogue/* fail */.fJ)('volume-not-found', { seen: `${(0,names/* formatVolumeRef */.J0)(ref)} in ${region}` });
    if (ref.kind === 'id') {
        const found = await describeFileSystem(efs, ref.id);
        if (!found)
            throw missing();
        return toFileSystem(found);
    }
    const named = (await listFileSystems(efs)).filter((f) => nameOf(f) === ref.name).map((f) => toFileSystem(f));
    // one that is going away does not make the name ambiguous
    const staying = named.filter((f) => f.state !== 'deleting');
    const [only, ...more] = staying.length > 0 ? staying : named;
    if (!only)
        throw missing();
    if (more.length === 0)
        return only;
    throw (0,catalogue/* fail */.fJ)('volume-ambiguous', {
        seen: `${ref.name} in ${region}: ${[only, ...more].map((f) => `${f.id} (${f.state}, since ${f.createdAt.slice(0, 10)})`).join(', ')}`,
    });
}
//# sourceMappingURL=file-systems.js.map
;// CONCATENATED MODULE: ./build/src/aws/ec2-instances.js



const ec2ByTag = (clients, key, value) => answer(async () => ec2_instances_describe(await clients.ec2(), `tag:${key}`, [value]));
/** Asks by filter: `InstanceIds` would refuse the whole call for one id that is gone. */
const ec2ByIds = (clients, ids) => answer(async () => {
    const found = [];
    for (const chunk of chunksOf(ids, 100))
        found.push(...(await ec2_instances_describe(await clients.ec2(), 'instance-id', chunk)));
    return found;
});
async function answer(look) {
    try {
        return { kind: 'answered', instances: await look() };
    }
    catch (error) {
        if (error instanceof catalogue/* PrismError */.sp && error.finding.code === 'aws-denied')
            return { kind: 'denied', finding: error.finding };
        throw error;
    }
}
async function ec2_instances_describe({ client, sdk }, name, values) {
    const found = await allPages(async (token) => {
        const input = { Filters: [{ Name: name, Values: [...values] }], MaxResults: 1000, ...(token ? { NextToken: token } : {}) };
        const page = await ask('ec2:DescribeInstances', () => client.send(new sdk.DescribeInstancesCommand(input)));
        return { items: page.Reservations?.flatMap((r) => r.Instances ?? []), next: page.NextToken };
    });
    return found.map(toEc2Instance);
}
const toEc2Instance = (found) => ({
    id: found.InstanceId ?? '',
    name: found.Tags?.find((t) => t.Key === 'Name')?.Value ?? '',
    state: found.State?.Name ?? '',
    // EC2 answers `windows`, whatever the enum of its model says
    windows: found.Platform?.toLowerCase() === 'windows',
});
/** Terminated instances stay visible for about an hour, in SSM even longer. */
const isGone = (instance) => instance.state === 'terminated' || instance.state === 'shutting-down';
const isStopped = (instance) => instance.state === 'stopped' || instance.state === 'stopping';
//# sourceMappingURL=ec2-instances.js.map
;// CONCATENATED MODULE: ./build/src/aws/judge-instance.js
/** Whether one instance can be worked on, from what SSM and, where it was asked, EC2 say about it. Pure. */


const unfit = (code, seen, instanceId) => ({
    kind: 'unfit',
    finding: (0,catalogue/* finding */.gk)(code, { seen, ...(instanceId ? { instanceId } : {}) }),
});
/** `name` is what it was called by; `ec2` is undefined where SSM's word was enough. */
function judgeManaged(managed, name, ec2) {
    const { id, platform } = managed;
    const called = name === id ? id : `${name} (${id})`;
    if (!managed.linux)
        return unfit('instance-platform', `${called} runs ${platform || 'an unnamed platform'}`, id);
    if (managed.ping === 'Online')
        return { kind: 'fit', instance: toInstance(managed, name) };
    if (ec2 && isStopped(ec2))
        return unfit('instance-stopped', `${called} is ${ec2.state}`, id);
    if (ec2 && isGone(ec2))
        return unfit('instance-not-found', `${called} is ${ec2.state}`, id);
    return unfit('instance-offline', `${called}: SSM says ${managed.ping || 'nothing'}${managed.lastPing ? `, last ping ${managed.lastPing}` : ''}`, id);
}
/** An instance that EC2 knows and SSM does not. */
function judgeUnmanaged(ec2, name) {
    const called = name === ec2.id ? ec2.id : `${name} (${ec2.id})`;
    if (isStopped(ec2))
        return unfit('instance-stopped', `${called} is ${ec2.state}`, ec2.id);
    if (isGone(ec2))
        return unfit('instance-not-found', `${called} is ${ec2.state}`, ec2.id);
    if (ec2.windows)
        return unfit('instance-platform', `${called} runs Windows`, ec2.id);
    return unfit('instance-unmanaged', `${called} is ${ec2.state} in EC2 and unknown to SSM`, ec2.id);
}
/** Neither is known by SSM; EC2's answer tells whether it exists at all. */
function judgeAbsent(called, region, ec2, instanceId) {
    if (ec2?.kind === 'denied')
        return {
            kind: 'unfit',
            finding: { ...ec2.finding, seen: `${called} is unknown to SSM in ${region}, and EC2 could not be asked: ${ec2.finding.seen}` },
        };
    return unfit('instance-not-found', `${called} in ${region}`, instanceId);
}
const toInstance = (managed, name) => ({
    id: managed.id,
    name,
    platform: managed.platform,
    agentVersion: managed.agentVersion,
    online: managed.ping === 'Online',
});
//# sourceMappingURL=judge-instance.js.map
;// CONCATENATED MODULE: ./build/src/aws/instances.js
/** The Instances port: selectors → instances that can be worked on, each selector by itself. */





function createInstances({ clients }) {
    return {
        resolve: async (selectors) => {
            const ssm = await clients.ssm();
            const ids = [...new Set(selectors.flatMap((s) => (s.kind === 'id' ? [s.id] : [])))];
            const known = ids.length > 0 ? await idJudgements(clients, ssm, ids) : new Map();
            const judged = await Promise.all(selectors.map(async (selector) => ({
                selector,
                found: selector.kind === 'id' ? [known.get(selector.id)] : await judgeTagged(clients, ssm, selector),
            })));
            return eachInstanceOnce(judged);
        },
        list: async () => {
            const managed = await allManaged(await clients.ssm());
            const names = await namesOf(clients, managed);
            const instances = managed.map((m) => toInstance(m, names.get(m.id) || m.hostName));
            return instances.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
        },
    };
}
/** All ids in one question to SSM, and in one more to EC2 for those that SSM does not call Online. */
async function idJudgements(clients, ssm, ids) {
    const managed = new Map((await managedByIds(ssm, ids)).map((m) => [m.id, m]));
    const doubtful = ids.filter((id) => isEc2(id) && managed.get(id)?.ping !== 'Online');
    const ec2 = doubtful.length > 0 ? await ec2ByIds(clients, doubtful) : undefined;
    return new Map(ids.map((id) => {
        const [m, e] = [managed.get(id), instanceIn(ec2, id)];
        if (m)
            return [id, judgeManaged(m, m.hostName, e)];
        return [id, e ? judgeUnmanaged(e, e.name || id) : judgeAbsent(id, clients.region, ec2, id)];
    }));
}
async function judgeTagged(clients, ssm, selector) {
    if (selector.kind === 'name')
        return [await judgeNamed(clients, ssm, selector.name)];
    const { key, value } = selector;
    const managed = await managedByTag(ssm, key, value);
    // always asked: SSM cannot say which instances with the tag it has never seen, and leaving them out would look like success
    const ec2 = await ec2ByTag(clients, key, value);
    const others = ec2.kind === 'answered' ? ec2.instances.filter((e) => !isGone(e) && !managed.some((m) => m.id === e.id)) : [];
    const judged = [
        ...managed.map((m) => {
            const e = instanceIn(ec2, m.id);
            return judgeManaged(m, e?.name || m.hostName, e);
        }),
        ...others.map((e) => judgeUnmanaged(e, e.name || e.id)),
    ];
    if (judged.length > 0)
        return judged;
    if (ec2.kind === 'denied')
        return [judgeAbsent((0,names/* formatSelector */.VH)(selector), clients.region, ec2)];
    return [{ kind: 'unfit', finding: (0,catalogue/* finding */.gk)('no-instances', { seen: `${(0,names/* formatSelector */.VH)(selector)} in ${clients.region}` }) }];
}
/** A name means exactly one instance; of several, those that are gone do not count. */
async function judgeNamed(clients, ssm, name) {
    const managed = await managedByTag(ssm, 'Name', name);
    const [only, ...more] = managed;
    if (!only)
        return judgeNameUnknownToSsm(clients, name);
    if (more.length === 0 && only.ping === 'Online')
        return judgeManaged(only, name, undefined);
    const ids = managed.map((m) => m.id).filter(isEc2);
    const ec2 = ids.length > 0 ? await ec2ByIds(clients, ids) : undefined;
    // SSM remembers an instance long after EC2 has forgotten it
    const there = managed.filter((m) => {
        const e = instanceIn(ec2, m.id);
        return e ? !isGone(e) : ec2?.kind !== 'answered' || !isEc2(m.id);
    });
    const [one, ...others] = there;
    if (!one)
        return judgeNameUnknownToSsm(clients, name);
    return others.length > 0 ? ambiguous(clients, name, there) : judgeManaged(one, name, instanceIn(ec2, one.id));
}
async function judgeNameUnknownToSsm(clients, name) {
    const ec2 = await ec2ByTag(clients, 'Name', name);
    if (ec2.kind === 'denied')
        return judgeAbsent(name, clients.region, ec2);
    const living = ec2.instances.filter((e) => !isGone(e));
    if (living.length > 1)
        return ambiguous(clients, name, living);
    const one = living[0] ?? ec2.instances[0];
    return one ? judgeUnmanaged(one, name) : judgeAbsent(name, clients.region, ec2);
}
const ambiguous = (clients, name, several) => ({
    kind: 'unfit',
    finding: (0,catalogue/* finding */.gk)('instance-ambiguous', { seen: `${name} in ${clients.region}: ${several.map((i) => i.id).join(', ')}` }),
});
/**
 * An instance named twice is one, under its first selector; where one of its selectors was its Name, it is called by that. The same
 * goes for what was found wrong with it.
 */
function eachInstanceOnce(judged) {
    const names = new Map();
    for (const { selector, found } of judged)
        for (const j of found)
            if (j.kind === 'fit' && selector.kind === 'name')
                names.set(j.instance.id, j.instance.name);
    const seen = new Set();
    const first = (key) => !seen.has(key) && Boolean(seen.add(key));
    return judged.map(({ selector, found }) => ({
        selector,
        instances: found.flatMap((j) => j.kind === 'fit' && first(j.instance.id) ? [{ ...j.instance, name: names.get(j.instance.id) ?? j.instance.name }] : []),
        findings: found.flatMap((j) => j.kind === 'unfit' && first(`${j.finding.code} ${j.finding.instanceId ?? j.finding.seen}`) ? [j.finding] : []),
    }));
}
/** Names that people can use again: SSM reports host names, only EC2 has the Name tags. Without leave to ask, host names must do. */
async function namesOf(clients, managed) {
    const ids = managed.map((m) => m.id).filter(isEc2);
    const ec2 = ids.length > 0 ? await ec2ByIds(clients, ids) : undefined;
    return new Map(ec2?.kind === 'answered' ? ec2.instances.map((e) => [e.id, e.name]) : []);
}
const isEc2 = (id) => id.startsWith('i-');
const instanceIn = (answer, id) => answer?.kind === 'answered' ? answer.instances.find((e) => e.id === id) : undefined;
//# sourceMappingURL=instances.js.map
;// CONCATENATED MODULE: ./build/src/aws/invocation-state.js
/**
 * `not-delivered`: the script never began there. `timed-out`: it began and was killed. A word that is not known yet counts as
 * running, so that the caller's own time limit ends in "unknown" and never in a wrong verdict.
 */
function invocationState(status, details) {
    switch (invocation_state_plain(details)) {
        case 'deliverytimedout':
        case 'undeliverable':
        case 'invalidplatform':
        case 'accessdenied':
        case 'rateexceeded':
        // ended by the command's own MaxErrors before it reached the instance
        case 'terminated':
            return 'not-delivered';
        case 'executiontimedout':
            return 'timed-out';
    }
    switch (invocation_state_plain(status)) {
        case 'pending':
        case 'delayed':
            return 'pending';
        case 'success':
            return 'success';
        case 'failed':
            return 'failed';
        case 'cancelled':
            return 'cancelled';
        case 'timedout':
            return 'timed-out';
        default:
            return 'running';
    }
}
/** The API writes `DeliveryTimedOut`, its documentation and the console `Delivery Timed Out`. */
const invocation_state_plain = (word) => word.replaceAll(' ', '').toLowerCase();
//# sourceMappingURL=invocation-state.js.map
// EXTERNAL MODULE: ./build/src/domain/client/ways.js
var ways = __webpack_require__(4474);
// EXTERNAL MODULE: ./build/src/domain/documents.js
var domain_documents = __webpack_require__(9228);
;// CONCATENATED MODULE: ./build/src/aws/send-command.js
/**
 * SendCommand, the one call that must not be made twice by accident: it has no idempotency token. So the SDK's retries are off, and
 * only an answer that says "throttled" is tried again, because then SSM has certainly taken nothing.
 */




const tries = 6;
/** Where the request left and no usable answer came, SSM may have taken it: `unknown`. The only right reaction is to look for it. */
async function sendCommand(ssm, clock, command, random) {
    for (let attempt = 1;; attempt++) {
        try {
            const answer = await ssm.client.send(new ssm.sdk.SendCommandCommand(inputOf(command)));
            const commandId = answer.Command?.CommandId;
            return commandId ? { kind: 'sent', commandId } : { kind: 'unknown', cause: answer };
        }
        catch (cause) {
            const error = cause instanceof Error ? cause : new Error(String(cause));
            if (isThrottling(error) && attempt < tries) {
                // full jitter, as in AWS's own advice: 0–0.5 s, 0–1 s, … 0–8 s
                await clock.sleep(random() * 500 * 2 ** (attempt - 1));
                continue;
            }
            return refusedOrUnknown(error, command);
        }
    }
}
function inputOf(command) {
    return {
        ...documentOf(command),
        InstanceIds: [...command.instanceIds],
        // SSM refuses less than 30
        TimeoutSeconds: Math.max(30, command.deliverySeconds),
        Comment: command.comment,
        // All at once, and no number of failures holds the others back: the default of 0 errors would stop the rest at the first failing
        // host, and every host is judged by itself.
        MaxConcurrency: '50',
        MaxErrors: '100%',
    };
}
function documentOf({ by, executionSeconds }) {
    switch (by.kind) {
        case 'run-shell-script':
            return {
                DocumentName: domain_documents/* runShellScript */.x9,
                Parameters: { commands: [...by.commands], executionTimeout: [String(executionSeconds)] },
            };
        case 'own-document':
            return {
                DocumentName: by.document,
                // SSM refuses the command when this version is not there or has another hash: nothing can be swapped since the look
                DocumentVersion: by.version,
                DocumentHash: by.sha256,
                DocumentHashType: 'Sha256',
                Parameters: Object.fromEntries(Object.entries(by.parameters).map(([name, values]) => [name, [...values]])),
            };
        case 'distributor':
            return {
                DocumentName: ways/* distributorDocument */.tv,
                Parameters: Object.fromEntries(Object.entries(by.parameters).map(([name, value]) => [name, [value]])),
            };
    }
}
/** Errors of a connection that never stood: no byte of the request can have arrived. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Faults of the service: SSM's model gives some of them status 400, and none says whether the command was taken. */
const serverFaults = new Set([
    'InternalServerError',
    'InternalFailure',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'RequestTimeout',
]);
function refusedOrUnknown(error, command) {
    const status = statusOf(error);
    const noAnswer = status === undefined || status < 400 || status >= 500 || serverFaults.has(error.name);
    const code = error.code;
    const beforeSending = error.name === 'CredentialsProviderError' || (typeof code === 'string' && neverConnected.has(code));
    if (noAnswer && !beforeSending && !isThrottling(error))
        return { kind: 'unknown', cause: error };
    if (error.name === 'InvalidInstanceId') {
        // one bad id refuses the whole call; SSM does not say which
        const seen = `ssm:SendCommand refused, one of ${command.instanceIds.join(', ')}`;
        return { kind: 'refused', finding: (0,catalogue/* finding */.gk)('instance-offline', { seen }) };
    }
    const { finding: refused } = translate('ssm:SendCommand', error);
    if (command.by.kind === 'distributor' && refused.code === 'aws-denied')
        return { kind: 'refused', finding: (0,catalogue/* finding */.gk)('distributor-denied', { seen: refused.seen }) };
    if (command.by.kind === 'own-document' && (error.name === 'InvalidDocument' || error.name === 'InvalidDocumentVersion'))
        return { kind: 'refused', finding: (0,catalogue/* finding */.gk)('document-foreign', { seen: refused.seen }) };
    return { kind: 'refused', finding: refused };
}
//# sourceMappingURL=send-command.js.map
;// CONCATENATED MODULE: ./build/src/aws/run-command.js




function createRunCommand({ clients, clock, random = Math.random }) {
    return {
        send: async (command) => sendCommand(await clients.ssmOnce(), clock, command, random),
        invocations: async (commandId) => {
            const { client, sdk } = await clients.ssm();
            try {
                const found = await allPages(async (token) => {
                    const input = { CommandId: commandId, Details: true, MaxResults: 50, ...(token ? { NextToken: token } : {}) };
                    const page = await ask('ssm:ListCommandInvocations', () => client.send(new sdk.ListCommandInvocationsCommand(input)));
                    return { items: page.CommandInvocations, next: page.NextToken };
                });
                return found.map(fromList);
            }
            catch (error) {
                // the command is not visible yet; absence proves nothing
                if (causeIs(error, 'InvalidCommandId', 'InvocationDoesNotExist'))
                    return [];
                throw error;
            }
        },
        output: async (commandId, instanceId) => {
            const { client, sdk } = await clients.ssm();
            try {
                const input = { CommandId: commandId, InstanceId: instanceId };
                const found = await ask('ssm:GetCommandInvocation', () => client.send(new sdk.GetCommandInvocationCommand(input)));
                const details = found.StatusDetails ?? found.Status ?? '';
                return {
                    instanceId,
                    state: invocationState(found.Status ?? '', details),
                    details,
                    output: found.StandardOutputContent ?? '',
                    errorOutput: found.StandardErrorContent ?? '',
                    ...exitCode(found.ResponseCode),
                };
            }
            catch (error) {
                // as normal right after sending as an empty list is: the caller asks again
                if (causeIs(error, 'InvocationDoesNotExist'))
                    return { instanceId, state: 'pending', details: 'InvocationDoesNotExist', output: '', errorOutput: '' };
                throw error;
            }
        },
        cancel: async (commandId, instanceIds) => {
            const { client, sdk } = await clients.ssm();
            const input = { CommandId: commandId, ...(instanceIds ? { InstanceIds: [...instanceIds] } : {}) };
            await ask('ssm:CancelCommand', () => client.send(new sdk.CancelCommandCommand(input)));
        },
        recent: async (since) => {
            const { client, sdk } = await clients.ssm();
            // SSM reads whole seconds; rounding down asks for more rather than for less
            const invokedAfter = `${since.toISOString().slice(0, 19)}Z`;
            const found = await allPages(async (token) => {
                const input = {
                    Filters: [{ key: 'InvokedAfter', value: invokedAfter }],
                    MaxResults: 50,
                    ...(token ? { NextToken: token } : {}),
                };
                const page = await ask('ssm:ListCommands', () => client.send(new sdk.ListCommandsCommand(input)));
                return { items: page.Commands, next: page.NextToken };
            }, 20);
            // by whatever document it went: the comment carries the job's key
            return found.flatMap((c) => (c.CommandId ? [{ commandId: c.CommandId, comment: c.Comment ?? '' }] : []));
        },
    };
}
function fromList(found) {
    const details = found.StatusDetails ?? found.Status ?? '';
    const plugins = found.CommandPlugins ?? [];
    // the plugin's name in AWS-RunShellScript, the step's in a document of our own
    const plugin = plugins.find((p) => /runShellScript/i.test(p.Name ?? '')) ?? plugins[0];
    const state = invocationState(found.Status ?? '', details);
    return { instanceId: found.InstanceId ?? '', state, details, ...splitOutput(plugin?.Output ?? ''), ...exitCode(plugin?.ResponseCode) };
}
/**
 * The list has one text for both streams: stdout, then this marker and stderr. The first marker counts, because stdout carries only
 * our encoded transcript while stderr carries what programs of the host print.
 */
const marker = '----------ERROR-------';
function splitOutput(text) {
    const at = text.indexOf(marker);
    if (at < 0)
        return { output: text, errorOutput: '' };
    return { output: text.slice(0, at).replace(/\n$/, ''), errorOutput: text.slice(at + marker.length).replace(/^\n/, '') };
}
/** -1 stands for "not ended". */
const exitCode = (code) => (code === undefined || code < 0 ? {} : { exitCode: code });
//# sourceMappingURL=run-command.js.map
;// CONCATENATED MODULE: ./build/src/aws/setup-documents.js





const patience = { seconds: 60, first: 200, longest: 2000 };
const versionTag = 'prism-version';
function createSetup(options) {
    const { clients, own } = options;
    return {
        region: clients.region,
        plan: async () => {
            const ssm = await clients.ssm();
            return Promise.all(own.map((document) => changeOf(ssm, options, document)));
        },
        apply: async (change) => apply(await clients.ssm(), options, change),
    };
}
async function changeOf(ssm, options, document) {
    const standing = await describeDocument(ssm, document.name);
    if (!standing)
        return { kind: 'create', document };
    if (!isTagged(standing)) {
        const seen = `${document.name} version ${standing.DocumentVersion ?? '?'} has no tag ${provision_step/* ourTag */.r.Key}=${provision_step/* ourTag */.r.Value}`;
        return { kind: 'refused', document, finding: (0,catalogue/* finding */.gk)('document-unmarked', { seen }) };
    }
    const found = await options.documents.look(document);
    const version = standing.DocumentVersion ?? '';
    switch (found.kind) {
        case 'absent':
            return { kind: 'create', document };
        case 'ours':
            if (found.isDefault)
                return { kind: 'unchanged', document, version: found.version };
            return {
                kind: 'make-default',
                document,
                version: found.version,
                instead: version,
                from: await shownOf(ssm, options, document, version),
            };
        case 'other':
            return { kind: 'update', document, version, from: await shownOf(ssm, options, document, version) };
    }
}
const isTagged = (d) => (d.Tags ?? []).some((t) => t.Key === provision_step/* ourTag */.r.Key && t.Value === provision_step/* ourTag */.r.Value);
async function shownOf(ssm, { readable }, { name }, version) {
    const content = await contentOf(ssm, name, version);
    try {
        return readable(content);
    }
    catch {
        // not a document of our form: shown as it is
        return `${content}\n`;
    }
}
async function apply(ssm, options, change) {
    const { client, sdk } = ssm;
    const { document } = change;
    const { name: Name, content: Content, versionName: VersionName } = document;
    const tags = [provision_step/* ourTag */.r, { Key: versionTag, Value: options.version }];
    switch (change.kind) {
        case 'refused':
            throw (0,catalogue/* fail */.fJ)(change.finding.code, { seen: change.finding.seen });
        case 'unchanged':
            break;
        case 'create': {
            const input = { Name, Content, VersionName, DocumentType: 'Command', DocumentFormat: 'JSON', Tags: tags };
            await ask('ssm:CreateDocument', () => client.send(new sdk.CreateDocumentCommand(input)));
            break;
        }
        case 'update': {
            await makeDefault(ssm, Name, await addVersion(ssm, options.clock, document));
            await ask('ssm:AddTagsToResource', () => client.send(new sdk.AddTagsToResourceCommand({ ResourceType: 'Document', ResourceId: Name, Tags: tags })));
            break;
        }
        case 'make-default':
            await makeDefault(ssm, Name, change.version);
    }
    await untilActive(ssm, options.clock, document);
    // nothing is claimed that SSM does not show
    const found = await options.documents.look(document);
    if (found.kind === 'ours')
        return { document: Name, version: found.version, sha256: found.sha256 };
    throw (0,catalogue/* fail */.fJ)('document-foreign', { seen: found.kind === 'other' ? found.seen : `${Name} is not there after it was made` });
}
/** Returns the new version's number, when SSM has it ready. */
async function addVersion(ssm, clock, document) {
    const { client, sdk } = ssm;
    const update = async (more) => {
        const input = { Name: document.name, Content: document.content, DocumentVersion: '$LATEST', DocumentFormat: 'JSON', ...more };
        return ask('ssm:UpdateDocument', () => client.send(new sdk.UpdateDocumentCommand(input)));
    };
    let made;
    try {
        made = await update({ VersionName: document.versionName });
    }
    catch (error) {
        // ours is the newest already, without its name and not the default
        if (causeIs(error, 'DuplicateDocumentContent'))
            return (await describeDocument(ssm, document.name))?.LatestVersion;
        // somebody gave our version's name to another content: ours goes without a name, and is known by its hash
        if (!causeIs(error, 'DuplicateDocumentVersionName'))
            throw error;
        made = await update({});
    }
    await untilActive(ssm, clock, document);
    return made.DocumentDescription?.DocumentVersion;
}
async function makeDefault({ client, sdk }, name, version) {
    const input = { Name: name, DocumentVersion: version };
    await ask('ssm:UpdateDocumentDefaultVersion', () => client.send(new sdk.UpdateDocumentDefaultVersionCommand(input)));
}
async function untilActive(ssm, clock, { name }) {
    let last;
    const active = await waitUntil(clock, patience, async () => {
        last = await describeDocument(ssm, name);
        if (last?.Status === 'Failed')
            return false;
        return last?.Status === 'Active' ? true : undefined;
    });
    if (!active)
        throw (0,catalogue/* fail */.fJ)('aws-error', { seen: `${name} is ${last?.Status ?? 'not there'}: ${last?.StatusInformation ?? 'no more is said'}` });
}
//# sourceMappingURL=setup-documents.js.map
;// CONCATENATED MODULE: ./build/src/domain/file-system-policy.js
function readFileSystemPolicy(text) {
    const statements = readStatements(text);
    if (typeof statements === 'string')
        return { kind: 'unreadable', what: statements };
    const grant = (action) => grantOf(statements.filter((s) => s.actions.some((a) => covers(a, action))));
    const mounting = statements.filter((s) => s.actions.some((a) => covers(a, 'ClientMount')));
    const allows = mounting.filter((s) => s.allows && s.everybody);
    return {
        kind: 'policy',
        mount: grant('ClientMount'),
        write: grant('ClientWrite'),
        root: grant('ClientRootAccess'),
        tlsOnly: mounting.some((s) => !s.allows && s.everybody && s.when === 'plain') || (allows.length > 0 && allows.every((s) => s.when === 'tls')),
    };
}
/** A refusal outweighs every permission; one under conditions that are not evaluated leaves doubt. */
function grantOf(statements) {
    const refusals = statements.filter((s) => !s.allows && s.when !== 'plain');
    if (refusals.some((s) => s.everybody && s.when !== 'other'))
        return 'nobody';
    const permissions = statements.filter((s) => s.allows && s.when !== 'plain');
    if (permissions.length === 0)
        return 'nobody';
    return permissions.some((s) => s.everybody && s.when !== 'other') && refusals.length === 0 ? 'everybody' : 'some';
}
function readStatements(text) {
    let policy;
    try {
        policy = JSON.parse(text);
    }
    catch {
        return 'no JSON';
    }
    const given = isRecord(policy) ? policy.Statement : undefined;
    if (given === undefined)
        return 'no Statement';
    const statements = [];
    for (const one of listOf(given)) {
        if (!isRecord(one))
            return 'a statement that is no object';
        for (const name of ['NotAction', 'NotPrincipal', 'NotResource'])
            if (name in one)
                return name;
        statements.push({
            allows: one.Effect === 'Allow',
            everybody: isEverybody(one.Principal),
            actions: listOf(one.Action).filter((a) => typeof a === 'string'),
            when: whenOf(one.Condition),
        });
    }
    return statements;
}
function isEverybody(principal) {
    if (principal === '*')
        return true;
    return isRecord(principal) && listOf(principal.AWS).includes('*');
}
/** `elasticfilesystem:Client*` covers ClientMount. */
function covers(pattern, action) {
    const escaped = pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
    return new RegExp(`^${escaped}$`, 'i').test(`elasticfilesystem:${action}`);
}
function whenOf(condition) {
    if (condition === undefined)
        return 'always';
    if (!isRecord(condition))
        return 'other';
    const tests = Object.entries(condition).flatMap(([operator, keys]) => isRecord(keys)
        ? Object.entries(keys).map(([key, value]) => ({ operator, key: key.toLowerCase(), value: String(listOf(value)[0]) }))
        : []);
    const rest = tests.filter((t) => !(t.key === 'elasticfilesystem:accessedviamounttarget' && t.value === 'true'));
    const [only, ...more] = rest;
    if (!only)
        return 'always';
    if (more.length > 0 || !only.operator.startsWith('Bool') || only.key !== 'aws:securetransport')
        return 'other';
    return only.value === 'true' ? 'tls' : 'plain';
}
const listOf = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
//# sourceMappingURL=file-system-policy.js.map
;// CONCATENATED MODULE: ./build/src/aws/security-group-rules.js


/** By id; asked by filter, because ids would refuse the whole call for one group that is gone. */
async function describeGroups({ client, sdk }, ids) {
    const groups = new Map();
    for (const chunk of chunksOf([...new Set(ids)], 100)) {
        const found = await allPages(async (token) => {
            const input = { Filters: [{ Name: 'group-id', Values: chunk }], MaxResults: 1000, ...(token ? { NextToken: token } : {}) };
            const page = await ask('ec2:DescribeSecurityGroups', () => client.send(new sdk.DescribeSecurityGroupsCommand(input)));
            return { items: page.SecurityGroups, next: page.NextToken };
        });
        for (const one of found) {
            const id = one.GroupId ?? '';
            groups.set(id, { id, ingress: (one.IpPermissions ?? []).map(toRule), egress: (one.IpPermissionsEgress ?? []).map(toRule) });
        }
    }
    return groups;
}
function toRule(p) {
    return {
        protocol: p.IpProtocol ?? '',
        ...(p.FromPort === undefined ? {} : { fromPort: p.FromPort }),
        ...(p.ToPort === undefined ? {} : { toPort: p.ToPort }),
        peers: [
            ...(p.IpRanges ?? []).flatMap((r) => (r.CidrIp ? [{ kind: 'ipv4', value: r.CidrIp }] : [])),
            ...(p.Ipv6Ranges ?? []).flatMap((r) => (r.CidrIpv6 ? [{ kind: 'ipv6', value: r.CidrIpv6 }] : [])),
            ...(p.UserIdGroupPairs ?? []).flatMap((r) => (r.GroupId ? [{ kind: 'group', value: r.GroupId }] : [])),
            ...(p.PrefixListIds ?? []).flatMap((r) => (r.PrefixListId ? [{ kind: 'prefix-list', value: r.PrefixListId }] : [])),
        ],
    };
}
//# sourceMappingURL=security-group-rules.js.map
;// CONCATENATED MODULE: ./build/src/aws/instance-places.js



/** Instances that EC2 does not know, such as hybrid nodes, are left out. */
async function describeInstancePlaces(ec2, ids) {
    const { client, sdk } = ec2;
    const found = [];
    for (const chunk of chunksOf(ids.filter((id) => id.startsWith('i-')), 100))
        found.push(...(await allPages(async (token) => {
            const input = { Filters: [{ Name: 'instance-id', Values: chunk }], MaxResults: 1000, ...(token ? { NextToken: token } : {}) };
            const page = await ask('ec2:DescribeInstances', () => client.send(new sdk.DescribeInstancesCommand(input)));
            return { items: page.Reservations?.flatMap((r) => r.Instances ?? []), next: page.NextToken };
        })));
    const groupsOf = (one) => (one.SecurityGroups ?? []).flatMap((g) => g.GroupId ?? []);
    const groups = await describeGroups(ec2, found.flatMap(groupsOf));
    return new Map(found.map((one) => {
        const others = (one.NetworkInterfaces ?? []).flatMap((n) => [
            ...(n.PrivateIpAddresses ?? []).flatMap((a) => a.PrivateIpAddress ?? []),
            ...(n.Ipv6Addresses ?? []).flatMap((a) => a.Ipv6Address ?? []),
        ]);
        return [
            one.InstanceId ?? '',
            {
                vpcId: one.VpcId ?? '',
                zone: one.Placement?.AvailabilityZone ?? '',
                addresses: [...new Set([...(one.PrivateIpAddress ? [one.PrivateIpAddress] : []), ...others])],
                groups: groupsOf(one).flatMap((id) => groups.get(id) ?? []),
                ...(one.IamInstanceProfile?.Arn ? { profile: one.IamInstanceProfile.Arn } : {}),
            },
        ];
    }));
}
//# sourceMappingURL=instance-places.js.map
;// CONCATENATED MODULE: ./build/src/aws/surveyor.js
/** The Surveyor port: what AWS says around instances and a file system. Reads only; what may not be asked is unseen, with the reason. */






function createSurveyor({ clients }) {
    return {
        survey: async (fileSystemId, instanceIds) => {
            const [instances, targets, policy] = await Promise.all([
                looked(async () => describeInstancePlaces(await clients.ec2(), instanceIds)),
                looked(async () => targetPlaces(await clients.efs(), await clients.ec2(), fileSystemId)),
                looked(async () => policyOf(await clients.efs(), fileSystemId)),
            ]);
            const vpcs = new Map();
            if (instances.kind === 'seen')
                for (const { vpcId } of instances.value.values())
                    if (vpcId && !vpcs.has(vpcId))
                        vpcs.set(vpcId, await looked(async () => dnsOf(await clients.ec2(), vpcId)));
            return new Map(instanceIds.map((id) => {
                const instance = surveyor_instanceIn(instances, id);
                const none = { kind: 'unseen', why: 'the instance’s VPC is not known' };
                const vpcDns = instance.kind === 'seen' ? (vpcs.get(instance.value.vpcId) ?? none) : none;
                return [id, { instance, vpcDns, targets, policy }];
            }));
        },
        accessPoints: (ids) => looked(async () => {
            const efs = await clients.efs();
            return Promise.all(ids.map((id) => accessPointOf(efs, id)));
        }),
    };
}
/** A refusal by AWS is no answer, and is told as what it is. Whatever is no PrismError is a fault of ours. */
async function looked(look) {
    try {
        return { kind: 'seen', value: await look() };
    }
    catch (error) {
        if (error instanceof catalogue/* PrismError */.sp)
            return { kind: 'unseen', why: error.finding.seen };
        throw error;
    }
}
function surveyor_instanceIn(instances, id) {
    if (instances.kind === 'unseen')
        return instances;
    const found = instances.value.get(id);
    return found ? { kind: 'seen', value: found } : { kind: 'unseen', why: `EC2 does not describe ${id}` };
}
async function targetPlaces({ client, sdk }, ec2, fileSystemId) {
    const found = await allPages(async (marker) => {
        const input = { FileSystemId: fileSystemId, MaxItems: 100, ...(marker ? { Marker: marker } : {}) };
        const page = await ask('elasticfilesystem:DescribeMountTargets', () => client.send(new sdk.DescribeMountTargetsCommand(input)));
        return { items: page.MountTargets, next: page.NextMarker };
    });
    const groupIds = await Promise.all(found.map((t) => groupsOfTarget({ client, sdk }, t.MountTargetId ?? '')));
    const groups = await describeGroups(ec2, groupIds.flat());
    return found.map((t, i) => ({
        id: t.MountTargetId ?? '',
        vpcId: t.VpcId ?? '',
        zone: t.AvailabilityZoneName ?? '',
        address: t.IpAddress ?? '',
        state: t.LifeCycleState ?? '',
        groups: groupIds[i].flatMap((id) => groups.get(id) ?? []),
    }));
}
/** A target that comes or goes has no groups to ask for. */
async function groupsOfTarget({ client, sdk }, id) {
    try {
        const found = await ask('elasticfilesystem:DescribeMountTargetSecurityGroups', () => client.send(new sdk.DescribeMountTargetSecurityGroupsCommand({ MountTargetId: id })));
        return found.SecurityGroups ?? [];
    }
    catch (error) {
        if (causeIs(error, 'IncorrectMountTargetState', 'MountTargetNotFound'))
            return [];
        throw error;
    }
}
async function dnsOf({ client, sdk }, vpcId) {
    const attribute = (name) => ask('ec2:DescribeVpcAttribute', () => client.send(new sdk.DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: name })));
    const [support, hostnames] = await Promise.all([attribute('enableDnsSupport'), attribute('enableDnsHostnames')]);
    return { support: support.EnableDnsSupport?.Value ?? true, hostnames: hostnames.EnableDnsHostnames?.Value ?? true };
}
async function policyOf({ client, sdk }, fileSystemId) {
    try {
        const found = await ask('elasticfilesystem:DescribeFileSystemPolicy', () => client.send(new sdk.DescribeFileSystemPolicyCommand({ FileSystemId: fileSystemId })));
        return readFileSystemPolicy(found.Policy ?? '');
    }
    catch (error) {
        if (causeIs(error, 'PolicyNotFound'))
            return { kind: 'none' };
        throw error;
    }
}
async function accessPointOf({ client, sdk }, id) {
    try {
        const found = await ask('elasticfilesystem:DescribeAccessPoints', () => client.send(new sdk.DescribeAccessPointsCommand({ AccessPointId: id })));
        const point = found.AccessPoints?.[0];
        if (!point)
            return { id, state: 'missing' };
        return { id, state: point.LifeCycleState ?? 'unknown', ...(point.FileSystemId ? { fileSystemId: point.FileSystemId } : {}) };
    }
    catch (error) {
        if (causeIs(error, 'AccessPointNotFound'))
            return { id, state: 'missing' };
        throw error;
    }
}
//# sourceMappingURL=surveyor.js.map
;// CONCATENATED MODULE: ./build/src/domain/run.js
function foldRun(events) {
    const first = events[0];
    if (first?.type !== 'requested')
        throw new Error('a run begins with its request');
    const start = {
        id: first.runId,
        state: 'requested',
        ...first.data,
        startedAt: first.at,
        jobs: [],
        provisioned: [],
        findings: [],
        seq: first.seq,
    };
    return events.slice(1).reduce(nextRun, start);
}
/** The run after one more event: whoever follows it does not fold it from the start again. */
function nextRun(run, event) {
    const next = { ...run, seq: event.seq };
    switch (event.type) {
        case 'requested':
            return next;
        case 'decided':
            return { ...next, decision: event.data, state: event.data.kind === 'allowed' ? 'allowed' : run.state };
        case 'resolved':
            return { ...next, operation: event.data, state: 'resolved' };
        case 'observed':
            return event.data.phase === 'before' ? { ...next, before: event.data.observations, state: 'inspected' } : next;
        case 'planned':
            return { ...next, plan: event.data, state: 'planned' };
        case 'dispatching': {
            const { job, ...chunk } = event.data;
            const begun = job.script === 'sharing-test' ? 'verifying' : job.changes ? 'applying' : run.state;
            const state = run.state === 'planned' || run.state === 'applying' ? begun : run.state;
            return { ...next, state, jobs: withChunk(run.jobs, job, { ...chunk, at: event.at }) };
        }
        case 'dispatched': {
            const { key, chunk, commandId } = event.data;
            return {
                ...next,
                jobs: run.jobs.map((j) => j.job.key === key ? { ...j, chunks: j.chunks.map((c) => (c.chunk === chunk ? { ...c, commandId } : c)) } : j),
            };
        }
        case 'returned':
            return { ...next, jobs: run.jobs.map((j) => (j.job.key === event.data.key ? { ...j, results: event.data.results } : j)) };
        case 'provisioned':
            return { ...next, provisioned: [...run.provisioned, event.data] };
        case 'ended':
            return {
                ...next,
                state: event.data.state,
                endedAt: event.at,
                findings: event.data.findings,
                ...(event.data.answer ? { answer: event.data.answer } : {}),
            };
    }
}
function withChunk(jobs, job, chunk) {
    const known = jobs.find((j) => j.job.key === job.key);
    if (!known)
        return [...jobs, { job, chunks: [chunk] }];
    return jobs.map((j) => (j === known ? { ...j, chunks: [...j.chunks.filter((c) => c.chunk !== chunk.chunk), chunk] } : j));
}
//# sourceMappingURL=run.js.map
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./build/src/domain/github.js
var github = __webpack_require__(4367);
;// CONCATENATED MODULE: ./build/src/github/errors.js
/** What Octokit throws → the few kinds of errors that callers tell apart. */

/** From Octokit's RequestError, by its shape: `status`, and `response.headers` where an answer came. */
function toGitHubError(error, route, now = Date.now) {
    if (error instanceof github/* GitHubError */.y_)
        return error;
    const status = numberAt(error, 'status');
    const headers = headersOf(error);
    const message = `${route}: ${error instanceof Error ? error.message : String(error)}`;
    const because = { status, cause: error };
    if (status === undefined || status >= 500)
        return new github/* GitHubError */.y_('unavailable', message, because);
    const retryAfterSeconds = retryAfter(headers, now());
    if (status === 429 || (status === 403 && (retryAfterSeconds !== undefined || /rate limit/i.test(message))))
        return new github/* GitHubError */.y_('rate-limited', message, { ...because, retryAfterSeconds });
    return new github/* GitHubError */.y_(byStatus[status] ?? 'unexpected', message, because);
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
;// CONCATENATED MODULE: ./build/src/github/client.js
/**
 * Octokit's own retries are switched off, so that what is tried again is decided here: reads, edits and reactions are safe to
 * repeat, creating a comment is not.
 */


/** Waits before the second, third … attempt, in milliseconds. */
const readDelays = [250, 1_000, 3_000];
/** Longest wait that a rate limit may impose on a read, in seconds; beyond it the read fails. */
const client_patience = 60;
/** One attempt. Throws a `GitHubError`. */
async function client_once(client, route, parameters) {
    try {
        return (await client.request(route, { ...parameters, request: { retries: 0 } })).data;
    }
    catch (error) {
        throw toGitHubError(error, route);
    }
}
/** For requests that may be repeated without harm: again when GitHub is unavailable, later when it limits the rate. */
async function safely(client, clock, route, parameters, delays = readDelays) {
    for (const delay of delays) {
        try {
            return await client_once(client, route, parameters);
        }
        catch (error) {
            if (!(error instanceof github/* GitHubError */.y_))
                throw error;
            const wait = waitBeforeNext(error, delay);
            if (wait === undefined)
                throw error;
            await clock.sleep(wait);
        }
    }
    return client_once(client, route, parameters);
}
function waitBeforeNext(error, delay) {
    if (error.code === 'unavailable')
        return delay;
    if (error.code !== 'rate-limited')
        return undefined;
    const seconds = error.retryAfterSeconds ?? client_patience;
    return seconds <= client_patience ? Math.max(delay, seconds * 1_000) : undefined;
}
//# sourceMappingURL=client.js.map
;// CONCATENATED MODULE: ./build/src/github/parse.js

/** Throws `unexpected`. */
function parse(schema, data, route) {
    const parsed = schema.safeParse(data);
    if (!parsed.success)
        throw new github/* GitHubError */.y_('unexpected', `${route}: an answer of another shape`, { cause: parsed.error });
    return parsed.data;
}
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ./build/src/github/thread.js
/** Comments and reactions in one issue or pull request. */




const commentSchema = schemas/* object */.Ikc({
    id: schemas/* number */.aig(),
    html_url: schemas/* string */.YjP(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ id: schemas/* number */.aig() }).nullish(),
    performed_via_github_app: schemas/* object */.Ikc({ id: schemas/* number */.aig() }).nullish(),
});
const pageSize = 100;
const pagesToLookAt = 5;
function threadOf(client, options) {
    const { clock, repository, issue, appId } = options;
    const oneComment = 'issues/comments/{comment_id}';
    return {
        create: async (body) => {
            const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
            return thread_ours(parse(commentSchema, await client_once(client, route, { ...repository, issue_number: issue, body }), route));
        },
        edit: async (id, body) => {
            await client_once(client, `PATCH /repos/{owner}/{repo}/${oneComment}`, { ...repository, comment_id: id, body });
        },
        read: async (id) => {
            const route = `GET /repos/{owner}/{repo}/${oneComment}`;
            try {
                const comment = parse(commentSchema, await safely(client, clock, route, { ...repository, comment_id: id }), route);
                return { body: comment.body ?? '', authorId: comment.user?.id };
            }
            catch (error) {
                if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
                    return undefined;
                throw error;
            }
        },
        react: async (id, content) => {
            await safely(client, clock, `POST /repos/{owner}/{repo}/${oneComment}/reactions`, { ...repository, comment_id: id, content });
        },
        findOurs: async (marker, since) => {
            const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
            for (let page = 1; page <= pagesToLookAt; page++) {
                const parameters = { ...repository, issue_number: issue, since: since.toISOString(), per_page: pageSize, page };
                const comments = parse(schemas/* array */.YOg(commentSchema), await safely(client, clock, route, parameters), route);
                const found = comments.find((c) => c.performed_via_github_app?.id === appId && endsIn(c.body ?? '', marker));
                if (found)
                    return thread_ours(found);
                if (comments.length < pageSize)
                    return undefined;
            }
            return undefined;
        },
    };
}
/** GitHub keeps line ends as they were sent, and trims the end. */
const endsIn = (body, marker) => body.trimEnd().split('\n').at(-1)?.trim() === marker;
const thread_ours = ({ id, html_url: url }) => ({ id, url });
//# sourceMappingURL=thread.js.map
;// CONCATENATED MODULE: ./build/src/github/issues.js
/** Issues that we keep: found by label and author, opened, changed, and their history in comments. */





const issueSchema = schemas/* object */.Ikc({
    number: schemas/* number */.aig(),
    html_url: schemas/* string */.YjP(),
    title: schemas/* string */.YjP(),
    body: schemas/* string */.YjP().nullish(),
    state: schemas/* enum */.k5n(['open', 'closed']),
    user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullish(),
    /** Lists of issues hold pull requests too. */
    pull_request: schemas/* object */.Ikc({}).optional(),
});
const issues_commentSchema = schemas/* object */.Ikc({ id: schemas/* number */.aig(), body: schemas/* string */.YjP().nullish(), user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullish() });
const issues_pageSize = 100;
/** More of our own with one label than this is no list that we made. */
const mostPages = 20;
/** Longest wait that a rate limit may impose on a write, in seconds. */
const issues_patience = 60;
const one = '/repos/{owner}/{repo}/issues/{issue_number}';
function issuesOf(client, clock, repository) {
    const change = async (issue, wanted) => {
        await safely(client, clock, `PATCH ${one}`, { ...repository, issue_number: issue, ...wanted });
    };
    return {
        labelled: async (label, author) => {
            const all = await pages(issueSchema, 'GET /repos/{owner}/{repo}/issues', { labels: label, state: 'all' });
            return all
                .filter((i) => i.pull_request === undefined && i.user?.login === author)
                .map(toIssue)
                .sort((a, b) => a.number - b.number);
        },
        open: async ({ label, ...text }) => {
            const route = 'POST /repos/{owner}/{repo}/issues';
            return toIssue(parse(issueSchema, await unlessLimited(route, { ...repository, ...text, labels: [label] }), route));
        },
        change: (issue, wanted) => change(issue, wanted),
        closeAsDuplicate: (issue) => change(issue, { state: 'closed', state_reason: 'not_planned' }),
        sayOnce: async (issue, said) => {
            if ((await own(issue, said)).length > 0)
                return;
            await unlessLimited(`POST ${one}/comments`, { ...repository, issue_number: issue, body: said.body });
            // another process may have said it at the same moment; the first one stays
            const [, ...more] = await own(issue, said);
            for (const { id } of more)
                await removeComment(id);
        },
    };
    async function own(issue, { author, marker, since }) {
        const comments = await pages(issues_commentSchema, `GET ${one}/comments`, { issue_number: issue, since: since.toISOString() });
        return comments.filter((c) => c.user?.login === author && endsIn(c.body ?? '', marker)).sort((x, y) => x.id - y.id);
    }
    async function removeComment(id) {
        const route = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}';
        try {
            await safely(client, clock, route, { ...repository, comment_id: id });
        }
        catch (error) {
            // the other process looked too
            if (!(error instanceof github/* GitHubError */.y_ && error.code === 'not-found'))
                throw error;
        }
    }
    async function pages(schema, route, parameters) {
        const found = [];
        for (let page = 1; page <= mostPages; page++) {
            const asked = { ...repository, ...parameters, per_page: issues_pageSize, page };
            const items = parse(schemas/* array */.YOg(schema), await safely(client, clock, route, asked), route);
            found.push(...items);
            if (items.length < issues_pageSize)
                return found;
        }
        // what is on the next page could be what is looked for: not having seen it must not look like its absence
        throw new github/* GitHubError */.y_('unexpected', `${route}: more than ${mostPages * issues_pageSize}`);
    }
    /** A request that GitHub refused for its rate was not carried out, so it may be sent again. Nothing else may. */
    async function unlessLimited(route, parameters) {
        try {
            return await client_once(client, route, parameters);
        }
        catch (error) {
            const seconds = error instanceof github/* GitHubError */.y_ && error.code === 'rate-limited' ? (error.retryAfterSeconds ?? issues_patience) : undefined;
            if (seconds === undefined || seconds > issues_patience)
                throw error;
            await clock.sleep(seconds * 1_000);
            return client_once(client, route, parameters);
        }
    }
}
const toIssue = ({ number, html_url: url, title, body, state }) => ({
    number,
    url,
    title,
    body: body ?? '',
    state,
});
//# sourceMappingURL=issues.js.map
;// CONCATENATED MODULE: ./build/src/github/permission.js
/** Who may do what on a repository, asked live. `author_association` in a payload is no permission and is never read. */



const answerSchema = schemas/* object */.Ikc({
    permission: schemas/* string */.YjP(),
    role_name: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ id: schemas/* number */.aig() }).nullable(),
});
/**
 * The permission of the account with this id. The route takes a login; logins can be renamed and taken by others, so the answer
 * must be about the same id. Throws `GitHubError`: then nothing is known, which is not a permission.
 */
async function livePermission(client, clock, repository, actor) {
    const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
    let data;
    try {
        data = await safely(client, clock, route, { ...repository, username: actor.login });
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return { base: 'none', roleName: '' };
        throw error;
    }
    const answer = answerSchema.safeParse(data);
    if (!answer.success)
        throw new github/* GitHubError */.y_('unexpected', `${route}: an answer of another shape`, { cause: answer.error });
    if (answer.data.user?.id !== actor.id)
        throw new github/* GitHubError */.y_('unexpected', `${route}: the answer is about another account`);
    const roleName = answer.data.role_name ?? '';
    switch (answer.data.permission) {
        case 'admin':
        case 'write':
        case 'read':
        case 'none':
            return { base: answer.data.permission, roleName };
        default:
            throw new github/* GitHubError */.y_('unexpected', `${route}: a permission that GitHub does not document`);
    }
}
/** Tells a collaborator with read permission from a passer-by: on a public repository everybody has `read`. */
async function isCollaborator(client, clock, repository, login) {
    try {
        await safely(client, clock, 'GET /repos/{owner}/{repo}/collaborators/{username}', { ...repository, username: login });
        return true;
    }
    catch (error) {
        if (error instanceof github/* GitHubError */.y_ && error.code === 'not-found')
            return false;
        throw error;
    }
}
const collaboratorsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ login: schemas/* string */.YjP(), type: schemas/* string */.YjP() }));
/** Logins of some administrators: who can grant a permission. At most five. */
async function administrators(client, clock, repository) {
    const route = 'GET /repos/{owner}/{repo}/collaborators';
    const data = await safely(client, clock, route, { ...repository, permission: 'admin', per_page: 10 });
    const people = collaboratorsSchema.safeParse(data);
    if (!people.success)
        throw new github/* GitHubError */.y_('unexpected', `${route}: an answer of another shape`, { cause: people.error });
    return people.data
        .filter((p) => p.type === 'User')
        .map((p) => p.login)
        .slice(0, 5);
}
//# sourceMappingURL=permission.js.map
;// CONCATENATED MODULE: ./build/src/github/whoami.js
/** Whose token this is. REST tells it of a person's token only; GraphQL's viewer of an installation's and a workflow's too. */



const schema = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ login: schemas/* string */.YjP().min(1) }) }) });
/** On GitHub Enterprise Server GraphQL does not lie below the REST API's base, so the whole address is given. */
async function whoami(client, clock, url = '/graphql') {
    const route = `POST ${url}`;
    return parse(schema, await safely(client, clock, route, { query: 'query { viewer { login } }' }), route).data.viewer.login;
}
//# sourceMappingURL=whoami.js.map
;// CONCATENATED MODULE: ./build/src/github/github.js
/** GitHub as the doors know it, over whatever sends requests. */




/** Touches no network until something is asked. */
function createGitHub({ client, clock, appId, graphqlUrl }) {
    return {
        permission: (repository, actor) => livePermission(client, clock, repository, actor),
        isCollaborator: (repository, login) => isCollaborator(client, clock, repository, login),
        administrators: (repository) => administrators(client, clock, repository),
        thread: (repository, issue) => threadOf(client, { clock, repository, issue, appId }),
        ...createIssues({ client, clock, ...(graphqlUrl === undefined ? {} : { graphqlUrl }) }),
    };
}
/** The part that needs no App: whose token it is, and the issues that are kept with it. */
function createIssues({ client, clock, graphqlUrl }) {
    return {
        whoami: () => whoami(client, clock, graphqlUrl),
        issues: (repository) => issuesOf(client, clock, repository),
    };
}
//# sourceMappingURL=github.js.map
;// CONCATENATED MODULE: ./build/src/host/contract.js
/** What a script's contract says, and the parameters that several scripts share. */

const list = (item) => new RegExp(`^(?:${item}(?:,${item})*)?$`);
const gid = '[1-9][0-9]{0,9}';
const seconds = /^[1-9][0-9]{0,3}$/;
const p = (env, pattern, doc) => ({ env, pattern, doc });
const common = {
    fileSystemId: p('PRISM_FILE_SYSTEM', names/* patterns */.qp.fileSystemId, 'The EFS file system'),
    region: p('PRISM_REGION', /^[a-z]{2}(?:-[a-z]+){1,3}-[0-9]$/, 'The region the file system is in'),
    addresses: p('PRISM_ADDRESSES', list('[0-9]{1,3}(?:\\.[0-9]{1,3}){3}'), 'Its mount targets’ addresses, separated by commas'),
    mountPoint: p('PRISM_MOUNT_POINT', names/* patterns */.qp.mountPoint, 'Where it is, or is to be, mounted'),
    accounts: p('PRISM_ACCOUNTS', list(names/* unixName */.sX), 'Unix accounts, separated by commas; empty: the login user that is found'),
    groupName: p('PRISM_GROUP', names/* patterns */.qp.account, 'The shared group'),
    gid: p('PRISM_GID', /^[1-9][0-9]{0,9}$/, 'Its number'),
    paths: p('PRISM_PATHS', list(`(?:\\.|[a-z0-9_][a-z0-9._-]*(?:/${names/* unixName */.sX})?):${names/* unixName */.sX}:[0-7]{4}(?::${gid})?`), 'The permission table: path:owner:mode, separated by commas; paths relative to the mount point; :gid where it is not the shared group'),
    groups: p('PRISM_GROUPS', list(`${names/* unixName */.sX}:${gid}:(?:${names/* unixName */.sX}(?:\\+${names/* unixName */.sX})*)?`), 'Groups beside the shared one: name:gid:account+account, separated by commas'),
    enforced: p('PRISM_ENFORCED', /^[01]$/, '1: behind an access point that enforces a user; there is no layout, and what is made is looked at by number'),
    umask: p('PRISM_UMASK', /^0[0-7]{3}$/, 'The umask that members get'),
    lockSeconds: p('PRISM_LOCK_SECONDS', seconds, 'How long to wait for another Prism job on the host'),
};
const numberOfSeconds = seconds;
const flag = /^[01]$/;
/** What every script needs: environment, parameters, records, limits, at most once, steps. */
const core = ['environment', 'parameters', 'records', 'limits', 'once', 'steps', 'files'];
/** What the look needs; mount's after-look is the same files as inspect. */
const looking = [
    'os',
    'metadata',
    'accounts',
    'group',
    'login-user',
    'client',
    'mounts',
    'held',
    'fstab',
    'boot',
    'left',
    'asked',
    'inside',
    'paths',
    'pam',
    'umask',
    'acting',
    'behaviour',
    'enforced',
    'contents',
    'processes',
    'look',
];
//# sourceMappingURL=contract.js.map
;// CONCATENATED MODULE: ./build/src/host/inspect/contract.js

const inspect = {
    parameters: {
        ...common,
        depth: { env: 'PRISM_DEPTH', pattern: /^(?:facts|behaviour)$/, doc: 'facts, or behaviour too' },
        byHand: { env: 'PRISM_BY_HAND', pattern: flag, doc: '1: also what people leave behind who mount by hand; with depth facts' },
    },
    libraries: [...core, ...looking, 'by-hand'],
    executionSeconds: 600,
};
function inspectParams(v) {
    return { ...lookParams(v), depth: v.depth, byHand: v.byHand ? '1' : '0' };
}
function lookParams(v) {
    return {
        fileSystemId: v.fileSystemId,
        region: v.region,
        addresses: v.addresses.join(','),
        mountPoint: v.mountPoint,
        accounts: v.accounts.join(','),
        groupName: v.groupName,
        gid: String(v.gid),
        groups: (v.groups ?? []).map((g) => `${g.name}:${g.gid}:${g.members.join('+')}`).join(','),
        paths: v.paths.map((r) => `${r.path}:${r.owner}:${r.mode}${r.gid === v.gid ? '' : `:${r.gid}`}`).join(','),
        enforced: v.enforced ? '1' : '0',
        umask: v.umask,
        lockSeconds: String(v.lockSeconds ?? 60),
    };
}
//# sourceMappingURL=contract.js.map
;// CONCATENATED MODULE: ./build/src/host/doctor/contract.js
/** doctor: the look at depth `facts`, then the way to the volume tried step by step. Changes nothing and mounts nothing. */


const doctor = {
    parameters: {
        ...common,
        name: { env: 'PRISM_NAME', pattern: /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/, doc: 'The file system’s DNS name' },
        target: {
            env: 'PRISM_TARGET',
            pattern: /^(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3})?$/,
            doc: 'The address of the mount target in the instance’s zone; empty: not known',
        },
    },
    libraries: [...core, ...looking, 'probe-way', 'probe-host', 'probe-client'],
    executionSeconds: 120,
};
function doctorParams(v) {
    return { ...lookParams(v), name: v.name, target: v.target };
}
//# sourceMappingURL=contract.js.map
;// CONCATENATED MODULE: ./build/src/host/embedded.js
// Made by scripts/build.mjs from the .sh files beside it; not committed.
const embedded = {
    "doctor/script.sh": "# shellcheck shell=bash\n# doctor: what is there, and how far the way to the volume goes. It only looks, so it needs neither lock nor store; and it runs past its\n# time too: a clock that is wrong is one of the things that it is to find.\ndoctor() {\n  look facts\n  probe_metadata\n  probe_dns\n  probe_tcp\n  probe_tls\n  probe_client\n  probe_locks\n  probe_disks\n  probe_frozen\n  probe_clock\n  probe_systemd\n  probe_tunnels\n  probe_connections\n  probe_touch\n  probe_log\n  record probed\n}\n\nread_parameters\n# shellcheck disable=SC2034 # read by logged\nLOG=/dev/null\ndoctor >/dev/null 2>&1 </dev/null\nprint_transcript 'done'\n",
    "inspect/script.sh": "# shellcheck shell=bash\n# inspect: what is there. Depth `facts` reads only; depth `behaviour` also tries things on the volume, so it takes the lock.\ninspect_facts() {\n  look facts\n  [ \"$PRISM_BY_HAND\" = 0 ] || look_by_hand\n}\ninspect_behaviour() { look behaviour; }\n\nread_parameters\ncase $PRISM_DEPTH in\n  behaviour) run_job inspect_behaviour ;;\n  *) run_look inspect_facts ;;\nesac\n",
    "lib/access.sh": "# shellcheck shell=bash\n# From read-write to read-only and back, for a volume that is mounted already.\n\n# Is what is mounted there otherwise than wanted, and ours to change? Read-only is always granted. Read-write only where our own fstab\n# line says ro: a mount that came up read-only by itself has another cause.\nmay_change_access() {\n  if is_read_only \"$TOP\"; then\n    [ \"$PRISM_ACCESS\" = rw ] || return 1\n    fstab_survey\n    [ \"$FSTAB_OURS\" = 1 ] && fstab_fields \"$FSTAB_LINE\" || return 1\n    case \",$F_OPTIONS,\" in *,ro,*) return 0 ;; esac\n    return 1\n  fi\n  [ \"$PRISM_ACCESS\" = ro ]\n}\n\n# Remounting would leave open files their right to write, and the EFS client answers \"already mounted\" to a remount: so the mount goes\n# away first, or, while somebody uses it, everything stays as it is.\ntake_away() {\n  local status=0 words was=rw\n  is_read_only \"$TOP\" && was=ro\n  apart 30 umount -c \"$PRISM_MOUNT_POINT\" || status=$?\n  last_words 2\n  words=$WORDS\n  if [ \"$status\" = 0 ]; then\n    LEFT=$was\n    read_mounts\n    top_at \"$PRISM_MOUNT_POINT\" || return 0\n    wrong mount-point-taken \"below it, $(mount_in_words \"$TOP\") is mounted at $PRISM_MOUNT_POINT\"\n    return\n  fi\n  case $status:$words in\n    *busy*)\n      holders \"$PRISM_MOUNT_POINT\"\n      wrong unmount-busy \"mounted $was, wanted $PRISM_ACCESS; used by ${HOLDERS:-no process of this host that was found}\" ;;\n    124:*) wrong mount-hung 'umount gave no answer within 30 s' ;;\n    *) wrong unmount-failed \"exit $status: $words\" ;;\n  esac\n}\n",
    "lib/accounts.sh": "# shellcheck shell=bash\n# Accounts, as this host's name service tells them (LDAP may be slow: limited).\n\n# What was told of an account is kept for the script's life; who changes one says `ACCOUNT_LINES[NAME]=''`.\ndeclare -A ACCOUNT_LINES=() ACCOUNT_LISTS=()\n\n# account_of NAME: ACCOUNT_NAME, ACCOUNT_UID, ACCOUNT_GID, ACCOUNT_GECOS, ACCOUNT_HOME, ACCOUNT_SHELL, ACCOUNT_GROUPS (comma list); 1 when there is none.\n# shellcheck disable=SC2034 # the ACCOUNT_ names are read by the callers\naccount_of() {\n  local line=${ACCOUNT_LINES[$1]-}\n  if [ -z \"$line\" ]; then\n    limited 10 getent passwd \"$1\" && [ -n \"$OUT\" ] || return 1\n    line=$OUT\n    limited 10 id -G \"$1\" || { OUT=${line#*:*:*:} OUT=${OUT%%:*}; }\n    ACCOUNT_LINES[$1]=$line ACCOUNT_LISTS[$1]=${OUT// /,}\n  fi\n  IFS=: read -r ACCOUNT_NAME _ ACCOUNT_UID ACCOUNT_GID ACCOUNT_GECOS ACCOUNT_HOME ACCOUNT_SHELL <<<\"$line\"\n  ACCOUNT_GROUPS=${ACCOUNT_LISTS[$1]}\n}\n\nin_group() { case \",$ACCOUNT_GROUPS,\" in *\",$1,\"*) return 0 ;; *) return 1 ;; esac; }\nis_member() { in_group \"$PRISM_GID\"; }\n\n# What shadow says of the account's days, as pam_unix reads it: EXPIRED=1, the account is past its end; DUE=1, its password is past its\n# own, and before a new one neither cron nor ssh goes on. Root's own su does not ask that everywhere.\nread_days() {\n  local changed most ends today\n  EXPIRED=0 DUE=0\n  limited 10 getent shadow \"$1\" || return 0\n  IFS=: read -r _ _ changed _ most _ _ ends _ <<<\"$OUT\"\n  now\n  today=$((NOW / 86400))\n  if is_count \"$ends\" && [ \"$today\" -ge \"$ends\" ]; then EXPIRED=1; fi\n  is_count \"$changed\" || return 0\n  if [ \"$changed\" = 0 ]; then DUE=1; elif is_count \"$most\" && [ $((today - 10#$changed)) -gt \"$most\" ]; then DUE=1; fi\n}\n\nis_count() { case $1 in '' | *[!0-9]* | ??????????*) return 1 ;; esac; }\n\nlook_accounts() {\n  local account member\n  for account in ${ACCOUNTS//,/ }; do\n    if account_of \"$account\"; then\n      member=0\n      is_member && member=1\n      read_days \"$account\"\n      record account \"name=$account\" exists=1 \"uid=$ACCOUNT_UID\" \"gid=$ACCOUNT_GID\" \"groups=$ACCOUNT_GROUPS\" \"member=$member\" \"expired=$EXPIRED\" \"due=$DUE\"\n    else\n      record account \"name=$account\" exists=0 groups= member=0\n    fi\n  done\n}\n",
    "lib/acting.sh": "# shellcheck shell=bash\n# Acting as an account. What it can do on the volume is tried without any session: with the account's numbers, no new rights, an empty\n# environment and one fixed line of /bin/sh, so that no start file has a say in it. Sessions are opened only to ask for their umask.\n\n# Into DRAWN what nobody can guess.\ndraw() {\n  DRAWN=''\n  read -r DRAWN </proc/sys/kernel/random/uuid\n  DRAWN=${DRAWN//-/}\n  [ -n \"$DRAWN\" ] || exit 3\n}\n\n# try_as UID GID GROUPS SECONDS UMASK PROGRAM ARGUMENT…: what the program printed, in ACTED; 1 when it printed nothing. INPUT is what it\n# reads, which no command line shows. ACTED_LATE=1: the time was up, what was not printed is not known.\ntry_as() {\n  local seconds=$4 mask=$5 program=$6 status=0 as=(--reuid \"$1\" --regid \"$2\" --clear-groups)\n  [ -z \"$3\" ] || as=(--reuid \"$1\" --regid \"$2\" --groups \"$3\")\n  shift 6\n  apart \"$seconds\" setpriv \"${as[@]}\" --no-new-privs env -i LC_ALL=C \"PATH=$PATH\" /bin/sh -c \"umask $mask; $program\" prism \"$@\" || status=$?\n  ACTED_LATE=0\n  [ \"$status\" != 124 ] || ACTED_LATE=1\n  ACTED=$OUT\n  [ -n \"$ACTED\" ]\n}\n\n# In every program: `verdict WHAT WORDS` prints WHAT and refused | missing | error with the first words of the reason.\n# shellcheck disable=SC2016,SC2034 # a program for another shell, used by other files\nTRY='say() { echo \"$*\"; }; verdict() { case $2 in *\"ead-only\"*) say \"$1 refused read-only\";; *\"ermission denied\"*|*\"not permitted\"*) say \"$1 refused\";; *\"o such file\"*|*\"onexistent\"*) say \"$1 missing $2\";; *) say \"$1 error $2\";; esac; }; '\n\n# What a `su -` session said its umask is, per account; empty where it said nothing.\ndeclare -A MEASURED=()\n# What is left for sessions of all accounts together.\nSESSIONS_MS=25000\n\n# session COMMAND…: as `apart`, for five seconds at most; 124 where no time is left.\nsession() {\n  local begun status=0\n  OUT=''\n  [ \"$SESSIONS_MS\" -gt 0 ] || return 124\n  now_ms; begun=$NOW_MS\n  apart 5 \"$@\" || status=$?\n  now_ms\n  SESSIONS_MS=$((SESSIONS_MS - NOW_MS + begun))\n  return \"$status\"\n}\n\n# Of OUT, what stands behind DRAWN on a line that begins with it, in SAID; profiles print what they like around it.\nmarked() {\n  local line\n  SAID=''\n  while IFS= read -r line; do\n    case $line in \"$DRAWN \"*) SAID=${line#\"$DRAWN \"} ;; esac\n  done <<<\"$OUT\"\n  [ -n \"$SAID\" ]\n}\n\n# measure ACCOUNT: opens a session of it and asks. Needs account_of first. MASK: the umask that tries take, the session's, else what\n# PAM gives su; empty where neither could be told.\nmeasure() {\n  draw\n  session su - \"$1\" -c \"exec /bin/sh -c 'echo; echo \\\"\\$0 \\$(umask)\\\"' $DRAWN\"\n  marked\n  octal MASK \"$SAID\"\n  MEASURED[\"$1\"]=$MASK\n  [ -n \"$MASK\" ] && return\n  find_su_service\n  pam_umask_of \"$SU_SERVICE\"\n  MASK=$UMASK\n}\n\n# An unused uid for somebody outside the group.\noutsider_uid() {\n  OUTSIDER=64199\n  while limited 10 getent passwd \"$OUTSIDER\" || [ \"$OUTSIDER\" = \"$PRISM_GID\" ]; do OUTSIDER=$((OUTSIDER - 1)); done\n}\n",
    "lib/asked.sh": "# shellcheck shell=bash\n# What each mount of the volume was asked for, so that a later look can expect it: PLACE SECONDS WORD, a line a place. The word comes\n# from TypeScript and goes back there; nothing on the host acts on it.\nASKED=/var/lib/prism/asked\n\nasked_elsewhere() {\n  local place rest\n  [ -f \"$ASKED/$PRISM_FILE_SYSTEM\" ] || return 0\n  while read -r place rest; do\n    [ \"$place\" = \"$PRISM_MOUNT_POINT\" ] || printf '%s %s\\n' \"$place\" \"$rest\"\n  done <\"$ASKED/$PRISM_FILE_SYSTEM\"\n}\n\n# asked_replace [WORD]: the place's line becomes this one, or goes. For root only.\nasked_replace() {\n  local file=$ASKED/$PRISM_FILE_SYSTEM lines\n  [ -n \"$1\" ] || [ -f \"$file\" ] || return 0\n  (umask 077 && mkdir -p \"$ASKED\") || return 1\n  lines=$(asked_elsewhere && { [ -z \"$1\" ] || printf '%s %s %s\\n' \"$PRISM_MOUNT_POINT\" \"$(date +%s)\" \"$1\"; }) || return 1\n  if [ -n \"$lines\" ]; then replace_file \"$file\" 0600 printf '%s\\n' \"$lines\"; else rm -f \"$file\"; fi\n}\n\n# At most 20 places; what is not such a word is told as none.\nlook_asked() {\n  local place at word count=0\n  [ -f \"$ASKED/$PRISM_FILE_SYSTEM\" ] || return 0\n  while read -r place at word || [ -n \"$place\" ]; do\n    count=$((count + 1))\n    [ \"$count\" -le 20 ] || break\n    case $at in '' | *[!0-9]* | ????????????*) at=0 word='' ;; esac\n    case $word in *[!a-z0-9~=,:+._-]*) word='' ;; esac\n    [ \"${#word}\" -le 6000 ] || word=''\n    enc \"$place\"\n    record_encoded \"asked place=$ENCODED at=$((10#$at)) said=$word\"\n  done <\"$ASKED/$PRISM_FILE_SYSTEM\"\n}\n",
    "lib/behaviour.sh": "# shellcheck shell=bash\n# Behaviour as each account: what it can do, tried. Root looks at what came of it; the account's word alone is not taken.\n\n# Uid, gid, mode and group of what tries made, by folder and kind, as root saw it.\ndeclare -A TRACES=()\n\n# Reads: token. Arguments: mount point, own account, other's space or -, the groups beside the shared one or -, then the personal spaces\n# to try.\n# shellcheck disable=SC2016 # a program for another shell: it expands there\nBEHAVIOUR=$TRY'IFS= read -r t; set -C\nf=$1/shared/.prism-look-$t.file; e=$( { : >\"$f\"; } 2>&1 ) && say create-file done || verdict create-file \"$e\"\nd=$1/shared/.prism-look-$t.folder; e=$(mkdir \"$d\" 2>&1) && say create-folder done || verdict create-folder \"$e\"\nf=$1/users/$2/.prism-look-$t.own; e=$( { : >\"$f\"; } 2>&1 ) && say write-own-space done || verdict write-own-space \"$e\"\nif [ \"$3\" != - ]; then f=$1/users/$3/.prism-look-$t.other; e=$( { : >\"$f\"; } 2>&1 ) && say write-other-space done || verdict write-other-space \"$e\"; fi\nwhy() { case $1 in *\"ermission denied\"*|*\"not permitted\"*|*\"ead-only\"*) k=-;; *) k=x;; esac; }\np=$1/users; q=$1/groups; g=$4; n=.prism-look-$t.space; shift 4\nfor s in \"$@\"; do if e=$(ls -A \"$p/$s\" 2>&1 >/dev/null); then r=r; else why \"$e\"; r=$k; fi\nif e=$( { : >\"$p/$s/$n\"; } 2>&1 ); then w=w; else why \"$e\"; w=$k; fi\nsay space $s $r$w; done\nif [ \"$g\" != - ]; then IFS=,; set -- $g; unset IFS; for s in \"$@\"; do if e=$(ls -A \"$q/$s\" 2>&1 >/dev/null); then r=r; else why \"$e\"; r=$k; fi\nif e=$( { : >\"$q/$s/$n\"; } 2>&1 ); then w=w; else why \"$e\"; w=$k; fi\nsay group $s $r$w; done; fi'\n# Reads: token. Argument: mount point.\n# shellcheck disable=SC2016 # a program for another shell: it expands there\nOUTSIDE=$TRY'IFS= read -r t; set -C; f=$1/shared/.prism-look-$t.file; e=$( { : >\"$f\"; } 2>&1 ) && say outsider-write done || verdict outsider-write \"$e\"'\n\nlook_behaviours() {\n  local account other what outcome rest said grouped groups='' one\n  for one in ${PRISM_GROUPS//,/ }; do groups+=\"${groups:+,}${one%%:*}\"; done\n  [ \"$LIVE\" = 1 ] || return 0\n  limited 20 sweep_old \"$PRISM_MOUNT_POINT\" shared 1\n  limited 20 sweep_old \"$PRISM_MOUNT_POINT\" users 2\n  [ -z \"$PRISM_GROUPS\" ] || limited 20 sweep_old \"$PRISM_MOUNT_POINT\" groups 2\n  look_spaces\n  for account in ${ACCOUNTS//,/ }; do\n    account_of \"$account\" || continue\n    measure \"$account\"\n    other_space \"$ACCOUNT_UID\"\n    other=$SPACE said='' grouped=''\n    # another's look in the same place can neither guess the names nor lay its own in their place: who owns a file is looked at\n    draw\n    TOKEN=$DRAWN INPUT=$DRAWN$'\\n'\n    # shellcheck disable=SC2086 # names of spaces hold no blanks\n    if try_as \"$ACCOUNT_UID\" \"$ACCOUNT_GID\" \"$ACCOUNT_GROUPS\" 20 \"${MASK:-0077}\" \"${BEHAVIOUR//$'\\n'/; }\" \\\n      \"$PRISM_MOUNT_POINT\" \"$account\" \"${other:--}\" \"${groups:--}\" $SPACES; then\n      read_made \"$account\" \"$other\"\n      while read -r what outcome rest; do\n        case $what in\n          space) said+=\"$outcome:$rest \" ;;\n          group) grouped+=\"$outcome:$rest \" ;;\n          *) look_result \"$account\" \"$ACCOUNT_UID\" \"$other\" \"$what\" \"$outcome\" \"$rest\" ;;\n        esac\n      done <<<\"$ACTED\"\n      space_tries \"$account\" \"$said\"\n      [ -z \"$groups\" ] || group_tries \"$account\" \"$grouped\"\n    else\n      last_words 2\n      record behaviour \"account=$account\" try=create-file \"path=$PRISM_MOUNT_POINT/shared\" \"outcome=$(in_time)\" \"detail=${WORDS:-nothing could be tried}\"\n      read_made \"$account\" \"$other\"\n    fi\n    sweep_squashed --reuid \"$ACCOUNT_UID\" --regid \"$ACCOUNT_GID\" --groups \"$ACCOUNT_GROUPS\"\n  done\n  look_outsider\n}\n\nin_time() { if [ \"$ACTED_LATE\" = 1 ]; then printf timeout; else printf error; fi; }\n\n# By the worker: list_spaces\n# list_spaces PLACE: uid, gid, mode and name of each folder in users/ whose name an account can have.\nlist_spaces() {\n  local uid gid mode name\n  enter \"$1\" users >&2 || return 1\n  while IFS=' ' read -r -d '' uid gid mode name; do\n    case $name in '' | .* | *[!a-z0-9._-]*) ;; *) printf '%s %s %s %s\\n' \"$uid\" \"$gid\" \"$mode\" \"$name\" ;; esac\n  done < <(find . -xdev -mindepth 1 -maxdepth 1 -type d -printf '%U %G %m %f\\0')\n}\n\n# The personal spaces on the volume, at most 40, those of this instance's accounts first: names in SPACES. All of them with their\n# owners' uids in OWNED_SPACES.\nlook_spaces() {\n  local uid gid mode name found=0 mine='' others='' shown=0\n  local -A seen=()\n  SPACES='' OWNED_SPACES=''\n  limited 10 list_spaces \"$PRISM_MOUNT_POINT\" || return 0\n  while read -r uid gid mode name; do\n    octal mode \"$mode\"\n    [ -n \"$name\" ] && [ -n \"$mode\" ] || continue\n    found=$((found + 1))\n    seen[$name]=\"$uid $gid $mode\"\n    OWNED_SPACES+=\"$uid $name\"$'\\n'\n    case \",$ACCOUNTS,\" in *\",$name,\"*) mine+=\"$name \" ;; *) others+=\"$name \" ;; esac\n  done <<<\"$OUT\"\n  record spaces \"found=$found\"\n  for name in $mine $others; do\n    [ \"$shown\" -lt 40 ] || break\n    shown=$((shown + 1))\n    SPACES+=\"$name \"\n    read -r uid gid mode <<<\"${seen[$name]}\"\n    record space \"name=$name\" \"uid=$uid\" \"gid=$gid\" \"mode=$mode\"\n  done\n}\n\n# space_tries ACCOUNT NAME:rw…: what the account says it could do. A file counts as made where root finds it, and it is the account's.\nspace_tries() {\n  local account=$1 one name read change made='' tried=''\n  limited 20 made_below \"$PRISM_MOUNT_POINT\" users \".prism-look-$TOKEN.space\" && made=$OUT\n  for one in $2; do\n    name=${one%%:*} read=${one#*:}\n    change=${read:1:1} read=${read:0:1}\n    case \" $SPACES\" in *\" $name \"*) ;; *) continue ;; esac\n    case $read in r | -) ;; *) read=x ;; esac\n    case $change in\n      -) ;;\n      w) is_made \"$name\" \"$made\" || change=x ;;\n      *) change=x ;;\n    esac\n    tried+=\"${tried:+,}$name:$read$change\"\n  done\n  # names and letters need no encoding, and forty of them are longer than a field may be\n  [ -z \"$tried\" ] || record_encoded \"space-tries account=$account tried=$tried\"\n}\n\n# is_made NAME LINES: MADE_GID and MADE_MODE of what the account itself made in the folder NAME; 1 where it made nothing.\nis_made() {\n  local uid path\n  while read -r uid MADE_GID MADE_MODE path; do [ \"$path\" = \"$1\" ] && [ \"$uid\" = \"$ACCOUNT_UID\" ] && return; done <<<\"$2\"\n  MADE_GID='' MADE_MODE=''\n  return 1\n}\n\n# group_tries ACCOUNT NAME:rw…: the same in groups/NAME, with group and mode of what was made there.\ngroup_tries() {\n  local account=$1 one name said made=''\n  limited 20 made_below \"$PRISM_MOUNT_POINT\" groups \".prism-look-$TOKEN.space\" && made=$OUT\n  for one in $2; do\n    name=${one%%:*} said=${one#*:}\n    case \",$PRISM_GROUPS\" in *\",$name:\"*) ;; *) continue ;; esac\n    is_made \"$name\" \"$made\" || :\n    case $said in\n      [rx-]w) [ -n \"$MADE_GID\" ] || said=${said:0:1}x ;;\n      [rx-][x-]) ;;\n      *) said=xx ;;\n    esac\n    octal MADE_MODE \"$MADE_MODE\"\n    record group-try \"account=$account\" \"group=$name\" \"said=$said\" \"gid=$MADE_GID\" \"mode=$MADE_MODE\"\n  done\n}\n\n# read_made ACCOUNT OTHER: what its tries left behind, as root sees it, in TRACES; it goes. SQUASHED=1: root may not remove it.\nread_made() {\n  TRACES=() SQUASHED=0\n  traces shared file folder\n  [ \"$1\" = outsider ] || traces \"users/$1\" own\n  [ -z \"$2\" ] || traces \"users/$2\" other\n}\n\n# traces FOLDER KIND…\ntraces() {\n  local folder=$1 kind names=() uid gid mode name group\n  shift\n  for kind; do names+=(\".prism-look-$TOKEN.$kind\"); done\n  limited 10 made_in \"$PRISM_MOUNT_POINT\" \"$folder\" \"${names[@]}\" || :\n  case $OUT in *'ermission denied'* | *'not permitted'*) SQUASHED=1 ;; esac\n  while read -r uid gid mode name group; do\n    octal mode \"$mode\"\n    case $name in \".prism-look-$TOKEN.\"*) [ -z \"$mode\" ] || TRACES[${name##*.}]=\"$uid $gid $mode $group\" ;; esac\n  done <<<\"$OUT\"\n}\n\n# look_result ACCOUNT UID OTHER WHAT OUTCOME DETAIL\nlook_result() {\n  local path made='' uid='' mode group told\n  case $4 in\n    create-file | outsider-write) path=shared made='file' ;;\n    create-folder) path=shared made='folder' ;;\n    write-own-space) path=users/$1 made=own ;;\n    write-other-space) path=users/$3 made=other ;;\n    *) return ;;\n  esac\n  told=(\"account=$1\" \"try=$4\" \"path=$PRISM_MOUNT_POINT/$path\")\n  read -r uid _ mode group <<<\"${TRACES[$made]-}\"\n  # without the account's umask, the mode is nobody's\n  [ -n \"$MASK\" ] || mode=''\n  if [ \"$uid\" = \"$2\" ]; then\n    record behaviour \"${told[@]}\" outcome=done \"group=$group\" \"mode=$mode\"\n  elif [ -n \"$uid\" ]; then\n    record behaviour \"${told[@]}\" outcome=error \"detail=what is there is uid $uid's\"\n  else\n    case $5 in\n      refused) record behaviour \"${told[@]}\" outcome=refused ${6:+\"detail=$6\"} ;;\n      done) record behaviour \"${told[@]}\" outcome=error 'detail=said done, but nothing is there' ;;\n      *) record behaviour \"${told[@]}\" outcome=error \"detail=${6:-no reason given}\" ;;\n    esac\n  fi\n}\n\n# other_space UID: a personal space of another uid, in SPACE; empty when there is none (equal uids are one person to EFS).\nother_space() {\n  local name uid\n  SPACE=''\n  while read -r uid name; do\n    if [ -n \"$name\" ] && [ \"$uid\" != \"$1\" ] && [ \"$uid\" != 0 ]; then SPACE=$name; return 0; fi\n  done <<<\"$OWNED_SPACES\"\n}\n\nlook_outsider() {\n  local what outcome rest\n  outsider_uid\n  draw\n  TOKEN=$DRAWN INPUT=$DRAWN$'\\n' MASK=0022\n  if try_as \"$OUTSIDER\" \"$OUTSIDER\" '' 15 0022 \"$OUTSIDE\" \"$PRISM_MOUNT_POINT\"; then\n    read -r what outcome rest <<<\"$ACTED\"\n    read_made outsider ''\n    look_result outsider \"$OUTSIDER\" - \"$what\" \"$outcome\" \"$rest\"\n  else\n    last_words 2\n    record behaviour account=outsider try=outsider-write \"path=$PRISM_MOUNT_POINT/shared\" \"outcome=$(in_time)\" \"detail=${WORDS:-could not be tried}\"\n    read_made outsider ''\n  fi\n  sweep_squashed --reuid \"$OUTSIDER\" --regid \"$OUTSIDER\" --clear-groups\n}\n\n# sweep_squashed SETPRIV-OPTION…: where the server takes root for nobody, only who made it may remove it.\nsweep_squashed() {\n  local base=$PRISM_MOUNT_POINT\n  [ \"$SQUASHED\" = 1 ] || return 0\n  apart 20 setpriv \"$@\" --no-new-privs find \"$base/shared\" \"$base/users\" ${PRISM_GROUPS:+\"$base/groups\"} \\\n    -mindepth 1 -maxdepth 2 -name \".prism-look-$TOKEN.*\" -delete || :\n}\n",
    "lib/boot.sh": "# shellcheck shell=bash\n# What a boot makes of fstab's line, where systemd boots: the unit that stands for the place, and whether a boot gets as far as\n# remote-fs.target, which pulls such units in (systemd-fstab-generator(8)).\nlook_boot() {\n  local line unit='' load='' file='' active='' result='' entered=0 since='' goal pulled=''\n  [ \"$SYSTEMD\" = 1 ] && have systemctl || return 0\n  limited 10 systemctl show -p Id -p LoadState -p FragmentPath -p ActiveState -p Result -p ActiveEnterTimestampMonotonic \\\n    -p InactiveEnterTimestamp -- \"$PRISM_MOUNT_POINT\" || return 0\n  while IFS= read -r line; do\n    case $line in\n      Id=*) unit=${line#*=} ;;\n      LoadState=*) load=${line#*=} ;;\n      FragmentPath=*) file=${line#*=} ;;\n      ActiveState=*) active=${line#*=} ;;\n      Result=*) result=${line#*=} ;;\n      ActiveEnterTimestampMonotonic=[1-9]*) entered=1 ;;\n      InactiveEnterTimestamp=*) since=${line#*=} ;;\n    esac\n  done <<<\"$OUT\"\n  case $unit in *.mount) ;; *) return 0 ;; esac\n  if limited 10 systemctl get-default; then\n    goal=$OUT\n    if limited 10 systemctl list-dependencies --reverse --all --plain --no-pager remote-fs.target; then\n      pulled=0\n      case $'\\n'\"${OUT// /$'\\n'}\"$'\\n' in *$'\\n'\"$goal\"$'\\n'*) pulled=1 ;; esac\n    fi\n  fi\n  record boot \"unit=$unit\" \"load=$load\" \"file=$file\" \"active=$active\" \"result=$result\" \"entered=$entered\" \"since=$since\" \\\n    \"pulled=$pulled\"\n}\n",
    "lib/by-hand.sh": "# shellcheck shell=bash\n# What people leave behind who mount a file system by hand, besides the mount and the fstab line: units, automounter maps, boot\n# scripts, umask lines, groups that own the data. Only read, and only where somebody asked to bring it in.\n\n# By the worker: regular umask_lines data_groups\n\n# regular FILE…: those that are files, in FILES; a pipe or a device would keep us.\nregular() {\n  local file\n  FILES=()\n  for file in \"$@\"; do [ -f \"$file\" ] && FILES+=(\"$file\"); done\n  [ \"${#FILES[@]}\" -gt 0 ]\n}\n\n# managers KIND FILE…: each file whose lines name the file system, one of its addresses or the place, with the first such line. At most 10.\nmanagers() {\n  local kind=$1 file text shown=0\n  shift\n  regular \"$@\" || return 0\n  # shellcheck disable=SC2016 # an awk program\n  limited 10 awk -v fs=\"$PRISM_FILE_SYSTEM\" -v where=\"Where=$PRISM_MOUNT_POINT\" -v targets=\"$PRISM_ADDRESSES\" '\n    BEGIN { count = split(targets, target, \",\") }\n    FNR == 1 { said = 0 }\n    said || /^[ \\t]*[#;]/ { next }\n    index($0, fs) || $0 == where { said = 1 }\n    { words = split($0, word, /[ \\t=,:\"]+/); for (i = 1; i <= words; i++) for (j = 1; j <= count; j++) if (word[i] == target[j]) said = 1 }\n    said { print FILENAME \"\\t\" substr($0, 1, 200) }' \"${FILES[@]}\" || return 0\n  while IFS=$'\\t' read -r file text; do\n    [ -n \"$file\" ] && [ \"$shown\" -lt 10 ] || continue\n    record manager \"kind=$kind\" \"file=$file\" \"text=$text\"\n    shown=$((shown + 1))\n  done <<<\"$OUT\"\n}\n\nlook_managers() {\n  set +f\n  managers systemd /etc/systemd/system/*.mount /etc/systemd/system/*.automount /usr/local/lib/systemd/system/*.mount\n  managers autofs /etc/auto.* /etc/auto.master.d/* /etc/autofs/*\n  managers script /etc/rc.local /etc/rc.d/rc.local /etc/cron.d/*\n  set -f\n}\n\n# Lines that set a umask in the profiles of the system and of the accounts. At most 20.\nlook_umask_lines() {\n  local account files=() file number text shown=0\n  set +f\n  files=(/etc/profile /etc/bashrc /etc/bash.bashrc /etc/profile.d/*.sh)\n  set -f\n  for account in ${ACCOUNTS//,/ }; do\n    account_of \"$account\" || continue\n    for file in .bashrc .bash_profile .bash_login .profile .zshrc .zshenv .zprofile; do files+=(\"$ACCOUNT_HOME/$file\"); done\n  done\n  # a home may lie on a server that hangs\n  limited 10 umask_lines \"${files[@]}\" || return 0\n  while IFS=: read -r file number text; do\n    [ -n \"$number\" ] && [ \"$shown\" -lt 20 ] || continue\n    record umask-line \"file=$file\" \"line=$number\" \"text=${text:0:120}\"\n    shown=$((shown + 1))\n  done <<<\"$OUT\"\n}\n\numask_lines() { regular \"$@\" && grep -HnE '^[[:space:]]*umask[[:space:]]' -- \"${FILES[@]}\"; }\n\n# Which groups own what lies on the volume, two levels deep: at most 5,000 entries looked at, ten groups told.\nlook_data() {\n  local count gid name\n  [ \"$LIVE\" = 1 ] && limited 12 data_groups \"$PRISM_MOUNT_POINT\" || return 0\n  while read -r count gid; do\n    [ -n \"$gid\" ] || continue\n    name=''\n    limited 10 getent group \"$gid\" && name=${OUT%%:*}\n    record data \"gid=$gid\" \"group=$name\" \"entries=$count\"\n  done <<<\"$OUT\"\n}\n\ndata_groups() { timeout 8 find \"$1\" -xdev -mindepth 1 -maxdepth 2 -printf '%G\\n' | head -n 5000 | sort -n | uniq -c | sort -rn | head -n 10; }\n\n# The login user that was found here has a personal space too, which nobody could name beforehand; only its name counts for a look.\nlook_own_space() {\n  [ -z \"$PRISM_ACCOUNTS\" ] && [ -n \"$LOGIN\" ] || return 0\n  PRISM_PATHS=users/$LOGIN:$LOGIN:0000 look_paths\n}\n\nlook_by_hand() {\n  look_own_space\n  look_managers\n  look_umask_lines\n  look_data\n}\n",
    "lib/client.sh": "# shellcheck shell=bash\n# What can mount: the EFS client, plain NFS, stunnel, and by which package manager more could come.\nEFS_VERSION='' HAS_EFS=0 HAS_NFS=0 HAS_STUNNEL=0 MANAGER=''\n\nhave() { command -v \"$1\" >/dev/null 2>&1; }\n\nread_client() {\n  local manager program\n  HAS_EFS=0 HAS_NFS=0 HAS_STUNNEL=0 MANAGER=''\n  if ! have mount.efs; then\n    EFS_VERSION=''\n  elif HAS_EFS=1 && [ -z \"$EFS_VERSION\" ]; then\n    EFS_VERSION=unknown\n    if apart 10 mount.efs --version; then\n      # \"/usr/sbin/mount.efs Version: 2.1.0\"\n      OUT=${OUT##*Version: }\n      case $OUT in '' | *[!0-9A-Za-z.~+-]*) ;; *) EFS_VERSION=$OUT ;; esac\n    fi\n  fi\n  have mount.nfs4 && HAS_NFS=1\n  for program in stunnel5 stunnel stunnel4 efs-proxy; do have \"$program\" && HAS_STUNNEL=1; done\n  for manager in dnf yum apt-get zypper; do\n    if have \"$manager\"; then MANAGER=$manager; break; fi\n  done\n}\n\nlook_client() {\n  read_client\n  record client \"efs=$EFS_VERSION\" \"nfs=$HAS_NFS\" \"stunnel=$HAS_STUNNEL\" \"manager=$MANAGER\"\n}\n",
    "lib/contents.sh": "# shellcheck shell=bash\n# A sample of shared/: what the group cannot read and write there (rsync -a, scp -p and mv get past every umask).\n\n# By the worker: sample_shared\n\n# At most 2,000 entries, five shown. sample_shared PLACE GID STICKY: is the sticky bit asked for (1), or does\n# it keep the group from replacing a file (0)? Prints how many were looked at and found, and how far the look came: all | sample | cut.\nsample_shared() {\n  local place=$1 gid=$2 sticky=$3 type mode owner group path looked=0 found=0 bits rows='' reach=cut\n  while IFS=' ' read -r -d '' type mode group owner path; do\n    if [ \"$type\" = end ]; then [ \"$mode\" != 0 ] || reach=all; break; fi\n    case $path in .prism-look-* | .prism-sharing-*) continue ;; esac\n    if [ \"$looked\" -ge 2000 ]; then reach=sample; break; fi\n    looked=$((looked + 1))\n    octal mode \"$mode\"\n    [ -n \"$mode\" ] || continue\n    bits=$((8#$mode))\n    case $type in\n      f) [ \"$group\" = \"$gid\" ] && [ $((bits & 8#060)) = 48 ] && continue; [ $((bits & 8#006)) = 6 ] && continue ;;\n      # without setgid, what is made in it falls to the maker's own group\n      d)\n        if [ \"$sticky\" = 1 ] || [ $((bits & 8#1000)) = 0 ]; then\n          [ \"$group\" = \"$gid\" ] && [ $((bits & 8#2030)) = 1048 ] && continue\n          [ $((bits & 8#003)) = 3 ] && continue\n        fi ;;\n      *) continue ;;\n    esac\n    found=$((found + 1))\n    [ \"$found\" -le 5 ] || continue\n    enc \"$path\" 160\n    path=$ENCODED\n    enc \"$owner\" 40\n    rows+=\"unwritable-file path=$path owner=$ENCODED mode=$mode\"$'\\n'\n  done < <(\n    {\n      said=$(\n        timeout 8 find \"$place/shared\" -ignore_readdir_race -xdev -mindepth 1 -printf '%y %m %G %u %P\\0' 2>&1 >&3\n        printf '\\n%d' \"$?\"\n      )\n      status=${said##*$'\\n'}\n      # what was removed meanwhile is not missed\n      [ \"$status\" != 1 ] || printf \"%s\\n\" \"${said%$'\\n'*}\" | grep -qv -e \"No such file or directory$\" -e \"^$\" || status=0\n      printf 'end %d\\0' \"$status\"\n    } 3>&1\n  )\n  printf '%s %s %s\\n%s' \"$looked\" \"$found\" \"$reach\" \"$rows\"\n}\n\nlook_contents() {\n  local looked found reach row sticky=0\n  case ,$PRISM_PATHS in *,shared:*:[1357]???,* | *,shared:*:[1357]???) sticky=1 ;; esac\n  [ \"$LIVE\" = 1 ] && limited 12 sample_shared \"$PRISM_MOUNT_POINT\" \"$PRISM_GID\" \"$sticky\" || return 0\n  {\n    read -r looked found reach\n    record unwritable \"looked=$looked\" \"found=$found\" \"reach=$reach\"\n    while IFS= read -r row; do [ -n \"$row\" ] && record_encoded \"$row\"; done\n  } <<<\"$OUT\"\n}\n",
    "lib/enforced.sh": "# shellcheck shell=bash\n# Behaviour behind an access point that enforces a user: whoever makes something there, whose it is to EFS is looked at by number. Root\n# tries too, because it is nobody special there.\n\n# Reads: token. Argument: folder.\n# shellcheck disable=SC2016 # a program for another shell: it expands there\nENFORCED=$TRY'IFS= read -r t; set -C\nf=$1/.prism-look-$t.file; e=$( { : >\"$f\"; } 2>&1 ) && say create-file done || verdict create-file \"$e\"\nd=$1/.prism-look-$t.folder; e=$(mkdir \"$d\" 2>&1) && say create-folder done || verdict create-folder \"$e\"'\n# shellcheck disable=SC2016 # a program for another shell: it expands there\nENFORCED_OUTSIDE=$TRY'IFS= read -r t; set -C; f=$1/.prism-look-$t.file; e=$( { : >\"$f\"; } 2>&1 ) && say outsider-write done || verdict outsider-write \"$e\"'\n\n# By the worker: give_to_root\n\nlook_enforced() {\n  local account\n  [ \"$LIVE\" = 1 ] || return 0\n  limited 20 sweep_old \"$PRISM_MOUNT_POINT\" . 1\n  for account in ${ACCOUNTS//,/ }; do\n    account_of \"$account\" || continue\n    measure \"$account\"\n    enforced_tries \"$account\" \"$ACCOUNT_UID\" \"$ACCOUNT_GID\" \"$ACCOUNT_GROUPS\" \"${MASK:-0077}\" \"${ENFORCED//$'\\n'/; }\"\n  done\n  MASK=0022\n  enforced_tries root 0 0 '' 0022 \"${ENFORCED//$'\\n'/; }\"\n  enforced_root\n  outsider_uid\n  enforced_tries outsider \"$OUTSIDER\" \"$OUTSIDER\" '' 0022 \"$ENFORCED_OUTSIDE\"\n}\n\n# enforced_tries NAME UID GID GROUPS UMASK PROGRAM\nenforced_tries() {\n  local name=$1 what outcome rest said\n  draw\n  TOKEN=$DRAWN INPUT=$DRAWN$'\\n'\n  if try_as \"${@:2:3}\" 15 \"$5\" \"$6\" \"$PRISM_MOUNT_POINT\"; then\n    said=$ACTED TRACES=()\n    traces . file folder\n    while read -r what outcome rest; do enforced_result \"$name\" \"$what\" \"$outcome\" \"$rest\"; done <<<\"$said\"\n  else\n    last_words 2\n    what=create-file\n    [ \"$name\" != outsider ] || what=outsider-write\n    record behaviour \"account=$name\" \"try=$what\" \"path=$PRISM_MOUNT_POINT\" \"outcome=$(in_time)\" \"detail=${WORDS:-nothing could be tried}\"\n  fi\n}\n\n# Root makes a file and gives it to uid 0: where root is the enforced user, EFS refuses that.\nenforced_root() {\n  local status=0\n  draw\n  TOKEN=$DRAWN INPUT=$DRAWN$'\\n'\n  try_as 0 0 '' 15 0022 \"${ENFORCED//$'\\n'/; }\" \"$PRISM_MOUNT_POINT\" || return 0\n  limited 10 give_to_root \"$PRISM_MOUNT_POINT\" \".prism-look-$TOKEN.file\" || status=$?\n  case $status:$OUT in\n    3:*) ;;\n    0:*) record behaviour account=root try=give-away \"path=$PRISM_MOUNT_POINT\" outcome=done ;;\n    *'ermission denied'* | *'not permitted'*) record behaviour account=root try=give-away \"path=$PRISM_MOUNT_POINT\" outcome=refused ;;\n    *) last_words 1; record behaviour account=root try=give-away \"path=$PRISM_MOUNT_POINT\" outcome=error \"detail=$WORDS\" ;;\n  esac\n  traces . file folder\n}\n\n# give_to_root PLACE NAME; 3 where it is not there. -h: whoever is that user too may have put a link in its place.\ngive_to_root() {\n  enter \"$1\" . || return 1\n  [ -e \"./$2\" ] || return 3\n  chown -h 0:0 -- \"./$2\"\n}\n\n# enforced_result ACCOUNT WHAT OUTCOME DETAIL\nenforced_result() {\n  local made uid='' gid mode\n  case $1:$2 in\n    *:create-file | *:outsider-write) made='file' ;;\n    root:create-folder) return ;;\n    *:create-folder) made='folder' ;;\n    *) return ;;\n  esac\n  read -r uid gid mode _ <<<\"${TRACES[$made]-}\"\n  if [ -n \"$uid\" ]; then\n    [ -n \"$MASK\" ] || mode=''\n    record behaviour \"account=$1\" \"try=$2\" \"path=$PRISM_MOUNT_POINT\" outcome=done \"uid=$uid\" \"gid=$gid\" \"mode=$mode\"\n  else\n    case $3 in\n      refused) record behaviour \"account=$1\" \"try=$2\" \"path=$PRISM_MOUNT_POINT\" outcome=refused ${4:+\"detail=$4\"} ;;\n      done) record behaviour \"account=$1\" \"try=$2\" \"path=$PRISM_MOUNT_POINT\" outcome=error 'detail=said done, but nothing is there' ;;\n      *) record behaviour \"account=$1\" \"try=$2\" \"path=$PRISM_MOUNT_POINT\" outcome=error \"detail=${4:-no reason given}\" ;;\n    esac\n  fi\n}\n",
    "lib/environment.sh": "# shellcheck shell=bash\n# What SSM leaves undefined, defined: no HOME, no stdin, a bare PATH, any locale, any umask, any working directory.\nset -uf\nexport HOME=/root LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nexport DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l APT_LISTCHANGES_FRONTEND=none\nunset IFS CDPATH BASH_ENV ENV TMPDIR\numask 022\ncd /\n\n# Since the machine started, for what lies between two: NOW_MS in steps of 10 ms.\nnow_ms() {\n  local up\n  read -r up _ </proc/uptime\n  up=${up/./}\n  NOW_MS=$((10#$up * 10))\n}\n\n# Seconds since 1970 in NOW.\nnow() { printf -v NOW '%(%s)T' -1; }\n",
    "lib/files.sh": "# shellcheck shell=bash\n# replace_file FILE MODE COMMAND…: what it prints becomes FILE, renamed in one go, and on the disk before that: XFS has an empty file\n# after a power cut otherwise. Owner, mode and label stay; MODE is for a new one. A link is followed. 1 with SEEN, and FILE is as it was.\nreplace_file() {\n  local file mode=$2 new written\n  file=$(readlink -f \"$1\") || file=$1\n  shift 2\n  # of a run that was cut off here\n  find \"${file%/*}\" -maxdepth 1 -name \".${file##*/}.prism.*\" -delete\n  new=$(mktemp \"${file%/*}/.${file##*/}.prism.XXXXXX\") || { SEEN=\"no temporary file beside $file\"; return 1; }\n  \"$@\" | dd of=\"$new\" conv=fsync,notrunc 2>/dev/null\n  written=${PIPESTATUS[*]}\n  [ \"$written\" = '0 0' ] || { rm -f \"$new\"; SEEN=\"could not write beside $file\"; return 1; }\n  if [ -f \"$file\" ]; then\n    chown --reference=\"$file\" \"$new\" && chmod --reference=\"$file\" \"$new\" || { rm -f \"$new\"; SEEN=\"could not keep the owner of $file\"; return 1; }\n    chcon --reference=\"$file\" \"$new\" 2>/dev/null\n  else\n    chmod \"$mode\" \"$new\"\n  fi\n  mv -fT \"$new\" \"$file\" || { rm -f \"$new\"; SEEN=\"could not rename into $file\"; return 1; }\n}\n",
    "lib/fstab.sh": "# shellcheck shell=bash\n# /etc/fstab: our line carries the option x-prism, which mount(8) takes for a comment. Written whole, then renamed into place.\n# fstab_fields LINE: F_SPEC F_PLACE F_TYPE F_OPTIONS F_DUMP F_PASS; 1 for comments and blanks.\nfstab_fields() {\n  local line=$1\n  F_SPEC='' F_PLACE='' F_TYPE='' F_OPTIONS='' F_DUMP='' F_PASS=''\n  read -r F_SPEC F_PLACE F_TYPE F_OPTIONS F_DUMP F_PASS _ <<<\"$line\"\n  case $F_SPEC in '' | '#'*) return 1 ;; esac\n  printf -v F_PLACE %b \"${F_PLACE//\\\\/\\\\0}\"\n  # as mount(8) reads it: /mnt//x and /mnt/./x are /mnt/x\n  while [[ $F_PLACE == *//* ]]; do F_PLACE=${F_PLACE//\\/\\//\\/}; done\n  while [[ $F_PLACE == */./* ]]; do F_PLACE=${F_PLACE//\\/.\\//\\/}; done\n  while [ \"${#F_PLACE}\" -gt 1 ] && [ \"${F_PLACE%/}\" != \"$F_PLACE\" ]; do F_PLACE=${F_PLACE%/}; done\n}\n\nfstab_is_ours() { case \",$F_OPTIONS,\" in *,x-prism,*) return 0 ;; esac; return 1; }\n\n# Does the line that was read last name the file system, by its id, its DNS name or a mount target's address?\nfstab_is_volume() {\n  case $F_SPEC in\n    \"$PRISM_FILE_SYSTEM\" | \"$PRISM_FILE_SYSTEM\":* | \"$PRISM_FILE_SYSTEM\".efs.* | *.\"$PRISM_FILE_SYSTEM\".efs.*) return 0 ;;\n    *:/*) is_target \"${F_SPEC%%:*}\" ;;\n    *) return 1 ;;\n  esac\n}\n\n# Lines for the place, and of the file system for other places: at most 20 of each.\nlook_fstab() {\n  local line number=0 ours volume here=0 elsewhere=0\n  [ -f /etc/fstab ] || return 0\n  while IFS= read -r line || [ -n \"$line\" ]; do\n    number=$((number + 1))\n    fstab_fields \"$line\" || continue\n    volume=0 ours=0\n    fstab_is_volume && volume=1\n    if [ \"$F_PLACE\" = \"$PRISM_MOUNT_POINT\" ]; then\n      here=$((here + 1))\n      [ \"$here\" -le 20 ] || continue\n    elif [ \"$volume\" = 1 ]; then\n      elsewhere=$((elsewhere + 1))\n      [ \"$elsewhere\" -le 20 ] || continue\n    else\n      continue\n    fi\n    fstab_is_ours && ours=1\n    record fstab \"line=$number\" \"spec=$F_SPEC\" \"place=$F_PLACE\" \"type=$F_TYPE\" \"options=$F_OPTIONS\" \"dump=$F_DUMP\" \"pass=$F_PASS\" \"ours=$ours\" \\\n      \"volume=$volume\" \"text=$line\"\n  done </etc/fstab\n  fstab_survey\n  [ -z \"$FSTAB_FOREIGN\" ] || record fstab-foreign \"lines=$FSTAB_FOREIGN_LINES\" \"digest=$(fstab_foreign_digest)\"\n}\n\n# fstab_survey: lines for the mount point; FSTAB_OURS, FSTAB_FOREIGN (its number and text), FSTAB_LINE (ours as it stands); all\n# foreign ones in FSTAB_FOREIGN_TEXT.\nfstab_survey() {\n  local line number=0\n  FSTAB_OURS=0 FSTAB_FOREIGN='' FSTAB_FOREIGN_LINES=0 FSTAB_FOREIGN_TEXT='' FSTAB_LINE=''\n  [ -f /etc/fstab ] || return 0\n  while IFS= read -r line || [ -n \"$line\" ]; do\n    number=$((number + 1))\n    fstab_fields \"$line\" || continue\n    [ \"$F_PLACE\" = \"$PRISM_MOUNT_POINT\" ] || continue\n    if fstab_is_ours; then FSTAB_OURS=$((FSTAB_OURS + 1)) FSTAB_LINE=$line; continue; fi\n    FSTAB_FOREIGN=\"line $number: ${line:0:160}\" FSTAB_FOREIGN_LINES=$((FSTAB_FOREIGN_LINES + 1)) FSTAB_FOREIGN_TEXT+=$line$'\\n'\n  done </etc/fstab\n}\n\n# Of the foreign lines as they stand, byte for byte: by this a plan says which lines it means.\nfstab_foreign_digest() {\n  local digest\n  digest=$(printf %s \"$FSTAB_FOREIGN_TEXT\" | sha256sum)\n  printf %s \"${digest%% *}\"\n}\n\n# fstab_write [LINE]: all lines but ours for the mount point, then LINE.\nfstab_write() { fstab_replace fstab_lines \"${1-}\" 0; }\n\n# fstab_take_over LINE: as fstab_write, but the foreign lines for the mount point become comments, and LINE stands where the first was:\n# what is mounted below it comes after it in the file.\nfstab_take_over() { fstab_replace fstab_lines \"$1\" 1; }\n\nfstab_lines() {\n  local wanted=$1 take=$2 line\n  if [ -f /etc/fstab ]; then\n    while IFS= read -r line || [ -n \"$line\" ]; do\n      if fstab_fields \"$line\" && [ \"$F_PLACE\" = \"$PRISM_MOUNT_POINT\" ]; then\n        fstab_is_ours && continue\n        if [ \"$take\" = 1 ]; then\n          printf '# replaced by Prism: %s\\n' \"$line\"\n          [ -z \"$wanted\" ] || printf '%s\\n' \"$wanted\"\n          wanted=''\n          continue\n        fi\n      fi\n      printf '%s\\n' \"$line\"\n    done </etc/fstab || return 1\n  fi\n  [ -z \"$wanted\" ] || printf '%s\\n' \"$wanted\"\n}\n\n# fstab_replace COMMAND…: what it prints becomes /etc/fstab.\nfstab_replace() {\n  replace_file /etc/fstab 0644 \"$@\" || return\n  [ ! -d /run/systemd/system ] || apart 20 systemctl daemon-reload || :\n}\n",
    "lib/group.sh": "# shellcheck shell=bash\n# The shared group: who holds the wanted number, and which number the wanted name has.\n# GID_HOLDER: the name that has the wanted gid. NAME_GID: the gid that the wanted name has.\nGID_HOLDER='' NAME_GID='' MEMBERS=''\n# read_group GID NAME: both in one question, which is answered in that order, as far as they exist.\nread_group() {\n  local name gid members\n  GID_HOLDER='' NAME_GID='' MEMBERS=''\n  limited 10 getent group \"$1\" \"$2\" || [ $? = 2 ] || return 0\n  while IFS=: read -r name _ gid members; do\n    if [ \"$gid\" = \"$1\" ] && [ -z \"$GID_HOLDER\" ]; then\n      GID_HOLDER=$name\n      [ \"$name\" = \"$2\" ] || continue\n    fi\n    NAME_GID=$gid MEMBERS=$members\n  done <<<\"$OUT\"\n}\n\nlook_group() {\n  local one name gid\n  read_group \"$PRISM_GID\" \"$PRISM_GROUP\"\n  record group \"holder=$GID_HOLDER\" \"namegid=$NAME_GID\" \"members=$MEMBERS\"\n  for one in ${PRISM_GROUPS//,/ }; do\n    IFS=: read -r name gid _ <<<\"$one\"\n    read_group \"$gid\" \"$name\"\n    record extra-group \"name=$name\" \"gid=$gid\" \"holder=$GID_HOLDER\" \"namegid=$NAME_GID\"\n  done\n}\n",
    "lib/held.sh": "# shellcheck shell=bash\n# Where else on the instance the volume is mounted without being told so by the client: bind mounts of it or of a part, which only share its\n# device; and other mount namespaces (containers), which keep it whatever process 1 unmounts. A server knows them, so a delete has to.\n\n# Devices that were the volume's at any time of this job: who holds one holds the volume, also when ours is gone.\nHELD_DEVICES=''\n\n# By the worker: foreign_mounts\n\n# foreign_mounts PATTERN FILE: lines of other mount namespaces that match, with a process of each; FILE is the namespace that we know. At\n# most 300 namespaces and 40 lines.\nforeign_mounts() {\n  local ns path own seen=' ' files=()\n  own=$(exec readlink \"$2\")\n  set +f\n  while read -r ns path; do\n    case $seen in *\" $ns \"*) continue ;; esac\n    seen+=\"$ns \"\n    [ \"$ns\" != \"$own\" ] || continue\n    files+=(\"${path%/ns/mnt}/mountinfo\")\n    [ \"${#files[@]}\" -lt 300 ] || break\n  done < <(exec find /proc/[0-9]*/ns/mnt -maxdepth 0 -printf '%l %p\\n' 2>/dev/null)\n  [ \"${#files[@]}\" = 0 ] || grep -sHE -- \"$1\" \"${files[@]}\" | head -n 40\n  return 0\n}\n\n# find_held: in HELD a record's fields for each, one a line; in HELD_WORDS the same for people. Needs read_mounts. What another\n# namespace has only because its folder follows one of ours, goes with ours, and is none. fs: empty where it is a mount through a tunnel that is gone, and\n# nobody can tell which volume that is.\nfind_held() {\n  local i line place device root rest options super file peers=' ' ports=' ' tunnels=' ' pattern pid program container inert\n  HELD='' HELD_WORDS=''\n  set +f\n  for file in \"$EFS_STATE\"/fs-*; do\n    [[ ${file##*/} =~ ^(fs-[0-9a-f]+)\\..+\\.([0-9]+)$ ]] || continue\n    tunnels+=\"${BASH_REMATCH[2]} \"\n    [ \"${BASH_REMATCH[1]}\" != \"$PRISM_FILE_SYSTEM\" ] || ports+=\"${BASH_REMATCH[2]} \"\n  done\n  set -f\n  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do\n    [ \"${M_ID[i]}\" = \"$PRISM_FILE_SYSTEM\" ] || continue\n    case \"|$HELD_DEVICES|\" in *\"|${M_DEVICE[i]}|\"*) ;; *) HELD_DEVICES+=\"${HELD_DEVICES:+|}${M_DEVICE[i]}\" ;; esac\n    peers+=\"$(peer_of \"${M_PARENT[i]}\") \"\n  done\n  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do\n    [ -z \"${M_ID[i]}\" ] && [ \"${M_PLACE[i]}\" != \"$PRISM_MOUNT_POINT\" ] || continue\n    inert=0\n    is_inert \"$i\" && inert=1\n    case \"|$HELD_DEVICES|\" in\n      *\"|${M_DEVICE[i]}|\"*) held_at \"$PRISM_FILE_SYSTEM\" \"${M_PLACE[i]}\" '' '' '' \"$inert\" ;;\n      *) is_lost \"${M_TYPE[i]} ${M_SOURCE[i]} ${M_OPTIONS[i]}\" \"$tunnels\" && held_at '' \"${M_PLACE[i]}\" '' '' '' \"$inert\" ;;\n    esac\n  done\n  pattern=\" - [^ ]+ ([^ ]*\\\\.)?$PRISM_FILE_SYSTEM\\\\.efs\\\\.| - nfs4? 127\\\\.0\\\\.0\\\\.1:\"\n  [ -z \"$HELD_DEVICES\" ] || pattern+=\"|^[0-9]+ [0-9]+ ($HELD_DEVICES) \"\n  limited 10 foreign_mounts \"$pattern\" \"${MOUNT_TABLE%mountinfo}ns/mnt\" || return 0\n  while IFS= read -r line; do\n    [[ $line =~ ^/proc/([0-9]+)/mountinfo:[0-9]+\\ ([0-9]+)\\ ([0-9:]+)\\ ([^ ]+)\\ ([^ ]+)\\ ([^ ]+)\\ (.*)$ ]] || continue\n    pid=${BASH_REMATCH[1]} device=${BASH_REMATCH[3]} place=${BASH_REMATCH[5]} options=${BASH_REMATCH[6]} rest=${BASH_REMATCH[7]}\n    case $peers in *\" $(follows \"$pid\" \"${BASH_REMATCH[2]}\") \"*) continue ;; esac\n    super=${rest##*- } root=$PRISM_FILE_SYSTEM inert=0\n    case \"|$HELD_DEVICES|\" in\n      *\"|$device|\"*) ;;\n      *)\n        if [[ $super =~ ,port=([0-9]+) ]] && [ \"${ports#*\" ${BASH_REMATCH[1]} \"}\" != \"$ports\" ]; then :; else\n          case $super in\n            *\"$PRISM_FILE_SYSTEM.efs.\"*) ;;\n            *) is_lost \"$super\" \"$tunnels\" || continue; root='' ;;\n          esac\n        fi ;;\n    esac\n    case \",$options,\" in *,nosuid,*) case \",$options,\" in *,nodev,*) inert=1 ;; esac ;; esac\n    printf -v place %b \"${place//\\\\/\\\\0}\"\n    program='' container=''\n    IFS= read -r program 2>/dev/null <\"/proc/$pid/comm\"\n    while IFS= read -r line || [ -n \"$line\" ]; do container=${line##*/}; done 2>/dev/null <\"/proc/$pid/cgroup\"\n    held_at \"$root\" \"$place\" \"$pid\" \"$program\" \"$container\" \"$inert\"\n  done <<<\"$OUT\"\n}\n\n# peer_of NUMBER: the group of our mount of that number; - where it has none.\npeer_of() {\n  local i\n  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do [ \"${M_NUMBER[i]}\" != \"$1\" ] || { printf %s \"${M_PEER[i]:--}\"; return; }; done\n  printf -- -\n}\n\n# follows PID NUMBER: the group that the mount of that number follows in that process's namespace; none where it follows none.\nfollows() {\n  local line number\n  while IFS= read -r line; do\n    read -r number _ <<<\"$line\"\n    [ \"$number\" = \"$2\" ] || continue\n    if [[ ${line%% - *} =~ \\ (shared|master):([0-9]+) ]]; then printf %s \"${BASH_REMATCH[2]}\"; return; fi\n  done 2>/dev/null <\"/proc/$1/mountinfo\"\n  printf none\n}\n\n# is_lost WORDS PORTS: an NFS mount through a tunnel of this host whose port no state file has?\nis_lost() {\n  case $1 in nfs*' 127.0.0.1:'*) ;; *) return 1 ;; esac\n  [[ $1 =~ ,port=([0-9]+) ]] || return 1\n  case $2 in *\" ${BASH_REMATCH[1]} \"*) return 1 ;; esac\n}\n\n# held_at FS PLACE PID PROGRAM CONTAINER INERT\nheld_at() {\n  local line=\"held fs=$1\"\n  enc \"$2\"; line+=\" place=$ENCODED pid=$3\"\n  enc \"$4\" 40; line+=\" program=$ENCODED\"\n  enc \"$5\" 80; line+=\" container=$ENCODED inert=$6\"\n  HELD+=$line$'\\n'\n  [ -z \"$1\" ] || HELD_WORDS+=\"${HELD_WORDS:+, }$2${3:+ for pid $3 ($4)}${5:+ of $5}\"\n}\n\n# At most 20.\nlook_held() {\n  local line shown=0\n  find_held\n  while IFS= read -r line; do\n    [ -n \"$line\" ] && [ \"$shown\" -lt 20 ] || continue\n    record_encoded \"$line\"\n    shown=$((shown + 1))\n  done <<<\"$HELD\"\n}\n",
    "lib/holders.sh": "# shellcheck shell=bash\n# Who keeps a mount busy, without fuser or lsof.\n\n# holders PLACE: who keeps it busy, at most eight, in HOLDERS. Links in /proc are read, the mount itself is not touched.\nholders() {\n  local place=$1 pid comm shown=0\n  HOLDERS=''\n  while read -r pid; do\n    IFS= read -r comm 2>/dev/null <\"/proc/$pid/comm\" || continue\n    shown=$((shown + 1))\n    [ \"$shown\" -le 8 ] && HOLDERS+=\"${HOLDERS:+, }pid $pid ($comm)\"\n  done < <(holder_pids \"$place\")\n  [ \"$shown\" -le 8 ] || HOLDERS+=\", and $((shown - 8)) more\"\n}\n\nholder_pids() {\n  set +f\n  {\n    find /proc/[0-9]*/cwd /proc/[0-9]*/root /proc/[0-9]*/exe /proc/[0-9]*/fd -maxdepth 1 \\( -lname \"$1\" -o -lname \"$1/*\" \\) -printf '%p\\n' 2>/dev/null\n    grep -sl \" $1/\" /proc/[0-9]*/maps\n  } | cut -d/ -f3 | sort -un\n}\n",
    "lib/inert.sh": "# shellcheck shell=bash\n# Set-id programs and device files on the volume: root of one instance could leave them for everybody of another. So each mount of it\n# has nosuid and nodev; those that stand get them in place, which disturbs nobody.\n\n# make_inert: every mount of the volume that its path leads to, also of parts of it; their places in INERT. A bind remount sets all flags of\n# a mount, so all that it has are said again. Source and place together: else mount(8) takes what fstab says.\nmake_inert() {\n  local i flags whole=()\n  INERT=''\n  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do\n    [ \"${M_ID[i]}\" = \"$PRISM_FILE_SYSTEM\" ] && whole+=(\"${M_DEVICE[i]}\")\n  done\n  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do\n    case \" ${whole[*]-} \" in *\" ${M_DEVICE[i]} \"*) ;; *) continue ;; esac\n    ! is_inert \"$i\" && top_at \"${M_PLACE[i]}\" && [ \"$TOP\" = \"$i\" ] || continue\n    flags=${M_FLAGS[i]}\n    case \",$flags,\" in *,relatime,* | *,noatime,*) ;; *) flags+=,strictatime ;; esac\n    apart 10 mount -i -n -o \"remount,bind,$flags,nosuid,nodev\" \"${M_SOURCE[i]}\" \"${M_PLACE[i]}\" || continue\n    INERT+=\"${INERT:+, }${M_PLACE[i]}\"\n  done\n  [ -z \"$INERT\" ] || read_mounts\n  top_at \"$PRISM_MOUNT_POINT\"\n}\n",
    "lib/inside.sh": "# shellcheck shell=bash\n# On the volume, where members rename and link what they like: a folder is entered, then it is seen where that is, and what is done is\n# done to `.` and to names in it. What is listed there ends with a NUL, and only plain names and numbers get any further.\n\n# By the worker: enter made_in made_below sweep_old octal\n\n# enter PLACE PATH: the working directory becomes PLACE/PATH, a directory of the volume that is mounted at PLACE; 1 with the reason. The\n# kernel says where that is: bash's own pwd follows the path once more, and that may have changed.\nenter() {\n  local device path=${2#./}\n  cd -P \"$1\" && device=$(exec stat -c %d .) || { echo \"cannot enter $1\"; return 1; }\n  [ \"$path\" != . ] || return 0\n  cd -P \"./$path\" || { echo \"cannot enter $path\"; return 1; }\n  [ \"$(exec readlink /proc/self/cwd)\" = \"$1/$path\" ] || { echo \"$path leads elsewhere\"; return 1; }\n  [ \"$(exec stat -c %d .)\" = \"$device\" ] || { echo \"something else is mounted at $path\"; return 1; }\n}\n\n# made_in PLACE FOLDER NAME…: uid, gid, mode, name and group of what is there of them; it goes.\nmade_in() {\n  enter \"$1\" \"$2\" || return 1\n  stat -c '%u %g %a %n %G' -- \"${@:3}\" 2>/dev/null\n  rm -f -d -- \"${@:3}\"\n}\n\n# made_below PLACE FOLDER NAME: uid, gid and mode of the file NAME in each folder of PLACE/FOLDER, with that folder; it goes.\nmade_below() {\n  local uid gid mode path\n  enter \"$1\" \"$2\" || return 1\n  while IFS=' ' read -r -d '' uid gid mode path; do\n    path=${path%/*}\n    case $path in '' | *[!a-z0-9._-]*) ;; *) printf '%s %s %s %s\\n' \"$uid\" \"$gid\" \"$mode\" \"$path\" ;; esac\n  done < <(find . -xdev -mindepth 2 -maxdepth 2 -name \"$3\" -type f -printf '%U %G %m %P\\0' -delete)\n}\n\n# sweep_old PLACE FOLDER DEPTH: files of looks that were cut off; younger ones may be another instance's.\nsweep_old() {\n  enter \"$1\" \"$2\" || return 1\n  find . -xdev -mindepth \"$3\" -maxdepth \"$3\" -name '.prism-look-*' -mmin +60 -delete\n}\n\n# octal NAME TEXT: into NAME the four octal digits that TEXT stands for; empty where it is no such number. Nothing that was read is\n# ever reckoned with: bash runs what a subscript in it says.\noctal() {\n  local digits=$2\n  case $digits in\n    '' | *[!0-7]* | ?????*) digits='' ;;\n    *) digits=000$digits digits=${digits: -4} ;;\n  esac\n  printf -v \"$1\" %s \"$digits\"\n}\n",
    "lib/install-client.sh": "# shellcheck shell=bash\n# The client step: what is there, else the one way that was chosen. Which way that is, TypeScript decided.\nstep_client() {\n  read_client\n  if [ \"$HAS_EFS\" = 1 ]; then unchanged \"amazon-efs-utils $EFS_VERSION\"; return; fi\n  case $PRISM_CLIENT in\n    repository) client_from_repositories ;;\n    package) client_from_url ;;\n    installer) client_from_installer ;;\n    plain-nfs) client_plain_nfs ;;\n    present) wrong client-absent 'mount.efs is gone since the look' ;;\n    distributor) wrong distributor-failed 'SSM Distributor reported success, and there is no mount.efs' ;;\n  esac\n}\n\nclient_from_repositories() {\n  local name status\n  for name in ${PRISM_CLIENT_PACKAGES//,/ }; do\n    status=0\n    install_packages \"$name\" || status=$?\n    case $status in\n      0) client_arrived \"$name\"; return ;;\n      2) continue ;;\n    esac\n    not_installed \"$status\" \"$name\"\n    return\n  done\n  wrong client-absent \"${PRISM_MANAGER:-no package manager} has no ${PRISM_CLIENT_PACKAGES//,/ or } on $DISTRIBUTION\"\n}\n\nclient_from_url() {\n  local file status=0\n  file=${LOG%/*}/client.rpm\n  [ \"$PRISM_MANAGER\" = apt-get ] && file=${LOG%/*}/client.deb\n  fetch_checked \"$file\" || return\n  fits_host \"$file\" || { rm -f \"$file\"; return 1; }\n  # apt's own user must be able to read it\n  chmod 0644 \"$file\"\n  install_packages \"$file\" || status=$?\n  rm -f \"$file\"\n  if [ \"$status\" = 0 ]; then client_arrived \"the given package\"; else not_installed \"$status\" 'the given package'; fi\n}\n\n# Before anything is installed: what the package says of its architecture.\nfits_host() {\n  local says='' status=0\n  case $PRISM_MANAGER in\n    apt-get) apart 30 dpkg-deb -f \"$1\" Architecture || status=$? ;;\n    *) apart 30 rpm -qp --nosignature --qf '%{ARCH}\\n' \"$1\" || status=$? ;;\n  esac\n  says=${OUT##*$'\\n'}\n  if [ \"$status\" != 0 ]; then last_words 2; wrong client-not-for-host \"not a package for $PRISM_MANAGER: $WORDS\"; return; fi\n  case ,$PRISM_CLIENT_ARCHS, in *\",$says,\"*) return 0 ;; esac\n  wrong client-not-for-host \"it is for $says, not ${PRISM_CLIENT_ARCHS//,/ or }\"\n}\n\nclient_from_installer() {\n  local file=${LOG%/*}/installer.sh status=0\n  fetch_checked \"$file\" || return\n  logged \"$INSTALL_SECONDS\" sh \"$file\" --install || status=$?\n  rm -f \"$file\"\n  if [ \"$status\" = 0 ]; then client_arrived \"AWS's package\"; return; fi\n  verdict_of \"$status\"\n  case $VERDICT in [12]) last_words; wrong installer-failed \"exit $status: $WORDS\" ;; *) not_installed \"$VERDICT\" installer ;; esac\n}\n\n# fetch_checked FILE: what PRISM_CLIENT_URL holds, only when its sum is the given one.\nfetch_checked() {\n  local sum\n  if ! fetch \"$PRISM_CLIENT_URL\" \"$1\"; then\n    rm -f \"$1\"\n    if no_room; then not_installed 6 fetching; else last_words 2; wrong client-fetch-failed \"$PRISM_CLIENT_URL: $WORDS\"; fi\n    return\n  fi\n  sum=$(sha256sum \"$1\")\n  [ \"${sum%% *}\" = \"$PRISM_CLIENT_SHA256\" ] && return 0\n  rm -f \"$1\"\n  wrong client-checksum \"it has SHA-256 ${sum%% *}\"\n}\n\nclient_plain_nfs() {\n  local status=0\n  if [ \"$HAS_NFS\" = 1 ]; then unchanged 'plain NFS, not encrypted'; return; fi\n  local name=$PRISM_CLIENT_PACKAGES\n  install_packages \"$name\" || status=$?\n  if [ \"$status\" != 0 ]; then not_installed \"$status\" \"$name\"; return; fi\n  hash -r\n  EFS_VERSION=''\n  read_client\n  [ \"$HAS_NFS\" = 1 ] || { wrong client-install-failed \"$name brought no mount.nfs4\"; return; }\n  changed \"installed $name; plain NFS, not encrypted\"\n}\n\n# not_installed VERDICT WHAT: each verdict of install_packages as the finding whose next step mends it.\nnot_installed() {\n  last_words 5\n  case $1 in\n    3) wrong package-lock \"${WORDS:-$PRISM_MANAGER is held by another program}\" ;;\n    4) wrong repository-unreachable \"$WORDS\" ;;\n    5) wrong packages-broken \"$WORDS\" ;;\n    6) wrong package-no-space \"$2: $WORDS\" ;;\n    *) last_words; wrong client-install-failed \"${PRISM_MANAGER:-no package manager}, $2: $WORDS\" ;;\n  esac\n}\n\nclient_arrived() {\n  hash -r\n  EFS_VERSION=''\n  read_client\n  [ \"$HAS_EFS\" = 1 ] || { wrong client-install-failed \"$1 brought no mount.efs\"; return; }\n  changed \"installed $1 $EFS_VERSION\"\n}\n",
    "lib/layout.sh": "# shellcheck shell=bash\n# Giving the volume its layout. Members may rename what lies in the root, so a path could be a link laid for root: every change is\n# made from inside the directory (`.`), after seeing where that is.\n\n# By the worker: lay_out root_kind\n\n# lay_out PLACE path:owner-uid:mode:gid…: prints one line per path that was changed; on trouble\n# the last line is the reason and the status is 1.\nlay_out() {\n  local place=$1 rule path uid mode gid have device wanted made\n  device=$(stat -c %d \"$place\") || return 1\n  shift\n  for rule in \"$@\"; do\n    IFS=: read -r path uid mode gid <<<\"$rule\"\n    cd -P \"$place\" || { echo \"cannot enter $place\"; return 1; }\n    made=0\n    if [ \"$path\" != . ]; then\n      if [ ! -e \"$path\" ] && [ ! -L \"$path\" ]; then\n        # it may have been made elsewhere meanwhile\n        mkdir -m 0700 \"$path\" || [ -d \"$path\" ] || return 1\n        made=1\n      fi\n      cd -P \"$path\" || { echo \"cannot enter $path\"; return 1; }\n      [ \"$(exec readlink /proc/self/cwd)\" = \"$place/$path\" ] || { echo \"$path leads elsewhere\"; return 1; }\n    fi\n    have=$(stat -c '%d:%u:%g:%a' .) || return 1\n    [ \"${have%%:*}\" = \"$device\" ] || { echo \"something else is mounted at $path\"; return 1; }\n    wanted=$device:$uid:$gid:${mode#0}\n    [ \"$have\" = \"$wanted\" ] && [ \"$made\" = 0 ] && continue\n    # Another instance may do the same at this moment, so nothing is ever set to what is not wanted, not even in between. Five\n    # digits make chmod take a directory's setgid off where four would leave it; a chown leaves it on directories.\n    chown \"$uid:$gid\" . && chmod \"0$mode\" . || return 1\n    [ \"$(stat -c '%d:%u:%g:%a' .)\" = \"$wanted\" ] || { echo \"$path did not take owner and mode\"; return 1; }\n    echo \"$path\"\n  done\n}\n\n# root_kind PLACE GID: is the root new (empty, root:root 0755), ours (the group’s gid, and root’s or setgid) or foreign? And how many entries.\nroot_kind() {\n  local place=$1 gid=$2 seen entries\n  # counted first: another instance that lays it out at this moment gives the root away before it puts anything in\n  entries=$(find \"$place\" -mindepth 1 -maxdepth 1 -printf x | head -c 1000)\n  entries=${#entries}\n  seen=$(stat -c '%u:%g:%a' \"$place\") || return 1\n  case $seen in\n    0:0:755) [ \"$entries\" = 0 ] && { echo \"new $seen $entries\"; return; } ;;\n    0:\"$gid\":* | *:\"$gid\":2??? | *:\"$gid\":3???) echo \"ours $seen $entries\"; return ;;\n  esac\n  echo \"foreign $seen $entries\"\n}\n",
    "lib/left.sh": "# shellcheck shell=bash\n# A note for each file system that Prism itself took away, so that a later look can tell that from one that was lost.\nLEFT=/var/lib/prism/left\n\nnote_left() { (umask 077 && mkdir -p \"$LEFT\") && : >\"$LEFT/$PRISM_FILE_SYSTEM\"; }\n\nforget_left() { rm -f -- \"$LEFT/$PRISM_FILE_SYSTEM\"; }\n\nlook_left() {\n  if [ -f \"$LEFT/$PRISM_FILE_SYSTEM\" ]; then record left \"fs=$PRISM_FILE_SYSTEM\"; fi\n}\n",
    "lib/limits.sh": "# shellcheck shell=bash\n# Every touch of a mount, and every program that may stay behind, goes through one of these. A process in D state cannot be\n# killed; the time limit then ends the wait, not the process.\n\n# limited SECONDS COMMAND…: output in OUT, status returned; 124 when the limit passed. COMMAND is a program that only answers, or a\n# function of ours. One worker does them one after another, so that each costs no process but its own. What may leave something\n# behind, or is somebody's else than root's, is run `apart`.\n# shellcheck disable=SC2034 # OUT is read by the callers\nlimited() {\n  local seconds=$1 words status=''\n  shift\n  OUT=''\n  worker_for \"$seconds\"\n  printf -v words '%q ' \"$@\"\n  if printf '%s\\n' \"$words\" >&\"$WORKER_IN\" && IFS= read -r -d '' -t \"$seconds\" -u \"$WORKER_OUT\" OUT; then\n    IFS= read -r -d '' -t 4 -u \"$WORKER_OUT\" status || :\n  fi\n  [ -n \"$status\" ] || { end_worker; status=124; }\n  trim_output\n  return \"$status\"\n}\n\n# What the next program that runs apart reads, where that is not nothing.\nINPUT=''\n\n# apart SECONDS COMMAND…: the same in a process group of its own, which nobody ends but the limit. The NUL marks the end of output,\n# so a child that keeps the pipe open does not keep us. Of output at most 64 KiB are read, and then it is not waited for: 125.\n# shellcheck disable=SC2034 # OUT is read by the callers\napart() {\n  local seconds=$1 fd status\n  shift\n  OUT=''\n  exec {fd}< <(\n    if [ -n \"$INPUT\" ]; then exec < <(printf %s \"$INPUT\" 2>/dev/null); else exec </dev/null; fi\n    timeout -k 2 \"$seconds\" \"$@\" 2>&1 9>&-\n    printf '\\0%d\\0' \"$?\"\n  )\n  INPUT=''\n  if IFS= read -r -d '' -n 65536 -t $((seconds + 4)) -u \"$fd\" OUT; then\n    if [ \"${#OUT}\" = 65536 ]; then status=125; else status=''; fi\n    [ -n \"$status\" ] || IFS= read -r -d '' -t 4 -u \"$fd\" status || status=124\n  else\n    status=124\n  fi\n  exec {fd}<&-\n  trim_output\n  [ \"$status\" = 137 ] && status=124\n  return \"$status\"\n}\n\ntrim_output() { while [[ $OUT == *$'\\n' ]]; do OUT=${OUT%$'\\n'}; done; }\n\n# The worker's life is limited too: should this script be killed while a server hangs, the worker does not outlive it for long.\n# What it can do of ours, each file says in a line of its own; their text is put into WORKER_TEXT when the script is put together. Not by\n# `declare -f`: bash up to 5.1 prints some redirections as others.\n# By the worker: work\nWORKER_LIFE=150 WORKER='' WORKER_SHELL='' WORKER_UNTIL=0 WORKER_IN='' WORKER_OUT=''\n# a worker that is gone must not end the script that writes to it\ntrap : PIPE\n\n# worker_for SECONDS: one that lives so long.\nworker_for() {\n  [ \"$WORKER_SHELL\" = \"$BASHPID\" ] && [ $((SECONDS + $1)) -lt \"$WORKER_UNTIL\" ] && kill -0 \"$WORKER\" 2>/dev/null && return\n  [ \"$WORKER_SHELL\" != \"$BASHPID\" ] || end_worker\n  coproc COWORKER { exec timeout -k 2 \"$WORKER_LIFE\" bash -c \"set -uf +h\n$WORKER_TEXT\nwork\" prism 2>/dev/null 9>&-; }\n  # shellcheck disable=SC2154 # coproc sets it\n  WORKER=$COWORKER_PID WORKER_SHELL=$BASHPID WORKER_UNTIL=$((SECONDS + WORKER_LIFE))\n  WORKER_OUT=${COWORKER[0]} WORKER_IN=${COWORKER[1]}\n}\n\n# In the worker: command after command, each with a pipe of its own, so that none can speak for a later one.\nwork() {\n  local words said\n  while IFS= read -r words; do\n    eval \"set -- $words\"\n    if declare -F \"$1\" >/dev/null; then said=$(\"$@\" 2>&1 </dev/null); else said=$(exec \"$@\" 2>&1 </dev/null); fi\n    printf '%s\\0%d\\0' \"$said\" \"$?\"\n  done\n}\n\n# timeout has made it the head of a process group, with what it runs.\nend_worker() {\n  [ -z \"$WORKER\" ] || kill -KILL -- \"-$WORKER\" 2>/dev/null || kill -KILL \"$WORKER\" 2>/dev/null\n  WORKER=''\n}\n\n# logged SECONDS COMMAND…: for talkative programs (package managers): output in the job's log, its last part in OUT.\n# shellcheck disable=SC2034 # OUT and WORDS are read by the callers\nlogged() {\n  local seconds=$1 from status=0\n  shift\n  from=$(stat -c %s \"$LOG\" 2>/dev/null || echo 0)\n  timeout -k 5 \"$seconds\" \"$@\" >>\"$LOG\" 2>&1 </dev/null 9>&- || status=$?\n  OUT=$(tail -c +$((from + 1)) \"$LOG\" | tail -c 6000 | tr -d '\\000')\n  if [ \"$(stat -c %s \"$LOG\")\" -gt 262144 ]; then\n    tail -c 131072 \"$LOG\" >\"$LOG.tail\" && mv -f \"$LOG.tail\" \"$LOG\"\n  fi\n  [ \"$status\" = 137 ] && status=124\n  return \"$status\"\n}\n\n# The last lines of OUT on one line: what a failure shows.\n# shellcheck disable=SC2034 # OUT and WORDS are read by the callers\nlast_words() {\n  WORDS=$(printf '%s\\n' \"${OUT:-}\" | grep -v '^[[:space:]]*$' | tail -n \"${1:-4}\" | tr -s ' ')\n  WORDS=${WORDS# } WORDS=${WORDS//$'\\n '/$'\\n'} WORDS=${WORDS//$'\\n'/; }\n  [ \"${#WORDS}\" -le 280 ] || WORDS=...${WORDS: -276}\n}\n",
    "lib/login-user.sh": "# shellcheck shell=bash\n# The instance's login user: cloud-init's default user, then uid 1000, then the names that images are known to use. Never root.\nKNOWN_LOGIN_USERS='ubuntu rocky ec2-user admin debian centos almalinux fedora cloud-user opc'\n\nusable_login() {\n  case $1 in '' | root | .* | *[!a-z0-9._-]*) return 1 ;; esac\n  limited 10 getent passwd \"$1\" || return 1\n  case $OUT in *:*:0:*) return 1 ;; esac\n}\n\n# In CLOUD_USER: `name:` below `default_user:`; a later file in cloud.cfg.d wins, as cloud-init merges them.\ncloud_init_user() {\n  local file files=()\n  set +f\n  for file in /etc/cloud/cloud.cfg /etc/cloud/cloud.cfg.d/*.cfg; do [ ! -f \"$file\" ] || files+=(\"$file\"); done\n  set -f\n  CLOUD_USER=''\n  [ \"${#files[@]}\" -gt 0 ] || return 0\n  CLOUD_USER=$(exec awk '\n    /^[[:space:]]*#/ { next }\n    /^[[:space:]]*default_user:[[:space:]]*$/ { match($0, /^ */); depth = RLENGTH; inside = 1; next }\n    inside { match($0, /^ */); if ($0 ~ /[^[:space:]]/ && RLENGTH <= depth) inside = 0 }\n    inside && $1 == \"name:\" { gsub(/[\"\\047]/, \"\", $2); name = $2; inside = 0 }\n    END { print name }' \"${files[@]}\")\n}\n\nLOGIN=''\nlook_login() {\n  local name how=''\n  cloud_init_user\n  name=$CLOUD_USER\n  if usable_login \"$name\"; then\n    how=cloud-init\n  elif limited 10 getent passwd 1000 && usable_login \"${OUT%%:*}\"; then\n    name=${OUT%%:*} how=uid-1000\n  else\n    for name in $KNOWN_LOGIN_USERS; do usable_login \"$name\" && { how=known-name; break; }; done\n  fi\n  [ -n \"$how\" ] || return 0\n  LOGIN=$name\n  record login \"user=$name\" \"how=$how\"\n}\n",
    "lib/look.sh": "# shellcheck shell=bash\n# The look: `inspect` is this, and so is the after-look of mount. look facts reads only; look behaviour also tries things as each\n# account on the volume and removes what it made.\nlook() {\n  look_os\n  look_zone\n  look_login\n  ACCOUNTS=${PRISM_ACCOUNTS:-$LOGIN}\n  look_accounts\n  look_group\n  look_client\n  look_mounts\n  look_place\n  look_fstab\n  look_boot\n  look_left\n  look_asked\n  look_paths\n  [ \"$PRISM_ENFORCED\" = 1 ] || look_root\n  if [ \"$1\" = behaviour ]; then\n    if [ \"$PRISM_ENFORCED\" = 1 ]; then\n      look_enforced\n    else\n      look_behaviours\n      look_contents\n    fi\n  fi\n  look_umasks\n  look_stale\n  look_units\n  record looked \"depth=$1\"\n}\n",
    "lib/metadata.sh": "# shellcheck shell=bash\n# Instance metadata (IMDSv2, then v1), by bash's own TCP: curl need not be there. Answers within two seconds or not at all.\nmetadata_get() {\n  local path=$1 method=${2:-GET} header=${3:-} line body=0 fd\n  exec {fd}<>/dev/tcp/169.254.169.254/80 || return 1\n  printf '%s /latest/%s HTTP/1.0\\r\\nHost: 169.254.169.254\\r\\n%sConnection: close\\r\\n\\r\\n' \"$method\" \"$path\" \"$header\" >&\"$fd\"\n  IFS= read -r line <&\"$fd\" || return 1\n  case $line in *' 200'*) ;; *) return 1 ;; esac\n  while IFS= read -r line <&\"$fd\" || [ -n \"$line\" ]; do\n    line=${line%$'\\r'}\n    if [ \"$body\" = 1 ]; then printf %s \"$line\"; break; fi\n    [ -n \"$line\" ] || body=1\n  done\n}\n\nmetadata_lines() {\n  local token header='' path\n  token=$(metadata_get api/token PUT $'X-aws-ec2-metadata-token-ttl-seconds: 60\\r\\nContent-Length: 0\\r\\n') && [ -n \"$token\" ] &&\n    header=\"X-aws-ec2-metadata-token: $token\"$'\\r\\n'\n  for path in meta-data/placement/availability-zone meta-data/placement/region meta-data/instance-id; do\n    metadata_get \"$path\" GET \"$header\" || exit 1\n    printf '\\n'\n  done\n}\n\n# By the worker: metadata_get metadata_lines\nlook_zone() {\n  local zone='' region='' id=''\n  limited 2 metadata_lines || return 0\n  { read -r zone; read -r region; read -r id; } <<<\"$OUT\"\n  INSTANCE_ID=$id\n  [ -n \"$zone\" ] && [ -n \"$region\" ] && [ -n \"$id\" ] && record zone \"az=$zone\" \"region=$region\" \"id=$id\"\n  return 0\n}\n",
    "lib/mounts.sh": "# shellcheck shell=bash\n# What is mounted, from mountinfo alone: asking the mount itself could hang. Which file system a TLS mount is, only the EFS\n# client's state file knows: the kernel shows 127.0.0.1:/. It is process 1 that is asked: what an agent with a mount namespace of\n# its own has mounted there, nobody else would see.\nEFS_STATE=/var/run/efs\nMOUNT_TABLE=/proc/1/mountinfo\n[ -r \"$MOUNT_TABLE\" ] || MOUNT_TABLE=/proc/self/mountinfo\n# One entry per index, in mount order. M_DEVICE: major:minor. M_FLAGS: what holds for this mount alone. M_PEER: the group of mounts\n# that what is mounted in it is mounted in too.\nM_PLACE=() M_SOURCE=() M_TYPE=() M_FLAGS=() M_OPTIONS=() M_DEVICE=() M_NUMBER=() M_PARENT=() M_PEER=() M_ID=() M_TLS=() M_AP=()\n\nread_mounts() {\n  local line number parent device root place options rest type source super i=0\n  M_PLACE=() M_SOURCE=() M_TYPE=() M_FLAGS=() M_OPTIONS=() M_DEVICE=() M_NUMBER=() M_PARENT=() M_PEER=() M_ID=() M_TLS=() M_AP=()\n  while IFS= read -r line; do\n    read -r number parent device root place options _ <<<\"$line\"\n    rest=${line##* - }\n    read -r type source super <<<\"$rest\"\n    printf -v place %b \"${place//\\\\/\\\\0}\"\n    # a part of a volume: NFS has it in its source already, a bind of a part in the root alone\n    case $source in *:/*) [ \"$root\" = / ] || source=${source%/}$root ;; esac\n    M_PLACE[i]=$place M_SOURCE[i]=$source M_TYPE[i]=$type M_FLAGS[i]=$options M_OPTIONS[i]=$options,$super M_DEVICE[i]=$device M_NUMBER[i]=$number M_PARENT[i]=$parent M_PEER[i]=''\n    [[ ${line%% - *} =~ \\ shared:([0-9]+) ]] && M_PEER[i]=${BASH_REMATCH[1]}\n    identify \"$i\" \"$root\"\n    i=$((i + 1))\n  done <\"$MOUNT_TABLE\"\n}\n\n# Is this an address of one of the file system's mount targets?\nis_target() { [ -n \"$1\" ] && case \",$PRISM_ADDRESSES,\" in *\",$1,\"*) return 0 ;; esac; return 1; }\n\n# Sets M_ID, M_TLS (yes | no | unknown) and M_AP (the access point, or empty) of entry $1.\nidentify() {\n  local i=$1 source=${M_SOURCE[$1]} name wanted port='' address='' file id='' state point fits asked='' carried='' rest more files\n  M_ID[i]='' M_TLS[i]=unknown M_AP[i]=''\n  case $source in\n    fs-*.efs.*:/* | *.fs-*.efs.*:/*)\n      id=fs-${source#*fs-}\n      M_ID[i]=${id%%.*} M_TLS[i]=no\n      return ;;\n    127.0.0.1:/* | localhost:/* | '[::1]:/'*) ;;\n    *)\n      # by address, or by a name of the team's own: the kernel shows which address it became\n      [[ ${M_OPTIONS[i]} =~ ,addr=([0-9.]+) ]] && address=${BASH_REMATCH[1]}\n      if is_target \"${source%%:*}\" || is_target \"$address\"; then M_ID[i]=$PRISM_FILE_SYSTEM M_TLS[i]=no; fi\n      return ;;\n  esac\n  wanted=${M_PLACE[i]#/}\n  wanted=${wanted//\\//.}\n  [[ ${M_OPTIONS[i]} =~ ,port=([0-9]+) ]] && port=${BASH_REMATCH[1]}\n  set +f\n  files=(\"$EFS_STATE\"/fs-*)\n  set -f\n  for file in \"${files[@]}\"; do\n    [ -f \"$file\" ] || continue\n    name=${file#\"$EFS_STATE\"/}\n    [[ $name =~ ^(fs-[0-9a-f]+)\\.(.+)\\.([0-9]+)$ ]] || continue\n    fits=\n    [ \"${BASH_REMATCH[2]}\" = \"$wanted\" ] && fits=place\n    [ -z \"$port\" ] || [ \"$port\" = \"${BASH_REMATCH[3]}\" ] && fits+=port\n    [ -n \"$fits\" ] || continue\n    state=''\n    IFS= read -r -d '' -n 65536 state <\"$file\" || :\n    point=${BASH_REMATCH[1]}/\n    [[ $state =~ \\\"accessPoint\\\":\\ *\\\"(fsap-[0-9a-f]+)\\\" ]] && point+=${BASH_REMATCH[1]}\n    case $fits in\n      place) asked+=\" $point\" ;;\n      port) tls_of \"$state\"; carried+=\" ${point%%/*} $TLS\" ;;\n      placeport)\n        # two state files that both fit: which one is live cannot be told\n        if [ -n \"$id\" ] && [ \"$id\" != \"$point\" ]; then M_ID[i]='' M_TLS[i]=unknown M_AP[i]=''; return; fi\n        id=$point\n        tls_of \"$state\"\n        M_ID[i]=${id%%/*} M_AP[i]=${id#*/} M_TLS[i]=$TLS ;;\n    esac\n  done\n  # The kernel may carry several mounts of one file system over one tunnel, and then shows its port at all of them. That tunnel says\n  # what is mounted, the state file of the place what was asked for: where both are the same file system, it is that.\n  [ -z \"$id\" ] && [ -n \"$port\" ] || return 0\n  read -r id rest <<<\"$asked\"\n  read -r name state more <<<\"$carried\"\n  if [ -n \"$id\" ] && [ -z \"$rest$more\" ] && [ \"${id%%/*}\" = \"$name\" ]; then M_ID[i]=$name M_AP[i]=${id#*/} M_TLS[i]=$state; fi\n}\n\n# tls_of STATE: yes | no | unknown in TLS. A state file holds the tunnel's command: efs-proxy encrypts only with --tls (and its file is called\n# stunnel-config too); stunnel always does.\ntls_of() {\n  case $1 in\n    *efs-proxy*--tls*) TLS=yes ;;\n    *efs-proxy*) TLS=no ;;\n    *stunnel*) TLS=yes ;;\n    *) TLS=unknown ;;\n  esac\n}\n\nis_inert() { case \",${M_FLAGS[$1]},\" in *,nosuid,*) case \",${M_FLAGS[$1]},\" in *,nodev,*) return 0 ;; esac ;; esac; return 1; }\n\n# top_at PLACE: index of the topmost mount there in TOP; 1 when nothing is mounted there.\ntop_at() {\n  local i\n  TOP=''\n  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do [ \"${M_PLACE[i]}\" = \"$1\" ] && TOP=$i; done\n  [ -n \"$TOP\" ]\n}\n\n# Is entry $1 a whole volume? 1 where it is a folder of one.\nis_whole() { case ${M_SOURCE[$1]} in *:/?*) return 1 ;; esac; }\n\nis_read_only() { case \",${M_OPTIONS[$1]},\" in *,ro,*) return 0 ;; esac; return 1; }\n\n# Does the mount of entry $1 answer? yes | no | stale | timeout, in ANSWERS. statfs goes to the server; a cached stat need not.\n# REACHED=0: its path leads to something else, because a directory above it was mounted over, or it is not mounted for us.\nmount_answers() {\n  local status=0 device=''\n  REACHED=1\n  apart 5 stat -f -c %s \"${M_PLACE[$1]}\" || status=$?\n  [ \"$status\" = 0 ] && { limited 5 stat -c %d \"${M_PLACE[$1]}\" && device=$OUT || status=$?; }\n  case $status:$OUT in 0:*) ANSWERS=yes ;; 124:*) ANSWERS=timeout ;; *'Stale file handle'* | *'Stale NFS file handle'*) ANSWERS=stale ;; *) ANSWERS=no ;; esac\n  case $device in\n    '' | *[!0-9]*) [ \"$ANSWERS\" != no ] || on_the_way \"${M_PLACE[$1]}\" || REACHED=0 ;;\n    # as glibc packs them into st_dev\n    *) [ \"$((device >> 8 & 0xfff | device >> 32 & ~0xfff)):$((device & 0xff | device >> 12 & ~0xff))\" = \"${M_DEVICE[$1]}\" ] || REACHED=0 ;;\n  esac\n}\n\n# Is there something at the place at all? (A server that refuses leaves its directory there.)\non_the_way() { case $OUT in *'No such file'* | *'Not a directory'*) return 1 ;; esac; return 0; }\n\n# Mounts at the mount point (`here`, topmost last), the same file system anywhere else, and what else is mounted inside the volume.\n# LIVE=1: the volume can be looked at.\nLIVE=0\nlook_mounts() {\n  local i at ro inside=0\n  LIVE=0\n  read_mounts\n  # an automount shows itself until somebody comes\n  if top_at \"$PRISM_MOUNT_POINT\" && [ \"${M_TYPE[TOP]}\" = autofs ]; then limited 20 stat -c %i \"$PRISM_MOUNT_POINT/.\"; read_mounts; fi\n  if top_at \"$PRISM_MOUNT_POINT\"; then look_inside \"$TOP\"; fi\n  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do\n    if [ \"${M_PLACE[i]}\" = \"$PRISM_MOUNT_POINT\" ]; then\n      at=here\n    elif [ \"${M_ID[i]}\" = \"$PRISM_FILE_SYSTEM\" ]; then\n      at=elsewhere\n    else\n      continue\n    fi\n    mount_answers \"$i\"\n    if [ $at = here ]; then LIVE=0; [ \"$ANSWERS\" = yes ] && [ \"$REACHED\" = 1 ] && LIVE=1; fi\n    ro=0\n    is_read_only \"$i\" && ro=1\n    record mount \"at=$at\" \"place=${M_PLACE[i]}\" \"source=${M_SOURCE[i]}\" \"type=${M_TYPE[i]}\" \"options=${M_OPTIONS[i]}\" \"fs=${M_ID[i]}\" \"ap=${M_AP[i]}\" \\\n      \"encrypted=${M_TLS[i]}\" \"answers=$ANSWERS\" \"ro=$ro\" \"reached=$REACHED\" \"inside=$inside\"\n  done\n  top_at \"$PRISM_MOUNT_POINT\" || LIVE=0\n  look_held\n}\n\n# Other file systems in the volume's own tree, over entry $1: what is written there stays on this instance. At most 5 are named.\nlook_inside() {\n  local i\n  for ((i = $1 + 1; i < ${#M_PLACE[@]}; i++)); do\n    case ${M_PLACE[i]} in \"$PRISM_MOUNT_POINT\"/*) ;; *) continue ;; esac\n    # a folder of the volume bound elsewhere in it is still the volume\n    [ \"${M_DEVICE[i]}\" != \"${M_DEVICE[$1]}\" ] || continue\n    inside=$((inside + 1))\n    [ \"$inside\" -gt 5 ] || record inside \"place=${M_PLACE[i]}\" \"source=${M_SOURCE[i]}\" \"type=${M_TYPE[i]}\"\n  done\n}\n\n# What the mount point is on the local disk, when nothing is mounted there.\nlook_place() {\n  local type entries name\n  if top_at \"$PRISM_MOUNT_POINT\"; then record place exists=1 type=directory; return; fi\n  if [ -L \"$PRISM_MOUNT_POINT\" ]; then record place exists=1 type=symlink; return; fi\n  if [ ! -e \"$PRISM_MOUNT_POINT\" ]; then record place exists=0; return; fi\n  if [ ! -d \"$PRISM_MOUNT_POINT\" ]; then\n    type=$(stat -c %F \"$PRISM_MOUNT_POINT\")\n    record place exists=1 \"type=${type// /-}\"\n    return\n  fi\n  entries=$(find \"$PRISM_MOUNT_POINT\" -mindepth 1 -maxdepth 1 -printf x | wc -c)\n  record place exists=1 type=directory \"entries=$entries\"\n  entries=0\n  while IFS= read -r -d '' name; do\n    record place-entry \"name=${name:0:80}\"\n    entries=$((entries + 1))\n    [ \"$entries\" -lt 5 ] || break\n  done < <(find \"$PRISM_MOUNT_POINT\" -mindepth 1 -maxdepth 1 -printf '%f\\0')\n}\n",
    "lib/once.sh": "# shellcheck shell=bash\n# At most once: SSM may deliver a command twice, or an hour late. Under the host's lock a job that was done answers with its\n# stored transcript, one that was cut off is never begun again, one past its time is refused.\nJOBS=/var/lib/prism/jobs\n\nexpired() { now; [ \"$NOW\" -gt \"$PRISM_NOT_AFTER\" ]; }\n\n# run_job FUNCTION\nrun_job() {\n  local dir=$JOBS/$PRISM_JOB\n  [ -d /run/prism ] && [ -d \"$JOBS\" ] || (umask 077 && mkdir -p /run/prism \"$JOBS\") || exit 3\n  # not in /run/lock, where everybody may write on Debian and could hold our lock\n  exec 9>>/run/prism/lock\n  if ! flock -w \"$PRISM_LOCK_SECONDS\" 9; then print_transcript busy; exit 75; fi\n  if [ -f \"$dir/status\" ]; then replay \"$dir\"; exit \"$EXIT\"; fi\n  if [ -d \"$dir\" ]; then print_transcript interrupted; exit 1; fi\n  if expired; then print_transcript expired; exit 1; fi\n  mkdir -m 0700 \"$dir\" || exit 3\n  LOG=$dir/log\n  # a disk that is full takes an empty file still: what could not be kept is not begun\n  umask 077\n  : >\"$LOG\" && printf '%s\\n' \"$NOW\" >\"$dir/begun\" || { rm -rf \"$dir\"; exit 3; }\n  umask 022\n  # bash keeps the real stdout and stderr aside, close-on-exec, for as long as this redirection holds\n  \"$1\" >>\"$LOG\" 2>&1 </dev/null\n  finish \"$dir\"\n}\n\n# run_look FUNCTION: a job that only reads needs neither lock nor store; a repeat is a new look.\nrun_look() {\n  # shellcheck disable=SC2034 # read by logged\n  LOG=/dev/null\n  if expired; then print_transcript expired; exit 1; fi\n  \"$1\" >/dev/null 2>&1 </dev/null\n  print_transcript 'done'\n}\n\nfinish() {\n  local dir=$1 status=0\n  [ -z \"$FAILED\" ] || status=1\n  printf %s \"$RECORDS\" >\"$dir/records\" && printf '%d %d\\n' \"$status\" \"$COUNT\" >\"$dir/status.new\" && mv -f \"$dir/status.new\" \"$dir/status\"\n  print_transcript 'done'\n  [ ! -s \"$LOG\" ] || tail -c 4000 \"$LOG\" >&2\n  prune\n  exit \"$status\"\n}\n\nreplay() {\n  RECORDS=''\n  local line\n  while IFS= read -r line; do RECORDS+=$line$'\\n'; done <\"$1/records\"\n  read -r EXIT COUNT <\"$1/status\"\n  print_transcript replayed\n}\n\n# Keeps the 50 newest jobs.\nprune() {\n  local old all\n  set +f\n  all=(\"$JOBS\"/*)\n  set -f\n  [ \"${#all[@]}\" -gt 50 ] || return 0\n  while IFS= read -r old; do rm -rf -- \"${JOBS:?}/$old\"; done < <(cd \"$JOBS\" && find . -mindepth 1 -maxdepth 1 -printf '%T@ %f\\n' | sort -rn | tail -n +51 | cut -d' ' -f2)\n}\n",
    "lib/os.sh": "# shellcheck shell=bash\n# Which distribution, and where: os-release is read, never sourced.\nFAMILY=other DISTRIBUTION='' SYSTEMD=0\n\nlook_os() {\n  [ \"$DISTRIBUTION\" = '' ] || return 0\n  local line value id='' like='' version='' file=/etc/os-release hostname kernel architecture\n  [ -r \"$file\" ] || file=/dev/null\n  while IFS= read -r line; do\n    value=${line#*=}\n    value=${value#[\\\"\\']} value=${value%[\\\"\\']}\n    case $line in\n      ID=*) id=$value ;;\n      ID_LIKE=*) like=$value ;;\n      VERSION_ID=*) version=$value ;;\n    esac\n  done <\"$file\"\n  case \" $id $like \" in\n    *' debian '* | *' ubuntu '*) FAMILY=debian ;;\n    *' rhel '* | *' fedora '* | *' centos '* | *' amzn '* | *' rocky '* | *' almalinux '*) FAMILY=redhat ;;\n    *' suse '* | *' sles '* | *' opensuse'*) FAMILY=suse ;;\n  esac\n  DISTRIBUTION=${id:-unknown}\n  [ -d /run/systemd/system ] && SYSTEMD=1\n  read -r hostname kernel architecture <<<\"$(uname -nrm)\"\n  record host \"distribution=$DISTRIBUTION\" \"version=$version\" \"family=$FAMILY\" \"hostname=$hostname\" \"kernel=$kernel\" \\\n    \"architecture=$architecture\" \"systemd=$SYSTEMD\"\n}\n",
    "lib/packages.sh": "# shellcheck shell=bash\n# Installing packages. The package manager's own words decide what is wrong: somebody holds the lock (wait), no such package,\n# a repository cannot be reached, its own state is broken, the disk is full, or it simply failed.\nINSTALL_SECONDS=600\nVERDICT=1\n\n# install_packages NAME-OR-FILE…: 0 done · 1 failed · 2 not in the repositories · 3 the lock stayed held · 4 a repository could not be\n# reached · 5 the manager's state is broken · 6 no space. Output in OUT.\ninstall_packages() {\n  local status refreshed=0 unreached='' until\n  now\n  until=$((NOW + PRISM_PACKAGE_SECONDS))\n  while :; do\n    status=0\n    case $PRISM_MANAGER in\n      dnf | yum) logged \"$INSTALL_SECONDS\" \"$PRISM_MANAGER\" -y --setopt=exit_on_lock=True install \"$@\" || status=$? ;;\n      zypper) logged \"$INSTALL_SECONDS\" zypper --non-interactive install --allow-unsigned-rpm \"$@\" || status=$? ;;\n      apt-get) apt_get -y -o Dpkg::Options::=--force-confold install \"$@\" || status=$? ;;\n      *) OUT='no package manager'; return 2 ;;\n    esac\n    [ \"$status\" = 0 ] && return 0\n    verdict_of \"$status\"\n    # without the lists of every repository, \"no such package\" is not known\n    if [ \"$VERDICT\" = 2 ] && [ -n \"$unreached\" ]; then OUT=$unreached; return 4; fi\n    if [ \"$VERDICT\" != 3 ]; then\n      [ \"$refreshed\" = 0 ] && stale_lists || return \"$VERDICT\"\n      refreshed=1 status=0\n      apt_get update || status=$?\n      unreachable && unreached=$OUT\n      if [ \"$status\" = 0 ] || ! lock_held \"$status\"; then continue; fi\n      refreshed=0\n    fi\n    now\n    [ \"$NOW\" -lt \"$until\" ] || return 3\n    sleep 2\n  done\n}\n\napt_get() { logged \"$INSTALL_SECONDS\" apt-get -q -o DPkg::Lock::Timeout=5 \"$@\"; }\n\n# verdict_of STATUS: from the status and the words in OUT, as install_packages returns it.\nverdict_of() {\n  VERDICT=1\n  if lock_held \"$1\"; then VERDICT=3\n  elif no_room; then VERDICT=6\n  elif state_broken; then VERDICT=5\n  elif unreachable; then VERDICT=4\n  elif no_such_package \"$1\"; then VERDICT=2\n  fi\n}\n\nlock_held() {\n  case $PRISM_MANAGER:$1 in zypper:7 | dnf:200 | yum:200) return 0 ;; esac\n  # a lock that was waited for and had leaves other words behind: only the final ones count\n  said 'E: Could not get lock' 'E: Unable to acquire the dpkg frontend lock' 'E: Unable to lock' 'dpkg frontend lock was locked' \\\n    'Another app is currently holding the yum lock' ' already locked by ' \"can't create transaction lock\"\n}\n\nno_room() {\n  said 'No space left on device' \"You don't have enough free space in\" 'more space needed on the ' 'B more space on the ' 'B on the /' 'Not enough space' \\\n    'Insufficient space in download directory' 'Failure writing output to destination'\n}\n\n# Half-installed packages, an interrupted dpkg, a damaged database of rpm: a repeat changes nothing.\nstate_broken() {\n  said 'dpkg was interrupted' 'very bad inconsistent state' 'needs to be reinstalled, but I can' \"Try 'apt --fix-broken install'\" \\\n    'package database is corrupt' 'rpmdb open failed' 'cannot open Packages' 'disk image is malformed' 'nitialization failed' 'Rpmdb init failed'\n}\n\nunreachable() {\n  said 'Failed to fetch ' 'Unable to fetch some archives' 'does not have a Release file' \\\n    'Cannot download repomd.xml' 'download metadata for repo' 'Cannot find a valid baseurl' \\\n    'Download (curl) error' 'because of the above error'\n}\n\n# said WORDS…: whether any of them is in OUT.\nsaid() {\n  local words\n  for words; do case $OUT in *\"$words\"*) return 0 ;; esac; done\n  return 1\n}\n\n# apt knows packages only by lists that somebody fetched, perhaps long ago: it misses one, wants an archive that is gone, or finds\n# no way to fit versions together.\nstale_lists() {\n  case $PRISM_MANAGER:$VERDICT:$OUT in apt-get:[24]:* | apt-get:*'unmet dependencies'*) return 0 ;; esac\n  return 1\n}\n\nno_such_package() {\n  [ \"$PRISM_MANAGER:$1\" = zypper:104 ] ||\n    said 'Unable to locate package' 'has no installation candidate' 'No match for argument' 'Unable to find a match' ' not found in package names' \\\n      'No provider of ' || case $OUT in *'No package '*' available'*) ;; *) return 1 ;; esac\n}\n\n# fetch URL FILE\nfetch() {\n  if have curl; then\n    logged 300 curl -fsSL --proto '=https' --retry 2 --connect-timeout 15 -o \"$2\" \"$1\"\n  elif have wget; then\n    logged 300 wget -q --https-only --tries 3 --connect-timeout 15 -O \"$2\" \"$1\"\n  else\n    OUT='neither curl nor wget is there'\n    return 1\n  fi\n}\n",
    "lib/pam-umask.sh": "# shellcheck shell=bash\n# umask for the group's members only, the way the distribution wants it. A line before pam_umask skips it for everybody else.\nPAM_PROFILE=/usr/share/pam-configs/prism-umask\nAUTHSELECT=/etc/authselect/custom/prism\nPROFILE=/etc/profile.d/prism-umask.sh\n\n# pam_lines BEFORE [AFTER]: what stands before and after each of the two.\npam_lines() {\n  printf '%s[success=ignore default=1] pam_succeed_if.so quiet user ingroup %s%s\\n' \"$1\" \"$PRISM_GROUP\" \"${2-}\"\n  printf '%soptional pam_umask.so umask=%s%s\\n' \"$1\" \"$PRISM_UMASK\" \"${2-}\"\n}\n\n# pam_append FILE: our lines at the end of it, in the place of those that a Prism before has marked.\npam_append() { replace_file \"$1\" 0644 pam_appending \"$1\" || wrong step-failed \"$SEEN\"; }\npam_appending() { { grep -v '# Prism$' \"$1\" || [ $? = 1 ]; } && pam_lines 'session     ' ' # Prism'; }\n\n# Has FILE our lines as they are written now?\npam_appended() { [ \"$(grep '# Prism$' \"$1\")\" = \"$(pam_lines 'session     ' ' # Prism')\" ]; }\n\n# Do the stacks of su, sshd and cron (those that exist) give the enrolled accounts the wanted umask?\npam_covers() {\n  local account service\n  PAM_STACKS=()\n  find_su_service\n  for account in ${PRISM_ACCOUNTS//,/ }; do\n    account_of \"$account\" || continue\n    for service in \"$SU_SERVICE\" sshd cron crond; do\n      pam_file \"$service\" || continue\n      pam_umask_of \"$service\"\n      [ \"$UMASK\" = \"$PRISM_UMASK\" ] || { UNCOVERED=\"$account, $service, $UMASK\"; return 1; }\n    done\n  done\n}\n\nstep_umask() {\n  umask_by_pam || return\n  [ \"$STATUS\" = skipped ] || umask_after_profile\n}\n\n# Red Hat's start files until release 8, and Amazon Linux 2's, come after PAM and give 022 to everybody whose first group is not his own, as a\n# directory's people mostly have it. What lies in /etc/profile.d comes after that rule, in login shells and, by /etc/bashrc, in others.\numask_after_profile() {\n  local text\n  grep -qs 'id -gn' /etc/profile /etc/bashrc || return 0\n  printf -v text '%s\\n%s' \"# By Prism: members share what they make, whatever their first group is\" \\\n    \"case \\\" \\$(id -Gn 2>/dev/null) \\\" in *\\\" $PRISM_GROUP \\\"*) umask $PRISM_UMASK ;; esac\"\n  [ \"$(cat \"$PROFILE\" 2>/dev/null)\" != \"$text\" ] || return 0\n  replace_file \"$PROFILE\" 0644 printf '%s\\n' \"$text\" || { wrong step-failed \"$SEEN\"; return; }\n  if [ \"$STATUS\" = changed ]; then changed \"$DETAIL, and $PROFILE\"; else changed \"$PROFILE; $DETAIL\"; fi\n}\n\numask_by_pam() {\n  if ! pam_module pam_umask.so || ! pam_module pam_succeed_if.so; then\n    skipped 'this PAM has no pam_umask or pam_succeed_if; members keep their own umask'\n    return\n  fi\n  if have pam-auth-update; then\n    umask_by_pam_auth_update\n  elif have authselect && apart 20 authselect current -r && [ -n \"$OUT\" ]; then\n    umask_by_authselect \"${OUT%%$'\\n'*}\"\n  elif pam_covers; then\n    unchanged \"members already get $PRISM_UMASK\"\n  elif is_pam_link common-session-pc; then\n    umask_by_links common-session-pc\n  elif is_pam_link system-auth-ac; then\n    umask_by_links system-auth-ac password-auth-ac\n  elif [ -f /etc/pam.d/system-auth ] && [ ! -L /etc/pam.d/system-auth ]; then\n    umask_by_files\n  else\n    skipped \"PAM is managed here by no tool that takes additions ($UNCOVERED); its files were not edited\"\n  fi\n}\n\numask_by_pam_auth_update() {\n  local text\n  text=$(printf 'Name: umask %s for the members of %s (Prism)\\nDefault: yes\\nPriority: 0\\nSession-Type: Additional\\nSession:\\n' \"$PRISM_UMASK\" \"$PRISM_GROUP\"; pam_lines $'\\t')\n  if [ -f \"$PAM_PROFILE\" ] && [ \"$(cat \"$PAM_PROFILE\")\" = \"$text\" ] && pam_covers; then\n    unchanged \"pam-auth-update profile prism-umask\"\n    return\n  fi\n  mkdir -p \"${PAM_PROFILE%/*}\"\n  replace_file \"$PAM_PROFILE\" 0644 printf '%s\\n' \"$text\" || { wrong step-failed \"$SEEN\"; return; }\n  logged 60 pam-auth-update --package --enable prism-umask || logged 60 pam-auth-update --package || { last_words; wrong step-failed \"pam-auth-update: $WORDS\"; return; }\n  if pam_covers; then\n    changed \"pam-auth-update profile prism-umask\"\n  elif grep -qs 'ingroup '\"$PRISM_GROUP\" /etc/pam.d/common-session; then\n    changed \"pam-auth-update profile prism-umask; still not covered: $UNCOVERED\"\n  else\n    skipped 'pam-auth-update left /etc/pam.d alone (edited by hand, or the profile was switched off); members keep their own umask'\n  fi\n}\n\n# umask_by_authselect CURRENT: the selected profile and its features.\numask_by_authselect() {\n  local profile=${1%% *} features='' file\n  [ \"$profile\" = \"$1\" ] || features=${1#* }\n  if [ \"$profile\" = custom/prism ] && pam_covers; then\n    unchanged 'authselect profile custom/prism'\n    return\n  fi\n  if ! apart 20 authselect check; then\n    skipped 'authselect says that the PAM files were edited by hand; they were not touched'\n    return\n  fi\n  if [ \"$profile\" != custom/prism ]; then\n    # a profile of that name that nobody selected is a leftover of a run that was cut off\n    [ ! -d \"$AUTHSELECT\" ] || rm -rf \"$AUTHSELECT\"\n    apart 20 authselect create-profile prism -b \"$profile\" --symlink-meta || { last_words; wrong step-failed \"authselect create-profile: $WORDS\"; return; }\n  fi\n  # cron takes password-auth alone; su and sshd also postlogin, whose own pam_umask would come after ours\n  for file in system-auth password-auth postlogin; do\n    [ -f \"$AUTHSELECT/$file\" ] || { wrong step-failed \"authselect's profile $profile has no $file\"; return; }\n    pam_append \"$AUTHSELECT/$file\" || return\n  done\n  select_prism \"$profile\" \"$features\" || { [ -z \"$CODE\" ]; return; }\n  if pam_covers; then changed \"authselect profile custom/prism, based on $profile\"; else changed \"authselect profile custom/prism, based on $profile; still not covered: $UNCOVERED\"; fi\n}\n\n# select_prism PROFILE FEATURES: from 1.4 on (RHEL 10) authselect's check calls valid what was edited by hand, and its select writes over\n# it. Where that came about, PROFILE is selected again, the files are put back, and the step is skipped: 1, as where it failed.\nselect_prism() {\n  local file files=() kept=${LOG%/*}/authselect lost=''\n  for file in /etc/authselect/{system-auth,password-auth,fingerprint-auth,smartcard-auth,postlogin,nsswitch.conf}; do\n    [ ! -f \"$file\" ] || files+=(\"$file\")\n  done\n  mkdir -p \"$kept\" && cp -p \"${files[@]}\" \"$kept/\" || { wrong step-failed \"authselect's files could not be copied aside\"; return 1; }\n  # shellcheck disable=SC2086 # features are words\n  logged 60 authselect select custom/prism $2 || { last_words; wrong step-failed \"authselect select: $WORDS\"; return 1; }\n  for file in \"${files[@]}\"; do\n    [ \"$(pam_settings \"$file\")\" = \"$(pam_settings \"$kept/${file##*/}\")\" ] || lost+=\"${lost:+, }$file\"\n  done\n  [ -n \"$lost\" ] || return 0\n  # shellcheck disable=SC2086 # features are words\n  apart 60 authselect select \"$1\" $2 || { last_words; wrong step-failed \"authselect select: $WORDS\"; return 1; }\n  for file in \"${files[@]}\"; do replace_file \"$file\" 0644 cat \"$kept/${file##*/}\" || { wrong step-failed \"$SEEN\"; return; }; done\n  skipped \"authselect would undo what was edited by hand ($lost): it was put back, and members keep their own umask\"\n  return 1\n}\n\n# What counts in FILE, without our lines.\npam_settings() { grep -v -e '^[[:space:]]*#' -e '^[[:space:]]*$' -e '# Prism$' \"$1\"; }\n\n# pam-config (SUSE) writes files that end in -pc, authconfig (Amazon Linux 2) in -ac. What PAM reads is a link to each, without the end,\n# which both leave alone where it points elsewhere (pam-config(8), system-auth-ac(5)). Is FILE behind such a link, or behind ours?\nis_pam_link() {\n  local name=${1%-*} target\n  [ -f \"/etc/pam.d/$1\" ] && [ -L \"/etc/pam.d/$name\" ] && target=$(exec readlink \"/etc/pam.d/$name\") || return 1\n  case ${target#/etc/pam.d/} in \"$1\" | \"$name-prism\") return 0 ;; esac\n  return 1\n}\n\n# umask_by_links FILE…: each link comes to a file of ours, which takes in all that its tool has written and will write, and adds to it.\numask_by_links() {\n  local file name links=''\n  for file in \"$@\"; do is_pam_link \"$file\" || { skipped \"/etc/pam.d/${file%-*} is no link to $file here: made by hand, and not touched\"; return; }; done\n  for file in \"$@\"; do\n    name=/etc/pam.d/${file%-*}\n    replace_file \"$name-prism\" 0644 pam_including \"$file\" || { wrong step-failed \"$SEEN\"; return; }\n    ln -sfn \"${name##*/}-prism\" \"$name.new\" && mv -fT \"$name.new\" \"$name\" || { wrong step-failed \"could not rename into $name\"; return; }\n    links+=\"${links:+, }$name adds to $file\"\n  done\n  if pam_covers; then changed \"$links\"; else changed \"$links; still not covered: $UNCOVERED\"; fi\n}\n\npam_including() {\n  local kind\n  printf '#%%PAM-1.0\\n# All of %s, then the umask for members (Prism). To go back: ln -sfn %s /etc/pam.d/%s\\n' \"$1\" \"$1\" \"${1%-*}\"\n  for kind in auth account password session; do printf '%s include %s\\n' \"$kind\" \"$1\"; done\n  pam_lines 'session '\n}\n\n# Files that no tool writes anew: Amazon Linux 2023 has none, and images select no profile. Packages keep what was added to them.\numask_by_files() {\n  local file added=''\n  for file in /etc/pam.d/{system-auth,password-auth,postlogin}; do\n    [ -f \"$file\" ] && ! pam_appended \"$file\" || continue\n    pam_append \"$file\" || return\n    added+=\"${added:+, }$file\"\n  done\n  if [ -z \"$added\" ]; then\n    skipped \"what stands after Prism's lines in /etc/pam.d gives members another umask ($UNCOVERED), and was not touched\"\n  elif pam_covers; then\n    changed \"added to $added\"\n  else\n    changed \"added to $added; still not covered: $UNCOVERED\"\n  fi\n}\n",
    "lib/pam.sh": "# shellcheck shell=bash\n# Which umask a PAM service gives an account, by following its session stack as libpam would: includes, substacks, jumps, the\n# conditions of pam_succeed_if, and pam_umask's sources (GECOS, its argument, login.defs).\n\n# pam_file SERVICE: its file in PAM_FILE; 1 where it has none. What the site has comes before what packages bring (SUSE's in the last two).\npam_file() {\n  local folder\n  for folder in /etc/pam.d /usr/lib/pam.d /usr/etc/pam.d; do\n    PAM_FILE=$folder/$1\n    [ ! -f \"$PAM_FILE\" ] || return 0\n  done\n  return 1\n}\n\n# session_lines SERVICE [DEPTH]: adds to `lines` the session modules in order, includes followed; substacks between braces. As libpam reads:\n# what follows a # is comment, a \\ at the end takes the next line in, and the last line needs no end.\nsession_lines() {\n  local depth=${2:-0} line held='' kind control module rest PAM_FILE=$1\n  [ \"$depth\" -lt 8 ] || return 0\n  if [ \"${1#/}\" = \"$1\" ]; then pam_file \"$1\" || return 0; fi\n  [ -f \"$PAM_FILE\" ] || return 0\n  while IFS= read -r line || [ -n \"$line\" ]; do\n    line=$held${line%%#*} held=''\n    case $line in *\\\\) held=\"${line%?} \"; continue ;; esac\n    read -r kind control module rest <<<\"$line\"\n    case ${kind,,} in\n      @include) session_lines \"$control\" $((depth + 1)) ;;\n      session | -session)\n        case $control in\n          include) session_lines \"$module\" $((depth + 1)) ;;\n          substack) lines+=($'{\\t'); session_lines \"$module\" $((depth + 1)); lines+=($'}\\t') ;;\n          \\[*)\n            # a bracketed control may hold blanks\n            while [ \"${control%]}\" = \"$control\" ] && [ -n \"$module\" ]; do\n              control+=\" $module\"\n              module=${rest%%[[:space:]]*}\n              case $rest in *[[:space:]]*) rest=${rest#*[[:space:]]} ;; *) rest='' ;; esac\n              while [ -z \"$module\" ] && [ -n \"$rest\" ]; do\n                module=${rest%%[[:space:]]*}\n                case $rest in *[[:space:]]*) rest=${rest#*[[:space:]]} ;; *) rest='' ;; esac\n              done\n            done\n            lines+=(\"$control\"$'\\t'\"$module $rest\") ;;\n          *) lines+=(\"$control\"$'\\t'\"$module $rest\") ;;\n        esac ;;\n    esac\n  done <\"$PAM_FILE\"\n}\n\n# The stack of each service that was read; who changes one says `PAM_STACKS=()`.\ndeclare -A PAM_STACKS=()\n\n# pam_umask_of SERVICE: in UMASK, for the account that account_of read last. 0022 where nothing sets one; empty where that hangs on a\n# module whose answer is not ours to know. A service without a file is \"other\" to PAM.\npam_umask_of() {\n  local lines=() first\n  if [ -z \"${PAM_STACKS[$1]+set}\" ]; then\n    if pam_file \"$1\"; then session_lines \"$1\"; else session_lines other; fi\n    printf -v first '%s\\n' ${lines[@]+\"${lines[@]}\"}\n    PAM_STACKS[$1]=$first\n  fi\n  mapfile -t lines <<<\"${PAM_STACKS[$1]%$'\\n'}\"\n  UNSURE=0\n  pam_walk \"$1\" 0\n  [ \"$UNSURE\" = 1 ] || return 0\n  first=$UMASK\n  pam_walk \"$1\" 1\n  [ \"$UMASK\" = \"$first\" ] || UMASK=''\n}\n\n# pam_walk SERVICE RESULT: one way through the stack in `lines`; of a module that we cannot ask, RESULT is taken (0 success, 1 failure).\npam_walk() {\n  local line control module parts result skip=0 depth=0 over=0 either\n  UMASK=0022\n  for line in ${lines[@]+\"${lines[@]}\"}; do\n    control=${line%%$'\\t'*} module=${line#*$'\\t'}\n    case $control in\n      '{')\n        depth=$((depth + 1))\n        # a jump takes a substack for one module\n        [ \"$over\" != 0 ] || [ \"$skip\" = 0 ] || over=$depth\n        continue ;;\n      '}')\n        if [ \"$over\" = \"$depth\" ]; then over=0; [ \"$skip\" = 0 ] || skip=$((skip - 1)); fi\n        depth=$((depth - 1))\n        continue ;;\n    esac\n    [ \"$over\" = 0 ] || continue\n    if [ \"$skip\" -gt 0 ]; then skip=$((skip - 1)); continue; fi\n    read -r -a parts <<<\"$module\"\n    result=0\n    case ${parts[0]-} in\n      *pam_succeed_if.so) succeed_if \"$1\" \"${parts[@]:1}\" || result=$? ;;\n      *pam_umask.so) pam_umask_value \"${parts[@]:1}\" ;;\n      *pam_permit.so) ;;\n      *pam_deny.so) result=1 ;;\n      *) result=2 ;;\n    esac\n    if [ \"$result\" = 2 ]; then\n      result=$2\n      pam_action \"$control\" 0\n      either=$ACTION\n      pam_action \"$control\" 1\n      [ \"$either\" = \"$ACTION\" ] || UNSURE=1\n    fi\n    pam_action \"$control\" \"$result\"\n    case $ACTION in\n      go) ;;\n      end) if [ \"$depth\" = 0 ]; then return; fi; over=$depth ;;\n      *) skip=$ACTION ;;\n    esac\n  done\n}\n\n# pam_action CONTROL RESULT: in ACTION, go on | end (the stack or substack ends) | how many modules to jump over.\npam_action() {\n  local word action=''\n  case $1 in\n    \\[*)\n      for word in ${1//[\\[\\]]/ }; do\n        case $2:$word in\n          0:success=*) action=${word#*=}; break ;;\n          [01]:default=*) action=${word#*=} ;;\n        esac\n      done ;;\n    sufficient) [ \"$2\" = 1 ] || action=end ;;\n  esac\n  case $action in end | 'done') ACTION=end ;; [1-9] | [1-9][0-9]) ACTION=$action ;; *) ACTION=go ;; esac\n}\n\n# pam_module NAME: its file in PAM_MODULE; 1 when it is not there. Where distributions have them first: a search reads all of /usr/lib.\npam_module() {\n  for PAM_MODULE in {/usr,}/lib/{x86_64,aarch64}-linux-gnu/security/\"$1\" {/usr,}/lib{64,}/security/\"$1\"; do\n    [ ! -f \"$PAM_MODULE\" ] || return 0\n  done\n  PAM_MODULE=$(exec find /lib/ /lib64/ /usr/lib/ /usr/lib64/ -maxdepth 4 -name \"$1\" -print -quit 2>/dev/null)\n  [ -n \"$PAM_MODULE\" ]\n}\n\n# The umask of login.defs, and whether it asks for user groups (yes | no): read once. A key that the site's file has not is taken from the\n# one that the package brings (SUSE).\nDEFS_UMASK='' DEFS_USERGROUPS=''\nread_login_defs() {\n  local file word value\n  [ -z \"$DEFS_USERGROUPS\" ] || return 0\n  for file in /etc/login.defs /usr/etc/login.defs; do\n    [ -f \"$file\" ] || continue\n    while read -r word value _ || [ -n \"$word\" ]; do\n      case $word in\n        UMASK) DEFS_UMASK=${DEFS_UMASK:-$value} ;;\n        USERGROUPS_ENAB) DEFS_USERGROUPS=${DEFS_USERGROUPS:-$value} ;;\n      esac\n    done <\"$file\"\n  done\n  case $DEFS_USERGROUPS in yes*) DEFS_USERGROUPS=yes ;; *) DEFS_USERGROUPS=no ;; esac\n}\n\n# yes | no, asked once: the module does not change while we look\nREADS_USERGROUPS=''\nreads_usergroups() {\n  if [ -z \"$READS_USERGROUPS\" ]; then\n    READS_USERGROUPS=no\n    pam_module pam_umask.so && grep -q USERGROUPS_ENAB \"$PAM_MODULE\" && READS_USERGROUPS=yes\n  fi\n  [ \"$READS_USERGROUPS\" = yes ]\n}\n\nown_group() { [ \"$ACCOUNT_UID\" != 0 ] && limited 10 getent group \"$ACCOUNT_GID\" && [ \"${OUT%%:*}\" = \"$ACCOUNT_NAME\" ]; }\n\n# succeed_if SERVICE ARGUMENT…: 0 all conditions hold, 1 one does not, 2 one cannot be told.\nsucceed_if() {\n  local service=$1 verdict=0 by_uid=0 one\n  shift\n  while [ $# -gt 0 ]; do\n    case $1 in\n      use_uid) by_uid=1; shift; continue ;;\n      quiet | quiet_success | quiet_fail | debug | audit) shift; continue ;;\n    esac\n    [ $# -ge 3 ] || return 2\n    one=0\n    condition \"$1\" \"$2\" \"$3\" || one=$?\n    # with use_uid the caller is meant, not the account\n    [ \"$by_uid\" = 0 ] || [ \"$1\" = service ] || one=2\n    [ \"$one\" != 1 ] || return 1\n    [ \"$one\" = 0 ] || verdict=2\n    shift 3\n  done\n  return \"$verdict\"\n}\n\ncondition() {\n  local have list=\":$3:\" group\n  case $1 in\n    user) have=$ACCOUNT_NAME ;;\n    uid) have=$ACCOUNT_UID ;;\n    gid) have=$ACCOUNT_GID ;;\n    shell) have=$ACCOUNT_SHELL ;;\n    home) have=$ACCOUNT_HOME ;;\n    service) have=$service ;;\n    *) return 2 ;;\n  esac\n  case $2 in\n    in) case $list in *\":$have:\"*) return 0 ;; esac; return 1 ;;\n    notin) case $list in *\":$have:\"*) return 1 ;; esac; return 0 ;;\n    =~) like \"$have\" \"$3\"; return ;;\n    !~) ! like \"$have\" \"$3\"; return ;;\n    ingroup | notingroup)\n      [ \"$1\" = user ] || return 2\n      for group in ${3//:/ }; do\n        if belongs_to \"$group\"; then [ \"$2\" = ingroup ]; return; fi\n      done\n      [ \"$2\" = notingroup ]; return ;;\n  esac\n  case $2:$1 in\n    *:uid | *:gid) case $3 in '' | *[!0-9]*) return 2 ;; esac ;;\n    =:*) [ \"$have\" = \"$3\" ]; return ;;\n    !=:*) [ \"$have\" != \"$3\" ]; return ;;\n    *) return 2 ;;\n  esac\n  case $2 in\n    = | eq) [ \"$have\" -eq \"$3\" ] ;;\n    != | ne) [ \"$have\" -ne \"$3\" ] ;;\n    '<' | lt) [ \"$have\" -lt \"$3\" ] ;;\n    '<=' | le) [ \"$have\" -le \"$3\" ] ;;\n    '>' | gt) [ \"$have\" -gt \"$3\" ] ;;\n    '>=' | ge) [ \"$have\" -ge \"$3\" ] ;;\n    *) return 2 ;;\n  esac\n}\n\n# shellcheck disable=SC2295 # a pattern is meant\nlike() { [ -z \"${1##$2}\" ]; }\n\nbelongs_to() {\n  if [ \"$1\" = \"$PRISM_GROUP\" ]; then is_member; return; fi\n  limited 10 getent group \"$1\" || return 1\n  OUT=${OUT#*:*:} OUT=${OUT%%:*}\n  case \",$ACCOUNT_GROUPS,\" in *\",$OUT,\"*) return 0 ;; esac\n  return 1\n}\n\npam_umask_value() {\n  local word value='' own=0\n  # GECOS is taken as it is\n  if [[ $ACCOUNT_GECOS =~ (^|,)umask=([0-7]{1,4})(,|$) ]]; then printf -v UMASK %04o $((8#${BASH_REMATCH[2]} & 0777)); return; fi\n  for word in \"$@\"; do\n    case $word in\n      umask=*) value=${word#umask=} ;;\n      usergroups) own=1 ;;\n    esac\n  done\n  if [ -z \"$value\" ]; then\n    read_login_defs\n    value=$DEFS_UMASK\n    # some builds of pam_umask (Ubuntu's) also read this; whether this one does, its text tells\n    [ \"$DEFS_USERGROUPS\" = yes ] && reads_usergroups && own=1\n  fi\n  octal value \"$value\"\n  [ -n \"$value\" ] || return\n  value=$((8#$value & 0777))\n  # somebody alone in a group of the same name: the group gets what the owner has\n  [ \"$own\" = 1 ] && own_group && value=$(((value & 0707) | (value >> 3 & 070)))\n  printf -v UMASK %04o \"$value\"\n}\n",
    "lib/parameters.sh": "# shellcheck shell=bash\n# The parameters: one line of base64 above this text holds NAME=value lines, each checked against its contract by the sender.\n# Where SSM hands them over as environment variables instead, there is no such line and nothing to do.\nread_parameters() {\n  [ -n \"${PRISM_PARAMETERS-}\" ] || return 0\n  local line name\n  while IFS= read -r line; do\n    name=${line%%=*}\n    case $name in\n      '' | *[!A-Z0-9_]*) continue ;;\n      PRISM_*) printf -v \"$name\" %s \"${line#*=}\" ;;\n    esac\n  done < <(exec base64 -d <<<\"$PRISM_PARAMETERS\")\n}\n",
    "lib/paths.sh": "# shellcheck shell=bash\n# The permission table: PRISM_PATHS is path:owner:mode[:gid],… with paths relative to the mount point.\n\n# By the worker: stat_paths list_root\n\n# stat_paths PLACE FORMAT PATH…: what is there of them, one a line.\nstat_paths() {\n  cd \"$1\" && stat -c \"$2\" -- \"${@:3}\" 2>/dev/null\n  return 0\n}\n\n# stat_table RULES…: fills T_PATH T_UID T_GID T_MODE T_OWNER T_GROUP T_TYPE (empty T_TYPE: not there); 124 when it hung.\nstat_table() {\n  local rule line path uid gid mode owner group type i\n  local -A seen=()\n  T_PATH=() T_UID=() T_GID=() T_MODE=() T_OWNER=() T_GROUP=() T_TYPE=()\n  [ $# -gt 0 ] || return 0\n  for rule in \"$@\"; do T_PATH+=(\"${rule%%:*}\"); done\n  # the path and the numbers first: a name may hold anything the name service lets it\n  limited 15 stat_paths \"$PRISM_MOUNT_POINT\" '%n %u %g %a %U %G %F' \"${T_PATH[@]}\" || return $?\n  while read -r path line; do [ -z \"$path\" ] || seen[$path]=$line; done <<<\"$OUT\"\n  for ((i = 0; i < ${#T_PATH[@]}; i++)); do\n    read -r uid gid mode owner group type <<<\"${seen[${T_PATH[i]}]-}\"\n    octal mode \"$mode\"\n    T_TYPE[i]=${type// /-} T_UID[i]=$uid T_GID[i]=$gid T_MODE[i]=$mode T_OWNER[i]=$owner T_GROUP[i]=$group\n  done\n}\n\nlook_paths() {\n  local i\n  # shellcheck disable=SC2086 # rules hold no blanks\n  [ \"$LIVE\" = 1 ] && stat_table ${PRISM_PATHS//,/ } || return 0\n  for ((i = 0; i < ${#T_PATH[@]}; i++)); do\n    if [ -z \"${T_TYPE[i]}\" ]; then\n      record path \"path=${T_PATH[i]}\" exists=0\n    else\n      record path \"path=${T_PATH[i]}\" exists=1 \"type=${T_TYPE[i]}\" \"owner=${T_OWNER[i]}\" \"uid=${T_UID[i]}\" \"group=${T_GROUP[i]}\" \\\n        \"gid=${T_GID[i]}\" \"mode=${T_MODE[i]}\"\n    fi\n  done\n}\n\n# list_root PLACE NAME: how many entries the root has, and up to five that are not of the layout, NUL-separated names encoded.\nlist_root() {\n  local name count=0 shown=0 entries=''\n  while IFS= read -r -d '' name; do\n    count=$((count + 1))\n    case $name in shared | users | \"$2\") continue ;; esac\n    shown=$((shown + 1))\n    if [ \"$shown\" -le 5 ]; then enc \"$name\" 80; entries+=\" $ENCODED\"; fi\n  done < <(find \"$1\" -mindepth 1 -maxdepth 1 -printf '%f\\0' | head -c 200000)\n  printf '%s%s\\n' \"$count\" \"$entries\"\n}\n\nlook_root() {\n  local count names name\n  [ \"$LIVE\" = 1 ] && limited 10 list_root \"$PRISM_MOUNT_POINT\" \"${PRISM_GROUPS:+groups}\" || return 0\n  read -r count names <<<\"$OUT\"\n  record root \"entries=$count\"\n  for name in $names; do record_encoded \"root-entry name=$name\"; done\n}\n",
    "lib/preflight.sh": "# shellcheck shell=bash\n# What can be refused before mount touches anything. Each check says `wrong CODE SEEN`; the step of that name calls it again.\ncheck_group() {\n  local one name gid\n  for one in \"$PRISM_GROUP:$PRISM_GID:\" ${PRISM_GROUPS//,/ }; do\n    IFS=: read -r name gid _ <<<\"$one\"\n    read_group \"$gid\" \"$name\"\n    if [ -n \"$GID_HOLDER\" ] && [ \"$GID_HOLDER\" != \"$name\" ]; then wrong gid-taken \"gid $gid is the group $GID_HOLDER\"; return; fi\n    if [ -n \"$NAME_GID\" ] && [ \"$NAME_GID\" != \"$gid\" ]; then wrong group-gid-differs \"$name has gid $NAME_GID\"; return; fi\n  done\n}\n\ncheck_users() {\n  local account missing=''\n  [ -n \"$PRISM_ACCOUNTS\" ] || { wrong no-login-user 'no account was named'; return; }\n  for account in ${PRISM_ACCOUNTS//,/ }; do\n    account_of \"$account\" || { missing+=\"${missing:+, }$account\"; continue; }\n    [ \"$ACCOUNT_UID\" != 0 ] || { wrong root-account \"$account has uid 0\"; return; }\n  done\n  [ -z \"$missing\" ] || wrong account-missing \"no such account: $missing\"\n}\n\ncheck_directories() {\n  local names\n  read_mounts\n  if top_at \"$PRISM_MOUNT_POINT\"; then\n    { is_asked_for \"$TOP\" && is_whole \"$TOP\"; } || wrong mount-point-taken \"$(mount_in_words \"$TOP\") is mounted at $PRISM_MOUNT_POINT\"\n    return\n  fi\n  if [ \"$PRISM_KEEP_MOUNT\" = 1 ]; then wrong adopt-changed \"nothing is mounted at $PRISM_MOUNT_POINT any more\"; return; fi\n  if [ -L \"$PRISM_MOUNT_POINT\" ] || { [ -e \"$PRISM_MOUNT_POINT\" ] && [ ! -d \"$PRISM_MOUNT_POINT\" ]; }; then\n    wrong mount-point-not-directory \"$PRISM_MOUNT_POINT is a $(stat -c %F \"$PRISM_MOUNT_POINT\")\"\n    return\n  fi\n  # the mount table names what a link leads to, so the mount would not be found again\n  if ! limited 5 readlink -m \"$PRISM_MOUNT_POINT\" || [ \"$OUT\" != \"$PRISM_MOUNT_POINT\" ]; then\n    wrong mount-point-not-directory \"$PRISM_MOUNT_POINT leads through a link to $OUT\"\n    return\n  fi\n  [ -d \"$PRISM_MOUNT_POINT\" ] || return 0\n  names=$(find \"$PRISM_MOUNT_POINT\" -mindepth 1 -maxdepth 1 -printf '%f, ' | head -c 120 | tr -d '\\000')\n  [ -z \"$names\" ] || wrong mount-point-not-empty \"$PRISM_MOUNT_POINT holds ${names%, }\"\n}\n\ncheck_fstab() {\n  fstab_survey\n  if [ -n \"$PRISM_TAKE_OVER\" ]; then\n    [ \"$(fstab_foreign_digest)\" = \"$PRISM_TAKE_OVER\" ] || wrong adopt-changed \"fstab has other lines for $PRISM_MOUNT_POINT than the plan named${FSTAB_FOREIGN:+: $FSTAB_FOREIGN}\"\n    return\n  fi\n  [ -z \"$FSTAB_FOREIGN\" ] || wrong fstab-taken \"$FSTAB_FOREIGN\"\n}\n\n# The volume, through the access point that was asked for, or through none.\nis_asked_for() { [ \"${M_ID[$1]}\" = \"$PRISM_FILE_SYSTEM\" ] && [ \"${M_AP[$1]}\" = \"$PRISM_ACCESS_POINT\" ]; }\n\nmount_in_words() { printf '%s (%s%s)' \"${M_ID[$1]:-${M_SOURCE[$1]}}\" \"${M_TYPE[$1]}\" \"${M_AP[$1]:+, through ${M_AP[$1]}}\"; }\n\npreflight() {\n  local name\n  for name in group users directories fstab; do\n    CODE='' SEEN=''\n    \"check_$name\" && continue\n    record step \"step=$name\" status=failed \"detail=$SEEN\" ms=0\n    failure \"$name\"\n    return 1\n  done\n}\n",
    "lib/probe-client.sh": "# shellcheck shell=bash\n# Whether the programs that mount are whole, and what the client last said.\nprobe_client() {\n  local runs=0 configured=0 tunnel='' program botocore=unknown state='' watchdog=0\n  if [ \"$HAS_EFS\" = 1 ] && apart 10 mount.efs --version; then runs=1; fi\n  [ -s /etc/amazon/efs/efs-utils.conf ] && configured=1\n  for program in stunnel4 stunnel stunnel5 efs-proxy; do have \"$program\" && tunnel=$program; done\n  if have python3; then\n    botocore=no\n    limited 10 python3 -c 'import botocore' && botocore=yes\n  fi\n  if have dpkg-query; then\n    # shellcheck disable=SC2016 # dpkg-query's own format\n    limited 10 dpkg-query -W -f='${db:Status-Status}' amazon-efs-utils && state=$OUT\n  elif have rpm; then\n    limited 10 rpm -q amazon-efs-utils && state=installed\n  fi\n  # the bracket keeps the search from finding itself\n  limited 10 find /proc -maxdepth 2 -path '/proc/[0-9]*/cmdline' -exec grep -lsa '[a]mazon-efs-mount-watchdog' {} + && [ -n \"$OUT\" ] && watchdog=1\n  record efs-client \"helper=$HAS_EFS\" \"runs=$runs\" \"nfs=$HAS_NFS\" \"configured=$configured\" \"tunnel=$tunnel\" \"botocore=$botocore\" \"package=$state\" \\\n    \"watchdog=$watchdog\"\n}\n\n# Tunnels of this file system: which process the client's state names, and whether it lives.\nprobe_tunnels() {\n  local file text pid place alive\n  while IFS= read -r file; do\n    text=$(head -c 65536 \"$file\" 2>/dev/null | tr -d '\\000')\n    [[ $text =~ \\\"pid\\\":[[:space:]]*([0-9]+) ]] || continue\n    pid=${BASH_REMATCH[1]}\n    [[ $text =~ \\\"mountpoint\\\":[[:space:]]*\\\"([^\\\"]*)\\\" ]] || continue\n    place=${BASH_REMATCH[1]} alive=0\n    [ -d \"/proc/$pid\" ] && alive=1\n    record tunnel \"place=$place\" \"pid=$pid\" \"alive=$alive\"\n  done < <(find \"$EFS_STATE/\" -maxdepth 1 -type f -name \"$PRISM_FILE_SYSTEM.*\" 2>/dev/null | head -n 20)\n}\n\n# Connections of mounts that are gone, to tunnels that are gone too. The kernel ends the session of a mount that was taken away by\n# force at its server; while the tunnel is dead it tries for three minutes, and a new mount of that server joins the old connection.\nprobe_connections() {\n  local address port shown=' ' i\n  for ((i = 0; i < ${#M_PLACE[@]}; i++)); do\n    [[ ${M_OPTIONS[i]} =~ ,port=([0-9]+) ]] && shown+=\"${BASH_REMATCH[1]} \"\n  done\n  while read -r _ address port _; do\n    [[ $address = 7f000001 && $port =~ ^[0-9a-f]{1,4}$ ]] || continue\n    port=$((16#$port))\n    case $shown in *\" $port \"*) continue ;; esac\n    # shellcheck disable=SC2016 # the inner bash expands it\n    limited 2 bash -c 'exec 3<>\"/dev/tcp/127.0.0.1/$1\"' bash \"$port\" && continue\n    record dead-connection \"port=$port\"\n  done < <(cat /proc/fs/nfsfs/servers 2>/dev/null)\n}\n\n# What a mount says that neither answers nor hangs.\nprobe_touch() {\n  top_at \"$PRISM_MOUNT_POINT\" && [ \"$LIVE\" = 0 ] || return 0\n  apart 5 stat -f -c %s \"$PRISM_MOUNT_POINT\" && return\n  [ $? = 124 ] && return\n  last_words 1\n  record touch \"place=$PRISM_MOUNT_POINT\" \"said=$WORDS\"\n}\n\nprobe_log() {\n  local file=/var/log/amazon/efs/mount.log line written\n  [ -r \"$file\" ] || return 0\n  written=$(stat -c %Y \"$file\") || return 0\n  record log-age \"seconds=$(($(date +%s) - written > 0 ? $(date +%s) - written : 0))\"\n  while IFS= read -r line; do record log \"line=$line\"; done < <(tail -n 40 \"$file\" | tr -d '\\000' | grep -v '^[[:space:]]*$' | tail -n 6)\n}\n",
    "lib/probe-host.sh": "# shellcheck shell=bash\n# What the host itself can lack: locks that are free, disk, the right time, a network that systemd calls up.\n\n# By the worker: jobs_deleted\n\n# holder_of FILE: a process that has it open, in words; 1 when there is none.\nholder_of() {\n  local pid name=''\n  limited 5 find /proc -maxdepth 3 -path '/proc/[0-9]*/fd/*' -lname \"$1\" -printf '%h\\n' || :\n  pid=${OUT%%$'\\n'*}\n  pid=${pid#/proc/} pid=${pid%%/*}\n  case $pid in '' | *[!0-9]*) return 1 ;; esac\n  read -r name <\"/proc/$pid/comm\"\n  HOLDER=\"$name (pid $pid)\"\n}\n\nprobe_locks() {\n  local file pid packages='' prism=''\n  # dpkg and rpm open these to lock them, and for nothing else\n  for file in /var/lib/dpkg/lock-frontend /var/lib/dpkg/lock /var/lib/rpm/.rpm.lock /usr/lib/sysimage/rpm/.rpm.lock; do\n    [ -e \"$file\" ] && holder_of \"$file\" && packages=$HOLDER && break\n  done\n  for file in /var/lib/dnf/rpmdb_lock.pid /var/cache/dnf/download_lock.pid /var/cache/dnf/metadata_lock.pid; do\n    [ -z \"$packages\" ] && [ -r \"$file\" ] || continue\n    read -r pid <\"$file\"\n    case $pid in '' | *[!0-9]*) continue ;; esac\n    [ -d \"/proc/$pid\" ] && read -r file <\"/proc/$pid/comm\" && packages=\"$file (pid $pid)\"\n  done\n  if [ -e /run/prism/lock ] && ! limited 5 flock -n -s /run/prism/lock true; then\n    holder_of /run/prism/lock || HOLDER='a process that cannot be seen'\n    prism=$HOLDER\n  fi\n  record locks \"packages=$packages\" \"prism=$prism\"\n}\n\nprobe_disks() {\n  local path free size inodes all ro\n  for path in / /etc /var /run; do\n    limited 5 stat -f -c '%f %S %d %c' \"$path\" || continue\n    read -r free size inodes all <<<\"$OUT\"\n    case ${free:-x}${size:-x}${inodes:-x}${all:-x} in *[!0-9]*) continue ;; esac\n    # file systems that make inodes as they go count none\n    [ \"$all\" != 0 ] || inodes=1000000\n    ro=0\n    [ -w \"$path\" ] || ro=1\n    record disk \"path=$path\" \"free=$((free * size / 1024))\" \"inodes=$inodes\" \"ro=$ro\"\n  done\n}\n\n# Files that a mount may have to change and that nobody can, root neither (chattr).\nprobe_frozen() {\n  local flags path\n  have lsattr || return 0\n  limited 5 lsattr -d /etc /etc/fstab /etc/passwd /etc/shadow /etc/group /etc/gshadow || :\n  while read -r flags path; do\n    [[ $flags =~ ^[A-Za-z-]+$ && $path == /* ]] || continue\n    case $flags in *i* | *a*) record frozen \"path=$path\" ;; esac\n  done <<<\"$OUT\"\n}\n\nprobe_clock() {\n  local ns\n  ns=$(date +%s%N)\n  record clock \"ms=$((ns / 1000000))\"\n}\n\nprobe_systemd() {\n  local line\n  [ \"$SYSTEMD\" = 1 ] && have systemctl || return 0\n  limited 5 systemctl is-active network.target\n  case $OUT in active | inactive) record network-target \"state=$OUT\" ;; esac\n  have journalctl && limited 10 jobs_deleted || return 0\n  while IFS= read -r line; do record job-deleted \"line=$line\"; done <<<\"$OUT\"\n}\n\n# Jobs that systemd took out of this boot, because units waited for one another in a circle. What it says before journald runs goes\n# through the kernel; both fields are journald's own, so that nobody else can say it.\njobs_deleted() { journalctl -b -q --no-pager -o cat _PID=1 + _TRANSPORT=kernel | grep -m 5 'deleted to break ordering cycle'; }\n",
    "lib/probe-way.sh": "# shellcheck shell=bash\n# The way to the volume, as the client would go it: its name, port 2049, TLS. One record a step; what was not tried has none.\nADDRESSES='' OPEN=''\n\nprobe_metadata() {\n  local role=''\n  [ -n \"${INSTANCE_ID:-}\" ] || { record metadata answers=0 role=; return; }\n  limited 2 metadata_role && role=${OUT%%$'\\n'*}\n  record metadata answers=1 \"role=$role\"\n}\n\n# By the worker: metadata_role\nmetadata_role() {\n  local token header=''\n  token=$(metadata_get api/token PUT $'X-aws-ec2-metadata-token-ttl-seconds: 60\\r\\nContent-Length: 0\\r\\n') && [ -n \"$token\" ] &&\n    header=\"X-aws-ec2-metadata-token: $token\"$'\\r\\n'\n  metadata_get meta-data/iam/security-credentials GET \"$header\"\n}\n\nprobe_dns() {\n  local status=0 outcome=answered line servers='' hosts=0\n  limited 12 getent ahostsv4 \"$PRISM_NAME\" || status=$?\n  ADDRESSES=$(printf '%s\\n' \"$OUT\" | awk '/^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+[ \\t]/ && !seen[$1]++ { print $1 }' | head -n 8)\n  case $status in 124) outcome=timeout ;; esac\n  [ $outcome = timeout ] || [ -n \"$ADDRESSES\" ] || outcome=none\n  while read -r line; do servers+=\"${servers:+,}$line\"; done < <(awk '$1 == \"nameserver\" && $2 ~ /^[0-9a-fA-F.:%a-z]+$/ { print $2 }' /etc/resolv.conf 2>/dev/null | head -n 8)\n  awk -v name=\"$PRISM_NAME\" '/^[ \\t]*#/ { next } { sub(/#.*/, \"\"); for (i = 2; i <= NF; i++) if (tolower($i) == tolower(name)) found = 1 } END { exit !found }' /etc/hosts 2>/dev/null && hosts=1\n  record dns \"name=$PRISM_NAME\" \"outcome=$outcome\" \"addresses=${ADDRESSES//$'\\n'/,}\" \"servers=$servers\" \"hosts=$hosts\"\n}\n\n# The address that the name gave, and the one that EFS gives for this zone.\nprobe_tcp() {\n  local address status outcome tried=' '\n  for address in ${ADDRESSES%%$'\\n'*} $PRISM_TARGET; do\n    case $tried in *\" $address \"*) continue ;; esac\n    tried+=\"$address \"\n    status=0\n    # shellcheck disable=SC2016 # the inner bash expands it\n    limited 4 bash -c 'exec 3<>\"/dev/tcp/$1/2049\"' bash \"$address\" || status=$?\n    outcome=open\n    if [ \"$status\" = 124 ]; then\n      outcome=timeout\n    elif [ \"$status\" != 0 ]; then\n      case $OUT in\n        *refused*) outcome=refused ;;\n        *unreachable* | *'No route'* | *'Invalid argument'*) outcome=unreachable ;;\n        *'timed out'*) outcome=timeout ;;\n        *) outcome=error ;;\n      esac\n    fi\n    [ -n \"$OPEN\" ] || [ $outcome != open ] || OPEN=$address\n    record tcp \"address=$address\" \"outcome=$outcome\"\n  done\n}\n\n# With the list of authorities that the client itself checks against. Without the client there is none, and nothing is looked at.\nprobe_tls() {\n  local list outcome=failed detail status=0\n  [ -n \"$OPEN\" ] && [ \"$HAS_EFS\" = 1 ] || return 0\n  list=$(awk -F '[ \\t]*=[ \\t]*' '$1 ~ /^[ \\t]*stunnel_cafile$/ { print $2; exit }' /etc/amazon/efs/efs-utils.conf 2>/dev/null)\n  list=${list:-/etc/amazon/efs/efs-utils.crt}\n  if [ ! -s \"$list\" ]; then record tls \"address=$OPEN\" outcome=no-ca \"detail=$list is not there\"; return; fi\n  if ! have openssl; then record tls \"address=$OPEN\" outcome=no-openssl detail=; return; fi\n  limited 10 openssl s_client -connect \"$OPEN:2049\" -servername \"$PRISM_NAME\" -verify_hostname \"$PRISM_NAME\" -CAfile \"$list\" || status=$?\n  [ \"$status\" != 124 ] || outcome=timeout\n  detail=$(printf '%s\\n' \"$OUT\" | tr -d '\\000' | sed -n 's/^ *Verify return code: //p' | head -n 1)\n  case $outcome:$OUT in\n    timeout:*) detail='no answer within 10 s' ;;\n    *'no peer certificate available'*)\n      outcome=not-tls\n      detail=$(printf '%s\\n' \"$OUT\" | tr -d '\\000' | sed -n 's/.*:error:.*:\\(.*\\):.*:.*:.*/\\1/p' | head -n 1)\n      detail=${detail:-no TLS handshake came back}\n      ;;\n    *) case $detail in\n      '0 '*) outcome=verified detail='' ;;\n      '9 '*) outcome=not-yet-valid ;;\n      '10 '*) outcome=expired ;;\n      '62 '*) outcome=wrong-name ;;\n      '18 '* | '19 '* | '2 '* | '20 '* | '21 '*) outcome=untrusted ;;\n    esac ;;\n  esac\n  record tls \"address=$OPEN\" \"outcome=$outcome\" \"detail=$detail\"\n}\n",
    "lib/processes.sh": "# shellcheck shell=bash\n# Processes that outlive a change: members' sessions opened before they joined the group, and units that run as a member.\n\n# Processes of an account that is a member now, without the gid among their groups. At most 20.\nlook_stale() {\n  local account shown=0 uid pid gid groups comm uids=' ' found\n  for account in ${ACCOUNTS//,/ }; do account_of \"$account\" && is_member && uids+=\"$ACCOUNT_UID \"; done\n  [ \"$uids\" != ' ' ] || return 0\n  found=$(processes_of \"$uids\")\n  for account in ${ACCOUNTS//,/ }; do\n    account_of \"$account\" && is_member || continue\n    while read -r uid pid gid groups; do\n      [ \"$uid\" = \"$ACCOUNT_UID\" ] || continue\n      case \" $gid ${groups//,/ } \" in *\" $PRISM_GID \"*) continue ;; esac\n      [ \"$shown\" -lt 20 ] || return 0\n      IFS= read -r comm 2>/dev/null <\"/proc/$pid/comm\" || continue\n      record stale \"account=$account\" \"pid=$pid\" \"command=$comm\"\n      shown=$((shown + 1))\n    done <<<\"$found\"\n  done\n}\n\n# processes_of UIDS, between blanks: effective uid, pid, effective gid, groups (comma list).\nprocesses_of() {\n  set +f\n  grep -sE '^(Pid|Uid|Gid|Groups):' /proc/[0-9]*/status | awk -v uids=\"$1\" '\n    { sub(/^[^:]*:/, \"\") }\n    $1 == \"Pid:\" { pid = $2 }\n    $1 == \"Uid:\" { uid = $3; mine = index(uids, \" \" uid \" \") }\n    $1 == \"Gid:\" { gid = $3 }\n    $1 == \"Groups:\" && mine { list = \"-\"; for (i = 2; i <= NF; i++) list = list \",\" $i; print uid, pid, gid, list }'\n}\n\n# Loaded services with User= of an account: a unit takes UMask= of its own, PAM or not. At most 20.\nlook_units() {\n  local line id='' user='' mask='' shown=0\n  [ \"$SYSTEMD\" = 1 ] || return 0\n  limited 15 systemctl show '*.service' -p Id -p User -p UMask || return 0\n  while IFS= read -r line; do\n    case $line in\n      Id=*) id=${line#Id=} ;;\n      User=*) user=${line#User=} ;;\n      UMask=*) mask=${line#UMask=} ;;\n      '')\n        case \",$ACCOUNTS,\" in\n          *\",$user,\"*)\n            if [ -n \"$user\" ] && [ \"$shown\" -lt 20 ]; then\n              record unit \"unit=$id\" \"account=$user\" \"umask=$mask\"\n              shown=$((shown + 1))\n            fi ;;\n        esac\n        id='' user='' mask='' ;;\n    esac\n  done <<<\"$OUT\"$'\\n'\n}\n",
    "lib/records.sh": "# shellcheck shell=bash\n# The transcript. Records live in a variable of this shell: no descriptor and no file exists that a child could write to.\n# The real stdout is kept by bash itself, close-on-exec, while everything else runs with its output in a log (see run_job).\nRECORDS='' COUNT=0 FAILED=''\n\n# By the worker: enc\n\n# Percent-encodes $1 into ENCODED; at most $2 bytes (300 without it).\nenc() {\n  local text=${1:0:${2:-300}} i char code\n  case $text in\n    *[!A-Za-z0-9._:/@+,~=-]*) ;;\n    *) ENCODED=$text; return ;;\n  esac\n  ENCODED=''\n  for ((i = 0; i < ${#text}; i++)); do\n    char=${text:i:1}\n    case $char in\n      [A-Za-z0-9._:/@+,~=-]) ENCODED+=$char ;;\n      *) printf -v code %d \"'$char\"; printf -v code %%%02X $((code & 255)); ENCODED+=$code ;;\n    esac\n  done\n}\n\n# record KIND key=value…\nrecord() {\n  local line=$1 field\n  shift\n  for field in \"$@\"; do\n    enc \"${field#*=}\"\n    line+=\" ${field%%=*}=$ENCODED\"\n  done\n  RECORDS+=$line$'\\n'\n  COUNT=$((COUNT + 1))\n}\n\n# A record whose fields are encoded already (made by the worker).\nrecord_encoded() { RECORDS+=$1$'\\n'; COUNT=$((COUNT + 1)); }\n\n# print_transcript STATE: the header's first 2,400 characters are complete whenever the packed records fit there.\nprint_transcript() {\n  local head digest packed='-' body=$RECORDS tail\n  digest=$(exec sha256sum < <(printf %s \"$RECORDS\"))\n  head=\"PRISM/1 job=$PRISM_JOB script=$PRISM_SCRIPT sha=$PRISM_SHA state=$1 records=$COUNT sha256=${digest%% *} packed=\"\n  tail=\"PRISM/1 end job=$PRISM_JOB records=$COUNT\"\n  if [ \"$COUNT\" -gt 0 ]; then\n    packed=$(exec base64 -w0 < <(exec gzip -9 2>/dev/null < <(printf %s \"$RECORDS\")))\n    if [ $((${#head} + ${#body} + ${#tail})) -gt 23000 ] && [ $((${#head} + ${#packed} + ${#tail})) -le 23000 ]; then\n      body=''\n    elif [ -z \"$packed\" ] || [ $((${#head} + ${#packed})) -gt 2400 ]; then\n      packed='-'\n    fi\n  fi\n  printf '%s%s\\n%s%s\\n' \"$head\" \"$packed\" \"$body\" \"$tail\"\n}\n",
    "lib/steps.sh": "# shellcheck shell=bash\n# Steps: each prints one record. A step says what it did in STATUS and DETAIL, or calls `wrong CODE SEEN` and returns 1.\nSTATUS='' DETAIL='' CODE='' SEEN=''\n\nchanged() { STATUS=changed DETAIL=$1; }\nunchanged() { STATUS=unchanged DETAIL=$1; }\nskipped() { STATUS=skipped DETAIL=$1; }\nwrong() { CODE=$1 SEEN=$2; return 1; }\n\n# volume_refuses WORDS SEEN: `wrong` with its cause, where the volume refused root something; 0 for any other reason. Root is refused\n# nothing, unless the server takes root for nobody, or the volume for read-only.\nvolume_refuses() {\n  case $1 in\n    *'Operation not permitted'* | *'Permission denied'*) wrong root-squashed \"$2\" ;;\n    *'Read-only file system'*) wrong read-only \"$2\" ;;\n  esac\n}\n\n# step NAME FUNCTION\nstep() {\n  local name=$1 begun\n  now_ms; begun=$NOW_MS\n  unchanged ''; CODE='' SEEN=''\n  if \"$2\"; then\n    now_ms\n    record step \"step=$name\" \"status=$STATUS\" \"detail=$DETAIL\" \"ms=$((NOW_MS - begun))\"\n  else\n    now_ms\n    record step \"step=$name\" status=failed \"detail=${SEEN:-$DETAIL}\" \"ms=$((NOW_MS - begun))\"\n    failure \"$name\"\n    return 1\n  fi\n}\n\nfailure() {\n  FAILED=$1\n  record failure \"step=$1\" \"code=${CODE:-step-failed}\" \"seen=${SEEN:-$DETAIL}\"\n}\n",
    "lib/test-folder.sh": "# shellcheck shell=bash\n# The sharing test's own directory, and its files as root sees them. Members may rename and link what they like around it, so all of it is\n# done from inside (inside.sh), and only a directory that is root's own is ever given away or emptied.\n\n# By the worker: make_test empty_test clean_test clean_open sweep_tests proven mount_of\n\n# make_test PLACE FOLDER NAME GID: a directory that the group may write; several instances may make it at the same time.\nmake_test() {\n  local made=0 tries\n  enter \"$1\" \"$2\" || return 1\n  mkdir -m 0700 \"./$3\" 2>/dev/null && made=1\n  [ -d \"./$3\" ] || { mkdir -m 0700 \"./$3\" 2>&1; return 1; }\n  enter \"$1\" \"$2/$3\" || return 1\n  for tries in 1 2 3 4 5 6 7 8; do\n    case $(exec stat -c '%u:%g:%a' .) in\n      \"0:$4:2770\") return 0 ;;\n      0:*:700 | 0:*:2700) ;;\n      *) break ;;\n    esac\n    if [ \"$made\" = 1 ]; then\n      [ -z \"$(exec find . -mindepth 1 -maxdepth 1 -print -quit)\" ] || break\n      chown \"0:$4\" . && chmod 2770 . || return 1\n    fi\n    [ \"$tries\" = 8 ] || sleep 0.25\n  done\n  echo \"what is there is not a directory that root made for it\"\n  return 1\n}\n\n# empty_test: removes the files of the directory that was entered, where it is root's.\nempty_test() {\n  [ \"$(exec stat -c %u .)\" = 0 ] || { echo \"what is there is not root's\"; return 1; }\n  find . -xdev -mindepth 1 -maxdepth 1 ! -type d -delete\n}\n\n# clean_test PLACE FOLDER NAME; 3 where there is none.\nclean_test() {\n  enter \"$1\" \"$2\" || return 1\n  [ -e \"./$3\" ] || [ -L \"./$3\" ] || return 3\n  enter \"$1\" \"$2/$3\" && empty_test && enter \"$1\" \"$2\" && rmdir \"./$3\"\n}\n\n# clean_open PLACE FOLDER NAME: where its files lie in the folder itself.\nclean_open() {\n  enter \"$1\" \"$2\" && find . -xdev -mindepth 1 -maxdepth 1 -name \"$3.*\" ! -type d -delete\n}\n\n# sweep_tests PLACE FOLDER: of tests that were cut off; younger ones may be going on. At most 20.\nsweep_tests() {\n  local name count=0\n  enter \"$1\" \"$2\" || return 1\n  find . -xdev -mindepth 1 -maxdepth 1 -name '.prism-sharing-*' -mmin +60 ! -type d -delete\n  while IFS= read -r -d '' name; do\n    case ${name#.prism-sharing-} in '' | *[!a-z0-9]*) continue ;; esac\n    clean_test \"$1\" \"$2\" \"$name\"\n    count=$((count + 1))\n    [ \"$count\" -lt 20 ] || break\n  done < <(find . -xdev -mindepth 1 -maxdepth 1 -type d -uid 0 -name '.prism-sharing-*' -mmin +60 -printf '%f\\0')\n}\n\n# mount_of DESCRIPTOR: the number of the mount that what is open there belongs to.\nmount_of() {\n  local word value\n  while read -r word value; do [ \"$word\" != mnt_id: ] || echo \"$value\"; done <\"/proc/self/fdinfo/$1\"\n}\n\n# proven PLACE FOLDER [NAME UID BEGINNING SAID NONCE]…: for each file of the test, read=WORD append=WORD: done, where root finds a file of\n# that uid (-: any) whose first line begins so and is what the reader said, and the nonce on a line of its own in it.\nproven() {\n  local at uid seen text first read append\n  enter \"$1\" \"$2\" && exec 8<. || return 1\n  at=$(mount_of 8)\n  shift 2\n  while [ $# -ge 5 ]; do\n    read=missing append=missing text=''\n    if [ -f \"./$1\" ] && [ ! -L \"./$1\" ] && exec 8<\"./$1\"; then\n      # of what was opened, whatever the name leads to by now\n      IFS=' ' read -r uid seen <<<\"$(exec stat -L -c '%u %F' /proc/self/fd/8)\"\n      [ \"$2\" != - ] || uid=-\n      case $(mount_of 8):$uid:$seen in\n        \"$at:$2:regular\"*) text=$(head -c 65536 <&8 | tr -d '\\000') read=other append=unseen ;;\n        *) read=foreign append=foreign ;;\n      esac\n      exec 8<&-\n    fi\n    first=${text%%$'\\n'*}\n    case $first in \"$3\"?*) [ \"$first\" != \"$4\" ] || read='done' ;; esac\n    case $'\\n'$text$'\\n' in *$'\\n'\"$5\"$'\\n'*) append='done' ;; esac\n    echo \"$1 $read $append\"\n    shift 5\n  done\n}\n",
    "lib/umask.sh": "# shellcheck shell=bash\n# The umask per account and kind of session. `su -` is opened and asked; ssh and cron are read from their PAM stacks, because\n# opening them needs keys and time; where the service is not installed the row says absent.\nSESSION_SSH=0 SESSION_CRON=''\n\nlook_sessions() {\n  SESSION_SSH=0 SESSION_CRON=''\n  # without its configuration sshd does not start\n  if have sshd && { [ -f /etc/ssh/sshd_config ] || [ -f /usr/etc/ssh/sshd_config ]; }; then\n    SESSION_SSH=1\n    read_use_pam\n  fi\n  if have cron; then SESSION_CRON=cron; elif have crond; then SESSION_CRON=crond; fi\n  # SUSE's is called cron, and says crond to PAM\n  if [ \"$SESSION_CRON\" = cron ] && ! pam_file cron && pam_file crond; then SESSION_CRON=crond; fi\n}\n\n# sshd takes the first UsePAM it reads, in the order of its Include lines; without one it does not use PAM. yes | no in USE_PAM.\nread_use_pam() {\n  local values=()\n  if [ -f /etc/ssh/sshd_config ]; then sshd_values /etc/ssh/sshd_config usepam; else sshd_values /usr/etc/ssh/sshd_config usepam; fi\n  USE_PAM=${values[0]-no}\n  USE_PAM=${USE_PAM%%[[:space:]]*}\n}\n\n# sshd_values FILE KEYWORD [DEPTH]: adds its values to `values` in order, in lower case.\nsshd_values() {\n  local line word value pattern file\n  [ \"${3:-0}\" -lt 8 ] && [ -f \"$1\" ] || return 0\n  while IFS= read -r line || [ -n \"$line\" ]; do\n    line=${line/=/ }\n    line=${line//\\\"/}\n    read -r word value <<<\"${line%$'\\r'}\"\n    case ${word,,} in\n      \"$2\") [ -z \"$value\" ] || values+=(\"${value,,}\") ;;\n      include)\n        for pattern in $value; do\n          [ \"${pattern#/}\" != \"$pattern\" ] || pattern=/etc/ssh/$pattern\n          set +f\n          for file in $pattern; do sshd_values \"$file\" \"$2\" $((${3:-0} + 1)); done\n          set -f\n        done ;;\n    esac\n  done <\"$1\"\n}\n\nfind_su_service() { SU_SERVICE=su-l; pam_file su-l || SU_SERVICE=su; }\n\n# What the start files make of UMASK when ssh runs one command: bash reads ~/.bashrc then, zsh ~/.zshenv.\n# shellcheck disable=SC2016 # expanded by the inner shells\nin_ssh_command() {\n  case $ACCOUNT_SHELL in */bash | */zsh) ;; *) return 0 ;; esac\n  as_from_ssh 'umask \"$1\"; cd; exec \"$2\" -c \"echo; echo $3 \\$(umask)\"'\n}\n\n# And when somebody logs in: the shell is interactive, so that ~/.bashrc counts. It is asked by its standard input, because a start\n# file may exec another shell. What the start files leave running (an ssh-agent) ends with the process namespace.\n# shellcheck disable=SC2016 # expanded by the inner shells\nin_ssh_login() {\n  case $ACCOUNT_SHELL in */bash | */zsh | */sh | */dash | */ksh | */fish) ;; *) return 1 ;; esac\n  as_from_ssh 'umask \"$1\"; cd; printf \"\\necho; echo %s \\$(umask)\\n\" \"$3\" | exec \"$2\" -l -i' unshare --pid --fork\n}\n\n# as_from_ssh PROGRAM [COMMAND…]: UMASK as the account's shell says it; 1 where it said nothing.\nas_from_ssh() {\n  local program=$1\n  shift\n  draw\n  session \"$@\" setpriv --reuid \"$ACCOUNT_UID\" --regid \"$ACCOUNT_GID\" --groups \"$ACCOUNT_GROUPS\" \\\n    env -i \"HOME=$ACCOUNT_HOME\" \"USER=$ACCOUNT_NAME\" \"LOGNAME=$ACCOUNT_NAME\" \"SHELL=$ACCOUNT_SHELL\" \"PATH=$PATH\" TERM=xterm \\\n    'SSH_CLIENT=127.0.0.1 9 22' 'SSH_CONNECTION=127.0.0.1 9 127.0.0.1 22' \\\n    /bin/sh -c \"$program\" prism \"$UMASK\" \"$ACCOUNT_SHELL\" \"$DRAWN\" || :\n  marked\n  octal SAID \"$SAID\"\n  [ -n \"$SAID\" ] && UMASK=$SAID\n}\n\n# look_umasks: reads the stacks for every account; MEASURED holds what a `su -` session said, where one was opened.\nlook_umasks() {\n  local account from_pam from_ssh\n  look_sessions\n  find_su_service\n  for account in ${ACCOUNTS//,/ }; do\n    account_of \"$account\" || continue\n    pam_umask_of \"$SU_SERVICE\"\n    from_pam=$UMASK\n    if [ -n \"${MEASURED[$account]+set}\" ]; then\n      if [ -n \"${MEASURED[$account]}\" ]; then\n        record umask \"account=$account\" session=su-login how=measured \"umask=${MEASURED[$account]}\"\n      else\n        record umask \"account=$account\" session=su-login how=measured\n      fi\n    else\n      record umask \"account=$account\" session=su-login how=read \"umask=$UMASK\"\n    fi\n    if [ \"$SESSION_SSH\" = 1 ]; then\n      UMASK=0022\n      if [ \"$USE_PAM\" = yes ]; then pam_umask_of sshd; fi\n      from_ssh=$UMASK\n      # where sessions may be opened, the start files are asked too\n      [ -z \"$UMASK\" ] || [ -z \"${MEASURED[$account]+set}\" ] || in_ssh_command || :\n      record umask \"account=$account\" session=ssh-command how=read \"umask=$UMASK\"\n      UMASK=$from_ssh\n      # where they do not say: what `su -` showed against its own PAM stack is the profiles' doing, and a login reads them too\n      if [ -n \"$UMASK\" ] && [ -n \"${MEASURED[$account]+set}\" ] && ! in_ssh_login; then\n        [ -n \"${MEASURED[$account]}\" ] && [ \"${MEASURED[$account]}\" != \"$from_pam\" ] && UMASK=${MEASURED[$account]}\n      fi\n      record umask \"account=$account\" session=ssh-login how=read \"umask=$UMASK\"\n    else\n      record umask \"account=$account\" session=ssh-command how=absent\n      record umask \"account=$account\" session=ssh-login how=absent\n    fi\n    if [ -n \"$SESSION_CRON\" ]; then\n      pam_umask_of \"$SESSION_CRON\"\n      record umask \"account=$account\" session=cron how=read \"umask=$UMASK\"\n    else\n      record umask \"account=$account\" session=cron how=absent\n    fi\n  done\n}\n",
    "mount/script.sh": "# shellcheck shell=bash\n# mount: the document's eight steps, each from exact values, each `unchanged` the second time. Refusals that can be seen before\n# anything is touched come first. What this run mounted and wrote to fstab is undone when a later step fails.\n# LEFT: the access (rw or ro) of a mount that this run took away to mount it otherwise.\nMOUNTED=0 FSTAB_WRITTEN=0 FSTAB_BEFORE='' FSTAB_AFTER='' FSTAB_COPY='' MADE='' LEFT=''\n\n# -- the steps -----------------------------------------------------------------------------------------------------------------\nstep_group() {\n  local one name gid made='' there=''\n  check_group || return\n  for one in \"$PRISM_GROUP:$PRISM_GID:\" ${PRISM_GROUPS//,/ }; do\n    IFS=: read -r name gid _ <<<\"$one\"\n    read_group \"$gid\" \"$name\"\n    if [ \"$GID_HOLDER\" = \"$name\" ]; then there+=\"${there:+, }$name has gid $gid\"; continue; fi\n    apart 30 groupadd -g \"$gid\" \"$name\" || { last_words 2; wrong step-failed \"groupadd: $WORDS\"; return; }\n    made+=\"${made:+, }made $name with gid $gid\"\n  done\n  if [ -n \"$made\" ]; then changed \"$made\"; else unchanged \"$there\"; fi\n}\n\n# enrol ACCOUNT GROUP GID: adds to ADDED; the account was read before.\nenrol() {\n  in_group \"$3\" && return 0\n  grep -q \"^${2//./\\\\.}:\" /etc/group || { wrong group-in-directory \"$2 is told by a directory, not by /etc/group, and $1 is not in it\"; return; }\n  # not usermod, which knows only those of /etc/passwd\n  apart 30 gpasswd -a \"$1\" \"$2\" || { last_words 2; wrong step-failed \"gpasswd $1: $WORDS\"; return; }\n  ACCOUNT_LINES[$1]=''\n  account_of \"$1\" && in_group \"$3\" || { wrong step-failed \"$1 is still not in $2\"; return; }\n  case $2 in \"$PRISM_GROUP\") ADDED+=\"${ADDED:+, }$1\" ;; *) ADDED+=\"${ADDED:+, }$1 in $2\" ;; esac\n}\n\nstep_users() {\n  local account count crowded='' one name gid members\n  ADDED=''\n  check_users || return\n  for account in ${PRISM_ACCOUNTS//,/ }; do\n    account_of \"$account\" || return\n    enrol \"$account\" \"$PRISM_GROUP\" \"$PRISM_GID\" || return\n    for one in ${PRISM_GROUPS//,/ }; do\n      IFS=: read -r name gid members <<<\"$one\"\n      case \"+$members+\" in *\"+$account+\"*) enrol \"$account\" \"$name\" \"$gid\" || return ;; esac\n    done\n    count=${ACCOUNT_GROUPS//[!,]/}\n    # NFS carries 16, and the list that a session gets holds the primary group too\n    [ \"${#count}\" -lt 16 ] || crowded+=\"; $account is in $((${#count} + 1)) groups, NFS carries 16\"\n  done\n  if [ -n \"$ADDED\" ]; then changed \"enrolled $ADDED$crowded\"; else unchanged \"${PRISM_ACCOUNTS//,/, } in $PRISM_GROUP$crowded\"; fi\n}\n\nstep_directories() {\n  local parent=$PRISM_MOUNT_POINT\n  check_directories || return\n  # not asked of a mount: it could hang\n  if top_at \"$PRISM_MOUNT_POINT\" || [ -d \"$PRISM_MOUNT_POINT\" ]; then unchanged \"$PRISM_MOUNT_POINT\"; return; fi\n  while [ ! -e \"$parent\" ]; do MADE+=\"$parent \"; parent=${parent%/*}; [ -n \"$parent\" ] || parent=/; done\n  limited 10 mkdir -p -m 0755 \"$PRISM_MOUNT_POINT\" || { last_words 1; wrong step-failed \"mkdir: $WORDS\"; return; }\n  changed \"made $PRISM_MOUNT_POINT\"\n}\n\nstep_mount() {\n  local status=0 words kind\n  read_mounts\n  if top_at \"$PRISM_MOUNT_POINT\"; then\n    if [ \"$PRISM_KEEP_MOUNT\" = 1 ] || ! may_change_access; then\n      mounted_rightly && inert_now || return\n      words=\"$PRISM_FILE_SYSTEM is mounted$(encryption_in_words)$(access_in_words)\"\n      if [ -n \"$INERT\" ]; then\n        changed \"$words; nosuid and nodev set at $INERT\"\n      else\n        unchanged \"$words$([ \"$PRISM_KEEP_MOUNT\" = 0 ] || printf ', left as it is')\"\n      fi\n      return\n    fi\n    the_volume && take_away || return\n  fi\n  # from here on, a mount found at that place is this run's\n  MOUNTED=1\n  if [ \"$HAS_EFS\" = 1 ]; then kind=efs; else kind=nfs4; fi\n  mount_volume \"$PRISM_EFS_OPTIONS\" \"$PRISM_NFS_OPTIONS\" || status=$?\n  last_words\n  words=$WORDS\n  printf '%s\\n' \"$OUT\"\n  read_mounts\n  if ! top_at \"$PRISM_MOUNT_POINT\"; then\n    if [ \"$status\" = 0 ] && mounted_apart; then\n      apart 15 umount -c \"$PRISM_MOUNT_POINT\" || apart 15 umount -c -f -l \"$PRISM_MOUNT_POINT\" || :\n      wrong mount-apart 'mounted for the SSM agent alone, and undone: it runs in a mount namespace of its own'\n      return\n    fi\n    case $status:$words in\n      0:*) wrong mount-not-there \"${words:-mount -t $kind said nothing, exit 0}\" ;;\n      124:*) wrong mount-timeout \"no answer within $PRISM_MOUNT_SECONDS s\" ;;\n      *'Failed to resolve'* | *'Name or service not known'* | *'failed to resolve'* | *'Temporary failure in name resolution'*) wrong mount-resolve \"$words\" ;;\n      *'timed out'*) wrong mount-timeout \"$words\" ;;\n      *) wrong mount-failed \"exit $status: $words\" ;;\n    esac\n    return\n  fi\n  mounted_rightly && inert_now || return\n  changed \"mounted $PRISM_FILE_SYSTEM$(encryption_in_words)$(access_in_words)${LEFT:+; it was $LEFT}\"\n}\n\n# mount_volume EFS-OPTIONS NFS-OPTIONS\nmount_volume() {\n  if [ \"$HAS_EFS\" = 1 ]; then\n    apart \"$PRISM_MOUNT_SECONDS\" mount -t efs -o \"$1\" \"$PRISM_FILE_SYSTEM:/\" \"$PRISM_MOUNT_POINT\"\n  else\n    apart \"$PRISM_MOUNT_SECONDS\" mount -t nfs4 -o \"$2\" \"$PRISM_NFS_SERVER:/\" \"$PRISM_MOUNT_POINT\"\n  fi\n}\n\n# Does this process see a mount there, which process 1 does not?\nmounted_apart() {\n  local MOUNT_TABLE=/proc/self/mountinfo found=1\n  read_mounts\n  top_at \"$PRISM_MOUNT_POINT\" && found=0\n  return \"$found\"\n}\n\n# The exit code proves nothing (\"already mounted\" is 0, whatever is mounted): the mount table and the client's state do.\nmounted_rightly() {\n  the_volume || return\n  if is_read_only \"$TOP\" && [ \"$PRISM_ACCESS\" = rw ]; then wrong read-only \"$(mount_in_words \"$TOP\") is mounted ro\"; return; fi\n  if ! is_read_only \"$TOP\" && [ \"$PRISM_ACCESS\" = ro ]; then wrong not-read-only \"$(mount_in_words \"$TOP\") is mounted rw\"; return; fi\n  mount_answers \"$TOP\"\n  if [ \"$REACHED\" = 0 ]; then wrong mount-hidden \"$PRISM_MOUNT_POINT leads to something else than $(mount_in_words \"$TOP\"), which is mounted there\"; return; fi\n  case $ANSWERS in\n    yes) return 0 ;;\n    timeout) wrong mount-hung \"$PRISM_MOUNT_POINT gave no answer within 5 s\" ;;\n    stale) wrong stale-handle \"$PRISM_MOUNT_POINT: stale file handle\" ;;\n    *) last_words 1; wrong mount-failed \"$PRISM_MOUNT_POINT does not answer: $WORDS\" ;;\n  esac\n}\n\ninert_now() {\n  make_inert && is_inert \"$TOP\" && return\n  last_words 1\n  wrong not-nosuid \"$(mount_in_words \"$TOP\") could not be changed in place${WORDS:+: $WORDS}\"\n}\n\nthe_volume() {\n  if ! is_asked_for \"$TOP\"; then wrong mount-wrong \"$(mount_in_words \"$TOP\") is mounted at $PRISM_MOUNT_POINT\"; return; fi\n  if [ \"${M_TLS[TOP]}\" != yes ] && [ \"$PRISM_CLIENT\" != plain-nfs ] && [ \"$PRISM_KEEP_MOUNT\" = 0 ]; then\n    wrong not-encrypted \"$(mount_in_words \"$TOP\") does not go through TLS\"\n  fi\n}\n\naccess_in_words() { [ \"$PRISM_ACCESS\" = rw ] || printf ', read-only'; }\nencryption_in_words() { if [ \"${M_TLS[TOP]}\" = yes ]; then printf ' with TLS'; else printf ', not encrypted'; fi; }\n\nstep_permissions() {\n  local kind seen entries i path owner mode gid rule rules=() status=0 made\n  if [ \"$PRISM_ACCESS\" = ro ]; then skipped 'mounted read-only: nothing can be set from here'; return; fi\n  if [ \"$PRISM_ENFORCED\" = 1 ]; then skipped 'the access point makes everybody its user, root too: the folder stays as it was given'; return; fi\n  limited 15 root_kind \"$PRISM_MOUNT_POINT\" \"$PRISM_GID\" || { hung_or \"$?\" 'the root could not be looked at'; return; }\n  read -r kind seen entries <<<\"$OUT\"\n  if [ \"$kind\" = foreign ] && [ \"$PRISM_ADOPT\" != 1 ]; then wrong foreign-root \"the root is $seen with $entries entries\"; return; fi\n  for i in 1 2 3 4 5 6 7 8; do\n    # shellcheck disable=SC2086 # rules hold no blanks\n    stat_table ${PRISM_PATHS//,/ } || { hung_or \"$?\" 'the layout could not be looked at'; return; }\n    space_in_the_making || break\n    sleep 0.25\n  done\n  i=0\n  for rule in ${PRISM_PATHS//,/ }; do\n    IFS=: read -r path owner mode gid <<<\"$rule\"\n    ACCOUNT_UID=0\n    [ \"$owner\" = root ] || account_of \"$owner\" || { wrong account-missing \"$owner\"; return; }\n    if [ -n \"${T_TYPE[i]}\" ]; then\n      [ \"${T_TYPE[i]}\" = directory ] || { wrong step-failed \"$path is a ${T_TYPE[i]//-/ }\"; return; }\n      if [ \"$owner\" != root ] && [ \"${T_UID[i]}\" != \"$ACCOUNT_UID\" ]; then\n        wrong foreign-personal-space \"$path belongs to uid ${T_UID[i]} (${T_OWNER[i]}), not to $owner (uid $ACCOUNT_UID)\"\n        return\n      fi\n    fi\n    as_planned \"$i\" \"$ACCOUNT_UID:${gid:-$PRISM_GID}:$mode\" || return\n    rules+=(\"$path:$ACCOUNT_UID:$mode:${gid:-$PRISM_GID}\")\n    i=$((i + 1))\n  done\n  limited 60 lay_out \"$PRISM_MOUNT_POINT\" ${rules[@]+\"${rules[@]}\"} || { status=$?; last_words 2; volume_refuses \"$WORDS\" \"$WORDS\" && hung_or \"$status\" \"$WORDS\"; return; }\n  made=${OUT//$'\\n'/, }\n  if [ -n \"$made\" ]; then changed \"set $made\"; else unchanged \"${#rules[@]} paths as the table says\"; fi\n}\n\n# as_planned INDEX WANTED: where a plan was agreed to, each path is as it was then, or as it shall be (another instance was first).\nas_planned() {\n  local before=${PRISM_BEFORE//,/ } seen=- rule\n  for rule in $before; do\n    [ \"${rule%%:*}\" = \"${T_PATH[$1]}\" ] || continue\n    [ -z \"${T_TYPE[$1]}\" ] || seen=${T_UID[$1]}:${T_GID[$1]}:${T_MODE[$1]}\n    # half way there, by another instance at this moment: made and not yet given away, or given away with the mode of before\n    case ${rule#*:}:$seen in -:*:?700) continue ;; esac\n    [ \"${seen%:*} ${seen##*:}\" = \"${2%:*} ${rule##*:}\" ] && continue\n    [ \"$seen\" = \"${rule#*:}\" ] || [ \"$seen\" = \"$2\" ] || { wrong adopt-changed \"${T_PATH[$1]} is $seen (uid:gid:mode), was ${rule#*:}\"; return; }\n  done\n}\n\n# Another instance may be making a personal space for the same account: it is root's and 0700 until it is given away, or 2700 where\n# users/ hands its setgid down.\nspace_in_the_making() {\n  local i\n  for ((i = 0; i < ${#T_PATH[@]}; i++)); do\n    case \"${T_PATH[i]} ${T_UID[i]} ${T_MODE[i]}\" in users/*' 0 '[02]700) return 0 ;; esac\n  done\n  return 1\n}\n\nhung_or() { if [ \"$1\" = 124 ]; then wrong mount-hung \"$PRISM_MOUNT_POINT gave no answer in time\"; else wrong step-failed \"$2\"; fi; }\n\nstep_fstab() {\n  local line\n  check_fstab || return\n  if [ \"$HAS_EFS\" = 1 ]; then\n    line=\"$PRISM_FILE_SYSTEM:/ $PRISM_MOUNT_POINT efs $(fstab_options \"$PRISM_EFS_OPTIONS\") 0 0\"\n  else\n    line=\"$PRISM_NFS_SERVER:/ $PRISM_MOUNT_POINT nfs4 $(fstab_options \"$PRISM_NFS_OPTIONS\") 0 0\"\n  fi\n  if [ \"$FSTAB_OURS\" = 1 ] && [ \"$FSTAB_LINE\" = \"$line\" ]; then unchanged \"one line for $PRISM_MOUNT_POINT\"; return; fi\n  if [ -n \"$PRISM_TAKE_OVER\" ]; then\n    # put back whole, byte for byte, should a later step fail\n    FSTAB_COPY=${LOG%/*}/fstab\n    cat /etc/fstab >\"$FSTAB_COPY\" || { wrong step-failed 'fstab could not be copied aside'; return; }\n    FSTAB_WRITTEN=1\n    fstab_take_over \"$line\" || { CODE=step-failed; return 1; }\n    FSTAB_AFTER=$(sha256sum </etc/fstab)\n    changed \"took over $FSTAB_FOREIGN_LINES line(s) for $PRISM_MOUNT_POINT, kept as comments\"\n    return\n  fi\n  FSTAB_BEFORE=$FSTAB_LINE FSTAB_WRITTEN=1\n  fstab_write \"$line\" || { CODE=step-failed; return 1; }\n  if [ \"$FSTAB_OURS\" = 0 ]; then changed \"added $PRISM_MOUNT_POINT\"; else changed \"replaced our line for $PRISM_MOUNT_POINT\"; fi\n}\n\nfstab_options() {\n  local options=$1\n  case \",$options,\" in *,nofail,*) ;; *) options+=,nofail ;; esac\n  case \",$options,\" in *,x-prism,*) ;; *) options+=,x-prism ;; esac\n  printf %s \"$options\"\n}\n\n# -- undo ----------------------------------------------------------------------------------------------------------------------\nundo() {\n  local done='' dir\n  if [ \"$FSTAB_WRITTEN\" = 1 ]; then\n    if [ -z \"$PRISM_TAKE_OVER\" ]; then\n      fstab_write \"$FSTAB_BEFORE\" && done+='the fstab line, '\n    elif [ -n \"$FSTAB_AFTER\" ] && [ \"$(sha256sum </etc/fstab)\" != \"$FSTAB_AFTER\" ]; then\n      done+='(fstab was changed by somebody meanwhile, so it stays as it is), '\n    else\n      fstab_replace cat \"$FSTAB_COPY\" && done+='the taken-over fstab lines, '\n    fi\n  fi\n  if [ \"$MOUNTED\" = 1 ]; then\n    read_mounts\n    if top_at \"$PRISM_MOUNT_POINT\"; then\n      # a server that hangs cannot be waited for; the mount is seconds old and nobody's\n      apart 15 umount -c \"$PRISM_MOUNT_POINT\" || apart 15 umount -c -f -l \"$PRISM_MOUNT_POINT\" || :\n      read_mounts\n      if top_at \"$PRISM_MOUNT_POINT\"; then done+='(the mount could not be undone), '; else done+='the mount, '; fi\n    fi\n    if [ -n \"$LEFT\" ] && ! top_at \"$PRISM_MOUNT_POINT\"; then\n      # rw comes after, where both are said: mount(8) lets the last one win\n      mount_volume \"$PRISM_EFS_OPTIONS,$LEFT\" \"$PRISM_NFS_OPTIONS,$LEFT\" || :\n      read_mounts\n      if top_at \"$PRISM_MOUNT_POINT\"; then done+=\"mounted again as before ($LEFT), \"; else done+=\"(the mount that was there, $LEFT, could not be brought back), \"; fi\n    fi\n    for dir in $MADE; do rmdir \"$dir\" || break; done\n  fi\n  done=${done%, }\n  record step step=undo \"status=$([ -n \"$done\" ] && echo changed || echo unchanged)\" \\\n    \"detail=${done:+undone: $done; }packages, group and data stay as they are\" ms=0\n}\n\n# Said only where it fails: without the note a later look would expect something else than was asked for.\nremember() {\n  asked_replace \"$PRISM_ASKED\" && return\n  CODE=step-failed SEEN='what was asked for could not be noted in /var/lib/prism'\n  record step step=remember status=failed \"detail=$SEEN\" ms=0\n  failure remember\n  return 1\n}\n\nmount_and_look() {\n  look_os\n  if preflight && forget_left &&\n    step client step_client && step group step_group && step users step_users && step directories step_directories &&\n    step mount step_mount && step permissions step_permissions && step fstab step_fstab && step umask step_umask && remember; then\n    MOUNT_DEPTH=behaviour\n  else\n    undo\n    MOUNT_DEPTH=facts\n  fi\n  look \"$MOUNT_DEPTH\"\n}\n\nread_parameters\nrun_job mount_and_look\n",
    "sharing-test/script.sh": "# shellcheck shell=bash\n# sharing-test: in phase `write` each identity of this instance leaves a file, in `exchange` each reads every other's file and\n# appends to it, in `clean` everything goes. PRISM_IDENTITIES is instance:account:uid:t|p,… of all instances (t: temporary); an r\n# after it: on a read-only instance, where nothing is written and every append has to be refused.\nread_parameters\nTEST=.prism-sharing-$PRISM_TOKEN\n# A file of the test lies in INSIDE of the volume, and its name is BEFORE and its writer.\nif [ \"$PRISM_OPEN\" = 1 ]; then\n  INSIDE=$PRISM_FOLDER BEFORE=$TEST.\nelse\n  INSIDE=$PRISM_FOLDER/$TEST BEFORE=''\nfi\nPLACE=$PRISM_MOUNT_POINT/$INSIDE\n\n# Reads: the line to write. Argument: file.\n# shellcheck disable=SC2016 # a program for another shell: it expands there\nWRITE=$TRY'IFS= read -r l; set -C; e=$( { echo \"$l\" >\"$1\"; } 2>&1 ) && say write done || verdict write \"$e\"'\n# Reads: a line to append for each file. Arguments: what every file's path begins with, then their names. flock keeps appends of different\n# clients apart, which NFS alone does not; where it cannot be had the append goes on without.\n# shellcheck disable=SC2016 # a program for another shell: it expands there\nEXCHANGE=$TRY'd=$1; shift\nfor n in \"$@\"; do f=$d$n; IFS= read -r l\nif g=$(head -c 300 \"$f\" 2>&1); then say \"$n read done $(echo \"$g\" | head -n 1)\"; else verdict \"$n read\" \"$g\"; fi\ne=$( { { flock -w 5 8 || :; echo \"$l\" >&8; } 8>>\"$f\"; } 2>&1 ) && say \"$n append done\" || verdict \"$n append\" \"${e:-no reason given}\"\ndone'\n\nown_instance() {\n  [ -n \"$PRISM_INSTANCE\" ] && return 0\n  # one parameter set for many instances: the agent tells, else instance metadata\n  PRISM_INSTANCE=${AWS_SSM_INSTANCE_ID-}\n  INSTANCE_ID=''\n  [ -n \"$PRISM_INSTANCE\" ] || { look_zone; PRISM_INSTANCE=$INSTANCE_ID; }\n  [ -n \"$PRISM_INSTANCE\" ] || wrong step-failed 'this instance could not tell its own id'\n}\n\nright_volume() {\n  read_mounts\n  top_at \"$PRISM_MOUNT_POINT\" || { wrong not-mounted \"nothing is mounted at $PRISM_MOUNT_POINT\"; return; }\n  [ \"${M_ID[TOP]}\" = \"$PRISM_FILE_SYSTEM\" ] || { wrong mount-wrong \"${M_ID[TOP]:-${M_SOURCE[TOP]}} is mounted at $PRISM_MOUNT_POINT\"; return; }\n  mount_answers \"$TOP\"\n  [ \"$REACHED\" = 1 ] || { wrong mount-hidden \"$PRISM_MOUNT_POINT leads to something else than what is mounted there\"; return; }\n  [ \"$ANSWERS\" = yes ] || wrong mount-hung \"$PRISM_MOUNT_POINT does not answer\"\n}\n\n# Did that identity have to write?\nwrote() { case $1 in *r) return 1 ;; esac; }\n\n# as IDENTITY UMASK PROGRAM ARGUMENT…; UMASK -: the one of the account's sessions.\nas() {\n  local account uid kind mask=$2 input=$INPUT\n  ACTED_LATE=0\n  IFS=: read -r _ account uid kind <<<\"$1\"\n  if [ \"${kind%r}\" = t ]; then\n    [ \"$mask\" != - ] || mask=0002\n    INPUT=$input\n    try_as \"$uid\" \"$PRISM_GID\" '' 60 \"$mask\" \"${3//$'\\n'/; }\" \"${@:4}\"\n    return\n  fi\n  INPUT=''\n  account_of \"$account\" || return 1\n  if [ \"$mask\" = - ]; then\n    measure \"$account\"\n    # where it cannot be told, what everybody gets who is given nothing\n    mask=${MASK:-0022}\n  fi\n  INPUT=$input\n  try_as \"$ACCOUNT_UID\" \"$ACCOUNT_GID\" \"$ACCOUNT_GROUPS\" 60 \"$mask\" \"${3//$'\\n'/; }\" \"${@:4}\"\n}\n\nstep_write() {\n  local identity account outcome rest wrote='' not=''\n  own_instance && right_volume || return\n  limited 20 sweep_tests \"$PRISM_MOUNT_POINT\" \"$PRISM_FOLDER\" || { not_made; return; }\n  if [ \"$PRISM_OPEN\" = 0 ]; then limited 10 make_test \"$PRISM_MOUNT_POINT\" \"$PRISM_FOLDER\" \"$TEST\" \"$PRISM_GID\" || { not_made; return; }; fi\n  for identity in ${PRISM_IDENTITIES//,/ }; do\n    [ \"${identity%%:*}\" = \"$PRISM_INSTANCE\" ] || continue\n    IFS=: read -r _ account _ <<<\"$identity\"\n    outcome=error rest=''\n    draw\n    INPUT=$PRISM_TOKEN:$PRISM_INSTANCE:$account:$DRAWN$'\\n'\n    if as \"$identity\" - \"$WRITE\" \"$PLACE/$BEFORE$PRISM_INSTANCE.$account\"; then read -r _ outcome rest <<<\"$ACTED\"; fi\n    if [ \"$outcome\" = 'done' ]; then wrote+=\"${wrote:+, }$account\"; else last_words 1; not+=\"${not:+, }$account $outcome ${rest:-$WORDS}\"; fi\n  done\n  if [ -n \"$wrote\" ]; then changed \"wrote as $wrote${not:+; not as $not}\"; else skipped \"wrote as nobody${not:+: $not}\"; fi\n}\n\nnot_made() {\n  last_words 1\n  local seen=\"could not make $PLACE${WORDS:+: $WORDS}\"\n  volume_refuses \"$WORDS\" \"$seen\" && wrong step-failed \"$seen\"\n}\n\nstep_exchange() {\n  local reader writer names nonces account cells=0\n  own_instance && right_volume || return\n  if ! limited 10 enter \"$PRISM_MOUNT_POINT\" \"$INSIDE\"; then\n    last_words 1\n    # what is not there, readers will miss\n    case $WORDS in *'cannot enter'*) ;; *) wrong step-failed \"$PLACE: $WORDS\"; return ;; esac\n  fi\n  for reader in ${PRISM_IDENTITIES//,/ }; do\n    [ \"${reader%%:*}\" = \"$PRISM_INSTANCE\" ] || continue\n    names=() nonces=() INPUT=''\n    for writer in ${PRISM_IDENTITIES//,/ }; do\n      wrote \"$writer\" && [ \"$writer\" != \"$reader\" ] || continue\n      IFS=: read -r W_INSTANCE W_ACCOUNT _ <<<\"$writer\"\n      draw\n      names+=(\"$BEFORE$W_INSTANCE.$W_ACCOUNT\") nonces+=(\"$DRAWN\")\n      INPUT+=$DRAWN$'\\n'\n    done\n    [ \"${#names[@]}\" -gt 0 ] || continue\n    as \"$reader\" 0077 \"$EXCHANGE\" \"$PLACE/\" \"${names[@]}\" || ACTED=''\n    cells_of \"$reader\"\n    cells=$((cells + ${#names[@]}))\n  done\n  changed \"tried $cells pairs\"\n}\n\n# One record per writer. What the reader says was refused is; what it says was done counts where root finds it so. What it did not say is\n# an error, not silence.\ncells_of() {\n  local reader=$1 writer name what outcome rest silent=error i=0 asked=() words read append\n  local -A said=() why=() proof=()\n  while read -r name what outcome rest; do\n    case $what.$outcome in read.done | append.done | *.refused | *.missing | *.error) said[$name.$what]=$outcome why[$name.$what]=$rest ;; esac\n  done <<<\"$ACTED\"\n  [ \"$ACTED_LATE\" = 0 ] || silent=timeout\n  last_words 1\n  words=$WORDS\n  for writer in ${PRISM_IDENTITIES//,/ }; do\n    wrote \"$writer\" && [ \"$writer\" != \"$reader\" ] || continue\n    IFS=: read -r W_INSTANCE W_ACCOUNT W_UID _ <<<\"$writer\"\n    # behind an access point that enforces a user, files are that one's\n    [ \"$PRISM_OPEN\" = 0 ] || W_UID=-\n    name=$BEFORE$W_INSTANCE.$W_ACCOUNT\n    asked+=(\"$name\" \"$W_UID\" \"$PRISM_TOKEN:$W_INSTANCE:$W_ACCOUNT:\" \"${why[$name.read]-}\" \"${nonces[i]}\")\n    i=$((i + 1))\n  done\n  limited 20 proven \"$PRISM_MOUNT_POINT\" \"$INSIDE\" \"${asked[@]}\" || OUT=''\n  while read -r name read append; do [ -z \"$append\" ] || proof[$name.read]=$read proof[$name.append]=$append; done <<<\"$OUT\"\n  for writer in ${PRISM_IDENTITIES//,/ }; do\n    wrote \"$writer\" && [ \"$writer\" != \"$reader\" ] || continue\n    IFS=: read -r W_INSTANCE W_ACCOUNT _ <<<\"$writer\"\n    name=$BEFORE$W_INSTANCE.$W_ACCOUNT\n    verdict_on read\n    read=$OUTCOME rest=$DETAIL\n    verdict_on append\n    [ -n \"$ACTED\" ] || rest=${words:-nothing could be tried}\n    record sharing \"writer=$writer\" \"reader=$reader\" \"read=$read\" \"append=$OUTCOME\" \"detail=$rest${DETAIL:+ $DETAIL}\"\n  done\n}\n\n# verdict_on read|append: OUTCOME and DETAIL of the file in `name`. Of what was read no word is told.\nverdict_on() {\n  OUTCOME=${said[$name.$1]-$silent} DETAIL=${why[$name.$1]-}\n  [ \"$OUTCOME\" = 'done' ] || return 0\n  DETAIL=''\n  case $1:${proof[$name.$1]-} in\n    *:done) return ;;\n    *:foreign) DETAIL=\"what is there is not the writer's file\" ;;\n    read:other) DETAIL='other content' ;;\n    append:unseen) DETAIL='not seen when read back' ;;\n    *) DETAIL='root found nothing there' ;;\n  esac\n  OUTCOME=error\n}\n\nstep_clean() {\n  local status=0\n  right_volume || return\n  if [ \"$PRISM_OPEN\" = 1 ]; then\n    limited 60 clean_open \"$PRISM_MOUNT_POINT\" \"$PRISM_FOLDER\" \"$TEST\" || status=$?\n  else\n    limited 60 clean_test \"$PRISM_MOUNT_POINT\" \"$PRISM_FOLDER\" \"$TEST\" || status=$?\n  fi\n  case $status in\n    0) changed 'removed what the test wrote' ;;\n    3) unchanged 'nothing left' ;;\n    *) last_words 1; wrong step-failed \"$PLACE: $WORDS\" ;;\n  esac\n}\n\nshare() {\n  case $PRISM_PHASE in\n    write) step write step_write ;;\n    exchange) step exchange step_exchange ;;\n    clean) step clean step_clean ;;\n  esac\n}\nrun_job share\n",
    "unmount/script.sh": "# shellcheck shell=bash\n# unmount: really, or not at all. The mount is found by its place and the client's state; the fstab line goes only when the mount\n# is gone; what lies on the volume is left alone.\nstep_unmount() {\n  local status=0 words tries how=''\n  read_mounts\n  top_at \"$PRISM_MOUNT_POINT\" || { unchanged \"nothing is mounted at $PRISM_MOUNT_POINT\"; return; }\n  for tries in 1 2 3 4; do\n    ours \"$TOP\" || {\n      [ \"$tries\" -gt 1 ] && break\n      wrong mount-wrong \"${M_ID[TOP]:-${M_SOURCE[TOP]} (${M_TYPE[TOP]})} is mounted at $PRISM_MOUNT_POINT\"\n      return\n    }\n    find_held\n    if [ -n \"$HELD_WORDS\" ] && [ \"$PRISM_LAZY\" = 0 ]; then wrong still-held \"also mounted at $HELD_WORDS\"; return; fi\n    status=0\n    if [ \"$PRISM_LAZY\" = 1 ]; then\n      how=\", lazily${HELD_WORDS:+; still mounted at $HELD_WORDS}\"\n      apart 30 umount -c -l \"$PRISM_MOUNT_POINT\" || status=$?\n    else\n      apart 30 umount -c \"$PRISM_MOUNT_POINT\" || status=$?\n    fi\n    last_words 2\n    words=$WORDS\n    read_mounts\n    if top_at \"$PRISM_MOUNT_POINT\"; then\n      if [ \"$status\" != 0 ]; then still_there \"$status\" \"$words\"; return; fi\n    else\n      changed \"unmounted $PRISM_FILE_SYSTEM$how\"\n      return\n    fi\n  done\n  top_at \"$PRISM_MOUNT_POINT\" && wrong unmount-failed \"something is still mounted at $PRISM_MOUNT_POINT\"\n}\n\n# Without the client's state (a dead tunnel) our own fstab line still says whose mount that is.\nours() {\n  [ \"${M_ID[$1]}\" = \"$PRISM_FILE_SYSTEM\" ] && return 0\n  [ -z \"${M_ID[$1]}\" ] || return 1\n  case ${M_SOURCE[$1]} in 127.0.0.1:/* | localhost:/*) ;; *) return 1 ;; esac\n  fstab_survey\n  [ \"${FSTAB_LINE%%:*}\" = \"$PRISM_FILE_SYSTEM\" ]\n}\n\nstill_there() {\n  case $1:$2 in\n    *busy*)\n      holders \"$PRISM_MOUNT_POINT\"\n      wrong unmount-busy \"${HOLDERS:-no process of this host was found using it}\" ;;\n    124:*) wrong mount-hung \"umount gave no answer within 30 s\" ;;\n    *) wrong unmount-failed \"exit $1: $2\" ;;\n  esac\n}\n\nstep_fstab() {\n  fstab_survey\n  if [ \"$FSTAB_OURS\" = 0 ]; then unchanged \"no line of ours${FSTAB_FOREIGN:+; left alone: $FSTAB_FOREIGN}\"; return; fi\n  fstab_write '' || { CODE=step-failed; return 1; }\n  changed \"removed our line for $PRISM_MOUNT_POINT\"\n}\n\nunmount_and_look() {\n  look_os\n  step unmount step_unmount && step fstab step_fstab && { asked_replace '' || :; note_left; }\n  look_zone\n  look_client\n  look_mounts\n  look_place\n  look_fstab\n  record looked depth=mount\n}\n\nread_parameters\nrun_job unmount_and_look\n",
};
//# sourceMappingURL=embedded.js.map
// EXTERNAL MODULE: ./build/src/domain/groups.js
var groups = __webpack_require__(5384);
;// CONCATENATED MODULE: ./build/src/domain/asked.js
/**
 * What a mount was asked for, in the words that its instance keeps: a later look expects that, and nobody has to say it again. Root on the
 * instance can change the note, so it decides about that instance's own rows and about nothing else.
 */


/** Changed where an older Prism would read something else than is meant. */
const version = '1';
/** One word that is inert in a shell and in a transcript: `1~users=ada,ben~private`. */
function formatAsked(a) {
    return [
        version,
        ...(a.accounts.length > 0 ? [`users=${a.accounts.join(',')}`] : []),
        ...(a.groups.length > 0 ? [`groups=${a.groups.map((g) => `${g.name}:${g.gid}:${g.accounts.join('+')}`).join(',')}`] : []),
        ...(a.sticky ? ['sticky'] : []),
        ...(a.privateSpaces ? ['private'] : []),
        ...(a.readOnly ? ['read-only'] : []),
        ...(a.encrypted ? [] : ['plain-nfs']),
        ...(a.accessPoint === undefined ? [] : [`access-point=${a.accessPoint}`]),
    ].join('~');
}
/** Undefined for whatever `formatAsked` does not write. */
function parseAsked(text) {
    const [first, ...words] = text.split('~');
    if (first !== version)
        return undefined;
    const value = (name) => words.find((w) => w.startsWith(`${name}=`))?.slice(name.length + 1);
    try {
        const accounts = (value('users')?.split(',') ?? []).map(names/* parseAccount */.J5);
        const point = value('access-point');
        const asked = {
            accounts,
            groups: (0,groups/* parseGroups */.Oo)((value('groups')?.split(',') ?? []).map(groupOf), accounts),
            sticky: words.includes('sticky'),
            privateSpaces: words.includes('private'),
            readOnly: words.includes('read-only'),
            encrypted: !words.includes('plain-nfs'),
            ...(point !== undefined && names/* patterns */.qp.accessPointId.test(point) ? { accessPoint: point } : {}),
        };
        return formatAsked(asked) === text ? asked : undefined;
    }
    catch {
        return undefined;
    }
}
function groupOf(text) {
    const [name = '', gid = '', accounts = ''] = text.split(':');
    return { name, gid: Number(gid), accounts: accounts.split('+').filter(Boolean) };
}
//# sourceMappingURL=asked.js.map
;// CONCATENATED MODULE: ./build/src/host/mount/contract.js
/** mount: the document's eight steps, then the look. */




const words = /^(?:[a-z0-9_-]+(?:,[a-z0-9_-]+)*)?$/;
const options = /^[a-z0-9_.=-]+(?:,[a-z0-9_.=-]+)*$/;
const seen = '(?:\\.|[a-z0-9_][a-z0-9._/-]{0,64}):(?:-|[0-9]{1,10}:[0-9]{1,10}:[0-7]{4})';
const mount = {
    parameters: {
        ...common,
        client: {
            env: 'PRISM_CLIENT',
            pattern: /^(?:present|repository|distributor|installer|package|plain-nfs)$/,
            doc: 'Where a missing client comes from; present and distributor: it is there by now',
        },
        clientPackages: { env: 'PRISM_CLIENT_PACKAGES', pattern: words, doc: 'What to ask the repositories for, in this order' },
        packageManager: { env: 'PRISM_MANAGER', pattern: /^(?:apt-get|dnf|yum|zypper)?$/, doc: 'What installs packages there' },
        clientUrl: {
            env: 'PRISM_CLIENT_URL',
            pattern: new RegExp(`^$|${names/* patterns */.qp.packageUrl.source}`),
            doc: 'The package or the script to fetch',
        },
        clientSha256: { env: 'PRISM_CLIENT_SHA256', pattern: /^(?:[0-9a-f]{64})?$/, doc: 'Its SHA-256' },
        clientArchitectures: { env: 'PRISM_CLIENT_ARCHS', pattern: words, doc: 'What the package may say of its architecture' },
        adopt: { env: 'PRISM_ADOPT', pattern: flag, doc: '1: a root with somebody’s data may be given the layout' },
        access: { env: 'PRISM_ACCESS', pattern: /^r[wo]$/, doc: 'rw, or ro: mounted read-only, and nothing is set on the volume' },
        takeOver: {
            env: 'PRISM_TAKE_OVER',
            pattern: /^(?:[0-9a-f]{64})?$/,
            doc: 'Digest of the foreign fstab lines for the place that ours replaces; empty: none may be',
        },
        keepMount: { env: 'PRISM_KEEP_MOUNT', pattern: flag, doc: '1: what is mounted stays as it is, and nothing is mounted' },
        before: {
            env: 'PRISM_BEFORE',
            pattern: new RegExp(`^(?:${seen}(?:,${seen})*)?$`),
            doc: 'How the plan saw the paths: path:uid:gid:mode, or path:- for none, separated by commas; empty: do not compare',
        },
        accessPoint: {
            env: 'PRISM_ACCESS_POINT',
            pattern: /^(?:fsap-[0-9a-f]{17})?$/,
            doc: 'The access point it is mounted through; empty: none',
        },
        asked: {
            env: 'PRISM_ASKED',
            pattern: /^1(?:~[a-z-]+(?:=[a-z0-9._,:+-]+)?)*$/,
            doc: 'What the mount is asked for, noted on the instance for later looks',
        },
        nfsServer: { env: 'PRISM_NFS_SERVER', pattern: /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/, doc: 'The host that plain NFS mounts from' },
        efsOptions: { env: 'PRISM_EFS_OPTIONS', pattern: options, doc: 'Mount options for the EFS client' },
        nfsOptions: { env: 'PRISM_NFS_OPTIONS', pattern: options, doc: 'Mount options for plain NFS' },
        packageSeconds: { env: 'PRISM_PACKAGE_SECONDS', pattern: numberOfSeconds, doc: 'How long to wait for the package manager’s lock' },
        mountSeconds: { env: 'PRISM_MOUNT_SECONDS', pattern: numberOfSeconds, doc: 'How long the mount command may take' },
    },
    libraries: [...core, ...looking, 'packages', 'install-client', 'preflight', 'holders', 'access', 'inert', 'layout', 'pam-umask'],
    executionSeconds: 1800,
};
function mountParams(v) {
    return {
        ...lookParams(v),
        client: v.client.way,
        clientPackages: v.client.packages.join(','),
        packageManager: v.client.manager,
        clientUrl: v.client.url,
        clientSha256: v.client.sha256,
        clientArchitectures: v.client.architectures.join(','),
        adopt: v.adopt ? '1' : '0',
        access: v.readOnly ? 'ro' : 'rw',
        takeOver: v.agreed?.fstabLines ?? '',
        keepMount: v.agreed ? '1' : '0',
        before: (v.agreed?.paths ?? []).map((p) => `${p.path}:${p.exists ? `${p.uid}:${p.gid}:${p.mode}` : '-'}`).join(','),
        accessPoint: v.accessPoint ?? '',
        asked: formatAsked(v.asked),
        nfsServer: v.nfsServer,
        efsOptions: v.efsOptions,
        nfsOptions: v.nfsOptions,
        packageSeconds: String(v.packageSeconds ?? 180),
        mountSeconds: String(v.mountSeconds ?? 90),
    };
}
//# sourceMappingURL=contract.js.map
;// CONCATENATED MODULE: ./build/src/host/sharing-test/contract.js


const instance = 'm?i-[0-9a-f]{8,17}';
const contract_identity = `${instance}:${names/* unixName */.sX}:[1-9][0-9]{0,9}:[pt]r?`;
const sharingTest = {
    parameters: {
        fileSystemId: common.fileSystemId,
        mountPoint: common.mountPoint,
        groupName: common.groupName,
        gid: common.gid,
        addresses: common.addresses,
        phase: { env: 'PRISM_PHASE', pattern: /^(?:write|exchange|clean)$/, doc: 'write, exchange or clean' },
        token: { env: 'PRISM_TOKEN', pattern: /^[a-z0-9]{8,40}$/, doc: 'Names the test’s directory or files; the same in all phases' },
        identities: {
            env: 'PRISM_IDENTITIES',
            pattern: new RegExp(`^${contract_identity}(?:,${contract_identity})*$`),
            doc: 'instance:account:uid:p, or :t for a temporary identity without an account; then r on a read-only instance; of all instances',
        },
        instance: {
            env: 'PRISM_INSTANCE',
            pattern: new RegExp(`^(?:${instance})?$`),
            doc: 'This instance; empty: the agent or instance metadata tells',
        },
        folder: {
            env: 'PRISM_FOLDER',
            pattern: /^(?:\.|[A-Za-z0-9][A-Za-z0-9._-]{0,63}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,4})$/,
            doc: 'Where in the volume the test is made',
        },
        open: {
            env: 'PRISM_OPEN',
            pattern: flag,
            doc: '1: its files lie in that folder itself, so that the folder’s own owner and mode decide; 0: in a directory that the group may write',
        },
        lockSeconds: common.lockSeconds,
    },
    libraries: [...core, 'os', 'metadata', 'accounts', 'mounts', 'inside', 'pam', 'umask', 'acting', 'test-folder'],
    executionSeconds: 600,
};
function sharingTestParams(v) {
    return {
        fileSystemId: v.fileSystemId,
        mountPoint: v.mountPoint,
        groupName: v.groupName,
        gid: String(v.gid),
        addresses: v.addresses.join(','),
        phase: v.phase,
        token: v.token,
        identities: v.identities
            .map((i) => `${i.instanceId}:${i.account}:${i.uid}:${i.temporary ? 't' : 'p'}${i.readOnly ? 'r' : ''}`)
            .join(','),
        instance: v.instanceId ?? '',
        folder: v.place?.folder ?? 'shared',
        open: v.place?.open ? '1' : '0',
        lockSeconds: String(v.lockSeconds ?? 60),
    };
}
//# sourceMappingURL=contract.js.map
;// CONCATENATED MODULE: ./build/src/host/unmount/contract.js
/** unmount: really, or not at all. */

const unmount = {
    parameters: {
        fileSystemId: common.fileSystemId,
        addresses: common.addresses,
        mountPoint: common.mountPoint,
        lazy: { env: 'PRISM_LAZY', pattern: flag, doc: '1: detach now, let the last user end it' },
        lockSeconds: common.lockSeconds,
    },
    libraries: [...core, 'os', 'metadata', 'client', 'mounts', 'held', 'fstab', 'left', 'asked', 'holders'],
    executionSeconds: 300,
};
function unmountParams(v) {
    return {
        fileSystemId: v.fileSystemId,
        addresses: v.addresses.join(','),
        mountPoint: v.mountPoint,
        lazy: v.lazy ? '1' : '0',
        lockSeconds: String(v.lockSeconds ?? 60),
    };
}
//# sourceMappingURL=contract.js.map
;// CONCATENATED MODULE: ./build/src/host/assemble.js
/** Puts a script together: the libraries that its contract names, then the script, as one fixed text. */







const contracts = { inspect: inspect, mount: mount, unmount: unmount, 'sharing-test': sharingTest, doctor: doctor };
const shebang = '#!/bin/bash';
const made = new Map();
/** The text that follows the shebang and the parameter line, the same for every job of that script. */
function assemble(script) {
    const known = made.get(script);
    if (known)
        return known;
    const files = [...contracts[script].libraries.map((name) => `lib/${name}.sh`), `${script}/script.sh`];
    const text = [workerText(files), ...files.map(read)].join('\n');
    if (/<<-?['"A-Z_]/.test(text.replaceAll('<<<', '')))
        throw new Error(`${script}: the script holds a here-document`);
    // SSM would replace it by a parameter of its own
    if (text.includes('{{'))
        throw new Error(`${script}: the script holds "{{"`);
    const result = { text, sha256: (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex') };
    made.set(script, result);
    return result;
}
/**
 * The functions that the worker has (limits.sh), as a word of the script that holds their text as it stands: bash up to 5.1 prints
 * `>&"$fd"` of a function as `&> "$fd"`, so none is ever sent on as bash prints it.
 */
function workerText(files) {
    const functions = files.flatMap((file) => {
        const lines = (embedded[file] ?? '').split('\n');
        const names = lines.flatMap((line) => /^# By the worker: (.+)$/.exec(line)?.[1]?.split(' ') ?? []);
        return names.map((name) => functionText(file, lines, name));
    });
    return `WORKER_TEXT='${functions.join('\n').replaceAll("'", "'\\''")}'`;
}
/** From its first line to the first `}` that begins a line; or one line. */
function functionText(file, lines, name) {
    const from = lines.findIndex((line) => line.startsWith(`${name}() {`));
    const to = lines.findIndex((line, i) => i >= from && (i === from ? line.endsWith('}') : line === '}'));
    if (from < 0 || to < 0)
        throw new Error(`${file}: no function ${name}`);
    return strip(lines.slice(from, to + 1));
}
/** Whole-line comments and indentation stay behind in the repository: a document holds 64 KB. So no script may hold a here-document. */
function read(file) {
    const text = embedded[file];
    if (text === undefined)
        throw new Error(`no such script file: ${file}`);
    return strip(text.split('\n'));
}
const strip = (lines) => lines
    .filter((line) => !/^\s*(?:#|$)/.test(line))
    .map((line) => line.trimStart())
    .join('\n');
//# sourceMappingURL=assemble.js.map
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/src/host/packed.js
/**
 * A script's fixed text as the lines that SSM is given: as it is, or packed where it would not fit. A packed one unpacks itself on the
 * host, checks its SHA-256 and runs; what it holds can be read with `base64 -d | gzip -dc`.
 */


/** A document, or a command with its parameters filled in, holds 64 KB (facts); some of it is for what is around the script. */
const room = 56_000;
const lineLength = 120;
const begin = "PRISM_TEXT=$(base64 -d <<'PRISM_PACKED' | gzip -dc";
const end = 'PRISM_PACKED';
/** The lines of the text as JSON weighs them, or the packed form where those are too many. */
function linesOf(script) {
    const known = packed_made.get(script);
    if (known)
        return known;
    const plain = script.text.split('\n');
    const lines = Buffer.byteLength(JSON.stringify(plain)) <= room ? plain : pack(script);
    packed_made.set(script, lines);
    return lines;
}
/** Packing takes longer than all else that is done for a job, and a script's text is always the same. */
const packed_made = new WeakMap();
function pack({ text, sha256 }) {
    const packed = (0,external_node_zlib_.gzipSync)(text, { level: 9 }).toString('base64');
    return [begin, ...(packed.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []), ...tail(sha256)];
}
const tail = (sha256) => [
    end,
    ')',
    `[ "$(exec sha256sum < <(printf %s "$PRISM_TEXT"))" = '${sha256}  -' ] || { echo 'prism: the script is not what was packed' >&2; exit 3; }`,
    'eval "$PRISM_TEXT"',
];
/**
 * The lines with a packed text in its plain form. zlib packs differently from machine to machine, so only the text can be compared.
 * What was not packed exactly as above stays as it is: a line that the host would run must not be hidden in what nobody reads.
 */
function unpack(lines) {
    const [first, last] = [lines.indexOf(begin), lines.indexOf(end)];
    const packed = lines.slice(first + 1, Math.max(0, last));
    if (first < 0 || last < first || !packed.every((line) => /^[A-Za-z0-9+/]+={0,2}$/.test(line)))
        return lines;
    const text = (0,external_node_zlib_.gunzipSync)(Buffer.from(packed.join(''), 'base64'), { maxOutputLength: 1 << 20 }).toString('utf8');
    const expected = tail((0,external_node_crypto_.createHash)('sha256').update(text).digest('hex'));
    if (expected.some((line, i) => lines[last + i] !== line))
        return lines;
    return [...lines.slice(0, first), ...text.split('\n'), ...lines.slice(last + expected.length)];
}
//# sourceMappingURL=packed.js.map
;// CONCATENATED MODULE: ./build/src/host/parameters.js
/** Throws a plain Error naming the parameter: a value that does not fit here is a fault in the program, not in the input. */
function checkParameters(declared, given) {
    for (const [name, { pattern }] of Object.entries(declared)) {
        const value = given[name];
        if (value === undefined)
            throw new Error(`parameter ${name} is missing`);
        if (!pattern.test(value) || value.includes('\n'))
            throw new Error(`parameter ${name} does not match ${pattern.source}`);
    }
    for (const name of Object.keys(given))
        if (!Object.hasOwn(declared, name))
            throw new Error(`parameter ${name} is not declared`);
}
/** One line of base64: NAME=value lines. `more` holds what is not of the contract: job key, digest, time limit. */
function parameterLine(declared, given, more) {
    const lines = [
        ...Object.entries(declared).map(([name, p]) => `${p.env}=${given[name] ?? ''}`),
        ...Object.entries(more).map(([env, value]) => `${env}=${value}`),
    ];
    return `PRISM_PARAMETERS='${Buffer.from(`${lines.join('\n')}\n`, 'utf8').toString('base64')}'`;
}
/** The agent takes letters and digits alone for a document's parameter, and hands `name` over as the variable `SSM_name`. */
const ssmVariable = (name) => `SSM_${name}`;
/**
 * The parameters of an SSM document of Prism's own: SSM refuses what does not match, and the agent (3.3.2746 or newer) hands the rest
 * over as environment variables, so that no value ever becomes part of a text.
 */
function ssmParameters(declared) {
    return Object.fromEntries(Object.entries(declared).map(([name, p]) => [
        name,
        { type: 'String', description: ascii(p.doc), allowedPattern: p.pattern.source, interpolationType: 'ENV_VAR' },
    ]));
}
/** SSM does not say how it stores other characters, and the document's hash must not depend on it. */
const ascii = (text) => text.replaceAll('’', "'");
//# sourceMappingURL=parameters.js.map
;// CONCATENATED MODULE: ./build/src/host/readable-document.js

/** Whether what SSM holds says the same as our document, however it is laid out or packed. Never throws. */
function saysTheSame(document, content) {
    try {
        return readableDocument(content) === document.readable;
    }
    catch {
        return false;
    }
}
/** Every field as JSON with sorted keys, then the script line by line, unpacked. Throws where it is no JSON with each key once. */
function readableDocument(content) {
    const value = JSON.parse(content);
    // of a key that stands twice, one reader takes the first and another the last
    if (keysWritten(content) !== keysRead(value))
        throw new Error('a key stands twice');
    let lines;
    const fields = JSON.stringify(value, (key, inner) => {
        if (key === 'runCommand' && Array.isArray(inner) && lines === undefined) {
            lines = unpack(inner.map(String));
            return '(below)';
        }
        return isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner;
    }, 2);
    return `${[fields, ...(lines ?? [])].join('\n')}\n`;
}
/** A string before a colon is a key, wherever it stands. */
const keysWritten = (json) => (json.match(/"(?:[^"\\]|\\.)*"(?:\s*:)?/gs) ?? []).filter((s) => s.endsWith(':')).length;
function keysRead(value) {
    if (Array.isArray(value))
        return value.reduce((sum, inner) => sum + keysRead(inner), 0);
    if (!isObject(value))
        return 0;
    return Object.values(value).reduce((sum, inner) => sum + 1 + keysRead(inner), 0);
}
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
//# sourceMappingURL=readable-document.js.map
;// CONCATENATED MODULE: ./build/src/host/document.js
/** A host script as an SSM document of Prism's own: fixed text, typed parameters that become environment variables, nothing else. */







/** What every job has besides the script's own parameters. */
const ofEveryJob = {
    job: { env: 'PRISM_JOB', pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/, doc: 'The key of the job, which is done at most once' },
    notAfter: { env: 'PRISM_NOT_AFTER', pattern: /^[1-9][0-9]{9,10}$/, doc: 'Unix time after which the host refuses to begin' },
};
/** SSM itself reads this one; 5 seconds is the least that the agent takes (facts). */
const executionTimeout = { pattern: /^(?:[5-9]|[1-9][0-9]{1,3})$/, doc: 'Seconds that the script may take' };
const document_names = {
    inspect: 'Prism-Inspect',
    mount: 'Prism-Mount',
    unmount: 'Prism-Unmount',
    'sharing-test': 'Prism-SharingTest',
    doctor: 'Prism-Doctor',
};
const document_made = new Map();
function ownDocument(script) {
    const known = document_made.get(script);
    if (known)
        return known;
    const content = document_contentOf(script);
    const readable = readableDocument(content);
    const document = { name: document_names[script], script, content, sha256: sha256(content), versionName: `sha256-${sha256(readable)}`, readable };
    document_made.set(script, document);
    return document;
}
const ownDocuments = () => Object.keys(contracts).map(ownDocument);
/** A job as the parameters of its script's document; `SendCommand` takes lists. */
function parametersFor(job, notAfter) {
    if (assemble(job.script).sha256 !== job.scriptSha)
        throw new Error(`${job.key} was made by another version of the ${job.script} script`);
    const values = {
        ...job.params,
        job: job.key,
        notAfter: String(Math.floor(notAfter.getTime() / 1000)),
        executionTimeout: String(job.executionSeconds),
    };
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}
function document_contentOf(script) {
    const contract = contracts[script];
    const text = assemble(script);
    const declared = { ...ofEveryJob, ...contract.parameters };
    const content = inLines({
        schemaVersion: '2.2',
        description: `Prism's ${script} script (SHA-256 ${text.sha256}). Made by "prism setup"; Prism refuses it when it was changed.`,
        parameters: {
            ...ssmParameters(declared),
            executionTimeout: {
                type: 'String',
                description: executionTimeout.doc,
                allowedPattern: executionTimeout.pattern.source,
                default: String(contract.executionSeconds),
            },
        },
        mainSteps: [
            {
                action: 'aws:runShellScript',
                name: 'prism',
                precondition: { StringEquals: ['platformType', 'Linux'] },
                inputs: {
                    timeoutSeconds: '{{ executionTimeout }}',
                    runCommand: [shebang, ...handOver(declared, script, text.sha256), ...linesOf(text)],
                },
            },
        ],
    });
    // a document that SSM would not take is a fault in the program
    if (Buffer.byteLength(content) > 64 * 1024)
        throw new Error(`${document_names[script]} weighs ${Buffer.byteLength(content)} bytes`);
    return content;
}
/**
 * From the agent's variables to the script's. An older agent leaves them out: then nothing is done at all. What patterns cannot say is
 * said here, because whoever may send the document need not be Prism: SSM's are Java's, whose `$` lets a final line break through, and
 * no pattern that the agent can read leaves out the system's own directories.
 */
function handOver(declared, script, sha) {
    const all = Object.entries(declared).map(([name, p]) => [ssmVariable(name), p]);
    return [
        `[ -n "\${${ssmVariable('job')}-}" ] || { echo 'prism: the SSM agent hands no parameters over; it must be ${domain_documents/* oldestAgent */.pZ} or newer' >&2; exit 3; }`,
        ...all.map(([variable, { env }]) => `${env}=\${${variable}-}`),
        `case ${all.map(([, { env }]) => `$${env}`).join('')} in *[[:cntrl:]]*) echo 'prism: a parameter holds a control character' >&2; exit 3 ;; esac`,
        ...('mountPoint' in declared ? [refuseSystemPlaces] : []),
        `PRISM_SCRIPT=${script} PRISM_SHA=${sha}`,
    ];
}
const refuseSystemPlaces = `case $PRISM_MOUNT_POINT/ in ${[
    ...names/* systemDirectories */.zw.map((name) => `/${name}/*`),
    ...names/* parentsOnly */.is.map((name) => `/${name}/`),
].join(' | ')}) echo 'prism: no volume may cover this place' >&2; exit 3 ;; esac`;
/** JSON with every element on a line of its own and no indentation, which would weigh as much as the script. */
const inLines = (value) => `${JSON.stringify(value, null, 1).replace(/^ +/gm, '')}\n`;
const sha256 = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
//# sourceMappingURL=document.js.map
;// CONCATENATED MODULE: ./build/src/host/records.js
/** One record: a kind and percent-encoded fields. Reading is strict; anything that a script of ours cannot print throws. */
class RecordError extends Error {
}
function readRecord(line) {
    const [kind = '', ...words] = line.split(' ');
    if (!/^[a-z]+(?:-[a-z]+)*$/.test(kind))
        throw new RecordError('a record has no kind');
    const fields = new Map();
    for (const word of words) {
        const at = word.indexOf('=');
        const name = word.slice(0, at);
        if (at < 1 || !/^[a-z]+$/.test(name) || fields.has(name))
            throw new RecordError(`${kind}: a field has no name, or a second value`);
        fields.set(name, decode(word.slice(at + 1)));
    }
    return { kind, fields };
}
/** Bytes that are no UTF-8 become U+FFFD: file names may hold anything. */
function decode(text) {
    if (!/^(?:[A-Za-z0-9._:/@+,~=-]|%[0-9A-F]{2})*$/.test(text))
        throw new RecordError('a value is not percent-encoded');
    if (!text.includes('%'))
        return text;
    return Buffer.from(text.replace(/%([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8');
}
/** Typed access to a record's fields; every method throws RecordError on what does not fit. */
function reading(record) {
    const wrong = (name) => new RecordError(`${record.kind}: ${name}`);
    const text = (name) => {
        const value = record.fields.get(name);
        if (value === undefined)
            throw wrong(name);
        return value;
    };
    const number = (name) => {
        const value = text(name);
        if (!/^(?:0|[1-9][0-9]{0,14})$/.test(value))
            throw wrong(name);
        return Number(value);
    };
    return {
        text,
        /** Undefined when the field is absent or empty. */
        optional: (name) => record.fields.get(name) || undefined,
        number,
        optionalNumber: (name) => (record.fields.get(name) ? number(name) : undefined),
        flag: (name) => {
            const value = text(name);
            if (value !== '0' && value !== '1')
                throw wrong(name);
            return value === '1';
        },
        oneOf: (name, allowed) => {
            const value = text(name);
            const found = allowed.find((a) => a === value);
            if (found === undefined)
                throw wrong(name);
            return found;
        },
        /** Four octal digits. */
        mode: (name) => {
            const value = text(name);
            if (!/^[0-7]{4}$/.test(value))
                throw wrong(name);
            return value;
        },
        sha256: (name) => {
            const value = text(name);
            if (!/^[0-9a-f]{64}$/.test(value))
                throw wrong(name);
            return value;
        },
        list: (name) => text(name).split(',').filter(Boolean),
        numbers: (name) => text(name)
            .split(',')
            .filter(Boolean)
            .map((item) => {
            if (!/^(?:0|[1-9][0-9]{0,14})$/.test(item))
                throw wrong(name);
            return Number(item);
        }),
    };
}
/** Outside text for a `seen`: printable ASCII, everything else escaped, at most 400 characters. */
function printable(text) {
    return text.slice(0, 400).replace(/[^\x20-\x7e]/gu, (c) => `\\u{${c.codePointAt(0).toString(16)}}`);
}
//# sourceMappingURL=records.js.map
;// CONCATENATED MODULE: ./build/src/host/probe-reader.js

const outcomes = [
    'verified',
    'untrusted',
    'wrong-name',
    'not-yet-valid',
    'expired',
    'not-tls',
    'no-ca',
    'no-openssl',
    'timeout',
    'failed',
];
/** Collects probes; `probe` is undefined until the host told that it went through all of them. */
function probeReader() {
    const draft = { tcp: [], disks: [], frozen: [], deletedJobs: [], tunnels: [], deadConnections: [], touches: [], log: [] };
    let complete = false;
    return {
        /** False for a record that is none of a probe's. Throws RecordError on one that cannot be ours. */
        read: (kind, r) => {
            if (kind === 'probed')
                complete = true;
            else if (!readProbe(draft, kind, r))
                return false;
            return true;
        },
        probe: () => (complete ? draft : undefined),
    };
}
function readProbe(draft, kind, r) {
    switch (kind) {
        case 'metadata':
            draft.metadata = { answers: r.flag('answers'), role: printable(r.text('role')) };
            return true;
        case 'dns':
            draft.name = printable(r.text('name'));
            draft.dns = {
                outcome: r.oneOf('outcome', ['answered', 'none', 'timeout']),
                addresses: r.list('addresses').map(printable),
                servers: r.list('servers').map(printable),
                inHosts: r.flag('hosts'),
            };
            return true;
        case 'tcp':
            draft.tcp.push({
                address: printable(r.text('address')),
                outcome: r.oneOf('outcome', ['open', 'refused', 'timeout', 'unreachable', 'error']),
            });
            return true;
        case 'tls':
            draft.tls = { address: printable(r.text('address')), outcome: r.oneOf('outcome', outcomes), detail: printable(r.text('detail')) };
            return true;
        case 'efs-client':
            draft.client = {
                helper: r.flag('helper'),
                runs: r.flag('runs'),
                nfs: r.flag('nfs'),
                configured: r.flag('configured'),
                tunnelProgram: printable(r.text('tunnel')),
                botocore: r.oneOf('botocore', ['yes', 'no', 'unknown']),
                packageState: printable(r.text('package')),
                watchdog: r.flag('watchdog'),
            };
            return true;
        case 'locks':
            draft.locks = { packages: printable(r.text('packages')), prism: printable(r.text('prism')) };
            return true;
        case 'disk':
            draft.disks.push({
                path: printable(r.text('path')),
                freeKilobytes: r.number('free'),
                freeInodes: r.number('inodes'),
                readOnly: r.flag('ro'),
            });
            return true;
        case 'frozen':
            draft.frozen.push(printable(r.text('path')));
            return true;
        case 'clock':
            draft.clock = r.number('ms');
            return true;
        case 'network-target':
            draft.networkTarget = r.oneOf('state', ['active', 'inactive']);
            return true;
        case 'job-deleted':
            draft.deletedJobs.push(printable(r.text('line')));
            return true;
        case 'tunnel':
            draft.tunnels.push({ place: printable(r.text('place')), pid: r.number('pid'), alive: r.flag('alive') });
            return true;
        case 'dead-connection':
            draft.deadConnections.push(r.number('port'));
            return true;
        case 'touch':
            draft.touches.push({ place: printable(r.text('place')), said: printable(r.text('said')) });
            return true;
        case 'log-age':
            draft.logAge = r.number('seconds');
            return true;
        case 'log':
            draft.log.push(printable(r.text('line')));
            return true;
        default:
            return false;
    }
}
//# sourceMappingURL=probe-reader.js.map
;// CONCATENATED MODULE: ./build/src/host/facts-reader.js
/** Records → HostFacts: what the host printed, typed; no verdicts. */





/** Throws RecordError on any record that a script of ours cannot have printed. */
function readTold(records, instanceId) {
    const steps = [];
    const failures = [];
    const sharing = [];
    const draft = {
        group: { members: [] },
        accounts: [],
        mounts: [],
        elsewhere: [],
        inside: [],
        fstab: [],
        paths: [],
        umasks: [],
        behaviours: [],
        staleProcesses: [],
        units: [],
        byHand: { managers: [], umaskLines: [], data: [] },
        looked: false,
    };
    const probes = probeReader();
    for (const record of records) {
        const r = reading(record);
        switch (record.kind) {
            case 'step':
                steps.push({
                    step: r.text('step'),
                    status: r.oneOf('status', ['changed', 'unchanged', 'skipped', 'failed']),
                    detail: printable(r.text('detail')),
                    milliseconds: r.number('ms'),
                });
                break;
            case 'failure': {
                const code = r.text('code');
                if (!(0,catalogue/* isFindingCode */.dT)(code))
                    throw new RecordError('failure: code');
                failures.push((0,catalogue/* finding */.gk)(code, { seen: `${r.text('step')}: ${printable(r.text('seen'))}`, instanceId }));
                break;
            }
            case 'sharing':
                sharing.push(readSharing(r));
                break;
            default:
                if (!probes.read(record.kind, r))
                    readFact(draft, record.kind, r);
        }
    }
    const { looked, host, client, mountPoint, elsewhere, ...rest } = draft;
    if (!looked || !host || !client || !mountPoint)
        return { steps, failures, sharing };
    return {
        steps,
        failures,
        sharing,
        facts: { ...rest, host, client, mountPoint, ...(elsewhere.length > 0 ? { elsewhere } : {}), ...some('probe', probes.probe()) },
    };
}
function readFact(draft, kind, r) {
    switch (kind) {
        case 'host':
            draft.host = {
                distribution: printable(r.text('distribution')),
                version: printable(r.text('version')),
                family: r.oneOf('family', ['debian', 'redhat', 'suse', 'other']),
                hostname: printable(r.text('hostname')),
                kernel: printable(r.text('kernel')),
                architecture: printable(r.text('architecture')),
                systemd: r.flag('systemd'),
            };
            return;
        case 'zone':
            draft.zone = { availabilityZone: printable(r.text('az')), region: printable(r.text('region')), instanceId: printable(r.text('id')) };
            return;
        case 'login':
            draft.login = { user: printable(r.text('user')), how: r.oneOf('how', ['cloud-init', 'uid-1000', 'known-name']) };
            return;
        case 'account':
            draft.accounts.push({
                name: r.text('name'),
                exists: r.flag('exists'),
                groups: r.numbers('groups'),
                member: r.flag('member'),
                ...(r.flag('exists') && r.flag('expired') ? { expired: true } : {}),
                ...(r.flag('exists') && r.flag('due') ? { passwordDue: true } : {}),
                ...some('uid', r.optionalNumber('uid')),
                ...some('gid', r.optionalNumber('gid')),
            });
            return;
        case 'group':
            draft.group = {
                members: r.list('members').map(printable),
                ...some('gidHolder', r.optional('holder')),
                ...some('nameGid', r.optionalNumber('namegid')),
            };
            return;
        case 'extra-group': {
            draft.extraGroups ??= { seen: [], tries: [] };
            const holder = r.optional('holder');
            draft.extraGroups.seen.push({
                name: r.text('name'),
                gid: r.number('gid'),
                ...(holder === undefined ? {} : { gidHolder: printable(holder) }),
                ...some('nameGid', r.optionalNumber('namegid')),
            });
            return;
        }
        case 'group-try':
            if (!draft.extraGroups)
                throw new RecordError('group-try before extra-group');
            draft.extraGroups.tries.push(readGroupTry(r));
            return;
        case 'client':
            draft.client = {
                nfs: r.flag('nfs'),
                stunnel: r.flag('stunnel'),
                ...some('efsUtils', r.optional('efs')),
                ...some('packageManager', r.optional('manager')),
            };
            return;
        case 'mount':
            ;
            (r.oneOf('at', ['here', 'elsewhere']) === 'here' ? draft.mounts : draft.elsewhere).push(readMount(r));
            return;
        case 'held':
            draft.held = [...(draft.held ?? []), readHeld(r)];
            return;
        case 'inside':
            draft.inside.push({ place: printable(r.text('place')), source: printable(r.text('source')), type: printable(r.text('type')) });
            return;
        case 'place':
            draft.mountPoint = {
                exists: r.flag('exists'),
                sample: [],
                ...some('type', r.optional('type')),
                ...some('entries', r.optionalNumber('entries')),
            };
            return;
        case 'place-entry':
            if (!draft.mountPoint)
                throw new RecordError('place-entry before place');
            draft.mountPoint.sample.push(printable(r.text('name')));
            return;
        case 'fstab':
            draft.fstab.push({
                line: r.number('line'),
                spec: printable(r.text('spec')),
                place: printable(r.text('place')),
                type: printable(r.text('type')),
                options: printable(r.text('options')),
                dump: printable(r.text('dump')),
                pass: printable(r.text('pass')),
                ours: r.flag('ours'),
                volume: r.flag('volume'),
                text: printable(r.text('text')),
            });
            return;
        case 'boot':
            draft.boot = {
                unit: printable(r.text('unit')),
                load: printable(r.text('load')),
                active: printable(r.text('active')),
                result: printable(r.text('result')),
                entered: r.flag('entered'),
                ...facts_reader_seen('file', r.optional('file')),
                ...facts_reader_seen('since', r.optional('since')),
                ...(r.optional('pulled') === undefined ? {} : { pulledIn: r.flag('pulled') }),
            };
            return;
        case 'fstab-foreign':
            draft.foreignFstab = { lines: r.number('lines'), sha256: r.sha256('digest') };
            return;
        case 'manager':
            draft.byHand.managers.push({
                kind: r.oneOf('kind', ['systemd', 'autofs', 'script']),
                file: printable(r.text('file')),
                text: printable(r.text('text')),
            });
            return;
        case 'umask-line':
            draft.byHand.umaskLines.push({ file: printable(r.text('file')), line: r.number('line'), text: printable(r.text('text')) });
            return;
        case 'data':
            draft.byHand.data.push({
                gid: r.number('gid'),
                entries: r.number('entries'),
                ...(r.optional('group') === undefined ? {} : { group: printable(r.text('group')) }),
            });
            return;
        case 'path':
            draft.paths.push(r.flag('exists')
                ? {
                    path: r.text('path'),
                    exists: true,
                    type: r.text('type'),
                    owner: printable(r.text('owner')),
                    uid: r.number('uid'),
                    group: printable(r.text('group')),
                    gid: r.number('gid'),
                    mode: r.mode('mode'),
                }
                : { path: r.text('path'), exists: false });
            return;
        case 'left':
            draft.left = true;
            return;
        case 'asked': {
            const place = r.text('place');
            const asked = parseAsked(r.text('said'));
            draft.asked = [
                ...(draft.asked ?? []),
                asked && names/* patterns */.qp.mountPoint.test(place)
                    ? { kind: 'noted', place, at: r.number('at'), asked }
                    : { kind: 'unreadable', ...(names/* patterns */.qp.mountPoint.test(place) ? { place } : {}) },
            ];
            return;
        }
        case 'root':
            draft.root = { entries: r.number('entries'), foreign: [] };
            return;
        case 'root-entry':
            if (!draft.root)
                throw new RecordError('root-entry before root');
            draft.root.foreign.push(printable(r.text('name')));
            return;
        case 'umask': {
            const umask = r.optional('umask');
            draft.umasks.push({
                account: r.text('account'),
                session: r.oneOf('session', ['su-login', 'ssh-login', 'ssh-command', 'cron']),
                how: r.oneOf('how', ['measured', 'read', 'absent']),
                ...(umask === undefined ? {} : { umask: r.mode('umask') }),
            });
            return;
        }
        case 'behaviour': {
            const mode = r.optional('mode');
            draft.behaviours.push({
                account: r.text('account'),
                try: r.oneOf('try', ['create-file', 'create-folder', 'write-own-space', 'write-other-space', 'outsider-write', 'give-away']),
                path: r.text('path'),
                outcome: r.oneOf('outcome', ['done', 'refused', 'timeout', 'error']),
                ...some('uid', r.optionalNumber('uid')),
                ...some('gid', r.optionalNumber('gid')),
                ...some('group', r.optional('group')),
                ...(mode === undefined ? {} : { mode: r.mode('mode') }),
                ...(r.optional('detail') === undefined ? {} : { detail: printable(r.text('detail')) }),
            });
            return;
        }
        case 'spaces':
            draft.spaces = { found: r.number('found'), seen: [], tries: [] };
            return;
        case 'space':
            if (!draft.spaces)
                throw new RecordError('space before spaces');
            draft.spaces.seen.push({ name: spaceName(r.text('name')), uid: r.number('uid'), gid: r.number('gid'), mode: r.mode('mode') });
            return;
        case 'space-tries':
            if (!draft.spaces)
                throw new RecordError('space-tries before spaces');
            for (const one of r.list('tried'))
                draft.spaces.tries.push(readSpaceTry(r.text('account'), one));
            return;
        case 'unwritable':
            draft.unwritable = {
                looked: r.number('looked'),
                found: r.number('found'),
                reach: r.oneOf('reach', ['all', 'sample', 'cut']),
                sample: [],
            };
            return;
        case 'unwritable-file':
            if (!draft.unwritable)
                throw new RecordError('unwritable-file before unwritable');
            draft.unwritable.sample.push({ path: printable(r.text('path')), owner: printable(r.text('owner')), mode: r.mode('mode') });
            return;
        case 'stale':
            draft.staleProcesses.push({ account: r.text('account'), pid: r.number('pid'), command: printable(r.text('command')) });
            return;
        case 'unit':
            draft.units.push({ unit: printable(r.text('unit')), account: r.text('account'), umask: r.mode('umask') });
            return;
        case 'looked':
            r.oneOf('depth', ['facts', 'behaviour', 'mount']);
            draft.looked = true;
            return;
        default:
            throw new RecordError(`an unknown record: ${kind}`);
    }
}
function readMount(r) {
    return {
        place: printable(r.text('place')),
        source: printable(r.text('source')),
        type: printable(r.text('type')),
        options: printable(r.text('options')),
        encrypted: r.oneOf('encrypted', ['yes', 'no', 'unknown']),
        answers: r.oneOf('answers', ['yes', 'no', 'stale', 'timeout']),
        readOnly: r.flag('ro'),
        reached: r.flag('reached'),
        inside: r.number('inside'),
        ...some('fileSystemId', r.optional('fs')),
        ...some('accessPoint', accessPoint(r.optional('ap'))),
    };
}
function readHeld(r) {
    return {
        place: printable(r.text('place')),
        known: r.text('fs') !== '',
        inert: r.flag('inert'),
        ...some('pid', r.optionalNumber('pid')),
        ...facts_reader_seen('program', r.optional('program')),
        ...facts_reader_seen('container', r.optional('container')),
    };
}
function spaceName(text) {
    if (!/^[a-z0-9._-]{1,255}$/.test(text))
        throw new RecordError('space: name');
    return text;
}
const spaceOutcomes = { r: 'done', w: 'done', '-': 'refused', x: 'error' };
function readSpaceTry(account, text) {
    const [, space = '', read = '', change = ''] = /^([a-z0-9._-]{1,255}):([rx-])([wx-])$/.exec(text) ?? [];
    if (space === '')
        throw new RecordError('space-tries: tried');
    return { account, space, read: spaceOutcomes[read], change: spaceOutcomes[change] };
}
function readGroupTry(r) {
    const [, read = '', change = ''] = /^([rx-])([wx-])$/.exec(r.text('said')) ?? [];
    if (read === '')
        throw new RecordError('group-try: said');
    return {
        account: r.text('account'),
        group: r.text('group'),
        read: spaceOutcomes[read],
        change: spaceOutcomes[change],
        ...(r.optional('mode') === undefined ? {} : { made: { gid: r.number('gid'), mode: r.mode('mode') } }),
    };
}
function accessPoint(text) {
    if (text !== undefined && !/^fsap-[0-9a-f]{1,40}$/.test(text))
        throw new RecordError('mount: ap');
    return text;
}
function readSharing(r) {
    const outcomes = ['done', 'refused', 'missing', 'timeout', 'error'];
    const detail = r.optional('detail');
    return {
        writer: readIdentity(r.text('writer')),
        reader: readIdentity(r.text('reader')),
        read: r.oneOf('read', outcomes),
        append: r.oneOf('append', outcomes),
        ...(detail === undefined || detail.trim() === '' ? {} : { detail: printable(detail.trim()) }),
    };
}
function readIdentity(text) {
    const match = new RegExp(`^(m?i-[0-9a-f]{8,17}):(${names/* unixName */.sX}):([1-9][0-9]{0,9}):([pt])(r?)$`).exec(text);
    if (!match)
        throw new RecordError('sharing: identity');
    const [, instanceId = '', account = '', uid = '', kind, readOnly] = match;
    return { instanceId, account, uid: Number(uid), temporary: kind === 't', ...(readOnly ? { readOnly: true } : {}) };
}
function some(name, value) {
    return (value === undefined ? {} : { [name]: value });
}
/** As `some`, of outside text. */
const facts_reader_seen = (name, text) => some(name, text === undefined ? undefined : printable(text));
//# sourceMappingURL=facts-reader.js.map
;// CONCATENATED MODULE: ./build/src/host/transcript.js
/**
 * Reads what SSM returned of a script's output. The header names the job and holds count, digest and, where they fit, the packed
 * records, so that the first 2,400 characters are complete; the plain records and the end follow. Nothing is believed that does
 * not match the job's key, the script's digest, the count and the records' digest.
 */





const headerPattern = /^PRISM\/1 job=([A-Za-z0-9._-]{1,96}) script=([a-z-]{1,20}) sha=([0-9a-f]{64}) state=(done|replayed|expired|busy|interrupted) records=(0|[1-9][0-9]{0,6}) sha256=([0-9a-f]{64}) packed=(-|[A-Za-z0-9+/]+={0,2})$/;
const refusals = { expired: 'job-expired', busy: 'host-busy', interrupted: 'job-interrupted' };
/** More than any honest transcript unpacks to. */
const unpackedLimit = 2_000_000;
/** Never throws. `needs-full` is answered for a summary only. */
function readTranscript(job, instanceId, at, output, source) {
    const none = (code, seen) => ({ kind: 'none', instanceId, finding: (0,catalogue/* finding */.gk)(code, { seen, instanceId }) });
    const more = (code, seen) => (source === 'summary' ? { kind: 'needs-full' } : none(code, seen));
    if (!output.startsWith('PRISM/1 ')) {
        if (output !== '' && 'PRISM/1 '.startsWith(output))
            return more('transcript-truncated', 'the output ends inside the header');
        return none('transcript-missing', output === '' ? 'the output is empty' : 'the output does not begin with a transcript');
    }
    const lines = output.split('\n');
    const first = lines[0] ?? '';
    if (lines.length === 1)
        return more('transcript-truncated', 'the output ends inside the header');
    const header = readHeader(first);
    if (!header)
        return none('transcript-corrupt', 'the header cannot be read');
    if (header.job !== job.key || header.script !== job.script || header.sha !== job.scriptSha)
        return none('transcript-corrupt', 'the header is of another job');
    if (header.state === 'expired' || header.state === 'busy' || header.state === 'interrupted')
        return none(refusals[header.state], `${job.key} answered "${header.state}"`);
    const end = `PRISM/1 end job=${header.job} records=${header.records}`;
    const ended = lines.indexOf(end, 1);
    const packed = header.packed === '-' ? undefined : transcript_unpack(header.packed);
    if (header.packed !== '-' && packed === undefined)
        return none('transcript-corrupt', 'the packed records cannot be unpacked');
    const plain = ended > 0 ? lines.slice(1, ended).map((line) => `${line}\n`) : undefined;
    // the whole output must show its end; of a summary the packed records suffice, for they were printed after everything was done
    if (!plain && source === 'full')
        return none('transcript-truncated', 'the output has no end record');
    if (plain && lines.slice(ended + 1).some((line) => line !== ''))
        return none('transcript-corrupt', 'something follows the end record');
    const body = packed ?? (header.records === 0 ? '' : plain?.join(''));
    if (body === undefined)
        return { kind: 'needs-full' };
    if (plain && plain.length > 0 && plain.join('') !== body)
        return none('transcript-corrupt', 'the plain records differ from the packed ones');
    if ((0,external_node_crypto_.createHash)('sha256').update(body, 'utf8').digest('hex') !== header.sha256)
        return none('transcript-corrupt', 'the records do not match their digest');
    const rows = body === '' ? [] : body.slice(0, -1).split('\n');
    if (rows.length !== header.records || (body !== '' && !body.endsWith('\n')))
        return none('transcript-corrupt', `${rows.length} records of ${header.records}`);
    try {
        const { facts, ...told } = readTold(rows.map(readRecord), instanceId);
        return {
            kind: 'transcript',
            instanceId,
            state: header.state,
            ...told,
            ...(facts ? { observation: { kind: 'observed', instanceId, at, facts } } : {}),
        };
    }
    catch (error) {
        if (error instanceof RecordError)
            return none('transcript-corrupt', error.message);
        throw error;
    }
}
function readHeader(line) {
    const match = headerPattern.exec(line);
    if (!match)
        return undefined;
    const [, job = '', script = '', sha = '', state, records, sha256 = '', packed = ''] = match;
    return { job, script, sha, state: state, records: Number(records), sha256, packed };
}
function transcript_unpack(text) {
    try {
        return (0,external_node_zlib_.gunzipSync)(Buffer.from(text, 'base64'), { maxOutputLength: unpackedLimit }).toString('utf8');
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=transcript.js.map
;// CONCATENATED MODULE: ./build/src/host/job.js











/** Throws a plain Error naming the parameter that does not fit the script's contract. */
function makeJob(input) {
    const { script, params, instanceIds } = input;
    const contract = contracts[script];
    checkParameters(contract.parameters, params);
    const key = `${input.runId}.${script}.${input.n}`;
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/.test(key))
        throw new Error('the job key does not fit a directory name');
    return {
        key,
        script,
        scriptSha: assemble(script).sha256,
        params,
        instanceIds,
        executionSeconds: input.executionSeconds ?? contract.executionSeconds,
        changes: script !== 'inspect' && script !== 'doctor',
    };
}
/**
 * The `commands` of AWS-RunShellScript: shebang, the parameters as one line of base64, the fixed text.
 * The host refuses to begin after `notAfter`.
 */
function commandsFor(job, notAfter) {
    const script = assemble(job.script);
    if (script.sha256 !== job.scriptSha)
        throw new Error(`${job.key} was made by another version of the ${job.script} script`);
    const parameters = parameterLine(contracts[job.script].parameters, job.params, {
        PRISM_JOB: job.key,
        PRISM_SCRIPT: job.script,
        PRISM_SHA: job.scriptSha,
        PRISM_NOT_AFTER: String(Math.floor(notAfter.getTime() / 1000)),
    });
    return [shebang, parameters, ...linesOf(script)];
}
//# sourceMappingURL=job.js.map
;// CONCATENATED MODULE: ./build/src/policy/authorise.js
/** Who may ask for what. Pure: the door has already found out, by its own means, who is speaking. */



const allowed = { kind: 'allowed' };
/**
 * - github: anybody can comment, so the permission that the App asked live decides: host verbs give root on instances, and less than
 *   write on the repository must not. Whoever may act sees the names that can be said, for help; making and deleting volumes is not
 *   offered there at all.
 * - workflow: whoever may change or start the workflow was let in by GitHub, and the job's AWS role bounds what it can do.
 * - schedule: nobody asked, so it looks and does nothing else, whatever an issue that it reads has been made to say.
 * - terminal: the AWS credentials in the person's own hands are the proof; Prism adds nothing to what they may do anyway.
 * - api: the door let in only the bearer of a named token.
 */
function authorise(request, origin) {
    switch (origin.door) {
        case 'github':
            return authoriseComment(request, origin);
        case 'schedule':
            return request.verb === 'verify-all' ? allowed : authorise_denied(`${request.verb} is not for a schedule, which only looks`);
        case 'workflow':
        case 'terminal':
        case 'api':
            return allowed;
    }
}
function authoriseComment(request, origin) {
    switch (request.verb) {
        case 'mount':
        case 'adopt':
        case 'verify':
        case 'doctor':
        case 'unmount':
        case 'status':
        case 'volumes':
        case 'instances':
            return byPermission(origin);
        case 'verify-all':
            return request.volume === undefined ? authorise_denied('verify --all without a volume is not offered in comments') : byPermission(origin);
        case 'create':
        case 'delete':
        case 'access-points':
        case 'create-access-point':
        case 'delete-access-point':
            return authorise_denied(`${request.verb} is not offered in comments`);
    }
}
function byPermission({ actor, permission }) {
    return (0,github/* mayWrite */.J)(permission) ? allowed : authorise_denied(`${(0,names/* quote */.hD)(actor.name)} has ${(0,names/* quote */.hD)((0,github/* roleOf */.kp)(permission))} permission`);
}
const authorise_denied = (seen) => ({ kind: 'denied', finding: (0,catalogue/* finding */.gk)('denied', { seen }) });
//# sourceMappingURL=authorise.js.map
;// CONCATENATED MODULE: ./build/src/runs/choose-ways.js
/**
 * By which document a script goes to an instance. Asked once in a run: what SSM holds is looked at before the first command, and every
 * command then names the version and the hash that were seen, so that SSM itself refuses what was swapped since.
 */


const shell = { kind: 'run-shell-script' };
function chooseWays({ choice, documents, own }) {
    let looked;
    const agents = new Map();
    async function agentsOf(ids) {
        const missing = ids.filter((id) => !agents.has(id));
        if (missing.length > 0)
            for (const [id, version] of await documents.agentVersions(missing))
                agents.set(id, version);
    }
    return {
        choose: async (script, instanceIds) => {
            if (choice === 'run-shell-script')
                return { routes: [{ way: shell, instanceIds }], refused: [] };
            looked ??= lookAtAll(choice, documents, own);
            const all = await looked;
            const refusals = foreign(all) ?? (choice === 'own' ? absent(all, script) : undefined);
            if (refusals)
                return { routes: [], refused: instanceIds.map((instanceId) => ({ ...refusals, instanceId })) };
            const found = all.get(script);
            if (found?.kind !== 'ours')
                return { routes: [{ way: shell, instanceIds }], refused: [] };
            const way = { kind: 'own-document', document: found.document, version: found.version, sha256: found.sha256 };
            await agentsOf(instanceIds);
            // of an agent that SSM does not tell, the document itself finds out: it does nothing without its variables
            const old = instanceIds.filter((id) => agents.has(id) && !(0,domain_documents/* knowsEnvironmentParameters */.e2)(agents.get(id) ?? ''));
            const fit = instanceIds.filter((id) => !old.includes(id));
            const routes = fit.length > 0 ? [{ way, instanceIds: fit }] : [];
            if (choice === 'auto')
                return { routes: old.length > 0 ? [...routes, { way: shell, instanceIds: old }] : routes, refused: [] };
            const seen = (id) => `agent ${agents.get(id) ?? '?'}, ${domain_documents/* oldestAgent */.pZ} is needed`;
            return { routes, refused: old.map((id) => (0,catalogue/* finding */.gk)('agent-too-old', { seen: seen(id), instanceId: id })) };
        },
    };
}
/** Where the first is not there, the region was never set up; one that is there and is not ours stops everything before it begins. */
async function lookAtAll(choice, documents, own) {
    const [first, ...others] = own;
    if (!first)
        return new Map();
    try {
        const found = await documents.look(first);
        const rest = found.kind === 'absent' ? [] : await Promise.all(others.map((d) => documents.look(d)));
        return new Map([found, ...rest].map((f, i) => [own[i].script, f]));
    }
    catch (error) {
        // a role that was made before there were documents may not look; it could not use them either
        if (choice === 'auto' && error instanceof catalogue/* PrismError */.sp && error.finding.code === 'aws-denied')
            return new Map();
        throw error;
    }
}
function foreign(all) {
    const others = [...all.values()].flatMap((f) => (f.kind === 'other' ? [f.seen] : []));
    return others.length > 0 ? (0,catalogue/* finding */.gk)('document-foreign', { seen: others.join('; ') }) : undefined;
}
function absent(all, script) {
    const found = all.get(script) ?? [...all.values()][0];
    return found?.kind === 'ours' ? undefined : (0,catalogue/* finding */.gk)('document-absent', { seen: `the document for ${script} is not there` });
}
//# sourceMappingURL=choose-ways.js.map
// EXTERNAL MODULE: ./build/src/domain/volume-check.js
var volume_check = __webpack_require__(2087);
// EXTERNAL MODULE: ./build/src/domain/rows/mount.js
var rows_mount = __webpack_require__(4211);
// EXTERNAL MODULE: ./build/src/domain/request.js
var domain_request = __webpack_require__(8827);
// EXTERNAL MODULE: ./build/src/domain/desired.js
var domain_desired = __webpack_require__(3180);
;// CONCATENATED MODULE: ./build/src/engine/jobs.js

/** `first` numbers the jobs of one script within a run; keys are stable as long as the input is. */
function groupJobs(runId, script, perInstance, executionSeconds, first = 1) {
    const groups = new Map();
    for (const one of perInstance) {
        const same = JSON.stringify(Object.entries(one.params).sort(([a], [b]) => (a < b ? -1 : 1)));
        const members = groups.get(same);
        if (members)
            members.push(one);
        else
            groups.set(same, [one]);
    }
    return [...groups.values()].map((members, i) => makeJob({
        runId,
        n: first + i,
        script,
        params: members[0].params,
        instanceIds: members.map((m) => m.instanceId),
        ...(executionSeconds ? { executionSeconds } : {}),
    }));
}
//# sourceMappingURL=jobs.js.map
;// CONCATENATED MODULE: ./build/src/engine/inspect.js
/** The look at the hosts: what is there, before anything is decided or after everything was done. Changes nothing. */




/** depth facts: looks only · behaviour: also makes each account try, and removes what it made. */
async function inspect_inspect(operation, depth, phase, ctx, before = []) {
    const known = phase === 'before' ? ctx.run().before : undefined;
    if (known)
        return known;
    const observations = await look(operation, depth, phase === 'before' ? 0 : 1000, ctx, before);
    await ctx.emit({ type: 'observed', data: { phase, observations } });
    return observations;
}
/** One look, as jobs numbered from `offset` on: the same numbers find the same look again when a run is taken up. */
async function look(operation, depth, offset, ctx, before = []) {
    const perInstance = operation.targets.map(({ instanceId }) => ({
        instanceId,
        params: paramsFor(operation, depth, factsOf(before, instanceId), instanceId),
    }));
    const jobs = groupJobs(ctx.runId, 'inspect', perInstance, undefined, offset + 1);
    const results = (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat();
    const at = ctx.now().toISOString();
    return results.map((r) => {
        if (r.kind === 'none')
            return { kind: 'unobserved', instanceId: r.instanceId, finding: r.finding };
        const [failure] = r.kind === 'transcript' ? r.failures : [];
        if (r.kind === 'transcript' && r.observation)
            return r.observation;
        return { kind: 'unobserved', instanceId: r.instanceId, finding: failure ?? notReported(r.instanceId, at) };
    });
}
/** A look by what the first one found to be expected, where that names accounts or groups which the first one did not look for. */
async function lookAgain(operation, first, offset, ctx) {
    const { accounts, groups = [] } = operation.options;
    const more = Object.values(operation.asked ?? {}).some((a) => a.accounts.length > accounts.length || a.groups.length > groups.length);
    return more ? look(operation, 'facts', offset, ctx, first) : first;
}
function factsOf(observations, instanceId) {
    const found = observations.find((o) => o.instanceId === instanceId);
    return found?.kind === 'observed' ? found.facts : undefined;
}
function paramsFor(operation, depth, facts, instanceId) {
    const desired = (0,domain_desired/* desiredFor */.ER)(operation, (0,domain_desired/* accountsFor */.K2)(operation, facts, instanceId), instanceId);
    return inspectParams({
        fileSystemId: operation.fileSystemId,
        region: operation.region,
        addresses: operation.addresses,
        mountPoint: operation.mountPoint,
        accounts: desired.accounts,
        groupName: desired.group.name,
        gid: desired.group.gid,
        groups: desired.groups ?? [],
        paths: desired.paths,
        enforced: desired.enforced !== undefined,
        umask: desired.umask,
        depth,
        byHand: operation.verb === 'adopt',
    });
}
function notReported(instanceId, at) {
    return (0,catalogue/* finding */.gk)('not-looked-at', { seen: `the look of ${at} came back without facts`, instanceId });
}
//# sourceMappingURL=inspect.js.map
;// CONCATENATED MODULE: ./build/src/engine/resolve.js
/** Names → exact values. What cannot be resolved is a finding of its own; the rest goes on. */





/** Throws the volume's findings, and `no-instances` where no selector was given. Idempotent: a resolved run keeps its operation. */
async function resolveOperation(request, ctx) {
    const known = ctx.run().operation;
    if (known)
        return known;
    if (request.selectors.length === 0)
        throw (0,catalogue/* fail */.fJ)('missing-input', { seen: 'no instance was named' });
    const readOnly = request.verb === 'unmount' ? undefined : request.options.readOnly;
    const through = request.verb === 'unmount' ? undefined : request.options.accessPointOn;
    const [fileSystem, resolutions, readers, comers] = await Promise.all([
        ctx.fileSystems.find(request.volume),
        ctx.instances.resolve(request.selectors),
        readOnly?.kind === 'on' ? ctx.instances.resolve(readOnly.selectors) : [],
        through ? ctx.instances.resolve(through) : [],
    ]);
    if (request.verb === 'mount' || request.verb === 'adopt')
        refuseUnavailable(fileSystem);
    if (request.verb === 'mount')
        refuseUnreachable(fileSystem);
    const targets = new Map();
    for (const { instances } of resolutions)
        for (const { id, name } of instances)
            targets.set(id, { instanceId: id, name: name || id });
    const volume = request.volume.kind === 'name' ? request.volume.name : fileSystem.name || (0,names/* formatVolumeRef */.J0)(request.volume);
    const operation = {
        verb: request.verb,
        volume,
        fileSystemId: fileSystem.id,
        region: ctx.region,
        mountPoint: request.options.mountPoint ?? mountPointOf(volume, fileSystem),
        zones: fileSystem.targets.filter((t) => t.state === 'available').map((t) => t.availabilityZone),
        ...(await accessPointFor(request, fileSystem, ctx)),
        ...(through ? { accessPointOn: singledOut(request, '--access-point-on', comers, targets) } : {}),
        ...(readOnly
            ? { readOnlyOn: readOnly.kind === 'all' ? [...targets.keys()] : singledOut(request, '--read-only-on', readers, targets) }
            : {}),
        addresses: addressesOf(fileSystem),
        targets: [...targets.values()].sort((a, b) => a.name.localeCompare(b.name)),
        options: request.verb === 'unmount' ? domain_request/* defaultMountOptions */.Z : request.options,
        lazy: request.verb === 'unmount' && request.options.lazy,
        unresolved: resolutions.flatMap((r) => r.findings),
    };
    await ctx.emit({ type: 'resolved', data: operation });
    return operation;
}
async function accessPointFor(request, { id }, ctx) {
    if (request.verb === 'unmount' || !request.options.accessPoint)
        return {};
    if (request.options.client.kind === 'plain-nfs')
        throw (0,catalogue/* fail */.fJ)('bad-option', { seen: 'an access point is mounted with TLS alone, not by plain NFS' });
    const point = (0,access_points/* findAccessPoint */.WX)(await ctx.fileSystems.accessPoints(id), request.options.accessPoint, id);
    refuseUnfitting(request, point);
    if (request.verb !== 'verify' && point.state !== 'available')
        throw (0,catalogue/* fail */.fJ)('volume-not-available', { seen: `${point.id} (${point.name}) is ${point.state}` });
    const { name, path, user } = point;
    return { accessPoint: { id: point.id, name, path, ...(user ? { user } : {}) } };
}
/** Behind an enforced user there is no layout to set; behind any other there is one of its own, which is not the volume's. */
function refuseUnfitting({ verb, options }, { id, name, user }) {
    if (!user) {
        if (options.accessPointOn)
            throw (0,catalogue/* fail */.fJ)('bad-option', {
                seen: `--access-point-on: ${id} (${name}) enforces no user and has a layout of its own; mount through it in a command of its own`,
            });
        return;
    }
    if (user.uid === 0)
        throw (0,catalogue/* fail */.fJ)('bad-access-point-user', { seen: `${id} (${name}) makes everybody root` });
    const layout = { '--group': options.groups, '--private': options.privateSpaces, '--sticky': options.sticky, '--adopt': options.adopt };
    const unfit = Object.entries(layout).flatMap(([option, asked]) => (asked ? [option] : []));
    if (verb === 'adopt')
        unfit.push('adopt');
    if (unfit.length > 0)
        throw (0,catalogue/* fail */.fJ)('access-point-enforces-user', {
            seen: `${id} (${name}) makes everybody ${(0,enforced_user/* formatUser */.ts)(user)}; asked with ${unfit.join(', ')}`,
        });
}
/**
 * The targets that were singled out. Whoever cannot be matched is refused as a whole: mounting it otherwise because of a slip would
 * give away what was to be withheld. A tag may mean others besides; an instance that cannot be reached is no target, and among the findings already.
 */
function singledOut(request, option, found, targets) {
    const asked = new Set(request.selectors.map(names/* formatSelector */.VH));
    const strangers = found.flatMap(({ selector, instances, findings }) => {
        const said = (0,names/* formatSelector */.VH)(selector);
        const outside = instances.filter((i) => !targets.has(i.id));
        const lost = findings.filter((f) => (f.instanceId === undefined ? !asked.has(said) : targets.has(f.instanceId)));
        const missed = selector.kind === 'tag' ? outside.length === instances.length && !asked.has(said) : outside.length > 0;
        return [...lost.map((f) => `${said}: ${f.seen}`), ...(missed && lost.length === 0 ? [`${said} is not among the instances`] : [])];
    });
    if (strangers.length > 0)
        throw (0,catalogue/* fail */.fJ)('not-among-instances', { seen: `${option}: ${strangers.join('; ')}` });
    return found.flatMap((r) => r.instances.filter((i) => targets.has(i.id)).map((i) => i.id));
}
/** Also of targets that are not available: a client may still have a mount through one. */
const addressesOf = (fileSystem) => fileSystem.targets
    .map((t) => t.ipAddress)
    .filter((a) => a !== '')
    .sort();
function refuseUnavailable(fileSystem) {
    const seen = `${fileSystem.id} (${fileSystem.name}) is ${fileSystem.state}`;
    if (fileSystem.state !== 'available' && fileSystem.state !== 'updating')
        throw (0,catalogue/* fail */.fJ)('volume-not-available', { seen });
}
/** For adopt each instance says so: what is mounted there tells more. */
function refuseUnreachable(fileSystem) {
    if (!fileSystem.targets.some((t) => t.state === 'available'))
        throw (0,catalogue/* fail */.fJ)('no-mount-target', { seen: `${fileSystem.id} has no available mount target` });
}
/** A volume asked for by id whose Name tag is not one of ours' grammar is mounted under its id. */
function mountPointOf(volume, fileSystem) {
    return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(volume) ? (0,names/* defaultMountPoint */.Vb)(volume) : (0,names/* defaultMountPoint */.Vb)(fileSystem.id);
}
//# sourceMappingURL=resolve.js.map
;// CONCATENATED MODULE: ./build/src/engine/where-mounted.js
/** Where a volume is mounted, asked live of every instance that SSM manages. What cannot be asked is unknown. */





/** `judge`: what counts as mounted; without it any mount of the volume. */
async function whereMounted(fileSystem, ctx, judge = (facts) => (0,rows_mount/* isMountedAnywhere */.Wj)(facts, fileSystem.id)) {
    const instances = (await ctx.instances.list()).filter((i) => !i.platform.toLowerCase().includes('windows'));
    const reachable = instances.filter((i) => i.online);
    const operation = {
        verb: 'verify',
        volume: fileSystem.name,
        fileSystemId: fileSystem.id,
        region: ctx.region,
        // Only the place that is looked at in detail; mounts of this file system elsewhere are reported too.
        mountPoint: (0,names/* defaultMountPoint */.Vb)(fileSystem.id),
        zones: [],
        addresses: addressesOf(fileSystem),
        targets: reachable.map((i) => ({ instanceId: i.id, name: i.name })),
        options: domain_request/* defaultMountOptions */.Z,
        lazy: false,
        unresolved: [],
    };
    const seen = reachable.length > 0 ? await inspect_inspect(operation, 'facts', 'before', ctx) : [];
    return instances.map(({ id, name, online }) => {
        if (!online)
            return { instanceId: id, name, state: 'unknown', detail: 'agent offline' };
        const observation = seen.find((o) => o.instanceId === id);
        if (observation?.kind !== 'observed')
            return { instanceId: id, name, state: 'unknown', detail: observation?.finding.seen ?? 'no answer' };
        return { instanceId: id, name, ...judge(observation.facts) };
    });
}
//# sourceMappingURL=where-mounted.js.map
;// CONCATENATED MODULE: ./build/src/engine/access-points.js
/** Access points of a volume: listed, made, and deleted only where no client mounts through them, as asked live. */




async function access_points_listAccessPoints(request, ctx) {
    const volume = await ctx.fileSystems.find(request.volume);
    return { kind: 'access-points', volume, points: await ctx.fileSystems.accessPoints(volume.id) };
}
async function access_points_createAccessPoint(request, ctx) {
    const volume = await ctx.fileSystems.find(request.volume);
    if (volume.state !== 'available')
        throw (0,catalogue/* fail */.fJ)('volume-not-available', { seen: `${volume.id} (${volume.name}) is ${volume.state}` });
    const { steps, told, tell } = telling(ctx);
    const point = await ctx.fileSystems.createAccessPoint(volume.id, request.wanted, ctx.run().dryRun, tell);
    await told();
    return { kind: 'access-point', steps, ...(point ? { point } : {}) };
}
async function access_points_deleteAccessPoint(request, ctx) {
    const volume = await ctx.fileSystems.find(request.volume);
    const point = (0,access_points/* findAccessPoint */.WX)(await ctx.fileSystems.accessPoints(volume.id), request.point, volume.id);
    const mounted = await whereMounted(volume, ctx, (facts) => (0,rows_mount/* isMountedThrough */.QD)(facts, volume.id, point.id));
    const at = (state) => mounted.filter((m) => m.state === state).map((m) => `${m.name || m.instanceId}${m.detail ? ` (${m.detail})` : ''}`);
    const using = at('mounted');
    if (using.length > 0)
        throw (0,catalogue/* fail */.fJ)('access-point-in-use', { seen: `${point.id} is mounted on ${using.join(', ')}` });
    const unknown = at('unknown');
    if (unknown.length > 0)
        throw (0,catalogue/* fail */.fJ)('access-point-use-unknown', { seen: `not known for ${unknown.join(', ')}` });
    const { steps, told, tell } = telling(ctx);
    await ctx.fileSystems.deleteAccessPoint(point, ctx.run().dryRun, tell);
    await told();
    return { kind: 'access-point', steps };
}
function telling(ctx) {
    const steps = [];
    const pending = [];
    return {
        steps,
        told: () => Promise.all(pending),
        tell: (step) => {
            steps.push(step);
            pending.push(ctx.emit({ type: 'provisioned', data: step }));
        },
    };
}
//# sourceMappingURL=access-points.js.map
;// CONCATENATED MODULE: ./build/src/engine/distributor-job.js
/** The command that has SSM Distributor install the client: AWS's own document, for instances that have none. */

/** How long an installation may take. The document has no time-out of ours; after this its outcome counts as unknown. */
const distributor_job_seconds = 900;
/** `n` numbers the jobs of one run. */
function distributorJob(runId, n, instanceIds) {
    return {
        key: `${runId}.distributor.${n}`,
        script: 'distributor',
        scriptSha: '',
        params: { action: 'Install', installationType: 'Uninstall and reinstall', name: ways/* distributorPackage */.uD, version: '' },
        instanceIds,
        executionSeconds: distributor_job_seconds,
        changes: true,
    };
}
//# sourceMappingURL=distributor-job.js.map
;// CONCATENATED MODULE: ./build/src/engine/failures-of.js
function failuresOf(result) {
    switch (result.kind) {
        case 'none':
            return [result.finding];
        case 'transcript':
            return result.failures;
        case 'installed':
            return [];
    }
}
//# sourceMappingURL=failures-of.js.map
;// CONCATENATED MODULE: ./build/src/engine/apply.js



async function applyMounts(plan, ctx) {
    const installed = await apply_all(plan.jobs.filter((job) => job.script === 'distributor'), ctx);
    const failed = idsOf(installed.filter((r) => r.kind !== 'installed'));
    const mounts = only(plan.jobs.filter((job) => job.script !== 'distributor'), (id) => !failed.has(id));
    const waits = (job) => job.params.access === 'ro' || job.params.enforced === '1';
    const written = await apply_mount(mounts.filter((job) => !waits(job)), plan, 2, ctx);
    return [...installed, ...written, ...(await apply_mount(mounts.filter(waits), plan, 3, ctx))];
}
/**
 * Where the repositories turn out not to have the client, the instances that may go on to Distributor do so, and are mounted then.
 * `n` keeps the keys of these further jobs apart.
 */
async function apply_mount(jobs, plan, n, ctx) {
    const first = await apply_all(jobs, ctx);
    const may = new Set(plan.clients.filter((c) => c.otherwise === 'distributor').map((c) => c.instanceId));
    const absent = first.filter((r) => may.has(r.instanceId) && failuresOf(r).some((f) => f.code === 'client-absent'));
    if (absent.length === 0)
        return first;
    const installed = await apply_all([distributorJob(ctx.runId, n, [...idsOf(absent)])], ctx);
    const ready = idsOf(installed.filter((r) => r.kind === 'installed'));
    const again = await apply_all(mountsAgain(jobs, ready, n, ctx.runId), ctx);
    return [...installed, ...first.filter((r) => !ready.has(r.instanceId)), ...again];
}
/** The same values once more, for hosts that have the client by then. */
function mountsAgain(jobs, ids, n, runId) {
    const again = only(jobs, (id) => ids.has(id));
    const perInstance = again.flatMap(({ params, instanceIds }) => instanceIds.map((instanceId) => ({ instanceId, params: { ...params, client: 'distributor' } })));
    return groupJobs(runId, 'mount', perInstance, again[0]?.executionSeconds, n * 1000 + 1);
}
const apply_all = async (jobs, ctx) => (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat();
const idsOf = (results) => new Set(results.map((r) => r.instanceId));
function only(jobs, wanted) {
    return jobs.map((job) => ({ ...job, instanceIds: job.instanceIds.filter(wanted) })).filter((job) => job.instanceIds.length > 0);
}
//# sourceMappingURL=apply.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/areas.js
/** The rows of the doctor's table, in the order in which a mount goes. */
const areas = {
    agent: 'SSM agent',
    profile: 'instance profile',
    target: 'mount target in the zone',
    dns: 'DNS',
    groups: 'security groups',
    port: 'TCP 2049',
    tls: 'TLS',
    clock: 'clock',
    client: 'EFS client',
    'access-point': 'access point',
    policy: 'file-system policy',
    group: 'shared group',
    accounts: 'accounts',
    disk: 'local disk',
    'mount-point': 'mount point',
    fstab: 'fstab',
    mount: 'the mount',
};
//# sourceMappingURL=areas.js.map
;// CONCATENATED MODULE: ./build/src/domain/evidence.js
/** What the client and the mount command said in this run, on one line; empty where they said nothing. */
const evidence_said = (e) => e.failures.map((f) => f.seen).join(' · ');
/** Minutes after which the client's log says nothing about now. */
const freshSeconds = 900;
/**
 * The client's last complaint: from the run, else from its log where that is fresh, ends in an error and nothing is mounted at the
 * place. A log remembers faults that are long mended, so an older one proves nothing.
 */
function complaint(e) {
    const fromRun = evidence_said(e);
    if (fromRun !== '')
        return fromRun;
    const last = e.probe?.log.at(-1);
    const mounted = e.facts === undefined || e.facts.mounts.some((m) => m.place === e.about.mountPoint);
    if (last === undefined || mounted || (e.probe?.logAge ?? Infinity) > freshSeconds)
        return '';
    return / - (?:ERROR|WARNING) - /.test(last) ? last : '';
}
//# sourceMappingURL=evidence.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/cause.js
const provoked = (test) => ({ kind: 'provoked', test });
const recognised = (source) => ({ kind: 'recognised', source });
/** What is filled in where nothing is known, and in the documentation. */
const placeholders = {
    fileSystem: 'FILE_SYSTEM_ID',
    region: 'REGION',
    instance: 'INSTANCE_ID',
    mountPoint: '/mnt/VOLUME',
    zone: 'ZONE',
    subnetHint: 'SUBNET_ID',
    vpc: 'VPC_ID',
    instanceGroup: 'INSTANCE_GROUP_ID',
    targetGroup: 'TARGET_GROUP_ID',
    targetAddress: 'TARGET_ADDRESS',
    dnsName: 'FILE_SYSTEM_ID.efs.REGION.amazonaws.com',
    account: 'ACCOUNT',
    number: 'NUMBER',
    numberWhy: 'one that is free on every instance, from 65536 to 94199',
    group: 'prism-shared',
    gid: '3000',
};
/** Identifies a cause by the codes of a run's findings. */
const byCode = (...codes) => (e) => e.failures.find((f) => codes.includes(f.code))?.seen;
/** Identifies a cause by words that a program really says. */
const bySaying = (words, of) => (e) => {
    const text = of(e);
    return words.test(text) ? text : undefined;
};
/** The first that identifies it. */
const either = (...looks) => (e) => {
    for (const look of looks) {
        const seen = look(e);
        if (seen !== undefined)
            return seen;
    }
    return undefined;
};
//# sourceMappingURL=cause.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/volume.js
/** The volume itself and its mount targets, as EFS describes them. */


/** The instance and all targets, where both were seen. */
function placesOf(e) {
    const { instance, targets } = e.surroundings ?? {};
    if (instance?.kind !== 'seen' || targets?.kind !== 'seen')
        return undefined;
    return { instance: instance.value, targets: targets.value };
}
/** The target that the instance has to use: EFS's names lead to the one in its zone. */
function targetInZone(e) {
    const places = placesOf(e);
    return places?.targets.find((t) => t.zone === places.instance.zone);
}
const volume = {
    'volume-not-available': {
        title: 'The file system is not available',
        area: 'target',
        symptom: '`volume-not-available`, or a mount that cannot resolve its name.',
        evidence: 'DescribeFileSystems says creating, deleting or error.',
        seen: (e) => e.volume && e.volume.state !== 'available' && e.volume.state !== 'updating'
            ? `${e.about.fileSystemId} is ${e.volume.state}`
            : undefined,
        why: 'Only an available file system has a name and an address.',
        fix: ({ fileSystem, region }) => `aws efs describe-file-systems --region ${region} --file-system-id ${fileSystem} --query "FileSystems[0].LifeCycleState": wait for available; deleting and error do not come back.`,
        tried: recognised('LifeCycleState of DescribeFileSystems (EFS API reference)'),
    },
    'volume-unknown-there': {
        title: 'The client asked EFS, and EFS knows no such file system',
        area: 'target',
        symptom: 'The client’s fallback says that the file system is not found.',
        evidence: 'The client’s words `The file system fs-… is not found`.',
        seen: bySaying(/The file system fs-[0-9a-f]+ is not found/, complaint),
        why: 'The id is of another account or region, or the file system is deleted.',
        fix: ({ fileSystem, region }) => `aws efs describe-file-systems --region ${region} --file-system-id ${fileSystem}; compare region and account with the instance’s.`,
        tried: recognised('amazon-efs-utils, src/efs_utils_common/metadata.py'),
    },
    'no-mount-target': {
        title: 'The file system has no mount target at all',
        area: 'target',
        symptom: '`no-mount-target`, or `Failed to resolve "fs-…"`.',
        evidence: 'DescribeMountTargets answers with an empty list.',
        seen: (e) => {
            const targets = e.surroundings?.targets;
            return targets?.kind === 'seen' && targets.value.length === 0 ? `EFS lists no mount target of ${e.about.fileSystemId}` : undefined;
        },
        why: 'A mount target is the file system’s address in a network; without one no client reaches it.',
        fix: ({ fileSystem, region, subnetHint, targetGroup }) => `aws efs create-mount-target --region ${region} --file-system-id ${fileSystem} --subnet-id ${subnetHint} --security-groups ${targetGroup}; the name resolves up to 90 s later.`,
        tried: provoked('a volume whose mount targets are all deleted'),
    },
    'target-in-other-vpc': {
        title: 'The mount targets are in another VPC than the instance',
        area: 'target',
        symptom: 'The name does not resolve, or port 2049 times out.',
        evidence: 'No mount target is in the VPC that EC2 names for the instance.',
        seen: (e) => {
            const places = placesOf(e);
            if (!places || places.targets.length === 0 || places.targets.some((t) => t.vpcId === places.instance.vpcId))
                return undefined;
            return `the instance is in ${places.instance.vpcId}, the mount targets in ${[...new Set(places.targets.map((t) => t.vpcId))].join(', ')}`;
        },
        why: 'A file system has its mount targets in one VPC. From another one it takes peering or a transit gateway, and the target’s address instead of its name.',
        fix: ({ vpc }) => `Start the instance in the volume’s VPC, or make a volume in ${vpc}: prism volume create NAME --subnet SUBNET_ID,…`,
        tried: recognised('EFS User Guide, “Mounting from another VPC”'),
    },
    'no-target-in-zone': {
        title: 'There is no mount target in the instance’s zone',
        area: 'target',
        symptom: '`no-mount-target`; the client cannot resolve the volume’s name.',
        evidence: 'DescribeMountTargets lists targets, none of them in the zone that EC2 names for the instance.',
        seen: (e) => {
            const places = placesOf(e);
            if (!places || places.targets.length === 0 || targetInZone(e))
                return undefined;
            return `the instance is in ${places.instance.zone}, the mount targets in ${[...new Set(places.targets.map((t) => t.zone))].sort().join(', ')}`;
        },
        why: 'The volume’s name leads to the target in the asking instance’s own zone, and nowhere without one.',
        fix: ({ fileSystem, region, zone, subnetHint, targetGroup }) => `Make one in ${zone}: aws efs create-mount-target --region ${region} --file-system-id ${fileSystem} --subnet-id ${subnetHint} --security-groups ${targetGroup}. A One Zone file system can have only its own zone’s: move the instance.`,
        tried: provoked('a volume without a mount target in the instance’s zone'),
    },
    'target-not-available': {
        title: 'The zone’s mount target is not available',
        area: 'target',
        symptom: 'The name does not resolve yet, or port 2049 times out.',
        evidence: 'DescribeMountTargets lists the zone’s target as creating, updating, deleting, deleted or error.',
        seen: (e) => {
            const target = targetInZone(e);
            return target && target.state !== 'available' ? `${target.id} in ${target.zone} is ${target.state}` : undefined;
        },
        why: 'A target takes one or two minutes to come up; one that is being deleted hangs the clients that still use it.',
        fix: ({ fileSystem, region }) => `aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem} --query "MountTargets[].[AvailabilityZoneName,LifeCycleState]": wait for available. error: delete that target and make it again.`,
        tried: recognised('LifeCycleState of DescribeMountTargets (EFS API reference)'),
    },
};
//# sourceMappingURL=volume.js.map
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/src/domain/reach.js
/** Whether security groups let an instance's packets to a mount target's port 2049. Pure; what cannot be evaluated is unknown. */

const nfsPort = 2049;
/** The rules of all groups of an interface count together; there are no rules that refuse. */
function judgeRules(rules, peer) {
    const fitting = rules.filter(coversPort).flatMap((rule) => rule.peers);
    if (fitting.some((one) => lets(one, peer)))
        return 'open';
    return fitting.some((one) => one.kind === 'prefix-list') ? 'unknown' : 'closed';
}
/** What the target's groups take from the instance. */
function ingressVerdict(instance, target) {
    return judgeRules(target.groups.flatMap((g) => g.ingress), { addresses: instance.addresses, groupIds: ids(instance.groups) });
}
/** What the instance's groups let out to the target. */
function egressVerdict(instance, target) {
    return judgeRules(instance.groups.flatMap((g) => g.egress), { addresses: [target.address], groupIds: ids(target.groups) });
}
const ids = (groups) => groups.map((g) => g.id);
function coversPort({ protocol, fromPort, toPort }) {
    if (protocol === '-1')
        return true;
    if (protocol !== 'tcp' && protocol !== '6')
        return false;
    return (fromPort ?? 0) <= nfsPort && nfsPort <= (toPort ?? 65_535);
}
function lets(one, peer) {
    switch (one.kind) {
        case 'group':
            return peer.groupIds.includes(one.value);
        case 'prefix-list':
            return false;
        case 'ipv4':
        case 'ipv6':
            return peer.addresses.some((address) => isIn(one.value, address));
    }
}
function isIn(cidr, address) {
    const [net = '', bits = ''] = cidr.split('/');
    const family = (0,external_node_net_.isIPv6)(net) ? 'ipv6' : 'ipv4';
    if (family !== ((0,external_node_net_.isIPv6)(address) ? 'ipv6' : 'ipv4'))
        return false;
    try {
        const range = new external_node_net_.BlockList();
        range.addSubnet(net, Number(bits), family);
        return range.check(address, family);
    }
    catch {
        // not a range that anybody can be in
        return false;
    }
}
//# sourceMappingURL=reach.js.map
// EXTERNAL MODULE: ./build/src/domain/topmost.js
var topmost = __webpack_require__(7410);
;// CONCATENATED MODULE: ./build/src/domain/checks.js
/** The doctor's table: one row an area, in the order in which a mount goes. What nobody looked at is unknown, and never ok. */




const ok = (seen) => ({ state: 'ok', seen });
const unknown = (seen) => ({ state: 'unknown', seen });
const notApplicable = (seen) => ({ state: 'not-applicable', seen });
function checksOf(e, found) {
    return Object.keys(areas).map((area) => {
        const wrong = found.filter((d) => d.area === area);
        if (wrong.length > 0)
            return { area, title: areas[area], state: 'wrong', seen: wrong.map((d) => d.seen).join('; ') };
        return { area, title: areas[area], ...looks[area](e) };
    });
}
const why = (part) => (part?.kind === 'unseen' ? part.why : 'not looked at');
const looks = {
    agent: ({ agent }) => agent?.online ? ok(agent.version === '' ? 'answers' : `online, version ${agent.version}`) : unknown('not looked at'),
    profile: ({ surroundings, probe }) => {
        if (probe?.metadata?.role)
            return ok(`role ${probe.metadata.role}`);
        if (surroundings?.instance.kind !== 'seen')
            return unknown(why(surroundings?.instance));
        const { profile } = surroundings.instance.value;
        // the account’s default host management lets an agent register without one
        return ok(profile ?? 'none; the mount needs none, the agent registered without');
    },
    target: (e) => {
        const target = targetInZone(e);
        if (target?.state === 'available')
            return ok(`${target.id} (${target.address}) in ${target.zone}`);
        return unknown(why(e.surroundings?.instance.kind === 'unseen' ? e.surroundings.instance : e.surroundings?.targets));
    },
    dns: ({ probe }) => probe?.dns?.outcome === 'answered'
        ? ok(`${probe.name} leads to ${probe.dns.addresses.join(', ')}`)
        : unknown(unresolved(probe?.dns?.outcome)),
    groups: (e) => {
        const target = targetInZone(e);
        const places = placesOf(e);
        if (e.probe?.tcp.some((t) => t.outcome === 'open'))
            return ok('they let TCP 2049 through: a connection was seen');
        if (!target || !places)
            return unknown(why(e.surroundings?.instance.kind === 'unseen' ? e.surroundings.instance : e.surroundings?.targets));
        const verdicts = [egressVerdict(places.instance, target), ingressVerdict(places.instance, target)];
        return verdicts.every((v) => v === 'open')
            ? ok('rules on both ends let TCP 2049 through')
            : unknown('only a prefix list could let it through');
    },
    port: ({ probe }) => {
        const open = probe?.tcp.find((t) => t.outcome === 'open');
        return open ? ok(`${open.address}:2049 is open from the host`) : unknown('not tried');
    },
    tls: (e) => {
        if (e.probe?.tls?.outcome === 'verified')
            return ok('the server’s certificate is right');
        if (!e.about.encrypted)
            return notApplicable('plain NFS');
        if (e.probe?.client?.helper === false)
            return notApplicable('no EFS client to check with');
        const top = e.facts && (0,topmost/* topmostAt */.a)(e.facts, e.about.mountPoint);
        if (top?.encrypted === 'yes' && top.answers === 'yes')
            return ok('the mount answers through its tunnel');
        return unknown(e.probe?.tls ? e.probe.tls.detail || e.probe.tls.outcome : 'not tried');
    },
    clock: ({ clock }) => {
        if (!clock)
            return unknown('not looked at');
        const seconds = Math.round(Math.abs(clock.skewSeconds));
        return ok(seconds === 0 ? 'as the caller’s' : `${seconds} s off the caller’s`);
    },
    client: ({ probe, facts, about }) => {
        if (!probe?.client)
            return unknown('not looked at');
        const { helper, tunnelProgram, nfs } = probe.client;
        if (helper)
            return ok(`amazon-efs-utils ${facts?.client.efsUtils ?? 'of unknown version'}, ${tunnelProgram}`);
        return !about.encrypted && nfs ? ok('NFS client, without encryption as allowed') : unknown('no client');
    },
    'access-point': ({ surroundings }) => {
        const points = surroundings?.accessPoints;
        if (points?.kind !== 'seen')
            return unknown(why(points));
        return points.value.length > 0 ? ok(points.value.map((p) => `${p.id} is ${p.state}`).join(', ')) : notApplicable('none is used');
    },
    policy: (e) => {
        const policy = e.surroundings?.policy;
        if (policy?.kind !== 'seen')
            return unknown(why(policy));
        if (policy.value.kind === 'none')
            return ok('none: whoever reaches a mount target may mount');
        if (policy.value.kind === 'unreadable')
            return unknown(`holds ${policy.value.what}, which Prism does not evaluate`);
        const { mount, write, root, tlsOnly } = policy.value;
        if ([mount, write, root].every((g) => g === 'everybody'))
            return ok(`lets every client mount, write and be root${tlsOnly ? ', over TLS' : ''}`);
        return unknown('lets only named identities, or under conditions');
    },
    group: ({ facts, about }) => {
        if (!facts)
            return unknown('not looked at');
        return ok(facts.group.nameGid === undefined ? `gid ${about.gid} is free` : `${about.group} has gid ${facts.group.nameGid}`);
    },
    accounts: ({ facts, about }) => {
        if (!facts)
            return unknown('not looked at');
        const names = facts.accounts.filter((a) => a.exists).map((a) => `${a.name} (uid ${a.uid ?? '?'})`);
        return names.length > 0 ? ok(names.join(', ')) : unknown(about.accounts.length > 0 ? 'not looked at' : 'nobody');
    },
    disk: ({ probe }) => {
        const [first, ...rest] = probe?.disks ?? [];
        if (!first)
            return unknown('not looked at');
        const least = rest.reduce((a, b) => (b.freeKilobytes < a.freeKilobytes ? b : a), first);
        return ok(`${Math.round(least.freeKilobytes / 1024)} MiB free on ${least.path}`);
    },
    'mount-point': ({ facts, about }) => {
        if (!facts)
            return unknown('not looked at');
        if ((0,topmost/* topmostAt */.a)(facts, about.mountPoint))
            return ok('mounted');
        return ok(facts.mountPoint.exists ? 'an empty directory' : 'not there yet');
    },
    fstab: ({ facts, about }) => {
        if (!facts)
            return unknown('not looked at');
        const ours = facts.fstab.filter((l) => l.place === about.mountPoint && l.ours);
        return ok(ours.length > 0 ? `line ${ours.map((l) => l.line).join(', ')} is Prism’s` : 'no line for that place');
    },
    mount: (e) => {
        if (!e.facts)
            return unknown('not looked at');
        const top = (0,topmost/* topmostAt */.a)(e.facts, e.about.mountPoint);
        if (!top)
            return notApplicable('not mounted');
        return top.answers === 'yes' && top.fileSystemId === e.about.fileSystemId
            ? ok(`${top.fileSystemId} is mounted and answers`)
            : unknown('what is mounted could not be told');
    },
};
const unresolved = (outcome) => (outcome === undefined ? 'not looked at' : 'the name does not resolve');
//# sourceMappingURL=checks.js.map
;// CONCATENATED MODULE: ./build/src/domain/account-numbers.js

/**
 * Above UID_MAX, systemd's own ranges and nobody, below the subordinate ids: no tool hands these out by itself, and each of them still has a
 * fixed place in systemd's range of subordinate ids.
 */
const firstNumber = 65_536;
const lastNumber = 94_199;
function numbersSeen(observations) {
    const facts = observations.flatMap((o) => (o.kind === 'observed' ? [o.facts] : []));
    const looked = new Set(observations.filter((o) => o.kind === 'observed').map((o) => o.instanceId));
    const unseen = new Set(observations.map((o) => o.instanceId).filter((id) => !looked.has(id)));
    const uids = new Map();
    for (const { name, uid } of facts.flatMap((f) => f.accounts))
        if (uid !== undefined)
            uids.set(name, (uids.get(name) ?? new Set()).add(uid));
    return {
        uids,
        taken: new Set([layout/* group */.Os.gid, ...facts.flatMap(numbersIn)]),
        missing: [...new Set(facts.flatMap((f) => f.accounts.filter((a) => !a.exists).map((a) => a.name)))].sort(),
        looked: looked.size,
        unseen: unseen.size,
    };
}
function numbersIn(f) {
    const owners = [...f.paths, ...(f.spaces?.seen ?? []), ...f.behaviours];
    const groups = [f.group, ...(f.extraGroups?.seen ?? [])];
    return [
        ...f.accounts.flatMap((a) => [a.uid, a.gid, ...a.groups]),
        ...owners.flatMap((o) => [o.uid, o.gid]),
        ...groups.map((g) => g.nameGid),
        ...(f.extraGroups?.seen.map((g) => g.gid) ?? []),
        ...f.byHand.data.map((d) => d.gid),
    ].filter((n) => n !== undefined);
}
/** The one that the account has elsewhere, where nobody else has it; else one that nobody has. Missing accounts get one each, by their names. */
function numberFor(account, seen) {
    const own = [...(seen.uids.get(account) ?? [])];
    const [first] = own;
    if (first !== undefined && own.length === 1 && first > 0 && !isAnothers(first, account, seen))
        return { number: first, why: `${account} has it where it was seen, and one person is one number` };
    const others = seen.missing.filter((name) => name !== account && (seen.uids.get(name)?.size ?? 0) !== 1);
    const before = others.filter((name) => name < account).length;
    const free = freeNumber(before, seen.taken);
    const unseen = seen.unseen > 0 ? `; what ${count(seen.unseen)} not seen is not known, so it lies where useradd takes none by itself` : '';
    return { number: free, why: `no account, group or file that was seen on ${instances(seen.looked)} has it${unseen}` };
}
const isAnothers = (number, account, { uids }) => [...uids].some(([name, numbers]) => name !== account && numbers.has(number));
/** The one after so many that are free. */
function freeNumber(skip, taken) {
    let left = skip;
    for (let number = firstNumber; number < lastNumber; number++)
        if (!taken.has(number) && left-- === 0)
            return number;
    return lastNumber;
}
const instances = (n) => (n === 1 ? '1 instance' : `${n} instances`);
const count = (n) => (n === 1 ? 'has 1 instance that was' : `have ${n} instances that were`);
/** The group first: with `-U` alone its number would be another one. */
const makeAccount = (account, number) => `groupadd -g ${number} ${account} && useradd -m -u ${number} -g ${account} ${account}`;
//# sourceMappingURL=account-numbers.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/access.js
/** The server is reached and says no: options, IAM, the file-system policy, access points. */


function access_policyOf(e) {
    const policy = e.surroundings?.policy;
    return policy?.kind === 'seen' && policy.value.kind === 'policy' ? policy.value : undefined;
}
/** Mounted by itself, without TLS, at our place or about to be. */
function access_plain(e) {
    const here = e.facts?.mounts.findLast((m) => m.place === e.about.mountPoint);
    return here ? here.encrypted === 'no' : !e.about.encrypted;
}
const statement = (action, fileSystem, region) => `{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"elasticfilesystem:${action}","Resource":"arn:aws:elasticfilesystem:${region}:ACCOUNT_ID:file-system/${fileSystem}","Condition":{"Bool":{"elasticfilesystem:AccessedViaMountTarget":"true"}}}`;
const access = {
    'option-unknown': {
        title: 'The NFS client does not know a mount option',
        area: 'mount',
        symptom: '`mount.nfs4: an incorrect mount option was specified`, exit 32.',
        evidence: 'Those words of the client.',
        seen: bySaying(/an incorrect mount option was specified|Unsupported mount options detected/, complaint),
        why: 'What the EFS client does not know goes to mount.nfs4, which refuses gid=, uid= and umask=: on NFS they do not exist.',
        fix: ({ mountPoint }) => `Take gid=, uid=, umask=, fmask= and dmask= out of the line for ${mountPoint} in /etc/fstab; ownership is set on the volume itself.`,
        tried: recognised('nfs-utils, utils/mount; amazon-efs-utils, src/efs_utils_common/mount_options.py'),
    },
    'option-needs-tls': {
        title: 'iam and accesspoint need tls',
        area: 'mount',
        symptom: '`The "tls" option is required when mounting via "accesspoint"` (or "iam").',
        evidence: 'Those words of the client.',
        seen: bySaying(/The "tls" option is required when mounting via/, complaint),
        why: 'Identity and access point travel in the client’s certificate, so only over TLS.',
        fix: ({ mountPoint }) => `Add tls to the options of the line for ${mountPoint} in /etc/fstab.`,
        tried: recognised('amazon-efs-utils, src/efs_utils_common/mount_options.py'),
    },
    'credentials-absent': {
        title: 'The client has no AWS credentials to show',
        area: 'profile',
        symptom: '`AWS Access Key ID and Secret Access Key are not found`.',
        evidence: 'Those words of the client, which asks for them when mounted with iam.',
        seen: bySaying(/AWS Access Key ID and Secret Access Key are not found/, complaint),
        why: 'The instance has no profile, or its metadata gives no role.',
        fix: ({ instance, region }) => `aws ec2 associate-iam-instance-profile --region ${region} --instance-id ${instance} --iam-instance-profile Name=PROFILE`,
        tried: provoked('a mount with iam on an instance that has no role'),
    },
    'access-point-missing': {
        title: 'The access point does not exist',
        area: 'access-point',
        symptom: '`access denied by server while mounting`.',
        evidence: 'A mount or an fstab line on the host names an access point that DescribeAccessPoints does not know, is not available, or is of another file system.',
        seen: (e) => {
            const points = e.surroundings?.accessPoints;
            if (points?.kind !== 'seen')
                return undefined;
            const bad = points.value.find((p) => p.state !== 'available' || p.fileSystemId !== e.about.fileSystemId);
            if (!bad)
                return undefined;
            if (bad.state === 'missing')
                return `EFS knows no access point ${bad.id}`;
            return bad.state === 'available' ? `${bad.id} is of ${bad.fileSystemId}` : `${bad.id} is ${bad.state}`;
        },
        why: 'EFS answers “access denied” for an access point that is gone, so that nobody can find out which exist.',
        fix: ({ fileSystem, region, mountPoint }) => `aws efs describe-access-points --region ${region} --file-system-id ${fileSystem}; put an existing id into accesspoint= of the line for ${mountPoint} in /etc/fstab.`,
        tried: provoked('an access point that was deleted'),
    },
    'policy-refuses-mount': {
        title: 'The file-system policy does not let this client mount',
        area: 'policy',
        symptom: '`access denied by server while mounting`.',
        evidence: 'DescribeFileSystemPolicy has no statement that allows elasticfilesystem:ClientMount to clients without an IAM identity (a deny counts).',
        seen: (e) => (access_policyOf(e)?.mount === 'nobody' ? `the policy of ${e.about.fileSystemId} allows ClientMount to nobody` : undefined),
        why: 'Once a file system has a policy, what it does not allow is refused.',
        fix: ({ fileSystem, region }) => `Add to the policy (EFS console → the file system → File system policy): ${statement('ClientMount', fileSystem, region)}`,
        tried: provoked('a policy that lets nobody mount'),
    },
    'policy-wants-identity': {
        title: 'The file-system policy lets only named IAM identities mount',
        area: 'policy',
        symptom: '`access denied by server while mounting`.',
        evidence: 'DescribeFileSystemPolicy allows ClientMount to named principals or under conditions only, and the mount was refused.',
        seen: (e) => {
            const denied = /access denied by server/.test(complaint(e));
            return denied && access_policyOf(e)?.mount === 'some'
                ? `the server denied access, and the policy names who may mount ${e.about.fileSystemId}`
                : undefined;
        },
        why: 'Prism mounts without the option iam, so the client shows no identity and is nobody that the policy names.',
        fix: ({ fileSystem, region }) => `Allow clients that come through a mount target: ${statement('Client*', fileSystem, region)}`,
        tried: provoked('a policy that lets only a role mount'),
    },
    'policy-wants-tls': {
        title: 'The file-system policy asks for TLS, and the mount has none',
        area: 'policy',
        symptom: '`access denied by server while mounting`, for a mount by plain NFS.',
        evidence: 'DescribeFileSystemPolicy denies where aws:SecureTransport is false, and the mount is, or was to be, plain NFS.',
        seen: (e) => (access_policyOf(e)?.tlsOnly && access_plain(e) ? `the policy of ${e.about.fileSystemId} refuses what is not encrypted` : undefined),
        why: 'Plain NFS cannot encrypt.',
        fix: () => 'Mount with the EFS client: leave out --allow-plain-nfs. The policy is right.',
        tried: provoked('a policy that asks for TLS'),
    },
};
//# sourceMappingURL=access.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/adopting.js

const adopting = {
    'nothing-to-adopt': {
        title: 'Nothing of the volume is mounted there',
        area: 'mount',
        symptom: '`nothing-to-adopt`; nothing was changed.',
        evidence: 'The host’s mount table has the volume nowhere.',
        seen: byCode('nothing-to-adopt'),
        why: 'What lies on the volume cannot be seen without a mount, and adopt itself mounts nothing.',
        fix: ({ fileSystem, instance, mountPoint }) => `On the instance, where fstab has a line for it: mount ${mountPoint}; then adopt again. Otherwise let Prism mount it: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}`,
        tried: provoked('a place at which nothing is mounted'),
    },
    'adopt-unidentified': {
        title: 'What was made by hand could not be made out',
        area: 'mount',
        symptom: '`adopt-unidentified`; nothing was changed.',
        evidence: 'An NFS mount that neither the client’s state, nor its source, nor an address tells; or a path of it that gave no answer.',
        seen: byCode('adopt-unidentified'),
        why: 'It could be another file system, so nothing is claimed about it.',
        fix: ({ mountPoint }) => `On the instance: findmnt ${mountPoint}; ls -l /var/run/efs. A client’s state that is lost comes back with the mount: umount ${mountPoint}, mount it again by hand, adopt again.`,
        tried: provoked('a mount whose state is lost'),
    },
    'mounted-read-write': {
        title: 'The volume is mounted read-write where it is to be read-only',
        area: 'mount',
        symptom: '`not-read-only`; adopt changes no mount.',
        evidence: 'The mount table says rw at that place, and read-only was asked for.',
        seen: byCode('not-read-only'),
        why: 'Programs that have files open for writing would lose them; that is for their owner to decide.',
        fix: ({ fileSystem, instance, mountPoint }) => `Bring it in as it is, without --read-only; then: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint} --read-only, which leaves a mount alone that is in use.`,
        tried: provoked('a mount by hand that is to be read-only'),
    },
    'layout-in-the-way': {
        title: 'Something has the name of one of the layout’s directories',
        area: 'mount',
        symptom: '`layout-in-the-way`; nothing was changed.',
        evidence: 'A path of the permission table is no directory on the volume.',
        seen: byCode('layout-in-the-way'),
        why: 'It may be somebody’s work, so it is neither moved nor written through.',
        fix: ({ mountPoint }) => `On the instance: ls -l ${mountPoint}; mv NAME NAME.by-hand; then adopt again.`,
        tried: provoked('a link in the place of shared/'),
    },
    'foreign-personal-space': {
        title: 'A personal directory belongs to another uid',
        area: 'accounts',
        symptom: '`foreign-personal-space`; nothing was changed.',
        evidence: 'The owner of users/NAME is not the uid that NAME has on this instance.',
        seen: byCode('foreign-personal-space'),
        why: 'The same name can be another person on another instance: to EFS the number is who somebody is. Prism never re-owns a personal directory.',
        fix: ({ mountPoint, account }) => `On the instance: ls -ln ${mountPoint}/users; id ${account}; find out whose it is, then mv it aside or chown it yourself.`,
        tried: provoked('a personal directory of another uid'),
    },
    'space-would-open': {
        title: 'A personal directory is closed, and the permission table would open it',
        area: 'accounts',
        symptom: '`space-would-open`; nothing was changed.',
        evidence: 'users/NAME lets fewer people in than the mode that was asked for.',
        seen: byCode('space-would-open'),
        why: 'Whoever closed it may rely on that.',
        fix: () => 'Adopt with --private, which keeps personal spaces closed; or have its owner open it: chmod 0755',
        tried: provoked('a personal directory that is closed'),
    },
    'fstab-differs': {
        title: 'The line in fstab says more than Prism’s would',
        area: 'fstab',
        symptom: '`fstab-differs`; nothing was changed.',
        evidence: 'A line of this file system for this place has options, a type or a folder that Prism’s line has not, or cannot be judged.',
        seen: byCode('fstab-differs'),
        why: 'iam, noauto, noexec and the like decide who gets in or what is mounted at the next boot; replaced in silence, that would be lost.',
        fix: ({ mountPoint }) => `On the instance: grep -n " ${mountPoint} " /etc/fstab; decide about the named options; comment the line out (sed -i.by-hand 'LINEs/^/# /' /etc/fstab), then adopt again.`,
        tried: provoked('a line in fstab that says more'),
    },
    'managed-elsewhere': {
        title: 'Something else than fstab mounts it at boot',
        area: 'fstab',
        symptom: '`managed-elsewhere`; nothing was changed.',
        evidence: 'A systemd unit, an automounter’s map or a boot script in /etc names the file system, its addresses or the place.',
        seen: byCode('managed-elsewhere'),
        why: 'Two that mount at boot race each other, and the other one’s options win now and then.',
        fix: () => 'On the instance: take the named file out of use; a unit without --now, so that the mount stays (systemctl disable UNIT); then adopt again.',
        tried: provoked('a unit that mounts it at boot'),
    },
    'adopt-changed': {
        title: 'The host changed between the plan and its execution',
        area: 'fstab',
        symptom: '`adopt-changed`; nothing, or nothing more, was changed.',
        evidence: 'Under its lock the host compared fstab, mount and paths with what the plan saw, and they differ.',
        seen: byCode('adopt-changed'),
        why: 'What was agreed to is not what would be done now.',
        fix: () => 'Ask for the plan again, read it, and say that one back.',
        tried: provoked('a line that comes into fstab after the plan'),
    },
};
//# sourceMappingURL=adopting.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/agent.js
/** Nobody can look at the host: its agent, and what SSM made of a command. */


const agent = {
    'instance-stopped': {
        title: 'The instance is not running',
        area: 'agent',
        symptom: 'The instance is a row of its own that says stopped; nothing was tried on it.',
        evidence: 'EC2 says stopped, stopping or shutting down.',
        seen: byCode('instance-stopped'),
        why: 'A stopped instance has no agent and no mounts.',
        fix: ({ instance, region }) => `aws ec2 start-instances --region ${region} --instance-ids ${instance}`,
        tried: provoked('a stopped instance'),
    },
    'agent-unregistered': {
        title: 'The SSM agent never registered',
        area: 'agent',
        symptom: '`instance-unmanaged`: EC2 knows the instance, SSM does not.',
        evidence: 'EC2 describes the running instance and DescribeInstanceInformation does not list it.',
        seen: byCode('instance-unmanaged'),
        why: 'Without a registered agent SSM cannot run anything there. Mostly the instance has no profile, or no way to the SSM endpoints.',
        fix: ({ instance, region }) => `Attach an instance profile with the policy AmazonSSMManagedInstanceCore: aws ec2 associate-iam-instance-profile --region ${region} --instance-id ${instance} --iam-instance-profile Name=PROFILE; then restart the agent (systemctl restart amazon-ssm-agent, or snap restart amazon-ssm-agent). A role attached late can take 30 minutes to register.`,
        tried: provoked('an instance whose agent never registered'),
    },
    'agent-offline': {
        title: 'The SSM agent does not answer',
        area: 'agent',
        symptom: '`instance-offline`: SSM says ConnectionLost.',
        evidence: 'DescribeInstanceInformation lists the instance with a PingStatus other than Online, and EC2 does not call it stopped.',
        seen: (e) => byCode('instance-offline')(e) ?? (e.agent?.online === false ? 'SSM has lost the connection to the agent' : undefined),
        why: 'Nothing can be run or seen there until the agent is back.',
        fix: ({ instance, region }) => `On the instance: systemctl restart amazon-ssm-agent (Ubuntu: snap restart amazon-ssm-agent), then read /var/log/amazon/ssm/errors.log. Check that it reaches ssm.${region}.amazonaws.com on 443. Without any login: aws ec2 reboot-instances --region ${region} --instance-ids ${instance}`,
        tried: provoked('an instance whose agent is offline'),
    },
    'command-not-delivered': {
        title: 'The agent is listed as online and takes no command',
        area: 'agent',
        symptom: '`not-delivered`: DeliveryTimedOut after a minute.',
        evidence: 'SSM ended the invocation with DeliveryTimedOut or Undeliverable.',
        seen: byCode('not-delivered'),
        why: 'SSM believes in a lost agent for some minutes; or all five workers of the agent are busy, mostly with a hung mount.',
        fix: ({ instance, region }) => `Look for commands that never end: aws ssm list-command-invocations --region ${region} --instance-id ${instance} --filters key=Status,value=InProgress; cancel them (aws ssm cancel-command), or restart the agent on the instance, then run the same command again.`,
        tried: provoked('an agent that looks online and takes nothing'),
    },
    'agent-replaced': {
        title: 'The agent was replaced or killed while the command ran',
        area: 'agent',
        symptom: 'The command failed without a transcript; the snap on Ubuntu refreshes itself at any moment.',
        evidence: 'The agent’s own words: `document process failed unexpectedly`, `document worker timed out`.',
        seen: bySaying(/document process failed unexpectedly|document worker timed out/i, evidence_said),
        why: 'A refreshed snap ends the worker that waits for the script; the script itself may have gone on.',
        fix: ({ mountPoint }) => `Run prism volume verify to see what holds at ${mountPoint}, then mount again. To keep refreshes out of working hours: snap refresh --hold=72h amazon-ssm-agent`,
        tried: recognised('amazon-ssm-agent, agent/framework/processor/executer/outofproc'),
    },
    'command-time-limit': {
        title: 'SSM killed the script at its time limit',
        area: 'agent',
        symptom: '`invocation-timed-out`: ExecutionTimedOut.',
        evidence: 'SSM’s StatusDetails is ExecutionTimedOut, or the script ended with 137.',
        seen: byCode('invocation-timed-out'),
        why: 'What the script had done by then stands. A hung server or a package manager that waits is the usual reason.',
        fix: () => 'Run prism volume verify to see what holds. If it happens again, look for processes in state D on the instance: ps -eo pid,stat,wchan:20,args | grep " D"',
        tried: recognised('SSM Run Command’s StatusDetails (AWS Systems Manager User Guide, “Understanding command statuses”)'),
    },
    'agent-apart': {
        title: 'The agent’s unit has mounts of its own',
        area: 'agent',
        symptom: '`mount-apart`: the client mounted, and no login sees it.',
        evidence: 'The script’s own mount table had the mount, that of process 1 had not.',
        seen: byCode('mount-apart'),
        why: 'PrivateTmp=, ProtectSystem=, ProtectHome= or PrivateMounts= in a unit give its processes a mount namespace: what they mount stays there.',
        fix: () => 'On the instance: systemctl cat amazon-ssm-agent; take those settings out of the drop-in that has them (systemctl edit amazon-ssm-agent), then systemctl daemon-reload && systemctl restart amazon-ssm-agent, and run the same command again.',
        tried: provoked('an agent in a mount namespace of its own'),
    },
    'host-lock-held': {
        title: 'Another Prism job holds the host’s lock',
        area: 'agent',
        symptom: '`host-busy`.',
        evidence: 'The script did not get /run/prism/lock within its wait, or the kernel lists a holder of it.',
        seen: (e) => byCode('host-busy')(e) ?? (e.probe?.locks?.prism ? `/run/prism/lock is held by ${e.probe.locks.prism}` : undefined),
        why: 'Two jobs at once could undo each other’s work, so the second waits and then gives up.',
        fix: () => 'Wait for the other run to end and run the same command again. A holder that is no Prism job (fuser -v /run/prism/lock) is to be ended by hand.',
        tried: provoked('a host whose Prism lock is held'),
    },
};
//# sourceMappingURL=agent.js.map
// EXTERNAL MODULE: ./build/src/domain/boot.js
var boot = __webpack_require__(3316);
;// CONCATENATED MODULE: ./build/src/domain/causes/boot.js
/**
 * Prism mounted the volume there once, and it is gone, or would be after the next boot. Only where a doctor was asked: what makes a
 * mount fail is found before.
 */



const hasLine = ({ facts, about }) => facts?.fstab.some((l) => l.place === about.mountPoint && l.ours) === true;
const isNoted = ({ facts, about }) => !facts?.left && facts?.asked?.some((a) => a.kind === 'noted' && a.place === about.mountPoint) === true;
/** What systemd says of a mount that is missed; empty where it says nothing of it, undefined where none is missed. */
function missed(e) {
    if (e.failures.length > 0 || !e.facts || (0,topmost/* topmostAt */.a)(e.facts, e.about.mountPoint) || !(hasLine(e) || isNoted(e)))
        return undefined;
    return (e.facts.boot && (0,boot/* downInWords */.$Q)(e.facts.boot)) ?? '';
}
const didNotComeUp = ({ facts }) => facts?.boot?.active === 'failed' || facts?.boot?.active === 'activating';
const faulty = (code) => (e) => {
    const fault = e.failures.length === 0 && hasLine(e) && e.facts?.boot ? (0,boot/* bootFaultOf */.Ac)(e.facts.boot) : undefined;
    return fault?.code === code ? fault.seen : undefined;
};
const boot_boot = {
    'unit-masked': {
        title: 'systemd is told never to start the mount’s unit',
        area: 'fstab',
        symptom: '`unit-masked`; after a reboot the volume is not there.',
        evidence: 'systemctl shows the unit of the mount point as masked.',
        seen: faulty('unit-masked'),
        why: 'A masked unit is linked to /dev/null, which wins over what systemd makes of fstab’s line.',
        fix: ({ mountPoint }) => `On the instance: systemctl unmask "$(systemd-escape -p --suffix=mount ${mountPoint})"`,
        tried: provoked('a mount unit that is masked'),
    },
    'unit-foreign': {
        title: 'A unit file of the same name wins over fstab’s line',
        area: 'fstab',
        symptom: '`unit-foreign`; after a reboot something else is mounted there, or nothing.',
        evidence: 'systemctl shows the unit of the mount point as loaded from a file that systemd did not make from fstab.',
        seen: faulty('unit-foreign'),
        why: 'Files in /etc/systemd/system come before those that are made from fstab: a boot mounts what that file says, with its options.',
        fix: ({ mountPoint }) => `On the instance: systemctl cat "$(systemd-escape -p --suffix=mount ${mountPoint})" shows the file; remove it if nobody needs it, then systemctl daemon-reload`,
        tried: provoked('a unit file that hides fstab’s line'),
    },
    'boot-without-mounts': {
        title: 'No boot gets as far as remote-fs.target',
        area: 'fstab',
        symptom: '`boot-without-mounts`; after a reboot nothing is mounted that comes over the network.',
        evidence: 'remote-fs.target is wanted by nothing that leads to systemd’s default target.',
        seen: faulty('boot-without-mounts'),
        why: 'systemd ties mounts with _netdev to that target, and starts at a boot what its default target leads to.',
        fix: () => 'On the instance: systemctl enable remote-fs.target; if it says masked: systemctl unmask remote-fs.target first',
        tried: provoked('a boot without remote-fs.target'),
    },
    'boot-mount-failed': {
        title: 'The mount failed at the boot, and nobody tried again',
        area: 'mount',
        symptom: 'After a reboot the volume is not there; the way to it is well.',
        evidence: 'fstab has Prism’s line, nothing is mounted, and systemd shows the unit of the mount point as failed or still being tried.',
        seen: (e) => (didNotComeUp(e) ? missed(e) : undefined),
        why: 'A boot tries each mount once; with nofail it goes on without. What was in the way then (server, network, name) need not be now.',
        fix: ({ fileSystem, instance, mountPoint }) => `prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}; what it said at the boot: journalctl -b -u "$(systemd-escape -p --suffix=mount ${mountPoint})", on the instance`,
        tried: provoked('a boot while the server was out of reach for too long'),
    },
    unmounted: {
        title: 'Prism mounted the volume there, and it is gone',
        area: 'mount',
        symptom: '`not-mounted`; the volume was there before.',
        evidence: 'fstab has Prism’s line for the place, or the instance remembers what the mount was asked for; and nothing is mounted there.',
        seen: (e) => {
            const words = didNotComeUp(e) ? undefined : missed(e);
            if (words === undefined)
                return undefined;
            return [`nothing is mounted at ${e.about.mountPoint}`, ...(hasLine(e) ? [] : ['fstab has no line for it']), words]
                .filter(Boolean)
                .join('; ');
        },
        why: 'Somebody unmounted it, or a boot went on without it; before the next boot nothing brings it back. What people write there now stays on the instance.',
        fix: ({ fileSystem, instance, mountPoint }) => `prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint}`,
        tried: provoked('a volume that somebody unmounted'),
    },
};
//# sourceMappingURL=boot.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/client.js
/** The programs that mount: there, and able to start their tunnel. */



const notYet = /the network was not yet available/;
const mountedThere = (e) => e.facts !== undefined && (0,topmost/* topmostAt */.a)(e.facts, e.about.mountPoint) !== undefined;
const client = (e) => e.probe?.client;
const clients = {
    'client-absent': {
        title: 'The EFS client is not installed',
        area: 'client',
        symptom: '`client-absent`; mount says `unknown filesystem type efs`.',
        evidence: 'No mount.efs on the host, and TLS is wanted; or the distribution’s repositories do not have it.',
        seen: either(byCode('client-absent'), (e) => client(e)?.helper === false && e.about.encrypted ? 'there is no mount.efs on the host' : undefined),
        why: 'TLS comes with the EFS client. Ubuntu, Debian, Rocky, Alma and RHEL do not carry it in their repositories.',
        fix: () => 'Put amazon-efs-utils into the image; or give Prism a package: --client-url URL --client-sha256 SUM; or, without encryption: --allow-plain-nfs',
        tried: provoked('a host without the EFS client'),
    },
    'nfs-client-absent': {
        title: 'The NFS client below the EFS client is not installed',
        area: 'client',
        symptom: 'mount says `/sbin/mount.nfs4: No such file or directory`.',
        evidence: 'mount.efs is on the host and mount.nfs4 is not.',
        seen: (e) => (client(e)?.helper && client(e)?.nfs === false ? 'mount.efs is there, mount.nfs4 is not' : undefined),
        why: 'The EFS client brings the tunnel; the mount itself is made by the distribution’s NFS client.',
        fix: () => 'apt-get install nfs-common, or dnf install nfs-utils',
        tried: provoked('a host without the NFS client'),
    },
    'tunnel-program-absent': {
        title: 'Neither efs-proxy nor stunnel is there',
        area: 'client',
        symptom: '`Failed to locate efs-proxy in …`, `Failed to locate stunnel in …`.',
        evidence: 'The client’s words, or mount.efs is on the host and none of efs-proxy, stunnel, stunnel4, stunnel5 is.',
        seen: either(bySaying(/Failed to locate (?:efs-proxy|stunnel5?) in/, evidence_said), (e) => client(e)?.helper && client(e)?.tunnelProgram === '' ? 'no efs-proxy and no stunnel on the host' : undefined),
        why: 'The tunnel that encrypts is a program of its own: part of amazon-efs-utils 2 and later, a package stunnel before.',
        fix: () => 'Reinstall amazon-efs-utils (2 or newer brings efs-proxy), or install stunnel: dnf install stunnel, apt-get install stunnel4',
        tried: provoked('a client without its tunnel program'),
    },
    'ordering-cycle': {
        title: 'Units wait for one another in a circle, and systemd left out what the mount needs',
        area: 'client',
        symptom: 'After some reboots the volume is there, after others not.',
        evidence: 'In this boot’s journal systemd deleted the job of the mount, or of a target that it waits for, to break an ordering cycle.',
        seen: (e) => {
            if (mountedThere(e) || (e.failures.length > 0 && !notYet.test(evidence_said(e))))
                return undefined;
            const needed = ['network.target', 'network-online.target', 'remote-fs-pre.target', 'remote-fs.target', e.facts?.boot?.unit];
            return e.probe?.deletedJobs.find((line) => needed.some((unit) => line.includes(` ${unit}/start deleted`)));
        },
        why: 'Which job is left out differs from boot to boot. Where it is network.target’s, the client gives up with exit 0 and no word.',
        fix: () => 'On the instance: journalctl -b -t systemd | grep "ordering cycle" names the units of the circle; take one of them out (systemctl disable UNIT), or its Before= or After= (systemctl edit --full UNIT), and reboot.',
        tried: provoked('units that wait for one another in a circle'),
    },
    'network-target-inactive': {
        title: 'systemd’s network.target is not active',
        area: 'client',
        symptom: 'mount ends with exit 0 and nothing is mounted.',
        evidence: 'The client’s words `because the network was not yet available`, or network.target is inactive on a systemd host.',
        seen: either(bySaying(notYet, complaint), (e) => e.probe?.networkTarget === 'inactive' ? 'systemctl calls network.target inactive' : undefined),
        why: 'The client then gives up with exit 0, so that a boot goes on. fstab without _netdev and ordering cycles lead there.',
        fix: () => 'On the instance: systemctl restart systemd-networkd (Ubuntu, Debian, Amazon Linux 2023), NetworkManager (RHEL, Rocky, Alma), wicked (SLES) or network (Amazon Linux 2): it pulls in network.target, which nobody may start by hand; journalctl -b | grep "ordering cycle". Lines of fstab need _netdev (Prism’s have it).',
        tried: provoked('a node whose network.target is down'),
    },
    'tunnel-start-failed': {
        title: 'The client’s tunnel ended while it started',
        area: 'client',
        symptom: '`Failed to initialize tunnel for fs-…, please check mount.log`.',
        evidence: 'Those words of the client.',
        seen: bySaying(/Failed to initialize (?:TLS )?tunnel for|Failed to start (?:TLS )?tunnel/, complaint),
        why: 'stunnel or efs-proxy could not read its configuration, its certificate or its port.',
        fix: () => 'On the instance: tail /var/log/amazon/efs/mount.log names the reason; set stunnel_debug_enabled = true in /etc/amazon/efs/efs-utils.conf and mount once more for the whole of it.',
        tried: recognised('amazon-efs-utils, src/efs_utils_common/proxy.py'),
    },
    'tls-ports-used-up': {
        title: 'The client found no free local port for its tunnel',
        area: 'client',
        symptom: '`Failed to locate an available port in the range [20049, 20449]`.',
        evidence: 'Those words of the client.',
        seen: bySaying(/Failed to locate an available port in the range|Specified port \[[0-9]+\] is unavailable/, complaint),
        why: 'Each TLS mount takes a local port, and state files that were left behind keep theirs.',
        fix: () => 'On the instance: ls /var/run/efs; state files without a mount may go once the watchdog runs: systemctl start amazon-efs-mount-watchdog',
        tried: recognised('amazon-efs-utils, src/efs_utils_common/proxy.py'),
    },
    'open-files-used-up': {
        title: 'A limit of open files was reached',
        area: 'client',
        symptom: '`Too many open files`, in the client or for the people on the volume.',
        evidence: 'Those words in what the client said.',
        seen: bySaying(/Too many open files/, complaint),
        why: 'The process’s own limit, or EFS’s 32,768 open files and 128 users for each client.',
        fix: () => 'On the instance: cat /proc/sys/fs/file-nr; ls /proc/*/fd 2>/dev/null | wc -l; raise LimitNOFILE= of the service, or close what is open on the volume.',
        tried: recognised('errno EMFILE’s words (errno(3)); EFS User Guide, “Quotas for NFS clients”'),
    },
};
//# sourceMappingURL=client.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/host.js
/** What lies in the way on the host: group, accounts, mount point, fstab, and files that were frozen. */



function unmountedPlace(e) {
    return e.facts && !(0,topmost/* topmostAt */.a)(e.facts, e.about.mountPoint) ? e.facts.mountPoint : undefined;
}
/** Where they are to be brought in, they are no fault. */
const foreignLines = (e) => e.about.adopting ? [] : (e.facts?.fstab.filter((l) => l.place === e.about.mountPoint && !l.ours) ?? []);
const lineMissing = (e) => e.facts?.fstab.some((l) => l.place === e.about.mountPoint && l.ours) === false;
const memberMissing = (e) => e.facts !== undefined &&
    (e.facts.group.nameGid === undefined || e.facts.accounts.some((a) => a.exists && !a.groups.includes(e.about.gid)));
/** Prism's own line for another place, where nobody asks for anything but a look and nothing of it is at the place that was asked for. */
function keptElsewhere({ failures, facts, about }) {
    if (failures.length > 0 || !facts || (0,topmost/* topmostAt */.a)(facts, about.mountPoint))
        return undefined;
    if (facts.fstab.some((l) => l.ours && l.place === about.mountPoint))
        return undefined;
    const lines = facts.fstab.filter((l) => l.ours && l.volume && l.place !== about.mountPoint);
    return lines.length > 0 ? `Prism’s own line is for ${lines.map((l) => l.place).join(', ')}, not for ${about.mountPoint}` : undefined;
}
/** NFS carries that many beside the primary group (facts). */
const mostGroups = 16;
const host = {
    'mounted-elsewhere': {
        title: 'The volume is at another place of the instance than asked for',
        area: 'mount-point',
        symptom: '`mounted-elsewhere`; or nothing is mounted where a doctor was to look.',
        evidence: 'The host’s mount table has the volume at other places only; for a doctor: nothing is at the place, and fstab has Prism’s own line for another.',
        seen: either(byCode('mounted-elsewhere'), keptElsewhere),
        why: 'Without --mount-point a volume is looked for at /mnt/NAME. What is elsewhere is left alone, so that no second mount comes beside it.',
        fix: () => 'Say the same again with the place that was seen: --mount-point PLACE',
        tried: provoked('a volume that is mounted at another place'),
    },
    'files-frozen': {
        title: 'A file that has to be changed is immutable',
        area: 'disk',
        symptom: '`step-failed` in the step group, users or fstab: `Operation not permitted`, though it is root who tries.',
        evidence: 'lsattr shows the flag i or a on /etc or on a file of fstab, accounts or groups there, and what Prism writes into it is missing.',
        seen: (e) => {
            const frozen = (e.probe?.frozen ?? []).filter((path) => path === '/etc' ? lineMissing(e) || memberMissing(e) : path === '/etc/fstab' ? lineMissing(e) : memberMissing(e));
            return frozen.length > 0 ? `${frozen.join(', ')}: immutable or append-only` : undefined;
        },
        why: 'Somebody froze it with chattr, or a hardening profile did; Prism does not thaw what others froze.',
        fix: () => 'On the instance: lsattr -d /etc /etc/fstab /etc/group; chattr -i FILE (-a for append-only); mount again with Prism, then chattr +i FILE',
        tried: provoked('an immutable fstab without the line'),
    },
    'gid-taken': {
        title: 'The shared group’s number belongs to another group',
        area: 'group',
        symptom: '`gid-taken`; nothing was changed.',
        evidence: 'getent names another group for gid 3000.',
        seen: either((e) => {
            const holder = e.facts?.group.gidHolder;
            return holder !== undefined && holder !== e.about.group ? `gid ${e.about.gid} is the group ${holder}` : undefined;
        }, byCode('gid-taken')),
        why: 'On a shared volume the number is the identity: that group would own everything that is shared.',
        fix: ({ gid }) => `On the instance: groupmod -g FREE_GID THAT_GROUP; find / -xdev -gid ${gid} -exec chgrp -h THAT_GROUP {} +`,
        tried: provoked('a host on which gid 3000 is taken'),
    },
    'group-gid-differs': {
        title: 'The shared group has another number there',
        area: 'group',
        symptom: '`group-gid-differs`; nothing was changed.',
        evidence: 'getent gives prism-shared another gid than 3000.',
        seen: either((e) => {
            const gid = e.facts?.group.nameGid;
            return gid !== undefined && gid !== e.about.gid ? `${e.about.group} has gid ${gid}` : undefined;
        }, byCode('group-gid-differs')),
        why: 'What its members create would belong to another group on all other instances.',
        fix: ({ group, gid }) => `On the instance: groupmod -g ${gid} ${group}`,
        tried: provoked('a host on which the shared group has another number'),
    },
    'group-in-directory': {
        title: 'The group is kept in a directory, and the account is not in it',
        area: 'group',
        symptom: '`group-in-directory` in the step users.',
        evidence: 'getent tells the group, /etc/group has no such line, and the account’s groups are without it.',
        seen: byCode('group-in-directory'),
        why: 'Memberships of such a group are the directory’s own; a second group of that name in /etc/group would hide it on this instance alone.',
        fix: ({ account, group }) => `Have ${account} added to ${group} in the directory (FreeIPA: ipa group-add-member ${group} --users=${account}); on the instance: sss_cache -E; id ${account}; then run the same command again.`,
        tried: provoked('a host whose group prism-shared is a directory’s'),
    },
    'no-login-user': {
        title: 'Nobody was found to enrol',
        area: 'accounts',
        symptom: '`no-login-user`.',
        evidence: 'cloud-init names no default user, nobody has uid 1000, none of the known names exists; and no account was named.',
        seen: (e) => e.facts && e.facts.login === undefined && e.about.accounts.length === 0 ? 'no login user was found, and none was named' : undefined,
        why: 'Prism does not guess who may write to what is shared.',
        fix: () => 'Name the accounts: --users NAME,…',
        tried: provoked('a host without a login user'),
    },
    'account-missing': {
        title: 'A named account does not exist on the instance',
        area: 'accounts',
        symptom: '`account-missing`; nothing was changed.',
        evidence: 'getent does not know the account.',
        seen: either(byCode('account-missing'), (e) => {
            const missing = e.facts?.accounts.filter((a) => !a.exists) ?? [];
            return missing.length > 0 ? `no such account: ${missing.map((a) => a.name).join(', ')}` : undefined;
        }),
        why: 'Only an existing account can be enrolled in the shared group.',
        fix: ({ account, number, numberWhy }) => `On the instance: ${makeAccount(account, number)} (${number}: ${numberWhy}); or name another: --users NAME,…`,
        tried: provoked('an account that does not exist'),
    },
    'root-account': {
        title: 'A named account is root under another name',
        area: 'accounts',
        symptom: '`root-account`; nothing was changed.',
        evidence: 'The host gives the account uid 0.',
        seen: byCode('root-account'),
        why: 'To EFS it would be root, whom no mode keeps out; people share as themselves.',
        fix: () => 'Name the accounts of people: --users NAME,…',
        tried: provoked('an account with uid 0'),
    },
    'account-expired': {
        title: 'An account has expired',
        area: 'accounts',
        symptom: '`account-expired`: ssh and cron refuse it.',
        evidence: 'Its day of expiry in /etc/shadow is past.',
        seen: (e) => {
            const expired = e.facts?.accounts.filter((a) => a.expired) ?? [];
            return expired.length > 0 ? `${expired.map((a) => a.name).join(', ')} has expired` : undefined;
        },
        why: 'Nobody can log in with it, so nobody can share as it.',
        fix: ({ account }) => `On the instance: chage -l ${account}; usermod -e '' ${account}; or name another: --users NAME,…`,
        tried: provoked('an account that has expired'),
    },
    'too-many-groups': {
        title: 'An account is in more groups than NFS carries',
        area: 'accounts',
        symptom: 'The account is in prism-shared and still may not write; or now and then.',
        evidence: 'The account has more than 16 supplementary groups on the host.',
        seen: (e) => {
            const crowded = e.facts?.accounts.filter((a) => a.groups.length > mostGroups + 1) ?? [];
            return crowded.length > 0 ? crowded.map((a) => `${a.name} is in ${a.groups.length} groups`).join(', ') : undefined;
        },
        why: 'AUTH_SYS carries 16 numbers beside the primary group; which are left out is chance, and 3000 can be among them.',
        fix: ({ account }) => `On the instance: id ${account}; gpasswd -d ${account} GROUP for those that are not needed; then log in anew.`,
        tried: provoked('an account in too many groups'),
    },
    'mount-point-not-directory': {
        title: 'Something that is not a directory is in the mount point’s place',
        area: 'mount-point',
        symptom: '`mount-point-not-directory`; nothing was changed.',
        evidence: 'The host has a file or a link there.',
        seen: (e) => {
            const place = unmountedPlace(e);
            if (place?.exists && place.type !== undefined && place.type !== 'directory')
                return `${e.about.mountPoint} is a ${place.type.replaceAll('-', ' ')}`;
            return byCode('mount-point-not-directory')(e);
        },
        why: 'A mount needs a directory; and through a link it would come up under another path than it is looked for.',
        fix: ({ mountPoint }) => `On the instance: ls -ld ${mountPoint}; mv ${mountPoint} ${mountPoint}.old; or another --mount-point`,
        tried: provoked('a file in the mount point’s place'),
    },
    'mount-point-not-empty': {
        title: 'The mount point holds local files',
        area: 'mount-point',
        symptom: '`mount-point-not-empty`; nothing was changed.',
        evidence: 'The directory has entries on the local disk, and nothing is mounted there.',
        seen: either((e) => {
            const place = unmountedPlace(e);
            return place?.type === 'directory' && (place.entries ?? 0) > 0
                ? `${e.about.mountPoint} holds ${place.entries} local entries: ${place.sample.join(', ')}`
                : undefined;
        }, byCode('mount-point-not-empty')),
        why: 'Mounting would hide them. Often somebody wrote there while the volume was not mounted.',
        fix: ({ mountPoint }) => `On the instance: mv ${mountPoint} ${mountPoint}.local; mount; then copy what belongs on the volume: rsync -r --chmod=g+rw ${mountPoint}.local/ ${mountPoint}/shared/`,
        tried: provoked('local files in the mount point'),
    },
    'mount-point-taken': {
        title: 'Another file system is mounted there',
        area: 'mount-point',
        symptom: '`mount-point-taken`; or the client’s “is already mounted” with exit 0.',
        evidence: 'The host’s mount table has something else at that place.',
        seen: either((e) => {
            const top = e.facts && (0,topmost/* topmostAt */.a)(e.facts, e.about.mountPoint);
            if (!top)
                return undefined;
            if (top.fileSystemId === undefined && top.source.includes(':'))
                return undefined;
            return top.fileSystemId === e.about.fileSystemId && !/:\/./.test(top.source)
                ? undefined
                : `${top.fileSystemId ?? top.source} (${top.type}${/:\/./.test(top.source) ? `, ${top.source}` : ''}) is mounted at ${e.about.mountPoint}`;
        }, byCode('mount-point-taken')),
        why: 'The client answers “already mounted” with exit 0 whatever it is; people would write into the wrong place.',
        fix: ({ mountPoint }) => `On the instance: findmnt ${mountPoint}; umount ${mountPoint}; and mend its line in /etc/fstab; or choose another --mount-point`,
        tried: provoked('another file system at the mount point'),
    },
    'foreign-root': {
        title: 'The volume’s root holds somebody’s data and is not laid out by Prism',
        area: 'mount',
        symptom: '`foreign-root`; what this mount had done was undone.',
        evidence: 'The root’s owner, group or mode is neither a new volume’s nor Prism’s, and it has entries.',
        seen: byCode('foreign-root'),
        why: 'Other owner and mode on the root could lock out people who work there already.',
        fix: ({ fileSystem, instance, mountPoint }) => `See who works there, then allow it: prism volume mount ${fileSystem} ${instance} --mount-point ${mountPoint} --adopt; the data keep owner and mode. Where it is mounted by hand already: prism volume adopt.`,
        tried: provoked('a volume that somebody else laid out'),
    },
    'volume-in-use': {
        title: 'Programs use the mount that was to be changed',
        area: 'mount',
        symptom: '`unmount-busy`; it is left as it was.',
        evidence: 'umount said busy; the processes that have it open are named from /proc.',
        seen: byCode('unmount-busy'),
        why: 'Read-write to read-only and back takes a new mount, and Prism takes the old one from nobody who works on it.',
        fix: ({ mountPoint }) => `On the instance: fuser -vm ${mountPoint}; end what is named, then say the same again.`,
        tried: provoked('a program on the mount that is to be changed'),
    },
    'fstab-foreign': {
        title: 'fstab has somebody else’s line for that place',
        area: 'fstab',
        symptom: '`fstab-taken`; nothing was changed.',
        evidence: 'A line of /etc/fstab names the mount point and lacks Prism’s mark.',
        seen: either((e) => {
            const lines = foreignLines(e);
            return lines.length > 0 ? lines.map((l) => `line ${l.line}: ${l.spec} ${l.place} ${l.type}`).join('; ') : undefined;
        }, byCode('fstab-taken')),
        why: 'At the next boot that line mounts first, whatever it names.',
        fix: ({ mountPoint }) => `On the instance: grep -n " ${mountPoint} " /etc/fstab; remove or change that line yourself, then run again.`,
        tried: provoked('a foreign line in fstab'),
    },
};
//# sourceMappingURL=host.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/installing.js
/** The client was to be installed, and it did not come, or not whole. Where nothing nearer to the root is seen, the way that was chosen says why. */


const installing = {
    'package-lock': {
        title: 'Another program holds the package manager’s lock',
        area: 'client',
        symptom: '`package-lock`, mostly in the first minutes after boot.',
        evidence: 'The package manager said so, or the kernel’s list of locks names a holder, and the client is not installed.',
        seen: (e) => byCode('package-lock')(e) ??
            (e.probe?.locks?.packages && client(e)?.helper === false ? `the package lock is held by ${e.probe.locks.packages}` : undefined),
        why: 'Unattended upgrades, cloud-init or the agent’s own update are at work; nothing can be installed meanwhile.',
        fix: () => 'Wait: systemd-inhibit --list; ps -C apt-get,dpkg,dnf,unattended-upgr. Then run the same command again. In images: install the client beforehand.',
        tried: provoked('a host whose package lock is held'),
    },
    'repository-unreachable': {
        title: 'The package manager cannot reach a repository',
        area: 'client',
        symptom: '`repository-unreachable`.',
        evidence: 'The package manager said so when the client was to be installed.',
        seen: byCode('repository-unreachable'),
        why: 'A subnet without a route out, a proxy that the package manager does not know, or a repository that has moved.',
        fix: () => 'On the instance: apt-get update, dnf makecache or zypper refresh names the address; curl -I ADDRESS. Or install the client in the image.',
        tried: provoked('a host whose repository cannot be reached'),
    },
    'packages-broken': {
        title: 'The package manager’s own state is broken',
        area: 'client',
        symptom: '`packages-broken`: nothing can be installed, whatever it is.',
        evidence: 'dpkg or rpm said so when the client was to be installed.',
        seen: byCode('packages-broken'),
        why: 'An installation was cut off, or the database is damaged; Prism does not repair what it did not break.',
        fix: () => 'Debian and Ubuntu: dpkg --configure -a && apt-get --fix-broken install. Amazon Linux, RHEL and SUSE: rpm --rebuilddb',
        tried: provoked('a host whose package manager was cut off'),
    },
    'client-fetch-failed': {
        title: 'The given package cannot be fetched from the instance',
        area: 'client',
        symptom: '`client-fetch-failed`.',
        evidence: 'The host could not fetch what --client-url names.',
        seen: byCode('client-fetch-failed'),
        why: 'The address is wrong, or the instance has no way to it; a private bucket answers 403.',
        fix: () => 'On the instance: curl -fI URL. Give an address that it can reach, e.g. a presigned one or a mirror in the VPC.',
        tried: provoked('a package that is nowhere'),
    },
    'client-checksum': {
        title: 'What was fetched is not the file that the given SHA-256 is of',
        area: 'client',
        symptom: '`client-checksum`; it was neither installed nor run.',
        evidence: 'The host counted the SHA-256 of what it had fetched, and it is not the one given with --client-sha256.',
        seen: byCode('client-checksum'),
        why: 'The file was changed after its sum was taken, cut off on its way, or swapped by somebody; or the sum is of another file.',
        fix: () => 'Fetch it yourself and compare: curl -fsSL URL | sha256sum. Read what changed before you give the new sum: --client-sha256 SUM',
        tried: provoked('a package with another sum'),
    },
    'client-not-for-host': {
        title: 'The given package is not for this instance',
        area: 'client',
        symptom: '`client-not-for-host`; nothing was installed.',
        evidence: 'dpkg-deb or rpm, asked on the host, names another architecture than the host’s, or says that the file is no package of theirs.',
        seen: byCode('client-not-for-host'),
        why: 'One URL was given for instances of several architectures or distributions; or it leads to a page instead of a package.',
        fix: () => 'On the instance: uname -m. Give a package for each: --client-url x86_64=URL --client-sha256 SUM --client-url aarch64=URL --client-sha256 SUM; .deb for Debian and Ubuntu, .rpm for the others.',
        tried: provoked('a package for another processor'),
    },
    'installer-failed': {
        title: 'AWS’s installer script ended with an error',
        area: 'client',
        symptom: '`installer-failed`; what it had installed by then stays.',
        evidence: 'The script, whose SHA-256 was the given one, ended with the exit code and the words that are shown.',
        seen: byCode('installer-failed'),
        why: 'It builds or fetches for a fixed list of distributions, and needs their repositories.',
        fix: () => 'On the instance, as root, read its own words: sh efs-utils-installer.sh --install. Or take another way: --client-url URL --client-sha256 SUM',
        tried: provoked('an installer that gives up'),
    },
    'distributor-denied': {
        title: 'Prism may not order the client from SSM Distributor',
        area: 'client',
        symptom: '`distributor-denied`; nothing was installed.',
        evidence: 'SendCommand of AWS-ConfigureAWSPackage was answered with AccessDeniedException.',
        seen: byCode('distributor-denied'),
        why: 'A role that is limited to Prism’s own documents has AWS-ConfigureAWSPackage only where it was asked for.',
        fix: ({ region }) => `Allow ssm:SendCommand on arn:aws:ssm:${region}::document/AWS-ConfigureAWSPackage: prism setup --print-iam --distributor prints the policy.`,
        tried: recognised('SendCommand’s AccessDeniedException (SSM API Reference, Common Errors)'),
    },
    'distributor-no-package': {
        title: 'SSM Distributor has no package for this platform',
        area: 'client',
        symptom: '`distributor-no-package`; nothing was installed.',
        evidence: 'The agent’s words `no manifest found for platform: …`, with the platform, version and architecture that it asked for.',
        seen: byCode('distributor-no-package'),
        why: 'AmazonEFSUtils is published for a list of distributions, versions and architectures, and this instance is not on it.',
        fix: ({ region }) => `aws ssm describe-document --region ${region} --name AmazonEFSUtils --query Document.PlatformTypes; take another way: --client-url URL --client-sha256 SUM, or put amazon-efs-utils into the image.`,
        tried: provoked('a platform that Distributor’s package does not name'),
    },
    'distributor-failed': {
        title: 'SSM Distributor ended without having installed the client',
        area: 'client',
        symptom: '`distributor-failed`.',
        evidence: 'AWS-ConfigureAWSPackage failed on the instance, or it succeeded and there is no mount.efs.',
        seen: byCode('distributor-failed'),
        why: 'The package is unpacked and installed by the instance’s own package manager; its script can fail, and success only means that the script ended well.',
        fix: ({ region, instance }) => `aws ssm get-command-invocation --region ${region} --command-id COMMAND_ID --instance-id ${instance} shows the agent’s words; on the instance: tail -40 /var/log/amazon/ssm/errors.log; ls /var/lib/amazon/ssm/packages. It needs a route to SSM’s and S3’s endpoints.`,
        tried: provoked('a package of Distributor’s whose script fails'),
    },
    'client-half-installed': {
        title: 'The EFS client is half installed',
        area: 'client',
        symptom: '`client-install-failed`, or mount.efs that fails at its first line.',
        evidence: 'dpkg calls the package neither installed nor absent, or mount.efs is there without its efs-utils.conf.',
        seen: (e) => {
            const c = client(e);
            if (!c)
                return undefined;
            if (/half|unpacked|reinst|trigger/.test(c.packageState))
                return `the package manager calls amazon-efs-utils ${c.packageState}`;
            return c.helper && !c.configured ? 'mount.efs is there, /etc/amazon/efs/efs-utils.conf is not' : undefined;
        },
        why: 'An installation was cut off; the package manager repairs it only when told to.',
        fix: () => 'Debian and Ubuntu: dpkg --configure -a && apt-get install --reinstall amazon-efs-utils. Amazon Linux and RHEL: dnf reinstall amazon-efs-utils',
        tried: provoked('a client that is half installed'),
    },
    'client-broken': {
        title: 'The EFS client does not start',
        area: 'client',
        symptom: 'mount says `bad interpreter` or shows a Python traceback.',
        evidence: '`mount.efs --version` fails on the host.',
        seen: (e) => (client(e)?.helper && client(e)?.runs === false ? '`mount.efs --version` fails' : undefined),
        why: 'It is a Python program; a removed or replaced python3 leaves it dead.',
        fix: () => 'On the instance: head -1 $(command -v mount.efs); mount.efs --version. Install that Python again, or reinstall amazon-efs-utils.',
        tried: provoked('a client whose interpreter is gone'),
    },
    'client-install-failed': {
        title: 'The package manager could not install the client',
        area: 'client',
        symptom: '`client-install-failed`.',
        evidence: 'The package manager ended with an error that is none of the above, or the package came and brought no mount.efs.',
        seen: byCode('client-install-failed'),
        why: 'A dependency that no repository has, a package that conflicts, or one that the package manager calls installed though its files are gone.',
        fix: () => 'On the instance, for the whole of its words: apt-get install -y amazon-efs-utils, or dnf install -y amazon-efs-utils; where it calls it installed: apt-get install --reinstall amazon-efs-utils, dnf reinstall amazon-efs-utils',
        tried: provoked('a package that needs what no repository has'),
    },
};
//# sourceMappingURL=installing.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/machine.js
/** The machine itself: what is wrong here breaks everything after it, and says so in many words. */


/** Beyond it Prism's own jobs are refused as late; from 15 minutes on, EFS refuses the client's certificates too. */
const toleratedSkewSeconds = 60;
/** Packages, state files and fstab need more than this. */
const fewestKilobytes = 2_048;
const fewestInodes = 50;
const disks = (e) => e.probe?.disks ?? [];
const machine = {
    'clock-wrong': {
        title: 'The host’s clock is wrong',
        area: 'clock',
        symptom: '`job-expired`; TLS says “not yet valid” or “expired”; AWS says that the signature expired.',
        evidence: 'The host’s clock differs from the caller’s by more than 60 s, beyond what the round trip explains.',
        seen: (e) => {
            const skew = e.clock?.skewSeconds;
            if (skew === undefined || Math.abs(skew) <= toleratedSkewSeconds)
                return undefined;
            return `the host’s clock is ${Math.round(Math.abs(skew))} s ${skew > 0 ? 'ahead of' : 'behind'} the caller’s`;
        },
        why: 'Certificates and signatures are valid for minutes; and Prism’s jobs carry a time after which they refuse to begin.',
        fix: () => 'On the instance: chronyc makestep (server 169.254.169.123), then timedatectl. If every instance differs alike, it is the clock of the machine that runs Prism.',
        tried: provoked('a host whose clock differs from the caller’s'),
    },
    'disk-read-only': {
        title: 'A local file system is read-only',
        area: 'disk',
        symptom: '`Read-only file system` from the package manager, mkdir or fstab.',
        evidence: '/, /etc, /var or /run is mounted read-only on the host.',
        seen: (e) => {
            const bad = disks(e).filter((d) => d.readOnly);
            return bad.length > 0 ? `${bad.map((d) => d.path).join(', ')} is read-only` : undefined;
        },
        why: 'A disk error makes Linux remount it read-only; an immutable image is so on purpose.',
        fix: () => 'On the instance: dmesg | grep -i "remount\\|I/O error"; mend the disk, then mount -o remount,rw PATH',
        tried: provoked('a local disk that is read-only'),
    },
    'inodes-used-up': {
        title: 'A local disk has no inodes left',
        area: 'disk',
        symptom: '`No space left on device`, though df shows room.',
        evidence: 'Fewer than 50 inodes are free on /, /etc, /var or /run.',
        seen: (e) => {
            const bad = disks(e).filter((d) => !d.readOnly && d.freeInodes < fewestInodes);
            return bad.length > 0 ? bad.map((d) => `${d.path} has ${d.freeInodes} inodes free`).join(', ') : undefined;
        },
        why: 'No file can be made any more, however much room there is.',
        fix: () => 'On the instance: df -i; find / -xdev -type d -size +200k: folders with very many small files, mostly sessions or mail queues.',
        tried: provoked('a local disk without inodes'),
    },
    'disk-full': {
        title: 'A local disk is full',
        area: 'disk',
        symptom: '`No space left on device` from the package manager, the client or fstab.',
        evidence: 'Less than 2 MiB are free on /, /etc, /var or /run; or a program, the agent or the package manager said that there is no room.',
        seen: either((e) => {
            const bad = disks(e).filter((d) => !d.readOnly && d.freeKilobytes < fewestKilobytes);
            return bad.length > 0 ? bad.map((d) => `${d.path} has ${d.freeKilobytes} KiB free`).join(', ') : undefined;
        }, byCode('package-no-space'), bySaying(/no space left on device/i, evidence_said)),
        why: 'The client’s state, its log, Prism’s own records and fstab are all written locally.',
        fix: () => 'On the instance: du -xh --max-depth=2 / | sort -h | tail -20; journalctl --vacuum-size=100M; apt-get clean or dnf clean all',
        tried: provoked('a local disk that is full'),
    },
};
//# sourceMappingURL=machine.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/mounted.js
/** It is mounted, and it does not work. */



const here = (e) => (e.facts ? (0,topmost/* topmostAt */.a)(e.facts, e.about.mountPoint) : undefined);
const mounted = {
    'tunnel-dead': {
        title: 'The TLS tunnel under the mount is dead',
        area: 'mount',
        symptom: 'Everything that touches the volume hangs; other instances are well.',
        evidence: 'The client’s state file of that mount names a process that is not there any more.',
        seen: (e) => {
            const dead = e.probe?.tunnels.find((t) => t.place === e.about.mountPoint && !t.alive);
            return dead && here(e)
                ? `process ${dead.pid} of the tunnel for ${dead.place} is gone${e.probe?.client?.watchdog ? '' : ', and no watchdog runs'}`
                : undefined;
        },
        why: 'The kernel talks to 127.0.0.1, where nobody listens. The watchdog restarts dead tunnels; it starts by itself only under systemd and upstart.',
        fix: ({ mountPoint }) => `On the instance: systemctl restart amazon-efs-mount-watchdog; within a minute ls ${mountPoint} answers. Otherwise: umount -f -l ${mountPoint}; wait for three minutes, in which the kernel gives the old connection up; then mount again with Prism.`,
        tried: provoked('a mount whose tunnel is dead'),
    },
    'connection-dead': {
        title: 'The kernel still closes the connection of an earlier mount, whose tunnel is dead',
        area: 'mount',
        symptom: '`mount-timeout`, after a mount was taken away by force.',
        evidence: '/proc/fs/nfsfs/servers lists 127.0.0.1 with a port that no mount has and where nobody listens.',
        seen: (e) => {
            const [port] = e.probe?.deadConnections ?? [];
            return port === undefined || here(e)
                ? undefined
                : `an NFS connection to 127.0.0.1:${port}, where nobody listens, and no mount that uses it`;
        },
        why: 'A new mount of the same volume joins the connection that is there (NFS 4.1 trunking) and waits with it. The kernel gives it up about three minutes after the umount.',
        fix: ({ mountPoint }) => `Wait until cat /proc/fs/nfsfs/servers on the instance lists no 127.0.0.1 any more, three minutes at most, then mount again with Prism. A reboot does it too. Next time: systemctl restart amazon-efs-mount-watchdog before umount -f -l ${mountPoint}.`,
        tried: provoked('a mount taken away by force while its tunnel was dead'),
    },
    'mount-hidden': {
        title: 'Something else is mounted over a directory above the mount point',
        area: 'mount',
        symptom: '`mount-hidden`: the volume is mounted, and programs see something else.',
        evidence: 'The mount table has it, and the path of the mount point leads to another device.',
        seen: (e) => {
            const top = here(e);
            return top && !top.reached ? `${e.about.mountPoint} leads to something else than ${top.fileSystemId ?? top.source}` : undefined;
        },
        why: 'What people write there stays on this instance, or is lost when the other mount goes.',
        fix: ({ mountPoint }) => `On the instance: findmnt -T ${mountPoint}; unmount what covers it, after its files were moved away.`,
        tried: provoked('a file system over the directory above the mount point'),
    },
    'stale-handle': {
        title: 'The mount’s file handle is stale',
        area: 'mount',
        symptom: '`Stale file handle`.',
        evidence: 'Those words, from touching the mount or from the client.',
        seen: either((e) => (here(e)?.answers === 'stale' ? `${e.about.mountPoint} answers: Stale file handle` : undefined), (e) => e.probe?.touches.find((t) => t.place === e.about.mountPoint && /Stale (?:NFS )?file handle/.test(t.said))?.said, bySaying(/Stale (?:NFS )?file handle/, complaint)),
        why: 'What was mounted is gone on the server: the folder or the file system was deleted or made anew.',
        fix: ({ mountPoint }) => `On the instance: umount -l ${mountPoint}; then mount again with Prism.`,
        tried: provoked('a server that no longer exports what is mounted'),
    },
    'server-hung': {
        title: 'The mount does not answer',
        area: 'mount',
        symptom: '`mount-hung`; ls and df hang.',
        evidence: 'statfs at the mount point gave no answer within five seconds.',
        seen: (e) => (here(e)?.answers === 'timeout' ? `${e.about.mountPoint} gave no answer within 5 s` : undefined),
        why: 'The way to the server broke after the mount: a mount target deleted under its clients, a security group closed, a server in trouble. Hard mounts wait for ever, so that no data is lost.',
        fix: ({ mountPoint, fileSystem, region }) => `aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}: is the zone’s target there, with the same address? If it is gone: umount -f -l ${mountPoint} on the instance; wait for three minutes, in which the kernel gives the old connection up; then mount again.`,
        tried: provoked('a mount whose server hangs'),
    },
    'mounted-read-only': {
        title: 'The volume is mounted read-only',
        area: 'mount',
        symptom: '`read-only`; writing says `Read-only file system`.',
        evidence: 'The mount table says ro at that place, and read-only was not asked for.',
        seen: (e) => (here(e)?.readOnly && !e.about.readOnly ? `${e.about.mountPoint} is mounted ro` : undefined),
        why: 'Somebody remounted it or wrote ro into fstab; or IAM gave no write access.',
        fix: ({ mountPoint }) => `On the instance: mount -o remount,rw ${mountPoint}; take ro out of its line in /etc/fstab. Does it stay ro, look at the file-system policy: ClientWrite.`,
        tried: provoked('a mount that is read-only'),
    },
    'mounted-unencrypted': {
        title: 'The volume is mounted without TLS',
        area: 'mount',
        symptom: '`not-encrypted`.',
        evidence: 'The mount goes straight to the server, or its tunnel was started without TLS; and plain NFS was not asked for.',
        seen: (e) => here(e)?.encrypted === 'no' && e.about.encrypted ? `${here(e)?.source} at ${e.about.mountPoint} is not encrypted` : undefined,
        why: 'What goes over the network can be read there.',
        fix: ({ mountPoint }) => `On the instance: umount ${mountPoint}, take its line out of /etc/fstab, then mount again with Prism.`,
        tried: provoked('a mount without TLS'),
    },
};
//# sourceMappingURL=mounted.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/name.js


/** The host asked for the name and got nothing. */
const name_unresolved = (e) => e.probe?.dns !== undefined && e.probe.dns.outcome !== 'answered';
/** Amazon's resolver: at its link-local address, at the VPC's second address, or behind the host's own stub. */
const mayBeAmazons = (server) => server === '169.254.169.253' || server.startsWith('127.') || server.endsWith('.2') || server === 'fd00:ec2::253';
const howResolved = (e) => `${e.probe?.name ?? 'the name'} ${e.probe?.dns?.outcome === 'timeout' ? 'got no answer in time' : 'does not resolve'} on the host`;
const vpcDns = (e) => (e.surroundings?.vpcDns.kind === 'seen' ? e.surroundings.vpcDns.value : undefined);
/** The file system's mount targets can be this young before their names are everywhere. */
const propagationSeconds = 300;
const name_name = {
    'metadata-unreachable': {
        title: 'Instance metadata does not answer',
        area: 'dns',
        symptom: 'The client cannot tell its region or zone: `Error retrieving region`.',
        evidence: 'The host got no answer from 169.254.169.254 within two seconds.',
        seen: (e) => (e.probe?.metadata?.answers === false ? '169.254.169.254 did not answer on the host' : undefined),
        why: 'The EFS client takes region, zone and role from metadata; without it, it builds no name and has no credentials.',
        fix: ({ instance, region }) => `aws ec2 modify-instance-metadata-options --region ${region} --instance-id ${instance} --http-endpoint enabled --http-put-response-hop-limit 2; on the instance look for a firewall rule or route that keeps 169.254.169.254 away: ip route get 169.254.169.254`,
        tried: provoked('a host that cannot reach its metadata'),
    },
    'hosts-file-stale': {
        title: '/etc/hosts leads the volume’s name to a wrong address',
        area: 'dns',
        symptom: 'The mount times out or reaches something else, while other instances mount.',
        evidence: '/etc/hosts has a line for the name, and the address is of none of the file system’s mount targets.',
        seen: (e) => {
            const dns = e.probe?.dns;
            if (!dns?.inHosts || dns.outcome !== 'answered')
                return undefined;
            const wrong = foreignAddresses(e);
            return wrong.length > 0 ? `/etc/hosts leads ${e.probe?.name} to ${wrong.join(', ')}` : undefined;
        },
        why: 'A line in /etc/hosts goes before DNS and does not follow when a mount target is made anew.',
        fix: ({ dnsName, targetAddress }) => `Remove the line of ${dnsName} from /etc/hosts on the instance, or lead it to ${targetAddress}.`,
        tried: provoked('a stale line in /etc/hosts'),
    },
    'name-leads-elsewhere': {
        title: 'The volume’s name leads to an address that is no mount target of it',
        area: 'dns',
        symptom: 'The mount times out, or TLS fails with a wrong name.',
        evidence: 'DNS answers on the host with addresses that DescribeMountTargets does not list.',
        seen: (e) => {
            const dns = e.probe?.dns;
            if (dns?.inHosts !== false || dns.outcome !== 'answered')
                return undefined;
            const wrong = foreignAddresses(e);
            return wrong.length > 0 && wrong.length === dns.addresses.length ? `${e.probe?.name} leads to ${wrong.join(', ')}` : undefined;
        },
        why: 'A private hosted zone or a DNS server of one’s own answers with something old or foreign.',
        fix: ({ dnsName, region }) => `Find who answers: dig ${dnsName} on the instance; private zones: aws route53 list-hosted-zones-by-vpc --vpc-region ${region} --vpc-id VPC_ID. Remove the record there.`,
        tried: recognised('EFS User Guide, “DNS name mount fails”'),
    },
    'vpc-dns-support-off': {
        title: 'DNS resolution is switched off in the VPC',
        area: 'dns',
        symptom: '`Failed to resolve "fs-…"`, for every name.',
        evidence: 'The name does not resolve on the host, and DescribeVpcAttribute says enableDnsSupport is false.',
        seen: (e) => (name_unresolved(e) && vpcDns(e)?.support === false ? `${howResolved(e)}; enableDnsSupport of its VPC is false` : undefined),
        why: 'Without it Amazon’s resolver does not answer inside the VPC.',
        fix: ({ vpc, region }) => `aws ec2 modify-vpc-attribute --region ${region} --vpc-id ${vpc} --enable-dns-support`,
        tried: provoked('a VPC with DNS resolution off'),
    },
    'vpc-dns-hostnames-off': {
        title: 'DNS hostnames are switched off in the VPC',
        area: 'dns',
        symptom: '`Failed to resolve "fs-…"`, while public names resolve.',
        evidence: 'The name does not resolve on the host, and DescribeVpcAttribute says enableDnsHostnames is false.',
        seen: (e) => name_unresolved(e) && vpcDns(e)?.hostnames === false ? `${howResolved(e)}; enableDnsHostnames of its VPC is false` : undefined,
        why: 'EFS asks for DNS hostnames in the VPC for its names of mount targets.',
        fix: ({ vpc, region }) => `aws ec2 modify-vpc-attribute --region ${region} --vpc-id ${vpc} --enable-dns-hostnames`,
        tried: provoked('a VPC with DNS hostnames off'),
    },
    'resolver-foreign': {
        title: 'The instance asks a DNS server that does not know EFS’s names',
        area: 'dns',
        symptom: '`Failed to resolve "fs-…"` on this instance alone.',
        evidence: 'The name does not resolve on the host, and /etc/resolv.conf names none of Amazon’s resolvers (169.254.169.253, the VPC’s second address, a local stub).',
        seen: (e) => {
            const servers = e.probe?.dns?.servers;
            if (!name_unresolved(e) || !servers || servers.length === 0 || servers.some(mayBeAmazons))
                return undefined;
            return `${howResolved(e)}; /etc/resolv.conf asks ${servers.join(', ')}`;
        },
        why: 'Names of mount targets exist in Amazon’s resolver of the VPC only; another server has to forward to it.',
        fix: () => 'Let the instance ask 169.254.169.253 (nameserver line of /etc/resolv.conf, or the VPC’s DHCP options: domain-name-servers=AmazonProvidedDNS), or forward amazonaws.com there.',
        tried: provoked('a host that asks a DNS server of somebody else'),
    },
    'dns-not-propagated': {
        title: 'The volume is so new that its name is not everywhere yet',
        area: 'dns',
        symptom: '`Failed to resolve "fs-…"` in the first minutes after the volume was made.',
        evidence: 'The name does not resolve on the host, the zone’s mount target is available, and the file system is less than five minutes old.',
        seen: (e) => {
            if (!name_unresolved(e) || e.volume === undefined || targetInZone(e)?.state !== 'available')
                return undefined;
            return e.volume.ageSeconds < propagationSeconds
                ? `${howResolved(e)}; the volume was made ${Math.round(e.volume.ageSeconds)} s ago`
                : undefined;
        },
        why: 'DNS can take 90 s after a mount target became available.',
        fix: () => 'Wait two minutes and run the same command again.',
        tried: provoked('a new volume whose name is not known yet'),
    },
    'name-unresolved': {
        title: 'The volume’s name does not resolve on the instance',
        area: 'dns',
        symptom: '`Failed to resolve "fs-…"`.',
        evidence: 'The name does not resolve on the host, although the zone has an available mount target.',
        seen: (e) => (name_unresolved(e) && targetInZone(e)?.state === 'available' ? howResolved(e) : undefined),
        why: 'The client mounts by name; the resolver of this instance does not know it.',
        fix: ({ dnsName }) => `On the instance: resolvectl query ${dnsName} (or getent ahosts ${dnsName}), and ask Amazon’s resolver itself: dig @169.254.169.253 ${dnsName}. Where only the second answers, mend /etc/resolv.conf or systemd-resolved.`,
        tried: provoked('a host whose resolver does not answer'),
    },
};
function foreignAddresses(e) {
    const targets = placesOf(e)?.targets;
    if (!targets || targets.length === 0)
        return [];
    return (e.probe?.dns?.addresses ?? []).filter((a) => !targets.some((t) => t.address === a));
}
//# sourceMappingURL=name.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/port.js




const outcome = (e, wanted) => e.probe?.tcp.find((t) => t.outcome === wanted);
/** Where the port was not tried, a mount that answers goes through it. */
function answers({ probe, facts, about }) {
    if (probe || !facts)
        return false;
    const top = (0,topmost/* topmostAt */.a)(facts, about.mountPoint);
    return top?.answers === 'yes' && top.fileSystemId === about.fileSystemId;
}
/** No packet was seen to come back: neither a connection nor a reset. */
const notOpen = (e) => !outcome(e, 'open') && !outcome(e, 'refused') && !answers(e);
const port = {
    'target-group-closed': {
        title: 'The mount target’s security group does not let the instance in',
        area: 'groups',
        symptom: 'The mount times out: `mount-timeout`.',
        evidence: 'No rule of the target’s groups takes TCP 2049 from the instance’s addresses or groups (DescribeSecurityGroups), and the host saw no open connection.',
        seen: (e) => {
            const target = targetInZone(e);
            const places = placesOf(e);
            if (!target || !places || !notOpen(e) || ingressVerdict(places.instance, target) !== 'closed')
                return undefined;
            return `${target.groups.map((g) => g.id).join(', ')} of ${target.id} takes no TCP 2049 from ${places.instance.addresses.join(', ')} (${places.instance.groups.map((g) => g.id).join(', ')})`;
        },
        why: 'Packets that no rule lets in are dropped without a word, so the client waits.',
        fix: ({ targetGroup, instanceGroup, region }) => `aws ec2 authorize-security-group-ingress --region ${region} --group-id ${targetGroup} --protocol tcp --port 2049 --source-group ${instanceGroup}`,
        tried: provoked('a mount target whose security group is closed'),
    },
    'instance-egress-closed': {
        title: 'The instance’s security group does not let it out to the mount target',
        area: 'groups',
        symptom: 'The mount times out: `mount-timeout`.',
        evidence: 'No egress rule of the instance’s groups lets TCP 2049 out to the target (DescribeSecurityGroups), and the host saw no open connection.',
        seen: (e) => {
            const target = targetInZone(e);
            const places = placesOf(e);
            if (!target || !places || !notOpen(e) || egressVerdict(places.instance, target) !== 'closed')
                return undefined;
            return `${places.instance.groups.map((g) => g.id).join(', ')} lets no TCP 2049 out to ${target.address}`;
        },
        why: 'Somebody took away the rule that lets everything out, and 2049 is not among what is left.',
        fix: ({ targetGroup, instanceGroup, region }) => `aws ec2 authorize-security-group-egress --region ${region} --group-id ${instanceGroup} --ip-permissions IpProtocol=tcp,FromPort=2049,ToPort=2049,UserIdGroupPairs=[{GroupId=${targetGroup}}]`,
        tried: provoked('an instance whose security group lets nothing out'),
    },
    'port-unreachable': {
        title: 'The instance has no route to the mount target',
        area: 'port',
        symptom: '`Network is unreachable` or `No route to host`.',
        evidence: 'Connecting to the target’s address failed at once with unreachable.',
        seen: (e) => {
            const found = outcome(e, 'unreachable');
            return found ? `${found.address}: unreachable from the host` : undefined;
        },
        why: 'Packets do not even leave the host: its routing table or its interface is wrong.',
        fix: ({ targetAddress }) => `On the instance: ip route get ${targetAddress}; ip addr. A container network or VPN that covers the VPC’s range is the usual reason.`,
        tried: provoked('a host without a route'),
    },
    'port-refused': {
        title: 'Port 2049 is refused',
        area: 'port',
        symptom: '`Connection refused` at once.',
        evidence: 'The target’s address answered the host with a reset.',
        seen: (e) => {
            const found = outcome(e, 'refused');
            return found ? `${found.address}:2049 refused the connection` : undefined;
        },
        why: 'Something answers at that address, and no NFS is behind it: a firewall that rejects, or an address that is not the mount target’s any more.',
        fix: ({ fileSystem, region }) => `Compare the address with aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}, and look for a rejecting firewall on the instance: iptables -S OUTPUT, nft list ruleset`,
        tried: provoked('a mount target that refuses'),
    },
    'port-dropped': {
        title: 'Packets to port 2049 are dropped on the way',
        area: 'port',
        symptom: 'The mount times out: `mount-timeout`, although the security groups are right.',
        evidence: 'Connecting timed out on the host, and no closed security group was found.',
        seen: (e) => {
            const found = outcome(e, 'timeout');
            return found && notOpen(e) ? `${found.address}:2049 did not answer the host` : undefined;
        },
        why: 'A network ACL, a firewall on the host, or a route through an appliance swallows them; or a security group that Prism was not allowed to see.',
        fix: ({ region, vpc, targetAddress }) => `aws ec2 describe-network-acls --region ${region} --filters Name=vpc-id,Values=${vpc}: TCP 2049 out and 1024–65535 back. On the instance: iptables -S; nft list ruleset; ip route get ${targetAddress}`,
        tried: provoked('packets that something on the way drops'),
    },
};
//# sourceMappingURL=port.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/tls.js

const tlsWas = (wanted) => (e) => {
    const tls = e.probe?.tls;
    return tls?.outcome === wanted ? `${tls.address}:2049: ${tls.detail || wanted}` : undefined;
};
const tls = {
    'tls-ca-absent': {
        title: 'The client’s list of certificate authorities is not there',
        area: 'tls',
        symptom: '`Failed to find certificate authority file for verification`.',
        evidence: 'Neither /etc/amazon/efs/efs-utils.crt nor what efs-utils.conf names as stunnel_cafile exists.',
        seen: tlsWas('no-ca'),
        why: 'Without it the server’s certificate cannot be checked, and the client refuses to go on.',
        fix: () => 'Install the package again: dnf reinstall amazon-efs-utils, or apt-get install --reinstall amazon-efs-utils',
        tried: provoked('a client without its certificate authorities'),
    },
    'tls-not-yet-valid': {
        title: 'The server’s certificate is not valid yet, by the host’s clock',
        area: 'tls',
        symptom: 'The tunnel does not come up; `certificate is not yet valid`.',
        evidence: 'openssl on the host says so (verify code 9).',
        seen: tlsWas('not-yet-valid'),
        why: 'EFS’s certificates are always valid for the right time: the host’s clock is behind, or somebody else answers.',
        fix: () => 'On the instance: date -u; chronyc makestep. Is the clock right, find out who answers: openssl s_client -connect TARGET_ADDRESS:2049 | openssl x509 -noout -issuer -dates',
        tried: provoked('a server certificate of the future'),
    },
    'tls-expired': {
        title: 'The server’s certificate has expired, by the host’s clock',
        area: 'tls',
        symptom: 'The tunnel does not come up; `certificate has expired`.',
        evidence: 'openssl on the host says so (verify code 10).',
        seen: tlsWas('expired'),
        why: 'EFS renews its certificates: the host’s clock is ahead, or the list of authorities in the package is years old.',
        fix: () => 'On the instance: date -u; chronyc makestep; then update the client: dnf update amazon-efs-utils, or apt-get install --only-upgrade amazon-efs-utils',
        tried: provoked('an expired server certificate'),
    },
    'tls-wrong-name': {
        title: 'The server’s certificate is for another name',
        area: 'tls',
        symptom: 'The tunnel does not come up; `hostname mismatch`.',
        evidence: 'openssl on the host says so (verify code 62).',
        seen: tlsWas('wrong-name'),
        why: 'Another server answers at that address: never go on by switching the check off.',
        fix: ({ targetAddress, dnsName }) => `openssl s_client -connect ${targetAddress}:2049 </dev/null | openssl x509 -noout -subject -ext subjectAltName; it has to name ${dnsName} or *.efs… of the region. Compare the address with EFS’s list of mount targets.`,
        tried: provoked('a server certificate of another name'),
    },
    'tls-untrusted': {
        title: 'The server’s certificate is of an authority that the client does not trust',
        area: 'tls',
        symptom: 'The tunnel does not come up; `unable to get local issuer certificate`, `self-signed certificate`.',
        evidence: 'openssl on the host says so (verify codes 18 to 21) against the client’s own list.',
        seen: tlsWas('untrusted'),
        why: 'A proxy that opens TLS is in between, or the client’s list of authorities was replaced.',
        fix: ({ targetAddress }) => `openssl s_client -connect ${targetAddress}:2049 </dev/null | openssl x509 -noout -issuer; Amazon’s own is expected. Take the proxy out of the way to 2049, or reinstall amazon-efs-utils.`,
        tried: provoked('a server certificate of an unknown authority'),
    },
    'tls-not-spoken': {
        title: 'What answers at port 2049 does not speak TLS',
        area: 'tls',
        symptom: 'The tunnel does not come up; `wrong version number`.',
        evidence: 'The connection opened on the host, and no TLS handshake came back.',
        seen: tlsWas('not-tls'),
        why: 'Something other than EFS answers at that address, such as an NFS server of one’s own.',
        fix: ({ fileSystem, region }) => `Compare the address with aws efs describe-mount-targets --region ${region} --file-system-id ${fileSystem}`,
        tried: provoked('a server that does not speak TLS'),
    },
};
//# sourceMappingURL=tls.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/withheld.js
/** What the server withholds, and words that only repeat that it failed: named where nothing nearer to the root was found. */



const withheld = {
    'policy-withholds-root': {
        title: 'The file-system policy squashes root',
        area: 'policy',
        symptom: 'The mount comes up; then chown and chmod fail: `Operation not permitted`.',
        evidence: 'DescribeFileSystemPolicy allows ClientMount, and ClientRootAccess to nobody.',
        seen: (e) => access_policyOf(e)?.mount !== 'nobody' && access_policyOf(e)?.root === 'nobody'
            ? `the policy of ${e.about.fileSystemId} allows ClientRootAccess to nobody`
            : undefined,
        why: 'Prism sets owner, group and mode as root. Without ClientRootAccess root is nobody on the volume.',
        fix: ({ fileSystem, region }) => `Allow it for as long as Prism lays out the volume: ${statement('ClientRootAccess', fileSystem, region)}`,
        tried: provoked('a policy that withholds root access'),
    },
    'policy-read-only': {
        title: 'The file-system policy makes the volume read-only',
        area: 'policy',
        symptom: '`read-only`: the mount comes up, writing fails.',
        evidence: 'DescribeFileSystemPolicy allows ClientMount, and ClientWrite to nobody.',
        seen: (e) => access_policyOf(e)?.mount !== 'nobody' && access_policyOf(e)?.write === 'nobody' && !e.about.readOnly
            ? `the policy of ${e.about.fileSystemId} allows ClientWrite to nobody`
            : undefined,
        why: 'Nobody can write what is to be shared.',
        fix: ({ fileSystem, region }) => `Add to the policy: ${statement('ClientWrite', fileSystem, region)}`,
        tried: provoked('a policy that makes the volume read-only'),
    },
    'root-squashed': {
        title: 'Root is squashed on the volume',
        area: 'policy',
        symptom: 'The mount comes up; then chown and chmod fail: `Operation not permitted`.',
        evidence: 'root’s chown on the volume was refused, and no policy that explains it was seen.',
        seen: byCode('root-squashed'),
        why: 'Prism sets owner, group and mode as root. A policy that Prism may not read, or that has conditions, can withhold ClientRootAccess.',
        fix: ({ fileSystem, region }) => `aws efs describe-file-system-policy --region ${region} --file-system-id ${fileSystem}; allow it for as long as Prism lays out the volume: ${statement('ClientRootAccess', fileSystem, region)}`,
        tried: provoked('an export that squashes root'),
    },
    'volume-read-only': {
        title: 'The server lets this instance only read',
        area: 'policy',
        symptom: '`read-only`: the mount comes up rw, writing says `Read-only file system`.',
        evidence: 'Writing was refused in those words on a mount that is rw, and no policy that explains it was seen.',
        seen: byCode('read-only'),
        why: 'A policy that Prism may not read, or that has conditions, can withhold ClientWrite.',
        fix: ({ fileSystem, region }) => `aws efs describe-file-system-policy --region ${region} --file-system-id ${fileSystem}; add to it: ${statement('ClientWrite', fileSystem, region)}`,
        tried: provoked('an export that is read-only'),
    },
    'access-denied': {
        title: 'The server refuses the mount',
        area: 'mount',
        symptom: '`access denied by server while mounting`.',
        evidence: 'Those words, and no policy or access point that explains them was seen.',
        seen: bySaying(/access denied by server/, complaint),
        why: 'A file-system policy that Prism may not read, an access point that is gone, or a path that does not exist on the volume.',
        fix: ({ fileSystem, region }) => `aws efs describe-file-system-policy --region ${region} --file-system-id ${fileSystem}; aws efs describe-access-points --region ${region} --file-system-id ${fileSystem}`,
        tried: provoked('a refusal by a policy that Prism may not read'),
    },
    'botocore-absent': {
        title: 'Without botocore the client could not ask EFS for the address',
        area: 'client',
        symptom: '`Failed to import necessary dependency botocore, please install botocore first.`',
        evidence: 'Those words of the client. It is named as the cause only where nothing nearer to the root was found.',
        seen: bySaying(/please install botocore first/, complaint),
        why: 'It is a fallback after DNS failed; the words hide the fault before it: the name, the mount target or the security group.',
        fix: ({ dnsName }) => `Mend the name first (getent ahosts ${dnsName}). For the fallback: dnf install python3-botocore, or apt-get install python3-botocore; its role needs elasticfilesystem:DescribeMountTargets and ec2:DescribeAvailabilityZones.`,
        tried: recognised('amazon-efs-utils, src/mount_efs/dns_resolver.py'),
    },
};
//# sourceMappingURL=withheld.js.map
;// CONCATENATED MODULE: ./build/src/domain/causes/all.js
/**
 * The catalogue of causes, nearest to the root first: of several that the evidence identifies, the first is the cause. Nothing behind
 * a broken link of this chain can be right by itself.
 */














const causes = {
    ...agent,
    ...machine,
    ...volume,
    ...name_name,
    ...port,
    ...tls,
    ...installing,
    ...clients,
    ...access,
    ...host,
    ...mounted,
    ...boot_boot,
    ...adopting,
    ...withheld,
};
const causeIds = Object.keys(causes);
//# sourceMappingURL=all.js.map
;// CONCATENATED MODULE: ./build/src/domain/diagnose.js
/** From what was observed to one cause. Never a guess: where the evidence identifies none, that is what is said. */





function diagnose(e) {
    const names = diagnose_namesOf(e);
    const [cause, ...others] = causeIds.flatMap((id) => {
        const { title, area, why, fix, tried, seen } = causes[id];
        const found = seen(e);
        return found === undefined ? [] : [{ cause: id, title, area, seen: found, why, fix: fix(names), tried: tried.kind }];
    });
    return { ...(cause ? { cause } : {}), others };
}
/** Whether a failure speaks of the account. */
const isNamed = (account, e) => e.failures.some((f) => f.seen.split(/[^a-z0-9._-]+/).includes(account));
/** What commands of a fix are filled with; placeholders where something was not seen. */
function diagnose_namesOf(e) {
    const { fileSystemId, region, instanceId, mountPoint, accounts, group, gid } = e.about;
    const places = placesOf(e);
    const target = targetInZone(e);
    // the host’s word for its login user: only a name that can be one goes into a command
    const missing = new Set(e.facts?.accounts.filter((a) => !a.exists).map((a) => a.name));
    const weight = (a) => 2 * Number(isNamed(a, e)) + Number(missing.has(a));
    const account = accounts.filter((a) => names/* patterns */.qp.account.test(a)).sort((a, b) => weight(b) - weight(a))[0];
    const numbered = account !== undefined && e.numbers ? numberFor(account, e.numbers) : undefined;
    const known = {
        zone: places?.instance.zone,
        vpc: places?.instance.vpcId,
        instanceGroup: places?.instance.groups[0]?.id,
        targetGroup: (target ?? places?.targets[0])?.groups[0]?.id,
        targetAddress: target?.address,
        account,
        number: numbered && String(numbered.number),
        numberWhy: numbered?.why,
    };
    return {
        ...placeholders,
        ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined && value !== '')),
        fileSystem: fileSystemId,
        region,
        instance: instanceId,
        mountPoint,
        dnsName: `${fileSystemId}.efs.${region}.amazonaws.com`,
        group,
        gid: String(gid),
    };
}
//# sourceMappingURL=diagnose.js.map
;// CONCATENATED MODULE: ./build/src/domain/doctor-report.js


function judgeEvidence(name, e) {
    const { cause, others } = diagnose(e);
    const checks = checksOf(e, cause ? [cause, ...others] : []);
    const verdict = cause ? 'ill' : checks.some((c) => c.state === 'unknown') ? 'unknown' : 'healthy';
    return { instanceId: e.about.instanceId, name, verdict, ...(cause ? { cause } : {}), others, checks, log: e.probe?.log ?? [] };
}
/** A known fault is said first, and doubt is never health. */
function judgeDoctor({ instances, findings }) {
    if (findings.length > 0 || instances.some((i) => i.verdict === 'ill'))
        return 'ill';
    return instances.length === 0 || instances.some((i) => i.verdict === 'unknown') ? 'unknown' : 'healthy';
}
//# sourceMappingURL=doctor-report.js.map
;// CONCATENATED MODULE: ./build/src/engine/remember.js
/** What a verify expects where nobody said it: what each instance remembers of its mount. What was said wins. Pure. */



/** `byLine`: of an instance that remembers nothing, Prism's own fstab line says at least `ro` and the access point. */
function remember_asAsked(operation, before, { byLine } = { byLine: false }) {
    if (operation.options.asSaid)
        return operation;
    const asked = before.flatMap((o) => {
        if (o.kind !== 'observed')
            return [];
        const noted = notedAt(o.facts, operation.mountPoint) ?? (byLine ? lineAt(o.facts, operation.mountPoint) : undefined);
        return noted ? [[o.instanceId, expectation(operation, o.instanceId, noted)]] : [];
    });
    return {
        ...operation,
        asked: Object.fromEntries(asked),
        readOnlyOn: [
            ...new Set([
                ...(operation.options.readOnly ? (operation.readOnlyOn ?? []) : []),
                ...asked.filter(([, a]) => a.readOnly).map(([id]) => id),
            ]),
        ],
    };
}
function notedAt({ asked = [] }, place) {
    const found = asked.find((a) => a.place === place);
    return found?.kind === 'noted' ? found.asked : undefined;
}
/** Where the volume is mounted read-write all the same, the line is what differs. */
function lineAt(facts, place) {
    const line = facts.fstab.find((l) => l.ours && l.place === place);
    if (!line)
        return undefined;
    const accessPoint = (0,access_points/* accessPointIn */.qW)(line.options);
    return {
        accounts: [],
        groups: [],
        sticky: false,
        privateSpaces: false,
        encrypted: true,
        readOnly: line.options.split(',').includes('ro') && (0,topmost/* topmostAt */.a)(facts, place)?.readOnly !== false,
        ...(accessPoint === undefined ? {} : { accessPoint }),
    };
}
/** An option that was given says it for every instance; what was not given, each instance says for itself. */
function expectation(operation, instanceId, noted) {
    const { options } = operation;
    const said = (0,domain_desired/* askedOn */.Wh)(operation, instanceId);
    const { accessPoint, ...rest } = noted;
    const through = said.accessPoint ?? accessPoint;
    return {
        ...rest,
        accounts: said.accounts.length > 0 ? said.accounts : noted.accounts,
        groups: said.groups.length > 0 ? said.groups : noted.groups,
        sticky: said.sticky || noted.sticky,
        privateSpaces: said.privateSpaces || noted.privateSpaces,
        readOnly: options.readOnly ? said.readOnly : noted.readOnly,
        encrypted: said.encrypted && noted.encrypted,
        ...(through === undefined ? {} : { accessPoint: through }),
    };
}
//# sourceMappingURL=remember.js.map
;// CONCATENATED MODULE: ./build/src/engine/examine.js
/** Gathers the evidence about instances: what AWS says around them, what their hosts find when they try the way to the volume. */








/** Never throws for what AWS or a host refuses: it is then not looked at. One answer for every patient, in their order. `looks`: what this run saw before, of whichever instance. */
async function examine(operation, patients, ctx, looks = []) {
    const ids = patients.map((p) => p.instanceId);
    const [volume, survey] = await Promise.all([volumeOf(operation, ctx), ctx.surveyor.survey(operation.fileSystemId, ids)]);
    const results = await probe(operation, patients, survey, ctx);
    const numbers = numbersSeen([...looks, ...results.map(observationIn), ...operation.unresolved.flatMap(unseenIn)]);
    return Promise.all(patients.map(async (patient) => {
        const result = results.find((r) => r.instanceId === patient.instanceId);
        const seen = result?.kind === 'transcript' && result.observation?.kind === 'observed' ? result.observation.facts : undefined;
        const facts = seen ?? patient.facts;
        const around = survey.get(patient.instanceId);
        const surroundings = around && { ...around, accessPoints: await accessPointsOf(operation, facts, ctx) };
        const clock = clockOf(result, ctx);
        return judgeEvidence(patient.name, {
            about: subjectOf(operation, patient, facts),
            failures: [...patient.failures, ...(result?.kind === 'none' ? [result.finding] : [])],
            ...agentOf(patient, result),
            ...(volume ? { volume } : {}),
            ...(surroundings ? { surroundings } : {}),
            ...(facts ? { facts } : {}),
            ...(facts?.probe ? { probe: facts.probe } : {}),
            ...(clock ? { clock } : {}),
            numbers,
        });
    }));
}
function observationIn(result) {
    if (result.kind === 'transcript' && result.observation)
        return result.observation;
    const { instanceId } = result;
    return { kind: 'unobserved', instanceId, finding: (0,catalogue/* finding */.gk)('not-looked-at', { seen: 'no facts came back', instanceId }) };
}
const unseenIn = (f) => f.instanceId === undefined ? [] : [{ kind: 'unobserved', instanceId: f.instanceId, finding: f }];
/** An agent that ran something was online. */
function agentOf({ agent, facts }, result) {
    if (agent)
        return { agent };
    return result?.kind === 'transcript' || facts ? { agent: { online: true, version: '' } } : {};
}
async function volumeOf(operation, ctx) {
    const found = await ctx.fileSystems.find({ kind: 'id', id: operation.fileSystemId }).catch(() => undefined);
    if (!found)
        return undefined;
    return { state: found.state, ageSeconds: (ctx.now().getTime() - Date.parse(found.createdAt)) / 1000 };
}
async function probe(operation, patients, survey, ctx) {
    const perInstance = patients
        .filter((p) => p.reachable)
        .map(({ instanceId }) => ({ instanceId, params: examine_paramsFor(operation, instanceId, targetAddress(survey.get(instanceId))) }));
    const jobs = groupJobs(ctx.runId, 'doctor', perInstance);
    return (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat();
}
function targetAddress(around) {
    if (around?.instance.kind !== 'seen' || around.targets.kind !== 'seen')
        return '';
    const { zone } = around.instance.value;
    return around.targets.value.find((t) => t.zone === zone)?.address ?? '';
}
function examine_paramsFor(operation, instanceId, target) {
    const desired = (0,domain_desired/* desiredFor */.ER)(operation, operation.options.accounts, instanceId);
    return doctorParams({
        fileSystemId: operation.fileSystemId,
        region: operation.region,
        addresses: operation.addresses,
        mountPoint: operation.mountPoint,
        accounts: desired.accounts,
        groupName: desired.group.name,
        gid: desired.group.gid,
        paths: desired.paths,
        umask: desired.umask,
        name: `${operation.fileSystemId}.efs.${operation.region}.amazonaws.com`,
        target,
    });
}
/** Those that the host itself names: in fstab for that place, or in what is mounted there. */
async function accessPointsOf(operation, facts, ctx) {
    if (!facts)
        return { kind: 'unseen', why: 'the host was not looked at' };
    const options = [...facts.fstab, ...facts.mounts].filter((l) => l.place === operation.mountPoint).map((l) => l.options);
    const ids = [...new Set(options.flatMap((o) => (0,access_points/* accessPointIn */.qW)(o) ?? []))];
    return ids.length > 0 ? ctx.surveyor.accessPoints(ids) : { kind: 'seen', value: [] };
}
/** The host told its time between our sending and our hearing: only what lies outside of that is a difference. */
function clockOf(result, ctx) {
    if (result?.kind !== 'transcript' || result.observation?.kind !== 'observed')
        return undefined;
    const told = result.observation.facts.probe?.clock;
    const sent = ctx
        .run()
        .jobs.filter((j) => j.job.script === 'doctor')
        .flatMap((j) => j.chunks.filter((c) => c.instanceIds.includes(result.instanceId)).map((c) => Date.parse(c.at)))[0];
    if (told === undefined || sent === undefined)
        return undefined;
    const heard = Date.parse(result.observation.at);
    const off = told < sent ? told - sent : told > heard ? told - heard : 0;
    return { skewSeconds: off / 1000 };
}
function subjectOf(operation, { instanceId }, facts) {
    const accounts = (0,domain_desired/* accountsFor */.K2)(operation, facts, instanceId);
    const { group, readOnly } = (0,domain_desired/* desiredFor */.ER)(operation, accounts, instanceId);
    // what was asked for earlier the host has noted; a mount by an older Prism says it in its line
    const ours = facts?.fstab.find((l) => l.place === operation.mountPoint && l.ours);
    const noted = facts && notedAt(facts, operation.mountPoint);
    return {
        fileSystemId: operation.fileSystemId,
        region: operation.region,
        instanceId,
        mountPoint: operation.mountPoint,
        accounts,
        gid: group.gid,
        group: group.name,
        encrypted: operation.options.client.kind !== 'plain-nfs' && (noted?.encrypted ?? ours?.type !== 'nfs4'),
        readOnly: readOnly || (noted?.readOnly ?? ours?.options.split(',').includes('ro') ?? false),
        adopting: operation.verb === 'adopt',
    };
}
//# sourceMappingURL=examine.js.map
;// CONCATENATED MODULE: ./build/src/engine/doctor.js
/** doctor: look at the whole way from AWS to the mount point, and name one cause an instance. Nothing is changed. */



async function doctor_doctor(request, ctx) {
    // it looks at what a verify would look at
    const operation = await resolveOperation({ ...request, verb: 'verify' }, ctx);
    const patients = await patientsOf(operation, ctx);
    const instances = await examine(operation, patients, ctx);
    const parts = { instances, findings: operation.unresolved.filter((f) => f.instanceId === undefined) };
    const { volume, fileSystemId, region, mountPoint } = operation;
    return {
        kind: 'doctor',
        report: {
            runId: ctx.runId,
            volume,
            fileSystemId,
            region,
            mountPoint,
            ...parts,
            verdict: judgeDoctor(parts),
            startedAt: ctx.run().startedAt,
            endedAt: ctx.now().toISOString(),
        },
    };
}
async function patientsOf(operation, ctx) {
    const ids = operation.targets.map((t) => t.instanceId);
    const known = new Map(ids.length > 0
        ? (await ctx.instances.resolve(ids.map((id) => ({ kind: 'id', id })))).flatMap((r) => r.instances.map((i) => [i.id, i]))
        : []);
    const reached = operation.targets.map(({ instanceId, name }) => {
        const instance = known.get(instanceId);
        const agent = instance ? { agent: { online: instance.online, version: instance.agentVersion } } : {};
        return { instanceId, name, failures: [], ...agent, reachable: true };
    });
    return [...reached, ...unreached(operation.unresolved)];
}
/** Instances that were named and cannot be asked: what SSM and EC2 said of them is the evidence. */
const unreached = (findings) => findings.flatMap((f) => f.instanceId === undefined ? [] : [{ instanceId: f.instanceId, name: f.instanceId, failures: [f], reachable: false }]);
//# sourceMappingURL=doctor.js.map
;// CONCATENATED MODULE: ./build/src/engine/explain.js
/** After a mount or an adopt that failed: one cause for each instance that it failed on. What it finds is added and changes no verdict. */




/** After these the instance took no command, or holds one that does not end: it is not sent another. */
const silent = new Set([
    'not-delivered',
    'outcome-unknown',
    'invocation-timed-out',
    'invocation-cancelled',
    'cancelled',
    'instance-offline',
]);
/** What AWS or a document refused is its own cause: nothing of it lies between the instance and its volume. Its client does. */
const saysWhy = ({ code }) => code !== 'distributor-denied' && ((0,catalogue/* kindOf */.I)(code) === 'aws' || code.startsWith('document-'));
/** What a mount that was left as it is shows of itself, where every step went well: the look alone tells of it. */
const mountRows = ({ instanceId, rows }) => rows.flatMap(({ section, verdict, code, subject, observed }) => section === 'mount' && verdict === 'differs' && code ? [(0,catalogue/* finding */.gk)(code, { seen: `${subject}: ${observed}`, instanceId })] : []);
/**
 * Whether there is a failure to explain. Where only the outcome is in doubt, nothing more is sent: the answer is to look, by verify; a
 * script that ran into its time limit has a cause all the same.
 */
const failed = (findings) => findings.some((f) => ((0,catalogue/* kindOf */.I)(f.code) !== 'doubt' || f.code === 'invocation-timed-out') && !saysWhy(f));
/** A mount by hand that is so is broken somewhere on its way: the look that refused it does not tell where. */
const wayMatters = new Set([
    'mount-hung',
    'adopt-unidentified',
    'nothing-to-adopt',
    'read-only',
    'no-mount-target',
]);
/** The report with its causes. Its own failure is a finding beside the others and hides nothing. */
async function reportWithCauses(operation, report, looked, ctx) {
    if (report.verdict === 'holds')
        return report;
    const patients = report.instances.flatMap((instance) => {
        if (instance.verdict === 'holds')
            return [];
        const findings = instance.findings.length > 0 ? instance.findings : mountRows(instance);
        return patientOf(operation, instance, findings, looked);
    });
    const { diagnoses, findings } = await diagnosed(operation, patients, [...looked.before, ...(looked.after ?? [])], ctx);
    return { ...report, ...(diagnoses ? { diagnoses } : {}), findings: [...report.findings, ...findings] };
}
/** The causes for the instances that a plan to adopt leaves out; nothing where it leaves out none. */
async function explainPlan({ operation, refused }, before, ctx) {
    const patients = operation.targets.flatMap((target) => patientOf(operation, target, refused.filter((f) => f.instanceId === target.instanceId), { before, refused }));
    const { diagnoses } = await diagnosed(operation, patients, before, ctx);
    return diagnoses ? { diagnoses } : {};
}
function patientOf({ verb }, { instanceId, name }, failures, { before, refused }) {
    if (!failed(failures))
        return [];
    // an instance that was looked at and then left alone is not asked again: the look is the evidence
    const facts = refused.some((f) => f.instanceId === instanceId) ? factsOf(before, instanceId) : undefined;
    const lookTellsAll = facts !== undefined && !(verb === 'adopt' && failures.some((f) => wayMatters.has(f.code)));
    const reachable = !lookTellsAll && !failures.some((f) => silent.has(f.code));
    return [{ instanceId, name, failures, reachable, ...(facts ? { facts } : {}) }];
}
async function diagnosed(operation, patients, looks, ctx) {
    const all = [...patients, ...unreached(operation.unresolved)];
    if (all.length === 0)
        return { findings: [] };
    try {
        return { diagnoses: await examine(operation, all, ctx, looks), findings: [] };
    }
    catch (error) {
        const seen = `the diagnosis itself failed: ${error instanceof Error ? error.message : String(error)}`;
        return { findings: [(0,catalogue/* finding */.gk)('internal-error', { seen })] };
    }
}
//# sourceMappingURL=explain.js.map
;// CONCATENATED MODULE: ./build/src/engine/observations.js
/** What the after-looks in the transcripts saw; an instance without one is unobserved, with the reason. */


function observationsAfter(operation, refused, results) {
    const byInstance = Map.groupBy(results, (r) => r.instanceId);
    return operation.targets.map(({ instanceId }) => {
        const own = byInstance.get(instanceId) ?? [];
        for (const r of own)
            if (r.kind === 'transcript' && r.observation)
                return r.observation;
        const why = own.flatMap(failuresOf)[0] ?? refused.find((f) => f.instanceId === instanceId);
        return {
            kind: 'unobserved',
            instanceId,
            finding: why ?? (0,catalogue/* finding */.gk)('not-looked-at', { seen: 'nothing came back from this instance', instanceId }),
        };
    });
}
//# sourceMappingURL=observations.js.map
// EXTERNAL MODULE: ./build/src/domain/compare.js + 8 modules
var compare = __webpack_require__(8499);
;// CONCATENATED MODULE: ./build/src/domain/adoption/around.js
function aroundOf(desired, facts) {
    const { managers, umaskLines } = facts.byHand;
    return {
        kept: [
            ...data(desired, facts),
            ...umaskLines.map((l) => ({ what: `${l.file} line ${l.line}`, why: `${l.text.trim()}: left alone${overruled(l.text)}` })),
        ],
        conflicts: managers.map(managed),
    };
}
/** A profile has the last word over PAM. */
const overruled = (line) => /^\s*umask\s+0*2\s*(?:[;#].*)?$/.test(line) ? '' : '. Sessions that read it do not get umask 002, and the report will say so';
function managed({ kind, file, text }) {
    const seen = `${file}: ${text.trim()}`;
    const plain = /^\/[A-Za-z0-9@\\._/-]+$/.test(file);
    const name = file.slice(file.lastIndexOf('/') + 1);
    switch (kind) {
        case 'systemd':
            return {
                code: 'managed-elsewhere',
                seen,
                settle: plain
                    ? [
                        '# without --now: what is mounted stays',
                        `systemctl disable '${name}'`,
                        `mv '${file}' '/root/${name}.by-hand'`,
                        'systemctl daemon-reload',
                    ]
                    : ['# disable the named unit without --now, move its file away, systemctl daemon-reload'],
            };
        case 'autofs':
            return {
                code: 'managed-elsewhere',
                seen,
                settle: ['# take the entry out of the named map; a restart of autofs unmounts what nobody uses', 'systemctl reload autofs'],
            };
        case 'script':
            return { code: 'managed-elsewhere', seen, settle: ['# take the named line out of the file: fstab mounts it from then on'] };
    }
}
/** The volume's data keep owner, group and mode; who cannot write them is said with the command that could change it. */
function data(desired, facts) {
    const { gid, name } = desired.group;
    const others = facts.byHand.data.filter((d) => d.gid !== gid);
    return others.map((d) => ({
        what: `data of group ${d.group ?? d.gid}${d.group === undefined ? '' : ` (gid ${d.gid})`}`,
        why: `${d.entries} of the entries seen, two levels deep; keep owner, group and mode. To share a folder of them: chgrp -R ${name} FOLDER; chmod -R g+rwX FOLDER`,
    }));
}
//# sourceMappingURL=around.js.map
;// CONCATENATED MODULE: ./build/src/domain/adoption/fstab.js
/** As many lines for one place as the look tells; more cannot be judged. */
const mostLines = 20;
/** Longer options come cut off, and what was cut off could decide. */
const longestOptions = 280;
/**
 * What may be given up for Prism's line: defaults, what NFS over EFS does anyway, what only says when to mount, and what the NFS client
 * refuses (`gid=`). `iam`, `accesspoint`, `ro`, `noauto`, `noexec` and all else decide who gets in or what is mounted.
 */
const harmless = /^(?:defaults|rw|auto|_netdev|nofail|nobootwait|tls|noresvport|hard|sync|async|atime|noatime|diratime|nodiratime|relatime|norelatime|lazytime|nouser|nosuid|nodev|suid|dev|exec|bg|fg|intr|nointr|tcp|proto=tcp|timeo=[0-9]+|retrans=[0-9]+|[rw]size=[0-9]+|(?:nfs)?vers=4(?:\.[01])?|minorversion=[01]|gid=3000|x-systemd\.(?:requires|after|before|mount-timeout|device-timeout)=[A-Za-z0-9@:._/-]+)$/;
function adoptedFstab(desired, facts, asked) {
    const here = facts.fstab.filter((l) => l.place === desired.mountPoint);
    const foreign = here.filter((l) => !l.ours);
    const conflicts = [...foreign.flatMap((l) => whyNotReplaced(l, desired)), ...uncounted(facts, foreign)];
    if (conflicts.length > 0)
        return { kept: elsewhere(desired, facts), conflicts };
    const ours = here.filter((l) => l.ours).map((l) => l.text);
    const already = foreign.length === 0 && ours.length === 1 && ours[0] === asked.fstabLine;
    const before = foreign.map((l) => ({
        what: `/etc/fstab line ${l.line}`,
        before: fstab_shown(l),
        after: 'kept as a comment',
    }));
    const added = { what: '/etc/fstab', before: ours.length > 0 ? ours.join('\n') : 'no line of Prism’s', after: asked.fstabLine };
    return { changes: already ? [] : [...before, added], kept: elsewhere(desired, facts) };
}
/** The digest of the lines that ours replaces, for the job: undefined where there are none, or where they may not be. */
const replaceable = (facts) => facts.foreignFstab?.sha256;
function whyNotReplaced(line, { readOnly, accessPoint }) {
    const number = line.line;
    const comment = [
        `sed -n ${number}p /etc/fstab`,
        '# comment it out, the old file beside it, then adopt again',
        `sed -i.by-hand '${number}s/^/# /' /etc/fstab`,
    ];
    const seen = `line ${number}: ${fstab_shown(line)}`;
    if (!line.volume)
        return [{ code: 'fstab-taken', seen: `${seen}: another file system for this place`, settle: comment }];
    const options = line.options.split(',');
    const point = accessPoint === undefined ? undefined : `accesspoint=${accessPoint}`;
    const more = options.filter((o) => o !== '' && !harmless.test(o) && !(readOnly && o === 'ro') && o !== point);
    const path = line.spec.includes(':') ? line.spec.slice(line.spec.indexOf(':') + 1) : '/';
    const why = [
        ...(['efs', 'nfs', 'nfs4'].includes(line.type) ? [] : [`type ${line.type}`]),
        ...(path === '/' || path === '' ? [] : [`only ${path} of the volume`]),
        ...(point === undefined || options.includes(point) ? [] : [`without ${point}`]),
        ...(line.options.length > longestOptions ? ['options too long to be judged'] : more.map((o) => `option ${o}`)),
    ];
    return why.length === 0 ? [] : [{ code: 'fstab-differs', seen: `${seen}: ${why.join(', ')}`, settle: comment }];
}
function uncounted(facts, foreign) {
    const lines = facts.foreignFstab?.lines ?? 0;
    if (lines === foreign.length)
        return [];
    return [
        {
            code: 'fstab-differs',
            seen: `${lines} lines for this place; at most ${mostLines} can be judged`,
            settle: ['# leave one line for the place, then adopt again', 'awk \'{print NR": "$0}\' /etc/fstab | less'],
        },
    ];
}
const elsewhere = (desired, facts) => facts.fstab
    .filter((l) => l.place !== desired.mountPoint)
    .map((l) => ({ what: `/etc/fstab line ${l.line}`, why: `${fstab_shown(l)}: the same volume at another place; left alone` }));
/** Tabs are what people separate with, and not worth an escape. */
const fstab_shown = (l) => l.text.replaceAll('\\u{9}', ' ');
//# sourceMappingURL=fstab.js.map
;// CONCATENATED MODULE: ./build/src/domain/adoption/mounts.js


function adoptedMount(desired, facts, asked) {
    const elsewhere = (facts.elsewhere ?? []).filter((m) => m.place !== desired.mountPoint);
    const top = (0,topmost/* topmostAt */.a)(facts, desired.mountPoint);
    if (!top)
        return { conflicts: [mounts_absent(desired, facts, elsewhere, asked)] };
    const conflict = whyNotThis(desired, top, asked);
    const missing = ['nosuid', 'nodev'].filter((option) => !top.options.split(',').includes(option));
    const place = desired.mountPoint;
    return {
        changes: missing.length === 0
            ? []
            : [{ what: `mount at ${place}`, before: `without ${missing.join(', ')}`, after: 'nosuid, nodev, in place' }],
        kept: [{ what: `mount at ${desired.mountPoint}`, why: mounts_describe(desired, top, asked) }, ...elsewhere.map(other)],
        ...(conflict ? { conflicts: [conflict] } : {}),
    };
}
function mounts_absent(desired, facts, elsewhere, asked) {
    const place = desired.mountPoint;
    if (elsewhere.length > 0)
        return {
            code: 'mounted-elsewhere',
            seen: `${desired.fileSystemId} is mounted at ${elsewhere.map((m) => m.place).join(', ')}, not at ${place}`,
            settle: elsewhere.flatMap((m) => bringIn(m.place, asked)),
        };
    const line = facts.fstab.find((l) => l.place === place && l.volume && !l.ours);
    return {
        code: 'nothing-to-adopt',
        seen: `nothing is mounted at ${place}${line ? `, though line ${line.line} of fstab is for it` : ''}`,
        settle: line
            ? ['# mount it as fstab says, then adopt again', `mount ${place}`, asked.command]
            : ['# Prism mounts it where nobody did by hand', asked.mountCommand],
    };
}
function bringIn(place, asked) {
    if (mayBeOurs(place))
        return [`# bring it in where it is`, `${asked.elsewhere} --mount-point ${place}`];
    return [
        `# ${/^[\x21-\x7e]+$/.test(place) ? place : 'that place'} cannot be a mount point of Prism’s: mount it at a folder of its own`,
        asked.mountCommand,
    ];
}
function mayBeOurs(place) {
    try {
        return (0,names/* parseMountPoint */.xe)(place) === place;
    }
    catch {
        return false;
    }
}
function whyNotThis(desired, top, asked) {
    const place = desired.mountPoint;
    const what = `${top.fileSystemId ?? top.source} (${top.type}) is mounted at ${place}`;
    if (top.fileSystemId === undefined && !top.source.includes(':'))
        return { code: 'mount-point-taken', seen: what, settle: [`findmnt ${place}`, '# unmount it yourself, or say another --mount-point'] };
    if (top.fileSystemId === undefined)
        return {
            code: 'adopt-unidentified',
            seen: `${what}, and which file system that is could not be told`,
            settle: [`findmnt ${place}`, 'ls -l /var/run/efs', '# a dead tunnel: unmount and mount it again by hand'],
        };
    if (top.fileSystemId !== desired.fileSystemId || /:\/./.test(top.source))
        return {
            code: 'mount-point-taken',
            seen: `${/:\/./.test(top.source) ? `only ${top.source.slice(top.source.indexOf(':') + 1)} of ` : ''}${what}`,
            settle: [`findmnt ${place}`, '# unmount it yourself, or say another --mount-point'],
        };
    if (top.accessPoint !== desired.accessPoint)
        return otherFolder(desired, top, what, asked);
    if (top.answers !== 'yes')
        return {
            code: 'mount-hung',
            seen: `${what} and does not answer`,
            settle: [`timeout 5 stat -f ${place}`, 'tail /var/log/amazon/efs/mount.log'],
        };
    if (top.readOnly && !desired.readOnly)
        return {
            code: 'read-only',
            seen: `${what} read-only`,
            settle: [
                `# to bring it in as it is, say --read-only; else, unless a file-system policy is the cause`,
                `mount -o remount,rw ${place}`,
            ],
        };
    if (!top.readOnly && desired.readOnly)
        return {
            code: 'not-read-only',
            seen: `${what} read-write`,
            settle: ['# bring it in without --read-only, then mount it read-only', asked.command],
        };
    return undefined;
}
/** Another folder of the volume than was asked for: what lies there is other people's. */
function otherFolder({ mountPoint: place, accessPoint }, top, what, asked) {
    const settle = top.accessPoint === undefined
        ? [`# to bring it in as it is, leave out --access-point; else unmount it yourself and let Prism mount it`, `findmnt ${place}`]
        : ['# to bring it in as it is', `${asked.withoutPoint} --access-point ${top.accessPoint}`];
    const through = (point) => (point === undefined ? 'not through an access point' : `through ${point}`);
    return { code: 'mount-point-taken', seen: `${what} ${through(top.accessPoint)}, asked for ${through(accessPoint)}`, settle };
}
function mounts_describe(desired, top, asked) {
    if (top.encrypted !== 'no' || !desired.encrypted)
        return `${top.source} (${top.encrypted === 'yes' ? 'TLS' : 'not encrypted'}); stays mounted as it is`;
    const { mountPoint: place } = desired;
    return `${top.source} by plain NFS, not encrypted; it may be in use, so it stays. The fstab line asks for TLS, so the next boot brings it. Before that: end what uses ${place}, umount ${place}, then ${asked.mountCommand}`;
}
const other = (m) => ({ what: `mount at ${m.place}`, why: `${m.source}, the same volume at another place; stays mounted` });
//# sourceMappingURL=mounts.js.map
;// CONCATENATED MODULE: ./build/src/domain/adoption/paths.js
function adoptedPaths(desired, facts, asked) {
    if (desired.readOnly)
        return { kept: [{ what: desired.mountPoint, why: 'read-only here, so nothing is set on the volume' }] };
    const parts = desired.paths.map((rule) => pathOf(desired, rule, facts, asked));
    return { changes: parts.flatMap((p) => p.changes ?? []), conflicts: parts.flatMap((p) => p.conflicts ?? []) };
}
function pathOf(desired, rule, facts, asked) {
    const path = rule.path === '.' ? desired.mountPoint : `${desired.mountPoint}/${rule.path}`;
    const fact = facts.paths.find((p) => p.path === rule.path);
    const after = `${rule.owner}:${rule.group} ${rule.mode}`;
    if (!fact)
        return { conflicts: [{ code: 'adopt-unidentified', seen: `${path} could not be looked at`, settle: [`stat ${path}`] }] };
    if (!fact.exists)
        return { changes: [{ what: path, before: 'does not exist', after }] };
    if (fact.type !== 'directory')
        return {
            conflicts: [
                {
                    code: 'layout-in-the-way',
                    seen: `${path} is a ${fact.type?.replaceAll('-', ' ')}`,
                    settle: [`ls -ld ${path}`, `mv ${path} ${path}.by-hand`],
                },
            ],
        };
    const uid = rule.owner === 'root' ? 0 : facts.accounts.find((a) => a.name === rule.owner)?.uid;
    // an account that is not there is the group's conflict
    if (uid === undefined)
        return {};
    if (rule.owner !== 'root') {
        const conflict = personal(path, uid, rule, fact, asked);
        if (conflict)
            return { conflicts: [conflict] };
    }
    if (fact.uid === uid && fact.gid === rule.gid && fact.mode === rule.mode)
        return {};
    return { changes: [change(path, rule, fact, after)] };
}
/** Nobody's personal directory gets another owner, and none is opened. */
function personal(path, uid, rule, fact, asked) {
    if (fact.uid !== uid)
        return {
            code: 'foreign-personal-space',
            seen: `${path} belongs to uid ${fact.uid} (${named(fact.owner) ?? 'no name here'}), not to ${rule.owner} (uid ${uid})`,
            settle: [
                `ls -ldn ${path}`,
                '# move it aside, where its owner finds it; or give it to its owner yourself',
                `mv ${path} ${path}.of-uid-${fact.uid}`,
            ],
        };
    if (opened(rule, fact, 0o077) === 0)
        return undefined;
    return {
        code: 'space-would-open',
        seen: `${path} is ${now(fact)}; the table says ${rule.mode}, which lets others in`,
        settle: asked.privateSpaces
            ? [`chmod ${rule.mode} ${path}`]
            : ['# keep personal spaces closed', `${asked.command} --private`, '# or open this one yourself', `chmod ${rule.mode} ${path}`],
    };
}
function change(path, rule, fact, after) {
    const notes = [
        ...(opened(rule, fact, 0o007) === 0 ? [] : ['others than the group may then enter and read it']),
        // who could write by the old group, or as the old owner, is not asked by anybody else
        ...(fact.gid !== rule.gid && grants(fact, 0o020) ? [`group ${named(fact.group) ?? fact.gid} no longer writes in it`] : []),
        ...(rule.owner === 'root' && fact.uid !== 0 && grants(fact, 0o200)
            ? [`${named(fact.owner) ?? `uid ${fact.uid}`} no longer owns it`]
            : []),
    ];
    return { what: path, before: now(fact), after, ...(notes.length > 0 ? { note: notes.join('; ') } : {}) };
}
const grants = (fact, bit) => (Number.parseInt(fact.mode ?? '0', 8) & bit) !== 0;
/** As ls would say it: numbers where the host has no name for them. */
const now = ({ owner, uid, group, gid, mode }) => `${named(owner) ?? uid}:${named(group) ?? gid} ${mode}`;
const named = (name) => (name === 'UNKNOWN' ? undefined : name);
/** The permission bits, of those in the mask, that the table would add. */
const opened = (rule, fact, mask) => Number.parseInt(rule.mode, 8) & ~Number.parseInt(fact.mode ?? '0', 8) & mask;
//# sourceMappingURL=paths.js.map
;// CONCATENATED MODULE: ./build/src/domain/adoption/settle-group.js
/** What is wrong with the group, and the exact commands that put it right: a number is the identity on a shared volume. */


function groupConflict(row, desired, facts, numbers) {
    const code = row.code ?? 'group-missing';
    return { code, seen: `${row.subject}: ${row.observed}`, settle: commands(code, row, desired, facts, numbers) };
}
function commands(code, row, desired, facts, numbers) {
    const { name, gid } = (desired.groups ?? []).find((g) => g.name === row.subject) ?? desired.group;
    const { nameGid, gidHolder } = facts.extraGroups?.seen.find((g) => g.name === name) ?? facts.group;
    const place = desired.mountPoint;
    const regroup = (from, to) => [
        `find / -xdev -gid ${from} -exec chgrp -h ${to} {} +`,
        `# the same on the volume, if files there have gid ${from}; chgrp takes setuid and setgid off files, so look first`,
        `find ${place} -xdev -gid ${from} ! -type d -perm /6000`,
        `find ${place} -xdev -gid ${from} -exec chgrp -h ${to} {} +`,
    ];
    switch (code) {
        case 'group-gid-differs': {
            const old = nameGid ?? 0;
            return [
                `# ${name} gets the number ${gid}; what has the old number follows`,
                `groupmod -g ${gid} ${name}`,
                ...regroup(old, name),
                '# sessions that are open keep the old number: log out and in again',
            ];
        }
        case 'gid-taken':
            return names/* patterns */.qp.account.test(gidHolder ?? '')
                ? [
                    `# ${gidHolder} gets another number; 3999 stands for one that is free on every instance`,
                    'getent group 3999 || echo free',
                    `groupmod -g 3999 ${gidHolder}`,
                    ...regroup(gid, '3999'),
                ]
                : [`# give the group that has gid ${gid} another number`, `getent group ${gid}`];
        case 'account-missing':
            return missing(row.subject, numbers);
        case 'account-expired':
            return [`usermod -e '' ${row.subject}`];
        default:
            return ['# name the accounts: --users NAME,…'];
    }
}
function missing(account, numbers) {
    const { number, why } = numberFor(account, numbers);
    return [`# ${number}: ${why}`, makeAccount(account, number), '# or name other accounts: --users NAME,…'];
}
//# sourceMappingURL=settle-group.js.map
;// CONCATENATED MODULE: ./build/src/domain/adoption/adoption.js
/**
 * Bringing in what was made by hand, on one instance: what would be changed, line by line; what stays as it is; what must be settled
 * by hand first. Pure; nothing here moves data, mounts or unmounts, because the job that follows cannot.
 */






function adoptionOf(instanceId, desired, facts, asked) {
    const mount = adoptedMount(desired, facts, asked);
    // without the volume at its place nothing of it can be seen, and the rest would be guessed
    const rest = mount.conflicts?.length ? [] : [adoptedPaths(desired, facts, asked), adoptedFstab(desired, facts, asked)];
    const parts = [mount, ...rest, membership(desired, facts, asked), sessions(desired, facts), aroundOf(desired, facts)];
    return {
        instanceId,
        changes: parts.flatMap((p) => p.changes ?? []),
        kept: parts.flatMap((p) => p.kept ?? []),
        conflicts: parts.flatMap((p) => p.conflicts ?? []),
    };
}
function membership(desired, facts, { numbers }) {
    const rows = (0,compare/* configurationRows */.Wg)(desired, facts).filter((r) => r.section === 'group' && r.verdict === 'differs');
    const ours = rows.filter((r) => r.code === 'group-missing' || r.code === 'not-member');
    return {
        changes: ours.map((r) => ({ what: r.subject, before: r.observed, after: r.expected })),
        conflicts: rows.filter((r) => !ours.includes(r)).map((r) => groupConflict(r, desired, facts, numbers)),
    };
}
/** How each kind of session gets its umask; set through PAM for members alone. */
function sessions(desired, facts) {
    const rows = (0,compare/* configurationRows */.Wg)(desired, facts).filter((r) => r.section === 'umask' && r.verdict === 'differs');
    return { changes: rows.map((r) => ({ what: r.subject, before: r.observed, after: `${r.expected}, through PAM` })) };
}
//# sourceMappingURL=adoption.js.map
// EXTERNAL MODULE: ./build/src/domain/client/architectures.js
var architectures = __webpack_require__(8188);
;// CONCATENATED MODULE: ./build/src/domain/client/trials.js
const by = (way, file) => (pose, test) => ({ way, pose, file: `test/scenario/${file}`, test });
const repository = by('repository', 'mount-client.test.ts');
const distributor = by('distributor', 'mount-distributor.test.ts');
const installer = by('installer', 'mount-client.test.ts');
const given = by('package', 'mount-client.test.ts');
const trials_plain = by('plain-nfs', 'mount-client.test.ts');
const apt = 'ubuntu, apt 2.6';
const dnf = 'rocky, dnf 4.14';
/** By `ID VERSION` of the table's rows; a pose is that distribution's os-release over the lab's own userland and real package managers. */
const trials_trials = {
    'amzn 2': [repository('amazon, dnf 4.14 under the name yum', 'is given it by yum, where there is nothing newer, as on Amazon Linux 2')],
    'rocky 9': [
        repository(dnf, 'is given it by dnf, from a repository that has it'),
        distributor(dnf, 'on Rocky, where its manifest names all of a major version'),
    ],
    'ubuntu 20.04': [distributor(apt, 'on a distribution that AWS lists, when the repositories turn out not to have it: by itself')],
    'ubuntu 24.04': [
        repository(apt, 'is given it by apt, from a repository that has it'),
        distributor(apt, 'asked for by name: the plan says so, Distributor installs, the mount goes on'),
        installer(apt, 'runs AWS’s installer only when asked, and only the script whose SHA-256 was given'),
        given(apt, 'takes the team’s package by URL only with the right SHA-256'),
        trials_plain(apt, 'may use plain NFS where that is allowed, and the report says “not encrypted”'),
    ],
    'sles 15': [repository('sles, zypper 1.14', 'is given it by zypper, under the name that SUSE has for it')],
};
//# sourceMappingURL=trials.js.map
;// CONCATENATED MODULE: ./build/src/domain/client/platforms.js
/**
 * The table: for each distribution and version which ways to an EFS client exist. `docs/efs-client.md` is made from it, and `chooseClient`
 * reads it. A cell without a source that says yes stays `unknown`.
 */

const yes = (source) => ({ there: 'yes', source });
const no = (source) => ({ there: 'no', source });
const platforms_unknown = (source) => ({ there: 'unknown', source });
function row(id, version, name, manager, known, packages = ['amazon-efs-utils']) {
    return { id, version, name, manager, packages, ways: { ...known, package: yes('own-choice'), 'plain-nfs': yes('distribution') } };
}
const listed = yes('aws-distributor');
const unlisted = platforms_unknown('unlisted');
const built = yes('aws-readme');
const amazon = yes('aws-guide');
const platforms_absent = no('looked');
const compatible = platforms_unknown('compatible');
const platforms = [
    row('amzn', '2', 'Amazon Linux 2', 'yum', { repository: amazon, distributor: listed, installer: built }),
    row('amzn', '2023', 'Amazon Linux 2023', 'dnf', { repository: amazon, distributor: unlisted, installer: built }),
    row('rhel', '8', 'RHEL 8', 'dnf', { repository: platforms_absent, distributor: listed, installer: built }),
    row('rhel', '9', 'RHEL 9', 'dnf', { repository: platforms_absent, distributor: unlisted, installer: built }),
    row('rhel', '10', 'RHEL 10', 'dnf', { repository: platforms_absent, distributor: unlisted, installer: built }),
    row('rocky', '8', 'Rocky Linux 8', 'dnf', { repository: platforms_absent, distributor: unlisted, installer: compatible }),
    row('rocky', '9', 'Rocky Linux 9', 'dnf', { repository: platforms_absent, distributor: unlisted, installer: compatible }),
    row('rocky', '10', 'Rocky Linux 10', 'dnf', { repository: platforms_absent, distributor: unlisted, installer: compatible }),
    row('almalinux', '8', 'AlmaLinux 8', 'dnf', { repository: platforms_absent, distributor: unlisted, installer: unlisted }),
    row('almalinux', '9', 'AlmaLinux 9', 'dnf', { repository: platforms_absent, distributor: unlisted, installer: unlisted }),
    row('almalinux', '10', 'AlmaLinux 10', 'dnf', { repository: platforms_absent, distributor: unlisted, installer: unlisted }),
    row('ubuntu', '20.04', 'Ubuntu 20.04', 'apt-get', { repository: platforms_absent, distributor: listed, installer: built }),
    row('ubuntu', '22.04', 'Ubuntu 22.04', 'apt-get', { repository: platforms_absent, distributor: unlisted, installer: built }),
    row('ubuntu', '24.04', 'Ubuntu 24.04', 'apt-get', { repository: platforms_absent, distributor: unlisted, installer: built }),
    row('ubuntu', '26.04', 'Ubuntu 26.04', 'apt-get', { repository: platforms_absent, distributor: unlisted, installer: unlisted }),
    row('debian', '12', 'Debian 12', 'apt-get', { repository: platforms_absent, distributor: unlisted, installer: unlisted }),
    row('debian', '13', 'Debian 13', 'apt-get', { repository: platforms_absent, distributor: unlisted, installer: unlisted }),
    row('sles', '15', 'SLES 15', 'zypper', { repository: platforms_unknown('suse'), distributor: unlisted, installer: built }, [
        'amazon-efs-utils',
        'aws-efs-utils',
    ]),
];
/** The row for what an instance says of itself; undefined for a distribution or version that is not in the table. */
function platformOf(distribution, version) {
    return platforms.find((p) => p.id === distribution && (version === p.version || version.startsWith(`${p.version}.`)));
}
const trialsOf = ({ id, version }) => trials[`${id} ${version}`] ?? [];
//# sourceMappingURL=platforms.js.map
;// CONCATENATED MODULE: ./build/src/domain/client/choose.js
/**
 * From what was asked and what was seen of an instance to the one way its client comes. Pure; the script gets the result as exact values.
 * AWS's installer is taken only when it was asked for by name, plain NFS only when it was allowed; nothing is ever built from source.
 */




const nothingToInstall = { way: 'present', manager: '', packages: [], url: '', sha256: '', architectures: [] };
function chooseClient(choice, facts) {
    const { client } = facts;
    if (client.efsUtils !== undefined)
        return present(`amazon-efs-utils ${client.efsUtils} is there`);
    const platform = platformOf(facts.host.distribution, facts.host.version);
    const manager = managerOf(client.packageManager);
    switch (choice.kind) {
        case 'auto':
            return fromRepository(facts, platform, manager, true);
        case 'repository':
            return fromRepository(facts, platform, manager, false);
        case 'distributor':
            return chosen('distributor', `asked for; ${choose_inWords(platform, 'distributor', facts)}`);
        case 'installer':
            return chosen('installer', `asked for; ${choose_inWords(platform, 'installer', facts)}`, { url: choice.url, sha256: choice.sha256 });
        case 'package':
            return fromPackage(choice.packages, facts, manager);
        case 'plain-nfs':
            if (client.nfs)
                return chosen('plain-nfs', 'allowed, not encrypted; the NFS client is there');
            return chosen('plain-nfs', 'allowed, not encrypted', { manager, packages: [nfsPackage(facts)] });
    }
}
function fromRepository(facts, platform, manager, fallBack) {
    const why = `${manager || 'no package manager'}; ${choose_inWords(platform, 'repository', facts)}`;
    const on = chosen('repository', why, { manager, packages: platform?.packages ?? namesFor(facts) });
    return fallBack && platform?.ways.distributor.there === 'yes' ? { ...on, otherwise: 'distributor' } : on;
}
function fromPackage(packages, facts, manager) {
    const machine = facts.host.architecture;
    const architecture = (0,architectures/* architectureOf */.N)(machine);
    const kind = manager === 'apt-get' ? 'deb' : 'rpm';
    const fitting = packages.filter((p) => (p.architecture === undefined || p.architecture === architecture) && (suffixOf(p.url) ?? kind) === kind);
    const given = fitting.find((p) => p.architecture !== undefined) ?? fitting[0];
    if (manager === '' || !given) {
        const seen = `${facts.host.distribution} ${facts.host.version} on ${machine} takes a .${kind}${manager ? '' : ' and has no package manager'}; given: ${packages.map(inShort).join(', ')}`;
        return { kind: 'refused', finding: (0,catalogue/* finding */.gk)('client-not-for-host', { seen }) };
    }
    const { url, sha256 } = given;
    const why = `the team’s package for ${given.architecture ?? `any architecture, ${machine} there`}`;
    return chosen('package', why, { manager, url, sha256, architectures: (0,architectures/* packageArchitectures */.j)(manager, machine) });
}
const inShort = ({ url, architecture }) => `${url.slice(url.lastIndexOf('/') + 1)}${architecture ? ` for ${architecture}` : ''}`;
function suffixOf(url) {
    return url.endsWith('.deb') ? 'deb' : url.endsWith('.rpm') ? 'rpm' : undefined;
}
function present(why) {
    return chosen('present', why);
}
function chosen(way, why, more = {}) {
    return { kind: 'chosen', why, source: { ...nothingToInstall, way, ...more } };
}
function managerOf(name) {
    return name === 'apt-get' || name === 'dnf' || name === 'yum' || name === 'zypper' ? name : '';
}
/** For distributions outside the table: what theirs is called where they have it (facts). */
function namesFor({ host }) {
    if (host.distribution === 'fedora')
        return ['efs-utils', 'amazon-efs-utils'];
    return host.family === 'suse' ? ['amazon-efs-utils', 'aws-efs-utils'] : ['amazon-efs-utils'];
}
const nfsPackages = { debian: 'nfs-common', suse: 'nfs-client', redhat: 'nfs-utils', other: 'nfs-utils' };
const nfsPackage = ({ host }) => nfsPackages[host.family];
function choose_inWords(platform, way, { host }) {
    if (!platform)
        return `${host.distribution} ${host.version} is not in the table`;
    const { there } = platform.ways[way];
    switch (way) {
        case 'repository':
            if (there === 'yes')
                return `${platform.name}’s own repositories have it`;
            return there === 'no'
                ? `${platform.name}’s own do not have it, one that a team added may`
                : `whether ${platform.name}’s have it is not known`;
        case 'distributor':
            return there === 'yes'
                ? `AWS lists ${platform.name} for ${ways/* distributorPackage */.uD}`
                : `AWS’s list for ${ways/* distributorPackage */.uD} does not name ${platform.name}`;
        case 'installer':
            return there === 'yes' ? `AWS builds packages for ${platform.name}` : `AWS does not list ${platform.name} for it`;
    }
}
//# sourceMappingURL=choose.js.map
;// CONCATENATED MODULE: ./build/src/engine/nobody.js
/** Instances on which nobody could be found to enrol or to try things as: without an account, a table would be green about nothing. */


function nobodyFound(operation, before) {
    return before.flatMap((o) => {
        if (o.kind !== 'observed' || (0,domain_desired/* accountsFor */.K2)(operation, o.facts, o.instanceId).length > 0)
            return [];
        const seen = `no cloud-init default user, no uid 1000, none of the known names on ${o.facts.host.hostname}`;
        return [(0,catalogue/* finding */.gk)('no-login-user', { seen, instanceId: o.instanceId })];
    });
}
//# sourceMappingURL=nobody.js.map
;// CONCATENATED MODULE: ./build/src/engine/plan.js
/** From the look to the plan: what differs, which jobs, and which instances must not be touched. Pure. */










/** The document's options, and nothing on a shared volume is a way to another's rights (nosuid, nodev); the fstab line adds `nofail`, so that a lost EFS cannot stop a boot, and our marker. */
const efsOptions = '_netdev,noresvport,tls,nosuid,nodev';
/** AWS's recommended options for NFS without the client (facts). */
const nfsOptions = 'nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport,_netdev,nosuid,nodev';
const withAccess = (options, readOnly) => (readOnly ? `${options},ro` : options);
/** Packages, their lock (up to 5 minutes), the mount and the after-look. */
const mountSeconds = 900;
function planMount(runId, operation, before) {
    const refused = [];
    const differences = [];
    const clients = [];
    const perInstance = [];
    for (const observation of before) {
        const { instanceId } = observation;
        if (observation.kind === 'unobserved') {
            refused.push({ ...observation.finding, instanceId });
            continue;
        }
        const accounts = (0,domain_desired/* accountsFor */.K2)(operation, observation.facts, instanceId);
        const desired = (0,domain_desired/* desiredFor */.ER)(operation, accounts, instanceId);
        const found = (0,compare/* differencesBefore */.mK)(instanceId, desired, observation.facts);
        differences.push(...found);
        const reasons = whyNot(observation, operation, found);
        const client = chooseClient(desired.encrypted ? operation.options.client : { kind: 'plain-nfs' }, observation.facts);
        if (client.kind === 'refused')
            reasons.push({ ...client.finding, instanceId });
        refused.push(...reasons);
        if (reasons.length > 0 || client.kind === 'refused')
            continue;
        clients.push(clientPlan(instanceId, client));
        perInstance.push({
            instanceId,
            params: mountParams(mountValues(operation, accounts, desired, client.source)),
        });
    }
    return seal(operation, differences, jobsOf(runId, perInstance, clients), refused, { clients });
}
/** The mounts, and before them Distributor for those whose client it is to bring. */
function jobsOf(runId, perInstance, clients) {
    const distributed = clients.filter((c) => c.way === 'distributor').map((c) => c.instanceId);
    const installs = distributed.length > 0 ? [distributorJob(runId, 1, distributed)] : [];
    return [...installs, ...groupJobs(runId, 'mount', perInstance, mountSeconds)];
}
/** A row of the plan for a chosen client. */
const clientPlan = (instanceId, { source, why, otherwise }) => ({
    instanceId,
    way: source.way,
    why,
    ...(otherwise ? { otherwise } : {}),
});
/** What the mount script is to set up for one instance. */
function mountValues(operation, accounts, desired, client) {
    return {
        fileSystemId: desired.fileSystemId,
        region: operation.region,
        addresses: operation.addresses,
        mountPoint: desired.mountPoint,
        accounts,
        groupName: desired.group.name,
        gid: desired.group.gid,
        groups: desired.groups ?? [],
        paths: desired.paths,
        enforced: desired.enforced !== undefined,
        umask: desired.umask,
        client,
        adopt: operation.options.adopt,
        nfsServer: `${operation.fileSystemId}.efs.${operation.region}.amazonaws.com`,
        asked: desired.asked,
        ...(desired.accessPoint === undefined ? {} : { accessPoint: desired.accessPoint }),
        efsOptions: withAccess(desired.accessPoint === undefined ? efsOptions : `${efsOptions},accesspoint=${desired.accessPoint}`, desired.readOnly),
        nfsOptions: withAccess(nfsOptions, desired.readOnly),
        readOnly: desired.readOnly,
    };
}
function planUnmount(runId, operation, before) {
    const refused = before.flatMap((o) => (o.kind === 'unobserved' ? [{ ...o.finding, instanceId: o.instanceId }] : []));
    const seen = before.filter((o) => o.kind === 'observed');
    const differences = seen.flatMap(({ instanceId, facts }) => {
        const top = (0,topmost/* topmostAt */.a)(facts, operation.mountPoint);
        return top
            ? [
                {
                    instanceId,
                    subject: operation.mountPoint,
                    expected: 'not mounted',
                    observed: `${top.fileSystemId ?? top.source} (${top.type})`,
                    code: 'row-differs',
                    repair: 'unmount, remove our fstab line',
                },
            ]
            : [];
    });
    const { fileSystemId, addresses, mountPoint, lazy } = operation;
    const params = unmountParams({ fileSystemId, addresses, mountPoint, lazy });
    return seal(operation, differences, groupJobs(runId, 'unmount', seen.map(({ instanceId }) => ({ instanceId, params }))), refused);
}
/** What a verify would find to be otherwise; it changes nothing, so there are no jobs. */
function planVerify(operation, before) {
    const differences = before.flatMap((o) => o.kind === 'observed'
        ? (0,compare/* differencesBefore */.mK)(o.instanceId, (0,domain_desired/* desiredFor */.ER)(operation, (0,domain_desired/* accountsFor */.K2)(operation, o.facts, o.instanceId), o.instanceId), o.facts)
        : []);
    const unseen = before.flatMap((o) => (o.kind === 'unobserved' ? [{ ...o.finding, instanceId: o.instanceId }] : []));
    return seal(operation, differences, [], [...unseen, ...nobodyFound(operation, before)]);
}
/** Differences that a mount may not repair: the instance is left untouched. The script holds the same locks, should the host change meanwhile. */
const blockers = new Set([
    'gid-taken',
    'group-gid-differs',
    'account-missing',
    'fstab-taken',
    'mount-wrong',
    'mount-hidden',
]);
function whyNot(observation, operation, differences) {
    const { instanceId, facts } = observation;
    const because = (code, seen) => (0,catalogue/* finding */.gk)(code, { seen, instanceId });
    const reasons = nobodyFound(operation, [observation]);
    for (const d of differences) {
        if (!blockers.has(d.code))
            continue;
        const code = d.code === 'mount-wrong' ? 'mount-point-taken' : d.code;
        reasons.push(because(code, `${d.subject}: ${d.observed}`));
    }
    const { mountPoint } = facts;
    const mounted = (0,topmost/* topmostAt */.a)(facts, operation.mountPoint) !== undefined;
    if (!mounted && mountPoint.exists && mountPoint.type !== undefined && mountPoint.type !== 'directory')
        reasons.push(because('mount-point-not-directory', `${operation.mountPoint} is a ${mountPoint.type}`));
    if (!mounted && (mountPoint.entries ?? 0) > 0)
        reasons.push(because('mount-point-not-empty', `${operation.mountPoint} holds ${mountPoint.entries} entries: ${mountPoint.sample.join(', ')}`));
    return [...reasons, ...withoutTarget(observation, operation)];
}
/** The volume's name leads to the target of the asking instance's own zone: without one neither a mount nor a boot finds it. */
function withoutTarget({ instanceId, facts }, { fileSystemId, zones }) {
    const zone = facts.zone?.availabilityZone;
    if (zone === undefined || zones.includes(zone))
        return [];
    const where = zones.length > 0 ? `mount targets in ${zones.join(', ')}` : 'no mount target that is available';
    return [(0,catalogue/* finding */.gk)('no-mount-target', { seen: `the instance is in ${zone}; ${fileSystemId} has ${where}`, instanceId })];
}
/** The digest leaves out what differs from look to look without changing what would be done: job keys, and the words of what is left out. */
function seal(operation, differences, jobs, refused, also = {}) {
    const { clients = [], adoptions } = also;
    const { unresolved, ...what } = operation;
    const leftOut = [...unresolved, ...refused].map(({ code, instanceId }) => ({ code, instanceId }));
    const done = jobs.map(({ key: _, ...job }) => job);
    const ways = clients.map(({ why: _, ...way }) => way);
    const agreed = { operation: what, ways, differences, jobs: done, leftOut, changes: adoptions?.map((a) => [a.instanceId, a.changes]) };
    const digest = (0,external_node_crypto_.createHash)('sha256').update(canonical(agreed)).digest('hex');
    return { operation, clients, differences, jobs, refused, ...(adoptions ? { adoptions } : {}), digest };
}
/** JSON with sorted keys, so that equal plans have equal digests. */
function canonical(value) {
    return JSON.stringify(value, (_, v) => v !== null && typeof v === 'object' && !Array.isArray(v)
        ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
        : v);
}
//# sourceMappingURL=plan.js.map
;// CONCATENATED MODULE: ./build/src/engine/plan-adopt.js
/** From the look to the plan of an adoption: what would change line by line, and which instances have something to settle first. Pure. */










function planAdopt(runId, operation, before) {
    const refused = before.flatMap((o) => (o.kind === 'unobserved' ? [{ ...o.finding, instanceId: o.instanceId }] : []));
    const seen = before.filter((o) => o.kind === 'observed');
    const adoptions = [];
    const perInstance = [];
    const clients = [];
    const numbers = numbersSeen(before);
    const differences = seen.flatMap((observation) => {
        const { instanceId, facts } = observation;
        const accounts = (0,domain_desired/* accountsFor */.K2)(operation, facts, instanceId);
        const desired = (0,domain_desired/* desiredFor */.ER)(operation, accounts, instanceId);
        const nobody = nobodyFound(operation, [observation]);
        const client = chooseClient(operation.options.client, facts);
        const source = client.kind === 'chosen' ? client.source : nothingToInstall;
        const values = mountValues(operation, accounts, desired, source);
        const asked = {
            ...plan_adopt_commands(operation, instanceId),
            volume: operation.volume,
            privateSpaces: operation.options.privateSpaces,
            fstabLine: fstabLine(values),
            numbers,
        };
        const adoption = adoptionOf(instanceId, desired, facts, asked);
        adoptions.push(adoption);
        const conflicts = adoption.conflicts.map(({ code, seen }) => (0,catalogue/* finding */.gk)(code, { seen, instanceId }));
        const reasons = [...nobody, ...conflicts, ...withoutTarget(observation, operation)];
        if (client.kind === 'refused')
            reasons.push({ ...client.finding, instanceId });
        refused.push(...reasons);
        if (reasons.length === 0 && client.kind === 'chosen') {
            clients.push(clientPlan(instanceId, client));
            const fstabLines = replaceable(facts);
            const agreed = { paths: facts.paths, ...(fstabLines === undefined ? {} : { fstabLines }) };
            perInstance.push({ instanceId, params: mountParams({ ...values, adopt: true, agreed }) });
        }
        return (0,compare/* differencesBefore */.mK)(instanceId, desired, facts);
    });
    return seal(operation, differences, jobsOf(runId, perInstance, clients), refused, { clients, adoptions });
}
/** What somebody would say at a terminal for this one instance. */
function plan_adopt_commands(operation, instanceId) {
    const { fileSystemId, options, mountPoint, accessPoint } = operation;
    const place = options.mountPoint === undefined ? '' : ` --mount-point ${mountPoint}`;
    const through = accessPoint === undefined ? '' : ` --access-point ${accessPoint.id}`;
    const adopt = `prism volume adopt ${fileSystemId} ${instanceId}`;
    return {
        elsewhere: `${adopt}${through}`,
        withoutPoint: `${adopt}${place}`,
        command: `${adopt}${place}${through}`,
        mountCommand: `prism volume mount ${fileSystemId} ${instanceId}${place}${through}`,
    };
}
/** As the script writes it: with the EFS client that is there, or that it brings; else, where that was allowed, plain NFS. */
function fstabLine(values) {
    const plain = values.client.way === 'plain-nfs';
    const [spec, type, options] = plain ? [values.nfsServer, 'nfs4', values.nfsOptions] : [values.fileSystemId, 'efs', values.efsOptions];
    return `${spec}:/ ${values.mountPoint} ${type} ${options},nofail,x-prism 0 0`;
}
//# sourceMappingURL=plan-adopt.js.map
;// CONCATENATED MODULE: ./build/src/domain/asked-notes.js

function askedNotes(operation, observations) {
    const { targets, mountPoint, asked } = operation;
    if (!asked)
        return [];
    const known = targets.filter((t) => asked[t.instanceId]);
    const looks = new Map(observations.map((o) => [o.instanceId, o]));
    const remembered = targets.flatMap(({ instanceId, name }) => {
        const seen = looks.get(instanceId);
        const note = seen?.kind === 'observed' ? seen.facts.asked?.find((a) => a.place === mountPoint) : undefined;
        if (note?.kind !== 'noted')
            return [];
        const words = wordsOf(note.asked);
        return words === '' ? [] : [`${name} was mounted with ${words} (noted there ${dayOf(note.at)}): expected, where nothing else was said.`];
    });
    const differently = (part, what) => {
        const [yes, no] = [true, false].map((wanted) => known.filter((t) => part((0,domain_desired/* askedOn */.Wh)(operation, t.instanceId)) === wanted));
        if (yes?.length === 0 || no?.length === 0)
            return [];
        return [
            `${what} was asked for on ${asked_notes_names(yes)} and not on ${asked_notes_names(no)}; the volume can have it one way only: mount it on all of them with the same options.`,
        ];
    };
    return [
        ...remembered,
        ...differently((a) => a.sticky, 'The sticky bit on shared places'),
        ...differently((a) => a.privateSpaces, 'Private personal spaces'),
    ];
}
const asked_notes_names = (targets) => (targets ?? []).map((t) => t.name).join(', ');
function wordsOf(a) {
    return [
        ...(a.accounts.length > 0 ? [`accounts ${a.accounts.join(', ')}`] : []),
        ...a.groups.map((g) => `group ${g.name} (gid ${g.gid})${g.accounts.length > 0 ? ` for ${g.accounts.join(', ')}` : ''}`),
        ...(a.sticky ? ['the sticky bit'] : []),
        ...(a.privateSpaces ? ['private personal spaces'] : []),
        ...(a.readOnly ? ['read-only access'] : []),
        ...(a.encrypted ? [] : ['plain NFS allowed']),
        ...(a.accessPoint === undefined ? [] : [`access point ${a.accessPoint}`]),
    ].join('; ');
}
/** The host's clock says it, so it may be any number. */
function dayOf(seconds) {
    const date = new Date(seconds * 1000);
    return seconds > 0 && !Number.isNaN(date.getTime()) ? `on ${date.toISOString().slice(0, 10)}` : 'at a time that cannot be told';
}
//# sourceMappingURL=asked-notes.js.map
// EXTERNAL MODULE: ./build/src/domain/rows/row.js
var rows_row = __webpack_require__(4314);
;// CONCATENATED MODULE: ./build/src/domain/rows/open-spaces.js
/**
 * Private personal spaces that somebody else can read or change, on whichever instance. To EFS whoever has the owner's uid is the owner, under
 * any name: the bits are right then, each account that tries on its own instance is refused where it should be, and the space is open all the same.
 */


/** Whether a report says of this volume's spaces that they are private: it was asked for, or each that was seen is closed. */
function claimsPrivate(operation, { spaces }) {
    const seen = spaces.filter((s) => s.owner !== undefined);
    const closed = seen.length > 0 && seen.every((s) => s.owner?.mode === '0700');
    return closed || operation.targets.some((t) => (0,domain_desired/* askedOn */.Wh)(operation, t.instanceId).privateSpaces);
}
/** Those who can read or change a space and have another name than it. */
const openTo = ({ path, access }) => access.filter((a) => `users/${a.account}` !== path && (a.read.can === 'yes' || a.change.can === 'yes'));
const isDoubtful = ({ path }, a) => `users/${a.account}` !== path && (isUntold(a.read) || isUntold(a.change));
const isUntold = ({ can, how }) => can === 'unknown' && how === 'tried';
/** By the instance of whoever can, or of whom it could not be told. */
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
/** As the rows have it of accounts that try on one host, so that it is said once. */
const open_spaces_subjectOf = ({ mountPoint }, { path }, { account }) => `${account} · reading ${mountPoint}/${path}`;
const expected = 'refused';
function openRow(operation, space, a) {
    const can = [...(a.read.can === 'yes' ? ['reads'] : []), ...(a.change.can === 'yes' ? ['changes'] : [])].join(' and ');
    const why = a.uid === space.owner?.uid ? `uid ${a.uid}, the owner’s: one person to EFS` : `uid ${a.uid}, mode ${space.owner?.mode}`;
    return (0,rows_row/* seenRow */.qJ)('behaviour', open_spaces_subjectOf(operation, space, a), expected, `${can} (${why})`, false, 'space-open');
}
const doubtRow = (operation, space, a) => (0,rows_row/* unknownRow */.ro)('behaviour', open_spaces_subjectOf(operation, space, a), expected, 'could not be told');
//# sourceMappingURL=open-spaces.js.map
;// CONCATENATED MODULE: ./build/src/domain/identity.js
/**
 * Who is who to EFS, and who can read or change whose personal space: as observed. What an account tried itself counts first; else the
 * mode bits of the space with the account's real uid and gids; what neither was seen of is `unknown`, never concluded from names.
 */




function identityOf(operation, observations) {
    const hosts = observations.flatMap((o) => {
        if (o.kind !== 'observed')
            return [];
        const top = (0,topmost/* topmostAt */.a)(o.facts, operation.mountPoint);
        const volume = top?.fileSystemId === operation.fileSystemId ? o.facts : undefined;
        if ((0,domain_desired/* accessPointOn */.ww)(operation, o.instanceId)?.user)
            return [];
        return [{ facts: o.facts, host: hostOf(o.instanceId, volume, top?.readOnly ?? false) }];
    });
    const everybody = hosts.flatMap(({ facts, host }) => {
        const known = new Map(facts.accounts.map((a) => [a.name, a]));
        return (0,domain_desired/* accountsFor */.K2)(operation, facts, host.instanceId).flatMap((name) => someoneOf(known.get(name), host));
    });
    const looks = hosts.flatMap(({ host }) => host.volume ?? []);
    const bits = bitsOfSpaces(looks);
    const came = through(operation, observations);
    const names = [
        ...new Set([...everybody.filter((e) => !(0,domain_desired/* isReadOnlyOn */.mV)(operation, e.instanceId)).map((e) => e.account), ...bits.keys()]),
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
/** The uid on the host says nothing there: only what somebody made does. Root is asked too, because it is nobody special. */
function through(operation, observations) {
    return observations.flatMap((o) => {
        const point = (0,domain_desired/* accessPointOn */.ww)(operation, o.instanceId);
        if (o.kind !== 'observed' || !point?.user)
            return [];
        const { instanceId, facts } = o;
        const came = (0,topmost/* topmostAt */.a)(facts, operation.mountPoint)?.accessPoint === point.id;
        const names = [...(0,domain_desired/* accountsFor */.K2)(operation, facts, instanceId), 'root'];
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
    const open = claimsPrivate(operation, identity) ? seen.filter((s) => openTo(s).length > 0) : [];
    return [
        ...oneness,
        ...(identity.through ?? []).flatMap((t) => throughNotes(t, name.get(t.instanceId) ?? t.instanceId, operation)),
        ...open.map((s) => `${s.path} is not private: open to ${openTo(s).map(at).join(', ')}.`),
        ...(seen.length > 0 && seen.every(isClosed) && open.length === 0
            ? ['Personal spaces are private: 0700, and no other account that was seen has their owner’s uid.']
            : []),
        ...(seen.length > 0 && !seen.every(isClosed)
            ? [
                `${seen.filter((s) => !isClosed(s)).length} of ${seen.length} personal spaces are not 0700; the table says who can read and change them.`,
            ]
            : []),
        ...(identity.notLookedAt > 0
            ? [`${identity.notLookedAt} more personal space(s) were not looked at: nothing is claimed about them.`]
            : []),
        ...(unseen > 0 ? [`${unseen} personal space(s) were not seen: nothing is claimed about them.`] : []),
    ];
}
function throughNotes({ instanceId, user, seen, unseen }, instance, operation) {
    const by = `${(0,domain_desired/* accessPointOn */.ww)(operation, instanceId)?.name} makes everybody ${(0,enforced_user/* formatUser */.ts)(user)}`;
    const those = seen.filter((s) => s.uid === user.uid).map((s) => s.account);
    const others = seen.filter((s) => s.uid !== user.uid).map((s) => `${s.account} (uid ${s.uid})`);
    return [
        ...(those.length > 0
            ? [`On ${instance}, ${by}: seen of ${those.join(', ')}, so that none of them has anything there that is not the others’.`]
            : []),
        ...(others.length > 0 ? [`On ${instance}, ${by}, and it did not: ${others.join(', ')}.`] : []),
        ...(unseen.length > 0 ? [`On ${instance}, ${by}; who ${unseen.join(', ')} is there to EFS was not seen.`] : []),
    ];
}
//# sourceMappingURL=identity.js.map
;// CONCATENATED MODULE: ./build/src/domain/judge.js
/** From rows and findings to verdicts. differs beats unknown beats holds: a known fault is said first, doubt is never green. */

function judgeInstance(rows, findings) {
    if (rows.some((r) => r.verdict === 'differs') || findings.some((f) => (0,catalogue/* kindOf */.I)(f.code) !== 'doubt'))
        return 'differs';
    if (rows.length === 0 || rows.some((r) => r.verdict === 'unknown') || findings.length > 0)
        return 'unknown';
    return 'holds';
}
function judgeReport(parts, sharingExpected) {
    const verdicts = parts.instances.map((i) => i.verdict);
    if (sharingExpected)
        verdicts.push(parts.sharing.verdict === 'not-tried' ? 'unknown' : parts.sharing.verdict);
    if (verdicts.includes('differs') || parts.findings.some((f) => (0,catalogue/* kindOf */.I)(f.code) !== 'doubt'))
        return 'differs';
    if (verdicts.length === 0 || verdicts.includes('unknown') || parts.findings.length > 0)
        return 'unknown';
    return 'holds';
}
//# sourceMappingURL=judge.js.map
;// CONCATENATED MODULE: ./build/src/engine/report.js
/** From what came back to the answer. Pure. */









function buildReport(m) {
    const { operation } = m;
    const of = byInstance(m);
    const identity = operation.verb === 'unmount' ? undefined : identityOf(operation, m.after);
    const open = identity ? openSpaceRows(operation, identity) : undefined;
    const instances = operation.targets.map((target) => instanceReport(m, target, of(target.instanceId), open?.get(target.instanceId) ?? []));
    const parts = {
        instances,
        sharing: m.sharing,
        findings: [...operation.unresolved, ...m.refused.filter((f) => f.instanceId === undefined)],
    };
    return {
        runId: m.runId,
        operation,
        ...parts,
        verdict: judgeReport(parts, isSharingExpected(operation)),
        ...(identity ? { identity } : {}),
        notes: [...askedNotes(operation, m.after), ...(identity ? identityNotes(operation, identity) : [])],
        startedAt: m.startedAt,
        endedAt: m.endedAt,
    };
}
/** Where every instance is read-only nobody may write, so there is no sharing to prove; that a write was refused stands in the rows. */
const isSharingExpected = (operation) => operation.verb !== 'unmount' && (operation.targets.length === 0 || operation.targets.some((t) => !(0,domain_desired/* isReadOnlyOn */.mV)(operation, t.instanceId)));
function byInstance(m) {
    // of two looks at one instance the first counts
    const first = (all) => new Map(all.toReversed().map((o) => [o.instanceId, o]));
    const before = first(m.before);
    const after = first(m.after);
    const results = Map.groupBy(m.results, (r) => r.instanceId);
    const refused = Map.groupBy(m.refused, (f) => f.instanceId);
    const facts = (o) => (o?.kind === 'observed' ? o.facts : undefined);
    return (id) => ({
        facts: facts(after.get(id)),
        earlier: facts(before.get(id)),
        after: after.get(id),
        results: results.get(id) ?? [],
        refused: refused.get(id) ?? [],
    });
}
function instanceReport(m, { instanceId, name }, own, open) {
    const seen = own.facts ?? own.earlier;
    const desired = (0,domain_desired/* desiredFor */.ER)(m.operation, (0,domain_desired/* accountsFor */.K2)(m.operation, seen, instanceId), instanceId);
    const expected = m.operation.verb === 'unmount' ? (0,compare/* unmountRows */.MA)(desired, own.facts) : (0,compare/* mountedRows */.Yi)(desired, own.facts);
    const told = new Set(expected.filter((r) => r.verdict !== 'holds').map((r) => r.subject));
    const rows = [...expected, ...open.filter((r) => !told.has(r.subject))];
    const findings = findingsOf(instanceId, own);
    return {
        instanceId,
        name,
        about: about(seen),
        verdict: judgeInstance(rows, findings),
        steps: own.results.flatMap(stepsIn),
        rows,
        findings,
    };
}
function findingsOf(instanceId, { refused, results, after }) {
    if (refused.length > 0)
        return refused;
    const fromJobs = results.flatMap(failuresOf).map((f) => ({ ...f, instanceId }));
    if (fromJobs.length > 0)
        return fromJobs;
    if (after?.kind === 'unobserved')
        return [{ ...after.finding, instanceId }];
    return after ? [] : [(0,catalogue/* finding */.gk)('not-looked-at', { seen: 'nothing came back from this instance', instanceId })];
}
function stepsIn(result) {
    switch (result.kind) {
        case 'none':
            return [];
        case 'transcript':
            return result.steps;
        case 'installed':
            return [{ step: 'distributor', status: 'changed', detail: `${ways/* distributorPackage */.uD}: ${result.said}`, milliseconds: 0 }];
    }
}
function about(facts) {
    if (!facts)
        return '';
    const { distribution, version } = facts.host;
    return [
        `${distribution} ${version}`,
        facts.zone?.availabilityZone,
        facts.login ? `login user ${facts.login.user} (${facts.login.how})` : undefined,
    ]
        .filter(Boolean)
        .join(' · ');
}
//# sourceMappingURL=report.js.map
// EXTERNAL MODULE: ./build/src/domain/pairs.js
var pairs = __webpack_require__(71);
;// CONCATENATED MODULE: ./build/src/domain/sharing.js

/** Above the ranges that distributions hand out to people and below nobody (65534) and systemd's dynamic users (61184–65519 are avoided). */
const firstTemporaryUid = 60_600;
/** Every account on every instance, with stand-ins for instances that have no differing uid to test against. */
function identitiesFor(instances) {
    const access = (i) => ({
        ...(instances[i].readOnly ? { readOnly: true } : {}),
        ...(instances[i].enforced ? { enforced: true } : {}),
    });
    const real = instances.map(({ instanceId, accounts }, i) => accounts.map((a) => ({ instanceId, account: a.name, uid: a.uid, temporary: false, ...access(i) })));
    const uids = real.map((own) => new Set(own.map((a) => a.uid)));
    const differ = (a, b) => a.size > 0 && b.size > 0 && (a.size > 1 || b.size > 1 || !b.has([...a][0]));
    const everybody = real.reduce((sum, own) => sum + own.length, 0);
    return real.flatMap((own, i) => {
        const { instanceId, enforced } = instances[i];
        const proven = uids.every((other, j) => (j === i && real.length > 1) || differ(uids[i], other));
        // whoever comes through the access point is its user, also a stand-in; one is needed only where nobody else could read
        if (enforced ? everybody > 1 : proven)
            return own;
        return [...own, { instanceId, account: `visitor-${i + 1}`, uid: firstTemporaryUid + i, temporary: true, ...access(i) }];
    });
}
/**
 * Judges every ordered pair of the identities; a pair that nobody reported is unknown. `notWritten`: why an instance could not begin to
 * write, by its id. That nobody finds its files proves nothing then.
 */
function judgeSharing(identities, facts, notWritten = new Map()) {
    const reported = (0,pairs/* byPair */.ae)(facts);
    const cells = [];
    for (const writer of identities.filter((i) => !i.readOnly)) {
        const why = notWritten.get(writer.instanceId);
        for (const reader of identities)
            if (!same(writer, reader))
                cells.push(judge(writer, reader, reported(writer, reader), why));
    }
    const counted = cells.filter((c) => c.verdict !== 'same-identity');
    const verdict = counted.some((c) => c.verdict === 'not-shared')
        ? 'differs'
        : counted.length === 0 || counted.some((c) => c.verdict === 'unknown')
            ? 'unknown'
            : 'holds';
    return { verdict, cells, notes: [...notes(identities, cells), ...[...notWritten].map(([id, why]) => `${id} could not write: ${why}`)] };
}
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
    const names = [...new Set(equal.map((c) => `${c.writer.account} (uid ${c.writer.uid})`))];
    return [
        ...(equal.length > 0 ? [`${names.join(', ')}: same identity to EFS, proves nothing`] : []),
        ...(cells.some((c) => c.verdict === 'as-one')
            ? [
                `who comes through the access point is one person (uid ${identities.find((i) => i.enforced && !i.temporary)?.uid}): that the folder is one is seen, and nothing of different people`,
            ]
            : []),
        ...(identities.some((i) => i.readOnly)
            ? ['who is on a read-only instance wrote nothing, and tried to append to what others wrote']
            : []),
        ...(identities.some((i) => i.temporary) ? ['visitor-N is a temporary uid with gid 3000, there for the test only'] : []),
    ];
}
//# sourceMappingURL=sharing.js.map
;// CONCATENATED MODULE: ./build/src/engine/sharing-test.js
/** Every account on every instance reads and appends to what every other wrote; cleaned up after, also when it fails. */








/** `offset`: of the numbers of its jobs, where a run has several tests. Runs only where the right file system was seen to be mounted and to answer; a single instance is tested against itself. */
async function sharing_test_sharingTest(operation, after, ctx, offset = 0) {
    if (!operation.options.sharingTest)
        return { verdict: 'not-tried', cells: [], notes: ['left out on request'] };
    const taking = after.flatMap((o) => {
        if (o.kind !== 'observed')
            return [];
        const top = (0,topmost/* topmostAt */.a)(o.facts, operation.mountPoint);
        const { accessPoint } = (0,domain_desired/* askedOn */.Wh)(operation, o.instanceId);
        return top?.fileSystemId === operation.fileSystemId && top.accessPoint === accessPoint && top.answers === 'yes' ? [o] : [];
    });
    const points = pointsOf(taking.map((o) => (0,domain_desired/* accessPointOn */.ww)(operation, o.instanceId)));
    const cannot = whyNotTried(points);
    if (cannot !== undefined)
        return { verdict: 'not-tried', cells: [], notes: [cannot] };
    const meeting = points.find((p) => p?.user);
    const identities = identitiesFor(taking.map(({ instanceId, facts }) => {
        const user = (0,domain_desired/* accessPointOn */.ww)(operation, instanceId)?.user;
        const uids = new Map(facts.accounts.map((a) => [a.name, a.uid]));
        const accounts = (0,domain_desired/* accountsFor */.K2)(operation, facts, instanceId).flatMap((name) => {
            const uid = uids.get(name);
            return uid === undefined ? [] : [{ name, uid: user?.uid ?? uid }];
        });
        return { instanceId, readOnly: (0,domain_desired/* isReadOnlyOn */.mV)(operation, instanceId), enforced: user !== undefined, accounts };
    }));
    if (identities.length === 0)
        return { verdict: 'not-tried', cells: [], notes: ['no instance has the volume mounted and answering'] };
    if (identities.every((i) => i.readOnly))
        return { verdict: 'not-tried', cells: [], notes: ['every instance that takes part is read-only: nobody could write what others read'] };
    // one parameter set for all who see the same: each host asks its agent or its metadata which identities are its own
    const phase = (name, first) => {
        const { fileSystemId, addresses, mountPoint } = operation;
        const perInstance = sendTo(name, identities).map((instanceId) => {
            const place = placeFor(meeting, (0,domain_desired/* accessPointOn */.ww)(operation, instanceId));
            const token = ctx.runId.toLowerCase();
            return {
                instanceId,
                params: sharingTestParams({
                    fileSystemId,
                    addresses,
                    mountPoint,
                    groupName: layout/* group */.Os.name,
                    gid: layout/* group */.Os.gid,
                    phase: name,
                    token,
                    identities,
                    place,
                }),
            };
        });
        return groupJobs(ctx.runId, 'sharing-test', perInstance, 120, first);
    };
    const run = async (jobs, cleanup = false) => (await Promise.all(jobs.map((job) => ctx.dispatch(job, { cleanup })))).flat();
    try {
        const written = await run(phase('write', offset + 1));
        const results = await run(phase('exchange', offset + 1001));
        const judged = judgeSharing(identities, results.flatMap((r) => (r.kind === 'transcript' ? r.sharing : [])), new Map(written.flatMap((r) => failuresOf(r).map((f) => [r.instanceId, `${f.seen} (${f.code})`]))));
        return { ...judged, notes: [...judged.notes, ...whereTried(meeting, points)] };
    }
    finally {
        await run(phase('clean', offset + 2001), true);
    }
}
const pointsOf = (all) => [
    ...new Map(all.map((p) => [p?.id, p])).values(),
];
/**
 * Where all who take part can meet. Behind an enforced user nothing can be given a mode for the test, so its files lie in the folder itself, and
 * what that one's own owner and mode let people do is what is seen; others of the same test look for them at its path in the whole volume.
 */
function placeFor(meeting, own) {
    if (!meeting)
        return { folder: 'shared', open: false };
    const fromTheWhole = meeting.path === '/' ? '.' : meeting.path.slice(1);
    return { folder: own ? '.' : fromTheWhole, open: true };
}
/** Different folders are the same place for nobody, but where one enforces a user and the others see the whole volume. Access points that somebody else made may lead anywhere, and enforce anybody. */
function whyNotTried(points) {
    const [first, ...more] = points.filter((p) => p !== undefined);
    if (!first)
        return undefined;
    if (more.length > 0 || (points.length > 1 && !first.user))
        return 'the instances have it through different access points: what one writes another is not to see';
    if (first.user?.uid === 0)
        return `through ${first.name} everybody is root: whatever is tried there succeeds`;
    if (points.length > 1 && !(0,access_points/* isPlainPath */.Zy)(first.path))
        return `the folder of ${first.name} is not looked for in the whole volume: its path is no plain names`;
    return undefined;
}
const whereTried = (meeting, points) => meeting && points.length > 1
    ? [`tried in ${meeting.path}, the part of the volume that all of them see, through ${meeting.name} or not`]
    : [];
/** One instance cleans for all: it is one file system. Read-only ones have nothing to write and cannot clean. */
function sendTo(phase, identities) {
    const takePart = phase === 'exchange' ? identities : identities.filter((i) => !i.readOnly);
    // root of the whole volume may remove everything; behind an enforced user it may not
    const first = phase === 'clean' ? takePart.toSorted((a, b) => Number(a.enforced ?? false) - Number(b.enforced ?? false)) : takePart;
    const ids = [...new Set(first.map((i) => i.instanceId))];
    return phase === 'clean' ? ids.slice(0, 1) : ids;
}
//# sourceMappingURL=sharing-test.js.map
;// CONCATENATED MODULE: ./build/src/engine/adopt.js
/** adopt: look → plan → (the plan's digest said back) → apply → look again → prove the sharing; why, where it fails. */









async function adopt(request, ctx) {
    const operation = await resolveOperation(request, ctx);
    const before = await inspect_inspect(operation, 'facts', 'before', ctx);
    const plan = ctx.run().plan ?? planAdopt(ctx.runId, operation, before);
    if (!ctx.run().plan)
        await ctx.emit({ type: 'planned', data: plan });
    const agreed = request.plan !== undefined && plan.digest.startsWith(request.plan);
    if (ctx.run().dryRun || !agreed)
        return {
            kind: 'plan',
            plan,
            ...agreeTo(plan, request),
            ...(ctx.run().dryRun || request.plan === undefined ? {} : { refusal: otherPlan(request.plan, plan) }),
            ...(await explainPlan(plan, before, ctx)),
        };
    const results = await applyMounts(plan, ctx);
    const after = observationsAfter(operation, plan.refused, results);
    await ctx.emit({ type: 'observed', data: { phase: 'after', observations: after } });
    const sharing = await sharing_test_sharingTest(operation, after, ctx);
    const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() };
    const report = buildReport({ runId: ctx.runId, operation, before, after, results, refused: plan.refused, sharing, ...times });
    return { kind: 'report', report: await reportWithCauses(operation, report, { before, after, refused: plan.refused }, ctx) };
}
/** What to ask next; a plan without a job has nothing to agree to. */
const agreeTo = ({ digest, jobs }, request) => jobs.length === 0 ? {} : { agree: { ...request, plan: digest.slice(0, 16) } };
const otherPlan = (said, { digest }) => (0,catalogue/* finding */.gk)('plan-changed', { seen: `agreed to ${said}; the plan is now ${digest.slice(0, said.length)}` });
//# sourceMappingURL=adopt.js.map
;// CONCATENATED MODULE: ./build/src/engine/create.js
/** create: idempotent by the name's creation token; run again, it continues where it stopped. */
async function createVolume(request, ctx) {
    const steps = [];
    const pending = [];
    const volume = await ctx.fileSystems.create(request.name, request.options, ctx.run().dryRun, (step) => {
        steps.push(step);
        pending.push(ctx.emit({ type: 'provisioned', data: step }));
    });
    await Promise.all(pending);
    return { kind: 'created', steps, ...(volume ? { volume } : {}) };
}
//# sourceMappingURL=create.js.map
;// CONCATENATED MODULE: ./build/src/engine/delete.js
/** delete: refused while the volume is mounted anywhere, or while any instance is unknown. */



async function deleteVolume(request, ctx) {
    if (request.confirm !== (0,names/* formatVolumeRef */.J0)(request.volume))
        throw (0,catalogue/* fail */.fJ)('confirm-name', { seen: 'the name was not repeated' });
    const volume = await ctx.fileSystems.find(request.volume);
    const mounted = await whereMounted(volume, ctx);
    const at = (state) => mounted.filter((m) => m.state === state).map((m) => `${m.name || m.instanceId}${m.detail ? ` (${m.detail})` : ''}`);
    const using = at('mounted');
    if (using.length > 0)
        throw (0,catalogue/* fail */.fJ)('volume-in-use', { seen: `${volume.id} is mounted on ${using.join(', ')}` });
    const unknown = at('unknown');
    if (unknown.length > 0)
        throw (0,catalogue/* fail */.fJ)('volume-use-unknown', { seen: `not known for ${unknown.join(', ')}` });
    const steps = [];
    if (ctx.run().dryRun)
        return {
            kind: 'deleted',
            volume: volume.name,
            fileSystemId: volume.id,
            steps: [
                {
                    step: 'file system',
                    status: 'planned',
                    detail: `delete ${volume.id}, its ${volume.targets.length} mount targets, its access points`,
                },
            ],
        };
    const pending = [];
    await ctx.fileSystems.delete(volume, (step) => {
        steps.push(step);
        pending.push(ctx.emit({ type: 'provisioned', data: step }));
    });
    await Promise.all(pending);
    return { kind: 'deleted', volume: volume.name, fileSystemId: volume.id, steps };
}
//# sourceMappingURL=delete.js.map
;// CONCATENATED MODULE: ./build/src/engine/list.js
/** The two lists: volumes of the region, instances that SSM manages. */
async function listVolumes(ctx) {
    return { kind: 'volumes', volumes: await ctx.fileSystems.list() };
}
async function listInstances(selectors, ctx) {
    if (selectors.length === 0)
        return { kind: 'instances', instances: await ctx.instances.list(), findings: [] };
    const resolutions = await ctx.instances.resolve(selectors);
    return { kind: 'instances', instances: resolutions.flatMap((r) => r.instances), findings: resolutions.flatMap((r) => r.findings) };
}
//# sourceMappingURL=list.js.map
;// CONCATENATED MODULE: ./build/src/engine/mount.js








async function mount_mount(request, ctx) {
    const operation = await resolveOperation(request, ctx);
    const before = await inspect_inspect(operation, 'facts', 'before', ctx);
    const plan = ctx.run().plan ?? planMount(ctx.runId, operation, before);
    if (!ctx.run().plan)
        await ctx.emit({ type: 'planned', data: plan });
    if (ctx.run().dryRun)
        return { kind: 'plan', plan };
    const results = await applyMounts(plan, ctx);
    const after = observationsAfter(operation, plan.refused, results);
    await ctx.emit({ type: 'observed', data: { phase: 'after', observations: after } });
    const sharing = await sharing_test_sharingTest(operation, after, ctx);
    const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() };
    const report = buildReport({ runId: ctx.runId, operation, before, after, results, refused: plan.refused, sharing, ...times });
    return { kind: 'report', report: await reportWithCauses(operation, report, { before, after, refused: plan.refused }, ctx) };
}
//# sourceMappingURL=mount.js.map
;// CONCATENATED MODULE: ./build/src/engine/status.js
/** status: the volume as EFS describes it, and where it is mounted as asked live. */

async function status_status(request, ctx) {
    const volume = await ctx.fileSystems.find(request.volume);
    return { kind: 'status', volume, mounted: await whereMounted(volume, ctx) };
}
//# sourceMappingURL=status.js.map
;// CONCATENATED MODULE: ./build/src/engine/unmount.js





async function unmount_unmount(request, ctx) {
    const operation = await resolveOperation(request, ctx);
    const before = await inspect_inspect(operation, 'facts', 'before', ctx);
    const plan = ctx.run().plan ?? planUnmount(ctx.runId, operation, before);
    if (!ctx.run().plan)
        await ctx.emit({ type: 'planned', data: plan });
    if (ctx.run().dryRun)
        return { kind: 'plan', plan };
    const results = (await Promise.all(plan.jobs.map((job) => ctx.dispatch(job)))).flat();
    const after = observationsAfter(operation, plan.refused, results);
    await ctx.emit({ type: 'observed', data: { phase: 'after', observations: after } });
    const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() };
    const sharing = { verdict: 'not-tried', cells: [], notes: [] };
    return {
        kind: 'report',
        report: buildReport({ runId: ctx.runId, operation, before, after, results, refused: plan.refused, sharing, ...times }),
    };
}
//# sourceMappingURL=unmount.js.map
;// CONCATENATED MODULE: ./build/src/engine/remembered-points.js
async function withPoints(operation, ctx) {
    const ids = new Set(Object.values(operation.asked ?? {}).flatMap((a) => a.accessPoint ?? []));
    if (operation.accessPoint)
        ids.delete(operation.accessPoint.id);
    if (ids.size === 0)
        return operation;
    const found = (await ctx.fileSystems.accessPoints(operation.fileSystemId)).filter((p) => ids.has(p.id));
    return { ...operation, points: found.map(({ id, name, path, user }) => ({ id, name, path, ...(user ? { user } : {}) })) };
}
//# sourceMappingURL=remembered-points.js.map
;// CONCATENATED MODULE: ./build/src/engine/verify.js








async function verify(request, ctx) {
    const resolved = await resolveOperation(request, ctx);
    // The first look finds each instance's login user and what it remembers, so that the second can make those accounts try.
    const first = await inspect_inspect(resolved, 'facts', 'before', ctx);
    const operation = await withPoints(remember_asAsked(resolved, first), ctx);
    const before = ctx.run().dryRun ? await lookAgain(operation, first, 500, ctx) : first;
    if (ctx.run().dryRun) {
        const plan = ctx.run().plan ?? planVerify(operation, before);
        await ctx.emit({ type: 'planned', data: plan });
        return { kind: 'plan', plan };
    }
    const after = await inspect_inspect(operation, 'behaviour', 'after', ctx, before);
    const sharing = await sharing_test_sharingTest(operation, after, ctx);
    const times = { startedAt: ctx.run().startedAt, endedAt: ctx.now().toISOString() };
    return {
        kind: 'report',
        report: buildReport({
            runId: ctx.runId,
            operation,
            before,
            after,
            results: [],
            refused: nobodyFound(operation, before),
            sharing,
            ...times,
        }),
    };
}
//# sourceMappingURL=verify.js.map
;// CONCATENATED MODULE: ./build/src/engine/carriers.js
/** Which instances carry a volume, and where: from a look at all of them, from what is remembered and from what was named. Pure. */



function carriersOf(wanted, instances, seen) {
    const carriers = [];
    const findings = wanted.unfit.filter((f) => !instances.some((i) => i.id === f.instanceId));
    const unasked = [];
    const left = [];
    for (const { id, name, online } of instances) {
        const remembered = wanted.known.find((k) => k.instanceId === id)?.mountPoint;
        const expected = wanted.named.has(id) || remembered !== undefined;
        const observation = seen.find((o) => o.instanceId === id);
        const called = name === id ? id : `${name} (${id})`;
        if (observation?.kind !== 'observed') {
            const why = observation?.finding.seen ?? (online ? 'no answer' : 'agent offline');
            if (!expected)
                unasked.push({ instanceId: id, name, why });
            else
                findings.push({ ...(observation?.finding ?? unfitOf(wanted, id) ?? offline(`${called}: ${why}`)), instanceId: id });
            continue;
        }
        const places = carriers_placesOf(observation.facts, wanted.fileSystemId);
        const mounted = (0,rows_mount/* isMountedAnywhere */.Wj)(observation.facts, wanted.fileSystemId);
        if (!expected && places.length === 0) {
            if (mounted.state === 'unknown')
                unasked.push({ instanceId: id, name, why: mounted.detail });
            continue;
        }
        if (places.length === 0 && observation.facts.left && !wanted.named.has(id)) {
            left.push(id);
            continue;
        }
        const mountPoint = wanted.mountPoint ?? placeAmong(places, remembered, wanted.usual);
        if (names/* patterns */.qp.mountPoint.test(mountPoint))
            carriers.push({ instanceId: id, name: name || id, mountPoint });
        else
            findings.push((0,catalogue/* finding */.gk)('bad-mount-point', { seen: `${called} has it at ${(0,names/* quote */.hD)(mountPoint)}`, instanceId: id }));
    }
    return { carriers, findings, unasked, left };
}
const unfitOf = ({ unfit }, id) => unfit.find((f) => f.instanceId === id);
const offline = (seen) => (0,catalogue/* finding */.gk)('instance-offline', { seen });
function carriers_placesOf(facts, fileSystemId) {
    const lines = facts.fstab.filter((l) => l.ours && isOf(l, fileSystemId));
    const notes = (facts.asked ?? []).flatMap((a) => a.place ?? []);
    const mounts = [...facts.mounts, ...(facts.elsewhere ?? [])].filter((m) => m.fileSystemId === fileSystemId);
    return [
        ...lines.map((l) => ({ at: l.place, by: 'line' })),
        ...notes.map((at) => ({ at, by: 'note' })),
        ...mounts.map((m) => ({ at: m.place, by: 'mount' })),
    ];
}
const isOf = ({ spec }, id) => spec === id || spec.startsWith(`${id}:`) || spec.startsWith(`${id}.`);
/** A promise on the host counts most, the line before the note; then memory, then what is mounted; of several, the usual place. */
function placeAmong(places, remembered, usual) {
    const among = (by) => {
        const found = places.filter((p) => p.by === by).map((p) => p.at);
        return found.find((at) => at === usual) ?? found[0];
    };
    return among('line') ?? among('note') ?? remembered ?? among('mount') ?? usual;
}
//# sourceMappingURL=carriers.js.map
;// CONCATENATED MODULE: ./build/src/engine/check-place.js








/** `seen`: a look that was already had at this place. `offset`: of the numbers of its jobs. `named`: instances that should carry it all the same. */
async function checkPlace(at, seen, offset, ctx, named) {
    const startedAt = ctx.now().toISOString();
    await ctx.emit({ type: 'resolved', data: at });
    const ids = new Set(at.targets.map((t) => t.instanceId));
    const before = seen?.filter((o) => ids.has(o.instanceId)) ?? (await look(at, 'facts', offset, ctx));
    // --read-only-on is not taken with --all
    const said = at.options.readOnly ? { ...at, readOnlyOn: at.targets.map((t) => t.instanceId) } : at;
    const operation = await withPoints(remember_asAsked(said, before, { byLine: true }), ctx);
    const { dryRun } = ctx.run();
    const after = dryRun
        ? await lookAgain(operation, before, offset + 500, ctx)
        : await look(operation, 'behaviour', offset + 1000, ctx, before);
    const left = leftMeanwhile(operation, after).filter((id) => !named.has(id));
    const staying = { ...operation, targets: operation.targets.filter((t) => !left.includes(t.instanceId)) };
    if (staying.targets.length === 0)
        return { left };
    const kept = after.filter((o) => !left.includes(o.instanceId));
    const options = { ...operation.options, sharingTest: operation.options.sharingTest && !dryRun };
    const sharing = await sharing_test_sharingTest({ ...staying, options }, kept, ctx, offset);
    const refused = nobodyFound(staying, kept);
    const endedAt = ctx.now().toISOString();
    const report = buildReport({
        runId: ctx.runId,
        operation: staying,
        before,
        after: kept,
        results: [],
        refused,
        sharing,
        startedAt,
        endedAt,
    });
    // of the look that the report is made from: it knows the accounts, and so their spaces
    return { checked: { report, plan: planMount(ctx.runId, { ...staying, verb: 'mount' }, kept) }, left };
}
/** Somebody had Prism unmount it while it was being looked at; the second look waits for the host's lock, and so sees that to its end. */
function leftMeanwhile({ fileSystemId, mountPoint }, after) {
    return after.flatMap((o) => {
        if (o.kind !== 'observed' || !o.facts.left)
            return [];
        return (0,rows_mount/* isMountedAnywhere */.Wj)(o.facts, fileSystemId).state === 'not-mounted' && !o.facts.fstab.some((l) => l.ours && l.place === mountPoint)
            ? [o.instanceId]
            : [];
    });
}
//# sourceMappingURL=check-place.js.map
;// CONCATENATED MODULE: ./build/src/engine/expected-carriers.js
/** `listed`: what SSM manages; a remembered instance that is online there needs no further question. */
async function expectedCarriers(selectors, remembered, listed, ctx) {
    const silent = remembered.filter((id) => !listed.some((i) => i.id === id && i.online)).map((id) => ({ kind: 'id', id }));
    const named = selectors.length > 0 ? await ctx.instances.resolve(selectors) : [];
    const asked = silent.length > 0 ? await ctx.instances.resolve(silent) : [];
    const ids = named.flatMap((r) => [...r.instances.map((i) => i.id), ...r.findings.flatMap((f) => f.instanceId ?? [])]);
    const gone = asked.flatMap((r) => r.findings).filter((f) => f.code === 'instance-not-found' && !ids.includes(f.instanceId ?? ''));
    const found = [...named, ...asked].flatMap((r) => r.instances).filter((i) => !listed.some((l) => l.id === i.id));
    return {
        instances: [...new Map(found.map((i) => [i.id, i])).values()],
        named: new Set(ids),
        unfit: [...named, ...asked].flatMap((r) => r.findings).filter((f) => !gone.includes(f)),
        gone,
    };
}
//# sourceMappingURL=expected-carriers.js.map
;// CONCATENATED MODULE: ./build/src/engine/verify-all.js
/** verify --all: where each volume is carried is asked live, then it is verified there. One volume's failure does not stop the others. */







async function verifyAll(request, ctx) {
    if (request.options.readOnly?.kind === 'on')
        throw (0,catalogue/* fail */.fJ)('bad-option', {
            seen: '--read-only-on belongs to one volume; with --all each instance’s own fstab line says what was asked there',
        });
    const [volumes, managed] = await Promise.all([volumesOf(request, ctx), ctx.instances.list()]);
    const instances = managed.filter((i) => !i.platform.toLowerCase().includes('windows'));
    let ranges = 0;
    const round = { request, instances, offset: () => 10_000 * ranges++, ctx };
    const checks = [];
    for (const volume of volumes)
        checks.push(await checkVolume(volume, round));
    return { kind: 'checks', region: ctx.region, checks };
}
/** A name that two volumes share says neither; then the id does. */
async function volumesOf(request, ctx) {
    if (request.volume)
        return [{ fileSystem: await ctx.fileSystems.find(request.volume), called: (0,names/* formatVolumeRef */.J0)(request.volume) }];
    const all = await ctx.fileSystems.list();
    return all.map((fileSystem) => {
        const { id, name } = fileSystem;
        const tells = names/* patterns */.qp.volumeName.test(name) && !name.startsWith('fs-') && all.filter((v) => v.name === name).length === 1;
        return { fileSystem, called: tells ? name : id };
    });
}
async function checkVolume({ fileSystem, called }, round) {
    const { request, ctx } = round;
    const about = { volume: called, fileSystemId: fileSystem.id, region: ctx.region };
    try {
        // a list has no mount targets
        const whole = request.volume ? fileSystem : await ctx.fileSystems.find({ kind: 'id', id: fileSystem.id });
        return { ...about, ...(await findAndCheck(whole, called, round)) };
    }
    catch (error) {
        if (!(error instanceof catalogue/* PrismError */.sp))
            throw error;
        return { ...about, places: [], unasked: [], gone: [], left: [], findings: [error.finding, ...error.others] };
    }
}
async function findAndCheck(fileSystem, called, { request, instances, offset, ctx }) {
    const known = request.known.filter((k) => k.fileSystemId === fileSystem.id);
    const remembered = known.map((k) => k.instanceId);
    const { named, unfit, gone, ...expected } = await expectedCarriers(request.selectors, remembered, instances, ctx);
    const { mountPoint } = request.options;
    const usual = mountPoint ?? mountPointOf(called, fileSystem);
    const operation = operationOf(fileSystem, called, usual, request, ctx);
    const all = [...instances, ...expected.instances].filter((i) => !gone.some((f) => f.instanceId === i.id));
    const targets = all.filter((i) => i.online).map((i) => ({ instanceId: i.id, name: i.name || i.id }));
    const seen = targets.length > 0 ? await look({ ...operation, targets }, 'facts', offset(), ctx) : [];
    const wanted = { fileSystemId: fileSystem.id, usual, named, unfit, known, ...(mountPoint ? { mountPoint } : {}) };
    const { carriers, findings, unasked, ...found } = carriersOf(wanted, all, seen);
    const left = [...found.left];
    const places = [];
    for (const [place, there] of byPlace(carriers)) {
        const targetsThere = there.map(({ instanceId, name }) => ({ instanceId, name }));
        const at = { ...operation, mountPoint: place, targets: targetsThere };
        const { checked, left: meanwhile } = await checkPlace(at, place === usual ? seen : undefined, offset(), ctx, named);
        if (checked)
            places.push(checked);
        left.push(...meanwhile);
    }
    return { places, findings, unasked, gone, left };
}
function byPlace(carriers) {
    const places = new Map();
    for (const carrier of carriers)
        places.set(carrier.mountPoint, [...(places.get(carrier.mountPoint) ?? []), carrier]);
    return places;
}
function operationOf(fileSystem, called, mountPoint, request, ctx) {
    return {
        verb: 'verify',
        volume: called,
        fileSystemId: fileSystem.id,
        region: ctx.region,
        mountPoint,
        addresses: addressesOf(fileSystem),
        zones: fileSystem.targets.filter((t) => t.state === 'available').map((t) => t.availabilityZone),
        targets: [],
        options: request.options,
        lazy: false,
        unresolved: [],
    };
}
//# sourceMappingURL=verify-all.js.map
;// CONCATENATED MODULE: ./build/src/engine/perform.js
/** A request becomes its answer: one use case a verb. */











/** Throws PrismError for what a verb refuses as a whole. */
function perform(request, ctx) {
    switch (request.verb) {
        case 'mount':
            return mount_mount(request, ctx);
        case 'doctor':
            return doctor_doctor(request, ctx);
        case 'adopt':
            return adopt(request, ctx);
        case 'verify':
            return verify(request, ctx);
        case 'verify-all':
            return verifyAll(request, ctx);
        case 'unmount':
            return unmount_unmount(request, ctx);
        case 'status':
            return status_status(request, ctx);
        case 'create':
            return createVolume(request, ctx);
        case 'delete':
            return deleteVolume(request, ctx);
        case 'access-points':
            return access_points_listAccessPoints(request, ctx);
        case 'create-access-point':
            return access_points_createAccessPoint(request, ctx);
        case 'delete-access-point':
            return access_points_deleteAccessPoint(request, ctx);
        case 'volumes':
            return listVolumes(ctx);
        case 'instances':
            return listInstances(request.selectors, ctx);
    }
}
//# sourceMappingURL=perform.js.map
;// CONCATENATED MODULE: ./build/src/runs/dispatch-context.js
/** How long SSM may take to deliver; the job's not-after time is the same moment, so that what is late does nothing. */
const deliverySeconds = 60;
//# sourceMappingURL=dispatch-context.js.map
;// CONCATENATED MODULE: ./build/src/runs/await-invocations.js
/** Waits for a command's invocations: one ListCommandInvocations per tick, 0.5 s growing to 2 s (measured in facts). */


const firstTick = 500;
const longestTick = 2000;
const growth = 1.3;
/** Beyond delivery and execution: SSM's own slowness in telling. */
const graceSeconds = 30;
/** How long an interrupted run waits for SSM to say that it cancelled; a runner kills us soon after. */
const cancelSeconds = 4;
/** Returns what was last seen of each instance; one that is absent was never listed. Stops at the job's own limits; throws what waiting cannot cure. */
async function awaitInvocations(job, instanceIds, commandId, ctx, cleanup) {
    let deadline = ctx.clock.now().getTime() + (deliverySeconds + job.executionSeconds + graceSeconds) * 1000;
    let seen = new Map();
    let cancelled = false;
    for (let tick = firstTick;; tick = Math.min(tick * growth, longestTick)) {
        await ctx.clock.sleep(tick, cancelled || cleanup ? undefined : ctx.signal);
        if (ctx.signal.aborted && !cancelled && !cleanup) {
            cancelled = true;
            deadline = Math.min(deadline, ctx.clock.now().getTime() + cancelSeconds * 1000);
            await ctx.runCommand.cancel(commandId).catch(() => undefined);
        }
        const listed = await ctx.runCommand.invocations(commandId).catch(passing);
        if (listed)
            seen = new Map(listed.map((i) => [i.instanceId, i]));
        ctx.onProgress({
            runId: ctx.run().id,
            job: job.key,
            script: job.script,
            invocations: instanceIds.map((instanceId) => ({ instanceId, state: seen.get(instanceId)?.state ?? 'pending' })),
        });
        if (instanceIds.every((id) => hasEnded(seen.get(id))))
            return seen;
        if (ctx.clock.now().getTime() >= deadline)
            return seen;
    }
}
/** A poll that fails is made again, but not one that will fail for ever. */
function passing(error) {
    if (error instanceof catalogue/* PrismError */.sp && (error.finding.code === 'aws-denied' || error.finding.code === 'aws-credentials'))
        throw error;
    return undefined;
}
function hasEnded(invocation) {
    return invocation !== undefined && invocation.state !== 'pending' && invocation.state !== 'running';
}
//# sourceMappingURL=await-invocations.js.map
;// CONCATENATED MODULE: ./build/src/runs/find-sent.js
/** Seconds after which to ask again. Together the time in which SSM usually lists a command. */
const waits = [0, 1, 2, 4, 8];
async function findSent(comment, sentAt, ctx) {
    // a little earlier than we think we sent: clocks differ
    const since = new Date(sentAt.getTime() - 120_000);
    for (const seconds of waits) {
        if (seconds > 0)
            await ctx.clock.sleep(seconds * 1000, ctx.signal);
        try {
            const found = (await ctx.runCommand.recent(since)).find((c) => c.comment === comment);
            if (found)
                return found.commandId;
        }
        catch {
            // not being able to ask is like not finding: it proves nothing
        }
    }
    return undefined;
}
//# sourceMappingURL=find-sent.js.map
;// CONCATENATED MODULE: ./build/src/runs/distributor-result.js
/** What came of AWS-ConfigureAWSPackage on one instance: SSM's status and the agent's words, for there is no transcript. */


/** In characters: the agent's last line says which step of a package failed, and why. */
const longestQuote = 200;
function distributorResult(instanceId, commandId, invocation) {
    const none = (code, seen) => ({
        kind: 'none',
        instanceId,
        finding: (0,catalogue/* finding */.gk)(code, { seen: `${seen} (command ${commandId})`, instanceId }),
    });
    switch (invocation.state) {
        case 'success':
            return { kind: 'installed', instanceId, said: (0,names/* quote */.hD)(lastLine(invocation.output), longestQuote) };
        case 'failed': {
            const said = lastLine(invocation.errorOutput) || lastLine(invocation.output);
            // the agent's words where the package's manifest names no such platform, version or architecture
            const platform = /no manifest found for (platform: [^\n]{1,100})/.exec(invocation.errorOutput)?.[1];
            if (platform !== undefined)
                return none('distributor-no-package', `nothing for ${(0,names/* quote */.hD)(platform)}`);
            return none('distributor-failed', `${invocation.details}, exit ${invocation.exitCode ?? '?'}: ${(0,names/* quote */.hD)(said, longestQuote)}`);
        }
        case 'not-delivered':
            return none('not-delivered', invocation.details);
        case 'cancelled':
            return none('invocation-cancelled', invocation.details);
        case 'timed-out':
            return none('invocation-timed-out', invocation.details);
        case 'pending':
        case 'running':
            return none('outcome-unknown', invocation.details);
    }
}
const lastLine = (text) => text.trim().split('\n').at(-1)?.trim().slice(0, longestQuote) ?? '';
//# sourceMappingURL=distributor-result.js.map
;// CONCATENATED MODULE: ./build/src/runs/result-of.js
/**
 * One instance's result of one job. The transcript decides, whatever SSM's status says; without one, SSM's status tells
 * what may have happened, and silence is never green.
 */




async function resultOf(job, instanceId, commandId, invocation, ctx) {
    const none = (code, seen) => ({
        kind: 'none',
        instanceId,
        finding: (0,catalogue/* finding */.gk)(code, { seen: `${seen} (command ${commandId})`, instanceId }),
    });
    if (!invocation || !hasEnded(invocation))
        return ctx.signal.aborted
            ? none('cancelled', 'interrupted while the command was under way')
            : none('outcome-unknown', `no end was seen within the time limit${invocation ? `, last state ${invocation.details}` : ''}`);
    if (job.script === 'distributor')
        return distributorResult(instanceId, commandId, invocation);
    const at = ctx.clock.now().toISOString();
    const fromSummary = ctx.scripts.readTranscript(job, instanceId, at, invocation.output, 'summary');
    if (fromSummary.kind === 'transcript')
        return fromSummary;
    const full = await ctx.runCommand.output(commandId, instanceId).catch(() => undefined);
    if (full) {
        const result = ctx.scripts.readTranscript(job, instanceId, at, full.output, 'full');
        if (result.kind === 'transcript')
            return result;
        if (result.kind === 'none' && (result.finding.code !== 'transcript-missing' || invocation.state === 'success'))
            return result;
    }
    switch (invocation.state) {
        case 'not-delivered':
            return none('not-delivered', invocation.details);
        case 'cancelled':
            return none('invocation-cancelled', invocation.details);
        case 'timed-out':
            return none('invocation-timed-out', invocation.details);
        case 'failed':
            return none('invocation-failed', `${invocation.details}, exit ${invocation.exitCode ?? '?'}: ${(0,names/* quote */.hD)((full?.errorOutput ?? invocation.errorOutput).trim().slice(-200), 200)}`);
        case 'success':
        case 'pending':
        case 'running':
            return none('transcript-missing', 'the output could not be fetched');
    }
}
//# sourceMappingURL=result-of.js.map
;// CONCATENATED MODULE: ./build/src/runs/dispatch.js
/**
 * The only way to SendCommand. It appends the intent, sends, appends the command id, waits, and appends what came back.
 * SendCommand has no idempotency token, so a send whose answer was lost is looked for, and never sent again.
 */





/** SendCommand takes at most 50 ids (facts). */
const idsPerCommand = 50;
/** Chunks of single instances are numbered from here, so that a re-entry tells them from whole ones. */
const firstSingle = 1_000_000;
async function dispatch(job, ctx, { cleanup } = { cleanup: false }) {
    const record = ctx.run().jobs.find((j) => j.job.key === job.key);
    if (record?.results)
        return record.results;
    const { chunks, left } = await divide(job, record?.chunks ?? [], ctx, cleanup);
    const done = (await Promise.all(chunks.map((chunk) => runChunk(job, chunk, ctx, cleanup)))).flat();
    // in the job's own order, whatever they were sent by
    const byInstance = new Map([...left, ...done].map((r) => [r.instanceId, r]));
    const results = job.instanceIds.flatMap((id) => byInstance.get(id) ?? []);
    await ctx.emit({ type: 'returned', data: { key: job.key, results } });
    return results;
}
/** What was begun stays divided as it was; only instances that no chunk names are given a way and chunks of their own. */
async function divide(job, begun, ctx, cleanup) {
    const known = begun.filter((c) => c.chunk < firstSingle);
    const covered = new Set(known.flatMap((c) => c.instanceIds));
    const open = job.instanceIds.filter((id) => !covered.has(id));
    if (open.length === 0)
        return { chunks: known, left: [] };
    if (ctx.signal.aborted && !cleanup)
        return { chunks: known, left: none(open, 'cancelled', 'interrupted before anything was sent') };
    try {
        const { routes, refused } = await routesOf(job, open, ctx);
        const first = Math.max(-1, ...known.map((c) => c.chunk)) + 1;
        const parts = routes.flatMap(({ way, instanceIds }) => partsOf(instanceIds).map((ids) => ({ way, instanceIds: ids })));
        return {
            chunks: [...known, ...parts.map((part, i) => ({ ...part, chunk: first + i }))],
            left: refused.map((f) => ({ kind: 'none', instanceId: f.instanceId ?? '', finding: f })),
        };
    }
    catch (error) {
        if (!(error instanceof catalogue/* PrismError */.sp))
            throw error;
        return { chunks: known, left: open.map((instanceId) => ({ kind: 'none', instanceId, finding: { ...error.finding, instanceId } })) };
    }
}
async function runChunk(job, chunk, ctx, cleanup) {
    const earlier = ctx
        .run()
        .jobs.find((j) => j.job.key === job.key)
        ?.chunks.find((c) => c.chunk === chunk.chunk);
    if (earlier?.commandId)
        return collect(job, chunk, earlier.commandId, ctx, cleanup);
    if (earlier)
        return lookFor(job, chunk, earlier.comment, new Date(earlier.at), ctx, cleanup);
    if (ctx.signal.aborted && !cleanup)
        return none(chunk.instanceIds, 'cancelled', 'interrupted before anything was sent');
    return send(job, chunk, ctx, cleanup);
}
async function send(job, chunk, ctx, cleanup) {
    const at = ctx.clock.now();
    const notAfter = new Date(at.getTime() + deliverySeconds * 1000);
    const comment = `Prism ${job.key} ${chunk.chunk}`;
    await ctx.emit({ type: 'dispatching', data: { job, ...chunk, comment, notAfter: notAfter.toISOString() } });
    const command = {
        by: carried(job, chunk.way, notAfter, ctx),
        instanceIds: chunk.instanceIds,
        comment,
        deliverySeconds: deliverySeconds,
        executionSeconds: job.executionSeconds,
    };
    const outcome = await ctx.runCommand.send(command);
    switch (outcome.kind) {
        case 'sent':
            await ctx.emit({ type: 'dispatched', data: { key: job.key, chunk: chunk.chunk, commandId: outcome.commandId } });
            return collect(job, chunk, outcome.commandId, ctx, cleanup);
        case 'unknown':
            return lookFor(job, chunk, comment, at, ctx, cleanup);
        case 'refused':
            // one id that SSM does not take refuses them all: each is then judged by itself
            if (outcome.finding.code === 'instance-offline' && chunk.instanceIds.length > 1)
                return (await Promise.all(alone(chunk).map((one) => send(job, one, ctx, cleanup)))).flat();
            return chunk.instanceIds.map((instanceId) => ({ kind: 'none', instanceId, finding: { ...outcome.finding, instanceId } }));
    }
}
/** The command may or may not exist. Found: go on with it. Not found: that proves nothing, so the outcome is in doubt. */
async function lookFor(job, chunk, comment, sentAt, ctx, cleanup) {
    const commandId = await findSent(comment, sentAt, ctx);
    if (!commandId)
        return none(chunk.instanceIds, 'outcome-unknown', 'the send got no answer, and SSM does not list the command');
    await ctx.emit({ type: 'dispatched', data: { key: job.key, chunk: chunk.chunk, commandId } });
    return collect(job, chunk, commandId, ctx, cleanup);
}
async function collect(job, chunk, commandId, ctx, cleanup) {
    const invocations = await awaitInvocations(job, chunk.instanceIds, commandId, ctx, cleanup);
    return Promise.all(chunk.instanceIds.map((instanceId) => resultOf(job, instanceId, commandId, invocations.get(instanceId), ctx)));
}
function none(instanceIds, code, seen) {
    return instanceIds.map((instanceId) => ({ kind: 'none', instanceId, finding: (0,catalogue/* finding */.gk)(code, { seen, instanceId }) }));
}
function alone({ chunk, instanceIds, way }) {
    return instanceIds.map((id, i) => ({ way, chunk: firstSingle + chunk * idsPerCommand + i, instanceIds: [id] }));
}
/** Distributor has AWS's own document and no other. */
async function routesOf(job, instanceIds, { ways }) {
    if (job.script === 'distributor')
        return { routes: [{ way: { kind: 'distributor' }, instanceIds }], refused: [] };
    return ways.choose(job.script, instanceIds);
}
function carried(job, way, notAfter, { scripts }) {
    if (job.script === 'distributor')
        return { kind: 'distributor', parameters: job.params };
    switch (way.kind) {
        case 'distributor':
            throw new Error(`${job.key} is a script of ours`);
        case 'run-shell-script':
            return { ...way, commands: scripts.commandsFor(job, notAfter) };
        case 'own-document':
            return { ...way, parameters: scripts.parametersFor(job, notAfter) };
    }
}
function partsOf(ids) {
    return Array.from({ length: Math.ceil(ids.length / idsPerCommand) }, (_, i) => ids.slice(i * idsPerCommand, (i + 1) * idsPerCommand));
}
//# sourceMappingURL=dispatch.js.map
;// CONCATENATED MODULE: ./build/src/runs/drive.js
/** The one road: every door asks here, and a run goes authorise → resolve → inspect → plan → apply → verify → answer. */





/** Re-entrant: a run that was driven before goes on from its events. Throws only where there is no such run. */
async function drive(runId, ctx) {
    let run = foldRun(await ctx.journal.read(runId));
    let last = Promise.resolve();
    // one after the other, also when jobs run side by side: so the fold stays equal to what the journal keeps
    const emit = (body) => {
        last = last.then(async () => {
            run = nextRun(run, await ctx.journal.append(runId, body));
        });
        return last;
    };
    const end = async (state, findings, answer) => {
        await emit({ type: 'ended', data: { state, findings, ...(answer ? { answer } : {}) } });
        return { state: state === 'unknown' ? 'unknown' : 'done', run };
    };
    if (run.endedAt !== undefined)
        return { state: run.state === 'unknown' ? 'unknown' : 'done', run };
    if (!run.decision)
        await emit({ type: 'decided', data: ctx.authorise(run.request, run.origin) });
    const decision = run.decision;
    if (decision?.kind === 'denied')
        return end('denied', [decision.finding]);
    if (decision?.kind !== 'allowed')
        return { state: 'waiting', run };
    try {
        const answer = await perform(run.request, {
            runId,
            region: ctx.region,
            fileSystems: ctx.fileSystems,
            instances: ctx.instances,
            surveyor: ctx.surveyor,
            now: ctx.clock.now,
            run: () => run,
            emit,
            dispatch: (job, options) => dispatch(job, {
                run: () => run,
                emit,
                onProgress: ctx.journal.progress,
                runCommand: ctx.runCommand,
                scripts: ctx.scripts,
                ways: ctx.ways,
                clock: ctx.clock,
                signal: ctx.signal,
            }, options),
        });
        return await end(endOf(answer), drive_findingsOf(answer), answer);
    }
    catch (error) {
        if (error instanceof catalogue/* PrismError */.sp) {
            const doubt = isUnderWay(run) || ((0,catalogue/* kindOf */.I)(error.finding.code) === 'doubt' && changedAnything(run));
            return end(doubt ? 'unknown' : 'failed', [error.finding, ...error.others]);
        }
        const seen = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        return end(changedAnything(run) ? 'unknown' : 'failed', [(0,catalogue/* finding */.gk)('internal-error', { seen })]);
    }
}
/** Whether a job that changes hosts was handed to SSM and its end was not seen. */
function isUnderWay(run) {
    return run.jobs.some((j) => j.job.changes && !j.results);
}
/** Whether anything was sent that could have changed a host. */
function changedAnything(run) {
    return run.jobs.some((j) => j.job.changes) || run.provisioned.length > 0;
}
function endOf(answer) {
    switch (answer.kind) {
        case 'report':
            return { holds: 'done', differs: 'failed', unknown: 'unknown' }[answer.report.verdict];
        case 'checks':
            return { holds: 'done', differs: 'failed', unknown: 'unknown' }[(0,volume_check/* verdictOfAll */.O1)(answer.checks)];
        case 'plan':
            return answer.refusal || answer.plan.refused.length > 0 || answer.plan.operation.unresolved.length > 0 ? 'failed' : 'done';
        case 'instances':
            return answer.findings.length > 0 ? 'failed' : 'done';
        case 'doctor':
            return { healthy: 'done', ill: 'failed', unknown: 'unknown' }[answer.report.verdict];
        case 'volumes':
        case 'status':
        case 'access-points':
        case 'access-point':
        case 'created':
        case 'deleted':
            return 'done';
    }
}
function drive_findingsOf(answer) {
    switch (answer.kind) {
        case 'report':
            return [...answer.report.findings, ...answer.report.instances.flatMap((i) => i.findings)];
        case 'checks':
            return answer.checks.flatMap(volume_check/* findingsOfCheck */.sU);
        case 'plan':
            return [...(answer.refusal ? [answer.refusal] : []), ...answer.plan.operation.unresolved, ...answer.plan.refused];
        case 'instances':
            return answer.findings;
        case 'doctor':
            return answer.report.findings;
        case 'volumes':
        case 'status':
        case 'access-points':
        case 'access-point':
        case 'created':
        case 'deleted':
            return [];
    }
}
//# sourceMappingURL=drive.js.map
;// CONCATENATED MODULE: ./build/src/runs/stores/memory.js
function memoryJournal({ now, onSinkError, keep = 1000 }) {
    const runs = new Map();
    const sinks = new Set();
    async function append(runId, body) {
        const events = runs.get(runId) ?? [];
        const event = { ...body, runId, seq: events.length + 1, at: now().toISOString() };
        events.push(event);
        runs.set(runId, events);
        forgetOldest();
        for (const sink of sinks) {
            try {
                await sink.onEvent?.(event);
            }
            catch (error) {
                onSinkError(error);
            }
        }
        return event;
    }
    function forgetOldest() {
        for (const [id, events] of runs) {
            if (runs.size <= keep)
                return;
            if (events.at(-1)?.type === 'ended')
                runs.delete(id);
        }
    }
    function progress(counts) {
        for (const sink of sinks) {
            try {
                sink.onProgress?.(counts);
            }
            catch (error) {
                onSinkError(error);
            }
        }
    }
    return {
        append,
        progress,
        read: async (runId) => [...(runs.get(runId) ?? [])],
        list: async () => [...runs.keys()].reverse(),
        listen: (sink) => {
            sinks.add(sink);
            return () => sinks.delete(sink);
        },
    };
}
//# sourceMappingURL=memory.js.map
;// CONCATENATED MODULE: ./build/src/compose.js
/** The only file that builds adapters and hands them round. Every door gets a `Prism` from here. */
















/** Throws `aws-region` when no region is configured, `bad-option` for PRISM_DOCUMENTS; touches no network. SDK clients load on first use. */
function compose(options) {
    const clock = options.clock ?? machineClock;
    const choice = options.documents ?? (0,domain_documents/* parseDocumentChoice */.KP)(options.env.PRISM_DOCUMENTS);
    const clients = createClients(options);
    const runCommand = createRunCommand({ clients, clock });
    const journal = memoryJournal({
        now: clock.now,
        onSinkError: (error) => process.stderr.write(`prism: a listener failed: ${String(error)}\n`),
    });
    const interrupts = new Map();
    async function driveRun(runId, { signal } = {}) {
        const interrupt = new AbortController();
        interrupts.set(runId, interrupt);
        try {
            return await drive(runId, {
                journal,
                clock,
                region: clients.region,
                fileSystems: createFileSystems({ clients, clock }),
                instances: createInstances({ clients }),
                surveyor: createSurveyor({ clients }),
                runCommand,
                scripts: { commandsFor: commandsFor, parametersFor: parametersFor, readTranscript: readTranscript },
                ways: chooseWays({ choice, documents: createDocuments({ clients, saysTheSame: saysTheSame }), own: ownDocuments() }),
                authorise: authorise,
                signal: signal ? AbortSignal.any([signal, interrupt.signal]) : interrupt.signal,
            });
        }
        finally {
            interrupts.delete(runId);
        }
    }
    async function run(runId) {
        const events = await journal.read(runId);
        return events.length > 0 ? foldRun(events) : undefined;
    }
    return {
        drive: driveRun,
        run,
        listen: journal.listen,
        request: async (request, origin, { dryRun = false } = {}) => {
            const runId = ulid();
            await journal.append(runId, { type: 'requested', data: { request, origin, dryRun } });
            return runId;
        },
        runs: async () => (await Promise.all((await journal.list()).map(run))).filter((r) => r !== undefined),
        cancel: async (runId) => {
            interrupts.get(runId)?.abort();
            const jobs = (await run(runId))?.jobs ?? [];
            return jobs.filter((j) => !j.results).flatMap((j) => j.chunks.flatMap((c) => c.commandId ?? []));
        },
        cancelCommands: async (commandIds) => {
            await Promise.all(commandIds.map((id) => runCommand.cancel(id)));
        },
    };
}
/** The IAM policies as text. Asks AWS nothing; what writes YAML loads only here. */
const printIam = async (question) => (await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(813)]).then(__webpack_require__.bind(__webpack_require__, 5813))).iamText(question, ownDocuments().map((d) => d.name));
/** Prism's own SSM documents, to be set up by an operator; `version` is this Prism's release. Throws `aws-region`. */
function composeSetup(options) {
    const clients = createClients(options);
    return createSetup({
        clients,
        clock: options.clock ?? machineClock,
        documents: createDocuments({ clients, saysTheSame: saysTheSame }),
        own: ownDocuments(),
        version: options.version,
        readable: readableDocument,
    });
}
/** For doors that live in GitHub's threads; the client carries the credentials, so there is one of these for each installation. */
const composeGitHub = (options) => createGitHub(options);
/** For doors that keep issues under whatever token they were given. */
const composeIssues = (options) => createIssues(options);
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
//# sourceMappingURL=compose.js.map

/***/ }),

/***/ 4367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ mayWrite),
/* harmony export */   kp: () => (/* binding */ roleOf),
/* harmony export */   y_: () => (/* binding */ GitHubError)
/* harmony export */ });
/** What a door needs of GitHub: whose word counts, and one thread to answer in. Adapters live in github/; tests may pass their own. */
/**
 * Whether somebody may act: the one place where it is decided, for doors and policy alike. By the base role alone, as a role's name says
 * nothing: `storage-operator` may extend write, and a custom role named like a strong one may extend read.
 */
const mayWrite = ({ base }) => base === 'admin' || base === 'write';
/** A permission as people know it: the role's own name, or the base where there is none. */
const roleOf = ({ base, roleName }) => (roleName === '' ? base : roleName);
/** What GitHub refuses, in the few kinds that callers tell apart by `code`. */
class GitHubError extends Error {
    code;
    status;
    retryAfterSeconds;
    constructor(code, message, details = {}) {
        super(message, { cause: details.cause });
        this.name = 'GitHubError';
        this.code = code;
        this.status = details.status;
        this.retryAfterSeconds = details.retryAfterSeconds;
    }
}
//# sourceMappingURL=github.js.map

/***/ })

};
