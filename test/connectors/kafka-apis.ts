import { type Reader, Writer } from '@platformatic/kafka';
import { createGroupHandlers } from './kafka-group-apis.ts';
import { API, type BrokerState, type Handler, NODE, VERSIONS } from './kafka-protocol.ts';
import type { createSaslServer } from './kafka-sasl.ts';

const OFFSET_OUT_OF_RANGE = 1;
const UNKNOWN_TOPIC = 3;
type Sasl = ReturnType<typeof createSaslServer>;
/** Answers of one connection; undefined = cut it. Layouts: kafka.apache.org/protocol, of the versions above. */
export function createHandlers(state: BrokerState, sasl: Sasl | undefined) {
  let isIn = sasl === undefined;
  const { topics } = state;

  const listOffset = (name: string, partition: number, timestamp: bigint) => {
    const log = topics.get(name)?.partitions[partition];
    if (!log) return { code: UNKNOWN_TOPIC, offset: -1n };
    return { code: 0, offset: timestamp === -2n ? log.start : log.end };
  };

  const fetch: Handler = async (reader) => {
    reader.readInt32();
    const maxWait = reader.readInt32();
    reader.skip(4 + 4 + 1 + 4 + 4); // bytes, isolation, session
    const asked = reader.readArray((r) => ({
      id: r.readUUID(),
      partitions: r.readArray((p) => {
        const partition = p.readInt32();
        p.readInt32();
        const offset = p.readInt64();
        p.skip(4 + 8);
        return { partition, offset, maxBytes: p.readInt32() };
      }),
    }));
    const byId = new Map([...topics.values()].map((topic) => [topic.id, topic]));
    const look = () =>
      asked.map(({ id, partitions }) => ({
        id,
        partitions: partitions.map(({ partition, offset, maxBytes }) => {
          const log = byId.get(id)?.partitions[partition];
          if (!log) return { partition, code: 100, log: undefined, bytes: Buffer.alloc(0) };
          const isIn = offset >= log.start && offset <= log.end;
          const bytes = isIn ? log.read(offset, maxBytes) : Buffer.alloc(0);
          return { partition, code: isIn ? 0 : OFFSET_OUT_OF_RANGE, log, bytes };
        }),
      }));
    const hasNews = () =>
      look().some(({ partitions }) => partitions.some(({ code, bytes }) => code !== 0 || bytes.length > 0));
    if (!hasNews()) await state.arrival(maxWait);
    return Writer.create()
      .appendInt32(0)
      .appendInt16(0)
      .appendInt32(0)
      .appendArray(look(), (w, { id, partitions }) => {
        w.appendUUID(id).appendArray(partitions, (p, { partition, code, log, bytes }) => {
          p.appendInt32(partition)
            .appendInt16(code)
            .appendInt64(log?.end ?? -1n)
            .appendInt64(log?.end ?? -1n)
            .appendInt64(log?.start ?? -1n)
            .appendArray(log?.aborted ?? [], (a, { producerId, firstOffset }) => {
              a.appendInt64(producerId).appendInt64(firstOffset);
            })
            .appendInt32(-1)
            .appendUnsignedVarInt(bytes.length + 1)
            .append(bytes);
        });
      })
      .appendTaggedFields();
  };

  const metadata: Handler = (reader) => {
    const asked = reader.readNullableArray((r) => {
      r.readUUID();
      return r.readNullableString() ?? '';
    });
    const names = asked ?? [...topics.keys()];
    return Writer.create()
      .appendInt32(0)
      .appendArray([NODE], (w) => {
        w.appendInt32(NODE).appendString('127.0.0.1').appendInt32(state.port()).appendString(null);
      })
      .appendString(state.clusterId)
      .appendInt32(NODE)
      .appendArray(names, (w, name) => {
        const topic = topics.get(name);
        w.appendInt16(topic ? 0 : UNKNOWN_TOPIC)
          .appendString(name)
          .appendUUID(topic?.id ?? null)
          .appendBoolean(false)
          .appendArray([...(topic?.partitions.keys() ?? [])], (p, partition) => {
            p.appendInt16(0).appendInt32(partition).appendInt32(NODE).appendInt32(0);
            for (const nodes of [[NODE], [NODE], []])
              p.appendArray(nodes, (n, node) => void n.appendInt32(node), true, false);
          })
          .appendInt32(-1);
      })
      .appendTaggedFields();
  };

  const handlers: Record<number, Handler> = {
    [API.ApiVersions]: () =>
      Writer.create()
        .appendInt16(0)
        .appendArray(Object.entries(VERSIONS), (w, [key, version]) => {
          w.appendInt16(Number(key)).appendInt16(version).appendInt16(version);
        })
        .appendInt32(0)
        .appendTaggedFields(),
    [API.Fetch]: fetch,
    [API.Metadata]: metadata,
    [API.ListOffsets]: (reader) => {
      reader.skip(5);
      const asked = reader.readArray((r) => ({
        name: r.readString(),
        partitions: r.readArray((p) => {
          const partition = p.readInt32();
          p.readInt32();
          return { partition, timestamp: p.readInt64() };
        }),
      }));
      return Writer.create()
        .appendInt32(0)
        .appendArray(asked, (w, { name, partitions }) => {
          w.appendString(name).appendArray(partitions, (p, { partition, timestamp }) => {
            const { code, offset } = listOffset(name, partition, timestamp);
            p.appendInt32(partition).appendInt16(code).appendInt64(-1n).appendInt64(offset).appendInt32(0);
          });
        })
        .appendTaggedFields();
    },
    ...createGroupHandlers(state),
    [API.SaslHandshake]: (reader) => {
      sasl?.choose(reader.readString(false));
      return Writer.create()
        .appendInt16(0)
        .appendArray(['PLAIN', 'SCRAM-SHA-256'], (w, name) => void w.appendString(name, false), false, false);
    },
    [API.SaslAuthenticate]: (reader) => {
      const answer = sasl?.answer(Buffer.from(reader.readBytes())) ?? null;
      isIn ||= answer?.isDone === true;
      return Writer.create()
        .appendInt16(answer ? 0 : 58)
        .appendString(answer ? null : 'refused')
        .appendBytes(answer?.bytes ?? Buffer.alloc(0))
        .appendInt64(0n)
        .appendTaggedFields();
    },
  };

  const open: number[] = [API.ApiVersions, API.SaslHandshake, API.SaslAuthenticate];
  return async (key: number, version: number, reader: Reader): Promise<Writer | undefined> => {
    if (VERSIONS[key] !== version || (!isIn && !open.includes(key))) return undefined;
    return handlers[key]!(reader);
  };
}
