import { Arg, type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { maySee } from '../../access/principal.ts';
import type { Dataset } from '../../store/dataset.ts';
import { pickFor, type Trust } from '../../store/trust.ts';
import type { HubContext } from '../context.ts';
import { Internal } from '../field-class.ts';
import type { List, Row } from '../list.ts';
import { FieldProvenance } from './field-provenance.type.ts';
import { loadOrigin, loadStatements, type Origin, type Spoken } from './load-provenance.ts';
import { Provenance } from './provenance.type.ts';
import { SourceStatement } from './source-statement.type.ts';

/** Names are the record's; `list` knows their classes. */
interface Subject extends Origin {
  dataset: Dataset;
  list: List;
  row: Row;
}

const ONLY = 'Chỉ các trường này. Only these fields.';

/** Adds `provenance` to the type of a stored dataset. Give the result to the subgraph's resolvers. */
export function provenanceOf(list: List, dataset: Dataset): ClassType[] {
  @Resolver(list.spec.node)
  class RecordProvenanceResolver {
    @Internal()
    @FieldResolver(() => Provenance, {
      nullable: true,
      description:
        'Từ đâu mà có: nguồn, lúc nào, từng trường. Where it comes from: source, time, field by field.',
    })
    async provenance(@Root() row: Row, @Ctx() context: HubContext): Promise<unknown> {
      const origin = await loadOrigin(context, dataset, String(row.id));
      return origin && { ...origin, observedAt: toObservedAt(dataset, row), dataset, list, row };
    }
  }
  return [RecordProvenanceResolver, ProvenanceResolver];
}

@Resolver(() => Provenance)
class ProvenanceResolver {
  @Internal()
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Bộ kết nối; null khi do người nộp. Connector; null when somebody submitted it.',
  })
  connector(@Root() { source }: Subject, @Ctx() context: HubContext): string | null {
    return context.desk.connectorOf(source) ?? null;
  }

  @Internal()
  @FieldResolver(() => [FieldProvenance], {
    nullable: true,
    description:
      'Từng trường có giá trị mà khóa này được xem: nguồn nào, vì sao, từ đường dẫn nào ở nguồn. Each field with a ' +
      'value that this key may see: which source, why, from which paths at the source.',
  })
  async fields(
    @Root() subject: Subject,
    @Arg('names', () => [String], { nullable: true, description: ONLY }) names: string[] | null,
    @Ctx() context: HubContext,
  ): Promise<FieldProvenance[]> {
    const statements = await statementsOf(context, subject);
    const lineages = new Map<string, Awaited<ReturnType<HubContext['desk']['lineageOf']>>>();
    for (const { source } of statements)
      lineages.set(source, await context.desk.lineageOf(source, subject.dataset.name));
    return visible(context, subject, names)
      .filter((field) => isSaid(subject.row[field]))
      .map((field) => {
        const { source, why } = pick(context, subject, field, statements);
        return { field, source, why, paths: lineages.get(source)?.[field] ?? null };
      });
  }

  @Internal()
  @FieldResolver(() => [SourceStatement], {
    nullable: true,
    description:
      'Mỗi nguồn nói gì, mới nhất trước; nhiều nguồn không khớp thì vẫn giữ đủ. What each source says, the latest ' +
      'first; where sources disagree, all is kept.',
  })
  async statements(
    @Root() subject: Subject,
    @Arg('names', () => [String], { nullable: true, description: ONLY }) names: string[] | null,
    @Ctx() context: HubContext,
  ): Promise<SourceStatement[]> {
    const statements = await statementsOf(context, subject);
    const fields = visible(context, subject, names);
    return statements.map(({ record, ...origin }) => ({
      ...origin,
      observedAt: toObservedAt(subject.dataset, record),
      values: fields
        .filter((field) => isSaid(record[field]))
        .map((field) => ({
          field,
          value: record[field],
          holds: pick(context, subject, field, statements).source === origin.source,
        })),
    }));
  }
}

/** Where one source feeds the dataset, the row is its statement. */
async function statementsOf(context: HubContext, subject: Subject): Promise<Spoken[]> {
  const { dataset, row, source, run, uri, position, recordedAt } = subject;
  const kept = trustOf(context, subject) ? await loadStatements(context, dataset, String(row.id)) : [];
  return kept.length > 0 ? kept : [{ source, run, uri, position, recordedAt, record: row }];
}

function trustOf(context: HubContext, { dataset }: Subject): Trust | undefined {
  return context.desk.sharedDataset(dataset.name)?.trust;
}

function pick(context: HubContext, subject: Subject, field: string, statements: Spoken[]) {
  const { source, why } = pickFor(trustOf(context, subject) ?? {}, field, {
    record: statements.map((one) => one.source),
    field: statements.filter(({ record }) => isSaid(record[field])).map((one) => one.source),
  });
  return { source: source ?? subject.source, why };
}

/** Fields of the record that the asker may see by their own class; what is no field of the type counts as sealed. */
function visible(context: HubContext, { dataset, list }: Subject, names: string[] | null): string[] {
  return context
    .table(dataset.entity)
    .data.map(({ property }) => property)
    .filter(
      (field) =>
        (!names || names.includes(field)) &&
        maySee(context.principal, context.purpose, list.spec.name, list.classOf(field)),
    );
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function toObservedAt(dataset: Dataset, row: Row): string | null {
  return (row[dataset.statedAt ?? dataset.observedAt ?? 'sourceUpdatedAt'] as string | undefined) ?? null;
}
