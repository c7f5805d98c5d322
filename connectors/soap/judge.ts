import { ConnectorError, type Json } from '../../src/sdk/index.ts';
import type { KeyLookUp, Operation, SoapConfig, SoapDataset } from './config.ts';
import { fillKeys, placeholdersIn } from './parameters.ts';

/** Name of an element or attribute, with or without a prefix (ASCII part of XML Namespaces §4, and letters of any script). */
const NAME = /^@?([\p{L}_][\p{L}\p{N}_.-]*:)?[\p{L}_][\p{L}\p{N}_.-]*$/u;

function* namesIn(tree: Json): Generator<string> {
  if (tree === null || typeof tree !== 'object') return;
  for (const [name, inner] of Object.entries(tree)) {
    if (!Array.isArray(tree) && name !== '#text') yield name;
    yield* namesIn(inner);
  }
}

function judgeNames({ operation, parameters }: Operation): string | undefined {
  for (const name of [operation, ...namesIn(parameters)])
    if (!NAME.test(name)) return `"${name}" is not the name of an element`;
  return undefined;
}

/** Placeholders that paging and watermark need in the parameters, and those they may have there. */
function placeholdersOf({ pagination, updatedSince, pageSize }: SoapDataset) {
  const needed =
    pagination.type === 'keyset'
      ? pagination.fields.map((field) => `after.${field}`)
      : pagination.type === 'none'
        ? []
        : [pagination.type];
  if (updatedSince) needed.push('since');
  return {
    needed,
    allowed: [...needed, ...(pageSize === undefined ? [] : ['size']), ...(updatedSince ? ['until'] : [])],
  };
}

/** Nothing in it waits for a key, and no attribute or text is a list. */
function isWritten(tree: Json): boolean {
  if (tree === null || typeof tree !== 'object') return placeholdersIn(tree).length === 0;
  return Object.entries(tree).every(
    ([name, inner]) => isWritten(inner) && !(/^[@#]/.test(name) && Array.isArray(inner)),
  );
}

function judgeLookUp(lookUp: KeyLookUp): string | undefined {
  const { fields, parameters, each } = lookUp;
  const found = placeholdersIn(parameters);
  const needed = fields.map((field) =>
    fields.length === 1 && !found.includes(`key.${field}`) ? 'key' : `key.${field}`,
  );
  const missing = needed.find((name) => !found.includes(name));
  if (missing !== undefined) return `the look-up by ${fields.join(', ')} has no {${missing}}`;
  const unknown = found.find((name) => !needed.includes(name));
  if (unknown !== undefined) return `{${unknown}} stands for nothing in a look-up by ${fields.join(', ')}`;
  if (fields.length > 1 && each === undefined)
    return `the look-up by ${fields.join(', ')} must say "each": the element that is written once for every key`;
  if (each !== undefined && ![...namesIn(parameters)].includes(each))
    return `no parameter is called "${each}"`;
  // Tried with two keys: what then still waits for one, or is a list where XML has one text, cannot be asked.
  const values = Object.fromEntries(needed.map((name) => [name, 'k']));
  if (!isWritten(fillKeys(parameters, [values, values], each)))
    return `the look-up by ${fields.join(', ')} must say "each": the element that is written once for every key`;
  return judgeNames(lookUp);
}

/** What a JSON Schema cannot say: parts of a dataset that contradict each other. First reason, or nothing. */
function contradiction(dataset: SoapDataset): string | undefined {
  const { complete, updatedSince, fields, key, deleted, parameters, live } = dataset;
  if (complete && updatedSince)
    return '"complete" and "updatedSince" exclude each other: what changed is not all there is';
  const named = fields?.map(({ name }) => name);
  const keyset = dataset.pagination.type === 'keyset' ? dataset.pagination.fields : [];
  for (const field of [
    ...key,
    ...keyset,
    ...(updatedSince ? [updatedSince.field] : []),
    ...(deleted ? [deleted.field] : []),
  ])
    if (named && !named.includes(field)) return `"${field}" is not one of its fields`;
  const found = placeholdersIn(parameters);
  const { needed, allowed } = placeholdersOf(dataset);
  const missing = needed.find((name) => !found.includes(name));
  if (missing !== undefined) return `its parameters have no {${missing}}`;
  const unknown = found.find((name) => !allowed.includes(name));
  if (unknown !== undefined) return `{${unknown}} in its parameters stands for nothing`;
  return judgeNames(dataset) ?? live?.keys.map(judgeLookUp).find((reason) => reason !== undefined);
}

/** Throws `config` at a configuration that would lose or remove records, or that no service would understand. */
export function assertConsistent(config: SoapConfig): void {
  if (config.xroad && config.soapVersion !== '1.1')
    throw new ConnectorError('config', 'X-Road carries SOAP 1.1 only');
  for (const dataset of config.datasets) {
    const reason = contradiction(dataset);
    if (reason !== undefined) throw new ConnectorError('config', `dataset ${dataset.name}: ${reason}`);
  }
}
