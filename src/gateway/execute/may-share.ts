import type { EntityAlias, PathSegment, PlanNode } from '../plan-node.ts';

type Path = readonly PathSegment[];

/**
 * One entity's answer goes to every place where the entity stands. The places may share the objects in it unless
 * another fetch writes there too and could write something else at each. It writes the same when the path is one, or
 * when it goes on from each of the paths in the same ways: what it asks for then depends on the shared objects alone.
 * A path that depends on types may lead to some of the places only.
 */
export function mayShare(alias: EntityAlias, others: readonly (readonly Path[])[]): boolean {
  const writers = others
    .map((paths) => paths.filter((path) => !alias.paths.includes(path)))
    .filter((paths) => paths.some((path) => alias.paths.some((own) => isAtOrBelow(path, own))));
  if (writers.length === 0) return true;
  if ([...writers, alias.paths].some((paths) => paths.some((path) => path.some(isTypeCondition))))
    return false;
  return writers.every((paths) => new Set(alias.paths.map((own) => toWaysOn(paths, own))).size === 1);
}

/** The paths of every entity fetch of a plan, one list for each alias. */
export function collectEntityPaths(node: PlanNode | null | undefined): (readonly Path[])[] {
  switch (node?.kind) {
    case 'BatchFetch':
      return node.entityBatch.aliases.map(({ paths }) => paths);
    case 'Flatten':
      return [[node.path]];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(collectEntityPaths);
    case 'Condition':
      return [...collectEntityPaths(node.ifClause), ...collectEntityPaths(node.elseClause)];
    default:
      return [];
  }
}

/** How paths without type conditions go on from one of them. */
function toWaysOn(paths: readonly Path[], own: Path): string {
  const ways = paths.filter((path) => isAtOrBelow(path, own)).map((path) => path.slice(own.length));
  return JSON.stringify(ways.map((way) => JSON.stringify(way)).sort());
}

function isAtOrBelow(path: Path, own: Path): boolean {
  const inner = path.filter((segment) => !isTypeCondition(segment));
  const outer = own.filter((segment) => !isTypeCondition(segment));
  return outer.every((segment, index) => JSON.stringify(segment) === JSON.stringify(inner[index]));
}

function isTypeCondition(segment: PathSegment): boolean {
  return segment !== '@' && 'TypeCondition' in segment;
}
