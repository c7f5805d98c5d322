import { attachNotes } from '../answer-notes.ts';
import { createDeadline } from '../plugins/timeout.ts';
import type { ContextRequest, CreateContext } from './options.ts';

/** The context of one answer and the end of its deadline. */
export interface AnswerContext {
  readonly contextValue: object;
  /** From now on a stream: no time limit, see `Deadline`. */
  stopClock(): void;
  release(): void;
}

/** Makes the context of one answer; the gateway finds the signal in it. */
export async function makeContext(createContext: CreateContext, request: ContextRequest): Promise<object> {
  const contextValue: { signal?: AbortSignal } = await createContext(request);
  contextValue.signal ??= request.signal;
  attachNotes(contextValue, { headers: request.headers });
  return contextValue;
}

/** Starts the clock, then makes the context. */
export async function openContext(
  createContext: CreateContext,
  request: Omit<ContextRequest, 'signal'>,
  timeLimitMs: number,
  parent: AbortSignal,
): Promise<AnswerContext> {
  const { signal, clear, stopClock } = createDeadline(timeLimitMs, parent);
  try {
    const contextValue = await makeContext(createContext, { ...request, signal });
    return { contextValue, stopClock, release: clear };
  } catch (error) {
    clear();
    throw error;
  }
}
