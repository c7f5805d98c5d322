import { connectors } from '../../../connectors/index.ts';
import { configFolder } from '../../hub/config-folder.ts';
import { loadDefinition } from '../../hub/load-definition.ts';
import type { Manifest } from '../../sdk/index.ts';
import { findConnectorPackages } from '../../sdk/package-find.ts';
import { judgeAllowed, nameOf } from '../../sdk/package-loader.ts';

interface Line {
  /** How a source names it. */
  name: string;
  version: string;
  modes: readonly string[];
  /** One sentence: the protocol. */
  protocol: string;
  from: 'built in' | 'package' | 'folder';
  /** The package's or folder's name. */
  place?: string;
  /** Without code: over this connector. */
  extends?: string;
}

interface Listing {
  connectors: Line[];
  /** On the operator's list, and refused: such a hub does not start. */
  refused: { connector: string; step: string; reason: string; file: string }[];
  /** Installed, and not on the list: does not run. */
  available: { package: string; version: string }[];
}

/** Every connector that this hub can run, and those it would not. Exit code 1 when one of the list is refused. */
export async function listConnectors(json: boolean): Promise<void> {
  const listing = await toListing();
  if (json) console.log(JSON.stringify({ version: 1, ...listing }));
  else print(listing);
  process.exitCode = listing.refused.length > 0 ? 1 : 0;
}

async function toListing(): Promise<Listing> {
  const { connectors: allowed = [] } = await loadDefinition(() => import('../../../hub.config.ts'));
  const from = configFolder();
  const toLine = (
    { name, version, modes, description }: Manifest,
    rest: Pick<Line, 'from' | 'place' | 'extends'>,
  ): Line => ({ name, version, modes, protocol: description, ...rest });
  const lines = connectors.map((module) =>
    toLine(module.manifest, { from: 'built in', ...(module.extends ? { extends: module.extends } : {}) }),
  );
  const refused: Listing['refused'] = [];
  for (const line of allowed) {
    const taken = lines.map(({ name }) => name);
    const { accepted, refused: no } = await judgeAllowed(line, from, connectors, taken);
    if (no) refused.push({ connector: nameOf(line), step: no.step, reason: no.reason, file: no.file });
    else
      lines.push(
        toLine(accepted!.manifest, {
          from: 'package' in line ? 'package' : 'folder',
          place: nameOf(line),
          ...(accepted!.module?.extends ? { extends: accepted!.module.extends } : {}),
        }),
      );
  }
  const listed = new Set(allowed.map(nameOf));
  const available = (await findConnectorPackages(from))
    .filter((found) => !listed.has(found.package))
    .map((found) => ({ package: found.package, version: found.version }));
  return { connectors: lines, refused, available };
}

function print({ connectors: lines, refused, available }: Listing): void {
  const width = Math.max(...lines.map(({ name }) => name.length));
  for (const line of lines) {
    const over = line.extends ? `, không mã / no code: ${line.extends}` : '';
    const from = line.from === 'built in' ? 'có sẵn / built in' : `${line.from} ${line.place}`;
    console.log(
      `${line.name.padEnd(width)}  ${line.version.padEnd(7)}  ${line.modes.join(', ').padEnd(12)}  ${from}${over}`,
    );
    console.log(`${' '.repeat(width)}  ${line.protocol}`);
  }
  for (const { connector, step, reason, file } of refused)
    console.log(`✖ ${connector}: ${step}: ${reason}  (${file})`);
  for (const found of available)
    console.log(
      `○ ${found.package} ${found.version}: đã cài, chưa cho phép / installed, not on the list: connectors of hub.config.ts`,
    );
}
