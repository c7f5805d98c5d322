import { addSelection, type Call } from './call.ts';
import { toText } from './selection.ts';

/** Calls that are made as one: of one subgraph, at one time, under the same conditions. */
type Together = Call[];

/**
 * Calls in rounds, each after those that it needs. What nobody waits for goes with a later call of the same subgraph, if
 * there is one: the last round comes no later for it.
 */
export function toRounds(calls: readonly Call[]): Together[][] {
  const rounds: Map<string, Together>[] = [];
  const depths = new Map<Call, number>();
  const depthOf = (call: Call): number => {
    const known = depths.get(call) ?? Math.max(-1, ...[...call.after].map(depthOf)) + 1;
    depths.set(call, known);
    return known;
  };
  for (const call of calls) {
    const depth = depthOf(call);
    while (rounds.length <= depth) rounds.push(new Map());
    put(rounds[depth]!, toName(call), [call]);
  }
  const awaited = new Set(calls.flatMap(({ after }) => [...after]));
  for (const [depth, round] of rounds.entries())
    for (const [name, together] of round) {
      const later = rounds.slice(depth + 1).find((other) => other.has(name));
      if (!later || together.some((call) => awaited.has(call))) continue;
      put(later, name, together);
      round.delete(name);
    }
  return rounds.map((round) => [...round.values()].map(joinParts)).filter((round) => round.length > 0);
}

function put(round: Map<string, Together>, name: string, more: Together): void {
  round.set(name, [...(round.get(name) ?? []), ...more]);
}

/** Root fields of each subgraph are one call anyway. */
function toName({ id, graph, entity, conditions }: Call): string {
  return entity ? `${graph} ${toText(conditions)}` : `root ${id}`;
}

/**
 * Of the same objects, what needs no more than another part does, and of the same calls, is asked in that. Of other
 * calls it is not: if one of them fails, only what needs it is to be missing.
 */
function joinParts(together: Together): Together {
  const joined: Call[] = [];
  for (const call of [...together].sort((one, other) => sizeOf(other) - sizeOf(one))) {
    const home = joined.find((other) => isWithin(call, other));
    if (home) addSelection(home.selection, call.selection);
    else joined.push(call);
  }
  return joined.sort((one, other) => one.id - other.id);
}

function isWithin({ entity: inner, selection, after }: Call, other: Call): boolean {
  if (!inner || !other.entity || selection.type !== other.selection.type) return false;
  const place = ({ path, calledAs }: typeof inner) => JSON.stringify([path, calledAs]);
  if (place(inner) !== place(other.entity)) return false;
  if (after.size !== other.after.size || ![...after].every((call) => other.after.has(call))) return false;
  const given = new Set(other.entity.requires.flatMap(toFields));
  return inner.requires.flatMap(toFields).every((field) => given.has(field));
}

function toFields(requirement: NonNullable<Call['entity']>['requires'][number]): string[] {
  if (requirement.kind === 'Field') return [JSON.stringify(requirement)];
  return requirement.selections.map((field) => JSON.stringify([requirement.typeCondition, field]));
}

function sizeOf({ entity }: Call): number {
  return entity ? JSON.stringify(entity.requires).length : 0;
}
