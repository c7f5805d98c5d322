import type { RecordPage } from '../store/page.ts';

type Words = Pick<RecordPage, 'puts' | 'deletes' | 'removals'>;

/** True the first time that somebody speaks of this id; `isThere` = what is said is a record. */
type IsFirst = (id: string, isThere: boolean) => boolean;

/** Marks a source's key among ids, which hold no such character. */
const KEY = '\u0000';

/**
 * What a landed page says that no newer page has said. Between pages the first word counts, which is the newest; within
 * a page the last one: what was put and then removed is gone. A record is spoken of by its id and by its source's key:
 * under another id it is the same one.
 */
export function takeNews({ puts, deletes, removals = [] }: Words, isFirst: IsFirst): Words {
  const gone = new Set([...deletes, ...removals.flatMap(({ key, id }) => [`${KEY}${key}`, ...(id ?? [])])]);
  const last = new Map<string, Words['puts'][number]>();
  for (const put of puts) last.set(put.key === undefined ? put.record.id : `${KEY}${put.key}`, put);
  const news = [...last].filter(([name, { record }]) => {
    if (gone.has(name) || gone.has(record.id)) return false;
    // Both are spoken of from now on.
    const isNew = isFirst(name, true);
    return name === record.id ? isNew : isFirst(record.id, true) && isNew;
  });
  return {
    puts: news.map(([, put]) => put),
    deletes: deletes.filter((id) => isFirst(id, false)),
    removals: removals.filter(({ key, id }) => {
      const isNew = isFirst(`${KEY}${key}`, false);
      return (id === undefined || isFirst(id, false)) && isNew;
    }),
  };
}
