import { z } from 'zod';
import { isProblem } from '../kernel/problem.ts';
import {
  type Connector,
  ConnectorError,
  type ConnectorModule,
  type Ctx,
  type Json,
  type Manifest,
} from './contract.ts';
import { judgeConfig } from './judge-config.ts';
import { judgeManifest, manifestShape, refuseManifest } from './manifest.ts';
import { compileSchema, describeSchemaError, schemasAt } from './schema.ts';
import { fillTemplate, hasStrayPlaceholder, templateTexts } from './template.ts';

type Schema = Record<string, unknown>;
type Refuse = (path: string, reason: string) => never;

/** Credentials are read by the hub where the operator wrote them: a template that named secrets could send any of them anywhere. */
const OPERATORS_OWN = ['auth', 'tls'];

const shape = manifestShape.extend({
  /** Name of the connector that does the work. */
  extends: z.string(),
  /** Properties of the base's configuration that this one has too, as they are there. */
  inherits: z.array(z.string()).optional(),
  /** The base's configuration, with `${config.x}` where this one's values go. */
  body: z.record(z.string(), z.json()),
  /** A configuration that works: shown to operators, and what `body` is tried with. */
  example: z.record(z.string(), z.json()),
});
type ExtensionJson = z.infer<typeof shape>;

function mergeConfig(json: ExtensionJson, base: Manifest, refuse: Refuse): Schema {
  const known = base.config.properties as Record<string, Schema>;
  const inherited = (json.inherits ?? []).map((name) => {
    if (!known[name]) refuse('inherits', `connector ${base.name} has no setting "${name}"`);
    return [name, known[name]!] as const;
  });
  return {
    ...json.config,
    properties: { ...Object.fromEntries(inherited), ...(json.config.properties as object | undefined) },
  };
}

function judgeBody(body: ExtensionJson['body'], config: Schema, base: Manifest, refuse: Refuse): void {
  const properties = config.properties as Record<string, Schema>;
  const own = OPERATORS_OWN.find((name) => name in body);
  if (own) refuse(`body.${own}`, 'stands in the configuration, never in the body: use "inherits"');
  for (const { path, text, names, isWhole } of templateTexts(body as Json)) {
    const at = `body.${path}`;
    if (hasStrayPlaceholder(text)) refuse(at, 'only settings of the configuration can be filled in');
    const unknown = names.find((name) => !Object.hasOwn(properties, name));
    if (unknown) refuse(at, `the configuration has no "${unknown}"`);
    // The hub calls only what the operator's configuration names.
    if (/^https?:\/\//.test(text)) refuse(at, 'an address is a setting: give it a default in "config"');
    const isSecret = schemasAt(base.config, path.split('.')).some((schema) => schema['x-secret'] === true);
    if (isSecret && !(isWhole && properties[names[0]!]!['x-secret'] === true))
      refuse(at, 'a secret is named by the operator: a setting marked x-secret, and nothing else');
  }
}

/** Modes and permissions may be fewer than the base's, never more. */
function judgeReach(json: ExtensionJson, base: Manifest, refuse: Refuse): void {
  if (json.extends !== base.name) refuse('extends', `is "${json.extends}", and this is ${base.name}`);
  const mode = json.modes.find((name) => !base.modes.includes(name));
  if (mode) refuse('modes', `connector ${base.name} has no mode "${mode}"`);
  for (const kind of ['net', 'fs'] as const) {
    const granted = base.permissions[kind] ?? [];
    const beyond = (json.permissions[kind] ?? []).find(
      (glob) => !granted.includes('*') && !granted.includes(glob),
    );
    if (beyond) refuse(`permissions.${kind}`, `connector ${base.name} may not touch "${beyond}"`);
  }
}

/** The base's configuration for one of this connector; throws `config` with the place. */
function expand(body: Json, config: Record<string, unknown>, base: Manifest): object {
  const filled = fillTemplate(body, config) as object;
  const validate = compileSchema(base.config);
  if (validate(filled)) return filled;
  const { path, reason } = describeSchemaError(validate.errors);
  throw new ConnectorError('config', `${path} ${reason}`);
}

/** Tried with the example, and with no more of it than is required. */
function judgeExample(json: ExtensionJson, manifest: Manifest, base: Manifest, refuse: Refuse): void {
  const required = new Set((manifest.config.required ?? []) as string[]);
  const least = Object.entries(json.example).filter(([name]) => required.has(name));
  for (const example of [json.example, Object.fromEntries(least)]) {
    let config: Record<string, unknown>;
    try {
      config = judgeConfig(manifest, structuredClone(example), manifest.name, {});
    } catch (error) {
      if (!isProblem(error)) throw error;
      throw refuse('example', error.message);
    }
    try {
      expand(json.body as Json, config, base);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      refuse('body', error.message);
    }
  }
}

function judgeExtension(json: unknown, base: Manifest): { manifest: Manifest; body: Json } {
  const refuse = refuseManifest(String((json as { name?: unknown } | null)?.name ?? '?'));
  const parsed = shape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return refuse(issue.path.join('.') || '(root)', issue.message);
  }
  const { extends: _, inherits: __, body, example: ___, ...own } = parsed.data;
  judgeReach(parsed.data, base, refuse);
  const config = mergeConfig(parsed.data, base, refuse);
  const { cursorVersion } = base;
  const manifest = judgeManifest({
    ...(cursorVersion === undefined ? {} : { cursorVersion }),
    ...own,
    config,
  });
  judgeBody(body, config, base, refuse);
  judgeExample(parsed.data, manifest, base, refuse);
  return { manifest, body: body as Json };
}

/**
 * A connector without code: `connector.json` with `"extends"` and the base's configuration as a template. It is judged
 * whole before anything runs; throws a Problem that names the place in it. Credentials (`auth`, `tls`) are inherited,
 * never templated.
 */
export function extendConnector<C>(base: ConnectorModule<C>, json: unknown): ConnectorModule {
  const { manifest, body } = judgeExtension(json, base.manifest);
  const expanded = new WeakMap<object, C>();
  const toBase = (ctx: Ctx): Ctx<C> => {
    const config = ctx.config as Record<string, unknown>;
    let ready = expanded.get(config);
    if (!ready) {
      ready = expand(body, config, base.manifest) as C;
      expanded.set(config, ready);
    }
    return { ...ctx, config: ready };
  };
  const has = (mode: Manifest['modes'][number]) => manifest.modes.includes(mode);

  return {
    manifest,
    extends: base.manifest.name,
    async create(ctx) {
      const inner = await base.create(toBase(ctx));
      const { read, query, receive, migrateCursor, close } = inner;
      const connector: Connector = {
        check: (now) => inner.check(toBase(now)),
        discover: (now) => inner.discover(toBase(now)),
      };
      if (read && (has('sync') || has('stream')))
        connector.read = (now, request) => read.call(inner, toBase(now), request);
      if (query && has('live')) connector.query = (now, asked) => query.call(inner, toBase(now), asked);
      if (receive && has('push')) connector.receive = (now, got) => receive.call(inner, toBase(now), got);
      if (migrateCursor) connector.migrateCursor = (old, version) => migrateCursor.call(inner, old, version);
      if (close) connector.close = () => close.call(inner);
      return connector;
    },
  };
}
