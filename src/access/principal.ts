/**
 * Every field has a class. `open`: anyone. `internal`: state bodies, no person in it. `personal`: says something
 * about an identifiable person (Law 91/2025/QH15). `sealed`: harm if it leaks, e.g. a patrol that is still to come.
 */
export const fieldClasses = ['open', 'internal', 'personal', 'sealed'] as const;
export type FieldClass = (typeof fieldClasses)[number];

/** What a subsystem may see of some types, for which purpose, by which law. */
export interface Grant {
  /** Type names of the graph; `*` = all. */
  types: readonly string[];
  classes: readonly Exclude<FieldClass, 'open'>[];
  /** The first is assumed when a request states none. */
  purposes: readonly string[];
  legalBasis: string;
}

export interface Policy {
  role: string;
  grants: readonly Grant[];
  /** What it may do, e.g. `reportIncident`. */
  actions: readonly string[];
}

/** Who asks: a subsystem with a role. Without a key: nobody in particular, who sees what is open. */
export interface Principal {
  subsystem: string;
  role: string;
  grants: readonly Grant[];
  actions: readonly string[];
}

export const anonymous: Principal = { subsystem: 'anonymous', role: 'anonymous', grants: [], actions: [] };

/** May this principal, for this purpose, see a field of this class on this type? */
export function maySee(
  principal: Principal,
  purpose: string | undefined,
  type: string,
  fieldClass: FieldClass,
): boolean {
  if (fieldClass === 'open') return true;
  return principal.grants.some(
    (grant) =>
      grant.classes.includes(fieldClass) &&
      (grant.types.includes('*') || grant.types.includes(type)) &&
      (purpose === undefined || grant.purposes.includes(purpose)),
  );
}
