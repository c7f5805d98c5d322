import { type FixtureConfig, freePort } from 'lien-thong/sdk/harness';

/** What `source.ts` lets in; the kit searches everything that the connector says for it. */
export const TOKEN = 'planted-token-7d20b1';

/** Configurations as an operator would write them: a good one, one with a wrong token, one where nobody listens. */
export async function toSettings(
  url: string,
): Promise<Record<'good' | 'badCredential' | 'refused', FixtureConfig>> {
  const settings = (baseUrl: string, token: string): FixtureConfig => ({
    config: { baseUrl, auth: { type: 'bearer', token: 'FIXTURE_TOKEN' } },
    secrets: { FIXTURE_TOKEN: token },
  });
  return {
    good: settings(url, TOKEN),
    badCredential: settings(url, 'planted-wrong-token-41c9'),
    refused: settings(`http://127.0.0.1:${await freePort()}`, TOKEN),
  };
}
