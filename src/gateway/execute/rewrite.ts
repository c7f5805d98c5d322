import type { KeyRenamer, Rewrite, RewriteSegment, ValueSetter } from '../plan-node.ts';
import type { Entity } from './path-walker.ts';
import type { TypeMap } from './type-map.ts';

/** Changes data in place: what goes to a subgraph, or what came from it. */
export type Rewriter = (data: unknown) => void;

export function compileRewrites(
  rewrites: readonly Rewrite[] | undefined,
  types: TypeMap,
): Rewriter | undefined {
  if (!rewrites?.length) return undefined;
  const rewriters = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (data) => {
    for (const rewrite of rewriters) rewrite(data);
  };
}

function compileRewrite(rewrite: Rewrite, types: TypeMap): Rewriter {
  if ('KeyRenamer' in rewrite)
    return compilePath(rewrite.KeyRenamer.path, toRename(rewrite.KeyRenamer), types);
  const setter = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  return compilePath(setter.path, toSet(setter), types);
}

type Change = (object: Entity, key: string) => void;

const toSet =
  ({ setValueTo }: ValueSetter): Change =>
  (object, key) => {
    object[key] = setValueTo;
  };

const toRename =
  ({ renameKeyTo }: KeyRenamer): Change =>
  (object, key) => {
    if (object[key] === undefined) return;
    object[renameKeyTo] = object[key];
    delete object[key];
  };

/** Lists are entered without being named in the path. */
function compilePath(path: readonly RewriteSegment[], change: Change, types: TypeMap): Rewriter {
  const [head, ...rest] = path;
  if (!head) return () => {};
  const next = rest.length > 0 ? compilePath(rest, change, types) : undefined;
  const visit: Rewriter = (data) => {
    if (Array.isArray(data)) for (const item of data) visit(item);
    else if (data !== null && typeof data === 'object') visitObject(data as Entity);
  };
  const visitObject = (object: Entity) => {
    if ('Key' in head) {
      if (next) next(object[head.Key]);
      else change(object, head.Key);
      return;
    }
    const { __typename } = object;
    if (typeof __typename === 'string' && head.TypenameEquals.some((name) => types.admits(name, __typename)))
      next?.(object);
  };
  return visit;
}
