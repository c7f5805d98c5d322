import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Manifest } from '../contract.ts';
import { toCodeText } from './code-text.ts';
import type { LintFinding } from './lint-finding.ts';
import { lintPackage } from './lint-package.ts';

/** Not the connector's own running code. */
const NOT_CODE = new Set(['node_modules', 'fixtures', 'test', 'tests', '.git']);
const CODE_FILE = /\.[cm]?[jt]sx?$/;
const TRIAL_FILE = /(^|[./])(conformance|test|spec)\.[cm]?[jt]s$|\.d\.[cm]?ts$/;

/** On code without comments and texts. */
const BARE_RULES: [rule: string, pattern: RegExp, message: string][] = [
  ['eval', /(?<![.\w])eval\s*\(/, 'eval runs code nobody has judged'],
  ['eval', /\bnew\s+Function\s*\(|(?<![.\w])Function\s*\(/, 'new Function runs code nobody has judged'],
  ['process', /\bprocess\s*\.\s*(?:binding|dlopen|kill|exit|chdir|setuid)\b/, 'the process is the hub’s'],
  ['environment', /\bprocess\s*\.\s*env\b/, 'secrets come from ctx.secret, settings from ctx.config'],
  [
    'fetch',
    /(?:\bawait|\breturn|=>?|[(,:?]|\bglobalThis\.)\s*fetch\s*\(/,
    'HTTP goes through ctx.http, which has credentials, limits and the guard',
  ],
];

/** On code without comments. */
const TEXT_RULES: [rule: string, pattern: RegExp, message: string][] = [
  [
    'child-process',
    /(?:from|import|require)\s*\(?\s*['"](?:node:)?(?:child_process|cluster|vm|inspector|repl)['"]/,
    'it must not start processes or other machines',
  ],
  ['secret', /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b/, 'a secret stands in the code'],
];

const SOCKETS = /(?:from|import|require)\s*\(?\s*['"](?:node:)?(?:net|tls|dgram|http|https|http2)['"]/;
const HOST = /\b(?:https?|wss?|ftp|mqtts?|amqps?|redis):\/\/([a-z0-9.-]+)/gi;

/** Hosts that name an XML namespace or a standard; nobody calls them. */
const NAMESPACE_HOSTS =
  /(^|\.)(w3\.org|opengis\.net|xmlsoap\.org|oasis-open\.org|datex2\.eu|x-road\.eu|json-schema\.org|purl\.org)$/;

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length;

/**
 * Reads a connector's files without running them. It finds what is careless or forbidden, not what is hidden on purpose:
 * a lint is no sandbox.
 */
export async function lintConnector(
  folder: string,
  manifest: Pick<Manifest, 'permissions'>,
): Promise<LintFinding[]> {
  const findings = await lintPackage(folder);
  const sockets: LintFinding[] = [];
  let reaches = false;
  for (const file of await listCode(folder)) {
    const { bare, withTexts } = toCodeText(await readFile(path.join(folder, file), 'utf8'));
    const add = (text: string, index: number, rule: string, message: string) =>
      findings.push({ place: `${file}:${lineAt(text, index)}`, rule, message });
    for (const [rule, pattern, message] of BARE_RULES) {
      const found = pattern.exec(bare);
      if (found) add(bare, found.index, rule, message);
    }
    for (const [rule, pattern, message] of TEXT_RULES) {
      const found = pattern.exec(withTexts);
      if (found) add(withTexts, found.index, rule, message);
    }
    for (const found of withTexts.matchAll(HOST))
      if (!isDeclared(found[1]!.toLowerCase(), manifest.permissions.net ?? []))
        add(withTexts, found.index, 'undeclared-host', `${found[1]} is not in permissions.net`);
    reaches ||= /\.\s*reach\b|\breach\s*\(/.test(bare);
    const socket = SOCKETS.exec(withTexts);
    if (socket && !/^import\s+type\b/.test(withTexts.slice(withTexts.lastIndexOf('\n', socket.index) + 1)))
      sockets.push({
        place: `${file}:${lineAt(withTexts, socket.index)}`,
        rule: 'socket',
        message: 'a socket is opened, and ctx.reach is never asked',
      });
  }
  return reaches ? findings : [...findings, ...sockets];
}

function isDeclared(host: string, globs: readonly string[]): boolean {
  return (
    NAMESPACE_HOSTS.test(host) ||
    globs.some(
      (glob) => glob === '*' || glob === host || (glob.startsWith('*.') && host.endsWith(glob.slice(1))),
    )
  );
}

async function listCode(folder: string, below = ''): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory() && !NOT_CODE.has(entry.name)) found.push(...(await listCode(folder, name)));
    else if (entry.isFile() && CODE_FILE.test(name) && !TRIAL_FILE.test(name)) found.push(name);
  }
  return found.sort();
}
