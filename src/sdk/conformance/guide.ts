/** Where a check comes from and how its connector gets green. */
export interface Guidance {
  /** Number in the list of the 32 promises (connectors.md §2.5); 0 = beside the list. */
  number: number;
  /** Kit or report of others that the promise was learned from. */
  source: string;
  /** What to do when it is red; shown under the failure. */
  how: string;
}

const CAT = 'Airbyte connector acceptance tests';
const SDK = 'Singer SDK tests';
const NDC = 'ndc-spec tests';

/** Check id → guidance. A test proves that every check stands here, and nothing else. */
export const guide: Readonly<Record<string, Guidance>> = {
  'manifest.valid': {
    number: 1,
    source: `${CAT}: spec`,
    how: 'connector.json: name (kebab-case), version (x.y.z), api "^1", licence (SPDX), description, modes, config, permissions.',
  },
  'manifest.config-renderable': {
    number: 2,
    source: `${CAT}: oneOf usage`,
    how: 'Keep `config` to type, properties, required, items, enum, const, oneOf…; give every branch of a oneOf the same property with another `const`.',
  },
  'manifest.secrets-marked': {
    number: 3,
    source: `${CAT}: secrets`,
    how: 'Write "x-secret": true at the property in connector.json; it must be of type string, and holds the NAME of the secret.',
  },
  'config.required': {
    number: 4,
    source: `${CAT}: required`,
    how: 'List in `required` of connector.json what the connector cannot do without (also inside items and branches).',
  },
  'config.generated': {
    number: 4,
    source: `${CAT}: required`,
    how: 'The schema contradicts itself: look for a required property that is not in `properties`, a default that does not fit its type, two branches of a oneOf that both match.',
  },
  'config.backward-compatible': {
    number: 5,
    source: `${CAT}: backward compatibility`,
    how: 'Do not require, rename or narrow what an earlier version took: give the new entry a default, keep the old one.',
  },
  'lint.clean': {
    number: 6,
    source: 'n8n community node lint',
    how: 'Remove what is named at file:line; HTTP through ctx.http, sockets after ctx.reach(host), secrets through ctx.secret, hosts in permissions.net, exact versions in package.json.',
  },
  'check.good': {
    number: 7,
    source: `${CAT}: connection`,
    how: 'check(ctx) returns { ok: true } when the source answers and lets us in.',
  },
  'check.auth': {
    number: 7,
    source: `${CAT}: connection`,
    how: "check(ctx) must really call the source; of 401 or 403 throw new ConnectorError('auth', …).",
  },
  'check.transient': {
    number: 7,
    source: `${CAT}: connection`,
    how: "check(ctx) must really call the source; nobody there = ConnectorError('transient', …), which ctx.http throws by itself.",
  },
  'check.consumes-nothing': {
    number: 8,
    source: 'Airbyte #27226',
    how: 'check and discover only look: no acknowledgement, no moved file, no cursor kept in the connector.',
  },
  'discover.schemas-valid': {
    number: 9,
    source: `${SDK}: schema_is_valid`,
    how: 'discover(ctx) returns at least one dataset, each with a JSON Schema 2020-12 whose $refs resolve inside it.',
  },
  'discover.keys-declared': {
    number: 10,
    source: `${CAT}: primary keys`,
    how: "Put every field of key, cursor.fields and live.keys into the schema's `properties`, and the key into `required`.",
  },
  'discover.same-twice': {
    number: 11,
    source: 'own',
    how: 'No times, counters or random order in what discover returns.',
  },
  'contract.modes': {
    number: 12,
    source: 'ndc-spec capabilities',
    how: 'modes sync or stream ⇔ read, live ⇔ query, push ⇔ receive: implement the function, or take the mode out of connector.json.',
  },
  'read.records-fit': {
    number: 13,
    source: `${SDK}, ${CAT}: records`,
    how: 'read yields pages of { op: "put", data } as the source has them: same values and order, only declared fields, texts kept as texts (ids beyond 2^53).',
  },
  'read.keys-unique': {
    number: 14,
    source: `${SDK}: primary keys`,
    how: 'A record comes once per run: end a page where the next one begins, remember the last key in the cursor.',
  },
  'read.fields-seen': {
    number: 15,
    source: `${CAT}: records`,
    how: 'Yield the field, take it out of the schema, or write in harness.unseen why the fixture has no record with it.',
  },
  'read.resume-anywhere': {
    number: 16,
    source: `${CAT}: sequential slices`,
    how: "Each page's cursor says where the NEXT page begins; read(cursor) starts right there. At least 4 pages: smaller pageBytes or page size in the harness.",
  },
  'read.nothing-new': {
    number: 17,
    source: 'own',
    how: 'The last cursor of a run must be past everything it gave: from it only what is new (and the lookback) may come.',
  },
  'read.shared-instant': {
    number: 18,
    source: 'Airbyte #14732, #85918',
    how: 'Page by (time, key), not by time alone: records that share an instant across a page boundary are lost otherwise.',
  },
  'read.late-commit': {
    number: 19,
    source: 'dlt #2269',
    how: 'Ask from cursor minus `lookback`; what comes again the hub recognises by key and hash.',
  },
  'read.cursor-round-trip': {
    number: 20,
    source: 'own',
    how: 'A cursor is plain JSON and holds times as the source printed them, as text: no Date, no number of milliseconds.',
  },
  'read.far-future': {
    number: 21,
    source: `${CAT}: future state`,
    how: 'A cursor ahead of all records gives no records; do not parse it with something that throws.',
  },
  'read.future-record': {
    number: 21,
    source: 'own',
    how: 'Do not let the watermark pass ctx.now(): one record stamped 2999 would hide all that is changed until then.',
  },
  'read.bad-is-a-value': {
    number: 22,
    source: 'own',
    how: 'Of what cannot be read, yield { op: "bad", raw, reason, src: { uri, pos } } and go on with the next record.',
  },
  'read.abort-stops': {
    number: 23,
    source: 'Benthos open/close tests',
    how: 'Look at ctx.signal between pages and in every wait; close() closes sockets, pools and timers.',
  },
  'read.crash-anywhere': {
    number: 24,
    source: 'own',
    how: 'Keep no position in the connector: a cursor covers exactly the records of its own page and those before it.',
  },
  'read.page-bytes': {
    number: 25,
    source: 'Airbyte #3439',
    how: 'End a page when its raw bytes reach request.pageBytes.',
  },
  'read.memory-flat': {
    number: 25,
    source: 'Airbyte #3439',
    how: 'Stream: do not collect records, pages or ids; of a set that must be kept, keep hashes.',
  },
  'http.retry-after': {
    number: 26,
    source: 'RFC 9110 §10.2.3',
    how: 'Call the source through ctx.http, which waits and repeats; do not catch its errors to go on without the page.',
  },
  'http.bounded-attempts': {
    number: 26,
    source: 'own',
    how: 'Do not loop around ctx.http: it has made its attempts. Let its ConnectorError pass.',
  },
  'http.idempotent-only': {
    number: 26,
    source: 'RFC 9110 §9.2.2',
    how: 'Say `idempotent: true` at a POST that only reads; never repeat another one yourself.',
  },
  'read.deletes-as-declared': {
    number: 27,
    source: 'own',
    how: "deletes: 'events' yields { op: 'del', key }; 'snapshot' says snapshotStart and snapshotEnd; 'none' says neither.",
  },
  'read.snapshot-framed': {
    number: 27,
    source: 'own',
    how: 'snapshotStart: true on the first page of a whole read, snapshotEnd: true on its last, and only when everything in between came.',
  },
  'read.empty-snapshot': {
    number: 27,
    source: 'own',
    how: 'Of an empty source yield one page with snapshotStart and snapshotEnd, or no page; never `del` for what merely did not come.',
  },
  'read.snapshot-complete': {
    number: 27,
    source: 'own',
    how: 'A run that begins at the end of a snapshot reads a new, whole one: all that is there, nothing that is gone.',
  },
  'live.batch-by-key': {
    number: 28,
    source: NDC,
    how: 'query: ONE call upstream for all keys; rows in any order, each once, unknown keys absent, no keys = no rows.',
  },
  'live.key-ceiling': {
    number: 28,
    source: NDC,
    how: "Of more than live.maxKeys values throw new ConnectorError('unsupported', …); the hub splits batches before.",
  },
  'live.like-reference': {
    number: 29,
    source: `${NDC}, Trino`,
    how: 'Say applied.where/orderBy/limit only of what the source really did; a limit only where where and orderBy were applied.',
  },
  'live.unsupported-is-said': {
    number: 30,
    source: 'own',
    how: "Of an operator or look-up field that is not declared throw new ConnectorError('unsupported', …); do not read everything instead.",
  },
  'stream.redelivered': {
    number: 31,
    source: 'Benthos stream tests',
    how: 'Acknowledge at the source in page.ack, never when a message arrives.',
  },
  'stream.saturated': {
    number: 31,
    source: 'Benthos stream tests',
    how: 'Bound what is handed out and not acknowledged (prefetch, window), and go on as soon as there is room.',
  },
  'stream.reconnects': {
    number: 31,
    source: 'Benthos stream tests',
    how: 'Connect again by yourself, with a wait that grows, and let the source deliver again what was not acknowledged.',
  },
  'push.signature': {
    number: 32,
    source: 'Standard Webhooks',
    how: 'Compute the signature over request.raw, before parsing, and compare in constant time; refuse with 401 and no pages.',
  },
  'push.replay': {
    number: 32,
    source: 'Standard Webhooks',
    how: 'Sign the time of sending as well, and refuse what is further than some minutes from ctx.now().',
  },
  'push.idempotent': {
    number: 32,
    source: 'Standard Webhooks',
    how: "Return the sender's id of the delivery as idempotencyKey, and give its records the same src each time.",
  },
  'push.after-commit': {
    number: 32,
    source: 'own',
    how: 'Remember no deliveries in the connector: return pages and idempotencyKey, the hub commits both and then replies.',
  },
  'secrets.never-said': {
    number: 0,
    source: 'own',
    how: 'Name a secret by its NAME in messages; keep URLs with credentials and headers out of errors and records.',
  },
};
