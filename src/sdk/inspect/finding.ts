/** What is wrong, or could be better, in a connector's folder; found without running any of its code. */
export interface Finding {
  /** Stable: builds may look for it. */
  id: FindingId;
  level: 'MUST' | 'SHOULD';
  /** What was seen. */
  reason: string;
  /** What to do. */
  how: string;
  /** Relative to the folder. */
  file: string;
  /** JSON Pointer (RFC 6901) in that file, where it is JSON. */
  pointer?: string;
  line?: number;
}

interface Rule {
  level: Finding['level'];
  how: string;
}

const MUST = (how: string): Rule => ({ level: 'MUST', how });
const SHOULD = (how: string): Rule => ({ level: 'SHOULD', how });

/** THE LIST of what `hub connector check` may find. MUST: the hub refuses such a connector, or it cannot work. */
export const findingRules = {
  'folder.manifest': MUST('Add connector.json; hub connector new makes one.'),
  'folder.entry': MUST(
    'Add index.ts (or index.js) that exports defineConnector(…), or name it in package.json: hubConnector.entry.',
  ),
  'folder.readme': SHOULD('Add README.md: which protocol, which settings, what to know.'),
  'folder.harness': SHOULD(
    'Add conformance.ts, so that hub connector test can try it; hub connector new makes one.',
  ),
  'package.json': MUST('Make package.json valid JSON.'),
  'package.hub-connector': SHOULD(
    'Add "hubConnector": { "manifest": "connector.json", "entry": "index.ts" } to package.json, so that it can be installed from npm.',
  ),
  'package.type': MUST(
    'Write "type": "module" into package.json beside it, or end its name in .mts or .mjs.',
  ),
  'package.path': MUST('Name a file inside the package.'),
  'package.version': MUST('Give package.json and connector.json the same version.'),
  'manifest.json': MUST('Make connector.json one JSON object.'),
  'manifest.entry': MUST(
    'Correct the entry: name kebab-case, version x.y.z, api "^1", licence SPDX, description, modes, config, permissions.',
  ),
  'manifest.extends': MUST(
    'Correct what is named: a connector without code may use what its base has, and no more.',
  ),
  'config.schema': MUST(
    'Make it JSON Schema 2020-12 (type, properties, required, items, enum, const, oneOf; x-secret, x-ui, x-vi).',
  ),
  'config.renderable': MUST(
    'Use keywords that a form can show; give every branch of a oneOf the same property with another const.',
  ),
  'config.secret': MUST(
    'Write "x-secret": true at a property of type string without default: it holds the NAME of the secret.',
  ),
  'config.contradiction': MUST(
    'Require only what is in properties; x-ui is { "group": text, "order": number, "widget": text }.',
  ),
  'config.generated': MUST(
    'A configuration made up from the schema does not pass it: look for a default that does not fit, or two branches that both match.',
  ),
  'config.kept': MUST(
    'Earlier configurations must stay valid: give a new entry a default, keep the old one.',
  ),
  'config.title': SHOULD('Add "title" (and "x-vi" in Vietnamese), for the form and the documentation.'),
  'permissions.net': MUST('Name hosts as host, *.host or *; no address, port or path.'),
  'permissions.fs': MUST('Name absolute folders, without "..".'),
  'permissions.none': SHOULD(
    'It reads a source and may reach none: name hosts in permissions.net or folders in permissions.fs.',
  ),
  'modes.cursor-version': SHOULD(
    'Only what is read has a cursor: take cursorVersion out, or declare sync or stream.',
  ),
  'code.lint': MUST(
    'HTTP through ctx.http, sockets after ctx.reach(host), secrets through ctx.secret; no processes, no eval, no install scripts, exact versions.',
  ),
} as const satisfies Record<string, Rule>;

export type FindingId = keyof typeof findingRules;

/** A finding of the list, at a place. */
export function toFinding(
  id: FindingId,
  reason: string,
  where: Pick<Finding, 'file' | 'pointer' | 'line'>,
): Finding {
  return { id, ...findingRules[id], reason, ...where };
}
