import { Writer } from '@platformatic/kafka';
import { API, type BrokerState, type Handler, NODE } from './kafka-protocol.ts';

/** Answers of the group coordinator; layouts: kafka.apache.org/protocol, of the versions in `kafka-protocol.ts`. */
export function createGroupHandlers(state: BrokerState): Record<number, Handler> {
  return {
    [API.FindCoordinator]: (reader) => {
      reader.readInt8();
      const keys = reader.readArray((r) => r.readString(), true, false);
      return Writer.create()
        .appendInt32(0)
        .appendArray(keys, (w, key) => {
          w.appendString(key).appendInt32(NODE).appendString('127.0.0.1').appendInt32(state.port());
          w.appendInt16(0).appendString(null);
        })
        .appendTaggedFields();
    },
    [API.JoinGroup]: async (reader) => {
      const group = state.group(reader.readString());
      const sessionMs = reader.readInt32();
      reader.readInt32();
      const id = reader.readString();
      reader.readNullableString();
      reader.readString();
      const [protocol] = reader.readArray((r) => ({ name: r.readString(), metadata: r.readBytes() }));
      const joined = await group.join(id, Buffer.from(protocol!.metadata), sessionMs);
      return Writer.create()
        .appendInt32(0)
        .appendInt16(joined.code)
        .appendInt32(joined.generation)
        .appendString('consumer')
        .appendString(protocol!.name)
        .appendString(joined.leader)
        .appendBoolean(false)
        .appendString(joined.memberId)
        .appendArray(joined.members, (w, member) => {
          w.appendString(member.id).appendString(null).appendBytes(member.metadata);
        })
        .appendTaggedFields();
    },
    [API.SyncGroup]: async (reader) => {
      const group = state.group(reader.readString());
      const generation = reader.readInt32();
      const id = reader.readString();
      for (let i = 0; i < 3; i++) reader.readNullableString();
      const shares = reader.readArray((r) => ({
        memberId: r.readString(),
        assignment: Buffer.from(r.readBytes()),
      }));
      const { code, assignment } = await group.sync(id, generation, shares);
      return Writer.create()
        .appendInt32(0)
        .appendInt16(code)
        .appendString('consumer')
        .appendString('roundrobin')
        .appendBytes(assignment)
        .appendTaggedFields();
    },
    [API.Heartbeat]: (reader) => {
      const group = state.group(reader.readString());
      const generation = reader.readInt32();
      return Writer.create()
        .appendInt32(0)
        .appendInt16(group.heartbeat(reader.readString(), generation))
        .appendTaggedFields();
    },
    [API.LeaveGroup]: (reader) => {
      const group = state.group(reader.readString());
      const ids = reader.readArray((r) => {
        const id = r.readString();
        r.readNullableString();
        r.readNullableString();
        return id;
      });
      for (const id of ids) group.remove(id);
      return Writer.create()
        .appendInt32(0)
        .appendInt16(0)
        .appendArray(ids, (w, id) => void w.appendString(id).appendString(null).appendInt16(0))
        .appendTaggedFields();
    },
    [API.OffsetFetch]: (reader) => {
      const asked = reader.readArray((r) => ({
        id: r.readString(),
        topics: r.readArray((t) => ({
          name: t.readString(),
          partitions: t.readArray((p) => p.readInt32(), true, false),
        })),
      }));
      return Writer.create()
        .appendInt32(0)
        .appendArray(asked, (w, { id, topics: wanted }) => {
          w.appendString(id)
            .appendArray(wanted, (t, { name, partitions }) => {
              t.appendString(name).appendArray(partitions, (p, partition) => {
                const offset = state.group(id).offsets.get(`${name}:${partition}`) ?? -1n;
                p.appendInt32(partition)
                  .appendInt64(offset)
                  .appendInt32(-1)
                  .appendString(null)
                  .appendInt16(0);
              });
            })
            .appendInt16(0);
        })
        .appendTaggedFields();
    },
    [API.OffsetCommit]: (reader) => {
      const group = state.group(reader.readString());
      const generation = reader.readInt32();
      const id = reader.readString();
      reader.readNullableString();
      const asked = reader.readArray((r) => ({
        name: r.readString(),
        partitions: r.readArray((p) => {
          const partition = p.readInt32();
          const offset = p.readInt64();
          p.readInt32();
          p.readNullableString();
          return { partition, offset };
        }),
      }));
      const offsets = asked.flatMap(({ name, partitions }) =>
        partitions.map(({ partition, offset }): [string, bigint] => [`${name}:${partition}`, offset]),
      );
      const code = group.commit(id, generation, offsets);
      return Writer.create()
        .appendInt32(0)
        .appendArray(asked, (w, { name, partitions }) => {
          w.appendString(name).appendArray(partitions, (p, { partition }) => {
            p.appendInt32(partition).appendInt16(code);
          });
        })
        .appendTaggedFields();
    },
  };
}
