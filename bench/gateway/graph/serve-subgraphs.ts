// The four subgraphs over HTTP in one process. Answers are kept as JSON by request text, so that the subgraphs are not
// what is measured. Prints one line of JSON when it listens: { name: url }.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { subgraphs } from './subgraphs.ts';

const urls: Record<string, string> = {};
for (const [name, { sdl, resolvers }] of Object.entries(subgraphs)) {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const answers = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      let answer = answers.get(body);
      if (answer === undefined) {
        const { query, variables } = JSON.parse(body);
        const result = await graphql({ schema, source: query, variableValues: variables });
        answer = Buffer.from(JSON.stringify(result));
        answers.set(body, answer);
      }
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
      response.end(answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
console.log(JSON.stringify(urls));
