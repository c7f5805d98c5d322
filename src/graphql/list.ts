import type { ClassType } from 'type-graphql';
import type { FieldClass } from '../access/principal.ts';
import { Problem } from '../kernel/problem.ts';
import { QUERY_FIRST_INVALID } from '../kernel/problems/query.ts';
import type { HubContext } from './context.ts';
import {
  type Connection,
  DEFAULT_FIRST,
  defineListTypes,
  type ListArgs,
  type ListTypes,
  MAX_FIRST,
} from './list-types.ts';
import { type SortTerm, toAfterPredicate, toCursor, toSortTerms } from './order.ts';
import { isAlways, type Predicate } from './predicate.ts';
import { assertMayFilter, type FilterSpec, toPredicate, type WhereInput } from './where.ts';

export type Row = Record<string, unknown>;

export interface ListSpec {
  /** Type name of a node: `Vehicle`. */
  name: string;
  node: () => ClassType;
  filters: Record<string, FilterSpec>;
  /** Fields one may sort by; each is a property. */
  sort: string[];
  /** Sort when the query names none. */
  order: [property: string, direction: 'ASC' | 'DESC'][];
  /** Property that identifies a row and breaks ties. Default `id`. */
  id?: string;
}

/** A page as asked for, ready for a back end: conditions, sort, how many. */
export interface PagePlan {
  where: Predicate;
  /** `where` and beyond the cursor. */
  window: Predicate;
  terms: SortTerm[];
  first: number;
}

/** A list of one type: its GraphQL types, and how its arguments become a page. */
export interface List extends ListTypes {
  readonly spec: ListSpec;
  /** Class of a field; `sealed` for what is no field. */
  classOf(field: string): FieldClass;
  /** Called when the subgraph's schema is built: filters take their class from the fields. */
  bindClasses(classOf: (field: string) => FieldClass): void;
  plan(context: HubContext, args: ListArgs): PagePlan;
  predicate(context: HubContext, where: WhereInput | null | undefined): Predicate;
}

export function defineList(spec: ListSpec): List {
  const types = defineListTypes(spec);
  let classOf: (field: string) => FieldClass = () => 'sealed';
  const rules = { type: spec.name, filters: spec.filters, classOf: (field: string) => classOf(field) };
  const predicate = (context: HubContext, where: WhereInput | null | undefined) =>
    toPredicate(context, rules, where);
  return {
    ...types,
    spec,
    classOf: rules.classOf,
    bindClasses: (given) => {
      classOf = given;
    },
    predicate,
    plan: (context, args) => {
      const first = args.first ?? DEFAULT_FIRST;
      if (first < 0 || first > MAX_FIRST) throw new Problem(QUERY_FIRST_INVALID, { first, max: MAX_FIRST });
      const terms = toSortTerms(args.orderBy, spec.order as SortTerm[], spec.id ?? 'id');
      for (const order of args.orderBy ?? [])
        for (const field of Object.keys(order)) assertMayFilter(context, rules, field);
      const where = predicate(context, args.where);
      const after = args.after ? toAfterPredicate(context.cursorKey, terms, args.after) : undefined;
      const window = after ? (isAlways(where) ? after : { and: [where, after] }) : where;
      return { where, window, terms, first };
    },
  };
}

/** A node and its place; the place is worked out only when somebody asks for it. */
class Edge {
  readonly node: Row;
  private readonly toPlace: (node: Row) => string;

  constructor(node: Row, toPlace: (node: Row) => string) {
    this.node = node;
    this.toPlace = toPlace;
  }

  get cursor(): string {
    return this.toPlace(this.node);
  }
}

/** One row too many was asked for: it tells whether there is a next page. */
export function toConnection(
  context: HubContext,
  plan: PagePlan,
  rows: Row[],
  countTotal: () => Promise<number | null>,
): Connection {
  const nodes = rows.slice(0, plan.first);
  const toPlace = (row: Row) => toCursor(context.cursorKey, plan.terms, row);
  return {
    nodes,
    edges: nodes.map((node) => new Edge(node, toPlace)),
    pageInfo: {
      hasNextPage: rows.length > plan.first,
      // Encrypted, which a page within each of a hundred rows need not pay for when nobody reads it.
      get endCursor() {
        const last = nodes.at(-1);
        return last ? toPlace(last) : null;
      },
    },
    countTotal,
  };
}
