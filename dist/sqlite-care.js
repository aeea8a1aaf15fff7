export const id = 829;
export const ids = [829,116];
export const modules = {

/***/ 3829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   backUpStore: () => (/* binding */ backUpStore),
/* harmony export */   checkStore: () => (/* binding */ checkStore),
/* harmony export */   restoreStore: () => (/* binding */ restoreStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_sqlite__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99);
/* harmony import */ var _domain_catalogue_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3747);
/* harmony import */ var _sqlite_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4116);
/* harmony import */ var _sqlite_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7230);
/* harmony import */ var _sqlite_migrations_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9381);
/** What an operator does with a store's file: look whether it is whole, copy it while it is in use, put a copy in the place of a lost one. */






/** Reads only, also while a server works with it. Throws `store-unusable`. */
function checkStore(path) {
    return reading(path, (database) => {
        const count = (query) => Number(database.prepare(query).get()?.n ?? 0);
        const torn = database
            .prepare('SELECT run FROM events GROUP BY run HAVING min(seq) <> 1 OR max(seq) <> count(*)')
            .all()
            .map(({ run }) => `run ${String(run)} lacks events`);
        const nameless = count('SELECT count(*) AS n FROM (SELECT DISTINCT run FROM events WHERE run NOT IN (SELECT id FROM runs))');
        return {
            faults: [...(0,_sqlite_file_js__WEBPACK_IMPORTED_MODULE_4__/* .faultsOf */ .xm)(database, 'integrity_check'), ...torn, ...(nameless > 0 ? [`${nameless} runs are in no list`] : [])],
            runs: count('SELECT count(*) AS n FROM runs'),
            unfinished: count('SELECT count(*) AS n FROM runs WHERE ended IS NULL'),
            openDeliveries: count('SELECT count(*) AS n FROM deliveries WHERE content IS NOT NULL'),
            bytes: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).size,
        };
    });
}
/** A whole copy as of one moment, on the disk when it returns, readable by its owner alone. Throws `store-unusable`; `to` must not exist. */
function backUpStore(path, to) {
    reading(path, (database) => copy(database, to));
    return checkStore(to);
}
/**
 * Puts a copy where no store is. What was open in it is ended as unknown and not carried on: nobody knows what was done since. Throws
 * `store-taken`, `store-unusable`.
 */
async function restoreStore(backup, to, now) {
    const { faults } = checkStore(backup);
    if (faults.length > 0)
        throw (0,_sqlite_file_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(backup, new Error(`it is damaged: ${faults[0]}`));
    reading(backup, (database) => copy(database, to));
    const store = (0,_sqlite_js__WEBPACK_IMPORTED_MODULE_3__.sqliteStore)(to);
    const seen = 'the store was restored from a backup';
    for (const { id, seq } of await store.journal.unfinished()) {
        const data = { state: 'unknown', findings: [(0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_2__/* .finding */ .gk)('outcome-unknown', { seen })] };
        await store.journal.append(id, seq, { type: 'ended', data, at: now.toISOString() });
    }
    for (const { id } of await store.inbox.open())
        await store.inbox.settle(id);
    await store.close();
    return checkStore(to);
}
function reading(path, read) {
    (0,_sqlite_file_js__WEBPACK_IMPORTED_MODULE_4__/* .assertSqlite */ .Di)(process.versions.sqlite);
    let database;
    try {
        database = new node_sqlite__WEBPACK_IMPORTED_MODULE_1__.DatabaseSync(path, { readOnly: true });
        (0,_sqlite_migrations_js__WEBPACK_IMPORTED_MODULE_5__/* .assertOurs */ .c)(database);
        return read(database);
    }
    catch (error) {
        throw (0,_sqlite_file_js__WEBPACK_IMPORTED_MODULE_4__/* .unusable */ ._P)(path, error);
    }
    finally {
        database?.close();
    }
}
function copy(database, to) {
    for (const beside of [to, `${to}-wal`, `${to}-shm`])
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(beside))
            throw new Error(`${beside} is there already`);
    (0,_sqlite_file_js__WEBPACK_IMPORTED_MODULE_4__/* .createPrivately */ .lf)(to);
    try {
        database.prepare('VACUUM INTO ?').run(to);
        const copied = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(to, 'r+');
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(copied);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(copied);
    }
    catch (error) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(to, { force: true });
        throw error;
    }
}
//# sourceMappingURL=sqlite-care.js.map

