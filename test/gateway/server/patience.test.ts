import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

describe('slow clients', () => {
  let server: TestServer;
  afterEach(() => server.close());

  /** What comes back on a connection on which only this is ever sent. */
  const sendOnly = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
      let received = '';
      socket.setEncoding('utf8').on('data', (chunk) => {
        received += chunk;
      });
      socket.on('close', () => resolve(received)).on('error', reject);
    });

  it('that never finish their headers are told and cut off', async () => {
    server = await startTestServer(trafficSubgraphs(createChannel()), { patience: { headersMs: 100 } });
    expect(await sendOnly('POST /graphql HTTP/1.1\r\nhost: hub\r\nx-slow: ')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that never finish their body are told and cut off', async () => {
    const patience = { headersMs: 100, requestMs: 200 };
    server = await startTestServer(trafficSubgraphs(createChannel()), { patience });
    const head =
      'POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{';
    expect(await sendOnly(head)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that take nothing of their answer are cut off, and nothing waits for them', async () => {
    server = await startTestServer(trafficSubgraphs(createChannel()), { patience: { answerMs: 200 } });
    // Far more than the buffers of both ends hold.
    const body = JSON.stringify({ query: '{ roads(first: 400000) { id __typename } }' });
    const closed = new Promise<void>((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        const head = `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
        socket.write(head + body);
        socket.pause();
      });
      // The cut is seen only by who reads or writes.
      const probe = setInterval(() => socket.write('x'), 100);
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(probe);
        resolve();
      });
      setTimeout(() => reject(new Error('the connection is still open')), 10_000).unref();
    });
    await closed;
  });

  it('that come again use the same connection', async () => {
    server = await startTestServer(trafficSubgraphs(createChannel()));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<number | undefined>();
    for (let turn = 0; turn < 3; turn++)
      await new Promise<void>((resolve, reject) => {
        const asked = request(`${server.url}/graphql?query=%7Bhello%7D`, { agent }, (response) => {
          sockets.add(response.socket.localPort);
          expect(response.headers['keep-alive']).toBe('timeout=65');
          response.resume().on('end', resolve);
        });
        asked.on('error', reject).end();
      });
    agent.destroy();
    expect(sockets.size).toBe(1);
  });
});
