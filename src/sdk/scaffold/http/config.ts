/** As `connector.json` describes it. The hub reads `auth` itself: what goes through `ctx.http` carries it. */
export interface Config {
  baseUrl: string;
  auth: { type: 'bearer'; token: string };
}
