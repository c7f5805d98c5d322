/**
 * An owner's API in a process of its own: `/vehicles`, and `/people?id=…&id=…`, which gives those it knows. `/calls` says how
 * often it was asked for people since the last time.
 *
 *     argv: PARENTS
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toPeople } from './people.ts';

const people = new Map(toPeople(Number(process.argv[2])).map((person) => [person.id, person]));
const vehicles = [...people.keys()].map((ownerId, i) => ({ id: String(i), ownerId }));
let calls = 0;

function answer({ pathname, searchParams }: URL): unknown {
  if (pathname === '/vehicles') return vehicles;
  if (pathname === '/calls') {
    const said = calls;
    calls = 0;
    return said;
  }
  calls += 1;
  return searchParams.getAll('id').flatMap((id) => people.get(id) ?? []);
}

const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer(new URL(request.url!, 'http://localhost'))));
});
// 500 keys in a query string are longer than what Node.js takes by default.
server.maxHeadersCount = 0;
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
