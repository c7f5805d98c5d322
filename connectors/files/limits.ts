/** Longest CSV or NDJSON record in bytes; beyond it a quote was not closed or a line has no end, and the line is given up. */
export const MAX_RECORD_BYTES = 1024 * 1024;

/** Largest record of a JSON document in bytes: an unsimplified province boundary takes some megabytes. */
export const MAX_JSON_RECORD_BYTES = 16 * 1024 * 1024;

/** Levels of nesting inside one JSON record; GeoJSON needs six. */
export const MAX_JSON_DEPTH = 64;

/** Levels after which a JSON document is given up: its tokenizer remembers every open level. */
export const MAX_JSON_HARD_DEPTH = 100_000;

/** Digits of one JSON number. */
export const MAX_NUMBER_CHARS = 1000;

/** Columns of one table: what a spreadsheet can have (ECMA-376 limits of Excel). */
export const MAX_COLUMNS = 16_384;

/** Files of one dataset that are looked at in one run. */
export const MAX_FILES = 10_000;

/** Compressed data that grows by more than this, once it is large, is a bomb; real tables grow 5 to 50 times. */
export const MAX_RATIO = 200;

/** Size up to which the ratio does not matter: so much is bounded by itself. */
export const RATIO_FREE_BYTES = 16 * 1024 * 1024;

/** Entries of one XLSX archive. */
export const MAX_ZIP_ENTRIES = 10_000;

/** Text of a workbook that is kept in memory while its sheet is read, in characters with 24 more for each text. */
export const MAX_SHARED_CHARS = 32 * 1024 * 1024;