/***/ }),

/***/ 7230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Di: () => (/* binding */ assertSqlite),
/* harmony export */   _P: () => (/* binding */ unusable),
/* harmony export */   lf: () => (/* binding */ createPrivately),
/* harmony export */   pH: () => (/* binding */ openSqliteFile),
/* harmony export */   xm: () => (/* binding */ faultsOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_sqlite__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99);
/* harmony import */ var _domain_catalogue_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3747);
/* harmony import */ var _domain_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1946);
/* harmony import */ var _sqlite_migrations_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9381);
/**
 * One SQLite file, one process's. Writes that are asked for in one turn of the event loop are one transaction and one sync; each resolves
 * when that is on the disk. `node:sqlite` is synchronous, so nothing is ever read in the middle of one.
 */






const oldest = [3, 51, 3];
/** SQLITE_BUSY: somebody else holds it. */
const sqliteBusy = 5;
/** Throws `sqlite-too-old`. */
function assertSqlite(version) {
    const found = (version ?? '0').split('.').map(Number);
    const differs = oldest.findIndex((part, i) => found[i] !== part);
    if (differs >= 0 && !((found[differs] ?? 0) > oldest[differs]))
        throw (0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_3__/* .fail */ .fJ)('sqlite-too-old', { seen: `SQLite ${version ?? 'unknown'} in Node ${process.versions.node}` });
}
/** Throws `sqlite-too-old`, `store-taken`, `store-unusable`. */
function openSqliteFile(path) {
    assertSqlite(process.versions.sqlite);
    const owner = own(path);
    try {
        const database = openDatabase(path);
        const { write, idle } = groupCommit(database);
        return {
            database,
            write,
            close: async () => {
                await idle();
                database.close();
                owner.close();
            },
        };
    }
    catch (error) {
        owner.close();
        throw unusable(path, error);
    }
}
/** Opens it as it is to be, for whoever holds it. */
function openDatabase(path) {
    createPrivately(path);
    const database = new node_sqlite__WEBPACK_IMPORTED_MODULE_2__.DatabaseSync(path, { timeout: 5_000 });
    try {
        const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
        if (mode !== 'wal')
            throw new Error(`its file system allows no write-ahead log (journal mode ${String(mode)})`);
        database.exec('PRAGMA synchronous = FULL');
        database.exec('PRAGMA foreign_keys = ON');
        const faults = faultsOf(database, 'quick_check');
        if (faults.length > 0)
            throw new Error(`it is damaged: ${faults[0]}`);
        (0,_sqlite_migrations_js__WEBPACK_IMPORTED_MODULE_5__/* .migrate */ ._)(database);
        return database;
    }
    catch (error) {
        database.close();
        throw error;
    }
}
/** What SQLite finds wrong with its own file. */
function faultsOf(database, check) {
    const rows = database
        .prepare(`PRAGMA ${check}`)
        .all()
        .map((row) => String(Object.values(row)[0]));
    return rows.filter((row) => row !== 'ok');
}
/**
 * The lock is a file beside it, in which an exclusive transaction stays open: the kernel takes it away when the process ends, however
 * that is. The store itself stays readable, so that it can be backed up while it is in use.
 */
