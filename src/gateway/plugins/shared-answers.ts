import { type ExecutionResult, OperationTypeNode } from 'graphql';
import { notesOf, type WrittenAnswer } from '../answer-notes.ts';
import type { AnswerTexts } from '../answer-texts.ts';
import { findOperation } from '../execute/operation.ts';
import type { AnswerScope, GatewayPlugin } from './plugin.ts';

/** What this plugin reads of a context. Without it, nothing is shared. */
interface WithAsker {
  /**
   * Equal for two requests exactly when whoever makes contexts lets nothing but the question decide the answer: who
   * asks, for what purpose and case, and every header that is handed on.
   */
  readonly askerKey?: string;
  readonly signal?: AbortSignal;
}

interface Running {
  readonly answer: Promise<ExecutionResult>;
  readonly written: WrittenAnswer;
  readonly signal: AbortSignal | undefined;
}

/**
 * Equal questions of the same asker that are under way at the same time are answered once. Queries only. What must
 * happen for each request (metrics, rights to introspect, records of access) stands outside of this plugin.
 */
export function createSharingPlugin(
  texts: Pick<AnswerTexts, 'keep'>,
  onShared: () => void = () => undefined,
): GatewayPlugin {
  const running = new Map<string, Running>();

  const around = async (
    scope: AnswerScope,
    next: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> => {
    const key = toKey(scope);
    if (key === undefined) return next();
    const other = running.get(key);
    if (other) {
      onShared();
      const result = await other.answer;
      // Its asker went away, and with him the answer: that is not this one's fault.
      if (other.signal?.aborted) return next();
      if (result.data) texts.keep(result.data);
      noteWritten(scope, other.written);
      return result;
    }
    // One turn of the loop later, so that what came in with this request can join it.
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(next);
    const written: WrittenAnswer = {};
    noteWritten(scope, written);
    running.set(key, { answer, written, signal: (scope.contextValue as WithAsker).signal });
    try {
      return await answer;
    } finally {
      running.delete(key);
    }
  };
  return { name: 'shared-answers', around };
}

function noteWritten({ contextValue }: AnswerScope, written: WrittenAnswer): void {
  const notes = notesOf(contextValue);
  if (notes) notes.written = written;
}

function toKey({ document, operationName, variables, contextValue }: AnswerScope): string | undefined {
  const { askerKey } = contextValue as WithAsker;
  // The text, not the document: what arrives together is parsed apart.
  const text = document.loc?.source.body;
  if (askerKey === undefined || text === undefined) return undefined;
  // Its calls are to be measured.
  if (notesOf(contextValue)?.isExplained) return undefined;
  const operation = findOperation(document, operationName);
  if (!('kind' in operation) || operation.operation !== OperationTypeNode.QUERY) return undefined;
  return JSON.stringify([askerKey, operationName ?? null, variables ?? null, text]);
}
