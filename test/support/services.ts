import { connect } from 'node:net';

/** Is somebody listening there? */
async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1_000 });
    const answer = (there: boolean) => () => {
      socket.destroy();
      resolve(there);
    };
    socket.once('connect', answer(true));
    socket.once('error', answer(false));
    socket.once('timeout', answer(false));
  });
}

/**
 * Whether tests may use a service of the machine. Absent: the tests are skipped, and their titles say why; under
 * HUB_REQUIRE_SERVICES=1 they fail instead, so that nothing is skipped where it should be there.
 */
export async function findService(name: string, port: number): Promise<{ isThere: boolean; title: string }> {
  const isThere = await isListening(port);
  if (!isThere && process.env.HUB_REQUIRE_SERVICES === '1')
    throw new Error(`${name} is not listening on 127.0.0.1:${port}, and HUB_REQUIRE_SERVICES=1 asks for it`);
  return { isThere, title: isThere ? name : `${name} (skipped: nothing listens on 127.0.0.1:${port})` };
}