function own(path) {
    const lock = `${path}.lock`;
    let database;
    try {
        createPrivately(lock);
        database = new node_sqlite__WEBPACK_IMPORTED_MODULE_2__.DatabaseSync(lock);
        database.exec('BEGIN EXCLUSIVE');
        return database;
    }
    catch (error) {
        database?.close();
        if (error.errcode === sqliteBusy)
            throw (0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_3__/* .fail */ .fJ)('store-taken', { seen: (0,_domain_names_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(path) }, error);
        throw unusable(path, error);
    }
}
/**
 * What people ask of Prism is nobody else's on this machine. Its name is on the disk too. One that is there is not even opened: to close
 * a file would give up the locks that this process has on it.
 */
function createPrivately(path) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'ax', 0o600));
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return;
        throw error;
    }
    const folder = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), 'r');
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fsyncSync)(folder);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(folder);
    }
}
function unusable(path, error) {
    if (error instanceof _domain_catalogue_js__WEBPACK_IMPORTED_MODULE_3__/* .PrismError */ .sp)
        return error;
    return (0,_domain_catalogue_js__WEBPACK_IMPORTED_MODULE_3__/* .fail */ .fJ)('store-unusable', { seen: `${(0,_domain_names_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(path)}: ${error instanceof Error ? error.message : String(error)}` }, error);
}
function groupCommit(database) {
    let waiting = [];
    function flush() {
        const together = waiting;
        waiting = [];
        try {
            database.exec('BEGIN IMMEDIATE');
            const resolves = together.map(({ work }) => work());
            database.exec('COMMIT');
            for (const resolve of resolves)
                resolve();
        }
        catch (error) {
            if (database.isTransaction)
                database.exec('ROLLBACK');
            for (const { reject } of together)
                reject(error);
        }
    }
    const write = (work) => new Promise((resolve, reject) => {
        if (waiting.length === 0)
            setImmediate(flush);
        const doing = () => {
            const value = work();
            return () => resolve(value);
        };
        waiting.push({ work: doing, reject });
    });
    return {
        write,
        idle: async () => {
            while (waiting.length > 0)
                await new Promise((resolve) => setImmediate(resolve));
        },
    };
}
//# sourceMappingURL=sqlite-file.js.map

/***/ }),

/***/ 9381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ migrate),
/* harmony export */   c: () => (/* binding */ assertOurs)
/* harmony export */ });
/** "PRSM": a file of another program is not written to. */
const applicationId = 0x5052534d;
const migrations = [
    `CREATE TABLE events (
     place INTEGER PRIMARY KEY AUTOINCREMENT,
     run TEXT NOT NULL,
     seq INTEGER NOT NULL,
     at TEXT NOT NULL,
     type TEXT NOT NULL,
     data TEXT NOT NULL,
     UNIQUE (run, seq)
   ) STRICT;
   CREATE TABLE runs (id TEXT PRIMARY KEY, ended TEXT, summary TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE INDEX unfinished ON runs (id) WHERE ended IS NULL;
   CREATE TABLE deliveries (
     place INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     subject TEXT NOT NULL UNIQUE,
     received TEXT NOT NULL,
     content TEXT
   ) STRICT;
   CREATE INDEX open_deliveries ON deliveries (place) WHERE content IS NOT NULL;`,
];
/** Throws where the file is another program's, or a newer Prism's. */
function migrate(database) {
    const id = numberOf(database, 'application_id');
    const version = numberOf(database, 'user_version');
    if (id === 0 && version === 0 && database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get())
        throw new Error('it is a database of another program');
    if (id !== 0 && id !== applicationId)
        throw new Error('it is a database of another program');
    if (version > migrations.length)
        throw new Error(`it was written by a newer Prism (version ${version} of the store, here is ${migrations.length})`);
    for (const [i, step] of migrations.entries()) {
        if (i < version)
            continue;
        database.exec(`BEGIN IMMEDIATE; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${i + 1}; ${step}; COMMIT`);
    }
}
/** Throws where it is no store of runs. */
function assertOurs(database) {
    if (numberOf(database, 'application_id') !== applicationId)
        throw new Error('it is no store of runs');
    const version = numberOf(database, 'user_version');
    if (version > migrations.length)
        throw new Error(`it was written by a newer Prism (version ${version} of the store)`);
}
function numberOf(database, pragma) {
    return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0);
}
//# sourceMappingURL=sqlite-migrations.js.map

/***/ }),

/***/ 4116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sqliteStore: () => (/* binding */ sqliteStore)
});

