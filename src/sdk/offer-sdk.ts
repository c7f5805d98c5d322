import { register } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageFolder } from '../kernel/package-folder.ts';

const own = fileURLToPath(import.meta.url);
/** `runs`: the form of it that this hub runs. `source`: what this checkout's package.json says that it is. */
const here = (name: string) => ({
  runs: new URL(`${name}${path.extname(own)}`, import.meta.url).href,
  source: pathToFileURL(path.join(packageFolder, 'src/sdk', `${name}.ts`)).href,
});

/**
 * Resolves `lien-thong/sdk` for whoever has no copy of it: a connector's folder may lie anywhere, and a package need not
 * bring the SDK along. Plain JavaScript, because hooks run in a thread without a loader for TypeScript.
 */
const HOOKS = `
let sdk = {};
export const initialize = (data) => { sdk = data; };
export const resolve = async (specifier, context, next) => {
  const offered = sdk[specifier];
  if (offered === undefined) return next(specifier, context);
  const found = await next(specifier, context).catch(() => undefined);
  return found && found.url !== offered.source ? found : next(offered.runs, context);
};
`;

/** What `module.register` is called with, also in a worker: hooks hold for the thread that registers them. */
export const sdkHooks = {
  url: `data:text/javascript,${encodeURIComponent(HOOKS)}`,
  data: {
    'lien-thong/sdk': here('./index'),
    'lien-thong/sdk/harness': here('./conformance/harness-kit'),
  },
};

let isOffered = false;

/** From here on, what is imported into this thread finds `lien-thong/sdk`. */
export function offerSdk(): void {
  if (isOffered) return;
  isOffered = true;
  register(sdkHooks.url, import.meta.url, { data: sdkHooks.data });
}
