/** As `connector.json` describes it: the NAME of the secret; its value comes from `ctx.secret(config.secret)`. */
export interface Config {
  secret: string;
}