// EXTERNAL MODULE: ./build/src/runs/stores/sqlite-file.js
var sqlite_file = __webpack_require__(7230);
;// CONCATENATED MODULE: ./build/src/runs/stores/sqlite-inbox.js
function sqliteInbox({ database, write }) {
    const insert = database.prepare('INSERT OR IGNORE INTO deliveries (id, subject, received, content) VALUES (?, ?, ?, ?)');
    const open = database.prepare('SELECT id, subject, received, content FROM deliveries WHERE content IS NOT NULL ORDER BY place');
    const settle = database.prepare('UPDATE deliveries SET content = NULL WHERE id = ?');
    return {
        keep: ({ id, subject, receivedAt, content }) => write(() => (insert.run(id, subject, receivedAt, JSON.stringify(content)).changes > 0 ? 'kept' : 'known')),
        open: async () => open.all().map(({ id, subject, received, content }) => ({
            id: String(id),
            subject: String(subject),
            receivedAt: String(received),
            content: JSON.parse(String(content)),
        })),
        settle: async (id) => {
            await write(() => settle.run(id));
        },
    };
}
//# sourceMappingURL=sqlite-inbox.js.map
// EXTERNAL MODULE: ./build/src/domain/run-summary.js
var run_summary = __webpack_require__(1678);
;// CONCATENATED MODULE: ./build/src/runs/stores/sqlite-journal.js

function sqliteJournal({ database, write }) {
    const lastOf = database.prepare('SELECT max(seq) AS seq FROM events WHERE run = ?');
    const insert = database.prepare('INSERT INTO events (run, seq, at, type, data) VALUES (?, ?, ?, ?, ?)');
    const summaryOf = database.prepare('SELECT summary FROM runs WHERE id = ?');
    const putSummary = database.prepare('INSERT INTO runs (id, ended, summary) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, summary = excluded.summary');
    const ofRun = database.prepare('SELECT * FROM events WHERE run = ? ORDER BY seq');
    const since = database.prepare('SELECT * FROM events WHERE place > ? ORDER BY place LIMIT ?');
    const newest = database.prepare('SELECT summary FROM runs WHERE ? IS NULL OR id < ? ORDER BY id DESC LIMIT ?');
    const open = database.prepare('SELECT summary FROM runs WHERE ended IS NULL ORDER BY id');
    return {
        append: (runId, expectedSeq, body) => write(() => {
            const seq = Number(lastOf.get(runId)?.seq ?? 0);
            if (seq !== expectedSeq)
                return { kind: 'conflict', seq };
            const event = { ...body, runId, seq: seq + 1 };
            const kept = summaryOf.get(runId);
            const summary = (0,run_summary/* nextSummary */.U)(kept && summaryIn(kept), event);
            insert.run(runId, event.seq, event.at, event.type, JSON.stringify(event.data));
            putSummary.run(runId, summary.endedAt ?? null, JSON.stringify(summary));
            return { kind: 'appended', event };
        }),
        read: async (runId) => ofRun.all(runId).map(eventIn),
        readSince: async (cursor, limit) => {
            const rows = since.all(Number(cursor ?? 0), limit);
            const last = rows.at(-1);
            return { events: rows.map(eventIn), cursor: last ? String(last.place) : cursor };
        },
        summaries: async ({ limit, before = null }) => newest.all(before, before, limit).map(summaryIn),
        unfinished: async () => open.all().map(summaryIn),
    };
}
/** Only this file writes them. */
const eventIn = ({ run, seq, at, type, data }) => ({ type, data: JSON.parse(String(data)), at, runId: run, seq });
const summaryIn = ({ summary }) => JSON.parse(String(summary));
//# sourceMappingURL=sqlite-journal.js.map
;// CONCATENATED MODULE: ./build/src/runs/stores/sqlite.js



/** Throws `sqlite-too-old`, `store-taken`, `store-unusable`. */
function sqliteStore(path) {
    const file = (0,sqlite_file/* openSqliteFile */.pH)(path);
    const { database, write } = file;
    const forgetting = [
        'DELETE FROM events WHERE run IN (SELECT id FROM runs WHERE ended < ?)',
        'DELETE FROM runs WHERE ended < ?',
        'DELETE FROM deliveries WHERE content IS NULL AND received < ?',
    ].map((query) => database.prepare(query));
    return {
        journal: sqliteJournal(file),
        inbox: sqliteInbox(file),
        forget: (before) => write(() => {
            for (const one of forgetting)
                one.run(before.toISOString());
        }),
        close: file.close,
    };
}
//# sourceMappingURL=sqlite.js.map

/***/ })

};
