import { createHash } from 'node:crypto';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { Counter, Gauge, type Registry } from 'prom-client';
import { notesOf } from '../answer-notes.ts';
import type { AnswerTexts } from '../answer-texts.ts';
import { type AnswerCache, type CachedAnswer, createAnswerCache } from '../cache/answer-cache.ts';
import { toCacheKey } from '../cache/cache-key.ts';
import { createOpenData, type OpenAnswer, type OpenData } from '../cache/open-data.ts';
import { noteAgain, watchContext } from '../cache/watch.ts';
import type { Gateway } from '../gateway.ts';
import type { AnswerScope, GatewayPlugin } from './plugin.ts';

export interface CachePlugin extends GatewayPlugin {
  /** A record of this type changed; the answers that speak of it go. */
  invalidate(type: string): void;
}

/** Judgements and keys of one schema: a reload brings another, and nothing kept before it answers after it. */
interface Reading {
  readonly schema: GraphQLSchema;
  readonly generation: number;
  readonly openData: OpenData;
}

/** Keeps and gives again the answers that are open data; says of each how long it holds. 0 bytes keep none. */
export function createCachePlugin(
  gateway: Pick<Gateway, 'apiSchema' | 'subgraphs'>,
  texts: Pick<AnswerTexts, 'know'>,
  registry: Registry,
  maxBytes: number,
): CachePlugin {
  const { count, evicted } = createCounters(registry, () => cache);
  const cache: AnswerCache = createAnswerCache(maxBytes, evicted);
  let reading: Reading | undefined;
  const read = (): Reading => {
    const { apiSchema: schema } = gateway;
    if (reading?.schema !== schema) {
      const openData = createOpenData(
        schema,
        gateway.subgraphs.map(({ sdl }) => sdl),
      );
      reading = { schema, openData, generation: (reading?.generation ?? 0) + 1 };
      cache.clear();
    }
    return reading;
  };

  const make = async (
    scope: AnswerScope,
    open: OpenAnswer,
    key: string,
    next: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> => {
    const stamp = cache.stampOf(open.types);
    const watch = watchContext(scope.contextValue);
    const result = await next();
    // What other plugins added is theirs to say of each answer.
    if (result.errors?.length || !result.data || result.extensions || watch.touched) {
      count('unkept');
      return result;
    }
    count('miss');
    const text = JSON.stringify(result.data);
    const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
    const answer: CachedAnswer = {
      ...open,
      result,
      text,
      etag,
      madeAt: Date.now(),
      datasets: watch.datasets,
    };
    cache.set(key, answer, stamp);
    texts.know(result.data, text);
    note(scope, answer);
    return result;
  };

  return {
    name: 'cache',
    invalidate: cache.invalidate,
    around: async (scope, next) => {
      const { openData, generation } = read();
      const { document, operationName, variables } = scope;
      const open = openData.judge(document, operationName);
      if (!open || notesOf(scope.contextValue)?.isExplained) {
        const result = await next();
        // Who has just written must not be shown what was before; the feed tells everyone else.
        for (const type of openData.changedBy(document, operationName)) cache.invalidate(type);
        return result;
      }
      const key = toCacheKey(generation, document, operationName, variables);
      const known = cache.get(key, Date.now());
      if (!known) return make(scope, open, key, next);
      count('hit');
      note(scope, known);
      noteAgain(scope.contextValue, known.datasets);
      return known.result;
    },
  };
}

/** For the HTTP layer: Cache-Control, ETag, Age. */
function note({ contextValue }: AnswerScope, { maxAge, etag, madeAt }: CachedAnswer): void {
  const notes = notesOf(contextValue);
  if (notes) notes.open = { maxAge, etag, age: Math.floor((Date.now() - madeAt) / 1_000) };
}

function createCounters(registry: Registry, cacheOf: () => AnswerCache) {
  const answers = new Counter({
    name: 'hub_response_cache_answers_total',
    help: 'Answers to queries of open data: hit = given again, miss = made and kept, unkept = not fit to be kept',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const evictions = new Counter({
    name: 'hub_response_cache_evictions_total',
    help: 'Answers that had to go for lack of room',
    registers: [registry],
  });
  new Gauge({
    name: 'hub_response_cache_bytes',
    help: 'Estimated memory of the answers kept',
    registers: [registry],
    collect() {
      this.set(cacheOf().bytes);
    },
  });
  new Gauge({
    name: 'hub_response_cache_entries',
    help: 'Answers kept',
    registers: [registry],
    collect() {
      this.set(cacheOf().size);
    },
  });
  return {
    count: (outcome: 'hit' | 'miss' | 'unkept') => answers.inc({ outcome }),
    evicted: () => evictions.inc(),
  };
}
