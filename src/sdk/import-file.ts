import { pathToFileURL } from 'node:url';
import { offerSdk } from './offer-sdk.ts';

/** Node has no loader for TypeScript here, or not for packages. */
const NO_LOADER = new Set(['ERR_UNKNOWN_FILE_EXTENSION', 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING']);

/** Exports of a file of a connector's author, JavaScript or TypeScript, wherever it lies. `lien-thong/sdk` is there for it. */
export async function importFile(file: string): Promise<object> {
  offerSdk();
  const url = pathToFileURL(file).href;
  try {
    return await import(url);
  } catch (error) {
    if (!NO_LOADER.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    const { tsImport } = await import('tsx/esm/api');
    return tsImport(url, import.meta.url);
  }
}
