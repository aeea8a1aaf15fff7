export const id = 625;
export const ids = [625];
export const modules = {

/***/ 3625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  evidenceStream: () => (/* binding */ evidenceStream),
  evidenceTo: () => (/* binding */ evidenceTo),
  openEvidence: () => (/* binding */ openEvidence)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/src/domain/catalogue.js + 18 modules
var catalogue = __webpack_require__(6273);
;// CONCATENATED MODULE: ./build/src/runs/evidence/lines.js
const format = 1;
/** Lists with an entry for each instance, pair or volume. */
const longLists = new Set(['observations', 'results', 'instances', 'cells', 'spaces', 'checks', 'volumes']);
const firstLine = () => JSON.stringify({ prism: 'evidence', format });
const lastLine = (lines, interrupted, leftOut = 0) => JSON.stringify({ end: { lines, ...(interrupted ? { interrupted } : {}), ...(leftOut > 0 ? { leftOut } : {}) } });
/** Without line ends. */
function* linesOf({ data, ...event }) {
    const entries = [];
    yield JSON.stringify({ ...event, data: withoutLists(data, ['data'], entries) });
    for (const entry of entries)
        yield JSON.stringify(entry);
}
/** The whole file of a run that has ended. */
function* fileOf(events) {
    yield firstLine();
    let [lines, count, last] = [1, 0, 0];
    for (const event of events) {
        count++;
        last = event.seq;
        for (const line of linesOf(event)) {
            lines++;
            yield line;
        }
    }
    yield lastLine(lines, undefined, last - count);
}
function withoutLists(value, path, entries) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => {
        const at = [...path, name];
        if (!Array.isArray(part) || !longLists.has(name) || !part.every(isObject))
            return [name, withoutLists(part, at, entries)];
        for (const entry of part)
            entries.push({ in: at, entry });
        return [name, []];
    }));
}
const isObject = (value) => typeof value === 'object' && value !== null;
//# sourceMappingURL=lines.js.map
;// CONCATENATED MODULE: ./build/src/runs/evidence/write.js
/** Writes a run down while it goes: gzip, flushed after each event, so that what is on the disk is never far behind. */







/** Throws `evidence-not-written` where the file cannot be opened: before a run begins, as one without its evidence may not be wanted. */
async function openEvidence(path) {
    try {
        const file = await (0,promises_.open)(path, 'w');
        return evidenceTo((0,external_node_fs_.createWriteStream)(path, { fd: file }));
    }
    catch (error) {
        throw (0,catalogue/* fail */.fJ)('evidence-not-written', { seen: error instanceof Error ? error.message : String(error) }, error);
    }
}
function evidenceTo(file) {
    const gzip = (0,external_node_zlib_.createGzip)();
    let broken;
    const written = (0,external_node_stream_promises_.pipeline)(gzip, file).catch((error) => {
        broken = error;
    });
    let lines = 0;
    const write = async (line) => {
        lines++;
        if (!broken && !gzip.write(`${line}\n`))
            await Promise.race([drained(gzip), written]);
    };
    let last = write(firstLine());
    // one event after the other, also where whoever tells of them does not wait
    const after = (work) => {
        last = last.then(work);
        return last;
    };
    return {
        sink: {
            onEvent: (event) => after(async () => {
                for (const line of linesOf(event))
                    await write(line);
                if (!broken)
                    await Promise.race([flushed(gzip), written]);
            }),
        },
        close: async (interrupted) => {
            await after(() => write(lastLine(lines, interrupted)));
            gzip.end();
            await written;
            return broken;
        },
    };
}
const drained = (gzip) => new Promise((resolve) => gzip.once('drain', resolve));
const flushed = (gzip) => new Promise((resolve) => gzip.flush(external_node_zlib_.constants.Z_SYNC_FLUSH, resolve));
/** The file of a run that has ended, made as it is read. */
const evidenceStream = (events) => external_node_stream_.Readable.from(ended(fileOf(events))).pipe((0,external_node_zlib_.createGzip)());
function* ended(lines) {
    for (const line of lines)
        yield `${line}\n`;
}
//# sourceMappingURL=write.js.map

/***/ })

};
