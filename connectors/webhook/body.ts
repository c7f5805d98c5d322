import type { Json } from '../../src/sdk/index.ts';
import type { WebhookDataset } from './config.ts';

/** One element of a body: its value, or the text that is no JSON. `pos` counts elements from 0, lines from 1. */
export type Element = { pos: string; value: Json } | { pos: string; text: string; reason: string };

/** The whole body says nothing that can be kept: the sender is told, nothing is stored. */
export interface UnreadableBody {
  error: 'body-not-utf8' | 'body-not-json' | 'no-records';
  message: string;
}

const NDJSON = /^application\/(x-)?(ndjson|jsonl|jsonlines|json-lines)\b/i;

const saidOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function lines(text: string): Element[] {
  return text.split('\n').flatMap((line, index): Element[] => {
    const pos = String(index + 1);
    if (line.trim() === '') return [];
    try {
      return [{ pos, value: JSON.parse(line) as Json }];
    } catch (error) {
      return [{ pos, text: line, reason: `the line is not JSON: ${saidOf(error)}` }];
    }
  });
}

function valueAt(value: Json, path: string | undefined): Json | undefined {
  let found: Json | undefined = value;
  for (const step of path === undefined ? [] : path.split('.')) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, step)) return undefined;
    found = (found as { [key: string]: Json })[step];
  }
  return found;
}

/** Object, array (also under `recordPath`) or NDJSON, which the content type must name. */
export function readBody(
  raw: Uint8Array,
  contentType: string,
  dataset: WebhookDataset,
): Element[] | UnreadableBody {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return { error: 'body-not-utf8', message: 'the body is not UTF-8' };
  }
  if (NDJSON.test(contentType)) return lines(text);
  let body: Json;
  try {
    body = JSON.parse(text) as Json;
  } catch (error) {
    return { error: 'body-not-json', message: `the body is not JSON: ${saidOf(error)}` };
  }
  const records = valueAt(body, dataset.recordPath);
  if (records === null || typeof records !== 'object')
    return {
      error: 'no-records',
      message: `there is no object and no array at "${dataset.recordPath ?? '(body)'}"`,
    };
  return (Array.isArray(records) ? records : [records]).map((value, index) => ({
    pos: String(index),
    value,
  }));
}
