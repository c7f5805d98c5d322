import { ArgsType, type ClassType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { Open } from './field-class.ts';
import { SortDirection } from './order.ts';
import { PageInfo } from './page-info.ts';
import type { FilterSpec, WhereInput } from './where.ts';

export const DEFAULT_FIRST = 50;
export const MAX_FIRST = 1_000;

export interface ListArgs {
  where?: WhereInput | null;
  orderBy?: Record<string, SortDirection>[] | null;
  first?: number;
  after?: string | null;
}

export interface Connection<T = Record<string, unknown>> {
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
  /** Asked only when the query asks. */
  countTotal: () => Promise<number | null>;
}

export interface ListTypes {
  Args: ClassType<ListArgs>;
  Where: ClassType<WhereInput>;
  Connection: ClassType<Connection>;
}

export function whereType(name: string, filters: Record<string, FilterSpec>): ClassType<WhereInput> {
  const Where = { [`${name}Where`]: class {} }[`${name}Where`] as ClassType<WhereInput>;
  for (const [filter, { input, description }] of Object.entries(filters))
    Field(() => input, { nullable: true, ...(description ? { description } : {}) })(Where.prototype, filter);
  Field(() => [Where], { nullable: true, description: 'Tất cả đều đúng. All hold.' })(Where.prototype, 'and');
  Field(() => [Where], { nullable: true, description: 'Ít nhất một đúng. At least one holds.' })(
    Where.prototype,
    'or',
  );
  Field(() => Where, { nullable: true, description: 'Không đúng. Does not hold.' })(Where.prototype, 'not');
  InputType(`${name}Where`)(Where);
  return Where;
}

function orderType(name: string, sort: string[]): ClassType {
  const Order = { [`${name}Order`]: class {} }[`${name}Order`]!;
  for (const field of sort) Field(() => SortDirection, { nullable: true })(Order.prototype, field);
  InputType(`${name}Order`, { description: 'Đúng một trường mỗi phần tử. Exactly one field each.' })(Order);
  return Order;
}

function connectionType(name: string, node: () => ClassType): ClassType<Connection> {
  const Edge = { [`${name}Edge`]: class {} }[`${name}Edge`]!;
  const Result = { [`${name}Connection`]: class {} }[`${name}Connection`] as ClassType<Connection>;
  const add = (target: object, field: string, type: () => unknown, options: object = {}) => {
    Open()(target, field);
    Field(type as () => ClassType, options)(target, field);
  };
  add(Edge.prototype, 'cursor', () => String);
  add(Edge.prototype, 'node', node);
  ObjectType(`${name}Edge`, { simpleResolvers: true })(Edge);
  add(Result.prototype, 'nodes', () => [node()]);
  add(Result.prototype, 'edges', () => [Edge]);
  add(Result.prototype, 'pageInfo', () => PageInfo);
  add(Result.prototype, 'totalCount', () => Int, {
    nullable: true,
    description:
      'Số bản ghi khớp bộ lọc, không phụ thuộc trang; null khi nguồn trực tiếp không đếm. Matches, all pages.',
  });
  ObjectType(`${name}Connection`, { simpleResolvers: true })(Result);
  return Result;
}

/** The input and output types of one list; the same shape for every dataset. */
export function defineListTypes(spec: {
  name: string;
  node: () => ClassType;
  filters: Record<string, FilterSpec>;
  sort: string[];
}): ListTypes {
  const Where = whereType(spec.name, spec.filters);
  const Order = orderType(spec.name, spec.sort);
  const Args = { [`${spec.name}ListArgs`]: class {} }[`${spec.name}ListArgs`] as ClassType<ListArgs>;
  Field(() => Where, { nullable: true })(Args.prototype, 'where');
  Field(() => [Order], { nullable: true })(Args.prototype, 'orderBy');
  Field(() => Int, { defaultValue: DEFAULT_FIRST, description: `0…${MAX_FIRST}` })(Args.prototype, 'first');
  Field(() => String, {
    nullable: true,
    description: 'endCursor của trang trước. endCursor of the page before.',
  })(Args.prototype, 'after');
  ArgsType()(Args);
  return { Args, Where, Connection: connectionType(spec.name, spec.node) };
}
