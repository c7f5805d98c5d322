import { maySee } from '../../access/principal.ts';
import type { HubContext } from '../../graphql/context.ts';
import type { Row } from '../../graphql/list.ts';
import type { ListArgs } from '../../graphql/list-types.ts';

/** A patrol that is still out or yet to come must not be findable: not by its id, in a page, nor in a count. */
function maySeeUnended({ principal, purpose }: HubContext): boolean {
  return maySee(principal, purpose, 'PatrolShift', 'sealed');
}

/** The list's arguments, narrowed to what the asker may know of. */
export function narrowToEnded(context: HubContext, args: ListArgs): ListArgs {
  if (maySeeUnended(context)) return args;
  const ended = { endAt: { lte: context.now.toISOString() } };
  return { ...args, where: args.where ? { and: [args.where, ended] } : ended };
}

/** A shift looked up by id; a hidden one is as one that does not exist. */
export function hideUnended(context: HubContext, shift: Row | undefined): Row | null {
  if (!shift) return null;
  return maySeeUnended(context) || (shift.endAt as string) <= context.now.toISOString() ? shift : null;
}
