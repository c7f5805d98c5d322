import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isProblem, toError } from '../kernel/problem.ts';
import { generateConfigs } from './conformance/generate-config.ts';
import { lintConnector } from './conformance/lint.ts';
import type { ConnectorModule, Manifest } from './contract.ts';
import { extendConnector } from './extend-manifest.ts';
import { judgeManifest } from './manifest.ts';
import { exceedsGrants } from './package-loader-grants.ts';
import { listModeFaults, type SeenExports, seeExports } from './package-loader-import.ts';
import { folderIntegrity } from './package-loader-integrity.ts';

export interface JudgeStep {
  step:
    | 'json'
    | 'meta-schema'
    | 'api'
    | 'licence'
    | 'permissions'
    | 'integrity'
    | 'lint'
    | 'import'
    | 'modes';
  ok: boolean;
  /** One line: what was seen, or why it is refused. */
  detail: string;
  /** Where that is; absolute. With a refusal only. */
  file?: string;
}

export interface Judgement {
  /** Up to the first refusal. */
  steps: JudgeStep[];
  /** Present when every step said yes. */
  manifest?: Manifest;
  /** Present when every step said yes and the connector has no code: made from its base. */
  module?: ConnectorModule;
}

export interface JudgeOptions {
  /** Absolute path of connector.json; default: in the folder. */
  manifestFile?: string;
  /** Absolute path of the file that exports the module; a connector without code has none. */
  entry?: string | undefined;
  /** What the operator allows; absent = a person is only looking, nothing is refused for it. */
  grants?: Manifest['permissions'];
  /** `sha512-…` as `folderIntegrity` gives it; absent = not compared. */
  integrity?: string | undefined;
  /** Connectors that one without code may extend. */
  bases?: readonly ConnectorModule[];
}

/** What one step has learned for those after it. */
interface State {
  json: Record<string, unknown>;
  manifest: Manifest;
  module?: ConnectorModule;
  seen?: SeenExports;
}

type Judge = (state: State, folder: string, options: JudgeOptions) => Promise<string> | string;

const refuse = (reason: string): never => {
  throw new Error(reason);
};

/** Which file a step looks at; the lint names its own. */
function fileOf(step: JudgeStep['step'], detail: string, folder: string, options: JudgeOptions): string {
  if (step === 'integrity') return folder;
  if (step === 'lint') return path.join(folder, detail.split(' ')[0]!);
  if (step === 'import' || step === 'modes') return options.entry ?? folder;
  return options.manifestFile ?? path.join(folder, 'connector.json');
}

/** The manifest's own judge, with entries that have a step of their own taken as good. */
function judgeJson(json: object, taken: object = {}): Manifest {
  try {
    return judgeManifest({ ...json, ...taken });
  } catch (error) {
    if (!isProblem(error)) throw error;
    return refuse(error.en);
  }
}

const steps: [JudgeStep['step'], Judge][] = [
  [
    'json',
    async (state, folder, { manifestFile = path.join(folder, 'connector.json') }) => {
      const json: unknown = JSON.parse(await readFile(manifestFile, 'utf8'));
      if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse('it is no object');
      state.json = json as State['json'];
      return path.basename(manifestFile);
    },
  ],
  [
    'meta-schema',
    (state, _folder, { bases = [] }) => {
      const { json } = state;
      if (typeof json.extends !== 'string') {
        const { name, version, modes } = judgeJson(json, { api: '^1', licence: 'Apache-2.0' });
        return `${name} ${version}: ${modes.join(', ')}`;
      }
      const base = bases.find(({ manifest }) => manifest.name === json.extends);
      if (!base) return refuse(`it extends "${json.extends}", which is not here`);
      state.module = extendConnector(base, json);
      return `${String(json.name)} ${String(json.version)}, without code: extends ${json.extends}`;
    },
  ],
  [
    'api',
    ({ json, module }) => {
      if (!module) judgeJson(json, { licence: 'Apache-2.0' });
      return String(json.api);
    },
  ],
  [
    'licence',
    (state) => {
      state.manifest = state.module?.manifest ?? judgeJson(state.json);
      return state.manifest.licence;
    },
  ],
  [
    'permissions',
    ({ manifest: { permissions } }, _folder, { grants }) => {
      const { net = [], fs = [] } = permissions;
      const beyond = grants && exceedsGrants(permissions, grants);
      if (beyond !== undefined) refuse(`it wants ${beyond}, which is not granted`);
      return `net: ${net.join(', ') || '–'}; fs: ${fs.join(', ') || '–'}`;
    },
  ],
  [
    'integrity',
    async (_state, folder, { integrity }) => {
      const found = await folderIntegrity(folder);
      if (integrity === undefined) return `${found} (not compared)`;
      return integrity === found ? found : refuse(`the folder is ${found}, the list says ${integrity}`);
    },
  ],
  [
    'lint',
    async ({ manifest }, folder) => {
      const [first, ...more] = await lintConnector(folder, manifest);
      if (!first) return 'clean';
      const others = more.length > 0 ? `, and ${more.length} more` : '';
      return refuse(`${first.place} ${first.rule}: ${first.message}${others}`);
    },
  ],
  [
    'import',
    async (state, folder, { entry }) => {
      if (state.module) return 'no code';
      if (entry === undefined) return refuse('there is no index.ts, index.js or dist/index.js');
      state.seen = await seeExports(entry, exampleOf(state.manifest));
      // Judged is what stands in the file: a module must not bring another manifest, with more permissions.
      if (!isDeepStrictEqual(state.seen.manifest, state.json))
        refuse('the manifest it exports is not its connector.json');
      return path.relative(folder, entry);
    },
  ],
  [
    'modes',
    ({ manifest, seen }) => {
      if (!seen) return 'as its base';
      if (!seen.functions) return 'not seen: it makes no connector without a real configuration';
      const faults = listModeFaults(manifest, seen.functions);
      return faults.length > 0 ? refuse(faults.join('; ')) : seen.functions.join(', ');
    },
  ],
];

/** A configuration to make a connector with, only to see its functions. */
function exampleOf(manifest: Manifest): Record<string, unknown> {
  try {
    return generateConfigs(manifest.config, {}, 1)[0]!;
  } catch {
    // An unusual pattern: the connector then says itself whether it can do without.
    return {};
  }
}

/**
 * Judges a connector's folder in the order of connectors.md §2.4: nothing of it runs before all that can be seen without
 * running it has been seen. What is wrong with it is in the last step, never thrown.
 */
export async function judgeConnectorFolder(folder: string, options: JudgeOptions = {}): Promise<Judgement> {
  const state: State = { json: {}, manifest: {} as Manifest };
  const done: JudgeStep[] = [];
  for (const [step, judge] of steps)
    try {
      done.push({ step, ok: true, detail: await judge(state, folder, options) });
    } catch (error) {
      const detail = (isProblem(error) ? error.en : toError(error).message).split('\n')[0]!;
      return { steps: [...done, { step, ok: false, detail, file: fileOf(step, detail, folder, options) }] };
    }
  return { steps: done, manifest: state.manifest, ...(state.module ? { module: state.module } : {}) };
}
